package when

// fromTo joins two expressions to a range.
func fromTo(p *parser, m *match) result {
	a, b := p.expr(m.nth(0, cExpr)), p.expr(m.nth(1, cExpr))
	t := p.tokens[m.nth(0, cTo).at]
	if t.text == "-" && (t.glued != p.tokens[m.nth(1, cExpr).at].glued || a.end != 0 || b.end != 0) {
		return failed
	}
	if a.sort == weekly && b.sort == weekly && p.openingHours(m.start) {
		return silent
	}
	if contains(" naar auf a ", t.text) && (p.language != "fr" || a.sort == relative) {
		return failed
	}
	if a.sort == relative && b.sort == relative && b.rule.name != "day-from-today" && t.text != "-" && a.rule.name == "day-from-today" && b.rule.name == "within" {
		return failed
	}
	return p.join(a, b, false)
}

func betweenTwo(p *parser, m *match) result {
	return p.join(p.expr(m.nth(0, cExpr)), p.expr(m.nth(1, cExpr)), false)
}

// eitherOr reads "vrijdag of zaterdag": a range, whose last day counts.
func eitherOr(p *parser, m *match) result {
	a, b := p.expr(m.nth(0, cExpr)), p.expr(m.nth(1, cExpr))
	if a.end != 0 || b.end != 0 {
		return failed
	}
	return p.join(a, b, true)
}

// join makes a range of two expressions; the second is moved behind the first
// where it is one of many, and the first takes the year of the second.
func (p *parser) join(a, b found, swap bool) result {
	first, last := a.value, b.last()
	if a.sort == yearly && b.sort == fixed && a.end == 0 {
		_, m, d := first.Time().Date()
		y := last.Time().Year()
		if first = date(y, int(m), d); first > last {
			first = date(y-1, int(m), d)
		}
	}
	if last <= first {
		switch {
		case swap && last < first && b.sort != weekly:
			first, last = last, first
		case b.sort == weekly:
			last = last.Add(7 * (1 + int(first-last)/7))
		case b.sort == yearly && a.sort == yearly && !p.forward(a.from):
			first = addMonths(first, -12)
		case b.sort == yearly || b.sort == period:
			last = addMonths(last, 12*(1+int(first-last)/366))
		case b.sort == monthly:
			last = addMonths(last, 1)
		}
	}
	if last <= first || last-first > 800 {
		return failed
	}
	r := span(first, last, fixed)
	r.vague = a.vague || b.vague
	return r
}

// sameDay reads a day that is named twice: "morgen (donderdag)", "next Friday,
// 20 November".
func sameDay(p *parser, m *match) result {
	a := p.expr(m.nth(0, cExpr))
	if w := m.nth(0, cWeekday, cShort); w.n > 0 {
		if a.end != 0 || weekdayOf(a.value) != w.value {
			return failed
		}
		return a.result
	}
	b := p.expr(m.nth(1, cExpr))
	agrees := a.value == b.value && a.end == b.end || a.vague && a.end == b.end && b.value == a.value-7
	if !agrees || a.sort == b.sort && a.sort != relative {
		return failed
	}
	if !m.has(cOpen) && !(m.has(cComma) && (a.sort == relative || a.sort == weekly)) && !(a.sort == relative && b.sort == weekly || a.sort == weekly && b.sort == relative) {
		return failed
	}
	r := b.result
	r.vague = false // the other name settles it
	return r
}
