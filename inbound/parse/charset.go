package parse

import (
	"bytes"
	"encoding/base64"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/ianaindex"
)

// decodeCharset turns bytes of a declared charset into valid UTF-8. Without a
// usable declaration it takes UTF-8 where the bytes are valid, and else
// windows-1252.
func decodeCharset(b []byte, name string, warn func(string, ...any)) string {
	name = strings.ToLower(strings.Trim(name, " \t\"'"))
	b = bytes.TrimPrefix(b, []byte("\xef\xbb\xbf"))
	switch name {
	case "utf-7", "unicode-1-1-utf-7", "unicode-2-0-utf-7", "x-unicode-2-0-utf-7":
		return decodeUTF7(string(b))
	case "", "utf-8", "utf8", "us-ascii", "ascii", "ansi_x3.4-1968", "unknown-8bit", "x-unknown", "default", "binary":
		return guess(b, name, warn)
	case "iso-8859-1", "latin1", "windows-1252", "cp1252", "iso-8859-15":
		if utf8.Valid(b) && !isASCII(b) {
			warn("text declared as %s is UTF-8", name)
			return string(b)
		}
	}
	enc := lookup(name)
	if enc == nil {
		warn("unknown charset %q", name)
		return guess(b, "", warn)
	}
	out, err := enc.NewDecoder().Bytes(b)
	if err != nil {
		warn("text is not %s", name)
		return guess(b, "", warn)
	}
	return string(out)
}

func lookup(name string) encoding.Encoding {
	if e, err := htmlindex.Get(name); err == nil {
		return e
	}
	if e, err := ianaindex.MIME.Encoding(name); err == nil && e != nil {
		return e
	}
	if n, ok := strings.CutPrefix(name, "cp"); ok {
		if e, err := ianaindex.IANA.Encoding("ibm" + n); err == nil && e != nil {
			return e
		}
	}
	return nil
}

func isASCII(b []byte) bool {
	for _, c := range b {
		if c >= 0x80 {
			return false
		}
	}
	return true
}

// guess reads bytes as UTF-8; bytes that are none are read as windows-1252,
// all of them or, in a text that is mostly UTF-8, one by one.
func guess(b []byte, name string, warn func(string, ...any)) string {
	if utf8.Valid(b) {
		return string(b)
	}
	if name != "" {
		warn("text declared as %s has other bytes", name)
	} else {
		warn("text has 8-bit bytes without a charset; read as windows-1252")
	}
	var out strings.Builder
	out.Grow(len(b) + len(b)/8)
	dec := charmap.Windows1252
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		if r == utf8.RuneError && n == 1 {
			r = dec.DecodeByte(b[0])
		}
		out.WriteRune(r)
		b = b[n:]
	}
	return out.String()
}

// decodeUTF7 reads UTF-7 (RFC 2152).
func decodeUTF7(s string) string {
	var out strings.Builder
	for {
		i := strings.IndexByte(s, '+')
		if i < 0 {
			out.WriteString(s)
			return strings.ToValidUTF8(out.String(), "\uFFFD")
		}
		out.WriteString(s[:i])
		s = s[i+1:]
		n := 0
		for n < len(s) && s[n] != '-' && base64Value(s[n]) >= 0 && s[n] != '_' {
			n++
		}
		run := s[:n]
		s = strings.TrimPrefix(s[n:], "-")
		if run == "" {
			out.WriteByte('+')
			continue
		}
		raw, err := base64.RawStdEncoding.DecodeString(run)
		if err != nil && len(raw) == 0 {
			out.WriteString("+" + run)
			continue
		}
		units := make([]uint16, 0, len(raw)/2)
		for k := 0; k+1 < len(raw); k += 2 {
			units = append(units, uint16(raw[k])<<8|uint16(raw[k+1]))
		}
		out.WriteString(string(utf16.Decode(units)))
	}
}

// clean makes a text valid UTF-8 without NUL, with LF line ends.
func clean(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	if strings.ContainsAny(s, "\x00\r\ufeff") {
		s = strings.NewReplacer("\x00", "", "\r\n", "\n", "\r", "\n", "\ufeff", "").Replace(s)
	}
	return s
}
