package store_test

import (
	"testing"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/store"
)

// populate puts at least one row into every table, with every field filled.
func populate(t testing.TB, db *store.DB) {
	t.Helper()
	f := ledgerIn(t, db)
	check(t, f.apply(store.ScopeOpen, documents, f.story()...))
	within(t, db, func(tx *store.Tx) {
		check(t, tx.SetCreditor(store.CreditorState{
			ID: cr, Stopped: true, StoppedBy: "operator", PaymentsAt: now(), BegunAt: now().Add(-1000), ConfirmRestore: true,
		}))
		check(t, tx.AddCustomer(fullCustomer()))
		check(t, tx.AddDomain(cr, c1, "zon.example"))
		check(t, tx.LookOn(cr, c1, voldaan.EUR, today().Add(3), "h1"))
		check(t, tx.AddVAT(cr, store.VATLine{Invoice: "i1", Rate: "21", Base: 10000, Tax: 2100}))
		must(tx.EnsureFolder(cr, "bot@kade.example", "INBOX"))(t)
		check(t, tx.Advance(cr, store.Folder{Mailbox: "bot@kade.example", Folder: "INBOX", UIDValidity: 7, LastUID: 9}))
		check(t, tx.ReadToEnd(cr, "bot@kade.example", "INBOX", now()))
		check(t, tx.WantReading(cr, now().Add(1000)))
		check(t, tx.Beat("host:1", now()))
		must(tx.LeaseFolder(cr, "bot@kade.example", "INBOX", "host:1", now()))(t)
		must(tx.StoreMail(fullMail(), []byte("Subject: x\r\n\r\n\x00'\xff;\n"), place(9)))(t)
		must(tx.ClaimKey(cr, "9f86d081", fullMail(), 0))(t)
		check(t, tx.SetText(cr, store.MailText{
			Mail: "m9", Sender: "an@zon.example", SenderName: "An 't Zon", Subject: "Re: 2026-1", Reply: "ja;\nnee -- 'of' $1 ?2",
			Signature: "An", Quoted: "> €", Reading: `{"a":"\u0000"}`,
		}, now()))
		must(tx.AddLetter(fullLetter(), "day:c1"))(t)
		check(t, tx.SetBytes(cr, "l1", []byte{0, 39, 255}, now()))
		check(t, tx.PutCase(fullCase()))
		check(t, tx.KeepAnswer(cr, store.CaseAnswer{Case: "s1", Mail: "m9", At: now()}))
		check(t, tx.PutCorrection(cr, fullCorrection()))
	})
}

// world is all that can be read from a database that populate filled.
type world struct {
	Creditors []store.CreditorState
	Customers []voldaan.Customer
	Ledger    *voldaan.Ledger
	Events    []voldaan.Event
	Accounts  []store.Account
	Domains   []string
	Folders   []store.Folder
	Mails     []store.Mail
	Unflagged []store.Place
	Held      voldaan.MailID
	Text      store.MailText
	Raw       []byte
	Letters   []store.Letter
	Bytes     []byte
	Cases     []voldaan.Case
	Answers   []store.CaseAnswer
}

func readWorld(t testing.TB, db *store.DB) (w world) {
	t.Helper()
	within(t, db, func(tx *store.Tx) {
		w = world{
			Creditors: must(tx.Creditors())(t),
			Customers: must(tx.Customers(cr))(t),
			Ledger:    must(tx.Ledger(cr, c1, store.ScopeAll, now()))(t),
			Events:    must(tx.Events(cr, c1))(t),
			Accounts:  must(tx.DueAccounts(cr, today()+3, "h2"))(t),
			Domains:   must(tx.Domains(cr, c1))(t),
			Folders:   must(tx.Folders(cr))(t),
			Mails:     must(tx.CustomerMails(cr, c1))(t),
			Unflagged: must(tx.Unflagged(cr, "bot@kade.example", "INBOX", 9))(t),
			Text:      must(tx.Text(cr, "m9"))(t),
			Letters:   must(tx.CustomerLetters(cr, c1))(t),
			Bytes:     must(tx.LetterBytes(cr, "l1"))(t),
			Cases:     must(tx.OpenCases(cr))(t),
			Answers:   must(tx.CaseAnswers(cr, "s1"))(t),
		}
		w.Held = must(tx.ClaimKey(cr, "9f86d081", mail(1), 0))(t)
		w.Raw = must(tx.Bytes(cr, w.Mails[0].RawHash))(t)
	})
	return w
}

// tables lists the tables of the schema, without that of the migrations.
func tables(t testing.TB, db *store.DB) []string {
	t.Helper()
	query := "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
	if db.Engine() == "postgres" {
		query = "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema() ORDER BY 1"
	}
	rows, err := db.SQL().QueryContext(t.Context(), query)
	check(t, err)
	defer rows.Close() //nolint:errcheck // rows.Err tells
	var out []string
	for rows.Next() {
		var name string
		check(t, rows.Scan(&name))
		if name != "goose_db_version" {
			out = append(out, name)
		}
	}
	check(t, rows.Err())
	return out
}

// table reads every row of a table as the driver gives it.
func table(t testing.TB, db *store.DB, name string) (columns []string, values [][]any) {
	t.Helper()
	rows, err := db.SQL().QueryContext(t.Context(), "SELECT * FROM "+name)
	check(t, err)
	defer rows.Close() //nolint:errcheck // rows.Err tells
	columns, err = rows.Columns()
	check(t, err)
	for rows.Next() {
		row := make([]any, len(columns))
		dest := make([]any, len(columns))
		for i := range row {
			dest[i] = &row[i]
		}
		check(t, rows.Scan(dest...))
		values = append(values, row)
	}
	check(t, rows.Err())
	return columns, values
}
