package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/voldaan/voldaan"
)

// ErasedWord stands where an address or a name was erased.
const ErasedWord = "erased"

// Erased counts what an erasure took away.
type Erased struct {
	Mails     int `json:"mails"`
	Letters   int `json:"letters"`
	Contacts  int `json:"contacts"`
	Documents int `json:"documents"`
}

// idsWhere lists the ids of a table's rows.
func (tx *Tx) idsWhere(from, tail string, args ...any) ([]string, error) {
	type row struct{ id string }
	all, err := list(tx, table{name: from}, func(r *row) []column { return []column{{"id", &r.id}} }, tail, args...)
	out := make([]string, len(all))
	for i, r := range all {
		out[i] = r.id
	}
	return out, err
}

// execAll runs statements with the same parameters.
func (tx *Tx) execAll(statements []string, args ...any) error {
	for _, s := range statements {
		if _, err := tx.exec(s, args...); err != nil {
			return err
		}
	}
	return nil
}

// EraseCustomer takes away what is personal about a customer: the words and
// bytes of his mails and of letters to or about him, his names, numbers and
// addresses, the documents of his invoices. Events, days and amounts stay, so
// that his log still reads whole; no contact of his can be written to any
// more. Mails that wait to be handled are not touched.
func (tx *Tx) EraseCustomer(creditor voldaan.CreditorID, id voldaan.CustomerID, now time.Time) (Erased, error) {
	var out Erased
	if err := tx.Lock(creditor, id); err != nil {
		return out, err
	}
	mails, err := tx.mailsOf(creditor, id)
	if err != nil {
		return out, err
	}
	letters, err := tx.idsWhere("letters", "WHERE creditor_id = $1 AND customer_id = $2 ORDER BY id", creditor, id)
	if err != nil {
		return out, err
	}
	about, err := tx.lettersAbout(creditor, mails)
	if err != nil {
		return out, err
	}
	if err := tx.eraseContent(creditor, mails, union(letters, about), now, &out); err != nil {
		return out, err
	}
	names, err := tx.namesOf(creditor, id)
	if err != nil {
		return out, err
	}
	for _, name := range names {
		if err := tx.eraseNamed(creditor, name); err != nil {
			return out, err
		}
	}
	if err := tx.noteCustomer(creditor, id, now); err != nil {
		return out, err
	}
	n, err := tx.exec("DELETE FROM blobs WHERE creditor_id = $1 AND hash IN "+
		"(SELECT document FROM invoices WHERE creditor_id = $1 AND customer_id = $2 AND document <> '')", creditor, id)
	if err != nil {
		return out, err
	}
	out.Documents = int(n)
	if n, err = tx.exec(`UPDATE contacts SET address = '`+ErasedWord+`', name = '', known = FALSE
		WHERE creditor_id = $1 AND customer_id = $2 AND address <> '`+ErasedWord+`'`, creditor, id); err != nil {
		return out, err
	}
	out.Contacts = int(n)
	return out, tx.execAll([]string{
		"DELETE FROM known_domains WHERE creditor_id = $1 AND customer_id = $2",
		"UPDATE customers SET name = '" + ErasedWord + "', company_number = '', vat_number = '', terms_evidence = '', phone = '', " +
			"address = 'null', address_by_team = FALSE WHERE creditor_id = $1 AND id = $2",
		"UPDATE agreements SET evidence = '' WHERE creditor_id = $1 AND customer_id = $2",
		"UPDATE invoices SET subject = '', buyer_reference = '', document = '' WHERE creditor_id = $1 AND customer_id = $2",
		"UPDATE payments SET remittance = '' WHERE creditor_id = $1 AND customer_id = $2",
	}, creditor, id)
}

// noteCustomer notes that a customer's own data, contacts and documents go.
func (tx *Tx) noteCustomer(creditor voldaan.CreditorID, id voldaan.CustomerID, now time.Time) error {
	e := Erasure{What: ErasedCustomer, ID: string(id), At: now}
	if _, err := tx.add(table{name: "erasures"}, append(erasureColumns(&e),
		column{"creditor_id", &creditor}, column{"customer_id", &id})); err != nil {
		return err
	}
	if err := tx.noteErased(ErasedDocument, "invoices", "id",
		"WHERE creditor_id = $1 AND customer_id = $2 AND document <> ''", creditor, now, id); err != nil {
		return err
	}
	return tx.noteErased(ErasedContact, "contacts", "id",
		"WHERE creditor_id = $1 AND customer_id = $2 AND address <> '"+ErasedWord+"'", creditor, now, id)
}

