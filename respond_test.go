package voldaan

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// mail is a customer's, with one finding at high confidence.
func mail(i Intent, change func(*Finding)) (Mail, Reading) {
	f := Finding{Intent: i, In: "reply", Quote: "words", Confidence: 0.95, By: "rule", Invoices: []string{"2026-i1"}, To: 5}
	if change != nil {
		change(&f)
	}
	return Mail{ID: "m1", Kind: MailCustomer}, Reading{Threshold: 0.7, Findings: []Finding{f}}
}

// respond lets the fixture's ledger answer a mail of its billing contact.
func (f *fixture) respond(m Mail, r Reading, change func(*Match)) Response {
	f.t.Helper()
	match := Match{Contact: "k1", Domains: []string{"linde.example"}}
	if change != nil {
		change(&match)
	}
	out, err := Respond(f.l, m, r, match, DefaultPolicy(), weekdays(), f.stamp(AuthorCustomer))
	if err != nil {
		f.t.Fatal(err)
	}
	f.log = append(f.log, out.Events...)
	return out
}

// TestRespond is the table "What a mail means", a row or more for each intent:
// today is a Wednesday, the mail names i1 and is the billing contact's.
func TestRespond(t *testing.T) {
	known, stranger := &ContactFound{Email: "eva@linde.example"}, &ContactFound{Email: "eva@elders.example"}
	for _, c := range []struct {
		name   string
		intent Intent
		find   func(*Finding)
		mail   func(*Mail)
		events []EventKind
		answer LetterKind
		opens  string // reason of the case
		status Status
		until  Date // the last day of what pauses i1
	}{
		{name: "legal", intent: IntentLegal, events: []EventKind{EventHeld}, opens: "legal", status: StatusHeld},
		{name: "dispute", intent: IntentDispute, events: []EventKind{EventDisputed}, answer: LetterDisputeReceived, opens: "dispute", status: StatusDisputed},
		{name: "wrong, on a known domain", intent: IntentWrongRecipient, find: func(f *Finding) { f.Contact = known }, events: []EventKind{EventContactLeft, EventContactAdded}, status: StatusOpen},
		{name: "wrong, elsewhere", intent: IntentWrongRecipient, find: func(f *Finding) { f.Contact = stranger }, events: []EventKind{EventContactLeft, EventHeld}, opens: "redirect off the known domains", status: StatusHeld, until: today.Add(5)},
		{name: "wrong, nobody named", intent: IntentWrongRecipient, events: []EventKind{EventContactLeft, EventHeld}, opens: "redirect without an address", status: StatusHeld, until: today.Add(5)},
		{name: "wrong, names the sender", intent: IntentWrongRecipient, find: func(f *Finding) {
			f.Contact = &ContactFound{Email: "boek@linde.example"}
		}, events: []EventKind{EventContactLeft, EventHeld}, opens: "redirect without an address", status: StatusHeld, until: today.Add(5)},
		{name: "plan", intent: IntentPaymentPlan, events: []EventKind{EventHeld}, answer: LetterPlanReceived, opens: "consent", status: StatusHeld, until: today.Add(5)},
		{name: "promise", intent: IntentPromise, find: func(f *Finding) { f.Date = today.Add(9) }, events: []EventKind{EventPromised}, answer: LetterPromiseNoted, status: StatusPromised, until: today.Add(13)},
		{name: "promise for today", intent: IntentPromise, find: func(f *Finding) { f.Date = today }, events: []EventKind{EventPromised}, answer: LetterPromiseNoted, status: StatusPromised, until: today.Add(2)},
		{name: "promise for a Sunday", intent: IntentPromise, find: func(f *Finding) { f.Date = today.Add(4) }, events: []EventKind{EventPromised}, answer: LetterPromiseNoted, status: StatusPromised, until: today.Add(7)},
		{name: "promise for a day that is over", intent: IntentPromise, find: func(f *Finding) { f.Date = today.Add(-3) }, events: []EventKind{EventPromised}, answer: LetterPromiseNoted, status: StatusPromised, until: today.Add(2)},
		{name: "promise without a day", intent: IntentPromise, events: []EventKind{EventPromised}, answer: LetterPromiseDateAsked, status: StatusPromised, until: today.Add(7)},
		{name: "promise past the bound", intent: IntentPromise, find: func(f *Finding) { f.Date = today.Add(46) }, events: []EventKind{EventHeld}, opens: "bound", status: StatusHeld, until: today.Add(5)},
		{name: "paid", intent: IntentAlreadyPaid, find: func(f *Finding) { f.Date = today.Add(-1) }, events: []EventKind{EventPaymentClaimed}, answer: LetterPaymentNoted, status: StatusClaimedPaid, until: today.Add(2)},
		{name: "paid long ago", intent: IntentAlreadyPaid, find: func(f *Finding) { f.Date = today.Add(-99) }, events: []EventKind{EventPaymentClaimed}, answer: LetterPaymentNoted, status: StatusClaimedPaid, until: today.Add(1)},
		{name: "paid on a day to come", intent: IntentAlreadyPaid, find: func(f *Finding) { f.Date = today.Add(20) }, events: []EventKind{EventPaymentClaimed}, answer: LetterPaymentNoted, status: StatusClaimedPaid, until: today.Add(5)},
		{name: "paid just now", intent: IntentAlreadyPaid, events: []EventKind{EventPaymentClaimed}, answer: LetterPaymentNoted, status: StatusClaimedPaid, until: today.Add(5)},
		{name: "another document", intent: IntentDocumentRequest, find: func(f *Finding) { f.Flags = []Flag{FlagBeyond} }, events: []EventKind{EventHeld}, opens: "beyond", status: StatusHeld, until: today.Add(5)},
		{name: "copy of a stored document", intent: IntentDocumentRequest, answer: LetterStatement, status: StatusOpen},
		{name: "question", intent: IntentQuestion, events: []EventKind{EventHeld}, answer: LetterQuestionReceived, opens: "question", status: StatusHeld, until: today.Add(5)},
		{name: "acknowledgement", intent: IntentAcknowledgement, status: StatusOpen},
		{name: "away", intent: IntentAutoReply, mail: func(m *Mail) {
			m.Kind, m.AutoReply = MailAutoReply, &AutoReply{ReturnOn: today.Add(10)}
		}, events: []EventKind{EventHeld}, status: StatusHeld, until: today.Add(9)},
		{name: "away without a day", intent: IntentAutoReply, mail: func(m *Mail) { m.Kind = MailAutoReply }, status: StatusOpen},
		{name: "bounce", intent: IntentBounce, mail: func(m *Mail) { m.Kind = MailBounce }, status: StatusOpen},
		{name: "other", intent: IntentOther, status: StatusOpen},
		{name: "anger", intent: IntentPromise, find: func(f *Finding) { f.Date, f.Flags = today.Add(9), []Flag{FlagAnger} }, events: []EventKind{EventPromised}, opens: "anger", status: StatusPromised, until: today.Add(13)},
		{name: "cash is answered and shown", intent: IntentAlreadyPaid, find: func(f *Finding) { f.Flags = []Flag{FlagCash} }, events: []EventKind{EventPaymentClaimed}, answer: LetterPaymentNoted, opens: "cash", status: StatusClaimedPaid, until: today.Add(5)},
		{name: "not sure", intent: IntentAcknowledgement, find: func(f *Finding) { f.Confidence = 0.3 }, events: []EventKind{EventHeld}, opens: "unsure", status: StatusHeld, until: today.Add(5)},
	} {
		f := newFixture(t)
		f.l.Invoices[0].Document = "hash"
		m, r := mail(c.intent, c.find)
		if c.mail != nil {
			c.mail(&m)
		}
		got := f.respond(m, r, func(match *Match) { match.Invoices = []InvoiceID{"i1"} })
		if diff := cmp.Diff(append([]EventKind{EventMailRead}, c.events...), kinds(got.Events)); diff != "" {
			t.Errorf("%s: events\n%s", c.name, diff)
		}
		opens := ""
		if got.Case != nil {
			opens = got.Case.Reason
		}
		if got.Answer != c.answer || opens != c.opens {
			t.Errorf("%s: answer %q, case %q; want %q, %q", c.name, got.Answer, opens, c.answer, c.opens)
		}
		if s := f.l.Status("i1", today); s != c.status {
			t.Errorf("%s: i1 is %s, want %s", c.name, s, c.status)
		}
		if n := len(f.l.Standings); n > 0 && f.l.Standings[n-1].End != c.until {
			t.Errorf("%s: pauses until %q, want %q", c.name, f.l.Standings[n-1].End, c.until)
		}
		f.folds()
	}
}

