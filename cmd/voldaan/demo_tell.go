package main

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/outbound"
	"github.com/voldaan/voldaan/store"
)

// tally is what the end of the play sums up.
type tally struct {
	in, out, letters, answers, calls, cases, internal int
	customerMails, forged, commands, colleague        int
	money                                             voldaan.Amount
	byHand                                            map[string]bool // mails of customers that a person looked at
}

// plainWord is a code of the program in words.
func plainWord(s string) string {
	switch voldaan.LetterKind(s) {
	case voldaan.LetterCourtesy:
		return "courtesy mail"
	case voldaan.LetterReminder1:
		return "first reminder"
	case voldaan.LetterReminder2:
		return "second reminder"
	}
	return strings.ReplaceAll(s, "_", " ")
}

// tell tells about a mail that the bot sent.
func (p *play) tell(m *playedMail, l store.Letter) error {
	p.tally.out++
	name, numbers, err := p.about(l)
	if err != nil {
		return err
	}
	line := fmt.Sprintf("%s %s", padded(name, 26), strings.Join(numbers, ", "))
	switch l.Kind.Class() {
	case voldaan.ClassDemand:
		p.tally.letters++
		m.about = plainWord(string(l.Kind)) + " " + strings.Join(numbers, ", ")
		p.tale.mailLine(m.at, "→", plainWord(string(l.Kind)), line+"  "+money(l.Args.Amount)+p.elsewhere(m), m.number)
		return nil
	case voldaan.ClassNote:
		p.tally.letters++
		m.about = plainWord(string(l.Kind))
		p.tale.mailLine(m.at, "→", m.about, strings.TrimRight(line, " ")+p.elsewhere(m), m.number)
		return nil
	case voldaan.ClassAnswer:
		p.tally.answers++
		m.about = "answer: " + plainWord(string(l.Kind))
		text := plainWord(string(l.Kind))
		if len(m.files) > 0 {
			text += ", with " + strings.Join(m.files, ", ")
		}
		p.tale.moreMail("↩", "the customer was answered: "+text, m.number)
		return nil
	case voldaan.ClassInternal:
	}
	p.tellInternal(m, l, name, numbers)
	return nil
}

// tellInternal tells about a mail to a colleague.
func (p *play) tellInternal(m *playedMail, l store.Letter, name string, numbers []string) {
	who := l.Recipients[0].Name
	m.about = plainWord(string(l.Kind))
	switch l.Kind {
	case voldaan.LetterCase:
		why := plainWord(string(l.Args.Intent))
		if l.Args.Reason != string(l.Args.Intent) {
			why += ", " + plainWord(l.Args.Reason)
		}
		m.about = "case: " + why
		if m.again {
			p.tale.mailLine(m.at, "⚑", "reminder of a case", fmt.Sprintf("%s %s: %s", padded(name, 26), who, why), m.number)
			return
		}
		p.cases[l.Args.Case] = true
		p.tally.cases++
		for _, in := range p.mails {
			if in.incoming && in.customer != "" && in.row == l.Args.Mail {
				p.tally.byHand[in.id] = true
			}
		}
		p.tale.moreMail("⚑", fmt.Sprintf("case for %s within %s: %s", who, took(m.at.Sub(p.clockOf(l))), why), m.number)
	case voldaan.LetterCallTask:
		p.tally.calls++
		p.tale.mailLine(m.at, "⚑", "call task", fmt.Sprintf("%s %s  %s, for %s", padded(name, 26), strings.Join(numbers, ", "),
			money(l.Args.Amount), who), m.number)
	case voldaan.LetterRegistered:
		p.tally.internal++
		p.tale.moreMail("✉", fmt.Sprintf("registered for %s: %s; %s was told", name, strings.Join(numbers, ", "), who), m.number)
	case voldaan.LetterDataAsked:
		p.tally.internal++
		p.tale.moreMail("✉", who+" was asked for what a machine can read", m.number)
	case voldaan.LetterDigest:
		p.tally.internal++
		p.tale.mailLine(m.at, "✉", "digest", "for "+who, m.number)
	default:
		p.tally.internal++
		p.tale.mailLine(m.at, "✉", m.about, "for "+who, m.number)
	}
}

// took is a span as people say it.
func took(d time.Duration) string { return fmt.Sprintf("%d s", int(d.Round(time.Second).Seconds())) }

// clockOf is when the mail arrived that a case is about; else when the case's
// mail was made.
func (p *play) clockOf(l store.Letter) time.Time {
	at := l.Made
	for _, m := range p.mails {
		if m.incoming && m.row == l.Args.Mail {
			at = m.at
		}
	}
	return at
}

