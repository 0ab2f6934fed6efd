package outbound

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/store"
	"github.com/voldaan/voldaan/templates"
)

// storyBook plays events on a ledger of one customer with two invoices, a day
// apart from each other.
type storyBook struct {
	t     *testing.T
	story *Story
	day   voldaan.Date
}

const storyStart voldaan.Date = 739677 // 2026-03-02

func newStoryBook(t *testing.T, locale string) *storyBook {
	set, err := templates.Load()
	if err != nil {
		t.Fatal(err)
	}
	els := voldaan.Colleague{Name: "Els Visser", Address: "els@kade.example", Role: voldaan.RoleFinance}
	l := &voldaan.Ledger{
		Customer: voldaan.Customer{ID: "c1", Creditor: "kade"},
		Contacts: []voldaan.Contact{{ID: "k1", Customer: "c1", Address: "boek@linde.example", Known: true}},
	}
	for _, id := range []voldaan.InvoiceID{"i1", "i2"} {
		l.Invoices = append(l.Invoices, voldaan.Invoice{
			ID: id, Customer: "c1", Number: "N-" + string(id), Issued: storyStart - 30, Due: storyStart, Currency: voldaan.EUR, Total: 100_000,
		})
	}
	l.Payments = []voldaan.Payment{
		{ID: "p1", Customer: "c1", Kind: voldaan.PaymentTransfer, Currency: voldaan.EUR, Amount: 30_000, Day: storyStart + 1},
		{ID: "p2", Customer: "c1", Kind: voldaan.PaymentCreditNote, Currency: voldaan.EUR, Amount: 70_000, Day: storyStart + 2},
	}
	return &storyBook{t: t, day: storyStart, story: &Story{
		Templates: set, Locale: locale, Creditor: &voldaan.Creditor{ID: "kade", Colleagues: []voldaan.Colleague{els}}, Ledger: l,
		Letters: map[voldaan.LetterID]store.Letter{}, Mails: map[voldaan.MailID]store.MailText{}, Cases: map[voldaan.CaseID]voldaan.Case{},
		Today: storyStart + 60,
	}}
}

// do makes an event true on the next day.
func (b *storyBook) do(by voldaan.AuthorKind, kind voldaan.EventKind, change func(*voldaan.Event)) *voldaan.Event {
	b.t.Helper()
	b.day++
	id := voldaan.EventID(fmt.Sprint("e", len(b.story.Events)+1))
	e := voldaan.Event{
		ID: id, Group: id, Seq: int64(len(b.story.Events) + 1), Creditor: "kade", Customer: "c1", Kind: kind, By: by, Day: b.day,
		At: b.day.At(10, 0, time.UTC),
	}
	if by == voldaan.AuthorColleague {
		e.Author = b.story.Creditor.Owner().Key()
	}
	if change != nil {
		change(&e)
	}
	if kind != voldaan.EventUndone {
		if err := b.story.Ledger.Apply(e); err != nil {
			b.t.Fatalf("%s: %v", kind, err)
		}
	}
	b.story.Events = append(b.story.Events, e)
	return &b.story.Events[len(b.story.Events)-1]
}

func (b *storyBook) register() {
	for _, id := range []voldaan.InvoiceID{"i1", "i2"} {
		b.do(voldaan.AuthorColleague, voldaan.EventInvoiceRegistered, func(e *voldaan.Event) {
			e.Invoice, e.Amount, e.Until = id, 100_000, storyStart
		})
	}
}

// texts are the sentences of a story without their days.
func texts(lines []StoryLine) []string {
	var out []string
	for _, l := range lines {
		out = append(out, l.Text)
		for _, m := range l.More {
			out = append(out, "  "+m)
		}
	}
	return out
}

