package when

import (
	"cmp"
	"slices"
	"strings"
)

// reader reads the pieces of one text in one language or in all of them.
type reader struct {
	z       tokenizer
	parsers []parser
}

func newReader(o Options) *reader {
	r := &reader{}
	for i, language := range languages {
		if o.Language == language {
			return &reader{parsers: []parser{newParser(i)}}
		}
	}
	for i := range languages {
		r.parsers = append(r.parsers, newParser(i))
	}
	return r
}

func newParser(language int) parser {
	l := lexiconOf[language]()
	return parser{lexicon: l, g: l.grammar}
}

// read appends the expressions of text[from:to].
func (r *reader) read(out []Expression, text string, from, to int, o *Options) []Expression {
	tokens := r.z.cut(text, from, to)
	var all []candidate
	for i := range r.parsers {
		p := &r.parsers[i]
		p.o, p.tokens, p.text, p.whole = *o, tokens, text, from == 0 && to == len(text)
		for _, f := range p.parse() {
			if len(r.parsers) == 1 {
				out = p.express(out, f)
				continue
			}
			for _, e := range p.express(nil, f) {
				all = append(all, candidate{e, i})
			}
		}
	}
	if len(r.parsers) == 1 {
		return out
	}
	return append(out, r.best(all, from, to)...)
}

// express appends what callers see of what was found.
func (p *parser) express(out []Expression, f found) []Expression {
	at := func(first, end int) Expression {
		e := Expression{From: p.tokens[first].from, To: p.tokens[end-1].to, Value: f.value, End: f.end, Ambiguous: f.vague, Rule: f.rule.name}
		e.Text, e.Told = p.text[e.From:e.To], p.told(first)
		return e
	}
	if len(f.more) == 0 {
		return append(out, at(f.at, f.to))
	}
	out = append(out, at(f.at, max(f.at+1, f.upTo)))
	for k, d := range f.more {
		end := d.at + 1
		if k == len(f.more)-1 {
			end = f.to
		}
		e := at(d.at, end)
		e.Value = d.value
		out = append(out, e)
	}
	return out
}

// candidate is an expression as one of several languages has it.
type candidate struct {
	Expression
	parser int
}

// best keeps, of expressions that overlap, that of the language that the text
// seems to be in; of two such the longer.
func (r *reader) best(all []candidate, from, to int) []Expression {
	top := 0
	for i := range r.parsers {
		top = max(top, r.parsers[i].known)
	}
	taken := make([]bool, to-from)
	for i := range r.parsers {
		if p := &r.parsers[i]; p.known == top && top > 0 {
			for _, f := range p.quiet {
				fill(taken, p.tokens[f.from].from-from, p.tokens[f.to-1].to-from)
			}
		}
	}
	score := func(c candidate) int {
		return c.To - c.From + 3*min(8, r.parsers[c.parser].known-top+8)
	}
	slices.SortStableFunc(all, func(a, b candidate) int { return cmp.Compare(score(b), score(a)) })
	var out []Expression
	for _, c := range all {
		if r.parsers[c.parser].known < top && !strings.ContainsAny(c.Text, " 0123456789") {
			continue // "hier" in a text that is not French
		}
		if !slices.Contains(taken[c.From-from:c.To-from], true) {
			out = append(out, c.Expression)
			fill(taken, c.From-from, c.To-from)
		}
	}
	slices.SortFunc(out, func(a, b Expression) int { return cmp.Compare(a.From, b.From) })
	return out
}

func fill(taken []bool, from, to int) {
	for i := from; i < to; i++ {
		taken[i] = true
	}
}
