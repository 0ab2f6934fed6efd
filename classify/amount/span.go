package amount

// joins reports that token i joins the ends of a range, or two sums of one
// currency ("500 - 600", "400 of 500").
func (s *scan) joins(i int) bool {
	return s.minus(i) || s.all[i].class&to != 0 || s.all[i].text == "à"
}

// rangeHead reports that the number at token i is chained to just one other,
// with a currency before or behind the two.
func (s *scan) rangeHead(i int) bool {
	if !s.minus(i+1) || i+2 >= len(s.all) {
		return false
	}
	j := i + 2
	if _, ok := s.currency(j); ok && s.all[j].gap == glued {
		return true // "€500-€600"
	}
	if s.all[j].kind != figure {
		return false
	}
	d := s.digits[s.all[j].digits]
	if d.bad || d.chained {
		return false
	}
	_, after := s.markAfter(j + 1)
	_, before := s.markBefore(i)
	return after || before
}

// rangeTail reports that the number at token i is the second of a range.
func (s *scan) rangeTail(i int) bool {
	if i < 2 || !s.minus(i-1) && s.textAt(i-1) != "/" || s.all[i-2].kind != figure && !s.taken[i-2] {
		return false
	}
	if s.taken[i-2] || s.textAt(i-1) == "/" {
		return s.taken[i-2]
	}
	d := s.digits[s.all[i-2].digits]
	_, after := s.markAfter(i + 1)
	return after && !d.tail && !d.bad
}

// rangeStart takes the number without a mark from which a range goes to the
// sum e, whose first token is start.
func (s *scan) rangeStart(start int, e Expression) {
	i := start - 2
	if i < s.done || s.all[i].kind != figure || !s.near(start) || !s.near(start-1) {
		return
	}
	between := s.all[start-1].class&and != 0 && i > 0 && s.between(i-1)
	d := s.digits[s.all[i].digits]
	switch {
	case !s.joins(start-1) && !between, d.bad, d.tail, d.zero, d.value > e.Value, d.value*20 < e.Value, s.prev(i).class&label != 0:
		return
	}
	s.take(i, i+1, Expression{Value: d.value, Currency: e.Currency, Bare: true})
}

// rangeEnd takes the number that ends a range of which the sum before it had
// the mark ("€ 500-600", "€ 500 tot 600").
func (s *scan) rangeEnd(i int) bool {
	if i < 2 || !s.taken[i-2] || !s.joins(i-1) || !s.near(i) || !s.near(i-1) || len(s.found) == 0 {
		return false
	}
	last := s.found[len(s.found)-1]
	d := s.digits[s.all[i].digits]
	if last.To != s.all[i-2].to || d.bad || d.zero || d.value < last.Value || d.value > 20*last.Value || s.claimed(i+1) {
		return false
	}
	s.take(i, i+1, Expression{Value: d.value, Currency: last.Currency, Bare: true})
	return true
}

// between reports a word that opens a range whose ends "and" joins.
func (s *scan) between(i int) bool {
	switch s.all[i].text {
	case "tussen", "entre", "between", "zwischen":
		return true
	}
	return false
}
