package books

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/store"
)

// waitsForYes marks a letter that goes nowhere before a colleague's yes.
const waitsForYes = "wanted"

// Approve says yes to letters that wait for it. Those that no longer wait are
// passed over.
func (b *Books) Approve(tx *store.Tx, letters []voldaan.LetterID, by Actor, now time.Time) error {
	_, err := b.approve(tx, letters, by, now)
	return err
}

// Refuse says no: the letters are cancelled, and what is still due is planned
// anew on another day. Those that no longer wait are passed over.
func (b *Books) Refuse(tx *store.Tx, letters []voldaan.LetterID, by Actor, now time.Time) error {
	_, err := b.refuse(tx, letters, by, now)
	return err
}

// ApproveLetters is Approve in a transaction of its own; nil means every
// letter that waits.
func (b *Books) ApproveLetters(ctx context.Context, letters []voldaan.LetterID, by Actor, now time.Time) (Outcome, error) {
	return within(ctx, b, func(tx *store.Tx) (Outcome, error) {
		n, err := b.approve(tx, letters, by, now)
		return counted(n, "approved"), err
	})
}

// RefuseLetters is Refuse in a transaction of its own; nil means every letter
// that waits.
func (b *Books) RefuseLetters(ctx context.Context, letters []voldaan.LetterID, by Actor, now time.Time) (Outcome, error) {
	return within(ctx, b, func(tx *store.Tx) (Outcome, error) {
		n, err := b.refuse(tx, letters, by, now)
		return counted(n, "refused"), err
	})
}

func counted(n int, what string) Outcome {
	switch n {
	case 0:
		return Outcome{Again: true, Text: []string{"no letter waits for a yes: nothing was changed"}}
	case 1:
		return Outcome{Text: []string{"1 letter " + what}}
	}
	return Outcome{Text: []string{fmt.Sprintf("%d letters %s", n, what)}}
}

func (b *Books) approve(tx *store.Tx, letters []voldaan.LetterID, by Actor, now time.Time) (int, error) {
	waiting, err := b.waiting(tx, letters, by)
	for _, l := range waiting {
		l.Approved, l.Reason, l.NextAt = by.Name(), "", now
		if err := tx.SetLetter(l); err != nil {
			return 0, err
		}
	}
	return len(waiting), err
}

func (b *Books) refuse(tx *store.Tx, letters []voldaan.LetterID, by Actor, now time.Time) (int, error) {
	waiting, err := b.waiting(tx, letters, by)
	for _, l := range waiting {
		l.State, l.Reason = voldaan.LetterCancelled, "refused by "+by.Name()
		if err := tx.SetLetter(l); err != nil {
			return 0, err
		}
		if err := b.demandEvent(tx, l, voldaan.EventDemandCancelled, "refused", by, now); err != nil {
			return 0, err
		}
		if l.Customer == "" || l.Args.Currency == "" {
			continue
		}
		tomorrow := b.Calendar.AddBusinessDays(b.Creditor.Day(now), 1)
		if err := tx.LookOn(b.Creditor.ID, l.Customer, l.Args.Currency, tomorrow, ""); err != nil {
			return 0, err
		}
	}
	return len(waiting), err
}

// waiting takes the customers' rows and reads the letters that still wait.
func (b *Books) waiting(tx *store.Tx, ids []voldaan.LetterID, by Actor) ([]store.Letter, error) {
	if !by.person() {
		return nil, wrong("a colleague must decide about letters (author %s)", by.Kind)
	}
	read := func() ([]store.Letter, error) {
		all, err := b.letters(tx, ids)
		var out []store.Letter
		for _, l := range all {
			if l.State == voldaan.LetterQueued && l.Approved == waitsForYes {
				out = append(out, l)
			}
		}
		return out, err
	}
	all, err := read()
	if err != nil {
		return nil, err
	}
	var customers []voldaan.CustomerID
	for _, l := range all {
		if l.Customer != "" {
			customers = append(customers, l.Customer)
		}
	}
	if err := tx.Lock(b.Creditor.ID, customers...); err != nil {
		return nil, err
	}
	return read()
}

// letters reads letters by their ids, or the queued ones for nil.
func (b *Books) letters(tx *store.Tx, ids []voldaan.LetterID) ([]store.Letter, error) {
	if ids == nil {
		return tx.LettersIn(b.Creditor.ID, voldaan.LetterQueued)
	}
	var out []store.Letter
	for _, id := range ids {
		l, err := b.letter(tx, id)
		if err != nil {
			return nil, err
		}
		out = append(out, l)
	}
	return out, nil
}

func (b *Books) letter(tx *store.Tx, id voldaan.LetterID) (store.Letter, error) {
	l, err := tx.Letter(b.Creditor.ID, id)
	if errors.Is(err, sql.ErrNoRows) {
		return l, wrong("there is no letter %q: `voldaan plan` lists those that wait", id)
	}
	return l, err
}

// demandEvent records what became of a letter's demands. A letter without
// demands, or one whose demands have that state already, changes nothing.
func (b *Books) demandEvent(tx *store.Tx, l store.Letter, kind voldaan.EventKind, reason string, by Actor, now time.Time) error {
	if l.Customer == "" || len(l.Args.Demands) == 0 && l.Class != voldaan.ClassNote {
		return nil
	}
	s := b.stamp(l.Customer, by, now)
	_, err := b.decide(tx, s, now, nil, func(ledger *voldaan.Ledger) ([]voldaan.Event, error) {
		e := s.Event(kind)
		e.Letter, e.Reason = l.ID, reason
		events, err := applied(ledger, e)
		var refusal *voldaan.Refusal
		if errors.As(err, &refusal) && refusal.Code == voldaan.RefusedNothing {
			return nil, nil
		}
		return events, err
	})
	return err
}
