package dossier

import (
	"time"

	"github.com/voldaan/voldaan"
)

// Format is the version of dossier.json; it grows when a field changes its
// meaning.
const Format = 1

// Sum is an amount that JSON shows as "1210.00".
type Sum voldaan.Amount

// MarshalText writes "1210.00".
func (s Sum) MarshalText() ([]byte, error) { return []byte(voldaan.Amount(s).String()), nil }

// Dossier is everything that is told about one hand-over. In JSON a list
// without elements, and what is not known, is left out.
type Dossier struct {
	// Name is that of the folder in the ZIP.
	Name     string       `json:"name"`
	Format   int          `json:"format"`
	ID       string       `json:"id"`
	Language string       `json:"language"` // of the PDF (BCP 47)
	Made     time.Time    `json:"made"`     // when it was handed over; every date in the files
	Day      voldaan.Date `json:"day"`      // the creditor's day of Made
	By       string       `json:"by"`       // who said yes

	Creditor Party `json:"creditor"`
	Debtor   Party `json:"debtor"`
	Terms    Terms `json:"terms"`
	// OlderTerms are those of invoices that are older than Terms.
	OlderTerms []Terms `json:"older_terms,omitempty"`
	Totals     []Total `json:"totals,omitempty"` // by currency

	Invoices []Invoice `json:"invoices,omitempty"`
	// Unplaced are payments of which a part went to no invoice.
	Unplaced   []Payment  `json:"unplaced_payments,omitempty"`
	Disputes   []Dispute  `json:"disputes,omitempty"`
	Notices    []Notice   `json:"notices,omitempty"`
	Chronology []Line     `json:"chronology,omitempty"`
	Mails      []Mail     `json:"mails,omitempty"`
	Deliveries []Delivery `json:"deliveries,omitempty"`
	Documents  []Document `json:"documents,omitempty"`
	Erased     []Erasure  `json:"erased,omitempty"`
	// LeftOut counts mails that are about other invoices alone.
	LeftOut int `json:"mails_about_other_invoices"`
}

// Party is the creditor or the debtor with how to reach him.
type Party struct {
	Name          string       `json:"name"`
	Number        string       `json:"number,omitempty"` // the creditor's own number for the debtor
	Kind          voldaan.Kind `json:"kind,omitempty"`
	Address       []string     `json:"address,omitempty"`
	Country       string       `json:"country,omitempty"` // ISO 3166-1 alpha-2
	Language      string       `json:"language,omitempty"`
	CompanyNumber string       `json:"company_number,omitempty"`
	VATNumber     string       `json:"vat_number,omitempty"`
	IBANs         []string     `json:"ibans,omitempty"`
	Contacts      []Contact    `json:"contacts,omitempty"`
}

// Contact is somebody who can be written to.
type Contact struct {
	Name     string                  `json:"name,omitempty"`
	Address  string                  `json:"address"`
	Role     string                  `json:"role,omitempty"`
	Standing voldaan.ContactStanding `json:"standing,omitempty"`
}

// Terms are what the debtor agreed to; zero where nothing is known.
type Terms struct {
	Days     int    `json:"days,omitempty"`
	Interest string `json:"interest,omitempty"` // yearly rate in per cent
	Damages  string `json:"damages,omitempty"`
	// Regular says that the contract is one of regular deliveries; ReminderFee is
	// what a further reminder costs then, in euro.
	Regular     bool         `json:"regular_deliveries,omitempty"`
	ReminderFee Sum          `json:"reminder_fee,omitempty"`
	Since       voldaan.Date `json:"since,omitzero"`
	Evidence    string       `json:"evidence,omitempty"`
	// Invoices are the numbers of those for which they count.
	Invoices []string `json:"invoices,omitempty"`
}

// Total is what is owed in one currency.
type Total struct {
	Currency voldaan.Currency `json:"currency"`
	Invoiced Sum              `json:"invoiced"`
	Paid     Sum              `json:"paid"`
	Credited Sum              `json:"credited"`
	Discount Sum              `json:"discount_taken,omitempty"`
	Open     Sum              `json:"open"` // of the principal
	Charges  Sum              `json:"charges"`
	Unplaced Sum              `json:"unplaced"`
}

// Claimed is what is owed in all: the principal and what was claimed on top of
// it, less money that went to no invoice yet.
func (t Total) Claimed() Sum { return t.Open + t.Charges - t.Unplaced }

