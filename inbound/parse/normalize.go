package parse

import (
	"bytes"

	"github.com/voldaan/voldaan/inbound/charset"
)

// normalize brings the bytes of a message into a form in which lines end in LF
// or CRLF: it drops byte order marks and an mbox "From " line, and mends other
// line ends. Where nothing is wrong the result shares memory with raw.
func (w *walker) normalize(raw []byte) []byte {
	raw = bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf"))
	label, wide := charset.IsWide(raw)
	if wide || bytes.HasPrefix(raw, []byte("\xff\xfe")) || bytes.HasPrefix(raw, []byte("\xfe\xff")) {
		w.warn("the whole message is UTF-16")
		raw = []byte(charset.Decode(raw, label, charset.Silent))
	}
	raw = w.lineEnds(raw)
	for bytes.HasPrefix(raw, []byte("From ")) || bytes.HasPrefix(raw, []byte(">From ")) {
		i := bytes.IndexByte(raw, '\n')
		if i < 0 {
			return raw
		}
		w.warn("an mbox From line stands before the header")
		raw = raw[i+1:]
		w.mbox = true
	}
	return raw
}

// lineSample is how many bytes show what line ends a message has.
const lineSample = 64 << 10

// lineEnds mends line ends that are CR alone, CR CR LF or LF CR.
func (w *walker) lineEnds(raw []byte) []byte {
	head := raw[:min(len(raw), lineSample)]
	feeds := bytes.Count(head, []byte("\n"))
	pairs := bytes.Count(head, []byte("\r\n"))
	bare := bytes.Count(head, []byte("\r")) - pairs
	doubled := bytes.Count(head, []byte("\r\r\n"))
	switch {
	case bare == 0:
	case doubled > 0 && doubled*2 >= pairs:
		w.warn("lines end in CR CR LF")
		raw = bytes.ReplaceAll(raw, []byte("\r\r\n"), []byte("\n"))
	case feeds > 1 && bare*2 > feeds && bytes.Count(head, []byte("\n\r"))*2 > feeds && pairs*2 < feeds:
		w.warn("lines end in LF CR")
		raw = bytes.ReplaceAll(raw, []byte("\n\r"), []byte("\n"))
	case feeds == 0 || bare > feeds:
		w.warn("lines end in CR alone")
		raw = loneReturns(raw)
	case bytes.ContainsRune(headerOf(head), '\r') && bareField(headerOf(head)):
		w.warn("some lines end in CR alone")
		raw = loneReturns(raw)
	}
	return raw
}

// loneReturns turns every CR without LF into LF.
func loneReturns(raw []byte) []byte {
	out := bytes.Clone(raw)
	for i, c := range out {
		if c == '\r' && (i+1 == len(out) || out[i+1] != '\n') {
			out[i] = '\n'
		}
	}
	return out
}

// headerOf is what stands before the first empty line.
func headerOf(b []byte) []byte {
	for _, end := range []string{"\r\n\r\n", "\n\n"} {
		if i := bytes.Index(b, []byte(end)); i >= 0 {
			b = b[:i]
		}
	}
	return b
}

// bareField reports whether a field starts behind a CR without LF.
func bareField(b []byte) bool {
	for {
		i := bytes.IndexByte(b, '\r')
		if i < 0 {
			return false
		}
		b = b[i+1:]
		if len(b) > 0 && b[0] != '\n' && isField(firstLine(b[:min(len(b), maxName+1)])) {
			return true
		}
	}
}
