package when

import "github.com/voldaan/voldaan"

func fromToday(p *parser, m *match) result {
	if p.noMoment(m) {
		return silent
	}
	if t := &p.tokens[m.start]; t.text == "hier" && p.language == "fr" && t.capital && p.is(m.start+1, cStreet) {
		return silent
	}
	r := on(p.o.Today.Add(m.value(cRel)), relative)
	if r.verdict == says && m.has(cDaypart) && p.tokens[m.start].text == "morgen" && p.language == "de" && p.endsAt(m.start, cThis) {
		r.value = p.o.Today
	}
	return r
}

// noMoment reports whether a word for now or tomorrow is a particle or a noun:
// "four months now", "the 5th floor now", "der Morgen war".
func (p *parser) noMoment(m *match) bool {
	t := &p.tokens[m.start]
	if m.start == 0 || t.para || m.end > m.start+1 {
		return false
	}
	switch {
	case contains(" now nu jetzt maintenant ", t.text):
		return p.is(m.start-1, cUnit, cNoun) && !p.is(m.start-1, cDoc)
	case t.text == "morgen" && t.capital && p.language == "de" && !p.lower:
		return contains(" der den dem einen einem eines jeden guten schonen jeder ein diesem ", p.tokens[m.start-1].text)
	}
	return false
}

// dayAfter reads "the day after" behind a day that was named before it. It is no
// rule among the others, since those look ahead of what is named.
func (p *parser) dayAfter(i int, named voldaan.Date) (found, bool) {
	if named == 0 || !p.tokens[i].mask.meets(p.g.nextDay.first) {
		return found{}, false
	}
	m := p.try(&p.g.nextDay, i)
	if m == nil || p.is(m.end, cOf, cBasis, cDoc) || i > 0 && contains(" not geen kein keinen pas ni no ", p.tokens[i-1].text) { // "Friday and not a day later"
		return found{}, false
	}
	return p.place(m, on(named+1, relative)), true
}

func endOfDay(p *parser, m *match) result { return p.expr(m.nth(0, cExpr)).result }

func ago(p *parser, m *match) result {
	u, n := unit(m.value(cUnit)), 1
	if c := m.nth(0, cCount); c.n > 0 {
		n = c.value
	} else if m.nth(0, cUnit).at == m.start && u != uHalfYear && u != uFortnight && u != uDays15 && u != uDays8 {
		return failed
	}
	if m.has(cAndHalf) {
		n |= half
	}
	if c := m.nth(0, cCount); (u == uMinute || u == uHour) && p.alone(m) || c.n > 0 && p.tokens[c.at+c.n-1].text == "paar" {
		return silent // a moment of today, and a past that nobody counts
	}
	if m.has(cAgo) && p.is(m.start-1, cWithin) {
		return failed
	}
	if u == uWeekend || u == uMinute && n > 600 {
		return failed
	}
	if w := m.nth(0, cWeekday); w.n > 0 {
		if u != uWeek {
			return failed
		}
		return on(p.weekdayNear(w.value, false).Add(-7*n), relative)
	}
	return on(p.move(p.o.Today.Add(m.value(cRel)), -n, u), relative)
}

func fromNow(p *parser, m *match) result {
	n := 1
	if c := m.nth(0, cCount); c.n > 0 {
		n = c.value
	} else if u := m.unit(); u != uHalfYear && u != uFortnight && u != uDays15 {
		return failed
	}
	if m.has(cAndHalf) {
		n |= half
	}
	return on(p.move(p.o.Today, n, m.unit()), relative)
}

// fromDay reads "3 days before Christmas", "a week from Friday".
func fromDay(p *parser, m *match) result {
	x := p.expr(m.nth(0, cExpr))
	u, n := unit(m.value(cUnit)), 1
	if c := m.nth(0, cCount, cOrdinal); c.n > 0 {
		n = c.value
	} else if u != uDay && u != uWeek && u != uWeekend && u != uBusinessDay {
		return failed
	}
	if m.has(cOrdinal) && u != uDay && u != uBusinessDay {
		return failed
	}
	if x.sort == period && x.end == 0 && u != uDay {
		return failed
	}
	base := x.last()
	if m.has(cBefore) {
		base, n = x.value, -n
	}
	if u == uWeekend {
		sat := onOrBefore(base.Add(7*n), 5)
		return span(sat, sat.Add(1), period)
	}
	d := p.move(base, n, u)
	if u == uWeek && !m.has(cCount) {
		d = monday(d).Add(4)
	}
	r := on(d, relative)
	r.vague = x.vague
	return r
}

// fromRelative reads the English "a week today", "a fortnight tomorrow".
func fromRelative(p *parser, m *match) result {
	u := m.unit()
	if p.language != "en" || u != uWeek && u != uFortnight || m.value(cRel) < 0 || contains(" now right just ", p.tokens[m.nth(0, cRel).at].text) {
		return failed
	}
	return on(p.move(p.o.Today.Add(m.value(cRel)), m.value(cCount), u), relative)
}

func shifted(p *parser, m *match) result {
	x := p.expr(m.nth(0, cExpr))
	if x.sort == period && x.rule.name != "part" {
		return failed
	}
	if n := m.value(cShift); n > 0 {
		return on(x.last().Add(n), relative)
	}
	return on(x.value.Add(m.value(cShift)), relative)
}
