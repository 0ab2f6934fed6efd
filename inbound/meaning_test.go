package inbound_test

import (
	"strings"
	"testing"

	"github.com/voldaan/voldaan"
)

// effect is what a mail of a customer's contact about one invoice changes.
type effect struct {
	says    [4]string // in Dutch, French, English and German
	status  voldaan.Status
	other   voldaan.Status // of the invoice that it does not name
	kinds   string         // what happened, beside that the mail was read
	letters []string
	reasons string // of the case
}

// effects are the table "What a mail means", one row an intent.
func effects() map[string]effect {
	toEva := "case to " + eva
	open := voldaan.StatusOpen
	return map[string]effect{
		"legal": {[4]string{
			"Onze advocaat neemt contact met u op over factuur 2026-041.",
			"Nous avons transmis la facture 2026-041 à notre avocat.",
			"Our solicitor will contact you about invoice 2026-041.",
			"Wir haben die Rechnung 2026-041 unserem Rechtsanwalt übergeben.",
		}, voldaan.StatusHeld, voldaan.StatusHeld, "held case_opened", []string{toEva}, "legal"},
		"dispute": {[4]string{
			"De goederen van factuur 2026-041 zijn nooit geleverd.",
			"La marchandise de la facture 2026-041 n'a jamais été livrée.",
			"The goods of invoice 2026-041 were never delivered.",
			"Die Ware der Rechnung 2026-041 wurde nie geliefert.",
		}, voldaan.StatusDisputed, open, "disputed case_opened answered", []string{toEva, "dispute_received to " + an}, "dispute"},
		"wrong recipient": {[4]string{
			"Mevrouw Jansen werkt hier niet meer.", "Mme Dupont ne travaille plus chez nous.",
			"Ms Jones no longer works here.", "Frau Maier arbeitet nicht mehr bei uns.",
		}, voldaan.StatusHeld, voldaan.StatusHeld, "contact_left held case_opened", []string{toEva}, "redirect without an address"},
		"payment plan": {[4]string{
			"Kunnen wij factuur 2026-041 in drie termijnen betalen?",
			"Pouvons-nous payer la facture 2026-041 en trois mensualités ?",
			"Could we pay invoice 2026-041 in three instalments?",
			"Können wir die Rechnung 2026-041 in drei Raten zahlen?",
		}, voldaan.StatusHeld, open, "held case_opened answered", []string{toEva, "plan_received to " + an}, "payment_plan"},
		"promise": {[4]string{
			"Wij betalen factuur 2026-041 op 12 maart 2026.",
			"Nous paierons la facture 2026-041 le 12 mars 2026.",
			"We will pay invoice 2026-041 on 12 March 2026.",
			"Wir werden die Rechnung 2026-041 am 12. März 2026 bezahlen.",
		}, voldaan.StatusPromised, open, "promised answered", []string{"promise_noted to " + an}, ""},
		"paid": {[4]string{
			"Factuur 2026-041 is gisteren betaald.", "La facture 2026-041 a été payée hier.",
			"Invoice 2026-041 was paid yesterday.", "Die Rechnung 2026-041 wurde gestern bezahlt.",
		}, voldaan.StatusClaimedPaid, open, "payment_claimed answered", []string{"payment_noted to " + an}, ""},
		"copy": {[4]string{
			"Kunt u mij een kopie van factuur 2026-041 sturen?",
			"Pouvez-vous m'envoyer une copie de la facture 2026-041 ?",
			"Could you send me a copy of invoice 2026-041?",
			"Können Sie mir eine Kopie der Rechnung 2026-041 schicken?",
		}, voldaan.StatusHeld, open, "held case_opened answered", []string{toEva, "statement to " + an}, "document"},
		"question": {[4]string{
			"Waarvoor is factuur 2026-041?", "À quoi correspond la facture 2026-041 ?",
			"What is invoice 2026-041 for?", "Wofür ist die Rechnung 2026-041?",
		}, voldaan.StatusHeld, open, "held case_opened answered", []string{toEva, "question_received to " + an}, "question"},
		"acknowledgement": {[4]string{
			"Bedankt, ik heb uw herinnering doorgestuurd naar de boekhouding.", "Bien reçu, je transmets à la comptabilité.",
			"Thanks, I have forwarded it to accounts.", "Danke, ich habe es an die Buchhaltung weitergeleitet.",
		}, open, open, "", []string{}, ""},
	}
}

