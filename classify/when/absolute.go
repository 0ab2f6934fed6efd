package when

import (
	"github.com/voldaan/voldaan"
)

// dayOfMonth reads a day and its month, with or without a year.
func dayOfMonth(p *parser, m *match) result {
	d := m.nth(0, cDay, cPlain)
	if p.is(m.start-1, cStreet) || p.endsAt(m.start, cStreet) || p.is(m.end, cStreet) || p.address(m.end) {
		return silent
	}
	if m.has(cPlain) && !p.standsAlone(m) {
		return silent
	}
	ref := m.nth(0, cMonthRef)
	if ref.n > 0 && ref.value&loose != 0 && !m.has(cOf, cThe) {
		return failed
	}
	if ref.n > 0 && !p.tokens[ref.at].mask.has(cMonth) && !m.has(cOf) && !p.is(ref.at, cNext, cThis, cComing, cLast) {
		return failed
	}
	if name := m.nth(0, cMonth); name.n > 0 || p.tokens[max(ref.at, 0)].mask.has(cMonth) {
		if !p.isMonthHere(m, d, max(name.at, ref.at)) {
			return failed
		}
	}
	if ref.n == 0 {
		ref.value = m.value(cMonth)
		if y := m.value(cYear2, cYYYY, cYY); y > 0 {
			ref.value += 16 * y
		}
	}
	if p.tokens[m.start].value > 999 && (p.goesOn(m.end) || !m.has(cDash, cSlash) && p.is(m.end, cUnit, cCurrency, cTime, cNoun)) {
		return failed
	}
	return p.inMonth(m, ref.value, func(y, month int) voldaan.Date { return date(y, month, d.value) })
}

// isMonthHere guards the names of months that are ordinary words too: "a
// second may", "may 10 people".
func (p *parser) isMonthHere(m *match, d capture, at int) bool {
	if at == m.start { // the month comes first
		if p.is(at, cWeak) && p.is(at-1, cSubject) && !p.tokens[at].capital {
			return false
		}
		if p.is(at, cWeak) && !p.tokens[at].capital && p.language != "en" || p.is(m.end, cCurrency, cUnit, cNoun, cTime) || p.sign(m.end, "%") {
			return false
		}
		ordinal := p.tokens[at].capital && p.closes(m.end) && p.spell(d.at).ordinals == d.n
		if p.tokens[d.at].kind != number && p.is(at, cWeak) && !m.has(cThe) && !ordinal || p.goesOn(m.end) {
			return false
		}
		return !p.sign(m.end, ".,") || !p.goesOn(m.end)
	}
	if p.tokens[d.at].kind == number {
		return true
	}
	return !p.is(at, cWeak) || m.has(cOf) || p.language != "en" || p.tokens[at].capital
}

// address reports whether a house or street goes on at token i: "12 May Road".
func (p *parser) address(i int) bool { return p.is(i, cStreet) && p.tokens[i].capital }

// inMonth is a day of a month that is known, or the nearest one.
func (p *parser) inMonth(m *match, ref int, in func(year, month int) voldaan.Date) result {
	year, month := ref&^loose>>4, ref&15
	mark := m.nth(0, cMark)
	if year > 0 && ref&loose == 0 {
		r := on(in(year, month), fixed)
		if m.has(cYearRef) {
			r.sort = relative
		}
		return r
	}
	forward := p.forward(m.start)
	if mark.n > 0 && mark.value != 0 {
		forward = mark.value > 0
	}
	if ref&loose != 0 {
		return on(p.nearMonth(forward, in), monthly)
	}
	f := func(y int) voldaan.Date { return in(y, month) }
	return on(p.nearestIn(forward, f, f), yearly)
}

// nearMonth is the nearest of a day that each month has.
func (p *parser) nearMonth(forward bool, in func(year, month int) voldaan.Date) voldaan.Date {
	y, m, _ := p.o.Today.Time().Date()
	for k := range 14 {
		step := k
		if !forward {
			step = -k
		}
		n := 12*y + int(m) - 1 + step
		d := in(n/12, n%12+1)
		if d != 0 && (forward && d >= p.o.Today || !forward && d <= p.o.Today) {
			return d
		}
	}
	return 0
}

// weekdayDate reads "vrijdag 4 december"; where the two disagree the date
// counts, and is marked.
func weekdayDate(p *parser, m *match) result {
	c := m.nth(0, cExpr)
	x := p.expr(c)
	r := x.result
	if at := m.nth(0, cAt); at.n > 0 && p.is(at.at, cBefore, cAfter) {
		return failed // "Friday before Christmas"
	}
	if r.sort == weekly || r.sort == period || r.sort == relative && !m.has(cComma) || r.end != 0 || r.sort == relative && x.rule.name == "day-from-today" {
		return failed
	}
	if first := p.tokens[c.at].kind; m.has(cShort) && first != number && !p.is(c.at, cDay, cMonth) {
		return failed
	}
	want := m.value(cWeekday, cShort)
	switch {
	case r.other == 0:
	case weekdayOf(r.value) == want && weekdayOf(r.other) != want:
		r.vague = false
	case weekdayOf(r.value) != want && weekdayOf(r.other) == want:
		r.value, r.vague = r.other, false
	}
	if weekdayOf(r.value) != want {
		if m.has(cShort) && !m.has(cComma) && p.tokens[m.start].kind == word && p.tokens[m.start+1].text != "." && r.sort == yearly && p.language == "en" {
			return failed
		}
		r.vague = true
	}
	return r
}
