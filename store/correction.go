package store

import (
	"time"

	"github.com/voldaan/voldaan"
)

// Correction is what a colleague said a mail means, and what is learnt from
// it.
type Correction struct {
	ID     string
	Mail   voldaan.MailID
	Intent voldaan.Intent
	Was    voldaan.Intent // that was read
	Reason voldaan.DisputeReason
	Author string // Colleague.Key, or the kind of author
	At     time.Time
	Active bool // its lessons count
	// Lessons are empty once the mail's words were erased.
	Lessons []voldaan.Lesson
}

func correctionTable() table { return table{"corrections", []string{"creditor_id", "id"}} }

func correctionColumns(c *Correction) []column {
	return []column{
		{"id", &c.ID},
		{"mail_id", &c.Mail},
		{"intent", &c.Intent},
		{"was", &c.Was},
		{"reason", &c.Reason},
		{"author", &c.Author},
		{"at", &c.At},
		{"active", &c.Active},
		{"lessons", &c.Lessons},
	}
}

// PutCorrection writes a correction.
func (tx *Tx) PutCorrection(creditor voldaan.CreditorID, c Correction) error {
	if err := c.Intent.Validate(); err != nil {
		return err
	}
	return tx.put(correctionTable(), append(correctionColumns(&c), column{"creditor_id", &creditor}))
}

// Correction reads a correction.
func (tx *Tx) Correction(creditor voldaan.CreditorID, id string) (Correction, error) {
	return first(tx, correctionTable(), correctionColumns, "WHERE creditor_id = $1 AND id = $2", creditor, id)
}

// Corrections lists all corrections, oldest first.
func (tx *Tx) Corrections(creditor voldaan.CreditorID) ([]Correction, error) {
	return list(tx, correctionTable(), correctionColumns, "WHERE creditor_id = $1 ORDER BY at, id", creditor)
}

// Lessons lists what the active corrections teach.
func (tx *Tx) Lessons(creditor voldaan.CreditorID) ([]voldaan.Lesson, error) {
	active, err := list(tx, correctionTable(), correctionColumns, "WHERE creditor_id = $1 AND active = TRUE ORDER BY at, id", creditor)
	var out []voldaan.Lesson
	for _, c := range active {
		for _, l := range c.Lessons {
			l.Correction = c.ID
			out = append(out, l)
		}
	}
	return out, err
}
