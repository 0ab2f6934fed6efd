package classify

import (
	"slices"
	"strings"
	"sync"

	v "github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify/concept"
	"github.com/voldaan/voldaan/classify/cue"
	"github.com/voldaan/voldaan/classify/model"
	"github.com/voldaan/voldaan/classify/phrase"
	"github.com/voldaan/voldaan/classify/when"
	"github.com/voldaan/voldaan/internal/lazyregexp"
)

// follow gives promises the days that hang on what the mail says before them:
// "Thursday she is here. Then she does it", "wages come on the 28th, the day
// after you have it".
func (s *scan) follow() {
	if !slices.ContainsFunc(s.found, func(f v.Finding) bool { return f.Intent == v.IntentPromise }) {
		return
	}
	for i := range s.parts {
		if t := &s.parts[i]; t.Part == inReply && !t.told && len(t.words) > 0 {
			s.stepOn(t)
		}
	}
	if !slices.ContainsFunc(s.found, func(f v.Finding) bool { return f.Intent == v.IntentPromise && !f.Date.IsZero() }) {
		for k := range s.found {
			if f, t := &s.found[k], s.from[k]; f.Intent == v.IntentPromise && f.In == inReply && len(t.words) > 0 {
				for _, from := range []func(*stretch) v.Date{s.nextRun, s.anaphor, s.weekly, s.habitual} {
					if f.Date.IsZero() {
						f.Date = from(t)
					}
				}
			}
		}
	}
	s.correct()
	s.weighDays()
	for k := range s.found {
		if f := &s.found[k]; f.Intent == v.IntentPromise && f.Date.IsZero() && f.In == inReply && s.atOnce(s.from[k]) {
			f.Date = s.ctx.Today
		}
	}
}

// stepOn lets a stretch that counts from a day that was named before, such as
// "the day after you have it", tell the day of a promise: its own, or that of
// which the mail only named the day to count from.
func (s *scan) stepOn(t *stretch) {
	day, base := s.step(t, when.Forward)
	if day == 0 {
		return
	}
	own := slices.Index(s.from, t)
	promised := own >= 0 && s.found[own].Intent == v.IntentPromise
	for k := range s.found {
		f := &s.found[k]
		if f.Intent != v.IntentPromise {
			continue
		}
		switch {
		case s.from[k] == t && s.ofOneEach(t, base):
			f.Date = base // "one goes on Monday, the other the day after"
		case s.from[k] == t:
			f.Date = day
		case f.Date == base && s.ofItself(s.from[k], t, day-base):
		case f.Date == base && promised && (len(f.Invoices) == 0 || len(s.found[own].Invoices) == 0):
			f.Date = 0
		case f.Date == base && own < 0 || f.Date == base && !promised && s.found[own].Confidence < sure:
			f.Date = day
		case promised && f.Date < day && len(f.Invoices) == 0 && s.names(s.from[k], base) && !s.paying(s.from[k]):
			f.Date = 0 // "she is away today and signs on Friday. The day after the bank pays"
		}
	}
}

// ofItself reports whether a stretch promises a payment of its own beside one
// that comes a week or more later: "you have it on Friday. The other half follows
// two weeks after".
func (s *scan) ofItself(t, next *stretch, days v.Date) bool {
	return t != next && days >= 7 && s.paying(t)
}

// ofOneEach reports whether a stretch names an invoice, a sum or the rest before
// that day and behind it: the day counted from it is of another payment.
func (s *scan) ofOneEach(t *stretch, base v.Date) bool {
	i := slices.IndexFunc(t.mentions.days, func(d when.Expression) bool { return d.Last() == base })
	return i >= 0 && s.another(t, 0, t.mentions.days[i].From) && s.another(t, t.mentions.days[i].To, len(t.mentions.rest))
}

