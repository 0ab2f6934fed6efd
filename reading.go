package voldaan

import (
	"cmp"
	"slices"
)

// Intent is what a mail says, in the words of the table "What a mail means"
// of docs/meaning.md.
type Intent string

// The intents, from the most severe down.
const (
	IntentLegal           Intent = "legal"
	IntentDispute         Intent = "dispute"
	IntentWrongRecipient  Intent = "wrong_recipient"
	IntentPaymentPlan     Intent = "payment_plan"
	IntentPromise         Intent = "promise_to_pay"
	IntentAlreadyPaid     Intent = "already_paid"
	IntentDocumentRequest Intent = "document_request"
	IntentQuestion        Intent = "question"
	IntentAcknowledgement Intent = "acknowledgement"
	IntentAutoReply       Intent = "auto_reply"
	IntentBounce          Intent = "bounce"
	IntentOther           Intent = "other"
)

var intents = []Intent{
	IntentLegal, IntentDispute, IntentWrongRecipient, IntentPaymentPlan, IntentPromise, IntentAlreadyPaid,
	IntentDocumentRequest, IntentQuestion, IntentAcknowledgement, IntentAutoReply, IntentBounce, IntentOther,
}

// Intents lists the intents from the most severe down.
func Intents() []Intent { return slices.Clone(intents) }

// Validate reports an intent that is none.
func (i Intent) Validate() error { return oneOf("intent", i, intents...) }

// Severity ranks intents: 0 is the most severe.
func (i Intent) Severity() int {
	if n := slices.Index(intents, i); n >= 0 {
		return n
	}
	return len(intents)
}

// DisputeReason is why an invoice is contested.
type DisputeReason string

// The reasons of disputes.
const (
	ReasonNotDelivered    DisputeReason = "not_delivered"
	ReasonDefective       DisputeReason = "defective"
	ReasonWrongAmount     DisputeReason = "wrong_amount" // quantity, VAT, sum
	ReasonWrongPrice      DisputeReason = "wrong_price"
	ReasonDuplicate       DisputeReason = "duplicate"
	ReasonNotOrdered      DisputeReason = "not_ordered"
	ReasonAlreadyCredited DisputeReason = "already_credited"
	ReasonMissingPO       DisputeReason = "missing_po"
	ReasonWrongDetails    DisputeReason = "wrong_details"
	ReasonContract        DisputeReason = "contract"
	ReasonOther           DisputeReason = "other"
)

// Validate reports a reason that is none.
func (r DisputeReason) Validate() error {
	return oneOf("reason", r, ReasonNotDelivered, ReasonDefective, ReasonWrongAmount, ReasonWrongPrice, ReasonDuplicate,
		ReasonNotOrdered, ReasonAlreadyCredited, ReasonMissingPO, ReasonWrongDetails, ReasonContract, ReasonOther)
}

// Flag is a sign for which a person looks at a mail whatever its intent.
type Flag string

// The flags.
const (
	FlagAnger         Flag = "anger"
	FlagThreat        Flag = "threat"
	FlagHardship      Flag = "hardship"
	FlagInjection     Flag = "injection"     // an attempt to instruct the bot
	FlagContradiction Flag = "contradiction" // facts that contradict each other
	FlagRedirect      Flag = "redirect"      // off the known domains, or without an address
	FlagPhishing      Flag = "phishing"
	FlagBankDetails   Flag = "bank_details"
	FlagCash          Flag = "cash"      // cash, a cheque or another account
	FlagShort         Flag = "short"     // less than the sum
	FlagAmbiguous     Flag = "ambiguous" // a day or a sum that can be read in two ways
	FlagBeyond        Flag = "beyond"    // asks for what the bot has not: another document, an answer that is not in the ledger
)

// ContactFound is somebody to write to instead.
type ContactFound struct {
	Email string `json:"email,omitempty"` // in lower case
	Name  string `json:"name,omitempty"`
}

