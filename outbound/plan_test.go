package outbound_test

import (
	"sync"
	"testing"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/internal/calendar"
	"github.com/voldaan/voldaan/outbound"
	"github.com/voldaan/voldaan/store"
)

func TestAct(t *testing.T) {
	onBoth(t, func(w *world) {
		w.zon()
		w.turn()
		l := w.demand()
		w.want(l.ID, voldaan.LetterSent, "")
		mails := w.mails(1)
		if got := mails[0].Rcpts; len(got) != 1 || got[0] != "an@zon.example" {
			t.Errorf("it went to %v", got)
		}
		w.turn() // once is enough
		w.later(6 * time.Hour)
		w.turn()
		w.mails(1)
	})
}

func TestWatch(t *testing.T) {
	onBoth(t, func(w *world) {
		w.cr.Mode = voldaan.ModeWatch
		w.zon()
		answer := w.answer(voldaan.LetterPromiseNoted, "")
		c := w.caseMail("")
		w.turn()
		if n := len(w.letters(zon, voldaan.LetterReminder1)); n != 0 {
			t.Errorf("%d letters were planned", n)
		}
		w.want(answer.ID, voldaan.LetterQueued, "watch")
		w.want(c.ID, voldaan.LetterSent, "")
		w.mails(1)

		w.cr.Mode = voldaan.ModeAct
		w.turn()
		w.want(answer.ID, voldaan.LetterSent, "")
		w.tomorrow(10)
		w.turn()
		w.want(w.demand().ID, voldaan.LetterSent, "")
		w.mails(3)
	})
}

// TestHours plans and sends in business hours of the creditor's zone only.
func TestHours(t *testing.T) {
	for _, r := range []struct {
		name string
		at   string // in Amsterdam
		sent int
	}{
		{"before nine", "2026-03-04T08:59:00+01:00", 0},
		{"at nine", "2026-03-04T09:00:00+01:00", 1},
		{"before five", "2026-03-04T16:59:00+01:00", 1},
		{"at five", "2026-03-04T17:00:00+01:00", 0},
		{"in summer time", "2026-06-03T09:00:00+02:00", 1},
		{"in summer time, an hour early", "2026-06-03T08:00:00+02:00", 0},
		{"on Saturday", "2026-03-07T10:00:00+01:00", 0},
		{"on King's Day", "2026-04-27T10:00:00+02:00", 0},
	} {
		t.Run(r.name, func(t *testing.T) {
			onBoth(t, func(w *world) {
				at, err := time.Parse(time.RFC3339, r.at)
				w.check(err)
				w.now = at
				w.zon()
				if n := w.plan(); n != r.sent {
					t.Errorf("%d letters were planned, want %d", n, r.sent)
				}
				w.turn()
				w.mails(r.sent)
			})
		})
	}
}

// TestAbroad goes by the days off and the hours of the customer's country.
func TestAbroad(t *testing.T) {
	for _, r := range []struct {
		name, country, at string
		sent              int
	}{
		{"King's Day in Belgium", "BE", "2026-04-27T10:00:00+02:00", 1},
		{"King's Day at home", "NL", "2026-04-27T10:00:00+02:00", 0},
		{"a Belgian holiday", "BE", "2026-07-21T10:00:00+02:00", 0},
		{"the same at home", "", "2026-07-21T10:00:00+02:00", 1},
		{"half past eight in London", "GB", "2026-03-04T09:30:00+01:00", 0},
		{"half past four in London", "GB", "2026-03-04T17:30:00+01:00", 1},
		{"a country without a calendar", "US", "2026-07-21T10:00:00+02:00", 1},
		{"its weekend", "US", "2026-07-25T10:00:00+02:00", 0},
	} {
		t.Run(r.name, func(t *testing.T) {
			onBoth(t, func(w *world) {
				at, err := time.Parse(time.RFC3339, r.at)
				w.check(err)
				w.now = at
				w.office.Places, err = calendar.Places("NL", "", w.cr.Zone, 2025, 2028)
				w.check(err)
				w.zon()
				w.within(func(tx *store.Tx) {
					w.check(tx.Decide(kade, zon, store.ScopeAll, w.now, func(l *voldaan.Ledger) ([]voldaan.Event, error) {
						l.Customer.Country = r.country
						return nil, nil
					}))
				})
				if n := w.plan(); n != r.sent {
					t.Errorf("%d letters were planned, want %d", n, r.sent)
				}
				w.turn()
				w.mails(r.sent)
				next := w.office.NextTurn(w.now)
				if !next.After(w.now) || next.After(w.now.Add(73*time.Hour)) {
					t.Errorf("the next turn after %s is %s", w.now, next)
				}
			})
		})
	}
}

// TestOutOfHours holds a letter that was planned in time to the next opening.
func TestOutOfHours(t *testing.T) {
	onBoth(t, func(w *world) {
		w.zon()
		w.at(16, 59)
		w.plan()
		w.at(17, 0)
		w.read()
		out := w.deliver()
		l := w.demand()
		w.want(l.ID, voldaan.LetterQueued, "out of hours")
		if want := (w.day() + 1).At(9, 0, w.cr.Zone); !out.Next.Equal(want) || !w.letter(l.ID).NextAt.Equal(want) {
			t.Errorf("its turn comes at %s, the letter says %s, want %s", out.Next, w.letter(l.ID).NextAt, want)
		}
		w.mails(0)
		// The next day it is not sent as it is: what is due then is planned anew.
		w.tomorrow(10)
		w.turn()
		w.want(l.ID, voldaan.LetterCancelled, "its day is over")
		if n := len(w.letters(zon, voldaan.LetterReminder1)); n != 2 {
			t.Errorf("%d reminders were planned, want a new one", n)
		}
		w.mails(1)
	})
}

