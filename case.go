package voldaan

import "time"

// CaseState is where a case stands.
type CaseState string

// The states of a case.
const (
	CaseOpen     CaseState = "open"
	CaseAnswered CaseState = "answered" // a colleague has answered its mail; not closed yet
	CaseClosed   CaseState = "closed"
)

// Validate reports a state that is none.
func (s CaseState) Validate() error {
	return oneOf("case state", s, CaseOpen, CaseAnswered, CaseClosed)
}

// CaseKind says what a case is about.
type CaseKind string

// The kinds of cases.
const (
	CaseMail     CaseKind = "mail"     // its intent says what it means
	CaseHandover CaseKind = "handover" // a proposal to hand the customer's invoices over
)

// Validate reports a kind that is none.
func (k CaseKind) Validate() error { return oneOf("case kind", k, CaseMail, CaseHandover) }

// Case is something that a person must decide.
type Case struct {
	ID       CaseID
	Creditor CreditorID
	Customer CustomerID // empty where the mail matched nobody
	Mail     MailID
	Intent   Intent
	Reason   string // why a person must look
	Invoices []InvoiceID
	Owner    string // Colleague.Key
	Opened   time.Time
	Deadline time.Time
	// Escalated counts how often the deadline passed without an answer.
	Escalated int
	State     CaseState
	Kind      CaseKind // empty: CaseMail
}

// About names what the case is about: its kind, or else the intent of its mail.
func (c Case) About() Intent {
	if c.Kind == CaseMail || c.Kind == "" {
		return c.Intent
	}
	return Intent(c.Kind)
}
