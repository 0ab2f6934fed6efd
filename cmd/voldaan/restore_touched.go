package main

import (
	"database/sql"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/store"
)

// restoreHoldDays is for how long a customer is held to whom a letter went of
// which a restored database knows nothing.
const restoreHoldDays = 7

// holdRestored is the reason of that hold.
const holdRestored = "restored"

// holdTouched holds each customer to whom something went that the backup does
// not know, and writes his name on those letters.
func (b *bot) holdTouched(tx *store.Tx, r *restoreReport, now time.Time) error {
	sent, err := tx.LettersIn(b.desk.Creditor.ID, voldaan.LetterSent)
	if err != nil {
		return err
	}
	for _, l := range sent {
		if l.Args.Reason != holdRestored || l.Kind.Class() == voldaan.ClassInternal {
			continue
		}
		touched, err := b.findCustomers(tx, &l)
		if err != nil {
			return err
		}
		if err := b.recordDemand(tx, l, now); err != nil {
			return err
		}
		for _, id := range touched {
			number, err := b.holdOne(tx, id, now)
			if err != nil {
				return err
			}
			if !slices.Contains(r.Held, number) {
				r.Held = append(r.Held, number)
			}
		}
	}
	return nil
}

// findCustomers lists whose contacts got a letter that was taken up. Where it
// is one customer, the letter becomes his.
func (b *bot) findCustomers(tx *store.Tx, l *store.Letter) ([]voldaan.CustomerID, error) {
	var out []voldaan.CustomerID
	for i := range l.Recipients {
		contacts, err := tx.ContactsAt(l.Creditor, l.Recipients[i].Address)
		if err != nil {
			return nil, err
		}
		for _, c := range contacts {
			l.Recipients[i].Contact = c.ID
			if !slices.Contains(out, c.Customer) {
				out = append(out, c.Customer)
			}
		}
	}
	if len(out) != 1 || l.Customer == out[0] {
		return out, nil
	}
	l.Customer = out[0]
	return out, tx.SetLetter(*l)
}

// holdOne holds a customer, unless he is held so already, and gives his number.
func (b *bot) holdOne(tx *store.Tx, id voldaan.CustomerID, now time.Time) (number string, err error) {
	err = tx.Decide(b.desk.Creditor.ID, id, store.ScopeAll, now, func(l *voldaan.Ledger) ([]voldaan.Event, error) {
		s := b.operatorStamp(id, now)
		number = l.Customer.Number
		for _, st := range l.Standings {
			if st.Kind == voldaan.StandingHold && st.Reason == holdRestored {
				return nil, nil // held once, and perhaps resumed by a person
			}
		}
		e := s.Event(voldaan.EventHeld)
		e.Until, e.Reason = s.Day.Add(restoreHoldDays), holdRestored
		return []voldaan.Event{e}, l.Apply(e)
	})
	return number, err
}

// dropGiven cancels the answers that were given before the restore.
func (b *bot) dropGiven(tx *store.Tx, r *restoreReport) error {
	queued, err := tx.LettersIn(b.desk.Creditor.ID, voldaan.LetterQueued)
	if err != nil {
		return err
	}
	for _, l := range queued {
		if l.Kind.Class() != voldaan.ClassAnswer || l.Args.Mail == "" {
			continue
		}
		m, err := tx.Mail(l.Creditor, l.Args.Mail)
		if errors.Is(err, sql.ErrNoRows) || (err == nil && m.MessageID == "") {
			continue
		}
		if err != nil {
			return err
		}
		_, err = tx.LetterOnce(l.Creditor, onceAnswered+m.MessageID)
		if errors.Is(err, sql.ErrNoRows) {
			continue
		}
		if err != nil {
			return err
		}
		l.State, l.Reason, l.LeasedBy = voldaan.LetterCancelled, "answered before the restore", ""
		if err := tx.SetLetter(l); err != nil {
			return err
		}
		r.Dropped++
	}
	return nil
}

// listWaiting lists the letters to customers that go on a yes.
func (b *bot) listWaiting(tx *store.Tx, r *restoreReport) error {
	for _, state := range []voldaan.LetterState{
		voldaan.LetterQueued, voldaan.LetterDeferred, voldaan.LetterSending, voldaan.LetterUncertain,
	} {
		letters, err := tx.LettersIn(b.desk.Creditor.ID, state)
		if err != nil {
			return err
		}
		for _, l := range letters {
			if l.Kind.Class() == voldaan.ClassInternal {
				continue
			}
			var to []string
			for _, p := range l.Recipients {
				to = append(to, p.Address)
			}
			line := sentLine{At: l.Made, To: strings.Join(to, ", "), Kind: string(l.Kind), Note: string(state)}
			if l.Approved == "wanted" {
				line.Note = "then waits for a colleague's yes"
			}
			r.Waiting = append(r.Waiting, line)
		}
	}
	return nil
}
