package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/store"
)

type planCmd struct{ onDay }

// planView is what is due for one account on a day.
type planView struct {
	Customer string     `json:"customer"`
	Number   string     `json:"number"`
	Currency string     `json:"currency"`
	Policy   string     `json:"policy"`
	Why      string     `json:"why"` // why that policy counts
	Letter   string     `json:"letter,omitempty"`
	Call     bool       `json:"call,omitempty"`
	Sum      string     `json:"sum,omitempty"`
	Invoices []string   `json:"invoices,omitempty"`
	Due      []dueView  `json:"due,omitempty"`
	Held     []heldView `json:"held,omitempty"`
}

// dueView is one thing that happens for an account.
type dueView struct {
	What     string   `json:"what"` // send, post, call, handover, forewarn
	Letter   string   `json:"letter,omitempty"`
	Sum      string   `json:"sum,omitempty"`
	Invoices []string `json:"invoices,omitempty"`
	Approve  bool     `json:"approve,omitempty"`
	// Notice says that the letter is a legal notice; Claims is what it would claim
	// on top today, on a colleague's yes, and Risks what he takes upon himself.
	Notice bool        `json:"notice,omitempty"`
	Claims []chargeDue `json:"claims,omitempty"`
	Risks  []string    `json:"risks,omitempty"`
}

// chargeDue is one thing that a letter would claim on top of an invoice.
type chargeDue struct {
	Invoice string             `json:"invoice"`
	Kind    voldaan.ChargeKind `json:"kind"`
	Amount  voldaan.Amount     `json:"amount"`
}

type heldView struct {
	Invoice string         `json:"invoice"`
	Rule    voldaan.Rule   `json:"rule"`
	Status  voldaan.Status `json:"status"`
	Until   voldaan.Date   `json:"until,omitzero"`
	Policy  string         `json:"policy,omitempty"` // the invoice's own
}

// Run says what would be sent, what is held, and by which rule.
func (c *planCmd) Run(env *cliEnv) error {
	return withLedger(env, func(e *ledgerEnv) error {
		now := e.at(c.onDay)
		var views []planView
		err := e.db.Tx(e.ctx, func(tx *store.Tx) (err error) {
			views, err = e.planViews(tx, now)
			return err
		})
		if err != nil || e.json {
			return errors.Join(err, e.jsonIf(views))
		}
		e.printPlan(views, e.cred.Creditor.Day(now))
		return nil
	})
}

func (e *ledgerEnv) planViews(tx *store.Tx, now time.Time) ([]planView, error) {
	customers, err := tx.Customers(e.cred.Creditor.ID)
	if err != nil {
		return nil, err
	}
	views := []planView{}
	for _, cu := range customers {
		l, err := e.ledgerAt(tx, cu.ID, store.ScopeOpen, now)
		if err != nil {
			return nil, err
		}
		if l == nil {
			continue
		}
		for _, cur := range l.Currencies() {
			p, err := e.bot.office.Preview(l, cur, now)
			if err != nil {
				return nil, err
			}
			v := planViewOf(l, p)
			if err := e.claimsDue(tx, l, p, &v, now); err != nil {
				return nil, err
			}
			if len(v.Due)+len(v.Held) > 0 {
				views = append(views, v)
			}
		}
	}
	return views, nil
}

// claimsDue adds what the letter of the day would claim on top.
func (e *ledgerEnv) claimsDue(tx *store.Tx, l *voldaan.Ledger, p voldaan.Planned, v *planView, now time.Time) error {
	if p.Letter == nil || p.Currency != voldaan.EUR {
		return nil
	}
	risks, charges, err := e.bot.office.Claimable(tx, l, *p.Letter, now)
	if err != nil {
		return err
	}
	due := &v.Due[slices.Index(p.Due(), p.Letter)]
	due.Notice, due.Risks = p.Letter.Notice, risks
	for _, c := range charges {
		due.Claims = append(due.Claims, chargeDue{l.Invoice(c.Invoice).Number, c.Kind, c.Amount})
	}
	return nil
}

