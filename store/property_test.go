package store_test

import (
	"context"
	"flag"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/store"
)

// boundChecks makes rapid try few stories, unless the command line says how
// many: each one goes through a real database.
func boundChecks(t *testing.T) {
	t.Helper()
	set := false
	flag.Visit(func(f *flag.Flag) { set = set || f.Name == "rapid.checks" })
	if !set {
		check(t, flag.Set("rapid.checks", "15"))
		check(t, flag.Set("rapid.nofailfile", "true"))
	}
}

// TestDecideKeepsTheLedger plays random stories. After each event the stored
// ledger is the one in memory, the log makes it anew, and the part of it that
// is loaded for daily work tells the same about what is open.
func TestDecideKeepsTheLedger(t *testing.T) {
	boundChecks(t)
	onEach(t, func(t *testing.T, db *store.DB) {
		ctx, stories := t.Context(), 0
		rapid.Check(t, func(rt *rapid.T) {
			stories++
			s := newStory(rt, ctx, db, fmt.Sprintf("s%d", stories))
			for range rapid.IntRange(5, 30).Draw(rt, "steps") {
				s.step()
				s.compare()
			}
		})
	})
}

// story is one customer in the database and his ledger in memory.
type story struct {
	*rapid.T
	ctx   context.Context //nolint:containedctx // of the one test
	db    *store.DB
	name  string
	day   voldaan.Date
	model *voldaan.Ledger
	log   []voldaan.Event
	ids   int
}

func newStory(t *rapid.T, ctx context.Context, db *store.DB, name string) *story {
	c := voldaan.Customer{ID: voldaan.CustomerID(name), Creditor: cr, Number: name, Kind: voldaan.KindBusiness}
	s := &story{T: t, ctx: ctx, db: db, name: name, day: today(), model: &voldaan.Ledger{Customer: c}}
	s.noError(db.Tx(ctx, func(tx *store.Tx) error { return tx.AddCustomer(c) }))
	return s
}

func (s *story) noError(err error) {
	s.Helper()
	if err != nil {
		s.Fatal(err)
	}
}

func (s *story) at() time.Time { return s.day.At(10, 0, time.UTC) }

// id names the n-th thing of a sort.
func (s *story) id(sort string, n int) string { return fmt.Sprintf("%s-%s%d", s.name, sort, n) }

// draw picks one of the things of a sort, now and then one that is not there.
func (s *story) draw(sort string, n int) string {
	return s.id(sort, rapid.IntRange(0, max(n-1, 1)).Draw(s.T, sort))
}

func (s *story) event(kind voldaan.EventKind, change func(*voldaan.Event)) voldaan.Event {
	stamp := voldaan.Stamp{
		Creditor: cr, Customer: s.model.Customer.ID, At: s.at(), Day: s.day, By: voldaan.AuthorOperator,
		New: func() string { s.ids++; return s.id("e", s.ids) },
	}
	e := stamp.Event(kind)
	if change != nil {
		change(&e)
	}
	return e
}

// step lets some days pass or one thing happen.
func (s *story) step() {
	actions := []func(){
		s.passDays, s.newInvoice, s.newInvoice, s.newPayment, s.newPayment, s.newContact, s.allocate, s.allocate, s.allocate,
		s.pause, s.pause, s.promise, s.promise, s.endStanding, s.endPromise, s.demand, s.demand, s.demandResult,
		s.changeContact, s.reverse, s.undo, s.stop,
	}
	rapid.SampledFrom(actions).Draw(s.T, "action")()
}

func (s *story) passDays() { s.day = s.day.Add(rapid.IntRange(1, 12).Draw(s.T, "days")) }

func (s *story) newInvoice() {
	n := len(s.model.Invoices)
	inv := voldaan.Invoice{
		ID: voldaan.InvoiceID(s.id("i", n)), Customer: s.model.Customer.ID, Number: s.id("i", n), Due: s.day + 3,
		Currency: voldaan.EUR, Total: voldaan.Amount(rapid.IntRange(1, 4).Draw(s.T, "total")) * 100,
	}
	s.apply(store.ScopeOpen, func(l *voldaan.Ledger) { l.Invoices = append(l.Invoices, inv) },
		s.event(voldaan.EventInvoiceRegistered, func(e *voldaan.Event) {
			e.Invoice, e.Amount, e.Until = inv.ID, inv.Total, inv.Due
		}))
}

