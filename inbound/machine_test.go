package inbound_test

import (
	"strings"
	"testing"

	"github.com/voldaan/voldaan"
)

// toCustomers lists the letters that would leave the house.
func (d *desk) toCustomers() []string {
	d.Helper()
	out := []string{}
	for _, l := range d.queued() {
		if l.Kind.Class() != voldaan.ClassInternal {
			out = append(out, string(l.Kind)+" to "+l.Recipients[0].Address)
		}
	}
	return out
}

// The bot never answers a machine, whatever it seems to say (invariant 9).
func TestNeverAnswersAMachine(t *testing.T) {
	const asks = "Kunt u mij een kopie van factuur " + invoice + " sturen? Waarvoor is factuur " + invoice + "?"
	rows := map[string]mail{
		"no-reply":     {from: "noreply@bakker.example"},
		"list":         {head: "List-Id: <debiteuren.bakker.example>\nPrecedence: list\n"},
		"bulk":         {head: "Precedence: bulk\n"},
		"receipt":      {subject: "Read: herinnering", head: "Content-Type: multipart/report; report-type=disposition-notification; boundary=b\n"},
		"empty path":   {head: "Return-Path: <>\n"},
		"vacation":     {head: "X-Apple-Action: VACATION\n"},
		"daemon":       {from: "mailer-daemon@bakker.example"},
		"autoreply":    {head: "X-Autoreply: yes\n"},
		"autorespond":  {subject: "Automatisch antwoord: herinnering", head: "Auto-Submitted: auto-replied\n"},
		"generated":    {head: "Auto-Submitted: auto-generated\n"},
		"out of hours": {subject: "Out of office", head: "Auto-Submitted: auto-replied; owner-email=\"an@bakker.example\"\n"},
	}
	allOnBoth(t, rows, func(d *desk, m mail) {
		d.register(bakker, "2026-043", 5000, "noreply@bakker.example", "mailer-daemon@bakker.example")
		l := d.demand(bakker, voldaan.LetterReminder1, invoice)
		m.to, m.body = plus(l.Recipients[0].Token), asks
		if !strings.HasPrefix(m.head, "List-Id") { // stands on people's answers through a group as well
			m.re = l.MessageID
		}
		d.gets(m)
		want(d, "letters to customers", d.toCustomers(), []string{})
	})
}

// An out-of-office note waits for the day on which somebody is back.
func TestOutOfOffice(t *testing.T) {
	onBoth(t, func(d *desk) {
		l := d.demand(bakker, voldaan.LetterReminder1, invoice)
		d.gets(mail{
			re: l.MessageID, subject: "Automatisch antwoord: herinnering", head: "Auto-Submitted: auto-replied\n",
			body: "Ik ben afwezig tot en met 13 maart 2026. Op 16 maart ben ik terug.",
		})
		want(d, "letters", d.letters(), []string{})
		want(d, "case", d.reasons(), "")
		want(d, "status", d.status(bakker, invoice), voldaan.StatusHeld)
		d.now = d.now.AddDate(0, 0, 12) // 16 March
		want(d, "status on the day of return", d.status(bakker, invoice), voldaan.StatusOpen)
	})
}

// A mail gets one answer, a thread three a day; the fourth mail is read all
// the same.
func TestAnswersAreCapped(t *testing.T) {
	onBoth(t, func(d *desk) {
		ask := func(n string) mail { return mail{body: "Kunt u mij een kopie van factuur " + n + " sturen?"} }
		d.register(bakker, "2026-043", 5000)
		d.gets(ask(invoice), ask(second), ask("2026-043"))
		want(d, "answers", len(d.toCustomers()), 3)
		d.gets(mail{body: "Wij betwisten factuur " + invoice + "."}, mail{body: "Wij betwisten factuur " + second + "."})
		want(d, "answers", len(d.toCustomers()), 3)
		want(d, "disputed", d.disputed(bakker), invoice+" "+second)
		d.now = d.now.AddDate(0, 0, 1)
		d.gets(ask("2026-043"))
		want(d, "answers on the next day", len(d.toCustomers()), 4)
	})
}

// To these a person writes, never the bot.
func TestWhomTheBotNeverAnswers(t *testing.T) {
	allOnBoth(t, map[string]mail{
		"legal":          {body: "Onze advocaat neemt contact met u op."},
		"anger":          {body: "Dit is een schande, jullie zijn oplichters! Wij betwisten factuur " + invoice + "."},
		"unknown sender": {from: "iemand@elders.example", body: "Kunt u mij een kopie van factuur " + invoice + " sturen?"},
		"unknown colleague of theirs": {
			from: "nieuw@bakker.example", body: "Kunt u mij een kopie van factuur " + invoice + " sturen?",
		},
		"Reply-To elsewhere": {
			from: "iemand@elders.example", head: "Reply-To: " + an + "\n",
			body: "Kunt u mij een kopie van factuur " + invoice + " sturen?",
		},
		"somebody who left": {from: bart, body: "Kunt u mij een kopie van factuur " + invoice + " sturen?"},
	}, func(d *desk, m mail) {
		d.register(bakker, "2026-043", 5000, bart)
		d.gets(mail{from: bart, body: "Mevrouw Jansen werkt hier niet meer."})
		n := len(d.cases())
		d.gets(m)
		want(d, "letters to customers", d.toCustomers(), []string{})
		want(d, "a person sees it", len(d.cases()), n+1)
	})
}

// Spam of a known contact is nobody's work.
func TestOther(t *testing.T) {
	onBoth(t, func(d *desk) {
		d.gets(mail{subject: "Aanbieding", body: "Bezoek onze website voor 20% korting op wijn."})
		want(d, "letters", d.letters(), []string{})
		want(d, "status", d.status(bakker, invoice), voldaan.StatusOpen)
	})
}

// An answer goes to the contact as the creditor knows him, never to Reply-To.
func TestAnswersIgnoreReplyTo(t *testing.T) {
	onBoth(t, func(d *desk) {
		d.gets(mail{head: "Reply-To: boef@vreemd.example\n", body: "Kunt u mij een kopie van factuur " + invoice + " sturen?"})
		want(d, "letters to customers", d.toCustomers(), []string{"statement to " + an})
		for _, l := range d.queued() {
			if strings.Contains(l.Recipients[0].Address, "vreemd") {
				d.Errorf("%s goes to %s", l.Kind, l.Recipients[0].Address)
			}
		}
	})
}

// Who only watches writes to no customer, also not later; what needs a person
// reaches him all the same.
func TestWatchAnswersNobody(t *testing.T) {
	allOnBoth(t, map[string]mail{"complaint": {body: contests}}, func(d *desk, m mail) {
		d.Creditor.Mode = voldaan.ModeWatch
		d.gets(m)
		for _, l := range d.queued() {
			if l.Kind != voldaan.LetterCase {
				d.Errorf("letter %s in mode watch", l.Kind)
			}
		}
		want(d, "cases", len(d.cases()), 1)
	})
}
