package books

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/store"
)

// Proposal is what a hand-over would take, for a person to look at before he
// says yes.
type Proposal struct {
	Customer voldaan.Customer
	Take     []Line
	// Left are overdue invoices that stay, since something stands against them.
	Left []Line
}

// ToHandOver says what a hand-over of a customer would take: the invoices that
// are named, or else all that are overdue and that nothing stands against.
func (b *Books) ToHandOver(tx *store.Tx, number string, named []string, now time.Time) (Proposal, error) {
	c, err := b.customerNumbered(tx, number)
	if err != nil {
		return Proposal{}, err
	}
	l, err := tx.Ledger(b.Creditor.ID, c.ID, store.ScopeAll, now)
	if err != nil {
		return Proposal{}, err
	}
	day := b.Creditor.Day(now)
	take, left := voldaan.ForHandover(l, day)
	if len(named) > 0 {
		if take, err = b.namedOf(tx, c, named); err != nil {
			return Proposal{}, err
		}
		try := b.stamp(c.ID, Actor{Kind: voldaan.AuthorOperator}, now)
		if _, err := voldaan.Handover(l.Clone(), take, try); err != nil {
			return Proposal{}, err
		}
	}
	p := Proposal{Customer: c}
	for _, id := range take {
		p.Take = append(p.Take, standsAs(l, id, day))
	}
	for _, out := range left {
		if !slices.Contains(take, out.Invoice) {
			p.Left = append(p.Left, standsAs(l, out.Invoice, day))
		}
	}
	return p, nil
}

// Proposed says what of a proposal may be handed over on a yes: the invoices
// that it names, without those that something stands against as a whole, or that
// something was raised against after the colleague was shown them, also where
// it covers a part: he has not seen it.
func (b *Books) Proposed(tx *store.Tx, c voldaan.Case, shown, now time.Time) (Proposal, error) {
	l, err := tx.Ledger(b.Creditor.ID, c.Customer, store.ScopeAll, now)
	if err != nil {
		return Proposal{}, err
	}
	log, err := tx.Events(b.Creditor.ID, c.Customer)
	if err != nil {
		return Proposal{}, err
	}
	since := map[voldaan.EventID]bool{}
	for _, e := range log {
		since[e.ID] = e.At.After(shown)
	}
	day := b.Creditor.Day(now)
	take, _ := voldaan.ForHandover(l, day)
	p := Proposal{Customer: l.Customer}
	for _, id := range c.Invoices {
		line := standsAs(l, id, day)
		raised := slices.ContainsFunc(l.Standings, func(s voldaan.Standing) bool {
			return (s.Invoice == id || s.Invoice == "") && s.Active(day) && since[s.Event]
		})
		if raised || !slices.Contains(take, id) {
			p.Left = append(p.Left, line)
			continue
		}
		p.Take = append(p.Take, line)
	}
	return p, nil
}

// Settled reports whether nothing is left to decide about what is left out: it
// is closed, or handed over already.
func (p Proposal) Settled() bool {
	return !slices.ContainsFunc(p.Left, func(l Line) bool {
		return l.After != voldaan.StatusClosed && l.After != voldaan.StatusHandedOver
	})
}

// namedOf finds invoices of one customer by their numbers.
func (b *Books) namedOf(tx *store.Tx, c voldaan.Customer, numbers []string) ([]voldaan.InvoiceID, error) {
	var out []voldaan.InvoiceID
	for _, number := range numbers {
		inv, err := b.invoice(tx, number)
		if err != nil {
			return nil, err
		}
		if inv.Customer != c.ID {
			return nil, wrong("invoice %s is not one of customer %s", inv.Number, c.Number)
		}
		if !slices.Contains(out, inv.ID) {
			out = append(out, inv.ID)
		}
	}
	return out, nil
}

// standsAs is an invoice as it stands on a day.
func standsAs(l *voldaan.Ledger, id voldaan.InvoiceID, day voldaan.Date) Line {
	inv := l.Invoice(id)
	if inv == nil { // it was undone meanwhile
		return Line{Invoice: id}
	}
	status, open := l.Status(id, day), l.Open(id)
	return Line{
		Invoice: id, Number: inv.Number, Customer: l.Customer.Number, Due: inv.Due, Currency: inv.Currency,
		Before: status, After: status, OpenBefore: open, OpenAfter: open,
	}
}

