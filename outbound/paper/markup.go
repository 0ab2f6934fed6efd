package paper

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// block is a paragraph, or a table.
type block struct {
	lines []line // of a paragraph, as its writer broke it
	rows  []row
	wide  bool // the table takes the whole width
}

// row is a row of a table.
type row struct {
	cells []cell
	head  bool // repeated on each page
	foot  bool
}

// cell is a cell of a table; its lines are as its writer broke them.
type cell struct {
	lines []line
	span  int // columns
	right bool
}

// line is a text in one or two styles.
type line []run

// run is a text in one style.
type run struct {
	text string
	bold bool
	grey bool
}

// parse reads the markup that letters are written in: paragraphs, lists,
// quotations and tables, bold and small print. Anything else is its text.
func parse(markup string) ([]block, error) {
	doc, err := html.Parse(strings.NewReader(markup))
	if err != nil {
		return nil, err
	}
	r := &reader{}
	r.blocks(doc, style{})
	r.flush()
	return r.out, nil
}

// style is what the elements around a text say of it.
type style struct{ bold, grey bool }

// reader gathers blocks; text is the paragraph that is being read.
type reader struct {
	out  []block
	text []line
}

func (r *reader) flush() {
	if lines := trimmed(r.text); len(lines) > 0 {
		r.out = append(r.out, block{lines: lines})
	}
	r.text = nil
}

func (r *reader) blocks(n *html.Node, s style) {
	for c := range n.ChildNodes() {
		switch {
		case c.DataAtom == atom.Head, c.DataAtom == atom.Script, c.DataAtom == atom.Style:
		case c.DataAtom == atom.Table:
			r.flush()
			r.out = append(r.out, tableOf(c))
		case c.DataAtom == atom.Html, c.DataAtom == atom.Body, c.DataAtom == atom.P, c.DataAtom == atom.Div, c.DataAtom == atom.Blockquote, c.DataAtom == atom.H2, c.DataAtom == atom.Ul, c.DataAtom == atom.Ol:
			r.flush()
			r.blocks(c, styled(c, s))
			r.flush()
		case c.DataAtom == atom.Li:
			r.flush()
			r.text = []line{{{text: "• "}}}
			r.blocks(c, s)
			r.flush()
		default:
			r.text = inline(r.text, c, s)
		}
	}
}

// inline adds the text of a node to lines, a new one at each break.
func inline(lines []line, n *html.Node, s style) []line {
	switch {
	case n.Type == html.TextNode:
		if len(lines) == 0 {
			lines = []line{nil}
		}
		last := &lines[len(lines)-1]
		*last = append(*last, run{squeezed(n.Data), s.bold, s.grey})
	case n.DataAtom == atom.Br:
		if len(lines) == 0 {
			lines = []line{nil}
		}
		lines = append(lines, nil)
	}
	for c := range n.ChildNodes() {
		lines = inline(lines, c, styled(c, s))
	}
	return lines
}

// styled is the style within an element.
func styled(n *html.Node, s style) style {
	switch n.DataAtom {
	case atom.Strong, atom.B, atom.H2:
		s.bold = true
	case atom.Th:
		s.bold = !strings.Contains(attribute(n, "style"), "font-weight:normal")
	case atom.Span:
		s.grey = true
	}
	return s
}

func tableOf(n *html.Node) block {
	b := block{wide: strings.Contains(attribute(n, "style"), "width:100%")}
	for part := range n.Descendants() {
		if part.DataAtom != atom.Tr {
			continue
		}
		r := row{head: part.Parent.DataAtom == atom.Thead, foot: part.Parent.DataAtom == atom.Tfoot}
		for c := range part.ChildNodes() {
			if c.DataAtom != atom.Th && c.DataAtom != atom.Td {
				continue
			}
			var lines []line
			for text := range c.ChildNodes() {
				lines = inline(lines, text, styled(text, styled(c, style{})))
			}
			r.cells = append(r.cells, cell{
				lines: trimmed(lines), span: spanOf(c), right: strings.Contains(attribute(c, "style"), "text-align:right"),
			})
		}
		b.rows = append(b.rows, r)
	}
	return b
}

func spanOf(n *html.Node) int {
	if v := attribute(n, "colspan"); len(v) == 1 && v[0] >= '1' && v[0] <= '9' {
		return int(v[0] - '0')
	}
	return 1
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// squeezed makes one blank of each white space but the blank that does not
// break.
func squeezed(s string) string {
	out := strings.Join(strings.FieldsFunc(s, isBlank), " ")
	if out == "" {
		if s != "" {
			return " "
		}
		return ""
	}
	if isBlank(rune(s[0])) {
		out = " " + out
	}
	if isBlank(rune(s[len(s)-1])) {
		out += " "
	}
	return out
}

func isBlank(r rune) bool { return r == ' ' || r == '\n' || r == '\r' || r == '\t' }

// trimmed takes away empty lines at both ends.
func trimmed(lines []line) []line {
	empty := func(l line) bool {
		for _, r := range l {
			if strings.TrimSpace(r.text) != "" {
				return false
			}
		}
		return true
	}
	for len(lines) > 0 && empty(lines[0]) {
		lines = lines[1:]
	}
	for len(lines) > 0 && empty(lines[len(lines)-1]) {
		lines = lines[:len(lines)-1]
	}
	return lines
}
