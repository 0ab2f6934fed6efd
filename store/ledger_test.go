package store_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/store"
)

// documents are one of each thing that a ledger holds, with every field
// filled.
func documents(l *voldaan.Ledger) {
	l.Contacts = append(l.Contacts, voldaan.Contact{
		ID: "k1", Customer: c1, Address: "boek@zon.example", Name: "An Zon", Role: "billing", Known: true,
	})
	l.Invoices = append(l.Invoices, voldaan.Invoice{
		ID: "i1", Customer: c1, Number: "2026-1", Subject: "bread", Issued: today() - 30, Due: today() - 1,
		Currency: voldaan.EUR, Total: 12100, Net: 10000, BuyerReference: "PO 7", PaymentReference: "RF18539007547034",
		ContractDate: today() - 90, DiscountUntil: today() - 20, Discount: 200, Document: "ab12",
		LastStep: voldaan.StepName("reminder1"), LastContact: today() - 2,
	}, voldaan.Invoice{
		ID: "i2", Customer: c1, Number: "2026-2", Due: today() + 9, Currency: "USD", Total: 5,
	})
	l.Payments = append(l.Payments, voldaan.Payment{
		ID: "p1", Customer: c1, Kind: voldaan.PaymentTransfer, Account: "NL91ABNA0417164300", Reference: "B1", Day: today(),
		Currency: voldaan.EUR, Amount: 2100, Text: "2026-1",
	})
	l.Charges = append(l.Charges, voldaan.Charge{
		ID: "g1", Invoice: "i1", Kind: voldaan.ChargeInterest, Amount: 4000, Day: today(), Letter: "l1", Notice: "l0",
		From: today() - 5, To: today(), State: voldaan.ChargeWaived,
	})
	l.Plans = append(l.Plans, voldaan.InstalmentPlan{ID: "n1", Customer: c1, State: "agreed", Mail: "m1"})
	l.Instalments = append(l.Instalments,
		voldaan.Instalment{Plan: "n1", Number: 1, Day: today() + 10, Amount: 50},
		voldaan.Instalment{Plan: "n1", Number: 2, Day: today() + 20, Amount: 51})
}

// story are events about documents.
func (f *ledger) story() []voldaan.Event {
	return []voldaan.Event{
		f.event(voldaan.EventContactAdded, func(e *voldaan.Event) { e.Contact = "k1" }),
		f.event(voldaan.EventInvoiceRegistered, func(e *voldaan.Event) { e.Invoice, e.Amount, e.Until = "i1", 12100, today()-1 }),
		f.event(voldaan.EventInvoiceRegistered, func(e *voldaan.Event) { e.Invoice, e.Amount, e.Until = "i2", 5, today()+9 }),
		f.event(voldaan.EventPaymentBooked, func(e *voldaan.Event) { e.Payment, e.Amount = "p1", 2100 }),
		f.allocation("p1", "i1", 2000),
		f.event(voldaan.EventDemandQueued, func(e *voldaan.Event) {
			e.Letter, e.Invoice, e.Step, e.Amount = "l1", "i1", "reminder1", 10100
		}),
		f.event(voldaan.EventDemandSent, func(e *voldaan.Event) { e.Letter = "l1" }),
		f.event(voldaan.EventDisputed, func(e *voldaan.Event) {
			e.Invoice, e.Amount, e.Reason, e.By, e.Case = "i1", 100, "defective", voldaan.AuthorCustomer, "s1"
			e.Confidence = 934
			e.Evidence = voldaan.Evidence{Part: "reply", From: 3, To: 17, By: "rules"}
		}),
		f.event(voldaan.EventDisputeResolved, func(e *voldaan.Event) { e.Invoice, e.Author = "i1", "0011223344556677" }),
		f.event(voldaan.EventPromised, func(e *voldaan.Event) {
			e.Invoice, e.Promise, e.Amount, e.On, e.Until = "i1", "w1", 300, today()+5, today()+7
		}),
		f.event(voldaan.EventPlanned, func(e *voldaan.Event) { e.Invoice, e.Plan, e.Until = "i1", "n1", today()+20 }),
		f.event(voldaan.EventStopped, func(e *voldaan.Event) { e.Group = "e1" }),
	}
}

