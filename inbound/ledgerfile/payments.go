package ledgerfile

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"strings"

	"github.com/voldaan/voldaan"
)

// PaymentRow is one payment of a file. What is optional is empty where the
// file does not say it.
type PaymentRow struct {
	Row      int // as the spreadsheet counts
	Day      voldaan.Date
	Amount   voldaan.Amount
	Currency voldaan.Currency
	Account  string // the creditor's own, optional
	// Reference is the bank's, or else one made from the row's content; with
	// the account it is the payment's identity.
	Reference        string
	InvoiceNumber    string
	CustomerNumber   string
	PaymentReference string
	Text             string
}

// ReadPayments reads a list of payments. A row needs a date, an amount above
// zero, and an invoice number, a payment reference or a customer number. Rows,
// faults and error are as with ReadInvoices.
//
// A row without a bank reference gets one made from its content and its
// ordinal among equal rows, so that the same file gives the same references
// each time, and the same payment keeps its own in a longer file. A bank
// reference that stands twice for an account is a fault: the second payment
// would be taken for the first.
func ReadPayments(r io.Reader) ([]PaymentRow, []Fault, error) {
	t, err := open(r, paymentLayout())
	if err != nil {
		return nil, nil, fmt.Errorf("read payments: %w", err)
	}
	var rows []PaymentRow
	seen, ordinals := seenRows{}, map[string]int{}
	for {
		rec, err := t.next()
		if err != nil {
			return nil, nil, fmt.Errorf("read payments: %w", err)
		}
		if rec == nil {
			return rows, t.faults, nil
		}
		if rec.bad {
			continue
		}
		row := rec.payment()
		seen.check(rec, colBankRef, row.Reference, row.Account, "")
		if rec.bad {
			continue
		}
		if row.Reference == "" {
			content := row.content()
			ordinals[content]++
			row.Reference = rowReference(content, ordinals[content])
		}
		rows = append(rows, row)
	}
}

func (r *record) payment() PaymentRow {
	row := PaymentRow{
		Row: r.row, Currency: r.currency(), Day: r.date(colDay),
		Account:       strings.ToUpper(strings.ReplaceAll(r.key(colAccount), " ", "")),
		Reference:     r.key(colBankRef),
		InvoiceNumber: r.key(colInvoiceNumber), CustomerNumber: r.key(colCustomer),
		PaymentReference: r.key(colPaymentRef), Text: r.text(colText),
	}
	if r.raw(colDay) == "" {
		r.fault(colDay, "empty")
	}
	var has bool
	row.Amount, has = r.money(colAmount, row.Currency)
	switch {
	case r.raw(colAmount) == "":
		r.fault(colAmount, "empty")
	case has && row.Amount < 0:
		r.fault(colAmount, "below zero: a payment that went back is reversed with `voldaan undo`")
	case has && row.Amount == 0:
		r.fault(colAmount, "zero: nothing was paid")
	}
	if r.raw(colInvoiceNumber)+r.raw(colPaymentRef)+r.raw(colCustomer) == "" {
		r.rowFault("want an invoice number, a payment reference or a customer number, to know for what was paid")
	}
	return row
}

// content is all of a row that tells one payment from another.
func (p PaymentRow) content() string {
	return fmt.Sprintf("%s %s %s %q %q %q %q %q", p.Day, p.Amount, p.Currency, p.Account, p.Text,
		p.InvoiceNumber, p.CustomerNumber, p.PaymentReference)
}

// rowReference makes the reference of a payment that the bank gave none.
func rowReference(content string, ordinal int) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s %d", content, ordinal))
	return "row-" + hex.EncodeToString(sum[:16])
}
