package books

import (
	"context"
	"errors"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/store"
)

// Stop lets no letter go to a customer any more, or to no customer at all for
// an empty number. It takes effect before the next letter.
func (b *Books) Stop(ctx context.Context, customer string, by Actor, now time.Time) (Outcome, error) {
	return within(ctx, b, func(tx *store.Tx) (Outcome, error) { return b.StopTx(tx, customer, by, now) })
}

// StopTx is Stop inside a transaction.
func (b *Books) StopTx(tx *store.Tx, customer string, by Actor, now time.Time) (Outcome, error) {
	if customer == "" {
		return b.stopAll(tx, true, by)
	}
	return b.stopOne(tx, customer, voldaan.EventStopped, by, now)
}

// Start takes Stop back. For the creditor it is also the yes that a database
// that came back from a backup waits for.
func (b *Books) Start(ctx context.Context, customer string, by Actor, now time.Time) (Outcome, error) {
	return within(ctx, b, func(tx *store.Tx) (Outcome, error) { return b.StartTx(tx, customer, by, now) })
}

// StartTx is Start inside a transaction.
func (b *Books) StartTx(tx *store.Tx, customer string, by Actor, now time.Time) (Outcome, error) {
	if customer == "" {
		return b.stopAll(tx, false, by)
	}
	return b.stopOne(tx, customer, voldaan.EventStarted, by, now)
}

func (b *Books) stopAll(tx *store.Tx, stop bool, by Actor) (Outcome, error) {
	if !by.person() {
		return Outcome{}, wrong("a colleague must decide that (author %s)", by.Kind)
	}
	c, err := tx.Creditor(b.Creditor.ID)
	if err != nil {
		return Outcome{}, err
	}
	text := "letters to customers go out again"
	if stop {
		text = "no letter goes to any customer until `voldaan start`"
	}
	if c.Stopped == stop && (stop || !c.ConfirmRestore) {
		return Outcome{Again: true, Text: []string{"nothing was changed: " + text}}, nil
	}
	c.Stopped, c.StoppedBy = stop, ""
	if stop {
		c.StoppedBy = by.Name()
	} else {
		c.ConfirmRestore = false
	}
	return Outcome{Text: []string{text}}, tx.SetCreditor(c)
}

func (b *Books) stopOne(tx *store.Tx, number string, kind voldaan.EventKind, by Actor, now time.Time) (Outcome, error) {
	c, err := b.customerNumbered(tx, number)
	if err != nil {
		return Outcome{}, err
	}
	s, again := b.stamp(c.ID, by, now), false
	out, err := b.decide(tx, s, now, nil, func(l *voldaan.Ledger) ([]voldaan.Event, error) {
		events, err := applied(l, s.Event(kind))
		var refusal *voldaan.Refusal
		if errors.As(err, &refusal) && refusal.Code == voldaan.RefusedTwice {
			again = true
			return nil, nil
		}
		return events, err
	})
	if err != nil {
		return Outcome{}, err
	}
	text := "no letter goes to customer " + c.Number + " until `voldaan start " + c.Number + "`"
	if kind == voldaan.EventStarted {
		text = "letters to customer " + c.Number + " go out again"
	}
	if out.Again = again; again {
		text = "nothing was changed: " + text
	}
	out.Text = []string{text}
	return out.told(), nil
}

// ConfirmDay records that a colleague has booked every payment that came in by
// now, where payments are booked by hand: letters may be sent on that ground.
func (b *Books) ConfirmDay(ctx context.Context, by Actor, now time.Time) (Outcome, error) {
	return within(ctx, b, func(tx *store.Tx) (Outcome, error) { return b.ConfirmDayTx(tx, by, now) })
}

// ConfirmDayTx is ConfirmDay inside a transaction.
func (b *Books) ConfirmDayTx(tx *store.Tx, by Actor, now time.Time) (Outcome, error) {
	switch {
	case !by.person():
		return Outcome{}, wrong("a colleague must confirm the day's payments (author %s)", by.Kind)
	case b.Creditor.PaymentSource == voldaan.SourceBank:
		return Outcome{}, wrong("payments come from the bank's files: import today's with `voldaan import payments`")
	case b.Creditor.PaymentSource == voldaan.SourceOpenItems:
		return Outcome{}, wrong("payments come from the list of open items: import today's with `voldaan import open-items`")
	}
	if err := tx.PaymentsAsOf(b.Creditor.ID, now); err != nil {
		return Outcome{}, err
	}
	return Outcome{Text: []string{"payments are booked as of " + b.Creditor.Day(now).String()}}, nil
}
