package classify

import (
	"slices"
	"strings"
	"sync"

	v "github.com/voldaan/voldaan"
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
				if f.Date = s.anaphor(t); f.Date.IsZero() {
					f.Date = s.weekly(t)
				}
			}
		}
	}
	s.weighDays()
}

// stepOn lets a stretch that counts from a day that was named before, such as
// "the day after you have it", tell the day of a promise: its own, or that of
// which the mail only named the day to count from.
func (s *scan) stepOn(t *stretch) {
	day, base := s.later(t)
	if day == 0 {
		return
	}
	own := slices.Index(s.from, t)
	for k := range s.found {
		f := &s.found[k]
		if f.Intent != v.IntentPromise {
			continue
		}
		switch {
		case s.from[k] == t:
			f.Date = day
		case f.Date == base && own >= 0 && s.found[own].Intent == v.IntentPromise && (len(f.Invoices) == 0 || len(s.found[own].Invoices) == 0):
			f.Date = 0
		case f.Date == base && own < 0 || f.Date == base && s.found[own].Intent != v.IntentPromise && s.found[own].Confidence < sure:
			f.Date = day
		}
	}
}

// stepsBy is how words count a day from one that was named before.
type stepsBy uint8

const (
	nextDay stepsBy = iota + 1
	sameDay
	daysLater // behind a number, as the two that follow
	weeksLater
	workdaysLater
	weekdayAfter // the first word is a day of the week
	weekdayThen  // the same, where nothing follows
)

// steps finds the words that count a day from one that was named before.
var steps = sync.OnceValue(func() *phrase.List[stepsBy] {
	l := &phrase.List[stepsBy]{}
	const after = "spater|danach|darauf|drauf|later|after|afterwards|apres|erna|daarna|nadien|erop"
	l.Add(`tags darauf|drauf, am|den tag|tage darauf|drauf|danach, am|den nachsten|folgenden|darauffolgenden tag|morgen|werktag, einen tag spater|darauf|danach,
		day|morning after, the next|following day|morning, a|one day later, le|des|du lendemain, le jour suivant, le jour d ' apres, un jour apres, un jour plus tard,
		dag erna|erop|daarna|nadien|daarop, daags erna|nadien|daarna|erop, dag later, anderendaags, de volgende dag|ochtend, de ochtend erna|daarna|daarop|erop`, nextDay)
	l.Add(`am|vom selben|gleichen tag|abend, an dem|diesem|jenem tag|abend|morgen, the|that same day|evening|afternoon, that day|evening|morning, that very day,
		de|die zelfde dag|avond, dezelfde|diezelfde dag|avond, die dag|ochtend|avond, le jour meme, le meme jour, ce jour|soir|matin - la`, sameDay)
	l.Add("tage|dagen|days|jours "+after+", jours plus tard", daysLater)
	l.Add("wochen|woche|weken|week|weeks|semaines|semaine "+after+", semaine|semaines plus tard", weeksLater)
	l.Add("werktage|werkdagen "+after+", working|business days "+after+", jours ouvrables apres, jours ouvrables plus tard", workdaysLater)
	l.Add(dayNames+" danach|darauf|drauf|daarna|erna|nadien|erop|thereafter|suivant, "+dayNames+" qui suit, "+dayNames+" straight|right after, "+dayNames+" following that, "+dayNames+" d ' apres, "+dayNames+" after that|it", weekdayAfter)
	l.Add(dayNames+" after|apres|following", weekdayThen)
	return l
})

const dayNames = "maandag|dinsdag|woensdag|donderdag|vrijdag|lundi|mardi|mercredi|jeudi|vendredi|monday|tuesday|wednesday|thursday|friday|montag|dienstag|mittwoch|donnerstag|freitag"

// weekdays are the days of the week with their number, Monday being 1.
var weekdays = func() map[string]int {
	out := map[string]int{}
	for i, name := range strings.Split(dayNames, "|") {
		out[name] = i%5 + 1
	}
	return out
}()

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

// later is the day that a stretch counts from one that was named before, and
// that one; zero for none.
func (s *scan) later(t *stretch) (day, base v.Date) {
	text := t.Folded[t.from:t.to]
	w := bare(nil, text)
	steps().Find(w, func(by stepsBy, i, j int) {
		if day > 0 || slices.ContainsFunc(t.mentions.days, func(d when.Expression) bool { // a day of its own
			return d.From >= w[j-1].To && d.From < w[j-1].To+10
		}) {
			return
		}
		n, from := 1, i
		switch by {
		case daysLater, weeksLater, workdaysLater:
			if from--; from < 0 {
				return
			}
			many, used := small(s.mail.Language, w[from:from+1])
			if used == 0 {
				return
			}
			n = many
		case weekdayThen:
			if j < len(w) && !strings.ContainsAny(text[w[j-1].To:w[j].From], ".,;:") {
				return // "Friday after the market"
			}
		}
		if base = s.before(t, w[from].From); base == 0 || base == s.ctx.Today {
			return
		}
		switch by {
		case nextDay, daysLater:
			day = base.Add(n)
		case sameDay:
			day = base
		case weeksLater:
			day = base.Add(7 * n)
		case workdaysLater:
			for day = base; n > 0; n-- {
				for day++; !s.ctx.Calendar.IsBusinessDay(day); day++ {
				}
			}
		case weekdayAfter, weekdayThen:
			for day = base + 1; int(day.Weekday()) != weekdays[w[i].Text]; day++ {
			}
		}
	})
	return day, base
}

// before is the last day to come that is named before a byte of a stretch's
// clause, in it or in one of those before it; zero for none.
func (s *scan) before(t *stretch, at int) v.Date {
	if d := s.lastDay(t, at); d > 0 {
		return d
	}
	k := s.place(t)
	for i := k - 1; i >= 0 && i >= k-3; i-- {
		p := &s.parts[i]
		if p.Part != t.Part || p.Folded[0] == '>' {
			return 0
		}
		if d := s.lastDay(p, len(p.Folded)); d > 0 {
			return d
		}
	}
	return 0
}

// place is the place of a stretch among those of the mail.
func (s *scan) place(t *stretch) int {
	return slices.IndexFunc(s.parts, func(p stretch) bool { return p.From == t.From && p.from == t.from && p.Part == t.Part })
}

// lastDay is the last day to come in the first bytes of a clause, also one of a
// habit: "wages come on the 28th of every month".
func (s *scan) lastDay(t *stretch, bytes int) (day v.Date) {
	for _, d := range t.mentions.days {
		if d.To <= bytes && d.Last() > s.ctx.Today && d.Last() < s.ctx.Today.Add(120) {
			day = d.Last()
		}
	}
	if day > 0 || len(t.mentions.days) > 0 {
		return day
	}
	clause := t.Plain[t.from:t.to]
	clause = clause[:min(bytes, len(clause))]
	if m := habit.FindStringIndex(t.Folded[t.from:][:len(clause)]); m != nil {
		for _, d := range s.days(when.Forward, clause[:m[0]]+clause[m[1]:]) {
			if d.Last() >= s.ctx.Today && d.Last() < s.ctx.Today.Add(40) {
				day = d.Last()
			}
		}
	}
	return day
}

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
		if d := s.lastDay(p, len(p.Folded)); d > 0 {
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
