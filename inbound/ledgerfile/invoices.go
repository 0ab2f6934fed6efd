package ledgerfile

import (
	"fmt"
	"io"

	"github.com/voldaan/voldaan"
)

// InvoiceRow is one invoice of a file. What is optional is empty or zero where
// the file does not say it.
type InvoiceRow struct {
	Row     int // as the spreadsheet counts
	Number  string
	Subject string
	Issued  voldaan.Date // optional
	Due     voldaan.Date
	Total   voldaan.Amount // with VAT
	// Open is what is still to be paid; HasOpen is false where the file does
	// not say it.
	Open     voldaan.Amount
	HasOpen  bool
	Net      voldaan.Amount // optional
	Currency voldaan.Currency
	// CustomerNumber or CustomerName is filled, or both.
	CustomerNumber   string
	CustomerName     string
	Emails           []string // at least one, in lower case, each once
	ContactName      string
	Language         string       // ISO 639-1, optional
	Country          string       // ISO 3166-1 alpha-2, optional
	Address          []string     // postal, a line each, without name and country; optional
	Kind             voldaan.Kind // optional
	CompanyNumber    string
	VATNumber        string
	BuyerReference   string
	PaymentReference string
	LastStep         voldaan.StepName // optional
	LastContact      voldaan.Date     // optional
	DirectDebit      bool
	// Discount, or DiscountPercent, is what the customer keeps who pays by
	// DiscountUntil; optional.
	Discount        voldaan.Amount
	DiscountPercent string
	DiscountUntil   voldaan.Date
	// Terms are what the customer agreed to; the zero value where the row says
	// nothing of it.
	Terms voldaan.Terms
}

// ReadInvoices reads a list of invoices. A row needs a number, a due date, a
// total above zero, a customer (number or name) and an e-mail address; the
// currency is EUR where nothing is said. The same number twice for a customer
// is a fault of the second row.
//
// The faults list everything that is wrong with the rows, in their order; the
// rows are those without a fault. The error says why the file as a whole
// cannot be read: no CSV, no header, columns that are missing or stand twice,
// more than 200,000 rows, or an error of r.
func ReadInvoices(r io.Reader) ([]InvoiceRow, []Fault, error) {
	t, err := open(r, invoiceLayout())
	if err != nil {
		return nil, nil, fmt.Errorf("read invoices: %w", err)
	}
	var rows []InvoiceRow
	seen := seenRows{}
	for {
		rec, err := t.next()
		if err != nil {
			return nil, nil, fmt.Errorf("read invoices: %w", err)
		}
		if rec == nil {
			return rows, t.faults, nil
		}
		if rec.bad {
			continue
		}
		row := rec.invoice()
		seen.check(rec, colNumber, row.Number, row.CustomerNumber, row.CustomerName)
		if !rec.bad {
			rows = append(rows, row)
		}
	}
}

func (r *record) invoice() InvoiceRow {
	row := InvoiceRow{
		Row: r.row, Subject: r.text(colSubject), Currency: r.currency(),
		Number: r.need(colNumber, r.key(colNumber)),
		Issued: r.date(colIssued), Due: r.date(colDue),
		CustomerNumber: r.key(colCustomer), CustomerName: r.text(colCustomerName),
		ContactName: r.text(colContact),
		Language:    r.language(), Country: r.country(), Kind: r.kind(),
		CompanyNumber: r.key(colCompany), VATNumber: r.key(colVAT),
		BuyerReference: r.key(colBuyerRef), PaymentReference: r.key(colPaymentRef),
		LastStep: r.step(), LastContact: r.date(colLastContact),
		DirectDebit: r.yes(colDirectDebit), Terms: r.terms(),
	}
	row.Emails, row.Address = r.emails(), r.address(row.Country)
	if r.raw(colDue) == "" {
		r.fault(colDue, "empty")
	}
	if row.Issued != 0 && row.Due != 0 && row.Due < row.Issued {
		r.fault(colDue, "before the invoice date, "+row.Issued.String())
	}
	if row.CustomerNumber == "" && row.CustomerName == "" && r.raw(colCustomer) == "" && r.raw(colCustomerName) == "" {
		name := colCustomer
		if !r.t.has(name) {
			name = colCustomerName
		}
		r.fault(name, "empty: want the customer's number or name")
	}
	r.sums(&row)
	r.discount(&row)
	return row
}

// sums reads the amounts and holds them against each other.
func (r *record) sums(row *InvoiceRow) {
	var hasTotal bool
	row.Total, hasTotal = r.money(colTotal, row.Currency)
	switch {
	case r.raw(colTotal) == "":
		r.fault(colTotal, "empty")
	case hasTotal && row.Total < 0:
		r.fault(colTotal, "below zero: a credit note is booked with `voldaan credit`")
	case hasTotal && row.Total == 0:
		r.fault(colTotal, "zero: nothing is to be paid")
	}
	row.Open, row.HasOpen = r.money(colOpen, row.Currency)
	var hasNet bool
	row.Net, hasNet = r.money(colNet, row.Currency)
	for _, part := range []struct {
		name string
		sum  voldaan.Amount
		has  bool
	}{{colOpen, row.Open, row.HasOpen}, {colNet, row.Net, hasNet}} {
		switch {
		case part.has && part.sum < 0:
			r.fault(part.name, "below zero")
		case part.has && hasTotal && row.Total > 0 && part.sum > row.Total:
			r.fault(part.name, "more than the total, "+row.Total.String())
		}
	}
}

// seenRows remembers in which row a number stood for a customer.
type seenRows map[[2]string]int

// check notes a number that stands in the file before for the same customer.
func (s seenRows) check(r *record, column, number, customer, name string) {
	if number == "" {
		return
	}
	if customer == "" {
		customer = "name " + fold(name)
	}
	key := [2]string{number, customer}
	if row, twice := s[key]; twice {
		r.fault(column, fmt.Sprintf("stands in row %d already", row))
		return
	}
	s[key] = r.row
}
