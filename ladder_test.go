package voldaan

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// walk plays days and lists what leaves, by days after the due date of i1.
func (f *fixture) walk(days int) []string {
	f.t.Helper()
	due := f.l.Invoices[0].Due
	var got []string
	for range days {
		for _, e := range EndedPromises(f.l, f.stamp(AuthorBot)) {
			if err := f.apply(e); err != nil {
				f.t.Fatal(err)
			}
		}
		for _, d := range f.plan(EUR, weekdays()).Due() {
			got = append(got, fmt.Sprintf("%+d %s", f.day-due, d.lines()))
			f.send(d)
		}
		f.day++
	}
	return got
}

// ladder is a policy with these steps, for everybody.
func ladder(steps ...Step) Policies {
	p := DefaultPolicy()
	p.Steps = steps
	return Policies{List: []Policy{p}}
}

func TestShippedLadders(t *testing.T) {
	ps := Policies{Country: "NL", List: Shipped(DefaultPolicy())}
	if errs := ps.Validate(); len(errs) > 0 {
		t.Errorf("they cannot be configured: %v", errs)
	}
	for _, c := range []struct {
		kind    Kind
		country string
		want    string
	}{
		{KindBusiness, "", "nl-business"},
		{KindBusiness, "nl", "nl-business"},
		{KindAuthority, "BE", "be-business"},
		{KindConsumer, "BE", "be-consumer"},
		{KindUnknown, "FR", "fr-consumer"}, // as the law takes him
		{"", "DE", "de-consumer"},
		{KindBusiness, "US", "business"},
		{KindConsumer, "US", "others"},
	} {
		f := one(t, today.Add(-3), 100_000)
		f.l.Customer.Kind, f.l.Customer.Country = c.kind, c.country
		if got := ps.Choose(f.l, EUR, today); got.Policy.Name != c.want || got.Why == "" {
			t.Errorf("%s in %q goes by %s (%s), want %s", c.kind, c.country, got.Policy.Name, got.Why, c.want)
		}
	}
	// Art. XIX.2 WER: fourteen days from the day after the first reminder.
	f := one(t, today, 100_000)
	f.ps, f.l.Customer.Kind, f.l.Customer.Country = ps, KindConsumer, "BE"
	got := f.walk(90)
	want := []string{
		"+5 reminder1: i1 reminder1 1000.00",
		"+21 reminder2: i1 reminder2 1000.00",
		"+34 final_demand: i1 final_demand 1000.00",
		"+61 case: i1 handover 1000.00",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("a Belgian consumer without a phone:\n%s", diff)
	}
	f = one(t, today, 100_000)
	f.ps, f.l.Customer.Kind, f.l.Customer.Phone = ps, KindBusiness, "+31 20 000 00 00"
	want = []string{
		"+2 reminder1: i1 reminder1 1000.00",
		"+9 reminder2: i1 reminder2 1000.00",
		"+14 call_task: i1 call_task 1000.00",
		"+20 last_reminder: i1 last_reminder 1000.00",
		"+29 final_demand: i1 final_demand 1000.00",
		"+40 case: i1 handover 1000.00",
	}
	if diff := cmp.Diff(want, f.walk(90)); diff != "" {
		t.Errorf("a Dutch firm:\n%s", diff)
	}
	// Art. 6:96 lid 6 BW: fourteen days from the day after the notice arrived.
	f = one(t, today, 100_000)
	f.ps, f.l.Customer.Kind = ps, KindConsumer
	want = []string{
		"+5 reminder1: i1 reminder1 1000.00",
		"+15 reminder2: i1 reminder2 1000.00",
		"+28 formal_notice: i1 formal_notice 1000.00",
		"+47 final_demand: i1 final_demand 1000.00",
		"+58 case: i1 handover 1000.00",
	}
	if diff := cmp.Diff(want, f.walk(90)); diff != "" {
		t.Errorf("a Dutch consumer without a phone:\n%s", diff)
	}
}

