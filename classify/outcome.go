package classify

import (
	"slices"

	v "github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify/phrase"
)

// settleInvoices gives the findings of a mail that is understood the invoices
// they are about, where the sentences alone do not tell.
func (s *scan) settleInvoices() {
	for k := range s.found {
		f := &s.found[k]
		switch {
		case f.Intent == v.IntentOther: // spam speaks of no invoice of ours
			f.Invoices = nil
		case f.Intent == v.IntentDocumentRequest && len(s.found) == 1 && len(f.Invoices) == 0 && statements.In(phrase.Words(phrase.Fold(f.Quote))):
			f.Invoices = s.numbers
		case len(f.Invoices) == 0 && len(s.numbers) == 1 && f.Intent.Severity() < v.IntentDocumentRequest.Severity() && len(v.Reading{Findings: s.found}.PerInvoice()) > 0:
			f.Invoices = s.numbers // there is no other
		}
	}
	s.twins()
}

// statements are the words for a list of all that is open.
var statements = phrase.ParseChoice("rekeningoverzicht|*overzicht|kontoauszug|*auszug|*aufstellung|saldenliste|releve|statement")

// leftOver gives what a mail says of an invoice that it does not name to the one of
// which it says nothing: "it lifts, but it does not come down again. The 340 you'll
// get on Thursday". Where it says the same of one that it names, that is meant.
func (s *scan) leftOver() {
	taken := v.Reading{Findings: s.found}.PerInvoice()
	left := slices.DeleteFunc(slices.Clone(s.numbers), func(n string) bool { return taken[n] != "" })
	if len(left) != 1 || len(taken) == 0 {
		return
	}
	said := map[v.Intent]bool{v.IntentOther: true, v.IntentWrongRecipient: true, v.IntentLegal: true}
	for _, f := range s.found {
		said[f.Intent] = said[f.Intent] || len(f.Invoices) > 0
	}
	for k := range s.found {
		if !said[s.found[k].Intent] {
			s.found[k].Invoices = left
		}
	}
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
