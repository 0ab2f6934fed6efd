package split

import "strings"

// lastClosing is the last closing line of a text with a short rest below it,
// or -1.
func (s *splitter) lastClosing(from, to int) int {
	for i := to - 1; i >= from && i >= to-maxSignature; i-- {
		if s.isNew(i) && isClosing(s.at(i)) && !strings.HasSuffix(s.at(i), "gmbh") {
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
	if isClosing(s.at(k)) && !closingHasName(s.at(k)) || isBehalf(s.at(k)) {
		return isName(s.ls[i].Text) || isBehalf(s.at(i))
	}
	return false
}

// afterName is where the signature below the closing line c starts: after
// further closings, the name, and for whom it is signed.
func (s *splitter) afterName(c, to int) int {
	i := c + 1
	named := closingHasName(s.at(c))
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
			named = named || closingHasName(l)
		case isBehalf(l):
			// A bare "i.A." stands above the name, "i.A. Eva Schmidt" is it.
			named = named && len(strings.Fields(l)) > 2 || strings.HasPrefix(l, "i.") && len(strings.Fields(l)) > 1
		case !named && !hasLegalForm(l) && isName(s.ls[k].Text):
			named = true
		default:
			return k
		}
		i = k + 1
	}
	return i
}

// markTail marks the lines from i on that look like the block below a name,
// paragraph by paragraph; a person's words among them stay in the reply.
func (s *splitter) markTail(i, to int) {
	if to-i > maxSignature {
		return
	}
	sure := false
	for i < to {
		for i < to && s.blank(i) {
			i++
		}
		e := i
		for e < to && !s.blank(e) {
			e++
		}
		k, ok := s.tailEnd(i, e, to, sure)
		if sure = sure || ok; k > i && sure {
			s.setSignature(i, k)
		}
		if !sure || k < e && !ok {
			return
		}
		i = e
	}
}

// tailEnd is how far the paragraph i to e is of a signature, and whether it
// surely is; sure tells that one stands above, and to is where the text ends.
func (s *splitter) tailEnd(i, e, to int, sure bool) (int, bool) {
	found := false
	for k := i; k < e; k++ {
		l, raw := s.at(k), s.ls[k].Text
		switch {
		case isPostscript(l):
			return k, found
		case s.startsNotice(k, e):
			return e, true
		case s.isDeviceLine(k), isImage(l), isRule(l):
		case isContact(l) && !isNews(l) && (sure || found || !isSentence(l) || (strings.ContainsAny(l, "|•·") || len(strings.Fields(l)) <= 12) && !hasProseWord(l)):
			found = true
		case isTitle(raw, l), hasLegalForm(l) && !hasProseWord(l):
			found = true
		case k == i && !sure && !isSentence(l) && len(strings.Fields(l)) <= 4 && !isTold(l) && !endsColon(l) && s.sureBelow(k+1, to):
			found = true
		case sure && !isSentence(l) && len(strings.Fields(l)) <= 8 && !isTold(l):
		case found && !isTold(l) && !strings.HasSuffix(l, "?"): // a slogan, opening hours
		default:
			return k, found
		}
	}
	return e, found
}

// isNews reports whether a line announces a new address or number.
func isNews(l string) bool { return newWords.of(l) > 0 }

var newWords = prefixTable("new ", "nieuw", "nouve", "notre nouve", "neue ", "neuer ", "unsere neue", "our new ", "ons nieuw", "onze nieuw", "please use ", "gelieve ", "graag ", "bitte ", "merci de ", "veuillez ")

// sureBelow reports whether a line of a contact block follows shortly.
func (s *splitter) sureBelow(k, to int) bool {
	for end := min(to, k+6); k < end; k++ {
		l := s.at(k)
		if isContact(l) || hasLegalForm(l) {
			return !isSentence(l) || isContact(l) && !hasProseWord(l)
		}
		if isSentence(l) {
			return false
		}
	}
	return false
}

// isTold reports whether a line tells about the business at hand: in the words
// of people, or with a number such as that of an order.
func isTold(l string) bool { return hasProseWord(l) || hasPerson(l) || hasLongNumber(l) }

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
	for k > from && isContact(s.at(k-1)) && !isSentence(s.at(k-1)) {
		k--
	}
	if k == to || k-1 <= from || endsColon(s.at(k-2)) || isListItem(s.ls[k-2].Text) {
		return -1
	}
	name := s.ls[k-1].Text
	if n := len(strings.Fields(name)); !isName(name) || !startsUpper(name) || n < 2 || n > 4 {
		return -1
	}
	return k
}

func isListItem(raw string) bool {
	t := strings.TrimSpace(raw)
	return len(t) > 2 && (strings.HasPrefix(t, "- ") || strings.HasPrefix(t, "* ") || strings.HasPrefix(t, "• ") || isDigit(t[0]) && (t[1] == '.' || t[1] == ')') && t[2] == ' ')
}
