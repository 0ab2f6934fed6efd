package reference

// silent reports whether the digits from i to j are no invoice number but an
// amount, a day, a phone number, an account, a place or a quantity.
func (f *finder) silent(i, j int, listed bool) bool {
	return f.amount(i, j) || f.thousands(i, listed) || f.counted(j) || f.address(i, j) || f.phone(i, j) || f.account(i, j) ||
		f.mail(i) || f.link(i) || f.day(i, j, 0) || f.clock(i, j)
}

// before and after give the nearest sign that is no blank, and its place.
func (f *finder) before(at int) (byte, int) {
	for at--; at >= 0 && f.signs[at] == ' '; at-- {
	}
	if at < 0 {
		return 0, at
	}
	return f.signs[at], at
}

func (f *finder) after(at int) (byte, int) {
	for ; at < len(f.signs) && f.signs[at] == ' '; at++ {
	}
	if at >= len(f.signs) {
		return 0, at
	}
	return f.signs[at], at
}

// amount reports whether a currency stands beside the digits, or cents or a
// percent sign behind them. A currency between two numbers belongs to the one
// that has cents, or else to the second where it stands nearer.
func (f *finder) amount(i, j int) bool {
	from, to := f.ps[i].from, f.ps[j-1].to
	if r, at := f.before(from); r == currency {
		if d, k := f.before(at); !digit(d) || at-k > from-1-at {
			return true
		}
	} else if g, _ := f.gap(i); f.class(i-1)&currencyWord != 0 && g <= loose && (i < 2 || !f.ps[i-2].digits) {
		return true
	}
	if r, at := f.after(to); r == currency || r == '%' {
		if d, k := f.after(at + 1); !digit(d) || k-at-1 > at-to || r == '%' {
			return true
		}
	} else if g, _ := f.gap(j); f.class(j)&currencyWord != 0 && g <= loose {
		next, _ := f.gap(j + 1)
		return j+1 >= len(f.ps) || !f.ps[j+1].digits || next > loose || f.context(i) != named
	}
	return f.cents(to)
}

// cents reports whether ",50", ".50", ",-" or the like follows.
func (f *finder) cents(at int) bool {
	if at+1 >= len(f.signs) || f.signs[at] != ',' && f.signs[at] != '.' {
		return false
	}
	if f.signs[at+1] == '-' {
		return true
	}
	n := 0
	for at++; at < len(f.signs) && digit(f.signs[at]); at++ {
		n++
	}
	return n == 2
}

// thousands reports whether digits stand before a comma or a blank as in
// "1,042" and "1 042,50".
func (f *finder) thousands(i int, listed bool) bool {
	if i == 0 || !f.ps[i-1].digits || listed || len(f.ps[i].text) != 3 {
		return false
	}
	signs := f.signs[f.ps[i-1].to:f.ps[i].from]
	return len(signs) == 1 && (signs[0] == ',' || signs[0] == '\'' || signs[0] == ' ') && len(f.ps[i-1].text) <= 3
}

// counted reports whether a word for what is counted, or a month, follows.
func (f *finder) counted(j int) bool {
	g, sign := f.gap(j)
	return j < len(f.ps) && f.class(j)&(unitWord|monthWord) != 0 && (g == loose && sign != '-' || g == tight && sign == '.') ||
		f.class(j)&monthWord != 0 && f.dotted(j)
}

// dotted reports whether only a dot and blanks stand before the piece j.
func (f *finder) dotted(j int) bool {
	g, sign := f.gap(j)
	return g == loose && (sign == '.' || sign == 0)
}

// address reports whether a street stands before or behind the digits, or a
// town behind a postal code.
func (f *finder) address(i, j int) bool {
	for k := i - 1; k >= 0 && k >= i-4; k-- {
		if g, sign := f.gap(k + 1); g != loose || sign != 0 && sign != '.' || f.ps[k].digits {
			break
		}
		if f.class(k)&streetWord != 0 || streetName(f.ps[k].text) {
			return true
		}
	}
	for k := j; k < len(f.ps) && k < j+3; k++ {
		g, _ := f.gap(k)
		if comma := k == j && f.comma(k); (g != loose && !comma) || f.ps[k].digits {
			break
		}
		if text := f.ps[k].text; f.class(k)&streetWord != 0 && text != "place" && text != "weg" && text != "platz" { // "041 gaat weg"
			return true
		}
	}
	return false
}

// comma reports whether a comma and a blank stand before the piece k.
func (f *finder) comma(k int) bool {
	signs := f.signs[f.ps[k-1].to:f.ps[k].from]
	return len(signs) == 2 && signs[0] == ',' && signs[1] == ' '
}
