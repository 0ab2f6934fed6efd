package inbound

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify"
	"github.com/voldaan/voldaan/classify/language"
	"github.com/voldaan/voldaan/inbound/books"
	"github.com/voldaan/voldaan/store"
)

// Taught is what came of a correction.
type Taught struct {
	store.Correction
	// Now is what the mail is read as with all that was taught. It can differ
	// from the correction where what misleads are no words of the reply.
	Now voldaan.Intent
}

// Teach records that a mail means something else than was read, and what is
// learnt from it: the sentences that hold the words or, where those are empty,
// those that led the reader astray. Nothing in the ledger changes. A correction
// takes the place of an earlier one of the same mail. The error is a
// classify.ErrNoLesson where there is nothing to learn.
func (d *Desk) Teach(ctx context.Context, id voldaan.MailID, says voldaan.Intent, reason voldaan.DisputeReason, words string,
	by books.Actor, now time.Time,
) (Taught, error) {
	if err := says.Validate(); err != nil {
		return Taught{}, err
	}
	if reason != "" {
		if err := reason.Validate(); err != nil {
			return Taught{}, err
		}
		if says != voldaan.IntentDispute {
			return Taught{}, fmt.Errorf("a reason goes with %s, not with %s", voldaan.IntentDispute, says)
		}
	}
	past, err := d.past(ctx, id)
	if err != nil {
		return Taught{}, err
	}
	reader := classify.NewOffline()
	about := past.about
	about.Lessons = without(about.Lessons, past.corrections)
	before, err := reader.Read(ctx, past.mail, about)
	if err != nil {
		return Taught{}, err
	}
	if before.Intent() == says && words == "" {
		return Taught{}, fmt.Errorf("%w: the mail is read as %s without it", classify.ErrNoLesson, says)
	}
	lessons, err := reader.Teach(past.mail, about, says, reason, words)
	if err != nil {
		return Taught{}, err
	}
	out := Taught{Correction: store.Correction{
		ID: d.Mint.ID(), Mail: id, Intent: says, Was: before.Intent(), Reason: reason, Author: by.Name(), At: now, Active: true, Lessons: lessons,
	}}
	about.Lessons = append(about.Lessons, lessons...)
	after, err := reader.Read(ctx, past.mail, about)
	if err != nil {
		return Taught{}, err
	}
	out.Now = after.Intent()
	return out, d.DB.Tx(ctx, func(tx *store.Tx) error {
		for _, old := range past.corrections {
			old.Active = false
			if err := tx.PutCorrection(d.Creditor.ID, old); err != nil {
				return err
			}
		}
		return tx.PutCorrection(d.Creditor.ID, out.Correction)
	})
}

// without drops the lessons of some corrections.
func without(lessons []voldaan.Lesson, of []store.Correction) []voldaan.Lesson {
	var out []voldaan.Lesson
	for _, l := range lessons {
		drop := false
		for _, c := range of {
			drop = drop || l.Correction == c.ID
		}
		if !drop {
			out = append(out, l)
		}
	}
	return out
}

// pastMail is a handled mail with all that a reader needs to read it again.
type pastMail struct {
	row   store.Mail
	mail  voldaan.Mail
	about voldaan.ReadingContext // of its day, with the lessons of today
	was   classify.ReadObject    // what was read
	// corrections are the active ones of this mail.
	corrections []store.Correction
}

// ErrErased says that a mail's words are not kept any more.
var ErrErased = errors.New("its words were erased, or never read")

// past opens a handled mail.
func (d *Desk) past(ctx context.Context, id voldaan.MailID) (pastMail, error) {
	var out pastMail
	var text store.MailText
	var lessons []voldaan.Lesson
	err := d.DB.Tx(ctx, func(tx *store.Tx) (err error) {
		if out.row, err = tx.Mail(d.Creditor.ID, id); err != nil {
			return err
		}
		if text, err = tx.Text(d.Creditor.ID, id); errors.Is(err, sql.ErrNoRows) {
			return fmt.Errorf("mail %s: %w", id, ErrErased)
		} else if err != nil {
			return err
		}
		if lessons, err = tx.Lessons(d.Creditor.ID); err != nil {
			return err
		}
		all, err := tx.Corrections(d.Creditor.ID)
		out.corrections = nil
		for _, c := range all {
			if c.Mail == id && c.Active {
				out.corrections = append(out.corrections, c)
			}
		}
		return err
	})
	if err != nil {
		return out, err
	}
	m, err := d.open(ctx, out.row)
	if err != nil {
		return out, err
	}
	if len(text.Reading) > 0 {
		if err := json.Unmarshal([]byte(text.Reading), &out.was); err != nil {
			return out, fmt.Errorf("the reading of mail %s: %w", id, err)
		}
	}
	if out.about, err = d.remembered(text.Context, out.row); err != nil {
		return out, fmt.Errorf("mail %s: %w", id, err)
	}
	out.about.Lessons = lessons
	m.mail.Language = language.Of(m.mail.Reply, out.about.Language, m.mail.Language)
	out.mail = m.mail
	return out, nil
}

// remembered is what a reader knew beside a mail on its day. Of mails that were
// read by a program that did not keep it, only the day is known.
func (d *Desk) remembered(kept string, row store.Mail) (voldaan.ReadingContext, error) {
	var c voldaan.ReadingContext
	if kept != "" {
		var err error
		if c, err = classify.LoadContext(bytes.NewReader([]byte(kept))); err != nil {
			return c, err
		}
	}
	if c.Today.IsZero() && !row.Received.IsZero() {
		c.Today = d.Creditor.Day(row.Received)
	}
	c.Own, c.Calendar, c.Precision = []string{d.Creditor.Mailbox}, d.Calendar, d.Policy.Precision
	for _, p := range d.Creditor.Colleagues {
		c.Colleague = append(c.Colleague, p.Address)
	}
	return c, nil
}
