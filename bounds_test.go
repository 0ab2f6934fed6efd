package voldaan

import "testing"

// said is an event on a customer's word alone.
func said(change func(*Event)) func(*Event) {
	return func(e *Event) { e.By = AuthorCustomer; change(e) }
}

func promised(inv InvoiceID, on, until Date) func(*Event) {
	return said(func(e *Event) { e.Invoice, e.Promise, e.On, e.Until = inv, PromiseID(e.ID), on, until })
}

func TestBoundsPromise(t *testing.T) {
	f := newFixture(t)
	f.refused(RefusedBound, EventPromised, promised("i1", today.Add(46), today.Add(48)))
	f.refused("", EventPromised, promised("i1", today.Add(45), today.Add(47)))

	f = newFixture(t)
	for n := range 2 {
		f.refused("", EventPromised, promised("i1", f.day.Add(2), f.day.Add(4)))
		f.refused("", EventPromiseBroken, func(e *Event) { e.Promise = f.l.Promises[n].ID })
		f.day += 5
	}
	f.refused(RefusedBound, EventPromised, promised("i1", f.day.Add(2), f.day.Add(4)))
	f.refused("", EventPromised, promised("i2", f.day.Add(2), f.day.Add(4))) // each invoice its own
	staff := promised("i1", f.day.Add(90), f.day.Add(92))
	f.refused("", EventPromised, func(e *Event) { staff(e); e.By = AuthorColleague }) // a person may agree
	f.folds()
}

func TestBoundsClaim(t *testing.T) {
	f := newFixture(t)
	claim := func(inv InvoiceID) func(*Event) {
		return said(func(e *Event) { e.Invoice, e.Until = inv, f.day.Add(3) })
	}
	f.refused("", EventPaymentClaimed, claim("i1"))
	f.day += 10
	f.refused("", EventPaymentClaimed, claim("i1"))
	f.day += 10
	f.refused(RefusedBound, EventPaymentClaimed, claim("i1"))
	f.refused("", EventPaymentClaimed, claim("i2"))
	f.folds()
}

func TestBoundsPausedDays(t *testing.T) {
	hold := func(inv InvoiceID, until Date) func(*Event) {
		return said(func(e *Event) { e.Invoice, e.Until, e.Reason = inv, until, HoldAway })
	}
	f := newFixture(t)
	f.refused(RefusedBound, EventHeld, hold("i1", today.Add(60))) // 61 days, both ends counted
	f.refused(RefusedBound, EventHeld, hold("i1", 0))             // without an end
	f.refused(RefusedBound, EventHeld, hold("", 0))
	f.refused("", EventHeld, hold("i1", today.Add(59)))
	f.refused("", EventHeld, hold("i1", today.Add(59))) // the same days count once
	f.day = today.Add(60)
	f.refused(RefusedBound, EventHeld, hold("i1", f.day))
	f.refused(RefusedBound, EventHeld, hold("", f.day)) // one of his invoices is at its bound
	f.refused("", EventHeld, hold("i2", f.day))
	f.refused("", EventHeld, func(e *Event) { e.Invoice, e.By, e.Until = "i1", AuthorColleague, f.day.Add(99) })

	f = newFixture(t) // what was ended early counts as far as it went
	f.refused("", EventHeld, hold("i1", today.Add(59)))
	f.day = today.Add(10)
	f.must(EventResumed, func(e *Event) { e.Invoice = "i1" })
	f.day = today.Add(20)
	f.refused(RefusedBound, EventHeld, hold("i1", f.day.Add(50))) // 10 + 51
	f.refused("", EventHeld, hold("i1", f.day.Add(49)))

	f = newFixture(t) // promises, claims and holds count together
	f.refused("", EventPromised, promised("i1", today.Add(38), today.Add(39)))
	f.refused("", EventHeld, said(func(e *Event) { e.Invoice, e.Until = "i1", today.Add(59) }))
	f.refused(RefusedBound, EventPaymentClaimed, said(func(e *Event) { e.Invoice, e.Until = "i1", today.Add(60) }))
	f.folds()
}

// TestBoundsDoNotHoldDisputes shows what has no bound since a person always
// looks: disputes and legal holds, and nothing that only bears such a reason.
func TestBoundsDoNotHoldDisputes(t *testing.T) {
	f := newFixture(t)
	for range 4 {
		f.refused("", EventDisputed, said(func(e *Event) { e.Invoice = "i1" }))
		f.refused("", EventHeld, said(func(e *Event) { e.Reason = HoldLegal }))
	}
	legal := func(change func(*Event)) func(*Event) {
		return said(func(e *Event) { change(e); e.Invoice, e.Reason = "i1", HoldLegal })
	}
	f.refused(RefusedBound, EventPromised, legal(promised("i1", today.Add(46), today.Add(48))))
	f.refused(RefusedBound, EventPaymentClaimed, legal(func(e *Event) { e.Until = today.Add(99) }))
	f.refused("", EventPaymentClaimed, said(func(e *Event) { e.Invoice, e.Until = "i1", today.Add(59) }))
	f.folds()
}

// TestBoundsOfLedger shows that a ledger's own bounds win over the default.
func TestBoundsOfLedger(t *testing.T) {
	f := newFixture(t)
	f.l.Bounds = Bounds{PromiseDays: 10, Promises: 1, Claims: 1, PausedDays: 20}
	f.refused(RefusedBound, EventPromised, promised("i1", today.Add(11), today.Add(12)))
	f.refused("", EventPromised, promised("i1", today.Add(10), today.Add(12)))
	f.refused(RefusedBound, EventPromised, promised("i1", today.Add(2), today.Add(3)))
	f.refused("", EventPaymentClaimed, said(func(e *Event) { e.Invoice, e.Until = "i1", today.Add(3) }))
	f.refused(RefusedBound, EventPaymentClaimed, said(func(e *Event) { e.Invoice, e.Until = "i1", today.Add(3) }))
	f.refused(RefusedBound, EventHeld, said(func(e *Event) { e.Invoice, e.Until = "i1", today.Add(20) }))
	f.refused("", EventHeld, said(func(e *Event) { e.Invoice, e.Until = "i1", today.Add(19) }))
}
