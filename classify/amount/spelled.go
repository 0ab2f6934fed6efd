package amount

import (
	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify/numeral"
)

// maxSpelled bounds the tokens of a spelled number.
const maxSpelled = 28

// spelledSum reads the spelled number that ends before the currency at token
// i, and returns the token behind the sum.
func (s *scan) spelledSum(i int) (end int, ok bool) {
	m, ok := s.markAfter(i)
	if !ok {
		return 0, false
	}
	if !m.named && s.near(m.to) && s.all[m.to].kind == figure || s.all[i].gap == glued && s.all[i].kind == sign {
		return 0, false // it stands before the next number
	}
	number := i
	if j := i - 1; j > s.done && (s.textAt(j) == "de" || s.textAt(j) == "of") {
		number = j
	} else if j > s.done+1 && s.all[j].kind == sign && (s.textAt(j) == "'" || s.textAt(j) == "’") && s.textAt(j-1) == "d" {
		number = j - 1
	}
	first := number
	for first > s.done && number-first < maxSpelled && s.numeric(first-1) && s.all[first].gap <= newline {
		first--
	}
	if j := first - 1; s.oneOf(j, "of") && s.oneOf(j-1, "couple") || s.oneOf(j, "paar enkele quelques plusieurs few several some couple einige mehrere") {
		return 0, false
	}
	for ; first < number; first++ {
		value, to := s.spelled(first)
		if to > first && to < number {
			first = to - 1 // the next number
		}
		if to != number || number < i && value < 10_000_000 || s.all[first].kind != word {
			continue
		}
		if m.cents {
			if value <= 100 {
				return 0, false // "not one cent"
			}
			value = (value + 50) / 100
		}
		if s.weight(value, m) {
			return 0, false
		}
		e := Expression{Value: value, Currency: m.currency, Ambiguous: m.ambiguous}
		end = m.to
		if !m.cents {
			end = s.spelledMinor(m, &e)
		}
		if e.Value > voldaan.MaxAmount {
			return 0, false
		}
		if !m.cents {
			s.spelledStart(first, e)
		}
		s.take(first, end, e)
		return end, true
	}
	return 0, false
}

// numeric reports that a token can be in a spelled number.
func (s *scan) numeric(i int) bool {
	t := s.all[i]
	if t.kind != word {
		return t.text == "-" && t.gap == glued
	}
	switch t.text {
	case "half", "halve", "halbe", "halb", "demi", "demie", "et", "en", "and", "und":
		return true
	}
	if _, used := numeral.Cardinal(s.options.Language, []string{t.text}); used == 1 {
		return true
	}
	_, ok := s.halved(t.text)
	return ok || t.text == "a"
}

// spelled reads the number that is spelled from token i on, in hundredths, and
// returns the token behind it; i for none.
func (s *scan) spelled(i int) (voldaan.Amount, int) {
	var (
		words  [maxSpelled]string
		places [maxSpelled + 1]int
		n      int
	)
	j := i
	for ; j < len(s.all) && n < maxSpelled && (j == i || s.all[j].gap <= newline); j++ {
		if s.all[j].kind == word {
			words[n], places[n] = s.all[j].text, j
			n++
		} else if s.all[j].text != "-" || s.all[j].gap != glued {
			break
		}
	}
	places[n] = j
	if n == 0 {
		return 0, i
	}
	w := words[:n]
	if value, used := s.halves(w); used > 0 {
		return value, places[used-1] + 1
	}
	c, used := numeral.Cardinal(s.options.Language, w)
	if used == 0 {
		return 0, i
	}
	value := voldaan.Amount(c) * 100
	if more := half(w[used:]); more > 0 {
		used += more
		switch {
		case c >= 1_000_000:
			value += 50_000_000
		case c >= 1000 && more == 2:
			value += 50_000
		default:
			value += 50
		}
		if used < n && scales[w[used]] > 100 {
			value *= scales[w[used]]
			used++
		}
	}
	if value > voldaan.MaxAmount {
		return 0, i
	}
	return value, places[used-1] + 1
}
