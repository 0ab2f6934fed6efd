package store_test

import (
	"database/sql"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/store"
)

// mail is a mail as receiving stores it; n orders it.
func mail(n int) store.Mail {
	return store.Mail{
		ID: voldaan.MailID(fmt.Sprintf("m%d", n)), Creditor: cr, Arrival: int64(n), Folder: "inbox",
		Received: now().Add(time.Duration(n) * time.Minute), StoredAt: now(), State: store.MailStored,
	}
}

func place(uid uint32) store.Place {
	return store.Place{Mailbox: "bot@kade.example", Folder: "INBOX", UIDValidity: 7, UID: uid}
}

// storeMails stores n mails of different bytes, m0 first.
func storeMails(t testing.TB, tx *store.Tx, n int) {
	t.Helper()
	for i := range n {
		if !must(tx.StoreMail(mail(i), fmt.Appendf(nil, "mail %d", i), place(uint32(i+1))))(t) {
			t.Fatalf("mail %d is not new", i)
		}
	}
}

func fullMail() store.Mail {
	return store.Mail{
		ID: "m9", Creditor: cr, Arrival: 9, Folder: "sent", Received: now(), StoredAt: now().Add(1),
		State: store.MailHandled, Tries: 1, Starts: 2, Trouble: "parse", LeasedBy: "a", Truncated: true, Customer: c1,
		Kind: voldaan.MailCustomer, MessageID: "1@zon.example", Letter: "l1", Intent: voldaan.IntentDispute, CopyOf: "m1",
		Warning: "other content", HandledAt: now().Add(time.Hour),
	}
}

func TestStoreMail(t *testing.T) {
	inEach(t, func(t *testing.T, tx *store.Tx) {
		stored := func(m store.Mail, raw string, at store.Place, want bool) {
			t.Helper()
			if got := must(tx.StoreMail(m, []byte(raw), at))(t); got != want {
				t.Errorf("mail %s at %d/%d is new: %v", m.ID, at.UIDValidity, at.UID, got)
			}
		}
		raw := "Subject: hi\r\n\r\n\x00\xff\xfe"
		stored(mail(1), raw, place(1), true)
		stored(mail(2), raw, place(1), false) // fetched again
		again := place(55)
		again.UIDValidity = 8
		stored(mail(3), raw, again, false)   // UIDVALIDITY changed
		stored(mail(4), "x", place(1), true) // other bytes in the same place are another mail
		sent := mail(5)
		sent.Folder = "sent"
		stored(sent, raw, place(3), true)
		foreign := mail(1)
		foreign.Creditor = other
		stored(foreign, raw, place(1), true)

		got := must(tx.Mail(cr, "m1"))(t)
		if string(must(tx.Bytes(cr, got.RawHash))(t)) != raw {
			t.Error("the bytes differ")
		}
		want := mail(1)
		want.RawHash = got.RawHash
		same(t, "mail", got, want)
		if got := ids(must(tx.MailsIn(cr, store.MailStored))(t), mailID); got != "m1 m4 m5" {
			t.Errorf("stored: %s", got)
		}
		for _, raw := range [][]byte{nil, {}} { // a mail of no bytes is known by its place
			m := mail(10 + len(must(tx.MailsIn(cr, store.MailStored))(t)))
			if got := must(tx.StoreMail(m, raw, place(9)))(t); got != (m.ID == "m13") {
				t.Errorf("empty mail %s is new: %v", m.ID, got)
			}
		}
		stored(mail(20), "", place(10), true)
	})
}

