package when

import (
	"strconv"
	"strings"
	"time"

	"github.com/voldaan/voldaan"
)

// holiday is a day of each year: a day of a month, the n-th weekday of a month
// (negative from its end), or some days from Easter or from an Advent Sunday.
type holiday struct {
	base    string // "date", "weekday", "easter", "advent" or "national"
	month   time.Month
	day     int // or n of the n-th weekday or Advent Sunday
	weekday int // 0 for Monday
	offset  int
	days    int // how many days it lasts
}

// readHoliday reads "12-25", "05/2/sun", "easter+39", "advent1-11", "04-27",
// "11/4/thu+1", "12-25*8" for eight days, "national" or "mothers".
func readHoliday(s string) holiday {
	s, days, _ := strings.Cut(s, "*")
	h := holiday{days: 1}
	if n, err := strconv.Atoi(days); err == nil {
		h.days = n
	}
	base, offset := s, 0
	if i := strings.LastIndexAny(s, "+-"); i > 0 && (strings.ContainsAny(s[:i], "/") && s[i-1] != '/' || strings.HasPrefix(s, "easter") || strings.HasPrefix(s, "advent")) {
		base = s[:i]
		offset, _ = strconv.Atoi(s[i:])
	}
	h.offset = offset
	switch {
	case base == "easter" || base == "national" || base == "mothers":
		h.base = base
	case strings.HasPrefix(base, "advent"):
		h.base = "advent"
		h.day, _ = strconv.Atoi(base[len("advent"):])
	case strings.Contains(base, "/"):
		f := strings.Split(base, "/")
		h.base = "weekday"
		m, _ := strconv.Atoi(f[0])
		h.month = time.Month(m)
		h.day, _ = strconv.Atoi(f[1])
		h.weekday = strings.Index("montuewedthufrisatsun", f[2]) / 3
	default:
		month, day, _ := strings.Cut(base, "-")
		h.base = "date"
		m, _ := strconv.Atoi(month)
		h.month = time.Month(m)
		h.day, _ = strconv.Atoi(day)
	}
	return h
}

// in is the holiday of a year. The national day is that of the country, France
// unless told otherwise; King's Day (Netherlands) is never a Sunday.
func (h holiday) in(year int, country string) voldaan.Date {
	d := voldaan.NewDate(year, h.month, h.day)
	switch h.base {
	case "easter":
		d = easter(year)
	case "advent":
		d = onOrBefore(voldaan.NewDate(year, time.December, 24), 6).Add(7 * (h.day - 4))
	case "weekday":
		d = nthWeekday(year, h.month, h.day, h.weekday)
	case "national":
		d = voldaan.NewDate(year, time.July, 14)
		if country == "BE" {
			d = voldaan.NewDate(year, time.July, 21)
		}
	case "mothers":
		return mothersDay(year, country)
	case "date":
		if h.month == time.April && h.day == 27 && d.Weekday() == time.Sunday {
			d--
		}
	}
	return d.Add(h.offset)
}

// mothersDay is the "fête des mères": in Belgium the second Sunday of May, in
// France the last one, or the next where that is Pentecost (law of 24 May 1950).
func mothersDay(year int, country string) voldaan.Date {
	if country == "BE" {
		return nthWeekday(year, time.May, 2, 6)
	}
	d := nthWeekday(year, time.May, -1, 6)
	if d == easter(year).Add(49) {
		d = d.Add(7)
	}
	return d
}

// easter is Easter Sunday by the Gregorian computus (Meeus, Jones, Butcher).
func easter(year int) voldaan.Date {
	a, b, c := year%19, year/100, year%100
	h := (19*a + b - b/4 - (b-(b+8)/25+1)/3 + 15) % 30
	l := (32 + 2*(b%4) + 2*(c/4) - h - c%4) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return voldaan.NewDate(year, time.Month(n/31), n%31+1)
}

// nthWeekday is the n-th of that weekday in a month, from its end for negative
// n, and no date where the month has no such day.
func nthWeekday(year int, month time.Month, n, weekday int) voldaan.Date {
	if n < 0 {
		return onOrBefore(voldaan.NewDate(year, month+1, 0), weekday).Add(7 * (n + 1))
	}
	d := onOrBefore(voldaan.NewDate(year, month, 7), weekday).Add(7 * (n - 1))
	if d > voldaan.NewDate(year, month+1, 0) {
		return 0
	}
	return d
}

// onOrBefore is the last day of that weekday (0 for Monday) up to d.
func onOrBefore(d voldaan.Date, weekday int) voldaan.Date {
	return d.Add(-((weekdayOf(d) - weekday + 7) % 7))
}

// weekdayOf is 0 for Monday to 6 for Sunday, as ISO 8601 counts.
func weekdayOf(d voldaan.Date) int { return (int(d.Weekday()) + 6) % 7 }

// monday is the first day of the ISO week of d.
func monday(d voldaan.Date) voldaan.Date { return onOrBefore(d, 0) }

// isoWeek is the Monday of that ISO week, and no date for a week that the year
// has not.
func isoWeek(year, week int) voldaan.Date {
	d := monday(voldaan.NewDate(year, time.January, 4)).Add(7 * (week - 1))
	if y, w := d.Time().ISOWeek(); y != year || w != week {
		return 0
	}
	return d
}
