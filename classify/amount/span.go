package amount

import "github.com/voldaan/voldaan"

// joins reports that token i joins the ends of a range, or two sums of one
// currency ("500 - 600", "400 of 500").
func (s *scan) joins(i int) bool {
	return s.minus(i) || s.all[i].class&to != 0
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
	_, before := s.markBefore(i)
	return before || s.counts(j)
}

// counts reports a currency behind the number at token i, or "k" or "thousand".
func (s *scan) counts(i int) bool {
	scale, end := s.scaleAt(i+1, false)
	_, ok := s.markAfter(end)
	return ok || scale > 1
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
	return !d.tail && !d.bad && !d.zero && s.counts(i)
}

// rangeStart takes the number without a mark from which a range goes to the
// sum e, whose first token is start and whose number scale multiplies.
func (s *scan) rangeStart(start int, e Expression, scale voldaan.Amount) {
	start = s.afterJoin(start)
	i := start - 2
	if i < s.done || s.all[i].kind != figure || !s.near(start) || !s.near(start-1) {
		return
	}
	between := s.all[start-1].class&and != 0 && i > 0 && s.opensRange(i)
	d := s.digits[s.all[i].digits]
	low := d.value
	if scale > 1 && low*scale < e.Value || s.textAt(start-1) == "a" && low < 10_00 {
		low *= max(scale, stepOf(low, e.Value)) // "2 à 3k", "3 à 400 euro"
	}
	switch {
	case !s.joins(start-1) && !between, d.bad, d.tail, d.zero, low > e.Value, low*20 < e.Value, s.prev(i).class&label != 0:
		return
	}
	s.take(i, i+1, Expression{Value: low, Currency: e.Currency, Bare: true})
}

// rangeEnd takes the number that ends a range of which the sum before it had
// the mark ("€ 500-600", "€ 500 tot 600").
func (s *scan) rangeEnd(i int, m marks) bool {
	if i < 2 || !s.taken[i-2] || !s.joins(i-1) || !s.near(i) || !s.near(i-1) || len(s.found) == 0 {
		return false
	}
	last := &s.found[len(s.found)-1]
	d := s.digits[s.all[i].digits]
	if last.To != s.all[i-2].to || d.bad || d.zero || d.value < last.Value || d.value > 20*last.Value || m.scale == 1 && s.claimed(i+1) {
		return false
	}
	value := d.value * m.scale
	if value > voldaan.MaxAmount || last.Value > d.value {
		return false
	}
	if s.all[i-2].kind == figure {
		last.Value *= m.scale // "$3-4k"
	}
	s.take(i, m.end, Expression{Value: value, Currency: last.Currency, Bare: true})
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