// notice is a legal notice that arrived.
func (f *ledger) notice() []voldaan.Event {
	return []voldaan.Event{
		f.event(voldaan.EventDemandQueued, func(e *voldaan.Event) {
			e.Letter, e.Notice, e.Invoice, e.Step, e.Amount = "l2", "l2", "i2", "formal_notice", 5
		}),
		f.event(voldaan.EventDemandSent, func(e *voldaan.Event) { e.Letter = "l2" }),
		f.event(voldaan.EventNoticeReceived, func(e *voldaan.Event) {
			e.Letter, e.On, e.Reason = "l2", today()+1, string(voldaan.ProofRead)
		}),
	}
}

// TestLedgerWhole stores one of each thing and reads all of it back.
func TestLedgerWhole(t *testing.T) {
	onEach(t, func(t *testing.T, db *store.DB) {
		f := ledgerIn(t, db)
		events := f.story()
		last := len(events) - 1
		events = slices.Insert(events, last, f.notice()...) // before everything is stopped
		want := &voldaan.Ledger{}
		check(t, f.apply(store.ScopeOpen, func(l *voldaan.Ledger) { documents(l); want = l }, events...))
		for _, scope := range []store.Scope{store.ScopeOpen, store.ScopeAll} {
			if diff := cmp.Diff(want, f.read(scope), anyOrder()); diff != "" {
				t.Errorf("scope %v:\n%s", scope, diff)
			}
		}
		for i := range events {
			events[i].Seq = int64(i + 1)
		}
		same(t, "the log", f.log(), events)
		within(t, db, func(tx *store.Tx) {
			l := must(tx.Ledger(other, c1, store.ScopeAll, now()))(t)
			if len(l.Invoices)+len(l.Contacts)+len(l.Standings)+len(l.Demands)+len(l.Charges)+len(l.Plans)+len(l.Instalments) != 0 {
				t.Errorf("another creditor's customer of the same id has %+v", l)
			}
			got := must(tx.DueAccounts(cr, today(), "h"))(t)
			want := []store.Account{
				{Customer: c1, Currency: voldaan.EUR, LookOn: today()}, {Customer: c1, Currency: "USD", LookOn: today()},
			}
			same(t, "accounts to look at", got, want)
		})
	})
}

// TestDecideFails stores nothing when the decision fails, be it a refusal or
// anything else.
func TestDecideFails(t *testing.T) {
	onEach(t, func(t *testing.T, db *store.DB) {
		f := ledgerIn(t, db)
		f.invoice("i1", 1000)
		before, events := f.read(store.ScopeAll), len(f.log())
		failure := errors.New("no")
		within(t, db, func(tx *store.Tx) {
			err := tx.Decide(cr, c1, store.ScopeOpen, now(), func(l *voldaan.Ledger) ([]voldaan.Event, error) {
				e := f.event(voldaan.EventDisputed, func(e *voldaan.Event) { e.Invoice = "i1" })
				check(t, l.Apply(e))
				return []voldaan.Event{e}, failure
			})
			if !errors.Is(err, failure) {
				t.Errorf("got %v", err)
			}
		})
		if diff := cmp.Diff(before, f.read(store.ScopeAll), anyOrder()); diff != "" || len(f.log()) != events {
			t.Errorf("a failed decision changed the ledger:\n%s", diff)
		}
		err := f.apply(store.ScopeOpen, nil, f.event(voldaan.EventAllocated, nil))
		if !refusal(err) {
			t.Errorf("a refusal is not passed on: %v", err)
		}
		again := f.log()[0]
		failed(t, f.apply(store.ScopeOpen, nil, func() voldaan.Event {
			e := f.event(voldaan.EventNoted, nil)
			e.ID = again.ID
			return e
		}()), "e1", "already")
		within(t, db, func(tx *store.Tx) {
			failed(t, tx.Decide(cr, "nobody", store.ScopeOpen, now(), nil), "nobody")
		})
	})
}

