package voldaan

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func equalLedgers(a, b *Ledger) bool { return cmp.Equal(a, b, ledgerOptions) }

// TestStandings plays each standing: how it is shown, what it covers, what
// ends it, and that nothing is left to end then.
func TestStandings(t *testing.T) {
	until := func(days int) func(*Event) { return func(e *Event) { e.Until = today.Add(days) } }
	for _, c := range []struct {
		make   EventKind
		change func(*Event)
		status Status
		end    EventKind
	}{
		{EventDisputed, nil, StatusDisputed, EventDisputeResolved},
		{EventHeld, nil, StatusHeld, EventResumed},
		{EventHeld, until(5), StatusHeld, EventResumed},
		{EventPlanned, until(60), StatusPlanned, EventPlanEnded},
		{EventPaymentClaimed, until(4), StatusClaimedPaid, ""},
		{EventPromised, func(e *Event) { e.Promise, e.On, e.Until = "pr1", today.Add(5), today.Add(7) }, StatusPromised, ""},
		{EventHandedOver, nil, StatusHandedOver, EventRecalled},
		{EventClosed, nil, StatusClosed, EventReopened},
	} {
		f := newFixture(t)
		on := func(e *Event) {
			e.Invoice = "i1"
			if c.change != nil && e.Kind == c.make {
				c.change(e)
			}
		}
		if c.end != "" {
			f.refused(RefusedNothing, c.end, on)
		}
		made := f.must(c.make, on)
		f.status("i1", c.status, 0)
		f.status("i2", StatusOpen, 100_000) // beside it
		s := f.l.Standings[0]
		if s.Event != made.ID || s.Start != today || s.By != AuthorColleague || s.Kind.Validate() != nil {
			t.Errorf("%s made %+v", c.make, s)
		}
		f.refused(RefusedCovered, EventDemandQueued, func(e *Event) { e.Letter, e.Invoice, e.Amount = "l1", "i1", 1 })
		if s.End != 0 {
			f.day = s.End
			f.status("i1", c.status, 0) // its last day
			f.day = s.End + 1
			f.status("i1", StatusOpen, 100_000)
			f.day = today
		}
		if c.end != "" {
			f.refused(RefusedNothing, c.end, func(e *Event) { e.Invoice = "i2" })
			f.must(c.end, on)
			f.status("i1", StatusOpen, 100_000)
			f.refused(RefusedNothing, c.end, on)
		}
		f.folds()
	}
}

// TestStandingRefusals are those that every standing shares.
func TestStandingRefusals(t *testing.T) {
	for _, kind := range []EventKind{
		EventDisputed, EventHeld, EventPromised, EventPaymentClaimed, EventPlanned, EventHandedOver, EventClosed,
	} {
		f := newFixture(t)
		whole := func(change func(*Event)) func(*Event) {
			return func(e *Event) {
				e.Invoice, e.Promise, e.Until = "i1", PromiseID(e.ID), today.Add(5)
				change(e)
			}
		}
		f.refused(RefusedUnknown, kind, whole(func(e *Event) { e.Invoice = "i9" })) // not registered
		f.refused(RefusedUnknown, kind, whole(func(e *Event) { e.Invoice = "i7" }))
		f.refused(RefusedAmount, kind, whole(func(e *Event) { e.Amount = -1 }))
		f.refused(RefusedAmount, kind, whole(func(e *Event) { e.Amount = 100_001 }))
		f.refused(RefusedMalformed, kind, whole(func(e *Event) { e.Until = today - 1 }))
		if kind != EventHeld {
			f.refused(RefusedUnknown, kind, whole(func(e *Event) { e.Invoice = "" }))
		}
		if kind == EventPromised || kind == EventPaymentClaimed {
			f.refused(RefusedMalformed, kind, whole(func(e *Event) { e.Until = 0 }))
		}
		if kind == EventPromised {
			f.refused(RefusedMalformed, kind, whole(func(e *Event) { e.Promise = "" }))
		}
		f.refused("", kind, whole(func(e *Event) { e.Until = today })) // ends today
		if kind == EventClosed || kind == EventHandedOver {
			f.refused(RefusedTwice, kind, whole(func(*Event) {}))
		}
		f.book()
		f.must(EventAllocated, func(e *Event) { e.Payment, e.Invoice, e.Part, e.Amount = "p1", "i2", PartPrincipal, 100_000 })
		f.refused(RefusedNothing, kind, whole(func(e *Event) { e.Invoice = "i2" })) // paid
		f.folds()
	}
}

