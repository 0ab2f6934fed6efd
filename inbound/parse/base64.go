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

// base64End is where plain text begins below base64 that ends in padding or an
// empty line; 0 for none. QUIRK: mailing lists and virus scanners put their
// footers below whatever they find.
func base64End(body []byte) int {
	for at := 0; at < len(body); {
		l, _, _ := bytes.Cut(body[at:], []byte("\n"))
		l = bytes.TrimRight(l, " \t\r")
		if !onlyBase64(l) {
			return 0
		}
		next := min(at+len(l)+2, len(body))
		if i := bytes.IndexByte(body[at:], '\n'); i >= 0 {
			next = at + i + 1
		}
		if rest := bytes.TrimSpace(body[next:]); len(l) > 0 && len(rest) > 0 && (l[len(l)-1] == '=' || len(bytes.TrimSpace(firstLine(body[next:]))) == 0) {
			if onlyBase64(firstLine(rest)) && !bytes.ContainsAny(firstLine(rest), "-_") {
				at = next
				continue
			}
			return next
		}
		at = next
	}
	return 0
}

// onlyBase64 reports whether a line holds nothing but base64.
func onlyBase64(l []byte) bool {
	for _, c := range l {
		if base64Table[c] == base64Bad || c == ' ' {
			return false
		}
	}
	return true
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
