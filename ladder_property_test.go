package voldaan

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// randomPolicies draws the ladder that ships, those by segment, or a ladder
// with steps of every sort.
func randomPolicies(rt *rapid.T) Policies {
	base := DefaultPolicy()
	base.Thanks = rapid.Bool().Draw(rt, "thanks")
	switch rapid.IntRange(0, 3).Draw(rt, "policies") {
	case 0:
		return Policies{Country: "NL", List: []Policy{base}}
	case 1:
		return Policies{Country: rapid.SampledFrom([]string{"NL", "BE", "US"}).Draw(rt, "home"), List: Shipped(base)}
	}
	own := base
	own.Name, own.For.AmountFrom = "own", rapid.SampledFrom([]Amount{0, 1, 150_000}).Draw(rt, "amount from")
	own.Steps = nil
	day := rapid.IntRange(0, 6).Draw(rt, "first day")
	for i := range rapid.IntRange(1, 5).Draw(rt, "steps") {
		gap := rapid.IntRange(2, 12).Draw(rt, "gap")
		s := Step{
			Name: StepName(fmt.Sprint("step", i)), Day: day, Wait: rapid.IntRange(0, gap).Draw(rt, "wait"),
			Tone:     rapid.SampledFrom([]Tone{ToneFriendly, ToneFirm, ToneUrgent}).Draw(rt, "tone"),
			Channel:  rapid.SampledFrom([]Channel{ChannelMail, ChannelMail, ChannelPost, ChannelCall}).Draw(rt, "channel"),
			Forewarn: rapid.IntRange(0, 3).Draw(rt, "forewarn") == 0, Approve: rapid.Bool().Draw(rt, "approve"),
		}
		if i == 0 {
			s.Wait = 0
		}
		if s.Channel == ChannelCall {
			s.Tone = ""
		}
		own.Steps = append(own.Steps, s)
		day += gap
	}
	own.Steps = append(own.Steps, Step{
		Name: "end", Day: day, Channel: rapid.SampledFrom([]Channel{ChannelCall, ChannelHandover}).Draw(rt, "end"),
	})
	ps := Policies{Country: "NL", List: []Policy{own}}
	if !own.For.Everybody() {
		ps.List = append(ps.List, base)
	}
	return ps
}

// TestRandomPolicies shows that what the other tests draw could be configured.
func TestRandomPolicies(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		ps := randomPolicies(rt)
		for i := range ps.List {
			for j := 1; j < len(ps.List[i].Steps); j++ {
				if s, last := ps.List[i].Steps[j], ps.List[i].Steps[j-1]; s.Wait > s.Day-last.Day && !last.Ahead() {
					rt.Skip("a wait that cannot be met")
				}
			}
		}
		if errs := ps.Validate(); len(errs) > 0 {
			rt.Fatalf("%v", errs)
		}
	})
}

// walker plays days of an account, in which outages and a clock that jumps are
// among what happens.
type walker struct {
	*fixture
	rt   *rapid.T
	cal  Calendar
	sent map[LetterID]time.Time
}

// TestEveryStepOnItsDay: on each day that is planned, what a step is due for is
// in a letter or a task, unless something stands against it. The rules are told
// here anew, in the simplest way.
func TestEveryStepOnItsDay(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := &walker{fixture: randomAccount(t, rt), rt: rt, sent: map[LetterID]time.Time{}}
		w.ps = randomPolicies(rt)
		w.cal = weekdays(today.Add(rapid.IntRange(0, 20).Draw(rt, "holiday")), today.Add(rapid.IntRange(0, 20).Draw(rt, "holiday")))
		for range 60 {
			w.turn()
			w.day += Date(rapid.SampledFrom([]int{1, 1, 1, 1, 1, 1, 4, 9}).Draw(rt, "outage"))
		}
	})
}

