package law

import "github.com/voldaan/voldaan"

// Item is what a letter would claim on top of the principal.
type Item string

// The items.
const (
	ItemInterest    Item = "interest"
	ItemFixed       Item = "fixed"        // the fixed sum for late payment
	ItemCosts       Item = "costs"        // costs of collection, or the damages clause
	ItemReminderFee Item = "reminder_fee" // for a reminder, with its postage
)

// Verdict is the answer of May.
type Verdict string

// The verdicts.
const (
	Yes Verdict = "yes"
	// Ask waits for a colleague's yes that names the risk: receipt is presumed,
	// or a statement of the law was not verified.
	Ask Verdict = "ask"
	No  Verdict = "no"
)

// Request asks whether a letter may claim an item from a debtor on a day.
type Request struct {
	Item Item
	Day  voldaan.Date
	// Kind and Country (ISO 3166-1 alpha-2) are the debtor's. A kind that is
	// unknown is a consumer.
	Kind    voldaan.Kind
	Country string
	// CreditorCountry, VATRecoverable and SmallCompany are the creditor's.
	CreditorCountry string
	VATRecoverable  bool
	SmallCompany    bool
	Claims          []Claim // those on which the item would be claimed, in euro
	Terms           Terms
	Notice          *SentNotice      // nil: none was sent
	Calendar        voldaan.Calendar // see Notice.Clock
	// RegularDelivery says that the contract is one of regular deliveries, and
	// FreeReminders for how many other due dates of the same calendar year a
	// reminder had gone before the first about these claims. Postage is that of
	// the reminder.
	RegularDelivery bool
	FreeReminders   int
	Postage         voldaan.Amount
	// InNotice says that the letter that would claim the item is itself the
	// notice, as Notice has it.
	InNotice bool
}

// Claim is one late invoice.
type Claim struct {
	Number      string
	Issued, Due voldaan.Date
	// Principal is what is open of it; where a term of a notice is over, what
	// was still open then and is open now.
	Principal voldaan.Amount
}

// Terms are what the debtor has agreed to.
type Terms struct {
	Since    voldaan.Date // zero: nothing is agreed
	Evidence string       // where the agreement stands
	Days     int          // term of payment; zero: none is agreed
	// Interest per year, where HasInterest.
	Interest    Percent
	HasInterest bool
	// Damages is what the clause comes to for these claims; zero: no clause.
	Damages voldaan.Amount
	// ReminderFee is what a further reminder costs with regular deliveries,
	// without postage; zero: none is agreed.
	ReminderFee voldaan.Amount
}

// SentNotice is a legal notice as it was sent.
type SentNotice struct {
	Delivery  Delivery
	Claims    []string       // their numbers
	Principal voldaan.Amount // of these together, as the notice stated it
	Costs     voldaan.Amount // as it stated them, VAT included
	Fee       voldaan.Amount // what the notice itself cost the debtor
	// FreeBefore is Request.FreeReminders as it was of the claims for which the
	// notice cost Fee.
	FreeBefore int
	Stated     []Fact
	Text       string // as sent, for its wording
	// LeftOut are claims that were late as well and stand in another notice.
	LeftOut []string
}

// Decision says whether a letter may make the claim, and why.
type Decision struct {
	Item    Item
	Verdict Verdict
	// Amount is the most that may be claimed, for all items but interest.
	Amount voldaan.Amount
	// Starts and Basis are for Reckon, where the item is interest.
	Starts  []Start
	Basis   Basis
	Clock   *Clock // of the notice, where one counts
	Reasons []Reason
	Rows    []Row // that the amount follows from
}

// Start is the first day of interest on a claim.
type Start struct {
	Claim string
	From  voldaan.Date
}

// Reason is a statement of the law that the decision rests on.
type Reason struct {
	Statement
	// Holds is false where the statement is what forbids the claim.
	Holds bool
	// Note says how it is in this case.
	Note string
	// ToCheck says that the statement is neither verified nor confirmed here.
	ToCheck bool
}

// String is the reason in a line, for a colleague.
func (r Reason) String() string {
	s := r.Text
	if r.Law != "" {
		s += " (" + r.Law + ")"
	}
	if r.Note != "" {
		s += " Here: " + r.Note + "."
	}
	if r.ToCheck {
		s += " To be checked: " + string(r.Standing) + ", " + r.Source + "."
	}
	return s
}