// TestRespondEvidence: an event says on whose word and on which words it rests.
func TestRespondEvidence(t *testing.T) {
	f := newFixture(t)
	m, r := mail(IntentDispute, func(x *Finding) { x.Reason, x.Amount, x.From, x.To = ReasonDefective, 30_000, 3, 9 })
	got := f.respond(m, r, nil)
	want := Event{
		ID: got.Events[1].ID, Creditor: "kade", Customer: "c1", Group: got.Events[0].ID, Kind: EventDisputed,
		At: f.at(), Day: today, By: AuthorCustomer, Mail: "m1", Invoice: "i1", Amount: 30_000, Reason: "defective",
		Confidence: 950, Evidence: Evidence{Part: "reply", From: 3, To: 9, By: "rule"},
	}
	if diff := cmp.Diff(want, got.Events[1]); diff != "" {
		t.Error(diff)
	}
	f.status("i1", StatusDisputed, 70_000)
	if diff := cmp.Diff(&CaseDraft{Intent: IntentDispute, Reason: "defective", Invoices: []InvoiceID{"i1"}}, got.Case); diff != "" {
		t.Error(diff)
	}
}

// TestRespondInvoices: each invoice of a mail has its own intent, the most
// severe first.
func TestRespondInvoices(t *testing.T) {
	f := newFixture(t)
	got := f.respond(Mail{ID: "m1", Kind: MailCustomer}, Reading{Findings: []Finding{
		{Intent: IntentPromise, Date: today.Add(5), Confidence: 1, Invoices: []string{"2026-i1", "2026-i2"}},
		{Intent: IntentDispute, Confidence: 1, Invoices: []string{"2026-i1"}},
		{Intent: IntentAlreadyPaid, Confidence: 1, Invoices: []string{"2026-i3", "2026-i2"}},
	}}, nil)
	f.status("i1", StatusDisputed, 0)
	f.status("i2", StatusPromised, 0)
	f.status("i3", StatusClaimedPaid, 0)
	f.status("u1", StatusOpen, 50_000)
	if diff := cmp.Diff([]EventKind{EventMailRead, EventDisputed, EventPromised, EventPaymentClaimed}, kinds(got.Events)); diff != "" {
		t.Error(diff)
	}
	if got.Answer != LetterDisputeReceived || !slices.Equal(got.Args.Invoices, []InvoiceID{"i1", "i2", "i3"}) || !got.Args.Automatic {
		t.Errorf("answer %s, %+v", got.Answer, got.Args)
	}
	f.folds()
}

