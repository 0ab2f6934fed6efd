package htmltext

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/voldaan/voldaan/inbound/fold"
	"github.com/voldaan/voldaan/inbound/split"
)

// clientMark tells what a mail client says by an element, and whether that
// ends with the element (scope) or holds for all that follows.
func clientMark(n *html.Node) (m split.Mark, scope bool) {
	id, class := attr(n, "id"), attr(n, "class")
	switch {
	case hasToken(id, "divRplyFwdMsg"), hasToken(id, "appendonsend"), // Outlook on the web and mobile
		hasToken(id, "mail-editor-reference-message-container"), // Outlook, new
		hasToken(id, "ms-outlook-mobile-reference"):
		return split.MarkCut, false
	case hasToken(id, "OLK_SRC_BODY_SECTION"), hasToken(id, "isReplyContent"), hasToken(id, "replySplit"),
		hasToken(class, "yahoo_quoted"), hasToken(class, "protonmail_quote"), hasToken(class, "zmail_extra"),
		hasToken(class, "tutanota_quote"), hasToken(class, "ydp_quoted"), hasToken(class, "skype-quoted"):
		return quoteOrNone(n), true
	case hasToken(class, "gmail_attr"), hasToken(class, "moz-cite-prefix"), hasToken(class, "moz-forward-container"):
		if hasToken(class, "moz-forward-container") {
			return split.MarkCut, false
		}
		return split.MarkAttribution, true
	case hasToken(class, "gmail_quote") && n.DataAtom != atom.Blockquote && !hasBlockquote(n, 6):
		return split.MarkQuoted, true
	case hasToken(class, "gmail_signature"), hasToken(class, "moz-signature"), hasToken(id, "Signature"),
		hasToken(id, "ms-outlook-mobile-signature"), hasToken(class, "yahoo-signature"),
		hasToken(class, "protonmail_signature_block"), hasToken(id, "AppleMailSignature"):
		return split.MarkSignature, true
	case isOutlookBorder(n):
		return split.MarkCut, false
	}
	return split.MarkNone, true
}

// quoteOrNone is a container's mark: none where it holds blockquotes, since
// answers may stand between them.
func quoteOrNone(n *html.Node) split.Mark {
	if hasBlockquote(n, 4) {
		return split.MarkNone
	}
	return split.MarkQuoted
}

// hasToken finds a name among the blank-separated ones; Outlook puts "x_"
// before those of quoted mails, which do not count.
func hasToken(list, name string) bool {
	for f := range strings.FieldsSeq(list) {
		if strings.EqualFold(f, name) {
			return true
		}
	}
	return false
}

func hasBlockquote(n *html.Node, depth int) bool {
	for c := n.FirstChild; c != nil && depth > 0; c = c.NextSibling {
		if c.DataAtom == atom.Blockquote || hasBlockquote(c, depth-1) {
			return true
		}
	}
	return false
}

// isOutlookBorder finds Outlook's line above the quoted mail's header.
func isOutlookBorder(n *html.Node) bool {
	if n.DataAtom != atom.Div {
		return false
	}
	style := strings.ToLower(strings.ReplaceAll(attr(n, "style"), " ", ""))
	if !strings.Contains(style, "border-top:solid") || !strings.Contains(style, "border:none") {
		return false
	}
	text := strings.TrimSpace(nodeText(n, 8))
	k, _, ok := strings.Cut(text, ":")
	return ok && split.IsHeaderName(fold.Line(k))
}
