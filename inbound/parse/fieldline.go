package parse

import "bytes"

func continues(after []byte) bool {
	return len(after) > 0 && (after[0] == ' ' || after[0] == '\t')
}

func isBlank(b []byte) bool { return len(bytes.TrimSpace(b)) == 0 }

func firstLine(b []byte) []byte {
	l, _, _ := bytes.Cut(b, []byte("\n"))
	return bytes.TrimRight(l, "\r")
}

// isField reports whether a line starts a header field (RFC 5322, section
// 2.2).
func isField(l []byte) bool {
	i := bytes.IndexByte(l[:min(len(l), maxName+1)], ':')
	if i <= 0 {
		return false
	}
	name := bytes.TrimRight(l[:i], " \t")
	for _, c := range name {
		if c <= ' ' || c >= 0x7f {
			return false
		}
	}
	return len(name) > 0
}

// fieldFollows reports whether one of the next n lines is a field, so that the
// header goes on after a malformed line.
func fieldFollows(b []byte, n int) bool {
	for range n {
		l, after, _ := bytes.Cut(b, []byte("\n"))
		if isBlank(l) {
			return false
		}
		if isField(l) && !bytes.HasPrefix(l, []byte("http")) {
			return true
		}
		b = after
	}
	return false
}
