package outbound_test

import (
	"strings"
	"testing"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/store"
)

// ladder gives the office these steps, for everybody.
func (w *world) ladder(steps ...voldaan.Step) {
	p := voldaan.DefaultPolicy()
	p.Steps = steps
	w.office.Policies = []voldaan.Policy{p}
}

// on goes on to a day, counted from the first, at ten.
func (w *world) on(days int) {
	w.now = wednesday().Add(days).At(10, 0, w.cr.Zone)
}

// last is the newest mail that arrived.
func (w *world) last(n int) string { return string(w.mails(n)[n-1].Raw) }

func TestPostAndHandover(t *testing.T) {
	onBoth(t, func(w *world) {
		w.ladder(
			voldaan.Step{Name: "brief", Day: 3, Tone: voldaan.ToneFirm, Channel: voldaan.ChannelPost, Signer: w.cr.Colleagues[1].Key()},
			voldaan.Step{Name: voldaan.StepHandover, Day: 12, Wait: 7},
		)
		w.zon()
		w.turn()
		post := w.letters(zon, voldaan.LetterPostTask)
		if len(post) != 1 {
			t.Fatalf("%d letters for the post", len(post))
		}
		w.want(post[0].ID, voldaan.LetterSent, "")
		mail := w.last(1)
		if got := w.mails(1)[0].Rcpts; got[0] != "anna@kade.example" || !strings.Contains(mail, "reminder2-70001.txt") ||
			!strings.Contains(mail, "Content-Type: application/pdf; name=reminder2-70001.pdf") ||
			!strings.Contains(mail, "Content-Type: text/plain; charset=utf-8; name=reminder2-70001.txt") {
			t.Errorf("it went to %v:\n%s", got, mail)
		}
		if d := w.ledger().Demands; len(d) != 1 || d[0].Channel != voldaan.ChannelPost || d[0].State != voldaan.DemandSent || d[0].Currency != voldaan.EUR {
			t.Errorf("the ledger remembers %+v", d)
		}
		w.on(8) // twelve days late, seven after the letter
		w.turn()
		w.turn()
		w.within(func(tx *store.Tx) {
			open, err := tx.OpenCases(kade)
			w.check(err)
			if len(open) != 1 || open[0].Reason != "handover" || len(open[0].Invoices) != 1 || open[0].Customer != zon {
				t.Errorf("the cases are %+v", open)
			}
		})
		if s := subjectOf(t, w.mails(2)[1].Raw); s != "Voor u: voorstel tot overdracht, Bakkerij Zon (2026-041)" {
			t.Errorf("the subject is %q", s)
		}
		w.on(40)
		w.turn() // the ladder is at its end
		if n := len(w.letters(zon, voldaan.LetterPostTask)) + len(w.letters(zon, voldaan.LetterReminder2)); n != 1 {
			t.Errorf("%d letters in all", n)
		}
	})
}

// TestForewarned tells a colleague, and lets the letter go 24 hours later.
func TestForewarned(t *testing.T) {
	onBoth(t, func(w *world) {
		w.ladder(voldaan.Step{Name: voldaan.StepReminder1, Day: 4, Forewarn: true})
		w.zon()
		w.at(14, 30)
		w.turn()
		if got := w.mails(1)[0].Rcpts; got[0] != "anna@kade.example" || !strings.Contains(w.last(1), "Bakkerij Zon") {
			t.Errorf("it went to %v", got)
		}
		w.on(1)
		w.turn() // not yet a day
		w.mails(1)
		w.now = wednesday().Add(1).At(14, 40, w.cr.Zone)
		w.turn()
		w.want(w.demand().ID, voldaan.LetterSent, "")
		w.mails(2)
	})
}

// TestApproveStep waits for a yes in mode act too, and the list asks for it.
func TestApproveStep(t *testing.T) {
	onBoth(t, func(w *world) {
		w.ladder(voldaan.Step{Name: voldaan.StepReminder1, Day: 3, Approve: true, Signer: w.cr.Colleagues[1].Key()})
		w.zon()
		w.turn()
		l := w.demand()
		if l.Approved != "wanted" || len(w.letters("", voldaan.LetterDayList)) != 1 {
			t.Errorf("it waits for %q", l.Approved)
		}
		w.mails(1)
		w.within(func(tx *store.Tx) {
			row, err := tx.Letter(kade, l.ID)
			w.check(err)
			row.Approved = "anna"
			w.check(tx.SetLetter(row))
		})
		w.turn()
		if got := w.last(2); !strings.Contains(got, "Mia Kade") {
			t.Errorf("the senior does not sign:\n%s", got)
		}
	})
}

