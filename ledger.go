package voldaan

import (
	"slices"
	"time"
)

// Ledger is what the rules know of one customer: documents as they came in,
// and what events made of them. It changes through Apply alone.
type Ledger struct {
	Customer    Customer
	Contacts    []Contact
	Agreements  []Agreement
	Invoices    []Invoice
	Payments    []Payment
	Allocations []Allocation
	Charges     []Charge
	Standings   []Standing
	Promises    []Promise
	Plans       []InstalmentPlan
	Instalments []Instalment
	Demands     []Demand
	// Bounds is what the customer's word alone can pause.
	Bounds Bounds
}

// Clone copies a ledger, so that one can try what an event would do.
func (l *Ledger) Clone() *Ledger {
	c := *l
	c.Contacts = slices.Clone(l.Contacts)
	c.Agreements = slices.Clone(l.Agreements)
	c.Invoices = slices.Clone(l.Invoices)
	c.Payments = slices.Clone(l.Payments)
	c.Allocations = slices.Clone(l.Allocations)
	c.Charges = slices.Clone(l.Charges)
	c.Standings = slices.Clone(l.Standings)
	c.Promises = slices.Clone(l.Promises)
	c.Plans = slices.Clone(l.Plans)
	c.Instalments = slices.Clone(l.Instalments)
	c.Demands = slices.Clone(l.Demands)
	return &c
}

// find returns a pointer to the first element that matches, or nil.
func find[T any](s []T, ok func(*T) bool) *T {
	for i := range s {
		if ok(&s[i]) {
			return &s[i]
		}
	}
	return nil
}

// Invoice finds a registered invoice; nil when there is none.
func (l *Ledger) Invoice(id InvoiceID) *Invoice {
	return find(l.Invoices, func(i *Invoice) bool { return i.ID == id && i.Registered })
}

// InvoiceNumbered finds a registered invoice by its number.
func (l *Ledger) InvoiceNumbered(number string) *Invoice {
	return find(l.Invoices, func(i *Invoice) bool { return i.Number == number && i.Registered })
}

// Contact finds a contact; nil when there is none.
func (l *Ledger) Contact(id ContactID) *Contact {
	return find(l.Contacts, func(c *Contact) bool { return c.ID == id })
}

// ContactAt finds a contact by its address in lower case.
func (l *Ledger) ContactAt(address string) *Contact {
	return find(l.Contacts, func(c *Contact) bool { return c.Address == address })
}

// Promise finds a promise.
func (l *Ledger) Promise(id PromiseID) *Promise {
	return find(l.Promises, func(p *Promise) bool { return p.ID == id })
}

// Plan finds an instalment plan.
func (l *Ledger) Plan(id PlanID) *InstalmentPlan {
	return find(l.Plans, func(p *InstalmentPlan) bool { return p.ID == id })
}

// Payment finds a booked payment.
func (l *Ledger) Payment(id PaymentID) *Payment {
	return find(l.Payments, func(p *Payment) bool { return p.ID == id && p.Booked })
}

// Receivers are the contacts that letters may go to: those for billing, or
// all, when none has that role.
func (l *Ledger) Receivers() []Contact {
	var billing, all []Contact
	for _, c := range l.Contacts {
		if !c.CanReceive() {
			continue
		}
		all = append(all, c)
		if c.Role == "billing" {
			billing = append(billing, c)
		}
	}
	if billing != nil {
		return billing
	}
	return all
}

// Open is what is still owed of an invoice's principal: its total less what
// was allocated to it, and less the discount that was taken.
func (l *Ledger) Open(id InvoiceID) Amount {
	inv := l.Invoice(id)
	if inv == nil {
		return 0
	}
	open := inv.Total
	for _, a := range l.Allocations {
		if a.Invoice == id && (a.Part == PartPrincipal || a.Part == PartDiscount) {
			open -= a.Amount
		}
	}
	return open
}

// Charged is what is still owed of the charges of an invoice: costs, or
// interest.
func (l *Ledger) Charged(id InvoiceID, part Part) Amount {
	var sum Amount
	for _, c := range l.Charges {
		if c.Invoice == id && c.Owed() && c.Kind.part() == part {
			sum += c.Amount
		}
	}
	for _, a := range l.Allocations {
		if a.Invoice == id && a.Part == part {
			sum -= a.Amount
		}
	}
	return sum
}

// ChargedFor is the kind of the charges that are owed in a part of an invoice;
// that of costs where there are several.
func (l *Ledger) ChargedFor(id InvoiceID, part Part) ChargeKind {
	var out ChargeKind
	for _, c := range l.Charges {
		if c.Invoice != id || !c.Owed() || c.Kind.part() != part {
			continue
		}
		if out != "" && out != c.Kind {
			return ChargeCosts
		}
		out = c.Kind
	}
	return out
}

// Surcharge is what is still owed of an invoice on top of its principal.
func (l *Ledger) Surcharge(id InvoiceID) Amount {
	return l.Charged(id, PartCosts) + l.Charged(id, PartInterest)
}

