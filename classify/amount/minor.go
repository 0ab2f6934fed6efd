package amount

// minor adds the cents of "12 euro 50", "12€50" and "12 euro en 50 cent".
func (s *scan) minor(i int, m mark, e *Expression) (end int) {
	j := i
	if s.near(j) && s.all[j].class&and != 0 {
		j++
	}
	if !s.near(j) || s.all[j].kind != figure {
		return i
	}
	d := s.digits[s.all[j].digits]
	if d.bad || d.decimals > 0 || d.grouped || d.chained || d.dash || d.count > 2 {
		return i
	}
	if c, ok := s.markAfter(j + 1); ok {
		if !c.cents {
			return i
		}
		e.Value += d.value / 100
		return c.to
	}
	stuck := s.all[j].gap == glued
	if j > i || d.count != 2 || !m.named && !stuck || !stuck && s.claimed(j+1) {
		return i
	}
	e.Value += d.value / 100
	return j + 1
}

// claimed reports that token i makes the number before it one of something
// else than cents.
func (s *scan) claimed(i int) bool {
	if i >= len(s.all) {
		return false
	}
	t := s.all[i]
	c := t.class
	return t.gap == glued && t.kind == word || c&(month|unit) != 0 || s.percent(i) || s.textAt(i) == "." && s.near(i+1) && s.all[i+1].class&month != 0
}

// spelledMinor adds the cents behind a spelled sum ("vijf euro vijftig", "five
// pounds and twenty pence", "fünf Euro 50").
func (s *scan) spelledMinor(m mark, e *Expression) (end int) {
	if end = s.minor(m.to, m, e); end > m.to {
		return end
	}
	j := m.to
	if s.near(j) && s.all[j].class&and != 0 {
		j++
	}
	if !s.near(j) || s.all[j].kind != word || !m.named {
		return m.to
	}
	value, to := s.spelled(j)
	if to == j || value < 200 || value > 9900 {
		return m.to
	}
	if c, ok := s.markAfter(to); ok && c.cents {
		e.Value += value / 100
		return c.to
	}
	if j == m.to && value >= 1000 && !s.claimed(to) && s.free(to) {
		e.Value += value / 100
		return to
	}
	return m.to
}
