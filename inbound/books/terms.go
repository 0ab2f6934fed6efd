package books

import (
	"strings"

	"github.com/voldaan/voldaan"
)

// maxEvidence is how long the words may be that say where terms stand.
const maxEvidence = 200

// checkTerms refuses terms that are not whole or that the law cannot read.
func (b *Books) checkTerms(t voldaan.Terms, today voldaan.Date) error {
	switch err := t.Validate(); {
	case err != nil:
		return wrong("the terms: %s", strings.ReplaceAll(err.Error(), "\n", "; "))
	case t.Evidence == "":
		return wrong("the terms: want where they stand, such as %q: without it nothing is claimed by them", "offer 12 of 2024-03-01")
	case len(t.Evidence) > maxEvidence:
		return wrong("the terms: %d signs for where they stand; want at most %d", len(t.Evidence), maxEvidence)
	case t.Since > today:
		return wrong("the terms: they are said to be agreed since %s, which lies in the future", t.Since)
	case b.CheckTerms == nil:
		return wrong("the terms: none are taken here")
	}
	if err := b.CheckTerms(t); err != nil {
		return wrong("the terms: %v", err)
	}
	return nil
}

// termsChange is what brings a customer's own terms to what a change says.
func (b *Books) termsChange(s *voldaan.Stamp, c voldaan.Customer, change CustomerChange) ([]voldaan.Event, []voldaan.Agreement, error) {
	none := voldaan.Terms{}
	switch {
	case change.NoTerms && change.Terms != none:
		return nil, nil, wrong("the terms: %s, or what was agreed, not both", None)
	case change.Terms == none && !change.NoTerms, change.NoTerms && c.Terms == none:
		return nil, nil, nil
	case change.NoTerms:
		return []voldaan.Event{s.Event(voldaan.EventTermsSet)}, nil, nil
	}
	if err := b.checkTerms(change.Terms, s.Day); err != nil || change.Terms == c.Terms {
		return nil, nil, err
	}
	e, a := agreement(s, change.Terms)
	return []voldaan.Event{e}, []voldaan.Agreement{a}, nil
}

// agreement puts terms on record and lets them count.
func agreement(s *voldaan.Stamp, t voldaan.Terms) (voldaan.Event, voldaan.Agreement) {
	e := s.Event(voldaan.EventTermsSet)
	e.Ref = e.ID
	return e, voldaan.Agreement{ID: e.ID, Customer: s.Customer, Terms: t}
}

// toldTerms says what an event changes of a customer's terms.
func toldTerms(l *voldaan.Ledger, e voldaan.Event) string {
	for _, a := range l.Agreements {
		if a.ID == e.Ref {
			return "customer " + l.Customer.Number + " has terms of his own: " + a.Terms.String()
		}
	}
	return "customer " + l.Customer.Number + " has no terms of his own any more"
}
