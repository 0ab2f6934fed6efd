package inbound

import (
	"slices"
	"strings"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/inbound/books"
	"github.com/voldaan/voldaan/inbound/einvoice"
	"github.com/voldaan/voldaan/store"
)

// colleague handles the mail of an authenticated colleague: an answer to a
// mail of the bot, an invoice with the bot in cc, or an answer to a customer
// with the bot in cc.
func (d *Desk) colleague(tx *store.Tx, m *letter, p voldaan.Colleague, mt match, now time.Time) error {
	if mt.letter != nil && mt.letter.Kind.Class() == voldaan.ClassInternal {
		switch mt.letter.Kind {
		case voldaan.LetterCase, voldaan.LetterHandoverResult:
			return d.answerCase(tx, m, p, *mt.letter, now)
		case voldaan.LetterDayList:
			return d.answerDayList(tx, m, p, *mt.letter, now)
		case voldaan.LetterCallTask:
			return d.noteCall(tx, m, p, mt.letter.Customer, now)
		case voldaan.LetterDataAsked, voldaan.LetterRegistered:
		default:
			m.row.Warning = "not understood: the mail that it answers asked nothing"
			return nil
		}
	}
	documents, troubles := d.documents(m)
	switch {
	case len(documents) > 0:
		return d.register(tx, m, p, documents, now)
	case len(d.outsiders(m.mail)) == 0 && len(m.parts) == 0:
		m.row.Warning = "not understood: a mail to the bot alone without an e-invoice"
		return nil
	case mt.customer != "" && mt.letter != nil && len(m.parts) == 0:
		return d.colleagueWrote(tx, m, mt, now)
	case len(m.parts) == 0:
		customer, err := d.answered(tx, m.mail)
		if err != nil {
			return err
		}
		if customer != "" {
			return d.colleagueWrote(tx, m, match{customer: customer}, now)
		}
	}
	return d.askData(tx, m, p, troubles, now)
}

// answered is the customer whose mail a colleague answers.
func (d *Desk) answered(tx *store.Tx, m voldaan.Mail) (voldaan.CustomerID, error) {
	for _, id := range m.InReplyTo {
		mails, err := tx.MailsByMessageID(d.Creditor.ID, id)
		if err != nil {
			return "", err
		}
		for _, old := range mails {
			if old.State == store.MailHandled && old.Kind == voldaan.MailCustomer && old.Customer != "" {
				return old.Customer, nil
			}
		}
	}
	return "", nil
}

// keepOnCase keeps what a colleague answers to a case mail. It goes no further:
// nothing of it reaches the customer.
func (d *Desk) keepOnCase(tx *store.Tx, m *letter, p voldaan.Colleague, id voldaan.CaseID, now time.Time) error {
	c, err := tx.Case(d.Creditor.ID, id)
	if err != nil {
		return err
	}
	m.row.Customer = c.Customer
	if err := tx.KeepAnswer(d.Creditor.ID, store.CaseAnswer{Case: id, Mail: m.row.ID, At: now}); err != nil {
		return err
	}
	if c.State == voldaan.CaseOpen {
		c.State = voldaan.CaseAnswered
		if err := tx.PutCase(c); err != nil {
			return err
		}
	}
	if c.Customer == "" {
		return nil
	}
	return tx.Decide(d.Creditor.ID, c.Customer, store.ScopeOpen, now, func(l *voldaan.Ledger) ([]voldaan.Event, error) {
		s := d.stamp(c.Customer, voldaan.AuthorColleague, now)
		s.Author, s.Mail = p.Key(), m.row.ID
		e := s.Event(voldaan.EventCaseKept)
		e.Case = id
		return []voldaan.Event{e}, l.Apply(e)
	})
}

// answerDayList takes a one-word answer to the day's list. A yes with a number
// or a limit in it is none: nothing leaves that a colleague may have excepted.
func (d *Desk) answerDayList(tx *store.Tx, m *letter, p voldaan.Colleague, list store.Letter, now time.Time) error {
	by := books.Actor{Kind: voldaan.AuthorColleague, Key: p.Key(), Mail: m.row.ID}
	answer := decide(m.mail.Reply)
	switch {
	case len(list.Args.Letters) == 0:
	case answer == decidedYes:
		return d.Books.Approve(tx, list.Args.Letters, by, now)
	case answer == decidedNo:
		return d.Books.Refuse(tx, list.Args.Letters, by, now)
	}
	m.row.Warning = "not understood: want ja or nee as the answer, and nothing else"
	return nil
}

// noteCall keeps what a colleague says of a call in the customer's story.
func (d *Desk) noteCall(tx *store.Tx, m *letter, p voldaan.Colleague, id voldaan.CustomerID, now time.Time) error {
	m.row.Customer = id
	return tx.Decide(d.Creditor.ID, id, store.ScopeOpen, now, func(l *voldaan.Ledger) ([]voldaan.Event, error) {
		s := d.stamp(id, voldaan.AuthorColleague, now)
		s.Author, s.Mail = p.Key(), m.row.ID
		e := s.Event(voldaan.EventNoted)
		e.Reason = "called"
		return []voldaan.Event{e}, l.Apply(e)
	})
}

