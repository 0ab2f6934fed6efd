package main

import (
	"cmp"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/outbound"
	"github.com/voldaan/voldaan/store"
	"github.com/voldaan/voldaan/templates"
)

type whyCmd struct {
	Invoice  string `arg:"" help:"The number of an invoice, or of a customer."`
	Language string `help:"The language of the story: ${enum}; the creditor's by default." enum:",nl,fr,en,de" default:""`
	onDay
}

// Run tells the whole story of an invoice: each event with its author and the
// words on which it rests, where the invoice stands, and what comes next.
func (c *whyCmd) Run(env *cliEnv) error {
	return withLedger(env, func(e *ledgerEnv) error {
		return e.db.Tx(e.ctx, func(tx *store.Tx) error {
			l, inv, err := e.find(tx, c.Invoice)
			if err != nil {
				return err
			}
			s, err := e.story(tx, l)
			if err != nil {
				return err
			}
			at := e.at(c.onDay)
			if s, inv, err = e.storyAt(s, inv, at); err != nil {
				return err
			}
			e.ahead(at)
			s.Locale = cmp.Or(c.Language, e.cred.Creditor.Language)
			told, err := tellStory(s, inv)
			if err != nil {
				return err
			}
			if e.json {
				return e.printJSON(told.view(s, inv))
			}
			fmt.Fprint(e.stdout, told.text(s.Locale))
			return nil
		})
	})
}

// story gathers what a story needs.
func (e *ledgerEnv) story(tx *store.Tx, l *voldaan.Ledger) (*outbound.Story, error) {
	id := e.cred.Creditor.ID
	s := &outbound.Story{
		Office: e.bot.office, Ledger: l, Now: e.now(),
		Letters: map[voldaan.LetterID]store.Letter{}, Mails: map[voldaan.MailID]store.MailText{}, Cases: map[voldaan.CaseID]voldaan.Case{},
	}
	state, err := tx.Creditor(id)
	if err != nil {
		return nil, err
	}
	s.Stopped = state.Stopped || state.ConfirmRestore
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
	return s, nil
}

