package ledgerfile

import (
	"fmt"
	"io"

	"github.com/voldaan/voldaan"
)

// OpenItemRow is one invoice of a list of open items.
type OpenItemRow struct {
	Row            int // as the spreadsheet counts
	Number         string
	CustomerNumber string // optional
	Open           voldaan.Amount
	Currency       voldaan.Currency
}

// ReadOpenItems reads a list of what is still open. A row needs an invoice
// number and an open amount, which may be zero. Rows, faults and error are as
// with ReadInvoices; whether an invoice that the list leaves out is paid is
// for the caller to say, and only of a list without faults.
func ReadOpenItems(r io.Reader) ([]OpenItemRow, []Fault, error) {
	t, err := open(r, openItemLayout())
	if err != nil {
		return nil, nil, fmt.Errorf("read open items: %w", err)
	}
	var rows []OpenItemRow
	seen := seenRows{}
	for {
		rec, err := t.next()
		if err != nil {
			return nil, nil, fmt.Errorf("read open items: %w", err)
		}
		if rec == nil {
			return rows, t.faults, nil
		}
		if rec.bad {
			continue
		}
		row := rec.openItem()
		seen.check(rec, colNumber, row.Number, row.CustomerNumber, "")
		if !rec.bad {
			rows = append(rows, row)
		}
	}
}

func (r *record) openItem() OpenItemRow {
	row := OpenItemRow{
		Row: r.row, Currency: r.currency(),
		Number: r.need(colNumber, r.key(colNumber)), CustomerNumber: r.key(colCustomer),
	}
	var has bool
	row.Open, has = r.money(colOpen, row.Currency)
	switch {
	case r.raw(colOpen) == "":
		r.fault(colOpen, "empty")
	case has && row.Open < 0:
		r.fault(colOpen, "below zero: credit of the customer is no open invoice")
	}
	return row
}
