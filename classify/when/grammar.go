package when

import (
	"slices"
	"strings"
)

// rule is a way to name a day: the classes of its parts in their order, and
// what they mean together.
type rule struct {
	name    string
	parts   []part
	first   set // the classes with which it can begin
	needs   []need
	meaning func(p *parser, m *match) result
}

// need is what a part that must be there begins with, and the window in which
// it must stand.
type need struct {
	classes set
	window  int
	short   int // the window where the rule begins with a number in figures
}

// part is a place of a rule: one of some classes, perhaps absent.
type part struct {
	classes  []class
	optional bool
}

// grammar is the rules, for the words of one language, by what they describe: expressions, those that go on
// from an expression, and the parts of others.
type grammar struct {
	rules   []rule
	behind  []rule // their first part is an expression that is already there
	inner   [cNone][]innerRule
	longest [cNone + 1]int // tokens of a phrase of a class
	firsts  [cNone + 1]set // with which words or signs something of a class begins
	start   set
	nextDay rule // see dayAfter
}

// innerRule describes a month, week, quarter or year inside of expressions; its
// value says which.
type innerRule struct {
	rule
	value func(p *parser, m *match) (int, bool)
}

func newGrammar(l *lexicon) *grammar {
	g := &grammar{longest: longestPhrases(l)}
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
	g.nextDay = rule{name: "day-after", parts: parts("dayafter")}
	g.nextDay.first = g.firstOf(g.nextDay.parts)
	g.start = g.start.or(g.nextDay.first)
	return g
}

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

// needsOf is what the parts that must be there begin with, and how far from the
// first token of a rule they can be.
func (g *grammar) needsOf(all []part) []need {
	var out []need
	far, short := 1, 1
	for i, e := range all {
		if s := g.firstOf(all[i : i+1]); !e.optional && s != (set{}) && short <= 1<<(windows-1) {
			out = append(out, need{s, windowOf(far), windowOf(short)})
		}
		n := 0
		for _, c := range e.classes {
			n = max(n, g.longest[c])
		}
		far += n
		if i == 0 && slices.ContainsFunc(e.classes, isFigure) {
			n = 2
		}
		short += n
	}
	return out
}

func isFigure(c class) bool { return c == cDay || c == cOrdinal || c == cCount || c == cYear }

// windowOf is the place of the first window that holds so many tokens; -1 for
// none.
func windowOf(n int) int {
	for w := range windows {
		if n <= 1<<w {
			return w
		}
	}
	return -1
}

// longestPhrases is how many tokens something of each class can take in a
// language; 99 for expressions.
func longestPhrases(l *lexicon) [cNone + 1]int {
	var out [cNone + 1]int
	for c := range cNone {
		switch {
		case c == cDay, c == cOrdinal:
			out[c] = 4
		case c == cYear, c == cCount:
			out[c] = 8
		case c == cYear2, c >= cMonthRef && c < cExpr:
			out[c] = 10
		case c == cExpr:
			out[c] = 99
		default:
			out[c] = 1
		}
	}
	for _, e := range l.entries {
		for _, t := range e.terms {
			out[t.class] = max(out[t.class], 1+len(t.rest))
		}
	}
	return out
}
