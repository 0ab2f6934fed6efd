package inbound_test

import (
	"strings"
	"testing"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/inbound"
	"github.com/voldaan/voldaan/store"
)

// sends puts a mail into the Sent folder, as a colleague's webmail or the
// provider does, and lets the bot read it.
func (d *desk) sends(raw string) store.Mail {
	d.Helper()
	check(d, d.box.Conn.Append(d.Context(), "Sent", []byte(raw), d.now, true))
	d.step()
	return d.last()
}

// What a colleague answers from the mailbox itself counts: the case is taken
// care of.
func TestAnswerFromWebmail(t *testing.T) {
	allOnBoth(t, map[string]mail{
		"to the contact":     {to: an, subject: "Re: klacht", body: "Wij sturen een monteur."},
		"naming the invoice": {to: "ander@elders.example", subject: "Uw factuur " + invoice, body: "Wij sturen een monteur."},
	}, func(d *desk, m mail) {
		d.gets(mail{id: "klacht@bakker.example", body: contests})
		m.from, m.re = "Drukkerij Vos <"+bot+">", "klacht@bakker.example"
		row := d.sends(d.raw(m))
		want(d, "folder", row.Folder, inbound.FolderSent)
		want(d, "state", row.State, store.MailHandled)
		want(d, "customer", row.Customer, d.customer(bakker))
		want(d, "case", d.cases()[0].State, voldaan.CaseAnswered)
		want(d, "events", d.kinds(bakker), "mail_read disputed case_opened answered noted")
		want(d, "status", d.status(bakker, invoice), voldaan.StatusDisputed)
		want(d, "letters", d.letters(), []string{"case to " + eva, "dispute_received to " + an})
	})
}

// What is said in a sent mail is our own word, never a customer's.
func TestSentMailIsNoCustomers(t *testing.T) {
	allOnBoth(t, map[string]mail{
		"by the bot's address": {from: bot, to: an, body: "Wij betwisten niets, u betaalt factuur " + invoice + " op 12 maart 2026."},
		"by a colleague's":     {from: eva, to: an, body: "Factuur " + invoice + " is gisteren betaald."},
		"to nobody known":      {from: bot, to: "iemand@elders.example", body: "Wij gaan failliet."},
	}, func(d *desk, m mail) {
		row := d.sends(d.raw(m))
		want(d, "state", row.State, store.MailHandled)
		want(d, "status", d.status(bakker, invoice), voldaan.StatusOpen)
		want(d, "letters", d.letters(), []string{})
		want(d, "cases", d.reasons(), "")
	})
}

// ownMail is a letter of the bot as it stands in the Sent folder.
func (d *desk) ownMail(l store.Letter) string {
	return d.raw(mail{
		from: bot, to: l.Recipients[0].Address, id: l.MessageID, subject: "Herinnering",
		head: "Auto-Submitted: auto-generated\n", body: "Factuur " + invoice + " is nog open.",
	})
}

// A letter of which nobody knows whether it arrived is sent when it is found
// in Sent, and only then.
func TestUncertainLetterFoundInSent(t *testing.T) {
	onBoth(t, func(d *desk) {
		l := d.demand(bakker, voldaan.LetterReminder1, invoice)
		l.State = voldaan.LetterUncertain
		d.tx(func(tx *store.Tx) error { return tx.SetLetter(l) })
		forged := strings.Replace(d.ownMail(l), "From: "+bot, "From: boef@vreemd.example", 1)
		d.deliver(forged)
		d.step()
		state := func() voldaan.LetterState {
			return get(d, func(tx *store.Tx) (store.Letter, error) { return tx.Letter(d.Creditor.ID, l.ID) }).State
		}
		want(d, "after a forged one in the inbox", state(), voldaan.LetterUncertain)
		d.deliver(strings.Replace(d.ownMail(l), "is nog open", "is al lang betaald", 1))
		d.step()
		want(d, "after one with the bot's own address in the inbox", state(), voldaan.LetterUncertain)
		row := d.sends(d.ownMail(l))
		want(d, "the copy", row.State, store.MailOwn)
		want(d, "letter", state(), voldaan.LetterSent)
		step, _ := d.ledger(bakker).LastStep(d.ledger(bakker).InvoiceNumbered(invoice).ID)
		want(d, "last step", step, voldaan.StepReminder1)
	})
}

// An answer proves that an uncertain letter arrived; an automatic one or a
// bounce does not.
func TestUncertainLetterAnswered(t *testing.T) {
	type proof struct {
		m     mail
		state voldaan.LetterState
	}
	allOnBoth(t, map[string]proof{
		"by a person":  {mail{body: "Wij betalen op 12 maart 2026."}, voldaan.LetterSent},
		"by a machine": {mail{head: "Auto-Submitted: auto-replied\n", body: "Afwezig."}, voldaan.LetterUncertain},
	}, func(d *desk, c proof) {
		l := d.demand(bakker, voldaan.LetterReminder1, invoice)
		l.State = voldaan.LetterUncertain
		d.tx(func(tx *store.Tx) error { return tx.SetLetter(l) })
		c.m.to, c.m.re = plus(l.Recipients[0].Token), l.MessageID
		d.gets(c.m)
		got := get(d, func(tx *store.Tx) (store.Letter, error) { return tx.Letter(d.Creditor.ID, l.ID) })
		want(d, "letter", got.State, c.state)
	})
}

// The bot puts a copy of what it sent into Sent, once, and never takes it for
// anybody's mail, there or in the inbox.
func TestOwnCopies(t *testing.T) {
	onBoth(t, func(d *desk) {
		d.box.SaveSent = true
		l := d.demand(bakker, voldaan.LetterReminder1, invoice)
		raw := d.ownMail(l)
		d.tx(func(tx *store.Tx) error { return tx.SetBytes(d.Creditor.ID, l.ID, []byte(raw), d.now) })
		d.unchanged("its own mail", func() {
			d.step()
			d.step()
			d.deliver(raw) // somebody bounced it back, or it was in Bcc
			d.step()
			want(d, "states", d.states(), "own own")
		})
		sent, err := d.srv.Folder(bot, "Sent")
		check(d, err)
		want(d, "copies in Sent", len(sent), 1)
		want(d, "bytes", string(sent[0]), raw)
	})
}

// A crash between putting the copy into Sent and noting it makes no second.
func TestCopyIsLookedForFirst(t *testing.T) {
	onBoth(t, func(d *desk) {
		d.box.SaveSent = true
		l := d.demand(bakker, voldaan.LetterReminder1, invoice)
		raw := d.ownMail(l)
		d.tx(func(tx *store.Tx) error { return tx.SetBytes(d.Creditor.ID, l.ID, []byte(raw), d.now) })
		check(d, d.box.Conn.Append(d.Context(), "Sent", []byte(raw), d.now, true))
		d.step()
		d.step()
		sent, err := d.srv.Folder(bot, "Sent")
		check(d, err)
		want(d, "copies in Sent", len(sent), 1)
	})
}
