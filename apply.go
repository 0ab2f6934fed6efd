package voldaan

import "fmt"

// Reasons of holds that rules look at.
const (
	HoldLegal    = "legal"
	HoldQuestion = "question"
	HoldPlan     = "payment_plan"
	HoldAway     = "away"   // out of office until a day
	HoldCase     = "case"   // a person looks at it
	HoldUnread   = "unread" // nobody knows yet what the customer said
)

// Reasons of closures.
const (
	ClosedOutside    = "settled_outside"
	ClosedWrittenOff = "written_off"
	ClosedCancelled  = "cancelled"
)

// Apply makes an event true, or refuses it with a *Refusal and changes
// nothing. It is the only way by which a ledger changes.
func (l *Ledger) Apply(e Event) error {
	if e.Customer != l.Customer.ID || e.Creditor != l.Customer.Creditor {
		return refuse(e, RefusedUnknown, "it is another customer's")
	}
	if e.ID == "" || e.Day == 0 || e.By.Validate() != nil {
		return refuse(e, RefusedMalformed, "it has no id, no day or no author")
	}
	if err := mayAuthor(e); err != nil {
		return err
	}
	switch e.Kind {
	case EventContactAdded, EventContactBounced, EventContactLeft, EventContactStopped, EventContactRestored:
		return l.applyContact(e)
	case EventInvoiceRegistered:
		return l.applyRegistered(e)
	case EventPaymentBooked, EventPaymentReversed, EventAllocated, EventDiscountTaken:
		return l.applyMoney(e)
	case EventDisputed, EventHeld, EventPromised, EventPaymentClaimed, EventPlanned, EventHandedOver, EventClosed:
		return l.applyStanding(e)
	case EventDisputeResolved, EventDisputeUpheld, EventResumed, EventPlanEnded, EventRecalled, EventReopened:
		return l.applyEnd(e)
	case EventPolicySet, EventImportanceSet:
		return l.applySegment(e)
	case EventTermsSet:
		return l.applyTerms(e)
	case EventForewarned, EventNoteQueued:
		return l.applyNotice(e)
	case EventPromiseKept, EventPromiseBroken, EventPromiseWithdrawn:
		return l.applyPromiseEnd(e)
	case EventDemandQueued, EventDemandSent, EventDemandCancelled, EventDemandBounced:
		return l.applyDemand(e)
	case EventCharged, EventChargeWaived, EventChargeVoided, EventNoticeReceived:
		return l.applyCharge(e)
	case EventStopped, EventStarted:
		stop := e.Kind == EventStopped
		if l.Customer.Stopped == stop {
			return refuse(e, RefusedTwice, "the customer is %s already", e.Kind)
		}
		l.Customer.Stopped = stop
		return nil
	case EventMailRead, EventAnswered, EventCaseOpened, EventCaseKept, EventCaseClosed, EventNoted:
		return nil // part of the story; changes nothing that is owed or demanded
	case EventUndone:
		return refuse(e, RefusedMalformed, "what was undone is left out by Fold")
	}
	return refuse(e, RefusedMalformed, "there is no such kind of event")
}

func refuse(e Event, code RefusalCode, format string, a ...any) error {
	return &Refusal{Code: code, Event: e.Kind, Text: fmt.Sprintf(format, a...)}
}

// mayAuthor keeps invariants 5 and 6: money is booked by the payment source or
// staff, and staff alone resumes after a dispute, agrees, closes, hands over.
func mayAuthor(e Event) error {
	switch e.Kind {
	case EventPaymentBooked, EventPaymentReversed, EventAllocated, EventDiscountTaken, EventInvoiceRegistered:
		settles := e.Kind == EventAllocated || e.Kind == EventDiscountTaken
		if e.By != AuthorBank && !e.By.person() && (!settles || e.By != AuthorBot) {
			return refuse(e, RefusedAuthor, "only the payment source or a colleague may book money (author %s)", e.By)
		}
	case EventDisputeResolved, EventDisputeUpheld, EventPlanned, EventHandedOver, EventRecalled, EventClosed, EventReopened,
		EventStarted, EventContactRestored, EventPolicySet, EventImportanceSet, EventTermsSet, EventChargeWaived:
		if !e.By.person() {
			return refuse(e, RefusedAuthor, "a colleague must decide that (author %s)", e.By)
		}
	case EventResumed, EventChargeVoided:
		if !e.By.person() && e.By != AuthorBot {
			return refuse(e, RefusedAuthor, "a colleague must decide that (author %s)", e.By)
		}
	}
	return nil
}

