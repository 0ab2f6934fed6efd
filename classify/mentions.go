package classify

import (
	"regexp"
	"slices"
	"strings"

	v "github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify/amount"
	"github.com/voldaan/voldaan/classify/phrase"
	"github.com/voldaan/voldaan/classify/when"
)

const address = `[a-z0-9._%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+`

var (
	mailName  = regexp.MustCompile(`(?i)` + address)
	allWords  = regexp.MustCompile(`\b(?:alle (?:facturen|rechnungen)|alles|all (?:of them|invoices|the invoices)|toutes (?:les|vos) factures)\b`)
	bothWords = regexp.MustCompile(`\b(?:beide|allebei|both|les deux|beiden?)\b`)
	restWords = regexp.MustCompile(`\b(?:de rest|de andere|the rest|the others?|le reste|les autres|den rest|der rest|die anderen|die ubrigen)\b`)
	contact   = regexp.MustCompile(`(?:(\p{Lu}[\p{L}'-]+(?: (?:van|de|der|den|von|le|la|\p{Lu}[\p{L}'-]+)){1,3})[\s,:(<]*(?:via|at|op|unter|sur|au|a|à)?[\s:(<]*)?\b((?i:` + address + `))`)
	ofInvoice = regexp.MustCompile(`(?i)\b(?:van|of|dated|from|du|vom|dd)\.?\s+(?:the )?$`)
)

// mentions are what a stretch names; rest is the stretch folded, with blanks
// in their place, "@" for an address, "%" for a day, "&" for an invoice.
type mentions struct {
	rest     string
	invoices []string
	unsure   bool // a number that is of two invoices
	days     []when.Expression
	sums     []amount.Expression
}

// mentions finds addresses, invoices, days and sums in a plain stretch. An
// invoice is named by its number in any form, by "both" and "all", or by the
// sum of just one; the day of an invoice or a letter is none of the days.
func (s *scan) mentions(plain string, look when.Direction) mentions {
	var m mentions
	plain = phrase.Blank(plain, mailName.FindAllStringIndex(plain, -1), '@')
	named, unsure := s.index.Find(plain)
	m.unsure = len(unsure) > 0
	for _, n := range named {
		plain = phrase.Blank(plain, [][]int{{n.From, n.To}}, '&')
		if number := s.numbers[n.Index]; !slices.Contains(m.invoices, number) {
			m.invoices = append(m.invoices, number)
		}
	}
	for _, d := range when.Find(plain, when.Options{Language: s.mail.Language, Today: s.ctx.Today, Direction: look, Calendar: s.ctx.Calendar}) {
		if !ofInvoice.MatchString(plain[max(0, d.From-16):d.From]) || strings.Contains(plain[d.From:d.To], " week") {
			m.days = append(m.days, d)
		}
		plain = phrase.Blank(plain, [][]int{{d.From, d.To}}, '%')
	}
	folded := strings.ToLower(plain)
	if bothWords.MatchString(folded) && len(s.ctx.Invoices) == 2 || allWords.MatchString(folded) {
		m.invoices = slices.Clone(s.numbers)
	}
	m.sums = amount.Find(plain, amount.Options{Language: s.mail.Language, Open: s.open(m.invoices), Currency: s.currency()})
	for _, a := range m.sums {
		plain = phrase.Blank(plain, [][]int{{a.From, a.To}}, ' ')
	}
	if len(m.sums) == 1 && m.invoices == nil && m.sums[0].Share == (amount.Share{}) {
		fits := func(i v.ContextInvoice) bool { return i.Open == m.sums[0].Value || i.Total == m.sums[0].Value }
		if n := s.only(fits); n != "" {
			m.invoices = []string{n}
		}
	}
	m.rest = strings.ToLower(plain)
	return m
}

// open is what is open on the invoices of those numbers; on all, for none.
func (s *scan) open(numbers []string) v.Amount {
	var sum v.Amount
	for _, i := range s.ctx.Invoices {
		if len(numbers) == 0 || slices.Contains(numbers, i.Number) {
			sum += i.Open
		}
	}
	return sum
}

// currency is that of the account.
func (s *scan) currency() v.Currency {
	for _, i := range s.ctx.Invoices {
		if i.Currency != "" {
			return i.Currency
		}
	}
	return v.EUR
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
