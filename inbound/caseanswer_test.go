package inbound_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/store"
)

// marker are words that no customer may ever read.
const marker = "PRIJSAFSPRAAK-7731"

// clients are how five mail programs quote what is answered.
func clients() map[string]mail {
	const answer = "Ik bel ze morgen. Intern: " + marker + ", niet naar buiten.\n"
	return map[string]mail{
		"Outlook": {body: answer + "\nMet vriendelijke groet,\nEva\n\n________________________________\n" +
			"Van: Drukkerij Vos <" + bot + ">\nVerzonden: woensdag 4 maart 2026 10:00\nAan: Eva <" + eva + ">\n" +
			"Onderwerp: Zaak: Klant " + bakker + "\n\nDe klant betwist factuur " + invoice + ".\n"},
		"Gmail": {html: true, body: `<div dir="ltr">` + answer + `</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">` +
			`Op wo 4 mrt 2026 om 10:00 schreef Drukkerij Vos &lt;` + bot + `&gt;:<br></div><blockquote class="gmail_quote">` +
			`De klant betwist factuur ` + invoice + `.</blockquote></div>`},
		"Apple Mail": {body: answer + "\n> Op 4 mrt. 2026 om 10:00 heeft Drukkerij Vos <" + bot + "> het volgende geschreven:\n> \n" +
			"> De klant betwist factuur " + invoice + ".\n"},
		"Thunderbird": {body: "Op 04-03-2026 om 10:00 schreef Drukkerij Vos:\n> De klant betwist factuur " + invoice + ".\n\n" + answer},
		"phone":       {body: answer + "\nVerzonden vanaf mijn telefoon"},
		"interleaved": {body: "> De klant betwist factuur " + invoice + ".\n" + answer + "> Wat doen we?\nNiets."},
	}
}

// What a colleague answers to a case mail is kept on the case, which is then
// answered; nothing of it ever gets to a customer.
func TestAnswerToACase(t *testing.T) {
	allOnBoth(t, clients(), func(d *desk, m mail) {
		d.gets(mail{id: "klacht@bakker.example", body: contests})
		c := d.cases()[0]
		l := d.letterOf(c)
		m.to, m.re, m.subject = plus(l.Recipients[0].Token), l.MessageID, "RE: zaak "+marker
		letters := d.letters()
		row := d.gets(byEva(m))
		want(d, "customer", row.Customer, d.customer(bakker))
		answers := get(d, func(tx *store.Tx) ([]store.CaseAnswer, error) { return tx.CaseAnswers(d.Creditor.ID, c.ID) })
		if len(answers) != 1 || answers[0].Mail != row.ID {
			d.Fatalf("answers on the case: %+v", answers)
		}
		text := get(d, func(tx *store.Tx) (store.MailText, error) { return tx.Text(d.Creditor.ID, row.ID) })
		want(d, "her words are kept", strings.Contains(text.Reply, marker), true)
		want(d, "state of the case", d.cases()[0].State, voldaan.CaseAnswered)
		want(d, "events", d.kinds(bakker), "mail_read disputed case_opened answered case_answer")
		want(d, "letters", d.letters(), letters)
		d.neverTold(row.ID)
	})
}

// neverTold lets the customer write on, in all the threads there are, and
// checks that no letter to him can get at a colleague's mail.
func (d *desk) neverTold(id voldaan.MailID) {
	d.Helper()
	for _, m := range []mail{
		{re: "klacht@bakker.example", body: "Kunt u mij een kopie van factuur " + invoice + " sturen?"},
		{body: "Waarvoor is factuur " + second + "?"},
		{body: "Wij betalen factuur " + second + " op 12 maart 2026."},
	} {
		d.now = d.now.AddDate(0, 0, 1)
		d.gets(m)
	}
	n := 0
	for _, l := range d.queued() {
		if l.Kind.Class() == voldaan.ClassInternal {
			continue
		}
		n++
		args, err := json.Marshal(l.Args)
		check(d, err)
		if l.Args.Mail == id || l.Args.Case != "" || strings.Contains(string(args)+l.Reason, marker) {
			d.Errorf("letter %s to a customer rests on a colleague's words: %s", l.Kind, args)
		}
		raw := d.rawOf(get(d, func(tx *store.Tx) (store.Mail, error) { return tx.Mail(d.Creditor.ID, l.Args.Mail) }))
		want(d, "the answered mail is the customer's", strings.Contains(string(raw), "From: "+an), true)
	}
	if n < 3 {
		d.Errorf("only %d letters to the customer were looked at", n)
	}
}

// An answer to a case that somebody else forged, or that a customer sends to
// the case's address, is kept nowhere.
func TestForeignAnswerToACase(t *testing.T) {
	allOnBoth(t, map[string]string{"forged": eva, "a stranger": "boef@vreemd.example", "the customer": an}, func(d *desk, from string) {
		d.gets(mail{body: contests})
		c := d.cases()[0]
		l := d.letterOf(c)
		d.gets(mail{from: from, to: plus(l.Recipients[0].Token), re: l.MessageID, body: "Zaak afgehandeld, sluit maar."})
		answers := get(d, func(tx *store.Tx) ([]store.CaseAnswer, error) { return tx.CaseAnswers(d.Creditor.ID, c.ID) })
		want(d, "answers on the case", len(answers), 0)
		want(d, "state of the case", d.cases()[0].State, voldaan.CaseOpen)
		want(d, "status", d.status(bakker, invoice), voldaan.StatusDisputed)
	})
}

// A case about nobody known is answered as well, and a second answer is kept
// beside the first.
func TestAnswersToAStrangersCase(t *testing.T) {
	onBoth(t, func(d *desk) {
		d.gets(mail{from: "iemand@elders.example", body: "Klopt dit?"})
		c := d.cases()[0]
		l := d.letterOf(c)
		for _, body := range []string{"Geen klant van ons.", "Toch wel."} {
			d.gets(byEva(mail{to: plus(l.Recipients[0].Token), re: l.MessageID, body: body}))
		}
		answers := get(d, func(tx *store.Tx) ([]store.CaseAnswer, error) { return tx.CaseAnswers(d.Creditor.ID, c.ID) })
		want(d, "answers", len(answers), 2)
		want(d, "state", d.cases()[0].State, voldaan.CaseAnswered)
	})
}
