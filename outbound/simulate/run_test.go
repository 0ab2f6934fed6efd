package simulate

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/voldaan/voldaan"
)

// equal compares all of two results but the names of their policies.
func equal(a, b *Result) string {
	return cmp.Diff(a, b, cmpopts.IgnoreFields(Result{}, "Policy"), cmpopts.IgnoreUnexported(Result{}), cmpopts.EquateApprox(0, 1e-9))
}

// TestLadder plays a customer who neither pays nor answers: he gets the ladder
// that ships, each letter on its day.
func TestLadder(t *testing.T) {
	b := newBook(t, "linde")
	b.invoice("i1", today-30, today, today-30, 100_000)
	log := &logbook{}
	s := scenario(t, silent())
	s.prepare()
	if _, err := s.newCustomer(position(b.Ledger, today, s.hour(today)), s.Curve(b.Ledger.Customer), nil).live(0, log); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range log.events {
		if e.Kind == voldaan.EventDemandQueued {
			got = append(got, fmt.Sprintf("%s %s %s", e.Day, e.Step, e.Amount))
		}
	}
	want := []string{"2026-03-05 reminder1 1000.00", "2026-03-12 reminder2 1000.00", "2026-03-23 last_reminder 1000.00", "2026-03-30 call_task 1000.00"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	r := run(t, s, []Account{b.Account})
	if r.Total.Calls != 1 || r.Total.AllLetters() != 3 || r.Total.Open != 1 || r.Total.Cash[voldaan.EUR].SoFar != (Band{}) {
		t.Errorf("%+v", r.Total)
	}
	weeks := ""
	for _, w := range r.Weeks {
		weeks += fmt.Sprintf("%s-%s %.0f %.0f; ", w.From, w.To, w.AllLetters(), w.Calls)
	}
	if want := "2026-03-02-2026-03-08 1 0; 2026-03-09-2026-03-15 1 0; 2026-03-16-2026-03-22 0 0; " +
		"2026-03-23-2026-03-29 1 0; 2026-03-30-2026-04-05 0 1; 2026-04-06-2026-04-12 0 0; "; weeks != want {
		t.Errorf("got  %s\nwant %s", weeks, want)
	}
}

// TestEveryDay compares planning when something could be due, in runs that
// share what is the same, with looking at every customer on every business day.
func TestEveryDay(t *testing.T) {
	for seed := range uint64(4) {
		accounts := invented(t, 40, seed, VarietyFull)
		s := scenario(t, Learn(accounts, today-1, DefaultAssumptions()))
		for i := range s.Answers.Rates {
			s.Answers.Rates[i].Share *= 2.5 // more of what interrupts the ladder
		}
		s.Answers.Bounced = 0.1
		lazy := run(t, s, accounts)
		s.everyDay = true
		if diff := equal(run(t, s, accounts), lazy); diff != "" {
			t.Fatalf("seed %d: %s", seed, diff)
		}
		if lazy.Total.AllLetters() < 10 || lazy.Total.AllAnswers() < 5 || lazy.Total.Cases < 2 || lazy.Total.Calls < 1 {
			t.Errorf("seed %d: too little happens to compare: %+v", seed, lazy.Total)
		}
	}
}

// TestPromiseEndsEarly: money that keeps a promise lets go what else the
// promise held back, on its day and not on the promise's last.
func TestPromiseEndsEarly(t *testing.T) {
	b := newBook(t, "linde")
	b.invoice("i1", today-40, today-10, today-40, 100_000)
	b.invoice("i2", today-40, today-10, today-40, 100_000)
	b.day = today - 1
	for id, part := range map[voldaan.InvoiceID]voldaan.Amount{"i1": 10_000, "i2": 0} {
		b.do(voldaan.AuthorColleague, voldaan.EventPromised, func(e *voldaan.Event) {
			e.Invoice, e.Promise, e.Amount, e.On, e.Until = id, "pr1", part, today+30, today+32
		})
	}
	m := silent()
	for i := range m.all.rates {
		m.all.rates[i] = 0.05
	}
	s := scenario(t, m)
	s.Days, s.Runs = 30, 100
	lazy := run(t, s, []Account{b.Account})
	s.everyDay = true
	if diff := equal(run(t, s, []Account{b.Account}), lazy); diff != "" {
		t.Error(diff)
	}
	if lazy.Total.AllLetters() < 0.3 {
		t.Errorf("the promise held everything back: %+v", lazy.Total)
	}
}

// TestCaps: a letter of before the start counts, also one about an invoice that
// is paid.
func TestCaps(t *testing.T) {
	b := newBook(t, "linde")
	b.invoice("i1", today-40, today-10, today-40, 100_000)
	b.invoice("i2", today-33, today-3, today-33, 100_000)
	b.day = today - 1
	b.do(voldaan.AuthorBot, voldaan.EventDemandQueued, func(e *voldaan.Event) {
		e.Letter, e.Invoice, e.Step, e.Amount = "l1", "i1", voldaan.StepReminder1, 100_000
	})
	b.do(voldaan.AuthorBot, voldaan.EventDemandSent, func(e *voldaan.Event) { e.Letter = "l1" })
	b.pay("i1", today-1, 100_000, voldaan.PaymentTransfer)
	s := scenario(t, silent())
	s.Policy.Steps = slices.Clone(s.Policy.Steps)
	for i := range s.Policy.Steps {
		s.Policy.Steps[i].Wait = 0 // or the account's rhythm would hold it longer
	}
	s.prepare()
	log := &logbook{}
	if _, err := s.newCustomer(position(b.Ledger, today, s.hour(today)), s.Curve(b.Ledger.Customer), nil).live(0, log); err != nil {
		t.Fatal(err)
	}
	if len(log.events) == 0 || log.events[0].Kind != voldaan.EventDemandQueued || log.events[0].Day != today+2 {
		t.Errorf("the first letter after one on Sunday at ten leaves on %v, want Wednesday", log.events[:1])
	}
}

// TestPosition: what is open alone has the same risk, and the same number of
// broken promises, as the whole ledger; the policy and the grace depend on them.
func TestPosition(t *testing.T) {
	broken := func(l *voldaan.Ledger) (n int) {
		for _, p := range l.Promises {
			if p.State == voldaan.PromiseBroken {
				n++
			}
		}
		return n
	}
	some := 0
	for _, a := range invented(t, 200, 1, VarietyFull) {
		l := position(a.Ledger, today, today.At(9, 0, time.UTC))
		if diff := cmp.Diff(voldaan.RiskOf(a.Ledger), voldaan.RiskOf(l)); diff != "" || broken(a.Ledger) != broken(l) {
			t.Errorf("%s: %d broken promises of %d; %s", a.Ledger.Customer.Number, broken(l), broken(a.Ledger), diff)
		}
		some += broken(l)
	}
	if some == 0 {
		t.Error("nobody broke a promise")
	}
}

// TestProcessors: the result does not depend on how many of them there are, nor
// on the order of the accounts.
func TestProcessors(t *testing.T) {
	accounts := invented(t, 60, 3, VarietyFull)
	s := scenario(t, Learn(accounts, today-1, DefaultAssumptions()))
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	var all []string
	for _, n := range []int{1, 2, 7} {
		runtime.GOMAXPROCS(n)
		b, err := json.Marshal(run(t, s, accounts))
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, string(b))
		accounts[0], accounts[n] = accounts[n], accounts[0]
	}
	if all[0] != all[1] || all[0] != all[2] {
		t.Errorf("%s\n%s\n%s", all[0], all[1], all[2])
	}
	if !strings.Contains(all[0], `"p90":"`) {
		t.Errorf("amounts are not shown as texts: %.400s", all[0])
	}
	if diff := equal(run(t, s, accounts), run(t, s, Open(accounts, today, today.At(9, 0, time.UTC)))); diff != "" {
		t.Errorf("what is open alone gives something else: %s", diff)
	}
	s.Seed++
	if other := run(t, s, accounts); equal(other, run(t, s, accounts)) != "" {
		t.Error("the same seed gives something else")
	} else if b, _ := json.Marshal(other); string(b) == all[0] {
		t.Error("another seed gives the same")
	}
}

