package store_test

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/store"
)

// nowhere checks that a word stands in no row of any table, nor in the files
// of an SQLite database.
func nowhere(t *testing.T, db *store.DB, at, marker string) {
	t.Helper()
	for table, rows := range content(t, db) {
		for _, row := range rows {
			if strings.Contains(strings.ToLower(row), marker) {
				t.Errorf("table %s still has it: %s", table, row)
			}
		}
	}
	if db.Engine() != "sqlite" {
		return
	}
	for _, end := range []string{"", "-wal"} {
		b, err := os.ReadFile(at + end)
		if err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
		if bytes.Contains(bytes.ToLower(b), []byte(marker)) {
			t.Errorf("the file %s still has it", at+end)
		}
	}
}

// whole checks that a customer's log still gives the stored state.
func whole(t *testing.T, db *store.DB) {
	t.Helper()
	f := ledgerIn(t, db)
	stored, log := f.read(store.ScopeAll), f.log()
	if len(log) < 7 {
		t.Fatalf("only %d events", len(log))
	}
	made, err := voldaan.Fold(stored, log)
	check(t, err)
	if diff := cmp.Diff(stored, made, anyOrder()...); diff != "" {
		t.Errorf("- stored, + made of the log:\n%s", diff)
	}
}

func TestEraseCustomer(t *testing.T) {
	onBoth(t, func(t *testing.T, at string) {
		db := lived(t, at)
		events := ledgerIn(t, db).log()
		var got store.Erased
		within(t, db, func(tx *store.Tx) { got = must(tx.EraseCustomer(cr, c1, now()))(t) })
		check(t, db.Scrub(t.Context()))
		if want := (store.Erased{Mails: 2, Letters: 3, Contacts: 1, Documents: 1}); got != want {
			t.Errorf("erased %+v, want %+v", got, want)
		}
		nowhere(t, db, at, word)
		whole(t, db)
		if diff := cmp.Diff(events, ledgerIn(t, db).log()); diff != "" {
			t.Errorf("the log changed:\n%s", diff)
		}
		within(t, db, func(tx *store.Tx) {
			l := must(tx.Ledger(cr, c1, store.ScopeAll, now()))(t)
			if len(l.Receivers()) != 0 || l.Open("i0") != 120000 || l.Invoices[0].Number != "2026-000" {
				t.Errorf("receivers %v, open %s", l.Receivers(), l.Open("i0"))
			}
			if m := must(tx.Text(cr, "m3"))(t); m.Reply != "Klopt dit?" {
				t.Errorf("another customer's mail: %+v", m)
			}
			if b := must(tx.Bytes(cr, must(tx.Mail(cr, "sl5"))(t).RawHash))(t); len(b) == 0 {
				t.Error("the copy of another customer's letter is gone")
			}
			if b := must(tx.LetterBytes(cr, "l5"))(t); len(b) == 0 {
				t.Error("another customer's letter is gone")
			}
			l1 := must(tx.LetterByToken(cr, "tk"))(t)
			if l1.ID != "l1" || l1.Recipients[0].Address != store.ErasedWord {
				t.Errorf("letter by its token: %+v", l1)
			}
		})
	})
}

func TestEraseAddress(t *testing.T) {
	onBoth(t, func(t *testing.T, at string) {
		db := lived(t, at)
		var got store.Erased
		within(t, db, func(tx *store.Tx) { got = must(tx.EraseAddress(cr, address, now()))(t) })
		check(t, db.Scrub(t.Context()))
		if want := (store.Erased{Mails: 2, Letters: 3, Contacts: 1}); got != want {
			t.Errorf("erased %+v, want %+v", got, want)
		}
		nowhere(t, db, at, address)
		whole(t, db)
		within(t, db, func(tx *store.Tx) {
			if c := must(tx.Customer(cr, c1))(t); c.Name != word+" BV" {
				t.Errorf("the customer: %+v", c)
			}
		})
	})
}

func TestEraseExpired(t *testing.T) {
	onBoth(t, func(t *testing.T, at string) {
		db := lived(t, at)
		within(t, db, func(tx *store.Tx) {
			got := must(tx.EraseExpired(cr, today()+7*366, now()))(t)
			if got != (store.Erased{}) {
				t.Errorf("on the last day: erased %+v", got)
			}
		})
		var got store.Erased
		within(t, db, func(tx *store.Tx) { got = must(tx.EraseExpired(cr, today()+7*366+1, now()))(t) })
		// The contact and the document belong to an invoice that is open.
		if want := (store.Erased{Mails: 6, Letters: 5}); got != want {
			t.Errorf("erased %+v, want %+v", got, want)
		}
		whole(t, db)
		within(t, db, func(tx *store.Tx) {
			if c := must(tx.ContactsAt(cr, address))(t); len(c) != 1 || !c[0].Known {
				t.Errorf("contacts %+v", c)
			}
		})
	})
}

// TestEraseIsForGood fetches an erased mail once more, as after a change of
// UIDVALIDITY: its bytes do not come back.
func TestEraseIsForGood(t *testing.T) {
	onBoth(t, func(t *testing.T, at string) {
		db := lived(t, at)
		var raw []byte
		within(t, db, func(tx *store.Tx) {
			raw = must(tx.Bytes(cr, must(tx.Mail(cr, "m1"))(t).RawHash))(t)
			_ = must(tx.EraseCustomer(cr, c1, now()))(t)
		})
		within(t, db, func(tx *store.Tx) {
			again := store.Mail{ID: "m9", Creditor: cr, Mailbox: "main", Folder: "inbox", Received: now(), StoredAt: now(), State: store.MailStored}
			isNew := must(tx.StoreMail(again, raw, store.Place{Mailbox: "main", Folder: "INBOX", UIDValidity: 2, UID: 1}))(t)
			if isNew {
				t.Error("the mail counts as new")
			}
		})
		check(t, db.Scrub(t.Context()))
		nowhere(t, db, at, word)
	})
}

func TestMailsFrom(t *testing.T) {
	onBoth(t, func(t *testing.T, at string) {
		within(t, lived(t, at), func(tx *store.Tx) {
			if got := ids(must(tx.MailsFrom(cr, address, 10))(t), func(m store.Mail) voldaan.MailID { return m.ID }); got != "m1 m2" {
				t.Errorf("mails %s", got)
			}
			if got := must(tx.MailsFrom(cr, address, 1))(t); len(got) != 1 {
				t.Errorf("%d mails", len(got))
			}
		})
	})
}
