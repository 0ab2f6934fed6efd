package voldaan

import (
	"testing"
)

func TestApplyRefusesAny(t *testing.T) {
	f := newFixture(t)
	f.refused(RefusedUnknown, EventNoted, func(e *Event) { e.Customer = "c2" })
	f.refused(RefusedUnknown, EventNoted, func(e *Event) { e.Creditor = "other" })
	f.refused(RefusedMalformed, EventNoted, func(e *Event) { e.ID = "" })
	f.refused(RefusedMalformed, EventNoted, func(e *Event) { e.Day = 0 })
	f.refused(RefusedMalformed, EventNoted, func(e *Event) { e.By = "" })
	f.refused(RefusedMalformed, EventNoted, func(e *Event) { e.By = "robot" })
	f.refused(RefusedMalformed, "gossiped", nil)
	f.refused(RefusedMalformed, EventUndone, func(e *Event) { e.Ref = f.log[0].Group })
}

// TestApplyStory shows that events of the story change nothing.
func TestApplyStory(t *testing.T) {
	f := newFixture(t)
	before := f.l.Clone()
	for _, k := range []EventKind{EventMailRead, EventAnswered, EventCaseOpened, EventCaseKept, EventCaseClosed, EventNoted} {
		f.refused("", k, func(e *Event) { e.By = AuthorCustomer })
	}
	if !equalLedgers(before, f.l) {
		t.Error("a part of the story changed the ledger")
	}
	f.folds()
}

// TestApplyAuthors is invariants 5 and 6 as a table: who may say what.
func TestApplyAuthors(t *testing.T) {
	money := map[AuthorKind]bool{AuthorBank: true, AuthorColleague: true, AuthorOperator: true}
	staff := map[AuthorKind]bool{AuthorColleague: true, AuthorOperator: true}
	staffOrBot := map[AuthorKind]bool{AuthorColleague: true, AuthorOperator: true, AuthorBot: true}
	allocators := map[AuthorKind]bool{AuthorBank: true, AuthorColleague: true, AuthorOperator: true, AuthorBot: true}
	anybody := map[AuthorKind]bool{
		AuthorBank: true, AuthorColleague: true, AuthorOperator: true, AuthorBot: true, AuthorCustomer: true,
	}
	for _, c := range []struct {
		kind   EventKind
		may    map[AuthorKind]bool
		before func(*fixture)
		change func(*Event)
	}{
		{EventPaymentBooked, money, nil, func(e *Event) { e.Payment, e.Amount = "p1", 100_000 }},
		{EventPaymentReversed, money, (*fixture).book, func(e *Event) { e.Payment = "p1" }},
		{EventAllocated, allocators, (*fixture).book, func(e *Event) {
			e.Payment, e.Invoice, e.Part, e.Amount = "p1", "i1", PartPrincipal, 100
		}},
		{EventInvoiceRegistered, money, nil, func(e *Event) { e.Invoice, e.Amount, e.Until = "i9", 100_000, today }},
		{EventDisputeResolved, staff, (*fixture).dispute, func(e *Event) { e.Invoice = "i1" }},
		{EventPlanned, staff, nil, func(e *Event) { e.Invoice, e.Plan, e.Until = "i1", "pl", today.Add(60) }},
		{EventHandedOver, staff, nil, func(e *Event) { e.Invoice = "i1" }},
		{EventRecalled, staff, func(f *fixture) {
			f.must(EventHandedOver, func(e *Event) { e.Invoice = "i1" })
		}, func(e *Event) { e.Invoice = "i1" }},
		{EventClosed, staff, nil, func(e *Event) { e.Invoice, e.Reason = "i1", ClosedWrittenOff }},
		{EventReopened, staff, func(f *fixture) {
			f.must(EventClosed, func(e *Event) { e.Invoice = "i1" })
		}, func(e *Event) { e.Invoice = "i1" }},
		{EventStarted, staff, func(f *fixture) { f.must(EventStopped, nil) }, nil},
		{EventContactRestored, staff, func(f *fixture) {
			f.must(EventContactLeft, func(e *Event) { e.Contact = "k1" })
		}, func(e *Event) { e.Contact = "k1" }},
		{EventResumed, staffOrBot, func(f *fixture) {
			f.must(EventHeld, func(e *Event) { e.Invoice = "i1" })
		}, func(e *Event) { e.Invoice = "i1" }},
		{EventStopped, anybody, nil, nil},
		{EventContactLeft, anybody, nil, func(e *Event) { e.Contact = "k1" }},
		{EventDisputed, anybody, nil, func(e *Event) { e.Invoice = "i1" }},
		{EventHeld, anybody, nil, func(e *Event) { e.Invoice, e.Until = "i1", today.Add(3) }},
		{EventPromised, anybody, nil, func(e *Event) {
			e.Invoice, e.Promise, e.On, e.Until = "i1", "pr", today.Add(3), today.Add(5)
		}},
		{EventPaymentClaimed, anybody, nil, func(e *Event) { e.Invoice, e.Until = "i1", today.Add(3) }},
	} {
		for by := range anybody {
			f := newFixture(t)
			if c.before != nil {
				c.before(f)
			}
			code := RefusedAuthor
			if c.may[by] {
				code = ""
			}
			f.refused(code, c.kind, func(e *Event) {
				if c.change != nil {
					c.change(e)
				}
				e.By = by
			})
			f.folds()
		}
	}
}