// mailsOf lists the mails that are a customer's or about him, handled and not
// the bot's own: matched to him, named in his log, or from one of his addresses
// and matched to nobody.
func (tx *Tx) mailsOf(creditor voldaan.CreditorID, id voldaan.CustomerID) ([]string, error) {
	return tx.idsWhere("mails", `WHERE creditor_id = $1 AND state NOT IN ('stored', 'own') AND (customer_id = $2
		OR id IN (SELECT mail_id FROM events WHERE creditor_id = $1 AND customer_id = $2 AND mail_id <> '')
		OR (customer_id = '' AND id IN (SELECT mail_id FROM mail_texts WHERE creditor_id = $1 AND sender IN
			(SELECT address FROM contacts WHERE creditor_id = $1 AND customer_id = $2)))) ORDER BY id`, creditor, id)
}

// EraseAddress takes away what is personal about one address: the mails that
// came from it, the letters to it, and the address itself wherever it stands as
// a contact. Other people's mails stay.
func (tx *Tx) EraseAddress(creditor voldaan.CreditorID, address string, now time.Time) (Erased, error) {
	var out Erased
	owners, err := tx.ContactsAt(creditor, address)
	if err != nil {
		return out, err
	}
	var customers []voldaan.CustomerID
	for _, c := range owners {
		customers = append(customers, c.Customer)
	}
	if err := tx.Lock(creditor, customers...); err != nil {
		return out, err
	}
	mails, err := tx.idsWhere("mails", `WHERE creditor_id = $1 AND state <> 'stored' AND id IN
		(SELECT mail_id FROM mail_texts WHERE creditor_id = $1 AND sender = $2) ORDER BY id`, creditor, address)
	if err != nil {
		return out, err
	}
	letters, err := tx.idsWhere("letters", `WHERE creditor_id = $1 AND id IN
		(SELECT letter_id FROM letter_recipients WHERE creditor_id = $1 AND address = $2) ORDER BY id`, creditor, address)
	if err != nil {
		return out, err
	}
	about, err := tx.lettersAbout(creditor, mails)
	if err != nil {
		return out, err
	}
	if err := tx.eraseContent(creditor, mails, union(letters, about), now, &out); err != nil {
		return out, err
	}
	if err := tx.noteErased(ErasedContact, "contacts", "id", "WHERE creditor_id = $1 AND address = $2", creditor, now, address); err != nil {
		return out, err
	}
	n, err := tx.exec("UPDATE contacts SET address = '"+ErasedWord+"', name = '', known = FALSE "+
		"WHERE creditor_id = $1 AND address = $2", creditor, address)
	if err != nil {
		return out, err
	}
	out.Contacts = int(n)
	return out, tx.eraseNamed(creditor, address)
}

// namesOf lists the addresses and domains of a customer.
func (tx *Tx) namesOf(creditor voldaan.CreditorID, id voldaan.CustomerID) ([]string, error) {
	contacts, err := list(tx, contactTable(), contactColumns, "WHERE creditor_id = $1 AND customer_id = $2 ORDER BY id", creditor, id)
	if err != nil {
		return nil, err
	}
	names, err := tx.Domains(creditor, id)
	for _, c := range contacts {
		if c.Address != ErasedWord {
			names = append(names, c.Address)
		}
	}
	return names, err
}

// union is a with what b has besides.
func union(a, b []string) []string {
	out := slices.Clone(a)
	for _, s := range b {
		if !slices.Contains(a, s) {
			out = append(out, s)
		}
	}
	return out
}

// eraseNamed takes away what servers and rules noted about an address or a
// domain, wherever they did.
func (tx *Tx) eraseNamed(creditor voldaan.CreditorID, name string) error {
	return tx.execAll([]string{
		"UPDATE letters SET reason = '' WHERE creditor_id = $1 AND lower(reason) LIKE $2 ESCAPE '!'",
		"UPDATE letter_recipients SET result = '' WHERE creditor_id = $1 AND lower(result) LIKE $2 ESCAPE '!'",
		"UPDATE mails SET trouble = '" + ErasedWord + "' WHERE creditor_id = $1 AND lower(trouble) LIKE $2 ESCAPE '!'",
		"UPDATE mails SET warning = '" + ErasedWord + "' WHERE creditor_id = $1 AND lower(warning) LIKE $2 ESCAPE '!'",
	}, creditor, "%"+escapeLike(strings.ToLower(name))+"%")
}

// escapeLike makes a text stand for itself in LIKE … ESCAPE '!'.
func escapeLike(s string) string {
	out := make([]rune, 0, len(s))
	for _, r := range s {
		if r == '!' || r == '%' || r == '_' {
			out = append(out, '!')
		}
		out = append(out, r)
	}
	return string(out)
}

