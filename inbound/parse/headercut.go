package parse

import (
	"bytes"
	"strings"
)

// The bounds of a header.
const (
	maxFields  = 10_000
	maxHeader  = 1 << 20   // of all fields together, in bytes
	maxValue   = 256 << 10 // of one field
	maxName    = 120       // of a field's name
	farForward = 5         // lines that are looked at behind one that is no field
)

// readHeader cuts an entity into header and body. Lines that are no field are
// dropped and the rest is read; without any field all bytes are the body.
func (w *walker) readHeader(raw []byte, top bool) (header, []byte) {
	c := headerCutter{rest: raw}
	if top {
		if t := bytes.TrimLeft(raw, "\r\n"); isField(firstLine(t)) {
			c.rest, c.odd = t, len(t) < len(raw)
		}
	}
	c.run()
	if len(c.fields) > 0 && !c.plausible(top) {
		c.fields, c.rest, c.odd = nil, raw, false
	}
	if top {
		c.afterBlank()
	}
	switch {
	case top && len(c.fields) == 0:
		w.warn("the message has no header")
	case top && c.odd:
		w.warn("malformed header lines")
	}
	if c.full {
		w.warn("a header is too long and not read to its end")
	}
	return header{c.fields}, c.rest
}

// headerCutter takes fields from the start of an entity.
type headerCutter struct {
	rest   []byte
	fields []field
	value  []byte // of the field that is being read
	open   bool   // a field is being read
	size   int
	odd    bool // other lines were left out
	full   bool // fields were left out
}

// run takes lines until the empty line that ends the header, or until the body
// begins without one.
func (c *headerCutter) run() {
	for len(c.rest) > 0 {
		l, after, _ := bytes.Cut(c.rest, []byte("\n"))
		t := bytes.TrimRight(l, "\r")
		switch {
		case len(t) == 0 || isBlank(t) && !continues(after):
			c.close()
			c.rest = after
			return
		case (t[0] == ' ' || t[0] == '\t') && !(len(c.fields) == 0 && isField(bytes.TrimLeft(t, " \t"))):
			c.fold(t)
		case isField(bytes.TrimLeft(t, " \t")): // indented only where no field stands before it
			c.close()
			c.start(bytes.TrimLeft(t, " \t"))
		case !c.any() && !fieldFollows(after, 2) || c.any() && (bytes.HasPrefix(t, []byte("--")) || !fieldFollows(after, farForward)):
			c.close()
			c.odd = true
			return
		default:
			c.close()
			c.odd = true
		}
		c.rest = after
	}
	c.close()
}

func (c *headerCutter) any() bool { return len(c.fields) > 0 || c.open }

// start begins a field. QUIRK: some programs put blanks before the colon.
func (c *headerCutter) start(l []byte) {
	i := bytes.IndexByte(l, ':')
	if len(c.fields) >= maxFields || c.size > maxHeader {
		c.full = true
		return
	}
	c.fields = append(c.fields, field{name: string(bytes.TrimRight(l[:i], " \t"))})
	c.open = true
	c.append(bytes.TrimSpace(l[i+1:]))
}

// fold adds a continuation line (RFC 5322, section 2.2.3).
func (c *headerCutter) fold(l []byte) {
	if l = bytes.TrimSpace(l); c.open && len(l) > 0 {
		c.append([]byte(" "))
		c.append(l)
	}
}

func (c *headerCutter) append(b []byte) {
	if room := maxValue - len(c.value); len(b) > room {
		b, c.full = b[:room], true
	}
	c.value = append(c.value, b...)
	c.size += len(b)
}

func (c *headerCutter) close() {
	if c.open {
		c.fields[len(c.fields)-1].value = string(c.value)
		c.value, c.open = c.value[:0], false
	}
}

// plausible reports whether the fields are a header and not the first lines of
// a text, such as "Let: op". One well-known field proves it; of a part, any
// field of MIME.
func (c *headerCutter) plausible(top bool) bool {
	for _, f := range c.fields {
		n := strings.ToLower(f.name)
		if strings.HasPrefix(n, "content-") || strings.HasPrefix(n, "x-") || n == "mime-version" || wellKnown(n) {
			return true
		}
	}
	return top && len(c.fields) > 2
}

func wellKnown(name string) bool {
	switch name {
	case "from", "to", "cc", "bcc", "subject", "date", "received", "return-path", "message-id", "in-reply-to", "references", "reply-to",
		"sender", "delivered-to", "envelope-to", "dkim-signature", "authentication-results", "arc-seal", "received-spf", "list-id",
		"auto-submitted", "precedence", "importance", "user-agent", "organization", "status", "thread-topic", "thread-index", "resent-from":
		return true
	}
	return false
}

// afterBlank goes on where an empty line cuts a header in two: the first half
// tells nothing of the content and the next lines are fields that do, or the
// first half has no sender and the next lines have one.
func (c *headerCutter) afterBlank() {
	if len(c.fields) == 0 {
		return
	}
	h := header{c.fields}
	first := firstLine(c.rest)
	if !isField(first) {
		return
	}
	next := headerCutter{rest: c.rest}
	next.run()
	n := header{next.fields}
	if next.odd || !tellsType(h, n) && !tellsSender(h, n) {
		return
	}
	c.fields = append(c.fields, next.fields...)
	c.rest, c.odd, c.full = next.rest, true, c.full || next.full
}

// tellsType reports whether n starts with fields of MIME and gives the type
// that h lacks.
func tellsType(h, n header) bool {
	if h.Has("Content-Type") || !n.Has("Content-Type") {
		return false
	}
	first := strings.ToLower(n.fields[0].name)
	return (strings.HasPrefix(first, "content-") || strings.HasPrefix(first, "mime-") || strings.HasPrefix(first, "x-")) &&
		(n.Has("Mime-Version") || n.Has("Content-Transfer-Encoding") || strings.HasPrefix(strings.ToLower(n.Get("Content-Type")), "multipart/"))
}

// tellsSender reports whether n is the header of a message and h is not.
func tellsSender(h, n header) bool {
	return !h.Has("From") && !h.Has("Subject") && n.Has("From") && (n.Has("Subject") || n.Has("Date") || n.Has("To"))
}
