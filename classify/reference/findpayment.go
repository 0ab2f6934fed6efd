package reference

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The shapes in which references stand in running text: stricter than what
// Parse forgives, since a text is full of numbers.
var (
	textOGM     = regexp.MustCompile(`(?:\+{3}|\*{3})\s*\d{3}\s*[/. -]?\s*\d{4}\s*[/. -]?\s*\d{5}\s*(?:\+{3}|\*{3})|\d{3}/\d{4}/\d{5}|\d{3}\.\d{4}\.\d{5}|\d{3}-\d{4}-\d{5}|\d{3} \d{4} \d{5}`)
	textRF      = regexp.MustCompile(`(?i:RF)\d{2}(?: [A-Z0-9]{4}){1,5}(?: [A-Z0-9]{1,4})?|(?i:RF)\d{2} [A-Z0-9]{1,4}|(?i:RF\d{2}[A-Z0-9]{1,21})`)
	textDigits  = regexp.MustCompile(`\d{9,16}`)
	textGrouped = regexp.MustCompile(`\d{4} \d{4} \d{4} \d{4}`)
	accountPart = regexp.MustCompile(`(?:[A-Za-z]{2}\d{2}|\d) $`)
)

// FindPayments lists the structured payment references in a text, each once
// in the form of Parse, in the order in which they stand there. Only
// those with check digits are found, so no betalingskenmerk of seven digits,
// and none that is a part of a longer word or number.
func FindPayments(text string) []string {
	text = strings.ReplaceAll(text, "\u00a0", " ")
	type hit struct {
		at int
		s  string
	}
	var hits []hit
	add := func(at int, s string) {
		if _, canonical, ok := Parse(s); ok {
			hits = append(hits, hit{at, canonical})
		}
	}
	for _, m := range textOGM.FindAllStringIndex(text, -1) {
		if apart(text, m[0], m[1]) {
			add(m[0], text[m[0]:m[1]])
		}
	}
	for _, m := range textRF.FindAllStringIndex(text, -1) {
		add(m[0], longestRF(text, m[0], m[1]))
	}
	for _, m := range textDigits.FindAllStringIndex(text, -1) {
		if apart(text, m[0], m[1]) {
			add(m[0], text[m[0]:m[1]])
		}
	}
	for _, m := range textGrouped.FindAllStringIndex(text, -1) {
		if apart(text, m[0], m[1]) && !accountPart.MatchString(text[max(0, m[0]-5):m[0]]) && !startsDigit(text[m[1]:]) {
			add(m[0], text[m[0]:m[1]])
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int { return cmp.Compare(a.at, b.at) })
	var out []string
	for _, h := range hits {
		if !slices.Contains(out, h.s) {
			out = append(out, h.s)
		}
	}
	return out
}

// longestRF shortens a match, group by group, until its check digits fit: the
// words behind a reference in groups look like groups themselves.
func longestRF(text string, from, to int) string {
	for to > from {
		s := text[from:to]
		if _, ok := parseRF(s); ok && apart(text, from, to) {
			return s
		}
		i := strings.LastIndexByte(s, ' ')
		if i < 0 {
			return ""
		}
		to = from + i
	}
	return ""
}

// apart reports whether text[from:to] is no part of a longer word, number or
// row of signs.
func apart(text string, from, to int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:from])
	after, _ := utf8.DecodeRuneInString(text[to:])
	joins := func(r rune) bool {
		return unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("+*/_", r)
	}
	return (from == 0 || !joins(before)) && (to == len(text) || !joins(after))
}

// startsDigit reports whether s goes on with a space and a digit.
func startsDigit(s string) bool {
	return len(s) > 1 && s[0] == ' ' && s[1] >= '0' && s[1] <= '9'
}
