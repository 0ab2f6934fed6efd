package reference

// fits reports whether the pieces from i to j can be that form of a number:
// apart from other numbers, with no letters of another series, and no amount,
// day, account or the like.
func (f *finder) fits(w written, i, j int) bool {
	if !f.apart(i, j) || f.account(i, j) {
		return false
	}
	if w.payment {
		g, sign := f.gap(i)
		return g != glued && (g != tight || sign == '.') && !f.grouped(i, j)
	}
	if !w.full && !f.ownLetters(i, f.numbers[w.known].prefix) || w.full && !f.ownLetters(i, "") {
		return false
	}
	if f.mail(i) || f.day(i, j, f.numbers[w.known].parts) {
		return false
	}
	context := f.context(i)
	if f.torn(i, j, f.numbers[w.known]) && context != named {
		return false
	}
	plain := f.plain(i, j)
	switch {
	case plain && f.amount(i, j):
		return false
	case w.short && (len(concat(f.ps[i:j])) < 3 || f.day(i, j, 0)):
		return context == named
	case w.short:
		return context != foreign && !f.counted(j) && !f.address(i, j) && !f.phone(i, j) && !f.clock(i, j)
	}
	return true
}

// torn reports whether blanks divide the digits in another way than the number
// is divided, so that they may as well be several numbers: "12 345". A long one
// can be broken at the end of a line.
func (f *finder) torn(i, j int, n number) bool {
	parts, short, blanks := 0, n.whole < 7, false
	for k := i; k < j; k++ {
		if !f.ps[k].digits {
			continue
		}
		parts++
		short = short || len(f.ps[k].text) < 2
		g, _ := f.gap(k)
		blanks = blanks || k > i && g == loose
	}
	return blanks && short && parts != n.parts
}

// grouped reports whether digits in groups go on before or behind the pieces.
func (f *finder) grouped(i, j int) bool {
	blanks := false
	for k := i; k < j; k++ {
		if !f.ps[k].digits {
			return false
		}
		g, _ := f.gap(k)
		blanks = blanks || k > i && g == loose
	}
	near := func(k int) bool {
		return k > 0 && k < len(f.ps) && f.ps[k].digits && f.ps[k-1].digits && f.ps[k].from-f.ps[k-1].to == 1 && f.signs[f.ps[k-1].to] == ' '
	}
	return blanks && (near(i) || near(j))
}

// plain reports whether the pieces are digits with at most dots or blanks
// between them, as amounts are.
func (f *finder) plain(i, j int) bool {
	for k := i; k < j; k++ {
		if !f.ps[k].digits {
			return false
		}
		if _, sign := f.gap(k); k > i && sign != 0 && sign != '.' {
			return false
		}
	}
	return true
}

// apart reports whether the pieces from i to j are no part of a longer number.
// The next one of a list may stand behind a stroke or a dash.
func (f *finder) apart(i, j int) bool {
	if g, sign := f.gap(i); f.ps[i].digits && i > 0 && f.ps[i-1].digits && (g == glued || g == tight) {
		if sign != '/' && sign != '-' || f.last.to != i {
			return false
		}
	} else if g == glued && !f.ps[i].digits {
		return false
	}
	g, sign := f.gap(j)
	switch {
	case j >= len(f.ps) || g == far || g == loose:
		return true
	case g == glued:
		return false
	case f.ps[j].digits:
		return (sign == '/' || sign == '-') && len(f.ps[j].text) == len(f.ps[j-1].text) || sign == '/' && f.ps[j].text == f.ps[i].text
	}
	return sign == '.' || sign == '_' || len(f.ps[j].text) > 2
}

// ownLetters reports whether letters that are tied to the digits from i on say
// no more than that they are an invoice: letters of another series do not.
func (f *finder) ownLetters(i int, prefix string) bool {
	if !f.ps[i].digits {
		return true
	}
	g, sign := f.gap(i)
	if g == far || g == loose && sign == 0 || i == 0 || f.ps[i-1].digits {
		return true
	}
	w := f.ps[i-1].text
	if g == loose || f.classes[w]&(invoiceWord|numberWord|joinWord) != 0 || w == prefix {
		return true
	}
	if f.classes[w]&otherWord != 0 || prefix != "" {
		return false
	}
	return len(w) <= 4 && !f.startsGlued(i-1)
}

// startsGlued reports whether the piece i is tied to digits before it.
func (f *finder) startsGlued(i int) bool {
	g, _ := f.gap(i)
	return i > 0 && g == glued
}
