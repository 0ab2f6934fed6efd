package books

import (
	"context"
	"errors"
	"regexp"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/store"
)

// Hold keeps an invoice, or every invoice of a customer when the number is
// his, from being demanded: a part of it or, for zero, the whole; to the end
// of a day or, without one, until it is resumed. The reason is one word.
func (b *Books) Hold(ctx context.Context, number string, amount voldaan.Amount, until voldaan.Date, reason string, by Actor, now time.Time) (Outcome, error) {
	return within(ctx, b, func(tx *store.Tx) (Outcome, error) { return b.HoldTx(tx, number, amount, until, reason, by, now) })
}

// HoldTx is Hold inside a transaction.
func (b *Books) HoldTx(tx *store.Tx, number string, amount voldaan.Amount, until voldaan.Date, reason string, by Actor, now time.Time) (Outcome, error) {
	customer, invoice, err := b.target(tx, number)
	if err != nil {
		return Outcome{}, err
	}
	s := b.stamp(customer, by, now)
	switch {
	case until != 0 && until < s.Day:
		return Outcome{}, wrong("%s is over: want a day from today on, or none to hold until `voldaan resume`", until)
	case invoice == "" && amount != 0:
		return Outcome{}, wrong("a customer is held as a whole: name an invoice to hold a part of it")
	}
	if err := oneWord(reason); err != nil {
		return Outcome{}, err
	}
	e := s.Event(voldaan.EventHeld)
	e.Invoice, e.Amount, e.Until, e.Reason = invoice, amount, until, reason
	return b.begin(tx, s, now, e, voldaan.StandingHold)
}

// Resume ends what held an invoice or, with his number, a whole customer.
func (b *Books) Resume(ctx context.Context, number string, by Actor, now time.Time) (Outcome, error) {
	return within(ctx, b, func(tx *store.Tx) (Outcome, error) { return b.ResumeTx(tx, number, by, now) })
}

// ResumeTx is Resume inside a transaction.
func (b *Books) ResumeTx(tx *store.Tx, number string, by Actor, now time.Time) (Outcome, error) {
	customer, invoice, err := b.target(tx, number)
	if err != nil {
		return Outcome{}, err
	}
	return b.end(tx, customer, invoice, voldaan.EventResumed, by, now)
}

// Dispute records that an invoice is contested, a part of it or, for zero, the
// whole. Without a reason it is "other".
func (b *Books) Dispute(ctx context.Context, number string, amount voldaan.Amount, reason voldaan.DisputeReason, by Actor, now time.Time) (Outcome, error) {
	return within(ctx, b, func(tx *store.Tx) (Outcome, error) { return b.DisputeTx(tx, number, amount, reason, by, now) })
}

// DisputeTx is Dispute inside a transaction.
func (b *Books) DisputeTx(tx *store.Tx, number string, amount voldaan.Amount, reason voldaan.DisputeReason, by Actor, now time.Time) (Outcome, error) {
	inv, err := b.invoice(tx, number)
	if err != nil {
		return Outcome{}, err
	}
	if reason == "" {
		reason = voldaan.ReasonOther
	}
	if err := oneWord(string(reason)); err != nil {
		return Outcome{}, err
	}
	s := b.stamp(inv.Customer, by, now)
	e := s.Event(voldaan.EventDisputed)
	e.Invoice, e.Amount, e.Reason = inv.ID, amount, string(reason)
	return b.begin(tx, s, now, e, voldaan.StandingDispute)
}

// Resolve ends an invoice's disputes: it may be demanded again.
func (b *Books) Resolve(ctx context.Context, number string, by Actor, now time.Time) (Outcome, error) {
	return within(ctx, b, func(tx *store.Tx) (Outcome, error) { return b.ResolveTx(tx, number, by, now) })
}

// Uphold ends an invoice's disputes as Resolve does, and records that the
// customer was right: those days do not count as late.
func (b *Books) Uphold(ctx context.Context, number string, by Actor, now time.Time) (Outcome, error) {
	return within(ctx, b, func(tx *store.Tx) (Outcome, error) {
		inv, err := b.invoice(tx, number)
		if err != nil {
			return Outcome{}, err
		}
		return b.end(tx, inv.Customer, inv.ID, voldaan.EventDisputeUpheld, by, now)
	})
}

// ResolveTx is Resolve inside a transaction.
func (b *Books) ResolveTx(tx *store.Tx, number string, by Actor, now time.Time) (Outcome, error) {
	inv, err := b.invoice(tx, number)
	if err != nil {
		return Outcome{}, err
	}
	return b.end(tx, inv.Customer, inv.ID, voldaan.EventDisputeResolved, by, now)
}

// Close ends an invoice that is not paid here: settled outside, written off or
// cancelled (voldaan.ClosedOutside and its like).
func (b *Books) Close(ctx context.Context, number, reason string, by Actor, now time.Time) (Outcome, error) {
	return within(ctx, b, func(tx *store.Tx) (Outcome, error) { return b.CloseTx(tx, number, reason, by, now) })
}

