package voldaan

import (
	"fmt"
	"slices"
	"time"
)

// Identifiers are opaque texts made outside the rules (see Ident). The empty
// text is none.
type (
	CreditorID string
	CustomerID string
	ContactID  string
	InvoiceID  string
	PaymentID  string
	EventID    string
	StandingID string
	PromiseID  string
	PlanID     string
	ChargeID   string
	MailID     string
	LetterID   string
	CaseID     string
)

// Ident makes a new identifier. The program passes a random one, the demo a
// counted one, so that the same seed gives the same outcome.
type Ident func() string

// Mode says how far the bot may go for a creditor.
type Mode string

// The modes of a creditor.
const (
	ModeWatch Mode = "watch" // reads and files; sends nothing to customers
	ModeAsk   Mode = "ask"   // each day's letters wait for a colleague's yes
	ModeAct   Mode = "act"   // sends by itself
)

// Validate reports a mode that is none.
func (m Mode) Validate() error { return oneOf("mode", m, ModeWatch, ModeAsk, ModeAct) }

// PaymentSource says where the creditor's payments come from, and so what
// "the payment source is older than set" means (invariant 4).
type PaymentSource string

// The payment sources.
const (
	SourceBank      PaymentSource = "bank"       // bank files
	SourceOpenItems PaymentSource = "open-items" // a list of what is still open
	SourceHand      PaymentSource = "hand"       // a colleague books payments and confirms each day's list
)

// Validate reports a source that is none.
func (s PaymentSource) Validate() error {
	return oneOf("payment source", s, SourceBank, SourceOpenItems, SourceHand)
}

// ColleagueRole says what a colleague gets from the bot.
type ColleagueRole string

// The roles of colleagues.
const (
	RoleFinance ColleagueRole = "finance" // registers invoices, gets cases and call tasks
	RoleManager ColleagueRole = "manager" // gets the digest
)

// Validate reports a role that is none.
func (r ColleagueRole) Validate() error {
	return oneOf("role", r, RoleFinance, RoleManager)
}

// Colleague is a person of the creditor's own staff, known by address. A mail
// is his only when it is authenticated (invariant 8).
type Colleague struct {
	Name     string
	Address  string // in lower case
	Language string // ISO 639-1
	Role     ColleagueRole
}

// Creditor is the company that is owed and owns the mailbox.
type Creditor struct {
	ID             CreditorID
	Name           string
	Address        []string // postal, a line each
	CompanyNumber  string
	VATNumber      string
	Country        string // ISO 3166-1 alpha-2
	Region         string // a part of it with holidays of its own, such as "BY"; empty: none
	Language       string
	Zone           *time.Location
	Mailbox        string // the bot's own address, in lower case
	SenderName     string // the name beside the bot's address
	IBANs          []string
	VATRecoverable bool
	DiscountVAT    string // what an early-payment discount does to VAT (law.DiscountVAT); empty: not said
	SizeClass      string
	PaymentSource  PaymentSource
	// PaymentsMaxAge is how old the payment source may be before demands wait;
	// zero means that age is not looked at.
	PaymentsMaxAge time.Duration
	Mode           Mode
	Colleagues     []Colleague
	// PlusAddressing says that mail to local+token@domain arrives in the
	// mailbox, so that every letter can have an address of its own.
	PlusAddressing bool
	// StartPerDay caps how many customers with imported overdue invoices enter
	// the ladder on one day.
	StartPerDay int
	// Terms are general ones, for customers without their own; see TermsOf.
	Terms []GeneralTerms
}

// Colleague finds a colleague by address.
func (c *Creditor) Colleague(address string) (Colleague, bool) {
	i := slices.IndexFunc(c.Colleagues, func(p Colleague) bool { return p.Address == address })
	if i < 0 {
		return Colleague{}, false
	}
	return c.Colleagues[i], true
}

// Owner is the colleague who is responsible for a customer's cases: the first
// of the finance team, or else the first colleague at all.
func (c *Creditor) Owner() Colleague {
	for _, p := range c.Colleagues {
		if p.Role == RoleFinance {
			return p
		}
	}
	if len(c.Colleagues) > 0 {
		return c.Colleagues[0]
	}
	return Colleague{}
}

// Managers are those who get the digest; the owner, when there are none.
func (c *Creditor) Managers() []Colleague {
	var out []Colleague
	for _, p := range c.Colleagues {
		if p.Role == RoleManager {
			out = append(out, p)
		}
	}
	if out == nil && len(c.Colleagues) > 0 {
		out = append(out, c.Owner())
	}
	return out
}

// ColleagueKeyed finds a colleague by the code that events bear.
func (c *Creditor) ColleagueKeyed(key string) (Colleague, bool) {
	for _, p := range c.Colleagues {
		if p.Key() == key {
			return p, true
		}
	}
	return Colleague{}, false
}

// Day is the creditor's calendar day at an instant.
func (c *Creditor) Day(t time.Time) Date {
	if c.Zone == nil {
		return DateOf(t.UTC())
	}
	return DateOf(t.In(c.Zone))
}

// Stamp begins the events of one decision about a customer.
func (c *Creditor) Stamp(id CustomerID, by AuthorKind, at time.Time, fresh Ident) *Stamp {
	return &Stamp{Creditor: c.ID, Customer: id, At: at, Day: c.Day(at), By: by, New: fresh}
}

// oneOf is the check of a stored enumeration.
func oneOf[T ~string](what string, v T, allowed ...T) error {
	if slices.Contains(allowed, v) {
		return nil
	}
	return fmt.Errorf("%s %q: want one of %q", what, v, allowed)
}
