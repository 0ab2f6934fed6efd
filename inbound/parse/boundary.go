package parse

import (
	"bytes"
	"slices"
	"strings"
)

// pieces are the parts of a multipart body. They share memory with it.
type pieces struct {
	parts         [][]byte
	before, after []byte // preamble and epilogue
	closed        bool   // the closing line was there
	starts        []int  // where each part starts in the body
	closings      []int  // where each closing line ends
}

// splitParts cuts the body of a multipart at its boundary lines (RFC 2046,
// section 5.1.1); ok is false where the boundary does not occur. QUIRK: parts
// behind the closing line are taken when more of them follow with a header.
func splitParts(body []byte, boundary string) (out pieces, ok bool) {
	if boundary == "" {
		return pieces{}, false
	}
	dash := []byte("--" + boundary)
	start := -1
	for pos := 0; len(out.parts) <= maxParts; {
		i, end, last := nextBoundary(body, dash, pos)
		if i < 0 {
			break
		}
		switch {
		case start >= 0:
			out.add(body, start, trimEOL(body, start, i))
		case !ok:
			out.before = body[:i]
		}
		ok, start, pos = true, end, end
		if last {
			out.closed = true
			out.after = body[end:]
			out.closings = append(out.closings, end)
			if start = reopened(body, dash, end); start < 0 {
				return out, true
			}
			pos = start
		}
	}
	if start >= 0 && start < len(body) && len(out.parts) <= maxParts {
		out.add(body, start, len(body))
		out.closed = false
	}
	return out, ok
}

func (p *pieces) add(body []byte, start, end int) {
	p.parts = append(p.parts, body[start:end])
	p.starts = append(p.starts, start)
}

// nest gives a part that is a multipart with the boundary of the one round it
// what belongs to it: all up to the next closing line. empty tells such a part.
func (p *pieces) nest(body []byte, empty func(part []byte) bool) {
	for i := 0; i+1 < len(p.parts); i++ {
		if !empty(p.parts[i]) {
			continue
		}
		end := len(body)
		if k := slices.IndexFunc(p.closings, func(c int) bool { return c > p.starts[i] }); k >= 0 {
			end = p.closings[k]
			p.closings = p.closings[k+1:]
		}
		p.parts[i] = body[p.starts[i]:end]
		n := i + 1
		for n < len(p.parts) && p.starts[n] < end {
			n++
		}
		p.parts = slices.Delete(p.parts, i+1, n)
		p.starts = slices.Delete(p.starts, i+1, n)
	}
}

// reopened is where a part starts behind the closing line, or -1: the next
// boundary line has a header of MIME behind it.
func reopened(body, dash []byte, pos int) int {
	_, end, last := nextBoundary(body, dash, pos)
	if end > 0 && !last && startsContent(body[end:]) {
		return end
	}
	return -1
}

func startsContent(b []byte) bool {
	return len(b) >= 8 && bytes.EqualFold(b[:8], []byte("content-"))
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
		pos = i + len(dash)
		if i > 0 && body[i-1] != '\n' {
			continue
		}
		rest := body[pos:]
		eol := bytes.IndexByte(rest, '\n')
		if eol < 0 {
			eol = len(rest)
		}
		tail := bytes.TrimRight(rest[:eol], " \t\r")
		last = bytes.HasPrefix(tail, []byte("--"))
		if len(tail) == 0 || last && len(bytes.Trim(tail, "- \t")) == 0 {
			return i, min(pos+eol+1, len(body)), last
		}
		pos += eol
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

// boundaries are the forms in which a declared boundary may stand in the text:
// as it is, but for blanks at its end, which are never part of it (RFC 2046,
// section 5.1.1); without quotes; up to a sign that ends a value.
func boundaries(declared string) []string {
	declared = strings.TrimRight(declared, " \t")
	out := []string{declared}
	add := func(s string) {
		if s != "" && len(out) < 5 && s != out[len(out)-1] && s != declared {
			out = append(out, s)
		}
	}
	add(strings.Trim(declared, " \t"))
	add(strings.Trim(declared, " \t\"'"))
	if i := strings.IndexAny(declared, " \t,\""); i > 0 {
		add(declared[:i])
	}
	add(strings.TrimPrefix(declared, "--"))
	return out
}

const guessWithin = 256 << 10 // bytes that are searched for a boundary

// guessBoundary takes for boundary a line that starts with two dashes and is
// followed by a field of MIME, or that comes again with two dashes at its end.
func guessBoundary(body []byte) string {
	rest := body[:min(len(body), guessWithin)]
	whole, tries := rest, 0
	for len(rest) > 0 {
		l, after, _ := bytes.Cut(rest, []byte("\n"))
		l = bytes.TrimRight(l, " \t\r")
		rest = after
		if len(l) < 3 || len(l) > 200 || l[0] != '-' || l[1] != '-' || len(bytes.Trim(l, "-_=* ")) == 0 {
			continue
		}
		if startsContent(after) {
			return string(l[2:])
		}
		if tries++; tries <= 3 && !bytes.HasSuffix(l, []byte("--")) && lineStart(whole, string(l)+"--") >= 0 && bytes.IndexByte(l, ' ') < 0 {
			return string(l[2:])
		}
	}
	return ""
}