// storyAt is a story, of an invoice or else of a customer, as it stands at an
// instant.
func (e *ledgerEnv) storyAt(s *outbound.Story, inv *voldaan.Invoice, at time.Time) (*outbound.Story, *voldaan.Invoice, error) {
	if !at.Before(s.Now) {
		s.Known, s.Now = s.Now, at
		return s, inv, nil
	}
	then, err := s.Then(at)
	if err != nil {
		return nil, nil, err
	}
	if len(then.Events) == 0 {
		return nil, nil, e.unknown(s.Ledger.Customer.Number, at)
	}
	if inv == nil {
		return then, nil, nil
	}
	was := then.Ledger.Invoice(inv.ID)
	if was == nil {
		return nil, nil, e.unknown(inv.Number, at)
	}
	return then, was, nil
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

// toldStory is a story in sentences.
type toldStory struct {
	past []outbound.StoryLine
	now  []outbound.Standing
}

// tellStory tells the story of an invoice, or of a customer with where all of
// his open ones stand.
func tellStory(s *outbound.Story, inv *voldaan.Invoice) (*toldStory, error) {
	var about []voldaan.InvoiceID
	var now []voldaan.Invoice
	if inv != nil {
		about, now = []voldaan.InvoiceID{inv.ID}, []voldaan.Invoice{*inv}
	} else {
		for _, i := range s.Ledger.Invoices {
			if i.Registered && !s.Ledger.Closed(i.ID, s.Office.Creditor.Day(s.Now)) {
				now = append(now, i)
			}
		}
	}
	out := &toldStory{past: s.Tell(about)}
	for _, i := range now {
		n, err := s.Stands(i)
		if err != nil {
			return nil, err
		}
		out.now = append(out.now, n)
	}
	return out, nil
}

// text is the story for people: each sentence behind its day, and below it what
// belongs to it.
func (t *toldStory) text(locale string) string {
	lines := t.past
	for _, n := range t.now {
		lines = append(lines, n.StoryLine)
	}
	wide := 0
	for _, l := range lines {
		wide = max(wide, utf8.RuneCountInString(templates.FormatShort(locale, l.Day)))
	}
	var b strings.Builder
	for _, l := range lines {
		fmt.Fprintf(&b, "%*s  %s\n", wide, templates.FormatShort(locale, l.Day), l.Text)
		for _, m := range l.More {
			fmt.Fprintf(&b, "%*s    %s\n", wide, "", m)
		}
	}
	return b.String()
}

// whyView is the story for machines.
type whyView struct {
	Customer string       `json:"customer"`
	Number   string       `json:"number"`
	Invoice  string       `json:"invoice,omitempty"`
	Today    voldaan.Date `json:"today"`
	Story    []storyView  `json:"story"`
	Now      []nowView    `json:"now"`
}

// storyView is one sentence with the event that it tells.
type storyView struct {
	Day   voldaan.Date `json:"day"`
	Text  string       `json:"text"`
	More  []string     `json:"more,omitempty"`
	Event *eventView   `json:"event,omitempty"`
}

// eventView is an event with the words on which it rests. Invoices stand by
// their numbers, colleagues by their names.
type eventView struct {
	ID         voldaan.EventID    `json:"id"`
	Group      voldaan.EventID    `json:"group"`
	Kind       voldaan.EventKind  `json:"kind"`
	At         time.Time          `json:"at"`
	By         voldaan.AuthorKind `json:"by"`
	Author     string             `json:"author,omitempty"`
	Invoice    string             `json:"invoice,omitempty"`
	Mail       voldaan.MailID     `json:"mail,omitempty"`
	Letter     voldaan.LetterID   `json:"letter,omitempty"`
	Case       voldaan.CaseID     `json:"case,omitempty"`
	Payment    voldaan.PaymentID  `json:"payment,omitempty"`
	Promise    voldaan.PromiseID  `json:"promise,omitempty"`
	Plan       voldaan.PlanID     `json:"plan,omitempty"`
	Ref        voldaan.EventID    `json:"ref,omitempty"`
	Step       voldaan.StepName   `json:"step,omitempty"`
	Part       voldaan.Part       `json:"part,omitempty"`
	Amount     string             `json:"amount,omitempty"`
	On         voldaan.Date       `json:"on,omitzero"`
	Until      voldaan.Date       `json:"until,omitzero"`
	Reason     string             `json:"reason,omitempty"`
	Confidence float64            `json:"confidence,omitempty"`
	Rule       string             `json:"rule,omitempty"` // the rule, model or policy
	Quote      string             `json:"quote,omitempty"`
}

// nowView is where an invoice stands.
type nowView struct {
	Invoice  string           `json:"invoice"`
	Currency voldaan.Currency `json:"currency"`
	Open     string           `json:"open"`
	Status   voldaan.Status   `json:"status"`
	Text     []string         `json:"text"`
	Held     []heldView       `json:"held,omitempty"`
	Next     *nextView        `json:"next,omitempty"`
}

// nextView is what happens next when nothing comes in.
type nextView struct {
	Day     voldaan.Date       `json:"day"`
	What    string             `json:"what"` // letter, post, call, handover, forewarn
	Letter  voldaan.LetterKind `json:"letter,omitempty"`
	Step    voldaan.StepName   `json:"step"`
	Amount  string             `json:"amount"`
	Policy  string             `json:"policy"`
	Why     string             `json:"why"`
	Approve bool               `json:"approve,omitempty"`
}

// view is the story for machines.
func (t *toldStory) view(s *outbound.Story, inv *voldaan.Invoice) whyView {
	out := whyView{
		Customer: s.Ledger.Customer.Name, Number: s.Ledger.Customer.Number, Today: s.Office.Creditor.Day(s.Now),
		Story: []storyView{}, Now: []nowView{},
	}
	if inv != nil {
		out.Invoice = inv.Number
	}
	for _, l := range t.past {
		out.Story = append(out.Story, storyView{Day: l.Day, Text: l.Text, More: l.More, Event: eventOf(s, l.Event)})
	}
	for _, n := range t.now {
		v := nowView{
			Invoice: n.Invoice.Number, Currency: n.Invoice.Currency, Open: n.Open.String(), Status: n.Status, Text: n.More,
		}
		for _, h := range n.Held {
			v.Held = append(v.Held, heldView{Invoice: n.Invoice.Number, Rule: h.Rule, Status: h.Status, Until: h.Until, Policy: n.Invoice.Policy})
		}
		if c := n.Next; c != nil {
			v.Next = &nextView{
				Day: c.Day, What: c.What, Letter: c.Letter, Step: c.Step, Amount: c.Amount.String(), Policy: c.Policy, Why: c.Why,
				Approve: c.Approve,
			}
		}
		out.Now = append(out.Now, v)
	}
	return out
}

func eventOf(s *outbound.Story, e *voldaan.Event) *eventView {
	if e == nil {
		return nil
	}
	v := &eventView{
		ID: e.ID, Group: e.Group, Kind: e.Kind, At: e.At, By: e.By, Mail: e.Mail, Letter: e.Letter, Case: e.Case, Payment: e.Payment,
		Promise: e.Promise, Plan: e.Plan, Ref: e.Ref, Step: e.Step, Part: e.Part, On: e.On, Until: e.Until, Reason: e.Reason,
		Confidence: float64(e.Confidence) / 1000, Rule: e.Evidence.By, Quote: s.Quote(e),
	}
	if inv := s.Ledger.Invoice(e.Invoice); inv != nil {
		v.Invoice = inv.Number
	}
	if p, ok := s.Office.Creditor.ColleagueKeyed(e.Author); ok && e.Author != "" {
		v.Author = p.Name
	}
	if e.Amount != 0 {
		v.Amount = e.Amount.String()
	}
	return v
}
