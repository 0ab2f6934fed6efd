package parse

import (
	"bytes"
	"strings"

	"github.com/voldaan/voldaan/inbound/tnef"
)

// isWinmail reports whether a part is a TNEF stream, as its type, its name or
// its first bytes in base64 say.
func isWinmail(h *header, body []byte, typ string) bool {
	switch typ {
	case "application/ms-tnef", "application/vnd.ms-tnef", "application/x-tnef":
		return true
	case "application/octet-stream":
		_, name := h.disposition()
		return strings.EqualFold(name, "winmail.dat") || strings.EqualFold(name, "win.dat") ||
			bytes.HasPrefix(bytes.TrimLeft(body[:min(len(body), 64)], "\r\n"), []byte("eJ8+I"))
	}
	return false
}

// winmail takes apart what Outlook packed (MS-OXTNEF). Its files are listed in
// its place, and its text is that of the mail where the mail has no other.
func (w *walker) winmail(h *header, body []byte, typ string, at place) []segment {
	raw := w.decodeWithin(h, body)
	if raw == nil {
		w.attach(h, body, typ, at)
		return nil
	}
	m, err := tnef.Decode(raw, 4*maxText)
	if err != nil {
		w.warn("winmail.dat: %v", err)
	}
	if len(m.Attachments) == 0 && m.Body == "" && m.HTML == "" {
		_, name := h.disposition()
		w.keep(w.partOf(name, typ, raw), at)
		return nil
	}
	w.tnefFiles(m, at)
	if !at.nested && len(w.spare) < maxSpares {
		w.spare = append(w.spare, spare{read: func() []segment { return w.tnefText(m) }})
	}
	return nil
}

// tnefFiles keeps the attachments of a stream. An attached message is one, and
// its text counts as forwarded.
func (w *walker) tnefFiles(m tnef.Message, at place) {
	for _, a := range m.Attachments {
		name, typ := fileName(a.Name), a.Type
		switch {
		case a.Message != nil:
			typ = "application/vnd.ms-outlook"
		case typ == "" || !strings.Contains(typ, "/"):
			typ = typeByName(name)
		}
		w.keep(w.partOf(name, typ, a.Content), at)
		if a.Message == nil {
			continue
		}
		w.forwarded = append(w.forwarded, w.tnefText(*a.Message)...)
		next := at.down()
		next.nested = true
		w.tnefFiles(*a.Message, next)
	}
}

// tnefText is the text of a stream, in the forms that it has.
func (w *walker) tnefText(m tnef.Message) []segment {
	return []segment{{plain: w.bounded(m.Body), html: w.cutHTML(w.bounded(m.HTML))}}
}