// Unallocated is what of a payment went nowhere yet.
func (l *Ledger) Unallocated(id PaymentID) Amount {
	p := l.Payment(id)
	if p == nil || p.Reversed {
		return 0
	}
	rest := p.Amount
	for _, a := range l.Allocations {
		if a.Payment == id && a.Part != PartDiscount {
			rest -= a.Amount
		}
	}
	return rest
}

// active calls f for each standing that holds for an invoice on a day.
func (l *Ledger) active(id InvoiceID, day Date, f func(*Standing)) {
	for i := range l.Standings {
		if s := &l.Standings[i]; (s.Invoice == id || s.Invoice == "") && s.Active(day) {
			f(s)
		}
	}
}

// Demandable is what may be demanded of an invoice on a day: its open amount
// less the parts that standings cover.
func (l *Ledger) Demandable(id InvoiceID, day Date) Amount {
	if l.Customer.Stopped {
		return 0
	}
	return l.uncovered(id, day)
}

// uncovered is what is open of an invoice less the parts that standings cover.
func (l *Ledger) uncovered(id InvoiceID, day Date) Amount {
	rest := l.Open(id)
	l.active(id, day, func(s *Standing) {
		if s.Amount == 0 {
			rest = 0
		}
		rest -= s.Amount
	})
	return max(rest, 0)
}

// Status is the most severe standing of an invoice on a day.
func (l *Ledger) Status(id InvoiceID, day Date) Status {
	order := []struct {
		kind   StandingKind
		status Status
	}{
		{StandingClosure, StatusClosed},
		{StandingHandedOver, StatusHandedOver},
		{StandingDispute, StatusDisputed},
		{StandingHold, StatusHeld},
		{StandingPlan, StatusPlanned},
		{StandingClaim, StatusClaimedPaid},
		{StandingPromise, StatusPromised},
	}
	if l.Open(id) <= 0 {
		return StatusClosed
	}
	has := map[StandingKind]bool{}
	l.active(id, day, func(s *Standing) { has[s.Kind] = true })
	for _, o := range order {
		if has[o.kind] {
			return o.status
		}
	}
	return StatusOpen
}

// Closed reports whether nothing is left to be done for an invoice.
func (l *Ledger) Closed(id InvoiceID, day Date) bool { return l.Status(id, day) == StatusClosed }

// LastStep is the last step of the ladder that went out for an invoice and the
// day on which it first did.
func (l *Ledger) LastStep(id InvoiceID) (StepName, Date) {
	inv := l.Invoice(id)
	if inv == nil {
		return "", 0
	}
	step, on := inv.LastStep, inv.LastContact
	var latest time.Time
	for _, d := range l.Demands {
		if d.Invoice == id && d.State == DemandSent && !d.At.Before(latest) {
			latest = d.At
			if d.Step != step {
				step, on = d.Step, d.Day
			}
		}
	}
	return step, on
}

// Pending is the letter of the account that is on its way; empty when none is.
func (l *Ledger) Pending(cur Currency) LetterID {
	for _, d := range l.Demands {
		inv := l.Invoice(d.Invoice)
		if d.State == DemandQueued && (d.Currency == cur || inv != nil && inv.Currency == cur) {
			return d.Letter
		}
	}
	return ""
}

// onTheWay reports whether a letter of any account is queued; call tasks are
// none.
func (l *Ledger) onTheWay() bool {
	return find(l.Demands, func(d *Demand) bool { return d.State == DemandQueued && d.written() }) != nil
}

// touches lists when letters that the bot started went to the customer, each
// letter once; call tasks and hand-overs are none.
func (l *Ledger) touches() []time.Time {
	seen := map[LetterID]bool{}
	var out []time.Time
	for _, d := range l.Demands {
		if d.State == DemandSent && d.written() && !seen[d.Letter] {
			seen[d.Letter] = true
			out = append(out, d.At)
		}
	}
	return out
}

// Currencies lists the currencies of the customer's invoices, each once.
func (l *Ledger) Currencies() []Currency {
	var out []Currency
	for _, i := range l.Invoices {
		if i.Registered && !slices.Contains(out, i.Currency) {
			out = append(out, i.Currency)
		}
	}
	return out
}

// legal reports whether the customer's affairs are a legal matter until a
// colleague ends that: no letter goes to him.
func (l *Ledger) legal(day Date) bool {
	return find(l.Standings, func(s *Standing) bool {
		return s.Kind == StandingHold && s.Invoice == "" && s.Reason == HoldLegal && s.Active(day) && s.End == 0
	}) != nil
}

// pausedDays counts the days for which the word of the author of a standing
// alone paused an invoice, that standing included, each day once: disputes
// aside, which always go to a person.
func (l *Ledger) pausedDays(id InvoiceID, extra Standing) int {
	days := map[Date]bool{}
	count := func(s Standing) {
		if s.By != extra.By || s.unbounded() {
			return
		}
		end := s.End
		if s.EndedBy != "" && (end == 0 || s.EndedOn < end) {
			end = s.EndedOn - 1
		}
		for d := s.Start; d <= end; d++ {
			days[d] = true
		}
	}
	for _, s := range l.Standings {
		if s.Invoice == id || s.Invoice == "" {
			count(s)
		}
	}
	count(extra)
	return len(days)
}
