package dossier

import (
	"bytes"
	"net/mail"
	"strings"

	_ "github.com/emersion/go-message/charset" // names and subjects of other character sets
	gomail "github.com/emersion/go-message/mail"

	"github.com/voldaan/voldaan/templates"
)

// The longest texts that are kept of a header, in runes.
const (
	nameRunes    = 120
	subjectRunes = 200
	addresses    = 20
)

// readHeader fills in what the mail's own header says. What cannot be read
// stays empty: the mail itself is in the dossier.
func (m *Mail) readHeader(raw []byte) {
	msg, err := mail.ReadMessage(bytes.NewReader(raw[:headerEnd(raw)]))
	if err != nil {
		return
	}
	var h gomail.Header
	for _, key := range []string{"From", "To", "Cc", "Subject", "Message-Id"} {
		for _, v := range msg.Header[key] {
			h.Add(key, v)
		}
	}
	if from := list(h, "From"); len(from) > 0 {
		m.From = from[0]
	}
	m.To = append(list(h, "To"), list(h, "Cc")...)
	if subject, err := h.Subject(); err == nil {
		m.Subject = templates.OneLine(subject, subjectRunes)
	}
	m.MessageID = templates.OneLine(strings.Trim(h.Get("Message-Id"), "<> "), subjectRunes)
}

// headerEnd is where the header and its empty line end.
func headerEnd(raw []byte) int {
	end := len(raw)
	for _, empty := range []string{"\r\n\r\n", "\n\n"} {
		if i := bytes.Index(raw[:end], []byte(empty)); i >= 0 {
			end = i + len(empty)
		}
	}
	return end
}

// list reads the addresses of a field; where they cannot be read, it gives the
// field as it is.
func list(h gomail.Header, key string) []string {
	all, err := h.AddressList(key)
	if err != nil {
		if v := templates.OneLine(h.Get(key), nameRunes); v != "" {
			return []string{v}
		}
		return nil
	}
	var out []string
	for _, a := range all[:min(len(all), addresses)] {
		s := a.Address
		if a.Name != "" {
			s = a.Name + " <" + a.Address + ">"
		}
		out = append(out, templates.OneLine(s, nameRunes))
	}
	return out
}