// lettersAbout lists the letters whose arguments name one of the mails: mails
// to colleagues quote what they are about.
func (tx *Tx) lettersAbout(creditor voldaan.CreditorID, mails []string) ([]string, error) {
	is := make(map[voldaan.MailID]bool, len(mails))
	for _, id := range mails {
		is[voldaan.MailID(id)] = true
	}
	all, err := list(tx, letterTable(), letterColumns, "WHERE creditor_id = $1 ORDER BY id", creditor)
	var out []string
	for _, l := range all {
		if l.Args.Mail != "" && is[l.Args.Mail] {
			out = append(out, string(l.ID))
		}
	}
	return out, err
}

// EraseExpired takes away the personal content whose time is over on a day. A
// contact stays as long as an invoice of his customer is open, and so does the
// document of an open invoice.
func (tx *Tx) EraseExpired(creditor voldaan.CreditorID, day voldaan.Date, now time.Time) (Erased, error) {
	var out Erased
	const over = "keep_until < $2"
	mails, err := tx.idsWhere("mails", `WHERE creditor_id = $1 AND state <> 'stored' AND
		(raw_hash IN (SELECT hash FROM blobs WHERE creditor_id = $1 AND `+over+`)
		OR id IN (SELECT mail_id FROM mail_texts WHERE creditor_id = $1 AND `+over+`)) ORDER BY id`, creditor, day.String())
	if err != nil {
		return out, err
	}
	letters, err := tx.idsWhere("letters", `WHERE creditor_id = $1 AND state IN ('sent', 'failed', 'cancelled') AND id IN
		(SELECT letter_id FROM letter_bytes WHERE creditor_id = $1 AND `+over+`) ORDER BY id`, creditor, day.String())
	if err != nil {
		return out, err
	}
	if err := tx.eraseContent(creditor, mails, letters, now, &out); err != nil {
		return out, err
	}
	n, err := tx.exec(`DELETE FROM blobs WHERE creditor_id = $1 AND `+over+`
		AND hash NOT IN (SELECT document FROM invoices WHERE creditor_id = $1 AND archived = FALSE)
		AND hash NOT IN (SELECT raw_hash FROM mails WHERE creditor_id = $1 AND state = 'stored')`, creditor, day.String())
	if err != nil {
		return out, err
	}
	out.Documents = int(n)
	const spent = over + ` AND address <> '` + ErasedWord + `' AND customer_id NOT IN
		(SELECT customer_id FROM invoices WHERE creditor_id = $1 AND archived = FALSE)`
	if err := tx.noteErased(ErasedContact, "contacts", "id", "WHERE creditor_id = $1 AND "+spent, creditor, now, day.String()); err != nil {
		return out, err
	}
	n, err = tx.exec("UPDATE contacts SET address = '"+ErasedWord+"', name = '', known = FALSE WHERE creditor_id = $1 AND "+spent,
		creditor, day.String())
	if err != nil {
		return out, err
	}
	out.Contacts = int(n)
	const gone = "WHERE creditor_id = $1 AND document <> '' AND document NOT IN (SELECT hash FROM blobs WHERE creditor_id = $1)"
	if err := tx.noteErased(ErasedDocument, "invoices", "id", gone, creditor, now); err != nil {
		return out, err
	}
	_, err = tx.exec("UPDATE invoices SET document = '' "+gone, creditor)
	return out, err
}

// eraseContent takes away words and bytes of mails and letters, and those of
// digests and lists to colleagues, which quote anybody; with each letter goes
// its copy from the folder of sent mail. One that has not left is then written
// anew.
func (tx *Tx) eraseContent(creditor voldaan.CreditorID, mails, letters []string, now time.Time, out *Erased) error {
	if len(mails)+len(letters) == 0 {
		return nil
	}
	lists, err := tx.idsWhere("letters", "WHERE creditor_id = $1 AND customer_id = '' AND class = 'internal' "+
		"AND state <> 'sending' ORDER BY id", creditor)
	if err != nil {
		return err
	}
	copies, err := tx.copiesOf(creditor, slices.Concat(letters, lists))
	if err != nil {
		return err
	}
	for _, id := range union(mails, copies) {
		if err := tx.eraseMail(creditor, id, now); err != nil {
			return err
		}
	}
	for _, id := range letters {
		if err := tx.eraseLetter(creditor, voldaan.LetterID(id), now); err != nil {
			return err
		}
	}
	for _, id := range lists {
		if _, err := tx.exec("DELETE FROM letter_bytes WHERE creditor_id = $1 AND letter_id = $2", creditor, id); err != nil {
			return err
		}
	}
	out.Mails += len(mails)
	out.Letters += len(letters)
	return nil
}

