package voldaan

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// one is a ledger with a single invoice and a contact to write to.
func one(t testing.TB, due Date, total Amount) *fixture {
	f := &fixture{t: t, day: today, l: &Ledger{
		Customer: Customer{ID: "c1", Creditor: "kade"},
		Contacts: []Contact{{ID: "k1", Customer: "c1", Address: "boek@linde.example", Role: "billing", Known: true}},
	}}
	f.must(EventContactAdded, func(e *Event) { e.Contact = "k1" })
	f.add("i1", due, total, EUR)
	return f
}

func (f *fixture) add(id InvoiceID, due Date, total Amount, cur Currency) {
	f.t.Helper()
	f.l.Invoices = append(f.l.Invoices, invoice(id, due, total, cur))
	f.register(id)
}

func (f *fixture) plan(cur Currency, cal Calendar) Planned {
	if len(f.ps.List) == 0 {
		return Plan(f.l, cur, DefaultPolicy(), cal, f.at(), f.day)
	}
	return f.ps.Plan(f.l, cur, cal, f.at(), f.day)
}

// send queues and sends a letter as planning drafted it.
func (f *fixture) send(d *Draft) {
	f.t.Helper()
	if d == nil {
		f.t.Fatalf("on %s no letter is due", f.day)
	}
	id := LetterID(fmt.Sprintf("l%d", len(f.log)))
	f.queue(id, d)
	if d.Kind == LetterForewarned {
		return
	}
	f.must(EventDemandSent, func(e *Event) { e.By, e.Letter = AuthorBot, id })
}

func (f *fixture) queue(id LetterID, d *Draft) {
	f.t.Helper()
	kind, reason := EventDemandQueued, string(d.Channel)
	if d.Kind == LetterForewarned {
		kind = EventForewarned
	}
	for _, line := range d.Lines {
		f.must(kind, func(e *Event) {
			e.By, e.Letter, e.Invoice, e.Step, e.Amount, e.Reason = AuthorBot, id, line.Invoice, line.Step, line.Amount, reason
		})
	}
	if d.Kind.Class() == ClassNote {
		f.must(EventNoteQueued, func(e *Event) {
			e.By, e.Letter, e.Step, e.Plan, e.On, e.Amount = AuthorBot, id, StepName(d.Kind), d.Plan, d.On, d.Amount
		})
	}
}

// touch records a letter that went out at a time, for an invoice beside i1.
func (f *fixture) touch(letter LetterID, at time.Time) {
	f.l.Demands = append(f.l.Demands, Demand{
		Letter: letter, Invoice: "other", Step: StepReminder1, Amount: 1, State: DemandSent, At: at, Day: DateOf(at),
	})
}

