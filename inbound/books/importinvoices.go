package books

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/inbound/ledgerfile"
	"github.com/voldaan/voldaan/store"
)

// ImportInvoices registers the invoices of a file. The same file again changes
// nothing; an invoice that is registered with another total or due date stays
// as it is, with a warning. With an error, the report holds the faults.
func (b *Books) ImportInvoices(ctx context.Context, f File[ledgerfile.InvoiceRow], by Actor, now time.Time) (Report, error) {
	return within(ctx, b, func(tx *store.Tx) (Report, error) { return b.ImportInvoicesTx(tx, f, by, now) })
}

// ImportInvoicesTx is ImportInvoices inside a transaction, which the caller
// must give up on an error.
func (b *Books) ImportInvoicesTx(tx *store.Tx, f File[ledgerfile.InvoiceRow], by Actor, now time.Time) (Report, error) {
	out := Report{Faults: append([]ledgerfile.Fault(nil), f.Faults...)}
	r := b.registration(tx, by, now)
	for _, group := range byCustomer(f.Rows) {
		if err := r.rows(group, &out); err != nil {
			return Report{}, err
		}
	}
	return out, out.judge(f.Partial)
}

// byCustomer puts rows together that say the same about their customer, in the
// order of the file, so that his ledger is read once.
func byCustomer(rows []ledgerfile.InvoiceRow) [][]ledgerfile.InvoiceRow {
	var out [][]ledgerfile.InvoiceRow
	at := map[string]int{}
	for _, row := range rows {
		key := strings.Join([]string{
			row.CustomerNumber, row.CustomerName, row.CompanyNumber, row.VATNumber, strings.Join(row.Emails, ","),
		}, "\n")
		i, ok := at[key]
		if !ok {
			i = len(out)
			at[key] = i
			out = append(out, nil)
		}
		out[i] = append(out[i], row)
	}
	return out
}

// rows registers the rows of one customer.
func (r *registration) rows(rows []ledgerfile.InvoiceRow, out *Report) error {
	var entries []Entry
	var good []ledgerfile.InvoiceRow
	for _, row := range rows {
		e := rowEntry(row)
		err := r.b.check(e, r.s.Day)
		if err == nil {
			err = r.b.reckonDiscount(&e)
		}
		if err != nil {
			if err := out.fault(row.Row, err); err != nil {
				return err
			}
			continue
		}
		entries, good = append(entries, e), append(good, row)
	}
	if len(entries) == 0 {
		return nil
	}
	done, err := r.register(entries...)
	if err != nil {
		for _, row := range good {
			if err := out.fault(row.Row, err); err != nil {
				return err
			}
		}
		return nil
	}
	for i, d := range done {
		switch {
		case d.Differs != "":
			out.Warnings = append(out.Warnings, fmt.Sprintf("row %d: invoice %s: %s", good[i].Row, d.Number, d.Differs))
		case d.Again:
			out.Again++
		default:
			out.Added++
		}
		if d.Kept != "" {
			out.Warnings = append(out.Warnings, fmt.Sprintf("row %d: %s", good[i].Row, d.Kept))
		}
		if d.New {
			out.Customers++
		}
		if d.Event != "" {
			out.Event = d.Event
		}
	}
	return nil
}

// rowEntry is the entry of a row.
func rowEntry(row ledgerfile.InvoiceRow) Entry {
	e := Entry{
		Invoice: voldaan.Invoice{
			Number: row.Number, Subject: row.Subject, Issued: row.Issued, Due: row.Due, Currency: row.Currency,
			Total: row.Total, Net: row.Net, BuyerReference: row.BuyerReference, PaymentReference: row.PaymentReference,
			LastStep: row.LastStep, LastContact: row.LastContact,
			Discount: row.Discount, DiscountPercent: row.DiscountPercent, DiscountUntil: row.DiscountUntil,
		},
		Number: row.CustomerNumber, Name: row.CustomerName, CompanyNumber: row.CompanyNumber, VATNumber: row.VATNumber,
		Country: row.Country, Address: row.Address, Language: row.Language, Kind: row.Kind, DirectDebit: row.DirectDebit,
		Open: row.Open, HasOpen: row.HasOpen, Terms: row.Terms,
	}
	for _, address := range row.Emails {
		a := voldaan.Address{Address: address}
		if len(row.Emails) == 1 {
			a.Name = row.ContactName
		}
		e.Contacts = append(e.Contacts, a)
	}
	return e
}
