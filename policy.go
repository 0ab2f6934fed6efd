package voldaan

import (
	"fmt"
	"time"
)

// Policy is the ladder of steps for a segment of the customers, and its limits.
type Policy struct {
	Name string
	// For says whose policy it is; empty: everybody's.
	For   Segment
	Steps []Step // in order of Day
	// Thanks says that a customer who paid after a reminder is thanked; one who
	// kept a promise or a plan is in any case.
	Thanks bool
	// Letters that the bot starts: at most PerWeek in seven days to a customer,
	// Apart from each other.
	PerWeek int
	Apart   time.Duration
	// Letters to customers leave between these hours of business days, by the
	// customer's clock.
	OpenFrom, OpenTo int
	// PromiseGrace and ClaimDays are bank days that a transfer takes.
	PromiseGrace, ClaimDays int
	// DiscountGrace are the bank days that money may take to arrive after the
	// last day of an early-payment discount.
	DiscountGrace int
	// UndatedPromise is for how many days a promise without a day waits.
	UndatedPromise int
	// ShortPause is for how many business days a question or a request for
	// instalments pauses.
	ShortPause int
	// CaseDeadline is how long a case may wait for its owner.
	CaseDeadline time.Duration
	// AnswersPerDay caps the answers in a thread and day.
	AnswersPerDay int
	// Precision is how often what the bot takes a mail for must be right where
	// no person looks at it; the reader makes a threshold of confidence of it.
	Precision float64
	Bounds    Bounds
}

// Bounds is what a customer's word alone can pause (invariant 5).
type Bounds struct {
	PromiseDays int // how far ahead a promise may lie
	Promises    int // promises for an invoice
	Claims      int // payment claims for an invoice
	PausedDays  int // days in all for an invoice
}

// defaultBounds are the design's.
func defaultBounds() Bounds { return Bounds{PromiseDays: 45, Promises: 2, Claims: 2, PausedDays: 60} }

// DefaultPolicy is the ladder that ships: a courtesy mail for large amounts, a
// friendly, a firm and a last reminder, then a call.
func DefaultPolicy() Policy {
	return Policy{
		Name: "default",
		Steps: []Step{
			{Name: StepCourtesy, Day: -5, From: 500_000},
			{Name: StepReminder1, Day: 3},
			{Name: StepReminder2, Day: 10, Wait: 6},
			{Name: StepLastReminder, Day: 20, Wait: 7},
			{Name: StepCall, Day: 27, Wait: 5},
		},
		PerWeek: 2, Apart: 48 * time.Hour,
		OpenFrom: 9, OpenTo: 17,
		PromiseGrace: 2, ClaimDays: 3, DiscountGrace: 1, UndatedPromise: 7, ShortPause: 3,
		CaseDeadline: 48 * time.Hour, AnswersPerDay: 3, Precision: 0.97,
		Bounds: defaultBounds(),
	}
}

// Validate reports every fault of a policy at once, one error a fault.
func (p Policy) Validate() []error {
	errs := append(p.For.Validate(), validateSteps(p.Steps)...)
	bad := func(format string, a ...any) { errs = append(errs, fmt.Errorf(format, a...)) }
	if p.PerWeek < 1 || p.PerWeek > 7 {
		bad("letters_per_week: %d is not between 1 and 7", p.PerWeek)
	}
	if p.OpenFrom < 0 || p.OpenTo > 24 || p.OpenFrom >= p.OpenTo {
		bad("open_from, open_to: %d to %d are not hours of a day in order", p.OpenFrom, p.OpenTo)
	}
	if p.DiscountGrace < 0 || p.DiscountGrace > MaxDiscountGrace {
		bad("discount_grace: %d is not between 0 and %d", p.DiscountGrace, MaxDiscountGrace)
	}
	return errs
}

// index is the place of a step in the ladder, -1 for none.
func (p Policy) index(name StepName) int {
	for i, s := range p.Steps {
		if s.Name == name {
			return i
		}
	}
	return -1
}

// rhythm is how many days lie at least between two letters about an account:
// the shortest wait between two letters of the ladder, so that invoices that
// fell due one after the other share letters instead of having one each.
func (p Policy) rhythm() int {
	out := 0
	for _, s := range p.Steps {
		if s.Via().Written() && !s.Ahead() && s.Wait > 0 && (out == 0 || s.Wait < out) {
			out = s.Wait
		}
	}
	return out
}

// Hash identifies the policy's content, so that a stored look-on day can tell
// that it was made under another one.
func (p Policy) Hash() uint64 { return fnv(0, fmt.Sprintf("%+v", p)) }
