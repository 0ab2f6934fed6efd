package phrase

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

var spelled = strings.NewReplacer("ß", "ss", "œ", "oe", "Œ", "Oe", "æ", "ae", "€", "eur ", "’", "'", "‘", "'", "`", "'", "´", "'",
	"–", "-", "—", "-", "“", `"`, "”", `"`, "«", `"`, "»", `"`)

// Fold writes a text in lower-case ASCII without accents, with "eur" for the
// euro sign, "~" for a foreign letter and a blank for any other sign, so that
// one phrase meets every spelling.
func Fold(s string) string { return strings.ToLower(Plain(s)) }

// Plain folds all but the capitals.
func Plain(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r > ' ' && r < unicode.MaxASCII:
			return r
		case unicode.In(r, unicode.Mn, unicode.Cf):
			return -1
		case unicode.IsLetter(r):
			return '~'
		}
		return ' '
	}, norm.NFKD.String(spelled.Replace(s)))
}

// Sentence is a sentence of a text. Neither Quote nor Folded is ever empty.
type Sentence struct {
	Part     string // the name of the text, as Sentences was given it
	Quote    string // verbatim, without the blanks round it
	From, To int    // the runes of the text that Quote takes
	Folded   string // Quote as Fold writes it, without the blanks round it
	Plain    string // Folded with its capitals
}

var (
	sentenceEnd = regexp.MustCompile(`[.!?…]+["')”»]*\s+|;\s|\n\s*`)
	shortened   = regexp.MustCompile(`(?i)\b(?:[a-z]|[0-9]{1,2}|nrs?|nos?|num|art|ca|dr|mrs?|ms|st|tel|ref|fact?|inv|incl|excl|evtl|bzw|dhr|mevr|mme|approx|resp|jan|feb|fev|mrt|apr|aug|sept?|okt|oct|nov|dec|dez)$`)
)

// Sentences splits a text, part being its name. A line break ends a sentence
// unless the line is long or the next one goes on in lower case, as in wrapped
// text; a quoted line ("> ") stands alone.
func Sentences(part, s string) []Sentence {
	var out []Sentence
	start, at := 0, 0
	for _, m := range append(sentenceEnd.FindAllStringIndex(s, -1), []int{len(s), len(s)}) {
		if m[1] < len(s) && goesOn(s, start, m[0], m[1]) {
			continue
		}
		body := s[start:m[1]]
		quote := strings.TrimSpace(body)
		from := at + utf8.RuneCountInString(body[:strings.Index(body, quote)])
		if plain := strings.TrimSpace(Plain(quote)); plain != "" {
			out = append(out, Sentence{part, quote, from, from + utf8.RuneCountInString(quote), strings.ToLower(plain), plain})
		}
		start, at = m[1], at+utf8.RuneCountInString(body)
	}
	return out
}

// goesOn reports whether the sentence that begins at start goes on after
// s[end:next], which looks like an end: a wrapped line or a shortened word.
func goesOn(s string, start, end, next int) bool {
	if s[end:next] == "\n" {
		r, _ := utf8.DecodeRuneInString(s[next:])
		return s[start] != '>' && (unicode.IsLower(r) || end-start > 60 && r != '>' && r != '-')
	}
	return s[end] == '.' && !strings.Contains(s[end:next], "\n") && shortened.MatchString(s[max(start, end-8):end])
}

// Blank writes a sign and blanks in the places of a text, which keeps its length.
func Blank(folded string, places [][]int, sign byte) string {
	if len(places) == 0 {
		return folded
	}
	out := []byte(folded)
	for _, p := range places {
		copy(out[p[0]:p[1]], strings.Repeat(" ", p[1]-p[0]))
		out[p[0]] = sign
	}
	return string(out)
}
