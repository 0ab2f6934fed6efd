package when

func isoDay(p *parser, m *match) result {
	if !p.standsAlone(m) {
		return silent
	}
	return on(date(m.value(cYYYY), m.value(cPlain), m.nth(1, cPlain).value), fixed)
}

func compactDay(p *parser, m *match) result {
	v := m.value(cCompact)
	named := p.endsAt(m.start, cDateWord, cAt) || p.is(m.start-2, cDateWord) && p.tokens[m.start-1].kind == word || p.is(m.end, cDateWord) || p.alone(m)
	if !p.standsAlone(m) || !named || p.endsAt(m.start, cRef) && !p.endsAt(m.start, cDateWord) {
		return failed
	}
	return on(date(v/10000, v/100%100, v%100), fixed)
}

func numericDay(p *parser, m *match) result {
	if yy := m.nth(0, cYY); yy.n > 0 && !p.tokens[yy.at].glued && p.clock(yy.at) {
		return failed
	}
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
