package amount

import "github.com/voldaan/voldaan"

// spelledStart takes the spelled number from which a range goes to the sum e,
// whose first token is start ("three to four hundred euros", "drei- bis
// vierhundert Euro").
func (s *scan) spelledStart(start int, e Expression) {
	start = s.afterJoin(start)
	to := start - 1
	if to-1 < s.done || !s.near(start) || !s.near(to) {
		return
	}
	joined := s.joins(to)
	if s.textAt(to-1) == "-" && s.all[to-1].gap == glued {
		to--
	}
	first := to
	for first > s.done && to-first < maxSpelled && s.numeric(first-1) && s.near(first) {
		first--
	}
	for ; first < to; first++ {
		value, end := s.spelled(first)
		if end > first && end < to {
			first = end - 1
		}
		if end != to {
			continue
		}
		if !joined && !(s.all[start-1].class&and != 0 && first > 0 && s.opensRange(first)) {
			return
		}
		if low := value * stepOf(value, e.Value); low > 0 && low < e.Value {
			s.take(first, to, Expression{Value: low, Currency: e.Currency, Bare: true})
		}
		return
	}
}

// afterJoin is the article before token i, where one stands between the ends
// of a range ("tussen de 500 en de 600 euro"); else i.
func (s *scan) afterJoin(i int) int {
	if s.near(i) && s.oneOf(i-1, "de les the den") {
		return i - 1
	}
	return i
}

// opensRange reports "between", perhaps with an article, before token i.
func (s *scan) opensRange(i int) bool {
	return s.between(i-1) || i > 1 && s.oneOf(i-1, "de les the") && s.between(i-2)
}

// stepOf is what the lower end of a range is multiplied by when it leaves the
// hundreds or thousands to the upper one: "three to four hundred".
func stepOf(low, high voldaan.Amount) voldaan.Amount {
	for _, step := range []voldaan.Amount{1_000_000, 1000, 100} {
		if high >= step*100 && high%(step*100) == 0 {
			if low < 100_00 && low*step < high && low*step*20 >= high {
				return step
			}
			return 1
		}
	}
	return 1
}
