package phrase

import "strings"

// Word is a word of a folded text. Numbers are words, and so are "@", "%", "&"
// and "~", which a caller may write in the place of what a stretch names, and
// "!!". Text is never empty.
type Word struct {
	Text     string
	From, To int  // its bytes of the folded text
	Capital  bool // it begins with a capital
	Border   bool // a comma, a colon or a bracket stands before it
	Lists    Mask // those of Lists that name it, as Lists.Mark found
}

// wordAt is the end of the word that begins at s[i]: of figures and letters
// with single ".", "/" and "-" inside, of an elision such as "l'", of letters
// with an apostrophe inside, of a sign; 0 for none.
func wordAt(s string, i int) int {
	j, figures := i, false
	for ; j < len(s) && alnum(s[j]); j++ {
		figures = figures || s[j] <= '9'
	}
	switch {
	case figures:
		for j+1 < len(s) && strings.IndexByte("./-", s[j]) >= 0 && alnum(s[j+1]) {
			for j++; j < len(s) && alnum(s[j]); j++ {
			}
		}
		return j
	case j == i && s[i] == '!' && i+1 < len(s) && s[i+1] == '!':
		return i + 2
	case j == i && strings.IndexByte("@%&~$", s[i]) >= 0:
		return i + 1
	case j == i:
		return 0
	case j == len(s) || s[j] != '\'':
		return j
	case j == i+1 && strings.IndexByte("aeiouy", s[i]) < 0 && s[i] != 'r' || strings.HasSuffix(s[i:j], "qu"):
		return j + 1
	}
	k := j + 1
	for ; k < len(s) && s[k] >= 'a' && s[k] <= 'z'; k++ {
	}
	if k == j+1 {
		return j
	}
	return k
}

func alnum(c byte) bool { return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' }

// Words splits a folded text, in which no word has a capital, at blanks,
// hyphens and other signs, and after an elision such as "l'".
func Words(folded string) []Word {
	return appendWords(make([]Word, 0, len(folded)/5+1), folded)
}

func appendWords(out []Word, folded string) []Word {
	border := false
	for i := 0; i < len(folded); {
		end := wordAt(folded, i)
		if end == 0 {
			border = border || strings.IndexByte(",:()", folded[i]) >= 0
			i++
			continue
		}
		out = append(out, Word{Text: folded[i:end], From: i, To: end, Border: border})
		i, border = end, false
	}
	return out
}

// Words splits what the caller made of s.Folded: a text of its length, which
// may have signs in the place of what it names. The capitals are those of s.
func (s Sentence) Words(folded string) []Word { return s.AppendWords(nil, folded) }

// AppendWords appends what Words gives.
func (s Sentence) AppendWords(to []Word, folded string) []Word {
	n := len(to)
	to = appendWords(to, folded)
	for i := n; i < len(to); i++ {
		w := &to[i]
		w.Capital = w.From < len(s.Plain) && s.Plain[w.From] >= 'A' && s.Plain[w.From] <= 'Z'
	}
	return to
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
func ClauseEnd(w []Word, i, j int, joining Mask) int {
	for ; i <= j; i++ {
		if w[i].Border || joining.Has(w[i]) {
			return w[i-1].To
		}
	}
	return 0
}

// Choice is a word of a phrase: its alternatives.
type Choice struct {
	words []string
	heads Heads
}

// ParseChoice reads alternatives with "|" between them.
func ParseChoice(s string) Choice {
	c := Choice{words: strings.Split(s, "|")}
	for _, word := range c.words {
		switch {
		case word == "":
		case word == "#":
			c.heads |= initial('0')
		case word == "^" || word[0] == '*':
			c.heads |= anyHead
		default:
			c.heads |= initial(word[0])
		}
	}
	return c
}

// Has reports whether a word is one of the alternatives.
func (c Choice) Has(w Word) bool { return c.has(&w) }

func (c Choice) has(w *Word) bool {
	if w.Text == "" {
		return false
	}
	first := w.Text[0]
	if c.heads&initial(first) == 0 { // most words
		return false
	}
	for _, p := range c.words {
		switch {
		case p == "":
		case p[0] == first && p == w.Text, (p[0] == first || p[0] == '*' || len(p) == 1) && stands(p, w):
			return true
		}
	}
	return false
}

// stands reports whether a word is "^", "#" or one with a star.
func stands(p string, w *Word) bool {
	switch last := len(p) - 1; {
	case p[last] == '*' && strings.IndexByte(p[:last], '*') < 0:
		return strings.HasPrefix(w.Text, p[:last])
	case p[0] == '*':
		return strings.HasSuffix(w.Text, p[1:])
	case last == 0:
		return p == "^" && w.Capital || p == "#" && w.Text[0] <= '9' && w.Text[0] >= '0'
	}
	return false
}

// In reports whether some word is one of the alternatives.
func (c Choice) In(words []Word) bool {
	for i := range words {
		if c.has(&words[i]) {
			return true
		}
	}
	return false
}
