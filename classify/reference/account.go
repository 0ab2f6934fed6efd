package reference

// run finds the row of digits in groups that the pieces are a part of, and how
// many digits it has.
func (f *finder) run(i, j int) (from, to, digits int) {
	near := func(k int) bool {
		g, _ := f.gap(k)
		return g == glued || g == tight || g == loose && f.ps[k].from-f.ps[k-1].to == 1
	}
	from, to = i, j
	for from > 0 && i-from < 8 && f.ps[from-1].digits && near(from) {
		from--
	}
	for to < len(f.ps) && to-j < 8 && f.ps[to].digits && near(to) {
		to++
	}
	for _, p := range f.ps[from:to] {
		digits += len(p.text)
	}
	return from, to, digits
}

// phone reports whether the digits are a group of a phone number: behind a
// plus, or nine digits and more in groups.
func (f *finder) phone(i, j int) bool {
	from, to, digits := f.run(i, j)
	if r, at := f.before(f.ps[from].from); r == '+' && at == f.ps[from].from-1 && digits >= 8 {
		return true
	}
	if c := f.context(from); from < i && c == foreign || digits >= 7 && f.class(from-1)&accountWord != 0 {
		return true
	}
	return f.context(from) != named && to-from > 2 && digits >= 9 && digits <= 15 && to-from > j-i && f.ps[from].text[0] == '0' && len(f.ps[from].text) <= 4 &&
		!f.strokes(from, to)
}

// strokes reports whether the pieces are a list of numbers of one length with
// strokes between them.
func (f *finder) strokes(from, to int) bool {
	for k := from + 1; k < to; k++ {
		if _, sign := f.gap(k); sign != '/' || len(f.ps[k].text) != len(f.ps[from].text) {
			return false
		}
	}
	return true
}

// account reports whether the pieces from i to j stand in a row that begins as
// an IBAN does (ISO 13616-1): two letters, two digits, at least fifteen signs.
func (f *finder) account(i, j int) bool {
	signs := 0
	for _, p := range f.ps[i:j] {
		signs += len(p.text)
	}
	for k := j; k < len(f.ps) && k < j+8; k++ {
		if g, sign := f.gap(k); g > loose || sign != 0 && sign != '.' && sign != '-' || f.ps[k].to-f.ps[k].from > 14 {
			break
		}
		signs += len(f.ps[k].text)
	}
	for k := i - 1; k > 0 && k >= i-10; k-- {
		if g, sign := f.gap(k + 1); g > loose || sign != 0 && sign != '.' && sign != '-' || len(f.ps[k].text) > 16 {
			return false
		}
		signs += len(f.ps[k].text)
		if g, _ := f.gap(k); g == glued && f.ps[k].digits && len(f.ps[k].text) >= 2 && len(f.ps[k-1].text) == 2 && !f.ps[k-1].digits {
			return signs+2 >= 15 && f.ps[k-1].text != "rf" && f.ps[k-1].text != "nr"
		}
	}
	return false
}

// mail reports whether the piece i stands in a mail address.
func (f *finder) mail(i int) bool { return f.around(i, '@') }

// link reports whether the piece i stands in a URL.
func (f *finder) link(i int) bool { return f.around(i, '/', '/') }

// around reports whether a word holds the signs one behind the other: before
// the piece i, or for a single sign also behind it.
func (f *finder) around(i int, signs ...byte) bool {
	from := f.ps[i].from
	for k := from - 1; k >= len(signs)-1 && k > from-maxWord && f.signs[k] > ' '; k-- {
		if f.signs[k] == signs[0] && f.signs[k-len(signs)+1] == signs[0] {
			return true
		}
	}
	for k := from; len(signs) == 1 && k < len(f.signs) && k < from+maxWord && f.signs[k] > ' '; k++ {
		if f.signs[k] == signs[0] {
			return true
		}
	}
	return false
}

// maxWord is how far the ends of a word are looked for.
const maxWord = 80