// TestStory tells a life with everything in it, in English.
func TestStory(t *testing.T) {
	b := newStoryBook(t, "en")
	b.register()
	b.story.Ledger.Invoices[0].LastStep, b.story.Ledger.Invoices[0].LastContact = voldaan.StepReminder1, storyStart-1
	on := func(e *voldaan.Event) { e.Invoice = "i1" }
	b.story.Mails["m1"] = store.MailText{Sender: "boek@linde.example", Subject: "Your letter", Reply: "We contest\nthis."}
	b.do(voldaan.AuthorBot, voldaan.EventMailRead, func(e *voldaan.Event) { e.Mail, e.Reason, e.Confidence = "m1", "dispute", 934 })
	b.do(voldaan.AuthorCustomer, voldaan.EventDisputed, func(e *voldaan.Event) {
		on(e)
		e.Mail, e.Amount, e.Reason, e.Confidence = "m1", 40_000, "defective", 934
		e.Evidence = voldaan.Evidence{Part: "reply", From: 0, To: 16, By: "rules"}
	})
	b.story.Cases["s1"] = voldaan.Case{ID: "s1", Owner: b.story.Creditor.Owner().Key(), Invoices: []voldaan.InvoiceID{"i1"}, State: voldaan.CaseOpen, Deadline: (storyStart + 70).At(9, 0, time.UTC), Reason: "defective"}
	b.do(voldaan.AuthorBot, voldaan.EventCaseOpened, func(e *voldaan.Event) { e.Case, e.Reason = "s1", "defective" })
	b.do(voldaan.AuthorColleague, voldaan.EventDisputeResolved, on)
	b.do(voldaan.AuthorCustomer, voldaan.EventPromised, func(e *voldaan.Event) {
		on(e)
		e.Mail, e.Promise, e.On, e.Until = "m9", "pr1", e.Day+5, e.Day+7
		e.Evidence = voldaan.Evidence{Part: "reply", From: 0, To: 4, By: "rules"}
	})
	b.day += 10
	b.do(voldaan.AuthorBot, voldaan.EventPromiseBroken, func(e *voldaan.Event) { e.Promise = "pr1" })
	b.story.Letters["l1"] = store.Letter{Letter: voldaan.Letter{ID: "l1", Kind: voldaan.LetterReminder2, Recipients: []voldaan.Recipient{
		{Address: "boek@linde.example", State: voldaan.LetterSent, Code: 250},
		{Address: "old@linde.example", State: voldaan.LetterFailed, Code: 550, Status: "5.1.1", Text: "no such user"},
		{State: voldaan.LetterUncertain},
	}}}
	for _, id := range []voldaan.InvoiceID{"i1", "i2"} {
		b.do(voldaan.AuthorBot, voldaan.EventDemandQueued, func(e *voldaan.Event) {
			e.Letter, e.Invoice, e.Step, e.Amount = "l1", id, voldaan.StepReminder1, 100_000
		})
	}
	b.do(voldaan.AuthorBot, voldaan.EventDemandSent, func(e *voldaan.Event) { e.Letter = "l1" })
	for _, p := range []voldaan.PaymentID{"p1"} {
		b.do(voldaan.AuthorBank, voldaan.EventPaymentBooked, func(e *voldaan.Event) { e.Payment, e.Amount = p, 30_000 })
		b.do(voldaan.AuthorBank, voldaan.EventAllocated, func(e *voldaan.Event) {
			on(e)
			e.Payment, e.Part, e.Amount = p, voldaan.PartPrincipal, 30_000
		})
	}
	hold := b.do(voldaan.AuthorOperator, voldaan.EventHeld, func(e *voldaan.Event) { on(e); e.Until = e.Day + 3 })
	b.day += 5
	b.do(voldaan.AuthorColleague, voldaan.EventUndone, func(e *voldaan.Event) { e.Ref = hold.ID })
	b.do(voldaan.AuthorColleague, voldaan.EventPaymentBooked, func(e *voldaan.Event) { e.Payment, e.Amount = "p2", 70_000 })
	b.do(voldaan.AuthorColleague, voldaan.EventAllocated, func(e *voldaan.Event) {
		on(e)
		e.Payment, e.Part, e.Amount = "p2", voldaan.PartPrincipal, 70_000
	})
	want := []string{
		"Invoice N-i1 of 31 January 2026, €1,000.00, due 2 March 2026, was registered by Els Visser.",
		"Before that, this had gone out: reminder, on 1 March 2026.",
		"A mail of the customer was read: dispute.",
		"  from boek@linde.example, “Your letter”, 93 % sure",
		"€400.00 of invoice N-i1 was contested by the customer: defective.",
		"  because of “We contest this.” (rules, 93 % sure)",
		"Els Visser was asked to decide: defective.",
		"The dispute of 6 March 2026 about invoice N-i1 was ended by Els Visser.",
		"Payment of invoice N-i1 on 14 March 2026 was promised by the customer; letters wait until 16 March 2026.",
		"  because of words that have been erased since",
		"The wait for the promise of 9 March 2026 had come to its end.",
		"The promise of 9 March 2026 was broken.",
		"A letter left: second reminder, €1,000.00 for invoice N-i1.",
		"  to boek@linde.example: taken by the mail server",
		"  to old@linde.example: refused (5.1.1 no such user)",
		"  to (erased): nobody knows whether it arrived",
		"€300.00 came in on 3 March 2026 and was booked on invoice N-i1 from the bank's data; €700.00 is open.",
		"Letters about invoice N-i1 were paused until 29 March 2026 at the command line: no reason was given.",
		"The pause of 26 March 2026 had come to its end.",
		"What was decided on 26 March 2026 was taken back by Els Visser.",
		"A credit note of 4 March 2026 took €700.00 off invoice N-i1: nothing is open any more.",
	}
	if diff := cmp.Diff(want, texts(b.story.Tell([]voldaan.InvoiceID{"i1"}))); diff != "" {
		t.Error(diff)
	}
	other := strings.Join(texts(b.story.Tell([]voldaan.InvoiceID{"i2"})), "\n")
	if strings.Contains(other, "N-i1") || strings.Contains(other, "promise") || !strings.Contains(other, "€1,000.00 for invoice N-i2") {
		t.Errorf("the other invoice's story:\n%s", other)
	}
	whole := strings.Join(texts(b.story.Tell(nil)), "\n")
	if !strings.Contains(whole, "second reminder, €2,000.00 for invoice N-i1, N-i2") {
		t.Errorf("the customer's story:\n%s", whole)
	}
}

