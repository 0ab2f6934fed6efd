package amount

import "github.com/voldaan/voldaan"

// scales are words and letters that multiply the number before them.
var scales = map[string]voldaan.Amount{
	"k": 1000, "tsd": 1000, "duiz": 1000, "duizend": 1000, "thousand": 1000, "tausend": 1000, "mille": 1000, "mil": 1000, "grand": 1000, "ruggen": 1000,
	"m": 1_000_000, "mn": 1_000_000, "mio": 1_000_000, "mln": 1_000_000, "miljoen": 1_000_000, "million": 1_000_000, "millions": 1_000_000,
	"millionen": 1_000_000, "mill": 1_000_000, "t": 1000, "honderd": 100, "hundred": 100, "hundert": 100,
}

// scaleAt reads a word at token i that multiplies; letters only in one piece
// with the number, and "m" and "t" only where a currency stands by.
func (s *scan) scaleAt(i int, prefixed bool) (voldaan.Amount, int) {
	if !s.near(i) || s.all[i].kind != word {
		return 1, i
	}
	t := s.all[i]
	switch t.text {
	case "keur", "teur":
		return 1000, i // and the currency
	case "meur":
		return 1_000_000, i
	}
	n := scales[t.text]
	if n == 0 {
		return 1, i
	}
	end := i + 1
	if s.textAt(end) == "." && s.all[end].gap == glued && len(t.text) > 1 && s.near(end+1) {
		if _, ok := s.currency(end + 1); ok || prefixed {
			end++
		}
	}
	if len(t.text) == 1 {
		_, marked := s.markAfter(end)
		if t.gap != glued && !marked && !(prefixed && t.text == "k") || (t.text != "k") && !marked && !prefixed {
			return 1, i
		}
	}
	return n, end
}

// ofCurrency passes over "de" and "d'" between millions and their currency.
func (s *scan) ofCurrency(i int, scale voldaan.Amount) int {
	if scale < 1_000_000 || !s.near(i) {
		return i
	}
	switch s.textAt(i) {
	case "de", "of":
		return i + 1
	case "d":
		if t := s.textAt(i + 1); t == "'" || t == "’" {
			return i + 2
		}
	}
	return i
}
