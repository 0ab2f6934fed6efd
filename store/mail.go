package store

import (
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"time"

	"github.com/voldaan/voldaan"
)

// MailState is where a stored mail is on its way.
type MailState string

// The states of a stored mail.
const (
	MailStored      MailState = "stored"      // raw, not yet handled
	MailHandled     MailState = "handled"     // its effects are committed
	MailCopy        MailState = "copy"        // the same mail came before
	MailOwn         MailState = "own"         // the bot's own
	MailQuarantined MailState = "quarantined" // a person must look; it changed nothing
)

// Mail is a stored mail with what became of it. Its words stand apart.
type Mail struct {
	ID        voldaan.MailID
	Creditor  voldaan.CreditorID
	Arrival   int64
	Mailbox   string // its name in the configuration
	Folder    string
	RawHash   string
	Received  time.Time
	StoredAt  time.Time
	State     MailState
	Tries     int
	Starts    int
	Trouble   string
	LeasedBy  string
	Truncated bool
	Customer  voldaan.CustomerID
	Kind      voldaan.MailKind
	MessageID string
	Letter    voldaan.LetterID // that it answers
	Intent    voldaan.Intent
	CopyOf    voldaan.MailID
	Warning   string
	HandledAt time.Time
}

func mailTable() table { return table{"mails", []string{"creditor_id", "id"}} }

func mailColumns(m *Mail) []column {
	return []column{
		{"creditor_id", &m.Creditor},
		{"id", &m.ID},
		{"arrival", &m.Arrival},
		{"mailbox", &m.Mailbox},
		{"folder", &m.Folder},
		{"raw_hash", &m.RawHash},
		{"received", &m.Received},
		{"stored_at", &m.StoredAt},
		{"state", &m.State},
		{"tries", &m.Tries},
		{"starts", &m.Starts},
		{"trouble", &m.Trouble},
		{"leased_by", &m.LeasedBy},
		{"truncated", &m.Truncated},
		{"customer_id", &m.Customer},
		{"kind", &m.Kind},
		{"message_id", &m.MessageID},
		{"letter_id", &m.Letter},
		{"intent", &m.Intent},
		{"copy_of", &m.CopyOf},
		{"warning", &m.Warning},
		{"handled_at", &m.HandledAt},
	}
}

// MailText is the personal content of a mail: its words and who wrote them.
type MailText struct {
	Mail       voldaan.MailID
	Sender     string
	SenderName string
	Subject    string
	Reply      string
	Signature  string
	Quoted     string
	Reading    string // the JSON object of the reading
	Context    string // what the reader knew beside the mail, as a context file
}

func textTable() table { return table{"mail_texts", []string{"creditor_id", "mail_id"}} }

func textColumns(t *MailText) []column {
	return []column{
		{"mail_id", &t.Mail},
		{"sender", &t.Sender},
		{"sender_name", &t.SenderName},
		{"subject", &t.Subject},
		{"reply", &t.Reply},
		{"signature", &t.Signature},
		{"quoted", &t.Quoted},
		{"reading", &t.Reading},
		{"context", &t.Context},
	}
}

