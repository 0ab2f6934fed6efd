package parse

import (
	"bytes"
	"strings"
)

// isSMIME reports whether a part is a message inside a PKCS #7 wrapping (RFC
// 8551, section 3.5).
func isSMIME(h *header, typ string) bool {
	switch typ {
	case "application/pkcs7-mime", "application/x-pkcs7-mime":
		return true
	case "application/octet-stream":
		_, name := h.disposition()
		return strings.EqualFold(name, "smime.p7m")
	}
	return false
}

// smime reads the message inside an opaque signature. What is encrypted is
// listed.
func (w *walker) smime(h *header, body []byte, typ string, at place) []segment {
	raw := w.decodeWithin(h, body)
	inner, ok := signedContent(raw)
	if !ok {
		if raw != nil && hasOID(raw, oidEnveloped, oidAuthEnveloped) {
			w.warn("the message is encrypted")
		}
		w.attach(h, body, typ, at)
		return nil
	}
	ih, ibody := w.readHeader(inner, false)
	return w.content(&ih, ibody, at.down())
}

// The object identifiers of the content types of RFC 5652, as bytes of BER.
const (
	oidSigned        = "\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02"
	oidEnveloped     = "\x2a\x86\x48\x86\xf7\x0d\x01\x07\x03"
	oidAuthEnveloped = "\x2a\x86\x48\x86\xf7\x0d\x01\x09\x10\x01\x17"
)

// The tags that are met on the way to the content.
const (
	tagOctets            = 0x04
	tagOID               = 0x06
	tagSequence          = 0x30
	tagConstructedOctets = 0x24
	tagContext0          = 0xa0
)

// signedContent finds the content of a SignedData (RFC 5652, section 5.1). The
// signature is not looked at.
func signedContent(b []byte) ([]byte, bool) {
	r := berReader{in: b}
	ok := r.enter(tagSequence) && string(r.value(tagOID)) == oidSigned && r.enter(tagContext0) && r.enter(tagSequence) &&
		r.skip(0) && // version
		r.skip(0) && // digest algorithms
		r.enter(tagSequence) && r.value(tagOID) != nil && r.enter(tagContext0)
	if !ok {
		return nil, false
	}
	out := r.octets(0)
	return out, len(out) > 0
}

func hasOID(b []byte, oids ...string) bool {
	r := berReader{in: b}
	if !r.enter(tagSequence) {
		return false
	}
	got := string(r.value(tagOID))
	for _, o := range oids {
		if got == o {
			return true
		}
	}
	return false
}

// berReader reads BER (X.690), with lengths that are definite or not.
type berReader struct{ in []byte }

const indefinite = -1

// head reads tag and length of the next element.
func (r *berReader) head() (tag byte, n int, ok bool) {
	if len(r.in) < 2 || r.in[0]&0x1f == 0x1f {
		return 0, 0, false
	}
	tag, l := r.in[0], r.in[1]
	r.in = r.in[2:]
	if l == 0x80 {
		return tag, indefinite, true
	}
	if l < 0x80 {
		return tag, int(l), true
	}
	k := int(l & 0x7f)
	if k > 4 || k > len(r.in) {
		return 0, 0, false
	}
	for _, c := range r.in[:k] {
		n = n<<8 | int(c)
	}
	r.in = r.in[k:]
	return tag, n, true
}

// enter steps into an element of a tag.
func (r *berReader) enter(want byte) bool {
	tag, _, ok := r.head()
	return ok && tag == want
}

// value takes an element of a tag with a definite length; nil for another.
func (r *berReader) value(want byte) []byte {
	tag, n, ok := r.head()
	if !ok || tag != want || n < 0 || n > len(r.in) {
		return nil
	}
	v := r.in[:n:n]
	r.in = r.in[n:]
	return v
}

// skip passes over one element.
func (r *berReader) skip(depth int) bool {
	_, n, ok := r.head()
	if !ok || depth > 20 {
		return false
	}
	if n >= 0 {
		r.in = r.in[min(n, len(r.in)):]
		return true
	}
	for !r.atEnd() {
		if !r.skip(depth + 1) {
			return false
		}
	}
	return true
}

// atEnd takes the mark that ends an element of indefinite length.
func (r *berReader) atEnd() bool {
	var found bool
	r.in, found = bytes.CutPrefix(r.in, []byte{0, 0})
	return found || len(r.in) == 0
}

// octets reads an octet string, which may be cut into several. One that is cut
// short is given as far as it goes.
func (r *berReader) octets(depth int) []byte {
	tag, n, ok := r.head()
	switch {
	case !ok || depth > 5:
		return nil
	case tag == tagOctets && n >= 0:
		v := r.in[:min(n, len(r.in))]
		r.in = r.in[len(v):]
		return v
	case tag != tagConstructedOctets:
		return nil
	}
	inner := berReader{in: r.in}
	if n >= 0 {
		inner.in = r.in[:min(n, len(r.in))]
	}
	var out []byte
	for len(inner.in) > 0 && (n >= 0 || !inner.atEnd()) {
		v := inner.octets(depth + 1)
		if v == nil {
			break
		}
		out = append(out, v...)
	}
	r.in = r.in[len(r.in)-len(inner.in):]
	return out
}
