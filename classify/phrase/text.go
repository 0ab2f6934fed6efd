package phrase

import (
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
	if isPlain(s) {
		return s
	}
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

func isPlain(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] >= unicode.MaxASCII || s[i] == '`' {
			return false
		}
	}
	return true
}

// Sentence is a sentence of a text. Neither Quote nor Folded is ever empty.
type Sentence struct {
	Part     string // the name of the text, as Sentences was given it
	Quote    string // verbatim, without the blanks round it
	From, To int    // the runes of the text that Quote takes
	Folded   string // Quote as Fold writes it, without the blanks round it
	Plain    string // Folded with its capitals
}

// shortened are the words behind which a full stop ends no sentence; one letter
// and one or two figures are such words too.
var shortened = ParseChoice("nr|nrs|no|nos|num|art|ca|dr|mr|mrs|ms|st|tel|ref|fac|fact|inv|incl|excl|evtl|bzw|dhr|mevr|mme|approx|resp|" +
	"jan|feb|fev|mrt|apr|aug|sep|sept|okt|oct|nov|dec|dez")

// nextEnd finds the end of a sentence from byte i on: its sign or line break,
// with the closing marks and blanks behind it. At the end of the text it is empty.
func nextEnd(s string, i int) (from, to int) {
	for ; i < len(s); i++ {
		switch at := s[i:]; {
		case at[0] == '\n':
			return i, len(s) - len(strings.TrimLeft(at, blanks))
		case at[0] == ';' && len(at) > 1 && strings.IndexByte(blanks, at[1]) >= 0:
			return i, i + 2
		case at[0] == '.' || at[0] == '!' || at[0] == '?' || strings.HasPrefix(at, "…"):
			behind := strings.TrimLeft(strings.TrimLeft(at, ".!?…"), `"')”»`)
			if next := strings.TrimLeft(behind, blanks); len(next) < len(behind) {
				return i, len(s) - len(next)
			}
			i = len(s) - len(strings.TrimLeft(at, ".!?…")) - 1
		}
	}
	return len(s), len(s)
}

const blanks = " \t\n\f\r"

// Sentences splits a text, part being its name. A line break ends a sentence
// unless the line is long or the next one goes on in lower case, as in wrapped
// text; a quoted line ("> ") stands alone.
func Sentences(part, s string) []Sentence {
	out := make([]Sentence, 0, len(s)/100+2)
	start, at := 0, 0
	for end, next := -1, 0; end < len(s); {
		end, next = nextEnd(s, next)
		if next < len(s) && goesOn(s, start, end, next) {
			continue
		}
		body := s[start:next]
		quote := strings.TrimSpace(body)
		from := at + utf8.RuneCountInString(body[:strings.Index(body, quote)])
		if plain := strings.TrimSpace(Plain(quote)); plain != "" {
			out = append(out, Sentence{part, quote, from, from + utf8.RuneCountInString(quote), strings.ToLower(plain), plain})
		}
		start, at = next, at+utf8.RuneCountInString(body)
	}
	return out
}

// goesOn reports whether the sentence that begins at start goes on after
// s[end:next], which looks like an end: a wrapped line or a shortened word.
func goesOn(s string, start, end, next int) bool {
	if s[end:next] == "\n" {
		r, _ := utf8.DecodeRuneInString(s[next:])
		line := end - start - 1 - strings.LastIndexByte(s[start:end], '\n')
		return s[start] != '>' && (unicode.IsLower(r) || line > 60 && r != '>' && !isItem(s[next:]))
	}
	if s[end] != '.' || strings.Contains(s[end:next], "\n") || !isShortened(s[max(start, end-8):end]) {
		return false
	}
	return s[end-1] > '9' || strings.TrimLeft(s[start:end], blanks+figures) == "" || !begins(s[next:])
}

const figures = "0123456789"

// begins reports whether a text begins with a word that has a capital at the
// begin of a sentence alone: what stands before it is no "16." of a day.
func begins(s string) bool {
	end := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
	if end <= 0 {
		return false
	}
	return beginners.Has(Word{Text: strings.ToLower(s[:end])}) && s[0] >= 'A' && s[0] <= 'Z'
}

var beginners = ParseChoice("der|die|das|den|dem|ich|wir|sie|er|es|ihr|ihre|mein|meine|unser|unsere|dann|danach|bis|bitte|und|aber|wenn|da|danke|damit|diese|dieser|dieses|leider|ein|eine|kein|keine|" +
	"de|het|een|ik|wij|we|je|u|jullie|hij|zij|ze|onze|mijn|dat|dit|deze|die|dan|daarna|maar|graag|als|wanneer|er|want|voor|" +
	"le|la|les|un|une|je|nous|vous|il|elle|on|mon|ma|mes|notre|nos|votre|ce|cela|cette|merci|mais|pour|puis|si|et|" +
	"the|a|i|you|he|she|it|they|my|our|your|this|that|these|then|but|please|thanks|so|if|when|as|and|for|after|once|until|no|there")

// isItem reports whether a line begins an item of a list or a row of a table: with
// a dash or a dot, or with a number that a colon, a bracket, a dash or a bar follows.
func isItem(line string) bool {
	r, _ := utf8.DecodeRuneInString(line)
	if strings.ContainsRune("-–—•*·", r) {
		return true
	}
	word, rest, _ := strings.Cut(line, " ")
	if len(word) == 0 || len(word) > 24 || !strings.ContainsAny(word, "0123456789") {
		return false
	}
	if end := word[len(word)-1]; end == ':' || end == ')' {
		return true
	}
	r, _ = utf8.DecodeRuneInString(rest)
	return strings.ContainsRune(":-–—|=", r)
}

// isShortened reports whether a text ends in a shortened word.
func isShortened(s string) bool {
	from := len(s)
	for from > 0 && (alnum(s[from-1]) || s[from-1] >= 'A' && s[from-1] <= 'Z' || s[from-1] == '_') {
		from--
	}
	switch w := strings.ToLower(s[from:]); {
	case w == "" || w == "_" || from > 0 && s[from-1] >= utf8.RuneSelf: // "payée" ends in no letter of its own
		return false
	case w[0] <= '9':
		return len(w) == 1 || len(w) == 2 && w[1] <= '9'
	default:
		return len(w) == 1 || shortened.Has(Word{Text: w})
	}
}

// Blank writes a sign and blanks in the places of a text, which keeps its length.
func Blank(folded string, places [][]int, sign byte) string {
	if len(places) == 0 {
		return folded
	}
	out := []byte(folded)
	for _, p := range places {
		for i := p[0]; i < p[1]; i++ {
			out[i] = ' '
		}
		out[p[0]] = sign
	}
	return string(out)
}
