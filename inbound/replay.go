package inbound

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify"
	"github.com/voldaan/voldaan/store"
)

// Replay reads past mails again.
type Replay struct {
	Since  time.Time // mails handled before it are left out
	Reader classify.Reader
	// Asked says that Reader asks a language model; otherwise mails that one
	// was asked about are left out, since they would be read with less.
	Asked bool
	// Correction compares with and without one correction; empty: what was
	// read then with what would be read now.
	Correction string
	// Progress hears how many of how many were read; nil: nobody does.
	Progress func(done, all int)
}

// Replayed is a mail that would be read otherwise.
type Replayed struct {
	Mail     voldaan.MailID      `json:"mail"`
	Customer voldaan.CustomerID  `json:"customer,omitempty"`
	Received time.Time           `json:"received"`
	Changes  []string            `json:"changes"` // the fields that differ
	Was      classify.ReadObject `json:"was"`
	Now      classify.ReadObject `json:"now"`
}

// Replays is what came of a replay.
type Replays struct {
	Read    int        `json:"read"`
	Asked   int        `json:"asked"`  // left out: a language model was asked about them
	Erased  int        `json:"erased"` // left out: their words are gone
	Changed []Replayed `json:"changed"`
	// Unseen is how many of the changed ones a person looked at and would not
	// any more.
	Unseen int `json:"unseen"`
}

// Replay reads the customers' mails of the past again and says which would be
// read otherwise. It changes nothing.
func (d *Desk) Replay(ctx context.Context, how Replay) (Replays, error) {
	var rows []store.Mail
	err := d.DB.Tx(ctx, func(tx *store.Tx) (err error) {
		if how.Correction != "" {
			if _, err = tx.Correction(d.Creditor.ID, how.Correction); err != nil {
				return err
			}
		}
		rows, err = tx.MailsSince(d.Creditor.ID, how.Since)
		return err
	})
	out := Replays{Changed: []Replayed{}}
	if err != nil {
		return out, err
	}
	rows = slices.DeleteFunc(rows, func(m store.Mail) bool {
		return m.State != store.MailHandled || m.Folder == FolderSent || m.Intent == "" ||
			m.Kind != voldaan.MailCustomer && m.Kind != voldaan.MailAutoReply
	})
	for i, row := range rows {
		if err := ctx.Err(); err != nil {
			return out, err
		}
		if err := d.again(ctx, row, how, &out); err != nil {
			return out, err
		}
		if how.Progress != nil {
			how.Progress(i+1, len(rows))
		}
	}
	return out, nil
}

// again reads one mail again.
func (d *Desk) again(ctx context.Context, row store.Mail, how Replay, out *Replays) error {
	past, err := d.past(ctx, row.ID)
	if errors.Is(err, ErrErased) {
		out.Erased++
		return nil
	}
	if err != nil {
		return err
	}
	was := past.was
	if how.Correction != "" {
		about := past.about
		about.Lessons = without(about.Lessons, []store.Correction{{ID: how.Correction}})
		if was, err = d.object(ctx, how.Reader, past, about); err != nil {
			return err
		}
		var c store.Correction
		err := d.DB.Tx(ctx, func(tx *store.Tx) (err error) {
			c, err = tx.Correction(d.Creditor.ID, how.Correction)
			return err
		})
		if err != nil {
			return err
		}
		for _, l := range c.Lessons { // also of one that is switched off
			l.Correction = c.ID
			about.Lessons = append(about.Lessons, l)
		}
		past.about = about
	} else if !how.Asked && modelAsked(was) {
		out.Asked++
		return nil
	}
	now, err := d.object(ctx, how.Reader, past, past.about)
	if err != nil {
		return err
	}
	out.Read++
	changes := classify.Changes(was, now)
	if len(changes) == 0 {
		return nil
	}
	if was.Human && !now.Human {
		out.Unseen++
	}
	out.Changed = append(out.Changed, Replayed{row.ID, row.Customer, row.Received, changes, was, now})
	return nil
}

// ReadAgain reads a handled mail with what was taught, as it was on its day.
// Without words it is an ErrErased.
func (d *Desk) ReadAgain(ctx context.Context, id voldaan.MailID, r classify.Reader) (classify.ReadObject, error) {
	past, err := d.past(ctx, id)
	if err != nil {
		return classify.ReadObject{}, err
	}
	return d.object(ctx, r, past, past.about)
}

// object reads a past mail.
func (d *Desk) object(ctx context.Context, r classify.Reader, past pastMail, about voldaan.ReadingContext) (classify.ReadObject, error) {
	got, err := r.Read(ctx, past.mail, about)
	return classify.Object(string(past.row.ID), past.mail, got, about), err
}

// modelAsked reports whether a language model had a part in a reading.
func modelAsked(o classify.ReadObject) bool {
	return slices.ContainsFunc(o.Findings, func(f classify.FindingObject) bool { return strings.Contains(f.By, "model ") })
}
