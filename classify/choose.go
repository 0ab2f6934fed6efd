package classify

import (
	"slices"

	v "github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify/model"
	"github.com/voldaan/voldaan/classify/phrase"
	"github.com/voldaan/voldaan/classify/when"
)

// sought is what the days of a mail may tell: when it will be paid, or when it
// was.
type sought struct {
	intent, other v.Intent
	look          when.Direction
}

var (
	ofPromise = sought{v.IntentPromise, v.IntentAlreadyPaid, when.Forward}
	ofPayment = sought{v.IntentAlreadyPaid, v.IntentPromise, when.Back}
)

// candidate is a day of a mail that may be the one that counts.
type candidate struct {
	stretch *stretch
	day     v.Date
	named   when.Expression // without a text for one that is counted from another
	// counted is the day that its stretch counts from another, and base that one;
	// see step.
	counted, base v.Date
}

// candidates are the days of a mail on the side where one that counts would lie:
// those that it names, those that it counts from them, and those that were found.
func (s *scan) candidates(tell sought) (out []candidate) {
	for i := range s.parts {
		t := &s.parts[i]
		if t.Part != inReply || t.told || t.Folded[0] == '>' || len(t.words) == 0 {
			continue
		}
		n := len(out)
		counted, base := s.step(t, tell.look)
		add := func(day v.Date, named when.Expression) {
			c := candidate{t, day, named, counted, base}
			if s.onSide(tell, c.day) && !slices.ContainsFunc(out[n:], func(o candidate) bool { return o.day == c.day }) {
				out = append(out, c)
			}
		}
		for _, d := range t.mentions.days {
			if tell.look == when.Back && d.Last() > s.ctx.Today && !settled[d.Rule] {
				d.Value, d.End = s.lastSuch(d), 0
			}
			add(d.Last(), d)
		}
		if counted > 0 {
			add(counted, when.Expression{})
		}
		for k, f := range s.found {
			if s.from[k] == t && f.Intent == tell.intent {
				add(f.Date, when.Expression{})
			}
		}
	}
	return out
}

// onSide reports whether a day is one to come for a promise, and one that is over
// for a payment: today is both.
func (s *scan) onSide(tell sought, day v.Date) bool {
	if tell.look == when.Back {
		return day > 0 && day <= s.ctx.Today
	}
	return day >= s.ctx.Today
}

// counting is the day that counts of those that findings tell: of several promises
// the earliest, of several payments the last. Zero for none.
func (s *scan) counting(tell sought) (day v.Date) {
	for _, f := range s.found {
		switch {
		case f.Intent != tell.intent || f.Date.IsZero():
		case tell.look == when.Back:
			day = max(day, f.Date)
		case day == 0 || f.Date < day:
			day = f.Date
		}
	}
	return day
}

// The chances from which on a day counts that no finding tells, and where that makes
// the mail mean something else.
const (
	likely = 0.5
	surely = 0.6
)

// choose lets the model decide which of the days of a mail is the one that counts.
func (s *scan) choose(tell sought) {
	main, was := s.main(), s.counting(tell)
	if s.study == nil && was == 0 && !s.mayTell(tell.intent) {
		return
	}
	days := s.candidates(tell)
	other := func(c candidate) bool { return c.day != was && (was > 0 || c.stretch.mayTell(tell.intent)) }
	if s.study == nil && !slices.ContainsFunc(days, other) {
		return // the model is not asked in vain
	}
	seen := s.seen(tell, days, main, was)
	if s.study != nil {
		s.study(tell, days, seen)
		return
	}
	chances := s.model.Counts(tell.intent, seen)
	if chances == nil {
		return
	}
	best, most := was, s.chanceOf(was, days, chances)
	for _, c := range days {
		if p := s.chanceOf(c.day, days, chances); p > most && !leadsTo(c.day, was, days) {
			best, most = c.day, p
		}
	}
	if best == was || was == 0 && (most < likely || tell.intent.Severity() < main.Severity() && most < surely || main == v.IntentOther) {
		return
	}
	s.counts(tell, days, chances, best)
}

// mayTell reports whether a stretch perhaps says an intent, if only beside another.
func (t *stretch) mayTell(i v.Intent) bool {
	n := slices.Index(model.Besides, i)
	return t.chance(i) > slight || n < len(t.besides) && t.besides[n] > slight
}

// mayTell reports whether a stretch of the mail perhaps says an intent.
func (s *scan) mayTell(i v.Intent) bool {
	for k := range s.parts {
		if s.parts[k].mayTell(i) {
			return true
		}
	}
	return false
}

// leadsTo reports whether one of some days counts the other from a day: who says
// "the day after" does not mean the day before.
func leadsTo(base, day v.Date, days []candidate) bool {
	return day > 0 && slices.ContainsFunc(days, func(c candidate) bool {
		return c.counted == day && (c.base == base || c.day == base && c.named.Text != "")
	})
}

// chanceOf is how likely a day counts, in whatever sentences it stands.
func (s *scan) chanceOf(day v.Date, days []candidate, chances []float64) (sum float64) {
	for i, c := range days {
		if c.day == day {
			sum += chances[i]
		}
	}
	return sum
}

// main is the most severe intent found.
func (s *scan) main() v.Intent {
	main := v.IntentOther
	for i := range s.found {
		if s.found[i].Intent.Severity() < main.Severity() {
			main = s.found[i].Intent
		}
	}
	return main
}

// counts gives the finding of a day's sentence that day, and takes theirs from
// those that it does not count beside. A sentence that told nothing of it gets one.
func (s *scan) counts(tell sought, days []candidate, chances []float64, day v.Date) {
	at := -1
	for i, c := range days {
		if c.day == day && (at < 0 || chances[i] > chances[at]) {
			at = i
		}
	}
	own := -1
	for k := range s.found {
		f := &s.found[k]
		switch {
		case f.Intent != tell.intent:
		case s.from[k] == days[at].stretch:
			own = k
		case tell.look == when.Forward && f.Date < day, tell.look == when.Back && f.Date > day:
			f.Date = 0
		}
	}
	if own < 0 {
		named := s.named
		s.named = nil
		s.add(days[at].stretch, s.sign(days[at].stretch, tell.intent, chances[at]))
		s.named, own = named, len(s.found)-1
	}
	s.found[own].Date = day
}

// Day is a day that a mail tells, and how the model sees it.
type Day struct {
	Date v.Date
	Seen model.Day
}

// Days are the days of a mail that may be that of its promise, or of its payment:
// the model learns from them which one is.
func (r *Offline) Days(m v.Mail, c v.ReadingContext) (promised, paid []Day) {
	s, all := r.scan(m, c)
	defer s.release()
	s.study = func(tell sought, days []candidate, seen []model.Day) {
		for i, d := range days {
			if tell.look == when.Back {
				paid = append(paid, Day{d.day, seen[i]})
			} else {
				promised = append(promised, Day{d.day, seen[i]})
			}
		}
	}
	s.person(all)
	return promised, paid
}

// wordAt is the place of the word that stands for a named day; below zero for a day
// that is counted.
func (c candidate) wordAt() int {
	if c.named.Text == "" {
		return -1
	}
	return slices.IndexFunc(c.stretch.words, func(w phrase.Word) bool { return w.From >= c.named.From })
}
