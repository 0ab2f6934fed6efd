package main

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"io"
	"mime"
	"mime/quotedprintable"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/emersion/go-message/mail"

	"github.com/voldaan/voldaan"
)

// playedMail is a mail of the play, in or out, with what people see of it.
type playedMail struct {
	number   int
	incoming bool
	at       time.Time
	raw      []byte
	from, to string // addresses; to: each recipient, comma separated
	subject  string
	text     string
	id       string // Message-ID without angle brackets
	answers  string // In-Reply-To, likewise
	replyTo  string
	rcpts    []string
	returnTo string // the envelope's sender
	kind     voldaan.LetterKind
	letter   voldaan.LetterID
	row      voldaan.MailID // of an incoming one, in the store
	again    bool           // a case that the colleague was told about before
	about    string         // what the timeline said about it
	customer string         // his number, where it is about one
	files    []string
}

// writtenMail is an incoming mail as its sender's side makes it.
type writtenMail struct {
	from        person
	to, cc      []voldaan.Address
	deliveredTo string
	returnPath  string
	subject     string
	text        string // plain, lines ended by \n
	markup      string // the same as HTML; empty: the client writes none
	id          string
	answers     string // Message-ID that it answers
	agent       string
	auth        string   // what the receiving server found
	extra       []string // header lines
	at          time.Time
	files       []writtenFile
	// report makes it a report of a failed delivery.
	report string
}

// writtenFile is an attachment.
type writtenFile struct {
	name, media string
	content     []byte
}

// bytes writes the mail as it lies in the mailbox: what the receiving server
// noted stands on top.
func (m writtenMail) bytes() []byte {
	var b bytes.Buffer
	line := func(format string, a ...any) { fmt.Fprintf(&b, format+"\r\n", a...) }
	domain := voldaan.Domain(m.from.address)
	line("Return-Path: <%s>", m.returnPath)
	line("Delivered-To: %s", m.deliveredTo)
	line("Received: from out.%s (out.%s [192.0.2.%d])\r\n\tby %s with ESMTPS id %s;\r\n\t%s", domain, domain,
		10+len(domain), demoServer, strings.ToUpper(m.id[:min(10, strings.IndexByte(m.id+"@", '@'))]), m.at.Format(time.RFC1123Z))
	line("Authentication-Results: %s;\r\n\t%s", demoServer, m.auth)
	line("Date: %s", m.at.Add(-2*time.Second).Format(time.RFC1123Z))
	line("From: %s", headerAddress(voldaan.Address{Name: m.from.name, Address: m.from.address}))
	line("To: %s", headerAddresses(m.to))
	if len(m.cc) > 0 {
		line("Cc: %s", headerAddresses(m.cc))
	}
	line("Subject: %s", headerText(m.subject))
	line("Message-ID: <%s>", m.id)
	if m.answers != "" {
		line("In-Reply-To: <%s>", m.answers)
		line("References: <%s>", m.answers)
	}
	if m.agent != "" {
		line("X-Mailer: %s", m.agent)
	}
	for _, e := range m.extra {
		line("%s", e)
	}
	line("MIME-Version: 1.0")
	switch {
	case m.report != "":
		b.WriteString(m.report)
	case len(m.files) > 0:
		m.mixed(&b)
	case m.markup != "":
		m.alternative(&b)
	default:
		b.WriteString(textPart(m.text))
	}
	return b.Bytes()
}

// alternative writes the text in both forms.
func (m writtenMail) alternative(b *bytes.Buffer) {
	boundary := "_alt_" + m.id[:strings.IndexByte(m.id, '@')]
	fmt.Fprintf(b, "Content-Type: multipart/alternative; boundary=%q\r\n\r\n--%s\r\n%s\r\n--%s\r\n%s\r\n--%s--\r\n",
		boundary, boundary, textPart(m.text), boundary, part("text/html", m.markup), boundary)
}

// mixed writes the text with its attachments.
func (m writtenMail) mixed(b *bytes.Buffer) {
	boundary := "_mixed_" + m.id[:strings.IndexByte(m.id, '@')]
	fmt.Fprintf(b, "Content-Type: multipart/mixed; boundary=%q\r\n\r\n--%s\r\n%s", boundary, boundary, textPart(m.text))
	for _, f := range m.files {
		fmt.Fprintf(b, "\r\n--%s\r\nContent-Type: %s; name=%q\r\nContent-Disposition: attachment; filename=%q\r\n"+
			"Content-Transfer-Encoding: base64\r\n\r\n%s", boundary, f.media, f.name, f.name, base64Lines(f.content))
	}
	fmt.Fprintf(b, "\r\n--%s--\r\n", boundary)
}

func base64Lines(content []byte) string {
	s := base64.StdEncoding.EncodeToString(content)
	var b strings.Builder
	for len(s) > 76 {
		b.WriteString(s[:76] + "\r\n")
		s = s[76:]
	}
	return b.String() + s
}

// textPart is a text with its own header.
func textPart(text string) string { return part("text/plain", text) }

func part(media, text string) string {
	var b bytes.Buffer
	b.WriteString("Content-Type: " + media + "; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n")
	w := quotedprintable.NewWriter(&b)
	_, _ = io.WriteString(w, strings.ReplaceAll(text, "\n", "\r\n")) // a buffer never fails
	_ = w.Close()
	return b.String() + "\r\n"
}

// headerText encodes what is not ASCII (RFC 2047).
func headerText(s string) string { return mime.QEncoding.Encode("utf-8", s) }

func headerAddress(a voldaan.Address) string {
	return (&mail.Address{Name: a.Name, Address: a.Address}).String()
}

func headerAddresses(all []voldaan.Address) string {
	out := make([]string, len(all))
	for i, a := range all {
		out[i] = headerAddress(a)
	}
	return strings.Join(out, ", ")
}

// shownMail reads what a mail client would show of a mail.
func shownMail(raw []byte) (*playedMail, error) {
	r, err := mail.CreateReader(bytes.NewReader(raw))
	if err != nil {
		return nil, fmt.Errorf("read a mail of the demo: %w", err)
	}
	m := &playedMail{raw: raw}
	m.subject, _ = r.Header.Subject()
	m.id, _ = r.Header.MessageID()
	m.from, m.to = fieldAddresses(r.Header, "From"), fieldAddresses(r.Header, "To")
	if ids, err := r.Header.MsgIDList("In-Reply-To"); err == nil && len(ids) > 0 {
		m.answers = ids[0]
	}
	m.replyTo = fieldAddresses(r.Header, "Reply-To")
	for {
		p, err := r.NextPart()
		if err == io.EOF { //nolint:errorlint // the library returns it as it is
			return m, nil
		}
		if err != nil {
			return nil, fmt.Errorf("read a mail of the demo: %w", err)
		}
		if h, ok := p.Header.(*mail.AttachmentHeader); ok {
			name, _ := h.Filename()
			m.files = append(m.files, name)
			continue
		}
		media, _, _ := mime.ParseMediaType(p.Header.Get("Content-Type"))
		text, err := io.ReadAll(p.Body)
		if err != nil {
			return nil, fmt.Errorf("read a mail of the demo: %w", err)
		}
		if media == "text/plain" && m.text == "" && utf8.Valid(text) {
			m.text = strings.ReplaceAll(string(text), "\r\n", "\n")
		}
	}
}

// fieldAddresses gives the addresses of a header field.
func fieldAddresses(h mail.Header, field string) string {
	all, err := h.AddressList(field)
	if err != nil {
		return ""
	}
	out := make([]string, len(all))
	for i, a := range all {
		out[i] = a.Address
	}
	return strings.Join(out, ", ")
}
