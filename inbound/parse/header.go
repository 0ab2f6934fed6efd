package parse

import (
	"bufio"
	"bytes"
	"net/mail"
	"slices"
	"strings"
	"time"

	"github.com/emersion/go-message"
	"github.com/emersion/go-message/textproto"

	"github.com/voldaan/voldaan"
)

const maxHeader = 1 << 20

// header is a message's or a part's header.
type header struct{ message.Header }

// readHeader cuts an entity into header and body. Lines that are no field are
// dropped and the rest is read; without any field all bytes are the body.
func (w *walker) readHeader(raw []byte, top bool) (header, []byte) {
	block, body, odd := cutHeader(raw, top)
	if odd && top {
		w.warn("malformed header lines")
	}
	if len(block) == 0 {
		if top {
			w.warn("the message has no header")
		}
		return header{}, body
	}
	h, err := textproto.ReadHeader(bufio.NewReader(bytes.NewReader(block)))
	if err != nil {
		h, err = textproto.ReadHeader(bufio.NewReader(bytes.NewReader(cleanHeader(block))))
	}
	if err != nil {
		w.warn("header: %v", err)
	}
	return header{message.Header{Header: h}}, body
}

// cutHeader finds where the header ends. The block that it returns holds only
// fields and their continuation lines and ends with an empty line; odd says
// that other lines were left out.
func cutHeader(raw []byte, top bool) (block, body []byte, odd bool) {
	rest := raw
	if top {
		if t := bytes.TrimLeft(raw, "\r\n"); isField(firstLine(t)) {
			rest, odd = t, len(t) < len(raw)
		}
	}
	keep := rest
	seen, strip := false, false
	for len(rest) > 0 {
		l, after, _ := bytes.Cut(rest, []byte("\n"))
		t := bytes.TrimRight(l, "\r")
		switch {
		case len(t) == 0 || len(bytes.TrimSpace(t)) == 0 && !continues(after):
			return finish(keep[:len(keep)-len(rest)], seen, strip, keep, after, odd)
		case t[0] == ' ' || t[0] == '\t':
			strip = strip || !seen
		case isField(t):
			seen = true
		case !seen && !fieldFollows(after, 2) || seen && (bytes.HasPrefix(t, []byte("--")) || !fieldFollows(after, 5)):
			return finish(keep[:len(keep)-len(rest)], seen, strip, keep, rest, true)
		default:
			strip, odd = true, true
		}
		if len(keep)-len(after) > maxHeader {
			return finish(keep[:len(keep)-len(rest)], seen, strip, keep, rest, true)
		}
		rest = after
	}
	return finish(keep, seen, strip, keep, nil, odd)
}

func finish(block []byte, seen, strip bool, all, body []byte, odd bool) ([]byte, []byte, bool) {
	if !seen {
		if len(bytes.TrimSpace(block)) == 0 {
			return nil, body, odd
		}
		return nil, all, odd
	}
	if strip {
		return cleanHeader(block), body, odd
	}
	return append(slices.Clip(block), "\r\n\r\n"...), body, odd
}

func continues(after []byte) bool {
	return len(after) > 0 && (after[0] == ' ' || after[0] == '\t')
}

func firstLine(b []byte) []byte {
	l, _, _ := bytes.Cut(b, []byte("\n"))
	return bytes.TrimRight(l, "\r")
}

// isField reports whether a line starts a header field (RFC 5322, section
// 2.2). QUIRK: some programs put blanks before the colon.
func isField(l []byte) bool {
	i := bytes.IndexByte(l, ':')
	if i <= 0 || i > 120 {
		return false
	}
	name := bytes.TrimRight(l[:i], " \t")
	for _, c := range name {
		if c <= ' ' || c >= 0x7f {
			return false
		}
	}
	return len(name) > 0
}

// fieldFollows reports whether one of the next n lines is a known kind of
// field, so that the header goes on after a malformed line.
func fieldFollows(b []byte, n int) bool {
	for range n {
		l, after, _ := bytes.Cut(b, []byte("\n"))
		if len(bytes.TrimSpace(l)) == 0 {
			return false
		}
		if isField(l) && !bytes.HasPrefix(l, []byte("http")) {
			return true
		}
		b = after
	}
	return false
}