// CloseTx is Close inside a transaction.
func (b *Books) CloseTx(tx *store.Tx, number, reason string, by Actor, now time.Time) (Outcome, error) {
	switch reason {
	case voldaan.ClosedOutside, voldaan.ClosedWrittenOff, voldaan.ClosedCancelled:
	default:
		return Outcome{}, wrong("%q is no reason to close an invoice: want %s, %s or %s", reason,
			voldaan.ClosedOutside, voldaan.ClosedWrittenOff, voldaan.ClosedCancelled)
	}
	inv, err := b.invoice(tx, number)
	if err != nil {
		return Outcome{}, err
	}
	s := b.stamp(inv.Customer, by, now)
	e := s.Event(voldaan.EventClosed)
	e.Invoice, e.Reason = inv.ID, reason
	return b.begin(tx, s, now, e, voldaan.StandingClosure)
}

// Reopen follows an invoice again that was closed.
func (b *Books) Reopen(ctx context.Context, number string, by Actor, now time.Time) (Outcome, error) {
	return within(ctx, b, func(tx *store.Tx) (Outcome, error) { return b.ReopenTx(tx, number, by, now) })
}

// ReopenTx is Reopen inside a transaction.
func (b *Books) ReopenTx(tx *store.Tx, number string, by Actor, now time.Time) (Outcome, error) {
	inv, err := b.invoice(tx, number)
	if err != nil {
		return Outcome{}, err
	}
	return b.end(tx, inv.Customer, inv.ID, voldaan.EventReopened, by, now)
}

// begin makes a standing. One just like it that holds already is left alone.
func (b *Books) begin(tx *store.Tx, s *voldaan.Stamp, now time.Time, e voldaan.Event, kind voldaan.StandingKind) (Outcome, error) {
	again := false
	out, err := b.decide(tx, s, now, []voldaan.InvoiceID{e.Invoice}, func(l *voldaan.Ledger) ([]voldaan.Event, error) {
		for _, o := range l.Standings {
			if o.Kind == kind && o.Invoice == e.Invoice && o.Amount == e.Amount && o.End == e.Until &&
				o.Reason == e.Reason && o.Active(s.Day) {
				again = true
				return nil, nil
			}
		}
		return applied(l, e)
	})
	if err != nil {
		return Outcome{}, err
	}
	if out.Again = again; again {
		out.Text = []string{"that was done before: nothing was changed"}
	}
	return out.told(), nil
}

// end ends standings of a kind of an invoice, or of the whole customer.
func (b *Books) end(tx *store.Tx, customer voldaan.CustomerID, invoice voldaan.InvoiceID, kind voldaan.EventKind, by Actor, now time.Time) (Outcome, error) {
	s := b.stamp(customer, by, now)
	e := s.Event(kind)
	e.Invoice = invoice
	out, err := b.decide(tx, s, now, []voldaan.InvoiceID{invoice}, func(l *voldaan.Ledger) ([]voldaan.Event, error) {
		events, err := applied(l, e)
		var refusal *voldaan.Refusal
		if errors.As(err, &refusal) && refusal.Code == voldaan.RefusedNothing {
			return nil, nothingToEnd(l, e)
		}
		return events, err
	})
	if err != nil {
		return Outcome{}, err
	}
	return out.told(), nil
}

// nothingToEnd says why there was nothing to end, and what does hold.
func nothingToEnd(l *voldaan.Ledger, e voldaan.Event) error {
	what := map[voldaan.EventKind]string{
		voldaan.EventResumed: "held", voldaan.EventDisputeResolved: "disputed", voldaan.EventDisputeUpheld: "disputed", voldaan.EventReopened: "closed by hand",
		voldaan.EventRecalled: "handed over",
	}[e.Kind]
	inv := l.Invoice(e.Invoice)
	if inv == nil {
		return wrong("customer %s is not %s as a whole: name the invoice", l.Customer.Number, what)
	}
	for _, o := range l.Standings {
		if e.Kind == voldaan.EventResumed && o.Kind == voldaan.StandingHold && o.Invoice == "" && o.Active(e.Day) {
			return wrong("invoice %s is held together with its whole customer: resume customer %s", inv.Number, l.Customer.Number)
		}
	}
	return wrong("invoice %s is not %s, but %s", inv.Number, what, l.Status(inv.ID, e.Day))
}

// word of a reason: events carry codes, never sentences of a person (invariant
// 13).
var reasonShape = regexp.MustCompile(`^[a-z0-9_-]{0,32}$`)

func oneWord(reason string) error {
	if !reasonShape.MatchString(reason) {
		return wrong("the reason %q cannot be kept: want one word in small letters, such as case, payment_plan or missing_po", reason)
	}
	return nil
}
