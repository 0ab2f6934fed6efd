package outbound

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/outbound/dossier"
	"github.com/voldaan/voldaan/outbound/law"
	"github.com/voldaan/voldaan/store"
)

// notices are the demands that set a term of the law, with their clocks and
// the evidence of receipt that these rest on (invariant 11).
func (g *gatherer) notices() error {
	country := cmp.Or(g.l.Customer.Country, g.o.Creditor.Country)
	n, known := g.book.Notice(country, g.l.Customer.Kind)
	if !known {
		return nil
	}
	for _, l := range g.letters {
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

// clock reckons the term of a letter from what shows that it was received.
func (g *gatherer) clock(n law.Notice, l store.Letter) dossier.Notice {
	out := dossier.Notice{
		Mail: g.number[letterKey(l.ID)], Kind: string(l.Kind), Sent: g.o.Creditor.Day(l.SentAt), Channel: string(law.ChannelEmail),
		Law: n.Law, Source: n.Source, Standing: string(n.Standing), ToCheck: g.toCheck(n),
	}
	d := law.Delivery{Channel: law.ChannelEmail, Sent: out.Sent, Evidence: law.EvidencePresumed}
	out.Evidence = dossier.EvidencePresumed
	proof, how := g.proof(l)
	switch {
	case g.cameBack(l):
		d.Bounced, out.Evidence = true, dossier.EvidenceBounced
	case proof != nil:
		d.Evidence, d.Received = law.EvidenceProved, max(d.Sent, g.o.Creditor.Day(proof.Received))
		out.Evidence, out.Proof = how, g.number[mailKey(proof.ID)]
	case g.entered(l.ID) != 0:
		d.Evidence, d.Received, out.Evidence = law.EvidenceProved, g.entered(l.ID), dossier.EvidenceEntered
	case l.State != voldaan.LetterSent: // nobody knows whether it arrived
		d.Evidence, out.Evidence = law.EvidenceNone, dossier.EvidenceNone
	}
	c, err := n.Clock(d, voldaan.Calendar{}) // mail needs no calendar
	if err != nil {
		out.Void = err.Error()
		return out
	}
	out.Received, out.First, out.Last, out.DueFrom = c.Received, c.First, c.Last, c.DueFrom
	return out
}

// entered is the day on which a letter was received as a colleague entered it;
// zero where nobody did.
func (g *gatherer) entered(id voldaan.LetterID) voldaan.Date {
	for _, d := range g.l.Demands {
		if d.Letter == id && d.Received != 0 && (d.Proof == voldaan.ProofPost || d.Proof == voldaan.ProofColleague) {
			return d.Received
		}
	}
	return 0
}

// toCheck reports whether nobody has verified what a notice must say.
func (g *gatherer) toCheck(n law.Notice) bool {
	return slices.ContainsFunc(g.book.Unverified(), func(e law.Entry) bool { return e.Key == n.Key() && !e.Usable })
}

// cameBack reports whether a letter reached none of its recipients.
func (g *gatherer) cameBack(l store.Letter) bool {
	return !slices.ContainsFunc(l.Recipients, func(r voldaan.Recipient) bool { return r.State != voldaan.LetterFailed })
}

// proof is the first mail that shows that a letter was received: a person's
// answer, or a report of its delivery (RFC 3464) or reading (RFC 8098). An
// automatic answer proves nothing about a person, and is none.
func (g *gatherer) proof(l store.Letter) (*store.Mail, dossier.Evidence) {
	var first *store.Mail
	var how dossier.Evidence
	for i := range g.mails {
		m := &g.mails[i]
		if m.Letter != l.ID || (first != nil && !m.Received.Before(first.Received)) {
			continue
		}
		report := g.header[m.ID].report
		switch {
		case m.Kind == voldaan.MailCustomer && m.State == store.MailHandled:
			first, how = m, dossier.EvidenceAnswered
		case m.Kind == voldaan.MailReport && (report == "delivery-status" || report == "disposition-notification"):
			first, how = m, dossier.EvidenceReceipt
		}
	}
	return first, how
}
