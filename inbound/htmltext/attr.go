package htmltext

import (
	"strings"

	nethtml "golang.org/x/net/html"
)

// nodeText is the text below a node, down to a depth.
func nodeText(n *nethtml.Node, depth int) string {
	if n.Type == nethtml.TextNode {
		return strings.ReplaceAll(n.Data, "\u00a0", " ")
	}
	if depth == 0 {
		return ""
	}
	if n.FirstChild != nil && n.FirstChild == n.LastChild {
		return nodeText(n.FirstChild, depth-1)
	}
	var b strings.Builder
	for c := n.FirstChild; c != nil && b.Len() < 400; c = c.NextSibling {
		b.WriteString(nodeText(c, depth-1))
	}
	return b.String()
}

func attr(n *nethtml.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// squeeze is a style in lower case without blanks.
func squeeze(style string) string { return strings.ReplaceAll(strings.ToLower(style), " ", "") }

// isHidden reports whether an element is not shown: hidden as such, or without
// any room, as the preheaders of mailings are.
func isHidden(n *nethtml.Node, style string) bool {
	for _, a := range n.Attr {
		if a.Key == "hidden" {
			return true
		}
	}
	if style == "" || !strings.ContainsAny(style, "dvmDVM") {
		return false
	}
	style = squeeze(style)
	if strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden") {
		return true
	}
	return strings.Contains(style, "overflow:hidden") && (strings.Contains(style, "max-height:0") || strings.Contains(style, ";height:0") || strings.HasPrefix(style, "height:0"))
}