// TestPlanRuns announces, notices a lapse, opens a case and holds for a while.
func TestPlanRuns(t *testing.T) {
	onBoth(t, func(w *world) {
		w.zon()
		w.apply(zon, voldaan.EventPlanned, func(l *voldaan.Ledger, e *voldaan.Event) {
			l.Plans = append(l.Plans, voldaan.InstalmentPlan{ID: "pl", Customer: zon, Made: w.day()})
			l.Instalments = append(l.Instalments,
				voldaan.Instalment{Plan: "pl", Number: 1, Day: w.day().Add(7), Amount: 21_000},
				voldaan.Instalment{Plan: "pl", Number: 2, Day: w.day().Add(14), Amount: 100_000})
			e.Invoice, e.Plan = "i1", "pl"
		})
		w.turn()
		w.mails(0)
		w.on(2) // the Friday before
		w.turn()
		notes := w.letters(zon, voldaan.LetterInstalment)
		if len(notes) != 1 || notes[0].Class != voldaan.ClassNote {
			t.Fatalf("%+v", notes)
		}
		if mail := w.last(1); !strings.Contains(mail, "210,00") || !strings.Contains(mail, "2026-041") || !strings.Contains(mail, "an@zon.example") {
			t.Errorf("the announcement:\n%s", mail)
		}
		w.on(6)
		w.pay(zon, "p1", "i1", 21_000)
		w.on(9)
		w.turn()
		if n := len(w.letters(zon, voldaan.LetterInstalment)); n != 2 {
			t.Errorf("%d announcements, want the second too", n)
		}
		w.on(19)
		w.turn()
		w.turn()
		l := w.ledger()
		if p := l.Plan("pl"); p.State != voldaan.PlanLapsed || l.Status("i1", w.day()) != voldaan.StatusHeld {
			t.Errorf("the plan is %s, the invoice %s", p.State, l.Status("i1", w.day()))
		}
		if mail := w.last(3); !strings.Contains(mail, "termijn is niet betaald") {
			t.Errorf("the case:\n%s", mail)
		}
		w.on(30)
		w.turn()
		if n := len(w.letters(zon, voldaan.LetterReminder1)); n != 1 {
			t.Errorf("%d reminders after the lapse", n)
		}
	})
}

// TestThanksAndQuote: who keeps a promise is thanked; who breaks it reads his own
// words, while they are there.
func TestThanksAndQuote(t *testing.T) {
	onBoth(t, func(w *world) {
		w.zon()
		w.mail(store.Mail{ID: "m1", Customer: zon, State: store.MailHandled}, store.MailText{Sender: "an@zon.example", Reply: "Dag Anna,\nwij betalen \"vrijdag\". Groeten, An"}, "raw")
		promise := func(id voldaan.PromiseID, days int) {
			w.apply(zon, voldaan.EventPromised, func(_ *voldaan.Ledger, e *voldaan.Event) {
				e.Invoice, e.Promise, e.On, e.Until, e.Mail = "i1", id, w.day().Add(days), w.day().Add(days+2), "m1"
				e.Evidence = voldaan.Evidence{Part: "reply", From: 10, To: 31, By: "test"}
			})
		}
		promise("pr1", 2)
		w.on(5)
		w.turn()
		l := w.demand()
		if mail := w.last(1); !strings.Contains(mail, "wij betalen") || !strings.Contains(mail, "4 maart 2026") || l.Args.Promise != "pr1" {
			t.Errorf("the letter does not quote:\n%s", mail)
		}
		w.on(6)
		promise("pr2", 3)
		w.on(8)
		w.pay(zon, "p1", "i1", 121_000)
		w.turn()
		thanks := w.letters(zon, voldaan.LetterThanks)
		if len(thanks) != 1 {
			t.Fatalf("%d thanks", len(thanks))
		}
		w.want(thanks[0].ID, voldaan.LetterSent, "")
		if mail := w.last(2); !strings.Contains(mail, "2026-041") || !strings.Contains(mail, "Dank") {
			t.Errorf("the thanks:\n%s", mail)
		}
		w.on(20)
		w.turn()
		w.mails(2)
	})
}

// TestJumpingClock: a clock that is put back, or a week ahead and back again,
// sends nothing twice.
func TestJumpingClock(t *testing.T) {
	onBoth(t, func(w *world) {
		w.zon()
		w.invoice(zon, "i2", "2026-042", 50_000, 3)
		w.turn()
		w.mails(1)
		for _, days := range []int{-5, -1, 0, 7, 0, -3, 7, 1, 8} {
			w.on(days)
			w.turn()
			w.turn()
		}
		sent := map[string]int{}
		for _, kind := range voldaan.LetterKinds(voldaan.ClassDemand) {
			for _, l := range w.letters(zon, kind) {
				if l.State == voldaan.LetterSent {
					sent[string(kind)]++
				}
			}
		}
		if sent["reminder1"] > 1 || sent["reminder2"] > 1 || len(w.wire.mails()) > 3 {
			t.Errorf("%v, %d mails", sent, len(w.wire.mails()))
		}
	})
}

// TestUncertainNote: nobody knows whether an announcement arrived; it counts as
// sent, never goes again by itself, and a person is told.
func TestUncertainNote(t *testing.T) {
	onBoth(t, func(w *world) {
		w.zon()
		w.apply(zon, voldaan.EventPlanned, func(l *voldaan.Ledger, e *voldaan.Event) {
			l.Plans = append(l.Plans, voldaan.InstalmentPlan{ID: "pl", Customer: zon, Made: w.day()})
			l.Instalments = append(l.Instalments, voldaan.Instalment{Plan: "pl", Number: 1, Day: w.day().Add(5), Amount: 121_000})
			e.Invoice, e.Plan = "i1", "pl"
		})
		w.plan()
		notes := w.letters(zon, voldaan.LetterInstalment)
		if len(notes) != 1 {
			w.on(2)
			w.plan()
			notes = w.letters(zon, voldaan.LetterInstalment)
		}
		w.within(func(tx *store.Tx) {
			row, err := tx.Letter(kade, notes[0].ID)
			w.check(err)
			row.State, row.LeasedBy = voldaan.LetterSending, "gone:1"
			w.check(tx.SetLetter(row))
		})
		w.read()
		w.deliver()
		w.want(notes[0].ID, voldaan.LetterUncertain, "")
		w.later(time.Hour)
		w.turn()
		w.want(notes[0].ID, voldaan.LetterUncertain, "")
		if d := w.ledger().Demands; len(d) != 1 || d[0].State != voldaan.DemandSent {
			t.Errorf("the ledger remembers %+v", d)
		}
		if n := len(w.letters(zon, voldaan.LetterNotice)); n != 1 {
			t.Errorf("%d notices", n)
		}
	})
}
