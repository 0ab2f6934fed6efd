// Package autoreply tells automatic answers from people, and reads what they
// say: until when somebody is away, or a ticket's number.
package autoreply

import (
	"regexp"
	"strings"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/inbound/bounce"
	"github.com/voldaan/voldaan/inbound/fold"
)

// autoSubject are anchored subjects of automatic answers, folded.
var autoSubject = regexp.MustCompile(`^(?:` +
	`automatisch(?:e)? (?:antwoord|reactie|beantwoord|bericht|e-?mail|ontvangst)|autom?\. antwoord|afwezigheids|afwezig(?:heid)?\s*(?::|$)|niet aanwezig|buiten kantoor|ik ben (?:afwezig|niet aanwezig|op vakantie|met vakantie)|ontvangstbevestiging|bevestiging (?:van )?ontvangst|wij hebben uw (?:bericht|e-?mail|vraag|mail) (?:goed )?ontvangen|uw (?:bericht|e-?mail|vraag|mail) is (?:goed )?ontvangen|bedankt voor uw (?:bericht|e-?mail|mail)` +
	`|automatic (?:reply|response|answer)|auto(?:mated)?[ -]?(?:reply|response|respond\w*|answer)|auto\s?:|out of (?:the )?office|out-of-office|ooo\b|away from (?:the |my )?(?:office|desk|mail)|vacation (?:reply|response|message|notice)|on (?:annual |maternity |paternity |sick )?leave|(?:i am|i'm) (?:away|out|on|currently)|annual leave|absence|currently (?:away|out)|thank you for (?:contacting|your (?:e-?mail|message|inquiry|enquiry))|thanks for contacting|we(?:'ve| have) received your|your (?:request|message|e-?mail) (?:has been|was) received|\[?(?:ticket|case|request)\W.{0,30}(?:received|created|opened|aangemaakt|ontvangen)|request received|new ticket` +
	`|réponse automatique|message automatique|absence|absent\w*\s*(?::|$)|absent du bureau|notification d'absence|message d'absence|accusé de réception|en congés?\s*(?::|$)|nous avons (?:bien )?reçu votre|votre (?:message|demande) a (?:bien )?été` +
	`|automatische (?:antwort|rückmeldung|beantwortung|eingangs)|autom\. antwort|abwesenheit|abwesend\s*(?::|$)|nicht im büro|außer haus|ich bin (?:nicht|abwesend|im urlaub|derzeit|bis)|eingangsbestätigung|empfangsbestätigung|ihre (?:anfrage|nachricht|e-?mail) (?:ist|wurde|haben)|vielen dank für ihre (?:nachricht|e-?mail|anfrage))`)

// absent are the words of an out-of-office note, folded.
var absent = regexp.MustCompile(
	`^(?:on (?:annual leave|holidays?|vacation|leave)|op vakantie|met (?:vakantie|verlof)|buiten kantoor|out of office|im urlaub|en (?:congés?|vacances)|abwesend|afwezig|absente?)\b|\bik ben (?:(?:momenteel|op dit moment|nu|thans|vandaag|helaas|van|tot|t/m|vanaf|wegens|deze|er) .{0,80})?(?:niet (?:op kantoor|aanwezig|bereikbaar|in de gelegenheid)|afwezig|op vakantie|met vakantie|op verlof|met verlof|buiten kantoor|met zwangerschapsverlof|met pensioen|uit dienst)|tijdens mijn (?:afwezigheid|vakantie|verlof)|(?:wij|we) zijn .{0,60}(?:gesloten|met vakantie|afwezig)|weer (?:aanwezig|bereikbaar|op kantoor)|ik ben (?:weer )?terug|kantoor is .{0,40}gesloten|ik heb vakantie|beperkt(?:e)? (?:bereikbaar|toegang)` +
		`|\bi(?:'m| am| will be)? (?:(?:currently|now|presently) )?(?:be )?(?:out of (?:the )?office|out of office|away|on (?:annual |maternity |paternity |sick |parental )?leave|on vacation|on holiday|travel?ling|out until|out of the)|during my absence|in my absence|limited access to (?:my )?e-?mail|i will (?:be back|return)|office (?:is|will be) closed|we are closed|no longer (?:work|with)` +
		`|\bje suis (?:.{0,60})?(?:absente?|en congés?|en vacances|en déplacement|hors du bureau)|\b(?:absente?|en congés?) (?:du bureau )?(?:jusqu|du|à partir)|(?:pendant|durant|en) mon absence|de retour (?:au bureau )?(?:le|à partir)|actuellement absente?|(?:nos bureaux|nous) (?:seront|sont|serons|sommes) fermés` +
		`|\bich bin (?:.{0,80})?(?:nicht im (?:büro|haus|hause)|nicht erreichbar|abwesend|im urlaub|außer haus|in elternzeit|auf dienstreise|nicht (?:am|an meinem) (?:platz|arbeitsplatz))|während meiner abwesenheit|wieder (?:im büro|erreichbar|für sie da|im haus)|in meiner abwesenheit|(?:wir haben|unser büro ist) .{0,40}geschlossen|bin ich nicht erreichbar`)