// TestClaimsAreOfTheStep: each line claims what its own step does, and a letter
// is a notice when one of its steps is.
func TestClaimsAreOfTheStep(t *testing.T) {
	f := one(t, today.Add(-40), 100_000)
	f.add("i2", today.Add(-4), 50_000, EUR)
	f.ps = ladder(Step{Name: StepReminder1, Day: 3, Notice: true}, Step{Name: StepFinalDemand, Day: 20, Wait: 9, Claims: Claims{Interest: true}})
	l := f.l.Invoice("i1")
	l.LastStep, l.LastContact = StepReminder1, today.Add(-30)
	p := f.ps.Plan(f.l, EUR, weekdays(), f.at(), f.day)
	if p.Letter == nil || !p.Letter.Notice || p.Letter.Kind != LetterFinalDemand {
		t.Fatalf("the letter is %+v", p.Letter)
	}
	if got := p.Letter.Lines; !got[0].Claims.Has(ChargeInterest) || got[0].Claims.Has(ChargeFixed) || got[1].Claims.Any() {
		t.Errorf("the lines are %+v", got)
	}
}

func TestChoose(t *testing.T) {
	base := DefaultPolicy()
	policy := func(name string, s Segment) Policy {
		p := base
		p.Name, p.For = name, s
		return p
	}
	ps := Policies{Country: "BE", List: []Policy{
		policy("gentle", Segment{Importances: []Importance{ImportanceKey}}),
		policy("strict", Segment{Risks: []Risk{RiskHigh}, Kinds: []Kind{KindBusiness}}),
		policy("large", Segment{AmountFrom: 150_000, Countries: []string{"BE"}}),
		policy("rest", Segment{}),
	}}
	choose := func(want, why string, change func(*fixture)) {
		t.Helper()
		f := one(t, today.Add(-1), 100_000)
		f.l.Customer.Kind = KindBusiness
		change(f)
		if got := ps.Choose(f.l, EUR, today); got.Policy.Name != want || got.Why != why {
			t.Errorf("it is %s (%s), want %s (%s)", got.Policy.Name, got.Why, want, why)
		}
	}
	high := Record{Paid: 9, Amount: 1000, Late: 20_000}
	choose("rest", "no other fits", func(*fixture) {})
	choose("gentle", "importance key", func(f *fixture) { f.must(EventImportanceSet, func(e *Event) { e.Reason = "key" }) })
	choose("strict", "kind business, risk high", func(f *fixture) { f.l.Customer.Record = high })
	choose("rest", "no other fits", func(f *fixture) { f.l.Customer.Record, f.l.Customer.Kind = high, KindConsumer })
	choose("large", "country BE, overdue 1500.00, from 1500.00", func(f *fixture) { f.add("i2", today.Add(-1), 50_000, EUR) })
	choose("rest", "no other fits", func(f *fixture) { f.add("i2", today, 50_000, EUR) }) // due today is not overdue
	choose("rest", "no other fits", func(f *fixture) { f.add("i2", today.Add(-9), 50_000, "USD") })
	choose("rest", "no other fits", func(f *fixture) {
		f.l.Customer.Country = "FR"
		f.add("i2", today.Add(-1), 50_000, EUR)
	})
	choose("large", "set for the customer", func(f *fixture) { f.must(EventPolicySet, func(e *Event) { e.Reason = "large" }) })
	choose("rest", "no other fits", func(f *fixture) { f.must(EventPolicySet, func(e *Event) { e.Reason = "gone" }) })
}

// TestPolicyByAmount: an account's policy may change on the day after an
// invoice's due date, and planning looks at it then.
func TestPolicyByAmount(t *testing.T) {
	early, late := DefaultPolicy(), DefaultPolicy()
	early.Name, early.For.AmountFrom = "early", 150_000
	early.Steps = []Step{{Name: StepReminder1, Day: 1}}
	late.Steps = []Step{{Name: StepReminder1, Day: 30}}
	f := one(t, today.Add(-2), 100_000)
	f.ps = Policies{List: []Policy{early, late}}
	f.add("i2", today, 50_000, EUR)
	p := f.plan(EUR, weekdays())
	if p.Letter != nil || p.LookOn != today+1 {
		t.Errorf("drafted %q, looks again on %s", p.Letter.lines(), p.LookOn)
	}
	f.day++
	if got := f.plan(EUR, weekdays()); got.Letter.lines() != "reminder1: i1 reminder1 1000.00 i2 reminder1 500.00" || got.Policy != "early" {
		t.Errorf("drafted %q by %s", got.Letter.lines(), got.Policy)
	}
}

