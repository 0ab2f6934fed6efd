package when

import (
	"strings"
	"sync"
)

// rule is a way to name a day: the classes of its parts in their order, and
// what they mean together.
type rule struct {
	name    string
	parts   []part
	first   set   // the classes with which it can begin
	needs   []set // of each further part that must be there, its classes
	meaning func(p *parser, m *match) result
}

// part is a place of a rule: one of some classes, perhaps absent.
type part struct {
	classes  []class
	optional bool
}

// grammar is the rules by what they describe: expressions, those that go on
// from an expression, and the parts of others.
type grammar struct {
	rules  []rule
	behind []rule // their first part is an expression that is already there
	inner  map[class][]innerRule
	firsts [cNone + 1]set // with which words or signs something of a class begins
	start  set
}

// innerRule describes a month, week, quarter or year inside of expressions; its
// value says which.
type innerRule struct {
	rule
	value func(p *parser, m *match) (int, bool)
}

var theGrammar = sync.OnceValue(func() *grammar {
	g := &grammar{inner: map[class][]innerRule{}}
	for c := range cNone {
		if c < cMonthRef {
			g.firsts[c] = setOf(c)
		}
	}
	g.firsts[cYear2] = setOf(cYear2, cComma, cOf, cNext, cThis, cComing, cLast, cThe, cUnit, cNumberWord)
	g.firsts[cCount].add(cCountWord)
	for _, d := range innerRules() {
		r := innerRule{rule{name: d.name, parts: parts(d.pattern)}, d.value}
		r.first, r.needs = g.firstOf(r.parts), g.needsOf(r.parts)
		g.inner[d.describes] = append(g.inner[d.describes], r)
		g.firsts[d.describes] = g.firsts[d.describes].or(r.first)
	}
	for _, d := range expressionRules() {
		for pattern := range strings.SplitSeq(d.pattern, "\n") {
			r := rule{name: d.name, parts: parts(pattern), meaning: d.meaning}
			if len(r.parts) == 0 {
				continue
			}
			r.needs = g.needsOf(r.parts)
			if r.parts[0].classes[0] == cExpr {
				g.behind = append(g.behind, r)
				continue
			}
			r.first = g.firstOf(r.parts)
			g.start = g.start.or(r.first)
			g.rules = append(g.rules, r)
		}
	}
	g.firsts[cExpr] = g.start
	return g
})

// parts reads a pattern such as "weekday|short ,? the? DAY".
func parts(pattern string) []part {
	var out []part
	for f := range strings.FieldsSeq(pattern) {
		var e part
		f, e.optional = strings.CutSuffix(f, "?")
		for n := range strings.SplitSeq(f, "|") {
			if c, ok := classOf(n); ok {
				e.classes = append(e.classes, c)
			}
		}
		out = append(out, e)
	}
	return out
}

// firstOf is the classes of words with which parts can begin.
func (g *grammar) firstOf(parts []part) set {
	var s set
	for _, e := range parts {
		for _, c := range e.classes {
			s = s.or(g.firsts[c])
		}
		if !e.optional {
			break
		}
	}
	return s
}

// needsOf is the classes of words of each part that must be there, but for
// those of expressions, which can begin with anything.
func (g *grammar) needsOf(all []part) []set {
	var out []set
	for i, e := range all {
		if s := g.firstOf(all[i : i+1]); !e.optional && s != (set{}) {
			out = append(out, s)
		}
	}
	return out
}
