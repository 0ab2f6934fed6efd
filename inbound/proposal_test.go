package inbound_test

import (
	"testing"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/inbound/books"
	"github.com/voldaan/voldaan/store"
)

// proposal is a case that proposes to hand over what a customer has overdue,
// and the mail about it.
func (d *desk) proposal(customer string) (voldaan.Case, store.Letter) {
	d.Helper()
	l := d.ledger(customer)
	c := voldaan.Case{
		ID: voldaan.CaseID("voorstel-" + customer), Creditor: d.Creditor.ID, Customer: l.Customer.ID, Kind: voldaan.CaseHandover,
		Reason: "handover_proposed", Owner: d.Creditor.Owner().Key(), Opened: d.now, Deadline: d.now.AddDate(0, 0, 2), State: voldaan.CaseOpen,
	}
	c.Invoices, _ = voldaan.ForHandover(l, d.today())
	letter := d.Creditor.ToColleague(voldaan.LetterCase, d.Creditor.Owner(), d.now, d.Mint)
	letter.Customer, letter.Args = c.Customer, voldaan.LetterArgs{Case: c.ID, Invoices: c.Invoices}
	d.tx(func(tx *store.Tx) error {
		if err := tx.PutCase(c); err != nil {
			return err
		}
		_, err := tx.AddLetter(letter, "")
		return err
	})
	row := get(d, func(tx *store.Tx) (store.Letter, error) { return tx.Letter(d.Creditor.ID, letter.ID) })
	d.now = d.now.Add(time.Hour)
	return c, row
}

// says lets Eva answer a letter and gives what came of it: outcomes of the
// mails to her, in their order.
func (d *desk) says(to store.Letter, answers ...string) (out []voldaan.HandoverOutcome) {
	d.Helper()
	for _, text := range answers {
		d.gets(byEva(mail{to: plus(to.Recipients[0].Token), re: to.MessageID, body: text}))
	}
	for _, l := range d.results() {
		out = append(out, voldaan.HandoverOutcome(l.Args.Reason))
	}
	return out
}

// results are the mails that tell what came of answers to proposals.
func (d *desk) results() (out []store.Letter) {
	d.Helper()
	for _, l := range d.queued() {
		if l.Kind == voldaan.LetterHandoverResult {
			out = append(out, l)
		}
	}
	return out
}

// caseNow is a case as it is.
func (d *desk) caseNow(id voldaan.CaseID) voldaan.Case {
	d.Helper()
	return get(d, func(tx *store.Tx) (voldaan.Case, error) { return tx.Case(d.Creditor.ID, id) })
}

// handovers are those of a customer.
func (d *desk) handovers(customer string) []store.Handover {
	d.Helper()
	id := d.customer(customer)
	return get(d, func(tx *store.Tx) ([]store.Handover, error) { return tx.Handovers(d.Creditor.ID, id) })
}

// A yes hands over once, on the word of the colleague who wrote it, and he is
// told.
func TestYesToAProposal(t *testing.T) {
	allOnBoth(t, map[string]string{"ja": "Ja", "oui": "D’accord.", "einverstanden": "Einverstanden!", "ok": "OK, doe maar.\n\nGroet,\nEva"}, func(d *desk, yes string) {
		c, l := d.proposal(bakker)
		want(d, "outcomes", d.says(l, yes, "Ja, graag", "Nee"), []voldaan.HandoverOutcome{
			voldaan.HandoverDone, voldaan.HandoverAgain, voldaan.HandoverAgain,
		})
		want(d, "status", d.status(bakker, invoice), voldaan.StatusHandedOver)
		want(d, "the other's status", d.status(zon, zonsOwn), voldaan.StatusOpen)
		want(d, "state of the case", d.caseNow(c.ID).State, voldaan.CaseClosed)
		done := d.handovers(bakker)
		if len(done) != 1 || done[0].Author != d.Creditor.Owner().Key() || len(done[0].Invoices) != 2 {
			d.Fatalf("hand-overs: %+v", done)
		}
		first := d.results()[0]
		want(d, "names the hand-over", first.Args.Handover, done[0].ID)
		want(d, "goes to", first.Recipients[0].Address, eva)
		for _, e := range d.events(bakker) {
			if e.Kind == voldaan.EventHandedOver && (e.By != voldaan.AuthorColleague || e.Mail == "") {
				d.Errorf("it rests on %s, mail %q", e.By, e.Mail)
			}
		}
		want(d, "answers kept", len(get(d, func(tx *store.Tx) ([]store.CaseAnswer, error) {
			return tx.CaseAnswers(d.Creditor.ID, c.ID)
		})), 3)
	})
}

