package store_test

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/store"
)

// word stands in everything that is personal about customer c1 of lived.
const word = "merkwoord"

const address = word + "@klant.example"

// lived opens a database in which customer c1 has a past: contacts, mails,
// letters, an invoice with its document, a payment, a case. Everything personal
// has the word in it. A second customer has none of it.
func lived(t testing.TB, at string) *store.DB {
	t.Helper()
	db := begun(t, at)
	f := ledgerIn(t, db)
	within(t, db, func(tx *store.Tx) {
		check(t, tx.AddCustomer(voldaan.Customer{ID: "c2", Creditor: cr, Number: "200", Name: "Rijwielen Oost", Kind: voldaan.KindBusiness}))
		c := must(tx.Customer(cr, c1))(t)
		check(t, tx.AddDomain(cr, c.ID, word+".example"))
		document := must(tx.Blob(cr, []byte("<Invoice>"+word+"</Invoice>"), now()))(t)
		check(t, tx.Decide(cr, c1, store.ScopeAll, now(), func(l *voldaan.Ledger) ([]voldaan.Event, error) {
			l.Customer.Name, l.Customer.VATNumber = word+" BV", "NL"+word
			l.Customer.Address, l.Customer.AddressByTeam = []string{word + " 7", "1000 AA Amsterdam"}, true
			l.Contacts = []voldaan.Contact{{ID: "k1", Customer: c1, Address: address, Name: word, Role: "billing", Known: true}}
			l.Invoices = []voldaan.Invoice{{
				ID: "i0", Customer: c1, Number: "2026-000", Subject: word, Issued: f.day - 40, Due: f.day - 10,
				Currency: voldaan.EUR, Total: 121000, BuyerReference: word, Document: document,
			}}
			l.Payments = []voldaan.Payment{{
				ID: "p0", Customer: c1, Kind: voldaan.PaymentTransfer, Reference: "R0", Day: f.day, Currency: voldaan.EUR,
				Amount: 1000, Text: "van " + word,
			}}
			var done []voldaan.Event
			for _, e := range []voldaan.Event{
				f.event(voldaan.EventContactAdded, func(e *voldaan.Event) { e.Contact = "k1" }),
				f.event(voldaan.EventInvoiceRegistered, func(e *voldaan.Event) { e.Invoice, e.Amount, e.Until = "i0", 121000, f.day-10 }),
				f.event(voldaan.EventPaymentBooked, func(e *voldaan.Event) { e.Payment, e.Amount = "p0", 1000 }),
				f.allocation("p0", "i0", 1000),
				f.event(voldaan.EventMailRead, func(e *voldaan.Event) { e.Mail = "m1" }),
				f.event(voldaan.EventDemandQueued, func(e *voldaan.Event) {
					e.Letter, e.Invoice, e.Step, e.Amount = "l1", "i0", "reminder1", 120000
				}),
				f.event(voldaan.EventDemandSent, func(e *voldaan.Event) { e.Letter = "l1" }),
			} {
				if err := l.Apply(e); err != nil {
					return nil, err
				}
				done = append(done, e)
			}
			return done, nil
		}))
	})
	within(t, db, func(tx *store.Tx) { livedMails(t, tx) })
	return db
}

