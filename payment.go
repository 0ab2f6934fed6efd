package voldaan

// PaymentKind says what lowered the claim.
type PaymentKind string

// The kinds of payments.
const (
	PaymentTransfer   PaymentKind = "payment"
	PaymentCreditNote PaymentKind = "credit_note"
)

// Validate reports a kind that is none.
func (k PaymentKind) Validate() error {
	return oneOf("payment kind", k, PaymentTransfer, PaymentCreditNote)
}

// Payment is money from the payment source or a colleague. It is never
// edited, only reversed; its identity is Key.
type Payment struct {
	ID        PaymentID
	Customer  CustomerID
	Kind      PaymentKind
	Account   string // the creditor's account; empty where not known
	Reference string // the bank's reference, or the credit note's number
	Day       Date
	Currency  Currency
	Amount    Amount
	// Text is the remittance text as given.
	Text string

	// Booked and Reversed are set by events.
	Booked   bool
	Reversed bool
}

// Part is what an allocation pays.
type Part string

// The parts of a claim, in the order of art. 6:44 BW (the Netherlands) and
// art. 5.210 of the Belgian civil code: costs, then interest, then principal.
const (
	PartCosts     Part = "costs"
	PartInterest  Part = "interest"
	PartPrincipal Part = "principal"
	// PartDiscount is what the payer kept since he paid early: it lowers the
	// principal and is no money.
	PartDiscount Part = "discount"
)

// Allocation is which part of a payment went to which part of which invoice.
type Allocation struct {
	ID      EventID // the event that made it
	Payment PaymentID
	Invoice InvoiceID
	Part    Part
	Amount  Amount
	Day     Date
	// Transfer says that money paid the principal, and Late how many days after
	// the due date it came, those aside in which the customer was right to
	// contest the invoice; below zero is before it. Apply finds both.
	Transfer bool
	Late     int
}
