package books

import (
	"context"
	"slices"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/store"
)

// Books are one creditor's, as his people keep them. They hold no state of
// their own and may be used concurrently.
type Books struct {
	DB       *store.DB
	Creditor *voldaan.Creditor
	Policy   voldaan.Policy
	Policies []voldaan.Policy // by segment; none: Policy alone
	Calendar voldaan.Calendar
	Mint     voldaan.Mint
	// CheckTerms refuses agreed terms that the law cannot read; nil: no terms
	// are taken at all.
	CheckTerms func(voldaan.Terms) error
	// EarlyPayment reckons the sum of a discount that an invoice has in per
	// cent, and the VAT by rate on which that rests; nil: none is taken in per
	// cent.
	EarlyPayment func(voldaan.Invoice, []store.VATLine) (voldaan.Amount, []store.VATLine, error)
}

// Settling is how the payments of a customer find their place.
func (b *Books) Settling(c voldaan.Customer) voldaan.Settling {
	return voldaan.Settling{Order: b.Creditor.AllocationOrder(c), Bank: b.Calendar, Grace: b.Policy.DiscountGrace}
}

// Actor says on whose word something is done.
type Actor struct {
	Kind voldaan.AuthorKind
	Key  string         // Colleague.Key; empty where nobody is named
	Mail voldaan.MailID // that asked for it; empty at the command line
}

// person reports whether the actor is one of the creditor's own staff.
func (a Actor) person() bool {
	return a.Kind == voldaan.AuthorColleague || a.Kind == voldaan.AuthorOperator
}

// Name is what stands for the actor in rows that are no events.
func (a Actor) Name() string {
	if a.Key != "" {
		return a.Key
	}
	return string(a.Kind)
}

// Line is one invoice before and after a command.
type Line struct {
	Invoice               voldaan.InvoiceID
	Number                string
	Customer              string // his number
	Due                   voldaan.Date
	Currency              voldaan.Currency
	Before, After         voldaan.Status
	OpenBefore, OpenAfter voldaan.Amount
}

// Outcome is what a command changed.
type Outcome struct {
	Customer voldaan.CustomerID // empty where it was about several or none
	Invoices []Line
	// Event is the group by which undo takes the command back; empty when
	// nothing was changed in a ledger.
	Event voldaan.EventID
	// Again says that it had been done before, so that nothing changed.
	Again bool
	// Text tells a finance person what happened, a line each.
	Text []string
}

// stamp begins the events of one command. Its customer is set for each ledger
// that the command changes.
func (b *Books) stamp(id voldaan.CustomerID, by Actor, now time.Time) *voldaan.Stamp {
	s := b.Creditor.Stamp(id, by.Kind, now, b.Mint.ID)
	s.Author, s.Mail = by.Key, by.Mail
	return s
}

// within runs a command in a transaction of its own. The transaction may run
// more than once; what the last run gave counts.
func within[T any](ctx context.Context, b *Books, f func(*store.Tx) (T, error)) (T, error) {
	var out T
	err := b.DB.Tx(ctx, func(tx *store.Tx) (err error) {
		out, err = f(tx)
		return err
	})
	return out, err
}

// decide lets one command change one customer's ledger and tells what became
// of the invoices that it touched. Those of also are told in any case.
func (b *Books) decide(tx *store.Tx, s *voldaan.Stamp, now time.Time, also []voldaan.InvoiceID,
	f func(*voldaan.Ledger) ([]voldaan.Event, error),
) (Outcome, error) {
	out := Outcome{Customer: s.Customer}
	err := tx.Decide(b.Creditor.ID, s.Customer, store.ScopeAll, now, func(l *voldaan.Ledger) ([]voldaan.Event, error) {
		before := l.Clone()
		events, err := f(l)
		if err != nil {
			return nil, err
		}
		if len(events) > 0 {
			out.Event = events[0].Group
		}
		out.Invoices = differences(before, l, s.Day, also)
		return events, nil
	})
	return out, err
}

// differences lists the invoices whose status or open amount is another.
func differences(before, after *voldaan.Ledger, day voldaan.Date, also []voldaan.InvoiceID) []Line {
	var out []Line
	for _, inv := range after.Invoices {
		line := Line{
			Invoice: inv.ID, Number: inv.Number, Customer: after.Customer.Number, Due: inv.Due, Currency: inv.Currency,
		}
		if before.Invoice(inv.ID) != nil {
			line.Before, line.OpenBefore = before.Status(inv.ID, day), before.Open(inv.ID)
		}
		if after.Invoice(inv.ID) != nil {
			line.After, line.OpenAfter = after.Status(inv.ID, day), after.Open(inv.ID)
		}
		if line.Before != line.After || line.OpenBefore != line.OpenAfter || slices.Contains(also, inv.ID) {
			out = append(out, line)
		}
	}
	return out
}

// applied lets events change a ledger in their order.
func applied(l *voldaan.Ledger, events ...voldaan.Event) ([]voldaan.Event, error) {
	for _, e := range events {
		if err := l.Apply(e); err != nil {
			return nil, err
		}
	}
	return events, nil
}
