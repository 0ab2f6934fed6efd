package rtf

import (
	"bytes"
	"strings"

	"github.com/voldaan/voldaan/inbound/charset"
)

// maxGroups bounds the depth of groups whose state is kept; deeper ones share
// the state of the last.
const maxGroups = 2000

// Text turns RTF into text. RTF that encapsulates HTML (MS-OXRTFEX, \fromhtml1)
// gives that HTML, and html is true; RTF made from plain text (\fromtext) and
// other RTF give plain text with LF line ends. The text is valid UTF-8. Bytes
// that are no RTF give an empty text.
func Text(in []byte) (text string, html bool) {
	i := bytes.Index(in[:min(len(in), 64)], []byte(`{\rtf`))
	if i < 0 {
		return "", false
	}
	r := &reader{scan: scanner{in: in[i:]}, codepage: 1252, fonts: map[int]int{}}
	r.state.skipChars = 1
	r.run()
	r.flush()
	s := strings.ToValidUTF8(r.out.String(), "\uFFFD")
	return strings.ReplaceAll(s, "\x00", ""), r.html
}

// state is what a group inherits and restores.
type state struct {
	skip      bool // a destination that is no text
	tag       bool // inside {\*\htmltag}
	rtfOnly   bool // between \htmlrtf and \htmlrtf0
	fonts     bool // inside the font table
	skipChars int  // \uc: how many bytes stand for a \u in old readers
	codepage  int  // of the current font; 0 for the document's
}

// reader walks through RTF and writes the text.
type reader struct {
	scan     scanner
	out      strings.Builder
	pending  []byte // bytes in one code page, not yet decoded
	pendCP   int
	high     rune // the first half of a surrogate pair
	state    state
	stack    []state
	deeper   int // groups beyond maxGroups
	codepage int
	fonts    map[int]int // font number: code page
	font     int         // the one that the font table describes
	html     bool
	started  bool // a group was just opened: a destination may follow
	star     bool // \* was just read
	dropping int  // bytes to drop behind a \u
}

func (r *reader) run() {
	for {
		t := r.scan.next()
		started, star := r.started, r.star
		r.started, r.star = false, false
		switch t.kind {
		case tokenEnd:
			return
		case tokenOpen:
			r.open()
		case tokenClose:
			r.close()
		case tokenByte, tokenText:
			r.bytes(t.text)
		case tokenSymbol:
			r.symbol(t.text[0], started)
		case tokenWord:
			r.word(t, started || star, star)
		}
	}
}

func (r *reader) open() {
	r.started, r.dropping = true, 0
	if len(r.stack) >= maxGroups {
		r.deeper++
		return
	}
	r.stack = append(r.stack, r.state)
}

func (r *reader) close() {
	r.dropping = 0
	if r.deeper > 0 {
		r.deeper--
		return
	}
	if n := len(r.stack); n > 0 {
		r.state, r.stack = r.stack[n-1], r.stack[:n-1]
	}
}

// silent reports whether text here is not part of the document.
func (r *reader) silent() bool {
	return r.state.skip || r.html && r.state.rtfOnly && !r.state.tag
}

// bytes writes bytes in the current code page.
func (r *reader) bytes(b []byte) {
	if n := min(r.dropping, len(b)); n > 0 {
		b = b[n:]
		r.dropping -= n
	}
	if r.silent() || len(b) == 0 {
		return
	}
	cp := r.state.codepage
	if cp == 0 || r.state.tag {
		cp = r.codepage
	}
	if cp != r.pendCP {
		r.flush()
		r.pendCP = cp
	}
	r.pending = append(r.pending, b...)
}

func (r *reader) flush() {
	if len(r.pending) > 0 {
		r.out.WriteString(charset.DecodeCodepage(r.pending, r.pendCP))
		r.pending = r.pending[:0]
	}
}

// write writes text that is already Unicode.
func (r *reader) write(s string) {
	if !r.silent() {
		r.flush()
		r.out.WriteString(s)
	}
}

func (r *reader) symbol(c byte, started bool) {
	switch c {
	case '*':
		r.star = started
	case '\\', '{', '}':
		r.bytes([]byte{c})
	case '~':
		r.write("\u00a0")
	case '_':
		r.write("-")
	case '\r', '\n':
		r.write("\n")
	}
}
