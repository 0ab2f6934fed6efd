package main

import (
	"cmp"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/outbound"
	"github.com/voldaan/voldaan/store"
	"github.com/voldaan/voldaan/templates"
)

type whyCmd struct {
	Invoice  string `arg:"" help:"The number of an invoice, or of a customer."`
	Language string `help:"The language of the story: ${enum}; the creditor's by default." enum:",nl,fr,en,de" default:""`
}

// Run tells the whole story of an invoice: each event with its author and the
// words on which it rests, and what holds the invoice today.
func (c *whyCmd) Run(env *cliEnv) error {
	return withLedger(env, func(e *ledgerEnv) error {
		set, err := templates.Load()
		if err != nil {
			return err
		}
		return e.db.Tx(e.ctx, func(tx *store.Tx) error {
			l, inv, err := e.find(tx, c.Invoice)
			if err != nil {
				return err
			}
			if e.json {
				events, err := tx.Events(e.cred.Creditor.ID, l.Customer.ID)
				if err != nil {
					return err
				}
				return e.printJSON(events)
			}
			s, err := e.story(tx, l)
			if err != nil {
				return err
			}
			s.Templates, s.Locale = set, cmp.Or(c.Language, e.cred.Creditor.Language)
			e.tell(s, inv)
			return nil
		})
	})
}

// story gathers what a story needs.
func (e *ledgerEnv) story(tx *store.Tx, l *voldaan.Ledger) (*outbound.Story, error) {
	id, now := e.cred.Creditor.ID, e.now()
	s := &outbound.Story{
		Creditor: &e.cred.Creditor, Ledger: l, Today: e.cred.Creditor.Day(now),
		Letters: map[voldaan.LetterID]store.Letter{}, Mails: map[voldaan.MailID]store.MailText{}, Cases: map[voldaan.CaseID]voldaan.Case{},
	}
	var err error
	if s.Events, err = tx.Events(id, l.Customer.ID); err != nil {
		return nil, err
	}
	letters, err := tx.CustomerLetters(id, l.Customer.ID)
	if err != nil {
		return nil, err
	}
	for _, letter := range letters {
		s.Letters[letter.ID] = letter
	}
	for i := range s.Events {
		if err := e.gather(tx, s, &s.Events[i]); err != nil {
			return nil, err
		}
	}
	cal := e.bot.office.Calendar
	for _, cur := range l.Currencies() {
		s.Planned = append(s.Planned, voldaan.Plan(l, cur, e.cred.Policy, cal, now, s.Today))
	}
	return s, nil
}

// gather looks up the mail and the case that an event names. Their words may
// have been erased.
func (e *ledgerEnv) gather(tx *store.Tx, s *outbound.Story, ev *voldaan.Event) error {
	id := e.cred.Creditor.ID
	if _, there := s.Mails[ev.Mail]; ev.Mail != "" && !there {
		switch t, err := tx.Text(id, ev.Mail); {
		case err == nil:
			s.Mails[ev.Mail] = t
		case !errors.Is(err, sql.ErrNoRows):
			return err
		}
	}
	if _, there := s.Cases[ev.Case]; ev.Case != "" && !there {
		switch c, err := tx.Case(id, ev.Case); {
		case err == nil:
			s.Cases[ev.Case] = c
		case !errors.Is(err, sql.ErrNoRows):
			return err
		}
	}
	return nil
}

// tell prints the story of an invoice, or of a customer with all of his open
// ones.
func (e *ledgerEnv) tell(s *outbound.Story, inv *voldaan.Invoice) {
	var about, now []voldaan.InvoiceID
	if inv != nil {
		about, now = []voldaan.InvoiceID{inv.ID}, []voldaan.InvoiceID{inv.ID}
	} else {
		for _, i := range s.Ledger.Invoices {
			if i.Registered && !s.Ledger.Closed(i.ID, s.Today) {
				now = append(now, i.ID)
			}
		}
	}
	lines := s.Tell(about)
	for _, id := range now {
		lines = append(lines, s.Now(id))
	}
	for i, l := range lines {
		if i > 0 && slices.Equal(l.More, lines[i-1].More) && l.Text == lines[i-1].Text {
			continue
		}
		fmt.Fprintf(e.stdout, "%s  %s\n", l.Day, l.Text)
		for _, m := range l.More {
			fmt.Fprintf(e.stdout, "            %s\n", m)
		}
	}
}