// TestStoryNow says what holds an invoice today, and until when.
func TestStoryNow(t *testing.T) {
	b := newStoryBook(t, "en")
	b.register()
	look := func(want ...string) {
		t.Helper()
		b.story.Planned = []voldaan.Planned{voldaan.Plan(b.story.Ledger, voldaan.EUR, voldaan.DefaultPolicy(), voldaan.Calendar{},
			b.story.Today.At(10, 0, time.UTC), b.story.Today)}
		if diff := cmp.Diff(want, b.story.Now("i1").More); diff != "" {
			t.Error(diff)
		}
	}
	b.story.Today = storyStart + 8 // a Tuesday
	look("€1,000.00 of €1,000.00 is open on invoice N-i1, 8 days after the due date", "no letter goes: no address to write to")
	b.do(voldaan.AuthorColleague, voldaan.EventContactAdded, func(e *voldaan.Event) { e.Contact = "k1" })
	look("€1,000.00 of €1,000.00 is open on invoice N-i1, 8 days after the due date", "a letter is due: reminder")
	b.story.Today = storyStart - 5
	look("€1,000.00 of €1,000.00 is open on invoice N-i1, due on 2 March 2026", "no letter goes before 5 March 2026: not due yet")
	b.story.Today = storyStart + 8
	b.do(voldaan.AuthorColleague, voldaan.EventDisputed, func(e *voldaan.Event) { e.Invoice, e.Amount, e.Reason = "i1", 25_000, "wrong_price" })
	b.do(voldaan.AuthorColleague, voldaan.EventHeld, func(e *voldaan.Event) { e.Until, e.Reason = storyStart+9, "by hand" })
	b.story.Cases["s1"] = voldaan.Case{ID: "s1", Invoices: []voldaan.InvoiceID{"i1"}, State: voldaan.CaseOpen, Deadline: (storyStart + 9).At(9, 0, time.UTC), Reason: "wrong_price"}
	b.story.Cases["s2"] = voldaan.Case{ID: "s2", Invoices: []voldaan.InvoiceID{"i2"}, State: voldaan.CaseOpen}
	b.story.Cases["s3"] = voldaan.Case{ID: "s3", Invoices: []voldaan.InvoiceID{"i1"}, State: voldaan.CaseClosed}
	look("€1,000.00 of €1,000.00 is open on invoice N-i1, 8 days after the due date",
		"€250.00 of it disputed since 6 March 2026, until somebody ends it (wrong price)",
		"held since 7 March 2026, until 11 March 2026 (by hand)",
		"Els Visser is asked to decide until 11 March 2026: wrong price")
	b.do(voldaan.AuthorColleague, voldaan.EventClosed, func(e *voldaan.Event) { e.Invoice, e.Reason = "i1", voldaan.ClosedWrittenOff })
	look("invoice N-i1 is closed; €1,000.00 was not paid")
}