func (l *Ledger) applyContact(e Event) error {
	c := l.Contact(e.Contact)
	if c == nil {
		return refuse(e, RefusedUnknown, "the customer has no contact %s", e.Contact)
	}
	to := map[EventKind]ContactStanding{
		EventContactAdded: ContactActive, EventContactRestored: ContactActive, EventContactBounced: ContactBounced,
		EventContactLeft: ContactLeft, EventContactStopped: ContactStop,
	}[e.Kind]
	if c.Standing == to {
		return refuse(e, RefusedTwice, "the contact is %s already", to)
	}
	if e.Kind == EventContactAdded && c.Standing != "" {
		return refuse(e, RefusedTwice, "the contact was added before")
	}
	c.Standing, c.Event = to, e.ID
	return nil
}

func (l *Ledger) applyRegistered(e Event) error {
	inv := find(l.Invoices, func(i *Invoice) bool { return i.ID == e.Invoice })
	switch {
	case inv == nil:
		return refuse(e, RefusedUnknown, "there is no invoice %s", e.Invoice)
	case inv.Registered:
		return refuse(e, RefusedTwice, "invoice %s is registered already", inv.Number)
	case l.InvoiceNumbered(inv.Number) != nil:
		return refuse(e, RefusedTwice, "the customer has an invoice %s already", inv.Number)
	case inv.Total <= 0 || inv.Total > MaxAmount || inv.Total != e.Amount:
		return refuse(e, RefusedAmount, "the total of invoice %s is %s", inv.Number, inv.Total)
	case inv.Due == 0 || (inv.Issued != 0 && inv.Due < inv.Issued) || inv.Due != e.Until:
		return refuse(e, RefusedMalformed, "invoice %s is due on %q, issued on %q", inv.Number, inv.Due, inv.Issued)
	case inv.Currency.Validate() != nil:
		return refuse(e, RefusedMalformed, "invoice %s: %v", inv.Number, inv.Currency.Validate())
	case inv.CheckDiscount() != nil:
		return refuse(e, RefusedMalformed, "invoice %s: %v", inv.Number, inv.CheckDiscount())
	}
	inv.Registered = true
	return nil
}

func (l *Ledger) applyMoney(e Event) error {
	p := find(l.Payments, func(p *Payment) bool { return p.ID == e.Payment })
	if p == nil {
		return refuse(e, RefusedUnknown, "there is no payment %s", e.Payment)
	}
	switch e.Kind {
	case EventPaymentBooked:
		if p.Booked {
			return refuse(e, RefusedTwice, "the payment is booked already")
		}
		if p.Amount <= 0 || p.Amount > MaxAmount || p.Amount != e.Amount {
			return refuse(e, RefusedAmount, "the payment's amount is %s", p.Amount)
		}
		p.Booked = true
	case EventPaymentReversed:
		if !p.Booked || p.Reversed {
			return refuse(e, RefusedTwice, "the payment is not booked or was reversed before")
		}
		l.reverse(p)
	case EventDiscountTaken:
		return l.applyDiscount(e, p)
	default:
		return l.allocate(e, p)
	}
	return nil
}

// deleteIf is slices.DeleteFunc on a fresh slice, since ledgers are compared
// with what was loaded.
func deleteIf[T any](s []T, gone func(T) bool) []T {
	var out []T
	for _, v := range s {
		if !gone(v) {
			out = append(out, v)
		}
	}
	return out
}

func (l *Ledger) allocate(e Event, p *Payment) error {
	inv := l.Invoice(e.Invoice)
	if inv == nil || !p.Booked || p.Reversed {
		return refuse(e, RefusedUnknown, "there is no such invoice, or the payment is not booked")
	}
	if inv.Currency != p.Currency {
		return refuse(e, RefusedAmount, "the payment is in %s, invoice %s in %s", p.Currency, inv.Number, inv.Currency)
	}
	open := l.Open(inv.ID)
	if e.Part == PartCosts || e.Part == PartInterest {
		open = l.Charged(inv.ID, e.Part)
	} else if e.Part != PartPrincipal {
		return refuse(e, RefusedMalformed, "there is no part %q of a claim", e.Part)
	}
	if rest := l.Unallocated(p.ID); e.Amount <= 0 || e.Amount > rest || e.Amount > open {
		return refuse(e, RefusedAmount, "%s do not fit: %s of the payment is left, %s of invoice %s is open",
			e.Amount, rest, open, inv.Number)
	}
	l.place(Allocation{ID: e.ID, Payment: p.ID, Invoice: inv.ID, Part: e.Part, Amount: e.Amount, Day: e.Day}, p, inv)
	return nil
}

