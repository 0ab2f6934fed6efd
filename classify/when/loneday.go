package when

import (
	"github.com/voldaan/voldaan"
)

// weekdayDay reads "mercredi 27": the nearest such day of a month, of that
// weekday where one comes soon.
func weekdayDay(p *parser, m *match) result {
	d := m.nth(0, cDay)
	if p.tokens[d.at].kind != number && (p.spell(d.at).ordinals != d.n || m.has(cShort)) || p.is(m.end, cUnit, cCurrency, cTime, cMonth, cNoun) || p.goesOn(m.end) || p.sign(m.end, ":%/") ||
		m.has(cAt) && !m.has(cThe) && d.n == 1 {
		return failed
	}
	want, forward := m.value(cWeekday, cShort), p.forward(m.start)
	in := func(y, month int) voldaan.Date { return date(y, month, d.value) }
	near := p.nearMonth(forward, in)
	agrees := p.nearMonth(forward, func(y, month int) voldaan.Date {
		if x := in(y, month); x != 0 && weekdayOf(x) == want {
			return x
		}
		return 0
	})
	if agrees != 0 && agrees-near < 62 && near-agrees < 62 {
		return on(agrees, monthly)
	}
	r := on(near, monthly)
	r.vague = true
	return r
}

// loneDay reads "de 15e", "le 15", "am 15.", "on the 3rd".
func loneDay(p *parser, m *match) result {
	d := m.nth(0, cDay)
	if mark := m.nth(0, cMark); mark.n > 0 {
		return p.markedDay(m, d.value, mark.value)
	}
	last := &p.tokens[m.end-1]
	figures, marked := p.tokens[d.at].kind == number, d.n > 1
	next := m.end
	switch {
	case p.goesOn(next), p.is(next, cNoun) && !(marked && p.share(next)), p.is(next, cUnit, cCurrency, cTime, cMonth, cWeekday, cStreet, cCompany), p.sign(next, ":%/€$£"),
		next < len(p.tokens) && (p.tokens[next].kind == number || p.sign(next, "-")) && !p.tokens[next].para:
		return failed
	case p.endsAt(m.start, cRef) && (p.tokens[m.start-1].text != "lot" || p.tokens[m.start].text != "du"): // "dans le lot du 20"
		return failed
	case !figures && p.language == "fr": // "le vingt-cinq", and not "le cinq étoiles"
		if d.value < 10 || !m.has(cThe) && (!p.frenchDay(m) || p.tokens[m.start].text == "du") || !p.closes(next) {
			return failed
		}
	case !figures:
		if s := p.spell(d.at); s.ordinals != d.n || !m.has(cThe) && p.language != "de" || d.value < 3 && !m.has(cAt) || !p.closes(next) && !p.isDay(next) && !p.verbNext(last, next) {
			return failed
		}
	case p.language == "fr":
		if !m.has(cThe) && !p.frenchDay(m) || !p.closes(next) && !contains(" vos votre nos notre mes mon ma les tout ", p.tokens[next].text) {
			return failed
		}
	case !marked && (p.language != "de" || !m.has(cAt) || !p.closes(next) || contains(" ca gegen fur seit per circa datum nach ", p.tokens[m.start].text)):
		return failed
	case p.language == "de" && last.text == "." && next < len(p.tokens) && p.tokens[next].capital && !p.is(next, cAt, cPast, cFuture, cSubject) && !p.paraEnd(next):
		return failed
	case p.language == "de" && !m.has(cAt) && !m.has(cThe):
		return failed
	case !m.has(cAt) && d.value < 4 && !p.closes(next):
		return failed
	}
	forward := p.forward(m.start)
	return on(p.nearMonth(forward, func(y, month int) voldaan.Date { return date(y, month, d.value) }), monthly)
}

// verbNext reports whether a verb seems to follow a day that is spelled: "op de
// vijftiende maak ik", "zum Fünfzehnten fließen", where no noun can follow.
func (p *parser) verbNext(day *token, i int) bool {
	t := &p.tokens[i]
	if p.language == "de" {
		return day.capital && !t.capital && t.kind != number && t.text != "mal"
	}
	return i+1 < len(p.tokens) && !t.capital && p.is(i+1, cSubject)
}

