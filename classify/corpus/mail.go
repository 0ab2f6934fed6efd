package corpus

import (
	"fmt"
	"strings"

	"github.com/voldaan/voldaan"
)

// Mail makes the mail of a reply and what is known about it, as the parser and
// the store would.
func (r *Reply) Mail() (voldaan.Mail, voldaan.ReadingContext, error) {
	m := voldaan.Mail{
		Kind: voldaan.MailCustomer, From: voldaan.Address{Address: r.From}, Subject: r.Subject, Language: r.Language,
		Reply: r.Reply, Signature: r.Signature, Quoted: r.Quoted, Date: r.Today.Time(),
	}
	c := voldaan.ReadingContext{Today: r.Today, LastSent: r.Last, Own: r.Own, Colleague: r.Colleagues, Domains: r.Domains}
	for _, i := range r.Invoices {
		total, err := voldaan.ParseAmount(i.Total)
		if err != nil {
			return m, c, fmt.Errorf("%s: total: %w", r.Place, err)
		}
		open, err := voldaan.ParseAmount(i.Open)
		if err != nil {
			return m, c, fmt.Errorf("%s: open: %w", r.Place, err)
		}
		c.Invoices = append(c.Invoices, voldaan.ContextInvoice{
			Number: i.Number, Total: total, Open: open, Currency: voldaan.Currency(strings.ToUpper(i.Currency)), Issued: i.Issued, Due: i.Due,
		})
	}
	return m, c, nil
}