// TestSameLuck: where letters have no effect and nobody answers, the money is
// the same under any policy; where they have one, more letters bring more.
func TestSameLuck(t *testing.T) {
	accounts := invented(t, 80, 5, VarietyFull)
	s := scenario(t, Learn(accounts, today-1, DefaultAssumptions()))
	s.Answers = Answers{}
	rare := s
	rare.Policy.Steps = []voldaan.Step{{Name: voldaan.StepLastReminder, Day: 90}, {Name: voldaan.StepHandover, Day: 300}}
	cash := func(s Scenario) Band { return run(t, s, accounts).Total.Cash[voldaan.EUR].SoFar }
	if a, b := cash(s), cash(rare); a.Mean <= b.Mean {
		t.Errorf("the ladder brings %+v, one late letter %+v", a, b)
	}
	a, b := run(t, s, accounts), run(t, rare, accounts)
	d, both := Difference(voldaan.EUR, a, b), a.Total.Cash[voldaan.EUR].SoFar
	if d.Mean != both.Mean-b.Total.Cash[voldaan.EUR].SoFar.Mean || d.High-d.Low >= both.High-both.Low || d.Low <= 0 {
		t.Errorf("the difference is %+v", d)
	}
	for name, model := range map[string]func(*Model){
		"no effect": func(m *Model) { m.Assumptions.LetterEffect, m.Assumptions.CallEffect = 1, 1 },
		"no days":   func(m *Model) { m.Assumptions.EffectDays = 0 },
	} {
		m := *s.Model
		model(&m)
		none, noneRare := s, rare
		none.Model, noneRare.Model = &m, &m
		if a, b := cash(none), cash(noneRare); a != b || a.Mean == 0 {
			t.Errorf("%s: the policies differ: %+v and %+v", name, a, b)
		}
	}
	calls := s
	calls.Policy.Steps = []voldaan.Step{{Name: voldaan.StepCall, Day: 1}}
	mute := *s.Model
	mute.Assumptions.CallEffect = 1
	loud := cash(calls)
	calls.Model = &mute
	if silent := cash(calls); loud.Mean <= silent.Mean {
		t.Errorf("calls bring %+v, calls without effect %+v", loud, silent)
	}
	again := s
	again.Policy.Name = "the same by another name"
	if diff := equal(run(t, s, accounts), run(t, again, accounts)); diff != "" {
		t.Error(diff)
	}
}

