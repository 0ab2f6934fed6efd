package plan

import "strings"

// countAt reads a number of parts: "three equal instalments", "4 x", "dreimal",
// "in drieën", "over six months".
func (s *scan) countAt(i int) int {
	if n := s.compound(s.all[i].text); n > 0 {
		s.addCount(n, 0, i+1)
		return 1
	}
	if _, n := s.phrase(i, cOver); n > 0 && i+n < len(s.all) {
		if count, used := s.number(i + n); used > 0 && count > 1 && count <= MaxParts && i+n+used < len(s.all) && s.all[i+n+used].is(cMonth) {
			s.addCount(int(count), over, i+n+used+1)
			s.add(item{kind: aRhythm, rhythm: rhythm{months: 1}})
			return n + used + 1
		}
	}
	if _, n := s.phrase(i, cDuring); n > 0 && i+n < len(s.all) {
		if count, used := s.number(i + n); used > 0 && count > 1 && count <= MaxParts && i+n+used < len(s.all) && s.all[i+n+used].is(cMonth|cWeek) {
			s.addCount(int(count), 0, i+n+used+1)
			return n + used + 1
		}
	}
	count, used := s.number(i)
	if used == 0 || i+used < len(s.all) && s.all[i+used].dot && s.all[i].figures || count < 2 || count > MaxParts {
		return 0
	}
	for j := i + used; j < len(s.all) && j < i+used+4 && s.adjoins(j) && s.all[j].day == 0 && s.all[j].sum == 0; j++ {
		if s.all[j].is(cPart | cTimes) {
			s.addCount(int(count), 0, j+1)
			return used // the words between, such as "monthly", are read on their own
		}
		if !s.all[j].is(cEqual|cMonthly|cWeekly|cQuarterly|cFortnightly|cMonthlytwo) && !contains("grote grosse grossen of de van opeenvolgende consecutive successives aufeinanderfolgenden even more", s.all[j].text) {
			break
		}
	}
	return 0
}

// addCount adds a count of parts; next is the token behind it, which tells
// whether the sum of each follows.
func (s *scan) addCount(n int, m mark, next int) {
	for j := next; j < len(s.all) && j < next+2 && s.adjoins(j); j++ {
		if s.all[j].sum > 0 {
			if j > next || s.all[j-1].is(cTimes|cOf) {
				m |= of
			}
			break
		}
		if !s.all[j].is(cOf | cEach) {
			break
		}
		m |= of
	}
	s.add(item{kind: aCount, count: n, is: m})
}

// compounds are the endings of counts in one word.
var compounds = []string{"mal", "keer", "maal", "fach"}

// compound reads "dreimal", "tweemaal", "drieen", "twice", and "4x".
func (s *scan) compound(w string) int {
	switch w {
	case "tweeen", "twee\u00ebn", "twice", "halves":
		return 2
	case "drieen", "thrice", "thirds":
		return 3
	case "vieren":
		return 4
	}
	for _, end := range compounds {
		if head, ok := strings.CutSuffix(w, end); ok && head != "" {
			cut := scan{language: s.language, all: []token{{text: head}}}
			if n, used := cut.number(0); used == 1 && n > 1 && n <= MaxParts {
				return int(n)
			}
		}
	}
	return 0
}
