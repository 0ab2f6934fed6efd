package einvoice

import "github.com/voldaan/voldaan"

// The kinds of documents.
const (
	KindInvoice    = "invoice"
	KindCreditNote = "credit_note"
)

// Document is an electronic invoice or credit note reduced to what following
// its payment needs. The business terms (BT) are those of EN 16931-1.
type Document struct {
	Kind     string // KindInvoice or KindCreditNote
	Number   string // BT-1, exactly as written
	Issued   voldaan.Date
	Due      voldaan.Date // BT-9; zero when the document does not plainly say
	Currency voldaan.Currency
	Total    voldaan.Amount // with VAT, BT-112
	Net      voldaan.Amount // without, BT-109; zero when not given
	Payable  voldaan.Amount // what is left to pay, BT-115
	// BuyerReference (BT-10) and OrderReference (BT-13): a Peppol invoice has
	// at least one of them (rule PEPPOL-EN16931-R003).
	BuyerReference string
	OrderReference string
	// PaymentReference (BT-83) is as written; reference.Parse tells its kind.
	PaymentReference string
	Note             string
	// IBANs are the accounts to pay to (BT-84) that are valid IBANs, without
	// spaces. Accounts of another shape are left out.
	IBANs    []string
	Supplier Party
	Buyer    Party
	// Credits are the numbers of the preceding invoices that the document
	// refers to (BT-25): those that a credit note credits.
	Credits []string
	VAT     []VATLine
	// Discount, or DiscountPercent, is what who pays by DiscountUntil keeps,
	// where the document states just one such term, with its day.
	Discount        voldaan.Amount
	DiscountPercent string
	DiscountUntil   voldaan.Date
	// Subject is the name of the first line's item, or else its description
	// or note.
	Subject string
}

// Party is the supplier or the buyer.
type Party struct {
	Name          string // the registered name, or else the trading name
	CompanyNumber string // as written
	VATNumber     string // in capitals, without spaces and dots
	EndpointID    string // with its scheme, as in 0208:0566988259
	Email         string // in lower case
	Country       string // ISO 3166-1 alpha-2
	// Address is the postal address, a line each, without name and country; nil
	// where it would not deliver a letter.
	Address  []string
	Language string // ISO 639-1; empty in most documents
}

// VATLine is the VAT of one rate.
type VATLine struct {
	Rate string // per cent without needless zeros, such as 21 or 5.5; empty: none given
	Base voldaan.Amount
	Tax  voldaan.Amount
}
