package outbound_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/store"
)

// debtor is a customer of his own for one row of a table, with a reminder due.
type debtor struct {
	*world
	id      voldaan.CustomerID
	number  string
	address string
	domain  string
	private string // another address of his, on a domain that is nobody's
	invoice voldaan.InvoiceID
	bill    string // the invoice's number
	letter  voldaan.LetterID
}

// debtor adds the n-th debtor and plans his reminder.
func (w *world) debtor(n int) *debtor {
	w.Helper()
	d := &debtor{
		world: w, id: voldaan.CustomerID(fmt.Sprintf("d%d", n)), number: fmt.Sprintf("8%04d", n),
		domain: fmt.Sprintf("debtor%d.example", n), invoice: voldaan.InvoiceID(fmt.Sprintf("i%d", n)),
		bill: fmt.Sprintf("2026-D%04d", n),
	}
	d.address, d.private = "an@"+d.domain, fmt.Sprintf("debtor-%d@freemail.example", n)
	w.customer(d.id, "Debiteur", d.number, d.address)
	w.within(func(tx *store.Tx) { w.check(tx.AddDomain(kade, d.id, d.domain)) })
	w.contact(d.id, voldaan.Contact{ID: voldaan.ContactID(d.id) + "-k2", Address: d.private})
	w.invoice(d.id, d.invoice, d.bill, 121_000, -4)
	w.plan()
	all := w.letters(d.id, voldaan.LetterReminder1)
	if len(all) != 1 {
		w.Fatalf("%d reminders were planned", len(all))
	}
	d.letter = all[0].ID
	return d
}

// holder is one rule of the gate.
type holder struct {
	name    string
	hold    func(d *debtor)
	says    string
	release func(d *debtor)
}

// TestHeld lets each rule of the gate alone hold a demand, and release it.
func TestHeld(t *testing.T) {
	rows := append(readRules(), otherRules()...)
	rows = append(rows, mailRules()...)
	onBoth(t, func(w *world) {
		for i, r := range rows {
			d := w.debtor(i)
			w.read()
			r.hold(d)
			w.deliver()
			if l := w.letter(d.letter); l.State != voldaan.LetterQueued || !strings.Contains(l.Reason, r.says) {
				t.Errorf("%s: the letter is %s (%q), want it held (%q)", r.name, l.State, l.Reason, r.says)
			}
			if w.rendered(d.letter) {
				t.Errorf("%s: it was rendered before the gate", r.name)
			}
			r.release(d)
			w.deliver()
			if l := w.letter(d.letter); l.State != voldaan.LetterSent {
				t.Fatalf("%s: released, the letter is %s (%q)", r.name, l.State, l.Reason)
			}
			w.mails(i + 1)
		}
	})
}

// readRules want every folder of every mailbox read to its end, lately.
func readRules() []holder {
	folder := func(mailbox, name string) func(d *debtor) {
		return func(d *debtor) {
			d.within(func(tx *store.Tx) {
				_, err := tx.EnsureFolder(kade, mailbox, name)
				d.check(err)
			})
		}
	}
	read := func(d *debtor) { d.read() }
	return []holder{
		{"stale reading", func(d *debtor) { d.later(10*time.Minute + time.Second) }, "must be read first", read},
		{"read before it fell due", func(d *debtor) {
			d.within(func(tx *store.Tx) {
				l, err := tx.Letter(kade, d.letter)
				d.check(err)
				l.DueAt = d.now
				d.check(tx.SetLetter(l))
			})
		}, "must be read first", read},
		{"a second mailbox", folder("second", "inbox"), "second", read},
		{"the Sent folder", folder("main", "sent"), "sent", read},
		{"no mailbox at all", func(d *debtor) {
			d.within(func(tx *store.Tx) { d.check(tx.DropFolders(kade, func(string) bool { return false })) })
		}, "no mailbox has been read", func(d *debtor) {
			folder("main", "inbox")(d)
			d.read()
		}},
	}
}

