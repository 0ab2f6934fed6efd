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
	return fmt.Sprintf("%016x", o.policies().Hash()^o.places().Hash())
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
	if o.Creditor.Mode == voldaan.ModeAsk || count > 0 {
		return count, o.DB.Tx(ctx, func(tx *store.Tx) error { return o.dayList(tx, now) })
	}
	return count, nil
}

// planAccount queues what is due for one account and writes when to look next.
func (o *Office) planAccount(tx *store.Tx, a store.Account, now time.Time) (int, error) {
	day := o.Creditor.Day(now)
	var queue []queued
	var lapsed []voldaan.PlanEnd
	var planned voldaan.Planned
	var left []leftCharge
	err := tx.Decide(o.Creditor.ID, a.Customer, store.ScopeOpen, now, func(l *voldaan.Ledger) ([]voldaan.Event, error) {
		s := o.stamp(a.Customer, now)
		events, ended, err := o.ended(l, s)
		if err != nil {
			return nil, err
		}
		queue, lapsed = nil, ended
		planned, left = o.Planned(l, a.Currency, now), leftCharges(l, a.Currency)
		if o.Creditor.Mode == voldaan.ModeWatch {
			planned.LookOn = day + 1
			return events, nil
		}
		for _, draft := range planned.Due() {
			q, made, err := o.queueDraft(tx, l, *draft, planned, s, now)
			if err != nil {
				return nil, err
			}
			queue = append(queue, q)
			events = append(events, made...)
		}
		return events, nil
	})
	if err != nil {
		return 0, err
	}
	for _, end := range lapsed {
		if err := o.lapsed(tx, a.Customer, end, now); err != nil {
			return 0, err
		}
	}
	for _, inv := range left {
		if err := o.chargesLeft(tx, inv, now); err != nil {
			return 0, err
		}
	}
	for _, q := range queue {
		if q.opens != nil {
			if err := tx.PutCase(*q.opens); err != nil {
				return 0, err
			}
		}
		if _, err := tx.AddLetter(q.letter, ""); err != nil {
			return 0, err
		}
	}
	return len(queue), tx.LookOn(o.Creditor.ID, a.Customer, a.Currency, planned.LookOn, o.planHash())
}

// Preview is Planned after promises and plans have ended that end by then; the
// ledger stays as it is.
func (o *Office) Preview(l *voldaan.Ledger, cur voldaan.Currency, now time.Time) (voldaan.Planned, error) {
	l = l.Clone()
	n := 0
	s := o.Creditor.Stamp(l.Customer.ID, voldaan.AuthorBot, now, func() string { n++; return fmt.Sprintf("preview%d", n) })
	if _, _, err := o.ended(l, s); err != nil {
		return voldaan.Planned{}, err
	}
	return o.Planned(l, cur, now), nil
}

// ended records how promises and instalment plans ended by today, and returns
// the plans that lapsed. Their invoices are held for a short while, so that a
// person can look first.
func (o *Office) ended(l *voldaan.Ledger, s *voldaan.Stamp) ([]voldaan.Event, []voldaan.PlanEnd, error) {
	events := voldaan.EndedPromises(l, s)
	var lapsed []voldaan.PlanEnd
	for _, end := range voldaan.EndedPlans(l, o.Policy, o.Calendar, s.Day) {
		e := s.Event(voldaan.EventPlanEnded)
		e.Plan, e.Reason = end.Plan, string(end.State)
		events = append(events, e)
		if end.State != voldaan.PlanLapsed {
			continue
		}
		lapsed = append(lapsed, end)
		for _, id := range end.Invoices {
			if l.Open(id) <= 0 {
				continue
			}
			hold := s.Event(voldaan.EventHeld)
			hold.Invoice, hold.Reason = id, voldaan.HoldCase
			hold.Until = o.Calendar.AddBusinessDays(s.Day, o.Policy.ShortPause)
			events = append(events, hold)
		}
	}
	for _, e := range events {
		if err := l.Apply(e); err != nil {
			return nil, nil, err
		}
	}
	return events, lapsed, nil
}

// lapsed gives a plan of which an instalment did not come to the owner.
func (o *Office) lapsed(tx *store.Tx, customer voldaan.CustomerID, end voldaan.PlanEnd, now time.Time) error {
	c, l := o.newCase(customer, end.Invoices, casePlanLapsed, now)
	l.Args.Plan, l.Args.Amount = end.Plan, end.Missing
	if err := tx.PutCase(c); err != nil {
		return err
	}
	_, err := tx.AddLetter(l, "lapsed:"+string(end.Plan))
	return err
}

// The reasons of cases that planning opens.
const (
	casePlanLapsed = "plan_lapsed"
	caseHandover   = "handover"
)

// newCase is a case that no mail opened, with the mail about it to its owner.
func (o *Office) newCase(customer voldaan.CustomerID, about []voldaan.InvoiceID, reason string, now time.Time) (voldaan.Case, voldaan.Letter) {
	owner := o.Creditor.Owner()
	c := voldaan.Case{
		ID: voldaan.CaseID(o.Mint.ID()), Creditor: o.Creditor.ID, Customer: customer, Intent: voldaan.IntentOther, Reason: reason,
		Invoices: about, Owner: owner.Key(), Opened: now,
		Deadline: o.Calendar.After(now.In(o.zone()), o.Policy.CaseDeadline), State: voldaan.CaseOpen,
	}
	if reason == caseHandover {
		c.Kind = voldaan.CaseHandover
	}
	l := o.Creditor.ToColleague(voldaan.LetterCase, owner, now, o.Mint)
	l.Customer = customer
	l.Args = voldaan.LetterArgs{Case: c.ID, Intent: c.About(), Reason: reason, Invoices: about, Person: c.Owner}
	return c, l
}

