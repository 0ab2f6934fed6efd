package split

import "strings"

const (
	maxAttributionLines = 5   // over which clients and servers wrap one
	maxAttributionBytes = 480 // of its joined text
)

// attributionAt tells how many lines from i on form the attribution with which
// a client introduces the mail that it quotes: zero for none. It is known by
// its structure: a date or address, a person, and a verb of writing or a
// final colon, over wrapped lines of equal quote depth.
func (s *splitter) attributionAt(i int) int {
	first := strings.TrimLeft(s.at(i), dashes)
	if !mayAttribute(first) {
		return 0
	}
	if s.runsOn(first) {
		return 1
	}
	joined := ""
	for n := 0; n < maxAttributionLines && i+n < len(s.ls); n++ {
		l := s.at(i + n)
		if l == "" {
			return s.verbBelowBlank(i, n, joined)
		}
		if s.depth[i+n] != s.depth[i] || n > 0 && startsWithDate(l) && !isDigit(l[0]) {
			return 0
		}
		if n == 0 {
			l = first
		}
		if joined = strings.TrimSpace(joined + " " + l); len(joined) > maxAttributionBytes {
			return 0
		}
		if quoted := s.quoteFollows(i + n); (quoted || mayEnd(l)) && s.isAttribution(joined, quoted) {
			if i == s.first && !quoted && !hasClock(joined) && strings.IndexByte(joined, '@') < 0 {
				return 0 // too little to take the whole mail for a quote
			}
			return n + 1
		}
		if endsSentence(l) {
			return 0
		}
	}
	return 0
}

// runsOn finds an attribution with the quoted text behind it on the same line,
// as in mail that was flattened.
func (s *splitter) runsOn(l string) bool {
	i := strings.Index(l, ">")
	if i < 0 || i+2 >= len(l) || !startsWithDate(l) {
		return false
	}
	c := strings.Index(l[i:], ": ")
	if c <= 0 || c >= 40 {
		return false
	}
	_, tail, ok := cutVerb(l[:i+c])
	return ok && tail == "" && s.isAttribution(l[:i+c+1], false)
}

// verbBelowBlank handles a verb alone below an empty line: some clients break
// the attribution into paragraphs.
func (s *splitter) verbBelowBlank(i, n int, joined string) int {
	if n == 0 || i+n+1 >= len(s.ls) || !startsWithDate(joined) {
		return 0
	}
	l := s.at(i + n + 1)
	if len(l) > 30 || !strings.HasSuffix(l, ":") || s.depth[i+n+1] != s.depth[i] || !s.isAttribution(joined+" "+l, s.quoteFollows(i+n+1)) {
		return 0
	}
	return n + 2
}

// nameAbove includes the name above an attribution that begins with the
// address in angle brackets.
func (s *splitter) nameAbove(i int) int {
	if i > 0 && strings.HasPrefix(s.at(i), "<") && s.depth[i-1] == s.depth[i] && !s.blank(i-1) && len(strings.Fields(s.at(i-1))) <= 8 && !strings.ContainsAny(lastByte(s.at(i-1)), ".?!:,") && (i == 1 || s.blank(i-2)) {
		return i - 1
	}
	return i
}

// mayAttribute is a cheap look at the first line.
func mayAttribute(l string) bool {
	if len(l) < 6 || len(l) > maxAttributionBytes {
		return false
	}
	if isDigit(l[0]) || l[0] == '<' || l[0] == '[' || strings.IndexByte(l, '@') >= 0 || endsColon(l) {
		return true
	}
	word, _, _ := strings.Cut(l, " ")
	word = strings.TrimRight(word, ".,")
	return attributionStarts[word] || calendarWords[word]
}

// dashes are what some clients draw before or after an attribution.
const dashes = "-—_*~#•| "

// mayEnd is a cheap look at the last character of a line.
func mayEnd(l string) bool {
	switch l[len(l)-1] {
	case ':', '>', ')', ']', '-':
		return true
	}
	return endsColon(l) || bareVerbEnd(l)
}

// quoteFollows reports whether the text below line i has more quote marks.
func (s *splitter) quoteFollows(i int) bool {
	next := s.nextText(i + 1)
	return next < len(s.ls) && (s.depth[next] > s.depth[i] || s.depth[i] == 0 && otherMark(s.at(next)))
}

func endsColon(l string) bool {
	return strings.HasSuffix(l, ":") || strings.HasSuffix(l, "：") || strings.HasSuffix(l, ":*")
}

// endsSentence reports whether a line ends a sentence rather than in an
// abbreviation.
func endsSentence(l string) bool {
	switch l[len(l)-1] {
	case '?', '!':
		return true
	case '.':
		last := l[strings.LastIndexByte(l, ' ')+1:]
		return len(last) > 6 && !strings.ContainsAny(last, "@<") // an address may be broken at its dots
	}
	return false
}

func otherMark(l string) bool { return l != "" && (l[0] == '|' || l[0] == ':' || l[0] == '}') }

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
