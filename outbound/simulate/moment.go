package simulate

import (
	"strconv"

	"github.com/voldaan/voldaan"
)

// act is something that happens to a customer besides money: an answer, a
// letter that comes back, what a colleague does, a new invoice.
type act struct {
	day voldaan.Date
	// One of these.
	answer   *answer
	letter   voldaan.LetterID // that is answered or comes back
	contact  voldaan.ContactID
	bounced  bool
	resolve  voldaan.InvoiceID // a dispute is resolved
	credited bool              // with a credit note
	found    bool              // a colleague found an address
	register voldaan.InvoiceID
}

// paidInvoice is money for an invoice on a day.
type paidInvoice struct {
	invoice voldaan.InvoiceID
	day     voldaan.Date
}

// moment is all that happens between two plannings of a customer.
type moment struct {
	day  voldaan.Date
	paid []paidInvoice
	acts []act
	plan bool
}

// key tells moments apart that have another outcome. On which of its days money
// came makes one only where a customer's risk decides his policy.
func (m moment) key(days bool) string {
	var b []byte
	number := func(n int64) { b = strconv.AppendInt(append(b, ' '), n, 36) }
	number(int64(m.day))
	for _, p := range m.paid {
		b = append(append(b, ' '), p.invoice...)
		if days {
			number(int64(p.day))
		}
	}
	for _, a := range m.acts {
		b = append(b, '|')
		switch {
		case a.answer != nil:
			b = append(append(b, a.answer.intent...), ' ')
			number(int64(a.answer.on))
			b = strconv.AppendBool(b, a.answer.unsure)
			for _, id := range a.answer.invoices {
				b = append(append(b, ' '), id...)
			}
			b = append(append(b, '@'), a.letter...)
		case a.bounced:
			b = append(append(b, "bounced "...), a.letter...)
		case a.resolve != "":
			b = strconv.AppendBool(append(append(b, "resolve "...), a.resolve...), a.credited)
		case a.found:
			b = append(b, "found"...)
		case a.register != "":
			b = append(append(b, "register "...), a.register...)
		}
	}
	return string(b)
}
