package when

import (
	"github.com/voldaan/voldaan"
)

// dayRange reads "3 tot en met 5 mei", "du lundi 3 au mercredi 5 mai" and
// "3 of 4 december".
func dayRange(p *parser, m *match) result {
	a, b := m.nth(0, cDay), m.nth(1, cDay)
	ref := m.nth(0, cMonthRef)
	if ref.value&loose != 0 && !m.has(cOf) || !p.is(ref.at, cMonth) && !m.has(cOf) && ref.value&loose != 0 || p.tokens[a.at].glued && !p.tokens[a.at].quoted {
		return failed
	}
	if !p.is(ref.at, cMonth, cNext, cThis, cComing, cLast, cThe) && !m.has(cOf) {
		return failed
	}
	last := p.inMonth(m, ref.value, func(y, month int) voldaan.Date { return date(y, month, b.value) })
	if last.verdict != says {
		return last
	}
	y, month, _ := last.value.Time().Date()
	first := date(y, int(month), a.value)
	if a.value > b.value {
		if m.has(cOr, cSlash) {
			return failed
		}
		first = date(y, int(month)-1, a.value)
	}
	return span(first, last.value, last.sort)
}

// monthFirstRange reads "May 3-5".
func monthFirstRange(p *parser, m *match) result {
	a, b := m.nth(0, cDay), m.nth(1, cDay)
	if p.language != "en" || a.value >= b.value || p.goesOn(m.end) || p.is(m.end, cUnit, cCurrency, cTime) {
		return failed
	}
	last := p.inMonth(m, 16*m.value(cYear2)+m.value(cMonth), func(y, month int) voldaan.Date { return date(y, month, b.value) })
	if last.verdict != says {
		return last
	}
	return span(last.value.Add(a.value-b.value), last.value, last.sort)
}

// weekRange reads "week 49-50": from the Friday of one to that of the other.
func weekRange(p *parser, m *match) result {
	a, b := m.nth(0, cWeekNumber).value, m.nth(1, cWeekNumber).value
	if a >= b || p.goesOn(m.end) {
		return failed
	}
	last := p.nearest(m.start, func(y int) voldaan.Date { return isoWeek(y, b).Add(4) })
	return span(last.Add(7*(a-b)), last, period)
}

// severalDays reads "3 en 17 december" and "3, 10 en 17 december": days that
// share their month.
func severalDays(p *parser, m *match) result {
	ref := m.nth(0, cMonthRef)
	n, last := 0, capture{}
	for c := m.nth(0, cDay); c.n > 0; c = m.nth(n, cDay) {
		if c.value <= last.value {
			return failed
		}
		n, last = n+1, c
	}
	if ref.value&loose != 0 || !p.is(ref.at, cMonth) && !m.has(cOf) || p.endsAt(m.start, cRef) {
		return failed
	}
	end := p.inMonth(m, ref.value, func(y, month int) voldaan.Date { return date(y, month, last.value) })
	if end.verdict != says {
		return end
	}
	y, month, _ := end.value.Time().Date()
	r := on(date(y, int(month), m.value(cDay)), end.sort)
	for k := 1; k < n; k++ {
		c := m.nth(k, cDay)
		r.more = append(r.more, place{date(y, int(month), c.value), c.at})
	}
	return r
}

// numericRange reads "21.-23.12." and "van 3 tot 5/12".
func numericRange(p *parser, m *match) result {
	a, b, month := m.value(cPlain), m.nth(1, cPlain).value, m.nth(2, cPlain).value
	sure := m.has(cYYYY, cYY) || p.endsAt(m.start, cAt, cFrom) || p.language == "de" && p.tokens[m.end-1].text == "."
	if !sure || a >= b || !p.standsAlone(m) || p.is(m.end, cTime, cCurrency, cUnit) || p.endsAt(m.start, cRef) {
		return failed
	}
	if y := m.value(cYYYY, cYY); y > 0 {
		return span(date(y, month, a), date(y, month, b), fixed)
	}
	last := p.nearest(m.start, func(y int) voldaan.Date { return date(y, month, b) })
	if last == 0 {
		return silent
	}
	return span(last.Add(a-b), last, yearly)
}

// loneRange reads "du 3 au 5" and "from the 3rd to the 5th".
func loneRange(p *parser, m *match) result {
	a, b := m.nth(0, cDay), m.nth(1, cDay)
	marked := a.n > 1 && b.n > 1 || p.language == "fr" && !m.has(cBetween) && p.closes(m.end)
	if !marked || p.is(m.end, cTime, cCurrency, cUnit, cNoun) || p.goesOn(m.end) || p.endsAt(m.start, cRef) {
		return failed
	}
	if to := m.nth(0, cTo); to.n > 0 && p.tokens[to.at].text == "-" && p.tokens[to.at].glued && b.value <= 12 {
		return failed // "le 25-12"
	}
	last := p.nearMonth(p.forward(m.start), func(y, month int) voldaan.Date { return date(y, month, b.value) })
	y, month, _ := last.Time().Date()
	if a.value > b.value {
		month--
	}
	return span(date(y, int(month), a.value), last, monthly)
}

// monthRange reads "van mei tot juli".
func monthRange(p *parser, m *match) result {
	a, b := m.nth(0, cMonth), m.nth(1, cMonth)
	years := [2]int{}
	for i := range m.n {
		if c := m.caps[i]; c.class == cYear2 {
			if c.at < b.at {
				years[0] = c.value
			} else {
				years[1] = c.value
			}
		}
	}
	var last voldaan.Date
	if years[1] > 0 {
		_, last = monthOf(years[1], b.value)
	} else {
		f := func(y int) voldaan.Date { _, d := monthOf(y, b.value); return d }
		last = p.nearest(m.start, f)
	}
	y := last.Time().Year()
	if a.value > b.value {
		y--
	}
	if years[0] > 0 {
		y = years[0]
	}
	first, _ := monthOf(y, a.value)
	return span(first, last, period)
}

func monthOf(year, month int) (first, last voldaan.Date) {
	first = date(year, month, 1)
	return first, addMonths(first, 1).Add(-1)
}