// Finding is one thing that a mail says, with the words that say it.
type Finding struct {
	Intent   Intent        `json:"intent"`
	Quote    string        `json:"quote"`
	In       string        `json:"in"` // reply, subject, quoted, attachment
	Invoices []string      `json:"invoices,omitempty"`
	Date     Date          `json:"date,omitempty,omitzero"`
	Amount   Amount        `json:"-"`
	Currency Currency      `json:"currency,omitempty"`
	Contact  *ContactFound `json:"contact,omitempty"`
	Reason   DisputeReason `json:"reason,omitempty"`
	// Confidence is the calibrated probability that Intent is right, 0 to 1.
	Confidence float64 `json:"confidence"`
	By         string  `json:"by"` // the rule or model
	// From and To are the quote's runes in the part In.
	From  int    `json:"-"`
	To    int    `json:"-"`
	Flags []Flag `json:"-"`
	// Instalments are the parts named, in order.
	Instalments []Instalment `json:"-"`
	// Standby says that the contact only stands in while the sender is away:
	// the mail stays an automatic answer, and the sender's address stays good.
	Standby bool `json:"-"`
}

// rank orders findings by severity; a stand-in comes after the automatic
// answer that names him.
func (f Finding) rank() int {
	if f.Standby {
		return 2*IntentAutoReply.Severity() + 1
	}
	return 2 * f.Intent.Severity()
}

// Reading is what a mail means: a list of findings. Everything else about it
// is derived from them.
type Reading struct {
	Findings []Finding
	// Threshold is the confidence under which a person looks.
	Threshold float64
}

// Sorted gives the findings from the most severe down, stable otherwise.
func (r Reading) Sorted() []Finding {
	out := slices.Clone(r.Findings)
	slices.SortStableFunc(out, func(a, b Finding) int { return cmp.Compare(a.rank(), b.rank()) })
	return out
}

// Intent is the most severe intent that is in the mail; IntentOther when
// there is none.
func (r Reading) Intent() Intent {
	if s := r.Sorted(); len(s) > 0 {
		return s[0].Intent
	}
	return IntentOther
}

// Also lists the other intents, most severe first, each once.
func (r Reading) Also() []Intent {
	var out []Intent
	main := r.Intent()
	for _, f := range r.Sorted() {
		if f.Intent != main && !slices.Contains(out, f.Intent) {
			out = append(out, f.Intent)
		}
	}
	return out
}

// Confidence is that of the mail's intent: the highest among its findings.
func (r Reading) Confidence() float64 {
	best := 0.0
	for _, f := range r.Findings {
		if f.Intent == r.Intent() {
			best = max(best, f.Confidence)
		}
	}
	return best
}

// Flags lists every flag of the findings once, in their order.
func (r Reading) Flags() []Flag {
	var out []Flag
	for _, f := range r.Findings {
		for _, g := range f.Flags {
			if !slices.Contains(out, g) {
				out = append(out, g)
			}
		}
	}
	return out
}

// Human reports whether a person must look at the mail.
func (r Reading) Human() bool {
	if len(r.Flags()) > 0 || r.Confidence() < r.Threshold {
		return true
	}
	for _, f := range r.Findings {
		switch f.Intent {
		case IntentLegal, IntentDispute, IntentPaymentPlan:
			return true
		case IntentWrongRecipient:
			if f.Contact == nil || f.Contact.Email == "" {
				return true
			}
		}
	}
	return false
}

// PerInvoice is the most severe intent of each invoice that the mail tells
// about, by its number.
func (r Reading) PerInvoice() map[string]Intent {
	out := map[string]Intent{}
	for _, f := range r.Findings {
		for _, n := range f.Invoices {
			if old, ok := out[n]; !ok || f.Intent.Severity() < old.Severity() {
				out[n] = f.Intent
			}
		}
	}
	return out
}

// Of lists the findings of one intent.
func (r Reading) Of(i Intent) []Finding {
	var out []Finding
	for _, f := range r.Findings {
		if f.Intent == i {
			out = append(out, f)
		}
	}
	return out
}

// ReadingContext is what a reader may know beside the mail. All of it is
// optional.
type ReadingContext struct {
	Today     Date // the day that relative days count from
	Language  string
	Invoices  []ContextInvoice
	LastSent  LetterKind
	Own       []string // the bot's addresses
	Colleague []string // the colleagues' addresses
	// Domains are the customer's known domains; the sender's own, when empty.
	Domains  []string
	Calendar Calendar
	// Precision is Policy.Precision; that of DefaultPolicy, when zero.
	Precision float64
	// Lessons are what colleagues' corrections taught.
	Lessons []Lesson
}

// ContextInvoice is an invoice as a reader needs it.
type ContextInvoice struct {
	Number   string
	Total    Amount
	Open     Amount
	Currency Currency
	Issued   Date
	Due      Date
}
