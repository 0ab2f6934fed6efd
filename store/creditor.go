package store

import (
	"time"

	"github.com/voldaan/voldaan"
)

// CreditorState is what the database knows of a creditor; the rest of it
// stands in the configuration.
type CreditorState struct {
	ID        voldaan.CreditorID
	Stopped   bool
	StoppedBy string
	// PaymentsAt is as of when the payment source was last brought in.
	PaymentsAt time.Time
	// BegunAt is from when on mail counts.
	BegunAt time.Time
	// ConfirmRestore says that the database came back from a backup and waits
	// for a person's yes before anything is sent.
	ConfirmRestore bool
}

func creditorTable() table { return table{"creditors", []string{"id"}} }

func creditorColumns(c *CreditorState) []column {
	return []column{
		{"id", &c.ID},
		{"stopped", &c.Stopped},
		{"stopped_by", &c.StoppedBy},
		{"payments_at", &c.PaymentsAt},
		{"begun_at", &c.BegunAt},
		{"confirm_restore", &c.ConfirmRestore},
	}
}

// EnsureCreditor makes the row of a creditor when there is none.
func (tx *Tx) EnsureCreditor(id voldaan.CreditorID, begun time.Time) error {
	c := CreditorState{ID: id, BegunAt: begun}
	_, err := tx.add(creditorTable(), creditorColumns(&c))
	return err
}

// MailCountsFrom writes from when on a creditor's mail counts.
func (tx *Tx) MailCountsFrom(id voldaan.CreditorID, begun time.Time) error {
	_, err := tx.exec("UPDATE creditors SET begun_at = $2 WHERE id = $1 AND begun_at <> $2", id, stamp(begun))
	return err
}

// Creditor reads a creditor's state.
func (tx *Tx) Creditor(id voldaan.CreditorID) (CreditorState, error) {
	return first(tx, creditorTable(), creditorColumns, "WHERE id = $1", id)
}

// LockCreditor takes a creditor's row, so that two transactions that would make
// the same customer do so one after the other.
func (tx *Tx) LockCreditor(id voldaan.CreditorID) error {
	_, err := tx.exec("UPDATE creditors SET id = id WHERE id = $1", id)
	return err
}

// Creditors lists every creditor that the database knows.
func (tx *Tx) Creditors() ([]CreditorState, error) {
	return list(tx, creditorTable(), creditorColumns, "ORDER BY id")
}

// SetCreditor writes a creditor's state.
func (tx *Tx) SetCreditor(c CreditorState) error { return tx.put(creditorTable(), creditorColumns(&c)) }

// PaymentsAsOf records as of when the payment source was brought in; an older
// time than the recorded one changes nothing.
func (tx *Tx) PaymentsAsOf(id voldaan.CreditorID, at time.Time) error {
	_, err := tx.exec("UPDATE creditors SET payments_at = $2 WHERE id = $1 AND payments_at < $2", id, stamp(at))
	return err
}
