package templates

import "github.com/voldaan/voldaan"

// Data is everything that a letter may show. The caller fills what the kind
// needs and leaves the rest empty: every template copes with empty fields.
// Texts may hold anything that a mail held; Render cleans and escapes them.
type Data struct {
	Creditor Creditor
	// Sender is the name that signs; the creditor's name when empty.
	Sender   string
	Customer Customer
	// Contact is who is written to; an unknown name gets a neutral salutation.
	Contact Contact
	// Person is the name of the colleague who reads along or looks after it.
	Person string
	Today  voldaan.Date

	// Currency is that of every amount here, except in Rows and Letters.
	Currency voldaan.Currency
	// Lines are the invoices that the letter is about. Demands show
	// Line.Demanded, all other letters Line.Open.
	Lines []Line
	// Apart are other open invoices, which demands list apart and never sum.
	Apart []Line
	// Sum is the total of what the letter shows; the sum of Lines when zero.
	// Charges are no part of it.
	Sum voldaan.Amount
	// Charges are claimed on top of Lines.
	Charges []Charge
	// Discounts are for early payment of Lines: the courtesy mail and the answer
	// to a promise name them while they last.
	Discounts []Discount
	// Legal is what the letter states as a legal notice; nil: it is none.
	Legal *Legal

	// Promised is the day that was noted for a promise; zero: none named. In a
	// demand it is the day of a promise that passed without the payment.
	// For an instalment it is its day.
	Promised voldaan.Date
	// Words are the customer's own of a promise that he broke, and WordsOn when
	// he wrote them; empty where they are not there any more.
	Words   string
	WordsOn voldaan.Date
	// PaidOn is the day on which the customer says that the money left.
	PaidOn voldaan.Date
	// Amount is the sum promised, said to be paid, or contested; zero: all.
	Amount voldaan.Amount
	// Thread is the subject of the mail that an answer answers. When it is
	// set the answer's subject is "Re: " and this, so that clients thread it.
	Thread string
	// Attached names the documents that go with the letter.
	Attached []string

	// Paper says that the letter is printed and goes by post.
	Paper bool
	// Letter is what goes by post, or what a colleague is told of before.
	Letter voldaan.LetterKind

	// Case is for case, call_task, post_task and forewarned.
	Case Case
	// Digest is for digest.
	Digest Digest
	// Letters are the rows of day_list.
	Letters []DayLetter
	// Registered is for registered.
	Registered Registered
	// Asked is for data_asked.
	Asked Asked
	// Notice is for notice.
	Notice Notice
	// Handover is for handover_result.
	Handover Handover
}

// Creditor is the company that is owed, as letters show it.
type Creditor struct {
	Name          string
	Address       []string // postal, a line each
	Country       string   // ISO 3166-1 alpha-2; names the company number
	CompanyNumber string
	VATNumber     string
	Mail          string // where he is written to
	// IBANs come from the configuration and from nowhere else (invariant 10).
	IBANs []string
}

// Customer is who owes.
type Customer struct {
	Name   string
	Number string // the creditor's own number for him
	Phone  string // for call tasks; empty where unknown
}

// Contact is the person to whom the letter goes.
type Contact struct {
	Name string
}

// Line is one invoice.
type Line struct {
	Number   string
	Subject  string // what it is for
	Issued   voldaan.Date
	Due      voldaan.Date
	Total    voldaan.Amount
	Open     voldaan.Amount
	Demanded voldaan.Amount
	// DaysLate counts from the due date; below zero is before it.
	DaysLate         int
	PaymentReference string
	// Status is shown in mails to colleagues and for invoices listed apart.
	Status voldaan.Status
}

// Charge is one thing that is claimed on top of an invoice.
type Charge struct {
	Number string // the invoice's
	Kind   voldaan.ChargeKind
	Amount voldaan.Amount
	// Since and Until are the days of interest, both included.
	Since, Until voldaan.Date
	// Before says that an earlier letter claimed it and it was not paid since.
	Before bool
}

// Discount is what the payer of an invoice may keep.
type Discount struct {
	Number  string
	Off     voldaan.Amount
	Payable voldaan.Amount // what settles the invoice until then
	Until   voldaan.Date   // the last day on which the money is in time
}

