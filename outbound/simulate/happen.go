package simulate

import (
	"fmt"
	"slices"
	"strings"

	"github.com/voldaan/voldaan"
)

// act makes true what happened besides money.
func (x *stepper) act(a act) error {
	switch {
	case a.answer != nil:
		return x.respond(a)
	case a.bounced:
		return x.bounce(a)
	case a.resolve != "":
		return x.resolve(a)
	case a.found:
		return x.found()
	case a.register != "":
		i := slices.IndexFunc(x.l.Invoices, func(inv voldaan.Invoice) bool { return inv.ID == a.register })
		e := x.stamp(voldaan.AuthorColleague).Event(voldaan.EventInvoiceRegistered)
		e.Invoice, e.Amount, e.Until = a.register, x.l.Invoices[i].Total, x.l.Invoices[i].Due
		return x.apply(e)
	}
	return nil
}

// respond lets the bot read an answer.
func (x *stepper) respond(a act) error {
	c := x.l.Contact(a.contact)
	if c == nil {
		return nil
	}
	domain := voldaan.Domain(c.Address)
	other := "other." + x.fresh() + "@" + domain
	s := x.stamp(voldaan.AuthorBot)
	s.Mail = voldaan.MailID(x.fresh())
	match := voldaan.Match{
		Contact: a.contact, Letter: a.letter, Invoices: a.answer.invoices, Domains: []string{domain},
	}
	r, err := voldaan.Respond(x.l, a.answer.mail(s.Mail), a.answer.reading(x.l, other), match, x.Policy, x.Calendar, s)
	if err != nil {
		return fmt.Errorf("simulate an answer of customer %s on %s: %w", x.l.Customer.Number, x.day, err)
	}
	x.out.events = append(x.out.events, r.Events...)
	if r.Answer != "" {
		x.out.answers = append(x.out.answers, r.Answer)
	}
	if r.Case != nil {
		x.out.cases++
	}
	return nil
}

// bounce lets a letter come back.
func (x *stepper) bounce(a act) error {
	c := x.l.Contact(a.contact)
	if c == nil {
		return nil
	}
	b := voldaan.Bounce{Recipients: []voldaan.BounceRecipient{{
		Address: c.Address, Status: "5.1.1", SMTPCode: 550, Reason: voldaan.BounceUserUnknown, Hard: true,
	}}}
	reached := len(x.l.Receivers()) > 1
	// What is claimed on top is not played, so that no terms are asked for.
	events, cs := voldaan.Bounced(&voldaan.Creditor{}, x.l, b, a.letter, reached, x.stamp(voldaan.AuthorBot))
	x.out.events = append(x.out.events, events...)
	if cs != nil {
		x.out.cases++
	}
	return nil
}

// resolve is a colleague's end of a dispute.
func (x *stepper) resolve(a act) error {
	if a.credited {
		if err := x.pay(paidInvoice{a.resolve, x.day}, voldaan.PaymentCreditNote); err != nil {
			return err
		}
	}
	e := x.stamp(voldaan.AuthorColleague).Event(voldaan.EventDisputeResolved)
	e.Invoice = a.resolve
	return x.apply(e)
}

// found adds an address that a colleague found.
func (x *stepper) found() error {
	id := voldaan.ContactID(x.fresh())
	domain := "found.example"
	if len(x.l.Contacts) > 0 {
		domain = voldaan.Domain(x.l.Contacts[0].Address)
	}
	x.l.Contacts = append(x.l.Contacts, voldaan.Contact{
		ID: id, Customer: x.l.Customer.ID, Address: "found." + strings.ToLower(string(id)) + "@" + domain, Role: "billing", Known: true,
	})
	e := x.stamp(voldaan.AuthorColleague).Event(voldaan.EventContactAdded)
	e.Contact = id
	return x.apply(e)
}
