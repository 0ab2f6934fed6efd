package classify

import (
	"slices"

	v "github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify/phrase"
)

// sentencesApart is how many sentences may stand between the day of a promise and its sum.
const sentencesApart = 2

// wed gives a promise that names its day and no sum the sum that another sentence
// promises without a day, where nothing else is promised: "our run is on the
// 25th. It holds 3,140 less the 195".
func (s *scan) wed() {
	day, sum := -1, -1
	for k, f := range s.found {
		if f.Intent != v.IntentPromise {
			continue
		}
		switch {
		case !f.Date.IsZero() && day >= 0 && s.found[day].Date != f.Date, f.Amount > 0 && sum >= 0 && s.found[sum].Amount != f.Amount:
			return
		case !f.Date.IsZero() && f.Amount > 0:
			return
		case !f.Date.IsZero() && day < 0:
			day = k
		case f.Date.IsZero() && f.Amount > 0:
			sum = k
		}
	}
	if day < 0 || sum < 0 {
		return
	}
	a, b := s.from[day], s.from[sum]
	if far := s.place(b) - s.place(a); far > sentencesApart || far < -sentencesApart || undated(b) || !sameInvoices(s.found[day].Invoices, s.found[sum].Invoices) {
		return
	}
	s.found[day].Amount, s.found[day].Currency = s.found[sum].Amount, s.found[sum].Currency
}

// sameInvoices reports whether two findings may be of the same invoices.
func sameInvoices(a, b []string) bool {
	if len(a) == 0 || len(b) == 0 {
		return true
	}
	return slices.Equal(distinct(slices.Clone(a)), distinct(slices.Clone(b)))
}

// undated reports whether a stretch leaves the day of what it speaks of open, asks,
// or speaks of another payment.
func undated(t *stretch) bool {
	return t.question || slices.ContainsFunc(bare(nil, t.Folded[t.from:t.to]), someDay.Has)
}

var someDay = phrase.ParseChoice("later|spater|tard|asap|zsm|once|when|sobald|zodra|quand|lorsque|wenn|fois|follow*|folgt|folgen|volgt|volgen|suit|suivra|suivront|yet|binnenkort|bald|bientot|soon|" +
	"other|others|second|andere|anderen|tweede|autre|autres|seconde|zweite|zweiten|before|bevor|voordat|avant|after|apres|until|unless|bis|tot")