// TestRespondWhichInvoice: a mail that names none is about those of the letter
// that it answers, else the only open one, else a person is asked.
func TestRespondWhichInvoice(t *testing.T) {
	none := func(f *Finding) { f.Invoices = nil }
	f := newFixture(t)
	m, r := mail(IntentAlreadyPaid, none)
	if got := f.respond(m, r, nil); got.Case == nil || got.Case.Reason != "which invoice" || got.Answer != LetterPaymentNoted {
		t.Errorf("four are open: %+v", got)
	}
	f.status("i1", StatusHeld, 0) // until a person has said which one

	f = newFixture(t)
	f.respond(m, r, func(x *Match) { x.Invoices = []InvoiceID{"i2", "i8"} })
	f.status("i1", StatusOpen, 100_000)
	f.status("i2", StatusClaimedPaid, 0)

	g := one(t, today.Add(-3), 100_000)
	g.respond(m, r, nil)
	g.status("i1", StatusClaimedPaid, 0)

	f = newFixture(t)
	m, r = mail(IntentAlreadyPaid, nil)
	if got := f.respond(m, r, func(x *Match) { x.Unsure = true }); got.Case == nil {
		t.Error("two candidates are no question")
	}
}

// TestRespondAnswers: who gets no answer, whatever the mail says.
func TestRespondAnswers(t *testing.T) {
	answered := func(name string, want bool, set func(*fixture, *Mail, *Reading, *Match)) {
		t.Helper()
		f := newFixture(t)
		m, r := mail(IntentPromise, func(x *Finding) { x.Date = today.Add(3) })
		match := Match{Contact: "k1"}
		set(f, &m, &r, &match)
		if got := f.respond(m, r, func(x *Match) { *x = match }); (got.Answer != "") != want {
			t.Errorf("%s: answer %q", name, got.Answer)
		}
		f.status("i1", StatusPromised, 0) // read all the same
	}
	answered("a known contact", true, func(*fixture, *Mail, *Reading, *Match) {})
	answered("a second answer today", true, func(_ *fixture, _ *Mail, _ *Reading, x *Match) { x.AnsweredToday = 2 })
	answered("a fourth answer today", false, func(_ *fixture, _ *Mail, _ *Reading, x *Match) { x.AnsweredToday = 3 })
	answered("a stranger", false, func(_ *fixture, _ *Mail, _ *Reading, x *Match) { x.Contact = "" })
	answered("a contact of nobody", false, func(_ *fixture, _ *Mail, _ *Reading, x *Match) { x.Contact = "k7" })
	answered("a proposed contact", false, func(f *fixture, _ *Mail, _ *Reading, _ *Match) { f.l.Contacts[0].Known = false })
	answered("one who is not to be written to", false, func(f *fixture, _ *Mail, _ *Reading, _ *Match) {
		f.must(EventContactStopped, func(e *Event) { e.Contact = "k1" })
	})
	answered("one who was never added", false, func(_ *fixture, _ *Mail, _ *Reading, x *Match) { x.Contact = "k2" })
	answered("little confidence", false, func(_ *fixture, _ *Mail, r *Reading, _ *Match) { r.Findings[0].Confidence = 0.69 })
	for _, k := range []MailKind{MailAutoReply, MailBounce, MailReport, MailColleague, MailUnreadable} {
		answered("a mail of kind "+string(k), false, func(_ *fixture, m *Mail, _ *Reading, _ *Match) { m.Kind = k })
	}
	for _, flag := range []Flag{FlagAnger, FlagThreat, FlagHardship, FlagInjection, FlagPhishing, FlagBankDetails} {
		answered("flag "+string(flag), false, func(_ *fixture, _ *Mail, r *Reading, _ *Match) { r.Findings[0].Flags = []Flag{flag} })
	}
}

