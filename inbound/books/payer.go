package books

import (
	"slices"
	"strings"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify/reference"
	"github.com/voldaan/voldaan/inbound/ledgerfile"
	"github.com/voldaan/voldaan/store"
)

// payer is whose payment a row is, and for what.
type payer struct {
	customer voldaan.CustomerID
	invoices []voldaan.InvoiceID
	// missing is what the row names that is not there: then nothing is guessed
	// from its amount.
	missing string
}

// payer finds out from the invoice number and the payment reference, else from
// the remittance text, else from the customer number.
func (b *Books) payer(tx *store.Tx, row ledgerfile.PaymentRow) (payer, error) {
	var out payer
	if row.CustomerNumber != "" {
		c, err := b.customerNumbered(tx, row.CustomerNumber)
		if err != nil {
			return out, err
		}
		out.customer = c.ID
	}
	found, err := b.namedBy(tx, row, &out)
	if err != nil {
		return out, err
	}
	if len(found) == 0 {
		if found, err = b.inText(tx, row.Text); err != nil {
			return out, err
		}
		found = ofCustomer(found, out.customer)
	}
	for _, inv := range found {
		switch {
		case out.customer == "":
			out.customer = inv.Customer
		case out.customer != inv.Customer:
			return out, wrong("whose payment is this? It names invoices of several customers: say the customer's number")
		}
		if inv.Currency != row.Currency {
			return out, wrong("the payment is in %s, invoice %s in %s: book it by hand in the invoice's currency", row.Currency, inv.Number, inv.Currency)
		}
		if !slices.Contains(out.invoices, inv.ID) {
			out.invoices = append(out.invoices, inv.ID)
		}
	}
	if out.customer == "" {
		return out, wrong("whose payment is this? No invoice, reference or customer in it is known: add the customer's number%s", asNamed(out.missing))
	}
	return out, nil
}

func asNamed(missing string) string {
	if missing == "" {
		return ""
	}
	return ", or import invoice " + missing + " first"
}

// namedBy lists the invoices that a row names in its columns.
func (b *Books) namedBy(tx *store.Tx, row ledgerfile.PaymentRow, out *payer) ([]voldaan.Invoice, error) {
	var found []voldaan.Invoice
	if row.InvoiceNumber != "" {
		all, err := b.numbered(tx, row.InvoiceNumber)
		if err != nil {
			return nil, err
		}
		own := ofCustomer(all, out.customer)
		switch {
		case len(all) > 0 && len(own) == 0:
			return nil, wrong("invoice %s is not one of customer %s: correct one of the two", row.InvoiceNumber, row.CustomerNumber)
		case len(own) > 1:
			return nil, wrong("several customers have an invoice %s: say the customer's number", row.InvoiceNumber)
		case len(own) == 0:
			out.missing = row.InvoiceNumber
		}
		found = own
	}
	if row.PaymentReference != "" {
		all, err := b.referenced(tx, canonical(row.PaymentReference))
		if err != nil {
			return nil, err
		}
		if own := ofCustomer(all, out.customer); len(own) > 0 {
			found = append(found, own...)
		} else if len(found) == 0 && out.missing == "" {
			out.missing = row.PaymentReference
		}
	}
	return found, nil
}

func (b *Books) referenced(tx *store.Tx, reference string) ([]voldaan.Invoice, error) {
	all, err := tx.InvoicesReferenced(b.Creditor.ID, reference)
	return slices.DeleteFunc(all, func(i voldaan.Invoice) bool { return !i.Registered }), err
}

// ofCustomer keeps the invoices of a customer; all, when none is given.
func ofCustomer(all []voldaan.Invoice, id voldaan.CustomerID) []voldaan.Invoice {
	return slices.DeleteFunc(all, func(i voldaan.Invoice) bool { return id != "" && i.Customer != id })
}

// shortestNumber is how short an invoice number in running text may be: texts
// are full of small numbers. mostWords bounds the words that are looked up.
const (
	shortestNumber = 4
	mostWords      = 60
)

// inText lists the invoices that a remittance text names, by reference or by
// number.
func (b *Books) inText(tx *store.Tx, text string) ([]voldaan.Invoice, error) {
	var out []voldaan.Invoice
	for _, ref := range reference.FindPayments(text) {
		found, err := b.referenced(tx, ref)
		if err != nil {
			return nil, err
		}
		out = append(out, found...)
	}
	words := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" \t\r\n,;:()", r) })
	for i, w := range words {
		w = strings.Trim(w, ".'\"#+*-/")
		if i >= mostWords || len(w) < shortestNumber || !strings.ContainsAny(w, "0123456789") {
			continue
		}
		found, err := b.numbered(tx, w)
		if err != nil {
			return nil, err
		}
		out = append(out, found...)
	}
	return out, nil
}
