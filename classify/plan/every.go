package plan

// adverbs are the classes of words that name a rhythm.
var adverbs = map[class]rhythm{
	cWeekly: {days: 7}, cFortnightly: {days: 14}, cMonthly: {months: 1}, cMonthlytwo: {months: 2}, cQuarterly: {months: 3},
}

// units are those of the time between two parts.
var units = map[class]rhythm{cDay: {days: 1}, cWeek: {days: 7}, cMonth: {months: 1}, cQuarter: {months: 3}, cYear: {months: 12}}

// rhythmAt reads "monthly", "every two weeks", "every Friday", "every 5th of
// the month", "75 a month", "each last day of the month".
func (s *scan) rhythmAt(i int) int {
	if c, n := s.phrase(i, cWeekly|cFortnightly|cMonthly|cMonthlytwo|cQuarterly); n > 0 {
		s.add(item{kind: aRhythm, rhythm: adverbs[c]})
		return n
	}
	if n := s.lastDay(i); n > 0 {
		return n
	}
	if _, n := s.phrase(i, cEvery); n > 0 {
		if r, used := s.after(i + n); used > 0 {
			s.add(item{kind: aRhythm, rhythm: r})
			return n + used
		}
	}
	return s.aMonth(i)
}

// after reads what follows "every".
func (s *scan) after(i int) (rhythm, int) {
	if i >= len(s.all) || !s.adjoins(i) || s.all[i].day > 0 || s.all[i].sum > 0 {
		return rhythm{}, 0
	}
	if d := s.weekdays[s.all[i].text]; d > 0 {
		return rhythm{days: 7, weekday: d}, 1
	}
	if i+1 < len(s.all) && s.adjoins(i+1) && s.all[i+1].day == 0 && contains("other second tweede andere zweite zweiten deuxieme", s.all[i].text) {
		if d := s.weekdays[singular(s.all[i+1].text)]; d > 0 {
			return rhythm{days: 14, weekday: d}, 2
		}
	}
	if c, n := s.phrase(i, cDay|cWeek|cMonth|cQuarter|cYear); n > 0 {
		r := units[c]
		if c == cMonth && i+1 < len(s.all) && s.all[i+1].is(cLastday) {
			r.day, n = 31, n+1
		}
		return r, n
	}
	if n, used := s.number(i); used > 0 && n > 0 && n <= 31 && i+used < len(s.all) {
		if c, more := s.phrase(i+used, cDay|cWeek|cMonth|cQuarter); more > 0 {
			return several(int(n), c), used + more
		}
	}
	if n, used := s.ordinal(i); used > 0 && s.adjoins(i+used) || used > 0 && i+used == len(s.all) || used > 1 {
		_, more := s.phrase(i+used, cOfmonth)
		return rhythm{months: 1, day: n}, used + more
	}
	return rhythm{}, 0
}

// several is every so many units. "Quinze jours" and "acht Tage" are a
// fortnight and a week.
func several(n int, c class) rhythm {
	if c == cDay && (n == 8 || n == 15) {
		n--
	}
	r := units[c]
	return rhythm{days: n * r.days, months: n * r.months}
}

// onThe reads the day of the month on which parts are paid, where no day was
// found in it: "the 5th of each month", "always on the 20th", "jeweils zum 15.".
func (s *scan) onThe(i int) int {
	if t := s.all[i]; t.sum > 0 && (t.text[0] < '1' || t.text[0] > '3' || len(t.text) > 3) {
		return 0
	}
	n, used := s.ordinalAt(i)
	if used == 0 {
		return 0
	}
	if _, more := s.phrase(i+used, cOfmonth); more > 0 && s.adjoins(i+used) {
		s.add(item{kind: aRhythm, rhythm: rhythm{months: 1, day: n}})
		return used + more
	}
	if i > 0 && contains("the le am zum de op den", s.all[i-1].text) && s.again(i) && (i+used == len(s.all) || !s.all[i+used].is(cMoney|cPart|cTimes|cMonth|cDay|cWeek)) {
		s.add(item{kind: aRhythm, rhythm: rhythm{months: 1, day: n}})
		return used
	}
	return 0
}

// lastDay reads "the last day of each month", "chaque fin de mois", where no
// day was found in it.
func (s *scan) lastDay(i int) int {
	_, n := s.phrase(i, cLastday)
	if n == 0 {
		return 0
	}
	again := s.again(i)
	if j := i + n; j < len(s.all) && s.all[j].day > 0 {
		return 0
	}
	for j := i + n; j < len(s.all) && j < i+n+4 && s.adjoins(j); j++ {
		switch {
		case s.all[j].day > 0:
			if !s.isSeries(s.text.days[s.all[j].day-1].Text) {
				return 0
			}
			s.add(item{kind: aRhythm, rhythm: rhythm{months: 1, day: 31}})
			return j - i
		case s.all[j].is(cMonth) && again:
			s.add(item{kind: aRhythm, rhythm: rhythm{months: 1, day: 31}})
			return j + 1 - i
		case s.all[j].is(cEvery | cEach):
			again = true
		case !s.all[j].is(cPrep|cOf) && !contains("van of du des", s.all[j].text):
			return 0
		}
	}
	return 0
}

// aMonth reads "a month", "die Woche", "/mois" behind a sum.
func (s *scan) aMonth(i int) int {
	j := i
	if text := s.all[i].text; len(text) <= len("the") && contains("a an die la le de the der den per en", text) {
		j++
	} else if !s.all[i].slash {
		return 0
	}
	c, n := s.phrase(j, cWeek|cMonth|cQuarter)
	if n == 0 || i == 0 || !s.adjoins(i) || j > i && !s.adjoins(j) {
		return 0
	}
	if last := s.all[i-1]; last.sum == 0 && !last.figures && !(len(s.out) > 0 && s.out[len(s.out)-1].kind == aSum && s.gap == gap{}) {
		return 0
	}
	s.add(item{kind: aRhythm, rhythm: units[c]})
	return j + n - i
}
