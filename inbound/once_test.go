package inbound_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/inbound"
	"github.com/voldaan/voldaan/inbound/mailbox"
	"github.com/voldaan/voldaan/store"
)

const contests = "Wij betwisten factuur " + invoice + ", de levering is nooit aangekomen."

// One mail has one effect, however often and wherever it comes (invariant 2).
func TestTheSameMailAgain(t *testing.T) {
	received := "Received: from b.example by mx2.vos.example; Wed, 4 Mar 2026 10:00:01 +0100\n"
	allOnBoth(t, map[string]func(d *desk, m mail, raw string){
		"under a new UID": func(d *desk, _ mail, raw string) { d.deliver(raw) },
		"after UIDVALIDITY changed": func(d *desk, _ mail, _ string) {
			check(d, d.srv.ResetUIDValidity(bot))
		},
		"in a second mailbox": func(d *desk, _ mail, raw string) {
			check(d, d.srv.Deliver(info, []byte(raw), d.now))
			d.receive(d.openBox("info", d.srv.IMAPAddr, info, secret))
		},
		"as a second copy on another way": func(d *desk, m mail, _ string) {
			m.trace = received
			d.deliver(d.raw(m))
		},
		"as a second copy to another address": func(d *desk, m mail, _ string) {
			m.to, m.trace = info, received
			d.deliver(d.raw(m))
		},
		"a year later": func(d *desk, m mail, _ string) {
			raw := d.raw(m)
			d.now = d.now.AddDate(1, 0, 0)
			d.deliver(received + raw)
		},
		"after all of that": func(d *desk, _ mail, raw string) {
			for range 3 {
				d.deliver(raw)
				check(d, d.srv.ResetUIDValidity(bot))
				d.step()
			}
		},
	}, func(d *desk, again func(d *desk, m mail, raw string)) {
		m := mail{id: "one@mail.example", body: contests}
		raw := d.raw(m)
		d.deliver(raw)
		d.step()
		want(d, "letters", d.letters(), []string{"case to " + eva, "dispute_received to " + an})
		d.unchanged("the same mail", func() {
			again(d, m, raw)
			d.step()
			d.step()
		})
		states := strings.Fields(d.states())
		if states[0] != "handled" || slices.Contains(states[1:], "handled") {
			d.Errorf("states %v", states)
		}
	})
}

// A mail that bears another's Message-ID is a new one, with a warning: nobody
// can send a mail in advance so that the true one is dropped.
func TestTheSameMessageIDWithOtherContent(t *testing.T) {
	allOnBoth(t, map[string]struct{ first, second mail }{
		"other words": {mail{body: "Ontvangen, dank."}, mail{body: contests}},
		"by a stranger in advance": {
			mail{from: "x@vreemd.example", body: contests}, mail{body: contests},
		},
		"another attachment": {
			mail{body: contests, attach: []attachment{{"a.txt", "text/plain", "een"}}},
			mail{body: contests, attach: []attachment{{"a.txt", "text/plain", "twee"}}},
		},
	}, func(d *desk, c struct{ first, second mail }) {
		c.first.id, c.second.id = "same@mail.example", "same@mail.example"
		if m := d.gets(c.first); m.Warning != "" {
			d.Errorf("the first one has the warning %q", m.Warning)
		}
		m := d.gets(c.second)
		if m.State != store.MailHandled || !strings.Contains(m.Warning, "Message-ID") {
			d.Errorf("state %s, warning %q", m.State, m.Warning)
		}
		want(d, "status", d.status(bakker, invoice), voldaan.StatusDisputed)
		want(d, "customer", m.Customer, d.customer(bakker))
	})
}