// TestStorySentences tells every kind of event and every kind of standing in
// every language: none lacks its sentence or a part of it.
func TestStorySentences(t *testing.T) {
	for _, locale := range voldaan.Languages() {
		b := newStoryBook(t, locale)
		b.register()
		i1 := func(e *voldaan.Event) { e.Invoice, e.Reason = "i1", "other" }
		until := func(e *voldaan.Event) { i1(e); e.Until = e.Day + 2 }
		bot, customer, colleague, operator := voldaan.AuthorBot, voldaan.AuthorCustomer, voldaan.AuthorColleague, voldaan.AuthorOperator
		b.do(colleague, voldaan.EventContactAdded, func(e *voldaan.Event) { e.Contact = "k1" })
		for _, k := range []voldaan.EventKind{voldaan.EventContactBounced, voldaan.EventContactLeft, voldaan.EventContactStopped, voldaan.EventContactRestored} {
			b.do(colleague, k, func(e *voldaan.Event) { e.Contact, e.Reason = "k1", "user_unknown" })
		}
		b.do(customer, voldaan.EventDisputed, i1)
		b.do(colleague, voldaan.EventDisputeResolved, func(e *voldaan.Event) { e.Invoice = "i1" })
		b.do(customer, voldaan.EventHeld, until)
		b.do(bot, voldaan.EventHeld, func(e *voldaan.Event) { until(e); e.Invoice = "" })
		b.do(colleague, voldaan.EventHeld, i1)
		b.do(operator, voldaan.EventHeld, func(e *voldaan.Event) { i1(e); e.Invoice = "" })
		b.do(colleague, voldaan.EventResumed, i1)
		b.do(colleague, voldaan.EventResumed, func(e *voldaan.Event) { e.Invoice = "" })
		for i, end := range []voldaan.EventKind{voldaan.EventPromiseKept, voldaan.EventPromiseBroken, voldaan.EventPromiseWithdrawn} {
			id := voldaan.PromiseID(fmt.Sprint("pr", i))
			b.do(colleague, voldaan.EventPromised, func(e *voldaan.Event) {
				until(e)
				e.Promise, e.Amount = id, voldaan.Amount(i*1_000)
				if i > 0 {
					e.On = e.Day + 1
				}
			})
			b.do(bot, end, func(e *voldaan.Event) { e.Promise = id })
		}
		b.do(customer, voldaan.EventPaymentClaimed, until)
		b.do(customer, voldaan.EventPaymentClaimed, func(e *voldaan.Event) { until(e); e.On = e.Day - 1 })
		b.do(colleague, voldaan.EventPlanned, until)
		b.do(colleague, voldaan.EventPlanned, i1)
		b.do(colleague, voldaan.EventPlanEnded, func(e *voldaan.Event) { e.Invoice = "i1" })
		b.do(colleague, voldaan.EventHandedOver, i1)
		b.do(colleague, voldaan.EventRecalled, func(e *voldaan.Event) { e.Invoice = "i1" })
		b.do(colleague, voldaan.EventClosed, i1)
		b.do(colleague, voldaan.EventReopened, func(e *voldaan.Event) { e.Invoice = "i1" })
		for i, step := range []voldaan.StepName{voldaan.StepReminder1, voldaan.StepCall, voldaan.StepReminder2} {
			id := voldaan.LetterID(fmt.Sprint("l", i))
			b.do(bot, voldaan.EventDemandQueued, func(e *voldaan.Event) { i1(e); e.Letter, e.Step, e.Amount = id, step, 1_000 })
			if i == 2 {
				b.do(bot, voldaan.EventDemandCancelled, func(e *voldaan.Event) { e.Letter = id })
				continue
			}
			b.do(bot, voldaan.EventDemandSent, func(e *voldaan.Event) { e.Letter = id })
		}
		b.do(bot, voldaan.EventDemandBounced, func(e *voldaan.Event) { e.Letter = "l0" })
		b.do(voldaan.AuthorBank, voldaan.EventPaymentBooked, func(e *voldaan.Event) { e.Payment, e.Amount = "p1", 30_000 })
		b.do(colleague, voldaan.EventPaymentReversed, func(e *voldaan.Event) { e.Payment = "p1" })
		for _, k := range []voldaan.EventKind{
			voldaan.EventStopped, voldaan.EventStarted, voldaan.EventMailRead, voldaan.EventAnswered, voldaan.EventCaseOpened,
			voldaan.EventCaseKept, voldaan.EventCaseClosed, voldaan.EventNoted,
		} {
			b.do(colleague, k, func(e *voldaan.Event) { e.Reason = "question" })
		}
		b.do(colleague, voldaan.EventUndone, func(e *voldaan.Event) { e.Ref = b.story.Events[0].ID })
		lines := texts(b.story.Tell(nil))
		if len(lines) < 40 {
			t.Errorf("%s: %d lines", locale, len(lines))
		}
		for _, l := range lines {
			if !strings.Contains(l, " ") || strings.ContainsAny(l, "{}") || strings.Contains(l, "  ") || strings.Contains(l, "_") {
				t.Errorf("%s: %q", locale, l)
			}
		}
		for _, kind := range []voldaan.StandingKind{
			voldaan.StandingClosure, voldaan.StandingHandedOver, voldaan.StandingDispute, voldaan.StandingHold, voldaan.StandingPlan,
			voldaan.StandingClaim, voldaan.StandingPromise,
		} {
			if key := "over_" + string(kind); b.story.sentence(key, nil) == key {
				t.Errorf("%s: no sentence for the end of a %s", locale, kind)
			}
		}
		for _, state := range []voldaan.LetterState{
			voldaan.LetterQueued, voldaan.LetterSending, voldaan.LetterSent, voldaan.LetterDeferred, voldaan.LetterUncertain,
			voldaan.LetterFailed, voldaan.LetterCancelled,
		} {
			if key := "result_" + string(state); b.story.sentence(key, nil) == key {
				t.Errorf("%s: no sentence for a recipient that is %s", locale, state)
			}
		}
	}
}
