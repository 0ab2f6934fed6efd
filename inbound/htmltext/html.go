// Package htmltext turns the HTML of a mail into lines, marked where the mail
// client says that a quote or a signature begins.
package htmltext

import (
	"html"
	"strings"

	nethtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/voldaan/voldaan/inbound/fold"
	"github.com/voldaan/voldaan/inbound/split"
)

// Lines turns HTML into the lines that a reader sees, with the marks of
// mail clients: where a quote or a signature begins. Text without a single
// known tag is taken for plain text that was declared as HTML.
func Lines(s string) []split.Line {
	s = fold.Clean(s)
	if !hasTag(s) {
		return split.TextLines(html.UnescapeString(s))
	}
	root, err := nethtml.ParseWithOptions(strings.NewReader(s), nethtml.ParseOptionEnableScripting(false))
	if err != nil {
		return flat(s)
	}
	r := &renderer{}
	r.node(root)
	r.newline()
	return r.lines
}

// hasTag finds a tag of HTML, other than an address in angle brackets.
func hasTag(s string) bool {
	for {
		i := strings.IndexByte(s, '<')
		if i < 0 || i+2 >= len(s) {
			return false
		}
		s = s[i+1:]
		if s[0] == '!' || s[0] == '?' {
			return true
		}
		name := strings.TrimPrefix(s[:min(len(s), 24)], "/")
		end := strings.IndexAny(name, " \t\r\n/>")
		if end > 0 && (atom.Lookup([]byte(strings.ToLower(name[:end]))) != 0 || strings.Contains(name[:end], ":p")) {
			return true
		}
	}
}

// flat renders HTML that is nested too deeply for a tree, tag by tag.
func flat(s string) []split.Line {
	r := &renderer{}
	z := nethtml.NewTokenizer(strings.NewReader(s))
	skip := atom.Atom(0)
	for {
		kind := z.Next()
		if kind == nethtml.ErrorToken {
			r.newline()
			return r.lines
		}
		if kind == nethtml.TextToken {
			if skip == 0 {
				r.text(html.UnescapeString(string(z.Text())))
			}
			continue
		}
		name, _ := z.TagName()
		a := atom.Lookup(name)
		switch {
		case kind == nethtml.StartTagToken && isDropped(a) && a != atom.Head:
			skip = a
		case kind == nethtml.EndTagToken && a == skip:
			skip = 0
		case kind == nethtml.StartTagToken && a == atom.Blockquote:
			r.blank()
			r.quote++
		case kind == nethtml.EndTagToken && a == atom.Blockquote && r.quote > 0:
			r.endQuote()
		case a == atom.Br:
			r.push()
		case isBlock(a):
			r.newline()
		}
	}
}

// isDropped reports whether an element's content is never seen.
func isDropped(a atom.Atom) bool {
	switch a {
	case atom.Script, atom.Style, atom.Head, atom.Title, atom.Template, atom.Object, atom.Svg, atom.Select:
		return true
	}
	return false
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
