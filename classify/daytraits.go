package classify

import (
	v "github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify/cue"
	"github.com/voldaan/voldaan/classify/model"
	"github.com/voldaan/voldaan/classify/when"
)

// dayTraits fills the traits of a day one by one; their order is that of the
// weights.
type dayTraits struct {
	of *model.Day
	n  int
}

func (d *dayTraits) set(x float64) { d.of.Traits[d.n] = x; d.n++ }

func (d *dayTraits) is(all ...bool) {
	for _, x := range all {
		d.set(flag(x))
	}
}

// seen are candidates of a mail of that intent, in which that day was found to
// count, as the model sees them.
func (s *scan) seen(tell sought, all []candidate, main v.Intent, was v.Date) []model.Day {
	marks := make([][]cue.Mark, len(all))
	costs := make([]float64, len(all)) // see dayCost
	for i, c := range all {
		if i > 0 && all[i-1].stretch == c.stretch {
			marks[i] = marks[i-1]
		} else {
			marks[i] = model.Marks(s.mail.Language, c.stretch.words)
		}
		costs[i] = farthest
		if c.named.Text != "" {
			costs[i] = min(s.dayCost(c.stretch, c.named, marks[i]), 2*farthest)
		}
	}
	out := make([]model.Day, len(all))
	for i, c := range all {
		d := &dayTraits{of: &out[i]}
		d.is(true)
		s.ofStretch(d, tell, c)
		s.ofFound(d, tell, c, main, was)
		s.ofPlace(d, tell, all, costs, i)
		s.ofDay(d, c)
		s.near(&out[i], c, marks[i])
	}
	return out
}

// ofStretch is what the stretch says in which a day stands.
func (s *scan) ofStretch(d *dayTraits, tell sought, c candidate) {
	t := c.stretch
	for _, x := range []v.Intent{tell.intent, tell.other, model.None, v.IntentDispute, v.IntentPaymentPlan, v.IntentAcknowledgement} {
		d.set(logit(t.chance(x)) / 3)
	}
	beside := 0.0
	for n, i := range model.Besides {
		if i == tell.intent && t.besides != nil {
			beside = logit(t.besides[n]) / 3
		}
	}
	d.set(beside)
	d.is(t.says(tell.intent), t.void, t.question, t.past, t.ahead, len(t.mentions.sums) > 0, len(t.mentions.invoices) > 0, t.gets())
}

// ofFound is what was found in the mail.
func (s *scan) ofFound(d *dayTraits, tell sought, c candidate, main v.Intent, was v.Date) {
	own := false
	for k := range s.found {
		f := &s.found[k]
		own = own || s.from[k] == c.stretch && f.Intent == tell.intent && f.Date == c.day
	}
	d.is(own, c.day == was, was == 0, main == tell.intent, main == tell.other, main.Severity() <= v.IntentDispute.Severity(), main == v.IntentPaymentPlan, main == v.IntentOther || main == v.IntentQuestion)
}

// ofPlace is where a day stands among the others.
func (s *scan) ofPlace(d *dayTraits, tell sought, all []candidate, costs []float64, i int) {
	c := all[i]
	cheapest, same, before, behind, rival, base := true, false, false, false, 0.0, false
	for k, o := range all {
		if o.base == c.day && o.counted != c.day {
			base = true // "wages come on the 28th, the day after you have it"
		}
		switch {
		case k == i:
			continue
		case o.stretch == c.stretch:
			same, cheapest = true, cheapest && costs[i] <= costs[k]
		case k < i:
			before = true
		default:
			behind = true
		}
		if tell.look == when.Back && o.day > c.day || tell.look != when.Back && o.day < c.day {
			rival = max(rival, o.stretch.chance(tell.intent))
		}
	}
	d.set(costs[i] / farthest)
	d.set(rival) // that of the day that would count before it
	d.is(cheapest, same, before, behind, !same && !before && !behind, c.named.Text == "", c.counted == c.day, c.counted > 0 && c.counted != c.day, base)
}

// ofDay is what a day is by itself, and what the words beside it say.
func (s *scan) ofDay(d *dayTraits, c candidate) {
	far := int(max(c.day-s.ctx.Today, s.ctx.Today-c.day))
	d.is(far == 0, far > 0 && far <= 3, far > 3 && far <= 10, far > 31, far > 62, !s.ctx.Calendar.IsBusinessDay(c.day))
	named := c.named.Text != ""
	long := c.named.Last() - c.named.Value
	d.is(named && long > 0, named && long > 7, c.named.Told == when.Forward, c.named.Told == when.Back, named && s.over(c.named))
	at := c.wordAt()
	d.is(at >= 0 && c.stretch.getsOn(at), at > 0 && s.lists.Of("bounding").Has(c.stretch.words[max(at-1, 0)]), at >= 0 && denied(c.stretch.words, at))
}

// closeTo is how many words from a day a concept outside of its clause may stand.
const closeTo = 12

// near notes the words and concepts that stand near a day.
func (s *scan) near(d *model.Day, c candidate, marks []cue.Mark) {
	w, at := c.stretch.words, c.wordAt()
	d.Near = make([]uint32, 0, 2*len(marks)+2*len(w))
	d.Add("rule", c.named.Rule, 0)
	if at < 0 {
		for _, m := range marks {
			d.Add("any", string(rune(m.ID)), 0)
		}
		return
	}
	joining := s.lists.Of("joining")
	ends := func(k int) bool { return w[k].Border || joining.Has(w[k]) }
	from, to := at, at+1
	for from > 0 && !ends(from) {
		from--
	}
	for to < len(w) && !ends(to) {
		to++
	}
	for _, m := range marks {
		side := 1
		if m.From < at {
			side = 2
		}
		switch {
		case m.From >= from && m.From < to:
			d.Add("in", string(rune(m.ID)), side)
		case m.From > at-closeTo && m.From < at+closeTo:
			d.Add("out", string(rune(m.ID)), side)
		}
	}
	for k := from; k < to; k++ {
		if k != at {
			d.Add("clause", w[k].Text, int(flag(k < at)))
		}
	}
	for k := 1; k <= 2; k++ {
		before, behind := "<", ">"
		if at-k >= 0 {
			before = w[at-k].Text
		}
		if at+k < len(w) {
			behind = w[at+k].Text
		}
		d.Add("before", before, k)
		d.Add("behind", behind, k)
	}
}
