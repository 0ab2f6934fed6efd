package voldaan

import (
	"fmt"
	"time"
)

// Date is a calendar day without a zone: an invoice's due date, a promised day.
// It counts days so that two dates compare and subtract; the zero value is no
// date. Day 1 is 1 January of the year 1.
type Date int32

// daysBeforeUnix is how many days lie between day 1 and 1 January 1970, and
// secondsPerDay is that of UTC, which knows no other days.
const (
	daysBeforeUnix = 719163
	secondsPerDay  = 24 * 60 * 60
)

// NewDate is the day of that year, month and day of the month; values outside
// their range carry over, as in time.Date.
func NewDate(year int, month time.Month, day int) Date {
	return Date(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix()/secondsPerDay + daysBeforeUnix)
}

// DateOf is the day on which the instant falls in the location that t carries.
func DateOf(t time.Time) Date { return NewDate(t.Date()) }

// ParseDate reads "2006-01-02" (ISO 8601). The empty text is no date.
func ParseDate(s string) (Date, error) {
	if s == "" {
		return 0, nil
	}
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return 0, fmt.Errorf("date %q: want YYYY-MM-DD, such as 2026-03-04", s)
	}
	return DateOf(t), nil
}

// MustDate is ParseDate for constants; it panics on a malformed text.
func MustDate(s string) Date {
	d, err := ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// Time is midnight UTC of the day.
func (d Date) Time() time.Time {
	return time.Unix((int64(d)-daysBeforeUnix)*secondsPerDay, 0).UTC()
}

// At is that clock time on the day in a location.
func (d Date) At(hour, minute int, loc *time.Location) time.Time {
	y, m, day := d.Time().Date()
	return time.Date(y, m, day, hour, minute, 0, 0, loc)
}

// Add is the day n days later; no date stays no date.
func (d Date) Add(n int) Date {
	if d == 0 {
		return 0
	}
	return d + Date(n)
}

// Weekday is the day of the week.
func (d Date) Weekday() time.Weekday { return d.Time().Weekday() }

// IsZero reports whether d is no date.
func (d Date) IsZero() bool { return d == 0 }

// String gives "2006-01-02", or nothing for no date.
func (d Date) String() string {
	if d == 0 {
		return ""
	}
	return d.Time().Format(time.DateOnly)
}

// MarshalText gives the form of String, so that JSON shows days.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads the form of ParseDate.
func (d *Date) UnmarshalText(b []byte) error {
	v, err := ParseDate(string(b))
	*d = v
	return err
}

// Calendar tells the business days of one country. Days off besides weekends
// are listed by name; internal/calendar fills it for a span of years.
type Calendar struct {
	Country  string
	Holidays map[Date]string
	// Bank lists the days on which transfers between banks stand still besides
	// weekends; nil: those of Holidays.
	Bank map[Date]string
}

// IsBusinessDay reports whether offices work on d: Monday to Friday and no
// holiday.
func (c Calendar) IsBusinessDay(d Date) bool {
	if w := d.Weekday(); w == time.Saturday || w == time.Sunday {
		return false
	}
	_, off := c.Holidays[d]
	return !off
}

// OnOrAfter is the first business day on or after d.
func (c Calendar) OnOrAfter(d Date) Date {
	for !c.IsBusinessDay(d) {
		d++
	}
	return d
}

// AddBusinessDays is the n-th business day strictly after d; for n of zero it
// is d itself.
func (c Calendar) AddBusinessDays(d Date, n int) Date {
	for ; n > 0; n-- {
		d = c.OnOrAfter(d + 1)
	}
	return d
}

// AddBankDays is the n-th day strictly after d on which banks transfer money;
// for n of zero it is the first such day on or after d.
func (c Calendar) AddBankDays(d Date, n int) Date {
	if c.Bank != nil {
		c.Holidays = c.Bank
	}
	return c.AddBusinessDays(c.OnOrAfter(d), n)
}

// BusinessDayBefore is the last business day before d.
func (c Calendar) BusinessDayBefore(d Date) Date {
	for d--; !c.IsBusinessDay(d); d-- {
	}
	return d
}

// After is the instant a duration later, where days without business do not
// count: a deadline for people. It falls on a business day.
func (c Calendar) After(t time.Time, d time.Duration) time.Time {
	const aDay = 24 * time.Hour
	end := t.Add(d % aDay)
	day := c.OnOrAfter(DateOf(end))
	end = end.AddDate(0, 0, int(day-DateOf(end)))
	return end.AddDate(0, 0, int(c.AddBusinessDays(day, int(d/aDay))-day))
}

// Hash identifies the calendar's content, so that a stored plan can tell that
// it was made under another one.
func (c Calendar) Hash() uint64 {
	h := fnv(0, c.Country)
	var sum uint64 // a map has no order, so its entries are summed
	for d, name := range c.Holidays {
		sum += fnv(uint64(d), name)
	}
	for d, name := range c.Bank {
		sum += fnv(uint64(d), "bank: "+name)
	}
	return h ^ sum
}

// fnv is FNV-1a over a seed and a text.
func fnv(seed uint64, s string) uint64 {
	h := uint64(14695981039346656037)
	for i := range 8 {
		h = (h ^ (seed >> (8 * i) & 0xff)) * 1099511628211
	}
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}