// TestHoldAll is a hold on the whole customer: it covers each of his invoices,
// whatever is open, and never makes more of a claim.
func TestHoldAll(t *testing.T) {
	f := newFixture(t)
	f.refused(RefusedAmount, EventHeld, func(e *Event) { e.Amount = -1 })
	f.refused(RefusedNothing, EventResumed, nil)
	f.must(EventHeld, func(e *Event) { e.Until = today.Add(3) })
	for _, id := range []InvoiceID{"i1", "i2", "i3"} {
		f.status(id, StatusHeld, 0)
	}
	f.status("u1", StatusHeld, 0)
	f.refused(RefusedNothing, EventResumed, func(e *Event) { e.Invoice = "i1" })
	f.must(EventResumed, nil)
	f.status("i1", StatusOpen, 100_000)
	f.folds()
}

func TestPartialStandings(t *testing.T) {
	f := newFixture(t)
	part := func(sum Amount) func(*Event) {
		return func(e *Event) { e.Invoice, e.Amount, e.Promise, e.Until = "i1", sum, "pr1", today.Add(5) }
	}
	f.must(EventDisputed, func(e *Event) { e.Invoice, e.Amount = "i1", 30_000 })
	f.status("i1", StatusDisputed, 70_000)
	f.must(EventPromised, part(50_000))
	f.status("i1", StatusDisputed, 20_000)
	f.refused(RefusedCovered, EventDemandQueued, func(e *Event) { e.Letter, e.Invoice, e.Amount = "l1", "i1", 20_001 })
	f.refused("", EventDemandQueued, func(e *Event) { e.Letter, e.Invoice, e.Amount = "l1", "i1", 20_000 })
	f.must(EventPaymentClaimed, part(60_000)) // together more than the claim
	f.status("i1", StatusDisputed, 0)
	f.must(EventDisputeResolved, func(e *Event) { e.Invoice = "i1" })
	f.status("i1", StatusClaimedPaid, 0)
	f.day = today.Add(6)
	f.status("i1", StatusOpen, 100_000)
	f.folds()

	g := newFixture(t)
	g.must(EventDisputed, func(e *Event) { e.Invoice, e.Amount = "i1", 80_000 })
	g.book()
	g.must(EventAllocated, func(e *Event) { e.Payment, e.Invoice, e.Part, e.Amount = "p1", "i1", PartPrincipal, 50_000 })
	g.status("i1", StatusDisputed, 0) // less is open than was contested
	g.folds()
}

// TestStatusOrder lets the standings live side by side and takes away the most
// severe, one by one.
func TestStatusOrder(t *testing.T) {
	f := newFixture(t)
	on := func(e *Event) { e.Invoice = "i1" }
	days := func(e *Event) { e.Invoice, e.Until = "i1", today.Add(9) }
	f.must(EventPromised, func(e *Event) { days(e); e.Promise = "pr1" })
	f.status("i1", StatusPromised, 0)
	f.must(EventPaymentClaimed, func(e *Event) { days(e); e.Until = today.Add(4) })
	f.status("i1", StatusClaimedPaid, 0)
	f.must(EventPlanned, days)
	f.status("i1", StatusPlanned, 0)
	f.must(EventHeld, on)
	f.status("i1", StatusHeld, 0)
	f.must(EventDisputed, on)
	f.status("i1", StatusDisputed, 0)
	f.must(EventHandedOver, on)
	f.status("i1", StatusHandedOver, 0)
	f.must(EventClosed, on)
	f.status("i1", StatusClosed, 0)

	f.must(EventReopened, on)
	f.status("i1", StatusHandedOver, 0)
	f.must(EventRecalled, on)
	f.status("i1", StatusDisputed, 0)
	f.must(EventDisputeResolved, on)
	f.status("i1", StatusHeld, 0)
	f.must(EventResumed, on)
	f.status("i1", StatusPlanned, 0)
	f.must(EventPlanEnded, on)
	f.status("i1", StatusClaimedPaid, 0)
	f.day = today.Add(5)
	f.status("i1", StatusPromised, 0)
	f.must(EventPromiseBroken, func(e *Event) { e.Promise = "pr1" })
	f.status("i1", StatusOpen, 100_000)
	f.folds()
}

// TestEndByReason ends only the standings of one reason.
func TestEndByReason(t *testing.T) {
	f := newFixture(t)
	f.must(EventHeld, func(e *Event) { e.Invoice, e.Reason = "i1", HoldCase })
	f.must(EventHeld, func(e *Event) { e.Invoice, e.Reason = "i1", HoldQuestion })
	f.must(EventResumed, func(e *Event) { e.Invoice, e.Reason = "i1", HoldQuestion })
	f.status("i1", StatusHeld, 0)
	f.refused(RefusedNothing, EventResumed, func(e *Event) { e.Invoice, e.Reason = "i1", HoldQuestion })
	f.must(EventResumed, func(e *Event) { e.Invoice = "i1" })
	f.status("i1", StatusOpen, 100_000)
	f.folds()
}