// livedMails stores mails and letters.
func livedMails(t testing.TB, tx *store.Tx) {
	t.Helper()
	for i, who := range []voldaan.CustomerID{c1, "", "c2"} {
		id := voldaan.MailID(fmt.Sprintf("m%d", i+1))
		text := store.MailText{Mail: id, Sender: address, SenderName: word, Subject: word, Reply: word, Reading: word}
		if who == "c2" {
			text = store.MailText{Mail: id, Sender: "anna@oost.example", Subject: "vraag", Reply: "Klopt dit?"}
		}
		m := store.Mail{
			ID: id, Creditor: cr, Arrival: int64(i), Mailbox: "main", Folder: "inbox", Received: now(), StoredAt: now(),
			State: store.MailStored,
		}
		raw := []byte(fmt.Sprintf("From: %s\r\nSubject: %s\r\n\r\n%s %d\r\n", text.Sender, text.Subject, text.Reply, i))
		check(t, func() error {
			_, err := tx.StoreMail(m, raw, store.Place{Mailbox: "main", Folder: "INBOX", UIDValidity: 1, UID: uint32(i + 1)})
			return err
		}())
		m = must(tx.Mail(cr, id))(t)
		if old := must(tx.ClaimKey(cr, "id:x\n"+text.Sender+string(id), m, 0))(t); old != "" {
			t.Fatalf("mail %s is a copy of %s", id, old)
		}
		m.State, m.Customer, m.HandledAt = store.MailHandled, who, now()
		if who != "c2" {
			m.MessageID, m.Warning, m.Trouble = word+"@pc", word, "pretence: "+address
		}
		check(t, tx.SetMail(m))
		check(t, tx.SetText(cr, text, now()))
	}
	for i, l := range []voldaan.Letter{
		{Kind: voldaan.LetterReminder1, Customer: c1, Recipients: []voldaan.Recipient{{Contact: "k1", Address: address, Name: word, Token: "tk", Text: "250 " + address}}},
		{Kind: voldaan.LetterCase, Customer: c1, Recipients: []voldaan.Recipient{{Address: "els@kade.example"}}, Args: voldaan.LetterArgs{Mail: "m1", Reason: word}},
		{Kind: voldaan.LetterCase, Recipients: []voldaan.Recipient{{Address: "els@kade.example"}}, Args: voldaan.LetterArgs{Mail: "m2"}},
		{Kind: voldaan.LetterDigest, Recipients: []voldaan.Recipient{{Address: "els@kade.example"}}},
		{Kind: voldaan.LetterStatement, Customer: "c2", Recipients: []voldaan.Recipient{{Address: "anna@oost.example"}}},
	} {
		l.ID, l.Creditor, l.Made = voldaan.LetterID(fmt.Sprintf("l%d", i+1)), cr, now()
		l.MessageID = string(l.ID) + "@kade.example"
		if !must(tx.AddLetter(l, ""))(t) {
			t.Fatal("letter not added")
		}
		row := must(tx.Letter(cr, l.ID))(t)
		row.State, row.SentAt = voldaan.LetterSent, now()
		if l.Customer != "c2" {
			row.Reason = "names " + address
		}
		check(t, tx.SetLetter(row))
		body := word
		if l.Customer == "c2" {
			body = "Beste Anna"
		}
		check(t, tx.SetBytes(cr, l.ID, []byte("Subject: x\r\n\r\n"+body), now()))
	}
	for i, l := range []voldaan.LetterID{"l1", "l4", "l5"} { // copies from Sent
		raw := []byte(fmt.Sprintf("From: bot@kade.example\r\n\r\n%s %d\r\n", map[bool]string{true: "Beste Anna", false: word}[l == "l5"], i))
		id := voldaan.MailID("s" + string(l))
		m := store.Mail{ID: id, Creditor: cr, Mailbox: "main", Folder: "sent", Received: now(), StoredAt: now(), State: store.MailStored}
		if !must(tx.StoreMail(m, raw, store.Place{Mailbox: "main", Folder: "Sent", UIDValidity: 1, UID: uint32(i + 1)}))(t) {
			t.Fatal("copy not stored")
		}
		m = must(tx.Mail(cr, id))(t)
		m.State, m.Letter = store.MailOwn, l
		check(t, tx.SetMail(m))
		check(t, tx.SetText(cr, store.MailText{Mail: id, Sender: "bot@kade.example", Reply: string(raw)}, now()))
	}
	check(t, tx.PutCase(voldaan.Case{ID: "z1", Creditor: cr, Customer: c1, Mail: "m1", Intent: voldaan.IntentDispute, State: voldaan.CaseOpen, Opened: now(), Deadline: now()}))
	check(t, tx.KeepAnswer(cr, store.CaseAnswer{Case: "z1", Mail: "m3", At: now()}))
}

