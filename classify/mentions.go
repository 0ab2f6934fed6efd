package classify

import (
	"regexp"
	"slices"
	"strings"

	v "github.com/voldaan/voldaan"
)

var (
	bothWords = regexp.MustCompile(`\b(?:beide|allebei|both|les deux|beiden?)\b`)
	allWords  = regexp.MustCompile(`\b(?:alle (?:facturen|rechnungen)|alles|all (?:of them|invoices|the invoices)|toutes (?:les|vos) factures)\b`)
	restWords = regexp.MustCompile(`\b(?:de rest|de andere|the rest|the others?|le reste|les autres|den rest|der rest|die anderen|die ubrigen)\b`)
	numberish = regexp.MustCompile(`[0-9]{2,}`)
	euroSum   = regexp.MustCompile(`(?:eur(?:o|os)?)\s?([0-9](?:[0-9.,' ]*[0-9])?)|\b([0-9](?:[0-9.,' ]*[0-9])?)(?:,-)?\s?(?:eur(?:o|os)?)\b`)
	mailName  = regexp.MustCompile(`[a-z0-9._%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+`)
	namedFor  = regexp.MustCompile(`(\p{Lu}[\p{L}'-]+(?: (?:van|de|der|den|von|le|la|\p{Lu}[\p{L}'-]+)){1,3})[\s,:(<]*(?:via|at|op|unter|sur|au|a)?[\s:(<]*$`)
)

// invoicesIn lists the context's invoices that a folded stretch names: by
// number, by the last digits of just one, by "both" and "all", or by the sum
// of just one.
func invoicesIn(s string, c v.ReadingContext) []string {
	var out []string
	add := func(n string) {
		if n != "" && !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	for _, i := range c.Invoices {
		if n := fold("", i.Number).folded; n != "" && standsAlone(s, n) {
			add(i.Number)
			s = strings.ReplaceAll(s, n, " ")
		}
	}
	sums := sumsIn(s)
	rest := euroSum.ReplaceAllString(s, " ")
	for _, at := range numberish.FindAllStringIndex(rest, -1) {
		if d := rest[at[0]:at[1]]; len(d) > 2 && standsAlone(rest, d) && !dateLike.MatchString(rest[max(0, at[0]-6):min(len(rest), at[1]+6)]) {
			add(only(c.Invoices, func(i v.ContextInvoice) bool { return strings.HasSuffix(i.Number, d) }))
		}
	}
	if bothWords.MatchString(s) && len(c.Invoices) == 2 || allWords.MatchString(s) {
		for _, i := range c.Invoices {
			add(i.Number)
		}
	}
	if len(out) == 0 && len(sums) == 1 {
		add(only(c.Invoices, func(i v.ContextInvoice) bool { return i.Open == sums[0] || i.Total == sums[0] }))
	}
	return out
}

var dateLike = regexp.MustCompile(`[0-9][-/.][0-9]|\b(?:19|20)[0-9]{2}\b`)

// standsAlone reports whether n stands in s with no letter or digit beside it.
func standsAlone(s, n string) bool {
	for from := 0; ; {
		i := strings.Index(s[from:], n)
		if i < 0 {
			return false
		}
		a, b := from+i, from+i+len(n)
		if (a == 0 || !wordByte(s[a-1])) && (b == len(s) || !wordByte(s[b])) {
			return true
		}
		from = a + 1
	}
}

func wordByte(b byte) bool { return b >= '0' && b <= '9' || b >= 'a' && b <= 'z' }

// only is the number of the one invoice that fits.
func only(all []v.ContextInvoice, fits func(v.ContextInvoice) bool) string {
	found := ""
	for _, i := range all {
		if fits(i) {
			if found != "" {
				return ""
			}
			found = i.Number
		}
	}
	return found
}

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

// contactIn is the first address in a stretch that is neither the sender's
// nor ours, with the name before it.
func contactIn(t text, sn span, m v.Mail, c v.ReadingContext) *v.ContactFound {
	for _, at := range mailName.FindAllStringIndex(t.folded[sn.from:sn.to], -1) {
		email := t.folded[sn.from+at[0] : sn.from+at[1]]
		if email == m.From.Address || slices.Contains(c.Own, email) || slices.Contains(c.Colleague, email) {
			continue
		}
		found := &v.ContactFound{Email: email}
		before, _, _ := t.quote(sn.from, sn.from+at[0])
		if n := namedFor.FindStringSubmatch(before); n != nil {
			found.Name = n[1]
		}
		return found
	}
	return nil
}

// redirect flags a contact that a person must look at: none at all, or one
// off the known domains.
func redirect(f *v.ContactFound, c v.ReadingContext) []v.Flag {
	if f != nil && slices.Contains(c.Domains, v.Domain(f.Email)) {
		return nil
	}
	return []v.Flag{v.FlagRedirect}
}