func (s *story) newPayment() {
	n := len(s.model.Payments)
	p := voldaan.Payment{
		ID: voldaan.PaymentID(s.id("p", n)), Customer: s.model.Customer.ID, Kind: voldaan.PaymentTransfer,
		Reference: s.id("p", n), Day: s.day, Currency: voldaan.EUR,
		Amount: voldaan.Amount(rapid.IntRange(1, 6).Draw(s.T, "sum")) * 100,
	}
	s.apply(store.ScopeOpen, func(l *voldaan.Ledger) { l.Payments = append(l.Payments, p) },
		s.event(voldaan.EventPaymentBooked, func(e *voldaan.Event) { e.Payment, e.Amount = p.ID, p.Amount }))
}

func (s *story) newContact() {
	c := voldaan.Contact{
		ID: voldaan.ContactID(s.id("k", len(s.model.Contacts))), Customer: s.model.Customer.ID, Address: "a@zon.example",
	}
	s.apply(store.ScopeOpen, func(l *voldaan.Ledger) { l.Contacts = append(l.Contacts, c) },
		s.event(voldaan.EventContactAdded, func(e *voldaan.Event) { e.Contact = c.ID }))
}

// allocate pays one or two invoices in one transaction.
func (s *story) allocate() {
	var events []voldaan.Event
	for range rapid.IntRange(1, 2).Draw(s.T, "parts") {
		events = append(events, s.event(voldaan.EventAllocated, func(e *voldaan.Event) {
			e.Payment = voldaan.PaymentID(s.draw("p", len(s.model.Payments)))
			e.Invoice, e.Part, e.Amount = s.invoice(), voldaan.PartPrincipal, s.sum()
			if may := min(s.model.Unallocated(e.Payment), s.model.Open(e.Invoice)); may > 0 && rapid.Bool().Draw(s.T, "all") {
				e.Amount = may
			}
		}))
	}
	for i := range events {
		events[i].Group = events[0].ID
	}
	s.apply(store.ScopeOpen, nil, events...)
}

func (s *story) invoice() voldaan.InvoiceID {
	return voldaan.InvoiceID(s.draw("i", len(s.model.Invoices)))
}

func (s *story) sum() voldaan.Amount {
	return voldaan.Amount(rapid.IntRange(0, 4).Draw(s.T, "part")) * 50
}

func (s *story) author() voldaan.AuthorKind {
	return rapid.SampledFrom([]voldaan.AuthorKind{voldaan.AuthorOperator, voldaan.AuthorCustomer}).Draw(s.T, "author")
}

func (s *story) pause() {
	kinds := []voldaan.EventKind{
		voldaan.EventDisputed, voldaan.EventHeld, voldaan.EventPaymentClaimed, voldaan.EventPlanned,
		voldaan.EventHandedOver, voldaan.EventClosed,
	}
	s.apply(store.ScopeOpen, nil, s.event(rapid.SampledFrom(kinds).Draw(s.T, "pause"), func(e *voldaan.Event) {
		e.Invoice, e.Amount, e.By = s.invoice(), s.sum(), s.author()
		if e.Kind == voldaan.EventHeld && rapid.Bool().Draw(s.T, "every invoice") {
			e.Invoice = ""
		}
		if n := rapid.IntRange(0, 20).Draw(s.T, "until"); n > 0 {
			e.Until = s.day.Add(n)
		}
	}))
}

// promise gives a promise over one more invoice.
func (s *story) promise() {
	s.apply(store.ScopeOpen, nil, s.event(voldaan.EventPromised, func(e *voldaan.Event) {
		e.Invoice, e.Promise, e.Amount, e.By = s.invoice(), voldaan.PromiseID(s.draw("w", 3)), s.sum(), s.author()
		e.On = s.day.Add(rapid.IntRange(0, 50).Draw(s.T, "on"))
		e.Until = e.On + 2
	}))
}

