package when

func weekdayAfter(p *parser, m *match) result {
	x := p.expr(m.nth(0, cExpr))
	n, w := max(1, m.value(cOrdinal)), m.value(cWeekday)
	if x.sort == weekly || x.sort == relative {
		return failed
	}
	if m.has(cBefore) {
		return on(onOrBefore(x.value.Add(-1), w).Add(-7*(n-1)), relative)
	}
	return on(onOrBefore(x.last().Add(7), w).Add(7*(n-1)), relative)
}

// plusDays reads "vendredi en huit", "vrijdag over een week", "tomorrow week".
// Eight days are a week and fifteen are two, as the Romans counted.
func plusDays(p *parser, m *match) result {
	x := p.expr(m.nth(0, cExpr))
	if x.sort != weekly && x.rule.name != "day-from-today" || x.end != 0 {
		return failed
	}
	if c := m.nth(0, cPlus); c.n > 0 {
		if p.language == "en" && (p.is(m.start-1, cNext) || m.nth(0, cPlus).n == 1 && p.is(m.end, cNumberWord)) {
			return failed
		}
		if p.language == "de" && m.end < len(p.tokens) && contains(" alt uberfallig fallig offen her lang verspatet zu im ", p.tokens[m.end].text) { // "is today more than eight days old"
			return failed
		}
		return on(x.value.Add(c.value), relative)
	}
	n, u := m.value(cCount), unit(m.value(cUnit))
	if u == uDay && n%7 == 1 && n < 16 && n > 1 {
		n--
	}
	if u != uDay && u != uWeek && u != uFortnight && u != uMonth || x.sort == weekly && u == uDay && n%7 != 0 {
		return failed
	}
	return on(p.move(x.value, n, u), relative)
}

// weekdayInWeeks reads "over twee weken op vrijdag".
func weekdayInWeeks(p *parser, m *match) result {
	if unit(m.value(cUnit)) != uWeek || m.value(cCount) > 200 {
		return failed
	}
	return on(monday(p.o.Today).Add(7*m.value(cCount)+m.value(cWeekday)), relative)
}

// weekday reads a weekday alone or with "next", "this" or "last". After "next"
// it can be that of this week too, then it is vague.
func weekday(p *parser, m *match) result {
	w := m.value(cWeekday)
	mark := m.nth(0, cMark)
	switch {
	case m.has(cLast) && m.start > 0 && p.tokens[m.start-1].text == "ten": // "ten laatste donderdag" is no later than it
		return failed
	case p.isName(m), m.n == 3 && m.caps[1].class == cDaypart && p.language == "en":
		return failed
	case m.n == 1 && m.start > 0 && p.indefinite(m.start-1):
		return silent // "on a Friday"
	case p.language == "fr" && mark.n == 0 && m.n == 1 && p.tokens[max(m.start-1, 0)].text == "le" && p.openingHours(m.start):
		return silent
	case m.step() == -2:
		return on(p.weekdayNear(w, false).Add(-7), weekly)
	case m.step() == 2:
		return on(monday(p.o.Today).Add(14+w), weekly)
	case m.has(cLast), mark.n > 0 && mark.value == -1:
		return on(p.weekdayNear(w, false), weekly)
	case m.has(cNext) && !m.has(cComing), mark.n > 0 && mark.value == 2, m.has(cNext) && p.language == "fr":
		d := monday(p.o.Today).Add(7 + w)
		r := on(d, weekly)
		r.vague = d != p.weekdayNear(w, true)
		return r
	case m.has(cComing), mark.n > 0:
		return on(p.weekdayNear(w, true), weekly)
	}
	return on(p.weekdayNear(w, p.forward(m.start)), weekly)
}

// indefinite reports whether token i is the article of "on a Friday".
func (p *parser) indefinite(i int) bool {
	t := &p.tokens[i]
	return contains(" een un ein einem einen ", t.text) || t.text == "a" && p.language == "en"
}

// weekdayShort reads an abbreviated weekday where no other word can stand.
func weekdayShort(p *parser, m *match) result {
	c := m.nth(0, cShort)
	t := &p.tokens[c.at]
	dotted := p.tokens[c.at+c.n-1].text == "."
	after := c.at + c.n
	before := p.endsAt(c.at, cOn, cFrom, cTo, cBetween) || p.endsAt(c.at, cAt) && !p.is(c.at-1, cOr) && !p.endsAt(c.at, cThe) || m.has(cNext, cComing, cMark)
	ends := p.paraEnd(after) || p.tokens[after].kind == sign || p.is(after, cTo, cAnd, cOr, cAt, cSubject, cDaypart, cPast)
	long := len(t.text) > 2 && p.language != "fr" || t.text == "vr" || t.text == "wo"
	first := p.is(after, cOr) && p.is(after+1, cShort) // "Mo oder Di"
	second := p.is(c.at-1, cOr) && p.endsAt(c.at-1, cShort)
	clear := p.language == "nl" || t.capital && (p.language == "de" || len(t.text) > 2)
	switch {
	case p.isName(m), p.sign(c.at-1, "-") && !dotted:
		return failed
	case p.plainShort(m, c):
	case (first || second) && clear:
	case p.alone(m) && len(t.text) > 2 && t.capital && p.language != "fr":
	case dotted && !p.paraEnd(after) && (before || t.capital && p.language == "de" && !p.tokens[after].capital || p.is(after, cTo)):
	case dotted && before && p.language != "fr" && t.text != "zo" && t.text != "so":
	case (before || m.has(cThis) && p.language == "en") && (long || t.capital && p.language == "de" && t.text != "so") && ends && p.language != "fr":
		if (t.text == "sun" || t.text == "sat" || t.text == "wed" || t.text == "zon") && !t.capital {
			return failed
		}
	case before && ends && p.language == "nl" && contains(" ma di do za ", t.text) && p.endsAt(c.at, cOn, cFrom, cTo):
	case p.is(after, cTo) && p.is(after+1, cShort) && (dotted || (long || t.capital && p.language == "de") && p.tokens[after].kind == word):
	default:
		return failed
	}
	sub := *m
	sub.caps[0] = capture{cWeekday, c.at, c.n, c.value}
	sub.n = 1
	if x := m.nth(0, cNext, cComing, cLast, cMark, cThis); x.n > 0 {
		sub.caps[1], sub.n = x, 2
	}
	return weekday(p, &sub)
}
