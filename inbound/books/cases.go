package books

import (
	"database/sql"
	"errors"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/store"
)

// CloseCase says that a person has decided a case.
func (b *Books) CloseCase(tx *store.Tx, id voldaan.CaseID, by Actor, now time.Time) (Outcome, error) {
	c, err := tx.Case(b.Creditor.ID, id)
	if errors.Is(err, sql.ErrNoRows) {
		return Outcome{}, wrong("there is no case %s; `voldaan cases` lists those that wait", id)
	}
	if err != nil {
		return Outcome{}, err
	}
	out := Outcome{Customer: c.Customer}
	if c.State == voldaan.CaseClosed {
		out.Again, out.Text = true, []string{"case " + string(id) + " is closed already"}
		return out, nil
	}
	c.State = voldaan.CaseClosed
	if err := tx.PutCase(c); err != nil {
		return Outcome{}, err
	}
	out.Text = []string{"case " + string(id) + " is closed"}
	if c.Customer == "" {
		return out, nil
	}
	return out, tx.Decide(b.Creditor.ID, c.Customer, store.ScopeOpen, now, func(l *voldaan.Ledger) ([]voldaan.Event, error) {
		e := b.stamp(c.Customer, by, now).Event(voldaan.EventCaseClosed)
		e.Case = id
		return []voldaan.Event{e}, l.Apply(e)
	})
}
