// Package charset turns bytes of any charset, rightly or wrongly declared, into
// valid UTF-8.
package charset

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
)

// Warn is told what was met on the way, in the manner of fmt.Printf. Where
// nobody wants to know, Silent serves.
type Warn func(format string, a ...any)

// Silent drops a warning.
func Silent(string, ...any) {}

// Decode turns bytes into valid UTF-8. The label is the declared charset, as it
// stands in the header: in any case, quoted, with junk behind it, or empty.
// What the bytes show goes before the label: a byte order mark, well-formed
// UTF-8 under another label, windows-1252 under the label of UTF-8. A label
// that nobody knows counts as none, and without a label the bytes are UTF-8
// where they are well-formed, and else windows-1252.
func Decode(b []byte, label string, warn Warn) string {
	if s, ok := byMark(b); ok {
		return s
	}
	switch name := clean(label); kindOf(name) {
	case kindUnicode, kindNone:
		return guess(b, name, warn)
	case kindUTF7:
		return decodeUTF7(string(b))
	case kindUTF16, kindUTF32:
		return wide(b, name, warn)
	case kindShift:
		return shifted(b, name)
	default:
		return legacy(b, name, warn)
	}
}

// legacy decodes a charset of one country or vendor.
func legacy(b []byte, name string, warn Warn) string {
	if isASCII(b) && !bytes.ContainsAny(b, "\x1b~") && asciiBased(name) {
		return string(b)
	}
	enc := Lookup(name)
	if enc == nil {
		// QUIRK: a field without its own line stands behind the name.
		if first, _, ok := strings.Cut(name, " "); ok && (kindOf(first) != kindLegacy || Lookup(first) != nil) {
			return Decode(b, first, warn)
		}
		warn("unknown charset %q", name)
		return guess(b, "", warn)
	}
	if isUTF8(b, sequencesFor(enc)) {
		warn("text declared as %s is UTF-8", name)
		return string(b)
	}
	if enc == charmap.ISO8859_15 {
		b = euroFrom1252(b)
	}
	out, err := enc.NewDecoder().Bytes(b)
	if err != nil || broken(out, b) {
		warn("text is not %s", name)
		return western(b, "", warn)
	}
	return strings.ToValidUTF8(string(out), "\uFFFD")
}

// asciiBased reports whether bytes below 0x80 mean ASCII, as they do in all
// charsets of mail but the EBCDIC ones.
func asciiBased(name string) bool {
	switch Lookup(name) {
	case nil, charmap.CodePage037, charmap.CodePage1047, charmap.CodePage1140:
		return false
	}
	return true
}

// sequencesFor is how many multi-byte sequences of UTF-8, and not one wrong
// byte, prove that a text is UTF-8 and not of a charset. In Western text one
// does: "Ã" before a sign hardly occurs.
func sequencesFor(enc encoding.Encoding) int {
	switch enc {
	case charmap.Windows1252, charmap.ISO8859_1, charmap.ISO8859_15, charmap.Windows1254, charmap.ISO8859_9:
		return 1
	}
	if _, single := enc.(*charmap.Charmap); single {
		return 2
	}
	return 4
}

// isUTF8 reports whether bytes are well-formed UTF-8 with at least n sequences
// of more than one byte.
func isUTF8(b []byte, n int) bool {
	if !utf8.Valid(b) {
		return false
	}
	for i := 0; i < len(b) && n > 0; i++ {
		if b[i] >= 0xc0 {
			n--
		}
	}
	return n <= 0
}

// broken reports whether a decoder gave up on more than a tenth of what is not
// ASCII.
func broken(out, in []byte) bool {
	bad := bytes.Count(out, []byte("\uFFFD"))
	if bad == 0 {
		return false
	}
	high := 0
	for _, c := range in {
		if c >= 0x80 {
			high++
		}
	}
	if high == 0 {
		high = len(in) // charsets of seven bits
	}
	return bad*10 > high
}

// euroFrom1252 maps bytes that ISO 8859-15 has no sign for to those which their
// writer meant: those of windows-1252.
func euroFrom1252(b []byte) []byte {
	if !bytes.ContainsFunc(b, func(r rune) bool { return r == utf8.RuneError }) {
		return b
	}
	out := bytes.Clone(b)
	for i, c := range out {
		if r, ok := latin15[c]; ok {
			out[i] = r
		}
	}
	return out
}

// latin15 gives the signs of windows-1252 at 0x80 to 0x9f that ISO 8859-15 has
// elsewhere, or the ASCII sign that looks alike.
var latin15 = map[byte]byte{
	0x80: 0xa4, 0x8a: 0xa6, 0x9a: 0xa8, 0x8e: 0xb4, 0x9e: 0xb8, 0x8c: 0xbc, 0x9c: 0xbd, 0x9f: 0xbe,
	0x91: '\'', 0x92: '\'', 0x93: '"', 0x94: '"', 0x96: '-', 0x97: '-', 0x8b: '<', 0x9b: '>', 0x82: ',', 0x95: 0xb7,
}

func isASCII(b []byte) bool {
	for _, c := range b {
		if c >= 0x80 {
			return false
		}
	}
	return true
}

// guess reads bytes as UTF-8, or as ISO-2022-JP where its escapes stand in
// ASCII; bytes that are neither are read as windows-1252, all of them or, in a
// text that is mostly UTF-8, one by one.
func guess(b []byte, name string, warn Warn) string {
	if utf8.Valid(b) {
		if bytes.Contains(b, []byte("\x1b$B")) || bytes.Contains(b, []byte("\x1b$@")) {
			return legacy(b, "iso-2022-jp", warn)
		}
		return string(b)
	}
	return western(b, name, warn)
}

// western reads bytes that are not all UTF-8.
func western(b []byte, name string, warn Warn) string {
	if utf8.Valid(b) {
		return string(b)
	}
	if whole, ok := cutTail(b); ok {
		return string(whole)
	}
	if name != "" {
		warn("text declared as %s has other bytes", name)
	} else {
		warn("text has 8-bit bytes without a charset; read as windows-1252")
	}
	var out strings.Builder
	out.Grow(len(b) + len(b)/8)
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		if r == utf8.RuneError && n == 1 {
			r = charmap.Windows1252.DecodeByte(b[0])
		}
		out.WriteRune(r)
		b = b[n:]
	}
	return out.String()
}

// cutTail drops a character of three or four bytes that was cut at the end of a
// UTF-8 text.
func cutTail(b []byte) (whole []byte, ok bool) {
	for n := 2; n < utf8.UTFMax && n <= len(b); n++ {
		tail := b[len(b)-n:]
		if utf8.RuneStart(tail[0]) {
			whole = b[:len(b)-n]
			return whole, tail[0] >= 0xc2 && !utf8.FullRune(tail) && isUTF8(whole, 1)
		}
	}
	return nil, false
}
