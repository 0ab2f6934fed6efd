package htmltext

import (
	"strconv"
	"strings"

	nethtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// isColoured reports whether text of an element stands in a colour in which
// people write answers, such as red; links have colours of their own.
func isColoured(n *nethtml.Node, style string, inherited bool) bool {
	if n.DataAtom == atom.A {
		return false
	}
	colour := ""
	if n.DataAtom == atom.Font {
		colour = attr(n, "color")
	}
	if i := strings.Index(style, "color"); i >= 0 {
		if c := styleColour(squeeze(style)); c != "" {
			colour = c
		}
	}
	if colour == "" {
		return inherited
	}
	return isBright(strings.ToLower(strings.TrimSpace(colour)))
}

// styleColour is the value of "color" in a squeezed style; not that of
// "background-color" and its like.
func styleColour(style string) string {
	for d := range strings.SplitSeq(style, ";") {
		if v, ok := strings.CutPrefix(d, "color:"); ok {
			return strings.TrimSuffix(v, "!important")
		}
	}
	return ""
}

// isBright reports whether a colour has one part far above the darkest, so
// that it is neither black, grey nor the dark blue that Outlook gives replies.
func isBright(c string) bool {
	switch c {
	case "red", "blue", "green", "purple", "orange", "magenta", "fuchsia", "crimson", "darkred":
		return true
	}
	r, g, b, ok := rgb(c)
	if !ok {
		return false
	}
	hi, lo := max(r, g, b), min(r, g, b)
	return hi >= 0xa0 && hi-lo >= 0x80
}

// rgb reads #rgb, #rrggbb and rgb(r,g,b).
func rgb(c string) (r, g, b int64, ok bool) {
	if h, is := strings.CutPrefix(c, "#"); is {
		if len(h) == 3 {
			h = h[:1] + h[:1] + h[1:2] + h[1:2] + h[2:] + h[2:]
		}
		v, err := strconv.ParseInt(h, 16, 64)
		return v >> 16 & 255, v >> 8 & 255, v & 255, err == nil && len(h) == 6
	}
	inner, is := strings.CutPrefix(c, "rgb(")
	parts := strings.Split(strings.TrimSuffix(inner, ")"), ",")
	if !is || len(parts) != 3 {
		return 0, 0, 0, false
	}
	var v [3]int64
	for i, p := range parts {
		n, err := strconv.ParseInt(p, 10, 64)
		if err != nil {
			return 0, 0, 0, false
		}
		v[i] = n
	}
	return v[0], v[1], v[2], true
}