// TestApplyBotKeepsLegal shows that only a person ends a legal hold.
func TestApplyBotKeepsLegal(t *testing.T) {
	f := newFixture(t)
	f.must(EventHeld, func(e *Event) { e.Reason, e.By = HoldLegal, AuthorCustomer })
	f.must(EventHeld, func(e *Event) { e.Reason, e.By, e.Until = HoldUnread, AuthorBot, f.day.Add(3) })
	bot := func(e *Event) { e.By = AuthorBot }
	f.refused(RefusedAuthor, EventResumed, bot) // without a reason it would end both
	f.refused(RefusedAuthor, EventResumed, func(e *Event) { bot(e); e.Reason = HoldLegal })
	f.refused("", EventResumed, func(e *Event) { bot(e); e.Reason = HoldUnread })
	f.status("i1", StatusHeld, 0)
	f.refused("", EventResumed, nil)
	f.status("i1", StatusOpen, 100_000)
	f.folds()
}

func (f *fixture) book() {
	f.t.Helper()
	f.must(EventPaymentBooked, func(e *Event) { e.Payment, e.Amount = "p1", 100_000 })
}

func (f *fixture) dispute() {
	f.t.Helper()
	f.must(EventDisputed, func(e *Event) { e.Invoice, e.Reason = "i1", string(ReasonDefective) })
}

func TestApplyContacts(t *testing.T) {
	f := newFixture(t)
	on := func(id ContactID) func(*Event) { return func(e *Event) { e.Contact = id } }
	f.refused(RefusedUnknown, EventContactAdded, on("k9"))
	f.refused(RefusedTwice, EventContactAdded, on("k1"))
	f.refused(RefusedTwice, EventContactRestored, on("k1"))
	if c := f.l.Contact("k1"); !c.CanReceive() || c.Event != f.log[0].ID {
		t.Errorf("an added contact: %+v", c)
	}
	if got := f.l.Receivers(); len(got) != 1 || got[0].ID != "k1" {
		t.Errorf("receivers %v", got)
	}
	f.must(EventContactAdded, on("k2"))
	if got := f.l.Receivers(); len(got) != 1 || got[0].ID != "k1" {
		t.Errorf("billing contacts come first: %v", got)
	}
	f.must(EventContactBounced, on("k1"))
	f.refused(RefusedTwice, EventContactBounced, on("k1"))
	f.refused(RefusedTwice, EventContactAdded, on("k1")) // only a person brings it back
	if got := f.l.Receivers(); len(got) != 1 || got[0].ID != "k2" {
		t.Errorf("without a billing contact all count: %v", got)
	}
	f.must(EventContactLeft, on("k2"))
	f.must(EventContactStopped, on("k2"))
	if got := f.l.Receivers(); got != nil {
		t.Errorf("nobody may be written to, not %v", got)
	}
	f.must(EventContactRestored, on("k2"))
	if got := f.l.Contact("k2"); got.Standing != ContactActive || f.l.ContactAt("tom@linde.example") != got {
		t.Errorf("a restored contact: %+v", got)
	}
	f.l.Contact("k2").Known = false
	if got := f.l.Receivers(); got != nil {
		t.Errorf("nobody vouches for %v", got)
	}
	f.folds()
}

