package amount

import (
	"strings"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify/numeral"
)

// half counts the words of "and a half", "en een half", "et demi".
func half(w []string) int {
	if len(w) < 2 || w[0] != "and" && w[0] != "en" && w[0] != "et" && w[0] != "und" {
		return 0
	}
	if w[0] == "et" {
		if strings.HasPrefix(w[1], "demi") {
			return 2
		}
		return 0
	}
	if len(w) > 2 && (w[1] == "a" || strings.HasPrefix(w[1], "een") || strings.HasPrefix(w[1], "ein")) && strings.HasPrefix(w[2], "hal") {
		return 3
	}
	return 0
}

// halves reads a number that begins with a half: "anderhalf duizend",
// "half a million", "zweieinhalbtausend".
func (s *scan) halves(w []string) (value voldaan.Amount, used int) {
	value, ok := s.halved(w[0])
	used = 1
	switch {
	case ok && value > 500_00:
		return value, used // with its thousands
	case ok:
	case w[0] == "half" && len(w) > 2 && w[1] == "a":
		value, used = 50, 2
	case len(w) > 2 && (w[0] == "een" || w[0] == "un" || w[0] == "a" || w[0] == "eine" || w[0] == "ein") && (strings.HasPrefix(w[1], "hal") || w[1] == "demi"):
		value, used = 50, 2
	default:
		return 0, 0
	}
	if used < len(w) && scales[w[used]] > 100 && len(w[used]) > 2 {
		return value * scales[w[used]], used + 1
	}
	if value == 50 {
		return 0, 0
	}
	return value, used
}

// halved reads a word that ends in a half: "anderhalf", "tweeënhalf",
// "dreieinhalb", each perhaps with its thousands.
func (s *scan) halved(word string) (voldaan.Amount, bool) {
	if !strings.Contains(word, "hal") {
		return 0, false
	}
	times := voldaan.Amount(1)
	for _, t := range []string{"duizend", "tausend"} {
		if head, ok := strings.CutSuffix(word, t); ok {
			word, times = head, 1000
		}
	}
	word = strings.TrimSuffix(word, "e")
	if head, ok := strings.CutSuffix(word, "halv"); ok {
		word = head + "half"
	}
	switch word {
	case "anderhalf", "anderthalb":
		return 150 * times, true
	}
	for _, ending := range []string{"eneenhalf", "enhalf", "einhalb", "undeinhalb"} {
		if head, ok := strings.CutSuffix(word, ending); ok {
			if n, used := numeral.Cardinal(s.options.Language, []string{head}); used == 1 && n < 100 {
				return (voldaan.Amount(n)*100 + 50) * times, true
			}
		}
	}
	return 0, false
}
