package main

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/store"
)

// outgoing are the mails of a class that left the mail server.
func outgoing(p *play, class voldaan.LetterClass) []*playedMail {
	var out []*playedMail
	for _, m := range p.mails {
		if !m.incoming && m.kind.Class() == class {
			out = append(out, m)
		}
	}
	return out
}

// ledgers gives each customer's documents and log.
func ledgers(t *testing.T, p *play, f func(l *voldaan.Ledger, log []voldaan.Event)) {
	t.Helper()
	err := p.db.Tx(t.Context(), func(tx *store.Tx) error {
		all, err := tx.Customers(p.creditor.ID)
		if err != nil {
			return err
		}
		for _, c := range all {
			l, err := tx.Ledger(p.creditor.ID, c.ID, store.ScopeAll, p.clock.at)
			if err != nil {
				return err
			}
			log, err := tx.Events(p.creditor.ID, c.ID)
			if err != nil {
				return err
			}
			f(l, log)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// checkDemands makes each customer's ledger anew from the log up to each
// letter: what it demands must be what could be demanded at that moment, and
// whom it goes to somebody who may be written to.
func checkDemands(t *testing.T, p *play) {
	letters := map[voldaan.LetterID]*playedMail{}
	for _, m := range outgoing(p, voldaan.ClassDemand) {
		letters[m.letter] = m
	}
	demanded := 0
	ledgers(t, p, func(l *voldaan.Ledger, log []voldaan.Event) {
		for i, e := range log {
			m := letters[e.Letter]
			if e.Kind != voldaan.EventDemandSent || m == nil {
				continue
			}
			delete(letters, e.Letter)
			before, err := voldaan.Fold(l, log[:i])
			if err != nil {
				t.Errorf("%s: %v", l.Customer.Name, err)
				continue
			}
			demanded += checkDemand(t, before, e, m)
		}
	})
	if demanded < 20 {
		t.Errorf("%d demands were looked at", demanded)
	}
	for _, m := range letters {
		t.Errorf("mail %d, %s, stands in no ledger", m.number, m.about)
	}
}

// checkDemand holds a letter against the ledger as it was, and counts what it
// demands.
func checkDemand(t *testing.T, before *voldaan.Ledger, e voldaan.Event, m *playedMail) int {
	demanded := 0
	for _, d := range before.Demands {
		if d.Letter != e.Letter {
			continue
		}
		demanded++
		number := before.Invoice(d.Invoice).Number
		if may := before.Demandable(d.Invoice, e.Day); may != d.Amount {
			t.Errorf("%s: %s: %s was demanded, %s could be", e.Day, number, d.Amount, may)
		}
		if status := before.Status(d.Invoice, e.Day); status != voldaan.StatusOpen {
			t.Errorf("%s: %s was demanded while %s", e.Day, number, status)
		}
		if !strings.Contains(m.text, number) {
			t.Errorf("%s: the letter does not name %s", e.Day, number)
		}
	}
	for _, to := range m.rcpts {
		if c := before.ContactAt(to); c == nil || !c.CanReceive() {
			t.Errorf("%s: a letter went to %s", e.Day, to)
		}
	}
	return demanded
}

// checkCaps: never more than two started letters in seven days, nor two within
// 48 hours, to a customer.
func checkCaps(t *testing.T, p *play) {
	times := map[string][]time.Time{}
	for _, m := range outgoing(p, voldaan.ClassDemand) {
		times[m.customer] = append(times[m.customer], m.at)
	}
	for customer, all := range times {
		for i := range all {
			if i > 0 && all[i].Sub(all[i-1]) < 48*time.Hour {
				t.Errorf("%s: letters at %s and %s", customer, all[i-1], all[i])
			}
			if i > 1 && all[i].Sub(all[i-2]) < 7*24*time.Hour {
				t.Errorf("%s: three letters from %s to %s", customer, all[i-2], all[i])
			}
		}
	}
	if len(times) < 12 {
		t.Errorf("%d customers got letters", len(times))
	}
}

// checkHours: nothing goes to customers on weekends, on holidays, before nine
// or from five on.
func checkHours(t *testing.T, p *play) {
	cal := p.bot.office.Calendar
	for _, m := range append(outgoing(p, voldaan.ClassDemand), outgoing(p, voldaan.ClassAnswer)...) {
		if day := voldaan.DateOf(m.at); !cal.IsBusinessDay(day) || m.at.Hour() < 9 || m.at.Hour() >= 17 {
			t.Errorf("mail %d left at %s", m.number, m.at)
		}
	}
	if cal.IsBusinessDay(voldaan.MustDate("2026-04-06")) {
		t.Error("Easter Monday, in the play, is no holiday")
	}
}

// markerWords stand in the colleague's answers and nowhere else.
func markerWords() []string {
	return []string{"zeurkous", "vrek", "Vaag gedoe", "zinkende schip", "geen snars", "sukkel", "suffen", "weer zo een"}
}

// checkPrivateWords: what the colleague answers on a case reaches no customer.
func checkPrivateWords(t *testing.T, p *play) {
	written := 0
	for _, m := range p.mails {
		for _, w := range markerWords() {
			if !strings.Contains(m.text, w) {
				continue
			}
			if m.incoming && m.from == p.creditor.Owner().Address {
				written++
			} else if m.kind.Class() != voldaan.ClassInternal {
				t.Errorf("mail %d to %s says %q", m.number, m.to, w)
			}
		}
	}
	if written < len(rulings()) {
		t.Errorf("the colleague's words were written %d times", written)
	}
}

// checkForger: the forger changes nothing and gets no answer.
func checkForger(t *testing.T, p *play) {
	forged := map[voldaan.MailID]bool{}
	for _, m := range p.mails {
		if m.incoming && strings.HasSuffix(m.id, "@gratis-mail.example") {
			forged[m.row] = true
			row, _, err := p.became(m)
			if err != nil || row.State != store.MailQuarantined {
				t.Errorf("forged mail %d: %s, %v", m.number, row.State, err)
			}
			for _, o := range p.mails {
				if o.answers == m.id || slices.Contains(o.rcpts, "bounce@gratis-mail.example") {
					t.Errorf("forged mail %d was answered by mail %d", m.number, o.number)
				}
			}
		}
	}
	if len(forged) != 2 {
		t.Fatalf("%d forged mails", len(forged))
	}
	ledgers(t, p, func(l *voldaan.Ledger, log []voldaan.Event) {
		for _, e := range log {
			if forged[e.Mail] {
				t.Errorf("%s: a forged mail made %s", l.Customer.Name, e.Kind)
			}
		}
		if l.InvoiceNumbered("2026-9999") != nil {
			t.Error("the forged invoice is registered")
		}
	})
}

// checkComplaints: a complaint reaches the owner in the very step that reads
// it.
func checkComplaints(t *testing.T, p *play) {
	complaints := 0
	for i, m := range p.mails {
		if !m.incoming {
			continue
		}
		row, text, err := p.became(m)
		if err != nil {
			t.Fatal(err)
		}
		if row.Intent != voldaan.IntentDispute && row.Intent != voldaan.IntentLegal {
			continue
		}
		complaints++
		told := false
		for _, o := range p.mails[i+1:] {
			if o.incoming {
				break
			}
			told = told || (o.kind == voldaan.LetterCase && o.to == p.creditor.Owner().Address &&
				strings.Contains(o.text, m.from) && strings.Contains(unquoted(o.text), firstWordsOf(text.Reply, 1000)) && o.at.Sub(m.at) < 10*time.Second)
		}
		if !told {
			t.Errorf("complaint %d did not reach %s in its step", m.number, p.creditor.Owner().Name)
		}
	}
	if complaints < 3 {
		t.Errorf("%d complaints", complaints)
	}
}

// unquoted is a text on one line, without the marks of what it quotes.
func unquoted(text string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(text, "\n> ", " ")), " ")
}

// checkAnswers: at most one answer for a mail, none for an automatic one.
func checkAnswers(t *testing.T, p *play) {
	answers := map[string]int{}
	for _, m := range outgoing(p, voldaan.ClassAnswer) {
		answers[m.answers]++
	}
	automatic := 0
	for _, m := range p.mails {
		if !m.incoming {
			continue
		}
		row, _, err := p.became(m)
		if err != nil {
			t.Fatal(err)
		}
		machine := row.Kind == voldaan.MailAutoReply || row.Kind == voldaan.MailBounce
		if machine {
			automatic++
		}
		if n := answers[m.id]; n > 1 || (n > 0 && (machine || row.Kind == voldaan.MailColleague)) {
			t.Errorf("mail %d (%s) got %d answers", m.number, m.about, n)
		}
		delete(answers, m.id)
	}
	if len(answers) > 0 || automatic < 2 {
		t.Errorf("%d answers to no mail, %d automatic mails", len(answers), automatic)
	}
}

var accountNumber = regexp.MustCompile(`\b[A-Z]{2}\d{2}(?:[ \x{00a0}]?[A-Z0-9]{4}){3,7}`)

// checkAccounts: no account but the creditor's stands in a mail.
func checkAccounts(t *testing.T, p *play) {
	found := 0
	for _, m := range p.mails {
		if m.incoming {
			continue
		}
		for _, iban := range accountNumber.FindAllString(m.text, -1) {
			found++
			if plain := strings.NewReplacer(" ", "", "\u00a0", "").Replace(iban); plain != demoIBAN {
				t.Errorf("mail %d states the account %s", m.number, iban)
			}
		}
		if strings.Contains(m.text, forgedIBAN) {
			t.Errorf("mail %d states the forged account", m.number)
		}
	}
	if found < 20 {
		t.Errorf("%d accounts were looked at", found)
	}
}

// checkNothingLost: every mail was handled, and every one that went out lies in
// Sent.
func checkNothingLost(t *testing.T, p *play) {
	err := p.db.Tx(t.Context(), func(tx *store.Tx) error {
		waiting, err := tx.MailsIn(p.creditor.ID, store.MailStored)
		if len(waiting) > 0 {
			t.Errorf("%d mails were not handled", len(waiting))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	sent, err := p.mail.(*builtIn).server.Folder(demoMailbox, "Sent")
	if err != nil {
		t.Fatal(err)
	}
	out := len(p.mails) - p.tally.in
	if len(sent) != out || p.tally.out != out {
		t.Errorf("%d mails went out, %d lie in Sent, %d were told about", out, len(sent), p.tally.out)
	}
}

// checkCast: everything that the cast can do was done.
func checkCast(t *testing.T, p *play) {
	did := map[string]bool{}
	for _, m := range p.mails {
		if m.incoming {
			did[m.about] = true
		}
	}
	for _, want := range []string{
		"dispute", "wrong recipient", "promise to pay", "already paid", "payment plan", "question", "document request",
		"auto reply", "bounce", "legal", "not believed", "from the colleague",
	} {
		if !did[want] {
			t.Errorf("no mail was read as %q", want)
		}
	}
	kinds := map[voldaan.LetterKind]bool{}
	for _, m := range p.mails {
		kinds[m.kind] = true
	}
	for _, want := range []voldaan.LetterKind{
		voldaan.LetterCourtesy, voldaan.LetterReminder1, voldaan.LetterReminder2, voldaan.LetterLastReminder, voldaan.LetterCallTask,
		voldaan.LetterDisputeReceived, voldaan.LetterPromiseNoted, voldaan.LetterPromiseDateAsked, voldaan.LetterPaymentNoted,
		voldaan.LetterPlanReceived, voldaan.LetterQuestionReceived, voldaan.LetterStatement, voldaan.LetterCase,
		voldaan.LetterRegistered, voldaan.LetterDataAsked, voldaan.LetterDigest,
	} {
		if !kinds[want] {
			t.Errorf("no mail of kind %q was sent", want)
		}
	}
}
