package when

// within reads "binnen 10 dagen", "over twee weken", "sous huitaine" and the
// like; one that counts from something unknown ("na factuurdatum") is no day.
func within(p *parser, m *match) result {
	u, n := unit(m.value(cUnit)), 1
	if c := m.nth(0, cCount); c.n > 0 {
		n = c.value
		if m.has(cMore) && c.n == 1 && n == 1 && p.language == "nl" {
			return failed
		}
	} else if u != uDays8 && u != uDays15 && u != uFortnight && u != uHalfYear {
		return failed
	}
	if m.has(cAndHalf) {
		n |= half
	}
	if p.counted(m.end) || p.endsAt(m.start, cEvery) || n == 0 {
		return silent
	}
	switch {
	case u == uMinute, u == uWeekend, u == uHour && !m.has(cWithin), u == uHour && n < 20, m.has(cMore) && u == uHour:
		return failed
	case m.has(cMore) && (p.is(m.end, cAgo) || p.is(m.start-1, cAgoBefore)):
		return failed
	case p.tokens[m.start].text == "in" && p.is(m.start+1, cThe) && !m.has(cNext, cComing) && p.tokens[m.start+1].kind == word && m.nth(0, cWithin).n > 1:
		return failed // "in the 3 weeks" tells how long something took
	}
	d := p.move(p.o.Today, n, u)
	if other := m.nth(1, cCount); other.n > 0 {
		return span(min(d, p.move(p.o.Today, other.value, u)), max(d, p.move(p.o.Today, other.value, u)), relative)
	}
	return on(d, relative)
}

// counted reports whether what follows a duration at token i says from when it
// counts, and that is no day that the text names.
func (p *parser) counted(i int) bool {
	if p.is(i, cBasis) {
		return true
	}
	if !p.is(i, cAfter, cOf) || p.is(i, cFromNow) {
		return false
	}
	for n := 1; n <= 4; n++ {
		if p.is(i+n, cBasis) && p.endsAt(i+n, cAfter, cThe, cOf) {
			return true
		}
	}
	if !contains(" na apres nach after following ", p.tokens[i].text) || p.paraEnd(i+1) {
		return false
	}
	_, day := p.expression(i + 1)
	return !day
}

// lasts reads "sinds 3 weken", which is no day.
func lasts(p *parser, m *match) result {
	if !p.is(m.start, cPast) || p.is(m.end, cAgo) {
		return failed
	}
	return silent
}

// businessDays reads "3 jours ouvrés" alone: who names them counts from today.
func businessDays(p *parser, m *match) result {
	if unit(m.value(cUnit)) != uBusinessDay || p.endsAt(m.start, cPast, cEvery, cRef) || p.is(m.end, cAgo) {
		return failed
	}
	if p.counted(m.end) {
		return silent
	}
	d := p.move(p.o.Today, m.nth(0, cCount).value, uBusinessDay)
	if other := m.nth(1, cCount); other.n > 0 {
		return span(d, max(d, p.move(p.o.Today, other.value, uBusinessDay)), relative)
	}
	return on(d, relative)
}

func nextDays(p *parser, m *match) result {
	u := unit(m.value(cUnit))
	if u != uDay && u != uWeek && u != uMonth && u != uBusinessDay || m.value(cCount) < 2 || m.value(cCount) > 99 {
		return failed
	}
	if at := m.nth(0, cUnit).at; contains(" dag werkdag week maand day weekday workday month semaine jour tag werktag woche monat ", p.tokens[at].text) {
		return failed // "factuur 41 volgende week"
	}
	return span(p.o.Today, p.move(p.o.Today, m.value(cCount), u), relative)
}

func nextBusinessDay(p *parser, m *match) result {
	switch unit(m.value(cUnit)) {
	case uBusinessDay:
		return on(p.move(p.o.Today, 1, uBusinessDay), relative)
	case uDay:
		if p.language == "en" && m.has(cComing) {
			return failed
		}
		if p.language == "en" && p.alone(m) && m.has(cThe) && p.tokens[m.start+1].text == "next" {
			return on(p.o.Today.Add(1), relative)
		}
		return silent // "the next day", of a day that we do not know
	}
	return failed
}