func planViewOf(l *voldaan.Ledger, p voldaan.Planned) planView {
	v := planView{
		Customer: l.Customer.Name, Number: l.Customer.Number, Currency: string(p.Currency), Policy: p.Policy, Why: p.Why, Call: p.Call != nil,
	}
	for _, d := range p.Due() {
		due := dueView{What: "send", Letter: string(d.Kind), Approve: d.Approve}
		for _, id := range d.Invoices() {
			due.Invoices = append(due.Invoices, l.Invoice(id).Number)
		}
		if sum := d.Sum(); sum != 0 {
			due.Sum = sum.String()
		}
		switch {
		case d == p.Letter && d.Channel == voldaan.ChannelPost:
			due.What = "post"
		case d == p.Call, d == p.Handover:
			due.What, due.Letter = string(d.Channel), ""
		case d == p.Forewarn:
			due.What, due.Letter = "forewarn", string(d.Lines[0].Step)
		}
		if d == p.Letter {
			v.Letter, v.Sum, v.Invoices = due.Letter, due.Sum, due.Invoices
		}
		v.Due = append(v.Due, due)
	}
	for _, h := range p.Held {
		inv := l.Invoice(h.Invoice)
		v.Held = append(v.Held, heldView{Invoice: inv.Number, Rule: h.Rule, Status: h.Status, Until: h.Until, Policy: inv.Policy})
	}
	return v
}

func (e *ledgerEnv) printPlan(views []planView, day voldaan.Date) {
	fmt.Fprintf(e.stdout, "plan for %s, mode %s\n", day, e.cred.Creditor.Mode)
	for _, v := range views {
		fmt.Fprintf(e.stdout, "%s (%s), policy %s: %s\n", v.Customer, v.Number, v.Policy, v.Why)
		for _, d := range v.Due {
			fmt.Fprintln(e.stdout, d.line(v.Currency))
		}
		for _, h := range v.Held {
			fmt.Fprintln(e.stdout, h.line())
		}
	}
	if len(views) == 0 {
		fmt.Fprintln(e.stdout, "nothing is open")
	}
}

// line tells what happens.
func (d dueView) line(currency string) string {
	what := map[string]string{
		"send": "  send  " + d.Letter, "post": "  post  a colleague prints and posts " + d.Letter,
		"call": "  call  a colleague gets a call task", "handover": "  ask   whether to hand over",
		"forewarn": "  tell  a colleague that " + d.Letter + " goes tomorrow",
	}[d.What]
	if len(d.Invoices) > 0 {
		what += " for " + strings.Join(d.Invoices, ", ")
	}
	if d.Sum != "" {
		what += ": " + d.Sum + " " + currency
	}
	if d.Notice {
		what += ", as a legal notice"
	}
	for _, c := range d.Claims {
		what += fmt.Sprintf(", with %s of %s on %s", chargeName(c.Kind), c.Amount, c.Invoice)
	}
	if d.Approve || len(d.Claims) > 0 {
		what += ", after a yes"
	}
	for _, r := range d.Risks {
		what += "\n        mind: " + r
	}
	return what
}

// line tells which rule holds an invoice, and until when.
func (h heldView) line() string {
	why := ruleText(h.Rule)
	if h.Rule == voldaan.RuleStanding {
		why = string(h.Status)
	}
	line := fmt.Sprintf("  held  %s: %s", h.Invoice, why)
	if h.Policy != "" {
		line += ", by its own policy " + h.Policy
	}
	if h.Until != 0 {
		line += ", look again on " + h.Until.String()
	}
	return line
}

// ruleText says in words what a rule is.
func ruleText(r voldaan.Rule) string {
	text := map[voldaan.Rule]string{
		voldaan.RuleNotDue:      "no step of the ladder is due yet",
		voldaan.RuleStopped:     "the customer is stopped",
		voldaan.RuleDirectDebit: "the customer pays by direct debit",
		voldaan.RuleNoContact:   "nobody is known to write to",
		voldaan.RulePending:     "a letter of the account is on its way",
		voldaan.RuleClosedDay:   "no business day where the customer is",
		voldaan.RuleEntry:       "the customer enters the ladder later",
		voldaan.RuleCap:         "the cap on letters is reached",
		voldaan.RuleWait:        "too soon after the step before",
		voldaan.RuleRhythm:      "too soon after the account's last letter",
		voldaan.RuleForewarn:    "a colleague is told a day before",
		voldaan.RuleEnd:         "the ladder is at its end",
	}[r]
	if text == "" {
		return string(r)
	}
	return fmt.Sprintf("%s (%s)", text, r)
}
