// Package fold brings the text of mail into the form in which it is compared.
package fold

import (
	"strings"
	"unicode/utf8"
)

// Line is a line in lower case with plain blanks and straight quotes, trimmed,
// and without the stars with which plain text marks emphasis.
func Line(s string) string {
	s = strings.TrimSpace(Text(s))
	if strings.HasPrefix(s, "*") && !strings.HasPrefix(s, "**") {
		s = strings.ReplaceAll(s, "*", "")
	}
	return strings.TrimSpace(s)
}

// Text is a text in lower case with plain blanks and straight quotes. Letters
// in two code points become those in one where the four languages have them.
func Text(s string) string {
	if isPlainLower(s) {
		return s
	}
	s = strings.ToLower(s)
	if !mayReplace(s) {
		return s
	}
	return replacer.Replace(s)
}

// mayReplace looks for the first bytes of what replacer replaces.
func mayReplace(s string) bool {
	for i := range len(s) {
		switch s[i] {
		case '\t', 0xc2, 0xcc, 0xe2, 0xef:
			return true
		}
	}
	return false
}

// Clean makes a text valid UTF-8 without NUL and byte order marks, with LF
// line ends.
func Clean(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	if strings.ContainsAny(s, "\x00\r\ufeff") {
		s = cleaner.Replace(s)
	}
	return s
}

var (
	cleaner  = strings.NewReplacer("\x00", "", "\r\n", "\n", "\r", "\n", "\ufeff", "")
	replacer = strings.NewReplacer("\u00a0", " ", "\u202f", " ", "\u2009", " ", "\t", " ", "\u2019", "'", "\u2018", "'",
		"\u200b", "", "\u200e", "", "\u200f", "", "\u202a", "", "\u202b", "", "\u202c", "", "\u202d", "", "\u202e", "", "\u2066", "", "\u2067", "", "\u2068", "", "\u2069", "", "\ufeff", "", "e\u0301", "é", "e\u0300", "è", "u\u0308", "ü")
)

func isPlainLower(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf || 'A' <= s[i] && s[i] <= 'Z' || s[i] == '\t' {
			return false
		}
	}
	return true
}
