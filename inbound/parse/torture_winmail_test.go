package parse

import (
	"encoding/base64"
	"encoding/binary"
	"unicode/utf16"
)

// tnefAttribute is one attribute of a TNEF stream with its checksum (MS-OXTNEF,
// section 2.1.3.2).
func tnefAttribute(level byte, id uint32, data []byte) []byte {
	b := binary.LittleEndian.AppendUint32([]byte{level}, id)
	b = binary.LittleEndian.AppendUint32(b, uint32(len(data)))
	var sum uint16
	for _, c := range data {
		sum += uint16(c)
	}
	return binary.LittleEndian.AppendUint16(append(b, data...), sum)
}

// tnefFile are the attributes of an attachment.
func tnefFile(name string, content []byte) []byte {
	b := tnefAttribute(2, 0x00069002, make([]byte, 14))
	b = append(b, tnefAttribute(2, 0x00018010, []byte(name+"\x00"))...)
	return append(b, tnefAttribute(2, 0x0006800f, content)...)
}

// tnefBody is a list of one property, PidTagBody.
func tnefBody(s string) []byte {
	var text []byte
	for _, u := range utf16.Encode([]rune(s + "\x00")) {
		text = binary.LittleEndian.AppendUint16(text, u)
	}
	b := []byte{1, 0, 0, 0, 0x1f, 0, 0, 0x10, 1, 0, 0, 0}
	b = binary.LittleEndian.AppendUint32(b, uint32(len(text)))
	b = append(b, text...)
	return tnefAttribute(1, 0x00069003, append(b, make([]byte, (4-len(text)%4)%4)...))
}

func tnefStream(parts ...[]byte) []byte {
	b := []byte{0x78, 0x9f, 0x3e, 0x22, 1, 0}
	for _, p := range parts {
		b = append(b, p...)
	}
	return b
}

func winmailPart(stream []byte) string {
	return part("Content-Type: application/ms-tnef; name=winmail.dat\nContent-Transfer-Encoding: base64", base64.StdEncoding.EncodeToString(stream))
}

func tortureWinmail() []tortureCase {
	whole := tnefStream(tnefBody("Uit Outlook: betaald."), tnefFile("factuur.pdf", []byte("PDF")), tnefFile("blad", []byte("x")))
	wrong := append([]byte{}, whole...)
	wrong[len(wrong)-3]++
	const listed = "factuur.pdf:application/pdf:3 blad:application/octet-stream:1"
	return []tortureCase{
		{name: "winmail beside text", raw: multi("multipart/mixed", part(plainPart, "Ja."), winmailPart(whole)), reply: "Ja.", files: listed, warning: "-"},
		{name: "winmail with the only text", raw: multi("multipart/mixed", part(plainPart, ""), winmailPart(whole)), reply: "Uit Outlook: betaald.", files: listed, warning: "-"},
		{name: "winmail as the whole mail", raw: head + "Content-Type: application/ms-tnef\nContent-Transfer-Encoding: base64\n\n" + base64.StdEncoding.EncodeToString(whole), reply: "Uit Outlook: betaald.", files: listed, warning: "-"},
		{name: "winmail by its name", raw: multi("multipart/mixed", part(plainPart, "Ja."), part("Content-Type: application/octet-stream; name=WINMAIL.DAT\nContent-Transfer-Encoding: base64", inBase64(string(whole)))), reply: "Ja.", files: listed, warning: "-"},
		{name: "winmail with a wrong checksum", raw: multi("multipart/mixed", part(plainPart, "Ja."), winmailPart(wrong)), reply: "Ja.", files: listed, warning: "checksum"},
		{name: "winmail cut short", raw: multi("multipart/mixed", part(plainPart, "Ja."), winmailPart(whole[:len(whole)-30])), reply: "Ja.", files: "?", warning: "cut short"},
		{name: "winmail that is none", raw: multi("multipart/mixed", part(plainPart, "Ja."), winmailPart([]byte("PK\x03\x04"))), reply: "Ja.", files: "winmail.dat:application/ms-tnef:4", warning: "no TNEF"},
		{name: "html in winmail", raw: multi("multipart/mixed", winmailPart(tnefStream(tnefAttribute(1, 0x00069003, []byte("\x01\x00\x00\x00\x02\x01\x13\x10\x01\x00\x00\x00\x0a\x00\x00\x00<p>Ja.</p>\x00\x00"))))), reply: "Ja.", warning: "-"},
	}
}
