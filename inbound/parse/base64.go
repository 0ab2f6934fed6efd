package parse

import "bytes"

// base64Decoder decodes base64 in steps. It skips bytes outside the alphabet, as
// RFC 2045, section 6.8 asks, and goes on after padding (two encoders whose
// outputs were joined).
type base64Decoder struct {
	acc, bits uint
	bad       int // bytes skipped beside whitespace
}

// base64Table gives the value of each digit, of the usual and of the URL's
// alphabet, and what else a byte means.
var base64Table = makeBase64Table()

const (
	base64Pad   = -1
	base64Blank = -2
	base64Bad   = -3
)

func makeBase64Table() (t [256]int8) {
	for i := range t {
		t[i] = base64Bad
	}
	for i, c := range []byte("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/") {
		t[c] = int8(i)
	}
	t['-'], t['_'], t['='] = 62, 63, base64Pad
	for _, c := range []byte(" \t\r\n\x00") {
		t[c] = base64Blank
	}
	return t
}

// base64Value is the value of a base64 digit, or less than zero.
func base64Value(c byte) int { return int(base64Table[c]) }

// append decodes in behind out.
func (d *base64Decoder) append(out, in []byte) []byte {
	for _, c := range in {
		switch v := base64Table[c]; {
		case v >= 0:
			d.acc = d.acc<<6 | uint(v)
			if d.bits += 6; d.bits >= 8 {
				d.bits -= 8
				out = append(out, byte(d.acc>>d.bits))
			}
		case v == base64Pad:
			d.acc, d.bits = 0, 0
		case v == base64Bad:
			d.bad++
		}
	}
	return out
}

// decodeBase64 decodes what it can and tells how many bytes it skipped beside
// whitespace.
func decodeBase64(in []byte) (out []byte, bad int) {
	var d base64Decoder
	out = d.append(make([]byte, 0, len(in)*3/4+3), in)
	return out, d.bad
}

// decodeQuotedPrintable decodes what it can (RFC 2045, section 6.7): a wrong
// escape stays as it stands and is counted.
func decodeQuotedPrintable(in []byte) (out []byte, bad int) {
	return appendQuoted(make([]byte, 0, len(in)), in)
}

func appendQuoted(out, in []byte) ([]byte, int) {
	bad := 0
	for len(in) > 0 {
		l, rest, nl := bytes.Cut(in, []byte("\n"))
		cr := bytes.HasSuffix(l, []byte("\r"))
		l = bytes.TrimRight(l, " \t\r")
		var soft bool
		var n int
		out, soft, n = appendQuotedLine(out, l)
		bad += n
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

// appendQuotedLine decodes one line; soft says that it goes on in the next one.
func appendQuotedLine(out, l []byte) (_ []byte, soft bool, bad int) {
	for {
		i := bytes.IndexByte(l, '=')
		if i < 0 {
			return append(out, l...), false, bad
		}
		out = append(out, l[:i]...)
		if i == len(l)-1 {
			return out, true, bad
		}
		if i+2 < len(l) && hexValue(l[i+1]) >= 0 && hexValue(l[i+2]) >= 0 {
			out = append(out, byte(hexValue(l[i+1])<<4|hexValue(l[i+2])))
			l = l[i+3:]
			continue
		}
		bad++
		out = append(out, '=')
		l = l[i+1:]
	}
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
