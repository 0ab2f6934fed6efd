package voldaan

import (
	"slices"
	"strings"
	"time"
)

// LetterKind is what a mail of the bot is for; it names its template.
type LetterKind string

// The letters to customers that the bot starts. They pass the gate.
const (
	LetterCourtesy     LetterKind = "courtesy"
	LetterReminder1    LetterKind = "reminder1"
	LetterReminder2    LetterKind = "reminder2"
	LetterLastReminder LetterKind = "last_reminder"
	// LetterFormalNotice says what will be due on top unless the debtor pays
	// within the term that the law gives him.
	LetterFormalNotice LetterKind = "formal_notice"
	// LetterFinalDemand is the last letter before a hand-over.
	LetterFinalDemand LetterKind = "final_demand"
)

// The letters to customers that the bot starts and that demand nothing. They
// pass the gate as well.
const (
	LetterThanks     LetterKind = "thanks"
	LetterInstalment LetterKind = "instalment" // announces an instalment of a plan
)

// The answers to customers. They pass the gate of caps and holds alone.
const (
	LetterDisputeReceived  LetterKind = "dispute_received"
	LetterPromiseNoted     LetterKind = "promise_noted"
	LetterPromiseDateAsked LetterKind = "promise_date_asked"
	LetterPaymentNoted     LetterKind = "payment_noted"
	LetterPlanReceived     LetterKind = "plan_received"
	LetterQuestionReceived LetterKind = "question_received"
	LetterRedirectNoted    LetterKind = "redirect_noted"
	LetterStatement        LetterKind = "statement"
)

// The mails to colleagues. They pass no gate.
const (
	LetterCase       LetterKind = "case"
	LetterCallTask   LetterKind = "call_task"
	LetterPostTask   LetterKind = "post_task"  // a letter that a colleague prints and posts
	LetterForewarned LetterKind = "forewarned" // what goes to a customer the next day
	LetterDigest     LetterKind = "digest"
	LetterRegistered LetterKind = "registered"
	LetterDataAsked  LetterKind = "data_asked"
	LetterDayList    LetterKind = "day_list"
	LetterNotice     LetterKind = "notice"
	// LetterHandoverResult tells what a colleague's answer to a proposal to hand
	// over has led to, with the dossier where there is one.
	LetterHandoverResult LetterKind = "handover_result"
)

// LetterClass says which rules a letter stands under.
type LetterClass string

// The classes of letters.
const (
	ClassDemand   LetterClass = "demand"
	ClassNote     LetterClass = "note"
	ClassAnswer   LetterClass = "answer"
	ClassInternal LetterClass = "internal"
)

// LetterKinds lists every letter by class.
var letterKinds = map[LetterClass][]LetterKind{
	ClassDemand: {LetterCourtesy, LetterReminder1, LetterReminder2, LetterLastReminder, LetterFormalNotice, LetterFinalDemand}, // the gentlest first
	ClassNote:   {LetterThanks, LetterInstalment},
	ClassAnswer: {
		LetterDisputeReceived, LetterPromiseNoted, LetterPromiseDateAsked, LetterPaymentNoted,
		LetterPlanReceived, LetterQuestionReceived, LetterRedirectNoted, LetterStatement,
	},
	ClassInternal: {
		LetterCase, LetterCallTask, LetterPostTask, LetterForewarned, LetterDigest, LetterRegistered, LetterDataAsked, LetterDayList, LetterNotice,
		LetterHandoverResult,
	},
}

// LetterKinds lists the kinds of a class.
func LetterKinds(c LetterClass) []LetterKind { return slices.Clone(letterKinds[c]) }

// Class is the class of a kind; empty for a kind that is none.
func (k LetterKind) Class() LetterClass {
	for c, kinds := range letterKinds {
		if slices.Contains(kinds, k) {
			return c
		}
	}
	return ""
}

// LetterState is where a letter is on its way (invariant 3).
type LetterState string

// The states of a letter.
const (
	LetterQueued    LetterState = "queued"
	LetterSending   LetterState = "sending"
	LetterSent      LetterState = "sent"
	LetterDeferred  LetterState = "deferred"  // refused for now, before acceptance
	LetterUncertain LetterState = "uncertain" // may or may not have been accepted
	LetterFailed    LetterState = "failed"
	LetterCancelled LetterState = "cancelled"
)

// Validate reports a state that is none.
func (s LetterState) Validate() error {
	return oneOf("letter state", s, LetterQueued, LetterSending, LetterSent, LetterDeferred,
		LetterUncertain, LetterFailed, LetterCancelled)
}

