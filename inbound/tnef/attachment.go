package tnef

import (
	"bytes"
	"strings"
)

// The identifiers that stand before the data of an attached object (MS-OXTNEF,
// section 2.1.3.4.3.1): an IMessage is a stream of its own.
const (
	iidMessage = "\x07\x03\x02\x00\x00\x00\x00\x00\xc0\x00\x00\x00\x00\x00\x00\x46"
	iidStorage = "\x0b\x00\x00\x00\x00\x00\x00\x00\xc0\x00\x00\x00\x00\x00\x00\x46"
	iidStream  = "\x0c\x00\x00\x00\x00\x00\x00\x00\xc0\x00\x00\x00\x00\x00\x00\x46"
)

// file is an attachment while it is read.
type file struct {
	title, transport             property // of the attributes
	long, short, display, byMail property // of the properties
	extension, mime, cid         property
	data                         []byte
	object                       []byte
}

// attachmentAttribute reads an attribute of an attachment. attAttachRendData
// starts a new one (MS-OXTNEF, section 2.1.3.3.15).
func (m *draft) attachmentAttribute(a attribute) {
	if a.id == attAttachRendData || len(m.files) == 0 {
		if m.d.attachments++; m.d.attachments > maxAttachments {
			m.d.fail(ErrTooLarge, "more than %d attachments", maxAttachments)
			return
		}
		m.files = append(m.files, &file{})
	}
	if m.d.attachments > maxAttachments {
		return
	}
	f := m.files[len(m.files)-1]
	switch a.id {
	case attAttachTitle:
		keep(&f.title, old(a.data))
	case attTransportFilename:
		keep(&f.transport, old(a.data))
	case attAttachData:
		f.data = a.data
	case attAttachment:
		m.d.properties(a.data, f.property)
	}
}

func (f *file) property(p property) {
	switch p.id {
	case propAttachLong:
		keep(&f.long, p)
	case propAttachFilename:
		keep(&f.short, p)
	case propDisplayName:
		keep(&f.display, p)
	case propAttachTransport:
		keep(&f.byMail, p)
	case propAttachExtension:
		keep(&f.extension, p)
	case propAttachMimeTag:
		keep(&f.mime, p)
	case propAttachContentID:
		keep(&f.cid, p)
	case propAttachData:
		f.object = p.data
	}
}

// attachment makes the attachment of a file.
func (m *draft) attachment(f *file, cp int) Attachment {
	a := Attachment{
		Name: m.nameOf(f, cp), Type: strings.ToLower(oneLine(m.d.text(f.mime, cp))),
		ContentID: strings.Trim(oneLine(m.d.text(f.cid, cp)), "<>"), Content: f.data,
	}
	if f.object == nil {
		return a
	}
	inner, isMessage := bytes.CutPrefix(f.object, []byte(iidMessage))
	inner = bytes.TrimPrefix(bytes.TrimPrefix(inner, []byte(iidStorage)), []byte(iidStream))
	if len(inner) > 0 || len(a.Content) == 0 {
		a.Content = inner
	}
	if isMessage || IsTNEF(inner) {
		m.attachedMessage(&a, inner)
	}
	return a
}

// attachedMessage reads the stream of an attached message.
func (m *draft) attachedMessage(a *Attachment, inner []byte) {
	if m.depth+1 >= maxDepth {
		m.d.fail(ErrTooLarge, "messages nested deeper than %d levels", maxDepth)
		return
	}
	if !IsTNEF(inner) {
		m.d.fail(ErrDamaged, "attached message %q", a.Name)
		return
	}
	msg := m.d.message(inner, m.depth+1)
	a.Message = &msg
	if a.Name == "" {
		a.Name = msg.Subject
	}
}

// nameOf is the best name of a file: the long one, that of the transport, the
// title of old, and the short one of eight and three signs.
func (m *draft) nameOf(f *file, cp int) string {
	for _, p := range []property{f.long, f.byMail, f.transport, f.title, f.short, f.display} {
		if s := oneLine(m.d.text(p, cp)); s != "" {
			return m.longer(s, f, cp)
		}
	}
	if s := oneLine(m.d.text(f.extension, cp)); s != "" && s != "." {
		return "file" + s
	}
	return ""
}

// longer takes the display name for a name in the short form: "FACTUR~1.PDF".
func (m *draft) longer(s string, f *file, cp int) string {
	if !strings.Contains(s, "~") {
		return s
	}
	if d := oneLine(m.d.text(f.display, cp)); strings.Contains(d, ".") {
		return d
	}
	return s
}
