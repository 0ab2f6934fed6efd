package parse

import (
	"bytes"
	"slices"
	"strings"
	"unicode"

	"github.com/voldaan/voldaan/inbound/htmltext"
)

// multipart reads the children of a multipart entity (RFC 2046, section 5.1).
func (w *walker) multipart(h *header, body []byte, typ string, params map[string]string, at place) []segment {
	cut, ok := w.cutParts(h, body, params["boundary"])
	if !ok {
		w.warn("a %s has no parts; read as text", typ)
		return w.text(h, body, looksLike(body), nil, at)
	}
	if !cut.closed {
		w.warn("a %s is not closed", typ)
	}
	if typ == "multipart/encrypted" {
		w.warn("the message is encrypted")
	}
	if !at.nested && !at.report {
		w.aside = append(w.aside, cut.before, cut.after)
	}
	return w.children(cut.parts, typ, params, at)
}

// cutParts finds the parts by the declared boundary, also below a transfer
// encoding, which a multipart may not have but sometimes does, and else by what
// looks like one.
func (w *walker) cutParts(h *header, body []byte, declared string) (pieces, bool) {
	for _, b := range boundaries(declared) {
		if cut, ok := splitParts(body, b); ok {
			cut.nest(body, func(part []byte) bool { return w.continuesAs(part, declared) })
			return cut, true
		}
	}
	if t := transferOf(h.encoding()); t == transferBase64 || t == transferQuoted {
		w.warn("a multipart has a transfer encoding")
		body = w.decode(h, body)
		if cut, ok := splitParts(body, declared); ok {
			return cut, true
		}
	}
	guess := guessBoundary(body)
	if guess == "" || guess == declared {
		return pieces{}, false
	}
	w.warn("boundary %q is not in the text; taking %q", declared, guess)
	return splitParts(body, guess)
}

// continuesAs reports whether a part is a multipart without a body that declares
// the boundary of the multipart round it.
func (w *walker) continuesAs(part []byte, boundary string) bool {
	if len(part) > 2000 {
		return false
	}
	h, body := w.readHeader(part, false)
	typ, params := h.contentType("")
	return strings.HasPrefix(typ, "multipart/") && params["boundary"] == boundary && isBlank(body)
}

// children reads the parts of a multipart in their order.
func (w *walker) children(parts [][]byte, typ string, params map[string]string, at place) []segment {
	next := at.down()
	next.report = at.report || typ == "multipart/report"
	next.alternative = typ == "multipart/alternative"
	if typ == "multipart/digest" {
		next.def = "message/rfc822"
	}
	kids := make([]child, 0, min(len(parts), maxParts))
	for _, p := range parts {
		if len(kids) >= maxParts {
			w.warn("more than %d parts; the rest is not read", maxParts)
			break
		}
		h, body := w.readHeader(p, false)
		kids = append(kids, child{h, body})
	}
	switch typ {
	case "multipart/alternative":
		return w.alternatives(kids, next)
	case "multipart/related":
		return w.related(kids, strings.Trim(params["start"], "<> "), next)
	}
	var out []segment
	for _, k := range kids {
		if t, _ := k.h.contentType(next.def); t == "application/applefile" && typ == "multipart/appledouble" {
			continue // the resource fork of the file beside it (RFC 1740)
		}
		if w.parts > maxParts {
			break
		}
		out = append(out, w.content(&k.h, k.body, next)...)
	}
	return twins(out)
}

// twinSize bounds the texts that are compared with each other, in bytes.
const twinSize = 128 << 10

// twins makes one of a plain and an HTML text that follow each other and say the
// same. QUIRK: some programs write the two forms without multipart/alternative.
func twins(list []segment) []segment {
	for i := 0; i+1 < len(list); i++ {
		a, b := list[i], list[i+1]
		if a.plain == "" {
			a, b = b, a
		}
		if a.plain == "" || a.html != "" || b.plain != "" || len(a.plain) > twinSize || len(b.html) > twinSize {
			continue
		}
		if letters(a.plain) == letters(fullText(htmltext.Lines(b.html))) {
			list[i] = segment{plain: a.plain, html: b.html}
			list = slices.Delete(list, i+1, i+2)
		}
	}
	return list
}

// letters is a text without signs and blanks.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}

// child is a part, cut into header and body.
type child struct {
	h    header
	body []byte
}

// alternatives makes one segment of the forms of a text (RFC 2046, section
// 5.1.4), whatever their order. The first child that gives a form gives all of
// it, since a child may be a multipart with a text in stretches.
func (w *walker) alternatives(kids []child, at place) []segment {
	var plain, html []string
	for _, k := range kids {
		var p, h []string
		for _, s := range w.content(&k.h, k.body, at) {
			if strings.TrimSpace(s.plain) != "" {
				p = append(p, s.plain)
			}
			if s.html != "" {
				h = append(h, s.html)
			}
		}
		if len(plain) == 0 {
			plain = p
		}
		if len(html) == 0 {
			html = h
		}
	}
	if len(plain) == 0 && len(html) == 0 {
		return nil
	}
	return []segment{{plain: strings.Join(plain, "\n"), html: strings.Join(html, "\n")}}
}

// related reads a compound object (RFC 2387): the root is the text, wherever it
// stands; the others belong to it and are listed.
func (w *walker) related(kids []child, start string, at place) []segment {
	root := 0
	if i := slices.IndexFunc(kids, func(k child) bool { return start != "" && contentID(&k.h) == start }); i > 0 {
		root = i
	}
	var first, rest []segment
	for i, k := range kids {
		next := at
		next.extra = i != root && (contentID(&k.h) != "" || k.h.Has("Content-Location"))
		text := w.content(&k.h, k.body, next)
		if i == root {
			first = text
		} else {
			rest = append(rest, text...)
		}
	}
	return append(first, rest...)
}

func contentID(h *header) string { return strings.Trim(h.Get("Content-Id"), "<> \t") }

// looksLike guesses the type of a text without a usable one.
func looksLike(body []byte) string {
	head := bytes.ToLower(body[:min(len(body), 1024)])
	if bytes.Contains(head, []byte("<html")) || bytes.Contains(head, []byte("<body")) || bytes.Contains(head, []byte("<!doctype html")) {
		return "text/html"
	}
	return "text/plain"
}
