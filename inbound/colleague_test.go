package inbound_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/store"
)

const ublHead = `<?xml version="1.0" encoding="UTF-8"?>
<%[1]s xmlns="urn:oasis:names:specification:ubl:schema:xsd:%[1]s-2" ` +
	`xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" ` +
	`xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
<cbc:ID>%[2]s</cbc:ID><cbc:IssueDate>2026-03-04</cbc:IssueDate>%[3]s<cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
`

const ublRest = `<cac:AccountingSupplierParty><cac:Party><cac:PartyTaxScheme><cbc:CompanyID>NL001234567B01</cbc:CompanyID>
<cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>
<cac:PartyLegalEntity><cbc:RegistrationName>Drukkerij Vos BV</cbc:RegistrationName></cac:PartyLegalEntity></cac:Party></cac:AccountingSupplierParty>
<cac:AccountingCustomerParty><cac:Party><cac:PartyLegalEntity><cbc:RegistrationName>Nieuw Atelier BV</cbc:RegistrationName>
<cbc:CompanyID>87654321</cbc:CompanyID></cac:PartyLegalEntity></cac:Party></cac:AccountingCustomerParty>
<cac:LegalMonetaryTotal><cbc:TaxInclusiveAmount currencyID="EUR">242.00</cbc:TaxInclusiveAmount>
<cbc:PayableAmount currencyID="EUR">242.00</cbc:PayableAmount></cac:LegalMonetaryTotal>
`

// ubl is an e-invoice to a customer who is new.
func ubl(number string) attachment {
	text := fmt.Sprintf(ublHead, "Invoice", number, "<cbc:DueDate>2026-04-03</cbc:DueDate>") + ublRest + "</Invoice>"
	return attachment{number + ".xml", "application/xml", text}
}

// creditNote is one of 242.00 for an invoice.
func creditNote(number, credits string) attachment {
	text := fmt.Sprintf(ublHead, "CreditNote", number, "") +
		"<cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>" + credits + "</cbc:ID></cac:InvoiceDocumentReference></cac:BillingReference>" +
		ublRest + "</CreditNote>"
	return attachment{number + ".xml", "application/xml", text}
}

// atelier is the new customer's number.
const atelier = "87654321"

func registering(number string) mail {
	return byEva(mail{
		id: "factuur-" + number + "@vos.example", to: "Inkoop <inkoop@nieuw.example>, Iris <iris@nieuw.example>", cc: bot,
		subject: "Factuur " + number, body: "Hierbij onze factuur.", attach: []attachment{ubl(number)},
	})
}

// An invoice that a colleague mails to a customer with the bot in cc is
// followed from then on, and confirmed to that colleague alone.
func TestRegistration(t *testing.T) {
	onBoth(t, func(d *desk) {
		m := d.gets(registering("2026-100"))
		want(d, "kind", m.Kind, voldaan.MailColleague)
		l := d.ledger(atelier)
		inv := l.InvoiceNumbered("2026-100")
		if inv == nil || inv.Total != 24200 || inv.Due != voldaan.MustDate("2026-04-03") || inv.Document == "" {
			d.Fatalf("invoice %+v", inv)
		}
		var contacts []string
		for _, c := range l.Receivers() {
			contacts = append(contacts, c.Name+" "+c.Address)
		}
		want(d, "contacts", contacts, []string{"Inkoop inkoop@nieuw.example", "Iris iris@nieuw.example"})
		domains := get(d, func(tx *store.Tx) ([]string, error) { return tx.Domains(d.Creditor.ID, l.Customer.ID) })
		want(d, "domains", domains, []string{"nieuw.example"})
		want(d, "letters", d.letters(), []string{"registered to " + eva})
		for _, e := range d.events(atelier) {
			if e.By != voldaan.AuthorColleague || e.Author != d.Creditor.Owner().Key() || e.Mail != m.ID {
				d.Errorf("event %s stands on the word of %s %q, mail %s", e.Kind, e.By, e.Author, e.Mail)
			}
		}
	})
}

// The same invoice in another mail changes nothing.
func TestRegisteredTwice(t *testing.T) {
	onBoth(t, func(d *desk) {
		d.gets(registering("2026-100"))
		events := len(d.events(atelier))
		m := registering("2026-100")
		m.id = "nogmaals@vos.example"
		d.gets(m)
		want(d, "events", len(d.events(atelier)), events)
		want(d, "letters", d.letters(), []string{"registered to " + eva, "registered to " + eva})
		want(d, "what the second one says", d.queued()[1].Args.Reason, "2026-100")
	})
}

