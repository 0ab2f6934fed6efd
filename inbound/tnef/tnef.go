// Package tnef reads winmail.dat: the form in which Outlook and Exchange wrap a
// whole message (application/ms-tnef, MS-OXTNEF).
package tnef

import (
	"errors"
	"fmt"
)

// The faults of a stream. What could be read comes with them.
var (
	ErrFormat    = errors.New("no TNEF stream")
	ErrTruncated = errors.New("the TNEF stream is cut short")
	ErrChecksum  = errors.New("a TNEF attribute has a wrong checksum")
	ErrDamaged   = errors.New("the TNEF stream is damaged")
	ErrTooLarge  = errors.New("the TNEF stream holds more than allowed")
)

// The bounds of a stream.
const (
	maxDepth       = 8    // of messages inside messages
	maxAttachments = 1000 // of one message, with all messages inside it
)

// Message is what a stream holds. Its texts are valid UTF-8 without NUL.
type Message struct {
	Subject  string
	Class    string // such as IPM.Note (PidTagMessageClass)
	Codepage int    // of 8-bit texts, a number of Windows; 0 where not given
	Body     string // plain text
	HTML     string // of PidTagBodyHtml, or of HTML inside RTF
	// RTF is the formatted body, decompressed; it stays where Body or HTML was
	// made from it.
	RTF         []byte
	Attachments []Attachment
}

// Attachment is a file or a message inside a message.
type Attachment struct {
	Name      string // as the sender knew it, the long form where there is one
	Type      string // media type in lower case; empty where not given
	ContentID string
	// Content are the bytes. They share memory with the stream.
	Content []byte
	// Message is the attached message, where it is one that could be read; then
	// Content is its stream.
	Message *Message
}

// Decode reads a stream. At most limit bytes are made beyond those that share
// memory with it: texts and decompressed RTF. With an error it gives what could
// be read; the error is the first fault.
func Decode(b []byte, limit int64) (Message, error) {
	d := &decoder{limit: limit}
	m := d.message(b, 0)
	return m, d.err
}

// IsTNEF reports whether bytes start as a stream does (MS-OXTNEF, section
// 2.1.3.1).
func IsTNEF(b []byte) bool {
	return len(b) >= 4 && b[0] == 0x78 && b[1] == 0x9f && b[2] == 0x3e && b[3] == 0x22
}

// decoder holds what is common to a stream and the streams inside it.
type decoder struct {
	limit       int64
	attachments int
	err         error
}

// fail notes the first fault.
func (d *decoder) fail(err error, format string, a ...any) {
	if d.err == nil {
		d.err = fmt.Errorf("%w: %s", err, fmt.Sprintf(format, a...))
	}
}

// take asks for n bytes of new memory.
func (d *decoder) take(n int) bool {
	if int64(n) > d.limit {
		d.fail(ErrTooLarge, "%d bytes more", n)
		return false
	}
	d.limit -= int64(n)
	return true
}

// message reads one stream.
func (d *decoder) message(b []byte, depth int) Message {
	if !IsTNEF(b) {
		d.fail(ErrFormat, "wrong signature")
		return Message{}
	}
	s := &stream{in: b, pos: 6, fail: d.fail}
	m := &draft{d: d, depth: depth}
	for a, ok := s.next(); ok; a, ok = s.next() {
		if a.level == levelAttachment {
			m.attachmentAttribute(a)
		} else {
			m.messageAttribute(a)
		}
	}
	return m.finish()
}
