package store

import (
	"time"

	"github.com/voldaan/voldaan"
)

// The things of which the words can be erased.
const (
	ErasedMail     = "mail"
	ErasedLetter   = "letter"
	ErasedContact  = "contact"
	ErasedDocument = "document" // of an invoice, whose id it bears
	ErasedCustomer = "customer" // his names and numbers
)

// Erasure says that the content of something was taken away, and when. It has
// nothing personal in it.
type Erasure struct {
	What string
	ID   string
	At   time.Time
}

func erasureColumns(e *Erasure) []column {
	return []column{{"what", &e.What}, {"id", &e.ID}, {"at", &e.At}}
}

// Erasures lists what was erased of a customer's, by time.
func (tx *Tx) Erasures(creditor voldaan.CreditorID, id voldaan.CustomerID) ([]Erasure, error) {
	return list(tx, table{name: "erasures"}, erasureColumns,
		"WHERE creditor_id = $1 AND customer_id = $2 ORDER BY at, what, id", creditor, id)
}

// noteErased notes that the content of rows is taken away. The tail is that of
// a query about the table's rows, with the creditor as $1 and further
// parameters from $2 on; it must run before the content is gone. What was
// erased before keeps its time.
func (tx *Tx) noteErased(what, from, id, tail string, creditor voldaan.CreditorID, now time.Time, args ...any) error {
	type row struct{ id, customer string }
	all, err := list(tx, table{name: from}, func(r *row) []column {
		return []column{{id, &r.id}, {"customer_id", &r.customer}}
	}, tail, append([]any{creditor}, args...)...)
	if err != nil {
		return err
	}
	for _, r := range all {
		e := Erasure{What: what, ID: r.id, At: now}
		if _, err := tx.add(table{name: "erasures"}, append(erasureColumns(&e),
			column{"creditor_id", &creditor}, column{"customer_id", &r.customer})); err != nil {
			return err
		}
	}
	return nil
}
