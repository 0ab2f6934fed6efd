package books

import (
	"context"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/store"
)

// Pay books money that came in for an invoice: the amount, or all that is
// open for zero; no day is today. The same reference twice changes nothing.
// Without a reference each call is a payment of its own.
func (b *Books) Pay(ctx context.Context, number string, amount voldaan.Amount, day voldaan.Date, reference string, by Actor, now time.Time) (Outcome, error) {
	return within(ctx, b, func(tx *store.Tx) (Outcome, error) { return b.PayTx(tx, number, amount, day, reference, by, now) })
}

// PayTx is Pay inside a transaction.
func (b *Books) PayTx(tx *store.Tx, number string, amount voldaan.Amount, day voldaan.Date, reference string, by Actor, now time.Time) (Outcome, error) {
	p := voldaan.Payment{Kind: voldaan.PaymentTransfer, Reference: reference, Day: day, Amount: amount}
	return b.lower(tx, number, p, by, now)
}

// Credit books a credit note for an invoice: the amount, or all that is open
// for zero. The same credit note twice changes nothing.
func (b *Books) Credit(ctx context.Context, number string, amount voldaan.Amount, creditNote string, by Actor, now time.Time) (Outcome, error) {
	return within(ctx, b, func(tx *store.Tx) (Outcome, error) { return b.CreditTx(tx, number, amount, creditNote, by, now) })
}

// CreditTx is Credit inside a transaction.
func (b *Books) CreditTx(tx *store.Tx, number string, amount voldaan.Amount, creditNote string, by Actor, now time.Time) (Outcome, error) {
	p := voldaan.Payment{Kind: voldaan.PaymentCreditNote, Reference: creditNote, Amount: amount}
	return b.lower(tx, number, p, by, now)
}

// lower books what lowers the claim of one invoice.
func (b *Books) lower(tx *store.Tx, number string, p voldaan.Payment, by Actor, now time.Time) (Outcome, error) {
	if p.Day == 0 {
		p.Day = b.Creditor.Day(now)
	}
	switch {
	case p.Amount < 0 || p.Amount > voldaan.MaxAmount:
		return Outcome{}, wrong("%s cannot be booked: want an amount above zero; what was booked by mistake is taken back with `voldaan undo`", p.Amount)
	case p.Day > b.Creditor.Day(now):
		return Outcome{}, wrong("the day of the payment, %s, lies in the future: book it when the money is there", p.Day)
	}
	inv, err := b.invoice(tx, number)
	if err != nil {
		return Outcome{}, err
	}
	s, again := b.stamp(inv.Customer, by, now), false
	out, err := b.decide(tx, s, now, []voldaan.InvoiceID{inv.ID}, func(l *voldaan.Ledger) ([]voldaan.Event, error) {
		booked, undone, err := b.bookedAs(tx, p.Kind, "", p.Reference)
		if err != nil {
			return nil, err
		}
		if booked != nil {
			again = true
			return nil, samePayment(l, *booked, p, inv)
		}
		if p.Amount, err = withinOpen(l, p.Amount, inv); err != nil {
			return nil, err
		}
		if p.Reference == "" {
			p.Reference = "hand:" + b.Mint.ID()
		}
		p.Currency = inv.Currency
		return b.book(l, s, p, undone, inv.ID)
	})
	if err != nil {
		return Outcome{}, err
	}
	if out.Again = again; again {
		out.Text = []string{word(p.Kind) + " " + p.Reference + " was booked before: nothing was changed"}
	}
	return out.told(), nil
}

// withinOpen is an amount that fits what is open on an invoice: all of it for
// zero.
func withinOpen(l *voldaan.Ledger, amount voldaan.Amount, inv voldaan.Invoice) (voldaan.Amount, error) {
	open := l.Open(inv.ID)
	switch {
	case open <= 0:
		return 0, wrong("nothing is open on invoice %s: it is paid", inv.Number)
	case amount > open:
		return 0, wrong("only %s is open on invoice %s, not %s: book %s here, and the rest on the invoice that it is for",
			voldaan.Money{Amount: open, Currency: inv.Currency}, inv.Number, amount, open)
	case amount == 0:
		return open, nil
	}
	return amount, nil
}

// word names a kind of payment in a sentence.
func word(k voldaan.PaymentKind) string {
	if k == voldaan.PaymentCreditNote {
		return "credit note"
	}
	return "payment"
}

// samePayment checks that a payment that is booked already is the one that is
// to be booked.
func samePayment(l *voldaan.Ledger, old, p voldaan.Payment, inv voldaan.Invoice) error {
	what := word(p.Kind) + " " + p.Reference
	if old.Reversed {
		return wrong("%s was booked and reversed: book the money under another reference", what)
	}
	if p.Amount != 0 && p.Amount != old.Amount {
		return wrong("%s is booked already, with %s and not %s: use another reference, or undo that one first",
			what, voldaan.Money{Amount: old.Amount, Currency: old.Currency}, p.Amount)
	}
	for _, a := range l.Allocations {
		if a.Payment == old.ID && a.Invoice == inv.ID {
			return nil
		}
	}
	return wrong("%s is booked already, but not on invoice %s: use another reference, or undo that one first", what, inv.Number)
}
