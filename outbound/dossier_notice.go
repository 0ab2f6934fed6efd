package outbound

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/outbound/law"
	"github.com/voldaan/voldaan/store"
)

// notices are the letters that set a term of the law, with their clocks and the
// evidence of receipt that these rest on (invariant 11): those that the ledger
// knows as legal notices, and demands that are worded as one.
func (g *gatherer) notices() error {
	if g.book == nil {
		return nil
	}
	for _, l := range g.letters {
		n, known := g.noticeOf(l)
		if !known {
			continue
		}
		if d := g.noticed(l.ID); d != nil {
			g.d.Notices = append(g.d.Notices, g.ledgerClock(n, l, d))
			continue
		}
		if l.Class != voldaan.ClassDemand || l.SentAt.IsZero() {
			continue
		}
		raw, err := g.bytes(letterKey(l.ID))
		if err != nil {
			return err
		}
		if setsTerm(n, letterText(raw)) {
			g.d.Notices = append(g.d.Notices, g.clock(n, l))
		}
	}
	return nil
}

// noticeOf is what the law says of a notice: that which the letter stated, or
// else that of the debtor's country.
func (g *gatherer) noticeOf(l store.Letter) (law.Notice, bool) {
	if t := l.Args.Notice; t != nil {
		return g.book.Notice(t.Country, t.Kind)
	}
	return g.book.Notice(cmp.Or(g.l.Customer.Country, g.o.Creditor.Country), g.l.Customer.Kind)
}

// noticed is what the ledger knows of a letter as a legal notice about the
// invoices of the dossier; nil where it is none, or never left.
func (g *gatherer) noticed(id voldaan.LetterID) *voldaan.Demand {
	for i := range g.l.Demands {
		d := &g.l.Demands[i]
		if d.Letter == id && d.Notice && g.about[d.Invoice] && (d.State == voldaan.DemandSent || d.State == voldaan.DemandBounced) {
			return d
		}
	}
	return nil
}

// setsTerm reports whether a letter sets the term of a notice: worded as the
// law wants, or, where it prescribes no words, naming the days.
func setsTerm(n law.Notice, text string) bool {
	if text == "" {
		return false
	}
	if len(n.Wordings) > 0 {
		return n.CheckWording(text) == nil
	}
	spelled := "veertien|quatorze|vierzehn|fourteen"
	if n.Days != 14 {
		spelled = fmt.Sprint(n.Days)
	}
	term := fmt.Sprintf(`(?i)(^|\D)(%d|%s)\s+(kalender)?(dagen|jours|Tagen?|calendar days|days)`, n.Days, spelled)
	return regexp.MustCompile(term).MatchString(text)
}

// toCheck reports whether nobody has verified what a notice must say.
func (g *gatherer) toCheck(n law.Notice) bool {
	return slices.ContainsFunc(g.book.Unverified(), func(e law.Entry) bool { return e.Key == n.Key() && !e.Usable })
}
