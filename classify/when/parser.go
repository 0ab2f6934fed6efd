package when

import (
	"cmp"
	"slices"
)

// parser reads one piece of text in one language.
type parser struct {
	*lexicon
	o       Options
	g       *grammar
	text    string
	tokens  []token
	options []option
	found   []found
	seen    []int // by token: 1 + the place in found, -1 for none, 0 for not looked at
	spelled map[int]spelling
	back    []bool  // by token: whether its clause looks back
	quiet   []found // what was read as no day
	near    []set   // by token: the classes of it and of the next ones
	far     []set   // the same of more
	depth   int

	byMask   map[set][]int
	matchers []*matcher // by level, to be used again
	matches  []*match   // that are held
	spare    []*match   // to be used again
	level    int
	whole    bool // the piece is the whole text
	lower    bool // the piece has no capital letter
	known    int  // words that are of this language
}

// found is an expression at a place.
type found struct {
	rule     *rule
	from, to int // tokens
	at       int // the first token without a preposition that means nothing
	result
}

// maxDepth bounds expressions in expressions ("the day after the day after").
const maxDepth = 6

// parse finds the expressions of the piece of text, in its order.
func (p *parser) parse() []found {
	p.know()
	p.lookAhead()
	p.found, p.options = p.found[:0], p.options[:0]
	p.seen = slices.Grow(p.seen[:0], len(p.tokens))[:len(p.tokens)]
	clear(p.seen)
	p.spelled = nil
	p.back, p.quiet = p.back[:0], p.quiet[:0]
	var out []found
	for i := 0; i < len(p.tokens); {
		f, ok := p.expression(i)
		if !ok {
			i++
			continue
		}
		if f.verdict == says {
			out = append(out, f)
		} else {
			p.quiet = append(p.quiet, f)
		}
		i = f.to
	}
	return out
}

// expression is the longest expression that begins at a token.
func (p *parser) expression(i int) (found, bool) {
	if i >= len(p.tokens) || !p.tokens[i].mask.meets(p.g.start) || !p.near[i].meets(anchors) || p.depth >= maxDepth {
		return found{}, false
	}
	if k := p.seen[i]; k != 0 {
		if k < 0 {
			return found{}, false
		}
		return p.found[k-1], true
	}
	p.depth++
	f, ok := p.longest(i)
	for ok && f.verdict == says {
		longer, more := p.goOn(f)
		if !more {
			break
		}
		f = longer
	}
	if ok && f.at > f.from {
		if g, more := p.expression(f.at); more && g.to > f.to {
			f = g // the preposition hid a longer one
		}
	}
	p.depth--
	if !ok {
		p.seen[i] = -1
		return found{}, false
	}
	p.found = append(p.found, f)
	p.seen[i] = len(p.found)
	return f, true
}

// longest tries the rules at a token: the longest match that means something.
func (p *parser) longest(i int) (found, bool) {
	base := len(p.matches)
	for _, k := range p.rulesFor(p.tokens[i].mask) {
		if m := p.try(&p.g.rules[k], i); m != nil {
			p.hold(m)
		}
	}
	held := p.matches[base:]
	slices.SortStableFunc(held, func(a, b *match) int { return cmp.Compare(b.end, a.end) })
	var f found
	ok := false
	for _, m := range held {
		if r := m.rule.meaning(p, m); r.verdict != fails {
			f, ok = p.place(m, r), true
			break
		}
	}
	p.spare = append(p.spare, held...)
	p.matches = p.matches[:base]
	return f, ok
}

// hold keeps a match while others are tried.
func (p *parser) hold(m *match) *match {
	if len(p.spare) == 0 {
		p.spare = append(p.spare, &match{})
	}
	h := p.spare[len(p.spare)-1]
	p.spare = p.spare[:len(p.spare)-1]
	h.rule, h.start, h.end, h.n = m.rule, m.start, m.end, m.n
	copy(h.caps[:h.n], m.caps[:m.n])
	p.matches = append(p.matches, h)
	return h
}

// rulesFor is the places of the rules that can begin with a token.
func (p *parser) rulesFor(mask set) []int {
	if all, ok := p.byMask[mask]; ok {
		return all
	}
	var all []int
	for k := range p.g.rules {
		if p.g.rules[k].first.meets(mask) {
			all = append(all, k)
		}
	}
	if p.byMask == nil {
		p.byMask = map[set][]int{}
	}
	p.byMask[mask] = all
	return all
}

// goOn tries the rules that take an expression further.
func (p *parser) goOn(f found) (found, bool) {
	if f.to >= len(p.tokens) || p.tokens[f.to].para {
		return found{}, false
	}
	p.found = append(p.found, f)
	given := capture{cExpr, f.from, f.to - f.from, len(p.found)}
	var best found
	for k := range p.g.behind {
		x := p.try(&p.g.behind[k], f.from, given)
		if x == nil || x.end <= f.to || x.end <= best.to {
			continue
		}
		m := p.hold(x)
		if r := m.rule.meaning(p, m); r.verdict != fails {
			best = p.place(m, r)
			best.at = f.at
		}
		p.matches = p.matches[:len(p.matches)-1]
		p.spare = append(p.spare, m)
	}
	return best, best.to > 0
}

// place leaves out the prepositions and articles with which a match begins.
func (p *parser) place(m *match, r result) found {
	f := found{rule: m.rule, from: m.start, to: m.end, at: m.start, result: r}
	for _, c := range m.caps[:m.n] {
		if c.class != cAt && c.class != cInMonth && c.class != cFrom && c.class != cThe || c.at != f.at {
			break
		}
		f.at += c.n
	}
	if f.at >= f.to {
		f.at = f.from
	}
	return f
}

// expr is the expression that a part of a match stands for.
func (p *parser) expr(c capture) found { return p.found[c.value-1] }

// is reports whether token i is there and a phrase of one of the classes
// begins with it.
func (p *parser) is(i int, c ...class) bool {
	if i < 0 || i >= len(p.tokens) {
		return false
	}
	t := &p.tokens[i]
	for _, x := range c {
		if !t.mask.has(x) {
			continue
		}
		if x >= cDay || t.entry == nil {
			return true
		}
		for _, m := range t.entry.terms {
			if m.class == x && p.follows(i, m.rest) {
				return true
			}
		}
	}
	return false
}

// sign reports whether token i is one of the signs.
func (p *parser) sign(i int, signs string) bool {
	return i >= 0 && i < len(p.tokens) && p.tokens[i].kind == sign && len(p.tokens[i].text) == 1 && contains1(signs, p.tokens[i].text[0])
}

func contains1(s string, b byte) bool {
	for i := range len(s) {
		if s[i] == b {
			return true
		}
	}
	return false
}

// endsAt reports whether a phrase of one of the classes ends before token i.
func (p *parser) endsAt(i int, c ...class) bool {
	for n := 1; n <= 5 && i-n >= 0; n++ {
		e := p.tokens[i-n].entry
		if e == nil {
			continue
		}
		for _, t := range e.terms {
			if len(t.rest) == n-1 && slices.Contains(c, t.class) && p.follows(i-n, t.rest) {
				return true
			}
		}
	}
	return false
}

// follows reports whether the words stand after token i.
func (p *parser) follows(i int, rest []string) bool {
	if i+len(rest) >= len(p.tokens) {
		return false
	}
	for k, w := range rest {
		if t := &p.tokens[i+1+k]; t.text != w || t.para {
			return false
		}
	}
	return true
}
