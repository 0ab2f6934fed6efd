package classify

import (
	"slices"
	"strings"

	"github.com/voldaan/voldaan/internal/lazyregexp"
)

// What people write for the dot and the sign of an address to hide it from
// those who collect them, or because a telephone or a line end put blanks into
// it. A bare "at" is a word of English, which takes a dot that is written out
// behind it; a dot with a blank on one side ends a sentence.
const (
	dotWord   = `(?: ?[\[({] ?(?:dot|punt|punkt|point|\.) ?[\])}] ?| (?:dot|punt|punkt|point|\.) |\.\r?\n)`
	hiddenDot = `(?:\.|` + dotWord + `)`
	atWord    = `apenstaartje|apenstaart|apestaartje|apestaart|arobase|arobas|arrobase|klammeraffe`
	hiddenAt  = ` ?[\[({<] ?(?:at|ät|a|à|` + atWord + `|@) ?[\])}>] ?| (?:ät|` + atWord + `) |[ \x{200b}]?\r?\n?@[ \x{200b}]?\r?\n?|[ \x{200b}]@|_at_`
	label     = `[a-z0-9_%+-]+`
	host      = `[a-z0-9-]+`
)

// hiddenName is an address that is written to be read by people alone: "jan
// (at) firma.example", "jan arobase firma point example", "jan @ firma .
// example".
var hiddenName = lazyregexp.MustCompile(`(?i)(` + label + `(?:` + hiddenDot + label + `)*)(?:` +
	`(?:` + hiddenAt + `)(` + host + `(?:-\r?\n` + host + `)?(?:` + hiddenDot + host + `)*` + hiddenDot + `[a-z]{2,})|` +
	` at (` + host + `(?: (?:dot|punt|punkt|point) ` + host + `)* (?:dot|punt|punkt|point) [a-z]{2,}))\b`)

var (
	hiddenDots = lazyregexp.MustCompile(`(?i)` + dotWord)
	lineEnds   = strings.NewReplacer("\r", "", "\n", "")
)

// hiddenAddresses finds the addresses that are hidden in a text.
func hiddenAddresses(text string) (out []written) {
	if !maybeHidden(text) {
		return nil
	}
	for _, m := range hiddenName.FindAllStringSubmatchIndex(text, maxAddresses) {
		domain := m[4:6]
		if domain[0] < 0 {
			domain = m[6:8]
			if strings.HasPrefix(strings.ToLower(text[domain[0]:domain[1]]), "the ") { // "at the dot com firm"
				continue
			}
		}
		plain := func(at []int) string {
			return lineEnds.Replace(strings.ToLower(hiddenDots.ReplaceAllString(text[at[0]:at[1]], ".")))
		}
		local := plain(m[2:4])
		if everybody.MatchString(local) && strings.ContainsAny(text[m[3]:domain[0]], " \n") { // "anyone @firma.example"
			continue
		}
		out = append(out, written{email: local + "@" + plain(domain), from: m[0], to: m[1]})
	}
	return out
}

// everybody is who stands before a domain that is none of an address's.
var everybody = lazyregexp.MustCompile(`^(?:nobody|niemand|personne|niemanden|keiner|none|anyone|anybody|everyone|everybody|all|iedereen|iemand|allen?|jemand|jeder|quiconque|tous|tout|toutes?|addresses|adressen|adresses|emails?|e-?mails?|mails?)$`)

// maybeHidden reports whether a text has a word without which no address is
// hidden in it.
func maybeHidden(text string) bool {
	text = strings.ToLower(text)
	has := func(words ...string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(text, w) })
	}
	return has("(at", "[at", "{at", "<at", "( at", "[ at", "ät)", "ät]", "ät }", "ät>", " ät ", "_at_", "arobas", "arrobas", "staart", "klammeraffe", "(a)", "[a]", "(à", "[à", "( à", "[ à", "( ä", "[ ä") ||
		has(" at ") && has(" dot ", " punt ", " punkt ", " point ") || hasLooseSign(text)
}

// hasLooseSign reports whether a text has an "@" with something beside it that is
// in no address, or a domain that goes on behind it.
func hasLooseSign(text string) bool {
	for {
		before, behind, ok := strings.Cut(text, "@")
		switch {
		case !ok:
			return false
		case before == "" || !ofLocal(before[len(before)-1]), behind != "" && !ofHost(behind[0]):
			return true
		}
		domain := behind
		for domain != "" && ofHost(domain[0]) {
			domain = domain[1:]
		}
		if domainGoesOn(domain) {
			return true
		}
		text = behind
	}
}

// domainGoesOn reports whether a domain may go on in a text behind the word that the text
// follows: "firma.\nexample", "firma (dot) example", "firma . example".
func domainGoesOn(text string) bool {
	line := strings.TrimPrefix(strings.TrimPrefix(text, "."), "\r")
	if strings.HasPrefix(line, "\n") {
		return true
	}
	word, blank := strings.CutPrefix(text, " ")
	if word != "" && strings.ContainsRune("[({", rune(word[0])) {
		return true
	}
	return blank && slices.ContainsFunc([]string{".", "dot", "pun", "poi"}, func(dot string) bool { return strings.HasPrefix(word, dot) })
}

// ofHost reports whether a byte is one of a label of a domain, ofLocal of what
// stands before the sign.
func ofHost(b byte) bool  { return b >= 'a' && b <= 'z' || b >= '0' && b <= '9' || b == '-' }
func ofLocal(b byte) bool { return ofHost(b) || b == '_' || b == '%' || b == '+' }