// TestDowntime catches up after ten days with the step that is due, once.
func TestDowntime(t *testing.T) {
	onBoth(t, func(w *world) {
		w.zon()
		w.now = (w.day() + 10).At(11, 0, w.cr.Zone) // a Saturday
		w.turn()
		w.mails(0)
		w.now = (w.day() + 2).At(11, 0, w.cr.Zone)
		w.turn()
		w.turn()
		w.want(w.demand().ID, voldaan.LetterSent, "")
		w.mails(1)
		w.now = (w.day() + 1).At(11, 0, w.cr.Zone)
		w.turn() // the second reminder waits for its time after the first
		w.mails(1)
	})
}

func TestGentleFirstDay(t *testing.T) {
	onBoth(t, func(w *world) {
		w.zon()
		w.within(func(tx *store.Tx) {
			w.check(tx.Decide(kade, zon, store.ScopeAll, w.now, func(l *voldaan.Ledger) ([]voldaan.Event, error) {
				l.Customer.EnteredOn = w.day() + 1
				return nil, nil
			}))
		})
		w.turn()
		w.mails(0)
		w.tomorrow(10)
		w.turn()
		w.want(w.demand().ID, voldaan.LetterSent, "")
	})
}

// accounts are the stored look-on days by customer.
func (w *world) due(hash string) []store.Account {
	w.Helper()
	var out []store.Account
	w.within(func(tx *store.Tx) {
		var err error
		out, err = tx.DueAccounts(kade, w.day(), hash)
		w.check(err)
	})
	return out
}

// TestLookOn leaves accounts alone until their day comes: their ledgers are
// not even read, which a row that cannot be read would show.
func TestLookOn(t *testing.T) {
	onBoth(t, func(w *world) {
		w.customer(zon, "Bakkerij Zon", "70001", "an@zon.example")
		w.invoice(zon, "i1", "2026-041", 121_000, 2)
		w.turn()
		if got := w.due(""); len(got) != 0 {
			// Without a hash every account counts that was planned; its day must tell.
			for _, a := range got {
				if a.LookOn != w.day()+5 {
					t.Errorf("it is looked at on %s, want three days after the due date, %s", a.LookOn, w.day()+5)
				}
			}
		} else {
			t.Error("the account was not planned")
		}
		before := w.version()
		w.plan()
		w.tomorrow(10)
		w.plan()
		if got := w.version(); got != before {
			t.Errorf("the customer's row was locked %d times though nothing was due", got-before)
		}
		w.office.Policy.Steps[1].Day = 1 // the first reminder comes sooner: one day after the due date
		w.plan()
		if got := w.version(); got == before {
			t.Error("a changed policy does not make the account due again")
		}
		w.now = (w.day() + 4).At(10, 0, w.cr.Zone) // the due date was Friday, so Monday
		w.turn()
		w.want(w.demand().ID, voldaan.LetterSent, "")
	})
}

// version counts the transactions that locked the customer.
func (w *world) version() int64 { return w.ledger().Customer.Version }

// TestTwoOffices plans and delivers with four processes at once: one letter,
// one mail.
func TestTwoOffices(t *testing.T) {
	onBoth(t, func(w *world) {
		w.zon()
		offices := []*outbound.Office{w.office}
		for _, name := range []string{"host:2", "host:3", "host:4"} {
			offices = append(offices, w.newOffice(name, w.wire.addr))
			w.within(func(tx *store.Tx) { w.check(tx.Beat(name, w.now)) })
		}
		atOnce := func(f func(*outbound.Office) error) {
			var all sync.WaitGroup
			errs := make(chan error, len(offices))
			for _, o := range offices {
				all.Go(func() { errs <- f(o) })
			}
			all.Wait()
			close(errs)
			for err := range errs {
				w.check(err)
			}
		}
		atOnce(func(o *outbound.Office) error {
			_, err := o.Plan(t.Context(), w.now)
			return err
		})
		w.demand()
		w.read()
		atOnce(func(o *outbound.Office) error {
			_, err := o.Deliver(t.Context(), w.now)
			return err
		})
		w.want(w.demand().ID, voldaan.LetterSent, "")
		w.mails(1)
	})
}

// TestStop takes effect before the next letter, for a creditor and a customer.
func TestStop(t *testing.T) {
	onBoth(t, func(w *world) {
		w.zon()
		w.plan()
		w.creditor(func(c *store.CreditorState) { c.Stopped = true })
		w.read()
		w.deliver()
		l := w.demand()
		w.want(l.ID, voldaan.LetterQueued, "stopped")
		w.creditor(func(c *store.CreditorState) { c.Stopped, c.ConfirmRestore = false, true })
		w.deliver()
		w.want(l.ID, voldaan.LetterQueued, "restored from a backup")
		if n := w.plan(); n != 0 {
			t.Errorf("%d letters were planned by a restored database", n)
		}
		w.creditor(func(c *store.CreditorState) { c.ConfirmRestore = false })
		w.deliver()
		w.want(l.ID, voldaan.LetterSent, "")
	})
}

// creditor changes what the database knows of the creditor.
func (w *world) creditor(change func(*store.CreditorState)) {
	w.Helper()
	w.within(func(tx *store.Tx) {
		c, err := tx.Creditor(kade)
		w.check(err)
		change(&c)
		w.check(tx.SetCreditor(c))
	})
}
