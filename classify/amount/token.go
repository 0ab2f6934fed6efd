package amount

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

type kind uint8

const (
	sign   kind = iota // a single character
	word               // letters
	figure             // digits with what groups them
)

// What stands before a token.
const (
	glued   = iota // nothing
	spaced         // blanks
	newline        // a line break
	parted         // an empty line
)

// token is a word, a number or a sign of a text.
type token struct {
	text     string // of a word, folded
	from, to int
	kind     kind
	gap      uint8
	capital  bool
	class    class
	digits   int32 // index of the digits of a figure
}

// tokens splits a text.
func (s *scan) tokens(text string) {
	s.all, s.digits = slices.Grow(s.all[:0], len(text)/4+8), s.digits[:0]
	lines, gap := 0, uint8(spaced)
	for i := 0; i < len(text); {
		r, n := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(text[i:])
		}
		if blank(r) {
			if r == '\n' {
				lines++
			}
			gap = max(gap, spaced, uint8(min(spaced+lines, parted)))
			i += n
			continue
		}
		t := token{from: i, gap: gap}
		switch {
		case r >= '0' && r <= '9':
			t.kind = figure
			i = s.number(text, i, &t)
		case letter(r):
			t.kind = word
			i = s.word(text, i, &t)
		default:
			i += n
		}
		t.to = i
		if t.kind != word {
			t.text = text[t.from:i]
		}
		s.all = append(s.all, t)
		lines, gap = 0, glued
	}
}

// blank reports white space and characters that show nothing.
func blank(r rune) bool {
	if r < utf8.RuneSelf {
		return r <= ' '
	}
	return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r)
}

func letter(r rune) bool {
	if r < utf8.RuneSelf {
		return r|0x20 >= 'a' && r|0x20 <= 'z'
	}
	return unicode.IsLetter(r)
}

// word reads the letters at i and returns where they end.
func (s *scan) word(text string, i int, t *token) int {
	start, plain := i, true
	for i < len(text) {
		c := text[i]
		if c >= 'a' && c <= 'z' {
			i++
			continue
		}
		if c >= 'A' && c <= 'Z' {
			t.capital = t.capital || i == start
			plain = false
			i++
			continue
		}
		if c < utf8.RuneSelf {
			break
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		if !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) {
			break
		}
		t.capital = t.capital || i == start && unicode.IsUpper(r)
		plain = false
		i += n
	}
	t.text = text[start:i]
	if !plain {
		t.text = fold(t.text)
	}
	t.class = s.lexicon.class(t.text)
	return i
}

// unaccented are the letters of Latin-1 and a few more without diacritics.
var unaccented = strings.NewReplacer("à", "a", "á", "a", "â", "a", "ä", "a", "å", "a", "ç", "c", "è", "e", "é", "e", "ê", "e", "ë", "e",
	"ì", "i", "í", "i", "î", "i", "ï", "i", "ò", "o", "ó", "o", "ô", "o", "ö", "o", "ù", "u", "ú", "u", "û", "u", "ü", "u",
	"ł", "l", "ñ", "n", "ß", "ss", "œ", "oe", "æ", "ae", "\u0300", "", "\u0301", "", "\u0302", "", "\u0308", "")

// fold writes a word in lower case without diacritics.
func fold(w string) string {
	w = strings.ToLower(w)
	for i := range len(w) {
		if w[i] >= utf8.RuneSelf {
			return unaccented.Replace(w)
		}
	}
	return w
}
