package when

func keepsSilent(*parser, *match) result { return silent }

// fixedWords are phrases that mean no day, but for some in other company: "from
// Monday to Friday" without a word of opening hours, "jusqu'à demain".
func fixedWords(p *parser, m *match) result {
	switch {
	case p.tokens[m.start].mask.has(cWeekday) && p.endsAt(m.start, cFrom, cBetween) && !p.hints(m.start, cHours):
		return failed
	case m.start > 0 && contains(" jusqu ici ", p.tokens[m.start-1].text):
		return failed
	}
	return silent
}

// openingHours reports whether days of the week are those of a habit: "Mo. bis
// Do. erreichbar", "fermé le dimanche".
func (p *parser) openingHours(from int) bool {
	if !p.hints(from, cHours) {
		return false
	}
	for k := max(0, from-5); p.language != "fr" && k < min(len(p.tokens), from+5); k++ {
		if contains(" not niet nicht afwezig abwesend unavailable closed dicht gesloten geschlossen ", p.tokens[k].text) {
			return false // "not available from Monday to Wednesday"
		}
	}
	return true
}

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
	if p.firstName(i) || p.called(i) || p.surnamed(m, i) {
		return true
	}
	if i == 0 || t.para {
		return false
	}
	before := &p.tokens[i-1]
	if p.language != "en" && p.language != "de" && t.capital && before.capital && p.is(i-1, cCompany) && p.nextIsLower(m) {
		return true
	}
	if i == m.start && p.endsAt(i, cTitle) && !p.is(i-1, cAt, cInMonth, cFrom, cTo) && (t.capital || !p.is(i-1, cSubject)) {
		return t.capital || before.kind == sign || p.language != "de" || p.lower
	}
	if p.language == "de" || !t.capital || !before.capital || before.kind != word || before.entry != nil {
		return false
	}
	if p.language != "en" && t.mask.has(cWeekday) && p.nextIsLower(m) { // where days have no capital: "Bakker Zondag"
		return true
	}
	after := m.end < len(p.tokens) && p.stranger(m.end) // "Joe Friday Plumbing"
	return (p.nextIsLower(m) || after) && (after || i > 1 && p.middle(i-1))
}

// called reports whether the words before token i give it as a name: "my dog is
// called Monday". "Das heißt Montag" gives none, nor does "he called Monday".
func (p *parser) called(i int) bool {
	t := &p.tokens[i]
	if i < 2 || t.para || t.typo {
		return false
	}
	verb, before := p.tokens[i-1].text, p.tokens[i-2].text
	switch p.language {
	case "nl":
		return contains(" heet heette heten genaamd ", verb) && !contains(" dat dit ", before)
	case "de":
		return contains(" heisst hiess heissen namens genannt ", verb) && !contains(" das dies es ", before) && (t.capital || p.lower)
	case "fr":
		return contains(" appelle appelait ", verb) && before == "s" || t.capital && contains(" nomme nommee prenomme prenommee surnomme surnommee ", verb)
	case "en":
		return verb == "called" && contains(" is are s ", before) || verb == "nicknamed" || verb == "named" && !contains(" was were ", before)
	}
	return false
}

// surnamed reports whether an English weekday or month is told of as a person
// with an unknown surname: "Friday Addams is a cat".
func (p *parser) surnamed(m *match, i int) bool {
	if p.language != "en" || m.start != i || m.end != i+1 || !p.tokens[i].capital || p.tokens[i].mask.has(cHoliday) || m.end >= len(p.tokens) || !p.stranger(m.end) || p.endsAt(i, cAt, cInMonth) {
		return false
	}
	next := i + 2
	return p.paraEnd(next) || contains(" is was ", p.tokens[next].text) && next+1 < len(p.tokens) && contains(" a an ", p.tokens[next+1].text)
}

// stranger reports whether token i is a capitalised word that means nothing.
func (p *parser) stranger(i int) bool {
	t := &p.tokens[i]
	return t.kind == word && t.capital && t.entry == nil && !t.para && !t.glued && (i == 0 || p.tokens[i-1].kind == word)
}

// firstName reports whether the French holiday at i is a first name: "Noël
// Lambert".
func (p *parser) firstName(i int) bool {
	return p.language == "fr" && p.tokens[i].mask.has(cHoliday) && contains(" noel pascal ", p.tokens[i].text) && i+1 < len(p.tokens) && p.stranger(i+1)
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