// TestBlocked: what is disputed, a legal matter or handed over brings no money
// while it is; a dispute ends, the others do not.
func TestBlocked(t *testing.T) {
	m := silent()
	for i := range m.all.rates {
		m.all.rates[i] = 5 // paid the next day
	}
	for name, c := range map[string]struct {
		kind   voldaan.EventKind
		reason string
		week   int // in which the money comes
	}{
		"nothing":     {"", "", 0},
		"held":        {voldaan.EventHeld, "by hand", 0},
		"disputed":    {voldaan.EventDisputed, "other", 2},
		"legal":       {voldaan.EventHeld, voldaan.HoldLegal, -1},
		"handed over": {voldaan.EventHandedOver, "", -1},
	} {
		b := newBook(t, "linde")
		b.invoice("i1", today-60, today-30, today-60, 100_000)
		b.day = today - 1
		if c.kind != "" {
			b.do(voldaan.AuthorColleague, c.kind, func(e *voldaan.Event) {
				if e.Invoice, e.Reason = "i1", c.reason; c.reason == voldaan.HoldLegal {
					e.Invoice = ""
				}
			})
		}
		s := scenario(t, m)
		s.Assumptions.Credited = 0
		r := run(t, s, []Account{b.Account})
		got := -1
		for i, w := range r.Weeks {
			if w.Cash[voldaan.EUR].Week.Low == 100_000 {
				got = i
			}
		}
		if got != c.week {
			t.Errorf("%s: paid in week %d, want %d", name, got, c.week)
		}
	}
}