// place adds an allocation and counts it in the customer's record. A customer
// who paid an invoice after a reminder is to be thanked.
func (l *Ledger) place(a Allocation, p *Payment, inv *Invoice) {
	before := l.paid(inv.ID)
	if a.Transfer = p.Kind == PaymentTransfer && a.Part == PartPrincipal; a.Transfer {
		a.Late = l.late(inv, p.Day)
		l.Customer.Record.count(a, 1)
	}
	l.Allocations = append(l.Allocations, a)
	if before || !l.paid(inv.ID) {
		return
	}
	l.Customer.Record.Paid++
	if step, _ := l.LastStep(inv.ID); step != "" && step != StepCourtesy {
		l.thank(ThanksPayment, a.Day)
	}
}

// paid reports whether nothing of an invoice is open and money paid for it.
func (l *Ledger) paid(id InvoiceID) bool {
	return l.Open(id) <= 0 && find(l.Allocations, func(a *Allocation) bool { return a.Invoice == id && a.Transfer }) != nil
}

// maxLate bounds a payment's lateness, so that no sum of it can overflow.
const maxLate = 10 * 365

// late is how many days after the due date money came, those aside in which the
// customer contested the invoice and was right.
func (l *Ledger) late(inv *Invoice, paid Date) int {
	days := int(paid - inv.Due)
	for _, s := range l.Standings {
		if s.Upheld && s.Invoice == inv.ID {
			days -= max(0, int(min(s.EndedOn, paid)-max(s.Start, inv.Due)))
		}
	}
	if paid > inv.Due {
		days = max(days, 0)
	}
	return min(max(days, -maxLate), maxLate)
}

// thank notes that the customer is to be thanked, for the greatest of what he
// did.
func (l *Ledger) thank(why ThanksReason, day Date) {
	rank := map[ThanksReason]int{ThanksPayment: 1, ThanksPromise: 2, ThanksPlan: 3}
	if rank[why] >= rank[l.Customer.ThanksFor] {
		l.Customer.Thanks, l.Customer.ThanksFor = day, why
	}
}

// reverse takes a payment back with what it paid.
func (l *Ledger) reverse(p *Payment) {
	p.Reversed = true
	was := map[InvoiceID]bool{}
	for _, a := range l.Allocations {
		if a.Payment != p.ID {
			continue
		}
		was[a.Invoice] = l.paid(a.Invoice)
		if a.Transfer {
			l.Customer.Record.count(a, -1)
		}
	}
	l.Allocations = deleteIf(l.Allocations, func(a Allocation) bool { return a.Payment == p.ID })
	for id, paid := range was {
		l.loseDiscount(id)
		if paid && !l.paid(id) {
			l.Customer.Record.Paid--
		}
	}
}

// standingOf is the standing that an event makes.
func standingOf(e Event) Standing {
	kind := map[EventKind]StandingKind{
		EventDisputed: StandingDispute, EventHeld: StandingHold, EventPromised: StandingPromise,
		EventPaymentClaimed: StandingClaim, EventPlanned: StandingPlan, EventHandedOver: StandingHandedOver,
		EventClosed: StandingClosure,
	}[e.Kind]
	s := Standing{
		ID: StandingID(e.ID), Customer: e.Customer, Invoice: e.Invoice, Kind: kind, Amount: e.Amount,
		Start: e.Day, End: e.Until, Reason: e.Reason, Event: e.ID, By: e.By,
	}
	switch e.Kind {
	case EventPromised:
		s.Promise = e.Promise // its end ends the standing, so no other kind bears it
	case EventPlanned:
		s.Plan = e.Plan
	}
	return s
}