func TestApplyRegistered(t *testing.T) {
	register := func(change func(*Invoice), event func(*Event), code RefusalCode) {
		t.Helper()
		f := newFixture(t)
		inv := &f.l.Invoices[4]
		change(inv)
		f.refused(code, EventInvoiceRegistered, func(e *Event) {
			e.Invoice, e.Amount, e.Until = inv.ID, inv.Total, inv.Due
			if event != nil {
				event(e)
			}
		})
		if inv.Registered != (code == "") || (f.l.Invoice("i9") != nil) != (code == "") {
			t.Errorf("registered %v after %q", inv.Registered, code)
		}
		f.folds()
	}
	as := func(*Invoice) {}
	register(as, nil, "")
	register(func(i *Invoice) { i.Issued = 0 }, nil, "")
	register(func(i *Invoice) { i.Issued = i.Due }, nil, "") // due at once
	register(func(i *Invoice) { i.Total = MaxAmount }, nil, "")
	register(as, func(e *Event) { e.Invoice = "i8" }, RefusedUnknown)
	register(as, func(e *Event) { e.Invoice = "i1" }, RefusedTwice)
	register(func(i *Invoice) { i.Number = "2026-i1" }, nil, RefusedTwice)
	register(as, func(e *Event) { e.Amount-- }, RefusedAmount)
	register(func(i *Invoice) { i.Total = 0 }, nil, RefusedAmount)
	register(func(i *Invoice) { i.Total = -1 }, nil, RefusedAmount)
	register(func(i *Invoice) { i.Total = MaxAmount + 1 }, nil, RefusedAmount)
	register(func(i *Invoice) { i.Due = 0 }, nil, RefusedMalformed)
	register(func(i *Invoice) { i.Issued = i.Due + 1 }, nil, RefusedMalformed)
	register(as, func(e *Event) { e.Until++ }, RefusedMalformed)
	register(func(i *Invoice) { i.Currency = "eur" }, nil, RefusedMalformed)
}

func TestApplyMoney(t *testing.T) {
	f := newFixture(t)
	pay := func(id PaymentID, sum Amount) func(*Event) { return func(e *Event) { e.Payment, e.Amount = id, sum } }
	to := func(id PaymentID, inv InvoiceID, part Part, sum Amount) func(*Event) {
		return func(e *Event) { e.Payment, e.Invoice, e.Part, e.Amount = id, inv, part, sum }
	}
	f.refused(RefusedUnknown, EventPaymentBooked, pay("p9", 1))
	f.refused(RefusedUnknown, EventAllocated, to("p9", "i1", PartPrincipal, 1))
	f.refused(RefusedUnknown, EventAllocated, to("p1", "i1", PartPrincipal, 1)) // not booked yet
	f.refused(RefusedTwice, EventPaymentReversed, pay("p1", 0))
	f.refused(RefusedAmount, EventPaymentBooked, pay("p1", 99_999))
	f.book()
	f.refused(RefusedTwice, EventPaymentBooked, pay("p1", 100_000))
	if got := f.l.Unallocated("p1"); got != 100_000 {
		t.Errorf("unallocated %s", got)
	}
	f.refused(RefusedUnknown, EventAllocated, to("p1", "i9", PartPrincipal, 1)) // not registered
	f.refused(RefusedAmount, EventAllocated, to("p1", "u1", PartPrincipal, 1))  // another currency
	f.refused(RefusedMalformed, EventAllocated, to("p1", "i1", "", 1))
	f.refused(RefusedMalformed, EventAllocated, to("p1", "i1", "tip", 1))
	f.refused(RefusedAmount, EventAllocated, to("p1", "i1", PartPrincipal, 0))
	f.refused(RefusedAmount, EventAllocated, to("p1", "i1", PartPrincipal, -1))
	f.refused(RefusedAmount, EventAllocated, to("p1", "i1", PartPrincipal, 100_001))
	f.refused(RefusedAmount, EventAllocated, to("p1", "i1", PartInterest, 1)) // none is charged
	f.refused("", EventAllocated, to("p1", "i1", PartPrincipal, 60_000))
	f.status("i1", StatusOpen, 40_000)
	f.refused(RefusedAmount, EventAllocated, to("p1", "i1", PartPrincipal, 40_001))
	f.refused("", EventAllocated, to("p1", "i1", PartPrincipal, 40_000))
	f.status("i1", StatusClosed, 0)
	f.refused(RefusedAmount, EventAllocated, to("p1", "i2", PartPrincipal, 1)) // nothing is left of it
	f.must(EventPaymentBooked, pay("p2", 30_000))
	f.refused(RefusedAmount, EventAllocated, to("p2", "i1", PartPrincipal, 1)) // nothing is open
	f.folds()

	f.refused(RefusedUnknown, EventPaymentReversed, pay("p9", 0))
	f.must(EventPaymentReversed, pay("p1", 0))
	f.status("i1", StatusOpen, 100_000) // a reversal leaves a closed state
	f.refused(RefusedTwice, EventPaymentReversed, pay("p1", 0))
	f.refused(RefusedTwice, EventPaymentBooked, pay("p1", 100_000))
	f.refused(RefusedUnknown, EventAllocated, to("p1", "i1", PartPrincipal, 1))
	if got := f.l.Unallocated("p1"); got != 0 || len(f.l.Allocations) != 0 {
		t.Errorf("a reversed payment leaves %s and %v", got, f.l.Allocations)
	}
	f.folds()
}