// TestPlanRules is each rule that holds a demand back: i1 of 1000.00 is so
// many days late. The steps after the first fall due on the days 10, 20, 27.
func TestPlanRules(t *testing.T) {
	last := func(step StepName, on Date) func(*fixture) {
		return func(f *fixture) { f.l.Invoices[0].LastStep, f.l.Invoices[0].LastContact = step, on }
	}
	hold := func(days int) func(*fixture) {
		return func(f *fixture) { f.must(EventHeld, func(e *Event) { e.Invoice, e.Until = "i1", today.Add(days) }) }
	}
	touched := func(hours ...time.Duration) func(*fixture) {
		return func(f *fixture) {
			for i, h := range hours {
				f.touch(LetterID(fmt.Sprint("x", i)), f.at().Add(-h*time.Hour))
			}
		}
	}
	next := today.Add(7) // the second step of an invoice that is three days late
	for _, c := range []struct {
		name   string
		late   int
		change func(*fixture)
		off    []Date
		rule   Rule
		status Status
		until  Date
		look   Date
	}{
		{"due in a month", -30, nil, nil, RuleNotDue, StatusOpen, today.Add(33), today.Add(33)},
		{"due today; the third day is a Saturday", 0, nil, nil, RuleNotDue, StatusOpen, today.Add(5), today.Add(5)},
		{"the Monday after is a holiday", 0, nil, []Date{today.Add(5)}, RuleNotDue, StatusOpen, today.Add(6), today.Add(6)},
		{"held", 3, hold(4), nil, RuleStanding, StatusHeld, today.Add(5), today.Add(5)},
		{"disputed until a person decides", 3, (*fixture).dispute, nil, RuleStanding, StatusDisputed, 0, 0},
		{"held and disputed", 3, func(f *fixture) { f.dispute(); hold(1)(f) }, nil, RuleStanding, StatusDisputed, today.Add(2), today.Add(2)},
		{"promised", 3, func(f *fixture) {
			f.must(EventPromised, func(e *Event) { e.Invoice, e.Promise, e.Until = "i1", "pr1", today.Add(1) })
		}, nil, RuleStanding, StatusPromised, today.Add(2), today.Add(2)},
		{"stopped", 3, func(f *fixture) { f.must(EventStopped, nil) }, nil, RuleStopped, StatusOpen, 0, 0},
		{"stopped and held", 3, func(f *fixture) { f.must(EventStopped, nil); hold(1)(f) }, nil, RuleStopped, StatusHeld, 0, 0},
		{"direct debit", 3, func(f *fixture) { f.l.Customer.DirectDebit = true }, nil, RuleDirectDebit, StatusOpen, next, next},
		{"nobody vouches for the address", 3, func(f *fixture) { f.l.Contacts[0].Known = false }, nil, RuleNoContact, StatusOpen, next, next},
		{"the address bounced", 3, func(f *fixture) {
			f.must(EventContactBounced, func(e *Event) { e.Contact = "k1" })
		}, nil, RuleNoContact, StatusOpen, next, next},
		{"a letter is on its way", 3, func(f *fixture) { f.queue("l1", f.plan(EUR, weekdays()).Letter) }, nil, RulePending, StatusOpen, next, today.Add(1)},
		{"a holiday", 3, nil, []Date{today}, RuleClosedDay, StatusOpen, next, today.Add(1)},
		{"a Sunday", 3, func(f *fixture) { f.day = today.Add(4) }, nil, RuleClosedDay, StatusOpen, next, today.Add(5)},
		{"enters tomorrow", 3, func(f *fixture) { f.l.Customer.EnteredOn = today + 1 }, nil, RuleEntry, StatusOpen, next, today.Add(1)},
		{"a letter 47 hours ago", 3, touched(47), nil, RuleCap, StatusOpen, next, today.Add(1)},
		{"two letters in 167 hours", 3, touched(167, 60), nil, RuleCap, StatusOpen, next, today.Add(1)},
		{"too soon after the step before", 20, last(StepReminder1, today-1), nil, RuleWait, StatusOpen, today.Add(5), today.Add(5)},
		{"the same on a closed day", 20, last(StepReminder1, today-1), []Date{today}, RuleWait, StatusOpen, today.Add(5), today.Add(5)},
		{"the end of the ladder", 60, last(StepCall, today-20), nil, RuleEnd, StatusOpen, 0, 0},
	} {
		f := one(t, today.Add(-c.late), 100_000)
		if c.change != nil {
			c.change(f)
		}
		want := Planned{
			Customer: "c1", Currency: EUR, Policy: "default", Why: "the only one", LookOn: c.look,
			Held: []Held{{Invoice: "i1", Rule: c.rule, Status: c.status, Until: c.until, Amount: 100_000}},
		}
		if diff := cmp.Diff(want, f.plan(EUR, weekdays(c.off...)), ledgerOptions); diff != "" {
			t.Errorf("%s:\n%s", c.name, diff)
		}
	}
}

