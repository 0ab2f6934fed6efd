package inbound

import (
	"slices"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/inbound/books"
	"github.com/voldaan/voldaan/store"
)

// answerCase keeps what a colleague answers to the mail about a case. A case
// that proposes to hand over is decided by a yes or a no as well; he is told
// what came of it.
func (d *Desk) answerCase(tx *store.Tx, m *letter, p voldaan.Colleague, answered store.Letter, now time.Time) error {
	id := answered.Args.Case
	c, err := tx.Case(d.Creditor.ID, id)
	if err != nil {
		return err
	}
	answer := decide(m.mail.Reply)
	if c.Kind != voldaan.CaseHandover || answer == undecided {
		return d.keepOnCase(tx, m, p, id, now)
	}
	// Another process may be deciding it: the state counts that it leaves.
	if err := tx.Lock(d.Creditor.ID, c.Customer); err != nil {
		return err
	}
	if err := d.keepOnCase(tx, m, p, id, now); err != nil {
		return err
	}
	if c, err = tx.Case(d.Creditor.ID, id); err != nil {
		return err
	}
	result, err := d.decideProposal(tx, answer, c, answered, m.actor(p), now)
	if err != nil {
		return err
	}
	l := d.Creditor.ToColleague(voldaan.LetterHandoverResult, p, now, d.Mint)
	l.Customer = c.Customer
	l.Args = voldaan.LetterArgs{
		Case: c.ID, Reason: string(result.outcome), Invoices: result.invoices, Handover: result.handover, Person: p.Key(),
	}
	_, err = tx.AddLetter(l, "handover:"+string(m.row.ID))
	return err
}

// actor is the colleague on whose mail something is done.
func (m *letter) actor(p voldaan.Colleague) books.Actor {
	return books.Actor{Kind: voldaan.AuthorColleague, Key: p.Key(), Mail: m.row.ID}
}

// proposalResult is what an answer to a proposal has led to: the invoices that
// were handed over, or else those of the proposal.
type proposalResult struct {
	outcome  voldaan.HandoverOutcome
	invoices []voldaan.InvoiceID
	handover voldaan.EventID
}

// decideProposal does what an answer to a proposal asks for. One that is closed
// is not opened again.
func (d *Desk) decideProposal(tx *store.Tx, answer decision, c voldaan.Case, answered store.Letter, by books.Actor, now time.Time,
) (proposalResult, error) {
	out := proposalResult{invoices: c.Invoices}
	shown := answered.SentAt
	if shown.IsZero() { // nobody knows when it left
		shown = answered.Made
	}
	p, err := d.Books.Proposed(tx, c, shown, now)
	if err != nil {
		return out, err
	}
	switch {
	case c.State == voldaan.CaseClosed:
		out.outcome = voldaan.HandoverClosed
		if slices.ContainsFunc(p.Left, func(l books.Line) bool { return l.After == voldaan.StatusHandedOver }) {
			out.outcome = voldaan.HandoverAgain
		}
		return out, nil
	case answer == decidedUnclear:
		out.outcome = voldaan.HandoverUnclear
		return out, nil
	case answer == decidedNo:
		out.outcome = voldaan.HandoverDeclined
		_, err = d.Books.CloseCase(tx, c.ID, by, now)
		return out, err
	case len(p.Take) == 0:
		out.outcome = voldaan.HandoverNothing
		if p.Settled() {
			_, err = d.Books.CloseCase(tx, c.ID, by, now)
		}
		return out, err
	}
	_, h, err := d.Books.HandOverTx(tx, p, by, now)
	return proposalResult{voldaan.HandoverDone, h.Invoices, h.ID}, err
}
