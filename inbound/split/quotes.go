package split

import "strings"

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
		if s.class[i] == isQuoted || s.depth[i] == 0 && s.blank(i) {
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
	s.markCuts(s.blocks())
	bs := s.blocks()
	lastNew, answered := len(bs)-1, 0
	for lastNew >= 0 && (bs[lastNew].quote || s.isFooter(bs[lastNew])) {
		lastNew--
	}
	for i, b := range bs {
		if b.quote && i < lastNew {
			answered++
		}
	}
	keep := answered > 1 || answered == 1 && (s.goesOn(bs, lastNew) || s.keepsSingle(bs))
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

// cutMarks stand where a writer shortened the quote.
var cutMarks = set("[...]|[…]|(...)|(…)|[cut]|[snip]|<snip>|[schnipp]|[...)|[knip]|[coupé]|[gekürzt]|[gekuerzt]")

// markCuts makes what says only that a quote is shortened a part of it.
func (s *splitter) markCuts(bs []block) {
	for i, b := range bs {
		if !b.quote && i > 0 && bs[i-1].quote && b.to == b.from+1 && cutMarks[s.at(b.from)] {
			s.class[b.from] = isQuoted
		}
	}
}

// goesOn reports whether the quote goes on below the last new text, which so
// stands between its parts.
func (s *splitter) goesOn(bs []block, lastNew int) bool {
	for k := lastNew + 1; k < len(bs); k++ {
		if bs[k].quote {
			return bs[k].from < len(s.ls) && !s.attributionBetween(bs[k-1].to, bs[k].from) && s.attributionEnd(bs[k]) < 0
		}
	}
	return false
}

// maxAnswered is how many lines a lone quoted block may have to be a question
// that is answered, rather than the whole mail above or below the answer.
const maxAnswered = 5

// keepsSingle decides on one quoted block with new text after it: without an
// attribution between two new texts, or short, it is answered; else the answer
// simply stands below the quoted mail. One
// quoted sentence was chosen to be answered, since no mail is that short.
func (s *splitter) keepsSingle(bs []block) bool {
	b := bs[0]
	if !b.quote {
		if b = bs[1]; len(s.attr) == 0 && s.attributionEnd(b) < 0 {
			return true
		}
		return s.textLines(b) <= maxAnswered
	}
	if len(s.attr) > 0 || s.attributionEnd(b) >= 0 {
		return s.textLines(b) == 1 && len(strings.Fields(s.at(b.from))) >= maxAnswered
	}
	return b.to-b.from <= maxAnswered
}

func (s *splitter) textLines(b block) int {
	n := 0
	for i := b.from; i < b.to; i++ {
		if !s.blank(i) {
			n++
		}
	}
	return n
}

// attributionEnd is the last line of an attribution at the start of a quoted
// block, or -1.
func (s *splitter) attributionEnd(b block) int {
	i := b.from
	for i < b.to && s.blank(i) {
		i++
	}
	if i >= b.to {
		return -1
	}
	if n := s.attributionAt(i); n > 0 {
		return i + n - 1
	}
	return -1
}

func (s *splitter) innerAttribution(b block) {
	for k, e := b.from, s.attributionEnd(b); k <= e; k++ {
		s.class[k] = isQuoted
	}
}

// isFooter reports whether a block of new text is wholly what a client, a
// list or a signature adds, so that nothing in it answers the quote above.
func (s *splitter) isFooter(b block) bool {
	i := b.from
	return isDelimiter(s.ls[i].Text) || s.startsNotice(i, b.to) || s.ls[i].Mark == MarkSignature ||
		b.to-b.from <= 3 && isDevice(s.at(i)) || s.isRuleFooter(i, b.to)
}
