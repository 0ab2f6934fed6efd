// Package bounce reads delivery reports: whom a mail did not reach, why, and
// whether it ever will.
package bounce

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/inbound/fold"
)

var bounceSubject = regexp.MustCompile(`undeliver|delivery (?:status notification|has failed|failure|failed|problem|error|report|delayed)|delivery to .{0,80}(?:failed|delayed)|returned mail|mail delivery (?:failed|failure|system|error)|failure notice|mail (?:delayed|failure|error|returned)|message (?:delayed|undeliverable|not delivered)|could not (?:be delivered|send)|not delivered|nondeliver|non-deliver|non delivery|onbestelbaar|niet (?:bezorgd|afgeleverd|besteld)|kon niet worden|onbezorgbaar|vertraagd|non remis|non[- ]distribu|non délivr|échec (?:de )?(?:la )?(?:remise|distribution|livraison)|notification d'état de remise|avis de non|retardé|unzustellbar|nicht zugestellt|zustellung|unzustellbarkeit|verzögert|returned to sender|delivery notification|rejected:|mislukt|user unknown|warning: could not`)

// Report is what of a message can tell of a failed delivery.
type Report struct {
	From    string // the sender's address, in lower case
	RawFrom string // the From field as it stands
	Subject string
	Text    string // the text without attached messages
	To      []string
	// Own are the bot's own addresses, in lower case; they never failed.
	Own []string
	// NullSender says that the envelope's sender was empty (RFC 5321, section
	// 4.5.5), as the receiving server noted it.
	NullSender bool
	// Type is the media type, and ReportType its parameter report-type (RFC 6522).
	Type, ReportType string
	// OtherReport says that the message holds a report of another kind: a read
	// receipt (RFC 8098) or an abuse report (RFC 5965).
	OtherReport bool
	// Delivery are the message/delivery-status parts (RFC 3464, section 2).
	Delivery [][]byte
	// FailedRecipients is the field X-Failed-Recipients as it stands (Exim).
	FailedRecipients string
	// Returned are the messages or headers that came back.
	Returned []Returned
	// InReplyTo and References are Message-IDs without angle brackets.
	InReplyTo, References []string
}

// Returned is what a returned message's header tells.
type Returned struct {
	MessageID string // without angle brackets
	To        []string
}

// Read reads a failed or delayed delivery out of the message. The signs, from
// sure to likely: a delivery-status part (RFC 3464) with a failure, the field
// X-Failed-Recipients, or a mail system as sender with a text or subject that
// says so.
func Read(r Report) (*voldaan.Bounce, bool) {
	b := &voldaan.Bounce{}
	for _, d := range r.Delivery {
		b.Recipients = appendRecipients(b.Recipients, statusRecipients(d)...)
	}
	if len(b.Recipients) == 0 && len(r.Delivery) > 0 && hasSuccess(r.Delivery) {
		return nil, false
	}
	failed := addresses(r.FailedRecipients)
	if len(b.Recipients) == 0 && len(failed) == 0 && !r.looksBounced() {
		return nil, false
	}
	own := slices.Concat(r.Own, []string{r.From}, r.To)
	notice := noticeText(r.Text)
	if len(b.Recipients) == 0 {
		for _, a := range failed {
			b.Recipients = appendRecipients(b.Recipients, proseRecipient(a, notice, r.Subject))
		}
	}
	if len(b.Recipients) == 0 {
		b.Recipients = proseRecipients(notice, own, r.Subject)
	}
	if len(b.Recipients) == 0 {
		b.Recipients = r.returnedRecipients(notice, own)
	}
	refine(b.Recipients, notice)
	b.OriginalMessageID = r.originalID()
	return b, true
}

// looksBounced asks for two signs of a bounce in a message without the fields
// that prove it.
func (r Report) looksBounced() bool {
	if r.Type == "multipart/report" && strings.EqualFold(r.ReportType, "delivery-status") {
		return true
	}
	if r.Type == "multipart/report" || r.OtherReport {
		return false
	}
	signs := 0
	if IsSystem(r.From) || IsSystem(strings.ToLower(strings.Trim(r.RawFrom, "<> "))) {
		signs++
	}
	if r.NullSender {
		signs++
	}
	if signs == 0 {
		return false
	}
	bySubject := bounceSubject.MatchString(fold.Line(r.Subject))
	if bySubject && !IsSuccess(r.Subject) {
		signs++
	}
	byProse := bounceProse.MatchString(strings.ToLower(r.Text[:min(len(r.Text), 3000)]))
	if byProse {
		signs++
	}
	return signs >= 2 && (bySubject || byProse)
}

func hasSuccess(parts [][]byte) bool {
	for _, p := range parts {
		for _, g := range statusGroups(p) {
			switch strings.ToLower(g["action"]) {
			case "delivered", "relayed", "expanded":
				return true
			}
		}
	}
	return false
}

// statusGroups reads the groups of fields of a delivery-status part (RFC 3464,
// section 2.1), names in lower case.
func statusGroups(b []byte) []map[string]string {
	var out []map[string]string
	cur := map[string]string{}
	last := ""
	flush := func() {
		if len(cur) > 0 {
			out = append(out, cur)
		}
		cur, last = map[string]string{}, ""
	}
	for l := range strings.Lines(fold.Clean(string(b))) {
		l = strings.TrimRight(l, "\n")
		switch {
		case strings.TrimSpace(l) == "":
			flush()
		case (l[0] == ' ' || l[0] == '\t') && last != "":
			cur[last] += " " + strings.TrimSpace(l)
		default:
			k, v, ok := strings.Cut(l, ":")
			if !ok {
				continue
			}
			k = strings.ToLower(strings.TrimSpace(k))
			if (k == "final-recipient" || k == "original-recipient") && cur["status"] != "" && cur[k] != "" {
				flush() // QUIRK: groups without an empty line between them
			}
			cur[k], last = strings.TrimSpace(v), k
		}
	}
	flush()
	return out
}

