package plan

import (
	"strconv"

	v "github.com/voldaan/voldaan"
)

// figuresAt reads a day in figures ("15/3") that was not found as one: the
// next such day.
func (s *scan) figuresAt(i int) int {
	if !s.all[i].figures || i+1 >= len(s.all) || !s.all[i+1].slash || !s.all[i+1].figures || !s.adjoins(i+1) || i+2 < len(s.all) && s.all[i+2].slash {
		return 0
	}
	day, err := strconv.Atoi(s.all[i].text)
	month, fault := strconv.Atoi(s.all[i+1].text)
	if err != nil || fault != nil || day < 1 || day > 31 || month < 1 || month > 12 {
		return 0
	}
	year := s.options.Today.Time().Year()
	for y := range 2 {
		first := v.NewDate(year+y, 0, 1)
		if d := dayOf(first, month, day); d >= s.options.Today {
			if d.Time().Day() != day {
				return 0
			}
			s.add(item{kind: aDay, first: d, last: d})
			return 2
		}
	}
	return 0
}

// startAt reads the day behind "from" that was not found as one, as those of a
// habit are not ("every two weeks from 2 November"): the next such day.
func (s *scan) startAt(i int) int {
	last := len(s.out) - 1
	if last < 0 || s.out[last].kind != aMark || !s.out[last].has(start) || s.gap.cost() > 2 {
		return 0
	}
	weekday, used := s.weekdays[s.all[i].text], 0
	if weekday > 0 {
		used = 1
	}
	if d, n := s.ofMonth(i + used); n > 0 {
		s.add(d)
		return used + n
	}
	if weekday > 0 {
		day := rhythm{days: 7, weekday: weekday}.next(s.options.Today)
		s.add(item{kind: aDay, first: day, last: day})
	}
	return used
}

// ofMonth reads "2 november", "May", "1er avril" as the next such day or month.
func (s *scan) ofMonth(i int) (item, int) {
	if i >= len(s.all) || s.all[i].day > 0 || s.all[i].sum > 0 {
		return item{}, 0
	}
	day, used := 0, 0
	if s.all[i].figures || s.months[s.all[i].text] == 0 {
		if day, used = s.ordinal(i); used == 0 || i+used >= len(s.all) {
			return item{}, 0
		}
		if s.all[i+used].is(cOf) && i+used+1 < len(s.all) {
			used++
		}
	}
	month := s.months[s.all[i+used].text]
	if month == 0 {
		return item{}, 0
	}
	today := s.options.Today
	for y := range 2 {
		first := dayOf(v.NewDate(today.Time().Year()+y, 0, 1), month, max(day, 1))
		end := first
		if day == 0 {
			end = monthEnd(first)
		}
		if end >= today {
			return item{kind: aDay, first: first, last: end}, used + 1
		}
	}
	return item{}, 0
}
