// Package plan reads instalment plans: which parts a customer pays on which
// days, where the mail names both or a rhythm.
//
// A text is cut into items: days, sums, counts and rhythms, with what stands
// between them. Of all ways to group them the cheapest counts: a sum with its
// days, days that share a total, or a sum with its rhythm. From the groups the
// parts are computed; "the rest" is what the others leave.
package plan

import (
	"slices"
	"strings"

	v "github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify/amount"
	"github.com/voldaan/voldaan/classify/when"
)

// MaxParts bounds the parts of a plan. More are taken for a misreading.
const MaxParts = 36

// Options are what is known beside the text.
type Options struct {
	Language string   // "nl", "fr", "en" or "de"; any other for all of them
	Today    v.Date   // the mail's day; no part lies before it
	Open     v.Amount // what is to be paid; 0: unknown, and no rest is computed
}

// Text is what a mail says of a plan: stretches one after another. The zero
// value is empty.
type Text struct {
	folded []byte
	days   []when.Expression
	sums   []amount.Expression
	tokens []token // memory of Parts
	items  []item
}

// Reset makes the text empty; its memory is used again.
func (t *Text) Reset() {
	clear(t.days)
	clear(t.sums)
	clear(t.tokens)
	t.folded, t.days, t.sums = t.folded[:0], t.days[:0], t.sums[:0]
}

// Add adds a stretch, folded as phrase.Fold does, and the days and the sums in
// it by its bytes. Other names, of invoices for instance, may be blanked.
func (t *Text) Add(folded string, days []when.Expression, sums []amount.Expression) {
	offset := len(t.folded)
	end := byte('\n')
	if strings.HasSuffix(strings.TrimRight(folded, " "), ",") { // its sentence goes on
		end = ' '
	}
	t.folded = append(append(t.folded, folded...), end)
	for _, d := range days {
		d.From, d.To = d.From+offset, d.To+offset
		t.days = append(t.days, d)
	}
	for _, a := range sums {
		if slices.ContainsFunc(days, func(d when.Expression) bool { return a.From < d.To && d.From < a.To }) {
			continue // a blank in the place of a day was taken for a sign
		}
		a.From, a.To = a.From+offset, a.To+offset
		t.sums = append(t.sums, a)
	}
}

// Parts are the parts of the plan by their days, numbered from 1; none where
// the text has no plan of at least two parts: one day, a number of parts
// without days, sums beyond what is open.
func (t *Text) Parts(o Options) []v.Instalment {
	if o.Today <= 0 || o.Open < 0 || o.Open > v.MaxAmount {
		return nil
	}
	return settle(group(t.read(o)), o)
}
