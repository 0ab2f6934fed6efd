package split

import (
	"strings"
	"unicode"
)

func startsUpper(s string) bool {
	for _, r := range strings.TrimSpace(s) {
		return unicode.IsUpper(r)
	}
	return false
}

// startsLower reports whether the first letter of a line is a small one.
func startsLower(s string) bool {
	for _, r := range s {
		if unicode.IsLetter(r) {
			return unicode.IsLower(r)
		}
	}
	return false
}

// lastByte is the end of a line, or nothing.
func lastByte(l string) string {
	if l == "" {
		return ""
	}
	return l[len(l)-1:]
}

// isSentence reports whether a folded line reads like prose.
func isSentence(l string) bool {
	n := len(strings.Fields(l))
	return n >= 5 && (strings.ContainsAny(lastByte(l), ".?!,:") || n >= 10)
}

// set makes a set of the words between the separators "|" and line ends.
func set(lists ...string) map[string]bool {
	out := map[string]bool{}
	for _, list := range lists {
		for w := range strings.FieldsFuncSeq(list, func(r rune) bool { return r == '|' || r == '\n' }) {
			if w = strings.TrimSpace(w); w != "" {
				out[w] = true
			}
		}
	}
	return out
}

// prefixes are words by their first byte.
type prefixes [256][]string

func prefixTable(words ...string) *prefixes {
	out := &prefixes{}
	for _, w := range words {
		out[w[0]] = append(out[w[0]], w)
	}
	return out
}

// of is the length of a word at the start of l; zero for none.
func (p *prefixes) of(l string) int {
	if l == "" {
		return 0
	}
	return prefixOf(l, p[l[0]])
}

func prefixOf(l string, words []string) int {
	for _, w := range words {
		if strings.HasPrefix(l, w) {
			return len(w)
		}
	}
	return 0
}

func hasAny(l string, words []string) bool {
	for _, w := range words {
		if strings.Contains(l, w) {
			return true
		}
	}
	return false
}