// HandOver hands over what a person looked at and said yes to. When any of it
// is no longer as he saw it, nothing is changed. No letter demands the invoices
// any more, and open proposals about the customer are closed.
func (b *Books) HandOver(ctx context.Context, p Proposal, by Actor, now time.Time) (Outcome, store.Handover, error) {
	type result struct {
		out Outcome
		h   store.Handover
	}
	r, err := within(ctx, b, func(tx *store.Tx) (r result, err error) {
		r.out, r.h, err = b.HandOverTx(tx, p, by, now)
		return r, err
	})
	return r.out, r.h, err
}

// HandOverTx is HandOver inside a transaction.
func (b *Books) HandOverTx(tx *store.Tx, p Proposal, by Actor, now time.Time) (Outcome, store.Handover, error) {
	if len(p.Take) == 0 {
		return Outcome{}, store.Handover{}, nothingToHandOver(p)
	}
	s := b.stamp(p.Customer.ID, by, now)
	var ids []voldaan.InvoiceID
	out, err := b.decide(tx, s, now, nil, func(l *voldaan.Ledger) ([]voldaan.Event, error) {
		ids = nil
		for _, line := range p.Take {
			if is := standsAs(l, line.Invoice, s.Day); is != line {
				return nil, wrong("invoice %s is no longer as you saw it (it is %s, %s is open): look again", line.Number, is.After, is.OpenAfter)
			}
			ids = append(ids, line.Invoice)
		}
		return voldaan.Handover(l, ids, s)
	})
	if err != nil {
		return Outcome{}, store.Handover{}, err
	}
	if err := b.closeProposals(tx, p.Customer.ID, by, now); err != nil {
		return Outcome{}, store.Handover{}, err
	}
	h := store.Handover{
		ID: out.Event, Creditor: b.Creditor.ID, Customer: p.Customer.ID, At: now.Truncate(time.Microsecond), // as the store keeps it
		Author: by.Key, Invoices: ids,
	}
	if h.Seq, err = tx.LastSeq(p.Customer); err != nil {
		return Outcome{}, store.Handover{}, err
	}
	return out.told(), h, tx.PutHandover(h)
}

// closeProposals closes the open cases that propose a hand-over of a customer.
func (b *Books) closeProposals(tx *store.Tx, id voldaan.CustomerID, by Actor, now time.Time) error {
	open, err := tx.OpenCases(b.Creditor.ID)
	if err != nil {
		return err
	}
	for _, c := range open {
		if c.Customer != id || c.Kind != voldaan.CaseHandover {
			continue
		}
		if _, err := b.CloseCase(tx, c.ID, by, now); err != nil {
			return err
		}
	}
	return nil
}

// nothingToHandOver says why there is nothing.
func nothingToHandOver(p Proposal) error {
	if len(p.Left) == 0 {
		return wrong("customer %s has no overdue invoice that is not handed over yet", p.Customer.Number)
	}
	var names []string
	for _, l := range p.Left {
		names = append(names, fmt.Sprintf("%s (%s)", l.Number, l.After))
	}
	return wrong("something stands against each overdue invoice of customer %s: %s; name one with --invoice to hand it over all the same",
		p.Customer.Number, strings.Join(names, ", "))
}

// Recall takes an invoice back from the agency: it is followed again.
func (b *Books) Recall(ctx context.Context, number string, by Actor, now time.Time) (Outcome, error) {
	return within(ctx, b, func(tx *store.Tx) (Outcome, error) { return b.RecallTx(tx, number, by, now) })
}

// RecallTx is Recall inside a transaction.
func (b *Books) RecallTx(tx *store.Tx, number string, by Actor, now time.Time) (Outcome, error) {
	inv, err := b.invoice(tx, number)
	if err != nil {
		return Outcome{}, err
	}
	return b.end(tx, inv.Customer, inv.ID, voldaan.EventRecalled, by, now)
}
