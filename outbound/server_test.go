package outbound_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/internal/mailtest"
	"github.com/voldaan/voldaan/internal/servertest"
	"github.com/voldaan/voldaan/outbound/delivery"
	"github.com/voldaan/voldaan/store"
)

// TestServerAway keeps letters queued and uncounted while the server cannot be
// reached, with one line in the log for all of them.
func TestServerAway(t *testing.T) {
	onBoth(t, func(w *world) {
		w.zon()
		for range 3 {
			w.caseMail("")
		}
		w.plan()
		w.read()
		w.wire.away()
		out := w.deliver()
		if out.Sent+out.Moved != 0 || !out.Next.After(w.now) {
			t.Errorf("delivery says %+v", out)
		}
		for _, l := range w.letters(zon) {
			if l.State != voldaan.LetterQueued || l.Attempts != 0 || l.LeasedBy != "" || states(l) != "queued" {
				t.Errorf("the letter is %+v", l)
			}
		}
		if n := w.log.count("mail server not available"); n != 1 || w.log.count("\n") != 1 {
			t.Errorf("the log says:\n%s", w.log)
		}
		w.wire.mend()
		w.now = out.Next
		w.deliver()
		w.mails(4)
	})
}

// TestWrongPassword waits for an operator who mends the configuration.
func TestWrongPassword(t *testing.T) {
	onBoth(t, func(w *world) {
		got := &mailtest.Recorder{}
		server, err := mailtest.Start(mailtest.Options{SMTPUsers: map[string]string{"bot": "secret"}, Accept: got.Accept})
		w.check(err)
		t.Cleanup(func() { check(t, server.Close()) })
		login := func(password string) {
			w.office.Sender = delivery.New(delivery.Config{Addr: server.SMTPAddr, TLS: delivery.NoTLS, User: "bot", Password: password})
			t.Cleanup(func() { check(t, w.office.Sender.Close()) })
		}
		w.zon()
		a, b := w.caseMail(""), w.caseMail("")
		login("wrong")
		w.deliver()
		for _, l := range []store.Letter{a, b} {
			if l = w.want(l.ID, voldaan.LetterQueued, ""); l.Attempts != 0 {
				t.Errorf("a refused login counts as an attempt: %+v", l)
			}
		}
		if n := w.log.count("mail server not available"); n != 1 || strings.Contains(w.log.String(), "wrong\"") {
			t.Errorf("the log says:\n%s", w.log)
		}
		login("secret")
		w.later(time.Minute)
		w.deliver()
		w.want(a.ID, voldaan.LetterSent, "")
		w.want(b.ID, voldaan.LetterSent, "")
		if n := len(got.Mails()); n != 2 {
			t.Errorf("%d mails arrived", n)
		}
	})
}

// TestPoison lets a letter that cannot be rendered, and one that no server can
// be asked to take, fail alone.
func TestPoison(t *testing.T) {
	onBoth(t, func(w *world) {
		w.zon()
		gone := w.answer(voldaan.LetterPromiseNoted, "no-such-mail")
		l := w.cr.ToColleague(voldaan.LetterRegistered, voldaan.Colleague{Address: "not an address"}, w.now, w.office.Mint)
		bad := w.add(l)
		good := w.caseMail("")
		w.deliver()
		w.deliver()
		w.want(gone.ID, voldaan.LetterFailed, "cannot be rendered")
		w.want(bad.ID, voldaan.LetterFailed, "malformed")
		w.want(good.ID, voldaan.LetterSent, "")
		w.notices("Een brief kon niet worden bezorgd", "Een brief kon niet worden bezorgd")
	})
}

// TestReturnPathMalformed fails letters whose envelope no server takes, rather
// than stopping at the first for ever.
func TestReturnPathMalformed(t *testing.T) {
	onBoth(t, func(w *world) {
		w.zon()
		l := w.cr.ToColleague(voldaan.LetterRegistered, w.cr.Owner(), w.now, w.office.Mint)
		l.Recipients[0].ReturnToken = "a token with spaces"
		bad, good := w.add(l), w.caseMail("")
		w.deliver()
		w.want(bad.ID, voldaan.LetterFailed, "return path")
		w.want(good.ID, voldaan.LetterSent, "")
	})
}

// TestSink hands over to Postfix's test server in its moods.
func TestSink(t *testing.T) {
	rows := []struct {
		flags    []string
		state    voldaan.LetterState
		attempts int
		demand   voldaan.DemandState
		notice   bool
	}{
		{nil, voldaan.LetterSent, 1, voldaan.DemandSent, false},
		{[]string{"-f", "RCPT", "-B", "550 5.1.1 User unknown"}, voldaan.LetterFailed, 1, voldaan.DemandCancelled, true},
		{[]string{"-f", "MAIL"}, voldaan.LetterFailed, 1, voldaan.DemandCancelled, true},
		{[]string{"-f", "DATA"}, voldaan.LetterFailed, 1, voldaan.DemandCancelled, true},
		{[]string{"-f", "."}, voldaan.LetterFailed, 1, voldaan.DemandCancelled, true},
		{[]string{"-r", "RCPT", "-b", "450 4.2.1 Try later"}, voldaan.LetterDeferred, 1, voldaan.DemandQueued, false},
		{[]string{"-r", "MAIL"}, voldaan.LetterDeferred, 1, voldaan.DemandQueued, false},
		{[]string{"-r", "."}, voldaan.LetterDeferred, 1, voldaan.DemandQueued, false},
		{[]string{"-q", "RCPT"}, voldaan.LetterDeferred, 1, voldaan.DemandQueued, false},
		{[]string{"-q", "DATA"}, voldaan.LetterDeferred, 1, voldaan.DemandQueued, false},
		{[]string{"-q", "."}, voldaan.LetterUncertain, 1, voldaan.DemandSent, true},
	}
	for _, r := range rows {
		t.Run(strings.Join(r.flags, " "), func(t *testing.T) {
			w := newWorld(t, t.TempDir()+"/v.db")
			sink := servertest.SMTPSink(t, r.flags...)
			w.office = w.newOffice(owner, sink.Addr)
			w.zon()
			w.plan()
			w.read()
			w.deliver()
			l := w.demand()
			if l.State != r.state || l.Attempts != r.attempts {
				t.Errorf("the letter is %s after %d attempts (%s)", l.State, l.Attempts, l.Reason)
			}
			if got := w.ledger().Demands[0].State; got != r.demand {
				t.Errorf("the demand is %s, want %s", got, r.demand)
			}
			if got := len(w.letters(zon, voldaan.LetterNotice)) == 1; got != r.notice {
				t.Errorf("the owner is told: %v", got)
			}
		})
	}
}

// TestSinkRestart delivers once the server is back.
func TestSinkRestart(t *testing.T) {
	onBoth(t, func(w *world) {
		sink := servertest.SMTPSink(t)
		w.office = w.newOffice(owner, sink.Addr)
		w.zon()
		sink.Stop()
		l := w.caseMail("")
		out := w.deliver()
		if l = w.want(l.ID, voldaan.LetterQueued, "not available"); l.Attempts != 0 {
			t.Errorf("an attempt was counted: %+v", l)
		}
		sink.Start()
		w.now = out.Next
		w.deliver()
		w.want(l.ID, voldaan.LetterSent, "")
		if mails := sink.Mails(); len(mails) != 1 || !bytes.Equal(mails[0].Raw, w.stored(l.ID)) {
			t.Errorf("%d mails arrived", len(mails))
		}
	})
}