func (s *story) endStanding() {
	ends := []voldaan.EventKind{
		voldaan.EventDisputeResolved, voldaan.EventResumed, voldaan.EventPlanEnded, voldaan.EventRecalled, voldaan.EventReopened,
	}
	e := s.event(rapid.SampledFrom(ends).Draw(s.T, "end"), func(e *voldaan.Event) {
		if len(s.model.Standings) > 0 {
			e.Invoice = rapid.SampledFrom(s.model.Standings).Draw(s.T, "standing").Invoice
		}
	})
	s.apply(store.Scope(e.Kind == voldaan.EventReopened), nil, e)
}

// endPromise ends promises as planning does, or one by hand.
func (s *story) endPromise() {
	if rapid.Bool().Draw(s.T, "by planning") {
		stamp := voldaan.Stamp{
			Creditor: cr, Customer: s.model.Customer.ID, At: s.at(), Day: s.day, By: voldaan.AuthorBot,
			New: func() string { s.ids++; return s.id("e", s.ids) },
		}
		s.apply(store.ScopeOpen, nil, voldaan.EndedPromises(s.model, &stamp)...)
		return
	}
	s.apply(store.ScopeOpen, nil, s.event(voldaan.EventPromiseWithdrawn, func(e *voldaan.Event) {
		e.Promise = voldaan.PromiseID(s.draw("w", 3))
	}))
}

func (s *story) demand() {
	s.apply(store.ScopeOpen, nil, s.event(voldaan.EventDemandQueued, func(e *voldaan.Event) {
		e.Letter, e.Invoice, e.Step = voldaan.LetterID(s.draw("l", 4)), s.invoice(), "reminder1"
		e.Amount = max(1, s.model.Demandable(e.Invoice, s.day))
	}))
}

func (s *story) demandResult() {
	kinds := []voldaan.EventKind{voldaan.EventDemandSent, voldaan.EventDemandCancelled, voldaan.EventDemandBounced}
	s.apply(store.ScopeOpen, nil, s.event(rapid.SampledFrom(kinds).Draw(s.T, "result"), func(e *voldaan.Event) {
		e.Letter = voldaan.LetterID(s.draw("l", 4))
	}))
}

func (s *story) changeContact() {
	kinds := []voldaan.EventKind{
		voldaan.EventContactBounced, voldaan.EventContactLeft, voldaan.EventContactStopped, voldaan.EventContactRestored,
	}
	s.apply(store.ScopeOpen, nil, s.event(rapid.SampledFrom(kinds).Draw(s.T, "contact change"), func(e *voldaan.Event) {
		e.Contact = voldaan.ContactID(s.draw("k", len(s.model.Contacts)))
	}))
}

func (s *story) reverse() {
	s.apply(store.ScopeAll, nil, s.event(voldaan.EventPaymentReversed, func(e *voldaan.Event) {
		e.Payment = voldaan.PaymentID(s.draw("p", len(s.model.Payments)))
	}))
}

func (s *story) stop() {
	kind := voldaan.EventStopped
	if s.model.Customer.Stopped {
		kind = voldaan.EventStarted
	}
	s.apply(store.ScopeOpen, nil, s.event(kind, nil))
}

