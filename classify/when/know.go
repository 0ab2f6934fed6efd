package when

import (
	"slices"
	"strings"
)

// know looks up the tokens in the lexicon, and reports whether any of them can
// be part of an expression.
func (p *parser) know() bool {
	p.known, p.lower = 0, true
	var all set
	for i := range p.tokens {
		t := &p.tokens[i]
		t.typo = false
		if t.entry = nil; t.kind != number || len(t.text) == 1 {
			t.entry = p.entries[t.text]
			if t.entry == nil && t.kind == word && len(t.text) >= 4 {
				t.entry = p.corrected(t.text)
				t.typo = t.entry != nil
			}
		}
		p.lower = p.lower && !t.capital
		t.mask = set{}
		if t.entry != nil {
			t.mask = p.classesAt(i)
		}
		if t.mask.has(cStreet) && !t.capital && contains(" weg way close place drive ", t.text) {
			t.mask.drop(cStreet) // "ist seit dem 20. Februar weg"
		}
		if t.entry == nil && t.kind == word && len(t.text) > 7 && isCompound(t.text) {
			t.mask.add(cNumberWord)
		}
		if t.kind == sign {
			t.mask.add(signClass(t.text))
		}
		switch {
		case t.kind == number:
			t.mask = t.mask.or(figures(t))
		case t.mask.has(cNumberWord) || t.mask.has(cCountWord):
			if t.mask = t.mask.or(spelledNumbers); len(t.text) > 3 {
				t.mask.add(cOrdinal)
			}
		}
		if t.mask.meets(commonWords) && !t.typo {
			p.known++
		}
		all = all.or(t.mask)
	}
	return all.meets(anchors)
}

// classesAt is the classes of the word at i and of the phrases that it begins.
func (p *parser) classesAt(i int) set {
	e := p.tokens[i].entry
	mask := e.mask
	for k := range e.phrases {
		if t := &e.phrases[k]; !mask.has(t.class) && p.follows(i, t.rest) {
			mask.add(t.class)
		}
	}
	return mask
}

var (
	dayFigures  = setOf(cDay, cOrdinal, cPlain)
	yearFigures = setOf(cYYYY, cYear, cYear2)
)

// figures is the classes of a number by its digits.
func figures(t *token) set {
	digits, v := t.to-t.from, t.value
	var s set
	if digits <= 2 {
		s.add(cYear2)
		if digits == 2 {
			s.add(cYY)
		}
		if v >= 1 && v <= 31 {
			s = s.or(dayFigures)
		}
		if v >= 1 && v <= 12 {
			s.add(cMM)
		}
		if v >= 1 && v <= 53 {
			s.add(cWeekNumber)
		}
	}
	if digits <= 3 {
		s.add(cCount)
	}
	if digits == 4 && v >= 1900 && v < 2200 {
		s = s.or(yearFigures)
	}
	if digits == 8 {
		s.add(cCompact)
	}
	return s
}

// signClass is the class of a sign; cNone for those that rules do not know.
func signClass(s string) class {
	if i := strings.Index(".,/-()", s); i >= 0 {
		return cDot + class(i)
	}
	return cNone
}

// windows are the lengths, as powers of two, of which lookAhead tells what
// stands in them: 1, 2, 4, 8 and 16 tokens.
const windows = 5

// lookAhead tells for each token what stands in the windows that begin with it,
// where the parts of a rule must be.
func (p *parser) lookAhead() {
	for w := range windows {
		p.ahead[w] = slices.Grow(p.ahead[w][:0], len(p.tokens))[:len(p.tokens)]
	}
	for i := range p.tokens {
		p.ahead[0][i] = p.tokens[i].mask
	}
	for w := 1; w < windows; w++ {
		half, from, to := 1<<(w-1), p.ahead[w-1], p.ahead[w]
		for i := range to {
			if to[i] = from[i]; i+half < len(from) {
				to[i] = to[i].or(from[i+half])
			}
		}
	}
}

// anchors are the classes without one of which nothing is an expression.
var anchors = setOf(cWeekday, cShort, cMonth, cRel, cUnit, cEnded, cBegun, cMiddle, cWeekNo, cGlyph, cWeekOf, cQuarter, cHalf,
	cRecurring, cPayday, cHoliday, cPlain, cOrdinal, cCompact, cMany, cMonthDay, cSameDay, cNextDay, cYYYY, cYear)

// commonWords are the classes that tell the language of a text.
var commonWords = setOf(cOf, cThe, cAt, cSubject, cConj, cAnd, cOr, cFuture, cPast, cMonth, cWeekday, cUnit, cHoliday)

// isCompound reports whether a word may be a number that is written as one,
// such as "vierentwintigste" or "zweitausend".
func isCompound(s string) bool {
	s = strings.TrimSuffix(strings.TrimRight(s, "enrsm"), "st")
	for _, end := range [...]string{"tig", "zig", "ssig", "tausend", "duiz", "duizend", "hundert", "honderd"} {
		if strings.HasSuffix(s, end) {
			return true
		}
	}
	return false
}