// otherRules are those about money, people and hours.
func otherRules() []holder {
	return []holder{
		{"old payments", func(d *debtor) { d.cr.PaymentsMaxAge = 24 * time.Hour }, "payment source is older", func(d *debtor) {
			d.within(func(tx *store.Tx) { d.check(tx.PaymentsAsOf(kade, d.now.Add(-23*time.Hour))) })
		}},
		{"payments just too old", func(d *debtor) {
			d.creditor(func(c *store.CreditorState) { c.PaymentsAt = d.now.Add(-24*time.Hour - time.Second) })
		}, "payment source is older", func(d *debtor) { d.cr.PaymentsMaxAge = 0 }},
		{
			"creditor stopped", func(d *debtor) { d.creditor(func(c *store.CreditorState) { c.Stopped = true }) }, "stopped",
			func(d *debtor) { d.creditor(func(c *store.CreditorState) { c.Stopped = false }) },
		},
		{
			"customer stopped", func(d *debtor) { d.apply(d.id, voldaan.EventStopped, nil) }, "the customer is stopped",
			func(d *debtor) { d.apply(d.id, voldaan.EventStarted, nil) },
		},
		{"watch", func(d *debtor) { d.cr.Mode = voldaan.ModeWatch }, "watch", func(d *debtor) { d.cr.Mode = voldaan.ModeAct }},
	}
}

// mailRules hold a demand while a mail that may be the customer's waits.
func mailRules() []holder {
	const raw = "Subject: x\r\n\r\n"
	stored := func(state store.MailState, tries int, raw func(*debtor) string, text func(*debtor) store.MailText) func(*debtor) {
		return func(d *debtor) {
			var words store.MailText
			if text != nil {
				words = text(d)
			}
			d.mail(store.Mail{ID: "m" + voldaan.MailID(d.id), State: state, Tries: tries, HandledAt: d.now}, words, raw(d))
		}
	}
	handled := func(d *debtor) {
		d.within(func(tx *store.Tx) {
			m, err := tx.Mail(kade, "m"+voldaan.MailID(d.id))
			d.check(err)
			m.State = store.MailHandled
			d.check(tx.SetMail(m))
		})
	}
	in := func(text func(*debtor) string) func(*debtor) string {
		return func(d *debtor) string { return raw + text(d) + "\r\n-- " + string(d.id) }
	}
	nobody := in(func(*debtor) string { return "hello" })
	return []holder{
		{"a mail of anybody", stored(store.MailStored, 0, nobody, nil), "has not been handled yet", handled},
		{"one that failed once, with his address", stored(store.MailStored, 1, in(func(d *debtor) string {
			return "From: " + strings.ToUpper(d.address)
		}), nil), "must look at", handled},
		{"quarantined, with his domain", stored(store.MailQuarantined, 3, in(func(d *debtor) string {
			return "From: stranger@" + d.domain
		}), nil), "names debtor", handled},
		{"quarantined, with an address of his at a public provider", stored(store.MailQuarantined, 3, in(func(d *debtor) string {
			return "From: " + d.private
		}), nil), "@freemail.example", handled},
		{"quarantined, with his number", stored(store.MailQuarantined, 3, in(func(d *debtor) string {
			return "klant " + d.number
		}), nil), "names 8", handled},
		{"quarantined, with the invoice", stored(store.MailQuarantined, 3, in(func(d *debtor) string {
			return "Betreft " + strings.ToLower(d.bill)
		}), nil), "names 2026-d", handled},
		{"quarantined, with the invoice in its decoded text", stored(store.MailQuarantined, 3, nobody, func(d *debtor) store.MailText {
			return store.MailText{Sender: "x@stranger.example", Reply: "factuur " + d.bill}
		}), "names 2026-d", handled},
		{"quarantined, with his address as its sender", stored(store.MailQuarantined, 3, nobody, func(d *debtor) store.MailText {
			return store.MailText{Sender: d.address}
		}), "must look at", handled},
		{"matched to nobody, with the invoice quoted", func(d *debtor) {
			stored(store.MailHandled, 0, nobody, func(d *debtor) store.MailText {
				return store.MailText{Sender: "x@stranger.example", Quoted: "> " + d.bill}
			})(d)
			d.within(func(tx *store.Tx) { d.check(tx.PutCase(d.strange(voldaan.CaseOpen))) })
		}, "must look at", func(d *debtor) {
			d.within(func(tx *store.Tx) { d.check(tx.PutCase(d.strange(voldaan.CaseClosed))) })
		}},
	}
}

// strange is a case about the debtor's mail, which matched no customer.
func (d *debtor) strange(s voldaan.CaseState) voldaan.Case {
	return voldaan.Case{
		ID: "s" + voldaan.CaseID(d.id), Creditor: kade, Mail: "m" + voldaan.MailID(d.id), Intent: voldaan.IntentOther,
		Reason: "unknown sender", Owner: d.cr.Owner().Key(), Opened: d.now, Deadline: d.now.Add(48 * time.Hour), State: s,
	}
}

