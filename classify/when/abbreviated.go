package when

// plainShort reports whether a common abbreviation of a weekday is one by its
// company: it is all that the text says, or a modifier, a part of the day or a
// time of day stands next to it.
func (p *parser) plainShort(m *match, c capture) bool {
	t, after := &p.tokens[c.at], c.at+c.n
	if !contains(commonShorts(p.language), t.text) {
		return false
	}
	first := p.whole && c.at == 0
	sure := p.o.Language == p.language || m.has(cMark)                           // of all languages some has "so", "do" and "ma"
	if p.alone(m) && sure && !(m.has(cDaypart) && contains(" zo so ", t.text)) { // "zo vroeg"
		return true
	}
	wordly := contains(wordlyShorts, t.text) && !(t.capital && p.language != "de" && !first) && c.n == 1
	switch {
	case m.has(cMark):
		return !contains(" jeu ", t.text) || c.n > 1 || p.paraEnd(m.end) && first
	case m.has(cNext, cComing, cLast, cThis) && sure && p.plainly(c):
		return true
	case m.has(cNext, cComing, cLast, cThis):
		return m.end == after+1 && m.has(cDaypart) && !contains(" so zo ", t.text) || p.paraEnd(after) || p.clockAt(after) || !wordly && p.closes(after)
	case m.has(cDaypart):
		return m.end == after+1 && (!wordly || first && !contains(" so zo ", t.text) || p.language == "en")
	}
	if sure && p.bareShort(c) {
		return true
	}
	return p.clockAt(after) && (!wordly || first || p.pointed(after))
}

// plainly reports whether what stands behind "letzten" or "komende" can hardly be
// another word: "letzten do", "komende vr".
func (p *parser) plainly(c capture) bool {
	switch text := p.tokens[c.at].text; p.language {
	case "de":
		return contains(" mo di mi do fr sa ", text) && contains(" letzten nachsten kommenden diesen vorigen vergangenen ", p.tokens[c.at-1].text)
	case "nl":
		return contains(" di wo vr ", text)
	case "en":
		return contains(" tue tues thu thur thurs fri ", text)
	}
	return false
}

// bareShort reports whether an abbreviation that is no word of its language begins
// or ends what is said of it: "paying fri", "di krijg je het", "je paie ven".
func (p *parser) bareShort(c capture) bool {
	text, after := p.tokens[c.at].text, c.at+c.n
	begins := c.at == 0 || p.tokens[c.at].para || p.sign(c.at-1, ".,:;!?")
	switch p.language {
	case "nl": // before its verb
		return begins && contains(" di wo vr ", text) && !p.paraEnd(after) && (p.is(after, cFuture) || text == "vr" && p.is(after, cPerfect))
	case "en":
		return contains(" tue tues thu thur thurs fri ", text) && (p.closes(after) || begins)
	case "fr":
		return contains(" ven ", text) && p.closes(after)
	case "de":
		return contains(" mo di mi do fr ", text) && !begins && p.paraEnd(after)
	}
	return false
}

// clockAt reports whether a time of day stands at token i, behind "at" or not.
func (p *parser) clockAt(i int) bool {
	for n := range 2 {
		if p.paraEnd(i + n) {
			return false
		}
		if p.clock(i + n) {
			return true
		}
		if !p.is(i+n, cTimePrep) {
			return false
		}
	}
	return false
}

// pointed reports whether the time of day at token i cannot be a length of
// time: "3pm" and "15:30", not "3 hours".
func (p *parser) pointed(i int) bool {
	if p.is(i, cTimePrep) {
		i++
	}
	return i+1 < len(p.tokens) && (p.sign(i+1, ":.") || contains(" am pm ", p.tokens[i+1].text))
}

// commonShorts are the abbreviations of weekdays that everybody writes.
func commonShorts(language string) string {
	switch language {
	case "nl":
		return " ma di wo do vr za zo "
	case "fr":
		return " lun mar mer jeu ven sam dim "
	case "en":
		return " mon tue tues wed thu thur thurs fri sat sun "
	}
	return " mo di mi do fr sa so "
}

// wordlyShorts are those that are ordinary words or names too.
const wordlyShorts = " zo mer jeu sam wed sat sun so "
