package when

import (
	"github.com/voldaan/voldaan"
)

// lastBusinessDay is that of the month of d.
func (p *parser) lastBusinessDay(d voldaan.Date) voldaan.Date {
	return p.move(addMonths(d, 1), -1, uBusinessDay)
}

// nthOf reads "the first Monday of March", "de laatste werkdag van de maand".
func nthOf(p *parser, m *match) result {
	in, year, ok := p.bounds(m)
	n := m.value(cOrdinal)
	if c := m.nth(0, cLastOf); c.n > 0 {
		n = -max(1, c.value)
	}
	if u := m.unit(); !ok || n > 31 || p.is(m.end, cUnit) || m.has(cUnit) && u != uDay && u != uBusinessDay && u != uWeek && u != uWeekend {
		return failed
	}
	if c := m.nth(0, cMonthRef, cQuarterRef, cYearRef); !m.has(cOf, cThe) && c.value&loose != 0 {
		return failed
	}
	at := func(y int) voldaan.Date { return p.nthIn(m, n, in, y) }
	whole := func(d voldaan.Date) result {
		if m.unit() == uWeekend && d != 0 {
			return span(d, d.Add(1), relative)
		}
		return on(d, relative)
	}
	if year == 0 {
		return whole(p.nearest(m.start, at))
	}
	c := m.nth(0, cMonthRef, cQuarterRef, cYearRef)
	if c.value&loose != 0 && c.class == cMonthRef {
		d := p.nearMonth(p.forward(m.start), func(y, month int) voldaan.Date {
			sub := *m
			for i := range sub.caps[:sub.n] {
				if sub.caps[i].class == cMonthRef {
					sub.caps[i].value = 16*y + month
				}
			}
			in, _, _ := p.bounds(&sub)
			return p.nthIn(m, n, in, y)
		})
		return whole(d)
	}
	return whole(at(year))
}

// nthIn is the n-th weekday, day, business day or week (its Friday) of the
// period of a year; the last for -1.
func (p *parser) nthIn(m *match, n int, in func(int) (voldaan.Date, voldaan.Date), y int) voldaan.Date {
	first, last := in(y)
	w, u := m.value(cWeekday), m.unit()
	if u == uWeek {
		w = 4
	}
	var d voldaan.Date
	switch {
	case m.has(cWeekday) || u == uWeek:
		if n < 0 {
			return onOrBefore(last, w).Add(7 * (n + 1))
		}
		d = onOrBefore(first.Add(6), w).Add(7 * (n - 1))
	case u == uWeekend:
		if n < 0 {
			return onOrBefore(last.Add(-1), 5).Add(7 * (n + 1))
		}
		d = onOrBefore(first.Add(6), 5).Add(7 * (n - 1))
	case u == uBusinessDay && n < 0:
		return p.move(last.Add(1), n, uBusinessDay)
	case u == uBusinessDay:
		d = p.move(first.Add(-1), n, uBusinessDay)
	case u == uDay && n < 0:
		return last.Add(n + 1)
	case u == uDay:
		d = first.Add(n - 1)
	}
	if d > last {
		return 0
	}
	return d
}
