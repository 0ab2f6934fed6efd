package parse

import (
	"bytes"
	"slices"
	"unicode/utf8"
)

// decodeText undoes the transfer encoding of a text and looks whether the
// result is one: the declared encoding may be wrong in both directions.
func (w *walker) decodeText(h *header, body []byte) []byte {
	switch transferOf(h.encoding()) {
	case transferBase64:
		return w.base64Text(h, body)
	case transferNone, transferUnknown:
		if out, ok := surelyBase64(body); ok {
			w.warn("the text is base64 and not declared so")
			return out
		}
		if surelyQuoted(body) {
			w.warn("the text is quoted-printable and not declared so")
			out, _ := decodeQuotedPrintable(body)
			return out
		}
	}
	return w.decode(h, body)
}

// base64Text decodes a text that is declared to be base64. A text that only
// claims to be is kept; so is what somebody put behind the encoded text, such
// as the footer of a mailing list.
func (w *walker) base64Text(h *header, body []byte) []byte {
	code, tail := cutFooter(body)
	if len(tail) > 0 {
		w.warn("text stands behind base64 content")
		return slices.Concat(w.decode(h, code), []byte("\n"), tail)
	}
	if prose(body) {
		if out, _ := decodeBase64(body); !readable(out) {
			w.warn("text declared as base64 is none")
			return body
		}
	}
	return w.decode(h, body)
}

// prose reports whether bytes look like words: blanks stand inside lines and
// few signs are none of a text.
func prose(b []byte) bool {
	b = b[:min(len(b), 4096)]
	blanks := 0
	for i, c := range b {
		if c == ' ' && i > 0 && i+1 < len(b) && b[i-1] > ' ' && b[i+1] > ' ' {
			blanks++
		}
	}
	if len(b) <= 60 && blanks == 0 {
		// One short line: base64 has a length that is a multiple of four.
		t := bytes.TrimSpace(b)
		return len(t) > 0 && len(t)%4 != 0 && bytes.ContainsAny(t, ".,!?:;'")
	}
	return blanks > 0 && blanks*30 > len(b)
}

// cutFooter finds plain text behind base64: lines with blanks inside, or a drawn
// rule, after a line that ends in padding or is shorter than those before it.
func cutFooter(b []byte) (code, tail []byte) {
	long := len(bytes.TrimSpace(firstLine(b)))
	for pos := 0; pos < len(b); {
		l := firstLine(b[pos:])
		next := len(b)
		if i := bytes.IndexByte(b[pos:], '\n'); i >= 0 {
			next = pos + i + 1
		}
		l = bytes.TrimSpace(l)
		if !isBase64Line(l) {
			return b, nil
		}
		if len(l) < long || bytes.HasSuffix(l, []byte("=")) {
			rest := bytes.TrimSpace(b[next:])
			text := bytes.Contains(rest, []byte(" ")) && prose(rest) || isRule(firstLine(rest))
			if text && !isBase64Line(firstLine(rest)) && wholeBase64(b[:next]) {
				return b[:next], rest
			}
			return b, nil
		}
		pos = next
	}
	return b, nil
}

// isRule reports whether a line is drawn with signs.
func isRule(l []byte) bool { return len(l) >= 5 && len(bytes.Trim(l, "_-*=~ ")) == 0 }

// wholeBase64 reports whether lines of base64 are more than words that happen to
// look like it.
func wholeBase64(b []byte) bool {
	n := 0
	for _, c := range b {
		if base64Value(c) > base64Blank {
			n++
		}
	}
	out, _ := decodeBase64(b)
	return n > 0 && n%4 == 0 && (n > 100 || readable(out))
}

func isBase64Line(l []byte) bool {
	l = bytes.TrimRight(l, "=")
	for _, c := range l {
		if base64Value(c) < 0 || c == '-' || c == '_' {
			return false
		}
	}
	return true
}

// surelyBase64 decodes a text that is base64 without saying so: one block of
// lines of one length that gives words.
func surelyBase64(body []byte) ([]byte, bool) {
	t := bytes.TrimSpace(body)
	first := bytes.TrimSpace(firstLine(t))
	if len(t) < 32 || len(first) < 32 || len(first)%4 != 0 || !isBase64Line(first) {
		return nil, false
	}
	n, length := 0, len(first)
	for l := range bytes.Lines(t) {
		l = bytes.TrimSpace(l)
		if n += len(l); len(l) > length || len(l) < length && n < len(t)-bytes.Count(t, []byte("\n"))*2 || !isBase64Line(l) {
			return nil, false
		}
	}
	out, bad := decodeBase64(t)
	return out, n%4 == 0 && bad == 0 && bytes.ContainsAny(out, " \n") && readable(out)
}

// readable reports whether bytes are a text in UTF-8.
func readable(b []byte) bool {
	if !utf8.Valid(b) {
		return false
	}
	for _, c := range b {
		if c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f' || c == 0x7f {
			return false
		}
	}
	return true
}

// surelyQuoted reports whether a text is quoted-printable without saying so:
// soft line breaks and escapes, and no equals sign that is neither.
func surelyQuoted(b []byte) bool {
	b = b[:min(len(b), 64<<10)]
	soft, escapes := 0, 0
	for {
		i := bytes.IndexByte(b, '=')
		if i < 0 || i+2 >= len(b) {
			return soft > 0 && escapes > 1
		}
		b = b[i+1:]
		switch {
		case b[0] == '\n' || b[0] == '\r' && b[1] == '\n':
			soft++
		case isUpperHex(b[0]) && isUpperHex(b[1]):
			escapes++
		default:
			return false
		}
	}
}

func isUpperHex(c byte) bool { return '0' <= c && c <= '9' || 'A' <= c && c <= 'F' }
