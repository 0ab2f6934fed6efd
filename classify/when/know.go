package when

import (
	"strings"
)

// know looks up the tokens in the lexicon.
func (p *parser) know() {
	p.known, p.lower = 0, true
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
			t.mask = t.entry.mask
		}
		if t.entry == nil && t.kind == word && len(t.text) > 7 && isCompound(t.text) {
			t.mask.add(cNumberWord)
		}
		if t.kind == sign {
			t.mask.add(signClass(t.text))
		}
		switch {
		case t.kind == number:
			t.mask = t.mask.or(numbers)
		case t.mask.has(cNumberWord) || t.mask.has(cCountWord):
			if t.mask = t.mask.or(spelledNumbers); len(t.text) > 3 {
				t.mask.add(cOrdinal)
			}
		}
		if t.mask.meets(commonWords) && !t.typo {
			p.known++
		}
	}
}

// signClass is the class of a sign; cNone for those that rules do not know.
func signClass(s string) class {
	if i := strings.Index(".,/-()", s); i >= 0 {
		return cDot + class(i)
	}
	return cNone
}

// lookAhead tells for each token what stands in the 8 and the 16 tokens that
// begin with it, where the first two parts of a rule and all of them must be.
func (p *parser) lookAhead() {
	p.near, p.far = p.near[:0], p.far[:0]
	for i := range p.tokens {
		p.near = append(p.near, p.tokens[i].mask)
	}
	for n := 1; n < 8; n *= 2 {
		for i := 0; i+n < len(p.near); i++ {
			p.near[i] = p.near[i].or(p.near[i+n])
		}
	}
	for i := range p.near {
		p.far = append(p.far, p.near[i].or(p.near[min(i+8, len(p.near)-1)]))
	}
}

// anchors are the classes without one of which nothing is an expression.
var anchors = setOf(cWeekday, cShort, cMonth, cRel, cUnit, cEnded, cBegun, cMiddle, cWeekNo, cGlyph, cWeekOf, cQuarter, cHalf,
	cRecurring, cPayday, cHoliday, cPlain, cOrdinal)

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
