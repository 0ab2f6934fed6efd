package main

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/internal/calendar"
	"github.com/voldaan/voldaan/store"
)

type planCmd struct {
	On string `help:"The day to plan for, as 2026-03-04; today by default." placeholder:"DATE"`
}

// planView is what is due for one account on a day.
type planView struct {
	Customer string     `json:"customer"`
	Currency string     `json:"currency"`
	Letter   string     `json:"letter,omitempty"`
	Call     bool       `json:"call,omitempty"`
	Sum      string     `json:"sum,omitempty"`
	Invoices []string   `json:"invoices,omitempty"`
	Held     []heldView `json:"held,omitempty"`
}

type heldView struct {
	Invoice string         `json:"invoice"`
	Rule    voldaan.Rule   `json:"rule"`
	Status  voldaan.Status `json:"status"`
	Until   voldaan.Date   `json:"until,omitzero"`
}

// Run says what would be sent, what is held, and by which rule.
func (c *planCmd) Run(env *cliEnv) error {
	return withLedger(env, func(e *ledgerEnv) error {
		now := e.now()
		if c.On != "" {
			day, err := voldaan.ParseDate(c.On)
			if err != nil {
				return fmt.Errorf("%w: --on: %w", errUsage, err)
			}
			now = day.At(e.cred.Policy.OpenFrom, 0, e.cred.Creditor.Zone)
		}
		from, to := yearsAround(now)
		places, err := calendar.Places(e.cred.Creditor.Country, e.cred.Creditor.Region, e.cred.Creditor.Zone, from, to)
		if err != nil {
			return err
		}
		var views []planView
		err = e.db.Tx(e.ctx, func(tx *store.Tx) (err error) {
			views, err = e.planViews(tx, places, now)
			return err
		})
		if err != nil || e.json {
			return errors.Join(err, e.jsonIf(views))
		}
		e.printPlan(views, e.cred.Creditor.Day(now))
		return nil
	})
}

func (e *ledgerEnv) planViews(tx *store.Tx, places voldaan.Places, now time.Time) ([]planView, error) {
	customers, err := tx.Customers(e.cred.Creditor.ID)
	if err != nil {
		return nil, err
	}
	views := []planView{}
	for _, cu := range customers {
		l, err := tx.Ledger(e.cred.Creditor.ID, cu.ID, store.ScopeOpen, now)
		if err != nil {
			return nil, err
		}
		for _, cur := range l.Currencies() {
			p := voldaan.Plan(l, cur, e.cred.Policy, places.Of(l.Customer).Calendar, now, e.cred.Creditor.Day(now))
			v := planView{Customer: cu.Name, Currency: string(cur), Call: p.Call != nil}
			if p.Letter != nil {
				v.Letter, v.Sum = string(p.Letter.Kind), p.Letter.Sum().String()
				for _, line := range p.Letter.Lines {
					v.Invoices = append(v.Invoices, l.Invoice(line.Invoice).Number)
				}
			}
			for _, h := range p.Held {
				v.Held = append(v.Held, heldView{Invoice: l.Invoice(h.Invoice).Number, Rule: h.Rule, Status: h.Status, Until: h.Until})
			}
			if v.Letter != "" || v.Call || len(v.Held) > 0 {
				views = append(views, v)
			}
		}
	}
	return views, nil
}

func (e *ledgerEnv) printPlan(views []planView, day voldaan.Date) {
	fmt.Fprintf(e.stdout, "plan for %s, mode %s\n", day, e.cred.Creditor.Mode)
	for _, v := range views {
		fmt.Fprintln(e.stdout, v.Customer)
		if v.Letter != "" {
			fmt.Fprintf(e.stdout, "  send  %s for %s: %s %s\n", v.Letter, strings.Join(v.Invoices, ", "), v.Sum, v.Currency)
		}
		if v.Call {
			fmt.Fprintln(e.stdout, "  call  a colleague gets a call task")
		}
		for _, h := range v.Held {
			until := ""
			if h.Until != 0 {
				until = ", look again on " + h.Until.String()
			}
			why := string(h.Rule)
			if h.Rule == voldaan.RuleStanding {
				why = string(h.Status)
			}
			fmt.Fprintf(e.stdout, "  held  %s: %s%s\n", h.Invoice, why, until)
		}
	}
	if len(views) == 0 {
		fmt.Fprintln(e.stdout, "nothing is open")
	}
}
