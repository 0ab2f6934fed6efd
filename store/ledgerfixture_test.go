package store_test

import (
	"errors"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/store"
)

// ledger drives customer c1 of a database through Decide.
type ledger struct {
	t   testing.TB
	db  *store.DB
	day voldaan.Date
	ids int
}

func ledgerIn(t testing.TB, db *store.DB) *ledger { return &ledger{t: t, db: db, day: today()} }

// event is an operator's event with the next of the ids e1, e2 and so on.
func (f *ledger) event(kind voldaan.EventKind, change func(*voldaan.Event)) voldaan.Event {
	s := voldaan.Stamp{
		Creditor: cr, Customer: c1, At: f.day.At(10, 0, now().Location()), Day: f.day, By: voldaan.AuthorOperator, Mail: "m1",
		New: func() string { f.ids++; return "e" + strconv.Itoa(f.ids) },
	}
	e := s.Event(kind)
	if change != nil {
		change(&e)
	}
	return e
}

// apply decides events in one transaction and gives the refusal, if there is
// one; prepare adds documents.
func (f *ledger) apply(scope store.Scope, prepare func(*voldaan.Ledger), events ...voldaan.Event) error {
	f.t.Helper()
	return f.db.Tx(f.t.Context(), func(tx *store.Tx) error {
		return tx.Decide(cr, c1, scope, f.day.At(10, 0, now().Location()), func(l *voldaan.Ledger) ([]voldaan.Event, error) {
			if prepare != nil {
				prepare(l)
			}
			for _, e := range events {
				if err := l.Apply(e); err != nil {
					return nil, err
				}
			}
			return events, nil
		})
	})
}

// must applies one event, with all of the ledger at hand.
func (f *ledger) must(kind voldaan.EventKind, change func(*voldaan.Event)) voldaan.Event {
	f.t.Helper()
	e := f.event(kind, change)
	check(f.t, f.apply(store.ScopeAll, nil, e))
	return e
}

// invoice registers an invoice.
func (f *ledger) invoice(id voldaan.InvoiceID, total voldaan.Amount) {
	f.t.Helper()
	inv := voldaan.Invoice{
		ID: id, Customer: c1, Number: "2026-" + string(id), Issued: f.day - 30, Due: f.day - 1,
		Currency: voldaan.EUR, Total: total,
	}
	check(f.t, f.apply(store.ScopeOpen, func(l *voldaan.Ledger) { l.Invoices = append(l.Invoices, inv) },
		f.event(voldaan.EventInvoiceRegistered, func(e *voldaan.Event) {
			e.Invoice, e.Amount, e.Until = id, total, inv.Due
		})))
}

// payment books a payment.
func (f *ledger) payment(id voldaan.PaymentID, sum voldaan.Amount) {
	f.t.Helper()
	p := voldaan.Payment{
		ID: id, Customer: c1, Kind: voldaan.PaymentTransfer, Reference: "ref " + string(id), Day: f.day,
		Currency: voldaan.EUR, Amount: sum,
	}
	check(f.t, f.apply(store.ScopeOpen, func(l *voldaan.Ledger) { l.Payments = append(l.Payments, p) },
		f.event(voldaan.EventPaymentBooked, func(e *voldaan.Event) { e.Payment, e.Amount = id, sum })))
}

// allocation is the event that gives a part of a payment to an invoice.
func (f *ledger) allocation(p voldaan.PaymentID, i voldaan.InvoiceID, sum voldaan.Amount) voldaan.Event {
	return f.event(voldaan.EventAllocated, func(e *voldaan.Event) {
		e.Payment, e.Invoice, e.Part, e.Amount = p, i, voldaan.PartPrincipal, sum
	})
}

func (f *ledger) read(scope store.Scope) *voldaan.Ledger {
	f.t.Helper()
	var l *voldaan.Ledger
	within(f.t, f.db, func(tx *store.Tx) {
		l = must(tx.Ledger(cr, c1, scope, f.day.At(10, 0, now().Location())))(f.t)
	})
	return l
}

func (f *ledger) log() []voldaan.Event {
	f.t.Helper()
	var out []voldaan.Event
	within(f.t, f.db, func(tx *store.Tx) { out = must(tx.Events(cr, c1))(f.t) })
	return out
}

// undo takes back the group of an event, as the command does.
func (f *ledger) undo(group voldaan.EventID) error {
	e := f.event(voldaan.EventUndone, func(e *voldaan.Event) { e.Ref = group })
	return f.db.Tx(f.t.Context(), func(tx *store.Tx) error {
		log, err := tx.Events(cr, c1)
		if err != nil {
			return err
		}
		return tx.Decide(cr, c1, store.ScopeAll, e.At, func(l *voldaan.Ledger) ([]voldaan.Event, error) {
			made, err := voldaan.Fold(l, append(log, e))
			if err != nil {
				return nil, err
			}
			*l = *made
			return []voldaan.Event{e}, nil
		})
	})
}

// refusal reports whether an error is a refusal of Apply.
func refusal(err error) bool {
	var r *voldaan.Refusal
	return errors.As(err, &r)
}

// anyOrder compares ledgers: lists have no order, and the row's version is not
// what is compared.
func anyOrder() cmp.Options {
	return cmp.Options{
		cmpopts.EquateEmpty(),
		cmpopts.IgnoreFields(voldaan.Customer{}, "Version"),
		cmpopts.SortSlices(func(a, b voldaan.Contact) bool { return a.ID < b.ID }),
		cmpopts.SortSlices(func(a, b voldaan.Invoice) bool { return a.ID < b.ID }),
		cmpopts.SortSlices(func(a, b voldaan.Payment) bool { return a.ID < b.ID }),
		cmpopts.SortSlices(func(a, b voldaan.Allocation) bool { return a.ID < b.ID }),
		cmpopts.SortSlices(func(a, b voldaan.Standing) bool { return a.ID < b.ID }),
		cmpopts.SortSlices(func(a, b voldaan.Promise) bool { return a.ID < b.ID }),
		cmpopts.SortSlices(func(a, b voldaan.Demand) bool {
			return a.Letter+"/"+voldaan.LetterID(a.Invoice) < b.Letter+"/"+voldaan.LetterID(b.Invoice)
		}),
	}
}