// Invoice is one invoice that was handed over, as it stood on that day.
type Invoice struct {
	Number   string           `json:"number"`
	Subject  string           `json:"subject,omitempty"`
	Issued   voldaan.Date     `json:"issued,omitzero"`
	Due      voldaan.Date     `json:"due"`
	DaysLate int              `json:"days_late"`
	Currency voldaan.Currency `json:"currency"`
	Net      Sum              `json:"net,omitempty"` // zero: not known
	VAT      []VAT            `json:"vat,omitempty"`
	Total    Sum              `json:"total"`
	Paid     Sum              `json:"paid"`
	Credited Sum              `json:"credited"`
	Open     Sum              `json:"open"`
	// Discount was kept for early payment on a day, and Discounted is the VAT
	// after it.
	Discount         Sum          `json:"discount_taken,omitempty"`
	DiscountOn       voldaan.Date `json:"discount_taken_on,omitzero"`
	Discounted       []VAT        `json:"vat_after_discount,omitempty"`
	BuyerReference   string       `json:"buyer_reference,omitempty"`
	PaymentReference string       `json:"payment_reference,omitempty"`
	ContractDate     voldaan.Date `json:"contract_date,omitzero"`
	Payments         []Payment    `json:"payments,omitempty"`
	Charges          []Charge     `json:"charges,omitempty"`
	// Standings are what else held for it on that day.
	Standings []Standing `json:"standings,omitempty"`
	Document  string     `json:"document,omitempty"` // file; empty: none, or erased
}

// VAT is what an invoice bears of one rate.
type VAT struct {
	Rate string `json:"rate"` // per cent
	Base Sum    `json:"base"`
	Tax  Sum    `json:"tax"`
}

// Payment is a payment or credit note, or the part of it that went to one part
// of an invoice.
type Payment struct {
	Day       voldaan.Date        `json:"day"`
	Kind      voldaan.PaymentKind `json:"kind"`
	Reference string              `json:"reference,omitempty"`
	Currency  voldaan.Currency    `json:"currency"`
	Amount    Sum                 `json:"amount"` // of the whole payment
	Placed    Sum                 `json:"placed"` // on the invoice
	Part      voldaan.Part        `json:"part,omitempty"`
	PlacedOn  voldaan.Date        `json:"placed_on,omitzero"`
}

// Charge is interest, a fixed sum or costs that a letter claimed.
type Charge struct {
	Day    voldaan.Date       `json:"day"` // on which it was claimed
	Kind   voldaan.ChargeKind `json:"kind"`
	Amount Sum                `json:"amount"`
	Waived bool               `json:"waived"`
	Mail   int                `json:"mail,omitempty"` // that claimed it
	// From and To are the days of interest, both included.
	From     voldaan.Date `json:"from,omitzero"`
	To       voldaan.Date `json:"to,omitzero"`
	WaivedOn voldaan.Date `json:"waived_on,omitzero"`
}

// Standing is something that held for an invoice beside the hand-over.
type Standing struct {
	Kind   voldaan.StandingKind `json:"kind"`
	Reason string               `json:"reason,omitempty"`
	Amount Sum                  `json:"amount,omitempty"` // zero: the whole
	Start  voldaan.Date         `json:"start"`
	End    voldaan.Date         `json:"end,omitzero"`
}

// Dispute is something that was contested, with what was answered.
type Dispute struct {
	Invoice string       `json:"invoice"`
	Day     voldaan.Date `json:"day"`
	Amount  Sum          `json:"amount,omitempty"` // zero: the whole
	Reason  string       `json:"reason"`
	Quote   string       `json:"quote,omitempty"`
	Mail    int          `json:"mail,omitempty"`
	Ended   voldaan.Date `json:"ended,omitzero"` // zero: still contested
	Answers []Answer     `json:"answers,omitempty"`
}

// Answer is a mail that answers another one.
type Answer struct {
	Mail int          `json:"mail"`
	Day  voldaan.Date `json:"day"`
	Kind string       `json:"kind"` // of the letter; "colleague" where a person wrote it
}

// Evidence is what shows that a letter was received.
type Evidence string