// apply decides events in the database, and lets them happen in memory when
// they were taken.
func (s *story) apply(scope store.Scope, prepare func(*voldaan.Ledger), events ...voldaan.Event) {
	s.Helper()
	err := s.db.Tx(s.ctx, func(tx *store.Tx) error {
		return tx.Decide(cr, s.model.Customer.ID, scope, s.at(), func(l *voldaan.Ledger) ([]voldaan.Event, error) {
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
	if refusal(err) {
		return
	}
	s.noError(err)
	if prepare != nil {
		prepare(s.model)
	}
	for _, e := range events {
		if err := s.model.Apply(e); err != nil {
			s.Fatalf("the part of the ledger that was loaded took what the whole refuses: %v", err)
		}
		s.log = append(s.log, e)
	}
}

// undo takes a group back, as far as the rest can stand without it.
func (s *story) undo() {
	if len(s.log) == 0 {
		return
	}
	e := s.event(voldaan.EventUndone, func(e *voldaan.Event) { e.Ref = rapid.SampledFrom(s.log).Draw(s.T, "undone").Group })
	made, err := voldaan.Fold(s.model, append(s.log[:len(s.log):len(s.log)], e))
	if err != nil {
		return
	}
	s.noError(s.db.Tx(s.ctx, func(tx *store.Tx) error {
		return tx.Decide(cr, s.model.Customer.ID, store.ScopeAll, s.at(), func(l *voldaan.Ledger) ([]voldaan.Event, error) {
			*l = *made.Clone()
			return []voldaan.Event{e}, nil
		})
	}))
	version := s.model.Customer.Version
	s.model = made
	s.model.Customer.Version = version
	s.log = append(s.log, e)
}

// compare reads the ledger back, whole and in part.
func (s *story) compare() {
	s.Helper()
	var whole, part *voldaan.Ledger
	var log []voldaan.Event
	s.noError(s.db.Tx(s.ctx, func(tx *store.Tx) (err error) {
		if whole, err = tx.Ledger(cr, s.model.Customer.ID, store.ScopeAll, s.at()); err != nil {
			return err
		}
		if part, err = tx.Ledger(cr, s.model.Customer.ID, store.ScopeOpen, s.at()); err != nil {
			return err
		}
		log, err = tx.Events(cr, s.model.Customer.ID)
		return err
	}))
	if diff := cmp.Diff(s.model, whole, anyOrder()); diff != "" {
		s.Fatalf("stored is another ledger than in memory:\n%s", diff)
	}
	made, err := voldaan.Fold(whole, log)
	if err != nil {
		s.Fatalf("the log cannot be told again: %v", err)
	}
	if diff := cmp.Diff(whole, made, anyOrder()); diff != "" {
		s.Fatalf("the log makes another ledger:\n%s", diff)
	}
	s.comparePart(whole, part)
}

// comparePart checks that the loaded part tells the same of what it has, and
// that it has all that is not closed.
func (s *story) comparePart(whole, part *voldaan.Ledger) {
	s.Helper()
	loaded := map[voldaan.InvoiceID]bool{}
	for _, inv := range part.Invoices {
		loaded[inv.ID] = true
	}
	for _, inv := range whole.Invoices {
		for _, day := range []voldaan.Date{s.day, s.day + 3, s.day + 60} {
			if !loaded[inv.ID] {
				if !inv.Registered || !whole.Closed(inv.ID, day) {
					s.Fatalf("invoice %s is %s on %s and not loaded", inv.ID, whole.Status(inv.ID, day), day)
				}
				continue
			}
			if a, b := part.Open(inv.ID), whole.Open(inv.ID); a != b {
				s.Fatalf("%s of invoice %s are open, loaded %s", b, inv.ID, a)
			}
			if a, b := part.Demandable(inv.ID, day), whole.Demandable(inv.ID, day); a != b {
				s.Fatalf("%s of invoice %s may be demanded on %s, loaded %s", b, inv.ID, day, a)
			}
			if a, b := part.Status(inv.ID, day), whole.Status(inv.ID, day); a != b {
				s.Fatalf("invoice %s is %s on %s, loaded %s", inv.ID, b, day, a)
			}
			if a, b := whole.Pending(inv.Currency), part.Pending(inv.Currency); (a == "") != (b == "") {
				s.Fatalf("letter %q is on its way, loaded %q", a, b)
			}
		}
	}
	for _, p := range whole.Payments {
		if a, b := part.Unallocated(p.ID), whole.Unallocated(p.ID); a != b {
			s.Fatalf("%s of payment %s are left, loaded %s", b, p.ID, a)
		}
	}
}
