package voldaan

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Importance is what a customer is to the creditor, as his team says.
type Importance string

// The importances. No importance is ImportanceNormal.
const (
	ImportanceKey    Importance = "key"
	ImportanceNormal Importance = "normal"
	ImportanceMinor  Importance = "minor"
)

// Validate reports an importance that is none.
func (i Importance) Validate() error {
	return oneOf("importance", i, ImportanceKey, ImportanceNormal, ImportanceMinor)
}

// Segment says for which accounts a policy is. What is empty asks nothing.
type Segment struct {
	Kinds       []Kind // a customer of whom nobody knows what he is counts as a consumer
	Risks       []Risk
	Importances []Importance
	Countries   []string // ISO 3166-1 alpha-2, in capitals
	// AmountFrom is the smallest overdue sum of the account.
	AmountFrom Amount
}

// Everybody reports whether the segment asks nothing.
func (s Segment) Everybody() bool {
	return len(s.Kinds)+len(s.Risks)+len(s.Importances)+len(s.Countries) == 0 && s.AmountFrom == 0
}

// SameScope reports whether another segment is of the same kinds and countries,
// in whatever order they are named.
func (s Segment) SameScope(o Segment) bool {
	return sameSet(s.Kinds, o.Kinds) && sameSet(s.Countries, o.Countries)
}

func sameSet[T comparable](a, b []T) bool {
	within := func(a, b []T) bool {
		return !slices.ContainsFunc(a, func(v T) bool { return !slices.Contains(b, v) })
	}
	return within(a, b) && within(b, a)
}

// Validate reports every fault at once.
func (s Segment) Validate() []error {
	var errs []error
	check := func(key string, err error) {
		if err != nil {
			errs = append(errs, fmt.Errorf("for.%s: %w", key, err))
		}
	}
	for _, k := range s.Kinds {
		check("kinds", k.Validate())
	}
	for _, r := range s.Risks {
		check("risks", r.Validate())
	}
	for _, i := range s.Importances {
		check("importances", i.Validate())
	}
	for _, c := range s.Countries {
		if len(c) != 2 || strings.Trim(c, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
			check("countries", fmt.Errorf("%q is no country; want two letters of ISO 3166-1, such as BE", c))
		}
	}
	if s.AmountFrom < 0 {
		check("amount_from", fmt.Errorf("%s is below zero", s.AmountFrom))
	}
	return errs
}

// facts are what segments ask of an account on a day.
type facts struct {
	kind       Kind
	risk       Risk
	importance Importance
	country    string
	overdue    Amount
}

// factsOf looks at an account; home is the country of customers without one.
func factsOf(l *Ledger, cur Currency, day Date, home string) facts {
	f := facts{
		kind: l.Customer.kind(), risk: RiskOf(l).Level,
		importance: cmp.Or(l.Customer.Importance, ImportanceNormal),
		country:    l.Customer.country(home),
	}
	for _, inv := range l.Invoices {
		if inv.Registered && inv.Currency == cur && inv.Due < day && !l.Closed(inv.ID, day) {
			f.overdue += l.Open(inv.ID)
		}
	}
	return f
}

// fits says whether the segment is an account's, and by which facts.
func (s Segment) fits(f facts) (bool, []string) {
	var why []string
	ok := true
	ask := func(asked, fits bool, format string, a ...any) {
		if asked {
			ok = ok && fits
			why = append(why, fmt.Sprintf(format, a...))
		}
	}
	consumer := f.kind == KindUnknown && slices.Contains(s.Kinds, KindConsumer)
	ask(len(s.Kinds) > 0, consumer || slices.Contains(s.Kinds, f.kind), "kind %s", f.kind)
	ask(len(s.Countries) > 0, slices.Contains(s.Countries, f.country), "country %s", f.country)
	ask(len(s.Risks) > 0, slices.Contains(s.Risks, f.risk), "risk %s", f.risk)
	ask(len(s.Importances) > 0, slices.Contains(s.Importances, f.importance), "importance %s", f.importance)
	ask(s.AmountFrom > 0, f.overdue >= s.AmountFrom, "overdue %s, from %s", f.overdue, s.AmountFrom)
	return ok, why
}
