package voldaan

// LeftOut is an overdue invoice that is not handed over with the others, and
// what stands against it.
type LeftOut struct {
	Invoice InvoiceID
	Status  Status
}

// HandoverOutcome is what a colleague's answer to a proposal to hand over has
// led to.
type HandoverOutcome string

// The outcomes. Nothing is handed over but by HandoverDone.
const (
	HandoverDone     HandoverOutcome = "done"     // of what was proposed, all that may be
	HandoverDeclined HandoverOutcome = "declined" // the proposal is closed
	HandoverAgain    HandoverOutcome = "again"    // it was handed over before
	HandoverClosed   HandoverOutcome = "closed"   // the proposal was closed before, without a hand-over
	HandoverNothing  HandoverOutcome = "nothing"  // nothing of it may be handed over today
	HandoverUnclear  HandoverOutcome = "unclear"  // it was no plain yes, and no no
)

// Validate reports an outcome that is none.
func (o HandoverOutcome) Validate() error {
	return oneOf("hand-over outcome", o, HandoverDone, HandoverDeclined, HandoverAgain, HandoverClosed, HandoverNothing,
		HandoverUnclear)
}

// ForHandover says which invoices of a customer may be handed over on a day:
// those that are overdue and of which no standing covers the whole. A person
// may hand over the others by naming them. That the customer is stopped does
// not count: it keeps letters from him, and none is written.
func ForHandover(l *Ledger, day Date) (take []InvoiceID, left []LeftOut) {
	for _, inv := range l.Invoices {
		if !l.overdue(inv, day) {
			continue
		}
		if l.uncovered(inv.ID, day) > 0 {
			take = append(take, inv.ID)
			continue
		}
		left = append(left, LeftOut{inv.ID, l.Status(inv.ID, day)})
	}
	return take, left
}

// overdue reports whether something of an invoice is owed for longer than was
// agreed; closed ones and those that were handed over are none.
func (l *Ledger) overdue(inv Invoice, day Date) bool {
	if !inv.Registered || inv.Due >= day || l.Open(inv.ID) <= 0 {
		return false
	}
	s := l.Status(inv.ID, day)
	return s != StatusClosed && s != StatusHandedOver
}

// Handover makes the events by which invoices are handed over, and applies
// them. An invoice that is not overdue is refused.
func Handover(l *Ledger, ids []InvoiceID, s *Stamp) ([]Event, error) {
	var out []Event
	for _, id := range ids {
		e := s.Event(EventHandedOver)
		e.Invoice = id
		if inv := l.Invoice(id); inv != nil && !l.overdue(*inv, s.Day) && !l.covered(id, StandingHandedOver, s.Day) {
			return nil, refuse(e, RefusedNothing, "nothing of invoice %s is overdue on %s", inv.Number, s.Day)
		}
		if err := l.Apply(e); err != nil {
			return nil, err
		}
		out = append(out, e)
	}
	return out, nil
}
