package auth

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode"
)

// maxHeader is the largest header that is looked at; large mail systems take
// less.
const maxHeader = 256 << 10

// header is the header block of a mail, from its top.
type header []field

type field struct {
	name  string // in lower case
	value string // unfolded
}

// parseHeader reads a header block as RFC 5322, section 2.2, writes it.
// Whatever another reader could take for something else is refused: a forger
// lives from two programs that read one header differently.
func parseHeader(raw []byte) (header, error) {
	var h header
	for size := 0; ; {
		end := bytes.IndexByte(raw, '\n')
		if end < 0 {
			return nil, errors.New("it has no end")
		}
		if size += end + 1; size > maxHeader {
			return nil, fmt.Errorf("it is larger than %d bytes", maxHeader)
		}
		line := string(bytes.TrimSuffix(raw[:end], []byte("\r")))
		raw = raw[end+1:]
		if line == "" {
			return h, nil
		}
		if strings.ContainsAny(line, "\r\x00") {
			return nil, errors.New("it contains a lone CR or a NUL")
		}
		if line[0] != ' ' && line[0] != '\t' {
			name, value, ok := strings.Cut(line, ":")
			if !ok || !fieldName(name) {
				return nil, fmt.Errorf("line %q is no header field", short(line))
			}
			h = append(h, field{lower(name), value})
			continue
		}
		if len(h) == 0 || strings.Trim(line, " \t") == "" {
			return nil, errors.New("it has a folded line where none can be")
		}
		h[len(h)-1].value += line
	}
}

// fieldName reports whether s may name a field. The space before the colon
// that RFC 5322, section 4.5, calls obsolete is refused.
func fieldName(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r > '~' })
}

// unique refuses a second field of those that may stand once (RFC 5322,
// section 3.6; RFC 2045): readers differ in which of two they show, and a
// signature covers only one.
func (h header) unique() error {
	for _, name := range []string{
		"from", "sender", "reply-to", "to", "cc", "subject", "date", "message-id", "in-reply-to", "references",
		"mime-version", "content-type", "content-transfer-encoding",
	} {
		if n := len(h.all(name)); n > 1 {
			return fmt.Errorf("it has %d fields %q", n, name)
		}
	}
	return nil
}

// all gives the values of a field, from the top.
func (h header) all(name string) []string {
	var out []string
	for _, f := range h {
		if f.name == name {
			out = append(out, f.value)
		}
	}
	return out
}

// index is the place of the topmost field of that name, or -1.
func (h header) index(name string) int {
	for i, f := range h {
		if f.name == name {
			return i
		}
	}
	return -1
}

// short cuts a stranger's words for a message to the operator.
func short(s string) string {
	if r := []rune(s); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return s
}

// printable makes a text that quotes strangers fit for a terminal.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, "?"))
}
