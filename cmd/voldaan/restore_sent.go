package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/inbound"
	"github.com/voldaan/voldaan/inbound/mailbox"
	"github.com/voldaan/voldaan/inbound/parse"
	"github.com/voldaan/voldaan/store"
)

// sentMail is a mail of the bot in a folder of sent mail.
type sentMail struct {
	mail voldaan.Mail
	raw  []byte
}

// catchUp finds out what a restored database missed. First the Sent folders,
// so that what the bot wrote is known as its own when it is read; then the
// inboxes, so that customers and invoices that are younger than the backup are
// there again; then who got something since. Nothing is sent.
func (b *bot) catchUp(ctx context.Context, now time.Time) (restoreReport, error) {
	r := restoreReport{Creditor: b.desk.Creditor.ID}
	for _, box := range b.boxes {
		if err := b.recoverSent(ctx, box, &r, now); err != nil {
			return r, err
		}
	}
	for _, box := range b.boxes {
		n, err := b.desk.Receive(ctx, box, now)
		if err != nil {
			return r, err
		}
		r.Read += n
	}
	if _, err := b.desk.Handle(ctx, now); err != nil {
		return r, err
	}
	return r, b.db.Tx(ctx, func(tx *store.Tx) error {
		r.Held, r.Waiting, r.Dropped = nil, nil, 0
		if err := b.holdTouched(tx, &r, now); err != nil {
			return err
		}
		if err := b.dropGiven(tx, &r); err != nil {
			return err
		}
		slices.Sort(r.Held)
		return b.listWaiting(tx, &r)
	})
}

// recoverSent reads what stands in a Sent folder since the backup, and makes
// rows of the letters that the backup does not know.
func (b *bot) recoverSent(ctx context.Context, box *inbound.Box, r *restoreReport, now time.Time) error {
	folder := box.Sent
	if folder == "" {
		var err error
		if folder, err = box.Conn.SentFolder(ctx); err != nil {
			return err
		}
	}
	if folder == "" {
		return fmt.Errorf("mailbox %s has no folder of sent mail, so that nothing tells what went out since the backup; "+
			"name it in the configuration (sent)", box.Name)
	}
	pos, since, err := b.knownOf(ctx, box, folder, r)
	if err != nil {
		return err
	}
	var found []sentMail
	if _, _, err := box.Conn.Fetch(ctx, folder, pos, func(msg mailbox.Message) error {
		m := parse.Parse(msg.Raw, msg.Received, parse.Options{}).Mail
		if m.MessageID != "" && b.desk.Creditor.IsOwn(m.From.Address) {
			found = append(found, sentMail{m, msg.Raw})
		}
		return nil
	}); err != nil {
		return err
	}
	for _, m := range found {
		err := b.db.Tx(ctx, func(tx *store.Tx) error { return b.recoverOne(tx, m, since, r, now) })
		if err != nil {
			return fmt.Errorf("mailbox %s: recover letter %s: %w", box.Name, m.mail.MessageID, err)
		}
	}
	return nil
}

// knownOf is how far the backup had read a folder, and since when what it does
// not know must be new: a folder that was renumbered is read from its start.
func (b *bot) knownOf(ctx context.Context, box *inbound.Box, folder string, r *restoreReport) (mailbox.Position, time.Time, error) {
	var pos mailbox.Position
	var since time.Time
	err := b.db.Tx(ctx, func(tx *store.Tx) error {
		state, err := tx.Creditor(b.desk.Creditor.ID)
		if err != nil {
			return err
		}
		since = state.BegunAt
		folders, err := tx.Folders(b.desk.Creditor.ID)
		for _, f := range folders {
			if f.ReadAt.After(r.Until) {
				r.Until = f.ReadAt.In(b.desk.Creditor.Zone)
			}
			if f.Mailbox == box.Name && f.Folder == folder {
				pos = mailbox.Position{UIDValidity: f.UIDValidity, LastUID: f.LastUID}
				if !f.ReadAt.IsZero() {
					since = f.ReadAt.Add(-time.Hour) // clocks differ
				}
			}
		}
		return err
	})
	return pos, since, err
}

// recoverOne settles a letter of the backup that is proven to have gone out, or
// takes one up that the backup does not know.
func (b *bot) recoverOne(tx *store.Tx, m sentMail, since time.Time, r *restoreReport, now time.Time) error {
	line := sentLine{At: sentAt(m.mail), To: recipients(m.mail), Subject: m.mail.Subject}
	l, err := tx.LetterByMessageID(b.desk.Creditor.ID, m.mail.MessageID)
	switch {
	case err == nil:
		if !pending(l.State) {
			return nil
		}
		line.Kind = string(l.Kind)
		r.Proven = appendOnce(r.Proven, line)
		return b.proven(tx, l, line.At, now)
	case !errors.Is(err, sql.ErrNoRows):
		return err
	case m.mail.Received.Before(since):
		return nil // it stood there before the backup was made
	}
	r.Unknown = appendOnce(r.Unknown, line)
	return b.takeUp(tx, m, line.At, now)
}