// cleanHeader keeps what is a field or its continuation.
func cleanHeader(block []byte) []byte {
	out := make([]byte, 0, len(block)+4)
	open := false
	for l := range bytes.Lines(block) {
		l = bytes.TrimRight(l, "\r\n")
		switch {
		case len(l) == 0:
			continue
		case l[0] == ' ' || l[0] == '\t':
			if !open {
				continue
			}
		case isField(l):
			open = true
			i := bytes.IndexByte(l, ':')
			out = append(append(out, bytes.TrimRight(l[:i], " \t")...), l[i:]...)
			out = append(out, "\r\n"...)
			continue
		default:
			open = false
			continue
		}
		out = append(append(out, l...), "\r\n"...)
	}
	return append(out, "\r\n"...)
}

// text is the first value of a field with encoded words decoded.
func (h header) text(name string) string {
	return strings.TrimSpace(decodeWords(h.Get(name)))
}

// encoding is the transfer encoding without comments and blanks.
func (h header) encoding() string {
	v, _, _ := strings.Cut(h.Get("Content-Transfer-Encoding"), ";")
	v, _, _ = strings.Cut(v, "(")
	return strings.Trim(v, " \t\"'")
}

// contentType is the media type in lower case with its parameters; def, or
// text/plain, where there is none.
func (h header) contentType(def string) (string, map[string]string) {
	v := h.Get("Content-Type")
	if strings.TrimSpace(v) == "" {
		if def == "" {
			def = "text/plain"
		}
		return def, nil
	}
	typ, params := parseParams(v)
	if !strings.Contains(typ, "/") {
		switch typ {
		case "text", "":
			return "text/plain", params
		case "html":
			return "text/html", params
		}
		return "application/octet-stream", params
	}
	return typ, params
}

// disposition is "attachment", "inline" or nothing (RFC 2183), and the file
// name of the part.
func (h header) disposition() (disp, name string) {
	disp, params := parseParams(h.Get("Content-Disposition"))
	name = params["filename"]
	if name == "" {
		_, typeParams := parseParams(h.Get("Content-Type"))
		name = typeParams["name"]
	}
	return disp, strings.TrimSpace(name)
}

// fill sets what the header says about a mail.
func (h header) fill(m *voldaan.Mail, warnings *[]string) {
	m.Subject = h.text("Subject")
	if ids := messageIDs(h.Get("Message-Id")); len(ids) > 0 {
		m.MessageID = ids[0]
	} else {
		m.MessageID = strings.Trim(clean(h.Get("Message-Id")), "<> \t")
	}
	m.InReplyTo = messageIDs(h.Get("In-Reply-To"))
	m.References = messageIDs(h.Get("References"))
	if from := h.addresses("From"); len(from) > 0 {
		m.From = from[0]
		if len(from) > 1 || len(h.Values("From")) > 1 {
			*warnings = append(*warnings, "the message has more than one From address")
		}
	} else if h.Len() > 0 {
		*warnings = append(*warnings, "the message has no readable From address")
	}
	m.ReplyTo, m.To, m.Cc = h.addresses("Reply-To"), h.addresses("To"), h.addresses("Cc")
	for _, n := range []string{"Delivered-To", "X-Original-To", "Envelope-To"} {
		for _, v := range h.Values(n) {
			for _, a := range parseAddresses(v) {
				if !slices.Contains(m.DeliveredTo, a.Address) {
					m.DeliveredTo = append(m.DeliveredTo, a.Address)
				}
			}
		}
	}
	m.Date = parseDate(h.Get("Date"))
}

func (h header) addresses(name string) []voldaan.Address {
	var out []voldaan.Address
	for _, v := range h.Values(name) {
		out = append(out, parseAddresses(v)...)
	}
	return out
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
		if id := strings.Join(strings.Fields(clean(v[:j])), ""); v[j] == '>' && id != "" {
			out = append(out, id)
		}
		v = v[j:]
	}
	if out == nil {
		if f := strings.Fields(clean(v)); len(f) == 1 && strings.Contains(f[0], "@") {
			out = []string{strings.Trim(f[0], "<>")}
		}
	}
	return out
}

// parseDate reads a Date field in its own offset; zero where unreadable.
func parseDate(v string) time.Time {
	v = strings.TrimSpace(v)
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
