package charset

import (
	"bytes"
	"encoding/base64"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// byMark decodes bytes that start with a byte order mark.
func byMark(b []byte) (string, bool) {
	switch {
	case bytes.HasPrefix(b, []byte("\xef\xbb\xbf")):
		return guess(b[3:], "utf-8", Silent), true
	case bytes.HasPrefix(b, []byte("\xff\xfe\x00\x00")) && len(b) >= 8:
		return decodeWide(b[4:], utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM)), true
	case bytes.HasPrefix(b, []byte("\x00\x00\xfe\xff")):
		return decodeWide(b[4:], utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM)), true
	case bytes.HasPrefix(b, []byte("\xff\xfe")):
		return decodeWide(b[2:], unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)), true
	case bytes.HasPrefix(b, []byte("\xfe\xff")):
		return decodeWide(b[2:], unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)), true
	}
	return "", false
}

// wide decodes UTF-16 or UTF-32 without a byte order mark. The order is that of
// the label, or the one that puts the zeros of Western text where they stand;
// else big-endian (RFC 2781, section 4.3).
func wide(b []byte, name string, warn Warn) string {
	if !bytes.Contains(b, []byte{0}) && utf8.Valid(b) && mostlyASCII(b) {
		warn("text declared as %s is UTF-8", name)
		return string(b)
	}
	if kindOf(name) == kindUTF32 {
		order := utf32.BigEndian
		if strings.HasSuffix(name, "le") || len(b) >= 4 && b[0] != 0 && b[3] == 0 {
			order = utf32.LittleEndian
		}
		return decodeWide(b, utf32.UTF32(order, utf32.IgnoreBOM))
	}
	order := unicode.BigEndian
	if even, odd := zeros(b); strings.HasSuffix(name, "le") && even <= odd || odd > even {
		order = unicode.LittleEndian
	}
	return decodeWide(b, unicode.UTF16(order, unicode.IgnoreBOM))
}

func decodeWide(b []byte, enc encoding.Encoding) string {
	out, err := enc.NewDecoder().Bytes(b)
	if err != nil {
		return guess(b, "", Silent)
	}
	return strings.ToValidUTF8(string(out), "\uFFFD")
}

// IsWide reports whether bytes look like UTF-16 without a mark, and in which
// order: every other byte of Western text is zero.
func IsWide(b []byte) (label string, ok bool) {
	b = b[:min(len(b), 512)]
	even, odd := zeros(b)
	switch {
	case len(b) < 16:
		return "", false
	case odd*10 > len(b)*4 && even*20 < len(b):
		return "utf-16le", true
	case even*10 > len(b)*4 && odd*20 < len(b):
		return "utf-16be", true
	}
	return "", false
}

func zeros(b []byte) (even, odd int) {
	for i, c := range b {
		if c == 0 && i&1 == 0 {
			even++
		} else if c == 0 {
			odd++
		}
	}
	return even, odd
}

func mostlyASCII(b []byte) bool {
	n := 0
	for _, c := range b {
		if c < 0x80 {
			n++
		}
	}
	return n*2 >= len(b)
}

// decodeUTF7 reads UTF-7 (RFC 2152).
func decodeUTF7(s string) string {
	var out strings.Builder
	for {
		i := strings.IndexByte(s, '+')
		if i < 0 {
			out.WriteString(s)
			return guess([]byte(out.String()), "", Silent)
		}
		out.WriteString(s[:i])
		s = s[i+1:]
		n := 0
		for n < len(s) && isBase64(s[n]) {
			n++
		}
		run := s[:n]
		s = s[n:]
		units, ok := decodeUnits(run)
		switch {
		case run == "" && strings.HasPrefix(s, "-"):
			out.WriteByte('+')
		case !ok:
			out.WriteString("+" + run)
			continue
		default:
			out.WriteString(units)
		}
		s = strings.TrimPrefix(s, "-")
	}
}

func isBase64(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '+' || c == '/'
}

// decodeUnits reads the modified base64 of UTF-16 inside UTF-7.
func decodeUnits(run string) (string, bool) {
	raw, err := base64.RawStdEncoding.DecodeString(run)
	if err != nil && len(raw) == 0 || len(raw) < 2 {
		return "", false
	}
	units := make([]uint16, 0, len(raw)/2)
	for k := 0; k+1 < len(raw); k += 2 {
		units = append(units, uint16(raw[k])<<8|uint16(raw[k+1]))
	}
	return string(utf16.Decode(units)), true
}

// shifted reads ISO-2022-KR (RFC 1557) and ISO-2022-CN (RFC 1922): between
// shift-out and shift-in the bytes are those of EUC without their high bit.
func shifted(b []byte, name string) string {
	var enc encoding.Encoding = korean.EUCKR
	if strings.Contains(name, "cn") {
		enc = simplifiedchinese.GB18030
	}
	out := make([]byte, 0, len(b))
	out8 := false
	for i := 0; i < len(b); i++ {
		switch c := b[i]; {
		case c == 0x1b && i+3 < len(b) && b[i+1] == '$':
			i += 3 // the designation ESC $ ) C
		case c == 0x0e:
			out8 = true
		case c == 0x0f:
			out8 = false
		case c == '\n':
			out8 = false
			out = append(out, c)
		case out8 && c > 0x20:
			out = append(out, c|0x80)
		default:
			out = append(out, c)
		}
	}
	return decodeWide(out, enc)
}
