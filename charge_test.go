package voldaan

import (
	"fmt"
	"strings"
	"testing"
)

// settled tells where money went.
func settled(events []Event) string {
	var out []string
	for _, e := range events {
		out = append(out, fmt.Sprintf("%s %s %s", e.Invoice, e.Part, e.Amount))
	}
	return strings.Join(out, ", ")
}

// settle books a payment and lets it pay.
func (f *fixture) settle(id PaymentID, kind PaymentKind, sum Amount, named ...InvoiceID) string {
	f.t.Helper()
	f.l.Payments = append(f.l.Payments, Payment{ID: id, Customer: "c1", Kind: kind, Currency: EUR, Amount: sum, Day: f.day})
	f.must(EventPaymentBooked, func(e *Event) { e.Payment, e.Amount = id, sum })
	events, err := Settle(f.l, id, named, Settling{Order: (&Creditor{Country: "US"}).AllocationOrder(f.l.Customer)}, f.stamp(AuthorBank))
	if err != nil {
		f.t.Fatal(err)
	}
	f.log = append(f.log, events...)
	return settled(events)
}

// charged is a fixture with 40.00 of costs and 5.00 of interest claimed on i1.
func charged(t *testing.T, country string) *fixture {
	f := newFixture(t)
	f.l.Customer.Country = country
	f.charge("l1", "i1", ChargeCosts, 4_000)
	f.charge("l1", "i1", ChargeInterest, 500)
	f.sent("l1")
	return f
}

// TestSettleCharges: by the law of the country a payment goes to costs, then
// interest, then principal; a credit note lowers the principal; where no law was
// read, the principal comes first.
func TestSettleCharges(t *testing.T) {
	for _, c := range []struct {
		name, country string
		kind          PaymentKind
		sum           Amount
		named         []InvoiceID
		want          string
	}{
		{"by law", "NL", PaymentTransfer, 100_000, []InvoiceID{"i1"}, "i1 costs 40.00, i1 interest 5.00, i1 principal 955.00"},
		{"less than the costs", "be", PaymentTransfer, 3_000, []InvoiceID{"i1"}, "i1 costs 30.00"},
		{"elsewhere", "ES", PaymentTransfer, 100_200, []InvoiceID{"i1"}, "i1 principal 1000.00, i1 interest 2.00"},
		{"a credit note", "DE", PaymentCreditNote, 60_000, []InvoiceID{"i1"}, "i1 principal 600.00"},
		{"two invoices", "FR", PaymentTransfer, 150_000, []InvoiceID{"i3", "i1"}, "i1 costs 40.00, i1 interest 5.00, i1 principal 1000.00, i3 principal 455.00"},
		{"its whole sum fits", "NL", PaymentTransfer, 104_500, nil, "i1 costs 40.00, i1 interest 5.00, i1 principal 1000.00"},
		{"the sum of all fits", "NL", PaymentTransfer, 304_500, nil, "i1 costs 40.00, i1 interest 5.00, i1 principal 1000.00, i3 principal 1000.00, i2 principal 1000.00"},
	} {
		f := charged(t, c.country)
		if got := f.settle("p", c.kind, c.sum, c.named...); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
		f.folds()
	}
}

// TestChargesLeft: what was claimed and not paid with the principal is still
// owed, and a payment of just that sum finds it.
func TestChargesLeft(t *testing.T) {
	f := charged(t, "ES")
	f.settle("p", PaymentTransfer, 100_000, "i1")
	if got := f.l.Surcharge("i1"); got != 4_500 || f.l.Status("i1", f.day) != StatusClosed {
		t.Errorf("%s are left of a closed invoice, want 45.00", got)
	}
	if got := f.settle("q", PaymentTransfer, 4_500); got != "i1 interest 5.00, i1 costs 40.00" {
		t.Errorf("the rest went to %s", got)
	}
	f.folds()
}

// TestBounceVoidsClaims: a bounce, whenever it comes, voids what was claimed in
// the letter, and what rests on it as a notice; what was paid on it pays the
// principal (invariant 11).
func TestBounceVoidsClaims(t *testing.T) {
	f := newFixture(t)
	f.l.Customer.Country = "NL"
	f.demand("n1", "i1", true)
	f.sent("n1")
	f.must(EventNoticeReceived, func(e *Event) { e.Letter, e.On, e.Reason = "n1", f.day, string(ProofRead) })
	f.day += 20
	f.demand("l1", "i1", false)
	f.must(EventCharged, func(e *Event) {
		e.Letter, e.Notice, e.Invoice, e.Reason, e.Amount = "l1", "n1", "i1", string(ChargeCosts), 15_000
	})
	f.charge("l1", "i1", ChargeInterest, 300)
	if f.l.Surcharge("i1") != 0 {
		t.Error("a letter that has not left claims nothing")
	}
	f.sent("l1")
	f.settle("p", PaymentTransfer, 20_000, "i1")
	if got := f.l.Charged("i1", PartCosts); got != 0 {
		t.Errorf("%s of the costs are owed after they were paid", got)
	}
	f.must(EventDemandBounced, func(e *Event) { e.Letter = "n1" })
	if c := f.l.Charges; c[0].State != ChargeVoid || c[1].State != ChargeClaimed {
		t.Errorf("after the notice bounced the charges are %s and %s", c[0].State, c[1].State)
	}
	events, err := Resettle(f.l, Settling{Order: AllocationOrder("NL")}, f.stamp(AuthorBot))
	f.log = append(f.log, events...)
	if got := settled(events); err != nil || got != "i1 principal 150.00" || f.l.Open("i1") != 80_300 {
		t.Errorf("the money that paid the costs went to %q (%v), %s are open", got, err, f.l.Open("i1"))
	}
	f.folds()
}

