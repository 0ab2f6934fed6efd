package voldaan

// Bounced decides what a delivery failure changes: a hard one marks the
// contact; a demand that reached nobody counts as never sent, so that planning
// writes to another contact.
func Bounced(l *Ledger, b Bounce, demand LetterID, reached bool, s *Stamp) ([]Event, *CaseDraft) {
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
		e := s.Event(EventDemandBounced)
		e.Letter = demand
		apply(e)
	}
	if hard && len(l.Receivers()) == 0 {
		return out, &CaseDraft{Intent: IntentBounce, Reason: "last contact"}
	}
	return out, nil
}
