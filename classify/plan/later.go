package plan

import "strings"

// ones are the articles and numerals of a single unit.
const ones = "een 'n n un une a an one ein eine einen einem the de le la la der die den das"

// unitAt reads "two weeks", "a month", "einen Monat": how many of which unit, and
// how many tokens it takes.
func (s *scan) unitAt(i int) (n int, unit class, used int) {
	if i >= len(s.all) || s.all[i].day > 0 || s.all[i].sum > 0 {
		return 0, 0, 0
	}
	if contains(ones, s.all[i].text) {
		n, used = 1, 1
	} else if many, taken := s.number(i); taken > 0 && many > 0 && many <= 31 {
		n, used = int(many), taken
	}
	if used == 0 || !s.adjoins(i+used) {
		return 0, 0, 0
	}
	c, more := s.phrase(i+used, cDay|cWeek|cMonth|cQuarter)
	if more == 0 {
		return 0, 0, 0
	}
	return n, c, used + more
}

// laterAt reads a day that counts from the one before: "the other half two weeks
// later", "the same a month after", "the Friday after". Where each part comes
// so much later it is a rhythm.
func (s *scan) laterAt(i int) int {
	if !s.later {
		return 0
	}
	n, unit, used := s.unitAt(i)
	weekday := 0
	if s.all[i].day > 0 {
		text := s.text.days[s.all[i].day-1].Text
		weekday, used = s.weekdays[lower(text[strings.LastIndexByte(text, ' ')+1:])], 1
		if weekday == 0 {
			return 0
		}
	}
	if used == 0 {
		if weekday, used = s.weekdays[s.all[i].text], 1; weekday == 0 {
			if i+1 >= len(s.all) || !contains(ones, s.all[i].text) || !s.adjoins(i+1) {
				return 0
			}
			if weekday, used = s.weekdays[s.all[i+1].text], 2; weekday == 0 {
				return 0
			}
		}
	}
	if !s.adjoins(i + used) {
		return 0
	}
	_, more := s.phrase(i+used, cLater)
	if more == 0 || weekday > 0 && contains("after following apres on", s.all[i+used].text) && i+used+more < len(s.all) && s.adjoins(i+used+more) && !s.all[i+used+more].is(cAnd|cThen) {
		return 0 // "Friday after the market"
	}
	r := rhythm{days: 7, weekday: weekday}
	if weekday == 0 {
		r = several(n, unit)
	}
	for k := len(s.out) - 1; k >= 0; k-- {
		switch o := &s.out[k]; {
		case o.kind == aMark && o.has(each) && k == len(s.out)-1 && s.gap.stops == 0:
			s.add(item{kind: aRhythm, rhythm: r})
			return used + more
		case o.kind == aDay:
			day := o.last
			if weekday > 0 {
				day = r.next(day)
			} else {
				day = r.on(day, 1)
			}
			s.add(item{kind: aDay, first: day, last: day})
			return used + more
		}
	}
	return 0
}

// followingAt reads "the next four Fridays", "les deux mois suivants", "der beiden
// Monate danach": as many parts, in that rhythm.
func (s *scan) followingAt(i int) int {
	if !s.following {
		return 0
	}
	j, before := i, false
	if _, n := s.phrase(j, cFollowing); n > 0 {
		j, before = j+n, true
	}
	if j >= len(s.all) || j > i && !s.adjoins(j) {
		return 0
	}
	n, used := s.number(j)
	if contains("beide beiden both", s.all[j].text) {
		n, used = 2, 1
	}
	if used == 0 || n < 2 || n > MaxParts || !s.adjoins(j+used) {
		return 0
	}
	j += used
	if _, n := s.phrase(j, cFollowing); n > 0 && s.adjoins(j+n) {
		j, before = j+n, true
	}
	var r rhythm
	c, more := s.phrase(j, cWeek|cMonth|cQuarter)
	if more > 0 {
		r = units[c]
	} else if d := s.weekdays[singular(s.all[j].text)]; d > 0 && s.all[j].day == 0 {
		r, more = rhythm{days: 7, weekday: d}, 1
	} else {
		return 0
	}
	j += more
	if !before {
		_, more = s.phrase(j, cFollowing)
		if more == 0 || !s.adjoins(j) {
			return 0
		}
		j += more
	}
	if last := len(s.out) - 1; !s.counted() && last >= 0 {
		s.add(item{kind: aCount, count: int(n)})
	}
	s.add(item{kind: aRhythm, rhythm: r})
	return j - i
}

// counted reports whether a number of parts stands shortly before, with no day
// behind it.
func (s *scan) counted() bool {
	for k := len(s.out) - 1; k >= 0 && k > len(s.out)-5; k-- {
		switch s.out[k].kind {
		case aCount:
			return true
		case aDay:
			return false
		}
	}
	return false
}

// singular is a weekday without the ending of its plural.
func singular(w string) string {
	if n := len(w) - 1; n > 4 && (w[n] == 's' || w[n] == 'e') {
		return w[:n]
	}
	return w
}
