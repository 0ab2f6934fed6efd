package when

import (
	"slices"
)

// is reports whether token i is there and a phrase of one of the classes
// begins with it.
func (p *parser) is(i int, c ...class) bool {
	if i < 0 || i >= len(p.tokens) {
		return false
	}
	t := &p.tokens[i]
	for _, x := range c {
		if !t.mask.has(x) {
			continue
		}
		if x >= cDay || t.entry == nil {
			return true
		}
		for _, m := range t.entry.terms {
			if m.class == x && p.follows(i, m.rest) {
				return true
			}
		}
	}
	return false
}

// valueOf is the value of the phrase of a class that begins with token i.
func (p *parser) valueOf(i int, c class) int {
	if i >= 0 && i < len(p.tokens) && p.tokens[i].entry != nil {
		for _, m := range p.tokens[i].entry.terms {
			if m.class == c && p.follows(i, m.rest) {
				return m.value
			}
		}
	}
	return 0
}

// phraseLen is how many tokens the phrase of a class takes that begins with
// token i; 0 for none.
func (p *parser) phraseLen(i int, c class) int {
	if i >= 0 && i < len(p.tokens) && p.tokens[i].entry != nil {
		for _, m := range p.tokens[i].entry.terms {
			if m.class == c && p.follows(i, m.rest) {
				return 1 + len(m.rest)
			}
		}
	}
	return 0
}

// sign reports whether token i is one of the signs.
func (p *parser) sign(i int, signs string) bool {
	return i >= 0 && i < len(p.tokens) && p.tokens[i].kind == sign && len(p.tokens[i].text) == 1 && contains1(signs, p.tokens[i].text[0])
}

func contains1(s string, b byte) bool {
	for i := range len(s) {
		if s[i] == b {
			return true
		}
	}
	return false
}

// endsAt reports whether a phrase of one of the classes ends before token i.
func (p *parser) endsAt(i int, c ...class) bool {
	for n := 1; n <= 5 && i-n >= 0; n++ {
		e := p.tokens[i-n].entry
		if e == nil {
			continue
		}
		for _, t := range e.terms {
			if len(t.rest) == n-1 && slices.Contains(c, t.class) && p.follows(i-n, t.rest) {
				return true
			}
		}
	}
	return false
}

// follows reports whether the words stand after token i.
func (p *parser) follows(i int, rest []string) bool {
	if i+len(rest) >= len(p.tokens) {
		return false
	}
	for k, w := range rest {
		if t := &p.tokens[i+1+k]; t.text != w || t.para {
			return false
		}
	}
	return true
}
