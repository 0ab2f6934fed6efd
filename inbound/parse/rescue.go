package parse

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/voldaan/voldaan/inbound/charset"
	"github.com/voldaan/voldaan/inbound/fold"
)

// spare is a text that is read only where the message has no other.
type spare struct {
	warning string
	listed  int // one more than its place in the list of attachments, from where it goes
	read    func() []segment
}

const maxSpares = 5

// maybeText notes an attachment that may be the text after all: a text that is
// declared as an attachment but has no name, and bytes without a type that are
// the whole message.
func (w *walker) maybeText(h *header, body []byte, typ, name string, at place) {
	disp, _ := h.disposition()
	isBody := isTextType(typ) && !at.extra && (name == "" || disp != "attachment")
	if !isBody && !(typ == "application/octet-stream" && name == "" && w.parts <= 2) || at.nested || at.report || len(w.spare) >= maxSpares {
		return
	}
	s := spare{warning: "a text is declared as an attachment"}
	if name == "" {
		s.listed = len(w.attachments)
	}
	_, params := h.contentType("")
	s.read = func() []segment {
		if isBody {
			return w.text(h, body, typ, params, at)
		}
		if b := w.decode(h, w.fit(h, body, "")); isProbablyText(b) {
			return w.text(&header{}, b, looksLike(b), params, at)
		}
		return nil
	}
	w.spare = append(w.spare, s)
}

// isProbablyText reports whether bytes without a type are a text: no control
// characters and mostly ASCII, or well-formed UTF-8.
func isProbablyText(b []byte) bool {
	head := b[:min(len(b), 4096)]
	for _, c := range head {
		if c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != 0x1b {
			return false
		}
	}
	high := 0
	for _, c := range head {
		if c >= 0x80 {
			high++
		}
	}
	return len(head) > 0 && (high*5 < len(head) || utf8.Valid(b))
}

// rescue finds a text for a message that has none: in winmail.dat, in what is
// declared as an attachment, before the first part or behind the last.
func (w *walker) rescue() []segment {
	for _, s := range w.spare {
		text := s.read()
		if !hasText(text) {
			continue
		}
		if s.warning != "" {
			w.warn("%s", s.warning)
		}
		if i := s.listed - 1; i >= 0 && i < len(w.attachments) {
			w.attachments = append(w.attachments[:i], w.attachments[i+1:]...)
		}
		return text
	}
	for _, b := range w.aside {
		if isNotice(b) || hasText(w.forwarded) {
			continue
		}
		s := fold.Clean(w.bounded(charset.Decode(b[:min(len(b), maxText)], "", charset.Silent)))
		w.warn("text stands outside the parts of a multipart")
		return []segment{{plain: s}}
	}
	return nil
}

// isNotice reports whether text outside the parts is empty or the usual word to
// readers without MIME.
func isNotice(b []byte) bool {
	s := strings.ToLower(string(bytes.TrimSpace(b[:min(len(b), 1024)])))
	if strings.Trim(s, "-=_*. \r\n") == "" {
		return true
	}
	return len(s) < 400 && slices.ContainsFunc([]string{"mime", "multipart", "multi-part", "mail reader", "mail client", "mailprogram"}, func(word string) bool {
		return strings.Contains(s, word)
	})
}
