package voldaan

import (
	"cmp"
	"strings"
)

// Kind is what the law takes a customer for.
type Kind string

// The kinds of customers. KindUnknown is treated as a consumer.
const (
	KindBusiness  Kind = "business"
	KindConsumer  Kind = "consumer"
	KindAuthority Kind = "authority"
	KindUnknown   Kind = "unknown"
)

// Validate reports a kind that is none.
func (k Kind) Validate() error {
	return oneOf("kind", k, KindBusiness, KindConsumer, KindAuthority, KindUnknown)
}

// Customer is who owes.
type Customer struct {
	ID            CustomerID
	Creditor      CreditorID
	Number        string // the creditor's own number for him
	Name          string
	CompanyNumber string
	VATNumber     string
	Kind          Kind
	Country       string // ISO 3166-1 alpha-2
	Language      string // ISO 639-1; empty: the creditor's
	Phone         string // for call tasks; empty: not known
	// Address is where he gets post, a line each, without name and country; nil:
	// not known. AddressByTeam says that a colleague entered it, so that no
	// document changes it.
	Address       []string
	AddressByTeam bool
	// Terms are his own, set by an event; see Creditor.TermsOf.
	Terms       Terms
	DirectDebit bool
	// EnteredOn is the first day on which the ladder may start for this
	// customer: a gentle first day after an import of overdue invoices.
	EnteredOn Date
	// Stopped says that no letter may go to this customer (voldaan stop).
	Stopped bool
	// Importance and Policy are set by events: what the customer is to the
	// creditor's team, and the policy that counts for him whatever others fit.
	Importance Importance
	Policy     string
	// Record is how he has paid so far.
	Record Record
	// Thanks is the day since which he is to be thanked, and ThanksFor for what;
	// no day: for nothing.
	Thanks    Date
	ThanksFor ThanksReason
	// Version grows by one with each deciding transaction; it locks the row.
	Version int64
}

// kind is what he is taken for where segments ask.
func (c Customer) kind() Kind { return cmp.Or(c.Kind, KindUnknown) }

// country is where he is; home where that is not known.
func (c Customer) country(home string) string { return strings.ToUpper(cmp.Or(c.Country, home)) }

// ThanksReason is what a customer is thanked for.
type ThanksReason string

// The reasons, from the least.
const (
	ThanksPayment ThanksReason = "payment" // after a reminder; only where the policy says so
	ThanksPromise ThanksReason = "promise" // that he kept
	ThanksPlan    ThanksReason = "plan"    // that he paid to its end
)

// ContactStanding says whether an address may be written to.
type ContactStanding string

// The standings of a contact.
const (
	ContactActive  ContactStanding = "active"
	ContactBounced ContactStanding = "bounced" // a delivery failed for good
	ContactLeft    ContactStanding = "left"    // the person is gone or is not the one
	ContactStop    ContactStanding = "stop"    // has asked not to be written to
)

// Validate reports a standing that is none.
func (s ContactStanding) Validate() error {
	return oneOf("contact standing", s, ContactActive, ContactBounced, ContactLeft, ContactStop)
}

// Contact is an address of a customer.
type Contact struct {
	ID       ContactID
	Customer CustomerID
	Address  string // in lower case
	Name     string
	Role     string // "billing" for whom invoices are sent to
	// Known is true where the creditor's own data, a colleague or a known
	// domain vouches for the address. Others are proposals, never written to.
	Known    bool
	Standing ContactStanding
	// Event is the evidence for the standing.
	Event EventID
}

// CanReceive reports whether letters may go to the contact.
func (c Contact) CanReceive() bool { return c.Known && c.Standing == ContactActive }

// Domain is the part of an address after its last at sign, in lower case.
func Domain(address string) string {
	i := strings.LastIndexByte(address, '@')
	if i < 0 {
		return ""
	}
	return strings.ToLower(address[i+1:])
}
