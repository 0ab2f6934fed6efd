package when

import "strings"

// clauses tells for each token whether its clause looks back: it says that
// something happened, and not that something will.
func (p *parser) clauses() {
	if len(p.back) == len(p.tokens) {
		return
	}
	p.back = p.back[:0]
	from, past, future := 0, false, false
	for i := range p.tokens {
		if i > from && p.begins(i) {
			p.settle(i, past && !future)
			from, past, future = i, false, false
		}
		m := p.tokens[i].mask
		past = past || m.has(cPast) && p.is(i, cPast) && p.participle(i)
		future = future || m.has(cFuture) && p.is(i, cFuture)
	}
	p.settle(len(p.tokens), past && !future)
}

func (p *parser) settle(to int, back bool) {
	for len(p.back) < to {
		p.back = append(p.back, back)
	}
}

// begins reports whether a clause begins at token i.
func (p *parser) begins(i int) bool {
	t := &p.tokens[i]
	if t.para || t.mask.has(cConj) {
		return true
	}
	before := &p.tokens[i-1]
	switch {
	case before.kind == sign && before.text == ".":
		return t.capital && !t.glued && !p.is(i, cMonth) && !(i > 1 && p.tokens[i-2].kind == number)
	case p.sign(i-1, "!?;()"):
		return true
	case p.sign(i-1, ":"):
		return p.tokens[i-1].glued && !t.glued
	case p.sign(i-1, ","):
		return t.mask.has(cSubject)
	case before.mask.has(cAnd):
		return t.mask.has(cSubject) && !t.mask.has(cWeekday) || p.is(i, cFuture)
	}
	return t.mask.has(cSubject) && contains(" dus donc so thus daarom deshalb daher also ", before.text)
}

// participle tells "payé" from "paye", which folded texts write alike: there a
// form of "avoir" or "être" must stand before it, or nothing. In German it
// tells "wurde" from "würde".
func (p *parser) participle(i int) bool {
	t := &p.tokens[i]
	if p.language == "de" {
		return len(t.text) == t.to-t.from || !contains(" wurde wurden hatte hatten waren kamen gingen ", t.text)
	}
	if p.language != "fr" || !strings.HasSuffix(strings.TrimSuffix(t.text, "s"), "e") || len(t.text) < 4 || len(t.text) != t.to-t.from {
		return true
	}
	const helpers = " ai a as avons avez ont ete est sont etait etaient deja bien tout aussi "
	return i == 0 || t.para || p.is(i-1, cDoc) || p.tokens[i-1].kind != word && !t.glued || contains(helpers, p.tokens[i-1].text)
}

// documented reports whether what bears a past date stands before token i:
// "your invoice of", "onze storting van".
func (p *parser) documented(i int) bool {
	k := i - 1
	if k > 0 && p.is(k, cThe) && !p.is(k, cOf) {
		k--
	}
	if k < 1 || !contains(" van du de d of vom von dd dated from ", p.tokens[k].text) {
		return false
	}
	for n := 1; n <= 4 && k-n >= 0; n++ {
		if p.is(k-n, cDoc) {
			return true
		}
		if t := &p.tokens[k-n]; t.kind == word && n > 1 {
			return false
		}
	}
	return false
}
