// Package split cuts the text of a mail into what its sender wrote now, his
// signature, and what he quotes.
package split

import (
	"strings"

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
	// Coloured tells that the whole line stands in a colour such as red or
	// blue, in which people write answers into a quoted mail.
	Coloured bool
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
	ls = breakAttributions(ls)
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

// splitter decides the class of each line.
type splitter struct {
	ls    []Line
	low   []string // folded lines without quote marks, once they were asked for
	known []bool   // which of low are filled
	depth []int    // quote marks before each line
	class []class
	end   int   // lines from here on are quoted
	attr  []int // lines of attributions before the end
	first int   // the first line that is not blank
}

// run decides in this order: where the quoted end begins, which quoted blocks
// are answered, what of the new text is signature, and the exceptions.
func (s *splitter) run() {
	s.dropSigns()
	s.findEnd()
	for i := s.end; i < len(s.ls); i++ {
		s.class[i] = isQuoted
	}
	s.joinWrapped()
	s.markQuotes()
	s.markSignatures()
	s.markLastFooter()
	s.assignBlanks()
	s.rescue()
	s.colouredAnswers()
}

// findEnd finds where everything that follows is quoted, and the attribution
// lines before that.
func (s *splitter) findEnd() {
	s.first = s.nextText(0)
	for i := 0; i < len(s.ls) && s.end == len(s.ls); {
		i = s.read(i)
	}
}

// read looks at line i and gives the next one to look at. It sets the end
// where that begins here.
func (s *splitter) read(i int) int {
	switch {
	case s.ls[i].Mark == MarkCut:
		s.cut(i)
	case s.ls[i].Mark == MarkAttribution:
		j := i
		for j+1 < len(s.ls) && s.ls[j+1].Mark == MarkAttribution {
			j++
		}
		s.attribution(i, j)
		return j + 1
	case s.isGroupWise(i):
		s.cut(i)
	case s.depth[i] > 0 || s.blank(i):
	case strings.HasPrefix(s.at(i), "```"):
		return s.fenceEnd(i) + 1
	case isSeparator(s.at(i)) || s.headerBlock(i) || s.notesHeader(i):
		s.cut(i)
	default:
		if n := s.attributionAt(i); n > 0 {
			s.attribution(s.nameAbove(i), i+n-1)
			return i + n
		}
	}
	return i + 1
}

// attribution handles the attribution in lines i to j: what follows with
// quote marks is quoted, what follows without is quoted to the end.
func (s *splitter) attribution(i, j int) {
	s.otherMarks(j + 1)
	if k := s.nextText(j + 1); k < len(s.ls) && s.depth[k] > 0 && s.ls[k].Mark != MarkCut {
		for ; i <= j; i++ {
			s.class[i] = isQuoted
			s.attr = append(s.attr, i)
		}
		return
	}
	s.cut(i)
}

// cut sets the end, with the rule and blank lines before it.
func (s *splitter) cut(i int) {
	for k := i - 1; k >= 0 && k >= i-3; k-- {
		if s.blank(k) {
			continue
		}
		if t := s.at(k); s.isNew(k) && isBareSeparator(t) {
			s.cut(k)
			return
		} else if len(t) >= 5 && isRule(t) {
			i = k
		}
		break
	}
	s.end = i
}
