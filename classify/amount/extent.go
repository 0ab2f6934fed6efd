package amount

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// plainFigure is where digits with points, commas and apostrophes end.
func plainFigure(text string, i int) int {
	for i < len(text) {
		switch c := text[i]; {
		case digit(c):
			i++
		case (c == '.' || c == ',' || c == '\'') && i+1 < len(text) && digit(text[i+1]):
			i += 2
		case strings.HasPrefix(text[i:], "’") && i+3 < len(text) && digit(text[i+3]):
			i += 4
		default:
			return i
		}
	}
	return i
}

// spacedFigure is where digits in groups of three with blanks between them
// end, the decimals among them; to when they have none.
func spacedFigure(text string, from, to int) int {
	if to-from > 3 || text[from] == '0' || strings.ContainsAny(text[from:to], ".,'’") {
		return to
	}
	for {
		r, n := utf8.DecodeRuneInString(text[to:])
		if r == '\n' || r == '\t' || !unicode.IsSpace(r) {
			return to
		}
		end := plainFigure(text, to+n)
		group, decimals := text[to+n:end], ""
		if c := strings.IndexAny(group, ".,"); c >= 0 {
			group, decimals = group[:c], group[c+1:]
		}
		if len(group) != 3 || !allDigits(group) || len(decimals) > 2 || !allDigits(decimals) {
			return to
		}
		if to = end; decimals != "" || to-from > maxFigure {
			return to
		}
	}
}

// dashes counts the bytes of what stands for no decimals: ",-", ",--", ".-",
// ",=" and those with long dashes.
func dashes(rest string) int {
	if rest == "" || rest[0] != ',' && rest[0] != '.' {
		return 0
	}
	n := 1
	for n < len(rest) {
		r, size := utf8.DecodeRuneInString(rest[n:])
		if r != '-' && r != '–' && r != '—' && r != '=' {
			break
		}
		n += size
	}
	if r, _ := utf8.DecodeRuneInString(rest[n:]); n == 1 || n < len(rest) && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
		return 0
	}
	return n
}

// chained reports that a sign joins the number to letters or digits.
func chained(rest string) bool {
	if rest == "" || !strings.ContainsRune("-/:_@\\", rune(rest[0])) {
		return false
	}
	if len(rest) == 1 {
		return false
	}
	return digit(rest[1]) || letter(rune(rest[1])) && rest[0] != '/' && rest[0] != '-' && rest[0] != ':'
}
