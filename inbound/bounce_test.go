package inbound_test

import (
	"strings"
	"testing"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/store"
)

// report is a delivery report (RFC 3464) about a letter to an address.
func (d *desk) report(l store.Letter, address, action, status string) mail {
	body := strings.Join([]string{
		"--grens", "Content-Type: text/plain", "", "Uw bericht kon niet worden bezorgd.", "",
		"--grens", "Content-Type: message/delivery-status", "",
		"Reporting-MTA: dns; mx.bakker.example", "", "Final-Recipient: rfc822; " + address,
		"Action: " + action, "Status: " + status, "Diagnostic-Code: smtp; 550 " + status + " user unknown", "",
		"--grens", "Content-Type: message/rfc822", "",
		"From: " + bot, "To: " + address, "Message-ID: <" + l.MessageID + ">", "Subject: Herinnering", "",
		"Factuur " + invoice + " is nog open.", "--grens--",
	}, "\n")
	return mail{
		from: "MAILER-DAEMON@mx.bakker.example", to: plus(l.Recipients[0].ReturnToken), subject: "Undelivered Mail Returned to Sender",
		head: "Return-Path: <>\nAuto-Submitted: auto-replied\nContent-Type: multipart/report; report-type=delivery-status; boundary=grens\n",
		body: body,
	}
}

// contacts tells the customer's contacts.
func (d *desk) contacts(number string) string {
	d.Helper()
	var out []string
	for _, c := range d.ledger(number).Contacts {
		out = append(out, c.Address+" "+string(c.Standing))
	}
	return strings.Join(out, ", ")
}

// lastStep is the last step that counts as sent for an invoice.
func (d *desk) lastStep() voldaan.StepName {
	d.Helper()
	l := d.ledger(bakker)
	step, _ := l.LastStep(l.InvoiceNumbered(invoice).ID)
	return step
}

// A hard bounce marks the contact; the demand counts as never sent, so that
// the next planning writes to another contact.
func TestHardBounce(t *testing.T) {
	onBoth(t, func(d *desk) {
		l := d.demand(bakker, voldaan.LetterReminder1, invoice)
		d.register(bakker, "2026-043", 5000, bart)
		want(d, "last step before", d.lastStep(), voldaan.StepReminder1)
		m := d.gets(d.report(l, an, "failed", "5.1.1"))
		want(d, "kind", m.Kind, voldaan.MailBounce)
		want(d, "letter", m.Letter, l.ID)
		want(d, "contacts", d.contacts(bakker), an+" bounced, "+bart+" active")
		want(d, "last step", d.lastStep(), "")
		want(d, "letters", d.letters(), []string{})
		want(d, "cases", d.reasons(), "")
		d.now = d.now.AddDate(0, 0, 1)
		plan := voldaan.Plan(d.ledger(bakker), voldaan.EUR, d.Policy, d.Calendar, d.now, d.today())
		if plan.Letter == nil {
			d.Fatalf("nothing is planned: %+v", plan)
		}
		receivers := d.ledger(bakker).Receivers()
		want(d, "whom the next letter goes to", len(receivers) == 1 && receivers[0].Address == bart, true)
		got := get(d, func(tx *store.Tx) (store.Letter, error) { return tx.Letter(d.Creditor.ID, l.ID) })
		want(d, "recipient", got.Recipients[0].State, voldaan.LetterFailed)
		want(d, "status", got.Recipients[0].Status, "5.1.1")
		d.unchanged("the same report again", func() { d.gets(d.report(l, an, "failed", "5.1.1")) })
	})
}

// A contact who has his mail forwarded to an address that is gone did not get
// the letter, though the report names that address only.
func TestForwardedAddressBounces(t *testing.T) {
	onBoth(t, func(d *desk) {
		l := d.demand(bakker, voldaan.LetterReminder1, invoice)
		d.register(bakker, "2026-043", 5000, bart)
		d.gets(d.report(l, "an.thuis@elders.example", "failed", "5.1.1"))
		want(d, "contacts", d.contacts(bakker), an+" bounced, "+bart+" active")
		want(d, "last step", d.lastStep(), "")
	})
}

// Full mailboxes and delays change no contact, and the demand stays sent.
func TestSoftBounce(t *testing.T) {
	allOnBoth(t, map[string][2]string{"full": {"failed", "5.2.2"}, "delayed": {"delayed", "4.4.1"}, "policy": {"failed", "5.7.1"}},
		func(d *desk, c [2]string) {
			l := d.demand(bakker, voldaan.LetterReminder1, invoice)
			r := d.report(l, an, c[0], c[1])
			r.body = strings.Replace(r.body, "user unknown", "try later", 1)
			d.unchanged("a soft bounce", func() {
				want(d, "kind", d.gets(r).Kind, voldaan.MailBounce)
			})
			want(d, "contacts", d.contacts(bakker), an+" active")
			want(d, "last step", d.lastStep(), voldaan.StepReminder1)
		})
}

// Without anybody left to write to, a person must find somebody.
func TestLastContactBounces(t *testing.T) {
	onBoth(t, func(d *desk) {
		l := d.demand(bakker, voldaan.LetterReminder1, invoice)
		d.gets(d.report(l, an, "failed", "5.1.1"))
		want(d, "contacts", d.contacts(bakker), an+" bounced")
		want(d, "case", d.reasons(), "last contact")
		want(d, "letters", d.letters(), []string{"case to " + eva})
	})
}

// A letter that reached one of two recipients was sent.
func TestOneOfTwoBounces(t *testing.T) {
	onBoth(t, func(d *desk) {
		d.register(bakker, "2026-043", 5000, bart)
		l := d.demand(bakker, voldaan.LetterReminder1, invoice)
		d.gets(d.report(l, bart, "failed", "5.1.1"))
		want(d, "contacts", d.contacts(bakker), an+" active, "+bart+" bounced")
		want(d, "last step", d.lastStep(), voldaan.StepReminder1)
	})
}

// That a mail to a colleague came back is nothing about the customer whose
// case it was.
func TestCaseMailBounces(t *testing.T) {
	onBoth(t, func(d *desk) {
		d.gets(mail{body: contests})
		l := d.letterOf(d.cases()[0])
		d.unchanged("a bounce of a case mail", func() {
			m := d.gets(d.report(l, eva, "failed", "5.1.1"))
			want(d, "kind", m.Kind, voldaan.MailBounce)
			want(d, "state", m.State, store.MailHandled)
		})
		got := d.letterOf(d.cases()[0])
		want(d, "recipient", got.Recipients[0].State, voldaan.LetterFailed)
	})
}

// The same, when the customer has nobody left to write to.
func TestCaseMailBouncesWithoutContacts(t *testing.T) {
	onBoth(t, func(d *desk) {
		l := d.demand(bakker, voldaan.LetterReminder1, invoice)
		d.gets(d.report(l, an, "failed", "5.1.1"))
		c := d.letterOf(d.cases()[0])
		d.unchanged("a bounce of a case mail", func() { d.gets(d.report(c, eva, "failed", "5.1.1")) })
	})
}

// A report about a mail that the bot never sent changes no contact.
func TestForeignBounce(t *testing.T) {
	onBoth(t, func(d *desk) {
		r := d.report(store.Letter{Letter: voldaan.Letter{
			MessageID: "nooit@vos.example", Recipients: []voldaan.Recipient{{ReturnToken: "verzonnen"}},
		}}, an, "failed", "5.1.1")
		want(d, "state", d.gets(r).State, store.MailHandled)
		want(d, "contacts", d.contacts(bakker), an+" active")
		want(d, "case", d.reasons(), "unknown sender")
	})
}
