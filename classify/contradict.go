package classify

import (
	"slices"

	v "github.com/voldaan/voldaan"
)

// contradictions flags payments that do not fit what is owed or what else the
// mail says: less than the sum, before there was an invoice, and a promise of
// what is said to be paid.
func (s *scan) contradictions() {
	for i := range s.found {
		f := &s.found[i]
		if f.Intent != v.IntentAlreadyPaid {
			continue
		}
		if paid := s.paidIn(i); paid > 0 && len(f.Invoices) > 0 && paid < s.open(f.Invoices) {
			f.Flags = append(f.Flags, v.FlagShort)
		}
		if !f.Date.IsZero() && slices.ContainsFunc(s.ctx.Invoices, func(c v.ContextInvoice) bool {
			return slices.Contains(f.Invoices, c.Number) && c.Issued > f.Date
		}) {
			f.Flags = append(f.Flags, v.FlagContradiction)
		}
		if f.Amount == 0 && slices.ContainsFunc(s.found, func(p v.Finding) bool {
			return p.Intent == v.IntentPromise && p.Amount == 0 && !p.Date.IsZero() && p.Quote != f.Quote && len(f.Invoices) > 0 && slices.Equal(p.Invoices, f.Invoices)
		}) {
			f.Flags = append(f.Flags, v.FlagContradiction)
		}
	}
}

// paidIn is how much is said to be paid of what finding i speaks of: its sums,
// and those of the others about the same invoices; zero: no sum is named.
func (s *scan) paidIn(i int) v.Amount {
	f := &s.found[i]
	if f.Amount == 0 {
		return 0
	}
	var own, all v.Amount
	for _, x := range s.from[i].mentions.sums {
		own += x.Value
	}
	for _, other := range s.found {
		if other.Intent == v.IntentAlreadyPaid && slices.Equal(other.Invoices, f.Invoices) {
			all += other.Amount
		}
	}
	return max(own, all, f.Amount)
}
