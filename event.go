package voldaan

import (
	"fmt"
	"time"
)

// EventKind names what happened.
type EventKind string

// The kinds of events. Each says which fields of Event it uses beside the
// ones that all have.
const (
	EventContactAdded    EventKind = "contact_added"    // Contact
	EventContactBounced  EventKind = "contact_bounced"  // Contact
	EventContactLeft     EventKind = "contact_left"     // Contact
	EventContactStopped  EventKind = "contact_stopped"  // Contact
	EventContactRestored EventKind = "contact_restored" // Contact

	EventInvoiceRegistered EventKind = "invoice_registered" // Invoice, Amount (total), Until (due)

	EventPaymentBooked   EventKind = "payment_booked"   // Payment, Amount
	EventPaymentReversed EventKind = "payment_reversed" // Payment
	EventAllocated       EventKind = "allocated"        // Payment, Invoice, Part, Amount

	EventDiscountTaken EventKind = "discount_taken" // Payment (in time), Invoice, Amount, Until (its last day with grace)

	EventDisputed         EventKind = "disputed"          // Invoice, Amount (0: whole), Reason, Case
	EventDisputeResolved  EventKind = "dispute_resolved"  // Invoice
	EventDisputeUpheld    EventKind = "dispute_upheld"    // Invoice: resolved, and the customer was right
	EventHeld             EventKind = "held"              // Invoice (or all), Amount, Until (0: until resumed), Reason
	EventResumed          EventKind = "resumed"           // Invoice (or all)
	EventPromised         EventKind = "promised"          // Invoice, Promise, Amount, On (0: no day), Until (with grace)
	EventPromiseKept      EventKind = "promise_kept"      // Promise
	EventPromiseBroken    EventKind = "promise_broken"    // Promise
	EventPromiseWithdrawn EventKind = "promise_withdrawn" // Promise
	EventPaymentClaimed   EventKind = "payment_claimed"   // Invoice, Amount, On (the day the money left), Until
	EventPlanned          EventKind = "planned"           // Invoice, Plan, Until
	EventPlanEnded        EventKind = "plan_ended"        // Invoice, or Plan as a whole, Reason (PlanState)
	EventHandedOver       EventKind = "handed_over"       // Invoice
	EventRecalled         EventKind = "recalled"          // Invoice
	EventClosed           EventKind = "closed"            // Invoice, Reason
	EventReopened         EventKind = "reopened"          // Invoice

	EventPolicySet     EventKind = "policy_set"     // Invoice (or all), Reason (the policy's name; empty: none)
	EventImportanceSet EventKind = "importance_set" // Reason (Importance; empty: none)
	EventTermsSet      EventKind = "terms_set"      // Ref (the agreement; empty: none of his own)

	EventForewarned EventKind = "forewarned"  // Letter (to a colleague), Invoice, Step: the step comes a day later
	EventNoteQueued EventKind = "note_queued" // Letter, Step (its kind), Plan, On: a letter that demands nothing

	EventDemandQueued    EventKind = "demand_queued"    // Letter, Invoice, Step, Amount, Reason (Channel), Notice (itself: a legal notice)
	EventDemandSent      EventKind = "demand_sent"      // Letter
	EventDemandCancelled EventKind = "demand_cancelled" // Letter, Reason
	EventDemandBounced   EventKind = "demand_bounced"   // Letter

	EventCharged        EventKind = "charged"         // Letter, Invoice, Reason (ChargeKind), Amount, On and Until (days of interest), Notice
	EventChargeWaived   EventKind = "charge_waived"   // Invoice, Ref (the charge)
	EventChargeVoided   EventKind = "charge_voided"   // Invoice, Ref (the charge): a reminder that it rests on came back
	EventNoticeReceived EventKind = "notice_received" // Letter, On, Reason (Proof)

	EventStopped EventKind = "stopped" // the whole customer
	EventStarted EventKind = "started"

	EventMailRead   EventKind = "mail_read"   // Mail, Reason (intent), Confidence
	EventAnswered   EventKind = "answered"    // Letter, Reason (letter kind)
	EventCaseOpened EventKind = "case_opened" // Case, Reason
	EventCaseKept   EventKind = "case_answer" // Case, Mail: what a colleague answered
	EventCaseClosed EventKind = "case_closed" // Case
	EventNoted      EventKind = "noted"       // Reason: something that changes nothing but belongs to the story

	EventUndone EventKind = "undone" // Ref: the group of events that no longer counts
)