// another reports whether some bytes of a stretch name an invoice or a sum, or the
// other one.
func (s *scan) another(t *stretch, from, to int) bool {
	if from >= to {
		return false
	}
	part := t.mentions.rest[from:to]
	return strings.ContainsAny(part, "&$") || len(s.nakedSums(part, s.open(nil))) > 0 || slices.ContainsFunc(bare(nil, part), theOther.Has)
}

// names reports whether the sentence of a stretch names a day.
func (s *scan) names(t *stretch, day v.Date) bool {
	return slices.ContainsFunc(s.parts, func(p stretch) bool {
		return p.From == t.From && p.Part == t.Part && slices.ContainsFunc(p.mentions.days, func(d when.Expression) bool { return d.Last() == day })
	})
}

// paying reports whether a stretch says that somebody pays, or gets what is his.
func (s *scan) paying(t *stretch) bool {
	if t.gets() {
		return true
	}
	return slices.ContainsFunc(model.Marks(s.mail.Language, t.words), func(m cue.Mark) bool { return slices.Contains(payments(), m.ID) })
}

// payments are the concepts of paying itself.
var payments = sync.OnceValue(func() []concept.ID { return concepts("pay", "payment", "payrun") })

// weekly is the next day of a habit on which a stretch says that payments are
// made: "Ms Lind does the transfers on Tuesdays"; zero for none.
func (s *scan) weekly(t *stretch) v.Date {
	all := habits.FindAllStringSubmatchIndex(t.Folded[t.from:t.to], 2)
	if len(all) != 1 || len(t.mentions.days) > 0 {
		return 0
	}
	m := all[0]
	name := t.Folded[t.from:t.to][max(m[2], m[4]):max(m[3], m[5])]
	day := s.ctx.Today + 1
	for int(day.Weekday()) != weekdays[name] {
		day++
	}
	return day
}

var habits = lazyregexp.MustCompile(`\b(?:(?:elke|iedere|chaque|every|each|jeden|tous les|toujours le|altijd op|immer) (` + dayNames + `)s?|(?:'s |on )?(` + dayNames + `)s)\b`)

// place is the place of a stretch among those of the mail.
func (s *scan) place(t *stretch) int {
	return slices.IndexFunc(s.parts, func(p stretch) bool { return p.From == t.From && p.from == t.from && p.Part == t.Part })
}

// habitual is the next day of the month on which a stretch says that payments
// always are made: "our run is always on the 15th".
func (s *scan) habitual(t *stretch) v.Date {
	if len(t.mentions.days) > 0 || t.question {
		return 0
	}
	return s.lastDay(t, len(t.Folded), sameDay, when.Forward)
}

// nextRun is the day of the next payments, of which a stretch says that the invoice
// is in them, where it or those beside it tell when they are made: "we pay on the
// 1st and the 15th, yours is in the next one". Zero for none.
func (s *scan) nextRun(t *stretch) (day v.Date) {
	next := false
	if runs := nextRuns(); len(t.words) > 0 {
		runs.Find(bare(nil, t.Folded[t.from:t.to]), func(struct{}, int, int) { next = true })
	}
	k := s.place(t)
	for _, step := range []int{0, -1, 1, -2} {
		if !next || k+step < 0 || k+step >= len(s.parts) {
			continue
		}
		p := &s.parts[k+step]
		if p.Part != t.Part || p.told || p.question || len(p.words) == 0 || p.Folded[0] == '>' {
			continue
		}
		for _, d := range p.mentions.days {
			if d.Last() > s.ctx.Today && d.Last() < s.ctx.Today.Add(40) && d.Last() == d.Value && (day == 0 || d.Last() < day) {
				day = d.Last()
			}
		}
		if day == 0 && len(p.mentions.days) == 0 && s.paying(p) {
			day = s.weekly(p)
		}
		if day > 0 {
			return day
		}
	}
	return 0
}

