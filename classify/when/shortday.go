package when

import (
	"github.com/voldaan/voldaan"
)

// shortDay reads "4/12", "4-12" and "4.12.", which can be many other things.
func shortDay(p *parser, m *match) result {
	next := m.end
	sure := p.endsAt(m.start, cAt) || p.is(m.start-1, cWeekday, cShort) || p.sign(m.start-1, ",") && p.is(m.start-2, cWeekday, cShort) || p.listed(m.start)
	timed := p.clock(next)
	if !p.standsAlone(m) || !p.evenSpaces(m) || p.endsAt(m.start, cRef) || !timed && p.countsOn(next) || p.endsAt(m.start, cTimePrep) && !sure {
		return silent
	}
	sure = sure || timed
	d, month, vague := p.dayMonth(m)
	figures := p.tokens[m.start].text + m.sep() + p.tokens[m.start+2].text
	sure = sure || p.bareDay(m)
	switch {
	case m.has(cSlash) && figures == "24/7", !sure && p.hints(m.start, cMeasure):
		return silent
	case !sure && p.hinted(m, figures):
	case m.has(cSlash) && !sure && len(figures) < 4:
		return silent
	case m.has(cDash) && !sure:
		return failed
	case m.n == 3 && m.has(cDot) && !sure:
		return failed
	case m.n == 4 && !sure && (p.language != "de" || p.is(m.start-1, cCurrency)):
		return failed
	}
	r := on(p.nearest(m.start, func(y int) voldaan.Date { return date(y, month, d) }), yearly)
	if r.vague = vague; vague {
		r.other = p.nearest(m.start, func(y int) voldaan.Date { return date(y, d, month) })
	}
	return r
}

// bareDay reports whether a pair that is all that the text says reads as a day:
// "24-12", "05.12". A low pair can be a score or a share, and one with a dot an
// amount.
func (p *parser) bareDay(m *match) bool {
	if m.has(cSlash) || !p.alone(m) && !p.onlyTimed(m) {
		return false
	}
	first, second := p.tokens[m.start], p.tokens[m.start+2]
	if first.value > 12 && second.value <= 12 || first.text[0] == '0' {
		return true
	}
	return m.has(cDash) && p.language != "en" && second.value > 4
}

// onlyTimed reports whether a match is all that the text says but for a time of
// day: "24-12 om 9 uur".
func (p *parser) onlyTimed(m *match) bool {
	if !p.whole || m.start != 0 || len(p.tokens)-m.end > 7 || !p.clockAt(m.end) {
		return false
	}
	for i := m.end; i < len(p.tokens); i++ {
		if p.tokens[i].kind == word && !p.is(i, cTime, cTimePrep) {
			return false
		}
	}
	return true
}

// countsOn reports whether token i makes an amount or a longer number of the
// figures before it.
func (p *parser) countsOn(i int) bool {
	if i >= len(p.tokens) || p.tokens[i].para {
		return false
	}
	t := &p.tokens[i]
	return t.kind == number || p.sign(i, "%") || p.is(i, cTime, cUnit) || t.kind != sign && p.is(i, cCurrency)
}

// clock reports whether a time of day begins at token i: "15:30", "12 uur".
func (p *parser) clock(i int) bool {
	if i+1 >= len(p.tokens) || p.tokens[i].para || p.tokens[i].kind != number || p.tokens[i].value > 24 || p.tokens[i].value < 0 {
		return false
	}
	if p.is(i+1, cTime) {
		return true
	}
	return p.sign(i+1, ":.") && p.tokens[i+1].glued && i+2 < len(p.tokens) && p.tokens[i+2].glued && p.tokens[i+2].kind == number && p.tokens[i+2].to-p.tokens[i+2].from == 2
}

