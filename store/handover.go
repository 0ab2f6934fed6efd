package store

import (
	"time"

	"github.com/voldaan/voldaan"
)

// Handover is what was handed over at once: enough to make its dossier again.
type Handover struct {
	ID       voldaan.EventID // the group of its events
	Creditor voldaan.CreditorID
	Customer voldaan.CustomerID
	// Seq is the last place of the customer's log that the dossier tells of.
	Seq      int64
	At       time.Time
	Author   string // Colleague.Key; empty: somebody at the command line
	Invoices []voldaan.InvoiceID
	// SHA256 and Size are those of the dossier when it was first made; empty
	// until it was.
	SHA256 string
	Size   int64
	// Mails are the keys of the mails and letters in it, in their order, and
	// LeftOut counts those about other invoices alone; they stay when words and
	// addresses, by which they were chosen, are erased.
	Mails   []string
	LeftOut int
}

func handoverTable() table { return table{"handovers", []string{"creditor_id", "id"}} }

func handoverColumns(h *Handover) []column {
	return []column{
		{"creditor_id", &h.Creditor},
		{"id", &h.ID},
		{"customer_id", &h.Customer},
		{"seq", &h.Seq},
		{"at", &h.At},
		{"author_key", &h.Author},
		{"invoices", &h.Invoices},
		{"sha256", &h.SHA256},
		{"size", &h.Size},
		{"mails", &h.Mails},
		{"left_out", &h.LeftOut},
	}
}

// PutHandover writes a hand-over.
func (tx *Tx) PutHandover(h Handover) error { return tx.put(handoverTable(), handoverColumns(&h)) }

// Handover reads one by the group of its events.
func (tx *Tx) Handover(creditor voldaan.CreditorID, id voldaan.EventID) (Handover, error) {
	return first(tx, handoverTable(), handoverColumns, "WHERE creditor_id = $1 AND id = $2", creditor, id)
}

// Handovers lists a customer's hand-overs by time.
func (tx *Tx) Handovers(creditor voldaan.CreditorID, id voldaan.CustomerID) ([]Handover, error) {
	return list(tx, handoverTable(), handoverColumns, "WHERE creditor_id = $1 AND customer_id = $2 ORDER BY at, id", creditor, id)
}

// EventsTo reads a customer's log up to a place.
func (tx *Tx) EventsTo(creditor voldaan.CreditorID, id voldaan.CustomerID, seq int64) ([]voldaan.Event, error) {
	return list(tx, eventTable(), eventColumns, "WHERE creditor_id = $1 AND customer_id = $2 AND seq <= $3 ORDER BY seq",
		creditor, id, seq)
}

// LastSeq is the last place of a customer's log; zero where it is empty.
func (tx *Tx) LastSeq(c voldaan.Customer) (int64, error) {
	next, err := tx.nextSeq(c)
	return next - 1, err
}
