package outbound_test

import (
	"bytes"
	"testing"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/store"
)

// TestOnceMore sends a mail that asks for no money once more, after fifteen
// minutes and with the same bytes, and never a third time.
func TestOnceMore(t *testing.T) {
	for name, queue := range map[string]func(*world) store.Letter{
		"case":   func(w *world) store.Letter { return w.caseMail("") },
		"answer": func(w *world) store.Letter { return w.answer(voldaan.LetterPromiseNoted, "") },
		"digest": func(w *world) store.Letter {
			return w.add(w.cr.ToColleague(voldaan.LetterDigest, w.cr.Managers()[0], w.now, w.office.Mint))
		},
	} {
		t.Run(name, func(t *testing.T) {
			onBoth(t, func(w *world) {
				w.zon()
				w.wire.loseReply(true)
				l := queue(w)
				w.deliver()
				w.want(l.ID, voldaan.LetterUncertain, "look for a copy")
				w.mails(1)
				w.apply(zon, voldaan.EventNoted, func(b *voldaan.Ledger, _ *voldaan.Event) { b.Customer.Name = "Bakkerij Maan" })
				w.later(15*time.Minute - time.Second)
				w.deliver()
				w.mails(1)
				w.later(time.Second)
				w.deliver()
				w.want(l.ID, voldaan.LetterUncertain, "look for a copy")
				mails := w.mails(2)
				if !bytes.Equal(mails[0].Raw, mails[1].Raw) {
					t.Error("it went once more with other bytes")
				}
				w.wire.mend()
				w.later(30 * 24 * time.Hour)
				w.deliver()
				w.mails(2)
			})
		})
	}
}

// TestOnceMoreArrives ends well when the second attempt does.
func TestOnceMoreArrives(t *testing.T) {
	onBoth(t, func(w *world) {
		w.zon()
		w.wire.loseReply(false)
		l := w.caseMail("")
		w.deliver()
		w.want(l.ID, voldaan.LetterUncertain, "")
		w.mails(0)
		// A server that is away uses nothing up.
		w.wire.away()
		w.later(15 * time.Minute)
		w.deliver()
		w.want(l.ID, voldaan.LetterUncertain, "not available")
		w.wire.mend()
		w.later(time.Minute)
		w.deliver()
		w.want(l.ID, voldaan.LetterSent, "")
		w.mails(1)
	})
}

// lostDemand is a demand whose fate nobody knows.
func (w *world) lostDemand() store.Letter {
	w.Helper()
	w.zon()
	w.wire.loseReply(true)
	w.plan()
	w.read()
	w.deliver()
	w.wire.mend()
	return w.want(w.demand().ID, voldaan.LetterUncertain, "look for a copy")
}

// TestUncertainDemand is never sent again by itself, counts as sent for caps
// and the ladder, and the owner is told.
func TestUncertainDemand(t *testing.T) {
	onBoth(t, func(w *world) {
		l := w.lostDemand()
		b := w.ledger()
		if step, on := b.LastStep("i1"); step != voldaan.StepReminder1 || on != w.day() || b.Pending(voldaan.EUR) != "" {
			t.Errorf("the last step is %q on %s", step, on)
		}
		// Another invoice falls due at once, but the cap counts the letter.
		w.invoice(zon, "i2", "2026-042", 50_000, -4)
		w.tomorrow(11)
		w.turn()
		w.demand()
		w.notices("Niemand weet of een brief is aangekomen")
		w.mails(2)
		for range 5 {
			w.tomorrow(11)
			w.read()
			w.deliver()
		}
		w.want(l.ID, voldaan.LetterUncertain, "")
		if n := len(w.mailsWith(l.MessageID)); n != 1 {
			t.Errorf("it went out %d times", n)
		}
	})
}

// mailsWith are the mails that arrived with a Message-ID.
func (w *world) mailsWith(id string) (out []arrived) {
	for _, m := range w.wire.mails() {
		if messageID(m.Raw) == id {
			out = append(out, m)
		}
	}
	return out
}