// TestNotHeld lets a demand pass that waiting mails say nothing about.
func TestNotHeld(t *testing.T) {
	onBoth(t, func(w *world) {
		d := w.debtor(1)
		quarantined := func(id voldaan.MailID, text string, age time.Duration) {
			w.mail(store.Mail{ID: id, State: store.MailQuarantined, HandledAt: w.now.Add(-age)}, store.MailText{}, string(id)+"\r\n\r\n"+text)
		}
		quarantined("q1", "klant 80002, an@debtor2.example, 2026-D0002", 0)
		quarantined("q2", "old: "+d.bill, 48*time.Hour) // a person had his time
		w.mail(store.Mail{ID: "q3", State: store.MailHandled, Customer: "d9"}, store.MailText{}, "handled: "+d.bill)
		w.mail(store.Mail{ID: "q4", State: store.MailOwn}, store.MailText{}, "our own: "+d.bill)
		w.mail(store.Mail{ID: "q5", State: store.MailCopy}, store.MailText{}, "a copy: "+d.bill)
		w.read()
		w.deliver()
		w.want(d.letter, voldaan.LetterSent, "")
	})
}

// TestAsksForReading asks the mailboxes to be read when that would help.
func TestAsksForReading(t *testing.T) {
	onBoth(t, func(w *world) {
		w.zon()
		w.plan()
		if out := w.deliver(); !out.Reading || out.Moved != 0 {
			t.Errorf("delivery says %+v, want that a reading is needed", out)
		}
		w.within(func(tx *store.Tx) {
			folders, err := tx.Folders(kade)
			w.check(err)
			for _, f := range folders {
				if !f.WantedAt.Equal(w.now) {
					t.Errorf("folder %s is asked for a reading at %s, want %s", f.Folder, f.WantedAt, w.now)
				}
			}
		})
		w.read()
		if out := w.deliver(); out.Reading || out.Sent != 1 {
			t.Errorf("delivery says %+v, want one letter sent", out)
		}
	})
}

// TestClaimChanged cancels a demand whose facts changed between planning and
// sending, and plans it anew from those of now.
func TestClaimChanged(t *testing.T) {
	invoice := func(d *debtor, e *voldaan.Event) { e.Invoice = d.invoice }
	event := func(kind voldaan.EventKind, change func(*debtor, *voldaan.Event)) func(*debtor) {
		return func(d *debtor) {
			d.apply(d.id, kind, func(_ *voldaan.Ledger, e *voldaan.Event) { change(d, e) })
		}
	}
	rows := []struct {
		name   string
		change func(*debtor)
		says   string
		anew   voldaan.Amount // of the letter that is planned instead; zero: none
	}{
		{"paid", func(d *debtor) { d.pay(d.id, "p"+voldaan.PaymentID(d.id), d.invoice, 121_000) }, "0.00 may be demanded", 0},
		{"paid in part", func(d *debtor) { d.pay(d.id, "p"+voldaan.PaymentID(d.id), d.invoice, 21_000) }, "the claim changed", 100_000},
		{"disputed", event(voldaan.EventDisputed, func(d *debtor, e *voldaan.Event) { invoice(d, e) }), "the claim changed", 0},
		{"disputed in part", event(voldaan.EventDisputed, func(d *debtor, e *voldaan.Event) {
			invoice(d, e)
			e.Amount = 1_000
		}), "the claim changed", 120_000},
		{"held", event(voldaan.EventHeld, func(d *debtor, e *voldaan.Event) {
			invoice(d, e)
			e.Until = d.day() + 3
		}), "the claim changed", 0},
		{"the whole customer held", event(voldaan.EventHeld, func(d *debtor, e *voldaan.Event) {
			e.Reason = voldaan.HoldLegal
		}), "the claim changed", 0},
		{"promised", event(voldaan.EventPromised, func(d *debtor, e *voldaan.Event) {
			invoice(d, e)
			e.Promise, e.On, e.Until = "b"+voldaan.PromiseID(d.id), d.day()+2, d.day()+4
		}), "the claim changed", 0},
		{"said to be paid", event(voldaan.EventPaymentClaimed, func(d *debtor, e *voldaan.Event) {
			invoice(d, e)
			e.Until = d.day() + 4
		}), "the claim changed", 0},
		{"the addressee left; another contact is known", event(voldaan.EventContactLeft, func(d *debtor, e *voldaan.Event) {
			e.Contact = voldaan.ContactID(d.id) + "-k1"
		}), "no recipient may be written to", 121_000},
	}
	onBoth(t, func(w *world) {
		sent := 0
		for i, r := range rows {
			d := w.debtor(i)
			w.read()
			r.change(d)
			w.deliver()
			if l := w.letter(d.letter); l.State != voldaan.LetterCancelled || !strings.Contains(l.Reason, r.says) || w.rendered(d.letter) {
				t.Errorf("%s: the letter is %s (%q), want it cancelled (%q) and never rendered", r.name, l.State, l.Reason, r.says)
			}
			w.turn()
			all := w.letters(d.id, voldaan.LetterReminder1)
			switch {
			case r.anew == 0 && len(all) != 1:
				t.Errorf("%s: it was planned anew: %+v", r.name, all[1:])
			case r.anew != 0 && (len(all) != 2 || all[1].Args.Amount != r.anew || all[1].State != voldaan.LetterSent):
				t.Errorf("%s: letters are %+v, want a new one over %s", r.name, all, r.anew)
			case r.anew != 0:
				sent++
			}
			w.mails(sent)
		}
	})
}

