package when

import (
	"time"

	"github.com/voldaan/voldaan"
)

// partOf reads begin (0), middle (1) and end (2) of a period: of a week Monday,
// Wednesday and Friday, of a month the 5th, the 15th and the last day.
func partOf(p *parser, m *match) result {
	return p.partSub(m, m.value(cPart))
}

// severalParts reads "end of March, April and May": the same part of several months.
func severalParts(p *parser, m *match) result {
	part, first := m.value(cPart), m.nth(0, cMonth)
	at := func(y, month int) voldaan.Date {
		if part == 2 {
			return voldaan.NewDate(y, time.Month(month+1), 0)
		}
		return date(y, month, 5+10*part)
	}
	in := func(y int) voldaan.Date { return at(y, first.value) }
	r := on(p.nearestIn(p.forwardPart(m.start), in, in), period)
	r.upTo = first.at + first.n
	year, last := r.value.Time().Year(), first
	for n := 1; ; n++ {
		c := m.nth(n, cMonth)
		switch {
		case c.n == 0:
			return r
		case c.value < last.value:
			year++
		case c.value == last.value:
			return failed
		}
		r.more, last = append(r.more, place{at(year, c.value), c.at}), c
	}
}

// partIn is the begin, middle or end of the month, quarter or year of a match.
func (p *parser) partIn(m *match, part int) result {
	in, year, ok := p.bounds(m)
	if !ok {
		return failed
	}
	at := func(y int) voldaan.Date {
		first, last := in(y)
		switch {
		case part == 0:
			return first.Add(4)
		case part == 2:
			return last
		case last-first > 300:
			return date(y, 6, 30)
		case last-first > 31:
			return addMonths(first, 1).Add(14)
		}
		return first.Add(14)
	}
	c := m.nth(0, cMonthRef, cQuarterRef, cYearRef)
	if c.class == cMonthRef && c.value&loose == 0 && year == 0 && p.isName(m) {
		return failed
	}
	if year == 0 {
		return on(p.nearestIn(p.forwardPart(m.start), at, at), period)
	}
	d := at(year)
	if forward := p.forwardPart(m.start); c.value&loose != 0 && c.class == cMonthRef && forward != (d >= p.o.Today) && d != p.o.Today {
		d = p.nearMonth(forward, func(y, month int) voldaan.Date {
			if part == 2 {
				return voldaan.NewDate(y, time.Month(month+1), 0)
			}
			return date(y, month, 5+10*part)
		})
	} else if c.value&loose != 0 && c.class != cMonthRef && forward && d < p.o.Today {
		d = at(year + 1)
	} else if c.value&loose != 0 && c.class != cMonthRef && !forward && d > p.o.Today {
		d = at(year - 1)
	}
	return on(d, period)
}

// endOf reads "month end", "Jahresende", "Wochenanfang".
func endOf(p *parser, m *match) result {
	part := 2
	switch {
	case m.has(cBegun):
		part = 0
	case m.has(cMiddle):
		part = 1
	}
	if m.has(cMonthRef, cQuarterRef, cYearRef) {
		return p.partIn(m, part)
	}
	sub := *m
	u := capture{class: cUnit, value: m.value(cEnded, cBegun, cMiddle)}
	sub.caps[sub.n] = u // so that the unit of the word is that of the match
	sub.n++
	c := capture{at: m.start, n: 1}
	switch unit(u.value) {
	case uWeek:
		c.class = cWeekRef
		c.value, _ = weekUnit(p, &sub)
	case uMonth:
		c.class = cMonthRef
		c.value, _ = monthUnit(p, &sub)
	case uQuarter:
		c.class = cQuarterRef
		c.value, _ = quarterUnit(p, &sub)
	case uYear:
		c.class = cYearRef
		c.value, _ = yearNear(p, &sub)
	default:
		return failed
	}
	sub.caps[0], sub.n = c, 1
	if c.class == cWeekRef {
		return p.partOfWeek(&sub, part)
	}
	return p.partIn(&sub, part)
}

// halfOf reads the first or second half of a month, quarter or year.
func halfOf(p *parser, m *match) result {
	r := p.rangeOf(m)
	if r.verdict != says {
		return r
	}
	middle := r.value.Add(14)
	if r.end-r.value > 300 {
		middle = date(r.value.Time().Year(), 6, 30)
	} else if r.end-r.value > 31 {
		middle = r.value.Add(45)
	}
	if m.value(cSpan) == 0 {
		return span(r.value, middle, period)
	}
	return span(middle.Add(1), r.end, period)
}

// partRange reads "Mitte bis Ende Februar".
func partRange(p *parser, m *match) result {
	a, b := m.nth(0, cPart).value, m.nth(1, cPart).value
	sub := *m
	last := p.partSub(&sub, b)
	first := p.partSub(&sub, a)
	if a >= b || last.verdict != says || first.verdict != says || first.value >= last.value {
		return failed
	}
	return span(first.value, last.value, period)
}

func (p *parser) partSub(m *match, part int) result {
	if m.has(cWeekRef) {
		return p.partOfWeek(m, part)
	}
	return p.partIn(m, part)
}
