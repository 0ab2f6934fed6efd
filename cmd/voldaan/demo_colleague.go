package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/inbound/books"
	"github.com/voldaan/voldaan/store"
)

// ruling is what the finance colleague does about a case: some words for the
// file, and commands.
type ruling struct {
	customer string
	days     int
	hour     int
	words    string
	commands []demoCommand
}

// demoCommand is one of the command line.
type demoCommand struct {
	verb, number string
	amount       voldaan.Amount
	until        int // days from now
	note         string
}

// rulings are used one for each case of a customer, in order. The words are
// blunt as between colleagues, and must never reach a customer.
func rulings() []ruling {
	return []ruling{
		{"K2001", 1, 10, "Klopt helaas: het magazijn heeft weer zitten suffen, twee dozen staan hier nog. Ik crediteer ze. Dumont is een zeurkous maar heeft gelijk.", []demoCommand{
			{verb: "credit", number: "2026-0107", amount: 48_400, note: "CN-2026-011"}, {verb: "resolve", number: "2026-0107"},
		}},
		{"K2002", 2, 9, "Dubois probeert het altijd, die vrek. Maar hier heeft hij gelijk: oude prijslijst. Verschil gecrediteerd.", []demoCommand{
			{verb: "credit", number: "2026-0108", amount: 32_670, note: "CN-2026-012"}, {verb: "resolve", number: "2026-0108"},
		}},
		{"K2003", 5, 10, "Dat kantoor kennen we niet. Vaag gedoe. Gewoon naar Girard blijven schrijven.", nil},
		{"K1005", 0, 15, "Weg geld, ik zag dat zinkende schip al maanden aankomen. Ik dien de schuldvordering in bij de curator.", nil},
		{"K3002", 0, 15, "Gebeld: alleen 2026-0115 staat open. Die Byrne snapt er geen snars van, maar ze betaalt.", []demoCommand{{verb: "resume", number: "2026-0115"}}},
		{"K4002", 1, 10, "Krüger gebeld: drie keer akkoord, anders komt er bij die sukkel nooit geld.", []demoCommand{
			{verb: "hold", number: "2026-0123", until: 38, note: "payment_plan"},
		}},
	}
}

// otherWords is what the colleague answers to a case for which no ruling is
// left.
const otherWords = "Gezien. Weer zo een. Ik bel zelf."

// colleague is the demo's finance colleague as a person who writes mail.
func (p *play) colleague() person {
	c := p.creditor.Owner()
	return person{name: c.Name, address: c.Address, client: outlook}
}

// genuine is what the receiving server finds about a mail of a colleague.
const genuine = "dkim=pass header.d=zonnegroothandel.example header.s=s1;\r\n\tspf=pass smtp.mailfrom=zonnegroothandel.example;" +
	"\r\n\tdmarc=pass (p=REJECT) header.from=zonnegroothandel.example"

// colleagueGets lets the colleague react to a mail of the bot.
func (p *play) colleagueGets(m *playedMail, l store.Letter) {
	switch l.Kind {
	case voldaan.LetterCase:
		if !m.again {
			p.answerCase(m, l)
		}
	case voldaan.LetterDataAsked:
		at := p.soon("data", m.at, 10)
		p.agenda.note(at, func() error {
			w := p.fromColleague(m, "Excuseer, hier is de e-factuur.", at)
			w.files = []writtenFile{p.ubl(secondInvoice(), p.actorNumbered(secondInvoice().customer))}
			return p.arrive(nil, w)
		})
	}
}

// answerCase answers the mail of a case, and does what it needs.
func (p *play) answerCase(m *playedMail, l store.Letter) {
	r := ruling{days: 0, hour: 16, words: otherWords}
	number := p.numberOf(l.Customer)
	for i, x := range p.rulings {
		if x.customer == number {
			r = x
			p.rulings = append(p.rulings[:i:i], p.rulings[i+1:]...)
			break
		}
	}
	day := p.bot.office.Calendar.OnOrAfter(dayOf(m.at).Add(r.days))
	at := p.at("case "+number, day, r.hour)
	if !at.After(m.at) {
		at = p.soon("case "+number, m.at, 15)
	}
	p.agenda.note(at, func() error { return p.arrive(nil, p.fromColleague(m, r.words, at)) })
	done := demoCommand{verb: closeCase, number: string(l.Args.Case), note: p.customerName(number)}
	for i, c := range append(slices.Clone(r.commands), done) {
		p.agenda.note(at.Add(time.Duration(2+i)*time.Minute), func() error { return p.command(c) })
	}
}

// numberOf is the creditor's number of a customer.
func (p *play) numberOf(id voldaan.CustomerID) string {
	var c voldaan.Customer
	err := p.db.Tx(p.ctx, func(tx *store.Tx) (err error) {
		c, err = tx.Customer(p.creditor.ID, id)
		return err
	})
	if err != nil {
		return "" // a case about nobody known
	}
	return c.Number
}

// closeCase is the command that says that a case is decided.
const closeCase = "cases --close"

func (p *play) customerName(number string) string {
	if a := p.actorNumbered(number); a != nil {
		return a.name
	}
	return ""
}

func (p *play) actorNumbered(number string) *actor {
	for i := range p.actors {
		if p.actors[i].number == number {
			return &p.actors[i]
		}
	}
	return nil
}

// fromColleague is the colleague's answer to a mail of the bot.
func (p *play) fromColleague(m *playedMail, words string, at time.Time) writtenMail {
	who := p.colleague()
	text := "Dag,\n\n" + words + "\n\nGroeten,\nSofie"
	w := writtenMail{
		from: who, returnPath: who.address, at: at, agent: who.client.agent(), auth: genuine,
		id: fmt.Sprintf("s%04d@zonnegroothandel.example", len(p.mails)+1),
		to: []voldaan.Address{{Name: p.creditor.SenderName, Address: m.replyTo}}, deliveredTo: m.replyTo,
		answers: m.id, subject: who.client.prefix("nl") + m.subject,
	}
	w.text, w.markup = who.client.quoted("nl", text, m, p.creditor.SenderName, p.creditor.Zone)
	return w
}

// command does what the command of that name does.
func (p *play) command(c demoCommand) error {
	now := p.clock.now()
	b := p.bot.desk.Books
	by := books.Actor{Kind: voldaan.AuthorOperator, Key: p.creditor.Owner().Key()}
	words := []string{"voldaan", c.verb, c.number}
	if c.note != "" && c.verb == closeCase {
		words[2] = "(" + c.note + ")" // its id says nothing
	}
	var out books.Outcome
	var err error
	switch c.verb {
	case "credit":
		words = append(words, money(c.amount))
		out, err = b.Credit(p.ctx, c.number, c.amount, c.note, by, now)
	case closeCase:
		err = p.db.Tx(p.ctx, func(tx *store.Tx) (err error) {
			out, err = b.CloseCase(tx, voldaan.CaseID(c.number), by, now)
			return err
		})
	case "resolve":
		out, err = b.Resolve(p.ctx, c.number, by, now)
	case "resume":
		out, err = b.Resume(p.ctx, c.number, by, now)
	case "hold":
		until := p.creditor.Day(now).Add(c.until)
		words = append(words, "until "+until.String())
		out, err = b.Hold(p.ctx, c.number, 0, until, c.note, by, now)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", strings.Join(words, " "), err)
	}
	p.tally.commands++
	p.tale.line(now, "$", p.creditor.Owner().Name, strings.Join(words, " "))
	for _, l := range out.Invoices {
		p.tale.more(l.String())
	}
	return p.step()
}