// TestRespondHeld: what is held already is not held once more.
func TestRespondHeld(t *testing.T) {
	f := newFixture(t)
	f.must(EventHeld, func(e *Event) { e.Invoice, e.Reason = "i1", HoldCase })
	for _, i := range []Intent{IntentQuestion, IntentPaymentPlan} {
		m, r := mail(i, nil)
		if got := f.respond(m, r, nil); len(got.Events) != 1 || got.Case == nil {
			t.Errorf("%s: events %v, case %v", i, kinds(got.Events), got.Case)
		}
	}
	f.folds()
}

// TestRespondBounds: the third promise is a case, and pauses only until a
// person has had time to look.
func TestRespondBounds(t *testing.T) {
	f := newFixture(t)
	for n := range 3 {
		m, r := mail(IntentPromise, func(x *Finding) { x.Date = f.day + 1 })
		got := f.respond(m, r, nil)
		f.status("i2", StatusOpen, 100_000) // the case is about i1 alone
		if (got.Case != nil) != (n == 2) || (got.Answer == LetterPromiseNoted) != (n < 2) {
			t.Errorf("promise %d: answer %q, case %v", n+1, got.Answer, got.Case)
		}
		f.day += 7
		for _, e := range EndedPromises(f.l, f.stamp(AuthorBot)) {
			f.refused("", e.Kind, func(x *Event) { *x = e })
		}
	}
	f.status("i1", StatusOpen, 100_000)
	f.status("i2", StatusOpen, 100_000)
	f.folds()
}

func TestBounced(t *testing.T) {
	report := func(hard bool, addresses ...string) Bounce {
		var b Bounce
		for _, a := range addresses {
			b.Recipients = append(b.Recipients, BounceRecipient{Address: a, Reason: BounceUserUnknown, Hard: hard})
		}
		return b
	}
	for _, c := range []struct {
		name    string
		bounce  Bounce
		demand  LetterID
		reached bool
		events  []EventKind
		last    bool
	}{
		{"a delay", report(false, "boek@linde.example"), "l1", false, nil, false},
		{"the only receiver", report(true, "boek@linde.example"), "l1", false, []EventKind{EventContactBounced, EventDemandBounced}, true},
		{"one of two receivers", report(true, "boek@linde.example"), "l1", true, []EventKind{EventContactBounced}, true},
		{"an answer", report(true, "boek@linde.example"), "", false, []EventKind{EventContactBounced}, true},
		{"a letter that the ledger does not know", report(true, "boek@linde.example"), "l9", false, []EventKind{EventContactBounced}, true},
		{"twice the same", report(true, "boek@linde.example", "boek@linde.example"), "", false, []EventKind{EventContactBounced}, true},
		{"an address that is nobody's", report(true, "x@linde.example"), "l1", false, []EventKind{EventDemandBounced}, false},
		{"a contact that was never added", report(true, "tom@linde.example"), "", false, nil, false},
		{"nothing", Bounce{}, "l1", false, nil, false},
	} {
		f := newFixture(t)
		f.send(&Draft{Lines: []DemandLine{{Invoice: "i1", Step: StepReminder1, Amount: 100}}})
		if c.demand == "l1" {
			c.demand = f.l.Demands[0].Letter
		}
		events, draft := Bounced(&Creditor{}, f.l, c.bounce, c.demand, c.reached, f.stamp(AuthorBot))
		if diff := cmp.Diff(c.events, kinds(events), ledgerOptions); diff != "" || (draft != nil) != c.last {
			t.Errorf("%s: case %v, events\n%s", c.name, draft, diff)
		}
		f.log = append(f.log, events...)
		f.folds()
	}
}

