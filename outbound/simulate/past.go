package simulate

import (
	"github.com/voldaan/voldaan"
)

// span is a number of days, both ends included.
type span struct{ from, to voldaan.Date }

func (s span) has(d voldaan.Date) bool { return s.from <= d && d <= s.to }

// seen is what was observed of one invoice: from the day on which it was
// followed to the day on which it was paid, or until which it was not.
type seen struct {
	due, from, to voldaan.Date
	paid          bool
	letters       []span // days that a letter reached into
	calls         []span
	blocked       []span // days on which a dispute or a legal matter stood against it
}

// past lists what was observed of a customer's invoices up to a day. An
// invoice is followed from the day on which it was registered. One that came
// with a complete import, which also brought in what had been paid before, is
// followed from its issue.
func past(l *voldaan.Ledger, log []voldaan.Event, complete map[voldaan.Date]bool, day voldaan.Date, a Assumptions) []seen {
	registered := registrations(log)
	ends := endings(l)
	pushed, called := pushes(l, a)
	out := make([]seen, 0, len(l.Invoices))
	for i := range l.Invoices {
		inv := &l.Invoices[i]
		if !inv.Registered {
			continue
		}
		s := seen{due: inv.Due, from: registered[inv.ID], to: day, letters: pushed[inv.ID], calls: called[inv.ID]}
		if s.from == 0 || complete[s.from] {
			s.from = max(inv.Issued, inv.Due.Add(firstAge)) // no issue date: as far back as ages go
		}
		if end, ok := ends[inv.ID]; ok && end.day <= day {
			s.to, s.paid = end.day, end.paid
		}
		s.blocked = blocks(l, inv.ID, s.to)
		if s.to > s.from || s.paid {
			out = append(out, s)
		}
	}
	return out
}

// registrations are the days on which invoices were registered.
func registrations(log []voldaan.Event) map[voldaan.InvoiceID]voldaan.Date {
	out := map[voldaan.InvoiceID]voldaan.Date{}
	for i := range log {
		if e := &log[i]; e.Kind == voldaan.EventInvoiceRegistered {
			out[e.Invoice] = e.Day
		}
	}
	return out
}

// completeDays are the days on which invoices were registered that had been
// paid before: imports of a whole past.
func completeDays(accounts []Account) map[voldaan.Date]bool {
	out := map[voldaan.Date]bool{}
	for _, a := range accounts {
		registered := registrations(a.Log)
		for id, end := range endings(a.Ledger) {
			if day := registered[id]; end.paid && end.day < day {
				out[day] = true
			}
		}
	}
	return out
}

// ending is how an invoice's time ended.
type ending struct {
	day  voldaan.Date
	paid bool // with money; otherwise nothing more is known of it
}

// endings are the days on which invoices were paid in full, or left without
// money: by a credit note, written off, cancelled. What was settled outside
// counts as paid, since that is what a list of open items says of payments.
func endings(l *voldaan.Ledger) map[voldaan.InvoiceID]ending {
	payments := make(map[voldaan.PaymentID]*voldaan.Payment, len(l.Payments))
	for i := range l.Payments {
		payments[l.Payments[i].ID] = &l.Payments[i]
	}
	type sum struct {
		all  voldaan.Amount
		last ending
	}
	sums := map[voldaan.InvoiceID]sum{}
	for _, a := range l.Allocations {
		p := payments[a.Payment]
		if p == nil || a.Part != voldaan.PartPrincipal && a.Part != voldaan.PartDiscount {
			continue
		}
		s := sums[a.Invoice]
		s.all += a.Amount
		if p.Day >= s.last.day {
			s.last = ending{p.Day, p.Kind != voldaan.PaymentCreditNote}
		}
		sums[a.Invoice] = s
	}
	out := map[voldaan.InvoiceID]ending{}
	for i := range l.Invoices {
		if s, ok := sums[l.Invoices[i].ID]; ok && s.all >= l.Invoices[i].Total {
			out[l.Invoices[i].ID] = s.last
		}
	}
	for _, s := range l.Standings {
		if _, ok := out[s.Invoice]; !ok && s.Kind == voldaan.StandingClosure && s.EndedBy == "" {
			out[s.Invoice] = ending{s.Start, s.Reason == voldaan.ClosedOutside}
		}
	}
	return out
}

// pushes are the days that letters and calls reached into, by invoice.
func pushes(l *voldaan.Ledger, a Assumptions) (letters, calls map[voldaan.InvoiceID][]span) {
	letters, calls = map[voldaan.InvoiceID][]span{}, map[voldaan.InvoiceID][]span{}
	for _, d := range l.Demands {
		if d.State != voldaan.DemandSent {
			continue
		}
		to := letters
		switch (voldaan.Step{Name: d.Step, Channel: d.Channel}).Via() {
		case voldaan.ChannelCall:
			to = calls
		case voldaan.ChannelHandover:
			continue // the customer has not heard of it
		case voldaan.ChannelMail, voldaan.ChannelPost:
		}
		to[d.Invoice] = append(to[d.Invoice], span{d.Day + 1, d.Day.Add(a.EffectDays)})
	}
	return letters, calls
}

// blocks are the days on which an invoice could not be expected to be paid.
func blocks(l *voldaan.Ledger, id voldaan.InvoiceID, to voldaan.Date) []span {
	var out []span
	for _, s := range l.Standings {
		if (s.Invoice != id && s.Invoice != "") || !blocking(s) {
			continue
		}
		end := to
		if s.End != 0 {
			end = min(end, s.End)
		}
		if s.EndedBy != "" {
			end = min(end, s.EndedOn-1)
		}
		out = append(out, span{s.Start, end})
	}
	return out
}

// blocking reports whether a standing stops money, not letters alone: a dispute
// about the whole, a legal matter, a hand-over.
func blocking(s voldaan.Standing) bool {
	switch s.Kind {
	case voldaan.StandingDispute:
		return s.Amount == 0
	case voldaan.StandingHold:
		return s.Reason == voldaan.HoldLegal
	case voldaan.StandingHandedOver:
		return true
	}
	return false
}

// rate is by what an assumption multiplies the daily rate of payment on a day;
// zero while the invoice is blocked.
func (s *seen) rate(d voldaan.Date, a Assumptions) float64 {
	for _, b := range s.blocked {
		if b.has(d) {
			return 0
		}
	}
	r := 1.0
	for _, p := range s.letters {
		if p.has(d) {
			r = max(r, a.LetterEffect)
		}
	}
	for _, p := range s.calls {
		if p.has(d) {
			r = max(r, a.CallEffect)
		}
	}
	return r
}
