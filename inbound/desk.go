// Package inbound brings mail from the mailboxes into the store and decides
// what each mail changes.
package inbound

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify"
	"github.com/voldaan/voldaan/inbound/auth"
	"github.com/voldaan/voldaan/inbound/books"
	"github.com/voldaan/voldaan/inbound/parse"
	"github.com/voldaan/voldaan/store"
)

// Desk handles what comes in for one creditor.
type Desk struct {
	DB       *store.DB
	Creditor *voldaan.Creditor
	Policy   voldaan.Policy
	Calendar voldaan.Calendar
	Books    *books.Books
	Reader   classify.Reader
	// Auth says for each mailbox, by name, what proves who writes.
	Auth func(mailbox string) auth.Config
	Mint voldaan.Mint
	// Owner names this process in leases.
	Owner string
	Log   *slog.Logger

	turn sync.Mutex // one at a time handles
}

// letter is a mail on the desk: the stored row with what was read in it.
type letter struct {
	row    store.Mail
	raw    []byte
	mail   voldaan.Mail
	parts  []parse.Part
	parsed parse.Result
	// verdict is set for a mail that bears a colleague's address.
	verdict auth.Verdict
	text    store.MailText
}

// Handle handles the mails that wait, oldest first, and returns how many it
// took. A mail that fails is tried again in a later call; after three tries it
// is quarantined, a person is told, and the next mail is handled.
func (d *Desk) Handle(ctx context.Context, now time.Time) (int, error) {
	d.turn.Lock()
	defer d.turn.Unlock()
	failed := map[voldaan.MailID]bool{}
	for n := 0; ; n++ {
		if err := ctx.Err(); err != nil {
			return n, err
		}
		var row store.Mail
		var found bool
		err := d.DB.Tx(ctx, func(tx *store.Tx) (err error) {
			row, found, err = tx.LeaseMail(d.Creditor.ID, d.Owner, now)
			return err
		})
		if err != nil || !found || failed[row.ID] {
			return n, err
		}
		if err := d.attempt(ctx, row, now); err != nil {
			if ctx.Err() != nil {
				return n, ctx.Err()
			}
			failed[row.ID] = true
			if err := d.fail(ctx, row, err, now); err != nil {
				return n, err
			}
		}
	}
}

// deadly is how often a mail is begun that never came to an end: the process
// died each time.
const deadly = 30

// attempt handles a mail, unless it took the process down too often.
func (d *Desk) attempt(ctx context.Context, row store.Mail, now time.Time) error {
	if row.Starts > deadly {
		return fmt.Errorf("handle mail %s: begun %d times and never finished", row.ID, row.Starts-1)
	}
	return d.handle(ctx, row, now)
}

// fail notes a failure and tells a person when the mail is given up. The first
// line of the cause says what failed; a panic's stack is for the log.
func (d *Desk) fail(ctx context.Context, row store.Mail, cause error, now time.Time) error {
	d.Log.Error("mail not handled", "mailbox", row.Mailbox, "mail", row.ID, "folder", row.Folder, "tries", row.Tries+1, "error", cause)
	trouble, _, _ := strings.Cut(cause.Error(), "\n")
	return d.DB.Tx(ctx, func(tx *store.Tx) error {
		quarantined, err := tx.FailMail(row, trouble, now)
		if err != nil || !quarantined {
			return err
		}
		row.State = store.MailQuarantined
		return d.notice(tx, row.ID, "quarantined", now)
	})
}

// notice tells the owner about a mail that no person would otherwise see.
func (d *Desk) notice(tx *store.Tx, id voldaan.MailID, reason string, now time.Time) error {
	owner := d.Creditor.Owner()
	if owner.Address == "" {
		return nil
	}
	l := d.Creditor.ToColleague(voldaan.LetterNotice, owner, now, d.Mint)
	l.Args = voldaan.LetterArgs{Mail: id, Reason: reason}
	_, err := tx.AddLetter(l, "notice:"+string(id))
	return err
}

// handle reads one mail and commits everything that it changes at once.
func (d *Desk) handle(ctx context.Context, row store.Mail, now time.Time) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("handle mail %s: panic: %v\n%s", row.ID, p, debug.Stack())
		}
	}()
	m, err := d.open(ctx, row)
	if err != nil {
		return err
	}
	reading, match, err := d.read(ctx, m, now)
	if err != nil {
		return err
	}
	return d.DB.Tx(ctx, func(tx *store.Tx) error {
		if copied, err := d.isCopy(tx, m); err != nil || copied {
			return errors.Join(err, d.close(tx, m, store.MailCopy, now))
		}
		state, err := d.decide(tx, m, reading, match, now)
		if err != nil {
			return err
		}
		return d.close(tx, m, state, now)
	})
}

