package reference

import "strconv"

// listed reports whether the piece i goes on with the list of which the last
// item is a part: nothing stands between but signs and words of a list.
func (f *finder) listed(i int) bool {
	from := f.last.to
	if from == 0 || i-from > 6 || i < from {
		return false
	}
	joined := false
	for k := from; k < i; k++ {
		c := f.class(k)
		if f.ps[k].digits || c&(joinWord|rangeWord|numberWord|invoiceWord|smallWord) == 0 {
			return false
		}
		joined = joined || c&(joinWord|rangeWord) != 0
	}
	for k := from; k <= i; k++ {
		signs := f.signs[f.ps[k-1].to:f.ps[k].from]
		if len(signs) > 8 {
			return false
		}
		for at := range len(signs) {
			switch signs[at] {
			case ',', ';', '+', '&', '/', '-':
				joined = true
			case ' ', '(', ')', '#', '\'', '"', '.', '\n':
			default:
				return false
			}
		}
	}
	if from == i && !joined { // "041 042": only numbers of one length
		joined = f.signs[f.ps[i-1].to:f.ps[i].from] == " " && len(f.ps[i].text) == len(f.ps[i-1].text) && f.ps[i].text[0] == '0'
	}
	return joined && !f.decimals(i)
}

// decimals reports whether the piece i stands behind a comma as the cents of an
// amount do.
func (f *finder) decimals(i int) bool {
	signs := f.signs[f.ps[i-1].to:f.ps[i].from]
	return f.ps[i-1].digits && len(signs) == 1 && signs[0] == ',' && len(f.ps[i].text) == 2 && len(f.ps[i-1].text) != 2
}

// ranged reports whether what stands between the pieces makes a range.
func (f *finder) ranged(from, to int) bool {
	if from == 0 || to < from || to-from > 5 {
		return false
	}
	if from == to {
		g, sign := f.gap(to)
		return sign == '-' && (g == tight || g == loose)
	}
	words := false
	for k := from; k < to; k++ {
		switch c := f.class(k); {
		case c&rangeWord != 0:
			words = true
		case c&(joinWord|numberWord|invoiceWord|smallWord) == 0:
			return false
		}
	}
	return words && f.listed(to)
}

// ends tells the series and the first and last number of a range.
func ends(a, b number) (s series, first, last int, ok bool) {
	if a.serial == "" || b.serial == "" || a.series() != b.series() {
		return s, 0, 0, false
	}
	first, err := strconv.Atoi(a.serial)
	if err != nil {
		return s, 0, 0, false
	}
	last, err = strconv.Atoi(b.serial)
	return a.series(), first, last, err == nil && first < last
}