// TestOverrides: a customer's policy and an invoice's, set and undone.
func TestOverrides(t *testing.T) {
	slow := DefaultPolicy()
	slow.Name, slow.For.Importances, slow.Steps = "slow", []Importance{ImportanceKey}, []Step{{Name: "later", Day: 9, Tone: ToneFirm}}
	f := one(t, today.Add(-3), 100_000)
	f.ps = Policies{List: []Policy{slow, DefaultPolicy()}}
	f.add("i2", today.Add(-3), 20_000, EUR)
	f.must(EventPolicySet, func(e *Event) { e.Invoice, e.Reason = "i2", "slow" })
	p := f.plan(EUR, weekdays())
	if got := p.Letter.lines(); got != "reminder1: i1 reminder1 1000.00" || p.Held[0].Until != today.Add(6) {
		t.Errorf("drafted %q, held %+v", got, p.Held)
	}
	set := f.must(EventPolicySet, func(e *Event) { e.Reason = "slow" })
	f.refused(RefusedTwice, EventPolicySet, func(e *Event) { e.Reason = "slow" })
	f.refused(RefusedMalformed, EventPolicySet, func(e *Event) { e.Reason = "Not a name" })
	f.refused(RefusedUnknown, EventPolicySet, func(e *Event) { e.Invoice, e.Reason = "i8", "slow" })
	f.refused(RefusedMalformed, EventImportanceSet, func(e *Event) { e.Reason = "vip" })
	f.refused(RefusedTwice, EventImportanceSet, nil)
	f.refused(RefusedAuthor, EventImportanceSet, func(e *Event) { e.By, e.Reason = AuthorCustomer, "key" })
	f.refused(RefusedAuthor, EventPolicySet, func(e *Event) { e.By, e.Reason = AuthorBot, "slow" })
	if p := f.plan(EUR, weekdays()); p.Letter != nil || p.Policy != "slow" || p.Why != "set for the customer" {
		t.Errorf("drafted %q by %s", p.Letter.lines(), p.Policy)
	}
	f.folds()
	undone := f.event(EventUndone, func(e *Event) { e.Ref = set.Group })
	l, err := Fold(f.l, append(f.log, undone))
	if err != nil || l.Customer.Policy != "" || l.Invoice("i2").Policy != "slow" {
		t.Errorf("undo leaves %q, %v", l.Customer.Policy, err)
	}
	// A ladder of other steps goes on where the first one stood.
	f = one(t, today.Add(-12), 100_000)
	f.ps = Policies{List: []Policy{slow, DefaultPolicy()}}
	f.l.Invoices[0].LastStep, f.l.Invoices[0].LastContact = "later", today.Add(-8)
	if at := f.ps.reached(f.ps.List[1], "later"); at != 2 {
		t.Errorf("a firm letter of another ladder is step %d", at)
	}
	for step, want := range map[StepName]int{
		"": -1, StepCourtesy: 0, StepReminder2: 2, StepCall: 4, StepHandover: 4, "long gone": 1,
	} {
		if at := f.ps.reached(f.ps.List[1], step); at != want {
			t.Errorf("%q is step %d, want %d", step, at, want)
		}
	}
	if got := f.plan(EUR, weekdays()); got.Letter != nil {
		t.Errorf("a second reminder comes twice: %q", got.Letter.lines())
	}
}

