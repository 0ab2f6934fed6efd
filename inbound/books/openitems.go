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

// ImportOpenItems brings in a list of what is still open. An invoice that the
// list leaves out is closed as settled outside, one of which less is open gets
// a payment of the difference; what is higher or unknown is a warning. Confirm
// is asked once, outside of any transaction, with all that would be closed;
// where it says no, or is nil, nothing is changed. Invoices issued or
// registered since the list was made are left alone. The same list again
// changes nothing.
func (b *Books) ImportOpenItems(ctx context.Context, f File[ledgerfile.OpenItemRow], confirm func(closing []Line) bool, by Actor, now time.Time) (Report, error) {
	closing, err := within(ctx, b, func(tx *store.Tx) ([]Line, error) { return b.ClosingOpenItems(tx, f, now) })
	if err != nil {
		return Report{}, err
	}
	if len(closing) > 0 && (confirm == nil || !confirm(closing)) {
		return Report{}, wrong("nothing was brought in, since %d invoices that are not on the list were not confirmed as settled: check that the list is complete", len(closing))
	}
	ids := make([]voldaan.InvoiceID, len(closing))
	for i, l := range closing {
		ids[i] = l.Invoice
	}
	return within(ctx, b, func(tx *store.Tx) (Report, error) { return b.ImportOpenItemsTx(tx, f, ids, by, now) })
}

// ClosingOpenItems lists the invoices that a list of open items would close.
func (b *Books) ClosingOpenItems(tx *store.Tx, f File[ledgerfile.OpenItemRow], now time.Time) ([]Line, error) {
	c, err := b.compare(tx, f, now)
	if err != nil {
		return nil, err
	}
	var out []Line
	for _, id := range c.customers {
		l := c.ledgers[id]
		for _, inv := range c.gone[id] {
			out = append(out, Line{
				Invoice: inv.ID, Number: inv.Number, Customer: l.Customer.Number, Due: inv.Due, Currency: inv.Currency,
				Before: l.Status(inv.ID, c.day), After: voldaan.StatusClosed, OpenBefore: l.Open(inv.ID), OpenAfter: l.Open(inv.ID),
			})
		}
	}
	return out, nil
}

// ImportOpenItemsTx is ImportOpenItems inside a transaction, which the caller
// must give up on an error. It closes only what was confirmed.
func (b *Books) ImportOpenItemsTx(tx *store.Tx, f File[ledgerfile.OpenItemRow], confirmed []voldaan.InvoiceID, by Actor, now time.Time) (Report, error) {
	if !by.person() {
		return Report{}, wrong("a colleague must decide that (author %s)", by.Kind)
	}
	c, err := b.compare(tx, f, now)
	if err != nil {
		return Report{}, err
	}
	c.s = b.stamp("", by, now)
	if err := c.out.judge(f.Partial); err != nil {
		return c.out, err
	}
	for _, id := range c.customers {
		if err := c.change(id, confirmed, now); err != nil {
			return Report{}, err
		}
	}
	return c.out, tx.PaymentsAsOf(b.Creditor.ID, f.asOf(now))
}

// comparison is a list of open items held against the ledgers.
type comparison struct {
	b         *Books
	tx        *store.Tx
	s         *voldaan.Stamp
	day       voldaan.Date // today
	as        voldaan.Date // of the list
	out       Report
	customers []voldaan.CustomerID // in the order of their ids
	ledgers   map[voldaan.CustomerID]*voldaan.Ledger
	// listed is what the list says of an invoice; gone are those that it leaves
	// out.
	listed map[voldaan.InvoiceID]ledgerfile.OpenItemRow
	gone   map[voldaan.CustomerID][]voldaan.Invoice
}

func (b *Books) compare(tx *store.Tx, f File[ledgerfile.OpenItemRow], now time.Time) (*comparison, error) {
	if len(f.Rows) == 0 {
		return nil, wrong("nothing was brought in: the list of open items is empty; close invoices one by one if that is right")
	}
	c := &comparison{
		b: b, tx: tx, day: b.Creditor.Day(now), as: b.Creditor.Day(f.asOf(now)), out: Report{Faults: slices.Clone(f.Faults)},
		ledgers: map[voldaan.CustomerID]*voldaan.Ledger{}, listed: map[voldaan.InvoiceID]ledgerfile.OpenItemRow{},
		gone: map[voldaan.CustomerID][]voldaan.Invoice{},
	}
	open, err := tx.OpenInvoices(b.Creditor.ID)
	if err != nil {
		return nil, err
	}
	numbers := map[string][]voldaan.Invoice{}
	for _, inv := range open {
		numbers[inv.Number] = append(numbers[inv.Number], inv)
		if c.ledgers[inv.Customer] != nil {
			continue
		}
		if c.ledgers[inv.Customer], err = tx.Ledger(b.Creditor.ID, inv.Customer, store.ScopeOpen, now); err != nil {
			return nil, err
		}
		c.customers = append(c.customers, inv.Customer)
	}
	slices.Sort(c.customers)
	for _, row := range f.Rows {
		if err := c.row(row, numbers[row.Number]); err != nil {
			return nil, err
		}
	}
	return c, c.leftOut(open, f.asOf(now))
}