// TestGateless lets mails to colleagues pass whatever holds demands, and
// answers whatever but a stop.
func TestGateless(t *testing.T) {
	onBoth(t, func(w *world) {
		w.zon()
		w.plan()
		// Nothing was read, a mail waits, payments are old, and it is Sunday night.
		w.cr.PaymentsMaxAge = time.Hour
		w.mail(store.Mail{ID: "m1", State: store.MailStored}, store.MailText{}, "From: an@zon.example")
		w.now = (w.day() + 4).At(3, 0, w.cr.Zone)
		internal := []store.Letter{w.caseMail("")}
		for _, k := range []voldaan.LetterKind{voldaan.LetterDigest, voldaan.LetterRegistered, voldaan.LetterNotice, voldaan.LetterDataAsked} {
			internal = append(internal, w.add(w.cr.ToColleague(k, w.cr.Owner(), w.now, w.office.Mint)))
		}
		answer := w.answer(voldaan.LetterPromiseNoted, "")
		w.deliver()
		for _, l := range append(internal, answer) {
			w.want(l.ID, voldaan.LetterSent, "")
		}
		w.mails(len(internal) + 1)

		stopped := w.answer(voldaan.LetterPromiseNoted, "")
		w.apply(zon, voldaan.EventStopped, nil)
		c := w.caseMail("")
		w.deliver()
		w.want(stopped.ID, voldaan.LetterQueued, "the customer is stopped")
		w.want(c.ID, voldaan.LetterSent, "")
		w.apply(zon, voldaan.EventStarted, nil)
		w.apply(zon, voldaan.EventHeld, func(_ *voldaan.Ledger, e *voldaan.Event) { e.Reason = voldaan.HoldLegal })
		w.deliver()
		w.want(stopped.ID, voldaan.LetterCancelled, "legal matter")
		w.apply(zon, voldaan.EventResumed, nil)
		gone := w.answer(voldaan.LetterPromiseNoted, "")
		w.apply(zon, voldaan.EventContactStopped, func(_ *voldaan.Ledger, e *voldaan.Event) { e.Contact = "zon-k1" })
		w.deliver()
		w.want(gone.ID, voldaan.LetterCancelled, "no recipient")
	})
}

// TestStoppedContact writes to the contacts that may be written to when the
// letter leaves, not to one who has asked to be left alone since.
func TestStoppedContact(t *testing.T) {
	onBoth(t, func(w *world) {
		w.zon()
		w.contact(zon, voldaan.Contact{ID: "zon-k2", Address: "bea@zon.example", Name: "Bea", Role: "billing"})
		w.plan()
		w.read()
		w.apply(zon, voldaan.EventContactStopped, func(_ *voldaan.Ledger, e *voldaan.Event) { e.Contact = "zon-k1" })
		w.deliver()
		m := w.mails(1)[0]
		if len(m.Rcpts) != 1 || m.Rcpts[0] != "bea@zon.example" || strings.Contains(string(m.Raw), "an@zon.example") {
			t.Errorf("it went to %v", m.Rcpts)
		}
		w.want(w.demand().ID, voldaan.LetterSent, "")
	})
}
