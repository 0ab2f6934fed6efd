package inbound

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify"
	"github.com/voldaan/voldaan/classify/language"
	"github.com/voldaan/voldaan/store"
)

// The logical folders of a mailbox.
const (
	FolderInbox = "inbox"
	FolderSent  = "sent"
)

// read finds whose mail it is and asks the reader what it means. Only a
// customer's mail, or an automatic one, is asked about.
func (d *Desk) read(ctx context.Context, m *letter, now time.Time) (voldaan.Reading, match, error) {
	var mt match
	var about voldaan.ReadingContext
	err := d.DB.Tx(ctx, func(tx *store.Tx) (err error) {
		if mt, err = d.match(tx, m); err == nil {
			about, err = d.context(tx, m, mt, now)
		}
		return err
	})
	if err != nil || m.mail.Kind == voldaan.MailColleague || m.row.Folder == FolderSent {
		return voldaan.Reading{}, mt, err
	}
	if len(about.Domains) == 0 {
		about.Domains = []string{voldaan.Domain(m.mail.From.Address)}
	}
	m.mail.Language = language.Of(m.mail.Reply, about.Language, m.mail.Language)
	r, err := d.Reader.Read(ctx, m.mail, about)
	if err != nil {
		return r, mt, fmt.Errorf("read mail %s: %w", m.row.ID, err)
	}
	object, err := json.Marshal(classify.Object(string(m.row.ID), m.mail, r, about))
	if err != nil {
		return r, mt, fmt.Errorf("keep the reading of mail %s: %w", m.row.ID, err)
	}
	known, err := classify.SaveContext(about)
	m.text.Reading, m.text.Context, m.row.Intent = string(object), string(known), r.Intent()
	return r, mt, err
}

// decide finds out who writes and lets the one rule for that kind of mail
// change what it changes. It returns what became of the mail.
func (d *Desk) decide(tx *store.Tx, m *letter, r voldaan.Reading, mt match, now time.Time) (store.MailState, error) {
	m.row.Customer = mt.customer
	if mt.letter != nil {
		m.row.Letter = mt.letter.ID
	}
	if own, err := d.isOwn(tx, m); err != nil || own {
		return store.MailOwn, err
	}
	switch {
	case m.row.Trouble != "" && len(m.raw) == 0:
		return store.MailQuarantined, d.notice(tx, m.row.ID, "unfetchable", now)
	case m.row.Folder == FolderSent:
		return store.MailHandled, d.colleagueWrote(tx, m, mt, now)
	case m.mail.Kind == voldaan.MailUnreadable:
		m.row.Trouble = "nothing in it can be read"
		return store.MailQuarantined, d.notice(tx, m.row.ID, "unreadable", now)
	case m.mail.Kind == voldaan.MailBounce:
		return store.MailHandled, d.bounce(tx, m, mt, now)
	case m.mail.Kind == voldaan.MailReport:
		return store.MailHandled, d.arrived(tx, m, mt, now)
	}
	if p, claimed := d.Creditor.Colleague(m.mail.From.Address); claimed {
		if m.verdict.OK && m.verdict.Address == p.Address && m.mail.Kind != voldaan.MailAutoReply {
			m.row.Kind = voldaan.MailColleague
			return store.MailHandled, d.colleague(tx, m, p, mt, now)
		}
		if m.mail.Kind == voldaan.MailAutoReply {
			return store.MailHandled, nil // a colleague's out-of-office note asks nothing
		}
		if m.verdict.Temporary && m.row.Tries < lastTry {
			return "", fmt.Errorf("who wrote mail %s cannot be proven now: %s", m.row.ID, m.verdict.Why)
		}
		return store.MailQuarantined, d.pretence(m)
	}
	if d.Creditor.IsOwn(m.mail.From.Address) {
		return store.MailQuarantined, d.pretence(m)
	}
	if mt.customer == "" {
		return store.MailHandled, d.stranger(tx, m, r, now)
	}
	return store.MailHandled, d.customer(tx, m, r, mt, now)
}

// lastTry is the try at which a proof that could not be looked up counts as
// missing.
const lastTry = 2

