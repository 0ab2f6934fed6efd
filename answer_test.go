package voldaan

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// TestRespondAnything lets random readings meet ledgers after random months.
func TestRespondAnything(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		m := newMonth(t, rt)
		for range rapid.IntRange(0, 12).Draw(rt, "events") {
			m.anyEvent(rt)
		}
		for range rapid.IntRange(1, 4).Draw(rt, "mails") {
			x := &exchange{month: m, before: m.l.Clone(), mail: m.randomMail(), reading: m.randomReading(), match: m.randomMatch()}
			x.run()
			m.check(rt)
			m.pass(rt)
		}
	})
}

// exchange is one mail and what became of it.
type exchange struct {
	*month
	before  *Ledger
	mail    Mail
	reading Reading
	match   Match
	out     Response
}

func (m *month) randomMail() Mail {
	mail := Mail{ID: "m1", Kind: rapid.SampledFrom([]MailKind{
		MailCustomer, MailCustomer, MailCustomer, MailAutoReply, MailBounce, MailReport, MailUnreadable,
	}).Draw(m.rt, "mail")}
	if mail.Kind == MailAutoReply && rapid.Bool().Draw(m.rt, "returns") {
		mail.AutoReply = &AutoReply{ReturnOn: m.day.Add(rapid.IntRange(-5, 70).Draw(m.rt, "return"))}
	}
	return mail
}

func (m *month) randomReading() Reading {
	finding := rapid.Custom(func(t *rapid.T) Finding {
		f := Finding{
			Intent:     rapid.SampledFrom(Intents()).Draw(t, "intent"),
			Invoices:   rapid.SliceOfN(rapid.SampledFrom([]string{"2026-i0", "2026-i1", "2026-i2", "2026-i3", "4711", ""}), 0, 3).Draw(t, "invoices"),
			Amount:     rapid.SampledFrom([]Amount{0, 0, 1, 10_000, 100_000, MaxAmount, -1}).Draw(t, "amount"),
			Confidence: rapid.SampledFrom([]float64{0, 0.3, 0.7, 0.9, 1}).Draw(t, "confidence"),
			Reason:     rapid.SampledFrom([]DisputeReason{"", ReasonDefective, DisputeReason(HoldLegal)}).Draw(t, "reason"),
			Flags: rapid.SliceOfN(rapid.SampledFrom([]Flag{
				FlagAnger, FlagThreat, FlagHardship, FlagInjection, FlagContradiction, FlagRedirect, FlagPhishing,
				FlagBankDetails, FlagCash, FlagShort, FlagAmbiguous,
			}), 0, 1).Draw(t, "flags"),
		}
		if rapid.Bool().Draw(t, "dated") {
			f.Date = m.day.Add(rapid.IntRange(-400, 400).Draw(t, "date"))
		}
		if rapid.Bool().Draw(t, "redirects") {
			f.Contact = &ContactFound{Email: rapid.SampledFrom([]string{
				"", "boek@linde.example", "nieuw@linde.example", "eva@linde.example", "x@elders.example", "no address",
			}).Draw(t, "to")}
		}
		return f
	})
	return Reading{
		Threshold: rapid.SampledFrom([]float64{0, 0.7, 1}).Draw(m.rt, "threshold"),
		Findings:  rapid.SliceOfN(finding, 0, 4).Draw(m.rt, "findings"),
	}
}

func (m *month) randomMatch() Match {
	return Match{
		Contact:       ContactID(m.pick("from", "k0", "k0", "k1", "k2", "k8", "")),
		Invoices:      rapid.SliceOfN(rapid.SampledFrom([]InvoiceID{"i0", "i1", "i2", "i3", "i8"}), 0, 2).Draw(m.rt, "about"),
		Unsure:        rapid.Bool().Draw(m.rt, "unsure"),
		AnsweredToday: rapid.IntRange(0, 4).Draw(m.rt, "answered"),
		Domains:       []string{"linde.example"},
	}
}

func (x *exchange) run() {
	about := slices.Clone(x.match.Invoices)
	var err error
	x.out, err = Respond(x.l, x.mail, x.reading, x.match, DefaultPolicy(), x.cal, x.stamp(AuthorCustomer))
	if err != nil {
		x.rt.Fatalf("respond: %v", err)
	}
	if !slices.Equal(about, x.match.Invoices) {
		x.rt.Fatalf("the match was changed from %v to %v", about, x.match.Invoices)
	}
	x.events()
	x.safe()
	x.answer()
	x.legal()
	automatic := x.mail.Kind == MailAutoReply || x.mail.Kind == MailBounce || x.mail.Kind == MailReport
	if x.reading.Human() && !automatic && x.out.Case == nil {
		x.rt.Fatalf("a person must look at %+v, and no case is opened", x.reading)
	}
	x.log = append(x.log, x.out.Events...)
}

