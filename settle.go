package voldaan

import "slices"

// Settle decides where a booked payment goes: to the invoices that it names;
// else to the one whose open amount it equals; else to all, when it equals
// their sum. What is left, and what names invoices that the ledger does not
// have in the payment's currency, stays unallocated for a person to see.
func Settle(l *Ledger, id PaymentID, named []InvoiceID, s *Stamp) ([]Event, error) {
	p := l.Payment(id)
	if p == nil {
		return nil, nil
	}
	if len(named) == 0 {
		named = fitting(l, p, s.Day)
	}
	named = deleteIf(named, func(n InvoiceID) bool {
		inv := l.Invoice(n)
		return inv == nil || inv.Currency != p.Currency
	})
	slices.SortStableFunc(named, func(a, b InvoiceID) int { return int(l.Invoice(a).Due - l.Invoice(b).Due) })
	var out []Event
	for _, inv := range named {
		sum := min(l.Unallocated(id), l.Open(inv))
		if sum <= 0 {
			continue
		}
		e := s.Event(EventAllocated)
		e.Payment, e.Invoice, e.Part, e.Amount = id, inv, PartPrincipal, sum
		if err := l.Apply(e); err != nil {
			return nil, err
		}
		out = append(out, e)
	}
	return out, nil
}

// fitting finds the invoices that a payment without a reference is for.
func fitting(l *Ledger, p *Payment, day Date) []InvoiceID {
	var all, equal []InvoiceID
	var sum Amount
	for _, inv := range l.Invoices {
		if !inv.Registered || inv.Currency != p.Currency || l.Closed(inv.ID, day) {
			continue
		}
		all = append(all, inv.ID)
		sum += l.Open(inv.ID)
		if l.Open(inv.ID) == p.Amount {
			equal = append(equal, inv.ID)
		}
	}
	switch {
	case len(equal) == 1:
		return equal
	case sum == p.Amount:
		return all
	}
	return nil
}
