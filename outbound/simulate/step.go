package simulate

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/voldaan/voldaan"
)

// left is a letter or call task that left.
type left struct {
	kind     voldaan.LetterKind
	id       voldaan.LetterID
	contact  voldaan.ContactID
	invoices []voldaan.InvoiceID
}

// outcome is what the bot made of a moment.
type outcome struct {
	ledger  *voldaan.Ledger
	events  []voldaan.Event
	letters []left
	answers []voldaan.LetterKind
	cases   int
	look    voldaan.Date // when planning could do anything next; zero: only an event can
}

// stepper lets the bot's own rules act on one customer's ledger.
type stepper struct {
	*Scenario
	l     *voldaan.Ledger
	day   voldaan.Date
	at    time.Time
	fresh func() string
	owned bool // l is a copy
	out   outcome
}

// own copies the ledger before its first change.
func (x *stepper) own() {
	if !x.owned {
		x.l, x.owned = x.l.Clone(), true
	}
}

// step plays a moment on a ledger, which it copies before it changes it: first the money, then the mail and
// what colleagues do, then planning.
func (s *Scenario) step(l *voldaan.Ledger, m moment, fresh func() string) (outcome, error) {
	x := &stepper{Scenario: s, l: l, day: m.day, at: s.hour(m.day), fresh: fresh}
	if len(m.paid)+len(m.acts) > 0 {
		x.own()
	}
	for _, p := range m.paid {
		if err := x.pay(p, voldaan.PaymentTransfer); err != nil {
			return outcome{}, err
		}
	}
	for _, a := range m.acts {
		if err := x.act(a); err != nil {
			return outcome{}, err
		}
	}
	if m.plan {
		if err := x.plan(); err != nil {
			return outcome{}, err
		}
	}
	x.out.ledger = x.l
	return x.out, nil
}

// stamp begins the events of one decision.
func (x *stepper) stamp(by voldaan.AuthorKind) *voldaan.Stamp {
	c := x.l.Customer
	return &voldaan.Stamp{Creditor: c.Creditor, Customer: c.ID, At: x.at, Day: x.day, By: by, New: x.fresh}
}

// apply makes an event true. What is refused since there was nothing to change
// any more is left out, as the bot does.
func (x *stepper) apply(e voldaan.Event) error {
	x.own()
	err := x.l.Apply(e)
	var refusal *voldaan.Refusal
	switch {
	case err == nil:
		x.out.events = append(x.out.events, e)
	case errors.As(err, &refusal) && (refusal.Code == voldaan.RefusedNothing || refusal.Code == voldaan.RefusedTwice):
	default:
		return fmt.Errorf("simulate customer %s on %s: %w", x.l.Customer.Number, x.day, err)
	}
	return nil
}

// pay books money, or a credit note, for all that is open on an invoice.
func (x *stepper) pay(p paidInvoice, kind voldaan.PaymentKind) error {
	inv := x.l.Invoice(p.invoice)
	if inv == nil || x.l.Open(inv.ID) <= 0 {
		return nil
	}
	s := x.stamp(voldaan.AuthorBank)
	s.Day = p.day
	pay := voldaan.Payment{
		ID: voldaan.PaymentID(x.fresh()), Customer: x.l.Customer.ID, Kind: kind, Day: p.day,
		Currency: inv.Currency, Amount: x.l.Open(inv.ID),
	}
	pay.Reference = string(pay.ID)
	if kind == voldaan.PaymentCreditNote {
		s.By = voldaan.AuthorColleague
	}
	x.l.Payments = append(x.l.Payments, pay)
	e := s.Event(voldaan.EventPaymentBooked)
	e.Payment, e.Amount = pay.ID, pay.Amount
	if err := x.apply(e); err != nil {
		return err
	}
	events, err := voldaan.Settle(x.l, pay.ID, []voldaan.InvoiceID{inv.ID}, voldaan.Settling{Order: voldaan.AllocationOrder(x.l.Customer.Country)}, s)
	x.out.events = append(x.out.events, events...)
	return err
}

// plan ends promises and sends what is due, as the office does for accounts
// whose day has come. After letters it looks once more, as the office does in
// its next turn, to find when there could be more.
func (x *stepper) plan() error {
	for _, e := range voldaan.EndedPromises(x.l, x.stamp(voldaan.AuthorBot)) {
		if err := x.apply(e); err != nil {
			return err
		}
	}
	drafts := x.due()
	for len(drafts) > 0 {
		var ids []voldaan.LetterID
		for _, d := range drafts {
			id, err := x.queue(d)
			if err != nil {
				return err
			}
			ids = append(ids, id)
		}
		for _, id := range ids {
			e := x.stamp(voldaan.AuthorBot).Event(voldaan.EventDemandSent)
			e.Letter = id
			if err := x.apply(e); err != nil {
				return err
			}
		}
		drafts = x.due()
	}
	return nil
}

// due plans every account of the customer, and notes when to look again.
func (x *stepper) due() []*voldaan.Draft {
	currencies := x.l.Currencies()
	slices.Sort(currencies)
	x.out.look = 0
	var out []*voldaan.Draft
	for _, cur := range currencies {
		p := x.ladders.Plan(x.l, cur, x.Calendar, x.at, x.day)
		if p.LookOn != 0 && (x.out.look == 0 || p.LookOn < x.out.look) {
			x.out.look = p.LookOn
		}
		for _, draft := range []*voldaan.Draft{p.Letter, p.Call, p.Handover} {
			if draft != nil {
				out = append(out, draft)
			}
		}
	}
	return out
}

// queue records the demands of a letter, a call or a proposal to hand over,
// which Apply checks once more. A proposal is a case, and moves no customer.
func (x *stepper) queue(d *voldaan.Draft) (voldaan.LetterID, error) {
	x.own()
	s := x.stamp(voldaan.AuthorBot)
	out := left{kind: d.Kind, id: voldaan.LetterID(x.fresh())}
	if r := x.l.Receivers(); len(r) > 0 {
		out.contact = r[0].ID
	}
	for _, line := range d.Lines {
		e := s.Event(voldaan.EventDemandQueued)
		e.Letter, e.Invoice, e.Step, e.Amount, e.Reason = out.id, line.Invoice, line.Step, line.Amount, string(d.Channel)
		if err := x.l.Apply(e); err != nil {
			return "", fmt.Errorf("simulate a letter to customer %s on %s: %w", x.l.Customer.Number, x.day, err)
		}
		x.out.events = append(x.out.events, e)
		out.invoices = append(out.invoices, line.Invoice)
	}
	if d.Channel == voldaan.ChannelHandover {
		x.out.cases++
	} else {
		x.out.letters = append(x.out.letters, out)
	}
	return out.id, nil
}