func (l *Ledger) applyStanding(e Event) error {
	if e.Invoice != "" || e.Kind != EventHeld {
		inv := l.Invoice(e.Invoice)
		if inv == nil {
			return refuse(e, RefusedUnknown, "the customer has no invoice %s", e.Invoice)
		}
		if l.Open(inv.ID) <= 0 {
			return refuse(e, RefusedNothing, "nothing is open on invoice %s", inv.Number)
		}
		if e.Amount < 0 || e.Amount > l.Open(inv.ID) {
			return refuse(e, RefusedAmount, "%s is not a part of the %s open on invoice %s", e.Amount, l.Open(inv.ID), inv.Number)
		}
	}
	if e.Invoice == "" && e.Amount != 0 { // it would come off each invoice, and pass for a hold of all of them
		return refuse(e, RefusedAmount, "a customer is held as a whole, not for %s", e.Amount)
	}
	if e.Amount < 0 {
		return refuse(e, RefusedAmount, "%s is no part of a claim", e.Amount)
	}
	s := standingOf(e)
	if s.End != 0 && s.End < s.Start {
		return refuse(e, RefusedMalformed, "it would end on %s, before it begins", s.End)
	}
	switch e.Kind {
	case EventPromised, EventPaymentClaimed:
		if s.End == 0 || (e.Kind == EventPromised && e.Promise == "") {
			return refuse(e, RefusedMalformed, "it has no end or no id")
		}
		if p := l.Promise(e.Promise); e.Kind == EventPromised && p != nil && (p.State != PromiseOpen || l.promised(p.ID, s.Invoice)) {
			return refuse(e, RefusedTwice, "promise %s has ended or covers the invoice already", p.ID)
		}
	case EventClosed, EventHandedOver:
		if l.covered(s.Invoice, s.Kind, e.Day) {
			return refuse(e, RefusedTwice, "the invoice is %s already", e.Kind)
		}
	case EventDisputed, EventHeld, EventPlanned:
	}
	if e.By == AuthorCustomer {
		if err := l.withinBounds(e, s); err != nil {
			return err
		}
	}
	if e.Kind == EventPromised && l.Promise(e.Promise) == nil {
		l.Promises = append(l.Promises, Promise{
			ID: e.Promise, Customer: e.Customer, Amount: e.Amount, Day: e.On, Made: e.Day, Mail: e.Mail, State: PromiseOpen,
		})
	} else if e.Kind == EventPromised && e.Amount != 0 {
		l.Promise(e.Promise).Amount += e.Amount
	}
	l.Standings = append(l.Standings, s)
	if p := l.Plan(e.Plan); e.Kind == EventPlanned && p != nil {
		p.State = PlanAgreed
	}
	return nil
}

// covered reports whether a standing of a kind holds for exactly this invoice.
func (l *Ledger) covered(id InvoiceID, kind StandingKind, day Date) bool {
	return find(l.Standings, func(s *Standing) bool { return s.Invoice == id && s.Kind == kind && s.Active(day) }) != nil
}

// promised reports whether a promise was made for an invoice before.
func (l *Ledger) promised(p PromiseID, id InvoiceID) bool {
	return find(l.Standings, func(s *Standing) bool { return s.Promise == p && s.Invoice == id }) != nil
}

// bounds are the ledger's, or the design's where none are set.
func (l *Ledger) bounds() Bounds {
	if l.Bounds == (Bounds{}) {
		return defaultBounds()
	}
	return l.Bounds
}

// withinBounds keeps what a customer's word alone can pause (invariant 5).
// Disputes and legal stops always go to a person and have no bound here.
func (l *Ledger) withinBounds(e Event, s Standing) error {
	b := l.bounds()
	if s.unbounded() {
		return nil
	}
	if s.End == 0 {
		return refuse(e, RefusedBound, "a customer's word cannot pause without an end")
	}
	count := func(kind StandingKind) int {
		n := 0
		for _, o := range l.Standings {
			if o.Invoice == s.Invoice && o.Kind == kind && o.By == AuthorCustomer {
				n++
			}
		}
		return n
	}
	switch {
	case s.Kind == StandingPromise && e.On > e.Day.Add(b.PromiseDays):
		return refuse(e, RefusedBound, "the promised day %s is more than %d days ahead", e.On, b.PromiseDays)
	case s.Kind == StandingPromise && count(StandingPromise) >= b.Promises:
		return refuse(e, RefusedBound, "there were %d promises for this invoice already", b.Promises)
	case s.Kind == StandingClaim && count(StandingClaim) >= b.Claims:
		return refuse(e, RefusedBound, "the customer said %d times already that he had paid", b.Claims)
	}
	for _, inv := range l.Invoices {
		if (s.Invoice == inv.ID || s.Invoice == "") && l.pausedDays(inv.ID, s) > b.PausedDays {
			return refuse(e, RefusedBound, "invoice %s would be paused for more than %d days in all", inv.Number, b.PausedDays)
		}
	}
	return nil
}