// Letter is a row of the outbox: what is to be written to whom, as arguments,
// not text. It is rendered when its turn comes; then its bytes are stored
// before the first attempt and never change.
type Letter struct {
	ID        LetterID
	Creditor  CreditorID
	Customer  CustomerID // empty for mails that are about no customer
	Kind      LetterKind
	Language  string
	MessageID string // without angle brackets
	Made      time.Time
	// DueAt is when it fell due; a demand waits for a reading of the mailboxes
	// that began after this instant.
	DueAt time.Time
	State LetterState
	// Approved is empty where no yes is needed, "wanted" while it is awaited,
	// and then the author of the yes.
	Approved   string
	Recipients []Recipient
	Args       LetterArgs
	Attempts   int
	NextAt     time.Time // not to be tried before
	SentAt     time.Time
	Reason     string // why cancelled, failed, deferred or held
}

// Mint makes what must be new: identifiers, and tokens of 100 random bits in
// lower-case base32. The demo mints from its seed.
type Mint struct {
	ID    Ident
	Token Ident
}

// NewLetter begins a letter to recipients, with a Message-ID on the mailbox's
// domain and tokens for each recipient. It is due at once.
func (c *Creditor) NewLetter(kind LetterKind, now time.Time, m Mint, to ...Recipient) Letter {
	id := m.ID()
	for i := range to {
		to[i].Token, to[i].ReturnToken = m.Token(), m.Token()
	}
	return Letter{
		ID: LetterID(id), Creditor: c.ID, Kind: kind, Language: c.Language,
		MessageID: id + "." + m.Token() + "@" + Domain(c.Mailbox),
		Made:      now, DueAt: now, State: LetterQueued, Recipients: to,
	}
}

// Languages are those in which letters are written (ISO 639-1).
func Languages() []string { return []string{"nl", "fr", "en", "de"} }

// WriteIn sets the language, of which a region may be named ("nl-BE"). One in
// which no letters are written changes nothing.
func (l *Letter) WriteIn(language string) {
	code, _, _ := strings.Cut(strings.ReplaceAll(strings.ToLower(language), "_", "-"), "-")
	if slices.Contains(Languages(), code) {
		l.Language = language
	}
}

// ToColleague begins a letter to a colleague, in his language.
func (c *Creditor) ToColleague(kind LetterKind, p Colleague, now time.Time, m Mint) Letter {
	l := c.NewLetter(kind, now, m, Recipient{Address: p.Address, Name: p.Name})
	l.WriteIn(p.Language)
	return l
}

// Plus is the mailbox's address with a token (RFC 5233, section 1: the
// "detail" of a sub-address), or the plain address where the mailbox does not
// take such mail.
func (c *Creditor) Plus(token string) string {
	local, domain, ok := strings.Cut(c.Mailbox, "@")
	if !ok || !c.PlusAddressing || token == "" {
		return c.Mailbox
	}
	return local + "+" + token + "@" + domain
}

// Tokens lists the tokens in addresses of the mailbox, each once.
func (c *Creditor) Tokens(addresses []string) []string {
	local, domain, _ := strings.Cut(c.Mailbox, "@")
	var out []string
	for _, a := range addresses {
		a = strings.ToLower(a)
		token, ok := strings.CutPrefix(a, local+"+")
		if !ok {
			continue
		}
		token, ok = strings.CutSuffix(token, "@"+domain)
		if ok && token != "" && !slices.Contains(out, token) {
			out = append(out, token)
		}
	}
	return out
}

// IsOwn reports whether an address is the mailbox's own, with or without a
// token.
func (c *Creditor) IsOwn(address string) bool {
	address = strings.ToLower(address)
	return address == c.Mailbox || len(c.Tokens([]string{address})) == 1
}

// Recipient is one address of a letter with the result of its delivery.
type Recipient struct {
	Contact ContactID // empty for a colleague
	Address string
	Name    string
	// Token is the letter's own for this recipient: the reply address carries it.
	Token string
	// ReturnToken is that of the return path; it proves nothing but a bounce.
	ReturnToken string
	State       LetterState
	Code        int    // of SMTP
	Status      string // enhanced, such as 5.1.1
	Text        string // the server's words, for the operator
}

// LetterArgs are a letter's arguments: ids and values of the day on which it
// was decided. Only what a kind needs is filled.
type LetterArgs struct {
	Step     StepName     `json:"step,omitempty"`
	Currency Currency     `json:"currency,omitempty"`
	Demands  []DemandLine `json:"demands,omitempty"`
	Mail     MailID       `json:"mail,omitempty"` // that is answered or shown
	Case     CaseID       `json:"case,omitempty"`
	Day      Date         `json:"day,omitempty"`
	Promised Date         `json:"promised,omitempty"`
	Amount   Amount       `json:"amount,omitempty"`
	Person   string       `json:"person,omitempty"` // Colleague.Key of who looks after it
	Intent   Intent       `json:"intent,omitempty"`
	Invoices []InvoiceID  `json:"invoices,omitempty"`
	Letters  []LetterID   `json:"letters,omitempty"`
	Reason   string       `json:"reason,omitempty"`
	// Handover is the group of the events by which something was handed over.
	Handover EventID `json:"handover,omitempty"`
	// Letter is the template of a letter that goes by post or is forewarned of.
	Letter LetterKind `json:"letter,omitempty"`
	// Signer is Colleague.Key of who signs; empty: Person.
	Signer string `json:"signer,omitempty"`
	// Promise is the one that was broken, of which a letter speaks. Its mail has
	// the customer's words.
	Promise PromiseID `json:"promise,omitempty"`
	// Plan is the one whose instalment is announced.
	Plan PlanID `json:"plan,omitempty"`
	// Charges are claimed on top of Demands, those of earlier letters that are
	// not paid yet aside.
	Charges []ChargeLine `json:"charges,omitempty"`
	// Risks are what a colleague takes upon himself who says yes to the charges.
	Risks []string `json:"risks,omitempty"`
	// Notice is what the letter states as a legal notice; nil: it is none.
	Notice *NoticeTerms `json:"notice,omitempty"`
	// Automatic says that the mail answers one, and so must say that it is
	// automatic (RFC 3834 auto-replied).
	Automatic bool `json:"automatic,omitempty"`
}

