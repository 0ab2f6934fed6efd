package autoreply

import (
	"regexp"
	"strings"
)

// number is how ticket systems number: digits with letters and dashes about.
const number = `([A-Z]{0,8}[-#_]?\d[\w-]{1,24})`

// ticketForms are where a ticket's number stands, from sure to likely.
var ticketForms = []*regexp.Regexp{
	regexp.MustCompile(`(?i)\[(?:ticket|case|request|zaak|dossier|issue|incident|melding|vorgang)?[\s:#-]*` + number + `\]`),
	regexp.MustCompile(`(?i)\b(?:ticket[ -]?(?:nummer|number|nr|id|no|ref(?:erence)?)?|case[ -]?(?:number|id|no|nr|ref(?:erence)?)|case|zaak(?:nummer|nr)|meldings?(?:nummer|nr)|melding|dossier(?:nummer|nr)?|vorgangs?(?:nummer|-?nr|-?id)?|num[ée]ro (?:de |du )?(?:ticket|dossier|demande|suivi|référence)|n° (?:de |du )?(?:ticket|dossier|demande)|request (?:number|id|no)|request|reference (?:number|no)|referentie(?:nummer)?|kenmerk|demande n°|incident(?:nummer|number| no)?|bearbeitungsnummer|número de (?:caso|ticket|incidencia)|numero (?:di )?ticket)\.?\s*(?:is|est|lautet|ist|:|#|=)*\s*[:#\[(]*\s*` + number),
	regexp.MustCompile(`(?:^|\s|\[|\()#(\d{3,12})\b`),
}

// ticketNumber is the other side's number of a ticket, from the subject or the
// text; the bare "#123" only from the subject, since an invoice may stand so
// in the text.
func ticketNumber(subject, text string) string {
	text = clip(text, maxText)
	for i, re := range ticketForms {
		for _, s := range []string{clip(subject, maxSubject), text} {
			if i == len(ticketForms)-1 && s == text {
				continue
			}
			if m := re.FindStringSubmatch(s); m != nil {
				return strings.Trim(m[1], "#-_")
			}
		}
	}
	return ""
}
