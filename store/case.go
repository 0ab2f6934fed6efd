package store

import (
	"cmp"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/voldaan/voldaan"
)

// one is the first of at most one row; sql.ErrNoRows says that there is none.
func one[T any](all []T, err error) (T, error) {
	var zero T
	if err != nil {
		return zero, err
	}
	if len(all) == 0 {
		return zero, fmt.Errorf("read %T: %w", zero, sql.ErrNoRows)
	}
	return all[0], nil
}

func caseTable() table { return table{"cases", []string{"creditor_id", "id"}} }

func caseColumns(c *voldaan.Case) []column {
	return []column{
		{"creditor_id", &c.Creditor},
		{"id", &c.ID},
		{"customer_id", &c.Customer},
		{"mail_id", &c.Mail},
		{"intent", &c.Intent},
		{"reason", &c.Reason},
		{"invoices", &c.Invoices},
		{"owner", &c.Owner},
		{"opened", &c.Opened},
		{"deadline", &c.Deadline},
		{"escalated", &c.Escalated},
		{"state", &c.State},
		{"kind", &c.Kind},
	}
}

// PutCase writes a case.
func (tx *Tx) PutCase(c voldaan.Case) error {
	c.Kind = cmp.Or(c.Kind, voldaan.CaseMail)
	if err := errors.Join(c.State.Validate(), c.Kind.Validate()); err != nil {
		return err
	}
	return tx.put(caseTable(), caseColumns(&c))
}

// Case reads a case.
func (tx *Tx) Case(creditor voldaan.CreditorID, id voldaan.CaseID) (voldaan.Case, error) {
	return first(tx, caseTable(), caseColumns, "WHERE creditor_id = $1 AND id = $2", creditor, id)
}

// OpenCases lists the cases that are not closed, oldest first.
func (tx *Tx) OpenCases(creditor voldaan.CreditorID) ([]voldaan.Case, error) {
	return list(tx, caseTable(), caseColumns, "WHERE creditor_id = $1 AND state <> 'closed' ORDER BY opened, id", creditor)
}

// CasesOpened lists the cases that had been opened at an instant, oldest first.
func (tx *Tx) CasesOpened(creditor voldaan.CreditorID, at time.Time) ([]voldaan.Case, error) {
	return list(tx, caseTable(), caseColumns, "WHERE creditor_id = $1 AND opened <= $2 ORDER BY opened, id", creditor, stamp(at))
}

// CaseAnswer is a colleague's mail that is kept on a case.
type CaseAnswer struct {
	Case voldaan.CaseID
	Mail voldaan.MailID
	At   time.Time
}

func answerColumns(a *CaseAnswer) []column {
	return []column{{"case_id", &a.Case}, {"mail_id", &a.Mail}, {"at", &a.At}}
}

// KeepAnswer keeps a colleague's mail on a case.
func (tx *Tx) KeepAnswer(creditor voldaan.CreditorID, a CaseAnswer) error {
	_, err := tx.add(table{"case_mails", nil}, append(answerColumns(&a), column{"creditor_id", &creditor}))
	return err
}

// CaseAnswers lists what colleagues answered on a case.
func (tx *Tx) CaseAnswers(creditor voldaan.CreditorID, id voldaan.CaseID) ([]CaseAnswer, error) {
	return list(tx, table{"case_mails", nil}, answerColumns, "WHERE creditor_id = $1 AND case_id = $2 ORDER BY at, mail_id", creditor, id)
}
