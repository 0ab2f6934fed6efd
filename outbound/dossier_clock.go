package outbound

import (
	"slices"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/internal/calendar"
	"github.com/voldaan/voldaan/outbound/dossier"
	"github.com/voldaan/voldaan/outbound/law"
	"github.com/voldaan/voldaan/store"
)

// clock reckons the term of a letter from what shows that it was received.
func (g *gatherer) clock(n law.Notice, l store.Letter) dossier.Notice {
	d := law.Delivery{Channel: law.ChannelEmail, Sent: g.o.Creditor.Day(l.SentAt), Evidence: law.EvidencePresumed}
	evidence, by := dossier.EvidencePresumed, 0
	proof, how := g.proof(l)
	switch {
	case g.cameBack(l):
		d.Bounced, evidence = true, dossier.EvidenceBounced
	case proof != nil:
		d.Evidence, d.Received = law.EvidenceProved, max(d.Sent, g.o.Creditor.Day(proof.Received))
		evidence, by = how, g.number[mailKey(proof.ID)]
	case l.State != voldaan.LetterSent: // nobody knows whether it arrived
		d.Evidence, evidence = law.EvidenceNone, dossier.EvidenceNone
	}
	return g.term(n, l, d, evidence, by)
}

// ledgerClock reckons the term of a legal notice from what the ledger knows of
// its receipt, on which claims rest too: a stranger's answer proves nothing.
func (g *gatherer) ledgerClock(n law.Notice, l store.Letter, known *voldaan.Demand) dossier.Notice {
	d := law.Delivery{Channel: law.ChannelEmail, Sent: known.Day, Evidence: law.EvidencePresumed}
	if !l.SentAt.IsZero() {
		d.Sent = g.o.Creditor.Day(l.SentAt)
	}
	if posted(l) {
		d.Channel = law.ChannelPost
	}
	evidence, by := dossier.EvidencePresumed, 0
	switch {
	case known.State == voldaan.DemandBounced, !posted(l) && g.cameBack(l):
		d.Bounced, evidence = true, dossier.EvidenceBounced
	case known.Received != 0:
		d.Evidence, d.Received = law.EvidenceProved, known.Received
		evidence, by = evidenceBy(known.Proof), g.provedBy(known)
	case l.State != voldaan.LetterSent: // nobody knows whether it arrived
		d.Evidence, evidence = law.EvidenceNone, dossier.EvidenceNone
	}
	return g.term(n, l, d, evidence, by)
}

// evidenceBy names a proof as dossiers do.
func evidenceBy(p voldaan.Proof) dossier.Evidence {
	switch p {
	case voldaan.ProofAnswer:
		return dossier.EvidenceAnswered
	case voldaan.ProofDelivery, voldaan.ProofRead:
		return dossier.EvidenceReceipt
	}
	return dossier.EvidenceEntered
}

// provedBy is the number of the mail that proves that a notice was received;
// zero where a colleague entered it.
func (g *gatherer) provedBy(d *voldaan.Demand) (mail int) {
	for _, e := range g.events {
		if e.Kind == voldaan.EventNoticeReceived && e.Letter == d.Letter && e.On == d.Received && e.Reason == string(d.Proof) &&
			!g.undone[e.Group] {
			mail = g.number[mailKey(e.Mail)]
		}
	}
	return mail
}

// term is a notice with its clock, and the mail by which its receipt is proved.
func (g *gatherer) term(n law.Notice, l store.Letter, d law.Delivery, evidence dossier.Evidence, by int) dossier.Notice {
	kind := l.Kind
	if posted(l) {
		kind = l.Args.Letter
	}
	out := dossier.Notice{
		Mail: g.number[keyOf(l)], Kind: string(kind), Sent: d.Sent, Channel: string(d.Channel), Evidence: evidence, Proof: by,
		Law: n.Law, Source: n.Source, Standing: string(n.Standing), ToCheck: g.toCheck(n),
	}
	year := d.Sent.Time().Year()
	cal, err := calendar.Statutory(n.Country, year, year+1) // only post needs one
	if err != nil {
		cal = voldaan.Calendar{Country: n.Country}
	}
	c, err := n.Clock(d, cal)
	if err != nil {
		out.Void = err.Error()
		return out
	}
	out.Received, out.First, out.Last, out.DueFrom = c.Received, c.First, c.Last, c.DueFrom
	return out
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
