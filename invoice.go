package voldaan

// Invoice is what the creditor asked to be paid. Its fields are the document
// as issued and never change; what happened to it since stands in standings,
// allocations and the log.
type Invoice struct {
	ID               InvoiceID
	Customer         CustomerID
	Number           string // exactly as on the document
	Subject          string // what it is for
	Issued           Date
	Due              Date
	Currency         Currency
	Total            Amount // with VAT
	Net              Amount // without; zero when not known
	BuyerReference   string
	PaymentReference string // OGM, betalingskenmerk or RF reference
	ContractDate     Date
	DiscountUntil    Date
	Discount         Amount // off the total when paid by DiscountUntil
	// DiscountPercent is what the discount was reckoned from; empty: it was
	// given as a sum. DiscountVAT is what it does to VAT (law.DiscountVAT), as
	// it was configured then; empty: not known.
	DiscountPercent string
	DiscountVAT     string
	Document        string // hash of the stored document; empty: none
	// LastStep and LastContact come with an import: what was sent before the
	// bot took over.
	LastStep    StepName
	LastContact Date

	// Registered is set by an event; before it the invoice does not count.
	Registered bool
	// Policy is set by an event: the policy by whose ladder the invoice goes;
	// empty: that of its account.
	Policy string
}

// StandingKind is something that holds for an invoice for a while.
type StandingKind string

// The kinds of standings, from the most severe. A closed invoice is one with
// nothing open or with an active closure.
const (
	StandingClosure    StandingKind = "closure"     // settled outside, written off, cancelled
	StandingHandedOver StandingKind = "handed_over" // with a collection agency
	StandingDispute    StandingKind = "dispute"
	StandingHold       StandingKind = "hold"
	StandingPlan       StandingKind = "plan"
	StandingClaim      StandingKind = "payment_claim" // the customer says that he has paid
	StandingPromise    StandingKind = "promise"
)

// Validate reports a kind that is none.
func (k StandingKind) Validate() error {
	return oneOf("standing", k, StandingClosure, StandingHandedOver, StandingDispute,
		StandingHold, StandingPlan, StandingClaim, StandingPromise)
}

// Standing is one thing that keeps an invoice, or a part of it, from being
// demanded. Standings live side by side.
type Standing struct {
	ID       StandingID
	Customer CustomerID
	Invoice  InvoiceID // empty: every invoice of the customer
	Kind     StandingKind
	Amount   Amount // the part that it covers; zero: the whole
	Start    Date
	End      Date // the last day; zero: until somebody ends it
	Reason   string
	Promise  PromiseID
	Plan     PlanID
	Event    EventID // that made it
	By       AuthorKind
	EndedBy  EventID // that ended it before its day
	EndedOn  Date
	// Upheld says of a dispute that the customer was right.
	Upheld bool
}

// Active reports whether the standing holds on a day.
func (s Standing) Active(day Date) bool {
	return s.EndedBy == "" && s.Start <= day && (s.End == 0 || day <= s.End)
}

// legal reports whether the standing stops every letter for a legal matter,
// which only a person ends.
func (s Standing) legal() bool { return s.Kind == StandingHold && s.Reason == HoldLegal }

// unbounded reports whether the standing always goes to a person, so that what
// a customer's word alone can pause does not count it.
func (s Standing) unbounded() bool { return s.Kind == StandingDispute || s.legal() }

// PlanState is where an instalment plan stands.
type PlanState string

// The states of an instalment plan; one without a state is not agreed.
const (
	PlanAgreed PlanState = "agreed"
	PlanDone   PlanState = "done"   // paid to its end
	PlanLapsed PlanState = "lapsed" // an instalment did not come
	PlanEnded  PlanState = "ended"  // a colleague ended it
)

// Validate reports a state that is none.
func (s PlanState) Validate() error {
	return oneOf("plan state", s, PlanAgreed, PlanDone, PlanLapsed, PlanEnded)
}

// Status is the one word that is shown for an invoice.
type Status string

// The statuses, in the order in which the most severe wins.
const (
	StatusClosed      Status = "closed"
	StatusHandedOver  Status = "handed over"
	StatusDisputed    Status = "disputed"
	StatusHeld        Status = "held"
	StatusPlanned     Status = "planned"
	StatusClaimedPaid Status = "claimed paid"
	StatusPromised    Status = "promised"
	StatusOpen        Status = "open"
)

// PromiseState is how a promise ended.
type PromiseState string

// The states of a promise.
const (
	PromiseOpen      PromiseState = "open"
	PromiseKept      PromiseState = "kept"
	PromiseBroken    PromiseState = "broken"
	PromiseWithdrawn PromiseState = "withdrawn"
)

// Promise is a customer's word that he will pay.
type Promise struct {
	ID       PromiseID
	Customer CustomerID
	Amount   Amount // zero: what is open on its invoices
	Day      Date   // zero: no day was named
	Made     Date
	Mail     MailID
	State    PromiseState
}

// InstalmentPlan is an agreement to pay in parts.
type InstalmentPlan struct {
	ID       PlanID
	Customer CustomerID
	State    PlanState
	Mail     MailID
	Made     Date
}

// Instalment is one part of a plan.
type Instalment struct {
	Plan   PlanID
	Number int
	Day    Date
	Amount Amount
	// Letter announced it; empty: none has.
	Letter LetterID
}

// Charge is interest, a fixed sum or costs that a letter claims; it is paid
// or waived on its own.
type Charge struct {
	ID      ChargeID // the event that made it
	Invoice InvoiceID
	Kind    ChargeKind
	Amount  Amount
	Day     Date // on which its state last changed
	Letter  LetterID
	// Notice is the legal notice that it rests on; empty: it needs none.
	Notice LetterID
	// From and To are the days of interest, both included.
	From, To Date
	State    ChargeState
}

// Owed reports whether the charge has been claimed and neither waived nor
// voided since.
func (c Charge) Owed() bool { return c.State == ChargeClaimed }

// ChargeState is what became of a charge.
type ChargeState string

// The states of a charge.
const (
	ChargeQueued  ChargeState = "queued"  // its letter has not left
	ChargeClaimed ChargeState = "claimed" // its letter was sent
	ChargeWaived  ChargeState = "waived"  // a colleague gave it up
	// ChargeVoid: its letter did not leave or came back, or the notice or a
	// reminder that it rests on came back (invariant 11).
	ChargeVoid ChargeState = "void"
)

// Validate reports a state that is none.
func (s ChargeState) Validate() error {
	return oneOf("charge state", s, ChargeQueued, ChargeClaimed, ChargeWaived, ChargeVoid)
}

// ChargeKind is what a charge is for.
type ChargeKind string

// The kinds of charges.
const (
	ChargeInterest ChargeKind = "interest"
	ChargeFixed    ChargeKind = "fixed" // directive 2011/7/EU art. 6(1)
	ChargeCosts    ChargeKind = "costs"
	// ChargeReminderFee is what a further reminder to a Belgian consumer costs
	// with regular deliveries (art. XIX.2 WER).
	ChargeReminderFee ChargeKind = "reminder_fee"
)

// ChargeKinds lists the kinds in the order in which letters show them.
func ChargeKinds() []ChargeKind {
	return []ChargeKind{ChargeInterest, ChargeFixed, ChargeCosts, ChargeReminderFee}
}

// Validate reports a kind that is none.
func (k ChargeKind) Validate() error { return oneOf("charge", k, ChargeKinds()...) }

// part is the part of a claim that a charge belongs to.
func (k ChargeKind) part() Part {
	if k == ChargeInterest {
		return PartInterest
	}
	return PartCosts
}