// AuthorKind says on whose word an event stands.
type AuthorKind string

// The authors of events.
const (
	AuthorCustomer  AuthorKind = "customer"  // a customer's mail
	AuthorColleague AuthorKind = "colleague" // an authenticated colleague's mail
	AuthorOperator  AuthorKind = "operator"  // somebody at the command line
	AuthorBank      AuthorKind = "bank"      // a file of the payment source
	AuthorBot       AuthorKind = "bot"       // a rule of the bot
)

// Validate reports an author that is none.
func (a AuthorKind) Validate() error {
	return oneOf("author", a, AuthorCustomer, AuthorColleague, AuthorOperator, AuthorBank, AuthorBot)
}

// person reports whether the author is the creditor's own staff.
func (a AuthorKind) person() bool { return a == AuthorColleague || a == AuthorOperator }

// Evidence is where the words stand on which an event rests: runes From to To
// of a part of the mail. The words themselves are in the mail's own row, so
// that they can be erased without breaking the chain (invariant 13).
type Evidence struct {
	Part     string // reply, subject, quoted, attachment
	From, To int
	// By is the rule or model that read them; of a letter that was queued, the
	// policy that decided it.
	By string
}

// Event is one thing that happened. The log of events is append-only and is
// the only way by which state changes; see Ledger.Apply. It carries ids,
// codes, days and amounts, never text of a person.
type Event struct {
	ID       EventID
	Creditor CreditorID
	Customer CustomerID
	Seq      int64 // position in the customer's log, given by the store
	// Group is the id of the first event that was decided together with this
	// one, by one mail or command; undo takes a group back as a whole.
	Group   EventID
	Kind    EventKind
	At      time.Time // when it was recorded
	Day     Date      // the creditor's day of At
	By      AuthorKind
	Author  string // which colleague (Colleague.Key), or empty
	Mail    MailID
	Invoice InvoiceID
	Payment PaymentID
	Contact ContactID
	Promise PromiseID
	Plan    PlanID
	Letter  LetterID
	Notice  LetterID // the legal notice that the letter is, or that a charge rests on
	Case    CaseID
	Ref     EventID
	Part    Part
	Step    StepName
	Amount  Amount
	On      Date
	Until   Date
	Reason  string
	// Confidence is that of the reading, in thousandths.
	Confidence int
	Evidence   Evidence
}

// Key is the code that stands for a colleague in events.
func (c Colleague) Key() string { return fmt.Sprintf("%016x", fnv(0, c.Address)) }

// Stamp is what the events of one decision share. It makes events.
type Stamp struct {
	Creditor CreditorID
	Customer CustomerID
	At       time.Time
	Day      Date
	By       AuthorKind
	Author   string
	Mail     MailID
	New      Ident
	group    EventID
}

// Event makes an event of a kind that bears the stamp.
func (s *Stamp) Event(kind EventKind) Event {
	id := EventID(s.New())
	if s.group == "" {
		s.group = id
	}
	return Event{
		ID: id, Group: s.group, Creditor: s.Creditor, Customer: s.Customer, Kind: kind,
		At: s.At, Day: s.Day, By: s.By, Author: s.Author, Mail: s.Mail,
	}
}

// Refusal is the error of an event that may not happen. Callers decide on
// Code; the text says to an operator what is wrong.
type Refusal struct {
	Code  RefusalCode
	Event EventKind
	Text  string
}

// RefusalCode is why an event was refused.
type RefusalCode string

// The codes of refusals.
const (
	RefusedUnknown   RefusalCode = "unknown"   // it names something that the ledger does not have
	RefusedTwice     RefusalCode = "twice"     // it has happened already
	RefusedAmount    RefusalCode = "amount"    // the sum does not fit
	RefusedAuthor    RefusalCode = "author"    // this author may not do that
	RefusedBound     RefusalCode = "bound"     // past what a customer's word alone can pause (invariant 5)
	RefusedCovered   RefusalCode = "covered"   // a standing covers what would be demanded
	RefusedNothing   RefusalCode = "nothing"   // there is nothing to end
	RefusedMalformed RefusalCode = "malformed" // a field is missing or wrong
)

// Error tells what was refused and why.
func (r *Refusal) Error() string { return string(r.Event) + " refused: " + r.Text }
