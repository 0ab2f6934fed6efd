package voldaan

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// month plays a random month of one customer and checks after each step that
// the ledger is in a state that can be.
type month struct {
	*fixture
	rt   *rapid.T
	cal  Calendar
	sent map[LetterID]time.Time // letters that are out and did not bounce
	next int
}

func newMonth(t testing.TB, rt *rapid.T) *month {
	f := &fixture{t: t, day: today, l: &Ledger{Customer: Customer{ID: "c1", Creditor: "kade"}}}
	for i, address := range []string{"boek@linde.example", "tom@linde.example", "eva@linde.example"} {
		f.l.Contacts = append(f.l.Contacts, Contact{
			ID: ContactID(fmt.Sprint("k", i)), Customer: "c1", Address: address, Role: []string{"billing", "", "billing"}[i], Known: i < 2,
		})
	}
	f.l.Agreements = []Agreement{
		{ID: "e1", Customer: "c1", Terms: Terms{Days: 30, Since: today - 10}},
		{ID: "e2", Customer: "c1", Terms: Terms{Interest: "8", Since: today - 10, Evidence: "offer"}},
	}
	for i := range 4 {
		cur := []Currency{EUR, EUR, EUR, "USD"}[i]
		total := rapid.SampledFrom([]Amount{1, 20_000, 100_000, 600_000}).Draw(rt, "total")
		due := today.Add(rapid.IntRange(-25, 15).Draw(rt, "due"))
		inv := invoice(InvoiceID(fmt.Sprint("i", i)), due, total, cur)
		if total > 1 && rapid.Bool().Draw(rt, "discount") {
			inv.Discount, inv.DiscountUntil = total/50, max(inv.Issued, due.Add(-rapid.IntRange(0, 20).Draw(rt, "early")))
		}
		f.l.Invoices = append(f.l.Invoices, inv)
		first := f.l.Invoices[0] // of which two of the payments may be the parts
		early := first.Total - first.Discount
		f.l.Payments = append(f.l.Payments, Payment{
			ID: PaymentID(fmt.Sprint("p", i)), Customer: "c1", Currency: cur, Day: today,
			Kind:   rapid.SampledFrom([]PaymentKind{PaymentTransfer, PaymentTransfer, PaymentTransfer, PaymentCreditNote}).Draw(rt, "kind"),
			Amount: rapid.SampledFrom([]Amount{1, 20_000, 100_000, 620_000, inv.Total - inv.Discount, max(early/2, 1), early - early/2}).Draw(rt, "paid"),
		})
	}
	m := &month{fixture: f, rt: rt, cal: weekdays(today.Add(8), today.Add(9)), sent: map[LetterID]time.Time{}}
	m.ps = randomPolicies(rt)
	m.must(EventContactAdded, func(e *Event) { e.Contact = "k0" })
	for i := range rapid.IntRange(1, 4).Draw(rt, "registered") {
		m.register(InvoiceID(fmt.Sprint("i", i)))
	}
	return m
}

// actions are what may happen; a name that stands twice is twice as likely.
func (m *month) actions() map[string]func(*rapid.T) {
	return map[string]func(*rapid.T){
		"any event":      m.anyEvent,
		"more events":    m.anyEvent,
		"a standing":     m.standing,
		"an end":         m.end,
		"a payment":      m.payment,
		"a reversal":     m.reversal,
		"days pass":      m.pass,
		"plan and send":  m.plan,
		"plan only":      m.plan,
		"a letter moves": m.letterMoves,
		"charges":        m.charges,
		"promises end":   m.promisesEnd,
		"undo":           m.undo,
		"undo the last":  m.undoLast,
		"":               m.check,
	}
}

func (m *month) pick(name string, from ...string) string {
	return rapid.SampledFrom(from).Draw(m.rt, name)
}