func TestPromises(t *testing.T) {
	promise := func(inv InvoiceID, id PromiseID, sum Amount) func(*Event) {
		return func(e *Event) {
			e.Invoice, e.Promise, e.Amount, e.On, e.Until = inv, id, sum, today.Add(5), today.Add(7)
		}
	}
	for _, end := range []struct {
		kind  EventKind
		state PromiseState
	}{
		{EventPromiseKept, PromiseKept}, {EventPromiseBroken, PromiseBroken}, {EventPromiseWithdrawn, PromiseWithdrawn},
	} {
		f := newFixture(t)
		of := func(id PromiseID) func(*Event) { return func(e *Event) { e.Promise = id } }
		f.refused(RefusedNothing, end.kind, of("pr1"))
		made := f.must(EventPromised, promise("i1", "pr1", 40_000))
		f.must(EventPromised, promise("i2", "pr1", 10_000))
		f.must(EventPromised, promise("i3", "pr2", 0))
		want := Promise{
			ID: "pr1", Customer: "c1", Amount: 50_000, Day: today.Add(5), Made: today, Mail: made.Mail, State: PromiseOpen,
		}
		if diff := cmp.Diff(want, *f.l.Promise("pr1")); diff != "" {
			t.Errorf("a promise over two invoices:\n%s", diff)
		}
		f.refused(RefusedTwice, EventPromised, promise("i1", "pr1", 0)) // covers the invoice already
		f.day = today.Add(1)
		f.must(end.kind, of("pr1"))
		if got := f.l.Promise("pr1").State; got != end.state {
			t.Errorf("after %s the promise is %s", end.kind, got)
		}
		f.status("i1", StatusOpen, 100_000)
		f.status("i2", StatusOpen, 100_000)
		f.status("i3", StatusPromised, 0)
		f.refused(RefusedNothing, end.kind, of("pr1"))
		f.refused(RefusedTwice, EventPromised, promise("u1", "pr1", 0)) // it has ended
		f.folds()
	}
}

func TestEndedPromises(t *testing.T) {
	ended := func(f *fixture, want ...EventKind) {
		f.t.Helper()
		events := EndedPromises(f.l, f.stamp(AuthorBot))
		if diff := cmp.Diff(want, kinds(events), ledgerOptions); diff != "" {
			f.t.Errorf("on %s:\n%s", f.day, diff)
		}
		for _, e := range events {
			if err := f.apply(e); err != nil {
				f.t.Error(err)
			}
		}
	}
	paid := func(f *fixture, inv InvoiceID, sum Amount) {
		f.t.Helper()
		if f.l.Payment("p1") == nil {
			f.book()
		}
		f.must(EventAllocated, func(e *Event) { e.Payment, e.Invoice, e.Part, e.Amount = "p1", inv, PartPrincipal, sum })
	}
	promise := func(f *fixture, inv InvoiceID, sum Amount) {
		f.t.Helper()
		f.must(EventPromised, func(e *Event) {
			e.Invoice, e.Promise, e.Amount, e.On, e.Until = inv, "pr1", sum, today.Add(5), today.Add(7)
		})
	}

	f := newFixture(t) // nothing comes
	promise(f, "i1", 0)
	ended(f)
	f.day = today.Add(7)
	ended(f) // its grace is not over
	f.day++
	ended(f, EventPromiseBroken)
	ended(f)
	if s := f.l.Standings[0]; s.EndedBy != "" || s.EndedOn != 0 {
		t.Errorf("what ended on its day was ended again: %+v", s)
	}

	f = newFixture(t) // all comes
	promise(f, "i1", 0)
	paid(f, "i1", 100_000)
	ended(f, EventPromiseKept)
	ended(f)
	f.folds()

	f = newFixture(t) // a part comes where all was promised
	promise(f, "i1", 0)
	paid(f, "i1", 99_999)
	f.day = today.Add(8)
	ended(f, EventPromiseBroken)

	f = newFixture(t) // the promised part comes
	promise(f, "i1", 40_000)
	paid(f, "i1", 39_999)
	ended(f)
	paid(f, "i1", 1)
	ended(f, EventPromiseKept)
	f.status("i1", StatusOpen, 60_000)

	f = newFixture(t) // what came before does not keep it
	paid(f, "i1", 40_000)
	f.day++
	promise(f, "i1", 40_000)
	ended(f)
	f.day = today.Add(9)
	ended(f, EventPromiseBroken)

	f = newFixture(t) // the longest grace counts
	promise(f, "i1", 0)
	f.must(EventPromised, func(e *Event) { e.Invoice, e.Promise, e.Until = "i2", "pr1", today.Add(3) })
	f.day = today.Add(4)
	ended(f)
	f.day = today.Add(8)
	ended(f, EventPromiseBroken)

	f = newFixture(t) // both invoices
	promise(f, "i1", 0)
	promise(f, "i2", 0)
	paid(f, "i1", 60_000)
	f.must(EventPaymentBooked, func(e *Event) { e.Payment, e.Amount = "p2", 30_000 })
	ended(f)
	f.day = today.Add(8)
	ended(f, EventPromiseBroken)
	f.folds()
}