// pretence keeps a mail that bears a colleague's address without being his:
// no state changes, nobody is answered, the digest shows it (invariant 8).
func (d *Desk) pretence(m *letter) error {
	m.row.Trouble = "pretence: " + m.verdict.Why
	if m.verdict.Why == "" {
		m.row.Trouble = "pretence: it bears the bot's own address"
	}
	m.row.Intent = voldaan.IntentOther
	return nil
}

// isOwn recognises what the bot sent itself by its Message-ID and address. In
// the Sent folder such a mail proves that an uncertain letter went out.
func (d *Desk) isOwn(tx *store.Tx, m *letter) (bool, error) {
	if !d.Creditor.IsOwn(m.mail.From.Address) || m.mail.MessageID == "" {
		return false, nil
	}
	l, err := tx.LetterByMessageID(d.Creditor.ID, m.mail.MessageID)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	m.row.Letter, m.row.Customer = l.ID, l.Customer
	if m.row.Folder == FolderSent && l.State == voldaan.LetterUncertain {
		return true, d.proven(tx, l, "found in Sent", m.row.Received)
	}
	return true, nil
}

// proven settles an uncertain letter that is known to have gone out.
func (d *Desk) proven(tx *store.Tx, l store.Letter, how string, now time.Time) error {
	l.State, l.Reason, l.SentAt, l.SentDay = voldaan.LetterSent, how, now, d.Creditor.Day(now)
	if l.Customer != "" && len(l.Args.Demands) > 0 {
		err := tx.Decide(d.Creditor.ID, l.Customer, store.ScopeOpen, now, func(b *voldaan.Ledger) ([]voldaan.Event, error) {
			s := d.stamp(l.Customer, voldaan.AuthorBot, now)
			e := s.Event(voldaan.EventDemandSent)
			e.Letter, e.Reason = l.ID, how
			var refusal *voldaan.Refusal
			if err := b.Apply(e); errors.As(err, &refusal) {
				return nil, nil // it counted as sent all the while
			}
			return []voldaan.Event{e}, nil
		})
		if err != nil {
			return err
		}
	}
	return tx.SetLetter(l)
}

// stamp begins the events of one decision.
func (d *Desk) stamp(id voldaan.CustomerID, by voldaan.AuthorKind, now time.Time) *voldaan.Stamp {
	return d.Creditor.Stamp(id, by, now, d.Mint.ID)
}

// customer lets a customer's mail change his ledger, opens its case and queues
// its answer: all in the transaction that reads it.
func (d *Desk) customer(tx *store.Tx, m *letter, r voldaan.Reading, mt match, now time.Time) error {
	day := d.Creditor.Day(now)
	start := day.At(0, 0, d.zone())
	answered, err := tx.AnswersOn(d.Creditor.ID, mt.customer, start, start.AddDate(0, 0, 1))
	if err != nil {
		return err
	}
	domains, err := tx.Domains(d.Creditor.ID, mt.customer)
	if err != nil {
		return err
	}
	var out voldaan.Response
	var contact voldaan.Contact
	var customerLanguage string
	err = tx.Decide(d.Creditor.ID, mt.customer, store.ScopeAll, now, func(l *voldaan.Ledger) ([]voldaan.Event, error) {
		l.Bounds = d.Policy.Bounds
		s := d.stamp(mt.customer, voldaan.AuthorCustomer, now)
		s.Mail = m.row.ID
		with := voldaan.Match{
			Contact: mt.contact, Invoices: mt.invoices(r), Unsure: mt.unsure, AnsweredToday: answered, Domains: domains,
		}
		if mt.letter != nil {
			with.Letter = mt.letter.ID
		}
		var err error
		if out, err = voldaan.Respond(l, m.mail, r, with, d.Policy, d.Calendar, s); err != nil {
			return nil, err
		}
		if c := l.Contact(mt.contact); c != nil {
			contact = *c
		}
		customerLanguage = l.Customer.Language
		return out.Events, nil
	})
	if err != nil {
		return err
	}
	return d.follow(tx, m, r, mt, out, contact, customerLanguage, now)
}

