package store

import (
	"fmt"
	"time"

	"github.com/voldaan/voldaan"
)

// Letter is a row of the outbox with what only the store keeps of it.
type Letter struct {
	voldaan.Letter
	Class    voldaan.LetterClass
	LeasedBy string
	SentDay  voldaan.Date
	// Once is a key that at most one letter of a creditor has, so that what
	// causes it twice sends it once; by default its own id.
	Once      string
	BytesHash string
	// Copied says that the copy is in the Sent folder, or is not wanted.
	Copied bool
}

func letterTable() table { return table{"letters", []string{"creditor_id", "id"}} }

func letterColumns(l *Letter) []column {
	return []column{
		{"creditor_id", &l.Creditor},
		{"id", &l.ID},
		{"customer_id", &l.Customer},
		{"kind", &l.Kind},
		{"class", &l.Class},
		{"language", &l.Language},
		{"message_id", &l.MessageID},
		{"made", &l.Made},
		{"due_at", &l.DueAt},
		{"state", &l.State},
		{"approved", &l.Approved},
		{"args", &l.Args},
		{"attempts", &l.Attempts},
		{"next_at", &l.NextAt},
		{"leased_by", &l.LeasedBy},
		{"sent_at", &l.SentAt},
		{"sent_day", &l.SentDay},
		{"reason", &l.Reason},
		{"once", &l.Once},
		{"bytes_hash", &l.BytesHash},
		{"copied", &l.Copied},
	}
}

func recipientTable() table {
	return table{"letter_recipients", []string{"creditor_id", "letter_id", "number"}}
}

func recipientColumns(r *voldaan.Recipient) []column {
	return []column{
		{"contact_id", &r.Contact},
		{"address", &r.Address},
		{"name", &r.Name},
		{"token", &r.Token},
		{"return_token", &r.ReturnToken},
		{"state", &r.State},
		{"code", &r.Code},
		{"status", &r.Status},
		{"result", &r.Text},
	}
}

// AddLetter puts a letter into the outbox, in the transaction that decided
// it. It reports false when a letter with the same once-key is there already;
// an empty key is the letter's own id.
func (tx *Tx) AddLetter(l voldaan.Letter, once string) (bool, error) {
	if l.Kind.Class() == "" || len(l.Recipients) == 0 || l.MessageID == "" {
		return false, fmt.Errorf("letter %s: it needs a kind (has %q), a recipient and a Message-ID", l.ID, l.Kind)
	}
	if once == "" {
		once = string(l.ID)
	}
	row := Letter{Letter: l, Class: l.Kind.Class(), Once: once}
	row.State = voldaan.LetterQueued
	added, err := tx.add(letterTable(), letterColumns(&row))
	if err != nil || !added {
		return false, err
	}
	return true, tx.putRecipients(l)
}

func (tx *Tx) putRecipients(l voldaan.Letter) error {
	for i := range l.Recipients {
		r := &l.Recipients[i]
		if r.State == "" {
			r.State = voldaan.LetterQueued
		}
		if err := tx.put(recipientTable(), append(recipientColumns(r), column{"creditor_id", &l.Creditor},
			column{"letter_id", &l.ID}, column{"number", &i})); err != nil {
			return err
		}
	}
	return nil
}

// SetLetter writes a letter with its recipients' results.
func (tx *Tx) SetLetter(l Letter) error {
	if err := l.State.Validate(); err != nil {
		return fmt.Errorf("letter %s: %w", l.ID, err)
	}
	if err := tx.put(letterTable(), letterColumns(&l)); err != nil {
		return err
	}
	return tx.putRecipients(l.Letter)
}

// letters reads letters with their recipients.
func (tx *Tx) letters(tail string, args ...any) ([]Letter, error) {
	all, err := list(tx, letterTable(), letterColumns, tail, args...)
	if err != nil {
		return nil, err
	}
	for i := range all {
		all[i].Recipients, err = list(tx, recipientTable(), recipientColumns,
			"WHERE creditor_id = $1 AND letter_id = $2 ORDER BY number", all[i].Creditor, all[i].ID)
		if err != nil {
			return nil, err
		}
	}
	return all, nil
}

// Letter reads one letter.
func (tx *Tx) Letter(creditor voldaan.CreditorID, id voldaan.LetterID) (Letter, error) {
	return one(tx.letters("WHERE creditor_id = $1 AND id = $2", creditor, id))
}

// LetterByMessageID finds the letter that bears a Message-ID.
func (tx *Tx) LetterByMessageID(creditor voldaan.CreditorID, messageID string) (Letter, error) {
	return one(tx.letters("WHERE creditor_id = $1 AND message_id = $2", creditor, messageID))
}

// LetterByToken finds the letter by the token in its reply address.
func (tx *Tx) LetterByToken(creditor voldaan.CreditorID, token string) (Letter, error) {
	return one(tx.letters(`WHERE creditor_id = $1 AND id IN
		(SELECT letter_id FROM letter_recipients WHERE creditor_id = $1 AND token = $2 AND token <> '')`, creditor, token))
}

// LetterByReturnToken finds the letter by the token in its return path.
func (tx *Tx) LetterByReturnToken(creditor voldaan.CreditorID, token string) (Letter, error) {
	return one(tx.letters(`WHERE creditor_id = $1 AND id IN
		(SELECT letter_id FROM letter_recipients WHERE creditor_id = $1 AND return_token = $2 AND return_token <> '')`,
		creditor, token))
}

