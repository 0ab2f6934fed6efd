package amount

import "github.com/voldaan/voldaan"

// percentage takes a percentage of the sum to pay in figures, or a share
// written as "2/3".
func (s *scan) percentage(i int) {
	d := s.digits[s.all[i].digits]
	switch {
	case d.chained:
		s.quotient(i, d)
	case !d.bad && !d.tail && d.open == 0 && (!d.zero || d.decimals > 0) && s.percent(i+1):
		s.percents(i, i+1, d.value)
	}
}

// spelledPercentage takes the percentage whose sign is the word at token i, of
// a spelled number before it.
func (s *scan) spelledPercentage(i int) {
	first := i
	for first > 0 && i-first < 4 && s.near(first) && s.numeric(first-1) && !s.taken[first-1] {
		first--
	}
	for ; first < i; first++ {
		if value, end := s.spelled(first); end == i {
			s.percents(first, i, value)
			return
		}
	}
}

// percents takes the tokens from i on, value percent with the sign at token at.
// Those of taxes, discounts and interest are no shares.
func (s *scan) percents(i, at int, value voldaan.Amount) {
	end := at + 1
	switch s.textAt(at) {
	case "pour", "per":
		end = at + 2
	case "p":
		end = min(at+4, len(s.all))
	}
	switch {
	case value <= 0 || value > 100_00:
		return
	case s.around(i, end, 4, rate), s.around(i, end, 10, rate) && !s.around(i, end, 4, pay|part) && !s.dayBehind(end):
		return
	case s.ofStated(i, end, int64(value), 100_00):
		return
	case !s.ofMoney(end, false) && !s.around(i, end, 3, pay), value == 100_00 && !s.around(i, end, 3, pay), !s.dayBehind(end) && !s.spoken(i, end):
		return
	}
	g := gcd(int64(value), 100_00)
	s.take(i, end, Expression{Share: Share{Num: int64(value) / g, Den: 100_00 / g}})
}

// quotient takes "1/3" and the like where no day of a month can be meant:
// before "of it" and adverbs of time.
func (s *scan) quotient(i int, d digits) {
	if i+2 >= len(s.all) || s.textAt(i+1) != "/" || s.all[i+2].kind != figure || d.tail || d.bad {
		return
	}
	e := s.digits[s.all[i+2].digits]
	num, den := int64(d.value/100), int64(e.value/100)
	if e.bad || e.chained || e.decimals+d.decimals > 0 || e.zero || num < 1 || num >= den || den > 10 || i > 0 && s.all[i-1].class&(before|label) != 0 {
		return
	}
	next := i + 3
	if next >= len(s.all) || s.textAt(next) == "/" || s.all[next].gap == glued && s.all[next].kind == word {
		return
	}
	if s.ofStated(i, next, num, den) {
		return
	}
	c := s.all[next].class
	soon := c&timely != 0 || s.oneOf(next, "in en im fin") && next+1 < len(s.all) && s.all[next+1].class&(month|timely) != 0
	if soon && s.spoken(i, next) || c&of != 0 && s.ofSum(next) || s.oneOf(next, "deel gedeelte") && s.spoken(i, next+1) {
		g := gcd(num, den)
		s.take(i, next, Expression{Share: Share{Num: num / g, Den: den / g}})
	}
}

// dayBehind reports whether a day stands at token i, or behind one word.
func (s *scan) dayBehind(i int) bool {
	return s.textAt(i) == "~" || s.near(i) && s.textAt(i+1) == "~"
}
