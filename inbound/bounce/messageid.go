package bounce

import (
	"slices"
	"strings"

	"github.com/voldaan/voldaan/internal/lazyregexp"
)

var quotedMessageID = lazyregexp.MustCompile(`(?im)^[> \t]*(?:the |original |internet )*(?:message[- ]?id(?:entifier)?|bericht-id|nachrichten-id|identifiant du message|id (?:de message|del mensaje|messaggio))(?: was| is)?[ \t]*:?\s*<([^<>\s]+)>`)

// originalID is the Message-ID of the mail that failed: from the returned
// header, from the notice, or from the threading fields.
func (r Report) originalID() string {
	for _, h := range r.Returned {
		if h.MessageID != "" {
			return h.MessageID
		}
	}
	if g := quotedMessageID.FindStringSubmatch(clip(r.Text, maxNotice)); g != nil {
		return g[1]
	}
	for _, g := range r.groups() {
		for _, name := range []string{"x-original-message-id", "original-message-id", "x-message-id"} {
			if id := strings.Trim(g[name], "<> "); id != "" && !strings.ContainsAny(id, " <>") {
				return id
			}
		}
	}
	if len(r.InReplyTo) > 0 {
		return r.InReplyTo[0]
	}
	if n := len(r.References); n > 0 {
		return r.References[n-1]
	}
	return ""
}

// messageIDs are what the report knows to be Message-IDs; they look like
// addresses, and are none.
func (r Report) messageIDs() []string {
	out := slices.Concat(r.InReplyTo, r.References)
	for _, h := range r.Returned {
		out = append(out, h.MessageID)
	}
	if g := quotedMessageID.FindStringSubmatch(clip(r.Text, maxNotice)); g != nil {
		out = append(out, g[1])
	}
	for i, id := range out {
		out[i] = strings.ToLower(id)
	}
	return out
}
