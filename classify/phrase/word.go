package phrase

import (
	"regexp"
	"slices"
	"strings"
)

// Word is a word of a folded text. Numbers are words, and so are "@", "%", "&"
// and "~", which a caller may write in the place of what a stretch names, and
// "!!". Text is never empty.
type Word struct {
	Text     string
	From, To int  // its bytes of the folded text
	Capital  bool // it begins with a capital
	Border   bool // a comma, a colon or a bracket stands before it
	Known    bool // a phrase names it, as List.Find found
}

var wordForm = regexp.MustCompile(`[a-z0-9]*[0-9](?:[./-]?[a-z0-9]+)*|(?:[bcdfghjklmnpqstvwxz]|[a-z]*qu)'|[a-z]+(?:'[a-z]+)?|[@%&~$]|!!`)

// Words splits a folded text, in which no word has a capital, at blanks,
// hyphens and other signs, and after an elision such as "l'".
func Words(folded string) []Word {
	var out []Word
	end := 0
	for _, m := range wordForm.FindAllStringIndex(folded, -1) {
		out = append(out, Word{Text: folded[m[0]:m[1]], From: m[0], To: m[1], Border: strings.ContainsAny(folded[end:m[0]], ",:()")})
		end = m[1]
	}
	return out
}

// Words splits what the caller made of s.Folded: a text of its length, which
// may have signs in the place of what it names. The capitals are those of s.
func (s Sentence) Words(folded string) []Word {
	out := Words(folded)
	for i, w := range out {
		out[i].Capital = w.From < len(s.Plain) && s.Plain[w.From] >= 'A' && s.Plain[w.From] <= 'Z'
	}
	return out
}

// Near is the words w[i:j] with up to four on each side, as far as no comma or
// the like stands between.
func Near(w []Word, i, j int) []Word {
	a, b := i, j
	for ; a > 0 && i-a < 4 && !w[a].Border; a-- {
	}
	for ; b < len(w) && b-j < 4 && !w[b].Border; b++ {
	}
	return w[a:b]
}

// ClauseEnd is the byte of the folded text at which the clause of the word w[i-1]
// ends, if it does so before the word w[j]: at a comma or the like, or before a
// joining word such as "and". It is 0 otherwise.
func ClauseEnd(w []Word, i, j int, joining Choice) int {
	for ; i <= j; i++ {
		if w[i].Border || joining.Has(w[i]) {
			return w[i-1].To
		}
	}
	return 0
}

// Choice is a word of a phrase: its alternatives.
type Choice []string

// ParseChoice reads alternatives with "|" between them.
func ParseChoice(s string) Choice { return strings.Split(s, "|") }

// Has reports whether a word is one of the alternatives.
func (c Choice) Has(w Word) bool {
	return slices.ContainsFunc(c, func(p string) bool {
		star := strings.IndexByte(p, '*')
		return p == w.Text || p == "^" && w.Capital || p == "#" && w.Text[0] <= '9' && w.Text[0] >= '0' ||
			star >= 0 && strings.HasPrefix(w.Text, p[:star]) && strings.HasSuffix(w.Text, p[star+1:])
	})
}

// In reports whether some word is one of the alternatives.
func (c Choice) In(words []Word) bool { return slices.ContainsFunc(words, c.Has) }
