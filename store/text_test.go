package store_test

import (
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/store"
)

// TestOutsideText stores and looks up texts that no database should meet.
func TestOutsideText(t *testing.T) {
	const dirty, clean = "a\x00b\xffc\xc3", "ab\uFFFDc\uFFFD"
	inEach(t, func(t *testing.T, tx *store.Tx) {
		m := mail(1)
		m.MessageID, m.Trouble = dirty, dirty
		must(tx.StoreMail(m, []byte(dirty), place(1)))(t)
		for _, id := range []string{dirty, clean} {
			got := must(tx.MailsByMessageID(cr, id))(t)
			if len(got) != 1 || got[0].MessageID != clean || got[0].Trouble != clean {
				t.Errorf("by %q: %+v", id, got)
			}
		}
		if raw := must(tx.Bytes(cr, must(tx.Mail(cr, "m1"))(t).RawHash))(t); string(raw) != dirty {
			t.Errorf("the raw bytes were changed: %q", raw)
		}
		check(t, tx.SetText(cr, store.MailText{Mail: "m1", Sender: dirty, Reply: dirty, Reading: dirty}, now()))
		same(t, "text", must(tx.Text(cr, "m1"))(t), store.MailText{Mail: "m1", Sender: clean, Reply: clean, Reading: clean})
		l := letter(1, voldaan.LetterCase)
		l.Recipients[0].Text, l.Args.Reason = dirty, dirty
		must(tx.AddLetter(l, dirty))(t)
		got := must(tx.LetterOnce(cr, dirty))(t)
		if got.Recipients[0].Text != clean || !utf8.ValidString(got.Args.Reason) {
			t.Errorf("letter: %q, %q", got.Recipients[0].Text, got.Args.Reason)
		}
		if got := must(tx.ClaimKey(cr, dirty, m, 0))(t) + must(tx.ClaimKey(cr, dirty, mail(2), 0))(t); got != "m1" {
			t.Errorf("the key is held by %q", got)
		}
		must(tx.ContactsAt(cr, dirty))(t)
		must(tx.InvoicesNumbered(cr, dirty))(t)
		must(tx.InvoicesLike(cr, dirty))(t)
		must(tx.FindCustomers(cr, dirty, dirty, dirty))(t)
		must(tx.DomainOwners(cr, dirty))(t)
		must(tx.EnsureFolder(cr, dirty, dirty))(t)
		check(t, tx.ReadToEnd(cr, dirty, dirty, now()))
		if f := must(tx.Folders(cr))(t); len(f) != 1 || f[0].Folder != clean || !f[0].ReadAt.Equal(now()) {
			t.Errorf("folders: %+v", f)
		}
	})
}

func FuzzClean(f *testing.F) {
	for _, s := range []string{"", "a", "\x00", "a\x00b", "\xff", "\xc3\x28", "\xed\xa0\x80", "é\uFFFD"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := store.Clean(s)
		if !utf8.ValidString(got) || strings.ContainsRune(got, 0) {
			t.Errorf("Clean(%q) = %q", s, got)
		}
		if store.Clean(got) != got {
			t.Errorf("Clean(%q) is not clean: %q", s, got)
		}
		if utf8.ValidString(s) && !strings.ContainsRune(s, 0) && got != s {
			t.Errorf("Clean(%q) = %q changes a good text", s, got)
		}
	})
}

// TestTimes keeps instants to the microsecond, in the order of time, whatever
// their zone.
func TestTimes(t *testing.T) {
	kolkata := time.FixedZone("+0530", 19800)
	in := []time.Time{
		{},
		time.Date(1, 1, 1, 0, 0, 0, 1000, time.UTC),
		time.Date(999, 12, 31, 23, 59, 59, 0, time.UTC),
		time.Date(1969, 12, 31, 23, 59, 59, 999_999_000, time.UTC),
		now().Add(-time.Microsecond),
		now().In(kolkata),
		now().Add(time.Microsecond).In(time.FixedZone("-1200", -43200)),
		now().Add(time.Second),
		time.Date(9999, 12, 31, 23, 59, 59, 999_999_000, time.UTC),
	}
	inEach(t, func(t *testing.T, tx *store.Tx) {
		for i := range in {
			n := len(in) - 1 - i // the last first, so that the order is not that of writing
			m := mail(n)
			m.Received, m.Customer = in[n], c1
			must(tx.StoreMail(m, []byte{byte(n)}, place(uint32(n+1))))(t)
		}
		for i, m := range must(tx.CustomerMails(cr, c1))(t) {
			if m.ID != mail(i).ID || !m.Received.Equal(in[i]) || m.Received.IsZero() != in[i].IsZero() {
				t.Errorf("place %d has %s of %s, want %s", i, m.ID, m.Received, in[i])
			}
		}
	})
}

// TestTimesOutOfRange keeps the nearest instant that can be kept, so that the
// row can be read again.
func TestTimesOutOfRange(t *testing.T) {
	inEach(t, func(t *testing.T, tx *store.Tx) {
		for i, c := range []struct{ in, want time.Time }{
			{
				time.Date(9999, 12, 31, 23, 0, 0, 0, time.FixedZone("", -43200)),
				time.Date(9999, 12, 31, 23, 59, 59, 999_999_000, time.UTC),
			},
			{time.Date(0, 1, 1, 0, 0, 0, 0, time.FixedZone("", 43200)), time.Date(0, 1, 1, 0, 0, 0, 0, time.UTC)},
			{now().Add(999), now()}, // nanoseconds are cut off
		} {
			m := mail(i)
			m.Received = c.in
			must(tx.StoreMail(m, []byte{byte(i)}, place(uint32(i+1))))(t)
			if got := must(tx.Mail(cr, m.ID))(t).Received; !got.Equal(c.want) {
				t.Errorf("%s is kept as %s, want %s", c.in, got, c.want)
			}
		}
	})
}

// TestDays keeps days, in the order of the calendar, and refuses one that
// could not be read again.
func TestDays(t *testing.T) {
	onEach(t, func(t *testing.T, db *store.DB) {
		days := []voldaan.Date{
			voldaan.MustDate("0001-01-02"), voldaan.MustDate("1999-12-31"), today(), voldaan.MustDate("9999-12-31"),
		}
		within(t, db, func(tx *store.Tx) {
			for i, day := range days {
				check(t, tx.LookOn(cr, c1, voldaan.Currency([]string{"A", "B", "C", "D"}[i]), day, ""))
			}
			for i, day := range days {
				got := must(tx.DueAccounts(cr, day, ""))(t)
				if len(got) != i+1 || !slices.ContainsFunc(got, func(a store.Account) bool { return a.LookOn == day }) {
					t.Errorf("due on %s: %+v", day, got)
				}
			}
		})
		err := db.Tx(t.Context(), func(tx *store.Tx) error {
			return tx.LookOn(cr, c1, "E", voldaan.MustDate("9999-12-31")+1, "")
		})
		failed(t, err, "accounts.look_on", "10000-01-01")
	})
}