func TestRisk(t *testing.T) {
	pays := func(late ...int) func(*fixture) {
		return func(f *fixture) {
			for i, days := range late {
				id := InvoiceID(fmt.Sprint("r", i))
				f.add(id, today.Add(-days), 100_000, EUR)
				f.pay(string(id), id, 100_000)
			}
		}
	}
	promises := func(states ...PromiseState) func(*fixture) {
		return func(f *fixture) {
			for i, s := range states {
				f.l.Promises = append(f.l.Promises, Promise{ID: PromiseID(fmt.Sprint("s", i)), Day: today, State: s})
			}
		}
	}
	risk := func(want Risk, reasons string, changes ...func(*fixture)) {
		t.Helper()
		f := one(t, today.Add(30), 100_000)
		for _, c := range changes {
			c(f)
		}
		if got := RiskOf(f.l); got.Level != want || strings.Join(got.Reasons, "; ") != reasons {
			t.Errorf("risk %s: %s, want %s: %s", got.Level, strings.Join(got.Reasons, "; "), want, reasons)
		}
	}
	risk(RiskNormal, "no invoice has been paid yet")
	risk(RiskLow, "paid on time on average over 3 invoices", pays(0, -2, 2))
	risk(RiskNormal, "paid on time on average over 2 invoices", pays(0, 0)) // too few to tell
	risk(RiskNormal, "paid 9 days late on average over 3 invoices", pays(8, 9, 10))
	risk(RiskHigh, "paid 15 days late on average over 3 invoices", pays(5, 10, 30))
	risk(RiskHigh, "paid 1 day late on average over 3 invoices; 2 of 3 promises broken",
		pays(1, 1, 1), promises(PromiseBroken, PromiseKept, PromiseBroken))
	risk(RiskNormal, "paid 1 day late on average over 3 invoices; 1 of 1 promise broken", pays(1, 1, 1), promises(PromiseBroken))
	// Weighted by amount: the large one was on time.
	risk(RiskLow, "paid on time on average over 4 invoices", pays(1, 1, 1), func(f *fixture) {
		f.add("large", today, 10_000_000, EUR)
		f.pay("large", "large", 10_000_000)
	})
	// Days on which he was right to contest are not late.
	contested := func(kind EventKind) func(*fixture) {
		return func(f *fixture) {
			f.day -= 30
			for i := range 3 {
				id := InvoiceID(fmt.Sprint("d", i))
				f.add(id, f.day, 100_000, EUR)
				f.must(EventDisputed, func(e *Event) { e.Invoice = id })
			}
			f.day += 25
			for i := range 3 {
				f.must(kind, func(e *Event) { e.Invoice = InvoiceID(fmt.Sprint("d", i)) })
			}
			f.day = today
			for i := range 3 {
				f.pay(fmt.Sprint("d", i), InvoiceID(fmt.Sprint("d", i)), 100_000)
			}
		}
	}
	risk(RiskHigh, "paid 30 days late on average over 3 invoices", contested(EventDisputeResolved))
	risk(RiskNormal, "paid 5 days late on average over 3 invoices", contested(EventDisputeUpheld))
	// What is taken back does not count.
	risk(RiskNormal, "no invoice has been paid yet", pays(40, 40, 40), func(f *fixture) {
		for i := range 3 {
			f.must(EventPaymentReversed, func(e *Event) { e.Payment = PaymentID(fmt.Sprint("r", i)) })
		}
		if f.l.Customer.Record != (Record{}) {
			t.Errorf("reversed payments leave %+v", f.l.Customer.Record)
		}
	})
}

// pay books a payment and allocates it.
func (f *fixture) pay(id string, inv InvoiceID, sum Amount) {
	f.t.Helper()
	f.l.Payments = append(f.l.Payments, Payment{ID: PaymentID(id), Customer: "c1", Kind: PaymentTransfer, Currency: EUR, Amount: sum, Day: f.day})
	f.must(EventPaymentBooked, func(e *Event) { e.By, e.Payment, e.Amount = AuthorBank, PaymentID(id), sum })
	f.must(EventAllocated, func(e *Event) {
		e.By, e.Payment, e.Invoice, e.Part, e.Amount = AuthorBank, PaymentID(id), inv, PartPrincipal, sum
	})
}

// TestRhythm: invoices that fall due on twenty days in a row share letters.
func TestRhythm(t *testing.T) {
	f := one(t, today, 100_000)
	for i := range 19 {
		f.add(InvoiceID(fmt.Sprint("n", i)), today.Add(i+1), 10_000, EUR)
	}
	var last Date
	letters := 0
	for range 60 {
		p := f.plan(EUR, weekdays())
		for _, d := range p.Due() {
			if d == p.Letter {
				letters++
				if last != 0 && f.day-last < 6 {
					t.Errorf("a letter on %s and on %s", last, f.day)
				}
				last = f.day
			}
			f.send(d)
		}
		for _, h := range p.Held {
			if h.Rule == RuleRhythm && (h.Until <= f.day || h.Until > f.day+9) {
				t.Errorf("on %s %s waits until %s", f.day, h.Invoice, h.Until)
			}
		}
		f.day++
	}
	if letters < 5 || letters > 9 {
		t.Errorf("%d letters in 60 days", letters)
	}
}