func TestMailFields(t *testing.T) {
	inEach(t, func(t *testing.T, tx *store.Tx) {
		want := fullMail()
		must(tx.StoreMail(want, []byte("x"), place(1)))(t)
		want.RawHash = must(tx.Mail(cr, "m9"))(t).RawHash
		want.StoredAt = now() // nanoseconds are not kept
		same(t, "stored", must(tx.Mail(cr, "m9"))(t), want)
		want.State, want.Intent, want.Truncated, want.Arrival = store.MailCopy, "", false, 1<<40
		check(t, tx.SetMail(want))
		same(t, "set", must(tx.Mail(cr, "m9"))(t), want)
		check(t, tx.SetMail(mail(3)))
		for _, c := range []struct {
			what string
			got  []store.Mail
			want string
		}{
			{"by Message-ID", must(tx.MailsByMessageID(cr, "1@zon.example"))(t), "m9"},
			{"without Message-ID", must(tx.MailsByMessageID(cr, ""))(t), ""},
			{"another creditor's", must(tx.MailsByMessageID(other, "1@zon.example"))(t), ""},
			{"since", must(tx.MailsSince(cr, now().Add(time.Hour)))(t), "m9"},
			{"since later", must(tx.MailsSince(cr, now().Add(61*time.Minute)))(t), ""},
			{"of the customer", must(tx.CustomerMails(cr, c1))(t), "m9"},
			{"stored", must(tx.MailsIn(cr, store.MailStored))(t), "m3"},
		} {
			if got := ids(c.got, mailID); got != c.want {
				t.Errorf("%s: %q, want %q", c.what, got, c.want)
			}
		}
		if _, err := tx.Mail(other, "m9"); !errors.Is(err, sql.ErrNoRows) {
			t.Errorf("another creditor's mail: %v", err)
		}
	})
}

func mailID(m store.Mail) voldaan.MailID { return m.ID }

func TestLeaseMail(t *testing.T) {
	inEach(t, func(t *testing.T, tx *store.Tx) {
		lease := func(owner string, at time.Time, want string) {
			t.Helper()
			m, ok, err := tx.LeaseMail(cr, owner, at)
			check(t, err)
			if string(m.ID) != want || ok != (want != "") || (ok && m.LeasedBy != owner) {
				t.Errorf("%s gets %q (%v, leased by %q), want %q", owner, m.ID, ok, m.LeasedBy, want)
			}
		}
		storeMails(t, tx, 3)
		check(t, tx.Beat("a", now()))
		check(t, tx.Beat("b", now()))
		lease("a", now(), "m0")
		lease("a", now(), "m0") // it still has it
		lease("b", now(), "m1")
		m0 := must(tx.Mail(cr, "m0"))(t)
		if m0.Starts != 2 || m0.LeasedBy != "a" {
			t.Errorf("after two starts: %+v", m0)
		}
		must(tx.FailMail(m0, "parse", now()))(t)
		lease("a", now(), "m2") // what failed comes last
		check(t, tx.Beat("b", now().Add(10*time.Second)))
		lease("b", now().Add(16*time.Second), "m1")
		m1 := must(tx.Mail(cr, "m1"))(t)
		m1.State = store.MailHandled
		check(t, tx.SetMail(m1))
		lease("b", now().Add(16*time.Second), "m2") // the process a is gone
		check(t, tx.Release("b"))
		lease("c", now().Add(16*time.Second), "m2")
		if _, ok, err := tx.LeaseMail(other, "a", now()); ok || err != nil {
			t.Errorf("another creditor's: %v %v", ok, err)
		}
	})
}

// TestQuarantine gives up after the third failure, or after too many starts
// that never came to their end.
func TestQuarantine(t *testing.T) {
	inEach(t, func(t *testing.T, tx *store.Tx) {
		storeMails(t, tx, 1)
		for try := 1; try <= 3; try++ {
			m, ok, err := tx.LeaseMail(cr, "a", now())
			if check(t, err); !ok {
				t.Fatalf("try %d: no mail", try)
			}
			quarantined := must(tx.FailMail(m, fmt.Sprintf("trouble %d", try), now()))(t)
			got := must(tx.Mail(cr, "m0"))(t)
			if quarantined != (try == 3) || (got.State == store.MailQuarantined) != quarantined ||
				got.HandledAt.IsZero() == quarantined || got.Tries != try || got.LeasedBy != "" || got.Trouble != fmt.Sprintf("trouble %d", try) {
				t.Errorf("after try %d: %v, %+v", try, quarantined, got)
			}
		}
		if _, ok, err := tx.LeaseMail(cr, "a", now()); ok || err != nil {
			t.Errorf("what is in quarantine is handled: %v %v", ok, err)
		}
		deadly := mail(1)
		must(tx.StoreMail(deadly, []byte("deadly"), place(2)))(t)
		for range 29 {
			deadly, _, _ = tx.LeaseMail(cr, "a", now())
		}
		if must(tx.FailMail(deadly, "", now()))(t) {
			t.Error("29 starts are too many")
		}
		deadly, _, _ = tx.LeaseMail(cr, "a", now())
		if deadly.Starts != 30 || !must(tx.FailMail(deadly, "", now()))(t) {
			t.Errorf("30 starts are not too many: %+v", deadly)
		}
	})
}

