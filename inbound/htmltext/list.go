package htmltext

import (
	"strconv"

	nethtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// startList begins to number the items of an <ol>, from its start on.
func (r *renderer) startList(n *nethtml.Node) {
	last := -1
	if n.DataAtom == atom.Ol {
		last = 0
		if v, err := strconv.Atoi(attr(n, "start")); err == nil && v > 0 && v < 1_000_000 {
			last = v - 1
		}
	}
	r.items = append(r.items, last)
}

// bullet writes the sign or number of an <li>.
func (r *renderer) bullet(n *nethtml.Node) {
	k := len(r.items) - 1
	if k < 0 || r.items[k] < 0 {
		r.cur = append(r.cur, "- "...)
		return
	}
	r.items[k]++
	if v, err := strconv.Atoi(attr(n, "value")); err == nil && v > 0 && v < 1_000_000 {
		r.items[k] = v
	}
	r.cur = strconv.AppendInt(r.cur, int64(r.items[k]), 10)
	r.cur = append(r.cur, ". "...)
}
