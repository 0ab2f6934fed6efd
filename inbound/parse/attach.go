package parse

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"slices"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/inbound/fold"
)

// attach keeps a part that is no text.
func (w *walker) attach(h *header, body []byte, typ string, at place) {
	if at.report && !at.nested && typ != "text/calendar" && len(typ) > 5 && typ[:5] == "text/" && len(w.delivery) > 0 {
		return
	}
	_, name := h.disposition()
	if name == "" && transferOf(h.encoding()) == transferUU {
		name, _, _ = decodeUU(string(body))
		name = fileName(name)
	}
	p, ok := w.within(h, body, name, typ)
	if !ok {
		w.warn("attachment %q is beyond the size limit and not decoded", name)
		p = Part{Attachment: voldaan.Attachment{Name: name, Type: typ, Size: decodedSize(h, body), Hash: hashOfNothing}}
	}
	w.keep(p, at)
	w.maybeText(h, body, typ, name, at)
}

// keep lists an attachment of the message or of one inside it.
func (w *walker) keep(p Part, at place) {
	if at.nested {
		w.nested = append(w.nested, p)
		return
	}
	w.attachments = append(w.attachments, p)
}

// partOf makes an attachment of decoded bytes.
func (w *walker) partOf(name, typ string, content []byte) Part {
	w.noteStatus(typ, content)
	sum := sha256.Sum256(content)
	p := Part{Attachment: voldaan.Attachment{Name: name, Type: fold.Clean(typ), Size: int64(len(content)), Hash: hex.EncodeToString(sum[:])}}
	if !w.noContent {
		p.Content = content
	}
	return p
}

// keepFile keeps a file that stood in a text.
func (w *walker) keepFile(name string, data []byte, at place) {
	name = fileName(name)
	typ := typeByName(name)
	p := w.partOf(name, typ, data)
	w.keep(p, at)
}

// hashOfNothing is the SHA-256 of no bytes: the hash of what is not decoded.
var hashOfNothing = hex.EncodeToString(sha256.New().Sum(nil))

// decodedSize is about how many bytes a body has when it is decoded.
func decodedSize(h *header, body []byte) int64 {
	if transferOf(h.encoding()) == transferBase64 {
		return int64(len(body)) * 3 / 4
	}
	return int64(len(body))
}

// within decodes an attachment if the budget allows. Where nobody wants the
// content, it is hashed while it is decoded and not kept.
func (w *walker) within(h *header, body []byte, name, typ string) (Part, bool) {
	if decodedSize(h, body) > w.budget {
		return Part{}, false
	}
	var p Part
	if t := transferOf(h.encoding()); w.noContent && len(body) > maxStatusFile && (t == transferBase64 || t == transferQuoted) {
		p = w.hashed(t, body, name, typ)
	} else {
		p = w.partOf(name, typ, w.decode(h, body))
	}
	w.budget -= p.Size
	return p, true
}

// decodeWithin decodes a body if the budget allows; else it gives nil.
func (w *walker) decodeWithin(h *header, body []byte) []byte {
	if decodedSize(h, body) > w.budget {
		return nil
	}
	out := w.decode(h, body)
	w.budget -= int64(len(out))
	return out
}

const hashStep = 48 << 10 // bytes that are decoded at a time

// hashed decodes a body in steps for its size and hash alone.
func (w *walker) hashed(t transfer, body []byte, name, typ string) Part {
	sum, size, bad := sha256.New(), 0, 0
	buf := make([]byte, 0, hashStep)
	if t == transferBase64 {
		var d base64Decoder
		for step := range slices.Chunk(body, hashStep) {
			buf = d.append(buf[:0], step)
			size += add(sum, buf)
		}
		if bad = d.bad; bad*5 > len(body) {
			return w.partOf(name, typ, w.decode(&header{[]field{{"Content-Transfer-Encoding", "base64"}}}, body))
		}
		if bad > 0 {
			w.warn("base64 content has %d bytes that are none", bad)
		}
	} else {
		for len(body) > 0 {
			end := min(len(body), hashStep)
			if i := bytes.IndexByte(body[end:], '\n'); i >= 0 {
				end += i + 1
			} else {
				end = len(body)
			}
			var n int
			buf, n = appendQuoted(buf[:0], body[:end])
			bad += n
			size += add(sum, buf)
			body = body[end:]
		}
		if bad > 0 {
			w.warn("quoted-printable content has %d wrong escapes", bad)
		}
	}
	return Part{Attachment: voldaan.Attachment{Name: name, Type: fold.Clean(typ), Size: int64(size), Hash: hex.EncodeToString(sum.Sum(nil))}}
}

func add(sum hash.Hash, b []byte) int {
	_, _ = sum.Write(b) // a hash never fails
	return len(b)
}
