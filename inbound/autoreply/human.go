package autoreply

import (
	"regexp"
	"strings"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/inbound/fold"
)

var (
	greets = regexp.MustCompile(`^(?:hallo|hoi|hey|dag|beste|geachte|goede(?:morgen|middag|navond|ndag)|goeie|hi|hello|dear|good (?:morning|afternoon|day)|bonjour|bonsoir|cher|chère|chers|madame|monsieur|messieurs|guten (?:tag|morgen)|moin|grüezi|servus|sehr geehrte|liebe|lieber|hola|buen[oa]s|estimad[oa]s?|buongiorno|salve|gentile|bom dia|boa tarde|olá|dzień dobry|hej|goddag|god dag)(?:[^\pL]|$)`)
	// signs is a closing line with a name behind it, at the end of the text.
	signs = regexp.MustCompile(`(?i)(?:groet|groeten|groetjes|mvg|m\.v\.g|regards|thanks|thank you|cheers|sincerely|wishes|best|bedankt|dank|dankjewel|cordialement|salutations|vous|merci|gr(?:u|ü)(?:ß|ss)(?:e|en)?|mfg|lg|vg|saludos|gracias|saluti|grazie|cumprimentos|obrigad[oa]|pozdrawiam|hälsningar|hilsen|mvh)[\s.,!:-]+((?-i:\p{Lu})[\pL'’.-]*(?:[ ]+[\pL'’.-]{1,20}){0,3})[\s.!]*$`)
	// office are words of a closing that is no person's.
	office       = regexp.MustCompile(`(?i)team|service|dienst|afdeling|administrati|boekhouding|crediteuren|debiteuren|department|support|accounts|payable|helpdesk|desk|system|comptabilité|équipe|buchhaltung|abteilung|kundendienst`)
	speaksOfSelf = regexp.MustCompile(`(?:^|[^\pL])(?:ik|wij|we|i|i'll|i've|i'm|we'll|we've|je|j'ai|nous|on|ich|wir)(?:[^\pL]|$)`)
	answers      = regexp.MustCompile(`^(?:re|aw|antw|antwoord|betr|réf|rép|rif|sv|vs|odp)(?:\[\d+\])?\s?:`)
)

// isPersonal reports a person's answer from an address that is named like a
// machine's: it greets, speaks of the writer and is signed by a person, with no
// word of an automatic answer. Small firms send all their mail from such an
// address.
func isPersonal(m voldaan.Mail, v view) bool {
	if !isAnswer(m) || !answers.MatchString(fold.Line(clip(m.Subject, maxSubject))) || v.speaks() {
		return false
	}
	text := oneLine(m.Reply)
	return greets.MatchString(text) && speaksOfSelf.MatchString(text) && isSigned(m)
}

// maxClosing is how far from the end of a text its closing is looked for.
const maxClosing = 150

// isSigned reports a closing line with the name of a person.
func isSigned(m voldaan.Mail) bool {
	text := strings.TrimSpace(m.Reply)
	text = strings.ToValidUTF8(text[max(0, len(text)-maxClosing):], "")
	first, _, _ := strings.Cut(strings.TrimSpace(m.Signature), "\n")
	for _, s := range []string{text, text + "\n" + clip(first, 100)} {
		if g := signs.FindStringSubmatch(s); g != nil {
			return !office.MatchString(g[1])
		}
	}
	return false
}

// isStatement reports a person's answer that only Precedence makes bulk: it
// answers a mail and has words of a language that is known, none of them a
// machine's. One that asks stays suspected, so that the bot never answers a
// machine's question.
func isStatement(m voldaan.Mail, v view) bool {
	if !isAnswer(m) || v.text == "" || v.speaks() || v.note || v.sureSubject || v.likelySubject || strings.Contains(v.text, "?") {
		return false
	}
	switch m.Language {
	case "nl", "fr", "en", "de":
		return true
	}
	return v.own >= 0
}

// aboveName is what stands above the line with the sender's name: below it is
// what his mail program adds, such as the days on which he works. Nothing where
// no such line follows words of his.
func aboveName(m voldaan.Mail) (string, bool) {
	name := fold.Line(clip(m.From.Name, 200))
	first, _, _ := strings.Cut(name, " ")
	if len(first) < 2 {
		return "", false
	}
	at := 0
	text := clip(m.Reply, maxText)
	for l := range strings.Lines(text) {
		line := strings.Trim(fold.Line(l), " ,.-")
		if line == name || line == first {
			above := strings.TrimSpace(afterSalutation(text[:at]))
			return text[:at], len(above) >= 10
		}
		at += len(l)
	}
	return "", false
}
