package classify

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// sentence is a sentence of a part of a mail: the runes from to to.
type sentence struct {
	in, quote     string
	from, to      int
	plain, folded string // folded with its capitals, and in lower case
}

var (
	sentenceEnd = regexp.MustCompile(`[.!?…]+["')”»]*\s+|;\s|\n\s*`)
	shortened   = regexp.MustCompile(`(?i)\b(?:[a-z]|[0-9]{1,2}|nrs?|nos?|num|art|ca|dr|mrs?|ms|st|tel|ref|fact?|inv|incl|excl|evtl|bzw|dhr|mevr|mme|approx|resp|jan|feb|fev|mrt|apr|aug|sept?|okt|oct|nov|dec|dez)$`)
)

// sentences splits a part. A line break ends a sentence unless the line is
// long or the next one goes on in lower case, as in wrapped text.
func sentences(in, s string) []sentence {
	var out []sentence
	start, at := 0, 0
	for _, m := range append(sentenceEnd.FindAllStringIndex(s, -1), []int{len(s), len(s)}) {
		next, _ := utf8.DecodeRuneInString(s[m[1]:])
		long := unicode.IsLower(next) || m[0]-start > 60 && next != '>' && next != '-'
		wrapped := m[1] < len(s) && s[m[0]:m[1]] == "\n" && long && s[start] != '>'
		if wrapped || m[1] < len(s) && s[m[0]] == '.' && !strings.Contains(s[m[0]:m[1]], "\n") && shortened.MatchString(s[max(start, m[0]-8):m[0]]) {
			continue
		}
		body := s[start:m[1]]
		quote := strings.TrimSpace(body)
		from := at + utf8.RuneCountInString(body[:strings.Index(body, quote)])
		if plain := strings.TrimSpace(fold(quote)); plain != "" {
			out = append(out, sentence{in, quote, from, from + utf8.RuneCountInString(quote), plain, strings.ToLower(plain)})
		}
		start, at = m[1], at+utf8.RuneCountInString(body)
	}
	return out
}

// word is a word of a sentence: folded[from:to].
type word struct {
	folded   string
	from, to int
	capital  bool
	border   bool // a comma or the like stands before it
	known    bool // a phrase names it
}

var wordForm = regexp.MustCompile(`[a-z0-9]*[0-9](?:[./-]?[a-z0-9]+)*|(?:[bcdfghjklmnpqstvwxz]|[a-z]*qu)'|[a-z]+(?:'[a-z]+)?|[@%&~]|!!`)

// words splits a folded sentence, in which mentions may be blanked.
func words(folded, plain string) []word {
	var out []word
	end := 0
	for _, m := range wordForm.FindAllStringIndex(folded, -1) {
		border := strings.ContainsAny(folded[end:m[0]], ",:()")
		out = append(out, word{folded[m[0]:m[1]], m[0], m[1], plain[m[0]] < 'a' && plain[m[0]] >= 'A', border, false})
		end = m[1]
	}
	return out
}

// is reports whether w is one of the alternatives of a phrase's word.
func (w word) is(either []string) bool {
	return slices.ContainsFunc(either, func(p string) bool {
		star := strings.IndexByte(p, '*')
		return p == w.folded || p == "^" && w.capital || p == "#" && w.folded[0] <= '9' && w.folded[0] >= '0' ||
			star >= 0 && strings.HasPrefix(w.folded, p[:star]) && strings.HasSuffix(w.folded, p[star+1:])
	})
}
