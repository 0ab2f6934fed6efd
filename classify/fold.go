package classify

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	v "github.com/voldaan/voldaan"
)

var spelled = strings.NewReplacer("ß", "ss", "œ", "oe", "Œ", "Oe", "æ", "ae", "€", "eur ", "’", "'", "‘", "'", "`", "'", "´", "'",
	"–", "-", "—", "-", "“", `"`, "”", `"`, "«", `"`, "»", `"`)

// fold writes a text in ASCII without accents, with "eur" for the euro sign,
// "~" for foreign letters and blanks for other signs, so that one phrase meets
// every spelling.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r > ' ' && r < unicode.MaxASCII:
			return r
		case unicode.In(r, unicode.Mn, unicode.Cf):
			return -1
		case unicode.IsLetter(r):
			return '~'
		}
		return ' '
	}, norm.NFKD.String(spelled.Replace(s)))
}

const address = `[a-z0-9._%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+`

var (
	euroSum  = regexp.MustCompile(`eur(?:o|os)?\s*([0-9](?:[0-9.,' ]*[0-9])?)|\b([0-9](?:[0-9.,' ]*[0-9])?)(?:,-)?\s?eur(?:o|os)?\b`)
	mailName = regexp.MustCompile(address)
)

// sumsIn lists the euro amounts of a folded stretch that can be read in one way.
func sumsIn(s string) []v.Amount {
	var out []v.Amount
	for _, m := range euroSum.FindAllStringSubmatch(s, -1) {
		if a, err := v.ParseAmount(m[1] + m[2]); err == nil && a > 0 {
			out = append(out, a)
		}
	}
	return out
}

// redirect flags a contact that a person must look at: none at all, or one
// off the known domains.
func redirect(f *v.ContactFound, c v.ReadingContext) []v.Flag {
	if f != nil && slices.Contains(c.Domains, v.Domain(f.Email)) {
		return nil
	}
	return []v.Flag{v.FlagRedirect}
}