// open reads the stored bytes and parses them. It asks nothing of the ledger.
func (d *Desk) open(ctx context.Context, row store.Mail) (*letter, error) {
	m := &letter{row: row}
	err := d.DB.Tx(ctx, func(tx *store.Tx) (err error) {
		m.raw, err = tx.Bytes(d.Creditor.ID, row.RawHash)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read stored mail %s: %w", row.ID, err)
	}
	colleagues := make([]string, len(d.Creditor.Colleagues))
	for i, p := range d.Creditor.Colleagues {
		colleagues[i] = p.Address
	}
	m.parsed = parse.Parse(m.raw, row.Received, parse.Options{Colleagues: colleagues, Own: []string{d.Creditor.Mailbox}})
	m.mail, m.parts = m.parsed.Mail, m.parsed.Parts
	m.mail.ID = row.ID
	m.row.Kind, m.row.MessageID = m.mail.Kind, m.mail.MessageID
	if _, ok := d.Creditor.Colleague(m.mail.From.Address); ok {
		m.verdict = auth.Check(m.raw, d.Auth(row.Mailbox))
	}
	m.text = store.MailText{
		Mail: row.ID, Sender: m.mail.From.Address, SenderName: m.mail.From.Name, Subject: m.mail.Subject,
		Reply: m.mail.Reply, Signature: m.mail.Signature, Quoted: m.mail.Quoted,
	}
	return m, nil
}

// copyWindow is for how long mails without a Message-ID and with the same
// bytes, trace headers aside, are one mail.
const copyWindow = 7 * 24 * time.Hour

// isCopy claims the mail's key; another mail that has it makes this one a
// copy (invariant 2). A mail without bytes is known by its place alone.
func (d *Desk) isCopy(tx *store.Tx, m *letter) (bool, error) {
	if len(m.raw) == 0 {
		return false, nil
	}
	key, window := "raw:"+parse.TraceFreeHash(m.raw), copyWindow
	if m.mail.MessageID != "" {
		key = "id:" + m.mail.MessageID + "\n" + m.mail.From.Address + "\n" + m.mail.ContentHash
		window = 0
	}
	// A folder of sent mail holds copies of what was received elsewhere.
	if m.row.Folder == FolderSent {
		key = "sent:" + key
	}
	old, err := tx.ClaimKey(d.Creditor.ID, key, m.row, window)
	if err == nil && m.verdict.OK {
		// A copy without the proof that a colleague wrote it, which came first,
		// does not stand for the one that has it.
		old, err = tx.ClaimKey(d.Creditor.ID, "proven:"+key, m.row, window)
	}
	if err != nil || old == "" {
		return false, errors.Join(err, d.warnReused(tx, m))
	}
	m.row.CopyOf = old
	return true, nil
}

// warnReused warns of a Message-ID that another mail with other content bore:
// ticket systems and broken programs do that, and so does who wants a mail to
// pass for a copy.
func (d *Desk) warnReused(tx *store.Tx, m *letter) error {
	if m.mail.MessageID == "" {
		return nil
	}
	others, err := tx.MailsByMessageID(d.Creditor.ID, m.mail.MessageID)
	for _, o := range others {
		if o.ID != m.row.ID && o.Folder == m.row.Folder {
			m.row.Warning = "its Message-ID is that of another mail with other content"
		}
	}
	return err
}

// close writes what became of a mail.
func (d *Desk) close(tx *store.Tx, m *letter, state store.MailState, now time.Time) error {
	m.row.State, m.row.HandledAt = state, now
	m.row.LeasedBy = ""
	switch {
	case m.row.Warning != "":
	case m.row.Truncated:
		m.row.Warning = "too large: only its beginning was read"
	case len(m.mail.Warnings) > 0:
		m.row.Warning = m.mail.Warnings[0]
	}
	if state != store.MailCopy {
		if err := tx.SetText(d.Creditor.ID, m.text, now); err != nil {
			return err
		}
	}
	d.Log.Info("mail handled", "mailbox", m.row.Mailbox, "mail", m.row.ID, "kind", m.row.Kind, "state", state,
		"customer", m.row.Customer, "intent", m.row.Intent)
	return tx.SetMail(m.row)
}
