package outbound

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"hash/fnv"
	"io"
	"mime"
	"strings"
	"unicode/utf8"

	"github.com/emersion/go-message"
	"github.com/emersion/go-message/mail"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/templates"
)

// file is an attachment.
type file struct {
	name, media string
	content     []byte
}

// documentFile names a stored invoice document by what it is.
func documentFile(number string, raw []byte) file {
	name := strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>|`, r) || r < ' ' {
			return '-'
		}
		return r
	}, number)
	if bytes.HasPrefix(raw, []byte("%PDF-")) {
		return file{name + ".pdf", "application/pdf", raw}
	}
	return file{name + ".xml", "application/xml", raw}
}

// message writes the letter as a mail (RFC 5322). Everything in it comes from
// the row, so that the same row gives the same bytes.
func (c *composer) message(m templates.Mail) ([]byte, error) {
	h := c.header(m.Subject)
	var b bytes.Buffer
	if len(c.files) == 0 {
		h.SetContentType("multipart/alternative", map[string]string{"boundary": c.boundary("a")})
		w, err := message.CreateWriter(&b, h.Header)
		if err != nil {
			return nil, err
		}
		if err := writeTexts(w, m); err != nil {
			return nil, err
		}
		err = w.Close() // it writes the last boundary
		return b.Bytes(), err
	}
	h.SetContentType("multipart/mixed", map[string]string{"boundary": c.boundary("m")})
	w, err := message.CreateWriter(&b, h.Header)
	if err != nil {
		return nil, err
	}
	var inner message.Header
	inner.SetContentType("multipart/alternative", map[string]string{"boundary": c.boundary("a")})
	texts, err := w.CreatePart(inner)
	if err != nil {
		return nil, err
	}
	if err := writeTexts(texts, m); err != nil {
		return nil, err
	}
	if err := texts.Close(); err != nil {
		return nil, err
	}
	for _, f := range c.files {
		if err := writeFile(w, f); err != nil {
			return nil, err
		}
	}
	err = w.Close() // it writes the last boundary
	return b.Bytes(), err
}

// boundary is a MIME boundary that depends on the letter alone (RFC 2046,
// section 5.1.1).
func (c *composer) boundary(which string) string {
	h := fnv.New64a()
	_, _ = io.WriteString(h, which+c.l.MessageID) // a hash never fails
	return fmt.Sprintf("=_%s_%016x", which, h.Sum64())
}

// header is what every mail of the bot bears: it says that it is automatic
// (RFC 3834, section 5), and how to answer.
func (c *composer) header(subject string) mail.Header {
	cr, l := c.o.Creditor, c.l
	var h mail.Header
	h.SetDate(l.Made.In(c.o.zone()))
	h.Set("Subject", encodedWords(subject))
	name := cr.SenderName
	if name == "" {
		name = cr.Name
	}
	h.SetAddressList("From", []*mail.Address{{Name: name, Address: cr.Mailbox}})
	var to []*mail.Address
	for _, r := range c.addressed() {
		to = append(to, &mail.Address{Name: templates.OneLine(r.Name, maxName), Address: r.Address})
	}
	if c.o.RedirectTo != "" {
		h.SetAddressList("X-Voldaan-Would-Go-To", to)
		to = []*mail.Address{{Address: c.o.RedirectTo}}
	}
	h.SetAddressList("To", to)
	if reply := cr.Plus(l.Recipients[0].Token); reply != cr.Mailbox {
		h.SetAddressList("Reply-To", []*mail.Address{{Name: name, Address: reply}})
	}
	h.SetMessageID(l.MessageID)
	if id := c.mail.MessageID; id != "" && l.Kind.Class() == voldaan.ClassAnswer {
		h.SetMsgIDList("In-Reply-To", []string{id})
		h.SetMsgIDList("References", []string{id})
	}
	automatic := "auto-generated"
	if l.Args.Automatic {
		automatic = "auto-replied"
	}
	h.Set("Auto-Submitted", automatic)
	h.Set("X-Auto-Response-Suppress", "All")
	h.Set("MIME-Version", "1.0")
	return h
}

// maxName is how many characters of a display name stand in a header, so that
// no line passes the 998 of RFC 5322, section 2.1.1.
const maxName = 80

// encodedWords writes a text for a header (RFC 2047), in words so short that a
// line folds before each of them: 33 bytes become 56 characters.
func encodedWords(s string) string {
	plain := !strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r > '~' })
	if plain && !strings.Contains(s, "=?") {
		return s
	}
	var words []string
	chunk := ""
	flush := func() {
		words = append(words, "=?utf-8?b?"+base64.StdEncoding.EncodeToString([]byte(chunk))+"?=")
		chunk = ""
	}
	for _, r := range s {
		if len(chunk)+utf8.RuneLen(r) > 33 {
			flush()
		}
		chunk += string(r)
	}
	flush()
	return strings.Join(words, " ")
}

func writeTexts(w *message.Writer, m templates.Mail) error {
	for _, part := range []struct{ media, text string }{{"text/plain", m.Text}, {"text/html", m.HTML}} {
		var h message.Header
		h.SetContentType(part.media, map[string]string{"charset": "utf-8"})
		h.Set("Content-Transfer-Encoding", "quoted-printable")
		if err := writePart(w, h, []byte(strings.ReplaceAll(part.text, "\n", "\r\n"))); err != nil {
			return err
		}
	}
	return nil
}

func writeFile(w *message.Writer, f file) error {
	media, params, err := mime.ParseMediaType(f.media)
	if err != nil {
		return fmt.Errorf("media type of %s: %w", f.name, err)
	}
	params["name"] = f.name
	var h message.Header
	h.SetContentType(media, params)
	h.SetContentDisposition("attachment", map[string]string{"filename": f.name})
	h.Set("Content-Transfer-Encoding", "base64")
	return writePart(w, h, f.content)
}

func writePart(w *message.Writer, h message.Header, content []byte) error {
	p, err := w.CreatePart(h)
	if err != nil {
		return err
	}
	if _, err := p.Write(content); err != nil {
		return err
	}
	return p.Close()
}
