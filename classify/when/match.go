package when

import (
	"slices"
)

// maxParts bounds the parts that one rule can have.
const maxParts = 16

// match is a place at which a rule holds.
type match struct {
	rule       *rule
	start, end int // tokens
	caps       [maxParts]capture
	n          int
}

// capture is what stands for one part of the rule.
type capture struct {
	class class
	at, n int // tokens
	value int
}

// option is one reading of a place as a class: its value and its tokens.
type option struct{ n, value int }

// has reports whether a part of that class is there.
func (m *match) has(c ...class) bool {
	for _, x := range m.caps[:m.n] {
		if slices.Contains(c, x.class) {
			return true
		}
	}
	return false
}

// nth is the n-th part, from 0, of one of the classes; of n -1 without one.
func (m *match) nth(n int, c ...class) capture {
	for _, x := range m.caps[:m.n] {
		if slices.Contains(c, x.class) {
			if n == 0 {
				return x
			}
			n--
		}
	}
	return capture{at: -1}
}

// value is the value of the first part of one of the classes, else 0.
func (m *match) value(c ...class) int { return m.nth(0, c...).value }

// matcher looks for the longest way in which a rule holds at a token.
type matcher struct {
	p    *parser
	r    *rule
	now  match
	best match
}

// try is the longest match of a rule at a token; nil for none. It stays as it
// is until the next one is tried.
func (p *parser) try(r *rule, start int, given ...capture) *match {
	figures := p.tokens[start].kind == number
	for k := range r.needs {
		n := &r.needs[k]
		w := n.window
		if figures {
			w = n.short
		}
		if w >= 0 && !n.classes.meets(p.ahead[w][start]) {
			return nil
		}
	}
	if p.level == len(p.matchers) {
		p.matchers = append(p.matchers, &matcher{p: p})
	}
	x := p.matchers[p.level]
	p.level++
	x.r, x.now.rule, x.now.start, x.now.n, x.best.end = r, r, start, 0, -1
	i := start
	for _, c := range given {
		x.now.caps[x.now.n] = c
		x.now.n++
		i += c.n
	}
	x.step(len(given), i)
	p.level--
	if x.best.end <= start {
		return nil
	}
	return &x.best
}

// step matches the parts from k on at token i.
func (x *matcher) step(k, i int) {
	if k == len(x.r.parts) {
		if i > x.best.end {
			x.now.end = i
			b := &x.best
			b.rule, b.start, b.end, b.n = x.r, x.now.start, i, x.now.n
			copy(b.caps[:b.n], x.now.caps[:b.n])
		}
		return
	}
	e := &x.r.parts[k]
	if p := x.p; i < len(p.tokens) && (i == x.now.start || !p.tokens[i].para) {
		mask := p.tokens[i].mask
		for _, c := range e.classes {
			if !p.g.firsts[c].meets(mask) {
				continue
			}
			base := len(p.options)
			p.read(c, i)
			for j := base; j < len(p.options); j++ {
				o := p.options[j]
				x.now.caps[x.now.n] = capture{c, i, o.n, o.value}
				x.now.n++
				x.step(k+1, i+o.n)
				x.now.n--
			}
			p.options = p.options[:base]
		}
	}
	if e.optional {
		x.step(k+1, i)
	}
}
