package tnef

import (
	"encoding/binary"
	"strings"

	"github.com/voldaan/voldaan/inbound/charset"
	"github.com/voldaan/voldaan/inbound/rtf"
)

// draft is a message while it is read. Texts are decoded at the end, since the
// code page may come behind them.
type draft struct {
	d                    *decoder
	depth                int
	oem                  int // attOemCodepage
	internet             int // PidTagInternetCodepage: of the HTML
	message              int // PidTagMessageCodepage: of the strings
	subject, class, body property
	html, rtf            property
	files                []*file
}

// old makes a property of an attribute of the time before MAPI.
func old(b []byte) property { return property{typ: typeString8, data: b} }

func (m *draft) messageAttribute(a attribute) {
	switch a.id {
	case attOEMCodepage:
		if len(a.data) >= 4 {
			m.oem = int(binary.LittleEndian.Uint32(a.data))
		}
	case attSubject:
		keep(&m.subject, old(a.data))
	case attMessageClass:
		keep(&m.class, old(a.data))
	case attBody:
		keep(&m.body, old(a.data))
	case attMAPIProps:
		m.d.properties(a.data, m.property)
	}
}

// keep takes the value that comes first, and one in Unicode before others.
func keep(to *property, p property) {
	if to.typ == 0 || to.typ != typeUnicode && p.typ == typeUnicode || len(to.data) == 0 {
		*to = p
	}
}

func (m *draft) property(p property) {
	switch p.id {
	case propSubject:
		keep(&m.subject, p)
	case propMessageClass:
		keep(&m.class, p)
	case propBody:
		keep(&m.body, p)
	case propHTML:
		keep(&m.html, p)
	case propRTFCompressed:
		keep(&m.rtf, p)
	case propInternetCodepage:
		m.internet = p.number()
	case propMessageCodepage:
		m.message = p.number()
	}
}

// codepage is that of 8-bit strings.
func (m *draft) codepage() int {
	for _, n := range []int{m.oem, m.message, m.internet} {
		if n != 0 && n != 1200 {
			return n
		}
	}
	return 0
}

// finish makes the message.
func (m *draft) finish() Message {
	cp := m.codepage()
	out := Message{
		Subject: oneLine(m.d.text(m.subject, cp)), Class: className(oneLine(m.d.text(m.class, cp))),
		Codepage: cp, Body: m.d.text(m.body, cp), HTML: m.htmlText(),
	}
	m.addRTF(&out)
	for _, f := range m.files {
		out.Attachments = append(out.Attachments, m.attachment(f, cp))
	}
	return out
}

// htmlText is the HTML body. It is bytes in the code page of the message, unless
// it declares another charset of itself.
func (m *draft) htmlText() string {
	if m.html.typ != typeBinary || m.internet != 0 {
		return m.d.text(m.html, m.internet)
	}
	if label := charset.FromHTML(m.html.data); label != "" && m.d.take(len(m.html.data)) {
		return strings.ReplaceAll(charset.Decode(m.html.data, label, charset.Silent), "\x00", "")
	}
	return m.d.text(m.html, m.codepage())
}

// addRTF unpacks the RTF body and reads the text from it where the message has
// no other.
func (m *draft) addRTF(out *Message) {
	if m.rtf.typ != typeBinary || len(m.rtf.data) == 0 {
		return
	}
	raw, err := rtf.Decompress(m.rtf.data, int(min(m.d.limit, 1<<30)))
	if err != nil {
		m.d.fail(ErrDamaged, "%v", err)
	}
	if len(raw) == 0 || !m.d.take(len(raw)) {
		return
	}
	out.RTF = raw
	if out.HTML != "" {
		return
	}
	// Text makes at most three bytes of one.
	if int64(len(raw)) > m.d.limit/3 {
		raw = raw[:m.d.limit/3]
	}
	text, isHTML := rtf.Text(raw)
	m.d.limit -= int64(len(text))
	if isHTML {
		out.HTML = text
	} else if strings.TrimSpace(out.Body) == "" {
		out.Body = text
	}
}

// className gives the name that MAPI uses for those of Microsoft Mail
// (MS-OXTNEF, section 2.1.3.3.1).
func className(s string) string {
	if s == "IPM.Microsoft Mail.Note" {
		return "IPM.Note"
	}
	return s
}

// oneLine drops line ends and other control characters of a name.
func oneLine(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return -1
		}
		return r
	}, s))
}
