package voldaan

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// today is the Wednesday on which the tables play.
const today Date = 739679 // 2026-03-04

// fixture is one customer's ledger with what a test needs to change it.
type fixture struct {
	t   testing.TB
	l   *Ledger
	day Date
	log []Event
	ids int
	ps  Policies // none: the one that ships
}

// newFixture is a customer with a billing contact, three registered invoices
// of 1000.00 EUR each (i1, i2 and i3, the last due before i2), and one of
// 500.00 USD, u1; p1 and p2 are payments of 1000.00 and 300.00 EUR that are
// not booked yet, and i9 an invoice that is not registered.
func newFixture(t testing.TB) *fixture {
	f := &fixture{t: t, day: today, l: &Ledger{
		Customer: Customer{ID: "c1", Creditor: "kade", Kind: KindBusiness},
		Contacts: []Contact{
			{ID: "k1", Customer: "c1", Address: "boek@linde.example", Role: "billing", Known: true},
			{ID: "k2", Customer: "c1", Address: "tom@linde.example", Known: true},
		},
		Invoices: []Invoice{
			invoice("i1", today.Add(-3), 100_000, EUR), invoice("i2", today.Add(30), 100_000, EUR),
			invoice("i3", today.Add(10), 100_000, EUR), invoice("u1", today.Add(-3), 50_000, "USD"),
			invoice("i9", today, 100_000, EUR),
		},
		Payments: []Payment{
			{ID: "p1", Customer: "c1", Kind: PaymentTransfer, Currency: EUR, Amount: 100_000, Day: today},
			{ID: "p2", Customer: "c1", Kind: PaymentTransfer, Currency: EUR, Amount: 30_000, Day: today},
		},
	}}
	f.must(EventContactAdded, func(e *Event) { e.Contact = "k1" })
	for _, id := range []InvoiceID{"i1", "i2", "i3", "u1"} {
		f.register(id)
	}
	return f
}

func invoice(id InvoiceID, due Date, total Amount, cur Currency) Invoice {
	return Invoice{
		ID: id, Customer: "c1", Number: "2026-" + string(id), Issued: due.Add(-30), Due: due, Currency: cur, Total: total,
	}
}

func (f *fixture) register(id InvoiceID) {
	f.t.Helper()
	inv := find(f.l.Invoices, func(i *Invoice) bool { return i.ID == id })
	f.must(EventInvoiceRegistered, func(e *Event) { e.Invoice, e.Amount, e.Until = id, inv.Total, inv.Due })
}

// stamp makes events of the fixture's day, written at ten in the morning.
func (f *fixture) stamp(by AuthorKind) *Stamp {
	return &Stamp{
		Creditor: "kade", Customer: "c1", At: f.at(), Day: f.day, By: by, Mail: "m1",
		New: func() string { f.ids++; return "e" + strconv.Itoa(f.ids) },
	}
}

func (f *fixture) at() time.Time { return f.day.At(10, 0, time.UTC) }

// event is an event of a colleague, unless the change says otherwise.
func (f *fixture) event(kind EventKind, change func(*Event)) Event {
	e := f.stamp(AuthorColleague).Event(kind)
	if change != nil {
		change(&e)
	}
	return e
}

// apply applies an event and checks that a refused one changes nothing.
func (f *fixture) apply(e Event) error {
	f.t.Helper()
	before := f.l.Clone()
	err := f.l.Apply(e)
	if err == nil {
		f.log = append(f.log, e)
		return nil
	}
	if diff := cmp.Diff(before, f.l, ledgerOptions); diff != "" {
		f.t.Errorf("%s was refused and changed the ledger:\n%s", e.Kind, diff)
	}
	return err
}

func (f *fixture) must(kind EventKind, change func(*Event)) Event {
	f.t.Helper()
	e := f.event(kind, change)
	if err := f.apply(e); err != nil {
		f.t.Fatal(err)
	}
	return e
}

// refused applies an event that must be refused with a code; an empty code is
// one that must be taken.
func (f *fixture) refused(code RefusalCode, kind EventKind, change func(*Event)) {
	f.t.Helper()
	err := f.apply(f.event(kind, change))
	var r *Refusal
	switch {
	case err == nil && code != "":
		f.t.Errorf("%s was taken, want it refused as %s", kind, code)
	case err != nil && (!errors.As(err, &r) || r.Code != code):
		f.t.Errorf("%v; want code %q", err, code)
	case err != nil && (r.Event != kind || r.Error() == ""):
		f.t.Errorf("the refusal %q names %q, not %s", err, r.Event, kind)
	}
}

// status checks the status and the sum that may be demanded of an invoice.
func (f *fixture) status(id InvoiceID, status Status, may Amount) {
	f.t.Helper()
	if got := f.l.Status(id, f.day); got != status {
		f.t.Errorf("%s on %s is %s, want %s", id, f.day, got, status)
	}
	if got := f.l.Demandable(id, f.day); got != may {
		f.t.Errorf("%s of %s may be demanded on %s, want %s", got, id, f.day, may)
	}
}

// folds checks that the log makes the ledger anew.
func (f *fixture) folds() {
	f.t.Helper()
	got, err := Fold(f.l, f.log)
	if err != nil {
		f.t.Fatalf("fold: %v", err)
	}
	if diff := cmp.Diff(f.l, got, ledgerOptions); diff != "" {
		f.t.Errorf("the log makes another ledger:\n%s", diff)
	}
}

// ledgerOptions compare ledgers: an empty list is as good as none.
var ledgerOptions = cmp.Options{cmpopts.EquateEmpty()}

// weekdays is a calendar whose only days off are weekends and those named.
func weekdays(off ...Date) Calendar {
	c := Calendar{Country: "NL", Holidays: map[Date]string{}}
	for _, d := range off {
		c.Holidays[d] = "day off"
	}
	return c
}

// lines writes a draft as "kind: invoice step amount, ...".
func (d *Draft) lines() string {
	if d == nil {
		return ""
	}
	s := string(d.Kind) + ":"
	for _, l := range d.Lines {
		s += fmt.Sprintf(" %s %s %s", l.Invoice, l.Step, l.Amount)
	}
	return s
}

// kinds lists the kinds of events.
func kinds(events []Event) []EventKind {
	var out []EventKind
	for _, e := range events {
		out = append(out, e.Kind)
	}
	return slices.Clip(out)
}

// demand queues a letter about one invoice; a notice is a legal one.
func (f *fixture) demand(letter LetterID, id InvoiceID, notice bool) {
	f.t.Helper()
	f.must(EventDemandQueued, func(e *Event) {
		e.Letter, e.Invoice, e.Step, e.Amount = letter, id, StepFinalDemand, f.l.Demandable(id, f.day)
		if notice {
			e.Notice = letter
		}
	})
}

// charge claims a sum on top of an invoice in a letter, which is queued when it
// is not there yet.
func (f *fixture) charge(letter LetterID, id InvoiceID, kind ChargeKind, sum Amount) EventID {
	f.t.Helper()
	if find(f.l.Demands, func(d *Demand) bool { return d.Letter == letter && d.Invoice == id }) == nil {
		f.demand(letter, id, false)
	}
	return f.must(EventCharged, func(e *Event) {
		e.Letter, e.Invoice, e.Reason, e.Amount = letter, id, string(kind), sum
		if kind == ChargeInterest {
			e.On, e.Until = f.l.Invoice(id).Due+1, f.day
		}
	}).ID
}

// sent lets a letter leave.
func (f *fixture) sent(letter LetterID) {
	f.t.Helper()
	f.must(EventDemandSent, func(e *Event) { e.Letter = letter })
}
