package classify

import (
	"slices"

	v "github.com/voldaan/voldaan"
)

// settleInvoices gives the findings of a mail that is understood the invoices
// they are about, where the sentences alone do not tell.
func (s *scan) settleInvoices() {
	for k := range s.found {
		f := &s.found[k]
		switch {
		case f.Intent == v.IntentOther: // spam speaks of no invoice of ours
			f.Invoices = nil
		case len(f.Invoices) == 0 && len(s.numbers) == 1 && f.Intent.Severity() < v.IntentDocumentRequest.Severity() && len(v.Reading{Findings: s.found}.PerInvoice()) > 0:
			f.Invoices = s.numbers // there is no other
		}
	}
	s.twins()
}

// twins takes out of what is contested as a second invoice for one thing the
// first one, which the mail says is paid or will be.
func (s *scan) twins() {
	var settled []string
	for _, f := range s.found {
		if f.Intent == v.IntentAlreadyPaid || f.Intent == v.IntentPromise {
			settled = append(settled, f.Invoices...)
		}
	}
	for k := range s.found {
		f := &s.found[k]
		if f.Intent != v.IntentDispute || len(f.Invoices) < 2 {
			continue
		}
		left := slices.DeleteFunc(slices.Clone(f.Invoices), func(n string) bool { return slices.Contains(settled, n) })
		if len(left) > 0 {
			f.Invoices = left
		}
	}
}

// restBefore reports whether the sentence before a stretch, which says nothing of
// its own, speaks of the other invoices: "The other two are fine. They go on Friday".
func (s *scan) restBefore(t *stretch) bool {
	k := s.place(t) - 1
	if k < 0 {
		return false
	}
	p := &s.parts[k]
	return p.Part == inReply && len(p.mentions.invoices) == 0 && waysOf(p.mentions.told)&byRest != 0 && !slices.Contains(s.from, p)
}
