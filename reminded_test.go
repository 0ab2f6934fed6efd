package voldaan

import "testing"

// furthered is a fixture with free reminders n1 to n3 about three due dates, each
// on the day after it, and a fourth one, n4, that cost 7.50; damages of 15.00
// rest on that.
func furthered(t *testing.T) (*Creditor, *fixture) {
	f := newFixture(t)
	cr := &Creditor{Country: "BE", Terms: []GeneralTerms{{Terms: Terms{
		RegularDelivery: true, ReminderFee: 750, Since: today - 400, Evidence: "general terms",
	}}}}
	f.add("r1", today.Add(40), 10_000, EUR)
	for i, id := range []InvoiceID{"i1", "i3", "i2", "r1"} {
		f.day = f.l.Invoice(id).Due + 1
		letter := LetterID("n" + string(rune('1'+i)))
		f.demand(letter, id, true)
		if id == "r1" {
			f.must(EventCharged, func(e *Event) {
				e.Letter, e.Invoice, e.Reason, e.Amount = letter, id, string(ChargeReminderFee), 750
			})
		}
		f.sent(letter)
	}
	f.day += 16
	f.demand("l1", "r1", false)
	f.must(EventCharged, func(e *Event) {
		e.Letter, e.Notice, e.Invoice, e.Reason, e.Amount = "l1", "n4", "r1", string(ChargeCosts), 1_500
	})
	f.sent("l1")
	return cr, f
}

// bounced lets a letter come back.
func (f *fixture) bounced(cr *Creditor, letter LetterID) {
	f.t.Helper()
	b := Bounce{Recipients: []BounceRecipient{{Address: "boek@linde.example", Hard: true}}}
	events, _ := Bounced(cr, f.l, b, letter, false, f.stamp(AuthorBot))
	f.log = append(f.log, events...)
	f.folds()
}

// TestFreeReminderComesBack: a bounce of one of the three voids the fee, and what
// rests on its letter as a notice (invariant 11); with another free one before it,
// it does not.
func TestFreeReminderComesBack(t *testing.T) {
	cr, f := furthered(t)
	if got := f.l.Charged("r1", PartCosts); got != 2_250 || cr.RemindedBefore(f.l, f.l.Invoice("r1")) != 3 {
		t.Fatalf("%s are owed after %d", got, cr.RemindedBefore(f.l, f.l.Invoice("r1")))
	}
	f.bounced(cr, "n2")
	if got := f.l.Charged("r1", PartCosts); got != 0 {
		t.Errorf("%s are owed after a free reminder came back", got)
	}

	cr, f = furthered(t)
	f.add("r0", today.Add(5), 10_000, EUR)
	f.day = today.Add(6)
	f.demand("n0", "r0", true)
	f.sent("n0")
	f.bounced(cr, "n2")
	if got := f.l.Charged("r1", PartCosts); got != 2_250 {
		t.Errorf("%s are owed though three others were free", got)
	}

	cr, f = furthered(t)
	f.bounced(cr, "l1") // a later letter, on which no fee rests
	if got := f.l.Charged("r1", PartCosts); got != 750 {
		t.Errorf("%s are owed after the demand came back, want the fee", got)
	}
}

// TestChargeVoided: only the bot and colleagues void a charge, and one that is
// owed.
func TestChargeVoided(t *testing.T) {
	_, f := furthered(t)
	void := func(by AuthorKind) func(*Event) {
		return func(e *Event) { e.By, e.Invoice, e.Ref = by, "r1", EventID(f.l.Charges[0].ID) }
	}
	f.refused(RefusedAuthor, EventChargeVoided, void(AuthorCustomer))
	f.refused(RefusedAuthor, EventChargeVoided, void(AuthorBank))
	f.refused("", EventChargeVoided, void(AuthorBot))
	f.refused(RefusedNothing, EventChargeVoided, void(AuthorBot))
	if got := f.l.Charged("r1", PartCosts); got != 1_500 {
		t.Errorf("%s are owed", got)
	}
	f.folds()
}
