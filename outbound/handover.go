package outbound

import (
	"errors"
	"fmt"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/store"
)

// ErrNothingOverdue says that a customer has nothing that could be handed over.
var ErrNothingOverdue = errors.New("nothing is overdue that no dispute, hold, promise or plan stands against")

// ProposeHandover asks the owner to hand over what a customer has left unpaid,
// as a case of its own: nothing is handed over without a colleague's yes
// (invariant 5). Where one is open already, that one is given back and again is
// true.
func (o *Office) ProposeHandover(tx *store.Tx, id voldaan.CustomerID, now time.Time) (c voldaan.Case, again bool, err error) {
	open, err := tx.OpenCases(o.Creditor.ID)
	if err != nil {
		return c, false, err
	}
	for _, c := range open {
		if c.Customer == id && c.Kind == voldaan.CaseHandover {
			return c, true, nil
		}
	}
	owner := o.Creditor.Owner()
	c = voldaan.Case{
		ID: voldaan.CaseID(o.Mint.ID()), Creditor: o.Creditor.ID, Customer: id, Kind: voldaan.CaseHandover,
		Reason: "handover_proposed", Owner: owner.Key(), Opened: now,
		Deadline: o.Calendar.After(now.In(o.zone()), o.Policy.CaseDeadline), State: voldaan.CaseOpen,
	}
	err = tx.Decide(o.Creditor.ID, id, store.ScopeOpen, now, func(l *voldaan.Ledger) ([]voldaan.Event, error) {
		if c.Invoices, _ = voldaan.ForHandover(l, o.Creditor.Day(now)); len(c.Invoices) == 0 {
			return nil, fmt.Errorf("customer %s: %w", l.Customer.Number, ErrNothingOverdue)
		}
		e := o.stamp(id, now).Event(voldaan.EventCaseOpened)
		e.Case, e.Reason = c.ID, c.Reason
		return []voldaan.Event{e}, l.Apply(e)
	})
	if err != nil {
		return c, false, err
	}
	if err := tx.PutCase(c); err != nil || owner.Address == "" {
		return c, false, err
	}
	l := o.Creditor.ToColleague(voldaan.LetterCase, owner, now, o.Mint)
	l.Customer = id
	l.Args = voldaan.LetterArgs{Case: c.ID, Intent: c.About(), Reason: c.Reason, Invoices: c.Invoices, Person: c.Owner}
	_, err = tx.AddLetter(l, "case:"+string(c.ID))
	return c, false, err
}