func (l *Ledger) applyEnd(e Event) error {
	kind := map[EventKind]StandingKind{
		EventDisputeResolved: StandingDispute, EventDisputeUpheld: StandingDispute, EventResumed: StandingHold,
		EventPlanEnded: StandingPlan, EventRecalled: StandingHandedOver, EventReopened: StandingClosure,
	}[e.Kind]
	var ends []*Standing
	for i := range l.Standings {
		s := &l.Standings[i]
		if s.Kind != kind || !s.Active(e.Day) || !e.ends(s) {
			continue
		}
		if s.legal() && !e.By.person() {
			return refuse(e, RefusedAuthor, "a colleague must end a legal hold (author %s)", e.By)
		}
		ends = append(ends, s)
	}
	if len(ends) == 0 {
		return refuse(e, RefusedNothing, "there is no %s to end", kind)
	}
	for _, s := range ends {
		s.EndedBy, s.EndedOn = e.ID, e.Day
		s.Upheld = e.Kind == EventDisputeUpheld
		if e.Kind == EventPlanEnded {
			l.endPlan(s.Plan, e)
		}
	}
	return nil
}

// ends reports whether an event that ends standings of a kind is about one.
func (e Event) ends(s *Standing) bool {
	if e.Kind == EventPlanEnded {
		if e.Plan != "" && e.Invoice == "" {
			return s.Plan == e.Plan
		}
		return s.Invoice == e.Invoice
	}
	return s.Invoice == e.Invoice && (e.Reason == "" || e.Reason == s.Reason)
}

// endPlan writes how a plan ended. One that was paid to its end is to be
// thanked for.
func (l *Ledger) endPlan(id PlanID, e Event) {
	p := l.Plan(id)
	if p == nil || p.State != PlanAgreed {
		return
	}
	if p.State = PlanState(e.Reason); p.State.Validate() != nil || p.State == PlanAgreed {
		p.State = PlanEnded
	}
	if p.State == PlanDone {
		l.thank(ThanksPlan, e.Day)
	}
}

// applySegment sets a policy or an importance, which the team decides.
func (l *Ledger) applySegment(e Event) error {
	if e.Kind == EventImportanceSet {
		i := Importance(e.Reason)
		if i != "" && i.Validate() != nil {
			return refuse(e, RefusedMalformed, "%v", i.Validate())
		}
		if l.Customer.Importance == i {
			return refuse(e, RefusedTwice, "that is his importance already")
		}
		l.Customer.Importance = i
		return nil
	}
	if e.Reason != "" && !isName(e.Reason, "-") {
		return refuse(e, RefusedMalformed, "%q is no name of a policy", e.Reason)
	}
	policy := &l.Customer.Policy
	if e.Invoice != "" {
		inv := l.Invoice(e.Invoice)
		if inv == nil {
			return refuse(e, RefusedUnknown, "the customer has no invoice %s", e.Invoice)
		}
		policy = &inv.Policy
	}
	if *policy == e.Reason {
		return refuse(e, RefusedTwice, "that is the policy already")
	}
	*policy = e.Reason
	return nil
}

