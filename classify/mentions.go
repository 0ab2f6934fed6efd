package classify

import (
	"regexp"
	"slices"
	"strings"

	v "github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify/phrase"
)

const address = `[a-z0-9._%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+`

var (
	mailName  = regexp.MustCompile(address)
	allWords  = regexp.MustCompile(`\b(?:alle (?:facturen|rechnungen)|alles|all (?:of them|invoices|the invoices)|toutes (?:les|vos) factures)\b`)
	bothWords = regexp.MustCompile(`\b(?:beide|allebei|both|les deux|beiden?)\b`)
	restWords = regexp.MustCompile(`\b(?:de rest|de andere|the rest|the others?|le reste|les autres|den rest|der rest|die anderen|die ubrigen)\b`)
	euroSum   = regexp.MustCompile(`eur(?:o|os)?\s*([0-9](?:[0-9.,' ]*[0-9])?)|\b([0-9](?:[0-9.,' ]*[0-9])?)(?:,-)?\s?eur(?:o|os)?\b`)
	digits    = regexp.MustCompile(`\b[0-9]{3,}\b`)
	contact   = regexp.MustCompile(`(?:(\p{Lu}[\p{L}'-]+(?: (?:van|de|der|den|von|le|la|\p{Lu}[\p{L}'-]+)){1,3})[\s,:(<]*(?:via|at|op|unter|sur|au|a|à)?[\s:(<]*)?\b((?i:` + address + `))`)
	ofInvoice = regexp.MustCompile(`\b(?:van|of|dated|from|du|vom|dd)\.?\s+(?:the )?$`)
)

// mentions are what a folded stretch names; rest is the stretch with blanks
// in their place, "@" for an address, "%" for a day, "&" for an invoice.
type mentions struct {
	rest     string
	invoices []string
	days     []day
	sums     []v.Amount
}

// mentions finds addresses, invoices, days and sums. An invoice is named by
// its number, by the last digits of just one, by "both" and "all", or by the
// sum of just one; the day of an invoice or a letter is none of the days.
func (s *scan) mentions(folded string, forward bool) mentions {
	m := mentions{rest: phrase.Blank(folded, mailName.FindAllStringIndex(folded, -1), '@')}
	name := func(written, number string) {
		if at := phrase.Places(m.rest, written); number != "" && len(at) > 0 {
			m.rest = phrase.Blank(m.rest, at, '&')
			if !slices.Contains(m.invoices, number) {
				m.invoices = append(m.invoices, number)
			}
		}
	}
	for i, n := range s.numbers {
		name(s.folded[i], n)
	}
	for _, d := range findDates(m.rest, s.ctx.Today, forward, s.ctx.Calendar) {
		if !ofInvoice.MatchString(m.rest[max(0, d.from-16):d.from]) || strings.Contains(m.rest[d.from:d.to], " week") {
			m.days = append(m.days, d)
		}
		m.rest = phrase.Blank(m.rest, [][]int{{d.from, d.to}}, '%')
	}
	m.sums = sumsIn(m.rest)
	m.rest = phrase.Blank(m.rest, euroSum.FindAllStringIndex(m.rest, -1), ' ')
	for _, d := range digits.FindAllString(m.rest, -1) {
		name(d, s.only(func(i v.ContextInvoice) bool { return strings.HasSuffix(i.Number, d) }))
	}
	sum := append(m.sums, 0)[0]
	fits := func(i v.ContextInvoice) bool { return i.Open == sum || i.Total == sum }
	if n := s.only(fits); n != "" && len(m.sums) == 1 && m.invoices == nil {
		m.invoices = []string{n}
	}
	if bothWords.MatchString(folded) && len(s.ctx.Invoices) == 2 || allWords.MatchString(folded) {
		m.invoices = slices.Clone(s.numbers)
	}
	return m
}

// only is the number of the one invoice that fits.
func (s *scan) only(fits func(v.ContextInvoice) bool) string {
	i := slices.IndexFunc(s.ctx.Invoices, fits)
	if i < 0 || slices.ContainsFunc(s.ctx.Invoices[i+1:], fits) {
		return ""
	}
	return s.ctx.Invoices[i].Number
}

// contactIn is the first address in a text that is neither the sender's nor
// ours, with the name before it.
func (s *scan) contactIn(original string) *v.ContactFound {
	for _, m := range contact.FindAllStringSubmatch(original, -1) {
		if email := strings.ToLower(m[2]); !slices.Contains(slices.Concat(s.ctx.Own, s.ctx.Colleague, []string{s.mail.From.Address}), email) {
			return &v.ContactFound{Email: email, Name: m[1]}
		}
	}
	return nil
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