// Legal is what a letter states as a legal notice of the debtor's country.
type Legal struct {
	Country string // ISO 3166-1 alpha-2: NL, BE, DE or FR
	Days    int    // of the term
	// Costs fall due after the term; zero: none do.
	Costs   voldaan.Amount
	WithVAT bool // Costs include VAT
	// Fee is what the notice itself costs as a further reminder with regular
	// deliveries (Belgium); zero: it is free.
	Fee  voldaan.Amount
	Post bool // the letter goes by post
}

// Case is what a colleague needs to decide a case or to make a call.
type Case struct {
	ID     voldaan.CaseID
	Intent voldaan.Intent
	// Reason is why a person must look: a voldaan.DisputeReason, a
	// voldaan.Flag, another key of the words, or a text that is shown as it is.
	Reason   string
	Deadline voldaan.Date
	// Escalated counts how often the deadline has passed.
	Escalated int
	// From is the name, and Address the address, of who wrote; Address becomes
	// a mailto link with a fresh subject and no quote.
	From    string
	Address string
	// Received is the day of the mail, Subject its subject, and Quote the
	// customer's words. Only mails to colleagues show them.
	Received voldaan.Date
	Subject  string
	Quote    string
	History  []HistoryLine
	// Command is what says yes to the proposal that the case is; of a letter to
	// post, what enters the customer's address. Empty where there is no proposal,
	// and where the address is known.
	Command string
}

// HistoryLine is one thing that happened before.
type HistoryLine struct {
	Day  voldaan.Date
	Text string // in the letter's language; see Set.Word
}

// Digest is the managers' daily overview.
type Digest struct {
	// Figures stand on top, such as the open and the overdue total.
	Figures  []Figure
	Sections []Section
}

// Figure is one labelled value. Label is a key of the words or a text.
type Figure struct {
	Label string
	Value string
}

// Section is one part of the digest. Title is a key of the words, such as
// "needs_you", "will_send", "came_in", "paused", "at_risk", "paid", "sent" or
// "quarantine", or a text that is shown as it is.
type Section struct {
	Title string
	Rows  []Row
}

// Row is one line of a section.
type Row struct {
	// Number is what an answer names; zero: the row takes no command.
	Number   int
	Customer string
	Text     string
	Amount   voldaan.Amount // zero: none is shown
	Currency voldaan.Currency
	Day      voldaan.Date // zero: none is shown
}

// DayLetter is a letter that waits for a yes.
type DayLetter struct {
	Number   int // what the answer names
	Kind     voldaan.LetterKind
	Customer string
	Address  string
	Invoices []string // numbers
	Sum      voldaan.Amount
	Currency voldaan.Currency
	// Charges are claimed on top, and Risks what a yes to them takes upon itself.
	Charges voldaan.Amount
	Risks   []string
}

// Registered says what was taken on; the invoices themselves are Data.Lines.
type Registered struct {
	// Again are numbers of invoices that were registered before.
	Again []string
	// Next is the first day on which a letter could go out; zero: not known.
	Next voldaan.Date
	// Warnings are texts in the letter's language.
	Warnings []string
}

// Asked is what is missing to register an invoice.
type Asked struct {
	// Document is the file or the mail that was read.
	Document string
	Fields   []Field
}

// Field is one value of a form that a colleague fills in by answering. Key is
// a key of the words, such as "number", "issued", "due", "total",
// "customer_name" or "customer_address". Value is what was read, or empty.
type Field struct {
	Key   string
	Value string
}

// Notice tells the operator or the finance team something.
type Notice struct {
	Title string // in the letter's language
	Lines []string
}

// Handover says what came of an answer to a proposal to hand over. Data.Lines
// are the invoices that were handed over, or else those of the proposal.
type Handover struct {
	Outcome voldaan.HandoverOutcome
	// Left are invoices of the proposal that were not handed over with the
	// others.
	Left []Line
	// File is the dossier that goes with the mail, with its hash; empty where
	// none does.
	File   string
	SHA256 string
	// Command hands over, or makes the dossier; Undo takes the hand-over back.
	Command string
	Undo    string
}
