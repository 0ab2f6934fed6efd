package split

import "strings"

// lastClosing is the last closing line of a text with a short rest below it,
// or -1.
func (s *splitter) lastClosing(from, to int) int {
	for i := to - 1; i >= from && i >= to-maxSignature; i-- {
		if !s.isNew(i) {
			continue
		}
		if isClosing(s.at(i)) && !strings.HasSuffix(s.at(i), "gmbh") {
			return i
		}
		if formulas.of(s.at(i)) > 0 {
			for i+1 < to && !s.blank(i+1) && !strings.ContainsAny(lastByte(s.at(i)), ".,") {
				i++
			}
			return i
		}
	}
	return -1
}

// markedClosing is the closing line with which a signature that the client
// marked begins, or -1.
func (s *splitter) markedClosing(from, to int) int {
	for i := from; i < to; i++ {
		if s.ls[i].Mark != MarkSignature || s.blank(i) {
			continue
		}
		if isClosing(s.at(i)) {
			return i
		}
		return -1
	}
	return -1
}

// setMarked marks the rest of a marked signature from line at on.
func (s *splitter) setMarked(at, to int) {
	for i := at; i < to; i++ {
		if s.ls[i].Mark == MarkSignature {
			s.class[i] = isSignature
		}
	}
}

// closes reports whether a line of a marked signature is the closing or the
// name that belongs to the reply.
func (s *splitter) closes(i int) bool {
	if isClosing(s.at(i)) {
		return true
	}
	k := i - 1
	for k >= 0 && s.depth[k] == 0 && s.blank(k) {
		k--
	}
	if k < 0 || s.class[k] != isReply || s.depth[k] > 0 {
		return false
	}
	if isClosing(s.at(k)) && !s.signedOn(k) || isBehalf(s.at(k)) {
		return isName(s.ls[i].Text) || isBehalf(s.at(i))
	}
	return false
}

// afterName is where the signature below the closing line c starts: after
// further closings, the name, and for whom it is signed.
func (s *splitter) afterName(c, to int) int {
	i := c + 1
	named := s.signedOn(c)
	for i < to {
		k := i
		for k < to && s.blank(k) {
			k++
		}
		if k >= to {
			break
		}
		l := s.at(k)
		switch {
		case isClosing(l) && k-c < 8:
			named = named || s.signedOn(k)
		case isBehalf(l):
			// A bare "i.A." stands above the name, "i.A. Eva Schmidt" is it.
			named = named && len(strings.Fields(l)) > 2 || signsInPerson(l)
		case !named && !hasLegalForm(l) && isName(s.ls[k].Text):
			named = true
		default:
			return k
		}
		i = k + 1
	}
	return i
}

// bareContact finds a signature without a closing line above it: the last
// paragraph, with at least two sure lines, or one below a name, after
// something else. A name at its top stays in the reply.
func (s *splitter) bareContact(from, to int) int {
	i := s.paragraph(from, to)
	sure, titles := 0, 0
	for k := i; k < to; k++ {
		l := s.at(k)
		if isSentence(l) && !isContact(l) || endsColon(l) || isListItem(s.ls[k].Text) {
			return s.numberBelowName(i, to)
		}
		switch {
		case isContact(l):
			sure++
		case k > i && isTitle(s.ls[k].Text, l) && isSureTitle(l):
			titles++
		case k > i && !isTitle(s.ls[k].Text, l):
			return -1
		}
	}
	prev := i - 1
	for prev >= from && s.blank(prev) {
		prev--
	}
	if i >= to || endsColon(s.at(max(prev, from))) {
		return -1
	}
	if prev < from {
		return s.numberBelowName(i, to)
	}
	first := s.ls[i].Text
	named := !isContact(s.at(i)) && isName(first) && startsUpper(first) && !isSureTitle(s.at(i))
	if !named && isTitle(first, s.at(i)) && isSureTitle(s.at(i)) {
		titles++
	}
	switch {
	case sure >= 2:
	case named && len(strings.Fields(first)) <= 4 && sure+titles > 0:
	case !named && sure == 1 && titles > 0:
	default:
		return -1
	}
	if named {
		i++
	}
	return i
}

// numberBelowName finds lines of contact below a name at the end of a
// paragraph that begins with other text, or -1.
func (s *splitter) numberBelowName(from, to int) int {
	k := to
	for k > from && s.isContactOrTitle(k-1, k < to) {
		k--
	}
	if k == to || k-1 <= from || endsColon(s.at(k-2)) || isListItem(s.ls[k-2].Text) {
		return -1
	}
	name := s.ls[k-1].Text
	n := len(strings.Fields(name))
	if !isName(name) || !startsUpper(name) || n > 4 || n < 2 && !strings.ContainsAny(lastByte(s.at(k-2)), ".!") {
		return -1
	}
	return k
}

// isContactOrTitle reports whether line i is of contact or, where such lines
// stand below it, names a job or a firm.
func (s *splitter) isContactOrTitle(i int, below bool) bool {
	l := s.at(i)
	return isContact(l) && !isSentence(l) || below && isTitle(s.ls[i].Text, l) && isSureTitle(l)
}

func isListItem(raw string) bool {
	t := strings.TrimSpace(raw)
	return len(t) > 2 && (strings.HasPrefix(t, "- ") || strings.HasPrefix(t, "* ") || strings.HasPrefix(t, "• ") || isDigit(t[0]) && (t[1] == '.' || t[1] == ')') && t[2] == ' ')
}
