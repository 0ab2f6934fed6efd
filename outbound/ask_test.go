package outbound_test

import (
	"context"
	"strings"
	"testing"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/store"
)

// lists are the day's lists that were queued.
func (w *world) lists() []store.Letter { return w.letters("", voldaan.LetterDayList) }

// approve is a colleague's yes.
func (w *world) approve(ids ...voldaan.LetterID) {
	w.Helper()
	w.within(func(tx *store.Tx) {
		for _, id := range ids {
			l, err := tx.Letter(kade, id)
			w.check(err)
			l.Approved, l.Reason, l.NextAt = "anna", "", w.now
			w.check(tx.SetLetter(l))
		}
	})
}

// TestAsk sends nothing to customers without a yes, and asks for it once a day
// with a list of every letter.
func TestAsk(t *testing.T) {
	onBoth(t, func(w *world) {
		w.cr.Mode = voldaan.ModeAsk
		w.zon()
		w.customer("linde", "Linde Bouw", "70002", "boek@linde.example")
		w.invoice("linde", "i2", "2026-050", 50_000, -5)
		w.turn()
		w.later(0)
		w.turn()
		mails := w.mails(1)
		if len(mails[0].Rcpts) != 1 || mails[0].Rcpts[0] != "anna@kade.example" {
			t.Fatalf("the list went to %v", mails[0].Rcpts)
		}
		lists := w.lists()
		if len(lists) != 1 || len(lists[0].Args.Letters) != 2 {
			t.Fatalf("lists are %+v", lists)
		}
		text := open(t, mails[0].Raw).text
		for _, says := range []string{
			"Bakkerij Zon: herinnering, 2026-041, €\u00a01.210,00", "an@zon.example",
			"Linde Bouw: herinnering, 2026-050, €\u00a0500,00", "boek@linde.example",
		} {
			if !strings.Contains(strings.Join(strings.Fields(text), " "), strings.Join(strings.Fields(says), " ")) {
				t.Errorf("the list does not say %q:\n%s", says, text)
			}
		}
		// One yes lets one letter go.
		w.approve(w.letters("linde", voldaan.LetterReminder1)[0].ID)
		w.turn()
		w.want(w.letters("linde", voldaan.LetterReminder1)[0].ID, voldaan.LetterSent, "")
		first := w.want(w.demand().ID, voldaan.LetterQueued, "")
		w.mails(2)

		// What nobody said yes to is cancelled the next day and asked anew.
		w.tomorrow(10)
		w.turn()
		w.want(first.ID, voldaan.LetterCancelled, "no yes on the day")
		all := w.letters(zon, voldaan.LetterReminder1)
		if len(all) != 2 || all[1].Approved != "wanted" || len(w.letters("linde", voldaan.LetterReminder1)) != 1 {
			t.Errorf("letters of the second day are %+v", all)
		}
		if lists = w.lists(); len(lists) != 2 || len(lists[1].Args.Letters) != 1 || lists[1].Args.Letters[0] != all[1].ID {
			t.Errorf("lists are %+v", lists)
		}
		w.mails(3)
		w.approve(all[1].ID)
		w.turn()
		w.want(all[1].ID, voldaan.LetterSent, "")
	})
}

// TestLateYes does not send yesterday's letter.
func TestLateYes(t *testing.T) {
	onBoth(t, func(w *world) {
		w.cr.Mode = voldaan.ModeAsk
		w.zon()
		w.turn()
		l := w.demand()
		w.tomorrow(8)
		w.approve(l.ID)
		w.read()
		w.deliver()
		w.want(l.ID, voldaan.LetterCancelled, "its day is over")
		w.mails(1)
	})
}

// TestAskInterrupted lists letters also when the program ended somewhere
// between making the first and making the list.
func TestAskInterrupted(t *testing.T) {
	for at := 1; at <= 5; at++ { // two letters with a demand each, and the list
		onBoth(t, func(w *world) {
			w.cr.Mode = voldaan.ModeAsk
			w.zon()
			w.customer("linde", "Linde Bouw", "70002", "boek@linde.example")
			w.invoice("linde", "i2", "2026-050", 50_000, -5)
			ctx, end := context.WithCancel(t.Context())
			defer end()
			id, n := w.office.Mint.ID, 0
			w.office.Mint.ID = func() string {
				if n++; n == at {
					end()
				}
				return id()
			}
			if _, err := w.office.Plan(ctx, w.now); err == nil {
				t.Fatalf("planning was not interrupted at %d", at)
			}
			w.office.Mint.ID = id
			w.turn()
			listed := map[voldaan.LetterID]bool{}
			for _, l := range w.lists() {
				for _, id := range l.Args.Letters {
					listed[id] = true
				}
			}
			for _, c := range []voldaan.CustomerID{zon, "linde"} {
				if all := w.letters(c, voldaan.LetterReminder1); len(all) != 1 || !listed[all[0].ID] {
					t.Errorf("interrupted at %d: letters of %s are %+v, listed %v", at, c, all, listed)
				}
			}
		})
	}
}

// TestCallTask goes to a colleague, also while customers' letters wait.
func TestCallTask(t *testing.T) {
	onBoth(t, func(w *world) {
		w.cr.Mode = voldaan.ModeAsk
		w.customer(zon, "Bakkerij Zon", "70001", "an@zon.example")
		w.register(zon, voldaan.Invoice{
			ID: "i1", Number: "2026-041", Total: 121_000, Currency: voldaan.EUR, Due: w.day() - 40, Issued: w.day() - 70,
			LastStep: voldaan.StepLastReminder, LastContact: w.day() - 10,
		})
		w.turn()
		calls := w.letters(zon, voldaan.LetterCallTask)
		if len(calls) != 1 || calls[0].State != voldaan.LetterSent || calls[0].Recipients[0].Address != "anna@kade.example" {
			t.Fatalf("call tasks are %+v", calls)
		}
		w.mails(1)
		w.tomorrow(10)
		w.turn()
		w.mails(1)
	})
}
