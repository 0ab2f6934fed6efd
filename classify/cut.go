package classify

import (
	"slices"
	"strings"

	"github.com/voldaan/voldaan/classify/phrase"
)

// completes reports whether words before a cut say something, or have a day that
// does where another invoice follows: "041 on the 3rd, 052 on the 10th".
func completes(before, behind []phrase.Word) bool {
	return slices.ContainsFunc(before, speaking) || names(behind) && slices.ContainsFunc(before, func(w phrase.Word) bool { return w.Text == "%" })
}

// speaking reports whether a word is more than what names an invoice: "052, the 450
// one, follows on Friday" has no end behind "one".
func speaking(w phrase.Word) bool {
	return w.Text[0] > '9' && !strings.Contains("&%$@", w.Text) && !naming.Has(w)
}

var naming = phrase.ParseChoice("the|a|of|for|from|one|ones|and|de|het|die|dat|van|voor|over|uit|en|le|la|les|celle|du|des|pour|et|der|das|den|vom|von|uber|fur|aus|und|ad|factuur|facture|rechnung|invoice|bill|nr|no|eur|euro")

// lists reports whether the number that ends a stretch and the one that begins
// the next stand in a list: "for 041 and 052 we ask".
func (t *stretch) lists(next *stretch) bool {
	w := t.words
	return len(w) > 0 && w[len(w)-1].Text == "&" && names(next.words)
}

// names reports whether words begin with the number of an invoice.
func names(w []phrase.Word) bool {
	i := slices.IndexFunc(w, func(x phrase.Word) bool { return !naming.Has(x) })
	return i >= 0 && w[i].Text == "&"
}

// listed is how sure the parts of a sentence must be to say different things of
// the invoices of a list.
const listed = 0.85