// TestPlanAllows is the other side of each rule: the first moment on which it
// holds no longer.
func TestPlanAllows(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*fixture)
	}{
		{"as it is", func(*fixture) {}},
		{"entered today", func(f *fixture) { f.l.Customer.EnteredOn = today }},
		{"a letter 48 hours ago", func(f *fixture) { f.touch("x", f.at().Add(-48*time.Hour)) }},
		{"two letters, one of them a week ago", func(f *fixture) {
			f.touch("x", f.at().Add(-7*24*time.Hour))
			f.touch("y", f.at().Add(-3*24*time.Hour))
		}},
		{"two calls", func(f *fixture) {
			f.touch("x", f.at().Add(-time.Hour))
			f.l.Demands[0].Step = StepCall
		}},
		{"a letter that bounced", func(f *fixture) {
			f.touch("x", f.at().Add(-time.Hour))
			f.l.Demands[0].State = DemandBounced
		}},
		{"a hold that ended yesterday", func(f *fixture) {
			f.day--
			f.must(EventHeld, func(e *Event) { e.Invoice, e.Until = "i1", f.day })
			f.day++
		}},
		{"one line for each of many invoices is one letter", func(f *fixture) {
			f.touch("x", f.at().Add(-50*time.Hour))
			f.touch("x", f.at().Add(-50*time.Hour))
			f.touch("x", f.at().Add(-50*time.Hour))
		}},
	} {
		f := one(t, today.Add(-3), 100_000)
		c.change(f)
		if got := f.plan(EUR, weekdays()).Letter.lines(); got != "reminder1: i1 reminder1 1000.00" {
			t.Errorf("%s: drafted %q", c.name, got)
		}
	}
}