func (w *walker) turn() {
	if w.rt != nil && rapid.IntRange(0, 9).Draw(w.rt, "event") == 0 {
		w.something()
	}
	for _, e := range EndedPromises(w.l, w.stamp(AuthorBot)) {
		if err := w.apply(e); err != nil {
			w.rt.Fatal(err)
		}
	}
	for _, cur := range w.l.Currencies() {
		p := w.ps.Plan(w.l, cur, w.cal, w.at(), w.day)
		w.judge(cur, p)
		for _, d := range p.Due() {
			w.safe(d)
			if d.Channel.Written() {
				w.cap(d)
			}
			w.send(d)
		}
	}
}

// something pays, disputes, promises or holds an invoice, or ends what does.
func (w *walker) something() {
	inv := rapid.SampledFrom(w.l.Invoices).Draw(w.rt, "invoice").ID
	kind := rapid.SampledFrom([]EventKind{EventDisputed, EventHeld, EventPromised, EventPromised, EventResumed, EventDisputeResolved, EventPolicySet}).Draw(w.rt, "kind")
	_ = w.apply(w.event(kind, func(e *Event) { // what does not fit is refused
		e.Invoice, e.Until = inv, w.day.Add(rapid.IntRange(1, 12).Draw(w.rt, "until"))
		switch kind {
		case EventPromised:
			e.Promise, e.On = PromiseID(e.ID), w.day.Add(1)
		case EventPolicySet:
			e.Reason = w.ps.List[0].Name
		}
	}))
}

// safe checks that nothing is demanded that may not be.
func (w *walker) safe(d *Draft) {
	if !w.cal.IsBusinessDay(w.day) {
		w.rt.Fatalf("%s goes on %s, which is closed", d.Kind, w.day)
	}
	for _, line := range d.Lines {
		if st := w.l.Status(line.Invoice, w.day); st != StatusOpen && line.Amount == w.l.Open(line.Invoice) {
			w.rt.Fatalf("all of %s is demanded, which is %s", line.Invoice, st)
		}
	}
}

// cap checks a letter against all that went before.
func (w *walker) cap(d *Draft) {
	week := 1
	for _, at := range w.sent {
		if w.at().Sub(at) < 48*time.Hour {
			w.rt.Fatalf("a letter on %s, %s after another", w.day, w.at().Sub(at))
		}
		if w.at().Sub(at) < 7*24*time.Hour {
			week++
		}
	}
	if week > 2 {
		w.rt.Fatalf("%d letters in the week before %s", week, w.day)
	}
	w.sent[LetterID(fmt.Sprint(d.Kind, len(w.log)))] = w.at()
}

// judge tells anew which invoices have a step due with nothing against it: each
// must stand in a draft.
func (w *walker) judge(cur Currency, p Planned) {
	l, day := w.l, w.day
	policy := w.ps.Choose(l, cur, day).Policy
	capped := 0
	for _, at := range w.sent {
		if since := w.at().Sub(at); since < 48*time.Hour {
			capped = 2
		} else if since < 7*24*time.Hour {
			capped++
		}
	}
	if capped >= 2 || !w.cal.IsBusinessDay(day) || l.Customer.EnteredOn > day {
		return
	}
	var last, called Date // the account's last letter and call
	for _, d := range l.Demands {
		switch {
		case d.State != DemandSent:
		case d.written() && d.Currency == cur && d.Invoice != "" && d.Step != StepCourtesy:
			last = max(last, d.Day)
		case d.Channel == ChannelCall:
			called = max(called, d.Day)
		}
	}
	rhythm := 0
	for _, s := range policy.Steps {
		if s.Via() != ChannelCall && s.Via() != ChannelHandover && s.Day >= 0 && s.Wait > 0 && (rhythm == 0 || s.Wait < rhythm) {
			rhythm = s.Wait
		}
	}
	for i := range l.Invoices {
		inv := &l.Invoices[i]
		may := l.Demandable(inv.ID, day)
		if inv.Currency != cur || may <= 0 || p.Letter.has(inv.ID) || p.Call.has(inv.ID) || p.Handover.has(inv.ID) || p.Forewarn.has(inv.ID) {
			continue
		}
		ladder := w.ps.ofInvoice(inv, policy)
		step, on := l.LastStep(inv.ID)
		at := w.ps.reached(ladder, step)
		first := at < 0 || ladder.Steps[at].Day < 0
		var due *Step // the furthest that its age allows; the first where none was taken
		told := false
		for n := at + 1; n < len(ladder.Steps); n++ {
			s := &ladder.Steps[n]
			switch {
			case may < s.From, s.Day < 0, s.OnlyWithPhone, s.OnlyBusiness, day < inv.Due.Add(s.Day):
			case !first && day < on.Add(s.Wait):
			case s.Via() == ChannelCall && called != 0 && day < called.Add(callsApart):
			case due == nil || !first:
				due, told = s, told || s.Forewarn
			}
		}
		if due == nil || told || due.Via().Written() && last != 0 && day < last.Add(rhythm) {
			continue // what a colleague is told of has a test of its own
		}
		w.rt.Fatalf("on %s %s of %s is due (last %q on %s) and stands in no draft: %+v", day, due.Name, inv.ID, step, on, p.Held)
	}
}

