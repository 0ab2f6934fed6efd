package parse

import (
	"io"
	"strings"

	"github.com/voldaan/voldaan/inbound/charset"
	"github.com/voldaan/voldaan/inbound/fold"
)

func charsetReader(label string, in io.Reader) (io.Reader, error) {
	b, err := io.ReadAll(in)
	if err != nil {
		return nil, err
	}
	return strings.NewReader(charset.Decode(b, label, charset.Silent)), nil
}

// The bounds of encoded words. RFC 2047 allows 75 bytes for one; some programs
// put a whole subject into one.
const (
	maxWord  = 8192
	maxWords = 64 << 10 // of one value
)

// decodeWords decodes the encoded words of a header value (RFC 2047). Bytes of
// neighbours in one charset are joined before they are decoded, since some
// programs cut inside a character. Raw 8-bit values are read as UTF-8 or
// windows-1252. The result is clean and stands on one line.
func decodeWords(v string) string {
	v = v[:min(len(v), maxWords)]
	d := wordDecoder{}
	for v != "" {
		i := strings.Index(v, "=?")
		if i < 0 {
			break
		}
		label, data, rest, ok := encodedWord(v[i:])
		if !ok {
			d.plain(v[:i+2])
			v = v[i+2:]
			continue
		}
		if d.run == nil || strings.TrimSpace(v[:i]) != "" {
			d.plain(v[:i])
		}
		if label != d.label {
			d.flush()
		}
		d.label, d.run, v = label, append(d.run, data...), rest
	}
	d.plain(v)
	s := fold.Clean(d.out.String())
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == '\n' || r == '\t' }), " ")
}

// wordDecoder joins what stands between encoded words with their content.
type wordDecoder struct {
	out   strings.Builder
	run   []byte // bytes of neighbouring words in one charset; nil after plain text
	label string
}

func (d *wordDecoder) flush() {
	if len(d.run) > 0 {
		d.out.WriteString(charset.Decode(d.run, d.label, charset.Silent))
		d.run = d.run[:0]
	}
}

func (d *wordDecoder) plain(s string) {
	d.flush()
	d.run, d.label = nil, ""
	d.out.WriteString(charset.Decode([]byte(s), "", charset.Silent))
}

// encodedWord reads the encoded word at the start of s. QUIRK: blanks inside
// are accepted, a missing end is too at the end of the value, and the language
// tag of RFC 2231, section 5, is dropped.
func encodedWord(s string) (label string, data []byte, rest string, ok bool) {
	far := min(len(s), maxWord)
	f := strings.SplitN(s[2:far], "?", 3)
	if len(f) < 3 || len(f[0]) == 0 || len(f[0]) > 60 || len(strings.TrimSpace(f[1])) != 1 {
		return "", nil, "", false
	}
	body, rest, found := strings.Cut(f[2], "?=")
	if !found {
		body = strings.TrimSuffix(body, "?")
		if far < len(s) || strings.Contains(body, "=?") {
			return "", nil, "", false
		}
	}
	label, _, _ = strings.Cut(strings.ToLower(strings.TrimSpace(f[0])), "*")
	switch strings.TrimSpace(f[1]) {
	case "B", "b":
		// QUIRK: a text that only claims to be base64 is left as it stands.
		var bad int
		if data, bad = decodeBase64([]byte(body)); bad*4 > len(body) {
			return "", nil, "", false
		}
	case "Q", "q":
		data = decodeQ(body)
	default:
		return "", nil, "", false
	}
	return label, append([]byte{}, data...), s[far-len(rest):], true
}

// decodeQ undoes the "Q" encoding (RFC 2047, section 4.2).
func decodeQ(body string) []byte {
	out := make([]byte, 0, len(body))
	for i := 0; i < len(body); i++ {
		switch c := body[i]; {
		case c == '_':
			out = append(out, ' ')
		case c == '=' && i+2 < len(body) && hexValue(body[i+1]) >= 0 && hexValue(body[i+2]) >= 0:
			out = append(out, byte(hexValue(body[i+1])<<4|hexValue(body[i+2])))
			i += 2
		default:
			out = append(out, c)
		}
	}
	return out
}
