package books

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/store"
)

// Instalment is one part of a plan that a colleague agreed to.
type Instalment struct {
	Day    voldaan.Date
	Amount voldaan.Amount
}

var dayShape = regexp.MustCompile(`\d{4}-\d{2}-\d{2}`)

// ParseInstalments reads parts such as "2026-12-01 500, 2027-01-01 500,00": a
// day and an amount each.
func ParseInstalments(text string) ([]Instalment, error) {
	places := dayShape.FindAllStringIndex(text, -1)
	if len(places) == 0 || strings.Trim(text[:places[0][0]], " ,;") != "" {
		return nil, wrong("%q has no parts: want days with amounts, such as 2026-12-01 500, 2027-01-01 500", text)
	}
	var out []Instalment
	for i, at := range places {
		end := len(text)
		if i+1 < len(places) {
			end = places[i+1][0]
		}
		day, err := voldaan.ParseDate(text[at[0]:at[1]])
		if err != nil {
			return nil, wrong("part %d: %v", i+1, err)
		}
		amount, err := voldaan.ParseAmount(strings.Trim(text[at[1]:end], " ,;"))
		if err != nil {
			return nil, wrong("part %d, of %s: %v", i+1, day, err)
		}
		out = append(out, Instalment{day, amount})
	}
	return out, nil
}

// Agree records that a colleague agreed to an instalment plan for invoices of a
// customer, or for all that are open when none is named. The parts must make up
// what is open. While the plan runs the invoices are not demanded; each part is
// announced, and a lapse becomes a case.
func (b *Books) Agree(ctx context.Context, customer string, invoices []string, parts []Instalment, by Actor, now time.Time) (Outcome, error) {
	return within(ctx, b, func(tx *store.Tx) (Outcome, error) { return b.AgreeTx(tx, customer, invoices, parts, by, now) })
}

// AgreeTx is Agree inside a transaction.
func (b *Books) AgreeTx(tx *store.Tx, customer string, invoices []string, parts []Instalment, by Actor, now time.Time) (Outcome, error) {
	c, err := b.customerNumbered(tx, strings.TrimPrefix(customer, customerPrefix))
	if err != nil {
		return Outcome{}, err
	}
	s := b.stamp(c.ID, by, now)
	if err := inOrder(parts, s.Day); err != nil {
		return Outcome{}, err
	}
	var ids []voldaan.InvoiceID
	for _, n := range invoices {
		inv, err := b.invoice(tx, n)
		if err != nil {
			return Outcome{}, err
		}
		if inv.Customer != c.ID {
			return Outcome{}, wrong("invoice %s is not of customer %s", inv.Number, c.Number)
		}
		if !slices.Contains(ids, inv.ID) {
			ids = append(ids, inv.ID)
		}
	}
	out, err := b.decide(tx, s, now, ids, func(l *voldaan.Ledger) ([]voldaan.Event, error) { return agreed(l, ids, parts, s) })
	if err != nil {
		return Outcome{}, err
	}
	return out.told(), nil
}

// inOrder checks the parts on their own.
func inOrder(parts []Instalment, today voldaan.Date) error {
	if len(parts) == 0 {
		return wrong("a plan needs parts, such as 2026-12-01 500, 2027-01-01 500")
	}
	for i, p := range parts {
		switch {
		case p.Amount <= 0:
			return wrong("the part of %s is %s: want more than zero", p.Day, p.Amount)
		case i == 0 && p.Day < today:
			return wrong("the part of %s is in the past: want days from today, %s, on", p.Day, today)
		case i > 0 && p.Day <= parts[i-1].Day:
			return wrong("the part of %s must come after that of %s", p.Day, parts[i-1].Day)
		}
	}
	return nil
}

// agreed makes the plan and the events by which it covers its invoices.
func agreed(l *voldaan.Ledger, ids []voldaan.InvoiceID, parts []Instalment, s *voldaan.Stamp) ([]voldaan.Event, error) {
	if ids == nil {
		for _, inv := range l.Invoices {
			if inv.Registered && !l.Closed(inv.ID, s.Day) {
				ids = append(ids, inv.ID)
			}
		}
	}
	var open, sum voldaan.Amount
	var currency voldaan.Currency
	for _, id := range ids {
		inv := l.Invoice(id)
		if inv == nil {
			return nil, wrong("an invoice of the plan is gone")
		}
		if currency != "" && inv.Currency != currency {
			return nil, wrong("the invoices are in %s and %s: make a plan for each currency", currency, inv.Currency)
		}
		for _, o := range l.Standings {
			if o.Kind == voldaan.StandingPlan && o.Invoice == id && o.Active(s.Day) {
				return nil, wrong("a plan runs for invoice %s already; end it first with --end", inv.Number)
			}
		}
		currency = inv.Currency
		open += l.Open(id)
	}
	for _, p := range parts {
		sum += p.Amount
	}
	if open == 0 || sum != open {
		return nil, wrong("the parts make %s, and %s is open: want parts that make up what is open", sum, open)
	}
	plan := voldaan.PlanID(s.New())
	l.Plans = append(l.Plans, voldaan.InstalmentPlan{ID: plan, Customer: l.Customer.ID, Mail: s.Mail, Made: s.Day})
	for i, p := range parts {
		l.Instalments = append(l.Instalments, voldaan.Instalment{Plan: plan, Number: i + 1, Day: p.Day, Amount: p.Amount})
	}
	var events []voldaan.Event
	for _, id := range ids {
		e := s.Event(voldaan.EventPlanned)
		e.Invoice, e.Plan = id, plan
		events = append(events, e)
	}
	return applied(l, events...)
}

// EndPlan ends the instalment plans that run for a customer: his invoices are
// demanded again.
func (b *Books) EndPlan(ctx context.Context, customer string, by Actor, now time.Time) (Outcome, error) {
	return within(ctx, b, func(tx *store.Tx) (Outcome, error) {
		c, err := b.customerNumbered(tx, strings.TrimPrefix(customer, customerPrefix))
		if err != nil {
			return Outcome{}, err
		}
		s := b.stamp(c.ID, by, now)
		out, err := b.decide(tx, s, now, nil, func(l *voldaan.Ledger) ([]voldaan.Event, error) {
			var events []voldaan.Event
			for _, p := range l.Plans {
				if p.State == voldaan.PlanAgreed {
					e := s.Event(voldaan.EventPlanEnded)
					e.Plan, e.Reason = p.ID, string(voldaan.PlanEnded)
					events = append(events, e)
				}
			}
			if events == nil {
				return nil, wrong("no instalment plan runs for customer %s", c.Number)
			}
			return applied(l, events...)
		})
		if err != nil {
			return Outcome{}, fmt.Errorf("end the plan of customer %s: %w", c.Number, err)
		}
		return out.told(), nil
	})
}
