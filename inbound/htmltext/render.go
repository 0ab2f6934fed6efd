package htmltext

import (
	"strings"
	"unicode/utf8"

	"github.com/voldaan/voldaan/inbound/split"
)

// maxQuote bounds the quote marks before a line.
const maxQuote = 20

// renderer writes the text of a tree as lines.
type renderer struct {
	lines    []split.Line
	cur      []byte
	space    bool // a blank is due before the next word
	nbsp     bool // the line holds a blank that makes it count
	quote    int  // depth of blockquotes
	mark     split.Mark
	pre      int
	items    []int // of each open list the number of its last item, -1 where unnumbered
	ended    bool  // the end of a marked inline element ended the line
	coloured bool  // in a colour of answers
	bright   bool  // the current line has text in such a colour
	dull     bool  // and in another
}

// newline ends the current line if it has text, or leaves an empty one where
// only a no-break blank was.
func (r *renderer) newline() {
	switch {
	case len(r.cur) > 0:
		r.push()
	case r.nbsp:
		r.nbsp = false
		r.blank()
	}
	r.space = false
}

func (r *renderer) push() {
	prefix := ""
	if r.quote > 0 {
		prefix = strings.Repeat(">", min(r.quote, maxQuote)) + " "
	}
	text := strings.TrimRight(prefix+string(r.cur), " ")
	r.lines = append(r.lines, split.Line{Text: text, Mark: r.mark, Coloured: r.bright && !r.dull})
	r.cur = r.cur[:0]
	r.ended = false
	r.space, r.nbsp, r.bright, r.dull = false, false, false, false
}

// blank ends the line and leaves an empty one, never two.
func (r *renderer) blank() {
	r.newline()
	if n := len(r.lines); n > 0 && !isEmpty(r.lines[n-1].Text) {
		r.push()
	}
}

// endQuote ends a quote, without the empty lines at its end.
func (r *renderer) endQuote() {
	r.newline()
	for k := len(r.lines); k > 0 && isEmpty(r.lines[k-1].Text); k-- {
		r.lines = r.lines[:k-1]
	}
	r.quote--
	r.blank()
}

func isEmpty(s string) bool { return strings.Trim(s, "> ") == "" }

// text writes a text node: runs of white space are one blank, outside <pre>.
func (r *renderer) text(s string) {
	if r.pre > 0 {
		r.verbatim(s)
		return
	}
	start := -1
	for i := 0; i < len(s); {
		size, blank, drop := 1, false, false
		switch c := s[i]; {
		case c == ' ' || c >= '\t' && c <= '\r':
			blank = true
		case c == 0:
			drop = true
		case c >= utf8.RuneSelf:
			var ch rune
			ch, size = utf8.DecodeRuneInString(s[i:])
			blank, drop = ch == '\u00a0' || ch == '\u2028', isInvisible(ch)
			r.nbsp = r.nbsp || ch == '\u00a0'
		}
		if blank || drop {
			r.word(s, start, i)
			start = -1
			r.space = r.space || blank
		} else if start < 0 {
			start = i
		}
		i += size
	}
	r.word(s, start, len(s))
}

func (r *renderer) word(s string, from, to int) {
	if from < 0 {
		return
	}
	if r.space && len(r.cur) > 0 {
		r.cur = append(r.cur, ' ')
	}
	r.space = false
	r.cur = append(r.cur, s[from:to]...)
	r.bright, r.dull = r.bright || r.coloured, r.dull || !r.coloured
}

// verbatim writes text of <pre>, with its lines and blanks.
func (r *renderer) verbatim(s string) {
	s = strings.NewReplacer("\u00a0", " ", "\r\n", "\n", "\r", "\n", "\x00", "").Replace(s)
	for i, l := range strings.Split(s, "\n") {
		if i > 0 {
			r.push()
		}
		r.cur = append(r.cur, l...)
	}
}

// isInvisible finds the characters that take no room; mailings fill their
// hidden first line with them.
func isInvisible(ch rune) bool {
	switch ch {
	case '\u200b', '\u200c', '\ufeff', '\u00ad', '\u034f', '\u2060':
		return true
	}
	return false
}
