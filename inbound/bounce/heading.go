package bounce

import (
	"strings"

	"github.com/voldaan/voldaan/internal/lazyregexp"

	"github.com/voldaan/voldaan/inbound/fold"
)

// rank is how surely an address in a notice is that of a failed recipient.
type rank uint8

const (
	noRecipient rank = iota
	mentioned        // stands in the notice
	named            // behind "to", "for", "user" in a sentence, or in a 550 line
	dialogue         // in ">>> RCPT TO:<…>" of the session's transcript
	heading          // starts a line, with the words about it below
)

var (
	// beforeHeading is what may stand before an address that is a heading.
	beforeHeading = lazyregexp.MustCompile(`^[\s<>*'"(\[|\-•·]*(?:(?:` + headingLabels + `)(?:[ ]?\([^)]{0,20}\))?[ ]{0,3}(?:[:=\-]|\s)[\s\-]*)?[<"'(\[]*(?:rfc822;|smtp:|mailto:|internet:)?[\s<"'(\[]*$`)
	// sender's own words before an address that is none of a recipient's.
	beforeOther = lazyregexp.MustCompile(`(?:message[- ]?id|identifi(?:er|ant)|message reference|bericht-?id|nachrichten-?id|id (?:de|du|del) mess?a|envelope-?id|queue-?id)[^@]{0,60}$|https?:|www\.|\b(?:from|sender|van|afzender|von|absender|expéditeur|remitente|mittente|return-path|reply-to|errors-to|contact|e-?mailing|mailed by|on behalf of|postmaster|administrator|administrateur|beheerder|abuse|support|helpdesk|mail from|write to|send (?:e-?)?mail to|x-[a-z-]+|de la part de)\b[^@]{0,40}$`)
	toBefore    = lazyregexp.MustCompile(`(?:\b(?:to|for|aan|voor|à|an|für|para|pour|al|do|user|recipients?|mailbox|address(?:es)?|account|gebruiker|adres|adresse|destinataire|empfänger|destinatario|destinatário|utilisateur|indirizzo|rcpt)|рес\w*|лучател\p{L}*|адрес\p{L}*|宛先|宛)[\s:;<>("'\[*]{0,8}$`)
	rcptLine    = lazyregexp.MustCompile(`(?:^|[>\-]{1,4}\s*|sent )rcpt[ _]to[:\s]`)
	replyLine   = lazyregexp.MustCompile(`^\W{0,6}[45][0-5]\d[ \-]`)
	opener      = lazyregexp.MustCompile(`(?:recipient|address|geadresseerde|ontvanger|destinataire|adresse|empfänger|destinatario|destinatari|destinatário|indirizz|odbiorc|adresat|получател|宛先|the following|folgende|volgende|suivant|siguiente|seguente|not delivered to|cannot be delivered to|undeliverable to|could not be delivered to).{0,60}(?::|-{2,}|\*)\s*$|failed addresses follow|(?:had|have) (?:permanent|transient|delivery)|recipients? (?:or|and) groups`)
	blockEnd    = lazyregexp.MustCompile(`transcript of session|session transcript|technical details|diagnostic information|error message below|message details|non-delivered information|diagnosegegevens|informations de diagnostic|diagnoseinformationen|reporting-mta|arrival-date`)
)

// headingLabels are the words before a failed recipient's address.
const headingLabels = `to|rcpt to|recipients?|recipient address|final[- ]recipient|original[- ]recipient|intended recipients?|failed recipients?|failed address(?:es)?|undeliverable address|e-?mail address|address(?:es)?|user|unknown (?:local )?user|unknown recipient|unknown host|unknown address|invalid user|invalid recipient|invalid receiver address|user unknown|no such user|user mailbox exceeds allowed size|mailbox full|undeliverable to|could not be delivered to|could not deliver (?:mail )?to|unable to deliver (?:message )?to|not delivered to|delivery failed(?: \d+ attempts)?|delivery to|failed to deliver to|error delivering to|aan|ontvangers?|geadresseerden?|adres|e-mailadres|à|destinataires?|adresse|an|empfänger|email-adresse|para|destinatarios?|destinatari|a|destinatário|do|odbiorca|adres|кому|получатель|адрес|адресат|宛先|あて先|送信先|送信先アドレス|受信者|メールアドレス|收件人|收件人地址|收信人|收件者|收件地址|邮箱地址|받는 ?사람|받는 ?이|수신자|수신인|수신 ?주소|mottagare|modtagere?|mottakere?|vastaanottajat?|příjemc[ei]|adresát|címzett|alıcı|kime|til|till|smtp`

// narrow makes the wide punctuation of East Asian texts that of headings.
var narrow = strings.NewReplacer("：", ":", "；", ";", "，", ",", "、", ",", "（", "(", "）", ")", "＜", "<", "＞", ">", "〈", "<", "〉", ">", "《", "<", "》", ">",
	"「", "(", "」", ")", "『", "(", "』", ")", "【", "[", "】", "]", "［", "[", "］", "]", "。", ".", "\u3000", " ")

// lineAround is the line in which text[from:to] stands, cut at that stretch.
func lineAround(text string, from, to int) (before, after string) {
	start := strings.LastIndexByte(text[:from], '\n') + 1
	if from-start > 300 {
		start = from - 300
	}
	end := strings.IndexByte(text[to:], '\n')
	if end < 0 {
		end = len(text) - to
	}
	return narrow.Replace(strings.ToValidUTF8(text[start:from], "")), narrow.Replace(text[to : to+min(end, 300)])
}

// rankOf tells how surely the address text[from:to] is a failed recipient's;
// listed says that the lines above announced a list of them.
func rankOf(text string, from, to int, listed bool) rank {
	before, after := lineAround(text, from, to)
	low := fold.Text(before)
	switch {
	case beforeHeading.MatchString(low) && (listed || endsHeading(after)):
		return heading
	case beforeOther.MatchString(low) || strings.HasPrefix(after, "/"):
		return noRecipient
	case rcptLine.MatchString(low):
		return dialogue
	case strings.Contains(low, "expanded from") || strings.Contains(low, "generated from"):
		return named // the alias of a recipient, who comes first
	case listed && !strings.Contains(low, "@") && len(low) < 80 && endsHeading(after):
		return heading // a display name before the address
	case replyLine.MatchString(before):
		return named
	}
	if strings.TrimSpace(low) == "" || len(low) < 20 {
		low = fold.Text(strings.ToValidUTF8(text[max(0, from-60):from], ""))
		low = strings.Join(strings.Fields(low), " ") + " "
	}
	if toBefore.MatchString(low) || strings.HasPrefix(strings.TrimLeft(after, `>")' `), "couldn't be") {
		return named
	}
	return mentioned
}

// endsHeading reports whether what follows an address on its line leaves it a
// heading: nothing, punctuation, or the start of the reason.
func endsHeading(after string) bool {
	rest := strings.TrimLeft(after, ">\"')]}* \t")
	if rest == "" || strings.ContainsAny(rest[:1], ":(<-;=[,") || strings.HasPrefix(rest, "...") || strings.HasPrefix(rest, "…") {
		return true
	}
	for _, p := range []string{"on ", "is ", "was ", "has ", "does ", "failed", "unknown", "not ", "Invalid", "invalid", "User", "user", "Error", "ERROR", "couldn't", "could not", "5", "4"} {
		if strings.HasPrefix(rest, p) {
			return true
		}
	}
	return false
}
