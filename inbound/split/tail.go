package split

import "strings"

// markTail marks the lines from i on that look like the block below a name,
// paragraph by paragraph; a person's words among them stay in the reply.
func (s *splitter) markTail(i, to int) {
	if to-i > maxSignature {
		return
	}
	sure := false
	start := -1 // of pictures and rules that wait for a sure line
	for i < to {
		for i < to && s.blank(i) {
			i++
		}
		e := i
		for e < to && !s.blank(e) {
			e++
		}
		k, ok := s.tailEnd(i, e, to, sure)
		if start < 0 {
			start = i
		}
		if sure = sure || ok; k > i && sure {
			s.setSignature(start, k)
			start = -1
		}
		if k < e && (!sure || !ok) {
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
		case sure && !isSentence(l) && len(strings.Fields(l)) <= 8 && !isTold(l) && !(k == i && isSaid(l)):
		case found && !isTold(l) && !strings.HasSuffix(l, "?"): // a slogan, opening hours
		case found && !isSentence(l) && !hasProseWord(l) && s.sureBelow(k+1, e):
		case sure && isHours(l), sure && k == i && e == k+1 && isSlogan(l):
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