func TestApplyPaymentAmount(t *testing.T) {
	for _, sum := range []Amount{0, -1, MaxAmount + 1} {
		f := newFixture(t)
		f.l.Payments[0].Amount = sum
		f.refused(RefusedAmount, EventPaymentBooked, func(e *Event) { e.Payment, e.Amount = "p1", sum })
	}
}

func TestApplyChargesArePaidApart(t *testing.T) {
	f := newFixture(t)
	f.charge("l1", "i1", ChargeInterest, 500)
	f.charge("l1", "i1", ChargeFixed, 4_000)
	f.charge("l1", "i1", ChargeCosts, 1_000)
	f.sent("l1")
	f.charge("l2", "i1", ChargeCosts, 9_000)
	f.sent("l2")
	waived := f.l.Charges[3]
	f.must(EventChargeWaived, func(e *Event) { e.By, e.Invoice, e.Ref = AuthorColleague, "i1", EventID(waived.ID) })
	f.book()
	to := func(part Part, sum Amount) func(*Event) {
		return func(e *Event) { e.Payment, e.Invoice, e.Part, e.Amount = "p1", "i1", part, sum }
	}
	f.refused(RefusedAmount, EventAllocated, to(PartCosts, 5_001))
	f.refused("", EventAllocated, to(PartCosts, 5_000))
	f.refused(RefusedAmount, EventAllocated, to(PartInterest, 501))
	f.refused("", EventAllocated, to(PartInterest, 500))
	f.refused(RefusedAmount, EventAllocated, to(PartInterest, 1))
	f.refused(RefusedAmount, EventAllocated, to(PartPrincipal, 94_501))
	f.refused("", EventAllocated, to(PartPrincipal, 94_500))
	f.status("i1", StatusOpen, 5_500)
	f.folds()
}

func TestApplyStop(t *testing.T) {
	f := newFixture(t)
	f.refused(RefusedTwice, EventStarted, nil)
	f.must(EventStopped, nil)
	f.refused(RefusedTwice, EventStopped, nil)
	f.status("i1", StatusOpen, 0)
	f.refused(RefusedCovered, EventDemandQueued, func(e *Event) { e.Letter, e.Invoice, e.Amount = "l1", "i1", 1 })
	f.must(EventStarted, nil)
	f.status("i1", StatusOpen, 100_000)
	f.folds()
}

