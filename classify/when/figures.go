package when

import (
	"github.com/voldaan/voldaan"
)

func isoDay(p *parser, m *match) result {
	if !p.standsAlone(m) {
		return silent
	}
	return on(date(m.value(cYYYY), m.value(cPlain), m.nth(1, cPlain).value), fixed)
}

func compactDay(p *parser, m *match) result {
	v := m.value(cCompact)
	if !p.standsAlone(m) || !p.endsAt(m.start, cDateWord) {
		return failed
	}
	return on(date(v/10000, v/100%100, v%100), fixed)
}

func numericDay(p *parser, m *match) result {
	if !p.standsAlone(m) || p.endsAt(m.start, cRef) && !m.has(cYYYY) || !p.evenSpaces(m) {
		return silent
	}
	d, month, vague := p.dayMonth(m)
	r := on(date(m.value(cYYYY, cYY), month, d), fixed)
	if r.vague = vague; vague {
		r.other = date(m.value(cYYYY, cYY), d, month)
	}
	return r
}

// dayMonth tells which number is the day: the first, but in English the second
// where only that can be; both ways is vague there.
func (p *parser) dayMonth(m *match) (day, month int, vague bool) {
	day, month = m.value(cPlain), m.nth(1, cPlain).value
	if p.language != "en" || m.has(cDot) {
		return day, month, false
	}
	if month > 12 && day <= 12 {
		return month, day, false
	}
	return day, month, day <= 12 && day != month
}

// shortDay reads "4/12", "4-12" and "4.12.", which can be many other things.
func shortDay(p *parser, m *match) result {
	next := m.end
	sure := p.endsAt(m.start, cAt) || p.is(m.start-1, cWeekday, cShort) || p.sign(m.start-1, ",") && p.is(m.start-2, cWeekday, cShort)
	switch {
	case !p.standsAlone(m), !p.evenSpaces(m), p.endsAt(m.start, cRef), p.is(next, cCurrency, cTime, cUnit),
		p.sign(next, "%"), next < len(p.tokens) && p.tokens[next].kind == number && !p.tokens[next].para,
		p.endsAt(m.start, cTimePrep) && !sure:
		return silent
	}
	d, month, vague := p.dayMonth(m)
	figures := p.tokens[m.start].text + m.sep() + p.tokens[m.start+2].text
	switch {
	case m.has(cSlash) && figures == "24/7":
		return silent
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