// automaticText says in so many words that the mail is automatic.
var automaticText = regexp.MustCompile(
	`(?:dit is een|dit e-?mailbericht is|dit bericht is|deze e-?mail is|deze mail is) (?:een )?automatisch|automatisch (?:gegenereerd|verzonden|verstuurd|antwoord|bericht|gegenereerde)|(?:niet|gelieve niet) (?:te |op )?(?:antwoorden op|reageren op|te beantwoorden|te reageren)|u kunt (?:op )?(?:dit bericht|deze e-?mail) niet (?:be)?antwoorden|onbeheerd(?:e)? (?:postvak|mailbox)|wordt niet gelezen` +
		`|(?:this is an|this e-?mail is|this message is|this message was|this e-?mail was) (?:an )?(?:auto(?:mated|matic|-generated|-reply|matically)|unattended)|automated (?:message|response|reply|e-?mail)|automatic(?:ally)? (?:reply|response|generated|message)|(?:do not|don't) (?:reply|respond) to this|unmonitored|not monitored|unattended mailbox` +
		`|(?:ceci est|cet e-?mail est|ce message est|ce courriel est) (?:un |une )?(?:message |réponse |e-?mail |courriel )?(?:automatique|généré automatiquement|envoyé automatiquement)|message automatique|réponse automatique|généré automatiquement|ne pas répondre|ne répondez pas` +
		`|(?:dies(?:e|es)? (?:ist|e-?mail|nachricht|mail)).{0,30}automatisch|automatisch (?:generiert|erstellt|versendet|erzeugt)|automatische (?:antwort|nachricht|e-?mail|eingangsbestätigung)|nicht auf diese (?:e-?mail|nachricht|mail)|antworten sie (?:bitte )?nicht`)

// receiptText is the text of a ticket system's receipt.
var receiptText = regexp.MustCompile(`(?:hebben|heeft) (?:uw|je) (?:bericht|e-?mail|vraag|mail|verzoek|melding|factuur).{0,40}ontvangen|is (?:in goede orde |goed )?ontvangen|ticket|(?:have|has been) (?:received|registered|logged|created)|we(?:'ve| have)? received your|received your (?:e-?mail|message|request|inquiry|enquiry|invoice)|avons (?:bien )?reçu votre|bien (?:été )?reçu|accusé de réception|haben ihre (?:anfrage|nachricht|e-?mail|rechnung).{0,30}erhalten|ist (?:bei uns )?eingegangen|vorgangsnummer|eingangsbestätigung|ontvangstbevestiging|in behandeling genomen`)

// Header gives the values of a message's header fields.
type Header interface {
	// Get is the first value of a field as it stands; empty for none.
	Get(name string) string
	// Has reports whether there is such a field.
	Has(name string) bool
}

// Read tells whether the mail is automatic, and what it says. The signs of
// the header are sure (RFC 3834, section 5); a subject alone is suspected.
func Read(m voldaan.Mail, h Header) (*voldaan.AutoReply, bool) {
	text := fold.Line(strings.Join(strings.Fields(m.Reply[:min(len(m.Reply), 4000)]), " "))
	head := text[:min(len(text), 300)]
	subject := fold.Line(m.Subject)
	sure := isAutomatic(m, h)
	bySubject := autoSubject.MatchString(subject)
	byText := bodySaysAutomatic(head, text)
	if !sure && !bySubject && !byText {
		return nil, false
	}
	a := &voldaan.AutoReply{Suspected: !sure && (!bySubject || !absent.MatchString(text) && !automaticText.MatchString(text))}
	if !sure && !bySubject && personAbove(m.Reply) {
		return nil, false
	}
	a.Ticket = ticketNumber(m.Subject, m.Reply)
	day := m.Received
	if day.IsZero() {
		day = m.Date
	}
	isAbsent := absent.MatchString(text) || absent.MatchString(subject) || strings.EqualFold(h.Get("X-Apple-Action"), "VACATION")
	if isAbsent || bySubject {
		a.ReturnOn = returnDate(text, dayOf(day))
	}
	switch {
	case isAbsent || a.ReturnOn != 0:
		a.Sort = "out_of_office"
	case a.Ticket != "" || receiptText.MatchString(text) || receiptText.MatchString(subject):
		a.Sort = "ticket"
	case bySubject && !h.Has("List-Id"):
		a.Sort = "out_of_office"
	default:
		a.Sort = "system"
	}
	return a, true
}

// bodySaysAutomatic reports whether the text alone shows an automatic answer:
// it says so at its start, or it starts as an out-of-office note and names who
// is there instead.
func bodySaysAutomatic(head, text string) bool {
	if m := automaticText.FindStringIndex(head); m != nil && m[0] < 160 {
		return true
	}
	m := absent.FindStringIndex(head)
	return m != nil && m[0] < 90 && substitute.MatchString(text)
}

var substitute = regexp.MustCompile(`(?:dringend|spoed|urgent|dringlich|dringend|bij afwezigheid|tijdens mijn afwezigheid|during my absence|in my absence|pendant mon absence|durant mon absence|en mon absence|in meiner abwesenheit|während meiner abwesenheit|en cas d'urgence|in dringenden fällen|wird nicht weitergeleitet|niet doorgestuurd|not (?:be )?forwarded)`)

