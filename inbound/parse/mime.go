package parse

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/voldaan/voldaan/inbound/fold"
)

// The bounds of the walk.
const (
	maxDepth    = 250
	maxScan     = 256 << 20 // of all multiparts together, in bytes: each level looks through its parts again
	maxParts    = 1000
	maxWarnings = 50
	maxHTML     = 3 << 18 // of one text, in bytes
	maxText     = 2 << 20 // of all text parts together, in bytes
)

// segment is one stretch of the text in the forms in which it was sent.
type segment struct{ plain, html string }

// place is where in the tree of parts the walk is.
type place struct {
	depth       int
	report      bool   // inside multipart/report (RFC 6522)
	nested      bool   // inside an attached message
	alternative bool   // directly inside multipart/alternative
	extra       bool   // in multipart/related, and not its root
	def         string // the type of parts that give none
}

// down is the place of a child.
func (p place) down() place {
	return place{depth: p.depth + 1, report: p.report, nested: p.nested}
}

// walker walks the parts of one message and collects what it finds.
type walker struct {
	header      header
	attachments []Part
	nested      []Part    // attachments of attached messages
	forwarded   []segment // text of attached messages
	delivery    [][]byte  // message/delivery-status parts, RFC 3464
	returned    []header  // headers of attached and returned messages
	statusFiles [][]byte  // attachments with the fields of a delivery report
	receipt     bool      // message/disposition-notification, RFC 8098
	feedback    bool      // message/feedback-report, RFC 5965
	warnings    []string
	budget      int64
	scanned     int  // bytes of all entities so far
	noContent   bool // Options.NoContent
	mbox        bool // an mbox From line was met
	textBytes   int
	parts       int
	spare       []spare  // read where the message has no other text
	aside       [][]byte // preambles and epilogues
}

func (w *walker) warn(format string, a ...any) {
	s := fold.Clean(fmt.Sprintf(format, a...))
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
	text := w.content(&h, body, place{})
	if !hasText(text) {
		text = append(text, w.rescue()...)
	}
	return text
}

// content reads one entity below its header.
func (w *walker) content(h *header, body []byte, at place) []segment {
	if w.parts++; w.parts > maxParts {
		w.warn("more than %d parts; the rest is not read", maxParts)
		return nil
	}
	if w.scanned += len(body); at.depth > maxDepth || w.scanned > maxScan {
		w.warn("parts nested deeper than %d levels are not read", at.depth)
		return nil
	}
	typ, params := h.contentType(at.def)
	switch {
	case strings.HasPrefix(typ, "multipart/"):
		return w.multipart(h, body, typ, params, at)
	case isMessage(typ):
		return w.attachedMessage(h, body, typ, at)
	case at.depth == 0 && typ == "message/partial" && params["number"] == "1":
		w.warn("the message is the first part of %s", cmp.Or(params["total"], "several"))
		ih, ibody := w.readHeader(bytes.TrimLeft(body, "\r\n"), true) // RFC 2046, section 5.2.2.1
		return w.content(&ih, ibody, at.down())
	case isReportPart(typ):
		w.reportPart(h, body, typ)
		return nil
	case isWinmail(h, body, typ):
		return w.winmail(h, body, typ, at)
	case isSMIME(h, typ):
		return w.smime(h, body, typ, at)
	case typ == "text/watch-html" || typ == "text/x-amp-html":
		if at.alternative {
			return nil // the same text for other machines
		}
	case w.isText(h, typ, at):
		return w.textPart(h, body, typ, params, at)
	}
	w.attach(h, body, typ, at)
	return nil
}

func isMessage(typ string) bool {
	return typ == "message/rfc822" || typ == "message/global" || typ == "message/news"
}

// attachedMessage reads a message inside the message (RFC 2046, section
// 5.2.1): a returned one, or one forwarded as an attachment.
func (w *walker) attachedMessage(h *header, body []byte, typ string, at place) []segment {
	if transferOf(h.encoding()) == transferBase64 || transferOf(h.encoding()) == transferQuoted && !isField(firstLine(bytes.TrimLeft(body, "\r\n"))) {
		body = w.decode(h, body)
	} else if transferOf(h.encoding()) == transferQuoted {
		body, _ = decodeQuotedPrintable(body)
	}
	if !at.report && !at.nested {
		_, name := h.disposition()
		w.keep(w.partOf(name, typ, body), at)
	}
	ih, ibody := w.readHeader(bytes.TrimLeft(body, "\r\n"), true)
	w.returned = append(w.returned, ih)
	next := at.down()
	next.nested = true
	text := w.content(&ih, ibody, next)
	if !at.nested {
		w.forwarded = append(w.forwarded, text...)
		return nil
	}
	return text
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

func (w *walker) reportPart(h *header, body []byte, typ string) {
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

// hasText reports whether there is any text.
func hasText(list []segment) bool {
	return slices.ContainsFunc(list, func(s segment) bool { return strings.TrimSpace(s.plain) != "" || s.html != "" })
}
