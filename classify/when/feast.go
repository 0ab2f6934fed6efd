package when

import (
	"github.com/voldaan/voldaan"
)

// holidayDay reads a holiday, the nearest one or that of a year.
func holidayDay(p *parser, m *match) result {
	c := m.nth(0, cHoliday)
	h := p.holidays[c.value]
	in := func(y int) voldaan.Date { return h.in(y, p.o.Calendar.Country) }
	if t := &p.tokens[c.at]; t.text == "nieuw" && c.n == 1 && !p.is(m.start-1, cAnd) || p.isName(m) {
		return failed
	}
	if p.isThing(m) {
		return silent
	}
	forward, kind := p.forward(m.start), yearly
	var d voldaan.Date
	switch {
	case m.value(cYear2) > 0:
		d, kind = in(m.value(cYear2)), fixed
	case m.has(cNext, cComing):
		d, kind = p.nearestIn(true, in, in), fixed
	case m.has(cLast):
		d, kind = p.nearestIn(false, in, in), fixed
	default:
		d = p.nearestIn(forward, in, func(y int) voldaan.Date { return in(y).Add(h.days - 1) })
		if forward {
			d = d.Add(1 - h.days)
		}
	}
	return span(d, d.Add(h.days-1), kind)
}

// payday is the last business day of a month: when wages are paid is a guess,
// and so marked.
func payday(p *parser, m *match) result {
	if p.serves(m.start) {
		return failed
	}
	in := func(y, month int) voldaan.Date { return p.lastBusinessDay(date(y, month, 1)) }
	var r result
	if ref := m.nth(0, cMonthRef); ref.n > 0 {
		r = p.inMonth(m, ref.value, in)
	} else {
		forward := p.forward(m.start)
		if m.has(cLast) {
			forward = false
		}
		r = on(p.nearMonth(forward, in), monthly)
	}
	r.vague = true
	return r
}

// serves reports whether the words before token i say what another day is to
// be: "16 april als definitieve betaaldag".
func (p *parser) serves(i int) bool {
	const as = " als as comme "
	return i > 0 && contains(as, p.tokens[i-1].text) || i > 1 && contains(as, p.tokens[i-2].text)
}

// things are what bears the name of a holiday without being on it: "Christmas
// tree", "oeufs de Pâques".
const things = " tree trees card cards dinner party parties egg eggs present presents gift gifts carol carols bonus jumper pudding shopping bunny market markets lights sale sales season deal deals tunes song songs " +
	" sapin sapins arbre arbres cadeau cadeaux oeuf oeufs marche marches prime repas pere ile buche carte cartes chant chants conte panier paniers colis "

// isThing reports whether a holiday only names something.
func (p *parser) isThing(m *match) bool {
	if p.language == "en" {
		return m.end < len(p.tokens) && !p.tokens[m.end].para && contains(things, p.tokens[m.end].text)
	}
	return p.language == "fr" && m.start > 1 && p.is(m.start-1, cOf) && contains(things, p.tokens[m.start-2].text)
}
