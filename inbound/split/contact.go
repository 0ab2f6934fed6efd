package split

import (
	"regexp"
	"strings"
)

var (
	contactLine = regexp.MustCompile(`(?:^|[\s|•·,/])(?:tel|tél|telephone|téléphone|telefoon|telefon|telefono|teléfono|telefone|telefoonnummer|phone|desk|cell|mobiel|mobile|mob|gsm|port|portable|mobil|handy|móvil|cellulare|tlf|puh|mobiltelefon|fax|e-?mail|mail|web|website|site|internet|direct|doorkiesnr|durchwahl|bureau|office|dd|ddi|direct dial|switchboard|centrale|zentrale|standard|accueil|receptie|balie|kantoor|skype|linkedin|twitter|facebook|instagram|whatsapp)\.?\s?(?:nr\.?|n°)?\s?(?:[:|]|\+?\(?\d)` +
		`|(?:^|[\s|•·,/])(?:[temwfp]\.?\s?[:|]|[tmfp]\.?\s?\+?\(?\d{2})` +
		`|\b(?:registered|company|reg)\.? (?:no|number|in [a-z ]{3,20})\W.{0,20}\d{5}|\b(?:kvk|btw|vat|tva|siret|siren|rcs|hrb|ust-?id(?:-?nr)?|ondernemingsnummer|rpr|uid|steuernr|steuernummer|ust-idnr|iban|p\.?\s?iva|cif|nip)\W{0,3}(?:nr|nummer|no|n°)?\W{0,4}(?:[a-z]{2,3}\s?)?\d[\d. ]{5}` +
		`|\+\d{1,3}[\s(.-]{0,2}\d[\d\s().-]{6,}|\bwww\.[a-z0-9-]+\.[a-z]|^<?https?://\S+$|^\(?0\d[\d\s()./-]{7,}$|^\(\d{3}\)\s?\d{3}-\d{4}$|^\d{3}[-.]\d{3}[-.]\d{4}$` +
		`|^<?[^\s@<>]+@[^\s@<>]+\.[a-z]{2,}>?(?:\s?<mailto:[^>]*>)?$|\b\d{4}\s?[a-z]{2}\s+[a-z][a-z' -]{2,}$|\b(?:amtsgericht|geschäftsführer|geschäftsführerin|handelsregister|sitz der gesellschaft)\b` +
		`|^(?:[a-z]{1,2}-)?\d{4,5} [a-zéèüöäß' –()/-]{3,40}$|,\s?(?:[a-z]{1,2}-)?\d{4,5} [a-zéèüöäß' –()/-]{3,40}(?:, [a-zäöüßéè]+)?$|^(?:postbus|po box|p\.o\. box|boîte postale|postfach|bp)\s+\d`)
	phoneInLine = regexp.MustCompile(`(?:^|[|•·,;])\s*\(?0\d[\d\s()./-]{6,}(?:$|[|•·,;])`)
	legalForm   = regexp.MustCompile(`(?:^|[\s,(])(?:b\.?v\.?(?:b\.?a\.?)?|n\.?v\.?|bvba|srl|s\.r\.l\.?|sprl|sarl|eurl|sas|sasu|s\.?a\.?|gmbh|mbh|mbb|ges\.m\.b\.h\.?|ag|kg|ohg|gbr|ug|e\.k\.|e\.v\.|asbl|vzw|ltd|limited|llc|llp|plc|vof|v\.o\.f\.|inc|corp|s\.?p\.?a\.?|sp\. z o\.o|ab|oy|aps|a/s|as)\.?$`)
	street      = regexp.MustCompile(`(?:straat|laan|weg|plein|kade|singel|gracht|dijk|dreef|steenweg|straße|strasse|str\.|allee|platz|ring|gasse|ufer)\s+\d{1,4}\s?[a-z]?(?:$|[,|/• -])|\d{1,4}\s?(?:bis|ter)?,?\s+(?:rue|avenue|av\.|boulevard|bd|place|chemin|impasse|quai|allée)\s|^(?:rue|avenue|boulevard|place|chaussée|quai|chemin|allée)\s.{2,40}\d|\d{1,4}[a-z]?,?\s+[a-z' ]+\s(?:street|st|road|rd|lane|avenue|ave|drive|square|court|way|place)\b`)
)

// isContact reports whether a folded line is of a contact block: telephone,
// address of the web or mail, postal code, register number.
func isContact(l string) bool {
	if l == "" || len(l) > 160 {
		return false
	}
	if strings.ContainsAny(l, "0123456789:@|") || strings.Contains(l, "www.") || strings.Contains(l, "://") {
		return contactLine.MatchString(l) || phoneInLine.MatchString(l) || street.MatchString(l)
	}
	return strings.Contains(l, "amtsgericht") || strings.Contains(l, "geschäftsführer") || strings.Contains(l, "sitz der gesellschaft")
}