// TestJumpingClock: whatever the clock does, no step is taken twice, and no two
// letters leave within two days by it.
func TestJumpingClock(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := &walker{fixture: randomAccount(t, rt), rt: rt, cal: weekdays(), sent: map[LetterID]time.Time{}}
		w.l.Customer.EnteredOn = 0
		w.ps = Policies{List: []Policy{DefaultPolicy()}}
		steps := map[string]LetterID{}
		for i := range 40 {
			w.day += Date(rapid.SampledFrom([]int{0, 0, 1, 1, 1, 7, -1, -5}).Draw(rt, "jump"))
			for _, cur := range w.l.Currencies() {
				for _, d := range w.ps.Plan(w.l, cur, w.cal, w.at(), w.day).Due() {
					if d.Channel.Written() {
						for _, at := range w.sent {
							if apart := w.at().Sub(at).Abs(); apart < 48*time.Hour {
								rt.Fatalf("letters at %s and %s", at, w.at())
							}
						}
						w.sent[LetterID(fmt.Sprint("w", i, cur))] = w.at()
					}
					id := LetterID(fmt.Sprint("w", i, cur, d.Kind))
					for _, line := range d.Lines {
						if before, _ := w.l.LastStep(line.Invoice); before == line.Step {
							continue // goes along with others
						}
						key := fmt.Sprint(line.Invoice, line.Step)
						if other, ok := steps[key]; ok {
							rt.Fatalf("%s of %s goes with %s and with %s", line.Step, line.Invoice, other, id)
						}
						steps[key] = id
					}
					w.queue(id, d)
					w.must(EventDemandSent, func(e *Event) { e.By, e.Letter = AuthorBot, id })
				}
			}
		}
	})
}

// TestOrderOfADay: what is known before a day's planning leads to the same
// letters in whatever order it came, save where one event names another.
func TestOrderOfADay(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		f := randomAccount(t, rt)
		f.ps = randomPolicies(rt)
		f.l.Customer.EnteredOn = 0
		var groups [][]Event
		for i, inv := range f.l.Invoices {
			groups = append(groups, f.dayOf(rt, i, inv)...)
		}
		groups = append(groups,
			[]Event{f.event(EventImportanceSet, func(e *Event) { e.Reason = "key" })},
			[]Event{f.event(EventPolicySet, func(e *Event) { e.Reason = f.ps.List[len(f.ps.List)-1].Name })},
			[]Event{f.event(EventNoted, nil)})
		var first []string
		seed := rapid.Uint64().Draw(rt, "seed")
		for n := range 4 {
			g := &fixture{t: t, l: f.l.Clone(), day: f.day, ps: f.ps}
			order := slices.Clone(groups)
			if n > 0 {
				rand.New(rand.NewPCG(seed, uint64(n))).Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
			}
			for _, group := range order {
				for _, e := range group {
					_ = g.l.Apply(e) // what came too late is refused
				}
			}
			var got []string
			for _, cur := range g.l.Currencies() {
				p := g.plan(cur, weekdays())
				for _, d := range []*Draft{p.Letter, p.Call, p.Handover, p.Forewarn} {
					got = append(got, d.lines())
				}
			}
			if n == 0 {
				first = got
			} else if diff := cmp.Diff(first, got); diff != "" {
				rt.Fatalf("another order gives other letters:\n%s", diff)
			}
		}
	})
}