// content is every row of every table as text, but what a restored database
// has on its own.
func content(t testing.TB, db *store.DB) map[string][]string {
	t.Helper()
	out := map[string][]string{}
	tables := "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'goose%'"
	if db.Engine() == "postgres" {
		tables = "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema() AND table_name NOT LIKE 'goose%'"
	}
	var names []string
	eachRow(t, db.SQL(), tables, func(v []any) { names = append(names, fmt.Sprint(v[0])) })
	if len(names) < 20 {
		t.Fatalf("only %d tables", len(names))
	}
	for _, n := range names {
		out[n] = []string{}
		eachRow(t, db.SQL(), "SELECT * FROM "+n, func(v []any) {
			for i := range v {
				if b, ok := v[i].([]byte); ok {
					v[i] = string(b)
				}
			}
			out[n] = append(out[n], fmt.Sprintf("%q", v))
		})
		sort.Strings(out[n])
	}
	return out
}

func eachRow(t testing.TB, db *sql.DB, query string, f func([]any)) {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), query)
	check(t, err)
	defer rows.Close()
	cols := must(rows.Columns())(t)
	for rows.Next() {
		values, dest := make([]any, len(cols)), make([]any, len(cols))
		for i := range values {
			dest[i] = &values[i]
		}
		check(t, rows.Scan(dest...))
		f(values)
	}
	check(t, rows.Err())
}

func TestBackup(t *testing.T) {
	for from, fromAddress := range addresses() {
		for to, toAddress := range addresses() {
			t.Run(from+" to "+to, func(t *testing.T) {
				old, file := lived(t, fromAddress(t)), filepath.Join(t.TempDir(), "backup.db")
				within(t, old, func(tx *store.Tx) {
					check(t, tx.Beat("gone", now()))
					ok, err := tx.LeaseFolder(cr, "main", "INBOX", "gone", now())
					check(t, err)
					if f := must(tx.EnsureFolder(cr, "main", "INBOX"))(t); ok || f.LeasedBy != "" {
						t.Errorf("a folder that is not there was leased")
					}
					ok, err = tx.LeaseFolder(cr, "main", "INBOX", "gone", now())
					check(t, err)
					if !ok {
						t.Error("the folder was not leased")
					}
				})
				check(t, old.Backup(t.Context(), file))
				restored := open(t, toAddress(t))
				check(t, restored.Restore(t.Context(), file))
				want, got := content(t, old), content(t, restored)
				for _, c := range []map[string][]string{want, got} {
					delete(c, "processes") // of the machine that is gone
					for _, t := range []string{"creditors", "mailboxes"} {
						delete(c, t)
					}
				}
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("rows differ, - before, + restored:\n%s", diff)
				}
				within(t, restored, func(tx *store.Tx) {
					for _, c := range must(tx.Creditors())(t) {
						if !c.ConfirmRestore {
							t.Errorf("creditor %s does not wait for a yes", c.ID)
						}
					}
					if f := must(tx.Folders(cr))(t); len(f) != 1 || f[0].LeasedBy != "" {
						t.Errorf("folders %+v", f)
					}
				})
			})
		}
	}
}

func TestBackupRefuses(t *testing.T) {
	db, dir := lived(t, filepath.Join(t.TempDir(), "v.db")), t.TempDir()
	file := filepath.Join(dir, "backup.db")
	check(t, db.Backup(t.Context(), file))
	info, err := os.Stat(file)
	check(t, err)
	if info.Mode().Perm() != 0o600 {
		t.Errorf("the backup can be read by others: %v", info.Mode())
	}
	failed(t, db.Backup(t.Context(), file), "exists already")
	failed(t, db.Backup(t.Context(), filepath.Join(dir, "none", "backup.db")), "backup")
	failed(t, db.Restore(t.Context(), file), "not empty", "creditors")
	if !errors.Is(db.Restore(t.Context(), file), store.ErrNotEmpty) {
		t.Error("want ErrNotEmpty")
	}

	fresh := open(t, filepath.Join(t.TempDir(), "fresh.db"))
	text := filepath.Join(dir, "notes.txt")
	check(t, os.WriteFile(text, []byte("no database"), 0o600))
	failed(t, fresh.Restore(t.Context(), text), "notes.txt", "no backup")
	failed(t, fresh.Restore(t.Context(), filepath.Join(dir, "none.db")), "none.db")
	raw, err := os.ReadFile(file)
	check(t, err)
	check(t, os.WriteFile(text, raw[:len(raw)/2], 0o600))
	failed(t, fresh.Restore(t.Context(), text))
	left, err := filepath.Glob(filepath.Join(dir, "*.part*"))
	check(t, err)
	if len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	check(t, fresh.Restore(t.Context(), file)) // what failed before left nothing
}