func hasLegalForm(l string) bool { return len(l) <= 90 && legalForm.MatchString(l) }

// jobWords are in the lines of a signature that say what somebody does, as
// whole words or ends of words.
var jobWords = []string{
	"administratie", "boekhoud", "crediteur", "debiteur", "financ", "inkoop", "inkoper", "verkoop", "directeur", "directie", "manager", "medewerker", "hoofd ", "zaakvoer", "bestuurder", "eigenaar", "secretari", "controller", "adviseur", "accountant", "afdeling", "projectleider", "penningmeester",
	"accounts", "payable", "director", "head of", "officer", "purchas", "procurement", "assistant", "owner", "partner", "consultant", "department", "engineer", "founder", "ceo", "cfo", "bookkeep", "treasurer", "helpdesk", "support", "team ",
	"comptab", "comptable", "responsable", "gérant", "achats", "directrice", "secrétariat", "chef ", "service ", "trésor", "président", "assistante",
	"buchhalt", "leiter", "geschäftsführ", "einkauf", "verwaltung", "abteilung", "sachbearbeit", "prokurist", "inhaber", "vertrieb", "steuerberat", "sekretariat", "rechnungswesen", "kanzlei",
	"ufficio", "responsabile", "contabil", "administración", "contabilidad", "gerente", "ekonomi", "regnskap", "kierownik", "księgow",
}

// isTitle reports whether a line can be of a signature below a name: what
// somebody does, a department, a company; short, with a capital, no sentence.
func isTitle(raw, l string) bool {
	t := strings.TrimSpace(raw)
	n := len(strings.Fields(t))
	if n == 0 || n > 9 || len(t) > 80 || !startsUpper(strings.TrimLeft(t, "*_|[(")) || strings.ContainsAny(t, "?!€$£;") || isClosing(l) {
		return false
	}
	switch t[len(t)-1] {
	case ':', ',':
		return false
	case '.':
		if !hasLegalForm(l) {
			return false
		}
	}
	return !hasProseWord(l) && !hasLongNumber(l)
}

// hasLongNumber finds four digits in a row, as numbers of invoices and orders
// have.
func hasLongNumber(l string) bool {
	for i := 0; i < len(l); i++ {
		n := digitsAt(l, i)
		if n >= 4 {
			return true
		}
		i += n
	}
	return false
}

// isSureTitle reports whether a title names a job, department or legal form.
func isSureTitle(l string) bool { return hasLegalForm(l) || hasAny(l+" ", jobWords) }

// proseWords are in sentences and in lists about invoices, not in signatures.
var proseWords = set(
	"po|po-nummer|ordernummer|bestelnummer|factuurnummer|bestellnummer|rechnungsnummer|referentie|kenmerk|betreft|bedrag|amount|montant|betrag|inkoopnummer|volgt|follows|folgt|suit|nieuw|nieuwe|new|nouveau|nouvelle|neu|neue|neuer",
	"ik|wij|we|u|je|jij|jullie|is|zijn|was|wordt|worden|heeft|hebben|heb|niet|geen|graag|kunt|kan|kun|svp|aub|a.u.b|maar|ook|nog|dit|dat|deze|die|als|betaald|factuur|facturen|bestelling|order|ja|nee|bijlage|zie|bel|stuur|mail|morgen|vandaag|gisteren|akkoord",
	"i|you|they|it|are|be|been|have|has|had|will|would|can|could|not|no|yes|please|pls|call|send|paid|invoice|invoices|this|that|these|see|attached|tomorrow|today|yesterday|but|if|my|your|agreed|approved|ok|done",
	"je|j'ai|nous|vous|est|sont|sera|avons|avez|pas|merci|facture|factures|oui|non|voir|ci-joint|demain|hier|aujourd'hui|cette|ce|mais|si|payé|payée|réglé|réglée|veuillez",
	"ich|wir|sie|ihr|ist|sind|wird|werden|wurde|haben|hat|habe|nicht|kein|keine|bitte|rechnung|rechnungen|ja|nein|siehe|anbei|morgen|heute|gestern|aber|wenn|auch|noch|bezahlt|dass",
)

func hasProseWord(l string) bool {
	for w := range strings.FieldsSeq(l) {
		if proseWords[strings.Trim(w, ",.:()*_")] {
			return true
		}
	}
	return false
}
