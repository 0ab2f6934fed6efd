// Package split cuts the text of a mail into what its sender wrote now, his
// signature, and what he quotes.
package split

import (
	"strings"
	"unicode/utf8"

	"github.com/voldaan/voldaan/inbound/fold"
)

// Mark is what the source says about a line beside its text.
type Mark uint8

const (
	MarkNone        Mark = iota
	MarkCut              // from here on all is quoted
	MarkQuoted           // quoted
	MarkAttribution      // says who wrote what follows
	MarkSignature        // in the sender's signature
)

// Line is one line of a text.
type Line struct {
	Text string
	Mark Mark
}

// class is the part of a mail to which a line belongs.
type class uint8

const (
	isReply class = iota
	isSignature
	isQuoted
)

// Parts are the three parts of a text; each of its lines stands in one of
// them, with blanks at the edges trimmed.
type Parts struct {
	// Reply is what the sender wrote now; in an interleaved answer with the
	// quoted lines that it answers.
	Reply     string
	Signature string
	Quoted    string
}

// Text cuts a plain text.
func Text(text string) Parts { return Lines(TextLines(fold.Clean(text))) }

// TextLines are the lines of a plain text, without marks.
func TextLines(s string) []Line {
	parts := strings.Split(s, "\n")
	out := make([]Line, len(parts))
	for i, p := range parts {
		out[i].Text = strings.TrimRight(p, "\r")
	}
	return out
}

// Lines cuts a text into its parts.
func Lines(ls []Line) Parts {
	s := newSplitter(ls)
	s.run()
	var b [3]strings.Builder
	for i, l := range ls {
		w := &b[s.class[i]]
		w.WriteString(l.Text)
		w.WriteByte('\n')
	}
	return Parts{
		Reply:     strings.TrimSpace(b[isReply].String()),
		Signature: strings.TrimSpace(b[isSignature].String()),
		Quoted:    strings.TrimSpace(b[isQuoted].String()),
	}
}

// splitter decides the class of each line. low holds the lines folded for
// comparison; depth counts quote marks before a line.
type splitter struct {
	ls    []Line
	low   []string
	depth []int
	class []class
	end   int // lines from here on are quoted
	attr  []int
}

func newSplitter(ls []Line) *splitter {
	n := len(ls)
	s := &splitter{ls: ls, low: make([]string, n), depth: make([]int, n), class: make([]class, n), end: n}
	for i, l := range ls {
		d, rest := quoteDepth(l.Text)
		s.depth[i] = d
		if len(rest) > 600 {
			rest = strings.ToValidUTF8(rest[:600], "")
		}
		s.low[i] = fold.Line(rest)
		if l.Mark == MarkQuoted {
			s.depth[i] = max(d, 1)
		}
	}
	return s
}

// quoteDepth counts the quote marks (RFC 3676, section 4.5, with blanks
// between them) and gives the rest of the line.
func quoteDepth(s string) (int, string) {
	d, i := 0, 0
	for i < len(s) && i < 200 {
		switch {
		case s[i] == '>':
			d++
			i++
		case s[i] == ' ' && (d > 0 || i < 3):
			i++
		default:
			if d == 0 {
				return 0, s
			}
			return d, s[i:]
		}
	}
	if d == 0 {
		return 0, s
	}
	return d, s[i:]
}

func (s *splitter) run() {
	s.findEnd()
	for i := s.end; i < len(s.ls); i++ {
		s.class[i] = isQuoted
	}
	s.joinWrapped()
	s.markQuotes()
	s.markSignatures()
	s.assignBlanks()
	s.rescue()
}

// findEnd finds where everything that follows is quoted, and the attribution
// lines before that.
func (s *splitter) findEnd() {
	for i := 0; i < len(s.ls); i++ {
		if s.ls[i].Mark == MarkCut {
			s.cut(i)
			return
		}
		if s.ls[i].Mark == MarkAttribution {
			j := i
			for j+1 < len(s.ls) && s.ls[j+1].Mark == MarkAttribution {
				j++
			}
			if s.attribution(i, j) {
				return
			}
			i = j
			continue
		}
		if s.depth[i] > 0 || s.low[i] == "" {
			continue
		}
		if isSeparator(s.low[i]) || s.headerBlock(i) {
			s.cut(i)
			return
		}
		if n := attributionLines(s.low[i:min(i+4, len(s.low))], s.depth[i:min(i+4, len(s.depth))]); n > 0 {
			if s.attribution(i, i+n-1) {
				return
			}
			i += n - 1
		}
	}
}

