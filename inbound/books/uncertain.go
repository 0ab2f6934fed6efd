package books

import (
	"context"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/store"
)

// What a colleague can decide about a letter of which nobody knows whether it
// arrived.
const (
	Resend = "resend" // the same bytes go once more
	Leave  = "leave"  // it counts as sent
)

// ResolveUncertain decides about an uncertain letter: Resend or Leave.
func (b *Books) ResolveUncertain(ctx context.Context, letter voldaan.LetterID, what string, by Actor, now time.Time) (Outcome, error) {
	return within(ctx, b, func(tx *store.Tx) (Outcome, error) { return b.ResolveUncertainTx(tx, letter, what, by, now) })
}

// ResolveUncertainTx is ResolveUncertain inside a transaction.
func (b *Books) ResolveUncertainTx(tx *store.Tx, letter voldaan.LetterID, what string, by Actor, now time.Time) (Outcome, error) {
	switch {
	case what != Resend && what != Leave:
		return Outcome{}, wrong("%q is no answer: want %s or %s", what, Resend, Leave)
	case !by.person():
		return Outcome{}, wrong("a colleague must decide about letters (author %s)", by.Kind)
	}
	l, err := b.letter(tx, letter)
	if err != nil {
		return Outcome{}, err
	}
	if l.Customer != "" {
		if err := tx.Lock(b.Creditor.ID, l.Customer); err != nil {
			return Outcome{}, err
		}
		if l, err = b.letter(tx, letter); err != nil {
			return Outcome{}, err
		}
	}
	if l.State != voldaan.LetterUncertain {
		return Outcome{}, wrong("letter %s is %s: there is nothing to decide about it", l.ID, l.State)
	}
	out := Outcome{Customer: l.Customer}
	if what == Resend {
		l.Approved, l.NextAt = Resend, now
		out.Text = []string{"the letter goes once more, as it is"}
		return out, tx.SetLetter(l)
	}
	l.State, l.Reason = voldaan.LetterSent, "left as sent by "+by.Name()
	if l.SentAt.IsZero() {
		l.SentAt, l.SentDay = now, b.Creditor.Day(now)
	}
	if err := tx.SetLetter(l); err != nil {
		return Outcome{}, err
	}
	out.Text = []string{"the letter counts as sent"}
	return out, b.demandEvent(tx, l, voldaan.EventDemandSent, Leave, by, now)
}
