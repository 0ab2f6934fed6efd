package parse

import (
	"bytes"
	"strings"

	"github.com/voldaan/voldaan/inbound/charset"
	"github.com/voldaan/voldaan/inbound/fold"
	"github.com/voldaan/voldaan/inbound/rtf"
)

// isText reports whether a part belongs to the text. QUIRK: some clients name
// the body itself, so a name makes a text an attachment only when it stands
// beside others or is declared as one.
func (w *walker) isText(h *header, typ string, at place) bool {
	if !isTextType(typ) || at.extra {
		return false
	}
	disp, name := h.disposition()
	if name != "" && strings.HasPrefix(typ, "application/") {
		return false
	}
	if at.depth == 0 {
		return disp != "attachment" || name == ""
	}
	return disp != "attachment" && (name == "" || disp == "" && w.textBytes == 0)
}

// isTextType knows the types that people write text in. Other kinds of text are
// read as plain text (RFC 2046, section 4.1.4), but for those that hold data.
func isTextType(typ string) bool {
	switch typ {
	case "text", "", "application/rtf", "application/xhtml+xml":
		return true
	}
	minor, ok := strings.CutPrefix(typ, "text/")
	if !ok {
		return false
	}
	switch strings.TrimPrefix(minor, "x-") {
	case "calendar", "csv", "vcard", "directory", "xml", "css", "javascript", "json", "yaml", "patch", "diff", "log", "tab-separated-values",
		"vcalendar", "vmessage", "vnote", "comma-separated-values", "sql", "python", "c", "java", "sh", "script", "xml-external-parsed-entity", "sgml", "uri-list":
		return false
	}
	return true
}

// textPart reads a part that is text, or is found to be a multipart.
func (w *walker) textPart(h *header, body []byte, typ string, params map[string]string, at place) []segment {
	if typ == "text/plain" {
		if cut, ok := hiddenParts(body, params["boundary"]); ok {
			w.warn("a %s is a multipart", typ)
			return w.children(cut.parts, "multipart/mixed", nil, at)
		}
	}
	return w.text(h, body, typ, params, at)
}

// hiddenParts cuts a body that is declared as text and is a multipart: it
// starts with a boundary line and a header, and ends with a closing line.
func hiddenParts(body []byte, declared string) (pieces, bool) {
	head := bytes.TrimLeft(body[:min(len(body), 2048)], " \t\r\n")
	if low := bytes.ToLower(head); bytes.HasPrefix(low, []byte("this is a ")) && bytes.Contains(low[:min(len(low), 200)], []byte("mime")) {
		_, head, _ = bytes.Cut(head, []byte("\n--"))
		head = append([]byte("--"), head...)
	}
	line := bytes.TrimRight(firstLine(head), " \t")
	if len(line) < 3 || !bytes.HasPrefix(line, []byte("--")) || !startsContent(bytes.TrimLeft(head[len(line):], " \t\r\n")) {
		return pieces{}, false
	}
	cut, ok := splitParts(body, string(line[2:]))
	return cut, ok && (cut.closed || string(line[2:]) == declared)
}

// text decodes a text.
func (w *walker) text(h *header, body []byte, typ string, params map[string]string, at place) []segment {
	body = w.fit(h, body, params["charset"])
	b := w.decodeText(h, body)
	if typ != "text/html" {
		b = w.yEncoded(b, at)
	}
	s := w.bounded(charset.Decode(b, labelOf(b, typ, params["charset"]), w.warn))
	s = fold.Clean(s)
	if strings.TrimSpace(s) == "" {
		return nil
	}
	switch typ {
	case "text/html", "application/xhtml+xml":
		if strings.ContainsAny(s, "<&") {
			return []segment{{html: w.cutHTML(s)}}
		}
		w.warn("a text/html is plain text")
	case "text/enriched", "text/richtext":
		return []segment{{plain: enriched(s, typ)}}
	case "text/rtf", "application/rtf", "text/richtext+rtf":
		return w.rtfText(b)
	default:
		if startsHTML(s) {
			w.warn("a %s is HTML", typ)
			return []segment{{html: w.cutHTML(s)}}
		}
	}
	return []segment{{plain: w.plain(s, params, at)}}
}

// plain undoes what stands inside plain text: soft line breaks, an armour of
// PGP and encoded files.
func (w *walker) plain(s string, params map[string]string, at place) string {
	if w.mbox {
		s = strings.ReplaceAll(s, "\n>From ", "\nFrom ")
	}
	if strings.EqualFold(strings.TrimSpace(params["format"]), "flowed") {
		s = unflow(s, strings.EqualFold(strings.TrimSpace(params["delsp"]), "yes"))
	}
	return w.binHex(w.uuencoded(clearSigned(s), at), at)
}

func (w *walker) rtfText(b []byte) []segment {
	s, isHTML := rtf.Text(b)
	if s = fold.Clean(w.bounded(s)); isHTML {
		return []segment{{html: w.cutHTML(s)}}
	}
	return []segment{{plain: s}}
}

// cutHTML cuts HTML to its bound: its tree takes many times its bytes.
func (w *walker) cutHTML(s string) string {
	if len(s) > maxHTML {
		w.warn("HTML beyond %d bytes is not read", maxHTML)
		s = strings.ToValidUTF8(s[:maxHTML], "")
	}
	return s
}

func startsHTML(s string) bool {
	head := strings.ToLower(strings.TrimSpace(s[:min(len(s), 512)]))
	return strings.HasPrefix(head, "<!doctype html") || strings.HasPrefix(head, "<html")
}

// labelOf is the charset of a text: the header's, or of HTML what it says of
// itself where the header says nothing or only ASCII.
func labelOf(b []byte, typ, declared string) string {
	if typ != "text/html" && typ != "application/xhtml+xml" {
		return declared
	}
	if s := strings.ToLower(strings.TrimSpace(declared)); s != "" && s != "us-ascii" && s != "ascii" && s != "default" {
		return declared
	}
	if own := charset.FromHTML(b); own != "" {
		return own
	}
	return declared
}

// fit cuts a body that cannot be read within the bound on text.
func (w *walker) fit(h *header, body []byte, label string) []byte {
	left := max(maxText-w.textBytes, 0)
	switch transferOf(h.encoding()) {
	case transferBase64:
		left += left / 2
	case transferQuoted:
		left *= 3
	}
	if strings.Contains(label, "16") || strings.Contains(label, "32") {
		left *= 2
	}
	if len(body) > left {
		w.warn("text beyond %d bytes is not read", maxText)
		body = body[:left]
	}
	return body
}

// bounded cuts a decoded text to what is left of the bound on text.
func (w *walker) bounded(s string) string {
	if left := max(maxText-w.textBytes, 0); len(s) > left {
		w.warn("text beyond %d bytes is not read", maxText)
		s = strings.ToValidUTF8(s[:left], "")
	}
	w.textBytes += len(s)
	return s
}
