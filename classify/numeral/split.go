package numeral

import (
	"strings"
	"unicode/utf8"
)

// split takes a word apart into what has a value, appending to parts; ok is
// false when anything else is in it.
func (t *tongue) split(word string, parts []part) (out []part, ok bool) {
	if word == "" || len(word) > maxBytes {
		return nil, false
	}
	if c := word[0]; c < utf8.RuneSelf && (c < 'a' || c > 'z' || len(t.parts[c-'a']) == 0) {
		return nil, false
	}
	for i := range len(word) {
		if word[i] >= utf8.RuneSelf {
			word = plain.Replace(word)
			break
		}
	}
	return t.tile(word, parts)
}

// begins reports whether a word may begin with a part: one in ASCII begins with
// its letters.
func (t *tongue) begins(word string) bool {
	if word == "" {
		return false
	}
	if c := word[0]; c >= 'a' && c <= 'z' {
		for i := range t.parts[c-'a'] {
			if strings.HasPrefix(word, t.parts[c-'a'][i].text) {
				return true
			}
		}
	}
	for i := range len(word) {
		if word[i] >= utf8.RuneSelf {
			return true
		}
	}
	return false
}

// plain takes away the diacritics of the four languages, composed or not.
var plain = strings.NewReplacer("ß", "ss", "é", "e", "è", "e", "ë", "e", "ê", "e", "ï", "i", "ü", "u", "ö", "o",
	"\u0300", "", "\u0301", "", "\u0302", "", "\u0308", "", "\u00ad", "", "\u2010", "-", "\u2011", "-", "\u2013", "-")

// accented reports an accent that makes an article a number, as in "één".
func accented(word string) bool { return strings.ContainsAny(word, "é\u0301") }

// tile covers a word with parts, the longest first; hyphens may stand between.
func (t *tongue) tile(word string, parts []part) (out []part, ok bool) {
	if word == "" {
		return parts, true
	}
	c := word[0]
	if c == '-' && len(parts) > 0 {
		return t.tile(word[1:], parts)
	}
	if c < 'a' || c > 'z' || len(parts) == cap(parts) {
		return nil, false
	}
	for _, p := range t.parts[c-'a'] {
		if !strings.HasPrefix(word, p.text) {
			continue
		}
		if out, ok = t.tile(word[len(p.text):], append(parts, p)); ok {
			return out, true
		}
	}
	return nil, false
}
