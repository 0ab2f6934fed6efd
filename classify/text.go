package classify

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// text is a part of a mail beside its folded form: lower-case ASCII without
// accents, with "eur" for the euro sign, so that one pattern meets every
// spelling.
type text struct {
	in     string // the part: reply, subject, quoted
	runes  []rune
	folded string
	at     []int // the rune from which each byte of folded comes, and the end
}

// signs are the runes with a folded form of their own.
var signs = strings.NewReplacer("ß", "ss", "œ", "oe", "Œ", "oe", "æ", "ae", "€", "eur", "’", "'", "‘", "'", "`", "'",
	"´", "'", "–", "-", "—", "-", "“", `"`, "”", `"`, "«", `"`, "»", `"`, "…", ".")

func fold(in, s string) text {
	t := text{in: in, runes: []rune(s)}
	var b strings.Builder
	for i, r := range t.runes {
		f := foldRune(r)
		b.WriteString(f)
		for range len(f) {
			t.at = append(t.at, i)
		}
	}
	t.folded, t.at = b.String(), append(t.at, len(t.runes))
	return t
}

func foldRune(r rune) string {
	switch {
	case r == '\n':
		return "\n"
	case unicode.IsSpace(r):
		return " "
	case unicode.Is(unicode.Mn, r), unicode.Is(unicode.Cf, r):
		return ""
	}
	f := signs.Replace(string(r))
	if f[0] >= 0x80 {
		f = norm.NFKD.String(f)[:1]
	}
	if f[0] >= 0x80 {
		return "~"
	}
	return strings.ToLower(f)
}

// quote is the original text of folded[from:to], with its runes.
func (t text) quote(from, to int) (string, int, int) {
	a, b := t.at[from], t.at[to]
	return string(t.runes[a:b]), a, b
}

// span is a sentence: folded[from:to].
type span struct {
	from, to int
	cited    bool // a quoted line between the answers
}

var (
	sentenceEnd = regexp.MustCompile(`[.!?]+["')]*\s+|;\s|\n\s*`)
	noEnd       = regexp.MustCompile(`\b(?:[a-z]|[0-9]{1,2}|nrs?|nos?|num|art|ca|dr|mrs?|ms|st|tel|ref|fact?|inv|incl|excl|evtl|bzw|dhr|mevr|mme|approx|resp|jan|feb|fev|mrt|apr|aug|aout|sept?|okt|oct|nov|dec|dez)\.$`)
)

// sentences splits a part. A line break ends a sentence unless the line is
// long or the next one goes on in lower case, as in wrapped text.
func (t text) sentences() []span {
	var out []span
	start := 0
	add := func(end, next int) {
		s := t.folded[start:end]
		if strings.TrimSpace(s) != "" {
			from := start + len(s) - len(strings.TrimLeft(s, " \n\t"))
			to := from + len(strings.TrimSpace(s))
			out = append(out, span{from, to, t.folded[from] == '>'})
		}
		start = next
	}
	for _, m := range sentenceEnd.FindAllStringIndex(t.folded, -1) {
		gap := t.folded[m[0]:m[1]]
		if i := strings.IndexByte(gap, '\n'); gap[0] != '\n' && (i < 0 || m[1] < len(t.folded) && t.goesOn(m[1])) {
			if gap[0] == '.' && noEnd.MatchString(t.folded[start:m[0]+1]) {
				continue
			}
		} else if gap == "\n" && t.wrapped(m[0], m[1]) {
			continue
		}
		add(m[0]+len(strings.TrimSpace(gap)), m[1])
	}
	add(len(t.folded), len(t.folded))
	return out
}

// goesOn reports whether the text at i continues in lower case.
func (t text) goesOn(i int) bool { return unicode.IsLower(t.runes[t.at[i]]) }

// wrapped reports whether the line break from i to next is inside a sentence.
func (t text) wrapped(i, next int) bool {
	line := t.folded[strings.LastIndexByte(t.folded[:i], '\n')+1 : i]
	if next >= len(t.folded) || strings.HasPrefix(line, ">") || strings.ContainsRune(">-*", rune(t.folded[next])) {
		return false
	}
	return t.goesOn(next) || len(line) >= 60
}
