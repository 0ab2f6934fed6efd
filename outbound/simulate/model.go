package simulate

import (
	"cmp"
	"maps"
	"slices"

	"github.com/voldaan/voldaan"
)

// Model is what was learnt from a past: when customers pay, and what they
// answer.
type Model struct {
	Assumptions Assumptions
	Answers     Answers
	// Spread is by how much customers of a segment differ: the standard
	// deviation of their paces, where that of the segment is 1.
	Spread    float64
	customers map[voldaan.CustomerID]*Curve
	segments  map[string]*Curve
	all       *Curve
	paces     map[voldaan.CustomerID]evidence
}

// Learn makes a model of what was known of accounts at the end of a day. A
// customer with at least 20 paid invoices has a curve of his own, a segment
// with at least 20 one of its own, and so have all customers together as soon
// as there is any paid invoice; otherwise the prior counts.
func Learn(accounts []Account, day voldaan.Date, a Assumptions) *Model {
	m := &Model{
		Assumptions: a, Answers: learnAnswers(accounts, day),
		customers: map[voldaan.CustomerID]*Curve{}, segments: map[string]*Curve{}, paces: map[voldaan.CustomerID]evidence{},
	}
	complete := completeDays(accounts)
	pasts := make([][]seen, len(accounts))
	segments := map[string]*observed{}
	var everybody observed
	for i, acc := range accounts {
		pasts[i] = past(acc.Ledger, acc.Log, complete, day, a)
		name := Segment(acc.Ledger.Customer)
		if segments[name] == nil {
			segments[name] = &observed{}
		}
		for _, s := range pasts[i] {
			everybody.add(s, a)
			segments[name].add(s, a)
		}
	}
	if m.all = Prior(); everybody.nPaid > 0 {
		m.all = everybody.curve(SourceAll, "", m.all)
	}
	for name, o := range segments {
		if o.nPaid >= enough {
			m.segments[name] = o.curve(SourceSegment, name, m.all)
		}
	}
	all := map[voldaan.CustomerID]evidence{}
	for i, acc := range accounts {
		paid := 0
		for _, s := range pasts[i] {
			if s.paid {
				paid++
			}
		}
		c := acc.Ledger.Customer
		all[c.ID] = m.evidence(c, pasts[i])
		if paid < enough {
			m.paces[c.ID] = all[c.ID]
			continue
		}
		var own observed
		for _, s := range pasts[i] {
			own.add(s, a)
		}
		m.customers[c.ID] = own.curve(SourceOwn, c.Number, m.wider(c))
	}
	m.Spread = spreadOf(all)
	return m
}

// wider is the curve of those whom a customer is like.
func (m *Model) wider(c voldaan.Customer) *Curve {
	if s := m.segments[Segment(c)]; s != nil {
		return s
	}
	return m.all
}

// Curve is the curve that a customer's payments follow.
func (m *Model) Curve(c voldaan.Customer) *Curve {
	if own := m.customers[c.ID]; own != nil {
		return own
	}
	return m.wider(c)
}

// sorted lists the keys of a map in order.
func sorted[K cmp.Ordered, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }

// Used says how many of the accounts follow which curve. Customers with curves
// of their own are summed up.
type Used struct {
	Source    Source `json:"source"`
	Segment   string `json:"segment,omitempty"` // kind, country and risk
	Customers int    `json:"customers"`
	// Paid and Open count the invoices behind the curve.
	Paid int `json:"paid"`
	Open int `json:"open"`
	// Half and MostOf are the days from the due date by which half and nine
	// tenths would be paid without any letter; of own curves the mean.
	Half   float64 `json:"half"`
	MostOf float64 `json:"nine_tenths"`
}

// Uses lists the curves that accounts follow, the nearest first.
func (m *Model) Uses(accounts []Account) []Used {
	sums := map[string]*Used{}
	for _, a := range accounts {
		c := m.Curve(a.Ledger.Customer)
		u := Used{Source: c.Source}
		if c.Source == SourceSegment {
			u.Segment = c.Name
		}
		key := string(c.Source) + " " + u.Segment
		if sums[key] == nil {
			sums[key] = &u
		}
		s := sums[key]
		s.Customers++
		s.Half += float64(c.Quantile(0.5))
		s.MostOf += float64(c.Quantile(0.9))
		if c.Source == SourceOwn {
			s.Paid, s.Open = s.Paid+c.Paid, s.Open+c.Open
		} else {
			s.Paid, s.Open = c.Paid, c.Open
		}
	}
	var out []Used
	for _, key := range sorted(sums) {
		s := sums[key]
		s.Half /= float64(s.Customers)
		s.MostOf /= float64(s.Customers)
		out = append(out, *s)
	}
	order := []Source{SourceOwn, SourceSegment, SourceAll, SourcePrior}
	slices.SortFunc(out, func(a, b Used) int {
		return cmp.Or(slices.Index(order, a.Source)-slices.Index(order, b.Source), cmp.Compare(a.Segment, b.Segment))
	})
	return out
}
