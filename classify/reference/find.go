package reference

import (
	"cmp"
	"slices"
	"strings"
	"sync"
)

// Mention is one known invoice that a text names.
type Mention struct {
	Index    int  // of the known
	From, To int  // bytes of the text; of the whole range for one that stands between its ends
	Exact    bool // by its whole number or payment reference, not by its last digits
}

// Unsure is what could name several known invoices.
type Unsure struct {
	From, To   int   // bytes of the text
	Candidates []int // of the known, in their order
}

// Find lists the invoices that a text names, in its order: by their number or
// payment reference in any usual shape, or by the last digits where exactly
// one known number ends so: three digits, or two behind a word for an invoice
// or in a list of invoices. A range names each known one in it. What names
// several comes second. Amounts, days, accounts, phone numbers, addresses and
// longer numbers name none.
//
// The time is linear in the text and, for each number in it, in the known.
func Find(text string, known []Known) ([]Mention, []Unsure) { return NewIndex(known).Find(text) }

// Find looks through one text, as the function of that name does.
func (x *Index) Find(text string) ([]Mention, []Unsure) {
	if x.empty || text == "" {
		return nil, nil
	}
	f := &finder{folded: fold(text), Index: x, classes: wordClasses()}
	f.ps = pieces(f.folded)
	for i := 0; i < len(f.ps); {
		it, ok := f.item(i)
		if !ok {
			i++
			continue
		}
		f.accept(it)
		i = it.to
	}
	slices.SortStableFunc(f.mentions, func(a, b Mention) int { return cmp.Compare(a.From, b.From) })
	return f.mentions, f.unsure
}

var wordClasses = sync.OnceValue(classes)

// finder looks through one text.
type finder struct {
	folded
	*Index
	classes  map[string]uint16
	ps       []piece
	last     item // the one before, for lists and ranges; to is 0 for none
	mentions []Mention
	unsure   []Unsure
}

// item is a number that stands in the text: a known one, one of several, or
// one of a known series that is not known itself (no candidates).
type item struct {
	from, to   int // pieces
	candidates []int
	exact      bool
	number     number // its parts, or those of the number that it would be
}

// class tells the classes of the piece i; 0 where there is none.
func (f *finder) class(i int) uint16 {
	if i < 0 || i >= len(f.ps) || f.ps[i].digits {
		return 0
	}
	return f.classes[f.ps[i].text]
}

// gap tells what stands before the piece i.
func (f *finder) gap(i int) (gap, byte) {
	if i <= 0 || i >= len(f.ps) {
		return far, 0
	}
	return between(f.signs[f.ps[i-1].to:f.ps[i].from])
}

// item finds the number that begins at the piece i.
func (f *finder) item(i int) (item, bool) {
	if it, ok := f.whole(i); ok {
		return it, true
	}
	if !f.ps[i].digits || f.ps[i].repaired {
		return item{}, false
	}
	return f.partly(i)
}

// accept notes an item, and what a range that ends with it names.
func (f *finder) accept(it item) {
	from, to := f.start(f.ps[it.from].from), f.behind(f.ps[it.to-1].to-1)
	if f.last.to > 0 && f.ranged(f.last.to, it.from) {
		f.inside(f.last, it, to)
	}
	switch len(it.candidates) {
	case 0:
	case 1:
		f.mentions = append(f.mentions, Mention{it.candidates[0], from, to, it.exact})
	default:
		f.unsure = append(f.unsure, Unsure{from, to, it.candidates})
	}
	f.last = it
}

// inside names the known numbers that stand between the ends of a range.
func (f *finder) inside(a, b item, to int) {
	s, first, last, ok := ends(a.number, b.number)
	if !ok || last-first > maxRange {
		return
	}
	from := f.start(f.ps[a.from].from)
	var in []int
	for v, i := range f.serials[s] {
		if v > first && v < last {
			in = append(in, i)
		}
	}
	slices.SortFunc(in, func(a, b int) int { return strings.Compare(f.numbers[a].serial, f.numbers[b].serial) })
	for _, i := range in {
		f.mentions = append(f.mentions, Mention{i, from, to, a.exact && b.exact})
	}
}