var months = struct {
	kinds    []EventKind
	standing []EventKind
	ends     []EventKind
	authors  []AuthorKind
	reasons  []string
}{
	kinds: []EventKind{
		EventContactAdded, EventContactBounced, EventContactLeft, EventContactStopped, EventContactRestored,
		EventInvoiceRegistered, EventPaymentBooked, EventPaymentReversed, EventAllocated, EventDisputed,
		EventDisputeResolved, EventHeld, EventResumed, EventPromised, EventPromiseKept, EventPromiseBroken,
		EventPromiseWithdrawn, EventPaymentClaimed, EventPlanned, EventPlanEnded, EventHandedOver, EventRecalled,
		EventClosed, EventReopened, EventDemandQueued, EventStopped, EventStarted, EventMailRead, EventAnswered,
		EventCaseOpened, EventCaseKept, EventCaseClosed, EventNoted, EventUndone, "gossiped",
		EventDisputeUpheld, EventPolicySet, EventImportanceSet, EventForewarned, EventNoteQueued,
		EventCharged, EventChargeWaived, EventNoticeReceived, EventTermsSet, EventTermsSet,
		EventDiscountTaken, EventDiscountTaken,
	},
	standing: []EventKind{
		EventDisputed, EventHeld, EventPromised, EventPaymentClaimed, EventPlanned, EventHandedOver, EventClosed,
	},
	ends: []EventKind{
		EventDisputeResolved, EventResumed, EventPlanEnded, EventRecalled, EventReopened, EventPromiseKept,
		EventPromiseBroken, EventPromiseWithdrawn, EventStarted, EventContactRestored,
	},
	authors: []AuthorKind{AuthorCustomer, AuthorCustomer, AuthorColleague, AuthorOperator, AuthorBank, AuthorBot, "robot"},
	reasons: []string{"", "", HoldLegal, HoldCase, HoldAway, ClosedWrittenOff, string(ReasonDefective), "key", "default", "none-such"},
}

// random is an event with fields of any sort, most of them fitting.
func (m *month) random(s *Stamp, kinds []EventKind) Event {
	e := s.Event(rapid.SampledFrom(kinds).Draw(m.rt, "kind"))
	e.By = rapid.SampledFrom(months.authors).Draw(m.rt, "author")
	e.Invoice = InvoiceID(m.pick("invoice", "i0", "i0", "i1", "i1", "i2", "i3", "", "i8"))
	e.Payment = PaymentID(m.pick("payment", "p0", "p1", "p2", "p3", "p8"))
	e.Contact = ContactID(m.pick("contact", "k0", "k1", "k2", "k8"))
	e.Promise = PromiseID(m.pick("promise", "pr0", "pr1", "pr2", "pr3", string(e.ID), ""))
	e.Plan = "pl"
	if e.Kind == EventNoteQueued || e.Kind == EventForewarned {
		e.Letter = LetterID("n" + e.ID)
	}
	e.Step = StepName(m.pick("step", "reminder1", "second", "thanks"))
	e.Letter = LetterID(m.pick("letter", "l1", "l2", "l3", "x1"))
	e.Ref = EventID(m.pick("ref", "e1", "e2", ""))
	e.Part = Part(m.pick("part", "principal", "principal", "costs", "interest", "tip"))
	e.Amount = rapid.SampledFrom([]Amount{0, 0, 0, 1, 10_000, 20_000, 100_000, 600_000, -1, -20_000, MaxAmount + 1}).Draw(m.rt, "sum")
	e.On = m.day.Add(rapid.IntRange(-3, 60).Draw(m.rt, "on"))
	if !rapid.Bool().Draw(m.rt, "endless") {
		e.Until = m.day.Add(rapid.IntRange(-1, 70).Draw(m.rt, "until"))
	}
	e.Reason = m.pick("reason", months.reasons...)
	switch inv, p := find(m.l.Invoices, func(i *Invoice) bool { return i.ID == e.Invoice }),
		find(m.l.Payments, func(p *Payment) bool { return p.ID == e.Payment }); {
	case e.Kind == EventInvoiceRegistered && inv != nil:
		e.Amount, e.Until = inv.Total, inv.Due
	case e.Kind == EventPaymentBooked && p != nil:
		e.Amount = p.Amount
	case e.Kind == EventDiscountTaken && inv != nil:
		e.Until = inv.DiscountUntil.Add(rapid.IntRange(-1, 5).Draw(m.rt, "grace"))
		if rapid.Bool().Draw(m.rt, "what is open") {
			e.Amount = m.l.Open(e.Invoice)
		}
	}
	return e
}

// try applies an event, which may be refused, and checks what no author may do.
func (m *month) try(e Event) bool {
	before := m.l.Clone()
	err := m.apply(e)
	var r *Refusal
	switch {
	case err == nil:
		m.authorRules(e, before)
		return true
	case !errors.As(err, &r) || r.Code == "" || r.Event != e.Kind:
		m.rt.Fatalf("%s: %v is no refusal", e.Kind, err)
	}
	return false
}