// row holds one row against the open invoices of its number.
func (c *comparison) row(row ledgerfile.OpenItemRow, found []voldaan.Invoice) error {
	if row.CustomerNumber != "" {
		found = slices.DeleteFunc(slices.Clone(found), func(i voldaan.Invoice) bool {
			return c.ledgers[i.Customer].Customer.Number != row.CustomerNumber
		})
	}
	switch len(found) {
	case 0:
		return c.notOpen(row)
	case 1:
	default:
		return c.out.fault(row.Row, wrong("several customers have an invoice %s: say the customer's number", row.Number))
	}
	inv := found[0]
	if first, twice := c.listed[inv.ID]; twice {
		return c.out.fault(row.Row, wrong("invoice %s stands in row %d already", row.Number, first.Row))
	}
	c.listed[inv.ID] = row
	open := c.ledgers[inv.Customer].Open(inv.ID)
	switch {
	case row.Currency != inv.Currency:
		c.warn(row, "is in %s here: nothing was changed", inv.Currency)
	case row.Open > open:
		c.warn(row, "%s is open on the list, %s here: nothing was changed; undo the payment that should not count", row.Open, open)
	}
	return nil
}

func (c *comparison) warn(row ledgerfile.OpenItemRow, format string, a ...any) {
	c.out.Warnings = append(c.out.Warnings, fmt.Sprintf("row %d: invoice %s: ", row.Row, row.Number)+fmt.Sprintf(format, a...))
}

// notOpen warns about a row for which no invoice is open here.
func (c *comparison) notOpen(row ledgerfile.OpenItemRow) error {
	all, err := c.b.numbered(c.tx, row.Number)
	if err != nil || row.Open == 0 {
		return err
	}
	if len(all) == 0 {
		c.warn(row, "it is not known here: import it with `voldaan import invoices`")
		return nil
	}
	c.warn(row, "it is open on the list, but not here: reopen it, or undo the payment that should not count")
	return nil
}

// leftOut finds the open invoices that the list does not have. A list with
// faults may have them after all, so then none is closed.
func (c *comparison) leftOut(open []voldaan.Invoice, asOf time.Time) error {
	later := map[voldaan.InvoiceID]bool{}
	events, err := c.tx.EventsSince(c.b.Creditor.ID, c.as)
	if err != nil {
		return err
	}
	for _, e := range events {
		if e.Kind == voldaan.EventInvoiceRegistered && e.At.After(asOf) {
			later[e.Invoice] = true
		}
	}
	var kept []string
	for _, inv := range open {
		if _, listed := c.listed[inv.ID]; listed {
			continue
		}
		if len(c.out.Faults) > 0 || later[inv.ID] || inv.Issued >= c.as {
			kept = append(kept, inv.Number)
			continue
		}
		c.gone[inv.Customer] = append(c.gone[inv.Customer], inv)
	}
	switch {
	case len(kept) > 0 && len(c.out.Faults) > 0:
		c.out.Warnings = append(c.out.Warnings, fmt.Sprintf("%d invoices are not on the list; since it has faults, none was closed", len(kept)))
	case len(kept) > 0:
		c.out.Warnings = append(c.out.Warnings, "not on the list, but newer than it, and so left as they are: "+some(kept))
	}
	return nil
}

// change brings one customer's ledger to what the list says.
func (c *comparison) change(id voldaan.CustomerID, confirmed []voldaan.InvoiceID, now time.Time) error {
	c.s.Customer = id
	done, err := c.b.decide(c.tx, c.s, now, nil, func(l *voldaan.Ledger) ([]voldaan.Event, error) {
		var events []voldaan.Event
		for _, inv := range c.ledgers[id].Invoices {
			row, listed := c.listed[inv.ID]
			if !listed || row.Currency != inv.Currency || row.Open >= l.Open(inv.ID) {
				continue
			}
			more, err := c.lower(l, inv, l.Open(inv.ID)-row.Open)
			if err != nil {
				return nil, err
			}
			events = append(events, more...)
			c.out.Added++
		}
		for _, inv := range c.gone[id] {
			if !slices.Contains(confirmed, inv.ID) {
				c.out.Warnings = append(c.out.Warnings, "invoice "+inv.Number+": it is not on the list, but its closing was not confirmed: left as it is")
				continue
			}
			if l.Closed(inv.ID, c.day) {
				continue // paid since the list was compared
			}
			e := c.s.Event(voldaan.EventClosed)
			e.Invoice, e.Reason = inv.ID, voldaan.ClosedOutside
			more, err := applied(l, e)
			if err != nil {
				return nil, err
			}
			events = append(events, more...)
		}
		c.out.changed(events)
		return events, nil
	})
	for _, line := range done.Invoices {
		if slices.ContainsFunc(c.gone[id], func(i voldaan.Invoice) bool { return i.ID == line.Invoice }) {
			c.out.Closed = append(c.out.Closed, line)
		}
	}
	return err
}

// lower books the difference as a payment. A second list of the same day that
// has still less open gets a payment of its own.
func (c *comparison) lower(l *voldaan.Ledger, inv voldaan.Invoice, sum voldaan.Amount) ([]voldaan.Event, error) {
	base := strings.Join([]string{ledgerfile.KindOpenItems, c.as.String(), inv.Number}, ":")
	for n := 1; ; n++ {
		p := voldaan.Payment{
			Kind: voldaan.PaymentTransfer, Reference: base, Day: c.as, Currency: inv.Currency, Amount: sum,
		}
		if n > 1 {
			p.Reference = fmt.Sprintf("%s:%d", base, n)
		}
		taken, err := c.tx.PaymentWith(c.b.Creditor.ID, p.Kind, "", p.Reference)
		if err != nil {
			return nil, err
		}
		if len(taken) == 0 || !taken[0].Booked {
			return c.b.bookListed(l, c.s, p, taken, inv.ID)
		}
	}
}
