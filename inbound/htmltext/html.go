// Package htmltext turns the HTML of a mail into lines, marked where the mail
// client says that a quote or a signature begins.
package htmltext

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/voldaan/voldaan/inbound/split"
)

const maxHTMLDepth = 400

var htmlBlanks = strings.NewReplacer("\u00a0", " ", "\u200b", "")

// Lines turns HTML into the lines that a reader sees, with the marks of
// mail clients: where a quote or a signature begins.
func Lines(s string) []split.Line {
	root, err := html.Parse(strings.NewReader(s))
	if err != nil {
		return split.TextLines(stripTags(s))
	}
	r := &renderer{}
	r.node(root, 0)
	r.newline()
	return r.lines
}

// stripTags is the text of HTML that cannot be parsed.
func stripTags(s string) string {
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(s))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return b.String()
		case html.TextToken:
			b.Write(z.Text())
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			if name, _ := z.TagName(); isBlock(atom.Lookup(name)) {
				b.WriteByte('\n')
			}
		}
	}
}

// renderer writes the text of a tree as lines.
type renderer struct {
	lines []split.Line
	cur   strings.Builder
	space bool // a blank is due before the next word
	quote int  // depth of blockquotes
	mark  split.Mark
	pre   int
}

// newline ends the current line if it has text.
func (r *renderer) newline() {
	if r.cur.Len() > 0 {
		r.push()
	}
	r.space = false
}

func (r *renderer) push() {
	prefix := ""
	if r.quote > 0 {
		prefix = strings.Repeat(">", r.quote) + " "
	}
	r.lines = append(r.lines, split.Line{Text: strings.TrimRight(prefix+r.cur.String(), " "), Mark: r.mark})
	r.cur.Reset()
	r.space = false
}

// blank ends the line and leaves an empty one, never two.
func (r *renderer) blank() {
	r.newline()
	if n := len(r.lines); n > 0 && strings.Trim(r.lines[n-1].Text, "> ") != "" {
		r.push()
	}
}

func (r *renderer) text(s string) {
	if r.pre > 0 {
		for i, l := range strings.Split(s, "\n") {
			if i > 0 {
				r.push()
			}
			r.cur.WriteString(l)
		}
		return
	}
	for s != "" {
		i := strings.IndexAny(s, " \t\r\n\f")
		word := s
		if i >= 0 {
			word = s[:i]
		}
		if word != "" {
			if r.space && r.cur.Len() > 0 {
				r.cur.WriteByte(' ')
			}
			r.space = false
			r.cur.WriteString(word)
		}
		if i < 0 {
			return
		}
		r.space = true
		s = s[i+1:]
	}
}

func (r *renderer) node(n *html.Node, depth int) {
	if depth > maxHTMLDepth {
		return
	}
	switch n.Type {
	case html.TextNode:
		r.text(htmlBlanks.Replace(n.Data))
		return
	case html.ElementNode:
		r.element(n, depth)
		return
	case html.DocumentNode:
		r.children(n, depth)
	}
}

func (r *renderer) children(n *html.Node, depth int) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		r.node(c, depth+1)
	}
}

func (r *renderer) element(n *html.Node, depth int) {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Head, atom.Title, atom.Template, atom.Object, atom.Svg, atom.Select:
		return
	case atom.Br:
		r.push()
		return
	case atom.Hr:
		r.rule(n)
		return
	}
	if isHidden(n) {
		return
	}
	m, scope := clientMark(n)
	old := r.mark
	if m != split.MarkNone && r.mark != split.MarkCut {
		r.newline()
		r.mark = m
	}
	r.open(n)
	r.children(n, depth)
	r.closeElement(n)
	if m != split.MarkNone && scope && r.mark != split.MarkCut {
		r.newline()
		r.mark = old
	}
}

// rule writes a line for <hr>. QUIRK: Outlook on the web puts one with
// tabindex=-1 before the quote.
func (r *renderer) rule(n *html.Node) {
	r.newline()
	if attr(n, "tabindex") == "-1" && r.quote == 0 {
		r.mark = split.MarkCut
	}
	r.cur.WriteString("________________________________")
	r.push()
}

func (r *renderer) open(n *html.Node) {
	switch n.DataAtom {
	case atom.Blockquote:
		r.blank()
		r.quote++
	case atom.P:
		r.paragraph(n)
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Ul, atom.Ol, atom.Table:
		r.blank()
	case atom.Pre:
		r.newline()
		r.pre++
	case atom.Li:
		r.newline()
		r.cur.WriteString("- ")
	case atom.Td, atom.Th:
		r.space = true
	default:
		if isBlock(n.DataAtom) {
			r.newline()
		}
	}
}

func (r *renderer) closeElement(n *html.Node) {
	switch n.DataAtom {
	case atom.Blockquote:
		r.newline()
		for k := len(r.lines); k > 0 && strings.Trim(r.lines[k-1].Text, "> ") == ""; k-- {
			r.lines = r.lines[:k-1]
		}
		r.quote--
		r.blank()
	case atom.P:
		r.paragraph(n)
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Ul, atom.Ol, atom.Table:
		r.blank()
	case atom.Pre:
		r.newline()
		r.pre--
	case atom.Td, atom.Th:
		r.space = true
	default:
		if isBlock(n.DataAtom) {
			r.newline()
		}
	}
}

// paragraph starts or ends a <p>. QUIRK: Outlook writes each line as a
// paragraph without margins.
func (r *renderer) paragraph(n *html.Node) {
	style := strings.ReplaceAll(attr(n, "style"), " ", "")
	if strings.Contains(attr(n, "class"), "MsoNormal") || strings.Contains(style, "margin:0") || strings.Contains(style, "margin-top:0") {
		r.newline()
		if n.FirstChild != nil && n.FirstChild == n.LastChild && strings.TrimSpace(nodeText(n, 5)) == "" {
			r.blank()
		}
		return
	}
	r.blank()
}

// nodeText is the text below a node, down to a depth.
func nodeText(n *html.Node, depth int) string {
	if n.Type == html.TextNode {
		return strings.ReplaceAll(n.Data, "\u00a0", " ")
	}
	if depth == 0 {
		return ""
	}
	var b strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		b.WriteString(nodeText(c, depth-1))
	}
	return b.String()
}

func isBlock(a atom.Atom) bool {
	switch a {
	case atom.Div, atom.P, atom.Tr, atom.Table, atom.Section, atom.Article, atom.Header, atom.Footer, atom.Address,
		atom.Center, atom.Dl, atom.Dt, atom.Dd, atom.Fieldset, atom.Form, atom.Main, atom.Nav, atom.Aside, atom.Figure,
		atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Ul, atom.Ol, atom.Li, atom.Pre, atom.Blockquote,
		atom.Br, atom.Hr, atom.Body, atom.Tbody, atom.Thead, atom.Tfoot, atom.Caption:
		return true
	}
	return false
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func isHidden(n *html.Node) bool {
	if _, ok := hasAttr(n, "hidden"); ok {
		return true
	}
	style := strings.ReplaceAll(strings.ToLower(attr(n, "style")), " ", "")
	return strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden") || strings.Contains(style, "mso-hide:all")
}

func hasAttr(n *html.Node, key string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val, true
		}
	}
	return "", false
}
