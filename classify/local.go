package classify

import (
	"strings"

	"github.com/voldaan/voldaan/classify/phrase"
	"github.com/voldaan/voldaan/internal/lazyregexp"
)

// umlauts writes one letter for the two by which an umlaut is spelled, in names
// and addresses alike.
var umlauts = strings.NewReplacer("ae", "a", "oe", "o", "ue", "u")

// lettersOf are the folded letters of a text alone.
func lettersOf(text string) string {
	return umlauts.Replace(strings.Map(func(r rune) rune {
		if r < 'a' || r > 'z' {
			return -1
		}
		return r
	}, phrase.Fold(text)))
}

// madeOf reports whether the part of an address before the sign is made of a
// name: of its words and their initials alone, with at least one whole word.
func madeOf(local, name string) bool {
	var words []string
	for _, w := range strings.FieldsFunc(name, func(r rune) bool { return r == ' ' || r == '-' || r == '.' || r == '\'' || r == '’' }) {
		if w = lettersOf(w); w != "" && !titles.Has(phrase.Word{Text: w}) {
			words = append(words, w)
		}
	}
	return len(words) > 0 && len(words) < 9 && spells(lettersOf(local), words, 0, false)
}

// spells reports whether the words that are not used make up a text; whole says
// that one of them already stands in it as it is.
func spells(text string, words []string, used uint, whole bool) bool {
	if text == "" {
		return whole
	}
	for i, w := range words {
		if used&(1<<i) != 0 {
			continue
		}
		if rest, ok := strings.CutPrefix(text, w); ok && spells(rest, words, used|1<<i, whole || len(w) > 1) {
			return true
		}
		if text[0] == w[0] && spells(text[1:], words, used|1<<i, whole) {
			return true
		}
	}
	return false
}

var (
	firstAndLast   = lazyregexp.MustCompile(`^([a-z]{2,})[._]([a-z]{3,})$`)
	initialAndLast = lazyregexp.MustCompile(`^([a-z])[._]([a-z]{4,})$`)
	joined         = lazyregexp.MustCompile(`^(?:van|von|vande|vander|de|le|la|du|ter|ten)`)
)

// nameIn is the name of which an address is made by itself: of a first name, or
// of one and what stands behind it.
func nameIn(local string) string {
	if given()[local] && len(local) > 2 {
		return titleCase(local)
	}
	if m := firstAndLast.FindStringSubmatch(local); m != nil && given()[m[1]] && !isOffice(m[2]) {
		return titleCase(m[1]) + " " + titleCase(m[2])
	}
	return ""
}

// completed adds to a first name the surname that an address has behind it or
// behind its initial.
func completed(name, local string) string {
	if strings.ContainsAny(name, " .") {
		return name
	}
	first := phrase.Fold(name)
	if m := firstAndLast.FindStringSubmatch(local); m != nil && m[1] == first && !isOffice(m[2]) {
		return name + " " + titleCase(m[2])
	}
	if m := initialAndLast.FindStringSubmatch(local); m != nil && strings.HasPrefix(first, m[1]) && m[2] != first && !isOffice(m[2]) && !joined.MatchString(m[2]) && isGiven(name) {
		return name + " " + titleCase(m[2])
	}
	return name
}