// The sorts of evidence.
const (
	EvidenceAnswered Evidence = "answered" // somebody answered it
	EvidenceReceipt  Evidence = "receipt"  // a delivery or read receipt
	EvidenceEntered  Evidence = "entered"  // a colleague entered the day
	EvidencePresumed Evidence = "presumed" // it did not come back
	EvidenceBounced  Evidence = "bounced"  // it came back
	EvidenceNone     Evidence = "none"
)

// ChannelPost is the channel of a notice that went by post.
const ChannelPost = "post"

// Notice is a letter that set a term of the law, with its clock.
type Notice struct {
	Mail     int          `json:"mail"`
	Kind     string       `json:"kind"` // of the letter
	Sent     voldaan.Date `json:"sent"`
	Channel  string       `json:"channel"` // email or post
	Evidence Evidence     `json:"evidence"`
	Proof    int          `json:"proof,omitempty"` // the mail that proves it
	Received voldaan.Date `json:"received,omitzero"`
	First    voldaan.Date `json:"first,omitzero"` // of the term
	Last     voldaan.Date `json:"last,omitzero"`
	DueFrom  voldaan.Date `json:"costs_due_from,omitzero"`
	// Void says why no term runs; empty where one does.
	Void     string `json:"void,omitempty"`
	Law      string `json:"law"`
	Source   string `json:"source"`
	Standing string `json:"standing"` // how well the statement of the law is known
	ToCheck  bool   `json:"to_be_checked"`
}

// Line is one thing that happened.
type Line struct {
	Day        voldaan.Date `json:"day"`
	Text       string       `json:"text"` // in the dossier's language
	By         string       `json:"by"`
	Quote      string       `json:"quote,omitempty"`
	Erased     bool         `json:"quote_erased,omitempty"`
	Rule       string       `json:"rule,omitempty"`
	Confidence int          `json:"confidence,omitempty"` // in thousandths
	Mail       int          `json:"mail,omitempty"`
}

// Mail is one mail of the correspondence. Write fills what its bytes tell.
type Mail struct {
	Number int       `json:"number"`
	Key    string    `json:"-"`   // by which its bytes are asked for
	Out    bool      `json:"out"` // from the creditor
	At     time.Time `json:"at"`  // sent or received
	Kind   string    `json:"kind"`
	// Post says that it is a letter that a colleague posted; its file is what he
	// was given to print. To and Subject are the caller's then.
	Post      bool     `json:"post,omitempty"`
	From      string   `json:"from,omitempty"`
	To        []string `json:"to,omitempty"`
	Subject   string   `json:"subject,omitempty"`
	MessageID string   `json:"message_id,omitempty"`
	File      string   `json:"file,omitempty"` // empty: erased
	Size      int      `json:"size,omitempty"`
	SHA256    string   `json:"sha256,omitempty"`
	Erased    bool     `json:"erased,omitempty"`
}

// Delivery is how a letter fared on its way to one recipient.
type Delivery struct {
	Mail    int                 `json:"mail"`
	Kind    string              `json:"kind"`
	At      time.Time           `json:"at"`
	Address string              `json:"address"`
	State   voldaan.LetterState `json:"state"`
	Code    int                 `json:"smtp_code,omitempty"`
	Status  string              `json:"status,omitempty"` // enhanced, RFC 3463
	Text    string              `json:"text,omitempty"`
	Reports []Report            `json:"reports,omitempty"`
}

// Report is a bounce or a receipt about a letter.
type Report struct {
	Mail    int          `json:"mail"`
	Day     voldaan.Date `json:"day"`
	Kind    string       `json:"kind"` // bounce, report, customer
	Status  string       `json:"status,omitempty"`
	Code    int          `json:"smtp_code,omitempty"`
	Reason  string       `json:"reason,omitempty"`
	Address string       `json:"address,omitempty"`
}

// Document is the document of an invoice.
type Document struct {
	Invoice string `json:"invoice"`
	Key     string `json:"-"`
	File    string `json:"file,omitempty"` // empty: none is kept, or it was erased
	Size    int    `json:"size,omitempty"`
	SHA256  string `json:"sha256,omitempty"`
	Erased  bool   `json:"erased,omitempty"`
}

// Erasure is something of which the content is gone.
type Erasure struct {
	What string       `json:"what"` // mail, letter, contact, document, customer
	Mail int          `json:"mail,omitempty"`
	Name string       `json:"name,omitempty"` // an invoice's number
	Day  voldaan.Date `json:"day,omitzero"`   // zero: not recorded
}
