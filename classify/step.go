package classify

import (
	"slices"
	"strings"
	"sync"

	v "github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify/phrase"
	"github.com/voldaan/voldaan/classify/when"
)

// stepsBy is how words count a day from one that is named elsewhere.
type stepsBy uint8

const (
	nextDay stepsBy = iota + 1
	sameDay
	daysLater // behind a number, as the two that follow
	weeksLater
	workdaysLater
	weekdayAfter // the first word is a day of the week
	weekdayThen  // the same, where nothing follows
	weekdayOfIt  // that of the week of the day
	workdayNext  // the first working day after it
	prevDay
	twoBefore
	daysBefore // behind a number, as the next
	weeksBefore
	workdayLast // the last working day before it
)

// back reports whether a step leads to a day before the one it counts from.
func (by stepsBy) back() bool { return by >= prevDay }

// counts reports whether a number stands before the words of a step.
func (by stepsBy) counts() bool {
	return by == daysLater || by == weeksLater || by == workdaysLater || by == daysBefore || by == weeksBefore
}

// steps finds the words that count a day from one that is named elsewhere.
var steps = sync.OnceValue(func() *phrase.List[stepsBy] {
	l := &phrase.List[stepsBy]{}
	const (
		after  = "spater|danach|darauf|drauf|later|after|afterwards|apres|erna|daarna|nadien|erop"
		before = "davor|zuvor|vorher|vor|before|earlier|beforehand|prior|avant|auparavant|ervoor|daarvoor|voordien|tevoren|eerder|voor"
	)
	l.Add(`last|final working|business|banking|bank day before|prior, laatste werkdag|bankdag ervoor|daarvoor|voordien|voor, letzten werktag|arbeitstag|bankarbeitstag davor|vorher|zuvor|vor,
		dernier jour ouvrable|ouvre avant|precedent, dernier jour ouvrable|ouvre qui precede`, workdayLast)
	l.Add(`first|next|following working|business|banking|bank day after|thereafter|following, first working|business|banking day that follows, the next|following working|business|banking day, working|business day after that,
		eerste|eerstvolgende|volgende werkdag|bankdag erna|daarna|nadien|erop|daarop|na, de eerstvolgende|volgende werkdag|bankdag, werkdag|bankdag erna|daarna|nadien|erop,
		ersten|nachsten|folgenden werktag|arbeitstag|bankarbeitstag danach|darauf|drauf|nach, am|den nachsten|folgenden|darauffolgenden werktag|arbeitstag|bankarbeitstag, werktag|arbeitstag darauf|drauf|danach,
		premier|prochain jour ouvrable|ouvre suivant|apres, premier|prochain jour ouvrable|ouvre qui suit|vient, jour ouvrable|ouvre suivant|qui suit|d ' apres`, workdayNext)
	l.Add(`tags darauf|drauf, am|den tag|tage darauf|drauf|danach, am|den nachsten|folgenden|darauffolgenden tag|morgen, morgen|tag|abend danach|darauf|drauf, tag nach, einen tag spater|darauf|danach,
		day|morning after, the next|following day|morning, a|one day later, le|des|du|au lendemain, le jour suivant, le jour d ' apres, un jour apres, un jour plus tard,
		dag erna|erop|daarna|nadien|daarop|na, daags erna|nadien|daarna|erop|na, dag later, anderendaags, de volgende dag|ochtend, de ochtend erna|daarna|daarop|erop`, nextDay)
	l.Add(`am|vom selben|gleichen tag|abend, an dem|diesem|jenem tag|abend|morgen, the|that same day|evening|afternoon, that day|evening|morning, that very day,
		de|die zelfde dag|avond, dezelfde|diezelfde dag|avond, die dag|ochtend|avond, le jour meme, le meme jour, ce jour|soir|matin - la`, sameDay)
	l.Add("tage|dagen|days|jours "+after+", jours plus tard", daysLater)
	l.Add("wochen|woche|weken|week|weeks|semaines|semaine "+after+", semaine|semaines plus tard", weeksLater)
	l.Add("werktage|werkdagen "+after+", working|business days "+after+", jours ouvrables apres, jours ouvrables plus tard", workdaysLater)
	l.Add(dayNames+" of|in that|the same week, "+dayNames+" van|in die|dezelfde|diezelfde week, "+dayNames+" de cette semaine - la, "+dayNames+" de la meme semaine, "+dayNames+" jener|derselben woche", weekdayOfIt)
	l.Add(dayNames+" danach|darauf|drauf|daarna|erna|nadien|erop|thereafter|suivant, "+dayNames+" qui suit, "+dayNames+" straight|right after, "+dayNames+" following that, "+dayNames+" d ' apres, "+dayNames+" after that|it", weekdayAfter)
	l.Add(dayNames+" after|apres|following", weekdayThen)
	l.Add("avant - veille", twoBefore)
	l.Add(`tag|abend|morgen davor|zuvor|vorher|vor, am|zum vortag, tags zuvor|davor, einen tag fruher, day|evening|morning before|prior, a|one day earlier, the eve of,
		la veille, le jour precedent, le jour d ' avant, le jour avant, un jour avant|plus tot, dag|avond|ochtend ervoor|daarvoor|voordien|tevoren|voor, daags ervoor|daarvoor|voordien|tevoren|voor, een dag eerder`, prevDay)
	l.Add("tage|tagen|dagen|days|jours "+before+", tage fruher, jours plus tot", daysBefore)
	l.Add("wochen|woche|weken|week|weeks|semaines|semaine "+before+", wochen|woche fruher, semaine|semaines plus tot", weeksBefore)
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

// step is the day that a stretch counts from one that is named elsewhere, and
// that one; zero for none. A payment that was made counts from days that are over.
func (s *scan) step(t *stretch, look when.Direction) (day, base v.Date) {
	text := t.Folded[t.from:t.to]
	w := bare(s.spare.steps[:0], text)
	s.spare.steps = w
	steps().Find(w, func(by stepsBy, i, j int) {
		if day > 0 || s.ownDay(t, by, w[i:j]) || look == when.Back && (by.back() || s.daysApart(t, w[i].From, w[j-1].To)) {
			return
		}
		n, from := 1, i
		switch {
		case i > 0 && notLater.Has(w[i-1]): // "Friday and not a day later"
			return
		case by.counts():
			if from--; from < 0 {
				return
			}
			many, used := small(s.mail.Language, w[from:from+1])
			if used == 0 {
				return
			}
			n = many
		case by == weekdayThen:
			if j < len(w) && !strings.ContainsAny(text[w[j-1].To:w[j].From], ".,;:") && !speaker.Has(w[j]) {
				return // "Friday after the market"
			}
		}
		if base = s.stepFrom(t, w[from].From, w[j:], by, look); base == 0 || base == s.ctx.Today {
			return
		}
		day = s.steps(base, by, n, w[i].Text)
	})
	if look == when.Back && day > s.ctx.Today {
		return 0, 0
	}
	return day, base
}

// notLater are words that deny what follows.
var notLater = phrase.ParseChoice("not|no|geen|kein|keinen|pas|ni")

// speaker are words that begin what somebody does: "Monday after I send it".
var speaker = phrase.ParseChoice("je|j|nous|on|ich|wir|ik|wij|we|i")

// ownDay reports whether words that may count a day stand at one that is named,
// such as "the day before Christmas" and "on 3 May, the day after the fair". A working day that was taken for the next
// one is none.
func (s *scan) ownDay(t *stretch, by stepsBy, w []phrase.Word) bool {
	from, to := w[0].From, w[len(w)-1].To
	explains := explaining.Has(w[len(w)-1])
	return slices.ContainsFunc(t.mentions.days, func(d when.Expression) bool {
		if by == workdayNext || by == workdayLast {
			return d.To > to+2 && d.From < to+10
		}
		beside := d.From >= to && d.From < to+10 || d.To <= from && d.To > from-7 && explains && !by.counts()
		if d.Rule == "day-from-today" && d.From <= from && d.To >= to { // "the day after tomorrow"
			return true
		}
		return beside || by.back() && d.From < to && d.To > from
	})
}

// explaining are the words behind which a day is explained by another.
var explaining = phrase.ParseChoice("before|after|voor|na|vor|nach|of")

// daysApart reports whether a stretch names a day that is over outside of some of
// its bytes.
func (s *scan) daysApart(t *stretch, from, to int) bool {
	return slices.ContainsFunc(s.daysOf(t, when.Back), func(d when.Expression) bool {
		return d.Last() <= s.ctx.Today && (d.To <= from || d.From >= to)
	})
}

// steps takes n steps from a day.
func (s *scan) steps(base v.Date, by stepsBy, n int, weekday string) v.Date {
	day := base
	switch by {
	case nextDay, daysLater:
		return base.Add(n)
	case weeksLater:
		return base.Add(7 * n)
	case prevDay, daysBefore:
		return base.Add(-n)
	case twoBefore:
		return base.Add(-2)
	case weeksBefore:
		return base.Add(-7 * n)
	case workdaysLater, workdayNext:
		for ; n > 0; n-- {
			for day++; !s.ctx.Calendar.IsBusinessDay(day); day++ {
			}
		}
	case workdayLast:
		for day--; !s.ctx.Calendar.IsBusinessDay(day); day-- {
		}
	case weekdayOfIt:
		return base.Add(weekdays[weekday] - (int(base.Weekday())+6)%7 - 1)
	case weekdayAfter, weekdayThen:
		for day++; int(day.Weekday()) != weekdays[weekday]; day++ {
		}
	}
	return day
}

// stepFrom is the day from which a step counts: that of what is named behind it
// and told elsewhere ("the day before the market"), else the last one that was
// named before it, or for a step back the first of its sentence; zero for none.
func (s *scan) stepFrom(t *stretch, at int, behind []phrase.Word, by stepsBy, look when.Direction) v.Date {
	if d := s.dayOf(t, behind, look); d > 0 {
		return d
	}
	if d := s.lastDay(t, at, by, look); d > 0 {
		return d
	}
	k := s.place(t)
	for i := k - 1; i >= 0 && i >= k-3; i-- {
		p := &s.parts[i]
		if p.Part != t.Part || p.Folded[0] == '>' {
			return 0
		}
		if d := s.lastDay(p, len(p.Folded), by, look); d > 0 {
			return d
		}
	}
	return 0
}

// dayOf is the day that stands nearest to what some words name, rather behind
// it, in another stretch that names it too; zero for none.
func (s *scan) dayOf(t *stretch, named []phrase.Word, look when.Direction) v.Date {
	for len(named) > 0 && (between.Has(named[0]) || named[0].Text[0] < '0') {
		named = named[1:]
	}
	if len(named) == 0 || len(named[0].Text) < 5 {
		return 0
	}
	for i := range s.parts {
		p := &s.parts[i]
		if p == t || p.Part != t.Part || p.told || p.Folded[0] == '>' {
			continue
		}
		for _, w := range bare(nil, p.Folded[p.from:p.to]) {
			if !akin(w, named[0]) {
				continue
			}
			var day v.Date
			least := len(p.Folded)
			for _, d := range s.daysOf(p, look) {
				if far := max(d.From-w.To, w.From-d.To+len("the day on which")); far < least && s.steppable(d, look) {
					day, least = d.Last(), far
				}
			}
			if day > 0 {
				return day
			}
		}
	}
	return 0
}

var between = phrase.ParseChoice("the|a|our|my|that|this|we|de|het|den|ons|onze|mijn|die|dat|deze|van|le|la|les|l|du|des|d|ce|cet|cette|notre|mon|der|die|das|dem|den|unser*|mein*|dies*|of|zum|zur|i|wir|ich|wij|ik|nous|on|je")

// daysOf are the days of a stretch, those that are over where it looks back.
func (s *scan) daysOf(t *stretch, look when.Direction) []when.Expression {
	if look == when.Back {
		return s.mentions(t.Plain[t.from:t.to], when.Back).days
	}
	return t.mentions.days
}

// steppable reports whether a step may count from a day.
func (s *scan) steppable(d when.Expression, look when.Direction) bool {
	if look == when.Back {
		return d.Last() == d.Value && d.Value <= s.ctx.Today && d.Value > s.ctx.Today.Add(-200)
	}
	return d.Last() > s.ctx.Today && d.Last() < s.ctx.Today.Add(120)
}

// lastDay is the last day in the first bytes of a clause from which a step may
// count, and the first one for a step back; also one of a habit: "wages come on
// the 28th of every month".
func (s *scan) lastDay(t *stretch, bytes int, by stepsBy, look when.Direction) (day v.Date) {
	all := s.daysOf(t, look)
	for _, d := range all {
		if d.To > bytes || !s.steppable(d, look) {
			continue
		}
		if day = d.Last(); by.back() {
			return d.Value
		}
	}
	if day > 0 || len(all) > 0 || look == when.Back {
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