// TestCredited: a dispute that was right ends without money.
func TestCredited(t *testing.T) {
	m := silent()
	for i := range m.all.rates {
		m.all.rates[i] = 5
	}
	m.Assumptions.Credited = 1
	b := newBook(t, "linde")
	b.invoice("i1", today-60, today-30, today-60, 100_000)
	b.day = today - 1
	b.do(voldaan.AuthorColleague, voldaan.EventDisputed, func(e *voldaan.Event) { e.Invoice, e.Reason = "i1", "other" })
	r := run(t, scenario(t, m), []Account{b.Account})
	if r.Total.Open != 0 || r.Total.Cash[voldaan.EUR].SoFar.High != 0 || r.Weeks[1].Open != 1 {
		t.Errorf("%+v", r.Total)
	}
}

// TestBouncedFound: a letter that comes back has no effect; where no address is
// left, a colleague finds one and the ladder goes on.
func TestBouncedFound(t *testing.T) {
	m := silent()
	m.Answers.Bounced = 1
	b := newBook(t, "linde")
	b.invoice("i1", today-30, today, today-30, 100_000)
	r := run(t, scenario(t, m), []Account{b.Account})
	if r.Total.AllLetters() < 3 || r.Total.Cases != r.Total.AllLetters() {
		t.Errorf("%.1f letters, %.1f cases", r.Total.AllLetters(), r.Total.Cases)
	}
}

// TestOnTheWay: a letter that is queued when the simulation begins has left.
func TestOnTheWay(t *testing.T) {
	b := newBook(t, "linde")
	b.invoice("i1", today-40, today-10, today-40, 100_000)
	b.day = today - 3
	b.do(voldaan.AuthorBot, voldaan.EventDemandQueued, func(e *voldaan.Event) {
		e.Letter, e.Invoice, e.Step, e.Amount = "l1", "i1", voldaan.StepReminder1, 100_000
	})
	r := run(t, scenario(t, silent()), []Account{b.Account})
	if r.Total.Letters[voldaan.LetterReminder1] != 0 || r.Total.Letters[voldaan.LetterReminder2] != 1 {
		t.Errorf("%+v", r.Total.Letters)
	}
	if b.Ledger.Demands[0].State != voldaan.DemandQueued {
		t.Error("the ledger itself was changed")
	}
}

// TestCurrencies are never added.
func TestCurrencies(t *testing.T) {
	b := newBook(t, "linde")
	b.invoice("i1", today-30, today, today-30, 100_000)
	b.invoice("i2", today-30, today, today-30, 70_000)
	b.Ledger.Invoices[1].Currency = "USD"
	r := run(t, scenario(t, Learn(nil, today, DefaultAssumptions())), []Account{b.Account})
	if diff := cmp.Diff([]voldaan.Currency{"EUR", "USD"}, r.Currencies()); diff != "" {
		t.Error(diff)
	}
	if r.Owed["EUR"] != 100_000 || r.Owed["USD"] != 70_000 || r.Total.Cash["USD"].SoFar.High > 70_000 {
		t.Errorf("%+v", r)
	}
}

