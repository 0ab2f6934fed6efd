package einvoice

import "strings"

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