// LetterOnce finds the letter with a once-key.
func (tx *Tx) LetterOnce(creditor voldaan.CreditorID, once string) (Letter, error) {
	return one(tx.letters("WHERE creditor_id = $1 AND once = $2", creditor, once))
}

// LettersIn lists letters of a state, oldest first.
func (tx *Tx) LettersIn(creditor voldaan.CreditorID, state voldaan.LetterState) ([]Letter, error) {
	return tx.letters("WHERE creditor_id = $1 AND state = $2 ORDER BY made, id", creditor, state)
}

// CustomerLetters lists a customer's letters by time.
func (tx *Tx) CustomerLetters(creditor voldaan.CreditorID, id voldaan.CustomerID) ([]Letter, error) {
	return tx.letters("WHERE creditor_id = $1 AND customer_id = $2 ORDER BY made, id", creditor, id)
}

// turn is the condition of a letter that a process may take; the parameters
// are the instant, the owner, and since when a living process has beaten. What
// is uncertain goes once more, but what the bot started only when a colleague
// says so
// (invariant 3).
func turn(now, owner, since string) string {
	return "state IN ('queued', 'deferred', 'uncertain') AND next_at <= " + now + " AND approved <> 'wanted' AND " +
		free(owner, since) +
		" AND (state <> 'uncertain' OR (class NOT IN ('demand', 'note') AND approved <> 'resent') OR approved = 'resend')"
}

// ReadyLetters lists the ids of letters whose turn may have come and that a
// process may take, mails to colleagues first, then answers, then demands.
func (tx *Tx) ReadyLetters(creditor voldaan.CreditorID, owner string, now time.Time) ([]voldaan.LetterID, error) {
	type row struct{ id voldaan.LetterID }
	all, err := list(tx, letterTable(), func(r *row) []column { return []column{{"id", &r.id}} },
		"WHERE creditor_id = $1 AND "+turn("$2", "$3", "$4")+`
		ORDER BY CASE class WHEN 'internal' THEN 0 WHEN 'answer' THEN 1 ELSE 2 END, made, id LIMIT 500`,
		creditor, stamp(now), owner, tx.alive(now))
	out := make([]voldaan.LetterID, len(all))
	for i, r := range all {
		out[i] = r.id
	}
	return out, err
}

// LeaseLetter takes a letter for a process; false says that another has it or
// that its turn is not now.
func (tx *Tx) LeaseLetter(creditor voldaan.CreditorID, id voldaan.LetterID, owner string, now time.Time) (Letter, bool, error) {
	own := "WHERE creditor_id = $1 AND id = $2 AND " + turn("$4", "$3", "$5")
	args := []any{creditor, id, owner, stamp(now), tx.alive(now)}
	all, err := list(tx, letterTable(), letterColumns, own, args...)
	if err != nil || len(all) == 0 {
		return Letter{}, false, err
	}
	n, err := tx.exec("UPDATE letters SET leased_by = $3 "+own+" AND leased_by = $6", append(args, all[0].LeasedBy)...)
	if err != nil || n == 0 {
		return Letter{}, false, err
	}
	l, err := tx.Letter(creditor, id)
	return l, err == nil, err
}

// Orphans lists the letters that were being sent by a process that is gone, or
// whose result this process could not write.
func (tx *Tx) Orphans(creditor voldaan.CreditorID, owner string, now time.Time) ([]Letter, error) {
	return tx.letters("WHERE creditor_id = $1 AND state = 'sending' AND "+free("$2", "$3")+" ORDER BY made, id",
		creditor, owner, tx.alive(now))
}

// Uncopied lists the sent letters whose copy is not in the Sent folder yet.
func (tx *Tx) Uncopied(creditor voldaan.CreditorID, limit int) ([]Letter, error) {
	return tx.letters(fmt.Sprintf("WHERE creditor_id = $1 AND state = 'sent' AND copied = FALSE ORDER BY sent_at, id LIMIT %d", limit), creditor)
}

// Copied records that a letter's copy is in the Sent folder.
func (tx *Tx) Copied(creditor voldaan.CreditorID, id voldaan.LetterID) error {
	_, err := tx.exec("UPDATE letters SET copied = TRUE WHERE creditor_id = $1 AND id = $2", creditor, id)
	return err
}

// AnswersOn counts the answers of a thread, the letters that answer the same
// customer, on a day.
func (tx *Tx) AnswersOn(creditor voldaan.CreditorID, id voldaan.CustomerID, from, to time.Time) (int, error) {
	all, err := tx.letters("WHERE creditor_id = $1 AND customer_id = $2 AND class = 'answer' AND made >= $3 AND made < $4",
		creditor, id, stamp(from), stamp(to))
	return len(all), err
}

// SetBytes stores a letter as it goes out. They are written once: a second
// write changes nothing.
func (tx *Tx) SetBytes(creditor voldaan.CreditorID, id voldaan.LetterID, b []byte, now time.Time) error {
	keep := tx.keepUntil(now)
	_, err := tx.add(table{"letter_bytes", nil}, []column{
		{"creditor_id", &creditor},
		{"letter_id", &id},
		{"bytes", &b},
		{"keep_until", &keep},
	})
	return err
}

// LetterBytes reads a letter as it went out; sql.ErrNoRows says that it was
// not rendered yet.
func (tx *Tx) LetterBytes(creditor voldaan.CreditorID, id voldaan.LetterID) ([]byte, error) {
	type row struct{ bytes []byte }
	r, err := first(tx, table{"letter_bytes", nil}, func(r *row) []column { return []column{{"bytes", &r.bytes}} },
		"WHERE creditor_id = $1 AND letter_id = $2", creditor, id)
	return r.bytes, err
}
