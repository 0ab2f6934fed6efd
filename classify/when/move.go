package when

import (
	"time"

	"github.com/voldaan/voldaan"
)

// move is the day n units after d, of business days by the calendar; months
// end on their last day where the day does not exist.
func (p *parser) move(d voldaan.Date, n int, u unit) voldaan.Date {
	if n < 0 && -n&half != 0 {
		return p.moveHalf(p.move(d, -(-n&^half), u), -1, u)
	}
	if n > 0 && n&half != 0 {
		return p.moveHalf(p.move(d, n&^half, u), 1, u)
	}
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

// half marks a count with a half more: "one and a half".
const half = 1 << 12

// moveHalf moves a day by half a unit: three days of a week, fifteen of a month.
func (p *parser) moveHalf(d voldaan.Date, n int, u unit) voldaan.Date {
	switch u {
	case uDay, uBusinessDay:
		return p.move(d, n, u)
	case uWeek:
		return d.Add(3 * n)
	case uMonth:
		return d.Add(15 * n)
	case uYear:
		return addMonths(d, 6*n)
	case uHour, uMinute:
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
