package einvoice

import (
	"encoding/xml"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify/reference"
)

// ublSpace begins the namespaces of UBL 2.x documents.
const ublSpace = "urn:oasis:names:specification:ubl:schema:xsd:"

// lookAhead is how far IsUBL looks for the root element.
const lookAhead = 64 << 10

// IsUBL reports whether the bytes begin like a UBL invoice or credit note: an
// element Invoice or CreditNote, in the namespace of UBL or in none. It reads
// no further than the root element's start.
func IsUBL(b []byte) bool {
	d := newDecoder(b[:min(len(b), lookAhead)])
	for {
		tok, err := d.Token()
		if err != nil {
			return false
		}
		if t, ok := tok.(xml.StartElement); ok {
			return isUBLRoot(t.Name.Local, t.Name.Space)
		}
	}
}

func isUBLRoot(name, space string) bool {
	return (name == "Invoice" || name == "CreditNote") && (space == "" || strings.HasPrefix(space, ublSpace))
}

// ReadUBL reads a UBL 2.1 invoice or credit note, of Peppol BIS Billing 3.0 or
// of another profile. Elements are found by their local names, so that any
// prefix will do. The error names every element that is missing or cannot be
// read, all at once; of optional elements, one that is there must be legible.
//
// Amounts with more than two decimals are rounded half up where the currency
// has two decimals, and refused otherwise. A total below zero is refused: what
// is to be paid back stands in a credit note, whose amounts are positive.
// Files over 5 MiB, elements more than 40 deep and document type declarations
// are refused; entities of a document's own are never expanded.
func ReadUBL(b []byte) (Document, error) {
	root, err := parseTree(b)
	if err != nil {
		return Document{}, fmt.Errorf("read UBL: %w", err)
	}
	if !isUBLRoot(root.name, root.space) {
		return Document{}, fmt.Errorf("read UBL: root element %q of namespace %q is no UBL Invoice or CreditNote",
			root.name, root.space)
	}
	u := &ublReader{root: root}
	doc := u.document()
	if u.errs != nil {
		return Document{}, fmt.Errorf("read UBL %s %q: %w", root.name, doc.Number, errors.Join(u.errs...))
	}
	return doc, nil
}

// ublReader gathers faults while it reads one document.
type ublReader struct {
	root *node
	cur  voldaan.Currency
	errs []error
}

func (u *ublReader) fault(path, format string, args ...any) {
	u.errs = append(u.errs, fmt.Errorf("element %s: %w", path, fmt.Errorf(format, args...)))
}

// need is the text of an element that must be there.
func (u *ublReader) need(path ...string) string {
	v := u.root.value(path...)
	if v == "" {
		u.fault(strings.Join(path, "/"), "missing or empty")
	}
	return v
}

func (u *ublReader) document() Document {
	r := u.root
	u.cur = u.currency()
	doc := Document{
		Kind: u.kind(), Number: u.need("ID"), Currency: u.cur,
		Issued:         u.day(u.need("IssueDate"), "IssueDate"),
		BuyerReference: r.value("BuyerReference"),
		OrderReference: r.value("OrderReference", "ID"),
		Supplier:       party(r.child("AccountingSupplierParty", "Party")),
		Buyer:          party(r.child("AccountingCustomerParty", "Party")),
		Subject:        u.subject(),
		VAT:            u.vat(),
	}
	if doc.Buyer.Name == "" {
		u.fault("AccountingCustomerParty/Party/PartyLegalEntity/RegistrationName", "missing or empty, and no PartyName/Name")
	}
	for _, m := range r.all("PaymentMeans") {
		if doc.PaymentReference == "" {
			doc.PaymentReference = m.value("PaymentID")
		}
		if iban, ok := reference.ParseIBAN(m.value("PayeeFinancialAccount", "ID")); ok && !slices.Contains(doc.IBANs, iban) {
			doc.IBANs = append(doc.IBANs, iban)
		}
	}
	for _, ref := range r.all("BillingReference") {
		if n := ref.value("InvoiceDocumentReference", "ID"); n != "" && !slices.Contains(doc.Credits, n) {
			doc.Credits = append(doc.Credits, n)
		}
	}
	doc.Note = u.note()
	doc.Due = u.due(doc.Issued)
	u.totals(&doc)
	u.discount(&doc)
	return doc
}

// kind is that of the root element; an Invoice of type 381 (UNCL 1001, credit
// note) is one as well.
func (u *ublReader) kind() string {
	if u.root.name == "CreditNote" || u.root.value("InvoiceTypeCode") == "381" {
		return KindCreditNote
	}
	return KindInvoice
}

// currency is DocumentCurrencyCode, or else that of the amount to pay.
func (u *ublReader) currency() voldaan.Currency {
	c := u.root.value("DocumentCurrencyCode")
	if c == "" {
		c = u.root.child("LegalMonetaryTotal", "PayableAmount").attr("currencyID")
	}
	if c == "" {
		u.fault("DocumentCurrencyCode", "missing or empty")
		return ""
	}
	cur := voldaan.Currency(strings.ToUpper(c))
	if err := cur.Validate(); err != nil {
		u.fault("DocumentCurrencyCode", "%w", err)
	}
	return cur
}

func (u *ublReader) day(s, path string) voldaan.Date {
	if s == "" {
		return 0
	}
	d, err := parseDay(s)
	if err != nil {
		u.fault(path, "%w", err)
	}
	return d
}

// due is the day by which to pay: DueDate, a due date of the means or terms of
// payment, or the terms in words.
func (u *ublReader) due(issued voldaan.Date) voldaan.Date {
	for _, path := range [][]string{
		{"DueDate"}, {"PaymentMeans", "PaymentDueDate"}, {"PaymentTerms", "PaymentDueDate"},
	} {
		if s := u.root.value(path...); s != "" {
			return u.day(s, strings.Join(path, "/"))
		}
	}
	var terms []string
	for _, t := range u.root.all("PaymentTerms") {
		for _, n := range t.all("Note") {
			terms = append(terms, n.value())
		}
	}
	return dueByTerms(strings.Join(terms, "\n"), issued)
}

func (u *ublReader) note() string {
	var out []string
	for _, n := range u.root.all("Note") {
		if s := strings.TrimSpace(n.text.String()); s != "" {
			out = append(out, s)
		}
	}
	return clip(strings.Join(out, "\n"))
}

func (u *ublReader) subject() string {
	line := u.root.child("InvoiceLine")
	if line == nil {
		line = u.root.child("CreditNoteLine")
	}
	for _, path := range [][]string{{"Item", "Name"}, {"Item", "Description"}, {"Note"}} {
		if s := line.value(path...); s != "" {
			return s
		}
	}
	return ""
}
