package parse

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"github.com/voldaan/voldaan"
)

// decode undoes the transfer encoding of a body (RFC 2045, section 6). What
// cannot be decoded is kept as it stands, with a warning. The result may share
// memory with the body.
func (w *walker) decode(h header, body []byte) []byte {
	switch enc := strings.ToLower(h.encoding()); enc {
	case "", "7bit", "8bit", "binary", "7-bit", "8-bit":
		return body
	case "base64":
		out, bad := decodeBase64(body)
		if bad > 0 {
			w.warn("base64 content has %d bytes that are none", bad)
		}
		if bad*5 > len(body) {
			return body
		}
		return out
	case "quoted-printable", "quoted printable", "quotedprintable":
		out, bad := decodeQuotedPrintable(body)
		if bad > 0 {
			w.warn("quoted-printable content has %d wrong escapes", bad)
		}
		return out
	case "x-uuencode", "uuencode", "x-uue", "uue":
		if _, out, ok := decodeUU(string(body)); ok {
			return out
		}
		w.warn("uuencoded content cannot be read")
		return body
	default:
		w.warn("unknown transfer encoding %q", enc)
		return body
	}
}

// base64Value is the value of a base64 digit, or -1.
func base64Value(c byte) int {
	switch {
	case 'A' <= c && c <= 'Z':
		return int(c - 'A')
	case 'a' <= c && c <= 'z':
		return int(c-'a') + 26
	case '0' <= c && c <= '9':
		return int(c-'0') + 52
	case c == '+' || c == '-':
		return 62
	case c == '/' || c == '_':
		return 63
	}
	return -1
}

// decodeBase64 decodes what it can: it skips bytes outside the alphabet, as
// RFC 2045, section 6.8 asks, and goes on after padding (two encoders whose
// outputs were joined). It also tells how many bytes it skipped beside
// whitespace.
func decodeBase64(in []byte) (out []byte, bad int) {
	out = make([]byte, 0, len(in)*3/4+3)
	var acc, bits uint
	for _, c := range in {
		v := base64Value(c)
		switch {
		case v >= 0:
			acc = acc<<6 | uint(v)
			if bits += 6; bits >= 8 {
				bits -= 8
				out = append(out, byte(acc>>bits))
			}
		case c == '=':
			acc, bits = 0, 0
		case c != '\n' && c != '\r' && c != ' ' && c != '\t':
			bad++
		}
	}
	return out, bad
}

// decodeQuotedPrintable decodes what it can (RFC 2045, section 6.7): a wrong
// escape stays as it stands and is counted.
func decodeQuotedPrintable(in []byte) (out []byte, bad int) {
	out = make([]byte, 0, len(in))
	for len(in) > 0 {
		l, rest, nl := bytes.Cut(in, []byte("\n"))
		cr := bytes.HasSuffix(l, []byte("\r"))
		l = bytes.TrimRight(l, " \t\r")
		soft := false
		for i := 0; i < len(l); i++ {
			if l[i] != '=' {
				out = append(out, l[i])
				continue
			}
			if i == len(l)-1 {
				soft = true
				break
			}
			if i+2 < len(l) && hexValue(l[i+1]) >= 0 && hexValue(l[i+2]) >= 0 {
				out = append(out, byte(hexValue(l[i+1])<<4|hexValue(l[i+2])))
				i += 2
				continue
			}
			bad++
			out = append(out, '=')
		}
		if nl && !soft {
			if cr {
				out = append(out, '\r')
			}
			out = append(out, '\n')
		}
		in = rest
	}
	return out, bad
}

func hexValue(c byte) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'A' <= c && c <= 'F':
		return int(c-'A') + 10
	case 'a' <= c && c <= 'f':
		return int(c-'a') + 10
	}
	return -1
}

// uuencoded takes uuencoded files out of a text and keeps them as attachments.
func (w *walker) uuencoded(s string) string {
	for range 20 {
		i := uuBegin(s)
		if i < 0 {
			return s
		}
		j := strings.Index(s[i:], "\nend")
		if j < 0 {
			return s
		}
		name, data, ok := decodeUU(s[i : i+j])
		if !ok {
			return s
		}
		sum := sha256.Sum256(data)
		w.attachments = append(w.attachments, Part{
			Attachment: voldaan.Attachment{
				Name: name, Type: "application/octet-stream", Size: int64(len(data)), Hash: hex.EncodeToString(sum[:]),
			},
			Content: data,
		})
		s = s[:i] + strings.TrimPrefix(s[i+j:], "\nend")
	}
	return s
}

// uuBegin is where a line "begin 644 name" starts, or -1.
func uuBegin(s string) int {
	for pos := 0; ; {
		i := strings.Index(s[pos:], "begin ")
		if i < 0 {
			return -1
		}
		i += pos
		if (i == 0 || s[i-1] == '\n') && len(s) > i+11 && isDigits(s[i+6:i+9]) && s[i+9] == ' ' {
			return i
		}
		pos = i + 6
	}
}

func isDigits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// decodeUU decodes one uuencoded file from its begin line on.
func decodeUU(s string) (name string, out []byte, ok bool) {
	i := uuBegin(s)
	if i < 0 {
		return "", nil, false
	}
	head, rest, _ := strings.Cut(s[i:], "\n")
	name = strings.TrimSpace(head[min(10, len(head)):])
	for l := range strings.Lines(rest) {
		l = strings.TrimRight(l, "\r\n")
		if l == "" || l == "`" || l == "end" {
			continue
		}
		n := int(l[0]-' ') & 63
		if l[0] < ' ' || l[0] > '`' || len(l)-1 > (n+2)/3*4+2 {
			return "", nil, false
		}
		out = appendUULine(out, l[1:], n)
	}
	return name, out, true
}

func appendUULine(out []byte, l string, n int) []byte {
	var acc, bits uint
	for k := 0; k < len(l) && n > 0; k++ {
		acc = acc<<6 | uint(l[k]-' ')&63
		if bits += 6; bits >= 8 {
			bits -= 8
			out = append(out, byte(acc>>bits))
			n--
		}
	}
	return out
}