// TestForewarn tells a colleague on the business day before, once, and again
// after a long pause.
func TestForewarn(t *testing.T) {
	f := one(t, today, 100_000)
	f.ps = ladder(Step{Name: StepReminder1, Day: 3}, Step{Name: StepLastReminder, Day: 20, Wait: 7, Forewarn: true})
	want := []string{
		"+5 reminder1: i1 reminder1 1000.00",
		"+19 forewarned: i1 last_reminder 1000.00",
		"+20 last_reminder: i1 last_reminder 1000.00",
	}
	if diff := cmp.Diff(want, f.walk(60)); diff != "" {
		t.Error(diff)
	}
	f = one(t, today.Add(-19), 100_000)
	f.ps = ladder(Step{Name: StepReminder1, Day: 3, Forewarn: true})
	p := f.plan(EUR, weekdays())
	if p.Letter != nil || p.Forewarn.lines() != "forewarned: i1 reminder1 1000.00" || p.Held[0].Rule != RuleForewarn {
		t.Fatalf("%+v", p)
	}
	f.queue("w1", p.Forewarn)
	if p := f.plan(EUR, weekdays()); p.Forewarn != nil || p.Letter != nil || p.LookOn != today+1 {
		t.Errorf("he is told twice: %+v", p)
	}
	f.must(EventHeld, func(e *Event) { e.Invoice, e.Until = "i1", today.Add(20) })
	f.day = today.Add(21)
	if p := f.plan(EUR, weekdays()); p.Letter != nil || p.Forewarn == nil {
		t.Errorf("after three weeks he is not told again: %+v", p)
	}
	f.day = today + 1
	f.must(EventResumed, func(e *Event) { e.Invoice = "i1" })
	if p := f.plan(EUR, weekdays()); p.Letter == nil || !p.Letter.NotBefore.Equal(f.at()) {
		t.Errorf("the letter goes no sooner than 24 hours later: %+v", p.Letter)
	}
}