func TestValidate(t *testing.T) {
	good := scenario(t, silent())
	for name, change := range map[string]func(*Scenario){
		"days":                 func(s *Scenario) { s.Days = 0 },
		"too many days":        func(s *Scenario) { s.Days = MaxDays + 1 },
		"runs":                 func(s *Scenario) { s.Runs = 0 },
		"first day":            func(s *Scenario) { s.Start = 0 },
		"model":                func(s *Scenario) { s.Model = nil },
		"ladder without steps": func(s *Scenario) { s.Policy.Steps = nil },
	} {
		s := good
		change(&s)
		if _, err := Run(t.Context(), s, nil, nil); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if r := run(t, good, nil); r.Customers != 0 || len(r.Weeks) != 6 {
		t.Errorf("nobody: %+v", r)
	}
	s := good
	s.Days = 10
	if r := run(t, s, nil); len(r.Weeks) != 2 || r.Weeks[1].To != today.Add(9) {
		t.Errorf("ten days: %+v", r.Weeks)
	}
}

// TestCancel: a simulation that is called off ends at once with the reason.
func TestCancel(t *testing.T) {
	accounts := invented(t, 200, 1, VarietyFull)
	s := scenario(t, Learn(accounts, today-1, DefaultAssumptions()))
	s.Runs = 10_000
	ctx, cancel := context.WithCancel(t.Context())
	calls := 0
	_, err := Run(ctx, s, accounts, func(int, int) { calls++; cancel() })
	if !errors.Is(err, context.Canceled) || calls == 0 {
		t.Errorf("error %v after %d calls", err, calls)
	}
	if _, err := (Portfolio{Customers: 10, Today: today, Policy: voldaan.DefaultPolicy()}).Make(ctx, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("portfolio: %v", err)
	}
}

func TestPercentile(t *testing.T) {
	all := []voldaan.Amount{500, 100, 300, 200, 400, 600, 700, 800, 900}
	if got, want := bandOver(all), (Band{Mean: 500, Low: 100, High: 900}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if got := bandOver([]voldaan.Amount{7}); got != (Band{7, 7, 7}) {
		t.Errorf("one run: %+v", got)
	}
	if got, want := bandOver([]voldaan.Amount{0, 100, 200, 300, 400, 500, 600, 700, 800, 900, 1000, 1100, 1200, 1300}), (Band{650, 50, 1250}); got != want {
		t.Errorf("between two runs: got %+v, want %+v", got, want)
	}
	if b := bandOver(all); !b.Has(100) || !b.Has(900) || b.Has(99) || b.Has(901) {
		t.Errorf("%+v has other ends", b)
	}
}

func BenchmarkRun(b *testing.B) {
	for _, n := range []int{100, 1000, 10_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			all := invented(b, n, 1, VarietyFull)
			s := scenario(b, Learn(all, today-1, DefaultAssumptions()))
			accounts := Open(all, today, today.At(9, 0, time.UTC))
			all = nil
			s.Days, s.Runs = 90, 200
			for b.Loop() {
				run(b, s, accounts)
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*n*s.Runs), "µs/life")
		})
	}
}

func BenchmarkMake(b *testing.B) {
	for b.Loop() {
		invented(b, 200, 1, VarietyFull)
	}
}

// TestChannels: a call by a step of another name is a call, which no cap or
// rhythm of letters holds; a proposal to hand over is a case, once.
func TestChannels(t *testing.T) {
	b := newBook(t, "linde")
	b.invoice("i1", today-31, today-1, today-31, 100_000)
	s := scenario(t, silent())
	s.Policy.Steps = []voldaan.Step{
		{Name: voldaan.StepReminder1, Day: 3},
		{Name: "ring", Day: 5, Channel: voldaan.ChannelCall, Wait: 1},
		{Name: voldaan.StepReminder2, Day: 7, Wait: 2},
		{Name: "over", Day: 20, Channel: voldaan.ChannelHandover, Wait: 5},
	}
	s.Days, s.Runs = 40, 5
	r := run(t, s, []Account{b.Account})
	if r.Total.Calls != 1 || r.Total.AllLetters() != 2 || r.Total.Cases != 1 {
		t.Errorf("%v calls, %v letters, %v cases; want 1, 2, 1: %+v", r.Total.Calls, r.Total.AllLetters(), r.Total.Cases, r.Total)
	}
}
