package when

import (
	"time"

	"github.com/voldaan/voldaan"
)

// loose marks a month, week, quarter or year that is named by its unit alone
// ("the month"): this one, or the nearest where a day in it has passed.
const loose = 1 << 24

// step is how many units on "next" (1), "this" (0) or "last" (-1) mean.
func (m *match) step() int {
	switch {
	case m.has(cNext2), m.has(cAfter) && m.has(cNext):
		return 2
	case m.has(cNext, cComing):
		return 1
	case m.has(cLast):
		return -1
	}
	return 0
}

func (m *match) flag() int {
	if m.has(cNext, cComing, cLast, cThis, cNext2) {
		return 0
	}
	return loose
}

func (m *match) unit() unit { return unit(m.value(cUnit)) }

func yearNamed(p *parser, m *match) (int, bool) {
	return m.value(cYear), !m.has(cUnit) || m.unit() == uYear
}

func yearNear(p *parser, m *match) (int, bool) {
	return p.o.Today.Time().Year() + m.step() | m.flag(), m.unit() == uYear
}

func monthNamed(_ *parser, m *match) (int, bool) {
	return 16*m.value(cYear2) + m.value(cMonth), true
}

// monthNear is "next March": the first after this month, "last March": the
// last before it.
func monthNear(p *parser, m *match) (int, bool) {
	y, now, _ := p.o.Today.Time().Date()
	month := m.value(cMonth)
	mark := m.nth(0, cMark)
	switch {
	case mark.n > 0 && (mark.value == 0 || mark.value > 2):
		return 0, false
	case m.has(cLast), mark.n > 0 && mark.value < 0:
		if month >= int(now) {
			y--
		}
	case m.has(cThis):
		if month < int(now) && p.forward(m.start) {
			y++
		}
	case month <= int(now):
		y++
	}
	return 16*y + month, true
}

func monthUnit(p *parser, m *match) (int, bool) {
	y, now, _ := p.o.Today.Time().Date()
	n := 12*y + int(now) - 1 + m.step()
	return 16*(n/12) + n%12 + 1 | m.flag(), m.unit() == uMonth
}

func quarterNamed(p *parser, m *match) (int, bool) {
	n := m.value(cWeekNumber, cOrdinal)
	if m.has(cUnit) && m.unit() != uQuarter || n < 1 || n > 4 || p.goesOn(m.end) {
		return 0, false
	}
	if w := m.nth(0, cWeekNumber); w.n > 0 && len(p.tokens[m.start].text) == 1 && !p.tokens[w.at].glued {
		return 0, false
	}
	return 8*m.value(cYear2) + n, true
}

func quarterUnit(p *parser, m *match) (int, bool) {
	y, now, _ := p.o.Today.Time().Date()
	n := 4*y + (int(now)-1)/3 + m.step()
	return 8*(n/4) + n%4 + 1 | m.flag(), m.unit() == uQuarter
}

// bounds are the first and the last day of the month, quarter or year that a
// match names, of the given year where its own is open; ok is false for weeks.
func (p *parser) bounds(m *match) (in func(year int) (first, last voldaan.Date), year int, ok bool) {
	c := m.nth(0, cMonthRef, cQuarterRef, cYearRef)
	v := c.value &^ loose
	months, from := 12, 1
	switch c.class {
	case cMonthRef:
		year, from, months = v>>4, v&15, 1
	case cQuarterRef:
		year, from, months = v>>3, 3*(v&7)-2, 3
	case cYearRef:
		year = v
	}
	return func(y int) (first, last voldaan.Date) {
		return date(y, from, 1), voldaan.NewDate(y, time.Month(from+months), 0)
	}, year, c.n > 0
}

// rangeOf is the range of a month, quarter or year.
func (p *parser) rangeOf(m *match) result {
	in, year, ok := p.bounds(m)
	if !ok {
		return failed
	}
	if year == 0 {
		first := func(y int) voldaan.Date { d, _ := in(y); return d }
		last := func(y int) voldaan.Date { _, d := in(y); return d }
		year = p.nearestIn(p.forward(m.start), first, last).Time().Year()
	}
	first, last := in(year)
	return span(first, last, period)
}

