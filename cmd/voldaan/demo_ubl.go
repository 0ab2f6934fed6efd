package main

import (
	"fmt"
	"strings"
)

// ubl writes an invoice of the play as an e-invoice (UBL 2.1, EN 16931).
func (p *play) ubl(s sentInvoice, a *actor) writtenFile {
	due := p.start.Add(s.due)
	net := s.total * 100 / 121
	amount := func(tag, value string) string {
		return fmt.Sprintf("<cbc:%s currencyID=\"EUR\">%s</cbc:%s>", tag, value, tag)
	}
	text := strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
	lines := []string{
		`<?xml version="1.0" encoding="UTF-8"?>`,
		`<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"`,
		` xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"`,
		` xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">`,
		`<cbc:CustomizationID>urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0</cbc:CustomizationID>`,
		`<cbc:ProfileID>urn:fdc:peppol.eu:2017:poacc:billing:01:1.0</cbc:ProfileID>`,
		fmt.Sprintf(`<cbc:ID>%s</cbc:ID>`, s.number),
		fmt.Sprintf(`<cbc:IssueDate>%s</cbc:IssueDate><cbc:DueDate>%s</cbc:DueDate>`, due.Add(-14), due),
		`<cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode><cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>`,
		fmt.Sprintf(`<cbc:BuyerReference>%s</cbc:BuyerReference>`, a.number),
		`<cac:AccountingSupplierParty><cac:Party>`,
		`<cac:PartyTaxScheme><cbc:CompanyID>` + p.creditor.VATNumber + `</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>`,
		`<cac:PartyLegalEntity><cbc:RegistrationName>` + p.creditor.Name + `</cbc:RegistrationName><cbc:CompanyID schemeID="0208">` +
			strings.ReplaceAll(p.creditor.CompanyNumber, ".", "") + `</cbc:CompanyID></cac:PartyLegalEntity>`,
		`</cac:Party></cac:AccountingSupplierParty>`,
		`<cac:AccountingCustomerParty><cac:Party>`,
		fmt.Sprintf(`<cac:PostalAddress><cac:Country><cbc:IdentificationCode>%s</cbc:IdentificationCode></cac:Country></cac:PostalAddress>`, a.country),
		`<cac:PartyLegalEntity><cbc:RegistrationName>` + text.Replace(a.name) + `</cbc:RegistrationName></cac:PartyLegalEntity>`,
		`<cac:Contact><cbc:ElectronicMail>` + a.people[0].address + `</cbc:ElectronicMail></cac:Contact>`,
		`</cac:Party></cac:AccountingCustomerParty>`,
		`<cac:PaymentMeans><cbc:PaymentMeansCode>30</cbc:PaymentMeansCode><cbc:PaymentID>` + structured(s.number) + `</cbc:PaymentID>`,
		`<cac:PayeeFinancialAccount><cbc:ID>` + demoIBAN + `</cbc:ID></cac:PayeeFinancialAccount></cac:PaymentMeans>`,
		`<cac:TaxTotal>` + amount("TaxAmount", (s.total-net).String()) + `<cac:TaxSubtotal>` + amount("TaxableAmount", net.String()) +
			amount("TaxAmount", (s.total-net).String()) + `<cac:TaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>21</cbc:Percent>` +
			`<cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:TaxCategory></cac:TaxSubtotal></cac:TaxTotal>`,
		`<cac:LegalMonetaryTotal>` + amount("LineExtensionAmount", net.String()) + amount("TaxExclusiveAmount", net.String()) +
			amount("TaxInclusiveAmount", s.total.String()) + amount("PayableAmount", s.total.String()) + `</cac:LegalMonetaryTotal>`,
		`<cac:InvoiceLine><cbc:ID>1</cbc:ID><cac:Item><cbc:Name>` + text.Replace(s.subject) + `</cbc:Name></cac:Item></cac:InvoiceLine>`,
		`</Invoice>`,
	}
	return writtenFile{s.number + ".xml", "application/xml", []byte(strings.Join(lines, "\n") + "\n")}
}
