package inbound

import (
	"slices"
	"strings"
	"unicode"
)

// decision is what a colleague's answer to a question of the bot says.
type decision string

// The decisions. An answer that is none of the first two decides nothing.
const (
	decidedYes     decision = "yes"
	decidedNo      decision = "no"
	decidedUnclear decision = "unclear" // a yes with a limit, or a question
	undecided      decision = ""        // it says neither
)

// The words that say yes or no, and those that limit a yes, in four languages.
var (
	yesWords   = []string{"ja", "ok", "oke", "oké", "akkoord", "yes", "oui", "d'accord", "einverstanden", "jawohl", "goed"}
	noWords    = []string{"nee", "neen", "no", "non", "nein", "stop"}
	limitWords = []string{
		"niet", "geen", "maar", "behalve", "zonder", "uitgezonderd", "wacht", "pas", "eerst", "later", "tenzij", "mits", "als",
		"not", "don't", "but", "except", "without", "wait", "first", "unless", "if",
		"mais", "sauf", "sans", "attends", "attendez", "avant", "si",
		"nicht", "kein", "keine", "aber", "außer", "ohne", "warte", "zuerst", "erst", "später", "wenn", "falls",
	}
)

// decide reads the answer to a question. The first word decides. A yes with a
// number, a limit or a question in it is none: nothing is done that a colleague
// may have excepted.
func decide(reply string) decision {
	reply = strings.NewReplacer("’", "'", "doe maar", "doe").Replace(strings.ToLower(reply)) // "doe maar" limits nothing
	words := strings.FieldsFunc(reply, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\''
	})
	limited := strings.Contains(reply, "?") || slices.ContainsFunc(words, func(w string) bool {
		return strings.ContainsAny(w, "0123456789") || slices.Contains(limitWords, w) || slices.Contains(noWords, w)
	})
	switch {
	case len(words) == 0:
		return undecided
	case slices.Contains(noWords, words[0]):
		return decidedNo
	case slices.Contains(yesWords, words[0]) && limited:
		return decidedUnclear
	case slices.Contains(yesWords, words[0]):
		return decidedYes
	}
	return undecided
}
