package when

import (
	"github.com/voldaan/voldaan"
)

// rangeOf is the range of a month, quarter or year.
func (p *parser) rangeOf(m *match) result {
	in, year, ok := p.bounds(m)
	if !ok {
		return failed
	}
	if year == 0 {
		first := func(y int) voldaan.Date { d, _ := in(y); return d }
		last := func(y int) voldaan.Date { _, d := in(y); return d }
		year = p.nearestIn(p.forwardLong(m.start), first, last).Time().Year()
	}
	first, last := in(year)
	return span(first, last, period)
}

// month reads a month as a range. A name that is also another word needs a
// preposition or a year.
func month(p *parser, m *match) result {
	ref := m.nth(0, cMonthRef)
	if ref.n == 0 {
		ref = m.nth(0, cMonth)
		sub := *m
		sub.caps[0], sub.n = capture{cMonthRef, ref.at, ref.n, ref.value}, 1
		if p.is(ref.at, cWeak) && (m.nth(0, cInMonth).n == 0 || p.is(m.end, cNoun)) || p.isName(m) || p.givenName(m, &p.tokens[ref.at]) || p.seven(ref.at, m.end) {
			return failed
		}
		return p.rangeOf(&sub)
	}
	if ref.value&loose != 0 {
		return failed
	}
	named := ref.at
	for named < m.end && !p.is(named, cMonth) {
		named++
	}
	if named < m.end && ref.value>>4 == 0 && !p.bareMonth(m, named) {
		return failed
	}
	return p.rangeOf(m)
}

// monthOfYear reads "volgend jaar in maart".
func monthOfYear(p *parser, m *match) result {
	y := m.value(cYearRef)
	if y&loose != 0 {
		return failed
	}
	first, last := monthOf(y, m.value(cMonth))
	return span(first, last, period)
}

// bareMonth reports whether the month at token i, without day or year, is one.
func (p *parser) bareMonth(m *match, i int) bool {
	t := &p.tokens[i]
	follows := m.end < len(p.tokens) && !p.tokens[m.end].para && p.tokens[m.end].kind == word
	name := follows && t.capital && p.tokens[m.end].capital && p.language != "de"
	listed := p.is(i-1, cAnd, cOr) && p.is(i-2, cMonth) && p.endsAt(i-2, cInMonth, cOf)
	switch {
	case p.isName(m), p.goesOn(m.end), p.is(m.end, cCompany, cStreet), name, p.seven(i, m.end):
		return false
	case p.alone(m):
		return len(t.text) > 4 || contains(" mei mai may mars juni juli juin june july aout ", t.text)
	case !p.is(i, cWeak) && !t.typo, listed:
		return true
	case m.has(cInMonth) && p.givenName(m, t):
		return false
	case m.has(cInMonth):
		verb := p.language == "en" && !t.capital && (t.text == "march" || t.text == "may")
		return !verb || p.closes(m.end)
	}
	return false
}

// seven reports whether the French "sept" at token i counts what stands at token
// end: "un essai de sept jours". Behind "en" it is the month unless a common
// noun follows.
func (p *parser) seven(i, end int) bool {
	t := &p.tokens[i]
	if p.language != "fr" || t.text != "sept" || end != i+1 || p.paraEnd(end) || p.tokens[end].kind != word {
		return false
	}
	return p.is(end, cUnit, cNoun, cCurrency, cTime) || !p.closes(end) && !p.endsAt(i, cFuture, cPast) && (i == 0 || p.tokens[i-1].text != "en")
}

// givenName reports whether a month is rather somebody's name: "de factuur van
// Jan". Dutch and French write months small.
func (p *parser) givenName(m *match, t *token) bool {
	if !t.capital || !contains(" van voor over de d' pour von für from of for after before nach vor après avant ", p.tokens[m.start].text) {
		return false
	}
	return p.language == "nl" || p.language == "fr" || t.text == "jan"
}

// alone reports whether a match is all that the text says.
func (p *parser) alone(m *match) bool {
	return p.whole && m.start == 0 && (m.end == len(p.tokens) || m.end == len(p.tokens)-1 && p.tokens[m.end].kind == sign)
}

func quarter(p *parser, m *match) result {
	c := m.nth(0, cQuarterRef)
	if c.value&loose != 0 {
		return failed
	}
	return p.rangeOf(m)
}

func yearSpan(p *parser, m *match) result {
	c := m.nth(0, cYearRef)
	if c.value&loose != 0 {
		return failed
	}
	t := &p.tokens[c.at]
	if t.kind == number || t.mask.has(cNumberWord) && !t.mask.has(cNext) {
		if !m.has(cInMonth) || t.kind != number || !contains(" in en anno im ", p.tokens[m.start].text) || p.is(m.end, cCurrency, cNoun, cUnit) || p.goesOn(m.end) {
			return failed
		}
	}
	return p.rangeOf(m)
}

func halfYear(p *parser, m *match) result {
	n := m.nth(0, cWeekNumber)
	if n.value > 2 || !p.tokens[n.at].glued || !p.tokens[m.start].capital {
		return failed
	}
	return p.half(m, n.value)
}

// semester reads "le deuxième semestre 2027", "erstes Halbjahr".
func semester(p *parser, m *match) result {
	n := m.value(cOrdinal)
	if u := m.unit(); u != uSemester && u != uHalfYear || n > 2 {
		return failed
	}
	return p.half(m, n)
}

// half is the first or second half of a year, of the nearest where none is named.
func (p *parser) half(m *match, n int) result {
	first := func(y int) voldaan.Date { return date(y, 6*n-5, 1) }
	last := func(y int) voldaan.Date { return date(y, 6*n, 29+n) }
	y := m.value(cYear2)
	if y == 0 {
		y = p.nearestIn(p.forwardLong(m.start), first, last).Time().Year()
	}
	return span(first(y), last(y), period)
}
