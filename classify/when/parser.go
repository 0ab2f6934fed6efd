package when

import (
	"cmp"
	"slices"

	"github.com/voldaan/voldaan"
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
	out     []found // those of the piece
	seen    []int   // by token: 1 + the place in found, -1 for none, 0 for not looked at
	spelled map[int]spelling
	back    []view                    // by token: where its clause looks
	quiet   []found                   // what was read as no day
	ahead   [windows][]set            // by token: the classes of it and of the next ones
	inner   [cExpr - cMonthRef][]memo // by token: what was read there as a month, week, quarter or year
	inners  []option
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

// memo is where the options of a token stand that were read before.
type memo struct{ from, to int }

// maxDepth bounds expressions in expressions ("the day after the day after").
const maxDepth = 6

// parse finds the expressions of the piece of text, in its order.
func (p *parser) parse() []found {
	p.found, p.options, p.quiet = p.found[:0], p.options[:0], p.quiet[:0]
	if !p.know() {
		return nil
	}
	p.lookAhead()
	if p.found == nil {
		p.found = make([]found, 0, 32)
	}
	p.seen = slices.Grow(p.seen[:0], len(p.tokens))[:len(p.tokens)]
	clear(p.seen)
	clear(p.spelled)
	p.inners = append(p.inners[:0], option{})
	for c := range p.inner {
		p.inner[c] = slices.Grow(p.inner[c][:0], len(p.tokens))[:len(p.tokens)]
		clear(p.inner[c])
	}
	p.back = slices.Grow(p.back[:0], len(p.tokens))[:len(p.tokens)]
	clear(p.back)
	out := p.out[:0]
	var named voldaan.Date // the day that was found last; zero: none, or a range
	for i := 0; i < len(p.tokens); {
		f, ok := p.expression(i)
		if next, follows := p.dayAfter(i, named); follows && (!ok || f.verdict != says) {
			f, ok = next, true
		}
		if !ok {
			i++
			continue
		}
		if f.verdict == says {
			out = append(out, f)
			if named = f.value; f.end != 0 {
				named = 0
			}
		} else {
			p.quiet = append(p.quiet, f)
		}
		i = f.to
	}
	p.out = out
	return out
}

// expression is the longest expression that begins at a token.
func (p *parser) expression(i int) (found, bool) {
	if i >= len(p.tokens) || !p.tokens[i].mask.meets(p.g.start) || !p.ahead[3][i].meets(anchors) || p.depth >= maxDepth {
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
	if ok { // for those that look back at it while it goes on
		p.found = append(p.found, f)
		p.seen[i] = len(p.found)
	}
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