// share reports whether a share of a sum begins at token i, and no noun that the
// day counts: "half on the 1st half on the 15th".
func (p *parser) share(i int) bool {
	return i+1 < len(p.tokens) && contains(" half helft halfte moitie ", p.tokens[i].text) && p.is(i+1, cAt, cOn)
}

// isDay reports whether what stands before token i is said to be a day: "de
// zevende is vandaag".
func (p *parser) isDay(i int) bool {
	return i < len(p.tokens) && contains(" is ist est was war etait ", p.tokens[i].text) && p.is(i+1, cRel, cWeekday)
}

// frenchDay reports whether the preposition holds an article: "au 15", "du 15".
func (p *parser) frenchDay(m *match) bool {
	c := m.nth(0, cAt)
	last := p.tokens[c.at+max(c.n, 1)-1].text
	return c.n > 0 && (last == "le" || last == "au" || last == "du")
}

// closes reports whether a phrase can end before token i: at a sign, the end
// of a paragraph, or a small word that follows no noun's adjective.
func (p *parser) closes(i int) bool {
	return p.paraEnd(i) || p.tokens[i].kind == sign || p.is(i, cAt, cInMonth, cSubject, cConj, cAnd, cOr, cTo, cFrom, cPast, cFuture, cWithin, cOf, cDaypart, cAgo)
}

func (p *parser) paraEnd(i int) bool { return i >= len(p.tokens) || p.tokens[i].para }

// markedDay reads "de 15e dezer" and "le 5 du mois prochain" by their mark.
func (p *parser) markedDay(m *match, day, mark int) result {
	y, month, _ := p.o.Today.Time().Date()
	switch mark {
	case 0:
		return on(date(y, int(month), day), fixed)
	case 3, 4:
		n := 12*y + int(month) - 1 + 7 - 2*mark
		return on(date(n/12, n%12+1, day), fixed)
	case 5:
		return on(p.nearMonth(p.forward(m.start), func(y, month int) voldaan.Date { return date(y, month, day) }), monthly)
	case 1, -1:
		if p.tokens[m.nth(0, cDay).at].kind == number && m.nth(0, cDay).n == 1 && !m.has(cThe, cAt) {
			return failed
		}
		return on(p.nearMonth(mark > 0, func(y, month int) voldaan.Date { return date(y, month, day) }), monthly)
	}
	return failed
}

// nextDay reads "zum kommenden Ersten", "de komende 15e".
func nextDay(p *parser, m *match) result {
	d := m.nth(0, cOrdinal)
	last := p.tokens[m.end-1]
	if m.has(cLast) && p.tokens[d.at].kind != number || !p.closes(m.end) && (p.language != "de" || last.text == "." || !last.capital) || p.language != "de" && p.tokens[d.at].kind != number {
		return failed
	}
	return on(p.nearMonth(!m.has(cLast), func(y, month int) voldaan.Date { return date(y, month, d.value) }), monthly)
}

// dayOfEach reads a word for a day of each month: "Monatsersten".
func dayOfEach(p *parser, m *match) result {
	day := m.value(cMonthDay)
	in := func(y, month int) voldaan.Date { return date(y, month, day) }
	if ref := m.nth(0, cMonthRef); ref.n > 0 {
		return p.inMonth(m, ref.value, in)
	}
	return on(p.nearMonth(m.has(cNext, cComing) || p.forward(m.start), in), monthly)
}

// dayOfNext reads "volgende maand de 5e", "next month on the 5th".
func dayOfNext(p *parser, m *match) result {
	ref, d := m.nth(0, cMonthRef), m.nth(0, cDay)
	if ref.value&loose != 0 || p.is(m.end-d.n-1, cMonth) || p.tokens[d.at].kind != number || !m.has(cThe, cAt) || d.n == 1 && p.language != "fr" || !p.closes(m.end) {
		return failed
	}
	for k := ref.at; k < ref.at+ref.n; k++ {
		if p.is(k, cMonth) {
			return failed
		}
	}
	return on(date(ref.value>>4, ref.value&15, d.value), fixed)
}