func TestSettle(t *testing.T) {
	for _, c := range []struct {
		name  string
		sum   Amount
		named []InvoiceID
		want  string
	}{
		{"named", 100_000, []InvoiceID{"i2"}, "i2 1000.00"},
		{"named, in part", 40_000, []InvoiceID{"i2"}, "i2 400.00"},
		{"named, too much", 150_000, []InvoiceID{"i2"}, "i2 1000.00"},
		{"several named: the oldest first", 250_000, []InvoiceID{"i2", "i3", "i1"}, "i1 1000.00 i3 1000.00 i2 500.00"},
		{"named twice", 150_000, []InvoiceID{"i1", "i1"}, "i1 1000.00"},
		{"named, of another currency", 50_000, []InvoiceID{"u1"}, ""},
		{"named, and there is none", 70_000, []InvoiceID{"i7", "", "i9"}, ""},
		{"one has that sum", 70_000, nil, "i4 700.00"},
		{"three have that sum", 100_000, nil, ""},
		{"all together", 370_000, nil, "i1 1000.00 i4 700.00 i3 1000.00 i2 1000.00"},
		{"no sum that fits", 12_345, nil, ""},
	} {
		f := newFixture(t)
		f.add("i4", today, 70_000, EUR)
		f.l.Payments = append(f.l.Payments, Payment{ID: "p", Customer: "c1", Currency: EUR, Amount: c.sum})
		f.must(EventPaymentBooked, func(e *Event) { e.Payment, e.Amount = "p", c.sum })
		events, err := Settle(f.l, "p", c.named, Settling{Order: AllocationOrder("NL")}, f.stamp(AuthorBank))
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		got := ""
		for i, e := range events {
			if i > 0 {
				got += " "
			}
			got += fmt.Sprintf("%s %s", e.Invoice, e.Amount)
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
		f.log = append(f.log, events...)
		f.folds()
	}
	f := newFixture(t)
	if events, err := Settle(f.l, "p1", nil, Settling{Order: AllocationOrder("NL")}, f.stamp(AuthorBank)); events != nil || err != nil {
		t.Errorf("a payment that is not booked: %v, %v", events, err)
	}
}

// TestRespondSettled: words about a closed invoice pause nothing else.
func TestRespondSettled(t *testing.T) {
	for _, intent := range []Intent{IntentAlreadyPaid, IntentPromise, IntentQuestion} {
		f := newFixture(t)
		f.must(EventClosed, func(e *Event) { e.Invoice, e.Reason = "i1", ClosedOutside })
		m, r := mail(intent, func(x *Finding) { x.Invoices, x.Date = []string{"2026-i1"}, 0 })
		f.respond(m, r, nil)
		f.status("i1", StatusClosed, 0)
		f.status("i2", StatusOpen, 100_000)
		f.folds()
	}
}

// TestRespondPartlyHeld: what holds a part, or for a while, keeps no mail from
// pausing the rest, or for longer.
func TestRespondPartlyHeld(t *testing.T) {
	f := newFixture(t)
	f.refused(RefusedAmount, EventHeld, func(e *Event) { e.Amount, e.Reason = 100, HoldLegal })
	f.must(EventHeld, func(e *Event) { e.By, e.Invoice, e.Amount = AuthorColleague, "i1", 10_000 })
	m, r := mail(IntentQuestion, nil)
	f.respond(m, r, nil)
	f.status("i1", StatusHeld, 0)
	f.must(EventHeld, func(e *Event) { e.By, e.Until, e.Reason = AuthorColleague, today.Add(3), HoldLegal })
	m, r = mail(IntentLegal, nil)
	f.respond(m, r, nil)
	f.day = today.Add(100)
	f.status("i2", StatusHeld, 0)
	m.ID = "m2"
	if got := f.respond(m, r, nil); len(got.Events) != 1 {
		t.Errorf("held twice for the same legal matter: %v", got.Events)
	}
	f.folds()
}