// TestLadder walks through the days and checks on which which letter leaves.
func TestLadder(t *testing.T) {
	walk := func(f *fixture, days int, want ...string) {
		t.Helper()
		due := f.l.Invoices[0].Due
		var got []string
		for range days {
			p := f.plan(EUR, weekdays())
			for _, d := range []*Draft{p.Letter, p.Call} {
				if d != nil {
					got = append(got, fmt.Sprintf("%+d %s", f.day-due, d.lines()))
					f.send(d)
				}
			}
			f.day++
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
		f.folds()
	}
	// Due on Wednesday, 4 March: day 3 is a Saturday, day 10 the one after.
	walk(
		one(t, today, 100_000), 60,
		"+5 reminder1: i1 reminder1 1000.00",
		"+12 reminder2: i1 reminder2 1000.00",
		"+20 last_reminder: i1 last_reminder 1000.00",
		"+27 call_task: i1 call_task 1000.00",
	)
	// A large amount gets a courtesy mail in the week before.
	walk(
		one(t, today.Add(12), 500_000), 60,
		"-5 courtesy: i1 courtesy 5000.00",
		"+3 reminder1: i1 reminder1 5000.00",
		"+10 reminder2: i1 reminder2 5000.00",
		"+21 last_reminder: i1 last_reminder 5000.00",
		"+28 call_task: i1 call_task 5000.00",
	)
	// One that arrives a day before it is due still gets it; one cent less not.
	walk(one(t, today.Add(1), 500_000), 4, "-1 courtesy: i1 courtesy 5000.00")
	walk(one(t, today.Add(1), 499_999), 4)
	walk(one(t, today, 500_000), 4)
	// Long overdue: the first reminder is not skipped; then comes the
	// furthest step, once its own wait is over.
	walk(
		one(t, today.Add(-90), 500_000), 60,
		"+90 reminder1: i1 reminder1 5000.00",
		"+95 call_task: i1 call_task 5000.00",
	)
}

// TestLadderAfterDowntime: what was missed is caught up once, with the step
// that is due now, except the first.
func TestLadderAfterDowntime(t *testing.T) {
	for _, c := range []struct {
		last StepName
		late int
		want string
	}{
		{"", 25, "reminder1: i1 reminder1 1000.00"},
		{StepCourtesy, 25, "reminder1: i1 reminder1 1000.00"},
		{StepReminder1, 9, ""},
		{StepReminder1, 10, "reminder2: i1 reminder2 1000.00"},
		{StepReminder1, 25, "last_reminder: i1 last_reminder 1000.00"},
		{StepReminder1, 40, "call_task: i1 call_task 1000.00"},
		{StepReminder2, 40, "call_task: i1 call_task 1000.00"},
		{StepLastReminder, 40, "call_task: i1 call_task 1000.00"},
		{StepCall, 400, ""},
	} {
		f := one(t, today.Add(-c.late), 100_000)
		f.l.Invoices[0].LastStep = c.last
		if c.last != "" {
			f.l.Invoices[0].LastContact = today.Add(-c.late + 3)
		}
		p := f.plan(EUR, weekdays())
		if got := p.Letter.lines() + p.Call.lines(); got != c.want {
			t.Errorf("%d days late after %q: %q, want %q", c.late, c.last, got, c.want)
		}
	}
}

// TestPlanSeveral puts an account's invoices into one letter.
func TestPlanSeveral(t *testing.T) {
	f := one(t, today.Add(-3), 100_000) // first reminder
	f.add("i2", today.Add(-22), 20_000, EUR)
	f.l.Invoices[1].LastStep, f.l.Invoices[1].LastContact = StepReminder1, today.Add(-10) // last reminder
	f.add("i3", today.Add(-12), 30_000, EUR)
	f.l.Invoices[2].LastStep, f.l.Invoices[2].LastContact = StepReminder1, today.Add(-1) // waits, and goes along
	f.add("i4", today.Add(-2), 40_000, EUR)                                              // not due yet
	f.add("i5", today.Add(-3), 50_000, EUR)
	f.must(EventDisputed, func(e *Event) { e.Invoice = "i5" })
	f.add("i6", today.Add(-3), 60_000, EUR)
	f.must(EventDisputed, func(e *Event) { e.Invoice, e.Amount = "i6", 10_000 })
	f.add("i7", today.Add(-60), 70_000, EUR)
	f.l.Invoices[6].LastStep, f.l.Invoices[6].LastContact = StepLastReminder, today.Add(-10) // a call
	f.add("i8", today.Add(4), 800_000, EUR)                                                  // a courtesy mail, not today
	f.add("u1", today.Add(-3), 90_000, "USD")                                                // another account

	p := f.plan(EUR, weekdays())
	want := "last_reminder: i2 last_reminder 200.00 i3 reminder1 300.00 i1 reminder1 1000.00 i6 reminder1 500.00"
	if got := p.Letter.lines(); got != want {
		t.Errorf("the letter is\n%s, want\n%s", got, want)
	}
	if got := p.Letter.Sum(); got != 200_000 {
		t.Errorf("it demands %s in all", got)
	}
	if got := p.Call.lines(); got != "call_task: i7 call_task 700.00" {
		t.Errorf("the call is %q", got)
	}
	held := map[InvoiceID]Rule{}
	for _, h := range p.Held {
		held[h.Invoice] = h.Rule
	}
	if diff := cmp.Diff(map[InvoiceID]Rule{"i4": RuleNotDue, "i5": RuleStanding, "i8": RuleCap}, held); diff != "" {
		t.Errorf("held:\n%s", diff)
	}
	if p.LookOn != today+1 {
		t.Errorf("look again on %s", p.LookOn)
	}
	f.queue("l1", p.Letter)
	f.queue("l2", p.Call)
	if got := f.plan("USD", weekdays()); got.Letter != nil || got.Held[0].Rule != RuleCap || got.LookOn != today+1 {
		t.Errorf("while a letter is on its way the other account gets %q, %+v", got.Letter.lines(), got.Held)
	}
	f.must(EventDemandSent, func(e *Event) { e.Letter = "l1" })
	f.day = today.Add(2)
	if got := f.plan("USD", weekdays()).Letter.lines(); got != "reminder1: u1 reminder1 900.00" {
		t.Errorf("the other account gets %q", got)
	}
}

// TestPlanPartEnds: when a part is no longer covered, a step that needs the
// larger amount falls due on that day.
func TestPlanPartEnds(t *testing.T) {
	f := one(t, today.Add(5), 500_000)
	f.must(EventHeld, func(e *Event) { e.Invoice, e.Amount, e.Until = "i1", 1, today })
	p := f.plan(EUR, weekdays())
	if p.Letter != nil || p.LookOn != today+1 {
		t.Errorf("drafted %q, look again on %s, want %s", p.Letter.lines(), p.LookOn, today+1)
	}
	f.day++
	if got := f.plan(EUR, weekdays()).Letter.lines(); got != "courtesy: i1 courtesy 5000.00" {
		t.Errorf("drafted %q", got)
	}
}

// TestLookOn shows that jumping from one LookOn to the next gives the letters
// that walking day by day gives.
func TestLookOn(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		f := randomAccount(t, rt)
		f.ps = randomPolicies(rt)
		cal := weekdays(rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Date {
			return today.Add(rapid.IntRange(0, 60).Draw(t, "after"))
		}), 0, 6).Draw(rt, "holidays")...)
		walked := visit(f, cal, func(day, _ Date) Date { return day + 1 })
		jumped := visit(f, cal, func(_, look Date) Date { return look })
		if diff := cmp.Diff(walked, jumped); diff != "" {
			rt.Fatalf("walking gives -, jumping gives +:\n%s", diff)
		}
	})
}

