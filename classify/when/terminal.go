package when

// read adds to the options what token i is as a class.
func (p *parser) read(c class, i int) {
	t := &p.tokens[i]
	switch {
	case c == cDay:
		p.readDay(i, false)
	case c == cOrdinal:
		p.readDay(i, true)
	case c >= cPlain && c <= cYYYY, c == cCompact, c == cWeekNumber:
		p.readFigures(c, i)
	case c == cYear:
		p.readYear(i, 0)
	case c == cYear2:
		p.readYearAfter(i)
	case c == cCount:
		p.readCount(i)
	case c >= cDot && c <= cClose:
		if t.kind == sign && t.text == ".,/-()"[c-cDot:c-cDot+1] {
			p.options = append(p.options, option{1, 0})
		}
	case c >= cMonthRef && c <= cYearRef:
		p.readInner(c, i)
	case c == cExpr:
		if f, ok := p.expression(i); ok && f.verdict == says {
			p.options = append(p.options, option{f.to - i, p.seen[i]})
		}
	case t.mask.has(c):
		for _, x := range t.entry.terms {
			if x.class == c && p.follows(i, x.rest) {
				p.options = append(p.options, option{1 + len(x.rest), x.value})
			}
		}
	}
}

// readInner adds the months, weeks, quarters or years that rules describe. They
// are looked for once at each token.
func (p *parser) readInner(c class, i int) {
	at := &p.inner[c-cMonthRef][i]
	if at.from == 0 {
		base := len(p.options)
		p.describe(c, i)
		from := len(p.inners)
		p.inners = append(p.inners, p.options[base:]...)
		p.options = p.options[:base]
		p.inner[c-cMonthRef][i] = memo{from, len(p.inners)}
	}
	p.options = append(p.options, p.inners[at.from:at.to]...)
}

func (p *parser) describe(c class, i int) {
	mask := p.tokens[i].mask
	rules := p.g.inner[c]
	for k := range rules {
		r := &rules[k]
		if !r.first.meets(mask) {
			continue
		}
		if m := p.try(&r.rule, i); m != nil {
			if v, ok := r.value(p, m); ok {
				p.options = append(p.options, option{m.end - i, v})
			}
		}
	}
}

// apart reports whether the number at i belongs to no longer run of figures
// and letters on its left.
func (p *parser) apart(i int) bool {
	t := &p.tokens[i]
	return !t.glued || t.quoted || i == 0 || p.tokens[i-1].kind == sign
}

func (p *parser) readFigures(c class, i int) {
	t := &p.tokens[i]
	if t.kind != number {
		return
	}
	digits := t.to - t.from
	ok := false
	switch c {
	case cPlain:
		ok = digits <= 2 && t.value >= 1 && t.value <= 31
	case cMM:
		ok = digits <= 2 && t.value >= 1 && t.value <= 12
	case cYY:
		ok = digits == 2
	case cYYYY:
		ok = digits == 4 && t.value >= 1900 && t.value < 2200
	case cCompact:
		ok = digits == 8 && t.value >= 19000101 && t.value < 22000101
	case cWeekNumber:
		ok = digits <= 2 && t.value >= 1 && t.value <= 53
	}
	if ok {
		v := t.value
		if c == cYY {
			v = century(v)
		}
		p.options = append(p.options, option{1, v})
	}
}

// century is the year that two figures mean: until 2069 from 1970.
func century(yy int) int {
	if yy < 70 {
		return 2000 + yy
	}
	return 1900 + yy
}

// readDay reads a day of the month, or only what is marked as an ordinal.
func (p *parser) readDay(i int, ordinal bool) {
	t := &p.tokens[i]
	if t.kind == number {
		if t.to-t.from > 2 || t.value < 1 || t.value > 31 || t.quoted || !p.apart(i) {
			return
		}
		next := i + 1
		if p.is(next, cSuffix) && p.tokens[next].glued {
			p.options = append(p.options, option{2, t.value})
			return
		}
		if next < len(p.tokens) && p.tokens[next].glued && p.tokens[next].kind == word && !p.is(next, cMonth) {
			return
		}
		if !ordinal {
			p.options = append(p.options, option{1, t.value})
		}
		if p.sign(next, ".") && p.tokens[next].glued && (p.language == "de" || p.is(next+1, cMonth)) {
			p.options = append(p.options, option{2, t.value})
		}
		return
	}
	s := p.spell(i)
	if s.ordinals > 0 && s.ordinal >= 1 && s.ordinal <= 31 {
		p.options = append(p.options, option{s.ordinals, s.ordinal})
	}
	if !ordinal && s.words > 0 && s.cardinal >= 1 && s.cardinal <= 31 {
		p.options = append(p.options, option{s.words, s.cardinal})
	}
}

// goesOn reports whether a run of figures and letters goes on at token i.
func (p *parser) goesOn(i int) bool {
	if i >= len(p.tokens) || !p.tokens[i].glued {
		return false
	}
	if p.tokens[i].kind != sign {
		return true
	}
	return p.sign(i, "-/.,:_+=@#%") && i+1 < len(p.tokens) && p.tokens[i+1].glued && p.tokens[i+1].kind == number
}
