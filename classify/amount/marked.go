package amount

import (
	"strings"

	"github.com/voldaan/voldaan"
)

// marked finds the sums that have a sign, a code or a name of a currency, or
// the form of one.
func (s *scan) marked() {
	s.taken = make([]bool, len(s.all))
	for i := 0; i < len(s.all); i++ {
		switch t := &s.all[i]; t.kind {
		case figure:
			if end, ok := s.figureSum(i); ok {
				s.done = end
				i = end - 1
			}
		default:
			if t.kind == word && t.class&coin == 0 || t.kind == sign && t.from == t.to-1 && t.text != "$" {
				continue
			}
			if end, ok := s.spelledSum(i); ok {
				s.done = end
				i = end - 1
			}
		}
	}
}

// marks are what stands round the figures of a sum.
type marks struct {
	start, end int            // tokens, with the marks
	prefix     mark           // the currency before, when prefixed
	suffix     mark           // and behind, when suffixed
	scale      voldaan.Amount // what the number is multiplied by
	prefixed   bool
	suffixed   bool
	negative   bool // a minus sign stands between the prefix and the figures, or behind them
}

// figureSum reads the sum whose figures are token i, and returns the token
// behind it.
func (s *scan) figureSum(i int) (end int, ok bool) {
	d := s.digits[s.all[i].digits]
	if d.alone {
		return s.decimalSum(i, d)
	}
	if d.bad || s.grouped(i, d) {
		return 0, false
	}
	if s.near(i+1) && s.oneOf(i+1, "billion billions bn trillion miljard biljoen milliard milliards milliarde milliarden mrd md mia") {
		return 0, false // more than is read
	}
	m := s.marksRound(i)
	alone := !s.near(m.end) || s.all[m.end].gap != glued || s.all[m.end].kind != word
	switch {
	case !m.prefixed && d.tail && !s.rangeTail(i),
		d.chained && !s.rangeHead(i) && s.textAt(i+1) != "/" && (!m.prefixed || s.textAt(i+1) != "-"),
		!m.prefixed && !m.suffixed && !alone: // "500kg", "9h30"
		return 0, false
	case m.prefixed || m.suffixed:
		return s.markedFigures(d, m)
	case s.rangeEnd(i, m):
		return m.end, true
	}
	return s.formSum(i, m, d)
}

// decimalSum reads decimals alone with a currency: ",50 euro", "€ ,50".
func (s *scan) decimalSum(i int, d digits) (end int, ok bool) {
	if i-1 < s.done || i > 1 && s.all[i-2].kind == figure && s.near(i-1) {
		return 0, false
	}
	m := marks{start: i - 1, end: i + 1, scale: 1}
	if m.prefix, m.prefixed = s.markBefore(i - 1); m.prefixed {
		m.start = m.prefix.from
	} else if m.suffix, m.suffixed = s.markAfter(i + 1); m.suffixed && !m.suffix.cents {
		m.end = m.suffix.to
	} else {
		return 0, false
	}
	return s.markedFigures(d, m)
}

// grouped reports that token i is the last of groups of digits, as of an IBAN.
func (s *scan) grouped(i int, d digits) bool {
	return i > 1 && s.near(i) && d.count == 4 && !d.grouped && d.decimals == 0 &&
		s.all[i-1].kind == figure && len(s.textAt(i-1)) == 4 && s.near(i-1) && s.all[i-2].kind == figure
}

// marksRound looks for the currency and the scale of the figures of token i.
func (s *scan) marksRound(i int) marks {
	m := marks{start: i, end: i + 1}
	if j := i - 1; j > s.done && s.minus(j) && s.all[i].gap == glued && s.all[j].gap <= spaced {
		m.prefix, m.prefixed = s.markBefore(j)
		m.negative = m.prefixed
	}
	if !m.prefixed {
		m.prefix, m.prefixed = s.markBefore(i)
	}
	if m.prefixed {
		m.start = m.prefix.from
	}
	if s.trailingMinus(i) {
		m.negative, m.end = true, i+2
	}
	scale, end := s.scaleAt(m.end, m.prefixed)
	if m.scale = max(m.prefix.scale, 1); scale > 1 {
		m.scale, m.end = scale, end
	}
	m.suffix, m.suffixed = s.markAfter(s.ofCurrency(m.end, m.scale))
	if next := m.suffix.to; m.suffixed && m.prefixed && (m.suffix.cents || !m.suffix.named && s.near(next) && s.all[next].kind == figure) {
		m.suffixed = false // it stands before the next number
	}
	if m.suffixed {
		m.end = m.suffix.to
	}
	return m
}

// markedFigures takes figures with a currency.
func (s *scan) markedFigures(d digits, m marks) (end int, ok bool) {
	e := Expression{Value: d.value * m.scale, Currency: m.prefix.currency, Ambiguous: m.prefix.ambiguous}
	if m.suffixed {
		e.Currency, e.Ambiguous = m.suffix.currency, m.suffix.ambiguous
	}
	if m.suffix.cents && m.suffixed {
		e.Value = (e.Value + 50) / 100
	}
	if e.Value > voldaan.MaxAmount || d.zero && d.decimals == 0 || s.percent(m.end) || m.suffixed && s.weight(e.Value, m.suffix) {
		return 0, false
	}
	e.Ambiguous = e.Ambiguous || m.scale == 1 && s.doubtful(d, e.Currency)
	if m.suffixed && d.decimals == 0 && !d.dash && !m.suffix.cents && m.scale == 1 {
		m.end = s.minor(m.end, m.suffix, &e)
	}
	if e.Value > voldaan.MaxAmount {
		return 0, false
	}
	if m.negative {
		e.Value = -e.Value
	} else if s.leadingMinus(m.start) {
		e.Value = -e.Value
		m.start--
	}
	s.rangeStart(m.start, e, m.scale)
	s.take(m.start, m.end, e)
	return m.end, true
}

// doubtful reports that the one separator of a number can begin its decimals:
// the point in English, the comma elsewhere, unless another number of the text
// or dashes show which of the two does.
func (s *scan) doubtful(d digits, c voldaan.Currency) bool {
	switch {
	case d.open == 0, d.dash, strings.Contains(undivided, string(c)) && c != "":
		return false
	case d.open == ',':
		return s.options.Language != "en" && c != "USD" && c != "GBP" && (s.commas || !s.points)
	}
	return (s.options.Language == "en" || s.options.Language == "") && (s.points || !s.commas)
}

// percent reports that a percentage ends at token i.
func (s *scan) percent(i int) bool {
	if !s.near(i) {
		return false
	}
	switch s.textAt(i) {
	case "%", "‰", "procent", "percent", "prozent", "pct", "percenten":
		return true
	case "pour", "p", "per":
		return s.textAt(i+1) == "cent" || s.textAt(i+2) == "c" && s.textAt(i+1) == "." && s.textAt(i) == "p"
	}
	return false
}
