package when

import (
	"github.com/voldaan/voldaan"
)

func weekUnit(p *parser, m *match) (int, bool) {
	return int(monday(p.o.Today).Add(7*m.step())) | m.flag(), m.unit() == uWeek
}

// weekNamed is a week by its number: its Monday, or minus the number where
// the year is open.
func weekNamed(p *parser, m *match) (int, bool) {
	n := m.nth(0, cWeekNumber)
	if p.goesOn(m.end) || p.is(m.end, cCurrency) || m.has(cGlyph) && !p.tokens[n.at].glued {
		return 0, false
	}
	if y := m.value(cYear2, cYYYY, cYY); y > 0 {
		d := isoWeek(y, n.value)
		return int(d), d > 0 && d-p.o.Today < 2000 && p.o.Today-d < 8000
	}
	return -n.value, true
}

// weekGlyph is a week such as "S52" or "W49": a letter and its number as one.
func weekGlyph(p *parser, m *match) (int, bool) {
	n := m.nth(0, cWeekNumber)
	if !p.tokens[n.at].glued || p.tokens[m.start].glued || !p.tokens[m.start].capital || p.goesOn(m.end) {
		return 0, false
	}
	return -n.value, true
}

func weekOf(p *parser, m *match) (int, bool) {
	x := p.expr(m.nth(0, cExpr))
	if m.has(cUnit) && m.unit() != uWeek || x.sort == period || x.end != 0 {
		return 0, false
	}
	return int(monday(x.value)), true
}

// week reads a week without a day: its Friday.
func week(p *parser, m *match) result {
	c := m.nth(0, cWeekRef)
	if c.value > 0 && c.value&loose != 0 || p.endsAt(m.start, cEvery) {
		return failed
	}
	return p.dayOfWeek(m, 4)
}

// dayOfWeek is a day (0 for Monday) of the week that a match names.
func (p *parser) dayOfWeek(m *match, day int) result {
	v := m.nth(0, cWeekRef).value
	if v > 0 {
		return on(voldaan.Date(v&^loose).Add(day), period)
	}
	return on(p.nearest(m.start, func(y int) voldaan.Date { return isoWeek(y, -v).Add(day) }), period)
}

func weekdayOfWeek(p *parser, m *match) result {
	if c := m.nth(0, cWeekRef); c.value > 0 && c.value&loose != 0 && !m.has(cOf) {
		return failed
	}
	if c := m.nth(0, cShort); c.n > 0 && c.at+c.n == m.end && (!contains(commonShorts(p.language), p.tokens[c.at].text) || contains(wordlyShorts, p.tokens[c.at].text) || !p.closes(m.end)) {
		return failed // "next week so far"
	}
	r := p.dayOfWeek(m, m.value(cWeekday, cShort))
	r.sort = relative
	return r
}

// partOfWeek is Monday, Wednesday or Friday; of "the week", the nearest.
func (p *parser) partOfWeek(m *match, part int) result {
	r := p.dayOfWeek(m, 2*part)
	if m.nth(0, cWeekRef).value&loose != 0 && m.value(cWeekRef) > 0 {
		if forward := p.forwardPart(m.start); forward && r.value < p.o.Today {
			r.value = r.value.Add(7)
		} else if !forward && r.value > p.o.Today {
			r.value = r.value.Add(-7)
		}
	}
	return r
}

// weekendEve is the Friday that "before the weekend" ends with.
func weekendEve(p *parser, m *match) result {
	r := weekend(p, m)
	if r.verdict != says || p.is(m.end, cOf, cAt) {
		return failed
	}
	return on(r.value-1, r.sort)
}

// weekend is Saturday and Sunday.
func weekend(p *parser, m *match) result {
	if m.unit() != uWeekend {
		return failed
	}
	sat := monday(p.o.Today).Add(5)
	switch forward := p.forward(m.start); {
	case m.has(cExpr):
		sat = monday(p.expr(m.nth(0, cExpr)).value).Add(5)
	case m.has(cLast):
		sat = sat.Add(-7)
	case m.step() == 2:
		sat = sat.Add(14)
	case m.has(cComing):
	case m.has(cNext):
		r := span(sat.Add(7), sat.Add(8), period)
		r.vague = weekdayOf(p.o.Today) < 5
		return r
	case !m.has(cThis) && !forward:
		sat = sat.Add(-7)
	}
	return span(sat, sat.Add(1), period)
}
