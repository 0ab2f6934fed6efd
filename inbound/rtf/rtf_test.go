package rtf

import (
	"encoding/hex"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"
)

const enough = 1 << 20

// The two examples of MS-OXRTFCP, section 4.1: one without and one with a
// reference that crosses the place of writing.
const (
	exampleHello = "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0"
	exampleCross = "1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0"
)

func unhex(t testing.TB, s string) []byte {
	t.Helper()
	b, err := hex.DecodeString(s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestDecompress(t *testing.T) {
	hello := unhex(t, exampleHello)
	sum := append([]byte{}, hello...)
	sum[12]++
	literal := append([]byte{}, hello...)
	literal[17] = 'x' // a byte of data: the sum no longer fits
	for _, c := range []struct {
		name, want string
		in         []byte
		limit      int
		err        error
	}{
		{"example", "{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n", hello, enough, nil},
		{"crossing reference", "{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}", unhex(t, exampleCross), enough, nil},
		{"stored", "{\\rtf1 a}", []byte("\x15\x00\x00\x00\x09\x00\x00\x00MELA\x00\x00\x00\x00{\\rtf1 a}"), enough, nil},
		{"stored, cut", "{\\rtf", []byte("\x15\x00\x00\x00\x09\x00\x00\x00MELA\x00\x00\x00\x00{\\rtf"), enough, ErrTruncated},
		{"wrong sum", "{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n", sum, enough, ErrChecksum},
		{"cut", "{\\rtf1\\ansi\\ansicpg1252\\pard hel", hello[:36], enough, ErrTruncated},
		{"limit", "{\\rtf", hello, 5, ErrTooLarge},
		{"short", "", hello[:10], enough, ErrFormat},
		{"other type", "", []byte("\x15\x00\x00\x00\x09\x00\x00\x00ABCD\x00\x00\x00\x00"), enough, ErrFormat},
		{"huge size", "", []byte("\xff\xff\xff\xff\xff\xff\xff\xffLZFu\x00\x00\x00\x00"), enough, ErrTruncated},
	} {
		got, err := Decompress(c.in, c.limit)
		if !errors.Is(err, c.err) || !strings.HasPrefix(c.want, string(got)) || c.err == nil && string(got) != c.want || len(got) > c.limit {
			t.Errorf("%s: %q, error %v", c.name, got, err)
		}
	}
}

func TestText(t *testing.T) {
	html := func(body string) string { return `{\rtf1\ansi\ansicpg1252\fromhtml1 \deff0` + body + `}` }
	for _, c := range []struct {
		name, in, want string
		html           bool
	}{
		{"plain", `{\rtf1\ansi Wij betalen.\par Groet\tab Jan}`, "Wij betalen.\nGroet\tJan", false},
		{"escapes", `{\rtf1\ansi\ansicpg1252 Ge\'efnd \'80 \\ \{a\} caf\u233?}`, `Geïnd € \ {a} café`, false},
		{"unicode with more bytes behind", `{\rtf1\uc2 a\u8364\'a2\'e3b}`, "a€b", false},
		{"negative unicode", `{\rtf1 \u-3913?}`, "·", false},
		{"surrogates", `{\rtf1 \u-10179?\u-8704?}`, "😀", false},
		{"fonts have charsets", `{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 A;}{\f1\fcharset204 B;}{\f2\fcharset128 C;}}\f1 \'cf\'f0\'e8 {\f2 \'93\'fa}\f0 \'e9}`, "При 日é", false},
		{"double bytes with ASCII", `{\rtf1\ansi\ansicpg932 \'83A}`, "ア", false},
		{"tables of the head", `{\rtf1{\fonttbl{\f0 Arial;}}{\colortbl;\red0;}{\stylesheet{\s0 Normal;}}{\info{\author Jan}}{\*\generator X;}Ja}`, "Ja", false},
		{"picture and binary", `{\rtf1 a{\pict\bin3 }{\}b}`, "ab", false},
		{"field", `{\rtf1 {\field{\*\fldinst HYPERLINK "https://x.example"}{\fldrslt hier}}}`, "hier", false},
		{"quotes", `{\rtf1 \ldblquote a\rdblquote\emdash b\rquote s}`, "“a”—b’s", false},
		{"line ends mean nothing", "{\\rtf1 een\r\ntwee\\\ndrie}", "eentwee\ndrie", false},
		{"unclosed", `{\rtf1 {\b vet`, "vet", false},
		{"too many closed", `{\rtf1 a}}}b`, "ab", false},
		{"from text", `{\rtf1\ansi\fromtext \fbidi \deff0{\fonttbl{\f0 C;}}\pard\plain een\line\par twee}`, "een\n\ntwee", false},
		{"html", html(`{\*\htmltag18 <html>}{\*\htmltag64 <p>}\htmlrtf \par \htmlrtf0 Ja\'2c \'80 5{\*\htmltag72 </p>}`), "<html><p>Ja, € 5</p>", true},
		{"html with the same text twice", html(`{\*\htmltag84 &lt;}\htmlrtf <\htmlrtf0 {\*\htmltag84 b}\htmlrtf {\b\htmlrtf0 vet\htmlrtf }\htmlrtf0`), "&lt;bvet", true},
		{"html with a line end inside a tag", html(`{\*\htmltag96 <div\par  class="a\{b\}">}x{\*\mhtmltag96 <no>}`), "<div\n class=\"a{b}\">x", true},
		{"no rtf", "gewoon tekst", "", false},
	} {
		got, isHTML := Text([]byte(c.in))
		if got != c.want || isHTML != c.html {
			t.Errorf("%s: %q (html %v), want %q", c.name, got, isHTML, c.want)
		}
	}
}

func TestDeep(t *testing.T) {
	n := 5_000_000
	got, _ := Text([]byte(`{\rtf1 ` + strings.Repeat("{", n) + "Ja" + strings.Repeat("}", n) + " nee}"))
	if got != "Ja nee" {
		t.Errorf("%q", got)
	}
}

func FuzzText(f *testing.F) {
	f.Add([]byte(`{\rtf1\ansi\ansicpg1252{\fonttbl{\f1\fcharset128 C;}}\f1 \'93\'fa\u8364?\par{\*\x y}}`))
	f.Add([]byte(`{\rtf1\fromhtml1 {\*\htmltag64 <p>}\htmlrtf a\htmlrtf0 b\bin5 }`))
	f.Fuzz(func(t *testing.T, b []byte) {
		s, _ := Text(b)
		if !utf8.ValidString(s) || strings.ContainsRune(s, 0) || len(s) > 4*len(b)+4 {
			t.Errorf("%q gives %q", b, s)
		}
	})
}

func FuzzDecompress(f *testing.F) {
	f.Add(unhex(f, exampleHello))
	f.Add(unhex(f, exampleCross))
	f.Add([]byte("\x15\x00\x00\x00\x09\x00\x00\x00MELA\x00\x00\x00\x00{\\rtf1 a}"))
	f.Fuzz(func(t *testing.T, b []byte) {
		out, err := Decompress(b, 4096)
		if len(out) > 4096 || err == nil && len(b) < headerSize {
			t.Errorf("%d bytes, error %v", len(out), err)
		}
	})
}

func BenchmarkText(b *testing.B) {
	in := []byte(`{\rtf1\ansi\ansicpg1252 ` + strings.Repeat(`{\b Wij} betalen \'80 5 vrijdag.\par `, 5000) + "}")
	b.SetBytes(int64(len(in)))
	b.ReportAllocs()
	for b.Loop() {
		Text(in)
	}
}