// About lists the invoices of the letter, those that it demands first.
func (a LetterArgs) About() []InvoiceID {
	var out []InvoiceID
	for _, line := range a.Demands {
		out = append(out, line.Invoice)
	}
	for _, id := range a.Invoices {
		if !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}

// DemandLine is one invoice in a letter with the part that it demands.
type DemandLine struct {
	Invoice InvoiceID `json:"invoice"`
	Step    StepName  `json:"step"`
	Amount  Amount    `json:"amount"`
	// Claims says what is claimed on top, as far as the law lets it.
	Claims Claims `json:"claims,omitzero"`
}

// ChargeLine is one thing that a letter claims on top of an invoice.
type ChargeLine struct {
	Invoice InvoiceID  `json:"invoice"`
	Kind    ChargeKind `json:"kind"`
	Amount  Amount     `json:"amount"`
	// From and To are the days of interest, both included.
	From Date `json:"from,omitempty"`
	To   Date `json:"to,omitempty"`
	// Notice is the letter that the claim rests on; empty: it needs none.
	Notice LetterID `json:"notice,omitempty"`
}

// NoticeTerms are what a letter states as a legal notice.
type NoticeTerms struct {
	// Country and Kind say whose notice it is, as in law.Notice.
	Country string `json:"country"`
	Kind    Kind   `json:"kind"`
	Days    int    `json:"days"`
	// Costs fall due when the term is over; zero: none do.
	Costs Amount `json:"costs,omitempty"`
	// WithVAT says that Costs include VAT.
	WithVAT bool `json:"with_vat,omitempty"`
	// Interest says that interest may be claimed from then on.
	Interest bool `json:"interest,omitempty"`
	// Post says that the letter goes by post.
	Post bool `json:"post,omitempty"`
	// Stated are the facts of outbound/law that the letter states.
	Stated []string `json:"stated,omitempty"`
}

// DemandState is what became of a demand.
type DemandState string

// The states of a demand.
const (
	DemandQueued    DemandState = "queued"
	DemandSent      DemandState = "sent"
	DemandCancelled DemandState = "cancelled"
	DemandBounced   DemandState = "bounced"
	// DemandForewarned is no demand yet: a colleague was told that one comes.
	DemandForewarned DemandState = "forewarned"
)

// Demand is one line of a letter as the ledger remembers it: which step went
// out for which invoice, when. Caps and the ladder are read from demands. A
// letter that demands nothing has one line without an invoice.
type Demand struct {
	Letter   LetterID
	Invoice  InvoiceID
	Currency Currency
	Step     StepName
	Channel  Channel // empty: by mail, or a call where the step is named so
	Amount   Amount
	State    DemandState
	At       time.Time // of the last change of state
	Day      Date
	// Notice says that the letter is a legal notice, Received on what day it is
	// proved to have arrived (zero: it is not), and Proof by what.
	Notice   bool
	Received Date
	Proof    Proof
}

// Proof is what shows that a letter was received.
type Proof string

// The proofs (see facts about evidence in docs/law.md). That the creditor's own
// server took the letter is none.
const (
	ProofAnswer    Proof = "answer"    // a person answered it
	ProofDelivery  Proof = "delivery"  // a delivery report (RFC 3464) says so
	ProofRead      Proof = "read"      // a read receipt (RFC 8098)
	ProofPost      Proof = "post"      // a colleague entered the day, such as that of registered post
	ProofColleague Proof = "colleague" // a colleague knows it otherwise, such as by phone
)

// Validate reports a proof that is none.
func (p Proof) Validate() error {
	return oneOf("proof", p, ProofAnswer, ProofDelivery, ProofRead, ProofPost, ProofColleague)
}

// written reports whether the customer got a letter by it; a call task and a
// hand-over are none.
func (d Demand) written() bool {
	return Step{Name: d.Step, Channel: d.Channel}.Via().Written()
}
