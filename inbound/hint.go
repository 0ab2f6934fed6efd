package inbound

import (
	"slices"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify/amount"
	"github.com/voldaan/voldaan/classify/reference"
	"github.com/voldaan/voldaan/classify/when"
	"github.com/voldaan/voldaan/store"
)

// hinted finds the invoices that a text means without naming their whole
// numbers: by another form of the number or its last digits; else the one that
// is meant by its amount or the day on which it was issued. It looks among the
// invoices of the letter that is answered, or else among all that are open; a
// sign that fits several says nothing.
func (d *Desk) hinted(tx *store.Tx, m voldaan.Mail, mt match, received time.Time) ([]voldaan.InvoiceID, error) {
	l, err := tx.Ledger(d.Creditor.ID, mt.customer, store.ScopeOpen, received)
	if err != nil {
		return nil, err
	}
	var about []voldaan.InvoiceID
	if mt.letter != nil {
		about = mt.letter.Args.About()
	}
	candidates := slices.DeleteFunc(l.Invoices, func(inv voldaan.Invoice) bool {
		return !inv.Registered || (len(about) > 0 && !slices.Contains(about, inv.ID))
	})
	if ids, any := numbered(m.Reply, candidates); any {
		return ids, nil
	}
	var out []voldaan.InvoiceID
	for _, fits := range hints(m, d.Creditor.Day(received)) {
		var hit []voldaan.InvoiceID
		for _, inv := range candidates {
			if fits(inv, l.Open(inv.ID)) {
				hit = append(hit, inv.ID)
			}
		}
		if len(hit) == 1 && !slices.Contains(out, hit[0]) {
			out = append(out, hit[0])
		}
	}
	if len(out) > 1 {
		return nil, nil // two signs must agree
	}
	return out, nil
}

// numbered lists the invoices of which a text gives a form of the number; any
// says that there is one, though it may be of two invoices.
func numbered(text string, list []voldaan.Invoice) (ids []voldaan.InvoiceID, any bool) {
	var known []reference.Known
	for _, inv := range list {
		known = append(known, reference.Known{Number: inv.Number, Reference: inv.PaymentReference})
	}
	named, unsure := reference.Find(text, known)
	for _, n := range named {
		if id := list[n.Index].ID; !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids, len(named)+len(unsure) > 0
}

// maxHints bounds the sums and days of a text that are looked at.
const maxHints = 20

// hints are the sums and days of a text, each as a question to an invoice and
// what is open on it.
func hints(m voldaan.Mail, today voldaan.Date) []func(voldaan.Invoice, voldaan.Amount) bool {
	var out []func(voldaan.Invoice, voldaan.Amount) bool
	sums := amount.Find(m.Reply, amount.Options{Language: m.Language})
	for _, a := range sums[:min(len(sums), maxHints)] {
		if a.Value > 0 && a.Share == (amount.Share{}) {
			out = append(out, func(inv voldaan.Invoice, open voldaan.Amount) bool { return inv.Total == a.Value || open == a.Value })
		}
	}
	days := when.Find(m.Reply, when.Options{Language: m.Language, Today: today, Direction: when.Back})
	for _, e := range days[:min(len(days), maxHints)] {
		if e.End == 0 {
			out = append(out, func(inv voldaan.Invoice, _ voldaan.Amount) bool { return inv.Issued == e.Value })
		}
	}
	return out
}
