package store

import (
	"fmt"

	"github.com/voldaan/voldaan"
)

func eventTable() table { return table{"events", []string{"creditor_id", "customer_id", "seq"}} }

func eventColumns(e *voldaan.Event) []column {
	return []column{
		{"creditor_id", &e.Creditor},
		{"customer_id", &e.Customer},
		{"seq", &e.Seq},
		{"id", &e.ID},
		{"group_id", &e.Group},
		{"kind", &e.Kind},
		{"at", &e.At},
		{"day", &e.Day},
		{"author", &e.By},
		{"author_key", &e.Author},
		{"mail_id", &e.Mail},
		{"invoice_id", &e.Invoice},
		{"payment_id", &e.Payment},
		{"contact_id", &e.Contact},
		{"promise_id", &e.Promise},
		{"plan_id", &e.Plan},
		{"letter_id", &e.Letter},
		{"notice_id", &e.Notice},
		{"case_id", &e.Case},
		{"ref", &e.Ref},
		{"part", &e.Part},
		{"step", &e.Step},
		{"amount", &e.Amount},
		{"on_day", &e.On},
		{"until", &e.Until},
		{"reason", &e.Reason},
		{"confidence", &e.Confidence},
		{"evidence_part", &e.Evidence.Part},
		{"evidence_from", &e.Evidence.From},
		{"evidence_to", &e.Evidence.To},
		{"evidence_by", &e.Evidence.By},
	}
}

// record appends events to the customer's log. Their place follows from the
// version that the lock gave this transaction, so logs have one order. Every
// change makes planning look at the customer's accounts again.
func (tx *Tx) record(l *voldaan.Ledger, events []voldaan.Event) error {
	if len(events) == 0 {
		return nil
	}
	next, err := tx.nextSeq(l.Customer)
	if err != nil {
		return err
	}
	for i := range events {
		e := &events[i]
		e.Seq = next + int64(i)
		added, err := tx.add(eventTable(), eventColumns(e))
		if err != nil {
			return err
		}
		if !added {
			return fmt.Errorf("record event %s: it is in the log already", e.ID)
		}
	}
	for _, cur := range l.Currencies() {
		if err := tx.LookOn(l.Customer.Creditor, l.Customer.ID, cur, events[0].Day, ""); err != nil {
			return err
		}
	}
	return nil
}

// nextSeq is the first free place of a customer's log in this transaction,
// which holds his row.
func (tx *Tx) nextSeq(c voldaan.Customer) (int64, error) {
	type place struct{ seq int64 }
	last, err := list(tx, eventTable(), func(p *place) []column { return []column{{"seq", &p.seq}} },
		"WHERE creditor_id = $1 AND customer_id = $2 ORDER BY seq DESC LIMIT 1", c.Creditor, c.ID)
	if err != nil || len(last) == 0 {
		return 1, err
	}
	return last[0].seq + 1, nil
}

// Events reads a customer's log in order.
func (tx *Tx) Events(creditor voldaan.CreditorID, id voldaan.CustomerID) ([]voldaan.Event, error) {
	return list(tx, eventTable(), eventColumns, "WHERE creditor_id = $1 AND customer_id = $2 ORDER BY seq", creditor, id)
}

// EventsSince lists a creditor's events of the days from one on, by time.
func (tx *Tx) EventsSince(creditor voldaan.CreditorID, from voldaan.Date) ([]voldaan.Event, error) {
	return list(tx, eventTable(), eventColumns,
		"WHERE creditor_id = $1 AND day >= $2 ORDER BY at, customer_id, seq", creditor, from.String())
}

// Account is when planning must look at an account again.
type Account struct {
	Customer voldaan.CustomerID
	Currency voldaan.Currency
	LookOn   voldaan.Date
	PlanHash string
	Country  string // the customer's; read, never written here
}

func accountTable() table {
	return table{"accounts", []string{"creditor_id", "customer_id", "currency"}}
}

func accountColumns(a *Account) []column {
	return []column{
		{"customer_id", &a.Customer},
		{"currency", &a.Currency},
		{"look_on", &a.LookOn},
		{"plan_hash", &a.PlanHash},
	}
}

// dueColumns are an account's with what planning asks of the customer before it
// takes his row.
func dueColumns(a *Account) []column {
	return append(accountColumns(a), column{
		"(SELECT country FROM customers c WHERE c.creditor_id = accounts.creditor_id AND c.id = accounts.customer_id)", &a.Country,
	})
}

// LookOn sets the first day on which planning could do anything for an
// account; no day means that only an event can change that. The hash is that
// of the policy and calendar under which the day was found.
func (tx *Tx) LookOn(creditor voldaan.CreditorID, id voldaan.CustomerID, cur voldaan.Currency, day voldaan.Date, hash string) error {
	a := Account{Customer: id, Currency: cur, LookOn: day, PlanHash: hash}
	return tx.put(accountTable(), append(accountColumns(&a), column{"creditor_id", &creditor}))
}

// DueAccounts lists the accounts that planning must look at on a day: those
// whose day has come, and those that were planned under another policy.
func (tx *Tx) DueAccounts(creditor voldaan.CreditorID, day voldaan.Date, hash string) ([]Account, error) {
	return list(tx, accountTable(), dueColumns, `WHERE creditor_id = $1 AND
		((look_on <> '' AND look_on <= $2) OR (plan_hash <> '' AND plan_hash <> $3)) ORDER BY customer_id, currency`,
		creditor, day.String(), hash)
}
