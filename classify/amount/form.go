package amount

import "github.com/voldaan/voldaan"

// formSum reads a number without a mark that has the form of a sum: "1234,-",
// "1.234,56", "2k", "1250,75". Others wait for the words near them.
func (s *scan) formSum(i int, m marks, d digits) (int, bool) {
	t, end, scale := s.all[i], m.end, m.scale
	prev := s.prev(i)
	switch {
	case d.tail && (scale == 1 || !s.rangeTail(i) || !s.reach(i, 8, pay|part|sum|timely)), d.chained, d.zero && d.decimals == 0, s.percent(end), d.value*scale > voldaan.MaxAmount:
		return 0, false
	case t.gap != parted && prev.class&label != 0, s.measured(end):
		return 0, false
	case d.dash && scale == 1, m.negative && !s.clock(i, d):
	case scale > 1:
		if t.gap != parted && s.all[end-1].text == "k" && s.resolution(end) || len(s.all[end-1].text) > 1 && !s.free(end) && !s.reach(i, 6, pay|part) {
			return 0, false
		}
	case d.decimals == 2 && d.grouped:
	case d.decimals == 2 && s.all[i].text[len(t.text)-3] == ',' && !d.zero:
		if !s.moneyNear(i) {
			return 0, false
		}
	case d.decimals == 2:
		if s.clock(i, d) || !s.moneyNear(i) {
			return 0, false
		}
	default:
		return 0, false
	}
	e := Expression{Value: d.value * scale, Bare: true}
	start := i
	if m.negative {
		e.Value = -e.Value
	} else if s.leadingMinus(i) {
		e.Value, start = -e.Value, i-1
	}
	if scale > 1 {
		s.rangeStart(start, e, scale)
	}
	s.take(start, end, e)
	return end, true
}

// prev is the token before i, behind which a colon, a point or a bracket may stand.
func (s *scan) prev(i int) token {
	j := i - 1
	for j > 0 && s.all[j].kind == sign && (s.textAt(j) == ":" || s.textAt(j) == "." || s.textAt(j) == "°") {
		j--
	}
	if j < 0 {
		return token{}
	}
	return s.all[j]
}

// measured reports that a unit stands at token i.
func (s *scan) measured(i int) bool {
	return s.near(i) && (s.all[i].class&unit != 0 || s.textAt(i) == "°" || s.textAt(i) == "×" || s.textAt(i) == "*")
}

// resolution reports that "2k" and "4k" before token i are of a screen.
func (s *scan) resolution(i int) bool {
	switch s.textAt(i) {
	case "tv", "scherm", "screen", "video", "monitor", "display", "run", "monitoren", "bildschirm", "ecran":
		return s.near(i)
	}
	return false
}

// clock reports that a number with a point can be a time or a day ("14.30",
// "12.11"), or stands where one would.
func (s *scan) clock(i int, d digits) bool {
	whole, minutes := d.value/100, d.value%100
	if d.grouped || whole > 31 || whole > 24 && minutes > 12 || minutes > 59 {
		return false
	}
	p := s.prev(i)
	beside := p.class&(pay|sum) != 0 || s.near(i+1) && s.all[i+1].class&pay != 0
	return p.class&(before|month|timely) != 0 || !beside && s.options.Language != "en"
}

// moneyNear reports words of paying, of sums or of parts in the sentence,
// not far from token i.
func (s *scan) moneyNear(i int) bool { return s.reach(i, 12, pay|part|sum) || s.sumNear(i) }

// reach reports a word of a class in the sentence of token i, at most n tokens
// away.
func (s *scan) reach(i, n int, c class) bool { return s.reachBack(i, n, c) || s.reachOn(i, n, c) }

func (s *scan) reachBack(i, n int, c class) bool {
	for j := i - 1; j >= 0 && i-j <= n && !s.ends(j+1); j-- {
		if s.all[j].class&c != 0 {
			return true
		}
	}
	return false
}

func (s *scan) reachOn(i, n int, c class) bool {
	for j := i + 1; j < len(s.all) && j-i <= n && !s.ends(j); j++ {
		if s.all[j].class&c != 0 {
			return true
		}
	}
	return false
}

// sumNear reports a sum or a share beside token i in its sentence.
func (s *scan) sumNear(i int) bool {
	for j := i - 1; j >= 0 && i-j <= 16 && !s.ends(j+1); j-- {
		if s.taken[j] {
			return true
		}
	}
	for j := i + 1; j < len(s.all) && j-i <= 16 && !s.ends(j); j++ {
		if s.taken[j] {
			return true
		}
	}
	return false
}

// ends reports that a sentence begins at token i: behind an empty line, a full
// stop before a capital, or a line break before one.
func (s *scan) ends(i int) bool {
	t := s.all[i]
	switch {
	case i == 0 || t.gap == parted:
		return true
	case t.gap == glued:
		return false
	}
	switch s.all[i-1].text {
	case "!", "?":
		return true
	case ".":
		return (t.capital || t.kind == sign) && (t.class&month == 0 || i < 2 || s.all[i-2].kind != figure) // "15. Mai"
	}
	return t.gap == newline && (t.capital || t.kind == sign)
}
