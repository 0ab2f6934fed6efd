package voldaan

import (
	"fmt"
	"time"
)

// Fold makes a ledger anew from its documents and its log, as if what was
// undone had never been. It is how undo works and how a stored state is
// checked. An event that cannot stand without one that was undone is refused.
func Fold(documents *Ledger, log []Event) (*Ledger, error) {
	l := documents.Clone()
	// What was within the bounds of its day stays true when bounds change.
	const boundless = 1 << 24
	l.Bounds = Bounds{PromiseDays: boundless, Promises: boundless, Claims: boundless, PausedDays: boundless}
	c := &l.Customer
	c.Stopped, c.Importance, c.Policy, c.Record, c.Thanks, c.ThanksFor = false, "", "", Record{}, 0, ""
	c.Terms = Terms{}
	l.Allocations, l.Standings, l.Promises, l.Demands = nil, nil, nil, nil
	l.Charges = nil
	for i := range l.Contacts {
		l.Contacts[i].Standing, l.Contacts[i].Event = "", ""
	}
	for i := range l.Invoices {
		l.Invoices[i].Registered, l.Invoices[i].Policy = false, ""
	}
	for i := range l.Payments {
		l.Payments[i].Booked, l.Payments[i].Reversed = false, false
	}
	for i := range l.Plans {
		l.Plans[i].State = ""
	}
	for i := range l.Instalments {
		l.Instalments[i].Letter = ""
	}
	undone := map[EventID]bool{}
	for _, e := range log {
		if e.Kind == EventUndone {
			undone[e.Ref] = true
		}
	}
	for _, e := range log {
		if e.Kind == EventUndone || (undone[e.Group] && e.Kind.Undoable()) {
			continue
		}
		if err := l.Apply(e); err != nil {
			return nil, fmt.Errorf("event %d of %s: %w", e.Seq, e.Day, err)
		}
	}
	l.Bounds = documents.Bounds
	return l, nil
}

// Undoable reports whether undo can take the event back; what left the house
// cannot be taken back.
func (k EventKind) Undoable() bool {
	switch k {
	case EventForewarned, EventNoteQueued, EventDemandQueued, EventDemandSent, EventDemandCancelled, EventDemandBounced, EventCharged, EventChargeVoided,
		EventMailRead, EventAnswered, EventCaseOpened, EventCaseKept, EventCaseClosed, EventNoted, EventUndone:
		return false
	default:
		return true
	}
}

// Until is the beginning of a log: what had happened at an instant.
func Until(log []Event, at time.Time) []Event {
	for i := range log {
		if log[i].At.After(at) {
			return log[:i:i]
		}
	}
	return log
}
