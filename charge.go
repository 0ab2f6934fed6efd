package voldaan

import (
	"cmp"
	"slices"
)

// applyCharge claims something on top of an invoice, ends that, or notes that the
// notice was received on which a claim may rest.
func (l *Ledger) applyCharge(e Event) error {
	switch e.Kind {
	case EventChargeWaived, EventChargeVoided:
		c := find(l.Charges, func(c *Charge) bool { return c.ID == ChargeID(e.Ref) && c.Invoice == e.Invoice })
		if c == nil || !c.Owed() {
			return refuse(e, RefusedNothing, "invoice %s has no charge %s to give up", e.Invoice, e.Ref)
		}
		c.State, c.Day = map[EventKind]ChargeState{EventChargeWaived: ChargeWaived, EventChargeVoided: ChargeVoid}[e.Kind], e.Day
		l.trim(c.Invoice, c.Kind.part())
		return nil
	case EventNoticeReceived:
		return l.applyReceived(e)
	}
	kind := ChargeKind(e.Reason)
	inv := l.Invoice(e.Invoice)
	switch {
	case inv == nil:
		return refuse(e, RefusedUnknown, "the customer has no invoice %s", e.Invoice)
	case kind.Validate() != nil:
		return refuse(e, RefusedMalformed, "%v", kind.Validate())
	case e.Amount <= 0 || e.Amount > MaxAmount:
		return refuse(e, RefusedAmount, "%s is no sum to claim on invoice %s", e.Amount, inv.Number)
	case kind == ChargeInterest && (e.On <= inv.Due || e.Until < e.On):
		return refuse(e, RefusedMalformed, "interest from %s to %s on invoice %s, which is due on %s", e.On, e.Until, inv.Number, inv.Due)
	case find(l.Demands, func(d *Demand) bool {
		return d.Letter == e.Letter && d.Invoice == e.Invoice && d.State == DemandQueued
	}) == nil:
		return refuse(e, RefusedCovered, "letter %s does not demand invoice %s", e.Letter, inv.Number)
	case e.Notice != "" && find(l.Demands, func(d *Demand) bool {
		return d.Letter == e.Notice && d.Invoice == e.Invoice && d.Notice && d.State == DemandSent
	}) == nil:
		return refuse(e, RefusedCovered, "letter %s is no notice that was sent about invoice %s", e.Notice, inv.Number)
	case find(l.Charges, func(c *Charge) bool {
		return c.Letter == e.Letter && c.Invoice == e.Invoice && c.Kind == kind
	}) != nil:
		return refuse(e, RefusedTwice, "letter %s claims %s on invoice %s already", e.Letter, kind, inv.Number)
	}
	l.Charges = append(l.Charges, Charge{
		ID: ChargeID(e.ID), Invoice: e.Invoice, Kind: kind, Amount: e.Amount, Day: e.Day, Letter: e.Letter,
		Notice: e.Notice, From: e.On, To: e.Until, State: ChargeQueued,
	})
	return nil
}

// Receive is the event that a letter is proved to have been received on the day
// of the stamp; none where it is no legal notice, or where that is known. It
// changes nothing.
func (l *Ledger) Receive(letter LetterID, by Proof, s *Stamp) []Event {
	e := s.Event(EventNoticeReceived)
	e.Letter, e.On, e.Reason = letter, s.Day, string(by)
	if l.Clone().Apply(e) != nil {
		return nil
	}
	return []Event{e}
}

// applyReceived notes the first proof that a notice was received; an earlier day
// that comes to light later takes its place.
func (l *Ledger) applyReceived(e Event) error {
	if err := Proof(e.Reason).Validate(); err != nil {
		return refuse(e, RefusedMalformed, "%v", err)
	}
	n, known := 0, false
	for i := range l.Demands {
		d := &l.Demands[i]
		if d.Letter != e.Letter || !d.Notice || d.State != DemandSent {
			continue
		}
		known = true
		if e.On < d.Day {
			return refuse(e, RefusedMalformed, "letter %s was sent on %s and cannot have been received on %s", e.Letter, d.Day, e.On)
		}
		if d.Received == 0 || e.On < d.Received {
			d.Received, d.Proof = e.On, Proof(e.Reason)
			n++
		}
	}
	switch {
	case !known:
		return refuse(e, RefusedUnknown, "letter %s is no notice that was sent", e.Letter)
	case n == 0:
		return refuse(e, RefusedTwice, "it is known that letter %s was received", e.Letter)
	}
	return nil
}

// moveCharges lets the charges of a letter go its way. A bounce voids what was
// claimed in the letter, and what rests on it as a notice.
func (l *Ledger) moveCharges(e Event) {
	for i := range l.Charges {
		c := &l.Charges[i]
		own := c.Letter == e.Letter
		switch {
		case own && e.Kind == EventDemandSent && c.State == ChargeQueued:
			c.State, c.Day = ChargeClaimed, e.Day
		case own && e.Kind == EventDemandCancelled && c.State == ChargeQueued,
			(own || c.Notice == e.Letter) && e.Kind == EventDemandBounced && c.State != ChargeVoid:
			c.State, c.Day = ChargeVoid, e.Day
			l.trim(c.Invoice, c.Kind.part())
		}
	}
}

// trim takes back what was paid on charges that are not owed any more, the
// latest first: it is unallocated then, for the payment's next settling.
func (l *Ledger) trim(id InvoiceID, part Part) {
	over := -l.Charged(id, part)
	if over <= 0 {
		return
	}
	l.Allocations = slices.Clone(l.Allocations)
	var of []*Allocation
	for i := range l.Allocations {
		if a := &l.Allocations[i]; a.Invoice == id && a.Part == part {
			of = append(of, a)
		}
	}
	slices.SortFunc(of, func(a, b *Allocation) int { // a ledger has them in any order
		return cmp.Or(cmp.Compare(b.Day, a.Day), cmp.Compare(b.ID, a.ID))
	})
	for _, a := range of {
		back := min(a.Amount, over)
		a.Amount -= back
		over -= back
	}
	l.Allocations = deleteIf(l.Allocations, func(a Allocation) bool { return a.Amount == 0 })
}
