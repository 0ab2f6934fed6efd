package voldaan

import "slices"

// Settle decides where a booked payment goes: to the invoices that it names;
// else to the one whose open amount it equals; else to all, when it equals
// their sum, or comes in time and equals one of the two less early-payment
// discounts. It pays costs, interest and principal in an order (see
// Creditor.AllocationOrder); a credit note lowers the principal alone. What is left,
// and what names invoices that the ledger does not have in the payment's
// currency, stays unallocated for a person to see.
func Settle(l *Ledger, id PaymentID, named []InvoiceID, how Settling, s *Stamp) ([]Event, error) {
	p := l.Payment(id)
	if p == nil {
		return nil, nil
	}
	if len(named) == 0 {
		named = fitting(l, p, how, s.Day)
	}
	seen := map[InvoiceID]bool{}
	named = deleteIf(named, func(n InvoiceID) bool {
		inv, again := l.Invoice(n), seen[n]
		seen[n] = true
		return inv == nil || inv.Currency != p.Currency || again
	})
	slices.SortStableFunc(named, func(a, b InvoiceID) int { return int(l.Invoice(a).Due - l.Invoice(b).Due) })
	owed, sum := l.owed(named, p.Kind), max(l.Unallocated(id), 0)
	offers := map[InvoiceID]Amount{}
	for _, n := range named {
		offers[n] = how.offer(l, l.Invoice(n), p)
	}
	leave(owed, sum, offers)
	paid, _, err := Allocate(how.Order, owed, sum, Purpose{})
	if err != nil {
		return nil, err
	}
	var out []Event
	for _, part := range paid {
		e := s.Event(EventAllocated)
		e.Payment, e.Invoice, e.Part, e.Amount = id, InvoiceID(part.Claim), part.Part, part.Amount
		if err := l.Apply(e); err != nil {
			return nil, err
		}
		out = append(out, e)
	}
	taken, err := how.discounts(l, named, s)
	return append(out, taken...), err
}

// owed lists what a payment of a kind can go to of invoices.
func (l *Ledger) owed(ids []InvoiceID, kind PaymentKind) []Owed {
	var out []Owed
	for _, id := range ids {
		out = append(out, Owed{string(id), PartPrincipal, max(l.Open(id), 0)})
		if kind == PaymentCreditNote {
			continue
		}
		for _, part := range []Part{PartCosts, PartInterest} {
			out = append(out, Owed{string(id), part, max(l.Charged(id, part), 0)})
		}
	}
	return out
}

// Resettle lets payments of which a part lost its place, since what it paid is
// not owed any more, pay what else is owed of the same invoices.
func Resettle(l *Ledger, how Settling, s *Stamp) ([]Event, error) {
	var out []Event
	for _, p := range l.Payments {
		if l.Unallocated(p.ID) <= 0 {
			continue
		}
		var of []InvoiceID
		for _, a := range l.Allocations {
			if a.Payment == p.ID && !slices.Contains(of, a.Invoice) {
				of = append(of, a.Invoice)
			}
		}
		if len(of) == 0 {
			continue
		}
		events, err := Settle(l, p.ID, of, how, s)
		if err != nil {
			return nil, err
		}
		out = append(out, events...)
	}
	return out, nil
}

// fitting finds the invoices that a payment without a reference is for.
func fitting(l *Ledger, p *Payment, how Settling, day Date) []InvoiceID {
	var all, equal []InvoiceID
	var sum, offs Amount
	for _, inv := range l.Invoices {
		open, more := l.Open(inv.ID), l.Surcharge(inv.ID)
		if p.Kind == PaymentCreditNote {
			more = 0
		}
		if !inv.Registered || inv.Currency != p.Currency || l.Closed(inv.ID, day) && (open > 0 || more <= 0) {
			continue
		}
		all = append(all, inv.ID)
		off := how.offer(l, &inv, p)
		sum, offs = sum+open+more, offs+off
		if open == p.Amount && open > 0 || open+more == p.Amount || off > 0 && open+more-off == p.Amount {
			equal = append(equal, inv.ID)
		}
	}
	switch {
	case len(equal) == 1:
		return equal
	case sum == p.Amount, offs > 0 && sum-offs == p.Amount:
		return all
	}
	return nil
}
