package split

import "strings"

// isDelimiter finds the line that starts a signature (RFC 3676, section 4.3),
// also with the dashes of other writers.
func isDelimiter(raw string) bool {
	switch strings.TrimSpace(raw) {
	case "--", "—", "–", "__", "---", "- --":
		return true
	}
	return false
}

// delimiter is the line that starts a signature in the text, or -1.
func (s *splitter) delimiter(from, to int) int {
	for i := max(from, to-maxDelimited); i < to; i++ {
		l := s.at(i)
		if l == "" || !isDelimiterStart(l[0]) {
			continue
		}
		if isDelimiter(s.ls[i].Text) && l != "---" && l != "__" {
			return i
		}
		if i > from && isRule(l) && s.isDrawn(l) && s.isRuleSignature(i, to) {
			return i
		}
		if i == to-1 && i > from && s.isDashName(i) {
			return i
		}
	}
	return -1
}

func isDelimiterStart(c byte) bool { return strings.IndexByte("-_=*~#\xe2", c) >= 0 }

// isDrawn reports whether a rule is one line or single signs, not the head of
// a table.
func (s *splitter) isDrawn(l string) bool {
	return !strings.Contains(l, "  ") && (!strings.Contains(l, " ") || len(strings.ReplaceAll(l, " ", ""))*2 >= len(l)-1 && len(strings.Fields(l)[0]) == 1)
}

// isDashName finds a name after a dash, which ends a text: "- Jan", "--Jan".
func (s *splitter) isDashName(i int) bool {
	raw := strings.TrimSpace(s.ls[i].Text)
	name := strings.TrimLeft(raw, "-—–_~ ")
	if len(raw) == len(name) || !isName(name) || !startsUpper(name) || len(strings.Fields(name)) > 3 || strings.ContainsAny(name, ".,") {
		return false
	}
	k := i - 1
	for k > 0 && s.blank(k) {
		k--
	}
	l := s.at(k)
	return l != "" && !isDelimiterStart(l[0]) && !endsColon(l)
}

// isRuleSignature decides on a drawn rule: what follows to the end is short,
// no prose, and surely of a signature.
func (s *splitter) isRuleSignature(i, to int) bool {
	sure, n := false, 0
	long := len(s.at(i)) >= 20 && s.at(i)[0] == '_' && to-i <= 8 // of webmails, above advertisements
	for k := i + 1; k < to; k++ {
		l := s.at(k)
		if l == "" {
			continue
		}
		if long && isSentence(l) {
			continue
		}
		sure = sure || long && (strings.Contains(l, "://") || strings.Contains(l, "www."))
		if n++; n > 20 || isSentence(l) && !s.startsNotice(k, to) && !isContact(l) || endsColon(l) {
			return false
		}
		sure = sure || to-i <= 4 && isBareWords(l) || isContact(l) || isSureTitle(l) || s.startsNotice(k, to) || n == 1 && isName(s.ls[k].Text) && startsUpper(s.ls[k].Text) && to-k <= 6
	}
	return sure
}

// isBareWords reports whether a line is a few words without sign or number.
func isBareWords(l string) bool {
	return len(strings.Fields(l)) <= 5 && !strings.ContainsAny(l, ".?!:;,€$0123456789") && !hasProseWord(l)
}

// isRuleFooter finds a rule that only footers follow.
func (s *splitter) isRuleFooter(i, to int) bool {
	l := s.at(i)
	if len(l) < 5 || !isRule(l) {
		return false
	}
	k := i + 1
	for k < to && s.blank(k) {
		k++
	}
	return k >= to || s.startsNotice(k, to) || s.isDeviceLine(k) || to-k < maxSignature && s.isRuleSignature(i, to)
}
