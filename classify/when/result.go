package when

import (
	"time"

	"github.com/voldaan/voldaan"
)

// verdict is what becomes of a match.
type verdict uint8

const (
	fails verdict = iota // the next match is tried
	says                 // it is an expression
	quiet                // its words name no day, and are not looked at again
)

// sort tells how a day was found, so that it can be moved when another one
// belongs to it.
type sort uint8

const (
	fixed    sort = iota
	weekly        // the nearest of that weekday
	yearly        // the nearest of that day and month
	monthly       // the nearest of that day of the month
	relative      // days from today
	period        // a week, month or more
)

// result is what a match means.
type result struct {
	verdict    verdict
	sort       sort
	vague      bool
	value, end voldaan.Date
	more       []place      // the other days of those that share a month, or a part of theirs
	upTo       int          // the token where the words of the first of them end; 0 for its first
	other      voldaan.Date // the second reading of figures
}

// place is a day and its first token.
type place struct {
	value voldaan.Date
	at    int
}

func on(d voldaan.Date, s sort) result {
	if d <= 0 {
		return result{verdict: quiet}
	}
	return result{verdict: says, sort: s, value: d}
}

// span is a range; one of a single day has no end.
func span(from, to voldaan.Date, s sort) result {
	if from <= 0 || to < from {
		return result{verdict: quiet}
	}
	r := result{verdict: says, sort: s, value: from}
	if to > from {
		r.end = to
	}
	return r
}

func (r result) last() voldaan.Date { return max(r.value, r.end) }

var (
	failed = result{verdict: fails}
	silent = result{verdict: quiet}
)

// date is that day, or none when it does not exist.
func date(year, month, day int) voldaan.Date {
	d := voldaan.NewDate(year, time.Month(month), day)
	if day < 1 || day > 31 || month < 1 || month > 12 || d.Time().Day() != day {
		return 0
	}
	return d
}

// nearest is the first day on or after today, or the last on or before it, of
// those that a function gives for years.
func (p *parser) nearest(i int, in func(year int) voldaan.Date) voldaan.Date {
	return p.nearestIn(p.forward(i), in, in)
}

// nearestIn is nearest for ranges: first and last give their bounds.
func (p *parser) nearestIn(forward bool, first, last func(year int) voldaan.Date) voldaan.Date {
	today := p.o.Today
	year := today.Time().Year()
	for k := range 10 {
		if forward {
			if d := last(year - 1 + k); d != 0 && d >= today {
				return d
			}
		} else if d := first(year + 1 - k); d != 0 && d <= today {
			return d
		}
	}
	return 0
}

// weekdayNear is the nearest of that weekday (0 for Monday), never today.
func (p *parser) weekdayNear(weekday int, forward bool) voldaan.Date {
	n := weekday - weekdayOf(p.o.Today)
	if forward {
		return p.o.Today.Add((n+6)%7 + 1)
	}
	return p.o.Today.Add((n-6)%7 - 1)
}
