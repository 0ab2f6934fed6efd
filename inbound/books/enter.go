package books

import "github.com/voldaan/voldaan"

// startPerDay is how many customers with imported overdue invoices enter the
// ladder on a day where the creditor sets nothing.
const startPerDay = 10

// enter gives a customer with an overdue invoice of which no step is known the
// first business day on which the ladder has room: a gentle first day. A
// customer who was written to already is left as he is.
func (r *registration) enter(l *voldaan.Ledger, e Entry) error {
	if e.Invoice.Due >= r.s.Day || e.Invoice.LastStep != "" || e.Invoice.LastContact != 0 || (e.HasOpen && e.Open == 0) ||
		l.Customer.EnteredOn != 0 || len(l.Demands) > 0 {
		return nil
	}
	for _, inv := range l.Invoices {
		if inv.Registered && (inv.LastStep != "" || inv.LastContact != 0) {
			return nil
		}
	}
	if r.entered == nil {
		all, err := r.tx.Customers(r.b.Creditor.ID)
		if err != nil {
			return err
		}
		r.entered = map[voldaan.Date]int{}
		for _, c := range all {
			r.entered[c.EnteredOn]++
		}
	}
	most := r.b.Creditor.StartPerDay
	if most <= 0 {
		most = startPerDay
	}
	day := r.b.Calendar.OnOrAfter(r.s.Day)
	for r.entered[day] >= most {
		day = r.b.Calendar.AddBusinessDays(day, 1)
	}
	r.entered[day]++
	l.Customer.EnteredOn = day
	return nil
}
