package plan

import (
	v "github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify/amount"
)

// kind is what an item of a text says of a plan.
type kind uint8

const (
	aDay    kind = iota + 1
	aSum         // also a share, "the rest" and "the same"
	aCount       // "in three parts", "four times"
	aRhythm      // "a month", "every Friday"
	aMark        // words that only say how the others belong together
)

// mark is a set of such words, and of what a day or a sum is beside.
type mark uint16

const (
	each   mark = 1 << iota // "je", "each": the sum is of every day
	equal                   // "equal": parts of one size
	start                   // "from", "first"
	until                   // "until", "till"
	same                    // a sum: that of the item before
	rest                    // a sum: what the others leave
	bare                    // a sum: a number without a sign
	other                   // a sum: "the other", where a share stands before
	nth                     // a day: of a month that is not named ("the 15th")
	ending                  // a day: the end of a month that is not named
	over                    // a count: of months over which parts are spread
	of                      // a count: its sum follows
	price                   // of what costs something, or was paid before
	no                      // a negation
)

// item is a day, a sum, a count or a rhythm at its place in a text.
type item struct {
	kind        kind
	is          mark
	first, last v.Date // of a day
	value       v.Amount
	share       amount.Share
	count       int
	rhythm      rhythm
	gap         gap // what stands between it and the item before
}

// has reports whether the item is marked by any of a set.
func (i *item) has(m mark) bool { return i.is&m != 0 }

// wholeMonth reports whether a day is a month by its name.
func (i *item) wholeMonth() bool {
	return i.kind == aDay && i.first != i.last && i.first.Time().Day() == 1 && i.last == monthEnd(i.first)
}

// gap is the text between two items.
type gap struct {
	stops  int  // ends of lines and sentences
	commas int  // and of clauses
	ands   int  // words that join
	thens  int  // words that go on to the next part
	words  int  // all others
	or     bool // one or the other
	loose  bool // a word that is no preposition
}

// cost is how little the items on either side of a gap belong together.
func (g gap) cost() int {
	return min(g.stops, 2)*stopCost + min(g.commas+g.ands, 2)*joinCost + min(g.thens, 1)*thenCost + min(g.words, 6)
}

// What the signs and words between two items cost.
const (
	stopCost = 12
	joinCost = 3
	thenCost = 8
)
