package store_test

import (
	"database/sql"
	"errors"
	"testing"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/store"
)

func TestCreditors(t *testing.T) {
	inEach(t, func(t *testing.T, tx *store.Tx) {
		want := store.CreditorState{ID: cr, BegunAt: now()}
		same(t, "new", must(tx.Creditor(cr))(t), want)
		check(t, tx.EnsureCreditor(cr, now().Add(time.Hour)))
		same(t, "ensured twice", must(tx.Creditor(cr))(t), want)
		want.BegunAt = now().Add(-time.Hour)
		check(t, tx.MailCountsFrom(cr, want.BegunAt))
		same(t, "mail counts from", must(tx.Creditor(cr))(t), want)

		check(t, tx.PaymentsAsOf(cr, now()))
		check(t, tx.PaymentsAsOf(cr, now().Add(-time.Second)))
		want.PaymentsAt = now()
		same(t, "payments as of an older time", must(tx.Creditor(cr))(t), want)
		check(t, tx.PaymentsAsOf(cr, now().Add(time.Microsecond)))
		want.PaymentsAt = now().Add(time.Microsecond)
		same(t, "payments as of a newer time", must(tx.Creditor(cr))(t), want)

		want.Stopped, want.StoppedBy, want.ConfirmRestore = true, "operator", true
		check(t, tx.SetCreditor(want))
		same(t, "stopped", must(tx.Creditors())(t), []store.CreditorState{want, {ID: other, BegunAt: now()}})
		if _, err := tx.Creditor("nobody"); !errors.Is(err, sql.ErrNoRows) {
			t.Errorf("no such creditor: %v", err)
		}
	})
}

func TestAccounts(t *testing.T) {
	inEach(t, func(t *testing.T, tx *store.Tx) {
		due := func(day voldaan.Date, hash string) string {
			t.Helper()
			return ids(must(tx.DueAccounts(cr, day, hash))(t), func(a store.Account) string {
				return string(a.Customer) + ":" + string(a.Currency)
			})
		}
		check(t, tx.AddCustomer(fullCustomer()))
		check(t, tx.LookOn(cr, c1, "EUR", today(), ""))
		check(t, tx.LookOn(cr, c1, "USD", today().Add(1), "h1"))
		check(t, tx.LookOn(cr, "c2", "EUR", 0, "h1"))
		for _, c := range []struct {
			day  voldaan.Date
			hash string
			want string
		}{
			{today() - 1, "h1", ""},
			{today(), "h1", "c1:EUR"},
			{today() + 1, "h1", "c1:EUR c1:USD"},
			{today() + 900, "h1", "c1:EUR c1:USD"},
			{today() - 1, "h2", "c1:USD c2:EUR"},
		} {
			if got := due(c.day, c.hash); got != c.want {
				t.Errorf("due on %s under %s: %q, want %q", c.day, c.hash, got, c.want)
			}
		}
		check(t, tx.LookOn(cr, c1, "EUR", today().Add(5), "h1"))
		if got := due(today(), "h1"); got != "" {
			t.Errorf("after planning: %q", got)
		}
		if got := must(tx.DueAccounts(other, today()+900, "h2"))(t); len(got) != 0 {
			t.Errorf("another creditor: %v", got)
		}
	})
}
