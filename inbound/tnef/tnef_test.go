package tnef

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

const enough = 1 << 20

// invoiceMail is a stream as Outlook writes it: text, RTF and two files.
func invoiceMail() []byte {
	return newEncoder().codepage(1252).subject("Factuur 2026-041").class("IPM.Microsoft Mail.Note").
		props(
			prop(typeLong, propInternetCodepage, u32(65001)),
			namedProp(typeLong, 0x8001, "", u32(7)),
			namedProp(typeUnicode, 0x8002, "x-eigen", wide("waarde")),
			prop(typeBoolean, 0x0e1b, []byte{1, 0}),
			prop(typeSysTime, 0x0039, make([]byte, 8)),
			prop(typeMulti|typeUnicode, 0x8003&0x7fff, wide("een"), wide("twee")),
			unicodeProp(propSubject, "Factuur 2026-041 – café"),
			unicodeProp(propBody, "Beste,\r\nWij betalen vrijdag. €"),
		).
		file("FACTUR~1.PDF", []byte("%PDF-1.4 inhoud"), unicodeProp(propAttachLong, "Factuur 2026-041 – kopie.pdf"), unicodeProp(propAttachMimeTag, "Application/PDF")).
		file("klein.txt", []byte("tekst")).b
}

func TestDecode(t *testing.T) {
	got, err := Decode(invoiceMail(), enough)
	if err != nil {
		t.Fatal(err)
	}
	want := Message{
		Subject: "Factuur 2026-041 – café", Class: "IPM.Note", Codepage: 1252, Body: "Beste,\r\nWij betalen vrijdag. €",
		Attachments: []Attachment{
			{Name: "Factuur 2026-041 – kopie.pdf", Type: "application/pdf", Content: []byte("%PDF-1.4 inhoud")},
			{Name: "klein.txt", Content: []byte("tekst")},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestBodies(t *testing.T) {
	htmlRTF := `{\rtf1\ansi\ansicpg1252\fromhtml1 \deff0{\fonttbl{\f0\fswiss Arial;}}{\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 Betaald \'80 5 \htmlrtf }\htmlrtf0 {\*\htmltag72 </p>}}`
	for _, c := range []struct {
		name       string
		in         *encoder
		body, html string
	}{
		{"attBody", newEncoder().codepage(1252).attribute(levelMessage, 0x0002800c, []byte("Ge\xefnd \x80\x00")), "Geïnd €", ""},
		{"attBody in 1251", newEncoder().codepage(1251).attribute(levelMessage, 0x0002800c, []byte("\xcf\xf0\xe8\xe2\xe5\xf2")), "Привет", ""},
		{"code page behind the text", newEncoder().attribute(levelMessage, 0x0002800c, []byte("\xcf\xf0\xe8")).codepage(1251), "При", ""},
		{"8-bit property", newEncoder().codepage(932).props(prop(typeString8, propBody, []byte("\x93\xfa\x96\x7b\x00"))), "日本", ""},
		{"html bytes", newEncoder().props(prop(typeLong, propInternetCodepage, u32(28591)), prop(typeBinary, propHTML, []byte("<p>caf\xe9</p>"))), "", "<p>café</p>"},
		{"html in utf-8 by its own word", newEncoder().codepage(1252).props(prop(typeBinary, propHTML, []byte("<meta charset=utf-8><p>café</p>"))), "", "<meta charset=utf-8><p>café</p>"},
		{"html as string", newEncoder().props(unicodeProp(propHTML, "<p>é</p>")), "", "<p>é</p>"},
		{"html in rtf", newEncoder().props(prop(typeBinary, propRTFCompressed, compressed(htmlRTF))), "", "<p>Betaald € 5 </p>"},
		{"text in rtf", newEncoder().props(prop(typeBinary, propRTFCompressed, compressed(`{\rtf1\ansi\fromtext {\fonttbl{\f0 X;}}Een\par Twee}`))), "Een\nTwee", ""},
		{"text beside rtf", newEncoder().props(unicodeProp(propBody, "Ja."), prop(typeBinary, propRTFCompressed, compressed(`{\rtf1 Nee}`))), "Ja.", ""},
	} {
		m, err := Decode(c.in.b, enough)
		if err != nil || m.Body != c.body || m.HTML != c.html {
			t.Errorf("%s: body %q, html %q, error %v", c.name, m.Body, m.HTML, err)
		}
	}
}

func TestNames(t *testing.T) {
	for _, c := range []struct {
		want string
		in   *encoder
	}{
		{"lang.pdf", newEncoder().file("kort.pdf", []byte("x"), prop(typeString8, propAttachLong, []byte("lang.pdf\x00")), unicodeProp(propAttachFilename, "k.pdf"))},
		{"Prüfung.pdf", newEncoder().codepage(1252).file("Pr\xfcfung.pdf", []byte("x"))},
		{"вид.pdf", newEncoder().codepage(1252).file("?.pdf", []byte("x"), prop(typeString8, propAttachLong, []byte("?.pdf\x00")), unicodeProp(propAttachLong, "вид.pdf"))},
		{"transport.pdf", newEncoder().attribute(levelAttachment, 0x00069002, make([]byte, 14)).attribute(levelAttachment, 0x00069001, []byte("transport.pdf\x00")).attribute(levelAttachment, 0x0006800f, []byte("x"))},
		{"file.xml", newEncoder().file("", []byte("x"), unicodeProp(propAttachExtension, ".xml"))},
		{"Toegezonden stuk.docx", newEncoder().file("TOEGEZ~1.DOC", []byte("x"), unicodeProp(propDisplayName, "Toegezonden stuk.docx"))},
		{"", newEncoder().file("", []byte("x"))},
	} {
		m, err := Decode(c.in.b, enough)
		if err != nil || len(m.Attachments) != 1 || m.Attachments[0].Name != c.want {
			t.Errorf("want %q: %+v, error %v", c.want, m.Attachments, err)
		}
	}
}

// inObject is a stream inside the data of an attached object.
func inObject(inner []byte) []byte { return append([]byte(iidMessage), inner...) }

func TestAttachedMessage(t *testing.T) {
	b := newEncoder().file("", nil, unicodeProp(propDisplayName, "Doorgestuurd"), prop(typeObject, propAttachData, inObject(invoiceMail()))).
		file("logo.png", nil, prop(typeBinary, propAttachData, []byte("PNG")), unicodeProp(propAttachContentID, "<logo@x.example>")).b
	m, err := Decode(b, enough)
	if err != nil || len(m.Attachments) != 2 {
		t.Fatalf("%+v, error %v", m, err)
	}
	inner := m.Attachments[0]
	if inner.Name != "Doorgestuurd" || inner.Message == nil || len(inner.Message.Attachments) != 2 || !bytes.Equal(inner.Content, invoiceMail()) {
		t.Errorf("attached message %+v", inner)
	}
	if logo := m.Attachments[1]; string(logo.Content) != "PNG" || logo.ContentID != "logo@x.example" {
		t.Errorf("image %+v", logo)
	}
	deep := invoiceMail()
	for range 20 {
		deep = newEncoder().file("m", nil, prop(typeObject, propAttachData, inObject(deep))).b
	}
	if _, err := Decode(deep, enough); !errors.Is(err, ErrTooLarge) {
		t.Errorf("twenty levels: %v", err)
	}
}

func TestDamage(t *testing.T) {
	whole := invoiceMail()
	flipped := bytes.Clone(whole)
	flipped[bytes.Index(flipped, []byte("%PDF"))]++
	gap := append(append(newEncoder().b, "\x00\x07junk"...), newEncoder().file("a.txt", []byte("inhoud")).b[6:]...)
	long := newEncoder().file("a.txt", []byte("x")).attribute(levelAttachment, 0x0006800f, []byte("inhoud")).b
	long[len(long)-len("inhoud")-2-4] = 0xff // its length

	for _, c := range []struct {
		name  string
		in    []byte
		want  error
		files int
	}{
		{"not one", []byte("PK\x03\x04"), ErrFormat, 0},
		{"nothing", nil, ErrFormat, 0},
		{"signature only", whole[:6], nil, 0},
		{"checksum", flipped, ErrChecksum, 2},
		{"cut in the last file", whole[:len(whole)-4], ErrTruncated, 2},
		{"cut in a head", whole[:len(whole)-12], ErrTruncated, 2},
		{"junk between", gap, ErrDamaged, 1},
		{"wrong length", long, ErrTruncated, 1},
		{"many properties announced", newEncoder().attribute(levelMessage, 0x00069003, u32(0xffffffff)).file("a", []byte("x")).b, ErrDamaged, 1},
		{"huge value announced", newEncoder().props(prop(typeUnicode, propBody)[:4], u32(1), u32(0xfffffff0)).file("a", []byte("x")).b, ErrDamaged, 1},
		{"unknown type", newEncoder().props(prop(0x77, propBody)).file("a", []byte("x")).b, ErrDamaged, 1},
		{"fill at the end", append(bytes.Clone(whole), 0, 0, 0, 0), nil, 2},
		{"bad rtf", newEncoder().props(prop(typeBinary, propRTFCompressed, []byte("no"))).file("a", []byte("x")).b, ErrDamaged, 1},
	} {
		m, err := Decode(c.in, enough)
		if !errors.Is(err, c.want) || c.want == nil && err != nil || len(m.Attachments) != c.files {
			t.Errorf("%s: %d files, error %v", c.name, len(m.Attachments), err)
		}
	}
}

func TestBounds(t *testing.T) {
	long := newEncoder().props(unicodeProp(propBody, strings.Repeat("a", 1000))).b
	if m, err := Decode(long, 100); !errors.Is(err, ErrTooLarge) || len(m.Body) > 100 || m.Body == "" {
		t.Errorf("%d bytes of text, error %v", len(m.Body), err)
	}
	e := newEncoder()
	for range maxAttachments + 5 {
		e.file("a", []byte("x"))
	}
	if m, err := Decode(e.b, enough); !errors.Is(err, ErrTooLarge) || len(m.Attachments) != maxAttachments {
		t.Errorf("%d attachments, error %v", len(m.Attachments), err)
	}
}

// check fails where a message breaks what Message promises.
func check(t *testing.T, in []byte, m Message, limit int) {
	t.Helper()
	texts := []string{m.Subject, m.Class, m.Body, m.HTML}
	total := 0
	for _, a := range m.Attachments {
		texts = append(texts, a.Name, a.Type, a.ContentID)
		if len(a.Content) > len(in) {
			t.Errorf("attachment of %d bytes out of %d", len(a.Content), len(in))
		}
		if a.Message != nil {
			check(t, in, *a.Message, limit)
		}
	}
	for _, s := range texts {
		if total += len(s); !utf8.ValidString(s) || strings.ContainsRune(s, 0) {
			t.Errorf("not clean: %q", s)
		}
	}
	if total+len(m.RTF) > 4*limit {
		t.Errorf("%d bytes of text with a limit of %d", total, limit)
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(invoiceMail())
	f.Add(newEncoder().file("m", nil, prop(typeObject, propAttachData, inObject(invoiceMail()))).b)
	f.Add(newEncoder().props(prop(typeBinary, propRTFCompressed, compressed(`{\rtf1\fromhtml1 {\*\htmltag <p>}a\u8364?}`))).b)
	f.Add(append(newEncoder().b, "\x00\x07junk\x01"...))
	f.Fuzz(func(t *testing.T, b []byte) {
		m, err := Decode(b, 64<<10)
		check(t, b, m, 64<<10)
		if !IsTNEF(b) && !errors.Is(err, ErrFormat) {
			t.Errorf("signature: %v", err)
		}
	})
}

func BenchmarkDecode(b *testing.B) {
	e := newEncoder().props(unicodeProp(propBody, strings.Repeat("Wij betalen vrijdag.\r\n", 500)))
	b.Run("files", func(b *testing.B) { benchmark(b, e.file("groot.bin", make([]byte, 5<<20)).b) })
	b.Run("rtf", func(b *testing.B) {
		benchmark(b, newEncoder().props(prop(typeBinary, propRTFCompressed, compressed(`{\rtf1 `+strings.Repeat(`Wij betalen \'80 5 vrijdag.\par `, 5000)+"}"))).b)
	})
}

func benchmark(b *testing.B, in []byte) {
	b.SetBytes(int64(len(in)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Decode(in, 16<<20); err != nil {
			b.Fatal(err)
		}
	}
}
