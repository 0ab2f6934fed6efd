package outbound

import (
	"context"
	"fmt"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/store"
)

// waitsForYes marks a letter that goes nowhere before a colleague's yes.
const waitsForYes = "wanted"

// planHash tells whether a stored look-on day was found under this policy and
// calendar.
func (o *Office) planHash() string {
	return fmt.Sprintf("%016x", o.Policy.Hash()^o.places().Hash())
}

// Plan queues the letters and calls that are due and returns how many. It
// works in the hours in which letters to the customer may leave, so that what
// it decides is sent on the same day; a missed day is caught up on the next,
// once.
func (o *Office) Plan(ctx context.Context, now time.Time) (int, error) {
	if !o.openSomewhere(now) {
		return 0, nil
	}
	day := o.Creditor.Day(now)
	var due []store.Account
	stopped := false
	err := o.DB.Tx(ctx, func(tx *store.Tx) error {
		state, err := tx.Creditor(o.Creditor.ID)
		if err != nil {
			return err
		}
		if stopped = state.Stopped || state.ConfirmRestore; stopped {
			return nil
		}
		if err := o.dropUnapproved(tx, now); err != nil {
			return err
		}
		due, err = tx.DueAccounts(o.Creditor.ID, day, o.planHash())
		return err
	})
	if err != nil || stopped {
		return 0, err
	}
	count := 0
	for _, a := range due {
		if err := ctx.Err(); err != nil {
			return count, err
		}
		if !o.open(o.places().Of(voldaan.Customer{Country: a.Country}), now) {
			continue
		}
		n := 0
		err := o.DB.Tx(ctx, func(tx *store.Tx) (err error) {
			n, err = o.planAccount(tx, a, now)
			return err
		})
		if err != nil {
			return count, fmt.Errorf("plan account of customer %s: %w", a.Customer, err)
		}
		count += n
	}
	if o.Creditor.Mode == voldaan.ModeAsk {
		return count, o.DB.Tx(ctx, func(tx *store.Tx) error { return o.dayList(tx, now) })
	}
	return count, nil
}

// planAccount queues what is due for one account and writes when to look next.
func (o *Office) planAccount(tx *store.Tx, a store.Account, now time.Time) (int, error) {
	day := o.Creditor.Day(now)
	var letters []voldaan.Letter
	var planned voldaan.Planned
	err := tx.Decide(o.Creditor.ID, a.Customer, store.ScopeOpen, now, func(l *voldaan.Ledger) ([]voldaan.Event, error) {
		s := o.stamp(a.Customer, now)
		events := voldaan.EndedPromises(l, s)
		for _, e := range events {
			if err := l.Apply(e); err != nil {
				return nil, err
			}
		}
		planned = voldaan.Plan(l, a.Currency, o.Policy, o.places().Of(l.Customer).Calendar, now, day)
		if o.Creditor.Mode == voldaan.ModeWatch {
			planned.Letter, planned.Call = nil, nil
			planned.LookOn = day + 1
		}
		for _, draft := range []*voldaan.Draft{planned.Letter, planned.Call} {
			if draft == nil {
				continue
			}
			letter := o.draftLetter(l, *draft, a.Currency, now)
			letters = append(letters, letter)
			for _, line := range draft.Lines {
				e := s.Event(voldaan.EventDemandQueued)
				e.Letter, e.Invoice, e.Step, e.Amount = letter.ID, line.Invoice, line.Step, line.Amount
				if err := l.Apply(e); err != nil {
					return nil, err
				}
				events = append(events, e)
			}
		}
		return events, nil
	})
	if err != nil {
		return 0, err
	}
	for _, l := range letters {
		if _, err := tx.AddLetter(l, ""); err != nil {
			return 0, err
		}
	}
	return len(letters), tx.LookOn(o.Creditor.ID, a.Customer, a.Currency, planned.LookOn, o.planHash())
}

// draftLetter makes the row of a planned letter.
func (o *Office) draftLetter(l *voldaan.Ledger, d voldaan.Draft, cur voldaan.Currency, now time.Time) voldaan.Letter {
	var out voldaan.Letter
	if d.Kind == voldaan.LetterCallTask {
		out = o.Creditor.ToColleague(d.Kind, o.Creditor.Owner(), now, o.Mint)
	} else {
		var to []voldaan.Recipient
		for _, c := range l.Receivers() {
			to = append(to, voldaan.Recipient{Contact: c.ID, Address: c.Address, Name: c.Name})
		}
		out = o.Creditor.NewLetter(d.Kind, now, o.Mint, to...)
		out.WriteIn(l.Customer.Language)
		if o.Creditor.Mode == voldaan.ModeAsk {
			out.Approved = waitsForYes
		}
	}
	out.Customer = l.Customer.ID
	out.Args = voldaan.LetterArgs{
		Step: voldaan.StepName(d.Kind), Currency: cur, Demands: d.Lines, Amount: d.Sum(),
		Day: o.Creditor.Day(now), Person: o.Creditor.Owner().Key(),
	}
	return out
}