// TestChargesRefused: a claim wants a letter that demands the invoice, a notice
// that was sent about it, and days of interest after the due date.
func TestChargesRefused(t *testing.T) {
	f := newFixture(t)
	claim := func(kind ChargeKind, change func(*Event)) func(*Event) {
		return func(e *Event) {
			e.Letter, e.Invoice, e.Reason, e.Amount = "l1", "i1", string(kind), 4_000
			e.On, e.Until = f.day-2, f.day
			if change != nil {
				change(e)
			}
		}
	}
	f.refused(RefusedCovered, EventCharged, claim(ChargeFixed, nil))
	f.demand("l1", "i1", false)
	f.refused(RefusedUnknown, EventCharged, claim(ChargeFixed, func(e *Event) { e.Invoice = "i7" }))
	f.refused(RefusedCovered, EventCharged, claim(ChargeFixed, func(e *Event) { e.Invoice = "i3" }))
	f.refused(RefusedCovered, EventCharged, claim(ChargeCosts, func(e *Event) { e.Notice = "l1" }))
	f.refused(RefusedMalformed, EventCharged, claim("fine", nil))
	f.refused(RefusedAmount, EventCharged, claim(ChargeCosts, func(e *Event) { e.Amount = 0 }))
	f.refused(RefusedMalformed, EventCharged, claim(ChargeInterest, func(e *Event) { e.On = f.l.Invoice("i1").Due }))
	f.refused(RefusedMalformed, EventCharged, claim(ChargeInterest, func(e *Event) { e.Until = e.On - 1 }))
	f.refused("", EventCharged, claim(ChargeInterest, nil))
	f.refused(RefusedTwice, EventCharged, claim(ChargeInterest, nil))
	id := EventID(f.l.Charges[0].ID)
	waive := func(by AuthorKind) func(*Event) {
		return func(e *Event) { e.By, e.Invoice, e.Ref = by, "i1", id }
	}
	f.refused(RefusedNothing, EventChargeWaived, waive(AuthorColleague)) // its letter has not left
	f.sent("l1")
	f.refused(RefusedAuthor, EventChargeWaived, waive(AuthorBot))
	f.refused("", EventChargeWaived, waive(AuthorColleague))
	f.refused(RefusedNothing, EventChargeWaived, waive(AuthorColleague))
	f.folds()
}

// TestNoticeReceived: the first proof counts, and one of an earlier day takes
// its place; only a notice that was sent can have been received.
func TestNoticeReceived(t *testing.T) {
	f := newFixture(t)
	f.demand("n1", "i1", true)
	f.demand("l1", "i3", false)
	got := func(letter LetterID, on Date, by Proof) func(*Event) {
		return func(e *Event) { e.Letter, e.On, e.Reason = letter, on, string(by) }
	}
	f.refused(RefusedUnknown, EventNoticeReceived, got("n1", f.day, ProofAnswer))
	f.sent("n1")
	f.sent("l1")
	f.refused(RefusedUnknown, EventNoticeReceived, got("l1", f.day, ProofAnswer))
	f.refused(RefusedMalformed, EventNoticeReceived, got("n1", f.day, "hearsay"))
	f.refused(RefusedMalformed, EventNoticeReceived, got("n1", f.day-1, ProofAnswer))
	f.refused("", EventNoticeReceived, got("n1", f.day+5, ProofAnswer))
	f.refused(RefusedTwice, EventNoticeReceived, got("n1", f.day+6, ProofRead))
	f.refused("", EventNoticeReceived, got("n1", f.day+1, ProofPost))
	if d := f.l.Demands[0]; d.Received != f.day+1 || d.Proof != ProofPost {
		t.Errorf("received on %s by %s", d.Received, d.Proof)
	}
	f.folds()
}

// TestCancelledChargesAreVoid: what a letter would have claimed that never left
// is owed by nobody.
func TestCancelledChargesAreVoid(t *testing.T) {
	f := newFixture(t)
	f.charge("l1", "i1", ChargeFixed, 4_000)
	f.must(EventDemandCancelled, func(e *Event) { e.Letter = "l1" })
	if c := f.l.Charges[0]; c.State != ChargeVoid || f.l.Surcharge("i1") != 0 {
		t.Errorf("the charge is %s, %s are owed", c.State, f.l.Surcharge("i1"))
	}
	f.folds()
}
