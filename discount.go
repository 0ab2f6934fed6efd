package voldaan

import "errors"

// Settling is how a creditor's payments find their place.
type Settling struct {
	// Order is that of the parts of a claim; see Creditor.AllocationOrder.
	Order []Part
	// Bank and Grace say until when money is in time for an early-payment
	// discount: so many bank days after its last day, which moves to the next
	// bank day where it is none.
	Bank  Calendar
	Grace int
	// NoDiscounts says that none are taken: what is settled comes from a list
	// that says itself what is open.
	NoDiscounts bool
}

// MaxDiscountGrace is the most bank days after the last day of a discount.
const MaxDiscountGrace = 5

// discountSlack are the days that so many bank days, weekends and the closing
// days around Christmas may come to.
const discountSlack = 4 * MaxDiscountGrace

// LastDay is the last day on which money is in time for a discount until a day.
func (how Settling) LastDay(until Date) Date { return how.Bank.AddBankDays(until, how.Grace) }

// Discount is what an invoice's payer may still keep when he pays early: the
// discount less the share of what was credited, and nothing when it was taken.
func (l *Ledger) Discount(id InvoiceID) Amount {
	inv := l.Invoice(id)
	if inv == nil || inv.Discount <= 0 {
		return 0
	}
	var credited Amount
	for _, a := range l.Allocations {
		switch {
		case a.Invoice != id:
		case a.Part == PartDiscount:
			return 0
		case a.Part == PartPrincipal && !a.Transfer:
			credited += a.Amount
		}
	}
	return share(inv.Discount, inv.Total-credited, inv.Total)
}

// DiscountTaken is what the payer of an invoice kept, since he paid early.
func (l *Ledger) DiscountTaken(id InvoiceID) Amount {
	if a := find(l.Allocations, func(a *Allocation) bool { return a.Invoice == id && a.Part == PartDiscount }); a != nil {
		return a.Amount
	}
	return 0
}

// share is a sum times part by whole, half up, for a sum and a part that are not
// above the whole. It works bit by bit, since the product may not fit.
func share(sum, part, whole Amount) Amount {
	if part <= 0 || sum <= 0 {
		return 0
	}
	var q, rest Amount
	for bit := Amount(1) << 40; bit > 0; bit >>= 1 {
		q, rest = 2*q, 2*rest
		if part&bit != 0 {
			rest += sum
		}
		for rest >= whole {
			q, rest = q+1, rest-whole
		}
	}
	if 2*rest >= whole {
		q++
	}
	return q
}

// lateFor reports whether money for an invoice came after a day.
func (l *Ledger) lateFor(inv *Invoice, last Date) bool {
	return find(l.Allocations, func(a *Allocation) bool {
		return a.Invoice == inv.ID && a.Transfer && inv.Due.Add(a.Late) > last
	}) != nil
}

// offer is what a payment in time may leave open of an invoice.
func (how Settling) offer(l *Ledger, inv *Invoice, p *Payment) Amount {
	if how.NoDiscounts || p.Kind != PaymentTransfer || inv.DiscountUntil == 0 {
		return 0
	}
	last := how.LastDay(inv.DiscountUntil)
	if p.Day > last || l.lateFor(inv, last) {
		return 0
	}
	return min(l.Discount(inv.ID), max(l.Open(inv.ID), 0))
}

// leave takes off what is owed what a payment leaves open as discounts, where it
// lacks no more than they come to: the one that is just what lacks, else those
// of the invoices as they stand.
func leave(owed []Owed, sum Amount, offers map[InvoiceID]Amount) {
	short, most := -sum, Amount(0)
	for _, o := range owed {
		short += o.Amount
	}
	just := -1
	for i, o := range owed {
		if off := offers[InvoiceID(o.Claim)]; o.Part == PartPrincipal && off > 0 {
			most += off
			if off == short && just < 0 {
				just = i
			}
		}
	}
	if short <= 0 || short > most {
		return
	}
	for i := range owed {
		o := &owed[i]
		if o.Part != PartPrincipal || just >= 0 && i != just {
			continue
		}
		off := min(offers[InvoiceID(o.Claim)], short)
		o.Amount -= off
		short -= off
	}
}

