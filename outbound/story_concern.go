package outbound

import (
	"slices"

	"github.com/voldaan/voldaan"
)

// concerns reports whether an event belongs to the story: one that names an
// invoice by that, a letter, case, promise, plan or payment by those in it, a
// mail by those that it changed anything for. What is about no invoice at all
// belongs to each that was open then.
func (t *telling) concerns(e *voldaan.Event) bool {
	if e.Invoice != "" || len(t.about) == 0 {
		return t.tells(e.Invoice)
	}
	about := t.invoicesOf(e)
	if len(about) > 0 && !t.wide(e) {
		return slices.ContainsFunc(about, t.tells)
	}
	switch e.Kind {
	case voldaan.EventContactAdded, voldaan.EventContactBounced, voldaan.EventContactLeft, voldaan.EventContactStopped,
		voldaan.EventContactRestored, voldaan.EventStopped, voldaan.EventStarted, voldaan.EventPolicySet, voldaan.EventImportanceSet,
		voldaan.EventTermsSet:
		return !t.settled()
	case voldaan.EventHeld:
		return !t.settled() && (t.begun() || t.heldOn(e))
	}
	return t.begun() && !t.settled()
}

// wide reports whether an event belongs to a mail that changed something for
// the customer as a whole: that mail, or the case that it opened.
func (t *telling) wide(e *voldaan.Event) bool {
	mail := e.Mail
	if e.Case != "" {
		mail = t.Cases[e.Case].Mail
	} else if e.Kind != voldaan.EventMailRead {
		return false
	}
	return mail != "" && slices.ContainsFunc(t.Events, func(o voldaan.Event) bool {
		return o.Mail == mail && o.Invoice == "" && (o.Kind == voldaan.EventHeld || o.Contact != "")
	})
}

// begun reports whether an invoice of the story has been told of.
func (t *telling) begun() bool { return len(t.open) > 0 }

// settled reports whether nothing is open any more of what the story is about.
func (t *telling) settled() bool {
	for id, open := range t.open {
		if open > 0 && !t.shut[id] {
			return false
		}
	}
	return t.begun()
}

// heldOn reports whether the hold that an event began was not over when the
// first invoice of the story was registered.
func (t *telling) heldOn(e *voldaan.Event) bool {
	i := slices.IndexFunc(t.Events, func(o voldaan.Event) bool {
		return o.Kind == voldaan.EventInvoiceRegistered && slices.Contains(t.about, o.Invoice)
	})
	return i >= 0 && slices.ContainsFunc(t.Ledger.Standings, func(s voldaan.Standing) bool { return s.Event == e.ID && s.Active(t.Events[i].Day) })
}

// invoicesOf lists the invoices that an event is about; none for one that is
// about the customer.
func (t *telling) invoicesOf(e *voldaan.Event) []voldaan.InvoiceID {
	var out []voldaan.InvoiceID
	add := func(ids ...voldaan.InvoiceID) {
		for _, id := range ids {
			if id != "" {
				out = append(out, id)
			}
		}
	}
	if e.Letter != "" {
		add(t.lettersInvoices(e.Letter)...)
	}
	if e.Case != "" {
		add(t.Cases[e.Case].Invoices...)
	}
	for _, s := range t.Ledger.Standings {
		if (e.Promise != "" && s.Promise == e.Promise) || (e.Plan != "" && s.Plan == e.Plan) {
			add(s.Invoice)
		}
	}
	if e.Payment == "" && e.Kind != voldaan.EventMailRead && e.Kind != voldaan.EventUndone {
		return out
	}
	for i := range t.Events {
		o := &t.Events[i]
		if (e.Payment != "" && o.Payment == e.Payment) || (e.Kind == voldaan.EventMailRead && o.Mail == e.Mail) ||
			(e.Kind == voldaan.EventUndone && o.Group == e.Ref) {
			add(o.Invoice)
		}
	}
	if e.Kind == voldaan.EventMailRead {
		add(t.mailInvoices(e.Mail)...)
	}
	return out
}

// lettersInvoices lists what a letter is about: what it demands, the invoices
// of the plan that it announces an instalment of, or those whose payment it
// thanks for.
func (t *telling) lettersInvoices(id voldaan.LetterID) []voldaan.InvoiceID {
	l := t.Letters[id]
	out := l.Args.About()
	for _, d := range t.Ledger.Demands {
		if d.Letter == id && d.Invoice != "" {
			out = append(out, d.Invoice)
		}
	}
	if l.Kind == voldaan.LetterThanks {
		for _, a := range t.Ledger.Allocations {
			if a.Day >= l.Args.Day && a.Day <= t.creditor().Day(l.Made) {
				out = append(out, a.Invoice)
			}
		}
	}
	for _, s := range t.Ledger.Standings {
		if l.Args.Plan != "" && s.Plan == l.Args.Plan {
			out = append(out, s.Invoice)
		}
	}
	return out
}

// mailInvoices lists what the answer to a mail and the case that it opened are
// about.
func (t *telling) mailInvoices(id voldaan.MailID) []voldaan.InvoiceID {
	var out []voldaan.InvoiceID
	for _, l := range t.Letters {
		if l.Args.Mail == id {
			out = append(out, l.Args.About()...)
		}
	}
	for _, c := range t.Cases {
		if c.Mail == id {
			out = append(out, c.Invoices...)
		}
	}
	return out
}
