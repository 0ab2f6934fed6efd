package when

func keepsSilent(*parser, *match) result { return silent }

// everyDay reads "elke vrijdag": what comes again and again is no day.
func everyDay(p *parser, m *match) result {
	e := m.nth(0, cEvery)
	if t := p.tokens[e.at].text; e.n == 1 && contains(" per par any alle ", t) {
		if m.has(cExpr) || t == "any" && !m.has(cWeekday, cUnit) {
			return failed
		}
	}
	return silent
}

// isName reports whether a month, weekday or holiday is a person's or a
// company's name here.
func (p *parser) isName(m *match) bool {
	i := m.start
	for i < m.end-1 && !p.tokens[i].mask.meets(nameable) {
		i++
	}
	t := &p.tokens[i]
	next := i + 1
	if p.is(next, cCompany) && !p.tokens[next].para && next == m.end && (p.tokens[next].capital || p.sign(next, "&")) {
		return true
	}
	if i == 0 || t.para {
		return false
	}
	before := &p.tokens[i-1]
	if i == m.start && p.endsAt(i, cTitle) && !p.is(i-1, cAt, cInMonth, cFrom, cTo) && (t.capital || !p.is(i-1, cSubject)) {
		return t.capital || before.kind == sign || p.language != "de" || p.lower
	}
	if p.language == "de" || !t.capital || !before.capital || before.kind != word || before.entry != nil {
		return false
	}
	return p.nextIsLower(m) && i > 1 && p.middle(i-1)
}

var nameable = setOf(cMonth, cWeekday, cShort, cHoliday)

// nextIsLower reports whether the text is not all in capitals after a match.
func (p *parser) nextIsLower(m *match) bool {
	for k := m.end; k < len(p.tokens) && k < m.end+3; k++ {
		if p.tokens[k].kind == word {
			return !p.tokens[k].capital
		}
	}
	return true
}

// middle reports whether token i stands inside of a sentence.
func (p *parser) middle(i int) bool {
	return i > 0 && !p.tokens[i].para && !p.sign(i-1, ".!?:") && p.tokens[i-1].kind == word
}
