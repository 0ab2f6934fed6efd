package ledgerfile

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// column is one that a file may have.
type column struct {
	name string // in English, for messages
	// titles are what a template calls it in Dutch, French, German and English.
	// A column without any is in no template.
	titles [4]string
	also   []string // other names, as people write them
}

// The columns by their English names.
const (
	colNumber        = "number"
	colIssued        = "invoice date"
	colDue           = "due date"
	colTotal         = "total"
	colNet           = "net"
	colOpen          = "open"
	colCurrency      = "currency"
	colCustomer      = "customer number"
	colCustomerName  = "customer name"
	colEmail         = "e-mail"
	colContact       = "contact"
	colLanguage      = "language"
	colCountry       = "country"
	colKind          = "kind"
	colCompany       = "company number"
	colVAT           = "vat number"
	colSubject       = "subject"
	colBuyerRef      = "buyer reference"
	colPaymentRef    = "payment reference"
	colLastStep      = "last step"
	colLastContact   = "last contact"
	colDirectDebit   = "direct debit"
	colDiscount      = "early-payment discount"
	colDiscountShare = "early-payment discount percent"
	colDiscountUntil = "early-payment discount until"
	colTermsDays     = "agreed days"
	colTermsInterest = "agreed interest"
	colTermsDamages  = "damages clause"
	colTermsRegular  = "regular deliveries"
	colTermsFee      = "reminder fee"
	colTermsSince    = "terms since"
	colTermsWhere    = "terms source"
	colDay           = "date"
	colAmount        = "amount"
	colAccount       = "account"
	colBankRef       = "bank reference"
	colInvoiceNumber = "invoice number"
	colText          = "description"
)

// fold brings a title into the form in which titles compare: small letters
// and digits, without accents and without what stands in brackets.
func fold(s string) string {
	var b strings.Builder
	depth := 0
	for _, r := range norm.NFKD.String(strings.ReplaceAll(s, "ß", "ss")) {
		switch {
		case r == '(' || r == '[':
			depth++
		case r == ')' || r == ']':
			depth = max(0, depth-1)
		case depth == 0 && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

// names maps every folded name of the columns to the column's English one.
func names(columns []column) map[string]string {
	out := map[string]string{}
	for _, c := range columns {
		out[fold(c.name)] = c.name
		for _, t := range c.titles {
			if t != "" {
				out[fold(t)] = c.name
			}
		}
		for _, t := range c.also {
			out[fold(t)] = c.name
		}
	}
	return out
}

// lookUp finds the column of a title; a currency behind the name does not
// count ("Bedrag EUR").
func lookUp(names map[string]string, title string) (string, bool) {
	f := fold(title)
	for _, suffix := range []string{"", "eur", "euro", "ineur", "ineuro", "eneuro", "eneuros"} {
		if short, ok := strings.CutSuffix(f, suffix); ok {
			if name, ok := names[short]; ok {
				return name, true
			}
		}
	}
	return "", false
}

// The parts that several files share.
func numberColumn(name string) column {
	return column{name, [4]string{"Factuurnummer", "Numéro de facture", "Rechnungsnummer", "Invoice number"}, []string{
		"Factuurnr", "Factuur nr.", "Factuur", "Faktuurnummer", "Factuur-ID", "Verkoopfactuur", "Documentnummer", "Stuknummer",
		"Boekstuk", "Boekstuknummer", "Nummer", "Nr",
		"N° facture", "Nº facture", "No facture", "N° de facture", "Nr facture", "Num facture", "Facture", "N° de pièce", "N° pièce", "Numéro",
		"Rechnungsnr", "Rechnung Nr", "Rechnung", "Rechnungs-Nr.", "Beleg", "Belegnummer", "Belegnr",
		"Invoice no", "Invoice nr", "Invoice #", "Invoice", "Document number", "Number", "No",
	}}
}

func customerColumn() column {
	return column{colCustomer, [4]string{"Klantnummer", "Numéro client", "Kundennummer", "Customer number"}, []string{
		"Klantnr", "Klant nr", "Klantcode", "Klant-ID", "Debiteurnummer", "Debiteurennummer", "Debiteurnr", "Debiteur nr", "Relatienummer", "Relatiecode",
		"N° client", "Nº client", "No client", "Code client", "Numéro de client", "Nr client",
		"Kundennr", "Kunden-Nr.", "Kunde Nr", "Debitorennummer", "Debitor Nr", "Debitorennr", "Debitor",
		"Customer no", "Customer nr", "Customer id", "Customer code", "Client number", "Debtor number",
	}}
}

func currencyColumn() column {
	return column{colCurrency, [4]string{"Munt", "Devise", "Währung", "Currency"}, []string{
		"Valuta", "Muntcode", "Valutacode", "Munteenheid", "Monnaie", "Code devise", "Waehrung", "Währungscode", "Waehrungscode", "Currency code", "Ccy",
	}}
}

func openColumn() column {
	return column{colOpen, [4]string{"Openstaand bedrag", "Montant ouvert", "Offener Betrag", "Open amount"}, []string{
		"Openstaand", "Open", "Open bedrag", "Openstaand saldo", "Restbedrag", "Saldo", "Nog te betalen", "Te betalen", "Te betalen bedrag",
		"Solde", "Solde ouvert", "Solde dû", "Reste à payer", "Reste dû", "Restant dû", "Montant dû", "Ouvert",
		"Offen", "Offener Saldo", "Offener Posten", "Restbetrag", "Offen Betrag", "Noch zu zahlen",
		"Open balance", "Outstanding", "Outstanding amount", "Balance", "Balance due", "Amount due", "Remaining",
	}}
}

func paymentRefColumn(also ...string) column {
	return column{colPaymentRef, [4]string{"Betalingskenmerk", "Communication structurée", "Zahlungsreferenz", "Payment reference"}, append([]string{
		"Gestructureerde mededeling", "OGM", "VCS", "Betaalreferentie", "Betalingsreferentie",
		"Référence de paiement", "Référence paiement", "Communication structuree",
		"Zahlungsreferenznummer", "Structured communication", "Structured reference", "RF reference", "Creditor reference",
	}, also...)}
}