func sentAt(m voldaan.Mail) time.Time {
	if m.Date.IsZero() {
		return m.Received
	}
	return m.Date
}

func recipients(m voldaan.Mail) string {
	var out []string
	for _, a := range append(slices.Clone(m.To), m.Cc...) {
		out = append(out, a.Address)
	}
	return strings.Join(out, ", ")
}

// appendOnce keeps a transaction that runs twice from listing a letter twice.
func appendOnce(lines []sentLine, l sentLine) []sentLine {
	if slices.Contains(lines, l) {
		return lines
	}
	return append(lines, l)
}

// pending reports whether a letter may still leave.
func pending(s voldaan.LetterState) bool {
	switch s {
	case voldaan.LetterQueued, voldaan.LetterSending, voldaan.LetterDeferred, voldaan.LetterUncertain:
		return true
	}
	return false
}

// proven records that a letter went out, and its demands with it.
func (b *bot) proven(tx *store.Tx, l store.Letter, at, now time.Time) error {
	l.State, l.Reason, l.LeasedBy, l.Copied = voldaan.LetterSent, "found in Sent", "", true
	l.SentAt, l.SentDay = at, b.desk.Creditor.Day(at)
	for i := range l.Recipients {
		l.Recipients[i].State = voldaan.LetterSent
	}
	if err := tx.SetLetter(l); err != nil {
		return err
	}
	return b.demandEvent(tx, l, voldaan.EventDemandSent, "found in Sent", now)
}

// demandEvent tells the ledger what became of a letter's demands. A letter
// without demands, or one of which the ledger knows already, changes nothing.
func (b *bot) demandEvent(tx *store.Tx, l store.Letter, kind voldaan.EventKind, reason string, now time.Time) error {
	if l.Customer == "" || len(l.Args.Demands) == 0 {
		return nil
	}
	return tx.Decide(l.Creditor, l.Customer, store.ScopeAll, now, func(led *voldaan.Ledger) ([]voldaan.Event, error) {
		s := b.operatorStamp(l.Customer, now)
		e := s.Event(kind)
		e.Letter, e.Reason = l.ID, reason
		if led.Apply(e) != nil {
			return nil, nil
		}
		return []voldaan.Event{e}, nil
	})
}

func (b *bot) operatorStamp(id voldaan.CustomerID, now time.Time) *voldaan.Stamp {
	return &voldaan.Stamp{
		Creditor: b.desk.Creditor.ID, Customer: id, At: now, Day: b.desk.Creditor.Day(now),
		By: voldaan.AuthorOperator, New: b.desk.Mint.ID,
	}
}

// The once-keys of letters that were taken up from Sent.
const (
	onceRestored = "restored:"         // with the Message-ID
	onceAnswered = "restored-answers:" // with the Message-ID that it answers
)

// takeUp makes a row of a letter that the backup does not know: it proves what
// went out, answers to it find their customer, and the mail itself is known as
// the bot's own.
func (b *bot) takeUp(tx *store.Tx, m sentMail, at, now time.Time) error {
	cr := b.desk.Creditor
	l := voldaan.Letter{
		ID: voldaan.LetterID(b.desk.Mint.ID()), Creditor: cr.ID, Kind: b.kindOf(m.mail), Language: cr.Language,
		MessageID: m.mail.MessageID, Made: at, DueAt: at, Args: voldaan.LetterArgs{Reason: holdRestored},
	}
	var replies []string
	for _, a := range m.mail.ReplyTo {
		replies = append(replies, a.Address)
	}
	tokens := cr.Tokens(replies)
	for i, a := range append(slices.Clone(m.mail.To), m.mail.Cc...) {
		to := voldaan.Recipient{Address: a.Address, Name: a.Name, ReturnToken: b.desk.Mint.Token(), State: voldaan.LetterSent}
		if i < len(tokens) {
			to.Token = tokens[i]
		}
		l.Recipients = append(l.Recipients, to)
	}
	if len(l.Recipients) == 0 {
		return nil
	}
	once := onceRestored + l.MessageID
	if l.Kind.Class() == voldaan.ClassAnswer {
		once = onceAnswered + m.mail.InReplyTo[0]
	}
	added, err := tx.AddLetter(l, once)
	if err != nil || !added {
		return err
	}
	row, err := tx.Letter(cr.ID, l.ID)
	if err != nil {
		return err
	}
	row.State, row.Copied, row.Reason = voldaan.LetterSent, true, "found in Sent"
	row.SentAt, row.SentDay = at, cr.Day(at)
	if err := tx.SetLetter(row); err != nil {
		return err
	}
	return tx.SetBytes(cr.ID, l.ID, m.raw, now)
}

// kindOf tells what can be told of a letter by its looks: its class.
func (b *bot) kindOf(m voldaan.Mail) voldaan.LetterKind {
	for _, a := range m.To {
		if _, ok := b.desk.Creditor.Colleague(a.Address); ok {
			return voldaan.LetterNotice
		}
	}
	if len(m.InReplyTo) > 0 {
		return voldaan.LetterQuestionReceived
	}
	return voldaan.LetterReminder1
}
