package reference

import (
	"strconv"
	"strings"
)

// maxRange is how many numbers a range can hold.
const maxRange = 5000

// partly finds the known number of which the last digits stand from i on.
func (f *finder) partly(i int) (item, bool) {
	listed := f.listed(i)
	if g, sign := f.gap(i); i > 0 && (g == glued || g == tight) {
		switch before := f.ps[i-1]; {
		case before.digits && (!listed || sign == '.'):
			return item{}, false
		case !before.digits && sign != '_' && !f.ownWord(i) && !f.prefixed(i):
			return item{}, false
		}
	}
	j := i + 1
	for j < len(f.ps) && f.ps[j].digits {
		if g, sign := f.gap(j); g != tight || f.sameWidth(i, j, sign, listed) {
			break
		}
		j++
	}
	digits := concat(f.ps[i:j])
	if !f.bounded(j) {
		return item{}, false
	}
	context := f.context(i)
	if f.prefixed(i) {
		context = named
	}
	if context == open && f.short(i) && len(f.ending(digits)) == 1 {
		context = named
	}
	if context == foreign || !tells(digits, context == named || listed) || f.silent(i, j, listed) {
		return item{}, false
	}
	return f.resolve(i, j, digits, listed, context)
}

// short reports whether the digits from i on are written as the end of a number:
// "-11", "la 41", of which the article is that of no day.
func (f *finder) short(i int) bool {
	from := f.ps[i].from
	if from > 0 && f.signs[from-1] == '-' {
		return from == 1 || f.signs[from-2] == ' ' || f.signs[from-2] == '\n'
	}
	g, sign := f.gap(i)
	if i == 0 || g != loose || sign != 0 {
		return false
	}
	return f.ps[i-1].text == "la" || f.ps[i-1].text == "die" && (i+1 == len(f.ps) || verbs[f.ps[i+1].text])
}

// verbs follow the short number of an invoice in German, where "die 41" may count
// what a noun behind it names.
var verbs = map[string]bool{
	"ist": true, "wird": true, "geht": true, "kommt": true, "folgt": true, "habe": true, "haben": true, "hab": true, "war": true, "uberweise": true, "uberweisen": true,
	"zahle": true, "zahlen": true, "und": true, "am": true, "heute": true, "morgen": true, "sind": true, "gehen": true, "bezahle": true, "begleiche": true, "begleichen": true,
}

// tells reports whether last digits say enough: two where the words around say
// that it is an invoice, else three that are no year and no round number, which
// mostly counts something.
func tells(digits string, said bool) bool {
	n := len(digits)
	if said || n > 12 {
		return n >= 2 && n <= 12
	}
	return n >= 3 && !year(digits) && (n > 3 || digits[0] == '0' || digits[n-1] != '0')
}

// ownWord reports whether the letters that are tied to the digits from i on
// can say that they are an invoice: a word for it, or the letters of a series
// before zeros ("F041").
func (f *finder) ownWord(i int) bool {
	if f.class(i-1)&(invoiceWord|joinWord) != 0 || f.class(i-1)&numberWord != 0 && len(f.ps[i-1].text) > 1 {
		return true
	}
	g, sign := f.gap(i)
	return g == tight && sign == '.' && f.class(i-1)&numberWord != 0 ||
		f.ps[i].text[0] == '0' && len(f.ps[i].text) > 2 && len(f.ps[i-1].text) <= 3 && f.class(i-1) == 0 && !f.startsGlued(i-1)
}

// resolve tells which known number is meant: in a list the one of the same
// series as the one before, else the only one that ends so.
func (f *finder) resolve(i, j int, digits string, listed bool, context context) (item, bool) {
	it := item{from: i, to: j}
	if listed && f.last.number.serial != "" {
		n := f.last.number
		if len(digits) <= len(n.serial) {
			n.serial = n.serial[:len(n.serial)-len(digits)] + digits
			it.number = n
			if v, err := strconv.Atoi(n.serial); err == nil {
				if k, ok := f.serials[n.series()][v]; ok {
					it.candidates = []int{k}
					return it, true
				}
			}
		}
	}
	it.candidates = f.ending(digits)
	switch {
	case len(it.candidates) == 1:
		it.number = f.numbers[it.candidates[0]]
	case len(it.candidates) == 0 && it.number.serial == "":
		var ok bool
		if it.number, it.exact, ok = f.ofSeries(i, j, digits, context); !ok {
			return item{}, false
		}
	case len(it.candidates) == 0 && !f.ranged(f.last.to, i):
		return item{}, false
	}
	return it, true
}

// ofSeries reads a number of a known series that is not known itself, such as
// the end of a range: written whole, or its last digits behind a word where
// there is one series only.
func (f *finder) ofSeries(i, j int, digits string, context context) (out number, written, one bool) {
	found := map[series]bool{}
	for _, n := range f.numbers {
		rest, ok := strings.CutPrefix(digits, n.before)
		whole := ok && n.before != "" && n.after == "" && len(rest) == len(n.serial)
		if n.serial != "" && (whole || context == named && j-i == 1 && len(digits) <= len(n.serial) && len(digits) >= 2) {
			if !whole {
				rest = digits
			}
			v, err := strconv.Atoi(rest)
			if err != nil {
				continue
			}
			found[n.series()] = true
			n.serial = pad(v, len(n.serial))
			out, written = n, whole
		}
	}
	return out, written, len(found) == 1
}

func pad(v, width int) string {
	s := strconv.Itoa(v)
	return strings.Repeat("0", max(0, width-len(s))) + s
}

// prefixed reports whether the letters of a known number are tied to the
// digits from i on: "INV-417".
func (f *finder) prefixed(i int) bool {
	g, sign := f.gap(i)
	if i == 0 || f.ps[i-1].digits || g == far || g == loose && sign != 0 || f.startsGlued(i-1) {
		return false
	}
	for _, n := range f.numbers {
		if n.prefix != "" && n.prefix == f.ps[i-1].text {
			return true
		}
	}
	return false
}

// sameWidth reports whether the piece j is the next of a list that begins at
// i: "0417/0418".
func (f *finder) sameWidth(i, j int, sign byte, listed bool) bool {
	return (sign == '/' || sign == '-') && len(f.ps[i].text) == len(f.ps[j].text) && len(f.ps[i].text) >= 2 && !year(f.ps[i].text) &&
		(len(f.ps[i].text) > 2 || listed || f.context(i) == named)
}

// bounded reports whether the digits before the piece j are no part of a longer
// number or word.
func (f *finder) bounded(j int) bool {
	g, sign := f.gap(j)
	switch {
	case j >= len(f.ps) || g == far || g == loose:
		return true
	case g == glued:
		return false
	case f.ps[j].digits:
		return sign == '/' || sign == '-'
	}
	return sign != '/' && (sign != '-' || len(f.ps[j].text) > 2)
}