// applyNotice remembers a letter that demands nothing, or that a colleague was
// told of one that comes.
func (l *Ledger) applyNotice(e Event) error {
	if e.Letter == "" || e.Step == "" {
		return refuse(e, RefusedMalformed, "it names no letter or no step")
	}
	if find(l.Demands, func(d *Demand) bool { return d.Letter == e.Letter && d.Invoice == e.Invoice }) != nil {
		return refuse(e, RefusedTwice, "the letter is known already")
	}
	d := Demand{Letter: e.Letter, Invoice: e.Invoice, Step: e.Step, Amount: e.Amount, State: DemandForewarned, At: e.At, Day: e.Day}
	if e.Kind == EventForewarned {
		inv := l.Invoice(e.Invoice)
		if inv == nil {
			return refuse(e, RefusedUnknown, "the customer has no invoice %s", e.Invoice)
		}
		d.Currency = inv.Currency
		l.Demands = append(l.Demands, d)
		return nil
	}
	d.Invoice, d.Currency, d.State = "", Currency(e.Reason), DemandQueued
	if e.Plan != "" {
		i := find(l.Instalments, func(i *Instalment) bool { return i.Plan == e.Plan && i.Day == e.On && i.Letter == "" })
		if p := l.Plan(e.Plan); i == nil || p == nil || p.State != PlanAgreed {
			return refuse(e, RefusedNothing, "no instalment of plan %s on %s is to be announced", e.Plan, e.On)
		}
		i.Letter = e.Letter
	} else {
		l.Customer.Thanks, l.Customer.ThanksFor = 0, ""
	}
	l.Demands = append(l.Demands, d)
	return nil
}

func (l *Ledger) applyPromiseEnd(e Event) error {
	p := l.Promise(e.Promise)
	if p == nil || p.State != PromiseOpen {
		return refuse(e, RefusedNothing, "there is no open promise %s", e.Promise)
	}
	p.State = map[EventKind]PromiseState{
		EventPromiseKept: PromiseKept, EventPromiseBroken: PromiseBroken, EventPromiseWithdrawn: PromiseWithdrawn,
	}[e.Kind]
	if p.State == PromiseKept {
		l.thank(ThanksPromise, e.Day)
	}
	for i := range l.Standings {
		if s := &l.Standings[i]; s.Promise == p.ID && s.Active(e.Day) {
			s.EndedBy, s.EndedOn = e.ID, e.Day
		}
	}
	return nil
}

func (l *Ledger) applyDemand(e Event) error {
	if e.Letter == "" {
		return refuse(e, RefusedMalformed, "it names no letter")
	}
	if e.Kind == EventDemandQueued {
		return l.queueDemand(e)
	}
	from, to := DemandQueued, map[EventKind]DemandState{
		EventDemandSent: DemandSent, EventDemandCancelled: DemandCancelled, EventDemandBounced: DemandBounced,
	}[e.Kind]
	if e.Kind == EventDemandBounced {
		from = DemandSent
	}
	n := 0
	for i := range l.Demands {
		if d := &l.Demands[i]; d.Letter == e.Letter && d.State == from {
			d.State, d.At, d.Day = to, e.At, e.Day
			n++
		}
	}
	if n == 0 {
		return refuse(e, RefusedNothing, "no demand of letter %s is %s", e.Letter, from)
	}
	l.moveCharges(e)
	if to == DemandCancelled { // what it announced is to be announced anew
		for i := range l.Instalments {
			if l.Instalments[i].Letter == e.Letter {
				l.Instalments[i].Letter = ""
			}
		}
	}
	return nil
}

// queueDemand is the last check before a demand exists: nothing paid,
// disputed, held or promised is ever demanded.
func (l *Ledger) queueDemand(e Event) error {
	inv := l.Invoice(e.Invoice)
	if inv == nil {
		return refuse(e, RefusedUnknown, "the customer has no invoice %s", e.Invoice)
	}
	if find(l.Demands, func(d *Demand) bool { return d.Letter == e.Letter && d.Invoice == e.Invoice }) != nil {
		return refuse(e, RefusedTwice, "the letter demands invoice %s already", inv.Number)
	}
	if find(l.Demands, func(d *Demand) bool { return d.Letter == e.Letter && d.State != DemandQueued }) != nil {
		return refuse(e, RefusedTwice, "letter %s has left or was cancelled", e.Letter)
	}
	if may := l.Demandable(inv.ID, e.Day); e.Amount <= 0 || e.Amount > may {
		return refuse(e, RefusedCovered, "%s of invoice %s may be demanded on %s, not %s", may, inv.Number, e.Day, e.Amount)
	}
	channel := Channel(e.Reason)
	if channel != "" && channel.Validate() != nil {
		return refuse(e, RefusedMalformed, "%v", channel.Validate())
	}
	l.Demands = append(l.Demands, Demand{
		Letter: e.Letter, Invoice: e.Invoice, Currency: inv.Currency, Step: e.Step, Channel: channel, Amount: e.Amount,
		State: DemandQueued, At: e.At, Day: e.Day, Notice: e.Notice != "" && e.Notice == e.Letter,
	})
	return nil
}
