package outbound

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strconv"
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
		{ID: "p3", Customer: "c1", Kind: voldaan.PaymentTransfer, Currency: voldaan.EUR, Amount: 100_000, Day: storyStart + 3},
		{ID: "p2", Customer: "c1", Kind: voldaan.PaymentCreditNote, Currency: voldaan.EUR, Amount: 70_000, Day: storyStart + 2},
	}
	return &storyBook{t: t, day: storyStart, story: &Story{
		Office: &Office{
			Templates: set, Creditor: &voldaan.Creditor{ID: "kade", Mode: voldaan.ModeAct, Colleagues: []voldaan.Colleague{els}},
			Policy: voldaan.DefaultPolicy(),
		},
		Locale: locale, Ledger: l,
		Letters: map[voldaan.LetterID]store.Letter{}, Mails: map[voldaan.MailID]store.MailText{}, Cases: map[voldaan.CaseID]voldaan.Case{},
		Now: (storyStart + 60).At(10, 0, time.UTC),
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
		e.Author = b.story.Office.Creditor.Owner().Key()
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
	b.story.Cases["s1"] = voldaan.Case{ID: "s1", Owner: b.story.Office.Creditor.Owner().Key(), Invoices: []voldaan.InvoiceID{"i1"}, State: voldaan.CaseOpen, Deadline: (storyStart + 70).At(9, 0, time.UTC), Reason: "defective"}
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
		"A mail came in and was taken for: dispute (93 % sure).",
		"  from boek@linde.example, “Your letter”",
		"€400.00 of invoice N-i1 was contested by the customer: defective.",
		"  because of “We contest this.” (read by the rules, 93 % sure)",
		"Els Visser was asked to decide: defective.",
		"The dispute of 6 March 2026 about invoice N-i1 was ended by Els Visser.",
		"Payment of invoice N-i1 on 14 March 2026 was promised by the customer; letters wait until 16 March 2026.",
		"  because of words that have been erased since",
		"From 17 March 2026 to 25 March 2026 a letter about invoice N-i1 was due and waited: no address to write to.",
		"The promise of 9 March 2026 was broken.",
		"A letter left: second reminder, €1,000.00 for invoice N-i1.",
		"  step “reminder” was due; it was 21 days after the due date",
		"  to boek@linde.example: taken by the mail server",
		"  to old@linde.example: refused (5.1.1 no such user)",
		"  to (erased): nobody knows whether it arrived",
		"€300.00 came in on 3 March 2026 and was booked on invoice N-i1 from the bank's data; €700.00 is open.",
		"Letters about invoice N-i1 were paused until 29 March 2026 at the command line: no reason was given.",
		"The pause of 26 March 2026 had come to its end.",
		"From 30 March 2026 to 2 April 2026 a letter about invoice N-i1 was due and waited: no address to write to.",
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

// TestStoryNow says what holds an invoice today, until when, and what comes
// next.
func TestStoryNow(t *testing.T) {
	b := newStoryBook(t, "en")
	b.register()
	today := func(day voldaan.Date) { b.story.Now = day.At(10, 0, time.UTC) }
	look := func(want ...string) {
		t.Helper()
		n, err := b.story.Stands(*b.story.Ledger.Invoice("i1"))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, n.More); diff != "" {
			t.Error(diff)
		}
	}
	const all = "all of €1,000.00 is open on invoice N-i1; it is "
	today(storyStart + 8) // a Tuesday
	look(all+"8 days after the due date", "no letter goes now: no address to write to", "nothing more happens by itself: a person decides")
	b.do(voldaan.AuthorColleague, voldaan.EventContactAdded, func(e *voldaan.Event) { e.Contact = "k1" })
	reminder := []string{
		"today this letter is due: reminder, €1,000.00", "policy “default” (the only one): step “reminder” falls due 3 days after the due date",
	}
	look(append([]string{all + "8 days after the due date"}, reminder...)...)
	b.story.Office.Creditor.Mode = voldaan.ModeAsk
	look(append(append([]string{all + "8 days after the due date"}, reminder...), "it goes after a colleague's yes")...)
	b.story.Office.Creditor.Mode = voldaan.ModeWatch
	look(append([]string{
		all + "8 days after the due date", "the bot only watches: it would do what follows, but nothing goes to customers",
	}, reminder...)...)
	b.story.Office.Creditor.Mode = voldaan.ModeAct
	today(storyStart - 5)
	look(all+"5 days before the due date", "no letter goes before 5 March 2026: not due yet",
		"if nothing comes in, this letter goes on 5 March 2026: reminder, €1,000.00",
		"policy “default” (the only one): step “reminder” falls due 3 days after the due date")
	today(storyStart + 8)
	b.do(voldaan.AuthorColleague, voldaan.EventClosed, func(e *voldaan.Event) { e.Invoice, e.Reason = "i2", voldaan.ClosedWrittenOff })
	b.do(voldaan.AuthorCustomer, voldaan.EventPromised, func(e *voldaan.Event) {
		e.Invoice, e.Promise, e.On, e.Until = "i1", "pr1", storyStart+10, storyStart+14
	})
	look(all+"8 days after the due date", "payment promised since 7 March 2026, until 16 March 2026 (for 12 March 2026)",
		"if nothing comes in, this letter goes on 17 March 2026: reminder, €1,000.00",
		"policy “default” (the only one): step “reminder” falls due 3 days after the due date",
		"it will speak of the promise of 7 March 2026, if that is not kept")
	b.do(voldaan.AuthorColleague, voldaan.EventDisputed, func(e *voldaan.Event) { e.Invoice, e.Amount, e.Reason = "i1", 25_000, "wrong_price" })
	b.do(voldaan.AuthorColleague, voldaan.EventHeld, func(e *voldaan.Event) { e.Until, e.Reason = storyStart+9, "by hand" })
	b.story.Cases["s1"] = voldaan.Case{
		ID: "s1", Invoices: []voldaan.InvoiceID{"i1"}, State: voldaan.CaseOpen, Deadline: (storyStart + 9).At(9, 0, time.UTC), Reason: "wrong_price",
	}
	b.story.Cases["s2"] = voldaan.Case{ID: "s2", Invoices: []voldaan.InvoiceID{"i2"}, State: voldaan.CaseOpen}
	b.story.Cases["s3"] = voldaan.Case{ID: "s3", Invoices: []voldaan.InvoiceID{"i1"}, State: voldaan.CaseClosed}
	n, err := b.story.Stands(*b.story.Ledger.Invoice("i1"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"€250.00 of it disputed since 8 March 2026, until somebody ends it (wrong price)",
		"held since 9 March 2026, until 11 March 2026 (by hand)",
		"Els Visser is asked to decide until 11 March 2026: wrong price",
		"if nothing comes in, this letter goes on 17 March 2026: reminder, €750.00",
	} {
		if !slices.Contains(n.More, want) {
			t.Errorf("nothing says %q in\n%s", want, strings.Join(n.More, "\n"))
		}
	}
	if n.Next == nil || n.Next.Day != storyStart+15 || n.Next.Step != voldaan.StepReminder1 || n.Next.Letter != voldaan.LetterReminder1 {
		t.Errorf("next: %+v", n.Next)
	}
	b.do(voldaan.AuthorColleague, voldaan.EventClosed, func(e *voldaan.Event) { e.Invoice, e.Reason = "i1", voldaan.ClosedWrittenOff })
	look("invoice N-i1 is closed; €1,000.00 was not paid")
}

// TestStoryReady tells of a letter that is made and waits, and for what.
func TestStoryReady(t *testing.T) {
	b := newStoryBook(t, "en")
	b.register()
	b.do(voldaan.AuthorColleague, voldaan.EventContactAdded, func(e *voldaan.Event) { e.Contact = "k1" })
	b.story.Now = (storyStart + 8).At(10, 0, time.UTC)
	b.do(voldaan.AuthorBot, voldaan.EventDemandQueued, func(e *voldaan.Event) {
		e.Letter, e.Invoice, e.Step, e.Amount = "l1", "i1", voldaan.StepReminder1, 100_000
	})
	for _, c := range []struct {
		approved, reason, want string
	}{
		{waitsForYes, "", "a letter is ready (reminder) and waits: for a colleague's yes"},
		{"", "mailbox debts, folder INBOX must be read first", "a letter is ready (reminder) and waits: a mailbox must be read to its end first"},
		{"", "", "a letter is ready and leaves with the next delivery: reminder"},
		{"", "421 4.7.0 try again later", "a letter is ready (reminder) and waits: 421 4.7.0 try again later"},
	} {
		b.story.Letters["l1"] = store.Letter{Letter: voldaan.Letter{
			ID: "l1", Kind: voldaan.LetterReminder1, State: voldaan.LetterQueued, Approved: c.approved, Reason: c.reason,
			Args: voldaan.LetterArgs{Demands: []voldaan.DemandLine{{Invoice: "i1", Step: voldaan.StepReminder1, Amount: 100_000}}},
		}}
		n, err := b.story.Stands(*b.story.Ledger.Invoice("i1"))
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Contains(n.More, c.want) || n.Next != nil {
			t.Errorf("nothing says %q in\n%s", c.want, strings.Join(n.More, "\n"))
		}
	}
}

// TestStoryRules says why a letter speaks as it does: the policy, what was
// passed over and why, the yes.
func TestStoryRules(t *testing.T) {
	b := newStoryBook(t, "en")
	b.story.Office.Policies = []voldaan.Policy{{Name: "strict", Steps: []voldaan.Step{
		{Name: "ahead", Day: -3, Letter: voldaan.LetterCourtesy},
		{Name: "one", Day: 1, Tone: voldaan.ToneFriendly},
		{Name: "large", Day: 2, From: 900_000, Tone: voldaan.ToneFirm},
		{Name: "firm", Day: 3, OnlyBusiness: true, Tone: voldaan.ToneFirm},
		{Name: "ring", Day: 4, Channel: voldaan.ChannelCall, OnlyWithPhone: true},
		{Name: "two", Day: 5, Tone: voldaan.ToneFirm},
		{Name: "three", Day: 6, Tone: voldaan.ToneUrgent},
	}}}
	b.register()
	send := func(id voldaan.LetterID, step voldaan.StepName, kind voldaan.LetterKind) {
		b.story.Letters[id] = store.Letter{Letter: voldaan.Letter{
			ID: id, Kind: kind, Approved: b.story.Office.Creditor.Owner().Key(), Args: voldaan.LetterArgs{Step: voldaan.StepName(kind)},
		}}
		b.do(voldaan.AuthorBot, voldaan.EventDemandQueued, func(e *voldaan.Event) {
			e.Letter, e.Invoice, e.Step, e.Amount, e.Evidence.By = id, "i1", step, 100_000, "strict"
		})
		b.do(voldaan.AuthorBot, voldaan.EventDemandSent, func(e *voldaan.Event) { e.Letter = id })
	}
	send("l1", "one", voldaan.LetterReminder1)
	send("l2", "three", voldaan.LetterLastReminder)
	send("l3", "three", voldaan.LetterLastReminder)
	lines := b.story.Tell([]voldaan.InvoiceID{"i1"})
	want := []string{
		"A letter left: reminder, €1,000.00 for invoice N-i1.",
		"  policy “strict”: step “one” was due; it was 4 days after the due date",
		"  after the yes of Els Visser",
		"A letter left: last reminder, €1,000.00 for invoice N-i1.",
		"  policy “strict”: step “three” was due; it was 6 days after the due date",
		"  step “large” was left out: it is for €9,000.00 or more",
		"  step “firm” was left out: it is for businesses only",
		"  step “ring” was left out: no phone number is known",
		"  step “two” was passed over: a later one was due as well",
		"  after the yes of Els Visser",
		"A letter left: last reminder, €1,000.00 for invoice N-i1.",
		"  policy “strict”: it was reminded before, and goes along with what is due for other invoices; it was 8 days after the due date",
		"  after the yes of Els Visser",
	}
	var got []StoryLine
	for _, l := range lines {
		if l.Event != nil && l.Event.Kind == voldaan.EventDemandSent {
			got = append(got, l)
		}
	}
	if diff := cmp.Diff(want, texts(got)); diff != "" {
		t.Error(diff)
	}
}

// TestStoryWide: what a mail about one invoice stopped for the whole customer
// is told of every one, with the mail; what is about another invoice alone is
// not, nor what came before it or after its end.
func TestStoryWide(t *testing.T) {
	b := newStoryBook(t, "en")
	b.story.Mails["m0"] = store.MailText{Sender: "boek@linde.example", Subject: "Before"}
	b.do(voldaan.AuthorBot, voldaan.EventMailRead, func(e *voldaan.Event) { e.Mail, e.Reason = "m0", "question" })
	b.do(voldaan.AuthorBot, voldaan.EventHeld, func(e *voldaan.Event) { e.Until, e.Reason = e.Day+1, "question" })
	b.day++
	b.register()
	for mail, about := range map[voldaan.MailID]voldaan.InvoiceID{"m1": "", "m2": "i1"} {
		b.story.Mails[mail] = store.MailText{Sender: "boek@linde.example", Subject: string(mail)}
		b.do(voldaan.AuthorBot, voldaan.EventMailRead, func(e *voldaan.Event) { e.Mail, e.Reason = mail, "legal" })
		b.do(voldaan.AuthorCustomer, voldaan.EventHeld, func(e *voldaan.Event) { e.Mail, e.Invoice, e.Until, e.Reason = mail, about, e.Day+2, "legal" })
		id := voldaan.CaseID("s" + mail)
		b.story.Cases[id] = voldaan.Case{ID: id, Mail: mail, Invoices: []voldaan.InvoiceID{"i1"}, State: voldaan.CaseClosed}
		b.do(voldaan.AuthorBot, voldaan.EventCaseOpened, func(e *voldaan.Event) { e.Case, e.Mail, e.Reason = id, mail, "legal" })
	}
	b.do(voldaan.AuthorColleague, voldaan.EventPaymentBooked, func(e *voldaan.Event) { e.Payment, e.Amount = "p3", 100_000 })
	b.do(voldaan.AuthorColleague, voldaan.EventAllocated, func(e *voldaan.Event) {
		e.Invoice, e.Payment, e.Part, e.Amount = "i2", "p3", voldaan.PartPrincipal, 100_000
	})
	b.do(voldaan.AuthorColleague, voldaan.EventStopped, nil)
	for id, want := range map[voldaan.InvoiceID]string{"i1": "m1 m2 stopped", "i2": "m1"} {
		told := strings.Join(texts(b.story.Tell([]voldaan.InvoiceID{id})), "\n")
		for _, word := range []string{"“m1”", "“m2”", "stopped", "“Before”"} {
			if has := strings.Contains(told, word); has != strings.Contains(want, strings.Trim(word, "“”")) {
				t.Errorf("the story of %s tells %s: %v\n%s", id, word, has, told)
			}
		}
		if n := strings.Count(told, "asked to decide"); n != strings.Count(want, "m") {
			t.Errorf("the story of %s tells %d cases\n%s", id, n, told)
		}
	}
}

// TestStoryWaited tells on which days a letter was due and a limit held it.
func TestStoryWaited(t *testing.T) {
	b := newStoryBook(t, "en")
	b.register()
	b.day = storyStart + 3
	b.do(voldaan.AuthorColleague, voldaan.EventDisputed, func(e *voldaan.Event) { e.Invoice, e.Reason = "i2", "other" })
	b.day = storyStart + 9
	b.do(voldaan.AuthorColleague, voldaan.EventContactAdded, func(e *voldaan.Event) { e.Contact = "k1" })
	b.story.Now = (storyStart + 12).At(10, 0, time.UTC)
	told := texts(b.story.Tell([]voldaan.InvoiceID{"i1"}))
	want := "From 5 March 2026 to 11 March 2026 a letter about invoice N-i1 was due and waited: no address to write to."
	if !slices.Contains(told, want) {
		t.Errorf("nothing says %q in\n%s", want, strings.Join(told, "\n"))
	}
	told = texts(b.story.Tell([]voldaan.InvoiceID{"i2"}))
	want = "On 5 March 2026 a letter about invoice N-i2 was due and waited: no address to write to."
	if !slices.Contains(told, want) {
		t.Errorf("nothing says %q in\n%s", want, strings.Join(told, "\n"))
	}
}

// eventKinds are the constants of type EventKind in event.go.
func eventKinds(t *testing.T) []voldaan.EventKind {
	f, err := parser.ParseFile(token.NewFileSet(), "../event.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var out []voldaan.EventKind
	ast.Inspect(f, func(n ast.Node) bool {
		if v, ok := n.(*ast.ValueSpec); ok {
			if id, ok := v.Type.(*ast.Ident); ok && id.Name == "EventKind" {
				for _, x := range v.Values {
					text, err := strconv.Unquote(x.(*ast.BasicLit).Value)
					if err != nil {
						t.Fatal(err)
					}
					out = append(out, voldaan.EventKind(text))
				}
			}
		}
		return true
	})
	if len(out) < 40 {
		t.Fatalf("event.go has %d kinds of events", len(out))
	}
	return out
}

// TestStoryKinds: every kind of event that there is has its sentence in every
// language, but those that are told when the letter leaves.
func TestStoryKinds(t *testing.T) {
	silent := []voldaan.EventKind{voldaan.EventDemandQueued, voldaan.EventNoteQueued, voldaan.EventCharged}
	for _, locale := range voldaan.Languages() {
		b := newStoryBook(t, locale)
		b.register()
		b.story.Ledger.Payments[0].Booked = true
		b.do(voldaan.AuthorCustomer, voldaan.EventPromised, func(e *voldaan.Event) { e.Invoice, e.Promise, e.Until = "i1", "pr1", e.Day })
		b.do(voldaan.AuthorBot, voldaan.EventDemandQueued, func(e *voldaan.Event) {
			e.Letter, e.Invoice, e.Step, e.Amount = "l1", "i2", voldaan.StepReminder1, 100
		})
		b.do(voldaan.AuthorBot, voldaan.EventDemandSent, func(e *voldaan.Event) { e.Letter = "l1" })
		for _, kind := range eventKinds(t) {
			e := voldaan.Event{
				ID: "e1", Seq: 1, Kind: kind, Day: storyStart + 5, By: voldaan.AuthorBot, Invoice: "i1", Payment: "p1", Contact: "k1",
				Promise: "pr1", Part: voldaan.PartPrincipal, Amount: 100, Step: voldaan.StepReminder1, On: storyStart, Until: storyStart + 9,
			}
			if kind == voldaan.EventNoticeReceived {
				e.Letter, e.Reason = "l1", string(voldaan.ProofRead)
			}
			told := &telling{Story: b.story, open: map[voldaan.InvoiceID]voldaan.Amount{}, shut: map[voldaan.InvoiceID]bool{}}
			told.event(&e)
			if slices.Contains(silent, kind) {
				if len(told.lines) != 0 {
					t.Errorf("%s: %s is told: %q", locale, kind, told.lines[0].Text)
				}
				continue
			}
			if len(told.lines) == 0 {
				t.Errorf("%s: %s is not told", locale, kind)
				continue
			}
			checkSentences(t, locale, texts(told.lines))
		}
	}
}

// TestStoryClaims tells what a letter claims on top, on which notice that
// rests, what proves it, and what becomes of it.
func TestStoryClaims(t *testing.T) {
	for _, locale := range voldaan.Languages() {
		b := newStoryBook(t, locale)
		b.register()
		bot := voldaan.AuthorBot
		queue := func(id voldaan.LetterID, step voldaan.StepName, notice voldaan.LetterID) {
			b.do(bot, voldaan.EventDemandQueued, func(e *voldaan.Event) {
				e.Letter, e.Invoice, e.Step, e.Amount, e.Notice = id, "i1", step, 100_000, notice
			})
		}
		sent := func(id voldaan.LetterID) {
			b.do(bot, voldaan.EventDemandSent, func(e *voldaan.Event) { e.Letter = id })
		}
		charge := func(id, notice voldaan.LetterID, kind voldaan.ChargeKind, sum voldaan.Amount) *voldaan.Event {
			return b.do(bot, voldaan.EventCharged, func(e *voldaan.Event) {
				e.Letter, e.Notice, e.Invoice, e.Reason, e.Amount = id, notice, "i1", string(kind), sum
				if kind == voldaan.ChargeInterest {
					e.On, e.Until = storyStart+1, storyStart+20
				}
			})
		}
		b.story.Letters["l1"] = store.Letter{Letter: voldaan.Letter{ID: "l1", Args: voldaan.LetterArgs{Notice: &voldaan.NoticeTerms{Days: 14}}}}
		queue("l1", voldaan.StepReminder1, "l1")
		sent("l1")
		for _, by := range []voldaan.Proof{voldaan.ProofAnswer, voldaan.ProofDelivery, voldaan.ProofRead, voldaan.ProofPost, voldaan.ProofColleague} {
			checkSentences(t, locale, []string{b.story.sentence("proof_"+string(by), nil)})
		}
		b.do(bot, voldaan.EventNoticeReceived, func(e *voldaan.Event) { e.Letter, e.On, e.Reason = "l1", e.Day, "read" })
		queue("l2", voldaan.StepReminder2, "")
		waived := charge("l2", "", voldaan.ChargeInterest, 512)
		charge("l2", "l1", voldaan.ChargeCosts, 4_000)
		fee := charge("l2", "", voldaan.ChargeReminderFee, 750)
		sent("l2")
		b.do(bot, voldaan.EventChargeVoided, func(e *voldaan.Event) { e.Invoice, e.Ref = "i1", fee.ID })
		ref := waived.ID
		b.do(voldaan.AuthorColleague, voldaan.EventChargeWaived, func(e *voldaan.Event) { e.Invoice, e.Ref = "i1", ref })
		now, err := b.story.Stands(*b.story.Ledger.Invoice("i1"))
		if err != nil {
			t.Fatal(err)
		}
		b.do(bot, voldaan.EventDemandBounced, func(e *voldaan.Event) { e.Letter = "l1" })
		told := texts(b.story.Tell([]voldaan.InvoiceID{"i1"}))
		checkSentences(t, locale, append(told, now.More...))
		if locale != "en" {
			continue
		}
		want := []string{
			"  it is a legal notice: a term of 14 days",
			"The notice of 6 March 2026 is proved to have arrived on 7 March 2026: a read receipt says so.",
			"  it claims €5.12 on top of invoice N-i1: interest from 3 March 2026 to 22 March 2026",
			"  it claims €40.00 on top of invoice N-i1: collection costs, which rests on the notice of 6 March 2026",
			"  it claims €7.50 on top of invoice N-i1: reminder fee, after reminders about 0 other due dates in 2026",
			"What was claimed on top of invoice N-i1 is not owed: €7.50, reminder fee; a reminder that it rests on came back.",
			"What was claimed on top of invoice N-i1 was given up by Els Visser: €5.12, interest.",
			"  what was claimed on top of invoice N-i1 is not owed: €40.00, collection costs",
		}
		for _, w := range want {
			if !slices.Contains(told, w) {
				t.Errorf("nothing says %q in\n%s", w, strings.Join(told, "\n"))
			}
		}
		if w := "on top of it €40.00 was claimed (costs); €40.00 of that is not paid"; !slices.Contains(now.More, w) {
			t.Errorf("nothing says %q in\n%s", w, strings.Join(now.More, "\n"))
		}
	}
}

// checkSentences finds what no sentence may have: a key without its text, a
// blank, a code.
func checkSentences(t *testing.T, locale string, lines []string) {
	t.Helper()
	for _, l := range lines {
		l = strings.TrimSpace(l)
		if !strings.Contains(l, " ") || strings.ContainsAny(l, "{}") || strings.Contains(l, "  ") || strings.Contains(l, "_") {
			t.Errorf("%s: no sentence: %q", locale, l)
		}
	}
}

// TestStorySentences tells what each kind of event can say, in every language:
// nothing lacks its sentence or a part of it.
func TestStorySentences(t *testing.T) {
	for _, locale := range voldaan.Languages() {
		b := newStoryBook(t, locale)
		b.register()
		i1 := func(e *voldaan.Event) { e.Invoice, e.Reason = "i1", "other" }
		until := func(e *voldaan.Event) { i1(e); e.Until = e.Day + 2 }
		part := func(e *voldaan.Event) { until(e); e.Amount = 1_000 }
		bot, customer, colleague, operator := voldaan.AuthorBot, voldaan.AuthorCustomer, voldaan.AuthorColleague, voldaan.AuthorOperator
		b.do(colleague, voldaan.EventContactAdded, func(e *voldaan.Event) { e.Contact = "k1" })
		for _, k := range []voldaan.EventKind{voldaan.EventContactBounced, voldaan.EventContactLeft, voldaan.EventContactStopped, voldaan.EventContactRestored} {
			b.do(colleague, k, func(e *voldaan.Event) { e.Contact, e.Reason = "k1", "user_unknown" })
		}
		b.do(customer, voldaan.EventDisputed, i1)
		b.do(colleague, voldaan.EventDisputeResolved, func(e *voldaan.Event) { e.Invoice = "i1" })
		b.do(customer, voldaan.EventDisputed, func(e *voldaan.Event) { i1(e); e.Amount = 1_000 })
		b.do(colleague, voldaan.EventDisputeUpheld, func(e *voldaan.Event) { e.Invoice = "i1" })
		b.do(customer, voldaan.EventHeld, until)
		b.do(bot, voldaan.EventHeld, func(e *voldaan.Event) { until(e); e.Invoice = "" })
		b.do(colleague, voldaan.EventHeld, part)
		b.do(colleague, voldaan.EventHeld, func(e *voldaan.Event) { part(e); e.Until = 0 })
		b.do(colleague, voldaan.EventHeld, i1)
		b.do(operator, voldaan.EventHeld, func(e *voldaan.Event) { i1(e); e.Invoice = "" })
		b.do(colleague, voldaan.EventResumed, i1)
		b.do(colleague, voldaan.EventResumed, func(e *voldaan.Event) { e.Invoice = "" })
		for i, end := range []voldaan.EventKind{voldaan.EventPromiseKept, voldaan.EventPromiseBroken, voldaan.EventPromiseWithdrawn, voldaan.EventPromiseKept} {
			id := voldaan.PromiseID(fmt.Sprint("pr", i))
			b.do(colleague, voldaan.EventPromised, func(e *voldaan.Event) {
				until(e)
				e.Promise, e.Amount = id, voldaan.Amount(i/2*1_000)
				if i%2 > 0 {
					e.On = e.Day + 1
				}
			})
			b.do(bot, end, func(e *voldaan.Event) { e.Promise = id })
		}
		for _, amount := range []voldaan.Amount{0, 1_000} {
			b.do(colleague, voldaan.EventPaymentClaimed, func(e *voldaan.Event) { until(e); e.Amount = amount })
			b.do(colleague, voldaan.EventPaymentClaimed, func(e *voldaan.Event) { until(e); e.On, e.Amount = e.Day-1, amount })
			b.do(colleague, voldaan.EventPlanned, func(e *voldaan.Event) { until(e); e.Amount = amount })
			b.do(colleague, voldaan.EventPlanned, func(e *voldaan.Event) { i1(e); e.Amount = amount })
		}
		b.do(colleague, voldaan.EventPlanEnded, func(e *voldaan.Event) { e.Invoice = "i1" })
		for _, state := range []voldaan.PlanState{voldaan.PlanDone, voldaan.PlanLapsed, voldaan.PlanEnded} {
			plan := voldaan.PlanID("plan-" + state)
			b.do(colleague, voldaan.EventPlanned, func(e *voldaan.Event) { until(e); e.Plan = plan })
			b.do(bot, voldaan.EventPlanEnded, func(e *voldaan.Event) { e.Plan, e.Reason = plan, string(state) })
		}
		b.do(colleague, voldaan.EventHandedOver, i1)
		b.do(colleague, voldaan.EventRecalled, func(e *voldaan.Event) { e.Invoice = "i1" })
		b.do(colleague, voldaan.EventHandedOver, part)
		b.do(colleague, voldaan.EventClosed, i1)
		b.do(colleague, voldaan.EventReopened, func(e *voldaan.Event) { e.Invoice = "i1" })
		b.do(colleague, voldaan.EventClosed, part)
		b.letters()
		b.do(voldaan.AuthorBank, voldaan.EventPaymentBooked, func(e *voldaan.Event) { e.Payment, e.Amount = "p1", 30_000 })
		b.do(colleague, voldaan.EventPaymentReversed, func(e *voldaan.Event) { e.Payment = "p1" })
		b.do(colleague, voldaan.EventPaymentBooked, func(e *voldaan.Event) { e.Payment, e.Amount = "p2", 70_000 })
		b.do(colleague, voldaan.EventPaymentReversed, func(e *voldaan.Event) { e.Payment = "p2" })
		b.story.Ledger.Charges = append(b.story.Ledger.Charges, voldaan.Charge{ID: "ch1", Invoice: "i2", Kind: voldaan.ChargeCosts, Amount: 4_000, State: voldaan.ChargeClaimed})
		b.do(voldaan.AuthorBank, voldaan.EventPaymentBooked, func(e *voldaan.Event) { e.Payment, e.Amount = "p3", 100_000 })
		b.do(voldaan.AuthorBank, voldaan.EventAllocated, func(e *voldaan.Event) { e.Payment, e.Invoice, e.Part, e.Amount = "p3", "i2", voldaan.PartCosts, 4_000 })
		for _, name := range []string{"strict", ""} {
			b.do(colleague, voldaan.EventPolicySet, func(e *voldaan.Event) { e.Invoice, e.Reason = "i1", name })
			b.do(colleague, voldaan.EventPolicySet, func(e *voldaan.Event) { e.Reason = name })
		}
		for _, i := range []voldaan.Importance{voldaan.ImportanceKey, voldaan.ImportanceMinor, voldaan.ImportanceNormal, ""} {
			b.do(colleague, voldaan.EventImportanceSet, func(e *voldaan.Event) { e.Reason = string(i) })
		}
		for _, k := range []voldaan.EventKind{
			voldaan.EventStopped, voldaan.EventStarted, voldaan.EventMailRead, voldaan.EventAnswered, voldaan.EventCaseOpened,
			voldaan.EventCaseKept, voldaan.EventCaseClosed, voldaan.EventNoted,
		} {
			b.do(colleague, k, func(e *voldaan.Event) { e.Reason = "question" })
		}
		b.do(colleague, voldaan.EventUndone, func(e *voldaan.Event) { e.Ref = b.story.Events[0].ID })
		lines := texts(b.story.Tell(nil))
		if len(lines) < 60 {
			t.Errorf("%s: %d lines", locale, len(lines))
		}
		checkSentences(t, locale, lines)
		for _, reader := range []string{"rules", "model", "model gpt-4", "correction 12"} {
			checkSentences(t, locale, []string{b.story.reader(reader)})
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

// letters plays one letter or task of each channel to each of its ends.
func (b *storyBook) letters() {
	bot := voldaan.AuthorBot
	n := 0
	for _, via := range []voldaan.Channel{voldaan.ChannelMail, voldaan.ChannelPost, voldaan.ChannelCall, voldaan.ChannelHandover} {
		for _, reason := range []string{"", "uncertain", "found in Sent", "no yes on the day", "the claim changed: of invoice 1"} {
			n++
			id := voldaan.LetterID(fmt.Sprint("l", n))
			b.do(bot, voldaan.EventDemandQueued, func(e *voldaan.Event) {
				e.Letter, e.Invoice, e.Step, e.Amount, e.Reason = id, "i2", voldaan.StepReminder2, 1_000, string(via)
			})
			kind := voldaan.EventDemandSent
			if n%5 > 3 || n%5 == 0 {
				kind = voldaan.EventDemandCancelled
			}
			b.do(bot, kind, func(e *voldaan.Event) { e.Letter, e.Reason = id, reason })
		}
	}
	b.do(bot, voldaan.EventDemandBounced, func(e *voldaan.Event) { e.Letter = "l1" })
	b.do(bot, voldaan.EventForewarned, func(e *voldaan.Event) {
		e.Letter, e.Invoice, e.Step, e.Amount = "f1", "i2", voldaan.StepReminder2, 1_000
	})
	b.story.Letters["n1"] = store.Letter{Letter: voldaan.Letter{ID: "n1", Kind: voldaan.LetterThanks}}
	b.do(bot, voldaan.EventNoteQueued, func(e *voldaan.Event) { e.Letter, e.Step, e.Reason = "n1", "thanks", "EUR" })
	b.do(bot, voldaan.EventDemandSent, func(e *voldaan.Event) { e.Letter = "n1" })
}
