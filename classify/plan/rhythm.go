package plan

import (
	"time"

	v "github.com/voldaan/voldaan"
)

// rhythm is how parts follow each other: after so many days or months, on a
// day of the month or of the week where one is named. The zero value is none.
type rhythm struct {
	days, months int
	day          int // of the month: 1 to 31, 31 for its last; 0: that of the first part
	weekday      int // Monday is 1; 0: that of the first part
}

// known reports whether there is a rhythm.
func (r rhythm) known() bool { return r.days > 0 || r.months > 0 }

// with is r with what another name of the same rhythm adds ("monthly … every
// 5th").
func (r rhythm) with(o rhythm) rhythm {
	if !r.known() {
		r.days, r.months = o.days, o.months
	}
	if r.day == 0 {
		r.day = o.day
	}
	if r.weekday == 0 {
		r.weekday = o.weekday
	}
	return r
}

// on is the n-th day after the first. Months are added by the calendar; the
// last day of a month stays the last.
func (r rhythm) on(first v.Date, n int) v.Date {
	if r.months == 0 {
		return first.Add(n * r.days)
	}
	day := r.day
	if day == 0 {
		day = first.Time().Day()
		if first == monthEnd(first) {
			day = 31
		}
	}
	return dayOf(first, n*r.months, day)
}

// next is the first day of the rhythm after a day; no day where the rhythm
// names none.
func (r rhythm) next(after v.Date) v.Date {
	switch {
	case r.weekday > 0:
		day := after + 1
		for int(day.Weekday()+6)%7+1 != r.weekday {
			day++
		}
		return day
	case r.day > 0:
		if d := dayOf(after, 0, r.day); d > after {
			return d
		}
		return dayOf(after, 1, r.day)
	}
	return 0
}

// dayOf is that day of the month n months after the one of d, or its last.
func dayOf(d v.Date, n, day int) v.Date {
	year, month, _ := d.Time().Date()
	first := v.NewDate(year, month+time.Month(n), 1)
	return min(first.Add(day-1), monthEnd(first))
}

// monthEnd is the last day of the month of d.
func monthEnd(d v.Date) v.Date {
	year, month, _ := d.Time().Date()
	return v.NewDate(year, month+1, 0)
}
