package split

import (
	"slices"
	"strings"
)

const (
	maxSignature = 40 // lines of a contact block or notice
	maxDelimited = 60 // lines below a delimiter
)

// markSignatures takes the signatures out of the new text.
func (s *splitter) markSignatures() {
	runs := s.newRuns()
	if len(runs) > 0 {
		s.markBanner(runs[0])
	}
	last := true // only footers follow
	for _, r := range slices.Backward(runs) {
		footer := last && s.isFooter(r)
		s.markRun(r, last)
		last = footer
	}
	for i := range s.end {
		if s.isNew(i) && s.ls[i].Mark == MarkSignature && !s.closes(i) {
			s.class[i] = isSignature
		}
	}
}

// newRuns are the stretches of new text before the end.
func (s *splitter) newRuns() []block {
	var out []block
	open := false
	for i := range s.end {
		if !s.isNew(i) {
			open = false
			continue
		}
		if s.blank(i) {
			continue
		}
		if open {
			out[len(out)-1].to = i + 1
			continue
		}
		out = append(out, block{from: i, to: i + 1})
		open = true
	}
	return out
}

// markRun finds the signature in a stretch of new text, from its end upwards:
// footers, a postscript that stays, what a delimiter starts, and in the last
// stretch a contact block.
func (s *splitter) markRun(r block, last bool) {
	to := s.peelFooters(r.from, r.to)
	to = s.markDelimited(r.from, to)
	to = s.postscript(r.from, to)
	s.markDevices(r.from, to)
	if !last {
		return
	}
	if c := s.markedClosing(r.from, to); c >= 0 {
		if at := s.afterName(c, to); at < to {
			s.setMarked(at, to)
		}
		return
	}
	if c := s.lastClosing(r.from, to); c >= 0 {
		s.markTail(s.afterName(c, to), to)
		return
	}
	if at := s.bareContact(r.from, to); at >= 0 {
		s.setSignature(at, to)
	}
}

// markDelimited marks what a delimiter starts, but for a postscript below it,
// and gives where the text before it ends.
func (s *splitter) markDelimited(from, to int) int {
	d := s.delimiter(from, to)
	if d < 0 {
		return to
	}
	ps := s.postscript(d, to)
	s.setSignature(d, ps)
	if next := s.delimiter(ps, to); next > ps {
		s.setSignature(next, to)
	}
	return s.peelFooters(from, d)
}

// peelFooters marks what clients, servers and lists put at the end of a text
// and gives where the text before it ends.
func (s *splitter) peelFooters(from, to int) int {
	for to > from {
		if !s.isNew(to-1) || s.blank(to-1) {
			to--
			continue
		}
		at := s.footerAt(s.paragraph(from, to), to)
		if at >= to {
			break
		}
		s.setSignature(at, to)
		to = at
	}
	return to
}

// footerAt is where a footer starts in the last paragraph p to e, or e.
func (s *splitter) footerAt(p, e int) int {
	last := s.at(e - 1)
	switch {
	case s.isDeviceLine(e - 1):
		return e - 1
	case e-p >= 2 && e-p <= 3 && len(last) > 8 && isDevice(s.at(e-2)+" "+last) && (strings.HasPrefix(last, "<") || strings.HasPrefix(last, "http") || e-p == 2):
		return e - 2
	case isImage(last) || isSocial(last):
		return e - 1
	case len(last) >= 5 && isRule(last) && !strings.Contains(last, "  ") && e-p == 1:
		return e - 1
	}
	for k := p; k < e; k++ {
		if (k == p || !isSentence(s.at(k-1)) && !strings.ContainsAny(lastByte(s.at(k-1)), ".?!,:")) && s.startsNotice(k, e) {
			if k > p && (len(s.at(k-1)) >= 5 && isRule(s.at(k-1)) || isDelimiter(s.ls[k-1].Text)) {
				k--
			}
			return k
		}
	}
	return e
}

// markDevices marks the lines of clients that stand alone inside a text, where
// somebody wrote on below them.
func (s *splitter) markDevices(from, to int) {
	for i := from; i < to; i++ {
		if !s.blank(i) && (i == from || s.blank(i-1)) && (i+1 >= to || s.blank(i+1)) && s.isNew(i) && s.isDeviceLine(i) {
			s.class[i] = isSignature
		}
	}
}

// isDeviceLine reports whether a client names itself on line i.
func (s *splitter) isDeviceLine(i int) bool { return len(s.at(i)) < 220 && isDevice(s.at(i)) }

// postscript is where the postscript starts that ends a text, or to.
func (s *splitter) postscript(from, to int) int {
	for i := to - 1; i > from && i > to-15; i-- {
		if isPostscript(s.at(i)) && (s.blank(i-1) || !isSentence(s.at(i-1))) {
			return i
		}
	}
	return to
}

func isPostscript(l string) bool {
	l = strings.TrimLeft(l, "*_ ")
	return strings.HasPrefix(l, "ps") && len(l) > 2 && strings.ContainsAny(l[2:3], ":. ,;-") || strings.HasPrefix(l, "p.s") || strings.HasPrefix(l, "p. s.")
}

func (s *splitter) setSignature(from, to int) {
	for i := from; i < to; i++ {
		s.class[i] = isSignature
	}
}