// TestStepsOfOtherSorts: post, own names, signer, approval, conditions.
func TestStepsOfOtherSorts(t *testing.T) {
	f := one(t, today, 100_000)
	f.ps = ladder(
		Step{Name: "hello", Day: 1, Tone: ToneFriendly, Signer: "anna"},
		Step{Name: "firms_only", Day: 4, Tone: ToneFirm, OnlyBusiness: true},
		Step{Name: "ring", Day: 6, Channel: ChannelCall, OnlyWithPhone: true},
		Step{Name: "paper", Day: 9, Wait: 5, Letter: LetterLastReminder, Channel: ChannelPost, Signer: "berta", Approve: true},
	)
	var got []string
	for range 14 {
		for _, d := range f.plan(EUR, weekdays()).Due() {
			got = append(got, fmt.Sprintf("+%d %s by %s, signed %s, asks %v", f.day-today, d.lines(), d.Channel, d.Signer, d.Approve))
			f.send(d)
		}
		f.day++
	}
	want := []string{
		"+1 reminder1: i1 hello 1000.00 by mail, signed anna, asks false",
		"+9 last_reminder: i1 paper 1000.00 by post, signed berta, asks true",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestThanks: after a reminder where the policy says so; after a promise or a
// plan always; never while something is overdue, and never late.
func TestThanks(t *testing.T) {
	thanked := func(want bool, what string, change func(*fixture)) {
		t.Helper()
		f := one(t, today.Add(-3), 100_000)
		f.ps = ladder(DefaultPolicy().Steps...)
		change(f)
		p := f.plan(EUR, weekdays())
		if got := p.Note != nil && p.Note.Kind == LetterThanks; got != want {
			t.Errorf("%s: thanked %v, want %v", what, got, want)
		}
		if p.Note == nil {
			return
		}
		f.queue("t1", p.Note)
		if again := f.plan(EUR, weekdays()); again.Note != nil {
			t.Errorf("%s: thanked twice", what)
		}
		f.folds()
	}
	reminded := func(f *fixture) {
		f.send(f.plan(EUR, weekdays()).Letter)
		f.day = today.Add(5)
		f.pay("p", "i1", 100_000)
	}
	wanted := func(f *fixture) { f.ps.List[0].Thanks = true; reminded(f) }
	promised := func(f *fixture) {
		f.must(EventPromised, func(e *Event) { e.Invoice, e.Promise, e.On, e.Until = "i1", "pr", today.Add(2), today.Add(4) })
		f.day = today.Add(1)
		f.pay("p", "i1", 100_000)
		for _, e := range EndedPromises(f.l, f.stamp(AuthorBot)) {
			f.must(e.Kind, func(o *Event) { o.By, o.Promise = e.By, e.Promise })
		}
	}
	thanked(false, "nobody wants it", reminded)
	thanked(true, "wanted", wanted)
	thanked(false, "never reminded", func(f *fixture) { f.ps.List[0].Thanks = true; f.pay("p", "i1", 100_000) })
	thanked(false, "another is overdue", func(f *fixture) { wanted(f); f.add("i2", today.Add(-9), 100, EUR) })
	thanked(false, "a week later", func(f *fixture) { wanted(f); f.day += 8 })
	thanked(false, "within the cap", func(f *fixture) { wanted(f); f.day = today.Add(1) })
	thanked(false, "on a closed day", func(f *fixture) { wanted(f); f.day = today.Add(3) })
	thanked(true, "a promise was kept", promised)
	thanked(false, "he is stopped", func(f *fixture) { promised(f); f.must(EventStopped, nil) })
}

// TestBrokenPromise: the next letter is one step firmer, at once.
func TestBrokenPromise(t *testing.T) {
	f := one(t, today.Add(-4), 100_000) // the second step is due in six days
	f.send(f.plan(EUR, weekdays()).Letter)
	f.must(EventPromised, func(e *Event) {
		e.By, e.Invoice, e.Promise, e.On, e.Until = AuthorCustomer, "i1", "pr", today+1, today.Add(5)
	})
	f.ps = ladder(Step{Name: StepReminder1, Day: 3}, Step{Name: StepReminder2, Day: 30, Wait: 5}, Step{Name: StepLastReminder, Day: 60, Wait: 5})
	got := f.walk(30)
	want := []string{"+10 reminder2: i1 reminder2 1000.00"} // the promise ended on Monday, the ninth
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	f.folds()
}

// TestGrace: who broke promises gets less time for the next.
func TestGrace(t *testing.T) {
	for broken, want := range []int{2, 1, 1, 1} {
		f := one(t, today, 100_000)
		for i := range broken {
			f.l.Promises = append(f.l.Promises, Promise{ID: PromiseID(fmt.Sprint("b", i)), Day: today, State: PromiseBroken})
		}
		x := &responder{l: f.l, p: DefaultPolicy()}
		if got := x.grace(); got != want {
			t.Errorf("after %d broken promises the grace is %d days, want %d", broken, got, want)
		}
	}
	x := &responder{l: &Ledger{}}
	if x.grace() != 0 {
		t.Error("no grace became some")
	}
}

// TestInstalments: announced three days before, tracked, done or lapsed.
func TestInstalments(t *testing.T) {
	agree := func() *fixture {
		f := one(t, today.Add(-3), 100_000)
		f.l.Plans = []InstalmentPlan{{ID: "pl", Customer: "c1", Made: today}}
		f.l.Instalments = []Instalment{
			{Plan: "pl", Number: 1, Day: today.Add(7), Amount: 40_000}, // a Wednesday
			{Plan: "pl", Number: 2, Day: today.Add(14), Amount: 60_000},
		}
		f.must(EventPlanned, func(e *Event) { e.Invoice, e.Plan = "i1", "pl" })
		return f
	}
	f := agree()
	f.status("i1", StatusPlanned, 0)
	p := f.plan(EUR, weekdays())
	if p.Letter != nil || p.Note != nil || p.LookOn != today.Add(2) { // the Friday before
		t.Errorf("%+v", p)
	}
	f.day = today.Add(2)
	p = f.plan(EUR, weekdays())
	if p.Note == nil || p.Note.Kind != LetterInstalment || p.Note.On != today.Add(7) || p.Note.Amount != 40_000 {
		t.Fatalf("the first is not announced: %+v", p.Note)
	}
	f.queue("a1", p.Note)
	f.must(EventDemandCancelled, func(e *Event) { e.By, e.Letter = AuthorBot, "a1" })
	if p = f.plan(EUR, weekdays()); p.Note == nil {
		t.Fatal("what did not leave is not announced anew")
	}
	f.send(p.Note)
	f.pay("p1", "i1", 50_000) // more than the first part
	f.day = today.Add(9)
	if p = f.plan(EUR, weekdays()); p.Note == nil || p.Note.Amount != 50_000 {
		t.Errorf("the second is announced as %+v, want the 500.00 that are left", p.Note)
	}
	ended := func(want string) {
		t.Helper()
		var got []string
		for _, e := range EndedPlans(f.l, DefaultPolicy(), weekdays(), f.day) {
			got = append(got, fmt.Sprintf("%s %s %s", e.State, e.Missing, e.Since))
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("on %s ended %v, want %q", f.day, got, want)
		}
	}
	f.day = today.Add(16) // Friday, the second bank day of grace
	ended("")
	f.day++
	ended("lapsed 500.00 2026-03-18")
	f.pay("p2", "i1", 50_000)
	ended("done 0.00 ")
	f.must(EventPlanEnded, func(e *Event) { e.By, e.Plan, e.Reason = AuthorBot, "pl", string(PlanDone) })
	f.day = today.Add(19)
	if p = f.plan(EUR, weekdays()); p.Note == nil || p.Note.Kind != LetterThanks {
		t.Errorf("the end is not thanked for: %+v", p)
	}
	f.folds()

	f = agree()
	f.day = today.Add(10)
	ended("lapsed 400.00 2026-03-11")
	f.must(EventPlanEnded, func(e *Event) { e.By, e.Plan, e.Reason = AuthorBot, "pl", string(PlanLapsed) })
	f.status("i1", StatusOpen, 100_000)
	f.folds()
	if undone, err := Fold(f.l, append(f.log, f.event(EventUndone, func(e *Event) { e.Ref = f.log[len(f.log)-1].Group }))); err != nil ||
		undone.Plan("pl").State != PlanAgreed {
		t.Errorf("undo leaves the plan %+v, %v", undone.Plan("pl"), err)
	}
}

func TestPoliciesValidate(t *testing.T) {
	p := DefaultPolicy()
	segment := p
	segment.Name, segment.For.Kinds = "b2b", []Kind{KindBusiness}
	valid := func(list ...Policy) {
		t.Helper()
		if errs := (Policies{List: list}).Validate(); len(errs) > 0 {
			t.Errorf("refused: %v", errs)
		}
	}
	bad := func(want string, list ...Policy) {
		t.Helper()
		errs := (Policies{List: list}).Validate()
		all := fmt.Sprint(errs)
		if len(errs) == 0 || !strings.Contains(all, want) {
			t.Errorf("%v does not say %q", errs, want)
		}
	}
	valid(p)
	valid(segment, p)
	bad("the last policy must be for everybody")
	bad("the last policy must be for everybody", segment)
	bad(`policy "default": for: it asks nothing`, p, segment)
	bad("another policy has it as well", segment, segment, p)
	unnamed := p
	unnamed.Name = "No Name"
	bad("small letters, digits and hyphens", unnamed)
	broken := p
	broken.Steps = []Step{{Name: StepHandover, Day: 3}, {Name: StepReminder1, Day: 9}}
	bad("hands over before any letter", broken)
	bad(`"reminder1" comes after "handover"`, broken)
	broken.Steps = []Step{{Name: StepCall, Day: -3}}
	bad("nobody is called", broken)
	broken.Steps = []Step{{Name: StepCall, Day: 3, Tone: ToneFirm}}
	bad("neither template nor tone", broken)
	broken.Steps = []Step{{Name: "x", Day: 3, Tone: ToneFirm, Letter: LetterReminder1}}
	bad("does not speak in the tone firm", broken)
	broken.Steps = []Step{{Name: StepReminder1, Day: 3, Wait: 61, From: -1}}
	bad("not between 0 and 60", broken)
	bad("below zero", broken)
	broken = segment
	broken.For = Segment{Risks: []Risk{"x"}, Importances: []Importance{"x"}, Countries: []string{"Belgium"}, AmountFrom: -1, Kinds: []Kind{"x"}}
	if errs := broken.For.Validate(); len(errs) != 5 {
		t.Errorf("want five faults, got %v", errs)
	}
	if a, b := (Policies{List: []Policy{segment, p}}).Hash(), (Policies{List: []Policy{p, segment}}).Hash(); a == b {
		t.Error("the order of policies does not change their hash")
	}
}
