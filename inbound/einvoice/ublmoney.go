package einvoice

import (
	"strings"

	"github.com/voldaan/voldaan"
)

// amount reads an element that holds money in the document's currency; zero
// and false when it is not there or cannot be read, the latter with a fault.
func (u *ublReader) amount(n *node, path string) (voldaan.Amount, bool) {
	s := n.value()
	if s == "" {
		return 0, false
	}
	if c := n.attr("currencyID"); c != "" && !strings.EqualFold(c, string(u.cur)) {
		u.fault(path, "in %s, while the document is in %s", c, u.cur)
		return 0, false
	}
	a, err := parseDecimal(s, u.cur)
	if err != nil {
		u.fault(path, "%w", err)
		return 0, false
	}
	return a, true
}

// totals reads LegalMonetaryTotal. A document without a total with VAT, which
// UBL allows and EN 16931 does not, has it by BR-CO-16: what is to be paid,
// plus what was paid before, less the rounding.
func (u *ublReader) totals(doc *Document) {
	const in = "LegalMonetaryTotal/"
	sums := u.root.child("LegalMonetaryTotal")
	get := func(name string) (voldaan.Amount, bool) { return u.amount(sums.child(name), in+name) }
	if sums.value("PayableAmount") == "" {
		u.fault(in+"PayableAmount", "missing or empty")
	}
	doc.Net, _ = get("TaxExclusiveAmount")
	doc.Payable, _ = get("PayableAmount")
	doc.Total, _ = get("TaxInclusiveAmount")
	if sums.value("TaxInclusiveAmount") == "" {
		prepaid, _ := get("PrepaidAmount")
		rounding, _ := get("PayableRoundingAmount")
		doc.Total = doc.Payable + prepaid - rounding
	}
	for _, s := range []struct {
		name string
		sum  voldaan.Amount
	}{{"TaxExclusiveAmount", doc.Net}, {"TaxInclusiveAmount", doc.Total}, {"PayableAmount", doc.Payable}} {
		if s.sum < 0 {
			u.fault(in+s.name, "%s is below zero; what is to be paid back belongs in a credit note, as a positive amount", s.sum)
		}
	}
}

// vat reads the subtotals of the tax total in the document's currency; a
// second TaxTotal states the sum in the currency of accounting (BT-111).
func (u *ublReader) vat() []VATLine {
	var out []VATLine
	for _, total := range u.root.all("TaxTotal") {
		if c := total.child("TaxAmount").attr("currencyID"); c != "" && !strings.EqualFold(c, string(u.cur)) {
			continue
		}
		for _, sub := range total.all("TaxSubtotal") {
			var line VATLine
			line.Base, _ = u.amount(sub.child("TaxableAmount"), "TaxTotal/TaxSubtotal/TaxableAmount")
			line.Tax, _ = u.amount(sub.child("TaxAmount"), "TaxTotal/TaxSubtotal/TaxAmount")
			rate := sub.value("TaxCategory", "Percent")
			if rate == "" {
				rate = sub.value("Percent") // UBL 2.0
			}
			if rate != "" {
				var err error
				if line.Rate, err = parseRate(rate); err != nil {
					u.fault("TaxTotal/TaxSubtotal/TaxCategory/Percent", "%w", err)
				}
			}
			out = append(out, line)
		}
	}
	return out
}