// queued is what a draft becomes.
type queued struct {
	letter voldaan.Letter
	opens  *voldaan.Case // that the letter tells of; nil: none
}

// queueDraft makes the row of a draft and the events that remember it, each
// with the name of the policy that decided it.
func (o *Office) queueDraft(tx *store.Tx, l *voldaan.Ledger, d voldaan.Draft, p voldaan.Planned, s *voldaan.Stamp, now time.Time) (queued, []voldaan.Event, error) {
	cur := p.Currency
	q := o.draftLetter(l, d, cur, now)
	note, err := o.onTop(tx, l, d, &q.letter, now)
	if err != nil {
		return q, nil, err
	}
	var events []voldaan.Event
	for _, line := range d.Lines {
		e := s.Event(voldaan.EventDemandQueued)
		e.Reason = string(d.Channel)
		if d.Kind == voldaan.LetterForewarned {
			e = s.Event(voldaan.EventForewarned)
		}
		e.Letter, e.Invoice, e.Step, e.Amount = q.letter.ID, line.Invoice, line.Step, line.Amount
		if q.letter.Args.Notice != nil {
			e.Notice = q.letter.ID
		}
		e.Evidence.By = p.Policy
		if inv := l.Invoice(line.Invoice); inv.Policy != "" {
			if own, ok := o.policies().Named(inv.Policy); ok {
				e.Evidence.By = own.Name
			}
		}
		events = append(events, e)
	}
	if note != "" {
		e := s.Event(voldaan.EventNoted)
		e.Letter, e.Reason = q.letter.ID, note
		events = append(events, e)
	}
	for _, c := range q.letter.Args.Charges {
		e := s.Event(voldaan.EventCharged)
		e.Letter, e.Notice, e.Invoice, e.Reason, e.Amount = q.letter.ID, c.Notice, c.Invoice, string(c.Kind), c.Amount
		e.On, e.Until = c.From, c.To
		events = append(events, e)
	}
	if d.Kind.Class() == voldaan.ClassNote {
		e := s.Event(voldaan.EventNoteQueued)
		e.Letter, e.Step, e.Reason = q.letter.ID, voldaan.StepName(d.Kind), string(cur)
		e.Plan, e.On, e.Amount = d.Plan, d.On, d.Amount
		events = append(events, e)
	}
	if q.opens != nil {
		e := s.Event(voldaan.EventCaseOpened)
		e.Case, e.Reason = q.opens.ID, q.opens.Reason
		events = append(events, e)
	}
	for _, e := range events {
		if err := l.Apply(e); err != nil {
			return q, nil, err
		}
	}
	return q, events, nil
}

// draftLetter makes the row of a draft: to the customer by mail, and else to
// the colleague who does what is due.
func (o *Office) draftLetter(l *voldaan.Ledger, d voldaan.Draft, cur voldaan.Currency, now time.Time) queued {
	var q queued
	owner := o.Creditor.Owner()
	out := &q.letter
	switch {
	case d.Channel == voldaan.ChannelHandover:
		c, letter := o.newCase(l.Customer.ID, d.Invoices(), caseHandover, now)
		q.opens, *out = &c, letter
	case d.Channel == voldaan.ChannelPost:
		*out = o.Creditor.ToColleague(voldaan.LetterPostTask, owner, now, o.Mint)
	case d.Kind.Class() == voldaan.ClassInternal:
		*out = o.Creditor.ToColleague(d.Kind, owner, now, o.Mint)
	default:
		var to []voldaan.Recipient
		for _, c := range l.Receivers() {
			to = append(to, voldaan.Recipient{Contact: c.ID, Address: c.Address, Name: c.Name})
		}
		*out = o.Creditor.NewLetter(d.Kind, now, o.Mint, to...)
		out.WriteIn(l.Customer.Language)
	}
	ask := o.Creditor.Mode == voldaan.ModeAsk && out.Kind.Class() != voldaan.ClassInternal
	if ask || d.Approve {
		out.Approved = waitsForYes
	}
	if d.NotBefore.After(now) {
		out.NextAt = d.NotBefore
	}
	out.Customer = l.Customer.ID
	a := &out.Args
	a.Step, a.Currency, a.Demands, a.Amount = voldaan.StepName(d.Kind), cur, d.Lines, d.Sum()
	a.Day, a.Person, a.Signer, a.Promise = o.Creditor.Day(now), owner.Key(), d.Signer, d.Promise
	a.Plan, a.Promised = d.Plan, d.On
	switch {
	case d.Channel == voldaan.ChannelPost:
		a.Letter = d.Kind
	case d.Kind == voldaan.LetterForewarned:
		a.Letter = voldaan.LetterKind(d.Lines[0].Step)
	case d.Kind == voldaan.LetterThanks:
		a.Day = d.Since
	}
	return q
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
	if l.Customer == "" || len(l.Args.Demands) == 0 && l.Class != voldaan.ClassNote {
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
				Case: c.ID, Mail: c.Mail, Intent: c.About(), Reason: c.Reason, Invoices: c.Invoices, Person: c.Owner,
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