// attribution handles the attribution in lines i to j: what follows with
// quote marks is quoted, what follows without is quoted to the end. It reports
// whether the end was found.
func (s *splitter) attribution(i, j int) bool {
	k := j + 1
	for k < len(s.ls) && s.low[k] == "" && s.depth[k] == 0 && s.ls[k].Mark != MarkCut {
		k++
	}
	if k < len(s.ls) && s.depth[k] > 0 {
		for ; i <= j; i++ {
			s.class[i] = isQuoted
			s.attr = append(s.attr, i)
		}
		return false
	}
	s.cut(i)
	return true
}

// cut sets the end, with the rule and blank lines before it.
func (s *splitter) cut(i int) {
	for k := i - 1; k >= 0 && k >= i-3; k-- {
		if s.low[k] == "" {
			continue
		}
		if strings.Trim(s.low[k], "_-=*") == "" && len(s.low[k]) >= 5 {
			i = k
		}
		break
	}
	s.end = i
}

// joinWrapped gives quote marks to the lone rest of a quoted line that a
// client has broken.
func (s *splitter) joinWrapped() {
	for i := 1; i+1 < s.end; i++ {
		if s.depth[i] != 0 || s.low[i] == "" || s.depth[i-1] == 0 || s.depth[i+1] == 0 || s.low[i-1] == "" {
			continue
		}
		first, _ := utf8.DecodeRuneInString(strings.TrimSpace(s.ls[i].Text))
		lower := strings.ToLower(string(first)) == string(first)
		if lower && len(s.ls[i-1].Text) >= 65 && len(s.ls[i].Text) < 40 && !strings.HasSuffix(s.low[i-1], ".") {
			s.depth[i] = s.depth[i-1]
		}
	}
}

// block is a run of lines of one sort.
type block struct {
	from, to int // lines, to excluded
	quote    bool
}

// blocks cuts the lines before the end into runs with and without quote marks;
// attributions and empty lines between them belong to none.
func (s *splitter) blocks() []block {
	var out []block
	for i := 0; i < s.end; i++ {
		if s.class[i] == isQuoted || s.low[i] == "" && s.depth[i] == 0 {
			continue
		}
		q := s.depth[i] > 0
		if n := len(out); n > 0 && out[n-1].quote == q && !s.attributionBetween(out[n-1].to, i) {
			out[n-1].to = i + 1
			continue
		}
		out = append(out, block{i, i + 1, q})
	}
	return out
}

func (s *splitter) attributionBetween(from, to int) bool {
	for i := from; i < to; i++ {
		if s.class[i] == isQuoted {
			return true
		}
	}
	return false
}

// markQuotes decides which lines with quote marks are quoted, and which are
// answered and so belong to the reply.
func (s *splitter) markQuotes() {
	bs := s.blocks()
	lastNew, answered := -1, 0
	for i, b := range bs {
		if !b.quote && !s.isFooter(b) {
			lastNew = i
		}
	}
	for i, b := range bs {
		if b.quote && i < lastNew {
			answered++
		}
	}
	keep := answered > 1 || answered == 1 && s.keepsSingle(bs)
	for i, b := range bs {
		if !b.quote {
			continue
		}
		for k := b.from; k < b.to; k++ {
			if !keep || i > lastNew || s.ls[k].Mark == MarkQuoted {
				s.class[k] = isQuoted
			}
		}
		if keep && i < lastNew {
			s.innerAttribution(b)
		}
	}
}

// keepsSingle decides on one quoted block with new text after it: between two
// new texts, or short and without attribution, it is answered; else the answer
// simply stands below the quoted mail.
func (s *splitter) keepsSingle(bs []block) bool {
	if !bs[0].quote {
		return true
	}
	b := bs[0]
	return len(s.attr) == 0 && b.to-b.from <= 5 && s.attributionEnd(b) < 0
}

// attributionEnd is the last line of an attribution at the start of a quoted
// block, or -1.
func (s *splitter) attributionEnd(b block) int {
	i := b.from
	for i < b.to && s.low[i] == "" {
		i++
	}
	hi := min(i+4, b.to)
	if i >= hi {
		return -1
	}
	if n := attributionLines(s.low[i:hi], nil); n > 0 {
		return i + n - 1
	}
	return -1
}

func (s *splitter) innerAttribution(b block) {
	for k, e := b.from, s.attributionEnd(b); k <= e; k++ {
		s.class[k] = isQuoted
	}
}

// assignBlanks gives each empty line the class of the line before it.
func (s *splitter) assignBlanks() {
	for i := 1; i < s.end; i++ {
		if s.low[i] == "" && s.depth[i] == 0 {
			s.class[i] = s.class[i-1]
		}
	}
}
