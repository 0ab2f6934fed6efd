package store

import (
	"github.com/voldaan/voldaan"
)

// InvoicesNumbered lists the invoices of a creditor with a number, of every
// customer.
func (tx *Tx) InvoicesNumbered(creditor voldaan.CreditorID, number string) ([]voldaan.Invoice, error) {
	return list(tx, invoiceTable(), invoiceColumns, "WHERE creditor_id = $1 AND number = $2 ORDER BY id", creditor, number)
}

// InvoicesReferenced lists the invoices with a payment reference.
func (tx *Tx) InvoicesReferenced(creditor voldaan.CreditorID, reference string) ([]voldaan.Invoice, error) {
	return list(tx, invoiceTable(), invoiceColumns,
		"WHERE creditor_id = $1 AND payment_reference = $2 AND payment_reference <> '' ORDER BY id", creditor, reference)
}

// Invoice reads one invoice.
func (tx *Tx) Invoice(creditor voldaan.CreditorID, id voldaan.InvoiceID) (voldaan.Invoice, error) {
	return first(tx, invoiceTable(), invoiceColumns, "WHERE creditor_id = $1 AND id = $2", creditor, id)
}

// OpenInvoices lists a creditor's invoices that are not in the archive.
func (tx *Tx) OpenInvoices(creditor voldaan.CreditorID) ([]voldaan.Invoice, error) {
	return list(tx, invoiceTable(), invoiceColumns,
		"WHERE creditor_id = $1 AND archived = FALSE AND registered = TRUE ORDER BY due, number, id", creditor)
}

// Invoices lists every invoice of a creditor by number.
func (tx *Tx) Invoices(creditor voldaan.CreditorID) ([]voldaan.Invoice, error) {
	return list(tx, invoiceTable(), invoiceColumns,
		"WHERE creditor_id = $1 AND registered = TRUE ORDER BY number, id", creditor)
}

// InvoicesLike lists registered invoices whose number ends in a text, in
// capitals or not, for people who write the last digits only.
func (tx *Tx) InvoicesLike(creditor voldaan.CreditorID, tail string) ([]voldaan.Invoice, error) {
	return list(tx, invoiceTable(), invoiceColumns,
		`WHERE creditor_id = $1 AND registered = TRUE AND
		lower(substr(number, length(number) - length(CAST($2 AS TEXT)) + 1)) = lower(CAST($2 AS TEXT)) ORDER BY number, id`,
		creditor, tail)
}

// PaymentWith reads the payment with an identity: kind, account and bank
// reference.
func (tx *Tx) PaymentWith(creditor voldaan.CreditorID, kind voldaan.PaymentKind, account, reference string) ([]voldaan.Payment, error) {
	return list(tx, paymentTable(), paymentColumns,
		"WHERE creditor_id = $1 AND kind = $2 AND account = $3 AND reference = $4", creditor, kind, account, reference)
}

// VATLine is one VAT rate of an invoice.
type VATLine struct {
	Invoice voldaan.InvoiceID
	Rate    string
	Base    voldaan.Amount
	Tax     voldaan.Amount
}

// VATLines lists an invoice's VAT by rate.
func (tx *Tx) VATLines(creditor voldaan.CreditorID, id voldaan.InvoiceID) ([]VATLine, error) {
	return list(tx, table{name: "vat_lines"}, vatColumns, "WHERE creditor_id = $1 AND invoice_id = $2 ORDER BY rate", creditor, id)
}

func vatColumns(v *VATLine) []column {
	return []column{
		{"invoice_id", &v.Invoice},
		{"rate", &v.Rate},
		{"base", &v.Base},
		{"tax", &v.Tax},
	}
}

// AddVAT stores an invoice's VAT by rate.
func (tx *Tx) AddVAT(creditor voldaan.CreditorID, v VATLine) error {
	_, err := tx.add(table{name: "vat_lines"}, append(vatColumns(&v), column{"creditor_id", &creditor}))
	return err
}