// colleagueWrote notes that a colleague answered a customer himself: what the
// bot asked for meanwhile is taken care of.
func (d *Desk) colleagueWrote(tx *store.Tx, m *letter, mt match, now time.Time) error {
	m.row.Kind = voldaan.MailColleague
	if mt.customer == "" {
		to, err := d.addressee(tx, m.mail)
		if err != nil || to == "" {
			return err
		}
		mt.customer = to
	}
	m.row.Customer = mt.customer
	open, err := tx.OpenCases(d.Creditor.ID)
	if err != nil {
		return err
	}
	for _, c := range open {
		if c.Customer == mt.customer && c.State == voldaan.CaseOpen && c.Kind == voldaan.CaseMail {
			c.State = voldaan.CaseAnswered
			if err := tx.PutCase(c); err != nil {
				return err
			}
		}
	}
	return tx.Decide(d.Creditor.ID, mt.customer, store.ScopeOpen, now, func(l *voldaan.Ledger) ([]voldaan.Event, error) {
		s := d.stamp(mt.customer, voldaan.AuthorColleague, now)
		s.Mail = m.row.ID
		e := s.Event(voldaan.EventNoted)
		e.Reason = "colleague_answered"
		return []voldaan.Event{e}, l.Apply(e)
	})
}

// outsiders are the recipients of a mail who are not the creditor's own people:
// the customer's. On the mailbox's own domain everybody is the creditor's.
func (d *Desk) outsiders(m voldaan.Mail) []voldaan.Address {
	house := voldaan.Domain(d.Creditor.Mailbox)
	if books.PublicProvider(house) {
		house = ""
	}
	var out []voldaan.Address
	for _, a := range append(slices.Clone(m.To), m.Cc...) {
		_, colleague := d.Creditor.Colleague(a.Address)
		if a.Address != "" && !colleague && !d.Creditor.IsOwn(a.Address) && voldaan.Domain(a.Address) != house {
			out = append(out, a)
		}
	}
	return out
}

// addressee is the one customer to whom a mail was written.
func (d *Desk) addressee(tx *store.Tx, m voldaan.Mail) (voldaan.CustomerID, error) {
	var id voldaan.CustomerID
	for _, a := range d.outsiders(m) {
		contacts, err := tx.ContactsAt(d.Creditor.ID, a.Address)
		if err != nil {
			return "", err
		}
		for _, c := range contacts {
			if id != "" && id != c.Customer {
				return "", nil
			}
			id = c.Customer
		}
	}
	return id, nil
}

// document is an e-invoice of a mail with the bytes that it was read from.
type document struct {
	einvoice.Document
	bytes []byte
}

// documents reads the e-invoices among a mail's attachments.
func (d *Desk) documents(m *letter) ([]document, []string) {
	var out []document
	var troubles []string
	for _, p := range m.parts {
		if !einvoice.IsUBL(p.Content) {
			continue
		}
		doc, err := einvoice.ReadUBL(p.Content)
		if err != nil {
			troubles = append(troubles, p.Name+": "+err.Error())
			continue
		}
		out = append(out, document{doc, p.Content})
	}
	return out, troubles
}

// register takes on the invoices of a mail and confirms that to the colleague
// alone.
func (d *Desk) register(tx *store.Tx, m *letter, p voldaan.Colleague, docs []document, now time.Time) error {
	by := books.Actor{Kind: voldaan.AuthorColleague, Key: p.Key(), Mail: m.row.ID}
	l := d.Creditor.ToColleague(voldaan.LetterRegistered, p, now, d.Mint)
	l.Args = voldaan.LetterArgs{Mail: m.row.ID}
	var troubles []string
	for _, doc := range docs {
		done, err := d.Books.RegisterDocument(tx, doc.Document, doc.bytes, d.outsiders(m.mail), by, now)
		if trouble, ok := books.Trouble(err); ok {
			troubles = append(troubles, doc.Number+": "+trouble)
			continue
		}
		if err != nil {
			return err
		}
		m.row.Customer, l.Customer = done.Customer, done.Customer
		if done.Invoice != "" {
			l.Args.Invoices = append(l.Args.Invoices, done.Invoice)
		}
		if done.Again {
			l.Args.Reason = strings.TrimSpace(l.Args.Reason + " " + done.Number)
		}
		if done.Differs != "" {
			troubles = append(troubles, done.Number+": "+done.Differs)
		}
	}
	if len(troubles) > 0 {
		if err := d.askData(tx, m, p, troubles, now); err != nil {
			return err
		}
	}
	if len(l.Args.Invoices) == 0 {
		return nil
	}
	_, err := tx.AddLetter(l, "registered:"+string(m.row.ID))
	return err
}

// askData asks a colleague for what the bot could not read in his invoice.
func (d *Desk) askData(tx *store.Tx, m *letter, p voldaan.Colleague, troubles []string, now time.Time) error {
	l := d.Creditor.ToColleague(voldaan.LetterDataAsked, p, now, d.Mint)
	l.Args = voldaan.LetterArgs{Mail: m.row.ID, Reason: strings.Join(troubles, "\n")}
	_, err := tx.AddLetter(l, "data:"+string(m.row.ID))
	return err
}