func TestClaimKey(t *testing.T) {
	inEach(t, func(t *testing.T, tx *store.Tx) {
		claim := func(creditor voldaan.CreditorID, key string, m store.Mail, window time.Duration, want voldaan.MailID) {
			t.Helper()
			if got := must(tx.ClaimKey(creditor, key, m, window))(t); got != want {
				t.Errorf("%s claims %s: held by %q, want %q", m.ID, key, got, want)
			}
		}
		late := mail(2)
		late.Received = mail(1).Received.Add(time.Hour)
		claim(cr, "k", mail(1), 0, "")
		claim(cr, "k", mail(1), 0, "")
		claim(cr, "k", late, 0, "m1")
		claim(cr, "k", late, time.Hour, "m1")
		claim(cr, "k", late, time.Hour-1000, "")
		claim(cr, "k", mail(1), time.Hour, "m2")
		claim(cr, "other", mail(1), 0, "")
		claim(other, "k", mail(1), 0, "")
	})
}

func TestTexts(t *testing.T) {
	inEach(t, func(t *testing.T, tx *store.Tx) {
		want := store.MailText{
			Mail: "m1", Sender: "an@zon.example", SenderName: "An", Subject: "Re: factuur", Reply: "Ik betaal €5",
			Signature: "An\n", Quoted: "> 2026-1", Reading: `{"intent":"promise_to_pay"}`,
		}
		check(t, tx.SetText(cr, want, now()))
		want.Reply = "anders"
		check(t, tx.SetText(cr, want, now()))
		same(t, "text", must(tx.Text(cr, "m1"))(t), want)
		if _, err := tx.Text(other, "m1"); !errors.Is(err, sql.ErrNoRows) {
			t.Errorf("another creditor's text: %v", err)
		}
	})
}

func TestBlobs(t *testing.T) {
	inEach(t, func(t *testing.T, tx *store.Tx) {
		all := make([]byte, 256*40)
		for i := range all {
			all[i] = byte(i)
		}
		for _, b := range [][]byte{all, []byte("x"), {}} {
			hash := must(tx.Blob(cr, b, now()))(t)
			if again := must(tx.Blob(cr, b, now()))(t); again != hash || len(hash) != 64 {
				t.Errorf("hashes %s and %s", hash, again)
			}
			if got := must(tx.Bytes(cr, hash))(t); string(got) != string(b) {
				t.Errorf("%d bytes came back as %d", len(b), len(got))
			}
			if _, err := tx.Bytes(other, hash); !errors.Is(err, sql.ErrNoRows) {
				t.Errorf("another creditor reads them: %v", err)
			}
		}
	})
}

// TestUnflagged tells of mails whose handling is committed, until the server
// was told.
func TestUnflagged(t *testing.T) {
	inEach(t, func(t *testing.T, tx *store.Tx) {
		uids := func(limit int) string {
			t.Helper()
			return ids(must(tx.Unflagged(cr, "bot@kade.example", "INBOX", limit))(t), func(p store.Place) string {
				return fmt.Sprint(p.UID)
			})
		}
		storeMails(t, tx, 3)
		if got := uids(9); got != "" {
			t.Errorf("not handled yet: %q", got)
		}
		for i, state := range []store.MailState{store.MailHandled, store.MailQuarantined, store.MailCopy} {
			m := must(tx.Mail(cr, mail(i).ID))(t)
			m.State = state
			check(t, tx.SetMail(m))
		}
		moved := place(77)
		moved.UIDValidity = 8
		must(tx.StoreMail(mail(9), []byte("mail 0"), moved))(t)
		if got := uids(9) + "; " + uids(2); got != "1 2 3 77; 1 2" {
			t.Errorf("handled: %q", got)
		}
		if got := must(tx.Unflagged(cr, "bot@kade.example", "Sent", 9))(t); len(got) != 0 {
			t.Errorf("another folder: %v", got)
		}
		check(t, tx.Flagged(cr, []store.Place{place(1), moved, place(1)}))
		if got := uids(9); got != "2 3" {
			t.Errorf("after the server was told: %q", got)
		}
	})
}