// authorRules are invariants 5 and 6, on the ledger before and after.
func (m *month) authorRules(e Event, before *Ledger) {
	for i, inv := range m.l.Invoices {
		opened, was := m.l.Open(inv.ID), before.Open(inv.ID)
		if e.By == AuthorCustomer && (opened != was || inv.Registered != before.Invoices[i].Registered) {
			m.rt.Fatalf("a customer's %s made %s open of %s, which was %s", e.Kind, opened, inv.ID, was)
		}
		for _, k := range []StandingKind{StandingDispute, StandingClosure, StandingHandedOver} {
			if !e.By.person() && before.covered(inv.ID, k, m.day) && !m.l.covered(inv.ID, k, m.day) {
				m.rt.Fatalf("%s by the %s ended the %s of %s", e.Kind, e.By, k, inv.ID)
			}
		}
	}
	if e.By != AuthorCustomer {
		return
	}
	for i := range m.l.Payments {
		if m.l.Payments[i] != before.Payments[i] {
			m.rt.Fatalf("a customer's %s changed payment %s", e.Kind, m.l.Payments[i].ID)
		}
	}
	if !cmp.Equal(m.l.Allocations, before.Allocations, ledgerOptions) {
		m.rt.Fatalf("a customer's %s changed the allocations", e.Kind)
	}
}

func (m *month) anyEvent(*rapid.T) { m.try(m.random(m.stamp(AuthorBot), months.kinds)) }
func (m *month) standing(*rapid.T) { m.try(m.random(m.stamp(AuthorBot), months.standing)) }
func (m *month) end(*rapid.T)      { m.try(m.random(m.stamp(AuthorBot), months.ends)) }

func (m *month) pass(*rapid.T) {
	m.day += Date(rapid.SampledFrom([]int{1, 1, 1, 2, 5, 14}).Draw(m.rt, "days"))
}

// payment books one that is not booked yet and settles it.
func (m *month) payment(*rapid.T) {
	p := find(m.l.Payments, func(p *Payment) bool { return !p.Booked })
	if p == nil {
		return
	}
	s := m.stamp(AuthorBank)
	e := s.Event(EventPaymentBooked)
	e.Payment, e.Amount = p.ID, p.Amount
	if !m.try(e) {
		m.rt.Fatalf("payment %s of %s is refused", p.ID, p.Amount)
	}
	named := rapid.SliceOfN(rapid.SampledFrom([]InvoiceID{"i0", "i0", "i1", "i2", "i3", "i8", ""}), 0, 3).Draw(m.rt, "named")
	kept := slices.Clone(named)
	events, err := Settle(m.l, p.ID, named, m.settling(), s)
	if err != nil {
		m.rt.Fatalf("settle: %v", err)
	}
	if !slices.Equal(kept, named) {
		m.rt.Fatalf("settling changed the list of invoices from %v to %v", kept, named)
	}
	m.log = append(m.log, events...)
}

// settling takes discounts in time, to the second bank day after their last.
func (m *month) settling() Settling {
	return Settling{Order: AllocationOrder("NL"), Bank: m.cal, Grace: 2}
}

// discounts checks that each that was taken closes its invoice, and stands on
// money that came in time and is still there.
func (m *month) discounts() {
	for _, a := range m.l.Allocations {
		if a.Part != PartDiscount {
			continue
		}
		inv, p := m.l.Invoice(a.Invoice), m.l.Payment(a.Payment)
		switch {
		case inv == nil || p == nil || p.Reversed || p.Kind == PaymentCreditNote:
			m.rt.Fatalf("a discount without its payment: %+v", a)
		case p.Day > inv.DiscountUntil.Add(discountSlack) || a.Amount > inv.Discount || m.l.Open(inv.ID) != 0:
			m.rt.Fatalf("%s kept of %+v, which %+v paid", a.Amount, inv, p)
		}
	}
}

func (m *month) reversal(*rapid.T) {
	e := m.stamp(AuthorBank).Event(EventPaymentReversed)
	e.Payment = PaymentID(m.pick("payment", "p0", "p1", "p2", "p3"))
	m.try(e)
}

func (m *month) promisesEnd(*rapid.T) {
	for _, e := range EndedPromises(m.l, m.stamp(AuthorBot)) {
		if !m.try(e) {
			m.rt.Fatalf("a promise cannot end: %+v", e)
		}
	}
	if again := EndedPromises(m.l, m.stamp(AuthorBot)); len(again) != 0 {
		m.rt.Fatalf("promises end twice: %+v", again)
	}
}