// resend is a colleague's word that an uncertain letter goes once more.
func (w *world) resend(id voldaan.LetterID) {
	w.Helper()
	w.within(func(tx *store.Tx) {
		l, err := tx.Letter(kade, id)
		w.check(err)
		l.Approved, l.NextAt = "resend", w.now
		w.check(tx.SetLetter(l))
	})
}

// TestResend sends an uncertain demand once more when a colleague says so.
func TestResend(t *testing.T) {
	onBoth(t, func(w *world) {
		l := w.lostDemand()
		w.tomorrow(11)
		w.resend(l.ID)
		w.deliver()
		w.want(l.ID, voldaan.LetterUncertain, "must be read first") // it passes the gate like any
		w.wire.away()
		w.read()
		w.deliver()
		w.want(l.ID, voldaan.LetterUncertain, "not available")
		w.wire.mend()
		w.wire.loseReply(true)
		w.later(time.Minute)
		w.read()
		w.deliver() // a server that was away has not used the word up
		w.want(l.ID, voldaan.LetterUncertain, "look for a copy")
		mails := w.mailsWith(l.MessageID)
		if len(mails) != 2 || !bytes.Equal(mails[0].Raw, mails[1].Raw) {
			t.Fatalf("it went out %d times, want twice with the same bytes", len(mails))
		}
		w.wire.mend()
		w.later(time.Hour)
		w.read()
		w.deliver()
		if n := len(w.mailsWith(l.MessageID)); n != 2 {
			t.Errorf("one word sent it %d times", n-1)
		}
		w.resend(l.ID)
		w.deliver()
		w.want(l.ID, voldaan.LetterSent, "")
	})
}

// TestResendPaid does not send a demand again for what was paid since.
func TestResendPaid(t *testing.T) {
	onBoth(t, func(w *world) {
		l := w.lostDemand()
		w.pay(zon, "p1", "i1", 121_000)
		w.resend(l.ID)
		w.read()
		w.deliver()
		if n := len(w.mailsWith(l.MessageID)); n != 1 {
			t.Errorf("it went out %d times", n)
		}
	})
}

// TestProcessDies finds a letter that was being sent by a process that is
// gone, and leaves that of a living one alone.
func TestProcessDies(t *testing.T) {
	onBoth(t, func(w *world) {
		w.zon()
		w.plan()
		w.read()
		sending := func(id voldaan.LetterID, by string) {
			w.within(func(tx *store.Tx) {
				l, err := tx.Letter(kade, id)
				w.check(err)
				l.State, l.LeasedBy, l.Attempts = voldaan.LetterSending, by, 1
				w.check(tx.SetBytes(kade, id, []byte("Subject: x\r\n\r\nx\r\n"), w.now))
				w.check(tx.SetLetter(l))
			})
		}
		demand, dead, alive, own := w.demand(), w.caseMail(""), w.caseMail(""), w.caseMail("")
		sending(demand.ID, "host:9")
		sending(dead.ID, "host:9")
		sending(alive.ID, "host:2")
		sending(own.ID, owner)
		w.within(func(tx *store.Tx) {
			w.check(tx.Beat("host:9", w.now.Add(-time.Minute)))
			w.check(tx.Beat("host:2", w.now))
		})
		w.deliver()
		w.want(demand.ID, voldaan.LetterUncertain, "the program ended")
		w.want(dead.ID, voldaan.LetterUncertain, "the program ended")
		w.want(own.ID, voldaan.LetterUncertain, "the program ended")
		w.want(alive.ID, voldaan.LetterSending, "")
		w.notices("Niemand weet of een brief is aangekomen") // about the demand alone
		if got := w.ledger().Demands[0].State; got != voldaan.DemandSent {
			t.Errorf("the demand is %s", got)
		}
		w.later(15 * time.Minute)
		w.within(func(tx *store.Tx) { w.check(tx.Beat("host:2", w.now)) })
		w.deliver()
		w.want(demand.ID, voldaan.LetterUncertain, "")
		w.want(dead.ID, voldaan.LetterSent, "")
		w.want(own.ID, voldaan.LetterSent, "")
		w.want(alive.ID, voldaan.LetterSending, "")
	})
}
