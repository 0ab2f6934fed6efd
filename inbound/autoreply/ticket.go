package autoreply

import (
	"slices"
	"strings"

	"github.com/voldaan/voldaan/internal/lazyregexp"
)

// number is how ticket systems number: digits with letters and dashes about;
// TOPdesk's in two groups.
const number = `((?-i:[A-Z]{1,2}) ?\d{4} \d{3,5}|[A-Z]{0,8}[-#_]?\d[\w-]{1,24})`

// ticketForms are where a ticket's number stands, from sure to likely.
var ticketForms = []*lazyregexp.Regexp{
	lazyregexp.MustCompile(`(?i)\[(?:ticket|case|request|zaak|dossier|issue|incident|melding|vorgang)?[\s:#-]*` + number + `\]`),
	lazyregexp.MustCompile(`(?i)\b(?:request|verzoek|aanvraag|vraag|melding|bericht|demande|requête|anfrage|anliegen|solicitud|richiesta|pedido|solicitação|ärende|ärendet|henvendelse|zgłoszenie|message|ticket)[ ]{0,2}[(\[]\s*(?:id|n°|nr\.?|no\.?)?\s*[:#]?\s*` + number + `[)\]]`),
	lazyregexp.MustCompile(`(?i)\b(?:onder|met|under|with|sous|avec|unter|mit|con|bajo|pod)(?: (?:het|the|le|la|der|dem|el|il|uw|your|votre|ihrer))?(?: (?:referentie|reference|ticket|zaak|dossier|meldings|case)[ -]?)? ?(?:nummer|number|numéro|nr\.?|no\.?|n°|kenmerk|référence|reference|referentie|número|numero|numerem|id)\s*[:#]?\s*` + number),
	lazyregexp.MustCompile(`(?i)\b(?:ticket[ -]?(?:nummer|number|nr|id|no|ref(?:erence)?)?|case[ -]?(?:number|id|no|nr|ref(?:erence)?)|case|zaak(?:nummer|nr)|meldings?(?:nummer|nr)|melding|dossier(?:nummer|nr)?|vorgangs?(?:nummer|-?nr|-?id)?|aktenzeichen|fallnummer|num[ée]ro (?:de |du |d')?(?:ticket|dossier|demande|suivi|référence|enregistrement)|n° (?:de |du )?(?:ticket|dossier|demande)|request (?:number|id|no)|request|reference (?:number|no)|referentie(?:nummer)?|kenmerk|demande n°|incident(?:nummer|number| no)?|bearbeitungsnummer|número de (?:caso|ticket|incidencia)|numero (?:di )?ticket|ärendenummer|sagsnummer|saksnummer|numer zgłoszenia)\.?\s*(?:is|est|lautet|ist|es|è|är|er|to|le|la|:|#|=|-|–)?(?:\s+(?:le|la|het|the|:))?\s*[:#\[(]*\s*` + number),
	lazyregexp.MustCompile(`(?:^|\s|\[|\()#(\d{3,12})\b`),
}

var (
	// invoiceWord is what stands before an invoice's number, ours or theirs.
	invoiceWord = lazyregexp.MustCompile(`(?i)(?:^|[^\pL])(?:invoices?|inv|fact(?:uur|uren|ure|ures|uurnummer)?|fac|rechnung(?:en|snummer|snr)?|rg|faktur[ay]?|fakturor|fattur[ae]|faturas?|facturas?|herinnering|reminder|rappel|mahnung|bestelling|order|po|creditnota)[\s.:]*(?:number|nummer|nr|no|num[ée]ro|n°|núm)?[\s.:#(°]*$`)
	// key is an issue's key as Jira has it, at the start of a subject or in the
	// way to it.
	key = lazyregexp.MustCompile(`^(?:(?i:re|aw|antw|sv|tr|fwd?)\s?:\s*)*[(\[]?([A-Z][A-Z0-9]{1,9}-\d{1,7})[)\]]?(?:[\s:]|$)`)
)

// ticketNumber is the other side's number of a ticket, from the subject or the
// text; the bare "#123" only from the subject, since an invoice may stand so
// in the text. The number of an invoice is none.
func ticketNumber(subject, text string) string {
	subject, text = clip(subject, maxSubject), clip(text, maxText)
	for i, re := range ticketForms {
		for _, s := range []string{subject, text} {
			if i == len(ticketForms)-1 && s == text {
				continue
			}
			for _, m := range re.FindAllStringSubmatchIndex(s, 10) {
				if n := strings.Trim(s[m[2]:m[3]], "#-_"); !isInvoice(s[max(0, m[2]-40):m[2]]) && !namesInvoice(subject+"\n"+text, n) {
					return n
				}
			}
		}
	}
	if m := key.FindStringSubmatch(subject); m != nil && strings.Contains(text, "/"+m[1]) {
		return m[1] // the link to the issue ends with its key
	}
	return ""
}

func isInvoice(before string) bool { return invoiceWord.MatchString(before) }

// namesInvoice reports whether a number stands behind the word for an invoice.
func namesInvoice(s, n string) bool {
	for range 10 {
		i := strings.Index(s, n)
		if i < 0 {
			return false
		}
		if isInvoice(s[max(0, i-40):i]) {
			return true
		}
		s = s[i+len(n):]
	}
	return false
}

// aboveThis are the lines above which a ticket system wants its answers. They
// stand first in its mail, so that the splitter takes the mail for a quote.
func aboveThis() []string {
	return []string{
		"above this line", "boven deze lijn", "boven deze regel", "au-dessus de cette ligne", "über dieser zeile", "oberhalb dieser zeile",
		"oberhalb dieser linie", "encima de esta línea", "sopra questa linea", "sopra questa riga", "acima desta linha", "powyżej tej linii",
		"ovanför denna rad", "over denne linje",
	}
}

// startsWithTicketLine reports whether a text opens with such a line.
func startsWithTicketLine(s string) bool {
	top := oneLine(clip(s, 200))
	return slices.ContainsFunc(aboveThis(), func(l string) bool { return strings.Contains(top, l) })
}