// plan plans every account, queues what is due, and sends some of it at once.
func (m *month) plan(*rapid.T) {
	for _, cur := range m.l.Currencies() {
		p := m.ps.Plan(m.l, cur, m.cal, m.at(), m.day)
		m.complete(p)
		if len(p.Due()) > 0 && !m.cal.IsBusinessDay(m.day) {
			m.rt.Fatalf("%s is no business day", m.day)
		}
		for _, d := range p.Due() {
			if d.Kind == LetterForewarned || d.Kind.Class() == ClassNote {
				m.next++
				m.queue(LetterID(fmt.Sprint("y", m.next)), d)
				continue
			}
			m.next++
			id := LetterID(fmt.Sprint("y", m.next))
			m.demand(id, d, cur)
			if rapid.Bool().Draw(m.rt, "sent at once") {
				m.move(EventDemandSent, id)
			}
		}
	}
}

// demand queues a draft, which Apply must take, and checks each line of it.
func (m *month) demand(id LetterID, d *Draft, cur Currency) {
	for _, line := range d.Lines {
		st := m.l.Status(line.Invoice, m.day)
		whole := false
		m.l.active(line.Invoice, m.day, func(s *Standing) { whole = whole || s.Amount == 0 })
		switch {
		case st == StatusClosed || whole || m.l.Customer.Stopped || m.l.Invoice(line.Invoice).Currency != cur:
			m.rt.Fatalf("%s is demanded, though it is %s", line.Invoice, st)
		case line.Amount <= 0 || line.Amount > m.l.Open(line.Invoice):
			m.rt.Fatalf("%s of %s is demanded", line.Amount, line.Invoice)
		}
		e := m.stamp(AuthorBot).Event(EventDemandQueued)
		e.Letter, e.Invoice, e.Step, e.Amount, e.Reason = id, line.Invoice, line.Step, line.Amount, string(d.Channel)
		if m.next%3 == 0 {
			e.Notice = id
		}
		if err := m.apply(e); err != nil {
			m.rt.Fatalf("what was planned is refused: %v", err)
		}
	}
}

// charges claims something in a letter, gives it up, or proves a notice: what
// Apply takes is owed only when its letter has left.
func (m *month) charges(*rapid.T) {
	s := m.stamp(AuthorColleague)
	if n := len(m.l.Charges); n > 0 && rapid.IntRange(0, 3).Draw(m.rt, "give up") == 0 {
		c := m.l.Charges[rapid.IntRange(0, n-1).Draw(m.rt, "charge")]
		e := s.Event(EventChargeWaived)
		e.Invoice, e.Ref = c.Invoice, EventID(c.ID)
		if took := m.try(e); took != c.Owed() {
			m.rt.Fatalf("a charge that is %s was given up: %v", c.State, took)
		}
		m.resettle()
		return
	}
	if len(m.l.Demands) == 0 {
		return
	}
	d := m.l.Demands[rapid.IntRange(0, len(m.l.Demands)-1).Draw(m.rt, "demand")]
	n := m.l.Demands[rapid.IntRange(0, len(m.l.Demands)-1).Draw(m.rt, "notice")]
	if rapid.Bool().Draw(m.rt, "arrived") {
		e := s.Event(EventNoticeReceived)
		e.Letter, e.On, e.Reason = n.Letter, m.day, string(ProofPost)
		m.try(e)
	}
	e := s.Event(EventCharged)
	e.Letter, e.Invoice, e.Amount = d.Letter, d.Invoice, rapid.SampledFrom([]Amount{1, 4_000, 90_000}).Draw(m.rt, "sum")
	e.Reason = m.pick("kind", "interest", "fixed", "costs")
	if e.Reason == string(ChargeInterest) {
		e.On, e.Until = m.day-1, m.day
	}
	if rapid.Bool().Draw(m.rt, "rests on a notice") {
		e.Notice = n.Letter
	}
	owed := m.l.Surcharge(d.Invoice)
	if m.try(e) && (d.State != DemandQueued || m.l.Surcharge(d.Invoice) != owed) {
		m.rt.Fatalf("a letter that is %s claims %s on top, and %s are owed", d.State, e.Amount, m.l.Surcharge(d.Invoice))
	}
}