// ownWords are what a person writes about an invoice; above an automatic
// footer they make the mail a person's.
var ownWords = regexp.MustCompile(`\b(?:betaal|betaald|overgemaakt|factuur klopt|klopt niet|akkoord|wij betalen|we betalen|we will pay|i will pay|paid|have paid|payé|réglé|payons|virement|bezahlt|überwiesen|zahlen)\b`)

// personAbove reports whether a person's words about money stand before what
// makes the mail look automatic.
func personAbove(reply string) bool {
	low := fold.Line(strings.Join(strings.Fields(reply[:min(len(reply), 2000)]), " "))
	own := ownWords.FindStringIndex(low)
	if own == nil {
		return false
	}
	auto := automaticText.FindStringIndex(low)
	if auto == nil {
		auto = absent.FindStringIndex(low)
	}
	return auto == nil || own[0] < auto[0] || !strings.Contains(low, "automati")
}

// isAutomatic looks at the header alone. QUIRK: Exchange puts
// X-Auto-Response-Suppress on mail from people, so it proves nothing; and a
// list's fields stand on people's answers through a group address, so they
// count only on mail that answers nothing.
func isAutomatic(m voldaan.Mail, h Header) bool {
	v, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(h.Get("Auto-Submitted"))), ";")
	if v = strings.TrimSpace(v); v != "" && v != "no" {
		return true
	}
	switch strings.ToLower(strings.TrimSpace(h.Get("Precedence"))) {
	case "auto_reply", "auto-reply", "bulk", "junk":
		return true
	case "list":
		if !answers(m) {
			return true
		}
	}
	for _, n := range []string{
		"X-Autoreply", "X-Auto-Reply", "X-Autorespond", "X-Autoresponse", "X-Autoresponder", "X-Autoreply-From",
		"X-Mail-Autoreply", "X-Auto-Reply-From", "X-Amazon-Auto-Reply", "X-Autogenerated", "X-Vacation",
	} {
		if v := strings.ToLower(strings.TrimSpace(h.Get(n))); v != "" && v != "no" && v != "false" {
			return true
		}
	}
	if strings.EqualFold(strings.TrimSpace(h.Get("X-Apple-Action")), "VACATION") || NullSender(h) ||
		strings.Contains(strings.ToLower(h.Get("X-Ms-Exchange-Generated-Message-Source")), "mailbox rules agent") ||
		strings.Contains(strings.ToLower(h.Get("X-Post-Messageclass")), "autoresponder") {
		return true
	}
	if (h.Has("List-Id") || h.Has("List-Unsubscribe")) && !answers(m) {
		return true
	}
	return bounce.IsSystem(m.From.Address) || noReply.MatchString(m.From.Address)
}

// answers reports whether a mail is an answer to another.
func answers(m voldaan.Mail) bool { return len(m.InReplyTo) > 0 || len(m.References) > 0 }

var noReply = regexp.MustCompile(`^(?:[a-z0-9._+-]*[._+-])?(?:no[-_.]?reply|do[-_.]?not[-_.]?reply|geen[-_.]?antwoord|niet[-_.]?beantwoorden|nepasrepondre|ne[-_.]pas[-_.]repondre|keine[-_.]?antwort|nicht[-_.]?antworten|auto[-_.]?reply|autoresponder)(?:[._+-][a-z0-9._+-]*)?@`)

var ticketPatterns = []*regexp.Regexp{
	regexp.MustCompile(`(?i)\[(?:ticket|case|request|zaak|dossier|issue)?[\s:#-]*([A-Z]{0,6}[-#]?\d[\w-]{2,24})\]`),
	regexp.MustCompile(`(?i)\b(?:ticket ?(?:nummer|number|nr|id|no)?|case ?(?:number|id|no|nr)?|zaak(?:nummer|nr)|meldingsnummer|dossier(?:nummer|nr)?|vorgangs?(?:nummer|-?nr)?|numéro (?:de )?(?:ticket|dossier|demande|suivi)|n° de (?:ticket|dossier|demande)|request (?:number|id)?|demande n°|incident(?:nummer|number)?)\.?\s*(?:is|est|lautet|ist|:|#|=)*\s*[:#\[(]*\s*([A-Z]{0,6}[-#]?\d[\w-]{2,24})`),
}

// ticketNumber is the other side's number of a ticket, from the subject or the
// text.
func ticketNumber(subject, text string) string {
	text = text[:min(len(text), 4000)]
	for _, re := range ticketPatterns {
		for _, s := range []string{subject, text} {
			if m := re.FindStringSubmatch(s); m != nil {
				return strings.Trim(m[1], "#-_")
			}
		}
	}
	return ""
}

// NullSender reports whether the envelope's sender was empty (RFC 5321,
// section 4.5.5), as the receiving server noted it.
func NullSender(h Header) bool {
	v := strings.TrimSpace(h.Get("Return-Path"))
	return h.Has("Return-Path") && (v == "<>" || strings.EqualFold(v, "<MAILER-DAEMON>"))
}
