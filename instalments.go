package voldaan

// planCurrency is the currency of a plan's invoices; empty where it has none
// that are known.
func (l *Ledger) planCurrency(id PlanID) Currency {
	for _, s := range l.Standings {
		if inv := l.Invoice(s.Invoice); s.Plan == id && inv != nil {
			return inv.Currency
		}
	}
	return ""
}

// planDue is what a plan wants up to an instalment.
func (l *Ledger) planDue(id PlanID, number int) Amount {
	var sum Amount
	for _, i := range l.Instalments {
		if i.Plan == id && i.Number <= number {
			sum += i.Amount
		}
	}
	return sum
}

// PlanPaid is what was paid of a plan since it was agreed: its parts made up
// what was open then.
func (l *Ledger) PlanPaid(id PlanID) Amount {
	var rest Amount
	for _, i := range l.Instalments {
		if i.Plan == id {
			rest += i.Amount
		}
	}
	for _, inv := range l.planInvoices(id) {
		rest -= l.Open(inv)
	}
	return max(rest, 0)
}

// planInvoices are the invoices that a plan covers.
func (l *Ledger) planInvoices(id PlanID) []InvoiceID {
	var out []InvoiceID
	for _, s := range l.Standings {
		if s.Plan == id {
			out = append(out, s.Invoice)
		}
	}
	return out
}

// PlanEnd is a plan that has come to its end.
type PlanEnd struct {
	Plan     PlanID
	State    PlanState // done or lapsed
	Invoices []InvoiceID
	Missing  Amount // of a lapsed one: what should have come and did not
	Since    Date   // the day of the first instalment that did not come
}

// EndedPlans are the plans that have ended by a day: done when all is paid,
// lapsed when an instalment has not come within the bank days of grace.
func EndedPlans(l *Ledger, p Policy, cal Calendar, day Date) []PlanEnd {
	var out []PlanEnd
	for _, plan := range l.Plans {
		if plan.State != PlanAgreed {
			continue
		}
		end := PlanEnd{Plan: plan.ID, Invoices: l.planInvoices(plan.ID)}
		open := false
		for _, id := range end.Invoices {
			open = open || l.Open(id) > 0
		}
		paid := l.PlanPaid(plan.ID)
		for _, i := range l.Instalments {
			due := l.planDue(plan.ID, i.Number)
			if i.Plan == plan.ID && paid < due && day > cal.AddBankDays(i.Day, p.PromiseGrace) {
				end.Missing = max(end.Missing, due-paid)
				end.Since = earlier(end.Since, i.Day)
			}
		}
		switch {
		case !open:
			end.State, end.Missing, end.Since = PlanDone, 0, 0
		case end.Missing > 0:
			end.State = PlanLapsed
		default:
			continue
		}
		out = append(out, end)
	}
	return out
}

// planLook is the first day after one on which EndedPlans could find a lapse.
func planLook(l *Ledger, p Policy, cal Calendar, day Date) Date {
	var out Date
	for _, i := range l.Instalments {
		plan := l.Plan(i.Plan)
		if plan == nil || plan.State != PlanAgreed || l.PlanPaid(i.Plan) >= l.planDue(i.Plan, i.Number) {
			continue
		}
		if on := cal.AddBankDays(i.Day, p.PromiseGrace) + 1; on > day {
			out = earlier(out, on)
		}
	}
	return out
}
