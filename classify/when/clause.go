package when

// view is where a clause looks.
type view uint8

const (
	unknown   view = iota
	foretold       // it says that something will happen
	ahead          // it says nothing
	happening      // it is a passive that can mean both: "is paid"
	resulting      // it is a perfect that can mean both: "ist aufgeholt"
	behind         // it says that something happened
)

// clauseOf tells for token i, and for the others of its clause, where that
// clause looks.
func (p *parser) clauseOf(i int) {
	if p.back[i] != unknown {
		return
	}
	from, to := i, i+1
	for from > 0 && !p.begins(from) {
		from--
	}
	for to < len(p.tokens) && !p.begins(to) {
		to++
	}
	var s signs
	for k := from; k < to; k++ {
		p.weigh(k, &s)
	}
	v := s.view()
	for k := from; k < to; k++ {
		p.back[k] = v
	}
}

// begins reports whether a clause begins at token i.
func (p *parser) begins(i int) bool {
	if i == 0 {
		return true
	}
	t := &p.tokens[i]
	if t.para || t.mask.has(cConj) || p.upon(i) || p.provided(i) {
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
		return t.mask.has(cSubject) && !t.mask.has(cWeekday) || p.is(i, cFuture, cPresent)
	}
	return t.mask.has(cSubject) && contains(" dus donc so thus daarom deshalb daher also ", before.text)
}

// provided reports whether a Dutch "als" begins a clause: "als de gemeente
// betaald heeft", but not "als beloofd".
func (p *parser) provided(i int) bool {
	return p.language == "nl" && p.tokens[i].text == "als" && i+2 < len(p.tokens) && p.is(i+1, cSubject, cThe, cPossessive)
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
