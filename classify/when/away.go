package when

import (
	"github.com/voldaan/voldaan"
)

// weekdaysAway reads "two Fridays from now", "vor drei Montagen" and "two
// Sundays after Easter".
func weekdaysAway(p *parser, m *match) result {
	w, n := m.value(cMany), m.value(cCount)
	if n > 60 || n < 1 {
		return failed
	}
	base := p.o.Today
	if c := m.nth(0, cExpr); c.n > 0 {
		x := p.expr(c)
		if base = x.value; !m.has(cBefore) {
			base = x.last()
		}
	}
	if m.has(cAgo, cAgoBefore, cBefore) {
		return on(onOrBefore(base.Add(-1), w).Add(-7*(n-1)), relative)
	}
	return on(onOrBefore(base.Add(7), w).Add(7*(n-1)), relative)
}

// sameDayOf reads "this day next week", "même jour l'an prochain".
func sameDayOf(p *parser, m *match) result {
	c := m.nth(0, cWeekRef, cMonthRef, cYearRef)
	if c.value <= 0 || c.value&loose != 0 || p.is(c.at, cMonth) || p.is(c.at+c.n-1, cMonth) {
		return failed
	}
	y, month, day := p.o.Today.Time().Date()
	switch c.class {
	case cWeekRef:
		return on(voldaan.Date(c.value).Add(weekdayOf(p.o.Today)), relative)
	case cMonthRef:
		return on(addMonths(p.o.Today, c.value-(16*y+int(month))-4*(c.value>>4-y)), relative)
	}
	return on(date(c.value, int(month), day), relative)
}