// discounts takes what is left open of invoices that were paid in time.
func (how Settling) discounts(l *Ledger, ids []InvoiceID, s *Stamp) ([]Event, error) {
	var out []Event
	for _, id := range ids {
		inv, p := l.Invoice(id), l.lastTransfer(id)
		open := l.Open(id)
		if p == nil || open <= 0 || open > how.offer(l, inv, p) {
			continue
		}
		e := s.Event(EventDiscountTaken)
		e.Payment, e.Invoice, e.Amount, e.Until = p.ID, id, open, how.LastDay(inv.DiscountUntil)
		if err := l.Apply(e); err != nil {
			return nil, err
		}
		out = append(out, e)
	}
	return out, nil
}

// lastTransfer is the money that paid an invoice's principal last.
func (l *Ledger) lastTransfer(id InvoiceID) *Payment {
	var last *Payment
	for _, a := range l.Allocations {
		if p := l.Payment(a.Payment); p != nil && a.Invoice == id && a.Transfer &&
			(last == nil || p.Day > last.Day || p.Day == last.Day && p.ID > last.ID) {
			last = p
		}
	}
	return last
}

// applyDiscount lowers what is open by what a payment in time left open.
func (l *Ledger) applyDiscount(e Event, p *Payment) error {
	inv := l.Invoice(e.Invoice)
	switch {
	case inv == nil || !p.Booked || p.Reversed:
		return refuse(e, RefusedUnknown, "there is no such invoice, or the payment is not booked")
	case find(l.Allocations, func(a *Allocation) bool {
		return a.Payment == p.ID && a.Invoice == inv.ID && a.Transfer
	}) == nil:
		return refuse(e, RefusedNothing, "the payment pays nothing of invoice %s", inv.Number)
	case l.Discount(inv.ID) <= 0:
		return refuse(e, RefusedNothing, "invoice %s has no discount that can be taken", inv.Number)
	case e.Until < inv.DiscountUntil || e.Until > inv.DiscountUntil.Add(discountSlack):
		return refuse(e, RefusedMalformed, "the discount of invoice %s is until %s, not %s", inv.Number, inv.DiscountUntil, e.Until)
	case p.Day > e.Until || l.lateFor(inv, e.Until):
		return refuse(e, RefusedNothing, "money for invoice %s came after %s", inv.Number, e.Until)
	case e.Amount <= 0 || e.Amount != l.Open(inv.ID) || e.Amount > l.Discount(inv.ID):
		return refuse(e, RefusedAmount, "%s is not what is open of invoice %s, or more than its discount of %s",
			e.Amount, inv.Number, l.Discount(inv.ID))
	}
	l.place(Allocation{ID: e.ID, Payment: p.ID, Invoice: inv.ID, Part: PartDiscount, Amount: e.Amount, Day: e.Day}, p, inv)
	return nil
}

// loseDiscount takes a discount back where what was paid for it is gone.
func (l *Ledger) loseDiscount(id InvoiceID) {
	if l.Open(id) > 0 {
		l.Allocations = deleteIf(l.Allocations, func(a Allocation) bool { return a.Invoice == id && a.Part == PartDiscount })
	}
}

// CheckDiscount says what is wrong with an invoice's discount.
func (i *Invoice) CheckDiscount() error {
	switch {
	case i.Discount == 0 && i.DiscountUntil == 0:
		return nil
	case i.Discount <= 0:
		return errors.New("a discount of " + i.Discount.String() + " until " + i.DiscountUntil.String() + ": want a sum above zero with its last day")
	case i.DiscountUntil == 0:
		return errors.New("a discount of " + i.Discount.String() + " without its last day")
	case i.Discount >= i.Total:
		return errors.New("a discount of " + i.Discount.String() + " off " + i.Total.String() + ": want one below the total")
	case i.DiscountUntil < i.Issued:
		return errors.New("a discount until " + i.DiscountUntil.String() + ", before it was issued on " + i.Issued.String())
	case i.DiscountUntil > i.Due:
		return errors.New("a discount until " + i.DiscountUntil.String() + ", after it is due on " + i.Due.String())
	}
	return nil
}