// visit plays ninety days of an account on a copy of its ledger, and lists
// what leaves on which day.
func visit(f *fixture, cal Calendar, next func(day, look Date) Date) []string {
	g := &fixture{t: f.t, l: f.l.Clone(), day: f.day, ps: f.ps}
	var out []string
	for g.day < today.Add(90) {
		var look Date
		for _, cur := range g.l.Currencies() {
			for _, d := range g.plan(cur, cal).Due() {
				out = append(out, fmt.Sprintf("%s %s by %s, %v %s", g.day, d.lines(), d.Channel, d.Approve, d.Signer))
				g.send(d)
			}
		}
		for _, cur := range g.l.Currencies() {
			look = earlier(look, g.plan(cur, cal).LookOn)
		}
		day := next(g.day, look)
		if day == 0 {
			break
		}
		if day <= g.day {
			f.t.Fatalf("on %s it says to look again on %s", g.day, day)
		}
		g.day = day
	}
	return out
}

// randomAccount is an account with invoices and standings of all sorts.
func randomAccount(t testing.TB, rt *rapid.T) *fixture {
	f := one(t, today.Add(rapid.IntRange(-40, 30).Draw(rt, "late")), 100_000)
	f.l.Customer.EnteredOn = today.Add(rapid.IntRange(-1, 9).Draw(rt, "entered"))
	for i := range rapid.IntRange(0, 4).Draw(rt, "more") {
		id := InvoiceID(fmt.Sprint("i", i+2))
		cur := rapid.SampledFrom([]Currency{EUR, EUR, "USD"}).Draw(rt, "currency")
		total := rapid.SampledFrom([]Amount{10_000, 499_999, 500_000, 900_000}).Draw(rt, "total")
		f.add(id, today.Add(rapid.IntRange(-40, 30).Draw(rt, "due")), total, cur)
		inv := &f.l.Invoices[i+1]
		if inv.LastStep = rapid.SampledFrom([]StepName{"", "", StepCourtesy, StepReminder1, StepReminder2}).Draw(rt, "last"); inv.LastStep != "" {
			inv.LastContact = today.Add(-rapid.IntRange(0, 20).Draw(rt, "contact"))
		}
		if rapid.Bool().Draw(rt, "covered") {
			f.must(rapid.SampledFrom([]EventKind{EventHeld, EventDisputed, EventPaymentClaimed}).Draw(rt, "kind"), func(e *Event) {
				e.Invoice, e.Until = id, today.Add(rapid.IntRange(0, 25).Draw(rt, "until"))
				e.Amount = rapid.SampledFrom([]Amount{0, 1, total / 2, total}).Draw(rt, "part")
			})
		}
	}
	return f
}