func TestExport(t *testing.T) {
	onBoth(t, func(t *testing.T, at string) {
		db := lived(t, at)
		rows, files := exported(t, db, c1)
		for table, n := range map[string]int{
			"customers": 1, "contacts": 1, "invoices": 1, "payments": 1, "allocations": 1, "events": 7, "mails": 1,
			"mail_texts": 1, "letters": 2, "letter_recipients": 2, "cases": 1, "case_mails": 1, "demands": 1, "creditors": 0,
		} {
			if len(rows[table]) != n {
				t.Errorf("table %s: %d rows, want %d", table, len(rows[table]), n)
			}
		}
		if diff := cmp.Diff([]string{"document i0", "letter l1", "letter l2", "mail m1"}, files); diff != "" {
			t.Error(diff)
		}
		all := fmt.Sprint(rows)
		if !strings.Contains(all, address) || strings.Contains(all, "anna@oost.example") {
			t.Error("the customer's address is missing, or another customer's is there")
		}
		everything, files := exported(t, db, "")
		if len(everything["customers"]) != 2 || len(everything["mails"]) != 6 || len(everything["creditors"]) != 1 || len(files) != 12 {
			t.Errorf("all: %d customers, %d mails, files %v", len(everything["customers"]), len(everything["mails"]), files)
		}
	})
}

func exported(t *testing.T, db *store.DB, id voldaan.CustomerID) (map[string][]string, []string) {
	t.Helper()
	rows, files := map[string][]string{}, []string{}
	check(t, db.Export(t.Context(), store.Export{
		Creditor: cr, Customer: id,
		Row: func(table string, object json.RawMessage) error {
			var fields map[string]any
			if err := json.Unmarshal(object, &fields); err != nil || len(fields) < 2 {
				return fmt.Errorf("%s: %w", object, err)
			}
			rows[table] = append(rows[table], string(object))
			return nil
		},
		Bytes: func(kind, id, _ string, b []byte) error {
			if len(b) == 0 {
				return errors.New("no bytes")
			}
			files = append(files, kind+" "+id)
			return nil
		},
	}))
	sort.Strings(files)
	return rows, files
}

// TestBackupWhileWriting copies a database in which payments are booked all the
// time: the copy is one state, in which every log gives what is stored.
func TestBackupWhileWriting(t *testing.T) {
	onBoth(t, func(t *testing.T, at string) {
		db, dir := lived(t, at), t.TempDir()
		ctx, stop := context.WithCancel(t.Context())
		stopped := make(chan error)
		booked := make(chan struct{}, 1000)
		go func() {
			f := ledgerIn(t, db)
			f.ids = 100
			for n := 0; ; n++ {
				id := voldaan.PaymentID(fmt.Sprintf("w%d", n))
				p := voldaan.Payment{
					ID: id, Customer: c1, Kind: voldaan.PaymentTransfer, Reference: string(id), Day: f.day, Currency: voldaan.EUR, Amount: 2,
				}
				e := f.event(voldaan.EventPaymentBooked, func(e *voldaan.Event) { e.Payment, e.Amount = id, 2 })
				a := f.allocation(id, "i0", 1)
				err := db.Tx(ctx, func(tx *store.Tx) error {
					return tx.Decide(cr, c1, store.ScopeAll, now(), func(l *voldaan.Ledger) ([]voldaan.Event, error) {
						l.Payments = append(l.Payments, p)
						return []voldaan.Event{e, a}, errors.Join(l.Apply(e), l.Apply(a))
					})
				})
				if err != nil {
					if ctx.Err() != nil {
						err = nil
					}
					stopped <- err
					return
				}
				select {
				case booked <- struct{}{}:
				default:
				}
			}
		}()
		for i := range 3 {
			<-booked // something was written since the last copy
			file := filepath.Join(dir, fmt.Sprintf("%d.db", i))
			check(t, db.Backup(t.Context(), file))
			restored := open(t, filepath.Join(dir, fmt.Sprintf("restored%d.db", i)))
			check(t, restored.Restore(t.Context(), file))
			whole(t, restored)
		}
		stop()
		check(t, <-stopped)
	})
}
