package htmltext

import (
	"strings"

	nethtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/voldaan/voldaan/inbound/split"
)

func (r *renderer) node(n *nethtml.Node) {
	switch n.Type {
	case nethtml.TextNode:
		r.text(n.Data)
	case nethtml.ElementNode:
		r.element(n)
	case nethtml.DocumentNode:
		r.children(n)
	}
}

func (r *renderer) children(n *nethtml.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		r.node(c)
	}
}

func (r *renderer) element(n *nethtml.Node) {
	switch {
	case isDropped(n.DataAtom):
		return
	case n.DataAtom == atom.Br:
		if !r.ended || len(r.cur) > 0 {
			r.push()
		}
		r.ended = false
		return
	case len(n.Attr) == 0:
		r.open(n)
		r.children(n)
		r.close(n)
		return
	case n.DataAtom == atom.Hr:
		r.rule(n)
		return
	}
	style := attr(n, "style")
	if isHidden(n, style) {
		return
	}
	m, scope := clientMark(n)
	mark, coloured := r.mark, r.coloured
	if m != split.MarkNone && r.mark != split.MarkCut {
		r.newline()
		r.mark = m
	}
	r.coloured = isColoured(n, style, coloured)
	r.open(n)
	r.children(n)
	r.close(n)
	r.coloured = coloured
	if m != split.MarkNone && scope && r.mark != split.MarkCut {
		ended := len(r.cur) > 0 && !isBlock(n.DataAtom)
		r.newline()
		r.mark, r.ended = mark, ended
	}
}

// rule writes a line for <hr>, and cuts where a client puts one above the
// quote. QUIRK: Outlook on the web marks it by tabindex=-1, Hotmail by
// stopSpelling, Zimbra by data-marker or zwchr.
func (r *renderer) rule(n *nethtml.Node) {
	r.newline()
	id := attr(n, "id")
	if r.quote == 0 && (attr(n, "tabindex") == "-1" || strings.EqualFold(id, "stopSpelling") || id == "zwchr" || attr(n, "data-marker") == "__DIVIDER__") {
		r.mark = split.MarkCut
	}
	r.cur = append(r.cur, "________________________________"...)
	r.dull = true
	r.push()
}

func (r *renderer) open(n *nethtml.Node) {
	switch n.DataAtom {
	case atom.Blockquote:
		r.blank()
		if !isIndent(n) {
			r.quote++
		}
	case atom.Pre:
		r.newline()
		r.pre++
	case atom.Ol, atom.Ul:
		r.blank()
		r.startList(n)
	case atom.Hr:
		r.rule(n)
	case atom.Li:
		r.newline()
		r.bullet(n)
	default:
		r.edge(n)
	}
}

func (r *renderer) close(n *nethtml.Node) {
	switch n.DataAtom {
	case atom.Blockquote:
		if isIndent(n) {
			r.blank()
			return
		}
		r.endQuote()
	case atom.Pre:
		r.newline()
		r.pre--
	case atom.Ol, atom.Ul:
		r.items = r.items[:len(r.items)-1]
		r.blank()
	default:
		r.edge(n)
	}
}

// edge is the start or the end of any other element.
func (r *renderer) edge(n *nethtml.Node) {
	switch n.DataAtom {
	case atom.P:
		r.paragraph(n)
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Table:
		r.blank()
	case atom.Td, atom.Th:
		r.space = true
	default:
		if isBlock(n.DataAtom) {
			r.newline()
		}
	}
}

// paragraph starts or ends a <p>. QUIRK: Outlook writes each line as a
// paragraph without margins, and an empty line as one with a no-break blank.
func (r *renderer) paragraph(n *nethtml.Node) {
	if strings.Contains(attr(n, "class"), "MsoNormal") || strings.Contains(attr(n, "class"), "MsoPlainText") || hasNoMargin(attr(n, "style")) {
		r.newline()
		if n.FirstChild != nil && n.FirstChild == n.LastChild && strings.TrimSpace(nodeText(n, 5)) == "" {
			r.blank()
		}
		return
	}
	r.blank()
}

func hasNoMargin(style string) bool {
	if !strings.Contains(style, "margin") {
		return false
	}
	style = strings.ReplaceAll(style, " ", "")
	return strings.Contains(style, "margin:0") || strings.Contains(style, "margin-top:0")
}

// isIndent reports whether a blockquote only indents, as the editors of
// webmails write it: without a border, or with a margin and nothing else.
func isIndent(n *nethtml.Node) bool {
	for _, a := range n.Attr {
		switch a.Key {
		case "type", "cite", "class", "id":
			return false
		}
	}
	style := squeeze(attr(n, "style"))
	return strings.Contains(style, "border:none") && strings.Contains(style, "margin") && !strings.Contains(style, "border-left")
}
