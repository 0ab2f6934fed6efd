package parse

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"github.com/voldaan/voldaan"
)

// The bounds of the walk.
const (
	maxDepth    = 50
	maxParts    = 1000
	maxWarnings = 50
	maxText     = 4 << 20 // of all text parts together, in bytes
)

// segment is one stretch of the text in the forms in which it was sent.
type segment struct{ plain, html string }

// place is where in the tree of parts the walk is.
type place struct {
	depth  int
	report bool // inside multipart/report (RFC 6522)
	nested bool // inside an attached message
	def    string
}

func (p place) down() place { p.depth++; p.def = ""; return p }

// walker walks the parts of one message and collects what it finds.
type walker struct {
	header      header
	attachments []Part
	nested      []Part    // attachments of attached messages
	forwarded   []segment // text of attached messages
	delivery    [][]byte  // message/delivery-status parts, RFC 3464
	returned    []header  // headers of attached and returned messages
	receipt     bool      // message/disposition-notification, RFC 8098
	feedback    bool      // message/feedback-report, RFC 5965
	warnings    []string
	budget      int64
	textBytes   int
	parts       int
}

func (w *walker) warn(format string, a ...any) {
	s := clean(fmt.Sprintf(format, a...))
	if len(w.warnings) < maxWarnings && !slices.Contains(w.warnings, s) {
		w.warnings = append(w.warnings, s)
	}
}

// message reads the whole message and returns its text.
func (w *walker) message(raw []byte) []segment {
	raw = w.normalize(raw)
	if len(bytes.TrimSpace(raw)) == 0 {
		w.warn("the message is empty")
		return nil
	}
	h, body := w.readHeader(raw, true)
	w.header = h
	return w.content(h, body, place{})
}

// normalize brings the bytes of a message into a form in which lines end in LF:
// it drops byte order marks and an mbox "From " line, and turns CR-only line
// ends into LF.
func (w *walker) normalize(raw []byte) []byte {
	raw = bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf"))
	if bytes.HasPrefix(raw, []byte("\xff\xfe")) || bytes.HasPrefix(raw, []byte("\xfe\xff")) {
		w.warn("the whole message is UTF-16")
		raw = []byte(decodeCharset(raw, "utf-16", w.warn))
	}
	if bytes.IndexByte(raw, '\n') < 0 && bytes.IndexByte(raw, '\r') >= 0 {
		w.warn("lines end in CR alone")
		raw = bytes.ReplaceAll(raw, []byte("\r"), []byte("\n"))
	}
	for bytes.HasPrefix(raw, []byte("From ")) || bytes.HasPrefix(raw, []byte(">From ")) {
		i := bytes.IndexByte(raw, '\n')
		if i < 0 {
			return raw
		}
		w.warn("an mbox From line stands before the header")
		raw = raw[i+1:]
	}
	return raw
}

// content reads one entity below its header.
func (w *walker) content(h header, body []byte, at place) []segment {
	if w.parts++; w.parts > maxParts {
		w.warn("more than %d parts; the rest is not read", maxParts)
		return nil
	}
	if at.depth > maxDepth {
		w.warn("parts nested deeper than %d levels are not read", maxDepth)
		return nil
	}
	typ, params := h.contentType(at.def)
	switch {
	case strings.HasPrefix(typ, "multipart/"):
		return w.multipart(h, body, typ, params, at)
	case typ == "message/rfc822" || typ == "message/global":
		return w.attachedMessage(h, body, typ, at)
	case isReportPart(typ):
		w.reportPart(h, body, typ)
		return nil
	case w.isText(h, typ, at):
		return w.text(h, body, typ, params)
	}
	w.attach(h, body, typ, at)
	return nil
}

// multipart reads the children of a multipart entity (RFC 2046, section 5.1).
func (w *walker) multipart(h header, body []byte, typ string, params map[string]string, at place) []segment {
	boundary := params["boundary"]
	parts, closed := splitParts(body, boundary)
	if parts == nil && strings.EqualFold(h.encoding(), "base64") {
		body = w.decode(h, body)
		parts, closed = splitParts(body, boundary)
	}
	if parts == nil {
		if guess := guessBoundary(body); guess != "" && guess != boundary {
			w.warn("boundary %q is not in the text; taking %q", boundary, guess)
			parts, closed = splitParts(body, guess)
		}
	}
	if parts == nil {
		w.warn("a %s has no parts; read as text", typ)
		return w.text(h, body, looksLike(body), nil)
	}
	if !closed {
		w.warn("a %s is not closed", typ)
	}
	return w.children(parts, typ, at)
}

func (w *walker) children(parts [][]byte, typ string, at place) []segment {
	next := at.down()
	next.report = at.report || typ == "multipart/report"
	if typ == "multipart/digest" {
		next.def = "message/rfc822"
	}
	var out []segment
	for _, p := range parts {
		if w.parts >= maxParts {
			w.warn("more than %d parts; the rest is not read", maxParts)
			break
		}
		ph, pbody := w.readHeader(p, false)
		segs := w.content(ph, pbody, next)
		if typ == "multipart/alternative" && len(out) > 0 {
			out = merge(out, segs)
			continue
		}
		out = append(out, segs...)
	}
	return out
}

