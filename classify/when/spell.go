package when

import (
	"github.com/voldaan/voldaan/classify/numeral"
)

// spelledNumbers are those of a number in words; longer ones can be ordinals.
var spelledNumbers = setOf(cDay, cYear, cYear2, cCount)

// spelling is a number in words: its value and its tokens, as a cardinal and as
// an ordinal.
type spelling struct {
	cardinal, ordinal int
	words, ordinals   int
}

// spell reads the spelled number at token i.
func (p *parser) spell(i int) spelling {
	if i < 0 || !p.tokens[i].mask.has(cNumberWord) {
		return spelling{}
	}
	if s, ok := p.spelled[i]; ok {
		return s
	}
	var buf [8]string
	var ends [8]int
	words := buf[:0]
	for k := i; k < len(p.tokens) && len(words) < len(buf); k++ {
		t := &p.tokens[k]
		switch {
		case t.kind == sign && t.text == "-" && t.glued && k+1 < len(p.tokens) && p.tokens[k+1].glued && p.tokens[k+1].kind == word:
			continue
		case t.kind != word || k > i && t.para:
		case k > i && p.tokens[k-1].kind == sign:
			words[len(words)-1] += "-" + t.text
			ends[len(words)-1] = k + 1 - i
			continue
		default:
			words = append(words, t.text)
			ends[len(words)-1] = k + 1 - i
			continue
		}
		break
	}
	var s spelling
	if n, used := numeral.Cardinal(p.language, words); used > 0 {
		s.cardinal, s.words = int(n), ends[used-1]
	}
	if n, used := numeral.Ordinal(p.language, words); used > 0 {
		s.ordinal, s.ordinals = int(n), ends[used-1]
	}
	if p.spelled == nil {
		p.spelled = map[int]spelling{}
	}
	p.spelled[i] = s
	return s
}

// readYear reads a year in four figures or in words, skip tokens further on.
func (p *parser) readYear(i, skip int) {
	t := &p.tokens[i]
	if t.kind == number {
		if t.to-t.from == 4 && t.value >= 1900 && t.value < 2200 && p.apart(i) && !p.goesOn(i+1) {
			p.options = append(p.options, option{skip + 1, t.value})
		}
		return
	}
	s := p.spell(i)
	if s.words == 0 {
		return
	}
	if s.cardinal >= 1900 && s.cardinal < 2200 {
		p.options = append(p.options, option{skip + s.words, s.cardinal})
		return
	}
	if next := i + s.words; (s.cardinal == 19 || s.cardinal == 20) && next < len(p.tokens) {
		if rest := p.spell(next); rest.words > 0 && rest.cardinal >= 10 && rest.cardinal < 100 {
			p.options = append(p.options, option{skip + s.words + rest.words, 100*s.cardinal + rest.cardinal})
		}
	}
}

// readYearAfter reads what follows a day and month as their year: "2027",
// ", 2027", "'27", "27", "van dit jaar".
func (p *parser) readYearAfter(i int) {
	skip := 0
	for range 2 {
		if i < len(p.tokens) && (p.sign(i, ",") || p.is(i, cOf) && !p.is(i, cNext, cThis)) {
			i, skip = i+1, skip+1
		}
	}
	if i >= len(p.tokens) || p.tokens[i].para {
		return
	}
	p.readYear(i, skip)
	base := len(p.options)
	p.readInner(cYearRef, i)
	for k := base; k < len(p.options); k++ {
		p.options[k].n += skip
	}
	t := &p.tokens[i]
	if t.kind == number && t.to-t.from == 2 && skip == 0 && !p.goesOn(i+1) {
		yy := p.o.Today.Time().Year() - century(t.value)
		if t.quoted || yy <= 3 && yy >= -8 && !p.is(i+1, cCurrency, cUnit, cTime, cNoun) && !p.tokens[i].glued {
			p.options = append(p.options, option{1, century(t.value)})
		}
	}
}

// readCount reads a number of days or weeks.
func (p *parser) readCount(i int) {
	base := len(p.options)
	p.readWhole(i)
	for k := base; k < len(p.options) && k < base+4; k++ {
		o := p.options[k]
		for x := range p.options[k].n {
			if p.is(i+x, cAndHalf) && x > 0 {
				o.n = x
			}
		}
		if n := p.phraseLen(i+o.n, cAndHalf); n > 0 {
			p.options = append(p.options, option{o.n + n, o.value | half})
		}
	}
}

// readWhole reads a number of days or weeks without a half.
func (p *parser) readWhole(i int) {
	t := &p.tokens[i]
	if t.kind == number {
		if t.to-t.from <= 3 && t.value >= 0 && !(t.to-t.from == 3 && t.value < 100) && p.apart(i) && !(p.sign(i+1, ".,") && i+2 < len(p.tokens) && p.tokens[i+2].glued && p.tokens[i+2].kind == number) {
			p.options = append(p.options, option{1, t.value})
		}
		return
	}
	p.read(cCountWord, i)
	if s := p.spell(i); s.words > 0 && s.cardinal >= 1 && s.cardinal <= 999 {
		p.options = append(p.options, option{s.words, s.cardinal})
	}
}