// follow does what a response asks for beside the events: the case, the proof
// that an uncertain letter arrived, and the answer.
func (d *Desk) follow(tx *store.Tx, m *letter, r voldaan.Reading, mt match, out voldaan.Response,
	contact voldaan.Contact, customerLanguage string, now time.Time,
) error {
	owner := d.Creditor.Owner()
	if mt.contact == "" && out.Case == nil && asks(m.mail, r) {
		out.Case = &voldaan.CaseDraft{Intent: r.Intent(), Reason: "unknown sender", Invoices: mt.invoices(r)}
	}
	if out.Case != nil {
		if err := d.openCase(tx, *out.Case, mt.customer, m, owner, now); err != nil {
			return err
		}
	}
	if mt.letter != nil && mt.letter.State == voldaan.LetterUncertain && m.mail.Kind == voldaan.MailCustomer {
		if err := d.proven(tx, *mt.letter, "answered", now); err != nil {
			return err
		}
	}
	if out.Answer == "" || d.Creditor.Mode == voldaan.ModeWatch {
		return nil
	}
	return d.answer(tx, m, mt, out, contact, customerLanguage, owner, now)
}

// asks reports whether a person's mail wants an answer at all. One whose writer
// is no contact gets it from a person (invariant 9).
func asks(m voldaan.Mail, r voldaan.Reading) bool {
	return m.Kind == voldaan.MailCustomer && r.Intent() != voldaan.IntentAcknowledgement
}

func (d *Desk) zone() *time.Location {
	if d.Creditor.Zone == nil {
		return time.UTC
	}
	return d.Creditor.Zone
}

// answer queues the one answer that a mail gets.
func (d *Desk) answer(tx *store.Tx, m *letter, mt match, out voldaan.Response, to voldaan.Contact, customerLanguage string,
	owner voldaan.Colleague, now time.Time,
) error {
	l := d.Creditor.NewLetter(out.Answer, now, d.Mint,
		voldaan.Recipient{Contact: to.ID, Address: to.Address, Name: to.Name})
	l.Customer = mt.customer
	l.WriteIn(customerLanguage)
	l.WriteIn(m.mail.Language)
	l.Args = out.Args
	l.Args.Person = owner.Key()
	if _, err := tx.AddLetter(l, "answer:"+string(m.row.ID)); err != nil {
		return err
	}
	return tx.Decide(d.Creditor.ID, mt.customer, store.ScopeOpen, now, func(b *voldaan.Ledger) ([]voldaan.Event, error) {
		e := d.stamp(mt.customer, voldaan.AuthorBot, now).Event(voldaan.EventAnswered)
		e.Mail, e.Letter, e.Reason = m.row.ID, l.ID, string(out.Answer)
		return []voldaan.Event{e}, b.Apply(e)
	})
}

// openCase gives a mail to the person responsible, as a mail of its own.
func (d *Desk) openCase(tx *store.Tx, draft voldaan.CaseDraft, id voldaan.CustomerID, m *letter, owner voldaan.Colleague, now time.Time) error {
	c := voldaan.Case{
		ID: voldaan.CaseID(d.Mint.ID()), Creditor: d.Creditor.ID, Customer: id, Mail: m.row.ID, Intent: draft.Intent,
		Reason: draft.Reason, Invoices: draft.Invoices, Owner: owner.Key(), Opened: now,
		Deadline: d.Calendar.After(now.In(d.zone()), d.Policy.CaseDeadline), State: voldaan.CaseOpen,
	}
	if err := tx.PutCase(c); err != nil {
		return err
	}
	if id != "" {
		err := tx.Decide(d.Creditor.ID, id, store.ScopeOpen, now, func(b *voldaan.Ledger) ([]voldaan.Event, error) {
			e := d.stamp(id, voldaan.AuthorBot, now).Event(voldaan.EventCaseOpened)
			e.Case, e.Mail, e.Reason = c.ID, m.row.ID, draft.Reason
			return []voldaan.Event{e}, b.Apply(e)
		})
		if err != nil {
			return err
		}
	}
	if owner.Address == "" {
		return nil
	}
	l := d.Creditor.ToColleague(voldaan.LetterCase, owner, now, d.Mint)
	l.Customer = id
	l.Args = voldaan.LetterArgs{
		Case: c.ID, Mail: m.row.ID, Intent: c.Intent, Reason: c.Reason, Invoices: c.Invoices, Person: owner.Key(),
	}
	_, err := tx.AddLetter(l, "case:"+string(c.ID))
	return err
}