// merge makes one segment of the alternatives of a text. The first form of a
// kind that has content is kept.
func merge(a, b []segment) []segment {
	all := append(slices.Clone(a), b...)
	var plain, html []string
	for i, s := range all {
		if s.plain != "" && (i < len(a) || len(plain) == 0) {
			plain = append(plain, s.plain)
		}
		if s.html != "" {
			html = append(html, s.html)
		}
	}
	return []segment{{plain: strings.Join(plain, "\n"), html: strings.Join(html, "\n")}}
}

// attachedMessage reads a message inside the message (RFC 2046, section
// 5.2.1): a returned one, or one forwarded as an attachment.
func (w *walker) attachedMessage(h header, body []byte, typ string, at place) []segment {
	switch strings.ToLower(h.encoding()) {
	case "base64", "quoted-printable":
		body = w.decode(h, body)
	}
	if !at.report && !at.nested {
		w.attachments = append(w.attachments, w.part(h, body, typ))
	}
	ih, ibody := w.readHeader(bytes.TrimLeft(body, "\r\n"), true)
	w.returned = append(w.returned, ih)
	next := at.down()
	next.nested = true
	segs := w.content(ih, ibody, next)
	if !at.nested {
		w.forwarded = append(w.forwarded, segs...)
		return nil
	}
	return segs
}

func isReportPart(typ string) bool {
	switch typ {
	case "message/delivery-status", "message/global-delivery-status", "message/disposition-notification",
		"message/global-disposition-notification", "message/feedback-report", "text/rfc822-headers",
		"text/rfc822-header", "message/rfc822-headers", "message/global-headers":
		return true
	}
	return false
}

func (w *walker) reportPart(h header, body []byte, typ string) {
	body = w.decode(h, body)
	switch {
	case strings.HasSuffix(typ, "delivery-status"):
		w.delivery = append(w.delivery, body)
	case strings.HasSuffix(typ, "disposition-notification"):
		w.receipt = true
	case typ == "message/feedback-report":
		w.feedback = true
	default:
		ih, _ := w.readHeader(bytes.TrimLeft(body, "\r\n"), true)
		w.returned = append(w.returned, ih)
	}
}

// isText reports whether a part belongs to the text. QUIRK: some clients name
// the body itself, so a name makes a text an attachment only when it stands
// beside others or is declared as one.
func (w *walker) isText(h header, typ string, at place) bool {
	switch typ {
	case "text/plain", "text/html", "text/enriched", "text/richtext", "text", "plain/text", "":
	default:
		return false
	}
	disp, name := h.disposition()
	if at.depth == 0 {
		return disp != "attachment" || name == ""
	}
	return disp != "attachment" && (name == "" || disp == "" && w.textBytes == 0)
}

// text decodes a text part.
func (w *walker) text(h header, body []byte, typ string, params map[string]string) []segment {
	if left := maxText - w.textBytes; len(body) > 4*left {
		w.warn("text beyond %d bytes is not read", maxText)
		body = body[:4*max(left, 0)]
	}
	b := w.decode(h, body)
	s := decodeCharset(b, params["charset"], w.warn)
	if left := maxText - w.textBytes; len(s) > left {
		w.warn("text beyond %d bytes is not read", maxText)
		s = strings.ToValidUTF8(s[:max(left, 0)], "")
	}
	w.textBytes += len(s)
	s = clean(s)
	if strings.TrimSpace(s) == "" {
		return nil
	}
	if typ == "text/html" || typ == "text/enriched" || typ == "text/richtext" {
		return []segment{{html: s}}
	}
	return []segment{{plain: w.uuencoded(s)}}
}

// attach keeps a part that is no text.
func (w *walker) attach(h header, body []byte, typ string, at place) {
	if at.report && !at.nested && strings.HasPrefix(typ, "text/") && len(w.delivery) > 0 {
		return
	}
	p := w.part(h, w.decodeBounded(h, body), typ)
	if p.Content == nil && len(body) > 0 {
		p.Size = int64(len(body))
		if strings.EqualFold(h.encoding(), "base64") {
			p.Size = int64(len(body)) * 3 / 4
		}
	}
	if at.nested {
		w.nested = append(w.nested, p)
		return
	}
	w.attachments = append(w.attachments, p)
}

func (w *walker) part(h header, content []byte, typ string) Part {
	_, name := h.disposition()
	sum := sha256.Sum256(content)
	return Part{
		Attachment: voldaan.Attachment{Name: name, Type: typ, Size: int64(len(content)), Hash: hex.EncodeToString(sum[:])},
		Content:    content,
	}
}

// decodeBounded decodes a part within the budget, or gives nil.
func (w *walker) decodeBounded(h header, body []byte) []byte {
	need := int64(len(body))
	if strings.EqualFold(h.encoding(), "base64") {
		need = need * 3 / 4
	}
	if need > w.budget {
		_, name := h.disposition()
		w.warn("attachment %q is beyond the size limit and not decoded", name)
		return nil
	}
	out := w.decode(h, body)
	w.budget -= int64(len(out))
	return out
}

// looksLike guesses the type of a text without a usable one.
func looksLike(body []byte) string {
	head := bytes.ToLower(body[:min(len(body), 1024)])
	if bytes.Contains(head, []byte("<html")) || bytes.Contains(head, []byte("<body")) || bytes.Contains(head, []byte("<!doctype html")) {
		return "text/html"
	}
	return "text/plain"
}
