package voldaan

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Owed is a part of a claim that a payment can go to.
type Owed struct {
	Claim  string // invoice or charge, as the caller names it
	Part   Part
	Amount Amount
}

// Purpose is what the payer named. What he named is paid first, in the order of
// the law among itself; the rest follows in that order.
type Purpose struct {
	Claims []string // empty: every claim
	Parts  []Part   // empty: every part; "principal only" names one
}

// AllocationOrder is the order in which a payment goes to the parts of a claim on
// a debtor in a country (ISO 3166-1 alpha-2). In the Netherlands, Belgium,
// Germany and France it is the law's: costs, then interest, then principal
// (art. 6:44 BW, art. 1254 of the old Belgian civil code, § 367 BGB, art. 1343-1
// code civil). Elsewhere no law was read, and the principal comes first, which
// is to the debtor's good.
func AllocationOrder(country string) []Part {
	switch country {
	case "NL", "BE", "DE", "FR":
		return []Part{PartCosts, PartInterest, PartPrincipal}
	}
	return []Part{PartPrincipal, PartInterest, PartCosts}
}

// AllocationOrder is that for a customer: of his country, or of the creditor's
// where his is not known.
func (c *Creditor) AllocationOrder(of Customer) []Part {
	return AllocationOrder(strings.ToUpper(cmp.Or(of.Country, c.Country)))
}

// Allocate divides a payment over the parts owed in their order, and within a
// part as they stand, so that the caller puts the oldest first. It gives what each got, in the order in which it was paid, and
// what is left over. No part gets more than is owed.
func Allocate(order []Part, owed []Owed, sum Amount, purpose Purpose) (paid []Owed, rest Amount, err error) {
	if sum < 0 {
		return nil, 0, fmt.Errorf("allocate %s: below zero", sum)
	}
	for _, o := range owed {
		if o.Amount < 0 {
			return nil, 0, fmt.Errorf("allocate to %s of %s: %s owed, below zero", o.Part, o.Claim, o.Amount)
		}
		if !slices.Contains(order, o.Part) {
			return nil, 0, fmt.Errorf("allocate to %q of %s: want one of %q", string(o.Part), o.Claim, order)
		}
	}
	sorted := slices.Clone(owed)
	rank := func(o Owed) int {
		n := slices.Index(order, o.Part)
		if !purpose.names(o) {
			n += len(order)
		}
		return n
	}
	slices.SortStableFunc(sorted, func(a, b Owed) int { return rank(a) - rank(b) })
	rest = sum
	for _, o := range sorted {
		if o.Amount = min(o.Amount, rest); o.Amount > 0 {
			rest -= o.Amount
			paid = append(paid, o)
		}
	}
	return paid, rest, nil
}

func (p Purpose) names(o Owed) bool {
	return (len(p.Claims) == 0 || slices.Contains(p.Claims, o.Claim)) &&
		(len(p.Parts) == 0 || slices.Contains(p.Parts, o.Part))
}