// statusRecipients are the failed and delayed recipients of a delivery-status
// part, in its order.
func statusRecipients(b []byte) []voldaan.BounceRecipient {
	var out []voldaan.BounceRecipient
	for _, g := range statusGroups(b) {
		addr := typedAddress(g["final-recipient"])
		if addr == "" {
			addr = typedAddress(g["original-recipient"])
		}
		if addr == "" {
			addr = typedAddress(g["x-actual-recipient"])
		}
		if addr == "" {
			continue
		}
		action, _, _ := strings.Cut(strings.ToLower(g["action"]), " ")
		status := statusCode.FindString(g["status"])
		if action == "" {
			switch {
			case strings.HasPrefix(status, "2"):
				action = "delivered"
			case strings.HasPrefix(status, "4"):
				action = "delayed"
			default:
				action = "failed"
			}
		}
		if action != "failed" && action != "delayed" && action != "failure" && action != "delay" {
			continue
		}
		out = append(out, makeRecipient(addr, status, g["diagnostic-code"], strings.HasPrefix(action, "delay")))
	}
	return out
}

// typedAddress reads "rfc822; jan@klant.example" (RFC 3464, section 2.3.1).
func typedAddress(v string) string {
	_, a, ok := strings.Cut(v, ";")
	if !ok {
		a = v
	}
	a = strings.TrimSpace(a)
	if strings.HasPrefix(a, "IMCEA") || !strings.Contains(a, "@") {
		return ""
	}
	if list := addresses(a); len(list) > 0 {
		return list[0]
	}
	return strings.ToLower(strings.Trim(a, "<>\"' "))
}

// appendRecipients adds recipients, each address once.
func appendRecipients(list []voldaan.BounceRecipient, more ...voldaan.BounceRecipient) []voldaan.BounceRecipient {
	for _, r := range more {
		if !slices.ContainsFunc(list, func(o voldaan.BounceRecipient) bool { return o.Address == r.Address }) {
			list = append(list, r)
		}
	}
	return list
}

var (
	// statusCode is an enhanced status code (RFC 3463, section 2).
	statusCode = regexp.MustCompile(`\b[245]\.\d{1,3}\.\d{1,3}\b`)
	// replyCode is an SMTP reply code (RFC 5321, section 4.2) as it stands in
	// running text.
	replyCode = regexp.MustCompile(`(?:^|[\s'"(:;<>])([45][0-5]\d)(?:[ \-:]|$|'|")`)
)

// makeRecipient classifies one failed or delayed recipient by the status and
// the remote server's words.
func makeRecipient(addr, status, words string, delayed bool) voldaan.BounceRecipient {
	r := voldaan.BounceRecipient{Address: addr, Status: status}
	words = words[:min(len(words), maxWords)]
	if m := replyCode.FindStringSubmatch(words); m != nil {
		r.SMTPCode, _ = strconv.Atoi(m[1])
	}
	if s := enhancedStatus(words); s != "" && (status == "" || strings.HasSuffix(status, ".0.0")) {
		r.Status = s
	}
	r.Reason = bounceReason(r.Status, r.SMTPCode, words)
	r.Hard = !delayed && isHard(r.Reason) && !strings.HasPrefix(r.Status, "4") && r.SMTPCode/100 != 4
	if delayed && r.Reason == voldaan.BounceOther {
		r.Reason = voldaan.BounceNetwork
	}
	return r
}

// enhancedStatus finds a status code in words that is no part of an IP
// address or version.
func enhancedStatus(words string) string {
	for _, m := range statusCode.FindAllStringIndex(words, 20) {
		if m[1] < len(words)-1 && words[m[1]] == '.' && words[m[1]+1] >= '0' && words[m[1]+1] <= '9' || m[0] > 0 && words[m[0]-1] == '.' {
			continue
		}
		return words[m[0]:m[1]]
	}
	return ""
}

// refine takes the reason of a lone recipient from the human-readable notice
// where his own words say nothing.
func refine(list []voldaan.BounceRecipient, notice string) {
	if len(list) != 1 || list[0].Reason != voldaan.BounceOther {
		return
	}
	r := &list[0]
	if reason := bounceReason("", r.SMTPCode, notice); reason != voldaan.BounceOther {
		r.Reason = reason
		r.Hard = isHard(reason) && !strings.HasPrefix(r.Status, "4") && r.SMTPCode/100 != 4
	}
}

var quotedMessageID = regexp.MustCompile(`(?im)^[> \t]*message-id:\s*<([^<>\s]+)>`)

// originalID is the Message-ID of the mail that failed: from the returned
// header, from the notice, or from the threading fields.
func (r Report) originalID() string {
	for _, h := range r.Returned {
		if h.MessageID != "" {
			return h.MessageID
		}
	}
	if g := quotedMessageID.FindStringSubmatch(r.Text[:min(len(r.Text), 1<<18)]); g != nil {
		return g[1]
	}
	if len(r.InReplyTo) > 0 {
		return r.InReplyTo[0]
	}
	if n := len(r.References); n > 0 {
		return r.References[n-1]
	}
	return ""
}

// addresses lists the addresses in a field or line, in lower case.
func addresses(v string) []string {
	var out []string
	for _, a := range anyAddress.FindAllString(v[:min(len(v), 1<<16)], 200) {
		out = append(out, strings.ToLower(a))
	}
	return out
}