// resettle lets money that lost its place find another, and checks that no more
// is left over than must be.
func (m *month) resettle() {
	events, err := Resettle(m.l, m.settling(), m.stamp(AuthorBot))
	if err != nil {
		m.rt.Fatal(err)
	}
	m.log = append(m.log, events...)
	for _, p := range m.l.Payments {
		for _, a := range m.l.Allocations {
			owed := m.l.Open(a.Invoice)
			if p.Kind != PaymentCreditNote {
				owed += m.l.Surcharge(a.Invoice)
			}
			if a.Payment == p.ID && m.l.Unallocated(p.ID) > 0 && owed > 0 {
				m.rt.Fatalf("%s of payment %s are left, and %s of %s owed", m.l.Unallocated(p.ID), p.ID, owed, a.Invoice)
			}
		}
	}
}

// complete checks that each open invoice stands in the letter, in the call or
// among those that are held, and in one of them only.
func (m *month) complete(p Planned) {
	count := map[InvoiceID]int{}
	for _, d := range []*Draft{p.Letter, p.Call, p.Handover} {
		if d == nil {
			continue
		}
		if d.Sum() <= 0 {
			m.rt.Fatalf("a letter demands %s", d.Sum())
		}
		for _, line := range d.Lines {
			count[line.Invoice]++
		}
	}
	for _, h := range p.Held {
		count[h.Invoice]++
	}
	for _, inv := range m.l.Invoices {
		want := 0
		if inv.Registered && inv.Currency == p.Currency && !m.l.Closed(inv.ID, m.day) {
			want = 1
		}
		if count[inv.ID] != want {
			m.rt.Fatalf("%s stands %d times in %+v", inv.ID, count[inv.ID], p)
		}
	}
	if p.LookOn != 0 && p.LookOn <= m.day {
		m.rt.Fatalf("on %s it says to look again on %s", m.day, p.LookOn)
	}
}

// letterMoves lets a letter leave, be cancelled or bounce.
func (m *month) letterMoves(*rapid.T) {
	if m.next == 0 {
		return
	}
	id := LetterID(fmt.Sprint("y", rapid.IntRange(1, m.next).Draw(m.rt, "letter")))
	if rapid.IntRange(0, 3).Draw(m.rt, "unplanned") == 0 {
		id = "x1"
	}
	m.move(rapid.SampledFrom([]EventKind{EventDemandSent, EventDemandSent, EventDemandCancelled, EventDemandBounced}).Draw(m.rt, "what"), id)
}

func (m *month) move(kind EventKind, id LetterID) {
	e := m.stamp(AuthorBot).Event(kind)
	e.Letter = id
	if !m.try(e) {
		return
	}
	for _, c := range m.l.Charges {
		if (c.Letter == id || c.Notice == id) && kind == EventDemandBounced && c.State != ChargeVoid {
			m.rt.Fatalf("letter %s bounced, and charge %s is %s", id, c.ID, c.State)
		}
	}
	m.resettle()
	written := find(m.l.Demands, func(d *Demand) bool { return d.Letter == id }).written()
	switch {
	case kind == EventDemandSent && written && id != "x1": // which nobody planned
		m.caps(e.At)
		m.sent[id] = e.At
	case kind == EventDemandBounced:
		delete(m.sent, id)
	}
}

// caps checks what leaves now against all that is out.
func (m *month) caps(now time.Time) {
	week := 1
	for id, at := range m.sent {
		if now.Sub(at) < 48*time.Hour {
			m.rt.Fatalf("letter %s left %s before another", id, now.Sub(at))
		}
		if now.Sub(at) < 7*24*time.Hour {
			week++
		}
	}
	if week > 2 {
		m.rt.Fatalf("%d letters in seven days: %v", week, m.sent)
	}
}

// undo takes a group back. Where what came later needs it, Fold refuses, and
// the log stays as it is.
func (m *month) undo(*rapid.T) {
	group := rapid.SampledFrom(m.log).Draw(m.rt, "undone").Group
	e := m.stamp(AuthorColleague).Event(EventUndone)
	e.Ref = group
	log := append(slices.Clone(m.log), e)
	l, err := Fold(m.l, log)
	if err != nil {
		return
	}
	m.l, m.log = l, log
}

// undoLast shows that undoing the last group leaves what was before it.
func (m *month) undoLast(*rapid.T) {
	before := m.l.Clone()
	s := m.stamp(AuthorBot)
	log := slices.Clone(m.log)
	l := m.l.Clone()
	for range rapid.IntRange(1, 4).Draw(m.rt, "events") {
		if e := m.random(s, months.kinds); e.Kind.Undoable() && l.Apply(e) == nil {
			log = append(log, e)
		}
	}
	e := m.stamp(AuthorColleague).Event(EventUndone)
	e.Ref = s.group
	got, err := Fold(l, append(log, e))
	if err != nil {
		m.rt.Fatalf("undo of the last group: %v", err)
	}
	if diff := cmp.Diff(before, got, ledgerOptions); diff != "" {
		m.rt.Fatalf("undo of the last group leaves:\n%s", diff)
	}
}