// dropUnapproved cancels letters of earlier days that nobody said yes to; what
// is still due is planned anew from today's facts.
func (o *Office) dropUnapproved(tx *store.Tx, now time.Time) error {
	queued, err := tx.LettersIn(o.Creditor.ID, voldaan.LetterQueued)
	if err != nil {
		return err
	}
	for _, l := range queued {
		if l.Approved == waitsForYes && o.Creditor.Day(l.Made) < o.Creditor.Day(now) {
			if err := o.cancel(tx, l, "no yes on the day", now); err != nil {
				return err
			}
		}
	}
	return nil
}

// cancel ends a letter before its first attempt, with the reason, so that its
// invoices are planned anew. One that some of its recipients have counts as
// sent; the others do not get it.
func (o *Office) cancel(tx *store.Tx, l store.Letter, reason string, now time.Time) error {
	if partly(l) {
		for i := range l.Recipients {
			if r := &l.Recipients[i]; !settled(*r) {
				r.State = voldaan.LetterCancelled
			}
		}
		l.State, l.Reason, l.LeasedBy = voldaan.LetterSent, reason, ""
		return tx.SetLetter(l)
	}
	why := reason
	if reason == dayOver && l.Reason != "" {
		why += ": " + l.Reason // which held it
	}
	l.State, l.Reason, l.LeasedBy = voldaan.LetterCancelled, why, ""
	if err := tx.SetLetter(l); err != nil {
		return err
	}
	return o.demandEvent(tx, l, voldaan.EventDemandCancelled, reason, now)
}

// demandEvent records what became of a letter's demands. A letter without
// demands, or one whose demands have that state already, changes nothing.
func (o *Office) demandEvent(tx *store.Tx, l store.Letter, kind voldaan.EventKind, reason string, now time.Time) error {
	if l.Customer == "" || len(l.Args.Demands) == 0 {
		return nil
	}
	return tx.Decide(o.Creditor.ID, l.Customer, store.ScopeAll, now, func(b *voldaan.Ledger) ([]voldaan.Event, error) {
		e := o.stamp(l.Customer, now).Event(kind)
		e.Letter, e.Reason = l.ID, reason
		if b.Apply(e) != nil {
			return nil, nil
		}
		return []voldaan.Event{e}, nil
	})
}

// listed marks a waiting letter that stands on a day's list.
const listed = "on the day's list"

// dayList asks the owner for a yes to the letters that wait for one.
func (o *Office) dayList(tx *store.Tx, now time.Time) error {
	queued, err := tx.LettersIn(o.Creditor.ID, voldaan.LetterQueued)
	if err != nil {
		return err
	}
	owner := o.Creditor.Owner()
	list := o.Creditor.ToColleague(voldaan.LetterDayList, owner, now, o.Mint)
	list.Args.Day = o.Creditor.Day(now)
	for _, l := range queued {
		if l.Approved != waitsForYes || l.Reason == listed {
			continue
		}
		l.Reason = listed
		if err := tx.SetLetter(l); err != nil {
			return err
		}
		list.Args.Letters = append(list.Args.Letters, l.ID)
	}
	if len(list.Args.Letters) == 0 {
		return nil
	}
	_, err = tx.AddLetter(list, "")
	return err
}

// Escalate reminds the owner, or a manager from the second time on, of cases
// whose deadline passed without an answer.
func (o *Office) Escalate(ctx context.Context, now time.Time) (int, error) {
	n := 0
	err := o.DB.Tx(ctx, func(tx *store.Tx) error {
		n = 0
		open, err := tx.OpenCases(o.Creditor.ID)
		if err != nil {
			return err
		}
		for _, c := range open {
			if c.State != voldaan.CaseOpen || now.Before(c.Deadline) || c.Escalated >= 5 || !o.open(o.places().Home, now) {
				continue
			}
			c.Escalated++
			c.Deadline = o.Calendar.After(now.In(o.zone()), o.Policy.CaseDeadline)
			if err := tx.PutCase(c); err != nil {
				return err
			}
			to, ok := o.Creditor.ColleagueKeyed(c.Owner)
			if managers := o.Creditor.Managers(); (!ok || c.Escalated > 1) && len(managers) > 0 {
				to = managers[0]
			}
			l := o.Creditor.ToColleague(voldaan.LetterCase, to, now, o.Mint)
			l.Customer = c.Customer
			l.Args = voldaan.LetterArgs{
				Case: c.ID, Mail: c.Mail, Intent: c.Intent, Reason: c.Reason, Invoices: c.Invoices, Person: c.Owner,
			}
			if _, err := tx.AddLetter(l, fmt.Sprintf("case:%s:%d", c.ID, c.Escalated)); err != nil {
				return err
			}
			n++
		}
		return nil
	})
	return n, err
}