// listed reports whether a short date ends before the sign or small word before
// token i: "1/12, 1/1 en 1/2", "23/12 - 4/1".
func (p *parser) listed(i int) bool {
	if i < 4 || !p.sign(i-1, ",") && !p.is(i-1, cAnd, cOr, cTo) {
		return false
	}
	k := i - 2
	if p.sign(k, ".,") {
		k--
	}
	if k < 2 || p.tokens[k].kind != number || !p.sign(k-1, "/-.") || !p.tokens[k-1].glued || p.tokens[k-2].kind != number {
		return false
	}
	for s := k - 2; s > k-4 && s >= 0; s-- {
		if n := p.seen[s]; n > 0 && p.found[n-1].verdict == says {
			return true
		}
	}
	return false
}

// hinted reports whether the words around figures that no preposition precedes
// say that they are a day.
func (p *parser) hinted(m *match, figures string) bool {
	if m.has(cDot) || contains(" 1/2 1/3 2/3 1/4 3/4 24/7 9/11 ", figures) || p.is(m.end, cNoun, cUnit) || !p.closes(m.end) && !p.is(m.end, cTimely) {
		return false
	}
	return p.hints(m.start, cTimely)
}

// hints reports whether a word of a class stands in the sentence of token i,
// not far from it.
func (p *parser) hints(i int, c class) bool {
	for k := i - 1; k >= 0 && k > i-10 && !p.tokens[k+1].para && !p.sign(k, "!?;"); k-- {
		if p.is(k, c) {
			return true
		}
	}
	for k := i + 1; k < len(p.tokens) && k < i+10 && !p.tokens[k].para && !p.sign(k, "!?;"); k++ {
		if p.is(k, c) {
			return true
		}
	}
	return false
}

// sep is the sign between the first two numbers.
func (m *match) sep() string {
	switch {
	case m.has(cSlash):
		return "/"
	case m.has(cDash):
		return "-"
	}
	return "."
}

// standsAlone reports whether the figures are no part of a longer number, name
// or amount.
func (p *parser) standsAlone(m *match) bool {
	t := &p.tokens[m.start]
	if t.glued && !t.quoted && m.start > 0 {
		before := &p.tokens[m.start-1]
		if before.kind != sign || !p.sign(m.start-1, "(:,;\"[<>*|") && (before.glued || p.sign(m.start-1, "€$£+#@=-/")) {
			return p.dashed(m.start - 1)
		}
	}
	if p.is(m.start-1, cCurrency) && p.tokens[m.start-1].kind == sign {
		return false
	}
	next := m.end
	if p.sign(next, "€$£") || next < len(p.tokens) && contains(" € $ £ ", p.tokens[next].text) {
		return !p.tokens[next].glued && next+1 < len(p.tokens) && p.tokens[next+1].kind == number && p.endsAt(m.start, cAt)
	}
	if next < len(p.tokens) && p.tokens[next].glued && p.tokens[next].text == "t" { // ISO 8601 with a time
		return true
	}
	return (!p.goesOn(next) || p.dashed(next)) && !p.is(next, cCurrency)
}

// dashed reports whether token i is the dash of "21.12.-3.1." or "3/5-7/5".
func (p *parser) dashed(i int) bool {
	if !p.sign(i, "-") || i+3 >= len(p.tokens) || p.tokens[i+1].kind != number || !p.sign(i+2, "./") || p.tokens[i+3].kind != number {
		return false
	}
	k := i - 1
	if p.sign(k, ".") {
		k--
	}
	return k >= 2 && p.tokens[k].kind == number && p.sign(k-1, "./") && p.tokens[k-2].kind == number && len(p.tokens[k].text) != 3 && len(p.tokens[i+3].text) != 3
}

// evenSpaces reports whether blanks stand around all signs of a number or
// before none.
func (p *parser) evenSpaces(m *match) bool {
	for i := m.start + 1; i < m.end; i++ {
		if t := &p.tokens[i]; t.kind == sign && t.glued != p.tokens[m.start+1].glued {
			return false
		}
	}
	return p.tokens[m.start+1].glued || !m.has(cDash, cDot)
}
