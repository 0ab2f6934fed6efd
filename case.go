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
}
