package einvoice

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/unicode"
)

// Bounds of what is read. Real documents stay far below them; only embedded
// attachments are large.
const (
	maxSize  = 5 << 20 // bytes of the file
	maxDepth = 40      // elements within one another
	maxNodes = 50_000  // elements kept
)

// node is an element by its local name. Namespaces are looked at on the root
// alone, since writers choose prefixes freely and some leave them out.
type node struct {
	name  string
	space string
	attrs []xml.Attr
	text  strings.Builder
	kids  []*node
}

// child is the first element on a path of local names; nil when there is none.
// It may be called on nil.
func (n *node) child(path ...string) *node {
	for _, name := range path {
		if n == nil {
			return nil
		}
		var next *node
		for _, k := range n.kids {
			if k.name == name {
				next = k
				break
			}
		}
		n = next
	}
	return n
}

// all lists the children of a name. It may be called on nil.
func (n *node) all(name string) []*node {
	if n == nil {
		return nil
	}
	var out []*node
	for _, k := range n.kids {
		if k.name == name {
			out = append(out, k)
		}
	}
	return out
}

// value is the text of the first element on a path, on one line and clipped.
func (n *node) value(path ...string) string {
	c := n.child(path...)
	if c == nil {
		return ""
	}
	return clip(strings.Join(strings.Fields(c.text.String()), " "))
}

// attr is the value of an attribute; it may be called on nil.
func (n *node) attr(name string) string {
	if n != nil {
		for _, a := range n.attrs {
			if a.Name.Local == name {
				return strings.TrimSpace(a.Value)
			}
		}
	}
	return ""
}

// maxText is the longest text kept of a field, in runes.
const maxText = 2000

func clip(s string) string {
	n := 0
	for i := range s {
		if n == maxText {
			return s[:i]
		}
		n++
	}
	return s
}

// newDecoder decodes XML in any charset. encoding/xml fetches nothing and
// expands no entity that a document declares.
func newDecoder(b []byte) *xml.Decoder {
	d := xml.NewDecoder(bytes.NewReader(utf8Bytes(b)))
	d.CharsetReader = func(label string, in io.Reader) (io.Reader, error) {
		// The declaration was legible, so the bytes are not UTF-16 (any more).
		if strings.HasPrefix(strings.ToLower(label), "utf-16") {
			return in, nil
		}
		return charset.NewReaderLabel(label, in)
	}
	return d
}

// utf8Bytes turns UTF-16 into UTF-8 (XML 1.0 appendix F.1) and removes a byte
// order mark.
func utf8Bytes(b []byte) []byte {
	order, found := unicode.LittleEndian, true
	switch {
	case bytes.HasPrefix(b, []byte{0xff, 0xfe}), bytes.HasPrefix(b, []byte{'<', 0}):
	case bytes.HasPrefix(b, []byte{0xfe, 0xff}), bytes.HasPrefix(b, []byte{0, '<'}):
		order = unicode.BigEndian
	default:
		found = false
	}
	if found {
		if out, err := unicode.UTF16(order, unicode.UseBOM).NewDecoder().Bytes(b); err == nil {
			return out
		}
	}
	return bytes.TrimPrefix(b, []byte("\xef\xbb\xbf"))
}

// dropped reports the parts of a document that are not kept: attachments,
// extensions, signatures, and every line after the first.
func dropped(parent *node, name string) bool {
	switch name {
	case "AdditionalDocumentReference", "UBLExtensions", "Signature":
		return true
	case "InvoiceLine", "CreditNoteLine":
		return parent.child(name) != nil
	}
	return false
}

// parseTree reads the document's elements.
func parseTree(b []byte) (*node, error) {
	if len(b) > maxSize {
		return nil, fmt.Errorf("file of %d bytes: more than %d are not read", len(b), maxSize)
	}
	d := newDecoder(b)
	top := &node{}
	t := &treeBuilder{stack: []*node{top}}
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil, errors.New("no element in it: not XML")
		}
		if err != nil {
			return nil, err
		}
		if err := t.add(tok); err != nil {
			return nil, err
		}
		if _, end := tok.(xml.EndElement); end && len(t.stack) == 1 {
			return top.kids[0], nil
		}
	}
}

// treeBuilder makes a tree of tokens. Its stack holds what is open, from a
// node above the root down; nil stands for an element that is not kept.
type treeBuilder struct {
	stack []*node
	nodes int
}

func (t *treeBuilder) add(tok xml.Token) error {
	open := t.stack[len(t.stack)-1]
	switch tok := tok.(type) {
	case xml.Directive:
		if bytes.HasPrefix(bytes.TrimSpace(tok), []byte("DOCTYPE")) {
			return errors.New("a document type declaration is not accepted")
		}
	case xml.StartElement:
		if len(t.stack) > maxDepth {
			return fmt.Errorf("elements more than %d deep", maxDepth)
		}
		var n *node
		if open != nil && (len(t.stack) == 1 || !dropped(open, tok.Name.Local)) {
			if t.nodes++; t.nodes > maxNodes {
				return fmt.Errorf("more than %d elements", maxNodes)
			}
			n = &node{name: tok.Name.Local, space: tok.Name.Space, attrs: tok.Attr}
			open.kids = append(open.kids, n)
		}
		t.stack = append(t.stack, n)
	case xml.CharData:
		if open != nil && len(t.stack) > 1 {
			open.text.Write(tok)
		}
	case xml.EndElement:
		t.stack = t.stack[:len(t.stack)-1]
	}
	return nil
}
