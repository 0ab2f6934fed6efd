package parse

import (
	"bytes"
	"strings"
)

// yEncoded takes yEnc files out of the bytes of a text (yEnc draft 1.3): its
// lines hold 8-bit bytes that no charset may touch.
func (w *walker) yEncoded(b []byte, at place) []byte {
	for range maxEmbedded {
		i := lineStart(b, "=ybegin ")
		if i < 0 {
			break
		}
		j := lineStart(b[i:], "=yend")
		if j < 0 {
			break
		}
		head, body, _ := bytes.Cut(b[i:i+j], []byte("\n"))
		if bytes.HasPrefix(body, []byte("=ypart ")) {
			_, body, _ = bytes.Cut(body, []byte("\n"))
		}
		_, name, _ := bytes.Cut(head, []byte("name="))
		w.keepFile(decodeWords(strings.TrimSpace(string(name))), decodeY(body), at)
		_, after, _ := bytes.Cut(b[i+j:], []byte("\n"))
		b = append(bytes.Clone(b[:i]), after...)
	}
	return b
}

func decodeY(b []byte) []byte {
	out := make([]byte, 0, len(b))
	for i := 0; i < len(b); i++ {
		c := b[i]
		switch {
		case c == '\r' || c == '\n':
			continue
		case c == '=' && i+1 < len(b):
			i++
			c = b[i] - 64
		}
		out = append(out, c-42)
	}
	return out
}

// lineStart is where a line starts with a prefix, or -1.
func lineStart(b []byte, prefix string) int {
	if bytes.HasPrefix(b, []byte(prefix)) {
		return 0
	}
	if i := bytes.Index(b, []byte("\n"+prefix)); i >= 0 {
		return i + 1
	}
	return -1
}
