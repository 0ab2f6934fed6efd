// Package amount finds sums of money, and shares of the sum to pay, in the text
// of a mail.
package amount

import (
	"slices"
	"strings"
	"sync"

	"github.com/voldaan/voldaan"
)

// Options say what is known beside the text. The zero value reads any of the
// four languages, in euro, with nothing known to be open.
type Options struct {
	Language string           // "nl", "fr", "en" or "de"; any other for all of them
	Open     voldaan.Amount   // what is open on the invoices spoken of, in minor units; 0 when unknown
	Currency voldaan.Currency // of the account; "" for EUR
}

// Share is a part of what is open: Num of Den parts, or the rest. The zero
// value is no share.
type Share struct {
	Num, Den int64
	Rest     bool
}

// Expression is a sum of money as it stands in a text.
type Expression struct {
	Text      string // verbatim
	From, To  int    // its bytes
	Value     voldaan.Amount
	Currency  voldaan.Currency // of the sign, code or name; else Options.Currency
	Ambiguous bool             // can be read as two sums, or in two currencies
	Share     Share            // of a share, whose Value is 0 as long as what is open is unknown
	Bare      bool             // a number without a mark, a sum by its form or by the words near it
}

// Find lists the sums of money of a text in their order; they do not overlap.
// Values are in hundredths of the currency, of those without a minor unit as
// well ("JPY 500" is 50000), and below zero for a minus sign on either side. A
// share is valued by Options.Open: half a cent counts as one, but for what is
// left, and the rest is what the sums before it leave. A share of a sum that
// stands behind it ("half of 500 euro") is one expression with that part as its
// Value, and no Share. Each end of a range is one, by its full value ("three to
// four hundred" is 300 and 400). The time Find takes grows with the length of
// the text alone.
func Find(text string, o Options) []Expression {
	if o.Currency == "" {
		o.Currency = voldaan.EUR
	}
	b := buffers.Get().(*buffer)
	s := scan{text: text, options: o, all: b.all, digits: b.digits}
	defer func() {
		b.all, b.digits = s.all, s.digits
		buffers.Put(b)
	}()
	if s.lexicon = languages[o.Language]; s.lexicon == nil {
		s.options.Language = ""
		s.lexicon = languages[""]
	}
	s.tokens(text)
	s.marked()
	s.sums = len(s.found)
	s.shares()
	s.bare()
	if before := func(a, b Expression) int { return a.From - b.From }; !slices.IsSortedFunc(s.found, before) {
		slices.SortFunc(s.found, before)
	}
	s.value()
	return s.found
}

// buffer is memory that the next search uses again.
type buffer struct {
	all    []token
	digits []digits
}

var buffers = sync.Pool{New: func() any { return &buffer{} }}

// scan is the state of a search.
type scan struct {
	text    string
	options Options
	lexicon *lexicon
	all     []token
	digits  []digits
	found   []Expression
	sums    int    // of those found, with a mark or the form of a sum: they come first
	done    int    // tokens before it are taken by a sum with a mark
	taken   []bool // tokens that an expression has
	points  bool   // decimals stand behind points, in a number that shows it
	commas  bool   // and behind commas
}

// take adds an expression over the tokens from i to j.
func (s *scan) take(i, j int, e Expression) {
	e.From, e.To = s.all[i].from, s.all[j-1].to
	e.Text = s.text[e.From:e.To]
	if e.Currency == "" {
		e.Currency = s.options.Currency
	}
	s.found = append(s.found, e)
	for k := i; k < j; k++ {
		s.taken[k] = true
	}
}

// value gives the shares their values.
func (s *scan) value() {
	open := s.options.Open
	if open <= 0 || open > voldaan.MaxAmount {
		return
	}
	left := open
	for i := range s.found {
		e := &s.found[i]
		switch {
		case e.Share.Rest:
			e.Value = max(left, 0)
			continue
		case e.Share.Den > 0:
			n, d := voldaan.Amount(e.Share.Num), voldaan.Amount(e.Share.Den)
			if e.Value = (2*open*n + d) / (2 * d); e.Value == left+1 {
				e.Value = left // the second half of an odd cent
			}
		}
		again := i > 0 && s.found[i-1].Value == e.Value && strings.TrimSpace(s.text[s.found[i-1].To:e.From]) == "(" // "€ 500 (five hundred euros)"
		if e.Value > 0 && e.Value != open && e.Currency == s.options.Currency && !again {
			left -= e.Value
		}
	}
}