// TestScopeOpen leaves out what is settled, and takes it in again when it is
// not settled any more.
func TestScopeOpen(t *testing.T) {
	onEach(t, func(t *testing.T, db *store.DB) {
		f := ledgerIn(t, db)
		has := func(invoices, payments, allocations, standings, demands string) {
			t.Helper()
			l := f.read(store.ScopeOpen)
			for _, c := range []struct{ what, got, want string }{
				{"invoices", ids(l.Invoices, func(i voldaan.Invoice) voldaan.InvoiceID { return i.ID }), invoices},
				{"payments", ids(l.Payments, func(p voldaan.Payment) voldaan.PaymentID { return p.ID }), payments},
				{"allocations", ids(l.Allocations, func(a voldaan.Allocation) voldaan.InvoiceID { return a.Invoice }), allocations},
				{"standings", ids(l.Standings, func(s voldaan.Standing) voldaan.StandingKind { return s.Kind }), standings},
				{"demands", ids(l.Demands, func(d voldaan.Demand) voldaan.LetterID { return d.Letter }), demands},
			} {
				if c.got != c.want {
					t.Errorf("%s: %q, want %q", c.what, c.got, c.want)
				}
			}
		}
		f.invoice("i1", 1000)
		f.invoice("i2", 500)
		f.payment("p1", 1500)
		f.must(voldaan.EventDemandQueued, func(e *voldaan.Event) { e.Letter, e.Invoice, e.Amount = "l1", "i1", 1000 })
		f.must(voldaan.EventDemandSent, func(e *voldaan.Event) { e.Letter = "l1" })
		f.must(voldaan.EventDisputed, func(e *voldaan.Event) { e.Invoice = "i1" })
		has("i1 i2", "p1", "", "dispute", "l1")
		check(t, f.apply(store.ScopeOpen, nil, f.allocation("p1", "i1", 1000)))
		has("i2", "p1", "i1", "", "l1") // the demand counts for the caps and the rhythm
		check(t, f.apply(store.ScopeOpen, nil, f.allocation("p1", "i2", 500)))
		has("", "", "", "", "l1")
		f.day += voldaan.MaxWait
		has("", "", "", "", "l1")
		f.day += 3
		has("", "", "", "", "")
		f.must(voldaan.EventPaymentReversed, func(e *voldaan.Event) { e.Payment = "p1" })
		has("i1 i2", "", "", "dispute", "l1")
		f.must(voldaan.EventClosed, func(e *voldaan.Event) { e.Invoice, e.Reason = "i1", voldaan.ClosedWrittenOff })
		has("i2", "", "", "", "")
		f.must(voldaan.EventReopened, func(e *voldaan.Event) { e.Invoice = "i1" })
		has("i1 i2", "", "", "dispute closure", "l1")
		f.must(voldaan.EventClosed, func(e *voldaan.Event) { e.Invoice, e.Until = "i1", f.day+3 })
		has("i1 i2", "", "", "dispute closure closure", "l1") // it opens by itself
		// What a plan covers stays in sight until the plan has ended.
		f.invoice("i3", 300)
		f.payment("p3", 300)
		check(t, f.apply(store.ScopeAll, func(l *voldaan.Ledger) {
			l.Plans = append(l.Plans, voldaan.InstalmentPlan{ID: "pl", Customer: c1, Made: f.day})
		}))
		f.must(voldaan.EventPlanned, func(e *voldaan.Event) { e.Invoice, e.Plan = "i3", "pl" })
		check(t, f.apply(store.ScopeOpen, nil, f.allocation("p3", "i3", 300)))
		has("i1 i2 i3", "", "i3", "dispute closure closure plan", "l1")
		f.must(voldaan.EventPlanEnded, func(e *voldaan.Event) { e.Plan, e.Reason = "pl", string(voldaan.PlanDone) })
		has("i1 i2", "", "", "dispute closure closure", "l1")
	})
}

