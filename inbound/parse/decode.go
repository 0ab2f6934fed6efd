package parse

import "strings"

// transfer is a transfer encoding (RFC 2045, section 6).
type transfer int

const (
	transferNone transfer = iota
	transferBase64
	transferQuoted
	transferUU
	transferUnknown
)

// transferOf knows the encodings by the names that programs write.
func transferOf(name string) transfer {
	switch strings.NewReplacer(" ", "", "-", "", "_", "").Replace(name) {
	case "", "7bit", "8bit", "binary", "none", "7bits", "8bits", "7", "8", "bit", "identity", "plain", "utf8", "usascii", "ascii", "8but", "text/plain":
		return transferNone
	case "base64", "b64", "b", "xbase64", "mimebase64", "base64bit":
		return transferBase64
	case "quotedprintable", "qp", "q", "quotedprintible", "quoteprintable", "printable", "xquotedprintable":
		return transferQuoted
	case "xuuencode", "uuencode", "xuue", "uue", "xuu", "uuencoded":
		return transferUU
	}
	return transferUnknown
}

// decode undoes the transfer encoding of a body. What cannot be decoded is kept
// as it stands, with a warning. The result may share memory with the body.
func (w *walker) decode(h *header, body []byte) []byte {
	switch enc := h.encoding(); transferOf(enc) {
	case transferBase64:
		out, bad := decodeBase64(body)
		if bad > 0 {
			w.warn("base64 content has %d bytes that are none", bad)
		}
		if bad*5 > len(body) {
			return body
		}
		return out
	case transferQuoted:
		out, bad := decodeQuotedPrintable(body)
		if bad > 0 {
			w.warn("quoted-printable content has %d wrong escapes", bad)
		}
		return out
	case transferUU:
		if _, out, ok := decodeUU(string(body)); ok {
			return out
		}
		w.warn("uuencoded content cannot be read")
	case transferUnknown:
		w.warn("unknown transfer encoding %q", enc)
	}
	return body
}
