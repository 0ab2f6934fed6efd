package bounce

import (
	"strings"

	"github.com/voldaan/voldaan/internal/lazyregexp"

	"github.com/voldaan/voldaan/inbound/fold"
)

var (
	greets = lazyregexp.MustCompile(`^(?:hallo|hoi|hey|dag|beste|geachte|goede(?:morgen|middag|navond|ndag)|goeie|hi|hello|dear|good (?:morning|afternoon|day)|bonjour|bonsoir|cher|chère|chers|madame|monsieur|messieurs|guten (?:tag|morgen)|moin|grüezi|servus|sehr geehrte|liebe|lieber|hola|buen[oa]s|estimad[oa]s?|buongiorno|salve|gentile|bom dia|boa tarde|olá|dzień dobry|hej|goddag|god dag)(?:[^\pL]|$)`)
	// closes is a closing line with a name behind it, at the end of the text.
	closes = lazyregexp.MustCompile(`(?i)(?:groet|groeten|groetjes|mvg|m\.v\.g|regards|thanks|thank you|cheers|sincerely|wishes|best|bedankt|dank|dankjewel|cordialement|salutations|vous|merci|gr(?:u|ü)(?:ß|ss)(?:e|en)?|mfg|lg|vg|saludos|gracias|saluti|grazie|cumprimentos|obrigad[oa]|pozdrawiam|hälsningar|hilsen|mvh)[\s.,!:-]+((?-i:\p{Lu})[\pL'’.-]*(?:[ ]+[\pL'’.-]{1,20}){0,3})[\s.!]*$`)
	// office are words of a closing that is no person's.
	office       = lazyregexp.MustCompile(`(?i)team|service|dienst|afdeling|administrati|boekhouding|crediteuren|debiteuren|department|support|accounts|payable|helpdesk|desk|system|comptabilité|équipe|buchhaltung|abteilung|kundendienst`)
	speaksOfSelf = lazyregexp.MustCompile(`(?:^|[^\pL])(?:ik|wij|we|i|i'll|i've|i'm|we'll|we've|je|j'ai|nous|on|ich|wir)(?:[^\pL]|$)`)
)

// maxLetter bounds how much of a letter is looked at.
const maxLetter = 20000

// IsLetter reports a text that a person wrote as a letter: it greets, speaks of
// the writer, and a person's name closes it, in the text or on the first line
// of the signature that was cut off.
func IsLetter(body, signature string) bool {
	text := strings.TrimSpace(fold.Text(clip(body, maxLetter)))
	return greets.MatchString(text) && speaksOfSelf.MatchString(text) && IsSigned(body, signature)
}

// isLetter reports a letter that asks something, in a message with no field of
// a report: those who keep a mail system write to people from its address.
func (r Report) isLetter() bool {
	if r.NullSender || r.Automatic || r.Type == "multipart/report" || len(r.Delivery)+len(r.Returned) > 0 || r.FailedRecipients != "" {
		return false
	}
	return strings.Contains(clip(r.Text, maxLetter), "?") && IsLetter(strings.TrimSpace(clip(r.Text, maxLetter)), "")
}

// maxClosing is how far from the end of a text its closing is looked for.
const maxClosing = 150

// IsSigned reports a closing line with the name of a person.
func IsSigned(body, signature string) bool {
	text := strings.TrimSpace(body)
	text = strings.ToValidUTF8(text[max(0, len(text)-maxClosing):], "")
	first, _, _ := strings.Cut(strings.TrimSpace(signature), "\n")
	for _, s := range []string{text, text + "\n" + clip(first, 100)} {
		if g := closes.FindStringSubmatch(s); g != nil {
			return !office.MatchString(g[1])
		}
	}
	return false
}