// month reads a month as a range. A name that is also another word needs a
// preposition or a year.
func month(p *parser, m *match) result {
	ref := m.nth(0, cMonthRef)
	if ref.n == 0 {
		ref = m.nth(0, cMonth)
		sub := *m
		sub.caps[0], sub.n = capture{cMonthRef, ref.at, ref.n, ref.value}, 1
		if p.is(ref.at, cWeak) && (m.nth(0, cInMonth).n == 0 || p.is(m.end, cNoun)) || p.isName(m) || p.givenName(m, &p.tokens[ref.at]) {
			return failed
		}
		return p.rangeOf(&sub)
	}
	if ref.value&loose != 0 {
		return failed
	}
	named := ref.at
	for named < m.end && !p.is(named, cMonth) {
		named++
	}
	if named < m.end && ref.value>>4 == 0 && !p.bareMonth(m, named) {
		return failed
	}
	return p.rangeOf(m)
}

// monthOfYear reads "volgend jaar in maart".
func monthOfYear(p *parser, m *match) result {
	y := m.value(cYearRef)
	if y&loose != 0 {
		return failed
	}
	first, last := monthOf(y, m.value(cMonth))
	return span(first, last, period)
}

// bareMonth reports whether the month at token i, without day or year, is one.
func (p *parser) bareMonth(m *match, i int) bool {
	t := &p.tokens[i]
	follows := m.end < len(p.tokens) && !p.tokens[m.end].para && p.tokens[m.end].kind == word
	name := follows && t.capital && p.tokens[m.end].capital && p.language != "de"
	listed := p.is(i-1, cAnd, cOr) && p.is(i-2, cMonth) && p.endsAt(i-2, cInMonth, cOf)
	switch {
	case p.isName(m), p.goesOn(m.end), p.is(m.end, cCompany, cStreet), name:
		return false
	case p.alone(m):
		return len(t.text) > 4 || contains(" mei mai may mars juni juli juin june july aout ", t.text)
	case !p.is(i, cWeak) && !t.typo, listed:
		return true
	case m.has(cInMonth) && p.givenName(m, t):
		return false
	case m.has(cInMonth):
		verb := p.language == "en" && !t.capital && (t.text == "march" || t.text == "may")
		return !verb || p.closes(m.end)
	}
	return false
}

// givenName reports whether a month is rather somebody's name: "de factuur van
// Jan". Dutch and French write months small.
func (p *parser) givenName(m *match, t *token) bool {
	if !t.capital || !contains(" van voor over de d' pour von für from of for after before nach vor après avant ", p.tokens[m.start].text) {
		return false
	}
	return p.language == "nl" || p.language == "fr" || t.text == "jan"
}

// alone reports whether a match is all that the text says.
func (p *parser) alone(m *match) bool {
	return p.whole && m.start == 0 && (m.end == len(p.tokens) || m.end == len(p.tokens)-1 && p.tokens[m.end].kind == sign)
}

func quarter(p *parser, m *match) result {
	c := m.nth(0, cQuarterRef)
	if c.value&loose != 0 {
		return failed
	}
	return p.rangeOf(m)
}

func yearSpan(p *parser, m *match) result {
	c := m.nth(0, cYearRef)
	if c.value&loose != 0 {
		return failed
	}
	t := &p.tokens[c.at]
	if t.kind == number || t.mask.has(cNumberWord) && !t.mask.has(cNext) {
		if !m.has(cInMonth) || t.kind != number || !contains(" in en anno im ", p.tokens[m.start].text) || p.is(m.end, cCurrency, cNoun, cUnit) || p.goesOn(m.end) {
			return failed
		}
	}
	return p.rangeOf(m)
}

func halfYear(p *parser, m *match) result {
	n := m.nth(0, cWeekNumber)
	if n.value > 2 || !p.tokens[n.at].glued || !p.tokens[m.start].capital {
		return failed
	}
	y := m.value(cYear2)
	if y == 0 {
		if y = p.o.Today.Time().Year(); n.value == 1 && p.o.Today > date(y, 6, 30) && p.forward(m.start) {
			y++
		}
	}
	return span(date(y, 6*n.value-5, 1), date(y, 6*n.value, 30+n.value-1), period)
}