// hashOf is the name under which bytes are stored.
func hashOf(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// Blob stores bytes under their hash and returns it; the same bytes are kept
// once.
func (tx *Tx) Blob(creditor voldaan.CreditorID, b []byte, now time.Time) (string, error) {
	hash := hashOf(b)
	keep := tx.keepUntil(now)
	_, err := tx.add(table{"blobs", nil}, []column{
		{"creditor_id", &creditor},
		{"hash", &hash},
		{"bytes", &b},
		{"keep_until", &keep},
	})
	return hash, err
}

// Bytes reads what was stored under a hash.
func (tx *Tx) Bytes(creditor voldaan.CreditorID, hash string) ([]byte, error) {
	type blob struct{ bytes []byte }
	b, err := first(tx, table{"blobs", nil}, func(b *blob) []column { return []column{{"bytes", &b.bytes}} },
		"WHERE creditor_id = $1 AND hash = $2", creditor, hash)
	return b.bytes, err
}

// Place is where a mail lies on its server.
type Place struct {
	Mailbox     string
	Folder      string
	UIDValidity uint32
	UID         uint32
}

// StoreMail keeps a mail raw before anything else happens to it, and notes its
// place. A mail of the same bytes, such as after UIDVALIDITY changed, is not
// stored again, also when its bytes were erased since: its place then leads to
// the one that is there. A mail without bytes is known by its place alone. It
// reports whether the mail is new.
func (tx *Tx) StoreMail(m Mail, raw []byte, at Place) (bool, error) {
	hash := hashOf(raw)
	id, found := m.ID, false
	old, err := first(tx, mailTable(), mailColumns,
		"WHERE creditor_id = $1 AND raw_hash = $2 AND folder = $3 ORDER BY arrival LIMIT 1", m.Creditor, hash, m.Folder)
	switch {
	case err == nil && len(raw) > 0:
		id, found = old.ID, true
	case err != nil && !errors.Is(err, sql.ErrNoRows):
		return false, err
	}
	placed, err := tx.add(table{"mail_identities", nil}, []column{
		{"creditor_id", &m.Creditor},
		{"mailbox", &at.Mailbox},
		{"folder", &at.Folder},
		{"uidvalidity", &at.UIDValidity},
		{"uid", &at.UID},
		{"mail_id", &id},
		{"flagged", new(bool)},
	})
	if err != nil || found || (!placed && len(raw) == 0) {
		return false, err
	}
	if m.RawHash, err = tx.Blob(m.Creditor, raw, m.StoredAt); err != nil {
		return false, err
	}
	return true, tx.put(mailTable(), mailColumns(&m))
}

// Mail reads a stored mail.
func (tx *Tx) Mail(creditor voldaan.CreditorID, id voldaan.MailID) (Mail, error) {
	return first(tx, mailTable(), mailColumns, "WHERE creditor_id = $1 AND id = $2", creditor, id)
}

// SetMail writes what became of a mail.
func (tx *Tx) SetMail(m Mail) error { return tx.put(mailTable(), mailColumns(&m)) }

// SetText writes a mail's words.
func (tx *Tx) SetText(creditor voldaan.CreditorID, t MailText, now time.Time) error {
	keep := tx.keepUntil(now)
	return tx.put(textTable(), append(textColumns(&t), column{"creditor_id", &creditor}, column{"keep_until", &keep}))
}

// Text reads a mail's words; sql.ErrNoRows says that they were erased or never
// read.
func (tx *Tx) Text(creditor voldaan.CreditorID, id voldaan.MailID) (MailText, error) {
	return first(tx, textTable(), textColumns, "WHERE creditor_id = $1 AND mail_id = $2", creditor, id)
}

// LeaseMail takes the oldest mail that waits to be handled, for a process;
// false says that there is none.
func (tx *Tx) LeaseMail(creditor voldaan.CreditorID, owner string, now time.Time) (Mail, bool, error) {
	waiting := "state = 'stored' AND " + free("$2", "$3")
	for last := voldaan.MailID(""); ; { // another process may take a candidate first; then it is none any more
		candidates, err := list(tx, mailTable(), mailColumns,
			"WHERE creditor_id = $1 AND "+waiting+" ORDER BY tries, arrival, id LIMIT 1", creditor, owner, tx.alive(now))
		if err != nil || len(candidates) == 0 || candidates[0].ID == last {
			return Mail{}, false, err
		}
		m := candidates[0]
		last = m.ID
		n, err := tx.exec(`UPDATE mails SET leased_by = $2, starts = starts + 1
			WHERE creditor_id = $1 AND id = $3 AND state = 'stored' AND leased_by = $4`, creditor, owner, m.ID, m.LeasedBy)
		if err != nil {
			return Mail{}, false, err
		}
		if n == 1 {
			m.LeasedBy = owner
			m.Starts++
			return m, true, nil
		}
	}
}

// FailMail notes that handling a mail failed; after the third time, or when it
// took the process down too often, it is quarantined and a person is told.
func (tx *Tx) FailMail(m Mail, trouble string, now time.Time) (quarantined bool, err error) {
	m.Tries++
	m.Trouble, m.LeasedBy = trouble, ""
	if m.Tries >= maxTries || m.Starts >= maxStarts {
		m.State, m.HandledAt, quarantined = MailQuarantined, now, true
	}
	return quarantined, tx.SetMail(m)
}

// A mail is tried three times. A start that never came to its end means that
// the process died; that happens for other reasons too, so more are allowed.
const (
	maxTries  = 3
	maxStarts = 30
)

// ClaimKey takes a mail's key, which is what tells a copy. When another mail
// has it, that one is returned; within limits a key that is older than the
// window is taken over (a zero window never lets go).
func (tx *Tx) ClaimKey(creditor voldaan.CreditorID, key string, m Mail, window time.Duration) (voldaan.MailID, error) {
	key = hashOf([]byte(key)) // it has a person's address in it
	type claim struct {
		key, mail string
		received  time.Time
	}
	t := table{"mail_keys", []string{"creditor_id", "key"}}
	columns := func(c *claim) []column {
		return []column{{"key", &c.key}, {"mail_id", &c.mail}, {"received", &c.received}}
	}
	c := claim{key: key, mail: string(m.ID), received: m.Received}
	own := append(columns(&c), column{"creditor_id", &creditor})
	added, err := tx.add(t, own)
	if err != nil || added {
		return "", err
	}
	old, err := first(tx, t, columns, "WHERE creditor_id = $1 AND key = $2", creditor, key)
	if err != nil || old.mail == string(m.ID) {
		return "", err
	}
	if window > 0 && m.Received.Sub(old.received).Abs() > window {
		return "", tx.put(t, own)
	}
	return voldaan.MailID(old.mail), nil
}

// MailsByMessageID lists the handled mails with one of our interlocutors' ids.
func (tx *Tx) MailsByMessageID(creditor voldaan.CreditorID, messageID string) ([]Mail, error) {
	return list(tx, mailTable(), mailColumns,
		"WHERE creditor_id = $1 AND message_id = $2 AND message_id <> '' ORDER BY arrival, id", creditor, messageID)
}

// MailsOfBytes lists the mails with just these bytes.
func (tx *Tx) MailsOfBytes(creditor voldaan.CreditorID, raw []byte) ([]Mail, error) {
	return list(tx, mailTable(), mailColumns, "WHERE creditor_id = $1 AND raw_hash = $2 ORDER BY arrival, id", creditor, hashOf(raw))
}

// MailsIn lists the mails of a state.
func (tx *Tx) MailsIn(creditor voldaan.CreditorID, state MailState) ([]Mail, error) {
	return list(tx, mailTable(), mailColumns, "WHERE creditor_id = $1 AND state = $2 ORDER BY arrival, id", creditor, state)
}

// MailsSince lists the mails that were handled from an instant on.
func (tx *Tx) MailsSince(creditor voldaan.CreditorID, from time.Time) ([]Mail, error) {
	return list(tx, mailTable(), mailColumns, "WHERE creditor_id = $1 AND handled_at >= $2 ORDER BY arrival, id",
		creditor, stamp(from))
}

// CustomerMails lists a customer's mails by time.
func (tx *Tx) CustomerMails(creditor voldaan.CreditorID, id voldaan.CustomerID) ([]Mail, error) {
	return list(tx, mailTable(), mailColumns, "WHERE creditor_id = $1 AND customer_id = $2 ORDER BY received, id", creditor, id)
}

// Unflagged lists the places of handled mails whose server has not been told.
func (tx *Tx) Unflagged(creditor voldaan.CreditorID, mailbox, folder string, limit int) ([]Place, error) {
	return list(tx, table{"mail_identities", nil}, func(p *Place) []column {
		return []column{{"mailbox", &p.Mailbox}, {"folder", &p.Folder}, {"uidvalidity", &p.UIDValidity}, {"uid", &p.UID}}
	}, fmt.Sprintf(`WHERE creditor_id = $1 AND mailbox = $2 AND folder = $3 AND flagged = FALSE AND mail_id IN
		(SELECT id FROM mails WHERE creditor_id = $1 AND state <> 'stored') ORDER BY uid LIMIT %d`, limit),
		creditor, mailbox, folder)
}

// Flagged records that the server was told about mails in a folder.
func (tx *Tx) Flagged(creditor voldaan.CreditorID, places []Place) error {
	for _, p := range places {
		if _, err := tx.exec(`UPDATE mail_identities SET flagged = TRUE WHERE creditor_id = $1 AND mailbox = $2
			AND folder = $3 AND uidvalidity = $4 AND uid = $5`,
			creditor, p.Mailbox, p.Folder, int64(p.UIDValidity), int64(p.UID)); err != nil {
			return err
		}
	}
	return nil
}
