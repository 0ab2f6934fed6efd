package voldaan

import "slices"

// Bounced decides what a delivery failure changes: a hard one marks the
// contact; a demand that reached nobody counts as never sent, so that planning
// writes to another contact, and claims that rest on it are void.
func Bounced(cr *Creditor, l *Ledger, b Bounce, demand LetterID, reached bool, s *Stamp) ([]Event, *CaseDraft) {
	var out []Event
	apply := func(e Event) {
		if l.Apply(e) == nil {
			out = append(out, e)
		}
	}
	hard := false
	for _, r := range b.Recipients {
		c := l.ContactAt(r.Address)
		hard = hard || r.Hard
		if c == nil || !r.Hard || c.Standing != ContactActive {
			continue
		}
		e := s.Event(EventContactBounced)
		e.Contact, e.Reason = c.ID, string(r.Reason)
		apply(e)
	}
	if hard && demand != "" && !reached {
		fees := cr.fees(l)
		e := s.Event(EventDemandBounced)
		e.Letter = demand
		apply(e)
		for _, e := range cr.voided(l, fees, s) {
			apply(e)
		}
	}
	if hard && len(l.Receivers()) == 0 {
		return out, &CaseDraft{Intent: IntentBounce, Reason: "last contact"}
	}
	return out, nil
}

// fees are what further reminders cost that is owed and has enough free ones
// before it.
func (c *Creditor) fees(l *Ledger) []Charge {
	return deleteIf(slices.Clone(l.Charges), func(x Charge) bool {
		inv := l.Invoice(x.Invoice)
		return x.Kind != ChargeReminderFee || !x.Owed() || inv == nil || c.RemindedBefore(l, inv) < FreeReminders
	})
}

// voided are the events that void those of the fees that have too few free
// reminders before them by now, and what rests on their letters as notices: a
// first reminder that costs what it may not is none (invariant 11).
func (c *Creditor) voided(l *Ledger, fees []Charge, s *Stamp) []Event {
	var out []Event
	void := func(x Charge) {
		e := s.Event(EventChargeVoided)
		e.Invoice, e.Ref, e.Amount, e.Reason = x.Invoice, EventID(x.ID), x.Amount, string(x.Kind)
		out = append(out, e)
	}
	for _, fee := range fees {
		if inv := l.Invoice(fee.Invoice); c.RemindedBefore(l, inv) >= FreeReminders {
			continue
		}
		void(fee)
		for _, x := range l.Charges {
			if x.Notice == fee.Letter && x.Owed() {
				void(x)
			}
		}
	}
	return out
}
