package main

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/outbound/simulate"
)

// segmentPolicies says by which policies the accounts of a segment go on the
// first day. A segment has several rows where more than kind, country and risk
// decides.
type segmentPolicies struct {
	Segment    string             `json:"segment"` // kind, country and risk
	Importance voldaan.Importance `json:"importance"`
	Accounts   int                `json:"accounts"` // with an open invoice
	Policies   []chosenPolicy     `json:"policies"` // the present one first
}

// chosenPolicy is a policy and why it counts.
type chosenPolicy struct {
	Policy string `json:"policy"`
	Why    string `json:"why"`
}

// segments chooses the policy of each open account, as the bot does.
func (s *simulation) segments(compared []ladders, day voldaan.Date) []segmentPolicies {
	rows := map[string]*segmentPolicies{}
	for _, a := range s.accounts {
		for _, cur := range openCurrencies(a.Ledger, day) {
			row := segmentPolicies{
				Segment: s.segmentName(a.Ledger), Importance: cmp.Or(a.Ledger.Customer.Importance, voldaan.ImportanceNormal),
			}
			key := row.Segment + " " + string(row.Importance)
			for _, l := range compared {
				c := l.policies(s.creditor.Country).Choose(a.Ledger, cur, day)
				why := asked(c)
				row.Policies = append(row.Policies, chosenPolicy{c.Policy.Name, why})
				key += " | " + c.Policy.Name + " " + why
			}
			if rows[key] == nil {
				rows[key] = &row
			}
			rows[key].Accounts++
		}
	}
	var out []segmentPolicies
	for _, key := range sortedKeys(rows) {
		out = append(out, *rows[key])
	}
	return out
}

// segmentName is a customer's kind, country and risk, as policies ask for them.
func (s *simulation) segmentName(l *voldaan.Ledger) string {
	c := l.Customer
	country := strings.ToUpper(cmp.Or(c.Country, s.creditor.Country))
	return strings.Join([]string{string(cmp.Or(c.Kind, voldaan.KindUnknown)), country, string(voldaan.RiskOf(l).Level)}, " ")
}

// asked says why a policy counts: what its segment asks, rather than what the
// account has, so that accounts of one segment share a row.
func asked(c voldaan.Choice) string {
	if c.Policy.For.Everybody() || strings.HasPrefix(c.Why, "set ") {
		return c.Why
	}
	var out []string
	add := func(what string, n int) {
		if n > 0 {
			out = append(out, what)
		}
	}
	add("kind", len(c.Policy.For.Kinds))
	add("country", len(c.Policy.For.Countries))
	add("risk", len(c.Policy.For.Risks))
	add("importance", len(c.Policy.For.Importances))
	if c.Policy.For.AmountFrom > 0 {
		out = append(out, "overdue from "+c.Policy.For.AmountFrom.String())
	}
	return strings.Join(out, ", ")
}

// openCurrencies lists the currencies in which a customer has an open invoice.
func openCurrencies(l *voldaan.Ledger, day voldaan.Date) []voldaan.Currency {
	return slices.DeleteFunc(l.Currencies(), func(cur voldaan.Currency) bool {
		return !slices.ContainsFunc(l.Invoices, func(inv voldaan.Invoice) bool {
			return inv.Registered && inv.Currency == cur && !l.Closed(inv.ID, day)
		})
	})
}

// printSegments shows which policy each segment gets.
func (s *simulation) printSegments(v *simulationView) {
	w, row := s.table("which policy counts on the first day, for accounts with an open invoice")
	head := []string{"kind, country, risk", "importance", "accounts"}
	for _, r := range v.Policies {
		head = append(head, "|", r.Policy, "why")
	}
	row(head...)
	for _, x := range v.Segments {
		cells := []string{x.Segment, string(x.Importance), strconv.Itoa(x.Accounts)}
		for _, p := range x.Policies {
			cells = append(cells, "|", p.Policy, p.Why)
		}
		row(cells...)
	}
	_ = w.Flush()
}

// printCompared shows the present policies and others side by side: letters,
// calls and money, week by week and in all.
func (s *simulation) printCompared(policies []*simulate.Result, cur voldaan.Currency) {
	a, b := policies[0], policies[1]
	w, row := s.table(fmt.Sprintf("%s against %s: letters, calls and expected cash in %s", a.Policy, b.Policy, cur))
	row("", "|", "letters", "", "|", "calls", "", "|", "cash in the week", "", "", "|", "cash so far", "", "")
	row("week from", "|", a.Policy, b.Policy, "|", a.Policy, b.Policy, "|", a.Policy, b.Policy, "more", "|", a.Policy, b.Policy, "more")
	line := func(name string, x, y simulate.Week, cash func(simulate.Cash) simulate.Band) {
		cells := []string{
			name, "|", count(x.AllLetters()), count(y.AllLetters()), "|", count(x.Calls), count(y.Calls),
		}
		for _, of := range []func(simulate.Cash) simulate.Band{cash, func(c simulate.Cash) simulate.Band { return c.SoFar }} {
			m, n := of(x.Cash[cur]).Mean, of(y.Cash[cur]).Mean
			cells = append(cells, "|", rounded(m), rounded(n), rounded(n-m))
		}
		row(cells...)
	}
	for i := range a.Weeks {
		line(a.Weeks[i].From.String(), a.Weeks[i], b.Weeks[i], func(c simulate.Cash) simulate.Band { return c.Week })
	}
	line("in all", a.Total, b.Total, func(c simulate.Cash) simulate.Band { return c.SoFar })
	_ = w.Flush()
	if len(a.Currencies()) > 1 {
		fmt.Fprintln(s.stdout, "letters and calls are those of all currencies")
	}
}
