package bounce

import (
	"slices"
	"strings"

	"github.com/voldaan/voldaan/internal/lazyregexp"
)

// notice is a mail system's own words, and what is known beside them.
type notice struct {
	text    string
	own     []string // addresses that did not fail
	bot     []string // the bot's among them
	subject string   // what a server said, where the subject has it
	delayed bool
	said    map[string]string // by address, once asked for
}

// transcript are the lines of the notice that speak of an address, and the
// replies of the remote server below its RCPT command.
func (n *notice) transcript(addr string) string {
	if n.said == nil {
		n.said = transcripts(n.text)
	}
	return n.said[addr]
}

// transcripts reads a notice once for all addresses in it, the first
// 2*maxRecipients of them.
func transcripts(text string) map[string]string {
	out, open := map[string]string{}, []string{}
	for l := range strings.Lines(text) {
		low := strings.ToLower(l)
		var named []string
		for _, m := range spans(clip(low, 1<<16), maxRecipients) {
			if a := tidy(low[m[0]:m[1]]); a != "" {
				named = append(named, a)
			}
		}
		switch {
		case len(named) > 0 && rcptLine.MatchString(low):
			open = named
		case len(named) > 0:
			open = slices.DeleteFunc(open, func(a string) bool { return !slices.Contains(named, a) })
		case strings.TrimSpace(low) == "" || strings.Contains(low, "@"):
			open = nil
		}
		for _, a := range append(slices.Clip(named), open...) {
			s, known := out[a]
			if !known && len(out) == 2*maxRecipients || len(s) >= maxWords || strings.HasSuffix(s, l) {
				continue
			}
			out[a] = s + clip(l, maxWords)
		}
	}
	return out
}

// maxNotice is how much of a text is looked at.
const maxNotice = 1 << 17

// returnedMarker is the line below which a mail system quotes the mail.
var returnedMarker = lazyregexp.MustCompile(`(?im)^[ \t>]*(?:[-|=*_]{2,}[ \t]*(?:this is a copy of|below this line is a copy|original message|the header of the original|the original message|returned message|returned mail|the body of the message|original mail|unsent message|message header|message text follows|message follows|undelivered message|forwarded message|the following is a copy|origineel|oorspronkelijk|kopie van|message d'origine|message original|copie du message|ursprüngliche|originalnachricht|mensaje original|messaggio originale|исходное сообщение|the message that caused|start of (?:the )?(?:returned|original)|mail header|header of|enclosed is)|original message headers?:|original message follows|below is a copy of the original message|the original message (?:was|is) (?:attached|below)|a copy of (?:the|your) (?:original )?message|copy of (?:the )?(?:original )?message (?:follows|below|is)|your original message (?:follows|is included)|oorspronkelijke berichtkoppen|en-têtes d(?:e |u )message|ursprüngliche nachrichten(?:kopfzeilen|header)|encabezados de mensaje|intestazioni (?:originali )?del messaggio|cabeçalhos (?:originais )?d[ea] mensagem|oryginalne nagłówki|origineel bericht:|orig(?:inal)? headers?:|return-path: *<.*>$|received: +(?:from|by) )`)

// mailField is a line of the returned header.
var mailField = lazyregexp.MustCompile(`^[ \t>]{0,8}([A-Za-z][A-Za-z-]{1,30}):[ \t]*(.*)$`)

// splitNotice cuts a text into the mail system's own words and the mail that
// came back.
func splitNotice(text string) (notice, back string) {
	text = clip(text, maxNotice)
	if m := returnedMarker.FindStringIndex(text); m != nil && m[0] > 0 && strings.TrimSpace(text[:m[0]]) != "" {
		return text[:m[0]], text[m[0]:]
	}
	return text, ""
}

// quotedHeader reads the header of the mail that came back inside the text.
func quotedHeader(back string) Returned {
	var r Returned
	seen := 0
	last := ""
	for l := range strings.Lines(clip(back, 1<<16)) {
		m := mailField.FindStringSubmatch(strings.TrimRight(l, "\r\n"))
		switch {
		case m != nil:
			seen++
			last = strings.ToLower(m[1])
			r.field(last, m[2])
		case strings.TrimSpace(l) == "":
			if seen >= 3 {
				return r
			}
			last = ""
		case l[0] == ' ' || l[0] == '\t':
			r.field(last, l)
		}
	}
	return r
}

// field takes what one field of the returned header tells.
func (r *Returned) field(name, value string) {
	switch name {
	case "to", "x-original-to", "delivered-to", "envelope-to", "original-recipient", "x-envelope-to":
		if list := addresses(value); len(r.To) < maxRecipients {
			r.To = append(r.To, list...)
		}
	case "from", "return-path", "sender", "reply-to", "x-sender", "envelope-from":
		if list := addresses(value); len(r.From) < maxRecipients {
			r.From = append(r.From, list...)
		}
	case "message-id":
		if id := strings.Trim(strings.TrimSpace(value), "<>"); r.MessageID == "" && !strings.ContainsAny(id, " \t<>") {
			r.MessageID = id
		}
	}
}
