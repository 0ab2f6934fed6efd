package split

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/voldaan/voldaan/inbound/fold"
)

// breakAttributions puts an attribution that follows text on the same line
// onto a line of its own: "Ok, akkoord. Op 3 nov. 2026 schreef X <x@y.example>:".
func breakAttributions(ls []Line) []Line {
	var out []Line
	for i, l := range ls {
		at := 0
		if l.Mark == MarkNone && i < maxBroken {
			at = attributionInside(l.Text)
		}
		switch {
		case at > 0:
			if out == nil {
				out = append(make([]Line, 0, len(ls)+1), ls[:i]...)
			}
			first, second := l, l
			first.Text, second.Text = strings.TrimRight(l.Text[:at], " "), l.Text[at:]
			out = append(out, first, second)
		case out != nil:
			out = append(out, l)
		}
	}
	if out == nil {
		return ls
	}
	return out
}

// maxBroken bounds the lines that are looked at: the text above the first
// quote of a mail.
const maxBroken = 2000

// maxTries bounds the places in a line that are looked at closely.
const maxTries = 4

// attributionInside is where an attribution begins inside a line, after the
// end of a sentence; zero for none. It must be beyond doubt, with a day, a
// verb and an address, and end the line.
func attributionInside(raw string) int {
	raw = strings.TrimRight(raw, " \u00a0")
	if len(raw) < 30 || len(raw) > maxCompared || raw[0] == '>' || strings.IndexByte(raw, '@') < 0 || !endsColon(raw) && raw[len(raw)-1] != '>' {
		return 0
	}
	if whole := fold.Line(raw); startsWithDate(whole) {
		return 0
	}
	s, tries := &splitter{}, 0
	for i := 1; i+20 < len(raw); i++ {
		if strings.IndexByte(".!?…)", raw[i-1]) < 0 || raw[i] != ' ' {
			continue
		}
		if before := strings.Trim(fold.Line(lastWord(raw[:i])), ".,!?)"); before != "" && (isDigit(before[0]) || calendarWords[before] || utf8.RuneCountInString(before) == 1) {
			continue // the end of a date or an initial, not of a sentence
		}
		at := i + len(raw[i:]) - len(strings.TrimLeft(raw[i:], " "))
		first, _ := utf8.DecodeRuneInString(raw[at:])
		if !unicode.IsUpper(first) {
			continue
		}
		word, _, _ := strings.Cut(raw[at:], " ")
		if word = strings.Trim(fold.Line(word), ".,"); !attributionStarts[word] && !calendarWords[word] {
			continue
		}
		if tries++; tries > maxTries {
			return 0
		}
		low := fold.Line(raw[at:])
		if !mayAttribute(low) || !startsWithDate(low) || dateStrength(low) < 2 || hasSentenceEnd(low) {
			continue
		}
		_, bracket := findAddress(low)
		if _, _, verb := cutVerb(strings.TrimRight(low, " :")); bracket && verb && s.isAttribution(low, false) {
			return at
		}
	}
	return 0
}

// hasSentenceEnd finds the end of a sentence before the address.
func hasSentenceEnd(low string) bool {
	head, _, _ := strings.Cut(low, "@")
	return strings.ContainsAny(head, "!?")
}
