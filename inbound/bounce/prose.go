package bounce

import (
	"regexp"
	"slices"
	"strings"

	"github.com/voldaan/voldaan"
)

// bounceProse are the words of mail systems above a failed address: Postfix,
// Exim, qmail, Sendmail, Exchange and Microsoft 365, Gmail, Notes.
var bounceProse = regexp.MustCompile(`this is the mail system at host|could not be delivered to one or more|message that you sent could not be delivered|i'm afraid i wasn't able to deliver|i wasn't able to deliver|i was not able to deliver|address(?:es)? had (?:permanent fatal errors|transient non-fatal errors|delivery (?:errors|problems))|delivery has failed to these recipients|couldn't be delivered|could not be delivered|wasn't delivered to|was not delivered to|weren't delivered|delivery to the following recipient|did not reach the following recipient|unable to deliver (?:your|the|this) message|undeliverable|undelivered|address(?:es)? (?:couldn't be found|failed)|permanent(?:e)? (?:error|failure|fout)|failed permanently|mail delivery (?:failed|system)|message delivery has been delayed|has not (?:yet )?been delivered|delivery (?:is|has been) delayed|will be retried|kan niet worden bezorgd|kon niet worden (?:bezorgd|afgeleverd)|niet bezorgd|is niet bezorgd|niet worden afgeleverd|n'a pas (?:pu être|été) (?:remis|distribué|délivré)|la remise a échoué|konnte nicht (?:zugestellt|übermittelt)|zustellung .{0,60}(?:fehlgeschlagen|verzögert)|nicht zugestellt|user unknown|no such user|not listed in`)

// returnedMarker is the line below which a mail system quotes the mail.
var returnedMarker = regexp.MustCompile(`(?im)^[ \t]*(?:-{2,}[ \t]*(?:this is a copy of|below this line is a copy|original message|the header of the original|returned message|the body of the message|original mail|origineel|message header|kopie van|the following is a copy)|original message headers:|original message header|oorspronkelijke berichtkoppen|en-têtes de message|ursprüngliche nachrichtenkopfzeilen|origineel bericht:|-{3,} message headers|----- original message -----)`)

// noticeText is the mail system's own part of a bounce's text.
func noticeText(text string) string {
	text = text[:min(len(text), 1<<18)]
	if m := returnedMarker.FindStringIndex(text); m != nil && m[0] > 0 {
		return text[:m[0]]
	}
	return text
}

var anyAddress = regexp.MustCompile(`[a-zA-Z0-9!#$%&'*+/=?^_{|}~.-]{1,64}@[a-zA-Z0-9-]{1,63}(?:\.[a-zA-Z0-9-]{1,63})+`)

// proseRecipients finds failed recipients in the notice: each address with the
// words that follow it up to the next one. Addresses that are the mail
// system's or the sender's own, and those that only stand inside a remote
// server's words about another, do not count.
func proseRecipients(notice string, own []string, subject string) []voldaan.BounceRecipient {
	type hit struct {
		addr     string
		from, to int
		heading  bool
	}
	var hits []hit
	for _, m := range anyAddress.FindAllStringIndex(notice, 200) {
		a := strings.ToLower(strings.Trim(notice[m[0]:m[1]], ".'"))
		if slices.Contains(own, a) || IsSystem(a) || inMessageID(notice, m[0], m[1]) {
			continue
		}
		hits = append(hits, hit{a, m[0], m[1], isHeading(notice, m[0], m[1])})
	}
	headings := slices.ContainsFunc(hits, func(h hit) bool { return h.heading })
	var out []voldaan.BounceRecipient
	seen := map[string]bool{}
	for i, h := range hits {
		if headings && !h.heading || seen[h.addr] {
			continue
		}
		seen[h.addr] = true
		end := len(notice)
		for _, n := range hits[i+1:] {
			if n.addr != h.addr && (n.heading || !headings) {
				end = n.from
				break
			}
		}
		words := notice[h.to:end]
		if !headings {
			words = notice
		}
		out = appendRecipients(out, makeRecipient(h.addr, "", words, isDelay(notice, subject)))
		if len(out) == 100 || !headings {
			break
		}
	}
	return out
}

// inMessageID reports whether an address is the identifier of a message or an
// address of a web page.
func inMessageID(s string, from, to int) bool {
	lineStart := strings.LastIndexByte(s[:from], '\n') + 1
	before := strings.ToLower(s[lineStart:from])
	return strings.Contains(before, "message-id") || strings.Contains(before, "http") || strings.Contains(before, "from:") ||
		strings.Contains(before, "sender") || strings.Contains(before, "contact ") || to < len(s) && s[to] == '/'
}

var beforeHeading = regexp.MustCompile(`(?i)^[\s<>*'"(-]*(?:(?:to|recipient|final-recipient|user|failed address|address|aan|recipients?|empfänger|destinataire)[:\s][^@]{0,40})?(?:rfc822;)?[\s<"'(]*$`)

// isHeading reports whether an address starts its line, as those do to which
// the words below belong.
func isHeading(s string, from, to int) bool {
	start := strings.LastIndexByte(s[:from], '\n') + 1
	if from-start > 80 || !beforeHeading.MatchString(s[start:from]) {
		return false
	}
	end := strings.IndexByte(s[to:], '\n')
	if end < 0 {
		end = len(s) - to
	}
	rest := strings.TrimLeft(s[to:to+end], ">\"')] \t")
	return rest == "" || strings.ContainsAny(rest[:1], ":(<-;") || len(rest) > 3 && strings.HasPrefix(rest, "...")
}

var (
	delayWords = regexp.MustCompile(`(?i)delay|has not yet been delivered|will be retried|will (?:continue|keep) (?:trying|to try)|still (?:trying|being)|warning: (?:could not|message)|transient non-fatal|do not need to resend|vertraagd|vertraging|nog niet (?:bezorgd|afgeleverd)|retardé|n'a pas encore|verzögert|noch nicht`)
	givenUp    = regexp.MustCompile(`(?i)giving up|gave up|permanent|too long|has expired|no longer|5\.\d+\.\d+|could not be delivered for`)
)

// isDelay reports whether a notice is a warning that delivery is still tried.
func isDelay(notice, subject string) bool {
	head := notice[:min(len(notice), 2000)]
	if delayWords.MatchString(subject) {
		return true
	}
	return delayWords.MatchString(head) && !givenUp.MatchString(head)
}

// proseRecipient classifies a recipient whom a header field names, by the
// words behind his address in the notice.
func proseRecipient(addr, notice, subject string) voldaan.BounceRecipient {
	words := notice
	if i := strings.Index(strings.ToLower(notice), addr); i >= 0 && i+len(addr) <= len(notice) {
		words = notice[i+len(addr):]
		for _, m := range anyAddress.FindAllStringIndex(words, 50) {
			if !strings.EqualFold(words[m[0]:m[1]], addr) && isHeading(words, m[0], m[1]) {
				words = words[:m[0]]
				break
			}
		}
	}
	return makeRecipient(addr, "", words, isDelay(notice, subject))
}

// returnedRecipients takes the recipient of the returned mail where the notice
// names none.
func (r Report) returnedRecipients(notice string, own []string) []voldaan.BounceRecipient {
	for _, h := range r.Returned {
		if len(h.To) == 1 && !slices.Contains(own, h.To[0]) {
			return []voldaan.BounceRecipient{makeRecipient(h.To[0], "", notice, isDelay(notice, r.Subject))}
		}
	}
	return nil
}
