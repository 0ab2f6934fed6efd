package reference

import (
	"strconv"
	"strings"
)

// Known is an invoice that a text may name.
type Known struct {
	Number    string
	Reference string // payment reference in any written form; "" for none
}

// written is one form in which an invoice can be named as a whole.
type written struct {
	known   int
	full    bool // with the letters that belong to it
	payment bool // a payment reference
	short   bool // too few digits to be told from any other number
}

// Index is all that is known, by the ways of writing it. It may be used
// concurrently.
type Index struct {
	empty   bool
	numbers []number
	forms   map[string][]written
	serials map[series]map[int]int // number of a series -> known
	longest int                    // signs of the longest form
	first   [16]uint64             // a bit for each hash of the pairs of signs with which forms begin
}

// NewIndex prepares known invoices for several texts.
func NewIndex(known []Known) *Index {
	x := &Index{empty: len(known) == 0, forms: map[string][]written{}, serials: map[series]map[int]int{}}
	for i, k := range known {
		x.addNumber(i, k.Number)
		x.addReference(i, k.Reference)
	}
	return x
}

func (x *Index) add(form string, w written) {
	for _, old := range x.forms[form] {
		if old.known == w.known {
			return
		}
	}
	if form == "" || len(form) > maxForm/2 {
		return
	}
	x.forms[form] = append(x.forms[form], w)
	x.longest = max(x.longest, len(form))
	for _, second := range [...]byte{0, second(form)} {
		h := pair(form[0], second)
		x.first[h>>6] |= 1 << (h & 63)
	}
}

// second is the second sign of a form or a piece; "|" where there is none.
func second(s string) byte {
	if len(s) < 2 {
		return '|'
	}
	return s[1]
}

// pair is the hash of two signs.
func pair(first, second byte) uint32 {
	return (uint32(first)<<8 | uint32(second)) * 0x9E3779B1 >> 22
}

// begins reports whether a form can begin with a piece, with or without the
// zeros that pad it: most pieces begin none.
func (x *Index) begins(piece string) bool {
	has := func(first, second byte) bool {
		h := pair(first, second)
		return x.first[h>>6]>>(h&63)&1 == 1
	}
	if has(piece[0], second(piece)) || len(piece) == 1 && has(piece[0], 0) {
		return true
	}
	s := strip(piece)
	return len(s) < len(piece) && (has(s[0], second(s)) || len(s) == 1 && has(s[0], 0))
}

// addNumber enters an invoice number whole, without its letters, and without
// the zeros that pad its parts: joined by "|", as written with signs between
// them, and without.
func (x *Index) addNumber(i int, s string) {
	ps := pieces(fold(s))
	n := split(ps)
	x.numbers = append(x.numbers, n)
	if n.whole == 0 {
		return
	}
	short := n.whole < 5
	x.add(concat(ps), written{known: i, full: true, short: short && concat(ps) == n.all()})
	if digits := n.all(); digits != concat(ps) && n.prefix != "" {
		x.add(digits, written{known: i, short: short})
	}
	var parts []string
	for _, p := range ps {
		if p.digits {
			parts = append(parts, strip(p.text))
		}
	}
	if len(parts) > 1 {
		x.add(strings.Join(parts, "|"), written{known: i, short: short})
		if bare := strings.Join(parts, ""); len(bare) >= 6 {
			x.add(bare, written{known: i})
		}
	}
	if v, err := strconv.Atoi(n.serial); err == nil && len(n.serial) <= 9 {
		s := n.series()
		if x.serials[s] == nil {
			x.serials[s] = map[int]int{}
		}
		if _, twice := x.serials[s][v]; !twice {
			x.serials[s][v] = i
		}
	}
}

// addReference enters a payment reference by its signs alone.
func (x *Index) addReference(i int, s string) {
	if s == "" {
		return
	}
	if _, canonical, ok := Parse(s); ok {
		s = canonical
	}
	if form := concat(pieces(fold(s))); len(form) >= 7 {
		x.add(form, written{known: i, full: true, payment: true})
	}
}

// ending lists the known numbers that end with the digits written, in front of
// a year where one stands behind.
func (x *Index) ending(digits string) []int {
	var out []int
	for i, n := range x.numbers {
		if n.serial == "" || len(digits) >= n.whole {
			continue
		}
		if strings.HasSuffix(n.before+n.serial, digits) || strip(n.serial) == strip(digits) {
			out = append(out, i)
		}
	}
	return out
}