// stranger is a mail of nobody known. It changes nothing and is not answered;
// a person looks at what is not plainly automatic or empty.
func (d *Desk) stranger(tx *store.Tx, m *letter, r voldaan.Reading, now time.Time) error {
	if m.mail.Kind == voldaan.MailAutoReply {
		return nil
	}
	reason := "unknown sender"
	if flags := r.Flags(); len(flags) > 0 {
		reason = string(flags[0])
	}
	return d.openCase(tx, voldaan.CaseDraft{Intent: r.Intent(), Reason: reason}, "", m, d.Creditor.Owner(), now)
}

// arrived notes that a legal notice is proved to have reached the customer.
func (d *Desk) arrived(tx *store.Tx, m *letter, mt match, now time.Time) error {
	if mt.letter == nil || mt.customer == "" || m.mail.Proof == "" {
		return nil
	}
	return tx.Decide(d.Creditor.ID, mt.customer, store.ScopeAll, now, func(l *voldaan.Ledger) ([]voldaan.Event, error) {
		s := d.stamp(mt.customer, voldaan.AuthorBot, now)
		s.Mail = m.row.ID
		return applied(l, l.Receive(mt.letter.ID, m.mail.Proof, s))
	})
}

// applied lets events change a ledger.
func applied(l *voldaan.Ledger, events []voldaan.Event) ([]voldaan.Event, error) {
	for _, e := range events {
		if err := l.Apply(e); err != nil {
			return nil, err
		}
	}
	return events, nil
}

// bounce marks the contacts that cannot be reached, and lets planning write to
// others.
func (d *Desk) bounce(tx *store.Tx, m *letter, mt match, now time.Time) error {
	switch {
	case m.mail.Bounce == nil:
		return nil
	case mt.letter == nil: // nobody knows whether the bot wrote what came back
		return d.stranger(tx, m, voldaan.Reading{}, now)
	}
	b := attribute(*m.mail.Bounce, mt.letter.Recipients)
	reached := noteFailures(mt.letter, b)
	if err := tx.SetLetter(*mt.letter); err != nil {
		return err
	}
	if mt.customer == "" || mt.letter.Kind.Class() == voldaan.ClassInternal {
		return nil // a mail to a colleague came back: the letter's row shows it
	}
	var draft *voldaan.CaseDraft
	err := tx.Decide(d.Creditor.ID, mt.customer, store.ScopeAll, now, func(l *voldaan.Ledger) ([]voldaan.Event, error) {
		s := d.stamp(mt.customer, voldaan.AuthorBot, now)
		s.Mail = m.row.ID
		var events []voldaan.Event
		events, draft = voldaan.Bounced(d.Creditor, l, b, mt.letter.ID, reached, s)
		back, err := voldaan.Resettle(l, d.Books.Settling(l.Customer), s) // what paid a claim that is void now
		return append(events, back...), err
	})
	if err != nil || draft == nil {
		return err
	}
	return d.openCase(tx, *draft, mt.customer, m, d.Creditor.Owner(), now)
}

// attribute says of which recipient a bounce speaks. The report of a letter to
// one recipient is about him, whatever address it names: his mail is forwarded
// to one that failed.
func attribute(b voldaan.Bounce, to []voldaan.Recipient) voldaan.Bounce {
	if len(to) != 1 || len(b.Recipients) == 0 {
		return b
	}
	worst := b.Recipients[0]
	for _, r := range b.Recipients {
		if r.Address == to[0].Address {
			return b
		}
		if r.Hard {
			worst = r
		}
	}
	worst.Address = to[0].Address
	b.Recipients = []voldaan.BounceRecipient{worst}
	return b
}

// noteFailures writes a bounce into the letter's recipients and reports
// whether anybody else was reached.
func noteFailures(l *store.Letter, b voldaan.Bounce) (reached bool) {
	for i := range l.Recipients {
		r := &l.Recipients[i]
		for _, f := range b.Recipients {
			if f.Hard && f.Address == r.Address {
				r.State, r.Status, r.Code, r.Text = voldaan.LetterFailed, f.Status, f.SMTPCode, string(f.Reason)
			}
		}
		reached = reached || r.State == voldaan.LetterSent
	}
	return reached
}
