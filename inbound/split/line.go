package split

import (
	"strings"

	"github.com/voldaan/voldaan/inbound/fold"
)

// maxCompared bounds the bytes of a line that are compared.
const maxCompared = 600

func newSplitter(ls []Line) *splitter {
	n := len(ls)
	s := &splitter{ls: ls, low: make([]string, n), known: make([]bool, n), depth: make([]int, n), class: make([]class, n), end: n}
	for i, l := range ls {
		s.depth[i], _ = quoteDepth(l.Text)
		if l.Mark == MarkQuoted {
			s.depth[i] = max(s.depth[i], 1)
		}
	}
	s.readInitials()
	return s
}

// at is line i folded, without its quote marks.
func (s *splitter) at(i int) string {
	if !s.known[i] {
		_, rest := quoteDepth(s.ls[i].Text)
		if len(rest) > maxCompared {
			rest = strings.ToValidUTF8(rest[:maxCompared], "")
		}
		s.low[i], s.known[i] = fold.Line(rest), true
	}
	return s.low[i]
}

// blank reports whether line i holds nothing but quote marks.
func (s *splitter) blank(i int) bool { return s.at(i) == "" }

// nextText is the first line from i on that is not blank, or the number of
// lines. A mark that cuts counts as text.
func (s *splitter) nextText(i int) int {
	for i < len(s.ls) && s.depth[i] == 0 && s.ls[i].Mark != MarkCut && s.blank(i) {
		i++
	}
	return i
}

// paragraph is the first line of the paragraph that ends before line to, not
// below from and at most maxSignature lines up.
func (s *splitter) paragraph(from, to int) int {
	i := to
	for i > from && i > to-maxSignature && s.isNew(i-1) && !s.blank(i-1) {
		i--
	}
	return i
}

// isNew reports whether line i is the sender's own, as far as known.
func (s *splitter) isNew(i int) bool { return s.class[i] == isReply && s.depth[i] == 0 }