// nextRuns finds the words for the next payments.
var nextRuns = sync.OnceValue(func() *phrase.List[struct{}] {
	l := &phrase.List[struct{}]{}
	l.Add(`in|met de|het eerstvolgende|volgende, zit|zitten in de|het betaalrun|ronde|lijst, in|on|with the next|coming one|run|batch|list|cycle|round|file,
		im|beim|mit nachsten|kommenden, im|beim|mit dem nachsten|kommenden, im nachsten lauf, dans|avec le|la prochain|prochaine, fera|font|fait partie du prochain`, struct{}{})
	return l
})

// habit is what makes a day come again.
var habit = lazyregexp.MustCompile(`\b(?:jeweils|immer|stets|altijd|steeds|telkens|always|toujours|(?:jeden|jedes|eines jeden) monats?|(?:of )?(?:each|every) month|(?:de )?chaque mois|(?:van )?(?:elke|iedere) maand|tous les mois|every|elke|iedere|jeden|chaque)\b ?`)

// anaphor is the day on which a stretch that names none says it pays, by words
// such as "then" and "in it", or because what it speaks of was said to happen
// right before; zero for none.
func (s *scan) anaphor(t *stretch) v.Date {
	if len(t.mentions.days) > 0 {
		return 0
	}
	k, back := s.place(t), 1
	if thens.Find(t.words, func(struct{}, int, int) { back = 3 }); back == 1 {
		return 0
	}
	for i := k - 1; i >= 0 && i >= k-back; i-- {
		p := &s.parts[i]
		if p.Part != t.Part || p.Folded[0] == '>' || p.question {
			return 0
		}
		if d := s.lastDay(p, len(p.Folded), sameDay, when.Forward); d > 0 {
			return d
		}
	}
	return 0
}

// thens point to a day that was named before.
var thens = func() *phrase.List[struct{}] {
	l := &phrase.List[struct{}]{}
	l.Add(`dan, daarna, erna, nadien, erin, daarin, daarmee, daarbij, als eerste, meteen erna, erbij, mee, then, after that, afterwards, in|on it, in|on that, with it, first thing, by then, included, part of,
		dann, danach, darin, dabei, damit, dort, drin, als erstes, anschliessend, alors, ensuite, apres cela|ca, dedans, y est|sont|sera|figure, en fait|font partie, puis, aussitot, en premier, in den|dem, in die|deze`, struct{}{})
	return l
}()

// weighDays keeps, of several promises with days, those that may be of a payment:
// where nothing in a stretch speaks of paying, or its day only bounds
// something, and another's does, it goes.
func (s *scan) weighDays() {
	var days []v.Date
	for _, f := range s.found {
		if f.Intent == v.IntentPromise && !f.Date.IsZero() && !slices.Contains(days, f.Date) {
			days = append(days, f.Date)
		}
	}
	if len(days) < 2 {
		return
	}
	least, costs := 2*farthest, make([]float64, len(s.found))
	for k := range s.found {
		if f, t := &s.found[k], s.from[k]; f.Intent == v.IntentPromise && !f.Date.IsZero() && len(t.words) > 0 {
			costs[k] = s.against(t, f.Date)
			least = min(least, costs[k])
		}
	}
	for k := range s.found {
		if f := &s.found[k]; f.Intent == v.IntentPromise && costs[k]-least >= bound {
			f.Date = 0
		}
	}
}

// against is how much speaks against a promise's day, taken by itself.
func (s *scan) against(t *stretch, day v.Date) (cost float64) {
	i := slices.IndexFunc(t.mentions.days, func(d when.Expression) bool { return d.Last() == day })
	if i < 0 {
		return 0
	}
	d := t.mentions.days[i]
	if !s.ofMoney(t) {
		cost += another
	}
	if at := slices.IndexFunc(t.words, func(w phrase.Word) bool { return w.From >= d.From }); at > 0 && s.lists.Of("bounding").Has(t.words[at-1]) {
		cost += bound
	}
	if d.Last()-d.Value > 20 {
		cost += aMonth
	}
	if s.over(d) {
		cost += gone
	}
	return cost
}
