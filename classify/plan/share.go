package plan

import "github.com/voldaan/voldaan/classify/amount"

// shareAt reads a share of what is open where none was found, as before a day
// that was blanked: "half", "two thirds", "the last quarter".
func (s *scan) shareAt(i int) int {
	if c, n := s.phrase(i, cHalf|cThreefourths); n > 0 {
		share := amount.Share{Num: 1, Den: 2}
		if c == cThreefourths {
			share = amount.Share{Num: 3, Den: 4}
		}
		s.share(share)
		return n
	}
	num, used := int64(1), 0
	if n, taken := s.number(i); taken == 1 && n > 0 && n < 4 {
		num, used = n, 1
	} else if s.all[i].is(cPiece) {
		used = 1
	}
	if used == 0 || !s.adjoins(i+1) || s.all[i+1].day > 0 || s.all[i+1].sum > 0 {
		return 0
	}
	switch c := s.all[i+1].entry.first(cThird | cFourth); {
	case c == cThird && num < 3:
		s.share(amount.Share{Num: num, Den: 3})
	case c == cFourth && num < 4:
		s.share(amount.Share{Num: num, Den: 4})
	default:
		return 0
	}
	return 2
}

// share adds a share; "the remaining quarter" is no rest beside it.
func (s *scan) share(a amount.Share) {
	s.put(item{kind: aSum, share: a})
}
