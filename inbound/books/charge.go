package books

import (
	"context"
	"errors"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/store"
)

// Waive gives up what letters claimed on top of an invoice, or of every invoice
// of a customer when the number is his: charges of one kind or, for none, all.
// What was paid on them pays the principal.
func (b *Books) Waive(ctx context.Context, number string, kind voldaan.ChargeKind, by Actor, now time.Time) (Outcome, error) {
	return within(ctx, b, func(tx *store.Tx) (Outcome, error) { return b.WaiveTx(tx, number, kind, by, now) })
}

// WaiveTx is Waive inside a transaction.
func (b *Books) WaiveTx(tx *store.Tx, number string, kind voldaan.ChargeKind, by Actor, now time.Time) (Outcome, error) {
	if err := kind.Validate(); kind != "" && err != nil {
		return Outcome{}, wrong("%v", err)
	}
	customer, invoice, err := b.target(tx, number)
	if err != nil {
		return Outcome{}, err
	}
	s := b.stamp(customer, by, now)
	var text []string
	out, err := b.decide(tx, s, now, nil, func(l *voldaan.Ledger) ([]voldaan.Event, error) {
		var events []voldaan.Event
		text = nil
		for _, c := range l.Charges {
			if !c.Owed() || invoice != "" && c.Invoice != invoice || kind != "" && c.Kind != kind {
				continue
			}
			e := s.Event(voldaan.EventChargeWaived)
			e.Invoice, e.Ref, e.Amount, e.Reason = c.Invoice, voldaan.EventID(c.ID), c.Amount, string(c.Kind)
			events = append(events, e)
			if inv := l.Invoice(c.Invoice); inv != nil {
				money := voldaan.Money{Amount: c.Amount, Currency: inv.Currency}
				text = append(text, "invoice "+inv.Number+": "+string(c.Kind)+" of "+money.String()+" given up")
			}
		}
		if len(events) == 0 {
			return nil, wrong("nothing that letters claimed on top of %s is owed: `voldaan show %s` lists it", number, number)
		}
		if _, err := applied(l, events...); err != nil {
			return nil, err
		}
		back, err := voldaan.Resettle(l, b.Settling(l.Customer), s)
		return append(events, back...), err
	})
	if err != nil {
		return Outcome{}, err
	}
	out.Text = append(out.Text, text...)
	return out.told(), nil
}

// Received records that the customer got the last legal notice about an invoice,
// or the last of all when the number is his, on a day: that of registered post,
// or what a colleague knows.
func (b *Books) Received(ctx context.Context, number string, on voldaan.Date, proof voldaan.Proof, by Actor, now time.Time) (Outcome, error) {
	return within(ctx, b, func(tx *store.Tx) (Outcome, error) { return b.ReceivedTx(tx, number, on, proof, by, now) })
}

// ReceivedTx is Received inside a transaction.
func (b *Books) ReceivedTx(tx *store.Tx, number string, on voldaan.Date, proof voldaan.Proof, by Actor, now time.Time) (Outcome, error) {
	customer, invoice, err := b.target(tx, number)
	if err != nil {
		return Outcome{}, err
	}
	s := b.stamp(customer, by, now)
	if on > s.Day {
		return Outcome{}, wrong("%s has not come yet: want the day on which the notice was received", on)
	}
	out, err := b.decide(tx, s, now, nil, func(l *voldaan.Ledger) ([]voldaan.Event, error) {
		var notice *voldaan.Demand
		for i := range l.Demands {
			d := &l.Demands[i]
			if d.Notice && d.State == voldaan.DemandSent && (invoice == "" || d.Invoice == invoice) && (notice == nil || d.Day >= notice.Day) {
				notice = d
			}
		}
		if notice == nil {
			return nil, wrong("no legal notice about %s was sent: `voldaan why` tells what was", number)
		}
		e := s.Event(voldaan.EventNoticeReceived)
		e.Letter, e.On, e.Reason = notice.Letter, on, string(proof)
		events, err := applied(l, e)
		var refusal *voldaan.Refusal
		if errors.As(err, &refusal) {
			return nil, wrong("%s", refusal.Text)
		}
		return events, err
	})
	if err != nil {
		return Outcome{}, err
	}
	out.Text = append(out.Text, "the legal notice counts as received on "+on.String())
	return out.told(), nil
}
