package store_test

import (
	"testing"
	"time"

	"github.com/voldaan/voldaan/store"
)

func TestFolders(t *testing.T) {
	inEach(t, func(t *testing.T, tx *store.Tx) {
		inbox := store.Folder{Mailbox: "bot@kade.example", Folder: "INBOX"}
		same(t, "new", must(tx.EnsureFolder(cr, inbox.Mailbox, inbox.Folder))(t), inbox)
		sent := must(tx.EnsureFolder(cr, inbox.Mailbox, "Sent"))(t)
		must(tx.EnsureFolder(cr, "old@kade.example", "INBOX"))(t)
		foreign := must(tx.EnsureFolder(other, inbox.Mailbox, "INBOX"))(t)

		inbox.UIDValidity, inbox.LastUID = 4294967295, 4294967294
		check(t, tx.Advance(cr, inbox))
		check(t, tx.ReadToEnd(cr, inbox.Mailbox, "INBOX", now()))
		check(t, tx.ReadToEnd(cr, inbox.Mailbox, "INBOX", now().Add(-time.Hour)))
		check(t, tx.WantReading(cr, now().Add(time.Minute)))
		check(t, tx.WantReading(cr, now()))
		inbox.ReadAt, inbox.WantedAt, sent.WantedAt = now(), now().Add(time.Minute), now().Add(time.Minute)
		same(t, "ensured again", must(tx.EnsureFolder(cr, inbox.Mailbox, "INBOX"))(t), inbox)

		check(t, tx.DropFolders(cr, func(mailbox string) bool { return mailbox == inbox.Mailbox }))
		same(t, "folders", must(tx.Folders(cr))(t), []store.Folder{inbox, sent})
		same(t, "another creditor's", must(tx.Folders(other))(t), []store.Folder{foreign})
	})
}

// TestLeaseFolder gives a folder to one process, and to another when the first
// is gone.
func TestLeaseFolder(t *testing.T) {
	inEach(t, func(t *testing.T, tx *store.Tx) {
		lease := func(owner string, at time.Time, want bool) {
			t.Helper()
			if got := must(tx.LeaseFolder(cr, "bot@kade.example", "INBOX", owner, at))(t); got != want {
				t.Errorf("%s gets the folder: %v", owner, got)
			}
		}
		must(tx.EnsureFolder(cr, "bot@kade.example", "INBOX"))(t)
		check(t, tx.Beat("a", now()))
		check(t, tx.Beat("b", now()))
		lease("a", now(), true)
		lease("a", now(), true)
		lease("b", now(), false)
		lease("b", now().Add(15*time.Second), false)
		lease("b", now().Add(15*time.Second+time.Microsecond), true)
		check(t, tx.Beat("b", now().Add(20*time.Second)))
		check(t, tx.Beat("a", now().Add(30*time.Second)))
		lease("a", now().Add(35*time.Second), false)
		check(t, tx.Release("b"))
		lease("a", now().Add(35*time.Second), true)
		lease("b", now().Add(45*time.Second), false)
		if got := must(tx.LeaseFolder(cr, "bot@kade.example", "Sent", "a", now()))(t); got {
			t.Error("a folder that there is not was leased")
		}
	})
}

// TestRelease frees what a process held and nothing else.
func TestRelease(t *testing.T) {
	inEach(t, func(t *testing.T, tx *store.Tx) {
		must(tx.EnsureFolder(cr, "bot@kade.example", "INBOX"))(t)
		storeMails(t, tx, 2)
		addLetters(t, tx, 2)
		check(t, tx.Beat("a", now()))
		check(t, tx.Beat("b", now()))
		must(tx.LeaseFolder(cr, "bot@kade.example", "INBOX", "a", now()))(t)
		for _, owner := range []string{"a", "b"} {
			if _, ok, err := tx.LeaseMail(cr, owner, now()); err != nil || !ok {
				t.Fatal(ok, err)
			}
		}
		for id, owner := range map[string]string{"l0": "a", "l1": "b"} {
			if _, ok, err := tx.LeaseLetter(cr, letterID(id), owner, now()); err != nil || !ok {
				t.Fatal(ok, err)
			}
		}
		check(t, tx.Release("a"))
		m0, m1 := must(tx.Mail(cr, "m0"))(t), must(tx.Mail(cr, "m1"))(t)
		l0, l1 := must(tx.Letter(cr, "l0"))(t), must(tx.Letter(cr, "l1"))(t)
		f := must(tx.Folders(cr))(t)[0]
		if m0.LeasedBy+l0.LeasedBy+f.LeasedBy != "" || m1.LeasedBy != "b" || l1.LeasedBy != "b" {
			t.Errorf("leased: mails %q %q, letters %q %q, folder %q", m0.LeasedBy, m1.LeasedBy, l0.LeasedBy, l1.LeasedBy, f.LeasedBy)
		}
	})
}
