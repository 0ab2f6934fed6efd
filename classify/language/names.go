package language

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// The classes of words in data/names.txt, as bits: words of every language,
// forms of companies, what people are in a company, what stands between first
// and last names, and words for streets.
const (
	neutral = 1 << iota
	form
	role
	particle
	street
)

// address reports whether a field is no word but a mail address, a URL or the
// name of a domain or a file.
func address(f string) bool {
	if strings.Contains(f, "@") || strings.Contains(f, "://") || strings.HasPrefix(f, "www.") {
		return true
	}
	i := strings.LastIndexByte(strings.TrimRight(f, ".,;:!?)>"), '.')
	if i < 2 {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(f[:i])
	after, _ := utf8.DecodeRuneInString(f[i+1:])
	return unicode.IsLetter(before) && unicode.IsLower(after)
}

// maxNameFields is how long a line of names can be.
const maxNameFields = 7

// contact reports whether a line is a name, a company, what somebody is there
// or an address, as in signatures: it tells no language.
func (m *tables) contact(fields []string, numbers int, line string) bool {
	if len(fields) == 0 || len(fields) > maxNameFields {
		return false
	}
	names, roles, forms, plain, particles := 0, 0, 0, 0, 0
	for _, f := range fields {
		w := strings.ToLower(strings.Trim(f, ".,;:!?()\"'|/"))
		class := m.class(w)
		first, _ := utf8.DecodeRuneInString(strings.TrimLeft(f, "(\"'"))
		switch {
		case class&form != 0:
			forms++
		case class&role != 0:
			roles++
		case class&street != 0 && numbers > 0, numbers > 0 && m.streetName(w):
			return true
		case class&particle != 0:
			particles++
		case class&neutral != 0 || w == "":
		case unicode.IsUpper(first) && m.lookup(w) == unlisted:
			names++
		case unicode.IsUpper(first) && !m.lookup(w).has(business):
			// A word of which names are made too: "De Drie Torens", "New York".
			if particles > 0 && len(fields) <= 4 {
				names++
			}
		default:
			plain++
		}
	}
	sentence := strings.ContainsAny(line[len(line)-1:], "?!") || strings.HasSuffix(line, ".") && forms == 0 && names < 2
	return plain == 0 && !sentence && (forms > 0 || roles > 0 || names > 0)
}

// streetName reports whether a word ends as the names of streets do.
func (m *tables) streetName(w string) bool {
	for _, end := range [...]string{"straat", "laan", "weg", "plein", "kade", "gracht", "dreef", "straße", "strasse", "platz", "allee", "gasse"} {
		if len(w) > len(end) && strings.HasSuffix(w, end) {
			return true
		}
	}
	return false
}

// titled reports whether all of several words begin with a capital and one of
// them is in no list: then the others may be parts of a name too.
func (m *tables) titled(fields []string) bool {
	name := false
	for _, f := range fields {
		w := strings.Trim(f, ".,;:!?()\"'")
		first, _ := utf8.DecodeRuneInString(w)
		if unicode.IsLower(first) {
			return false
		}
		name = name || w != "" && m.lookup(strings.ToLower(w)) == unlisted
	}
	return name && len(fields) > 1
}
