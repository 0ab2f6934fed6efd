package split

import "strings"

// rescue gives the text back to the reply where a rule took all of it and it
// reads like a person's words.
func (s *splitter) rescue() {
	for i := range s.end {
		if s.class[i] == isReply && !s.blank(i) {
			return
		}
	}
	for i := range s.end {
		if s.class[i] != isSignature || s.blank(i) || isDelimiter(s.ls[i].Text) {
			continue
		}
		l := s.at(i)
		words := len(strings.Fields(l))
		if s.ls[i].Mark == MarkSignature {
			// QUIRK: some editors put the whole mail into the signature.
			if isSentence(l) && isTold(l) && !isDevice(l) && !s.startsNotice(i, s.end) {
				s.class[i] = isReply
			}
			continue
		}
		if isDevice(l) || isBanner(l) || s.startsNotice(i, s.end) && (words >= maxSpoken || noticeNames.of(l) > 0) {
			return
		}
		if words >= 4 && !isContact(l) && strings.ContainsAny(lastByte(l), ".?!") {
			s.class[i] = isReply
		}
	}
}

// maxSpoken bounds the words of a line that may be a person's although it
// begins like a notice: "Ce message vous a été envoyé par erreur."
const maxSpoken = 12

// assignBlanks gives each empty line the class of the line before it, but for
// one that keeps apart two lines of the reply between which others stand.
func (s *splitter) assignBlanks() {
	apart := true // the last line of the reply is empty
	for i := range s.ls {
		empty := s.depth[i] == 0 && s.blank(i)
		if empty && i > 0 {
			s.class[i] = s.class[i-1]
			if s.class[i] != isReply && !apart && i+1 < len(s.ls) && s.class[i+1] == isReply && !s.blank(i+1) {
				s.class[i] = isReply
			}
		}
		if s.class[i] == isReply {
			apart = empty
		}
	}
}