// Undone, the proposal stays closed.
func TestYesUndone(t *testing.T) {
	onBoth(t, func(d *desk) {
		_, l := d.proposal(bakker)
		d.says(l, "ja")
		_, err := d.Books.Undo(d.Context(), string(d.handovers(bakker)[0].ID), books.Actor{Kind: voldaan.AuthorOperator}, d.now)
		check(d, err)
		want(d, "status", d.status(bakker, invoice), voldaan.StatusOpen)
		want(d, "outcomes", d.says(l, "ja"), []voldaan.HandoverOutcome{voldaan.HandoverDone, voldaan.HandoverClosed})
		want(d, "status", d.status(bakker, invoice), voldaan.StatusOpen)
	})
}

// A no closes the proposal for good.
func TestNoToAProposal(t *testing.T) {
	allOnBoth(t, map[string]string{"nee": "Nee, ik bel ze.", "non": "Non", "nein": "Nein."}, func(d *desk, no string) {
		c, l := d.proposal(bakker)
		want(d, "outcomes", d.says(l, no, "Ja"), []voldaan.HandoverOutcome{voldaan.HandoverDeclined, voldaan.HandoverClosed})
		want(d, "state of the case", d.caseNow(c.ID).State, voldaan.CaseClosed)
		want(d, "status", d.status(bakker, invoice), voldaan.StatusOpen)
		want(d, "hand-overs", len(d.handovers(bakker)), 0)
	})
}

// What is no plain yes hands nothing over: a limited one is asked about, and
// anything else is kept on the case alone.
func TestNoPlainYes(t *testing.T) {
	allOnBoth(t, map[string]struct {
		text string
		out  []voldaan.HandoverOutcome
	}{
		"limited":     {"Ja, behalve " + second, []voldaan.HandoverOutcome{voldaan.HandoverUnclear}},
		"conditional": {"Ok, als ze vrijdag niet betalen.", []voldaan.HandoverOutcome{voldaan.HandoverUnclear}},
		"a question":  {"Wie is de contactpersoon?", nil},
		"only quoted": {"> - ja: overdragen\n> - nee: niet overdragen", nil},
	}, func(d *desk, x struct {
		text string
		out  []voldaan.HandoverOutcome
	},
	) {
		c, l := d.proposal(bakker)
		want(d, "outcomes", d.says(l, x.text), x.out)
		want(d, "state of the case", d.caseNow(c.ID).State, voldaan.CaseAnswered)
		want(d, "status", d.status(bakker, invoice), voldaan.StatusOpen)
		if len(x.out) == 0 {
			return
		}
		// The answer to the mail that asks again counts too.
		want(d, "outcomes", d.says(d.results()[0], "ja"), append(x.out, voldaan.HandoverDone))
		want(d, "status", d.status(bakker, invoice), voldaan.StatusHandedOver)
	})
}

// Nobody else decides: not somebody who poses as a colleague, not the customer.
func TestForeignYes(t *testing.T) {
	allOnBoth(t, map[string]mail{
		"forged": {from: eva, body: "Ja"}, "a stranger": {from: "boef@vreemd.example", body: "Ja"},
		"the customer":  {from: an, body: "Ok"},
		"out of office": byEva(mail{subject: "Automatisch antwoord", head: "Auto-Submitted: auto-replied\n", body: "Ja, ik ben er maandag weer."}),
	}, func(d *desk, m mail) {
		c, l := d.proposal(bakker)
		m.to, m.re = plus(l.Recipients[0].Token), l.MessageID
		d.gets(m)
		want(d, "state of the case", d.caseNow(c.ID).State, voldaan.CaseOpen)
		want(d, "mails to her", len(d.results()), 0)
		want(d, "hand-overs", len(d.handovers(bakker)), 0)
	})
}

// What changed since she was asked: what is paid, or contested if only in part,
// stays.
func TestProposalOvertaken(t *testing.T) {
	onBoth(t, func(d *desk) {
		by := books.Actor{Kind: voldaan.AuthorOperator}
		_, l := d.proposal(bakker)
		_, err := d.Books.Dispute(d.Context(), second, 100, "", by, d.now)
		check(d, err)
		want(d, "outcomes", d.says(l, "ja"), []voldaan.HandoverOutcome{voldaan.HandoverDone})
		want(d, "status", d.status(bakker, invoice), voldaan.StatusHandedOver)
		want(d, "status of the contested one", d.status(bakker, second), voldaan.StatusDisputed)
		want(d, "told as handed over", len(d.results()[0].Args.Invoices), 1)

		c, l := d.proposal(zon)
		_, err = d.Books.Pay(d.Context(), zonsOwn, 0, 0, "", by, d.now)
		check(d, err)
		want(d, "outcomes", d.says(l, "ja"), []voldaan.HandoverOutcome{voldaan.HandoverDone, voldaan.HandoverNothing})
		want(d, "state of the case", d.caseNow(c.ID).State, voldaan.CaseClosed)
		want(d, "hand-overs", len(d.handovers(zon)), 0)
	})
}
