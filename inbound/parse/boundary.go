package parse

import "bytes"

// splitParts cuts the body of a multipart at its boundary lines (RFC 2046,
// section 5.1.1). The parts share memory with the body. It gives nil when the
// boundary does not occur; closed says whether the closing line was there.
func splitParts(body []byte, boundary string) (parts [][]byte, closed bool) {
	if boundary == "" {
		return nil, false
	}
	dash := []byte("--" + boundary)
	start, pos := -1, 0
	for len(parts) <= maxParts {
		i, end, last := nextBoundary(body, dash, pos)
		if i < 0 {
			break
		}
		if start >= 0 {
			parts = append(parts, body[start:trimEOL(body, start, i)])
		}
		if last {
			return nonNil(parts), true
		}
		start, pos = end, end
	}
	if start >= 0 && start < len(body) && len(parts) <= maxParts {
		parts = append(parts, body[start:])
	}
	if start < 0 {
		return nil, false
	}
	return nonNil(parts), false
}

func nonNil(p [][]byte) [][]byte {
	if p == nil {
		return [][]byte{}
	}
	return p
}

// nextBoundary finds the next boundary line at or after pos: where it starts,
// where the next line starts, and whether it closes the multipart.
func nextBoundary(body, dash []byte, pos int) (start, end int, last bool) {
	for {
		i := bytes.Index(body[pos:], dash)
		if i < 0 {
			return -1, 0, false
		}
		i += pos
		rest := body[i+len(dash):]
		eol := bytes.IndexByte(rest, '\n')
		if eol < 0 {
			eol = len(rest)
		}
		tail := bytes.TrimRight(rest[:eol], " \t\r")
		last = bytes.HasPrefix(tail, []byte("--"))
		if (i == 0 || body[i-1] == '\n') && (len(tail) == 0 || last && len(bytes.Trim(tail, "- \t")) == 0) {
			return i, min(i+len(dash)+eol+1, len(body)), last
		}
		pos = i + len(dash)
	}
}

// trimEOL is the end of the part before the boundary line at i: the line end
// before a boundary belongs to the boundary.
func trimEOL(body []byte, start, i int) int {
	if i > start && body[i-1] == '\n' {
		i--
		if i > start && body[i-1] == '\r' {
			i--
		}
	}
	return i
}

// guessBoundary takes for boundary the first line that starts with two dashes
// and is followed by a Content- field, where the declared one is missing.
func guessBoundary(body []byte) string {
	rest := body[:min(len(body), 256<<10)]
	for len(rest) > 0 {
		l, after, _ := bytes.Cut(rest, []byte("\n"))
		l = bytes.TrimRight(l, " \t\r")
		if len(l) > 2 && len(l) <= 200 && bytes.HasPrefix(l, []byte("--")) && len(after) >= 8 &&
			bytes.EqualFold(after[:8], []byte("content-")) {
			return string(l[2:])
		}
		rest = after
	}
	return ""
}
