package einvoice

import (
	"strings"
	"testing"

	"github.com/voldaan/voldaan"
)

const discounted = `<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2">
<ID>1</ID><IssueDate>2026-03-01</IssueDate><DueDate>2026-03-31</DueDate><DocumentCurrencyCode>EUR</DocumentCurrencyCode>
<AccountingCustomerParty><Party><PartyName><Name>B</Name></PartyName></Party></AccountingCustomerParty>
TERMS
<LegalMonetaryTotal><TaxExclusiveAmount currencyID="EUR">100</TaxExclusiveAmount><TaxInclusiveAmount currencyID="EUR">121</TaxInclusiveAmount>
<PayableAmount currencyID="EUR">121</PayableAmount></LegalMonetaryTotal></Invoice>`

func TestDiscount(t *testing.T) {
	read := func(terms string) (Document, error) {
		return ReadUBL([]byte(strings.Replace(discounted, "TERMS", terms, 1)))
	}
	is := func(terms string, sum voldaan.Amount, percent, until string) {
		t.Helper()
		doc, err := read(terms)
		if err != nil {
			t.Fatal(err)
		}
		day := voldaan.Date(0)
		if until != "" {
			day = voldaan.MustDate(until)
		}
		if doc.Discount != sum || doc.DiscountPercent != percent || doc.DiscountUntil != day {
			t.Errorf("%s: %s, %q, %s", terms, doc.Discount, doc.DiscountPercent, doc.DiscountUntil)
		}
	}
	period := `<SettlementPeriod><EndDate>2026-03-11</EndDate></SettlementPeriod>`
	term := func(inside string) string { return "<PaymentTerms>" + inside + "</PaymentTerms>" }
	is("", 0, "", "")
	is(term(`<SettlementDiscountPercent>2.00</SettlementDiscountPercent>`+period), 0, "2", "2026-03-11")
	is(term(`<SettlementDiscountPercent>2</SettlementDiscountPercent><SettlementDiscountAmount currencyID="EUR">2.42</SettlementDiscountAmount>`+period), 242, "", "2026-03-11")
	is(term("<Note>#SKONTO#TAGE=14#PROZENT=2.00#\n</Note>"), 0, "2", "2026-03-15")
	is(term("<Note>#SKONTO#TAGE=14#PROZENT=2.25#BASISBETRAG=121.00#</Note>"), 0, "2.25", "2026-03-15")
	// What is not surely read is none.
	is(term(`<SettlementDiscountPercent>2</SettlementDiscountPercent>`), 0, "", "")
	is(term(`<SettlementDiscountPercent>0</SettlementDiscountPercent>`+period), 0, "", "")
	is(term(period), 0, "", "")
	is(term("<Note>2 % bij betaling binnen 8 dagen</Note>"), 0, "", "")
	is(term("<Note>#SKONTO#TAGE=14#PROZENT=2.00#BASISBETRAG=100.00#</Note>"), 0, "", "")
	is(term("<Note>#SKONTO#TAGE=14#PROZENT=2#</Note>"), 0, "", "")
	is(term("<Note>#SKONTO#TAGE=14#PROZENT=2.00#\n#SKONTO#TAGE=7#PROZENT=3.00#</Note>"), 0, "", "")
	is(term("<Note>#SKONTO#TAGE=14#PROZENT=2.00#</Note>")+term(`<SettlementDiscountPercent>2</SettlementDiscountPercent>`+period), 0, "", "")

	bad := func(terms, words string) {
		t.Helper()
		if doc, err := read(terms); err == nil || !strings.Contains(err.Error(), words) {
			t.Errorf("%s: %+v, %v", terms, doc, err)
		}
	}
	bad(term(`<SettlementDiscountPercent>two</SettlementDiscountPercent>`+period), "PaymentTerms/SettlementDiscountPercent")
	bad(term(`<SettlementDiscountPercent>2</SettlementDiscountPercent><SettlementPeriod><EndDate>soon</EndDate></SettlementPeriod>`), "PaymentTerms/SettlementPeriod/EndDate")
	bad(term(`<SettlementDiscountAmount currencyID="USD">2.42</SettlementDiscountAmount>`+period), "in USD, while the document is in EUR")
}
