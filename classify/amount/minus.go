package amount

import "strings"

// minus reports a minus sign.
func (s *scan) minus(i int) bool {
	t := s.textAt(i)
	return t == "-" || t == "−" || t == "–"
}

// leadingMinus reports a minus sign in one piece with what stands at token
// start, and with nothing before it.
func (s *scan) leadingMinus(start int) bool {
	j := start - 1
	return j >= s.done && s.minus(j) && s.all[start].gap == glued && (s.all[j].gap != glued || j == 0 || s.textAt(j-1) == "(" || s.textAt(j-1) == ":")
}

// trailingMinus reports a minus sign in one piece with the decimals of the
// number at token i, as accounting programs print it ("50,00-", "50,00- EUR").
func (s *scan) trailingMinus(i int) bool {
	if j := i + 1; s.digits[s.all[i].digits].decimals != 2 || j >= len(s.all) || s.all[j].gap != glued || !s.minus(j) {
		return false
	}
	next := i + 2
	if next >= len(s.all) || s.all[next].gap > spaced {
		return true
	}
	_, marked := s.currency(next)
	return marked || s.all[next].gap == spaced && s.all[next].kind != figure || strings.Contains(".,;:!?)", s.all[next].text)
}
