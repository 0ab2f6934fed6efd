package lazyregexp

import (
	"regexp/syntax"
	"slices"
	"strings"
)

// needed are literals of which one at least stands in every text that an
// expression matches: "neef" or "broer" for `\b(?:neef|broer)s?\b`. Most texts
// have none, and to see that takes far less time than to run the expression.
type needed struct {
	by     [256][]string // by their first byte
	begins [16]uint64    // a bit for the first two bytes of each; see pair
	fold   bool          // they are lower-case, and meet capitals too
}

const (
	// leastNeeded is how long a literal is at least: one letter stands anywhere.
	leastNeeded = 2
	// mostNeeded bounds how many there are, and mostExact how many texts are put
	// together of parts.
	mostNeeded = 500
	mostExact  = 64
)

// neededOf finds those of an expression; nil where it may match without any.
func neededOf(expression string) *needed {
	parsed, err := syntax.Parse(expression, syntax.Perl)
	if err != nil {
		return nil
	}
	n := &needed{}
	literals := n.of(parsed).literals()
	if literals == nil {
		return nil
	}
	for _, l := range literals {
		if n.fold {
			l = strings.Map(func(r rune) rune {
				if r >= 'A' && r <= 'Z' {
					return r + 'a' - 'A'
				}
				return r
			}, l)
		}
		n.by[l[0]] = append(n.by[l[0]], l)
		at := pair(l[0], l[1])
		n.begins[at>>6] |= 1 << (at & 63)
	}
	return n
}

// pair gives two bytes one of 1,024 places.
func pair(a, b byte) uint { return (uint(a)*37 ^ uint(b)) & 1023 }

// in reports whether one of the literals stands in a text.
func (n *needed) in(text string) bool {
	for i := range len(text) - 1 {
		a, b := text[i], text[i+1]
		if n.fold {
			a, b = lower(a), lower(b)
			if a == 0xC5 && b == 0xBF || a == 0xE2 && b == 0x84 { // perhaps a long s or the sign for kelvin, which meet "s" and "k"
				return true
			}
		}
		if at := pair(a, b); n.begins[at>>6]>>(at&63)&1 == 0 {
			continue
		}
		if slices.ContainsFunc(n.by[a], func(l string) bool { return n.begin(text[i:], l) }) {
			return true
		}
	}
	return false
}

// begin reports whether a text begins with a literal.
func (n *needed) begin(text, literal string) bool {
	if !n.fold || len(text) < len(literal) {
		return strings.HasPrefix(text, literal)
	}
	for i := range len(literal) {
		if lower(text[i]) != literal[i] {
			return false
		}
	}
	return true
}

func lower(b byte) byte {
	if b >= 'A' && b <= 'Z' {
		return b + 'a' - 'A'
	}
	return b
}

// part is what the matches of a part of an expression have in them: they are
// exactly one of some texts, or have one of the needed literals, if there are any.
type part struct {
	exact  []string
	needed []string
}

// literals are those that a match has one of; nil where it may have none.
func (p part) literals() []string {
	if p.exact == nil {
		return p.needed
	}
	all := slices.Compact(slices.Sorted(slices.Values(p.exact)))
	var out []string
	for _, text := range all {
		if len(text) < leastNeeded {
			return nil
		}
		if len(out) == 0 || !strings.HasPrefix(text, out[len(out)-1]) { // which has the shorter one in it
			out = append(out, text)
		}
	}
	if len(out) > mostNeeded {
		return nil
	}
	return out
}

// of finds what the matches of an expression have in them.
func (n *needed) of(e *syntax.Regexp) part {
	switch e.Op {
	case syntax.OpEmptyMatch, syntax.OpBeginLine, syntax.OpEndLine, syntax.OpBeginText, syntax.OpEndText, syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		return part{exact: []string{""}}
	case syntax.OpLiteral:
		return n.literal(e)
	case syntax.OpCharClass:
		return class(e)
	case syntax.OpCapture:
		return n.of(e.Sub[0])
	case syntax.OpQuest:
		if sub := n.of(e.Sub[0]); sub.exact != nil {
			return part{exact: append([]string{""}, sub.exact...)}
		}
	case syntax.OpPlus:
		return part{needed: n.of(e.Sub[0]).literals()}
	case syntax.OpRepeat:
		if e.Min > 0 {
			return part{needed: n.of(e.Sub[0]).literals()}
		}
	case syntax.OpConcat:
		return n.concat(e.Sub)
	case syntax.OpAlternate:
		return n.alternate(e.Sub)
	}
	return part{}
}

// literal is a literal. Of one that meets capitals too, its longest run of ASCII
// counts.
func (n *needed) literal(e *syntax.Regexp) part {
	text := string(e.Rune)
	if e.Flags&syntax.FoldCase == 0 {
		return part{exact: []string{text}}
	}
	n.fold = true
	runs := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return r >= 0x80 })
	if len(runs) == 1 && len(runs[0]) == len(text) {
		return part{exact: runs}
	}
	best := part{}
	for _, r := range runs {
		best = best.or(part{exact: []string{r}}.literals())
	}
	return best
}

// class is a class of few letters.
func class(e *syntax.Regexp) part {
	var out []string
	for i := 0; i < len(e.Rune); i += 2 {
		if e.Rune[i+1]-e.Rune[i] > 3 || len(out) > 8 {
			return part{}
		}
		for r := e.Rune[i]; r <= e.Rune[i+1]; r++ {
			out = append(out, string(r))
		}
	}
	return part{exact: out}
}

// or is a part of which other literals are needed too: the longer ones count, or
// the fewer of those that are as long.
func (p part) or(literals []string) part {
	shortest := func(all []string) int {
		least := 0
		for _, l := range all {
			if least == 0 || len(l) < least {
				least = len(l)
			}
		}
		return least
	}
	a, b := shortest(p.needed), shortest(literals)
	if b > a || b == a && len(literals) < len(p.needed) {
		return part{needed: literals}
	}
	return part{needed: p.needed}
}

func (n *needed) concat(all []*syntax.Regexp) part {
	best, run := part{}, []string{""} // run is what the last parts match exactly
	whole := true
	for _, e := range all {
		p := n.of(e)
		if p.exact != nil && len(p.exact)*len(run) <= max(mostExact, len(p.exact)) {
			run = product(run, p.exact)
			continue
		}
		whole = false
		best = best.or(part{exact: run}.literals())
		if run = []string{""}; p.exact != nil {
			run = p.exact
		} else {
			best = best.or(p.needed)
		}
	}
	if whole {
		return part{exact: run}
	}
	return best.or(part{exact: run}.literals())
}

// product puts each of some texts before each of others.
func product(first, second []string) []string {
	out := make([]string, 0, len(first)*len(second))
	for _, a := range first {
		for _, b := range second {
			out = append(out, a+b)
		}
	}
	return out
}

func (n *needed) alternate(all []*syntax.Regexp) part {
	var exact, literals []string
	isExact, found := true, true
	for _, e := range all {
		p := n.of(e)
		if p.exact == nil {
			isExact = false
		}
		exact = append(exact, p.exact...)
		some := p.literals()
		found = found && some != nil
		literals = append(literals, some...)
	}
	switch {
	case isExact && len(exact) <= mostNeeded:
		return part{exact: exact}
	case found && len(literals) <= mostNeeded:
		return part{needed: literals}
	}
	return part{}
}
