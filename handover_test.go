package voldaan

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestForHandover lets each standing stand against an invoice that is overdue.
func TestForHandover(t *testing.T) {
	type want struct {
		take []InvoiceID
		left []LeftOut
	}
	on := func(kind EventKind, change func(*Event)) func(*fixture) {
		return func(f *fixture) {
			f.must(kind, func(e *Event) {
				e.Invoice = "i1"
				if change != nil {
					change(e)
				}
			})
		}
	}
	left := func(s Status) want { return want{[]InvoiceID{"u1"}, []LeftOut{{"i1", s}}} }
	both := want{take: []InvoiceID{"i1", "u1"}}
	none := want{take: []InvoiceID{"u1"}}
	for name, c := range map[string]struct {
		before func(*fixture)
		want   want
	}{
		"overdue alone, the others are not due": {func(*fixture) {}, both},
		"due today":                             {func(f *fixture) { f.day = today.Add(-3) }, want{}},
		"a day late":                            {func(f *fixture) { f.day = today.Add(-2) }, both},
		"disputed":                              {on(EventDisputed, nil), left(StatusDisputed)},
		"a part is disputed":                    {on(EventDisputed, func(e *Event) { e.Amount = 99_999 }), both},
		"all of it is disputed, as a sum":       {on(EventDisputed, func(e *Event) { e.Amount = 100_000 }), left(StatusDisputed)},
		"held":                                  {on(EventHeld, nil), left(StatusHeld)},
		"promised":                              {on(EventPromised, func(e *Event) { e.Promise, e.On, e.Until = "p", today+2, today+4 }), left(StatusPromised)},
		"in instalments":                        {on(EventPlanned, func(e *Event) { e.Until = today + 60 }), left(StatusPlanned)},
		"said to be paid":                       {on(EventPaymentClaimed, func(e *Event) { e.Until = today + 3 }), left(StatusClaimedPaid)},
		"written off":                           {on(EventClosed, func(e *Event) { e.Reason = ClosedWrittenOff }), none},
		"handed over":                           {on(EventHandedOver, nil), none},
		"recalled":                              {func(f *fixture) { on(EventHandedOver, nil)(f); on(EventRecalled, nil)(f) }, both},
		"the customer is stopped":               {func(f *fixture) { f.must(EventStopped, nil) }, both},
		"a legal matter": {
			func(f *fixture) { f.must(EventHeld, func(e *Event) { e.Reason = HoldLegal }) },
			want{nil, []LeftOut{{"i1", StatusHeld}, {"u1", StatusHeld}}},
		},
		"paid": {func(f *fixture) {
			f.must(EventPaymentBooked, func(e *Event) { e.Payment, e.Amount = "p1", 100_000 })
			f.must(EventAllocated, func(e *Event) { e.Payment, e.Invoice, e.Part, e.Amount = "p1", "i1", PartPrincipal, 100_000 })
		}, none},
	} {
		f := newFixture(t)
		c.before(f)
		take, out := ForHandover(f.l, f.day)
		if diff := cmp.Diff(c.want, want{take, out}, cmp.AllowUnexported(want{}), ledgerOptions); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// TestHandover hands invoices over as a group: nothing of them is demanded any
// more, and a person's word alone does it.
func TestHandover(t *testing.T) {
	f := newFixture(t)
	events, err := Handover(f.l, []InvoiceID{"i1", "u1"}, f.stamp(AuthorOperator))
	if err != nil || len(events) != 2 || events[0].Group != events[1].Group {
		t.Fatalf("%v, %v", events, err)
	}
	f.log = append(f.log, events...)
	f.status("i1", StatusHandedOver, 0)
	f.status("i2", StatusOpen, 100_000)
	f.refused(RefusedCovered, EventDemandQueued, func(e *Event) { e.Letter, e.Invoice, e.Amount = "l1", "i1", 1 })
	f.folds()
	for _, c := range []struct {
		id   InvoiceID
		by   AuthorKind
		code RefusalCode
	}{
		{"i1", AuthorOperator, RefusedTwice},
		{"i2", AuthorOperator, RefusedNothing}, // not due yet
		{"i9", AuthorOperator, RefusedUnknown}, // not registered
	} {
		before := f.l.Clone()
		_, err := Handover(f.l, []InvoiceID{c.id}, f.stamp(c.by))
		var r *Refusal
		if !errors.As(err, &r) || r.Code != c.code || !equalLedgers(before, f.l) {
			t.Errorf("%s by %s: %v, want it refused as %s", c.id, c.by, err, c.code)
		}
	}
	f.must(EventRecalled, func(e *Event) { e.Invoice = "i1" })
	for _, by := range []AuthorKind{AuthorBot, AuthorCustomer, AuthorBank} {
		var r *Refusal
		if _, err := Handover(f.l, []InvoiceID{"i1"}, f.stamp(by)); !errors.As(err, &r) || r.Code != RefusedAuthor {
			t.Errorf("by %s: %v", by, err)
		}
	}
}