// TestScopeOpenPromise keeps what the end of a promise depends on: an invoice
// that was paid as promised.
func TestScopeOpenPromise(t *testing.T) {
	onEach(t, func(t *testing.T, db *store.DB) {
		f := ledgerIn(t, db)
		f.invoice("i1", 1000)
		f.must(voldaan.EventPromised, func(e *voldaan.Event) {
			e.Invoice, e.Promise, e.On, e.Until = "i1", "w1", f.day+5, f.day+7
		})
		f.payment("p1", 1000)
		check(t, f.apply(store.ScopeOpen, nil, f.allocation("p1", "i1", 1000)))
		s := voldaan.Stamp{
			Creditor: cr, Customer: c1, At: now(), Day: f.day, By: voldaan.AuthorBot, New: func() string { return "kept" },
		}
		events := voldaan.EndedPromises(f.read(store.ScopeOpen), &s)
		if len(events) != 1 || events[0].Kind != voldaan.EventPromiseKept {
			t.Fatalf("a promise that was kept ends by %+v", events)
		}
		check(t, f.apply(store.ScopeOpen, nil, events...))
		if l := f.read(store.ScopeOpen); len(l.Invoices) != 0 || len(l.Standings) != 0 {
			t.Errorf("after its end the invoice is not in the archive: %+v", l)
		}
		if l := f.read(store.ScopeAll); l.Promises[0].State != voldaan.PromiseKept || l.Standings[0].EndedBy != "kept" {
			t.Errorf("it was kept: %+v %+v", l.Promises, l.Standings)
		}
	})
}

// TestUndo removes the rows that the group made and keeps the log.
func TestUndo(t *testing.T) {
	onEach(t, func(t *testing.T, db *store.DB) {
		f := ledgerIn(t, db)
		f.invoice("i1", 1000)
		f.payment("p1", 1000)
		a := f.allocation("p1", "i1", 1000)
		check(t, f.apply(store.ScopeOpen, nil, a))
		if l := f.read(store.ScopeOpen); len(l.Invoices)+len(l.Payments) != 0 {
			t.Errorf("paid, and yet open: %+v", l)
		}
		check(t, f.undo(a.Group))
		l := f.read(store.ScopeOpen)
		if l.Open("i1") != 1000 || l.Unallocated("p1") != 1000 || len(f.read(store.ScopeAll).Allocations) != 0 {
			t.Errorf("after undo %s are open and %s to allocate: %+v", l.Open("i1"), l.Unallocated("p1"), l)
		}
		p := f.must(voldaan.EventPromised, func(e *voldaan.Event) {
			e.Invoice, e.Promise, e.On, e.Until = "i1", "w1", f.day+5, f.day+7
		})
		check(t, f.undo(p.Group))
		if l := f.read(store.ScopeAll); len(l.Promises)+len(l.Standings) != 0 {
			t.Errorf("after undo: %+v %+v", l.Promises, l.Standings)
		}
		if n := len(f.log()); n != 6 {
			t.Errorf("the log has %d events, want 6", n)
		}
	})
}

// TestLetterDemandsTogether changes every line of a letter, also that of an
// invoice that was paid long ago.
func TestLetterDemandsTogether(t *testing.T) {
	onEach(t, func(t *testing.T, db *store.DB) {
		f := ledgerIn(t, db)
		f.payment("p1", 1000)
		for _, id := range []voldaan.InvoiceID{"i1", "i2"} {
			f.invoice(id, 1000)
			f.must(voldaan.EventDemandQueued, func(e *voldaan.Event) { e.Letter, e.Invoice, e.Amount = "l1", id, 1000 })
		}
		check(t, f.apply(store.ScopeOpen, nil, f.allocation("p1", "i1", 1000)))
		f.day += 20
		sent := f.event(voldaan.EventDemandSent, func(e *voldaan.Event) { e.Letter = "l1" })
		check(t, f.apply(store.ScopeOpen, nil, sent))
		for _, d := range f.read(store.ScopeAll).Demands {
			if d.State != voldaan.DemandSent {
				t.Errorf("the demand of %s is %s", d.Invoice, d.State)
			}
		}
	})
}