// elsewhere names the recipients where they are not the customer's first
// address alone.
func (p *play) elsewhere(m *playedMail) string {
	if a := p.actorAt(m.rcpts...); a != nil && len(m.rcpts) == 1 && m.rcpts[0] == a.people[0].address {
		return ""
	}
	return "  to " + strings.Join(m.rcpts, ", ")
}

// about names the customer and the invoices of a letter.
func (p *play) about(l store.Letter) (name string, numbers []string, err error) {
	if l.Customer == "" {
		return "", nil, nil
	}
	err = p.db.Tx(p.ctx, func(tx *store.Tx) error {
		b, err := tx.Ledger(p.creditor.ID, l.Customer, store.ScopeAll, p.clock.at)
		if err != nil {
			return err
		}
		name, numbers = b.Customer.Name, nil
		ids := l.Args.Invoices
		for _, line := range l.Args.Demands {
			ids = append(ids, line.Invoice)
		}
		for _, id := range ids {
			if inv := b.Invoice(id); inv != nil {
				numbers = append(numbers, inv.Number)
			}
		}
		return nil
	})
	return name, numbers, err
}

// tellIncoming tells about a mail that the bot got, and what it made of it.
func (p *play) tellIncoming(m *playedMail, a *actor) error {
	row, text, err := p.became(m)
	if err != nil {
		return err
	}
	p.tally.in++
	m.row = row.ID
	quote := "“" + firstWordsOf(text.Reply, 64) + "”"
	switch {
	case row.State == store.MailQuarantined:
		p.tally.forged++
		m.about = "not believed"
		p.tale.mailLine(m.at, "✗", "not believed", quote, m.number)
		p.tale.more(row.Trouble)
	case row.Kind == voldaan.MailColleague:
		p.tally.colleague++
		m.about = "from the colleague"
		p.tale.mailLine(m.at, "⇐", p.creditor.Owner().Name, quote, m.number)
	case a != nil:
		p.tally.customerMails++
		what := plainWord(string(row.Intent))
		if row.Kind == voldaan.MailBounce {
			what, quote = "bounce", "“550 5.1.1 User unknown”"
		}
		m.about = what
		p.tale.mailLine(m.at, "←", what, padded(a.name, 26)+" "+quote, m.number)
		return p.tellChanges(row)
	}
	return nil
}

// tellChanges tells what a customer's mail changed in his ledger.
func (p *play) tellChanges(row store.Mail) error {
	if row.Customer == "" {
		p.tale.more("nobody known: a person looks")
		return nil
	}
	var changes []string
	err := p.db.Tx(p.ctx, func(tx *store.Tx) error {
		l, err := tx.Ledger(p.creditor.ID, row.Customer, store.ScopeAll, p.clock.at)
		if err != nil {
			return err
		}
		log, err := tx.Events(p.creditor.ID, row.Customer)
		changes = nil
		for _, e := range log {
			if e.Mail == row.ID {
				changes = append(changes, p.change(l, e)...)
			}
		}
		return err
	})
	if len(changes) > 0 {
		p.tale.moreMail("=", strings.Join(changes, "; "), 0)
	}
	return err
}

// change is an event in words; none for what other lines tell.
func (p *play) change(l *voldaan.Ledger, e voldaan.Event) []string {
	switch e.Kind {
	case voldaan.EventMailRead, voldaan.EventAnswered, voldaan.EventCaseOpened, voldaan.EventDemandBounced:
		return nil
	case voldaan.EventContactAdded:
		if c := l.Contact(e.Contact); c != nil {
			return []string{"new contact " + c.Address}
		}
	}
	var out []string
	for _, h := range outbound.History(p.bot.office.Templates, "en", l, []voldaan.Event{e}, nil) {
		out = append(out, h.Text)
	}
	return out
}

// firstWordsOf is the beginning of a text on one line, without its greeting.
func firstWordsOf(text string, most int) string {
	paragraphs := strings.Split(strings.TrimSpace(text), "\n\n")
	if len(paragraphs) > 1 && utf8.RuneCountInString(paragraphs[0]) < 40 {
		paragraphs = paragraphs[1:]
	}
	s := []rune(strings.Join(strings.Fields(paragraphs[0]), " "))
	if len(s) <= most {
		return string(s)
	}
	cut := most
	for cut > most/2 && s[cut] != ' ' {
		cut--
	}
	return string(s[:cut]) + " …"
}
