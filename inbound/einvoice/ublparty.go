package einvoice

import (
	"strings"

	"github.com/voldaan/voldaan"
)

// emailScheme is the code of an electronic address that is an e-mail address
// (Peppol code list EAS).
const emailScheme = "EM"

// party reads cac:Party; it may be nil.
func party(n *node) Party {
	p := Party{
		Name:          n.value("PartyLegalEntity", "RegistrationName"),
		CompanyNumber: n.value("PartyLegalEntity", "CompanyID"),
		Email:         email(n.value("Contact", "ElectronicMail")),
		Country:       code(n.value("PostalAddress", "Country", "IdentificationCode")),
		Language:      strings.ToLower(code(language(n))),
	}
	p.Address = postal(n.child("PostalAddress"), p.Country)
	if p.Name == "" {
		p.Name = n.value("PartyName", "Name")
	}
	for _, t := range n.all("PartyTaxScheme") {
		if s := t.value("TaxScheme", "ID"); p.VATNumber == "" && (s == "" || strings.EqualFold(s, "VAT")) {
			p.VATNumber = strings.ToUpper(strings.NewReplacer(" ", "", ".", "").Replace(t.value("CompanyID")))
		}
	}
	p.EndpointID = n.value("EndpointID")
	scheme := n.child("EndpointID").attr("schemeID")
	if p.Email == "" && scheme == emailScheme {
		p.Email = email(p.EndpointID)
	}
	if p.EndpointID != "" && scheme != "" {
		p.EndpointID = scheme + ":" + p.EndpointID
	}
	return p
}

// postal reads cac:PostalAddress: street (BT-50, BT-35), additional line (BT-51,
// BT-36), third line (BT-163, BT-162), city (BT-52, BT-37), postcode (BT-53,
// BT-38) and subdivision (BT-54, BT-39); and the house number, which stands apart
// in UBL outside of EN 16931.
func postal(n *node, country string) []string {
	street := strings.TrimSpace(n.value("StreetName") + " " + n.value("BuildingNumber"))
	if number := n.value("BuildingNumber"); strings.HasSuffix(n.value("StreetName"), " "+number) {
		street = n.value("StreetName")
	}
	lines := []string{street, n.value("AdditionalStreetName")}
	for _, l := range n.all("AddressLine") {
		lines = append(lines, l.value("Line"))
	}
	return voldaan.Postal{
		Street: lines, Postcode: n.value("PostalZone"), City: n.value("CityName"),
		Region: n.value("CountrySubentity"), Country: country,
	}.Lines()
}

// language is that of cac:Language, such as "nl" or "nl-BE".
func language(n *node) string {
	s := n.value("Language", "ID")
	if s == "" {
		s = n.value("Language", "LocaleCode")
	}
	s, _, _ = strings.Cut(strings.ReplaceAll(s, "_", "-"), "-")
	return s
}

// code is a code of two letters in capitals; empty for another text.
func code(s string) string {
	s = strings.ToUpper(s)
	if len(s) != 2 || strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
		return ""
	}
	return s
}

// email gives an address in lower case; empty where the text is none.
func email(s string) string {
	local, domain, ok := strings.Cut(strings.ToLower(s), "@")
	if !ok || local == "" || !strings.Contains(domain, ".") || strings.ContainsAny(s, " <>;,") || strings.Contains(domain, "@") {
		return ""
	}
	return local + "@" + domain
}