// check looks at the whole ledger.
func (m *month) check(t *rapid.T) {
	statuses := []Status{
		StatusClosed, StatusHandedOver, StatusDisputed, StatusHeld, StatusPlanned, StatusClaimedPaid, StatusPromised, StatusOpen,
	}
	for _, inv := range m.l.Invoices {
		open, may := m.l.Open(inv.ID), m.l.Demandable(inv.ID, m.day)
		switch {
		case open < 0 || open > inv.Total || (!inv.Registered && open != 0):
			t.Fatalf("%s of %s are open", open, inv.ID)
		case may < 0 || may > open:
			t.Fatalf("%s of the %s open on %s may be demanded", may, open, inv.ID)
		case !slices.Contains(statuses, m.l.Status(inv.ID, m.day)):
			t.Fatalf("%s is %q", inv.ID, m.l.Status(inv.ID, m.day))
		case m.l.Charged(inv.ID, PartCosts) < 0 || m.l.Charged(inv.ID, PartInterest) < 0:
			t.Fatalf("charges of %s are paid twice", inv.ID)
		}
		m.checkBounds(t, inv.ID)
	}
	m.checkPayments(t)
	m.discounts()
	m.checkPromises(t)
	for _, c := range m.l.Contacts {
		if c.Standing != "" && c.Standing.Validate() != nil {
			t.Fatalf("contact %s is %q", c.ID, c.Standing)
		}
	}
}

func (m *month) checkPayments(t *rapid.T) {
	sums := map[PaymentID]Amount{}
	for _, a := range m.l.Allocations {
		if a.Amount <= 0 || m.l.Invoice(a.Invoice) == nil {
			t.Fatalf("allocation %+v", a)
		}
		if a.Part != PartDiscount {
			sums[a.Payment] += a.Amount
		}
	}
	for id := range maps.Keys(sums) {
		if p := m.l.Payment(id); p == nil || p.Reversed || sums[id] > p.Amount {
			t.Fatalf("%s of payment %+v are allocated", sums[id], p)
		}
	}
	for _, p := range m.l.Payments {
		if rest := m.l.Unallocated(p.ID); rest < 0 || rest > p.Amount || (p.Reversed && !p.Booked) {
			t.Fatalf("%s of payment %+v are not allocated", rest, p)
		}
	}
}

func (m *month) checkPromises(t *rapid.T) {
	for _, s := range m.l.Standings {
		if s.Kind.Validate() != nil || s.Start == 0 || s.Amount < 0 || (s.End != 0 && s.End < s.Start) {
			t.Fatalf("standing %+v", s)
		}
		if p := m.l.Promise(s.Promise); s.Kind == StandingPromise && (p == nil || p.State != PromiseOpen && s.Active(m.day)) {
			t.Fatalf("standing %+v of promise %+v", s, p)
		}
	}
}

// checkBounds is invariant 5: what a customer's word alone has paused.
func (m *month) checkBounds(t *rapid.T, id InvoiceID) {
	promises, claims := 0, 0
	for _, s := range m.l.Standings {
		if s.Invoice == id && s.By == AuthorCustomer {
			switch s.Kind {
			case StandingPromise:
				promises++
			case StandingClaim:
				claims++
			}
		}
	}
	if days := m.l.pausedDays(id, Standing{}); promises > 2 || claims > 2 || days > 60 {
		t.Fatalf("%s: %d promises, %d claims, %d days on the customer's word", id, promises, claims, days)
	}
}

// TestMonths plays random months.
func TestMonths(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		m := newMonth(t, rt)
		rt.Repeat(m.actions())
		got, err := Fold(m.l, m.log)
		if err != nil {
			rt.Fatalf("fold: %v", err)
		}
		if diff := cmp.Diff(m.l, got, ledgerOptions); diff != "" {
			rt.Fatalf("the log makes another ledger:\n%s", diff)
		}
		for _, cur := range m.l.Currencies() {
			live, replayed := m.ps.Plan(m.l, cur, m.cal, m.at(), m.day), m.ps.Plan(got, cur, m.cal, m.at(), m.day)
			if diff := cmp.Diff(live, replayed, ledgerOptions); diff != "" {
				rt.Fatalf("replay plans otherwise:\n%s", diff)
			}
		}
	})
}
