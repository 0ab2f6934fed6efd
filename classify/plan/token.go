package plan

import (
	"strconv"
	"strings"

	v "github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify/numeral"
)

// token is a word or a number of a text, or a day or a sum that was found in
// it.
type token struct {
	text          string
	figures       bool
	day, sum      int // the index of a day or a sum, plus 1
	stops, commas int // signs between it and the token before
	slash, dot    bool
	entry         *entry // what the lexicon knows about it
	plain         bool   // it begins no number
}

// cut appends the tokens of the text.
func (t *Text) cut(out []token) []token {
	var next token
	text, day, sum := string(t.folded), 0, 0
	for i := 0; i < len(text); {
		for day < len(t.days) && t.days[day].From < i {
			day++
		}
		for sum < len(t.sums) && t.sums[sum].From < i {
			sum++
		}
		end := i
		switch {
		case day < len(t.days) && t.days[day].From == i:
			end, next.day = min(t.days[day].To, len(text)), day+1
		case sum < len(t.sums) && t.sums[sum].From == i:
			end, next.sum = min(t.sums[sum].To, len(text)), sum+1
		default:
			end = t.wordAt(text, i, day, sum)
		}
		if end == i {
			next.sign(text, i)
			i++
			continue
		}
		next.text = text[i:end]
		next.figures = isFigure(text[i])
		out = append(out, next)
		next, i = token{}, end
	}
	return out
}

// wordAt is the end of the word or number at text[i], which stops before the
// next day and sum; i for none.
func (t *Text) wordAt(text string, i, day, sum int) int {
	bound := len(text)
	if day < len(t.days) {
		bound = min(bound, t.days[day].From)
	}
	if sum < len(t.sums) {
		bound = min(bound, t.sums[sum].From)
	}
	j := i
	for ; j < bound && isFigure(text[i]) == isFigure(text[j]) && (isFigure(text[j]) || isLetter(text[j])); j++ {
		if isFigure(text[j]) && j+2 < bound && strings.IndexByte(".,", text[j+1]) >= 0 && isFigure(text[j+2]) {
			j++
		}
	}
	return j
}

// sign notes a sign between two tokens.
func (t *token) sign(text string, i int) {
	switch text[i] {
	case '\n', ';', '!', '?':
		t.stops++
	case '.':
		t.dot = true
		if i+1 < len(text) && text[i+1] <= ' ' && (i == 0 || !isFigure(text[i-1])) {
			t.stops++
		}
	case ',', '(', ')':
		t.commas++
	case '/':
		t.slash = true
	}
}

func isFigure(c byte) bool { return c >= '0' && c <= '9' }
func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c == '~' || c == '&' || c == '@' }

// number reads a count or a plain sum that begins at a token, and how many
// tokens it takes; used is 0 for none.
func (s *scan) number(i int) (n int64, used int) {
	t := &s.all[i]
	if t.day > 0 || t.sum > 0 {
		return 0, 0
	}
	if t.figures {
		if n, err := strconv.ParseInt(t.text, 10, 32); err == nil {
			return n, 1
		}
		return 0, 0
	}
	if t.plain {
		return 0, 0
	}
	var few [8]string
	list := few[:0]
	for j := i; j < len(s.all) && j < i+len(few) && s.all[j].day == 0 && s.all[j].sum == 0 && !s.all[j].figures && (j == i || s.all[j].stops+s.all[j].commas == 0); j++ {
		list = append(list, s.all[j].text)
	}
	n, used = numeral.Cardinal(s.language, list)
	return n, used
}

// ordinalAt is ordinal, also of a number that was taken for a sum.
func (s *scan) ordinalAt(i int) (n, used int) {
	if t := s.all[i]; t.sum > 0 {
		n, err := strconv.Atoi(strings.TrimSuffix(t.text, "."))
		if err != nil || n < 1 || n > 31 {
			return 0, 0
		}
		return n, 1
	}
	return s.ordinal(i)
}

// ordinal reads "24e", "5th", "quinzième", "15." as a day of a month.
func (s *scan) ordinal(i int) (n, used int) {
	if i >= len(s.all) || s.all[i].day > 0 || s.all[i].sum > 0 {
		return 0, 0
	}
	t := s.all[i]
	if t.figures {
		n, err := strconv.Atoi(t.text)
		if err != nil || n < 1 || n > 31 {
			return 0, 0
		}
		if i+1 < len(s.all) && s.adjoins(i+1) && contains("e er st nd rd th ste de sten", s.all[i+1].text) {
			return n, 2
		}
		return n, 1
	}
	if t.plain {
		return 0, 0
	}
	if o, used := numeral.Ordinal(s.language, []string{t.text}); used == 1 && o >= 1 && o <= 31 {
		return int(o), 1
	}
	return 0, 0
}

// adjoins reports whether a token stands in one phrase with the one before.
func (s *scan) adjoins(i int) bool {
	return i < len(s.all) && s.all[i].stops == 0 && s.all[i].commas == 0
}

// thousands reports whether a token is the end of a number with a blank in it.
func (t *token) thousands() bool {
	return t.figures && len(t.text) == 3 && t.day == 0 && t.sum == 0 && !t.dot && !t.slash && t.stops+t.commas == 0
}

// is reports whether a token is of one of some classes.
func (t *token) is(c class) bool { return t.entry.is(c) }

// contains reports whether a word is in a list apart by blanks.
func contains(list, word string) bool {
	for next := ""; list != ""; list = next {
		if list, next, _ = strings.Cut(list, " "); list == word {
			return true
		}
	}
	return false
}

// cents is a sum in figures, with thousands grouped or at most two decimals, in the
// minor unit.
func cents(text string) v.Amount {
	for i := len(text) - 4; i > 0 && i < 4 && strings.IndexByte(".,", text[i]) >= 0; { // "10.000"
		text = text[:i] + text[i+1:]
	}
	sum, err := v.ParseAmount(text)
	if err != nil {
		return 0
	}
	return sum
}
