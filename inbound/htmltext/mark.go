package htmltext

import (
	"strings"

	nethtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/voldaan/voldaan/inbound/fold"
	"github.com/voldaan/voldaan/inbound/split"
)

// sort is what an id or class of a mail client says of its element.
type sort uint8

const (
	cut         sort = iota + 1 // the quote begins and does not end
	container                   // holds the quote
	attribution                 // says who wrote the quote
	signature
)

// clientNames are the ids and classes of mail clients, in lower case. Outlook
// puts "x_" before those of quoted mails, which do not count.
var clientNames = map[string]sort{
	"divrplyfwdmsg": cut, "appendonsend": cut, // Outlook on the web and mobile
	"mail-editor-reference-message-container": cut, "ms-outlook-mobile-reference": cut, "ms-outlook-mobile-body-separator-line": cut,
	"outlookmessageheader": cut, "moz-forward-container": cut, "_persistentheader": cut, "_phcwrapper_bbppid": cut, // Outlook 2003, Thunderbird, BlackBerry
	"olk_src_body_section": container, "isreplycontent": container, "replysplit": container, // Outlook for Mac, QQ, others
	"gmail_quote": container, "yahoo_quoted": container, "protonmail_quote": container, "zmail_extra": container,
	"tutanota_quote": container, "skype-quoted": container, "freshdesk_quote": container, "missive_quote": container, "hs_reply": container,
	"messagereplysection": container, "quoted-message": container, "_originalcontent": container, "sparrow_quote": container,
	"front-blockquote": container, "mcntmcontainer": container, "aolreplacedbody": container, "wmquote": container,
	"gmail_attr": attribution, "moz-cite-prefix": attribution, "reply-intro": attribution, "airmail_on": attribution, "bloop_on": attribution,
	"gmail_signature": signature, "gmail_signature_prefix": signature, "moz-signature": signature, "signature": signature,
	"ms-outlook-mobile-signature": signature, "yahoo-signature": signature, "protonmail_signature_block": signature,
	"applemailsignature": signature, "mailbox_signature": signature, "messagesignaturesection": signature, "bloop_sign": signature,
	"tutanota_signature": signature, "_signaturehtml": signature, "zmail_signature": signature, "front-signature": signature,
}

// namePrefixes begin ids that end in a number of their own.
var namePrefixes = []struct {
	prefix string
	sort   sort
}{
	{"yahoo_quoted_", container}, {"composer_history", container}, {"aolmsgpart", container}, {"bloop_sign_", signature}, {"applemailsignature", signature},
}

// clientMark tells what a mail client says by an element, and whether that
// ends with the element (scope) or holds for all that follows.
func clientMark(n *nethtml.Node) (m split.Mark, scope bool) {
	var style string
	for _, a := range n.Attr {
		switch a.Key {
		case "id", "class", "name", "data-marker":
			switch sortOf(n, a) {
			case cut:
				return split.MarkCut, false
			case container:
				return containerMark(n), true
			case attribution:
				return split.MarkAttribution, true
			case signature:
				return split.MarkSignature, true
			}
		case "style":
			style = a.Val
		}
	}
	if isOutlookBorder(n, style) {
		return split.MarkCut, false
	}
	return split.MarkNone, true
}

// sortOf reads the blank-separated names of an attribute.
func sortOf(n *nethtml.Node, a nethtml.Attribute) sort {
	if a.Key == "name" {
		// QUIRK: GMX and web.de; Spark.
		if a.Val == "quote" && n.DataAtom == atom.Div || strings.EqualFold(a.Val, "messageReplySection") {
			return container
		}
		if strings.EqualFold(a.Val, "messageSignatureSection") {
			return signature
		}
		return 0
	}
	if a.Key == "data-marker" { // Zimbra
		switch a.Val {
		case "__QUOTED_TEXT__":
			return container
		case "__HEADERS__":
			return cut
		case "__SIG_PRE__", "__SIG_POST__":
			return signature
		}
		return 0
	}
	for f := range strings.FieldsSeq(strings.ToLower(a.Val)) {
		if s := nameSort(f); s != 0 {
			return s
		}
	}
	return 0
}

func nameSort(f string) sort {
	if s := clientNames[f]; s != 0 {
		return s
	}
	for _, p := range namePrefixes {
		if strings.HasPrefix(f, p.prefix) {
			return p.sort
		}
	}
	if strings.HasPrefix(f, "ydp") { // Yahoo puts "ydp" and a number before its own names
		switch {
		case strings.HasSuffix(f, "yahoo_quoted"), strings.HasSuffix(f, "_quoted"):
			return container
		case strings.HasSuffix(f, "signature"):
			return signature
		}
	}
	return 0
}

// containerMark is the mark of what holds a quote: none where it holds
// blockquotes, since answers may stand between them, and their marks tell.
func containerMark(n *nethtml.Node) split.Mark {
	if n.DataAtom == atom.Blockquote || hasBlockquote(n, 6) {
		return split.MarkNone
	}
	return split.MarkQuoted
}

func hasBlockquote(n *nethtml.Node, depth int) bool {
	for c := n.FirstChild; c != nil && depth > 0; c = c.NextSibling {
		if c.DataAtom == atom.Blockquote || hasBlockquote(c, depth-1) {
			return true
		}
	}
	return false
}

// isOutlookBorder finds the line of Outlook and Windows Mail above the quoted
// mail's header.
func isOutlookBorder(n *nethtml.Node, style string) bool {
	if n.DataAtom != atom.Div || !strings.Contains(strings.ToLower(style), "border") {
		return false
	}
	style = squeeze(style)
	if !strings.Contains(style, "border-top:") && !strings.Contains(style, "border-top-") && !strings.Contains(style, "border-width:1pt") {
		return false
	}
	if !strings.Contains(style, "solid") && !strings.Contains(style, "1p") {
		return false
	}
	text := strings.TrimSpace(nodeText(n, 10))
	k, _, ok := strings.Cut(text, ":")
	return ok && len(k) < 40 && split.IsHeaderName(fold.Line(k))
}