// copiesOf lists the mails that are copies of letters.
func (tx *Tx) copiesOf(creditor voldaan.CreditorID, letters []string) ([]string, error) {
	is := make(map[string]bool, len(letters))
	for _, id := range letters {
		is[id] = true
	}
	own, err := tx.MailsIn(creditor, MailOwn)
	var out []string
	for _, m := range own {
		if is[string(m.Letter)] {
			out = append(out, string(m.ID))
		}
	}
	return out, err
}

// eraseMail takes away a mail's bytes and words, and what was noted about it.
// Its row stays, so that the same bytes are not taken for a new mail.
func (tx *Tx) eraseMail(creditor voldaan.CreditorID, id string, now time.Time) error {
	if err := tx.noteErased(ErasedMail, "mails", "id", "WHERE creditor_id = $1 AND id = $2", creditor, now, id); err != nil {
		return err
	}
	return tx.execAll([]string{
		"DELETE FROM blobs WHERE creditor_id = $1 AND hash IN (SELECT raw_hash FROM mails WHERE creditor_id = $1 AND id = $2)",
		"DELETE FROM mail_texts WHERE creditor_id = $1 AND mail_id = $2",
		"UPDATE corrections SET lessons = '[]' WHERE creditor_id = $1 AND mail_id = $2",
		"UPDATE mails SET message_id = '' WHERE creditor_id = $1 AND id = $2",
		"UPDATE mails SET trouble = '" + ErasedWord + "' WHERE creditor_id = $1 AND id = $2 AND trouble <> ''",
		"UPDATE mails SET warning = '" + ErasedWord + "' WHERE creditor_id = $1 AND id = $2 AND warning <> ''",
	}, creditor, id)
}

// eraseLetter takes away a letter's bytes, its addresses and the words that
// others said about it. Colleagues' addresses and the tokens stay.
func (tx *Tx) eraseLetter(creditor voldaan.CreditorID, id voldaan.LetterID, now time.Time) error {
	if err := tx.noteErased(ErasedLetter, "letters", "id", "WHERE creditor_id = $1 AND id = $2", creditor, now, id); err != nil {
		return err
	}
	l, err := tx.Letter(creditor, id)
	if err != nil {
		return err
	}
	l.Reason, l.Args.Reason = "", ""
	for i := range l.Recipients {
		r := &l.Recipients[i]
		r.Text = ""
		if r.Contact != "" {
			r.Address, r.Name = ErasedWord, ""
		}
	}
	if err := tx.SetLetter(l); err != nil {
		return err
	}
	_, err = tx.exec("DELETE FROM letter_bytes WHERE creditor_id = $1 AND letter_id = $2", creditor, id)
	return err
}

// errInUse says that a file could not be rewritten.
var errInUse = errors.New("the database's file is in use, so that what was erased may still be read in it: " +
	"stop `voldaan run` and erase again")

// Scrub rewrites the database's files, so that nothing that was deleted can be
// read in them any more. Other processes wait meanwhile.
func (db *DB) Scrub(ctx context.Context) error {
	if db.engine.name == "postgres" {
		for _, t := range []string{
			"blobs", "mail_texts", "mails", "mail_keys", "letter_bytes", "letter_recipients", "letters", "contacts",
			"customers", "known_domains", "invoices", "payments", "corrections",
		} {
			if _, err := db.sql.ExecContext(ctx, "VACUUM FULL "+t); err != nil {
				return fmt.Errorf("rewrite table %s: %w", t, err)
			}
		}
		return nil
	}
	if _, err := db.sql.ExecContext(ctx, "VACUUM"); err != nil {
		if db.engine.retry(err) {
			return errInUse
		}
		return fmt.Errorf("rewrite the database's file: %w", err)
	}
	var busy, log, done int
	if err := db.sql.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &log, &done); err != nil {
		return fmt.Errorf("empty the write-ahead log: %w", err)
	}
	if busy != 0 {
		return errInUse
	}
	return nil
}

// MailsFrom lists the stored mails that came from an address, newest first, at
// most limit.
func (tx *Tx) MailsFrom(creditor voldaan.CreditorID, address string, limit int) ([]Mail, error) {
	return list(tx, mailTable(), mailColumns, fmt.Sprintf(`WHERE creditor_id = $1 AND folder <> 'sent' AND id IN
		(SELECT mail_id FROM mail_texts WHERE creditor_id = $1 AND sender = $2) ORDER BY received DESC, id LIMIT %d`, limit),
		creditor, address)
}