func TestApplyDemands(t *testing.T) {
	f := newFixture(t)
	queue := func(letter LetterID, inv InvoiceID, sum Amount) func(*Event) {
		return func(e *Event) {
			e.By, e.Letter, e.Invoice, e.Step, e.Amount = AuthorBot, letter, inv, StepReminder1, sum
		}
	}
	of := func(letter LetterID) func(*Event) { return func(e *Event) { e.By, e.Letter = AuthorBot, letter } }
	for _, k := range []EventKind{EventDemandQueued, EventDemandSent, EventDemandCancelled, EventDemandBounced} {
		f.refused(RefusedMalformed, k, queue("", "i1", 1))
	}
	f.refused(RefusedUnknown, EventDemandQueued, queue("l1", "i9", 1))
	f.refused(RefusedCovered, EventDemandQueued, queue("l1", "i1", 0))
	f.refused(RefusedCovered, EventDemandQueued, queue("l1", "i1", -1))
	f.refused(RefusedCovered, EventDemandQueued, queue("l1", "i1", 100_001))
	f.refused(RefusedNothing, EventDemandSent, of("l1"))
	f.refused(RefusedNothing, EventDemandCancelled, of("l1"))
	f.refused(RefusedNothing, EventDemandBounced, of("l1"))

	f.must(EventDemandQueued, queue("l1", "i1", 100_000))
	f.refused(RefusedTwice, EventDemandQueued, queue("l1", "i1", 100_000))
	f.must(EventDemandQueued, queue("l1", "i3", 100_000))
	if f.l.Pending(EUR) != "l1" || f.l.Pending("USD") != "" {
		t.Errorf("pending %q and %q", f.l.Pending(EUR), f.l.Pending("USD"))
	}
	f.refused(RefusedNothing, EventDemandBounced, of("l1")) // before it left
	f.day++
	f.must(EventDemandSent, of("l1"))
	f.refused(RefusedNothing, EventDemandSent, of("l1"))
	f.refused(RefusedNothing, EventDemandCancelled, of("l1")) // what left cannot be cancelled
	for _, id := range []InvoiceID{"i1", "i3"} {
		if step, on := f.l.LastStep(id); step != StepReminder1 || on != f.day {
			t.Errorf("last step of %s: %q on %s", id, step, on)
		}
	}
	if f.l.Pending(EUR) != "" || len(f.l.touches()) != 1 {
		t.Errorf("pending %q, touches %v", f.l.Pending(EUR), f.l.touches())
	}
	f.refused(RefusedTwice, EventDemandQueued, queue("l1", "i2", 1)) // a letter that left gains no line
	f.must(EventDemandBounced, of("l1"))
	if step, on := f.l.LastStep("i1"); step != "" || on != 0 || len(f.l.touches()) != 0 {
		t.Errorf("a letter that reached nobody counts: %q on %s", step, on)
	}
	f.must(EventDemandQueued, queue("l2", "i1", 1))
	f.must(EventDemandCancelled, of("l2"))
	if step, _ := f.l.LastStep("i1"); step != "" || f.l.Pending(EUR) != "" {
		t.Errorf("a cancelled letter counts: %q", step)
	}
	f.folds()
}

func TestLastStep(t *testing.T) {
	f := newFixture(t)
	f.l.Invoice("i1").LastStep, f.l.Invoice("i1").LastContact = StepReminder1, today.Add(-20)
	last := func(step StepName, on Date) {
		t.Helper()
		if s, d := f.l.LastStep("i1"); s != step || d != on {
			t.Errorf("last step %q on %s, want %q on %s", s, d, step, on)
		}
	}
	send := func(letter LetterID, step StepName) {
		t.Helper()
		f.must(EventDemandQueued, func(e *Event) { e.Letter, e.Invoice, e.Step, e.Amount = letter, "i1", step, 100_000 })
		f.must(EventDemandSent, func(e *Event) { e.Letter = letter })
	}
	last(StepReminder1, today.Add(-20)) // as imported
	send("l1", StepReminder1)
	last(StepReminder1, today.Add(-20)) // demanded along with another: the step is not newer
	f.day = today.Add(3)
	send("l2", StepReminder2)
	last(StepReminder2, today.Add(3))
	f.day = today.Add(7)
	send("l3", StepReminder2)
	last(StepReminder2, today.Add(3)) // the day on which it first went out
	if s, d := f.l.LastStep("i9"); s != "" || d != 0 {
		t.Errorf("an invoice that is not registered: %q on %s", s, d)
	}
}
