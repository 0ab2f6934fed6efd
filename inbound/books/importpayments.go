package books

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/inbound/ledgerfile"
	"github.com/voldaan/voldaan/store"
)

// ImportPayments books the payments of a file and allocates them: to the
// invoices that they name, else to those that their amount fits. A payment is
// known by account and reference, so that the same file again changes nothing.
// The payment source is then as new as the file. With an error, the report
// holds the faults.
func (b *Books) ImportPayments(ctx context.Context, f File[ledgerfile.PaymentRow], by Actor, now time.Time) (Report, error) {
	return within(ctx, b, func(tx *store.Tx) (Report, error) { return b.ImportPaymentsTx(tx, f, by, now) })
}

// ImportPaymentsTx is ImportPayments inside a transaction, which the caller
// must give up on an error.
func (b *Books) ImportPaymentsTx(tx *store.Tx, f File[ledgerfile.PaymentRow], by Actor, now time.Time) (Report, error) {
	p := &payments{
		b: b, tx: tx, now: now, s: b.stamp("", by, now), rows: map[voldaan.CustomerID][]payment{},
		out: Report{Faults: slices.Clone(f.Faults)},
	}
	if err := p.sort(f.Rows); err != nil {
		return Report{}, err
	}
	slices.Sort(p.customers)
	for _, id := range p.customers {
		if err := p.settle(id); err != nil {
			return Report{}, err
		}
	}
	if err := p.out.judge(f.Partial); err != nil {
		return p.out, err
	}
	return p.out, tx.PaymentsAsOf(b.Creditor.ID, f.asOf(now))
}

// payment is a row with what it is for.
type payment struct {
	ledgerfile.PaymentRow
	payer
}

// payments brings in a file, customer by customer.
type payments struct {
	b         *Books
	tx        *store.Tx
	now       time.Time
	s         *voldaan.Stamp
	out       Report
	customers []voldaan.CustomerID
	rows      map[voldaan.CustomerID][]payment
}

// sort finds out whose payment each row is.
func (p *payments) sort(rows []ledgerfile.PaymentRow) error {
	seen := map[[2]string]int{}
	for _, row := range rows {
		key := [2]string{row.Account, row.Reference}
		first, twice := seen[key]
		if !twice {
			seen[key] = row.Row
		}
		err := p.check(row, first, twice)
		if err == nil {
			var known bool
			if known, err = p.known(row); err == nil && known {
				continue
			}
		}
		var to payer
		if err == nil {
			to, err = p.b.payer(p.tx, row)
		}
		if err != nil {
			if err := p.out.fault(row.Row, err); err != nil {
				return err
			}
			continue
		}
		if p.rows[to.customer] == nil {
			p.customers = append(p.customers, to.customer)
		}
		p.rows[to.customer] = append(p.rows[to.customer], payment{row, to})
	}
	return nil
}

func (p *payments) check(row ledgerfile.PaymentRow, first int, twice bool) error {
	switch {
	case row.Reference == "":
		return wrong("the payment has no reference, so that nobody could tell it from another")
	case twice:
		return wrong("payment %s stands in row %d already", row.Reference, first)
	case row.Amount <= 0 || row.Amount > voldaan.MaxAmount:
		return wrong("the amount is %s: want one above zero", row.Amount)
	case row.Currency.Validate() != nil:
		return wrong("%v", row.Currency.Validate())
	case row.Day > p.s.Day:
		return wrong("the day of the payment, %s, lies in the future", row.Day)
	}
	return nil
}

// known reports whether a row's payment is booked already, as it is.
func (p *payments) known(row ledgerfile.PaymentRow) (bool, error) {
	old, _, err := p.b.bookedAs(p.tx, voldaan.PaymentTransfer, row.Account, row.Reference)
	if err != nil || old == nil {
		return false, err
	}
	if old.Amount != row.Amount || old.Currency != row.Currency {
		return false, wrong("payment %s is booked already, with %s and not %s: undo that one first, or correct the file", row.Reference,
			voldaan.Money{Amount: old.Amount, Currency: old.Currency}, voldaan.Money{Amount: row.Amount, Currency: row.Currency})
	}
	if old.Reversed {
		p.out.Warnings = append(p.out.Warnings, fmt.Sprintf("row %d: payment %s was booked and reversed: nothing was changed", row.Row, row.Reference))
	}
	p.out.Again++
	return true, nil
}

// settle books the payments of one customer.
func (p *payments) settle(id voldaan.CustomerID) error {
	p.s.Customer = id
	return p.tx.Decide(p.b.Creditor.ID, id, store.ScopeAll, p.now, func(l *voldaan.Ledger) ([]voldaan.Event, error) {
		var events []voldaan.Event
		for _, row := range p.rows[id] {
			// Another import may have booked it before this one took the row.
			if known, err := p.known(row.PaymentRow); err != nil {
				if err := p.out.fault(row.Row, err); err != nil {
					return nil, err
				}
				continue
			} else if known {
				continue
			}
			if all := l.Currencies(); len(row.invoices) == 0 && len(all) > 0 && !slices.Contains(all, row.Currency) {
				err := wrong("currency: the payment is in %s, the invoices of customer %s are in %s: book it by hand in that currency",
					row.Currency, l.Customer.Number, joined(all))
				if err := p.out.fault(row.Row, err); err != nil {
					return nil, err
				}
				continue
			}
			more, err := p.one(l, row)
			if err != nil {
				return nil, err
			}
			events = append(events, more...)
		}
		p.out.changed(events)
		return events, nil
	})
}

// joined writes currencies behind one another.
func joined(all []voldaan.Currency) string {
	var out []string
	for _, c := range all {
		out = append(out, string(c))
	}
	return strings.Join(out, ", ")
}

// one books and allocates a payment.
func (p *payments) one(l *voldaan.Ledger, row payment) ([]voldaan.Event, error) {
	_, undone, err := p.b.bookedAs(p.tx, voldaan.PaymentTransfer, row.Account, row.Reference)
	if err != nil {
		return nil, err
	}
	pay := voldaan.Payment{
		Kind: voldaan.PaymentTransfer, Account: row.Account, Reference: row.Reference, Day: row.Day, Currency: row.Currency,
		Amount: row.Amount, Text: row.Text,
	}
	if pay.Day == 0 {
		pay.Day = p.s.Day
	}
	events, err := p.b.book(l, p.s, pay, undone, row.invoices...)
	if err != nil {
		return nil, err
	}
	id := events[0].Payment
	if len(row.invoices) == 0 && row.missing == "" {
		more, err := voldaan.Settle(l, id, nil, p.b.Settling(l.Customer), p.s)
		if err != nil {
			return nil, err
		}
		events = append(events, more...)
	}
	p.out.Added++
	if row.missing != "" && len(row.invoices) == 0 {
		p.out.Warnings = append(p.out.Warnings, fmt.Sprintf("row %d: %s, which the payment names, is not known", row.Row, row.missing))
	}
	if rest := l.Unallocated(id); rest > 0 {
		p.out.Unallocated = append(p.out.Unallocated, Rest{
			Row: row.Row, Customer: l.Customer.Number, Reference: row.Reference,
			Money: voldaan.Money{Amount: rest, Currency: row.Currency},
		})
	}
	return events, nil
}