// Everything that a mail changes is there when the call that handled it
// returns: standings, contacts, the case with its mail, and the answer.
func TestWhatAMailMeans(t *testing.T) {
	type row struct {
		effect
		says string
	}
	rows := map[string]row{}
	for intent, e := range effects() {
		for i, language := range []string{"nl", "fr", "en", "de"} {
			rows[intent+" "+language] = row{e, e.says[i]}
		}
	}
	allOnBoth(t, rows, func(d *desk, r row) {
		d.deliver(d.raw(mail{body: r.says}))
		d.receive(d.box)
		d.handle()
		want(d, "status", d.status(bakker, invoice), r.status)
		want(d, "status of the other invoice", d.status(bakker, second), r.other)
		want(d, "events", d.kinds(bakker), strings.TrimSpace("mail_read "+r.kinds))
		want(d, "letters", d.letters(), r.letters)
		want(d, "case", d.reasons(), r.reasons)
		want(d, "the other customer", d.kinds(zon), "")
		d.caseMail(r.reasons)
	})
}

// caseMail checks that the case names its owner, and that its mail can be
// answered: it has a token of its own and tells which case it is.
func (d *desk) caseMail(reason string) {
	d.Helper()
	if reason == "" {
		return
	}
	c := d.cases()[0]
	want(d, "owner", c.Owner, d.Creditor.Owner().Key())
	want(d, "opened", c.Opened.Equal(d.now), true)
	for _, l := range d.queued() {
		if l.Kind != voldaan.LetterCase {
			continue
		}
		want(d, "case of the mail", l.Args.Case, c.ID)
		want(d, "customer of the mail", l.Customer, d.customer(bakker))
		if len(l.Recipients[0].Token) < 5 || !l.DueAt.Equal(d.now) {
			d.Errorf("the case mail cannot be answered, or waits: %+v", l)
		}
	}
}

// A new address on the customer's own domain becomes a contact; any other one
// is for a person.
func TestRedirect(t *testing.T) {
	type redirect struct{ to, kinds, reason string }
	allOnBoth(t, map[string]redirect{
		"on the own domain":  {bart, "contact_left contact_added", ""},
		"off it":             {"bart@elders.example", "contact_left case_opened", "redirect off the known domains"},
		"to a public mailer": {"y@gmail.com", "contact_left case_opened", "redirect off the known domains"},
	}, func(d *desk, c redirect) {
		d.gets(mail{body: "Ik ben niet de juiste persoon. Stuur dit naar " + c.to + "."})
		kinds := strings.ReplaceAll(d.kinds(bakker), " held", "")
		want(d, "events", kinds, "mail_read "+c.kinds)
		if c.reason != "" {
			want(d, "cases", len(d.cases()), 1)
		}
		l := d.ledger(bakker)
		if got := l.ContactAt(c.to); (got != nil && got.CanReceive()) != (c.reason == "") {
			d.Errorf("contact %+v", got)
		}
		want(d, "the sender's standing", l.ContactAt(an).Standing, voldaan.ContactLeft)
		for _, letter := range d.queued() {
			want(d, "class of letters", letter.Kind.Class(), voldaan.ClassInternal)
		}
	})
}

// What of several intents is most severe decides, each invoice its own.
func TestSeveralIntents(t *testing.T) {
	onBoth(t, func(d *desk) {
		d.gets(mail{body: "Factuur " + second + " betalen wij op 12 maart 2026.\nFactuur " + invoice + " betwisten wij, de goederen zijn nooit geleverd."})
		want(d, "status", d.status(bakker, invoice), voldaan.StatusDisputed)
		want(d, "status", d.status(bakker, second), voldaan.StatusPromised)
		want(d, "letters", d.letters(), []string{"case to " + eva, "dispute_received to " + an})
	})
}

// What the reader is unsure of is not answered: a person looks.
func TestUnsure(t *testing.T) {
	rows := map[string]string{}
	for intent, e := range effects() {
		rows[intent] = e.says[0]
	}
	allOnBoth(t, rows, func(d *desk, says string) {
		d.Reader = confident(d.Reader, 0.5)
		d.gets(mail{body: says})
		want(d, "letters", d.letters(), []string{"case to " + eva})
		want(d, "status meanwhile is not open", d.status(bakker, invoice) != voldaan.StatusOpen, true)
	})
}