// dayOf are groups of events about one invoice, each of which stands alone.
func (f *fixture) dayOf(rt *rapid.T, i int, inv Invoice) [][]Event {
	var out [][]Event
	for range rapid.IntRange(0, 2).Draw(rt, "events") {
		kind := rapid.SampledFrom([]EventKind{EventDisputed, EventHeld, EventPaymentClaimed, EventPromised, EventPaymentBooked}).Draw(rt, "kind")
		until := f.day.Add(rapid.IntRange(1, 9).Draw(rt, "until"))
		if kind != EventPaymentBooked {
			out = append(out, []Event{f.event(kind, func(e *Event) {
				e.Invoice, e.Until = inv.ID, until
				if kind == EventPromised {
					e.Promise, e.On = PromiseID(e.ID), until
				}
			})})
			continue
		}
		id := PaymentID(fmt.Sprint("pay", i))
		if find(f.l.Payments, func(p *Payment) bool { return p.ID == id }) != nil {
			continue
		}
		f.l.Payments = append(f.l.Payments, Payment{ID: id, Customer: "c1", Kind: PaymentTransfer, Currency: inv.Currency, Amount: inv.Total, Day: f.day})
		out = append(out, []Event{
			f.event(EventPaymentBooked, func(e *Event) { e.By, e.Payment, e.Amount = AuthorBank, id, inv.Total }),
			f.event(EventAllocated, func(e *Event) {
				e.By, e.Payment, e.Invoice, e.Part, e.Amount = AuthorBank, id, inv.ID, PartPrincipal, inv.Total
			}),
		})
	}
	return out
}

// TestCustomersCommute: events of different customers change each his own
// ledger, in whatever order they come.
func TestCustomersCommute(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		f := randomAccount(t, rt)
		var logs [2][]Event
		for i, inv := range f.l.Invoices {
			for _, group := range f.dayOf(rt, i, inv) {
				logs[0] = append(logs[0], group...)
			}
		}
		other := f.l.Clone()
		other.Customer.ID = "c2"
		for _, e := range logs[0] {
			e.ID, e.Customer = "o"+e.ID, "c2"
			logs[1] = append(logs[1], e)
		}
		slices.Reverse(logs[1])
		play := func(pick func() bool) [2]*Ledger {
			out := [2]*Ledger{f.l.Clone(), other.Clone()}
			left := [2][]Event{logs[0], logs[1]}
			for len(left[0])+len(left[1]) > 0 {
				n := 0
				if len(left[0]) == 0 || len(left[1]) > 0 && pick() {
					n = 1
				}
				e := left[n][0]
				left[n] = left[n][1:]
				if err := out[1-n].Apply(e); err == nil {
					rt.Fatalf("%s of %s changes %s", e.Kind, e.Customer, out[1-n].Customer.ID)
				}
				_ = out[n].Apply(e)
			}
			return out
		}
		one := play(func() bool { return false })
		mixed := play(func() bool { return rapid.Bool().Draw(rt, "turn") })
		if diff := cmp.Diff(one, mixed, ledgerOptions); diff != "" {
			rt.Fatalf("the order of two customers matters:\n%s", diff)
		}
	})
}