// Without a Message-ID, the same bytes within seven days are one mail.
func TestWithoutMessageID(t *testing.T) {
	type after struct {
		days   int
		copied bool
	}
	allOnBoth(t, map[string]after{"at once": {0, true}, "six days": {6, true}, "eight days": {8, false}}, func(d *desk, c after) {
		raw := d.raw(mail{id: "-", body: "Kunt u mij een kopie van factuur " + invoice + " sturen?"})
		d.deliver(raw)
		d.step()
		d.now = d.now.AddDate(0, 0, c.days)
		d.deliver("Received: from b.example by mx2.vos.example\r\n" + raw)
		d.step()
		m := d.last()
		if c.copied != (m.State == store.MailCopy) || (m.CopyOf != "") != c.copied {
			d.Errorf("state %s, copy of %q", m.State, m.CopyOf)
		}
	})
}

// Two replies of one second, subject and sender are two mails.
func TestTwoMailsOfOneSecond(t *testing.T) {
	onBoth(t, func(d *desk) {
		d.gets(mail{id: "-", body: "Wij betwisten factuur " + invoice + "."}, mail{id: "-", body: "Wij betwisten factuur " + second + "."})
		want(d, "states", d.states(), "handled handled")
		want(d, "status", d.status(bakker, second), voldaan.StatusDisputed)
	})
}

// A process that dies between storing and handling leaves the mail to another,
// which handles it once.
func TestKilledBetweenStoringAndHandling(t *testing.T) {
	onBoth(t, func(d *desk) {
		d.deliver(d.raw(mail{body: contests}))
		d.receive(d.box)
		d.tx(func(tx *store.Tx) error { // begun by a process that is then gone
			if err := tx.Beat(d.Owner, d.now); err != nil {
				return err
			}
			_, _, err := tx.LeaseMail(d.Creditor.ID, d.Owner, d.now)
			return err
		})
		next := &inbound.Desk{
			DB: d.DB, Creditor: d.Creditor, Policy: d.Policy, Calendar: d.Calendar, Books: d.Books, Reader: d.Reader,
			Auth: d.Auth, Mint: d.Mint, Owner: "second:2", Log: d.worktop.Log,
		}
		n, err := next.Handle(d.Context(), d.now)
		check(d, err)
		want(d, "handled while the other one lives", n, 0)
		d.now = d.now.Add(time.Minute)
		d.Desk = next
		d.step()
		want(d, "states", d.states(), "handled")
		want(d, "letters", d.letters(), []string{"case to " + eva, "dispute_received to " + an})
		d.unchanged("one more step", d.step)
	})
}

// The server is told what was handled, after it is committed and never before.
func TestFlaggedAfterCommit(t *testing.T) {
	onBoth(t, func(d *desk) {
		flagged := func() bool {
			var flags []string
			_, _, err := d.box.Conn.Fetch(d.Context(), "INBOX", mailbox.Position{}, func(m mailbox.Message) error {
				flags = append(flags, m.Flags...)
				return nil
			})
			check(d, err)
			return slices.ContainsFunc(flags, func(f string) bool { return strings.EqualFold(f, "$VoldaanHandled") })
		}
		d.deliver(d.raw(mail{body: contests}))
		d.receive(d.box)
		d.receive(d.box)
		want(d, "flagged before it is handled", flagged(), false)
		d.handle()
		d.receive(d.box)
		want(d, "flagged after it is handled", flagged(), true)
	})
}

// Mail from before the day from which mail counts is left alone.
func TestOldMailDoesNotCount(t *testing.T) {
	onBoth(t, func(d *desk) {
		d.tx(func(tx *store.Tx) error {
			c, err := tx.Creditor(d.Creditor.ID)
			if err != nil {
				return err
			}
			c.BegunAt = d.now.Add(-time.Hour)
			return tx.SetCreditor(c)
		})
		check(d, d.srv.Deliver(bot, []byte(d.raw(mail{body: contests})), d.now.AddDate(0, 0, -1)))
		d.step()
		want(d, "states", d.states(), "")
		d.gets(mail{body: contests})
		want(d, "states", d.states(), "handled")
	})
}