// events checks what a mail may cause, and that the events alone make the
// ledger that was made.
func (x *exchange) events() {
	may := []EventKind{
		EventMailRead, EventContactLeft, EventContactAdded, EventHeld, EventDisputed, EventPromised, EventPaymentClaimed,
	}
	again := x.before.Clone()
	for _, c := range x.l.Contacts[len(again.Contacts):] {
		if Domain(c.Address) != "linde.example" {
			x.rt.Fatalf("%s became a contact", c.Address)
		}
		c.Standing, c.Event = "", ""
		again.Contacts = append(again.Contacts, c)
	}
	for _, e := range x.out.Events {
		if !slices.Contains(may, e.Kind) || e.By != AuthorCustomer && (e.By != AuthorBot || e.Kind != EventHeld) {
			x.rt.Fatalf("a mail caused %s by the %s", e.Kind, e.By)
		}
		if e.Mail != x.mail.ID || e.Group != x.out.Events[0].ID {
			x.rt.Fatalf("%+v does not belong to the mail", e)
		}
		if err := again.Apply(e); err != nil {
			x.rt.Fatalf("an event of the response is refused: %v", err)
		}
	}
	if diff := cmp.Diff(x.l, again, ledgerOptions); diff != "" {
		x.rt.Fatalf("the events make another ledger:\n%s", diff)
	}
}

// safe checks that a mail moves no money and lets nothing be demanded that
// could not be demanded before.
func (x *exchange) safe() {
	if !cmp.Equal(x.l.Allocations, x.before.Allocations) || !cmp.Equal(x.l.Payments, x.before.Payments) {
		x.rt.Fatal("a mail moved money")
	}
	for _, inv := range x.l.Invoices {
		if x.l.Open(inv.ID) != x.before.Open(inv.ID) || x.l.Demandable(inv.ID, x.day) > x.before.Demandable(inv.ID, x.day) {
			x.rt.Fatalf("a mail made more of %s demandable", inv.ID)
		}
	}
	for i, s := range x.before.Standings {
		if x.l.Standings[i] != s {
			x.rt.Fatalf("a mail changed the standing %+v", s)
		}
	}
}

// answer is invariants 9 and 10.
func (x *exchange) answer() {
	if x.out.Answer == "" {
		return
	}
	c := x.before.Contact(x.match.Contact)
	switch {
	case x.out.Answer.Class() != ClassAnswer:
		x.rt.Fatalf("%s is no answer", x.out.Answer)
	case c == nil || !c.CanReceive() || !x.l.Contact(c.ID).CanReceive():
		x.rt.Fatalf("%s goes to %+v", x.out.Answer, c)
	case x.mail.Kind != MailCustomer:
		x.rt.Fatalf("%s answers a mail of kind %s", x.out.Answer, x.mail.Kind)
	case x.match.AnsweredToday >= DefaultPolicy().AnswersPerDay:
		x.rt.Fatalf("%s is answer %d of the day", x.out.Answer, x.match.AnsweredToday+1)
	case !x.out.Args.Automatic || x.out.Args.Mail != x.mail.ID:
		x.rt.Fatalf("%s does not say that it is automatic: %+v", x.out.Answer, x.out.Args)
	}
	for _, i := range []Intent{IntentLegal, IntentOther, IntentAutoReply, IntentBounce} {
		if x.reading.Intent() == i {
			x.rt.Fatalf("%s answers %s", x.out.Answer, i)
		}
	}
	for _, f := range []Flag{FlagAnger, FlagThreat, FlagHardship, FlagInjection, FlagPhishing} {
		if slices.Contains(x.reading.Flags(), f) {
			x.rt.Fatalf("%s answers %s", x.out.Answer, f)
		}
	}
}

// legal stops every letter to the customer and asks a person.
func (x *exchange) legal() {
	if len(x.reading.Of(IntentLegal)) == 0 {
		return
	}
	if x.out.Case == nil || x.out.Answer != "" {
		x.rt.Fatalf("a legal matter: answer %q, case %v", x.out.Answer, x.out.Case)
	}
	for _, day := range []Date{x.day, x.day.Add(1000)} {
		for _, inv := range x.l.Invoices {
			if x.l.Demandable(inv.ID, day) != 0 {
				x.rt.Fatalf("%s may be demanded on %s", inv.ID, day)
			}
		}
		for _, cur := range x.l.Currencies() {
			if p := Plan(x.l, cur, DefaultPolicy(), weekdays(), day.Time(), day); p.Letter != nil || p.Call != nil {
				x.rt.Fatalf("a letter is planned: %s", fmt.Sprint(p.Letter.lines(), p.Call.lines()))
			}
		}
	}
}
