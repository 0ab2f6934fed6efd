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
	case m.has(cLast2), m.has(cBefore) && m.has(cLast):
		return -2
	case m.has(cNext, cComing):
		return 1
	case m.has(cLast):
		return -1
	}
	return 0
}

func (m *match) flag() int {
	if m.has(cNext, cComing, cLast, cThis, cNext2, cLast2) {
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

// monthCalled is "the month of September".
func monthCalled(p *parser, m *match) (int, bool) {
	return 16*m.value(cYear2) + m.value(cMonth), m.unit() == uMonth
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
	case mark.n > 0 && (mark.value == 0 || mark.value > 2), p.goesPast(m):
		return 0, false
	case m.has(cLast), mark.n > 0 && mark.value < 0:
		if month >= int(now) {
			y--
		}
	case m.has(cThis):
		if month < int(now) && p.forwardLong(m.start) {
			y++
		}
	case month <= int(now):
		y++
	}
	return 16*y + month, true
}

// goesPast reports whether an English match ends with a "past" that is no
// "last": "march past our shop", "quarter past six".
func (p *parser) goesPast(m *match) bool {
	return m.end > m.start+1 && p.language == "en" && !p.paraEnd(m.end) && p.tokens[m.end].kind != sign && contains(" past prior preceding previous ", p.tokens[m.end-1].text)
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
	return 8*(n/4) + n%4 + 1 | m.flag(), m.unit() == uQuarter && !p.goesPast(m)
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
