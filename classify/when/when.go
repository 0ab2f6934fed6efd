// Package when finds the days that a text names in Dutch, French, English and
// German.
//
// A text is cut into tokens; the lexicon of a language tells what each can be;
// rules over those classes find expressions, of which the longest counts; and
// each is resolved to a day or a range, seen from the day of the mail.
package when

import (
	"strings"
	"unicode/utf8"

	"github.com/voldaan/voldaan"
)

// Direction is where an expression looks that fits days before and after today.
type Direction int8

// Auto lets each expression look where its clause looks: back when words of the
// clause say that something happened ("paid", "betaald op"), else forward.
const (
	Auto Direction = iota
	Forward
	Back
)

// Options say how a text is read.
type Options struct {
	// Language is "nl", "fr", "en" or "de". With anything else all four are
	// tried, and the best reading of each stretch wins.
	Language string
	// Today is the day from which relative expressions count; without it
	// nothing is found.
	Today voldaan.Date
	// Direction is where expressions look; the zero value lets their clauses say.
	Direction Direction
	// Calendar tells the business days; the zero value knows weekends only.
	Calendar voldaan.Calendar
}

// Expression is a day or a range of days that a text names.
type Expression struct {
	Text      string       // the matched words, verbatim, without a preposition that means nothing
	From, To  int          // bytes of the text
	Start     int          // runes before it
	Value     voldaan.Date // the day, or the first of a range
	End       voldaan.Date // the last day of a range; zero for one day
	Ambiguous bool         // can be read as two days
	Rule      string       // the name of the rule that found it
	Told      Direction    // where its clause says that it lies: Auto where it does not say
}

// Last is the day that counts for a promise: the last of a range.
func (e Expression) Last() voldaan.Date {
	if e.End != 0 {
		return e.End
	}
	return e.Value
}

// Pieces of a text are read one by one, so that memory stays bounded.
const (
	pieceMin = 2 << 10  // a piece ends at the first blank line after so much
	pieceMax = 16 << 10 // or at the first blank
)

// Find gives the days that a text names, in its order, not overlapping. The
// text may be folded to lower case without accents; capitals only help to tell
// names from days. Time is linear in the length of the text.
func Find(text string, o Options) []Expression { return NewFinder(o).Find(text) }

// Finder finds the days of several texts and uses its memory again. It must not
// be used concurrently.
type Finder struct {
	reader  *reader
	options Options
}

// NewFinder makes a Finder.
func NewFinder(o Options) *Finder { return &Finder{newReader(o), o} }

// Reset makes the options those of the next texts, as a new Finder has them.
func (f *Finder) Reset(o Options) {
	if f.options.Language != o.Language {
		f.reader = newReader(o)
	}
	f.options = o
}

// Find finds the days of one text, as the function of that name does.
func (f *Finder) Find(text string) []Expression { return f.Look(text, f.options.Direction) }

// Look is Find with another direction than the one of the options.
func (f *Finder) Look(text string, d Direction) []Expression {
	if f.options.Today <= 0 || f.options.Today > 3_000_000 || text == "" {
		return nil
	}
	o := f.options
	o.Direction = d
	var out []Expression
	for from := 0; from < len(text); {
		to := from + cutAt(text[from:])
		out = f.reader.read(out, text, from, to, &o)
		from = to
	}
	runes, at := 0, 0
	for i := range out {
		e := &out[i]
		runes += utf8.RuneCountInString(text[at:e.From])
		e.Start, at = runes, e.From
	}
	return out
}

// cutAt is the length of the first piece.
func cutAt(text string) int {
	if len(text) <= pieceMin {
		return len(text)
	}
	end := min(len(text), pieceMax)
	if i := strings.Index(text[pieceMin:end], "\n\n"); i >= 0 {
		return pieceMin + i + 2
	}
	if len(text) <= pieceMax {
		return len(text)
	}
	if i := strings.LastIndexAny(text[pieceMin:pieceMax], " \n\t"); i >= 0 {
		return pieceMin + i + 1
	}
	for i := pieceMax; i > pieceMin; i-- {
		if utf8.RuneStart(text[i]) {
			return i
		}
	}
	return pieceMax
}