// An invoice without an e-invoice is asked for, from the colleague alone; his
// answer registers it.
func TestDataAsked(t *testing.T) {
	onBoth(t, func(d *desk) {
		d.gets(byEva(mail{
			to: "inkoop@nieuw.example", cc: bot, subject: "Factuur 2026-100",
			attach: []attachment{{"factuur.pdf", "application/pdf", "%PDF-1.4"}},
		}))
		want(d, "letters", d.letters(), []string{"data_asked to " + eva})
		want(d, "customers", len(get(d, func(tx *store.Tx) ([]voldaan.Customer, error) { return tx.Customers(d.Creditor.ID) })), 2)
		asked := d.queued()[0]
		d.gets(byEva(mail{to: plus(asked.Recipients[0].Token), re: asked.MessageID, attach: []attachment{ubl("2026-100")}}))
		if d.ledger(atelier).InvoiceNumbered("2026-100") == nil {
			d.Error("the answer registered nothing")
		}
		for _, l := range d.letters() {
			want(d, "recipient of "+l, strings.HasSuffix(l, " to "+eva), true)
		}
	})
}

// A document that cannot be followed is told to the colleague, with the reason.
func TestRegistrationInTrouble(t *testing.T) {
	replace := func(old, by string) attachment {
		a := ubl("2026-100")
		a.content = strings.ReplaceAll(a.content, old, by)
		return a
	}
	allOnBoth(t, map[string]attachment{
		"another supplier's": replace("NL001234567B01", "NL999999999B01"),
		"no due date":        replace("<cbc:DueDate>2026-04-03</cbc:DueDate>", ""),
		"cut off":            {"x.xml", "application/xml", ubl("2026-100").content[:900]},
		"an unknown credit":  creditNote("CN-1", "2026-777"),
	}, func(d *desk, a attachment) {
		d.gets(byEva(mail{to: "inkoop@nieuw.example", cc: bot, attach: []attachment{a}}))
		want(d, "letters", d.letters(), []string{"data_asked to " + eva})
		want(d, "says why", d.queued()[0].Args.Reason != "", true)
		want(d, "customers", len(get(d, func(tx *store.Tx) ([]voldaan.Customer, error) { return tx.Customers(d.Creditor.ID) })), 2)
	})
}

func TestCreditNote(t *testing.T) {
	onBoth(t, func(d *desk) {
		m := byEva(mail{to: an, cc: bot, subject: "Creditnota", attach: []attachment{creditNote("CN-1", invoice)}})
		for range 2 {
			d.gets(m)
			l := d.ledger(bakker)
			want(d, "open", l.Open(l.InvoiceNumbered(invoice).ID), 121000-24200)
		}
		want(d, "letters", d.letters(), []string{"registered to " + eva, "registered to " + eva})
	})
}

// The customer's reply to the colleague's own mail is the customer's, whoever
// writes it.
func TestReplyToTheColleaguesMail(t *testing.T) {
	onBoth(t, func(d *desk) {
		d.gets(registering("2026-100"))
		m := d.gets(mail{
			from: "Boekhouder <pim@kantoor.example>", to: eva, cc: bot, re: "factuur-2026-100@vos.example",
			body: "Wij betwisten deze factuur, de goederen zijn nooit geleverd.",
		})
		want(d, "customer", m.Customer, d.customer(atelier))
		want(d, "status", d.status(atelier, "2026-100"), voldaan.StatusDisputed)
		want(d, "letters", d.letters(), []string{"case to " + eva, "registered to " + eva})
		d.gets(mail{from: "iris@nieuw.example", re: "factuur-2026-100@vos.example", body: "Wij betalen de factuur op 12 maart 2026."})
		want(d, "letters to customers", len(d.toCustomers()), 1)
	})
}

// A copy that lost its proof on the way, or was forged in advance, does not
// stand for the colleague's own mail; and the other way round it is a copy.
func TestProvenMailIsNoCopyOfAForgedOne(t *testing.T) {
	onBoth(t, func(d *desk) {
		real := registering("2026-100")
		forged := real
		forged.trace = ""
		d.gets(forged)
		want(d, "states", d.states(), "quarantined")
		d.gets(real)
		want(d, "states", d.states(), "quarantined handled")
		events := len(d.events(atelier))
		again := real
		again.trace += "Received: from b.example by mx2.vos.example\n"
		forged.trace = "Received: from c.example by mx3.vos.example\n"
		d.gets(again, forged)
		want(d, "states", d.states(), "quarantined handled copy copy")
		want(d, "events", len(d.events(atelier)), events)
	})
}

// Staff who are not configured as colleagues are nobody's contacts.
func TestOwnStaffAreNoContacts(t *testing.T) {
	onBoth(t, func(d *desk) {
		m := registering("2026-100")
		m.cc += ", Archief <archief@vos.example>"
		d.gets(m)
		want(d, "contacts", d.contacts(atelier), "inkoop@nieuw.example active, iris@nieuw.example active")
	})
}

