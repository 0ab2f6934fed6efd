package amount

import (
	"slices"

	"github.com/voldaan/voldaan"
)

// ofStated takes a share of a sum that stands behind it ("half of 500 euro",
// "25 % de 800 €", "a third of €900"), num of den parts, and its sum with it:
// the two are one sum. start and end bound the share.
func (s *scan) ofStated(start, end int, num, den int64) bool {
	if !s.near(end) || s.all[end].kind != word || s.all[end].class&of == 0 && !s.oneOf(end, "d the") {
		return false
	}
	first := end + 1
	if t := s.textAt(first); s.textAt(end) == "d" && (t == "'" || t == "’") {
		first++
	}
	if s.near(first) && s.oneOf(first, "de het the les la der den die your uw vos ihren that those deze ces diese dieser diesen") {
		first++
	}
	if !s.near(first) {
		return false
	}
	if !s.taken[first] {
		return s.ofBare(start, first, num, den)
	}
	marked := s.found[:s.sums]
	k, ok := slices.BinarySearchFunc(marked, s.all[first].from, func(e Expression, at int) int { return e.From - at })
	if !ok || marked[k].Value <= 0 {
		return false
	}
	e := &marked[k]
	n, d := voldaan.Amount(num), voldaan.Amount(den)
	e.Value = (2*e.Value*n + d) / (2 * d)
	e.From = s.all[start].from
	e.Text = s.text[e.From:e.To]
	for i := start; i < first; i++ {
		s.taken[i] = true
	}
	return true
}

// ofBare does so for a sum without a mark, at token i, where it is what is open
// or the sentence speaks of paying.
func (s *scan) ofBare(start, i int, num, den int64) bool {
	if s.all[i].kind != figure {
		return false
	}
	d := s.digits[s.all[i].digits]
	whole := d.value == s.options.Open
	if !whole && (!s.around(start, i+1, 8, pay) || !s.free(i+1)) || d.bad || d.tail || d.chained || d.zero || d.value < leastBare || d.count > 6 || s.percent(i+1) {
		return false
	}
	part, of := voldaan.Amount(num), voldaan.Amount(den)
	s.take(start, i+1, Expression{Value: (2*d.value*part + of) / (2 * of), Bare: true})
	return true
}
