package when

import (
	"time"

	"github.com/voldaan/voldaan"
)

func fromToday(p *parser, m *match) result {
	if t := &p.tokens[m.start]; t.text == "hier" && p.language == "fr" && t.capital && p.is(m.start+1, cStreet) {
		return silent
	}
	r := on(p.o.Today.Add(m.value(cRel)), relative)
	if r.verdict == says && m.has(cDaypart) && p.tokens[m.start].text == "morgen" && p.language == "de" && p.endsAt(m.start, cThis) {
		r.value = p.o.Today
	}
	return r
}

func endOfDay(p *parser, m *match) result { return p.expr(m.nth(0, cExpr)).result }

// move is the day n units after d, of business days by the calendar; months
// end on their last day where the day does not exist.
func (p *parser) move(d voldaan.Date, n int, u unit) voldaan.Date {
	if n > 4000 || n < -4000 {
		return 0
	}
	switch u {
	case uDay:
		return d.Add(n)
	case uBusinessDay:
		if n >= 0 {
			return p.o.Calendar.AddBusinessDays(d, n)
		}
		for ; n < 0; n++ {
			for d--; !p.o.Calendar.IsBusinessDay(d); d-- {
			}
		}
		return d
	case uWeek:
		return d.Add(7 * n)
	case uFortnight:
		return d.Add(14 * n)
	case uDays8:
		return d.Add(8 * n)
	case uDays15:
		return d.Add(15 * n)
	case uMonth:
		return addMonths(d, n)
	case uQuarter:
		return addMonths(d, 3*n)
	case uHalfYear, uSemester:
		return addMonths(d, 6*n)
	case uYear:
		return addMonths(d, 12*n)
	case uHour:
		if n < 0 {
			return d.Add(-(-n / 24))
		}
		return d.Add((n + 23) / 24 * min(1, n/20))
	case uMinute:
		return d
	}
	return 0
}

func addMonths(d voldaan.Date, n int) voldaan.Date {
	y, m, day := d.Time().Date()
	total := 12*y + int(m) - 1 + n
	last := voldaan.NewDate(total/12, time.Month(total%12+2), 0)
	return min(voldaan.NewDate(total/12, time.Month(total%12+1), 1).Add(day-1), last)
}

func ago(p *parser, m *match) result {
	u, n := unit(m.value(cUnit)), 1
	if c := m.nth(0, cCount); c.n > 0 {
		n = c.value
	} else if m.nth(0, cUnit).at == m.start {
		return failed
	}
	if m.has(cAgo) && p.is(m.start-1, cWithin) {
		return failed
	}
	if u == uWeekend || u == uMinute && n > 600 {
		return failed
	}
	return on(p.move(p.o.Today.Add(m.value(cRel)), -n, u), relative)
}

func fromNow(p *parser, m *match) result {
	return on(p.move(p.o.Today, m.value(cCount), unit(m.value(cUnit))), relative)
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
