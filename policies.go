package voldaan

import (
	"fmt"
	"slices"
	"strings"
)

// Policies are a creditor's. The first that fits an account counts.
type Policies struct {
	// Country is the creditor's, for customers of whom none is known.
	Country string
	List    []Policy
}

// Choice is a policy and why it counts.
type Choice struct {
	Policy Policy
	Why    string
}

// Validate reports every fault at once. The last policy must be everybody's,
// so that no account is without a ladder.
func (ps Policies) Validate() []error {
	var errs []error
	seen := map[string]bool{}
	for i, p := range ps.List {
		bad := func(format string, a ...any) {
			errs = append(errs, fmt.Errorf("policy %q: "+format, append([]any{p.Name}, a...)...))
		}
		if !isName(p.Name, "-") {
			bad("name: want small letters, digits and hyphens, such as gentle")
		}
		if seen[p.Name] {
			bad("name: another policy has it as well")
		}
		seen[p.Name] = true
		for _, err := range p.Validate() {
			bad("%w", err)
		}
		if i < len(ps.List)-1 && p.For.Everybody() {
			bad("for: it asks nothing, so that the policies after it never count; put it last")
		}
	}
	if n := len(ps.List); n == 0 || !ps.List[n-1].For.Everybody() {
		errs = append(errs, fmt.Errorf("the last policy must be for everybody (without \"for\"), so that no customer is without a ladder"))
	}
	return errs
}

// Named finds a policy.
func (ps Policies) Named(name string) (Policy, bool) {
	i := slices.IndexFunc(ps.List, func(p Policy) bool { return p.Name == name })
	if i < 0 {
		return Policy{}, false
	}
	return ps.List[i], true
}

// Choose finds the policy of an account on a day: the one that was set for the
// customer, or else the first whose segment fits. A name that no policy has any
// more does not count.
func (ps Policies) Choose(l *Ledger, cur Currency, day Date) Choice {
	if p, ok := ps.Named(l.Customer.Policy); ok && l.Customer.Policy != "" {
		return Choice{p, "set for the customer"}
	}
	if len(ps.List) == 1 {
		return Choice{ps.List[0], "the only one"}
	}
	f := factsOf(l, cur, day, ps.Country)
	for _, p := range ps.List {
		if ok, why := p.For.fits(f); ok {
			if why == nil {
				return Choice{p, "no other fits"}
			}
			return Choice{p, strings.Join(why, ", ")}
		}
	}
	return Choice{DefaultPolicy(), "no policy fits"}
}

// ofInvoice is the policy by whose ladder an invoice goes: its own, or that of
// its account.
func (ps Policies) ofInvoice(inv *Invoice, account Policy) Policy {
	if p, ok := ps.Named(inv.Policy); ok && inv.Policy != "" {
		return p
	}
	return account
}

// byAmount reports whether some policy asks how much is overdue, so that an
// account's policy may change on the day on which an invoice falls due.
func (ps Policies) byAmount() bool {
	return slices.ContainsFunc(ps.List, func(p Policy) bool { return p.For.AmountFrom > 0 })
}

// step finds a step of any policy by its name.
func (ps Policies) step(name StepName) (Policy, int) {
	for _, p := range ps.List {
		if i := p.index(name); i >= 0 {
			return p, i
		}
	}
	return Policy{}, -1
}

// Hash identifies the policies' content.
func (ps Policies) Hash() uint64 {
	h := fnv(0, ps.Country)
	for _, p := range ps.List {
		h = h*1099511628211 ^ p.Hash()
	}
	return h
}
