package parse

import (
	"net/mail"
	"slices"
	"strings"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/inbound/fold"
)

// field is one header field: the name as it stands, and the value unfolded.
type field struct{ name, value string }

// header is a message's or a part's header, from the top down.
type header struct{ fields []field }

// Get is the first value of a field, unfolded and not decoded; empty where
// there is none.
func (h *header) Get(name string) string {
	for _, f := range h.fields {
		if strings.EqualFold(f.name, name) {
			return f.value
		}
	}
	return ""
}

// Has reports whether a field stands in the header.
func (h *header) Has(name string) bool {
	return slices.ContainsFunc(h.fields, func(f field) bool { return strings.EqualFold(f.name, name) })
}

// Values lists the values of a field, from the top down.
func (h *header) Values(name string) []string {
	var out []string
	for _, f := range h.fields {
		if strings.EqualFold(f.name, name) {
			out = append(out, f.value)
		}
	}
	return out
}

// text is the first value of a field with encoded words decoded. QUIRK: some
// programs write an empty field before the true one.
func (h *header) text(name string) string {
	for _, v := range h.Values(name) {
		if s := strings.TrimSpace(decodeWords(v)); s != "" {
			return s
		}
	}
	return ""
}

// fill sets what the header says about a mail.
func (h *header) fill(m *voldaan.Mail, warnings *[]string) {
	m.Subject = h.text("Subject")
	if ids := messageIDs(h.Get("Message-Id")); len(ids) > 0 {
		m.MessageID = ids[0]
	} else {
		m.MessageID = strings.Trim(fold.Clean(h.Get("Message-Id")), "<> \t")
	}
	m.InReplyTo = messageIDs(h.Get("In-Reply-To"))
	m.References = messageIDs(h.Get("References"))
	if from := h.addresses("From"); len(from) > 0 {
		m.From = from[0]
		if len(from) > 1 || len(h.Values("From")) > 1 {
			*warnings = append(*warnings, "the message has more than one From address")
		}
	} else if len(h.fields) > 0 {
		*warnings = append(*warnings, "the message has no readable From address")
	}
	m.ReplyTo, m.To, m.Cc = h.addresses("Reply-To"), h.addresses("To"), h.addresses("Cc")
	for _, n := range []string{"Delivered-To", "X-Original-To", "Envelope-To"} {
		for _, v := range h.Values(n) {
			for _, a := range parseAddresses(v) {
				if len(m.DeliveredTo) < maxAddresses && !slices.Contains(m.DeliveredTo, a.Address) {
					m.DeliveredTo = append(m.DeliveredTo, a.Address)
				}
			}
		}
	}
	m.Date = parseDate(h.Get("Date"))
}

// maxAddresses bounds the addresses that are taken of one kind of field.
const maxAddresses = 2000

func (h *header) addresses(name string) []voldaan.Address {
	var out []voldaan.Address
	for _, v := range h.Values(name) {
		if len(out) >= maxAddresses {
			break
		}
		out = append(out, parseAddresses(v)...)
	}
	return out[:min(len(out), maxAddresses)]
}

// messageIDs reads a list of message identifiers (RFC 5322, section 3.6.4).
func messageIDs(v string) []string {
	var out []string
	for len(out) < 1000 {
		i := strings.IndexByte(v, '<')
		if i < 0 {
			break
		}
		v = v[i+1:]
		j := strings.IndexAny(v, "<>")
		if j < 0 {
			break
		}
		if id := strings.Join(strings.Fields(fold.Clean(v[:j])), ""); v[j] == '>' && id != "" {
			out = append(out, id)
		}
		v = v[j:]
	}
	if out == nil {
		if f := strings.Fields(fold.Clean(v)); len(f) == 1 && strings.Contains(f[0], "@") {
			out = []string{strings.Trim(f[0], "<>")}
		}
	}
	return out
}

// parseDate reads a Date field in its own offset; zero where unreadable.
func parseDate(v string) time.Time {
	v = strings.TrimSpace(v)
	if len(v) > 200 {
		return time.Time{}
	}
	if t, err := mail.ParseDate(v); err == nil {
		return t
	}
	if i := strings.IndexByte(v, '('); i > 0 {
		v = strings.TrimSpace(v[:i])
	}
	if _, after, ok := strings.Cut(v, ","); ok {
		v = strings.TrimSpace(after)
	}
	for _, layout := range []string{
		"2 Jan 2006 15:04:05 -0700", "2 Jan 2006 15:04:05 MST", "2 Jan 2006 15:04:05", "2 Jan 06 15:04:05 -0700",
		"2 Jan 2006 15:04:05 -07:00", "2 Jan 2006 15.04.05 -0700", "2 January 2006 15:04:05 -0700",
		"Mon Jan 2 15:04:05 2006", "Mon Jan 2 15:04:05 2006 -0700", time.RFC3339, "2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05",
	} {
		if t, err := time.Parse(layout, v); err == nil {
			return t
		}
	}
	return time.Time{}
}
