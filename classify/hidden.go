package classify

import (
	"strings"

	"github.com/voldaan/voldaan/internal/lazyregexp"
)

// What people write for the dot and the sign of an address to hide it from
// those who collect them. A bare "at" is a word of English, which takes a dot
// that is written out behind it.
const (
	dotWord   = `(?: ?[\[({] ?(?:dot|punt|punkt|point|\.) ?[\])}] ?| (?:dot|punt|punkt|point) )`
	hiddenDot = `(?:\.|` + dotWord + `)`
	hiddenAt  = ` ?[\[({<] ?(?:at|ät|a|à|apenstaartje|apestaartje|arobase|arobas|@) ?[\])}>] ?| (?:apenstaartje|apestaartje|arobase|arobas|klammeraffe|@) `
	label     = `[a-z0-9_%+-]+`
	host      = `[a-z0-9-]+`
)

// hiddenName is an address that is written to be read by people alone: "jan
// (at) firma.example", "jan arobase firma point example".
var hiddenName = lazyregexp.MustCompile(`(?i)(` + label + `(?:` + hiddenDot + label + `)*)(?:` +
	`(?:` + hiddenAt + `)(` + host + `(?:` + hiddenDot + host + `)*` + hiddenDot + `[a-z]{2,})|` +
	` at (` + host + `(?: dot ` + host + `)* dot [a-z]{2,}))\b`)

var hiddenDots = lazyregexp.MustCompile(`(?i)` + dotWord)

// hiddenAddress finds the first address that is hidden in a text: where it
// stands, and how it is meant.
func hiddenAddress(text string) (email string, from, to int) {
	if !maybeHidden(text) {
		return "", 0, 0
	}
	for _, m := range hiddenName.FindAllStringSubmatchIndex(text, -1) {
		domain := m[4:6]
		if domain[0] < 0 {
			domain = m[6:8]
			if strings.HasPrefix(strings.ToLower(text[domain[0]:domain[1]]), "the ") { // "at the dot com firm"
				continue
			}
		}
		plain := func(at []int) string {
			return strings.ToLower(hiddenDots.ReplaceAllString(text[at[0]:at[1]], "."))
		}
		return plain(m[2:4]) + "@" + plain(domain), m[0], m[1]
	}
	return "", 0, 0
}

// maybeHidden reports whether a text has a word without which no address is
// hidden in it.
func maybeHidden(text string) bool {
	text = strings.ToLower(text)
	for _, word := range []string{" at ", "(at", "[at", "{at", "<at", "( at", "[ at", "ät", "arobas", "staartje", "klammeraffe", "@", "(a)", "[a]", "à"} {
		if strings.Contains(text, word) {
			return true
		}
	}
	return false
}