// A colleague who answers a customer himself, with the bot in cc, is asked for
// nothing; the case is taken care of.
func TestColleagueAnswersACustomer(t *testing.T) {
	onBoth(t, func(d *desk) {
		d.gets(mail{id: "klacht@bakker.example", body: contests})
		letters := d.letters()
		d.gets(byEva(mail{to: an, cc: bot, re: "klacht@bakker.example", body: "Wij sturen een monteur, " + marker + "."}))
		want(d, "case", d.cases()[0].State, voldaan.CaseAnswered)
		want(d, "letters", d.letters(), letters)
		want(d, "status", d.status(bakker, invoice), voldaan.StatusDisputed)
	})
}

// A colleague's out-of-office note decides nothing.
func TestColleagueIsAway(t *testing.T) {
	onBoth(t, func(d *desk) {
		d.gets(mail{body: contests})
		l := d.letterOf(d.cases()[0])
		d.unchanged("an out-of-office note", func() {
			d.gets(byEva(mail{
				to: plus(l.Recipients[0].Token), re: l.MessageID, subject: "Automatisch antwoord",
				head: "Auto-Submitted: auto-replied\n", body: "Ja, ik ben er weer op maandag.",
			}))
		})
	})
}

// The day's letters leave on a plain yes of a colleague, and on nothing else.
func TestDayList(t *testing.T) {
	type answer struct {
		m     mail
		state voldaan.LetterState
		yes   bool
	}
	allOnBoth(t, map[string]answer{
		"ja":            {byEva(mail{body: "Ja, graag.\n\nGroet,\nEva"}), voldaan.LetterQueued, true},
		"yes":           {byEva(mail{body: "Yes"}), voldaan.LetterQueued, true},
		"oui":           {byEva(mail{body: "Oui !"}), voldaan.LetterQueued, true},
		"nee":           {byEva(mail{body: "Nee, nog niet."}), voldaan.LetterCancelled, false},
		"a limited yes": {byEva(mail{body: "Ja, behalve de eerste."}), voldaan.LetterQueued, false},
		"a number":      {byEva(mail{body: "Ja, alleen 2"}), voldaan.LetterQueued, false},
		"a later limit": {byEva(mail{body: "Ok.\nMaar die van Bakker niet."}), voldaan.LetterQueued, false},
		"a question":    {byEva(mail{body: "Wat is dit?"}), voldaan.LetterQueued, false},
		"only quoted":   {byEva(mail{body: "> - ja: alles versturen\n> - nee: niets versturen"}), voldaan.LetterQueued, false},
		"forged":        {mail{from: eva, body: "Ja"}, voldaan.LetterQueued, false},
		"a customer's":  {mail{body: "Ja"}, voldaan.LetterQueued, false},
	}, func(d *desk, c answer) {
		waits := d.Creditor.NewLetter(voldaan.LetterReminder1, d.now, d.Mint, voldaan.Recipient{Address: an})
		waits.Customer, waits.Approved = d.customer(bakker), "wanted"
		list := d.Creditor.ToColleague(voldaan.LetterDayList, d.Creditor.Owner(), d.now, d.Mint)
		list.Args.Letters = []voldaan.LetterID{waits.ID}
		d.tx(func(tx *store.Tx) error {
			for _, l := range []voldaan.Letter{waits, list} {
				if _, err := tx.AddLetter(l, ""); err != nil {
					return err
				}
			}
			return nil
		})
		c.m.to, c.m.re = plus(list.Recipients[0].Token), list.MessageID
		d.gets(c.m)
		got := get(d, func(tx *store.Tx) (store.Letter, error) { return tx.Letter(d.Creditor.ID, waits.ID) })
		want(d, "state", got.State, c.state)
		want(d, "approved", got.Approved != "wanted" && got.State == voldaan.LetterQueued, c.yes)
	})
}

// What a colleague says of a call is in the customer's story.
func TestCallTask(t *testing.T) {
	allOnBoth(t, map[string]mail{"called": byEva(mail{body: "Gebeld: ze betalen op 4 december."})}, func(d *desk, m mail) {
		task := d.Creditor.ToColleague(voldaan.LetterCallTask, d.Creditor.Owner(), d.now, d.Mint)
		task.Customer = d.customer(bakker)
		d.tx(func(tx *store.Tx) error {
			_, err := tx.AddLetter(task, "")
			return err
		})
		before := d.letters()
		m.to, m.re = plus(task.Recipients[0].Token), task.MessageID
		row := d.gets(m)
		want(d, "events", d.kinds(bakker), "noted")
		want(d, "customer", row.Customer, d.customer(bakker))
		want(d, "letters", d.letters(), before)
	})
}
