package law

import (
	"fmt"
	"slices"
)

// Fact is something that a notice must state.
type Fact string

// The facts of notices.
const (
	FactBalance          Fact = "balance"           // what is still due
	FactCosts            Fact = "costs"             // the exact sum that follows: costs, or the damages clause
	FactTerm             Fact = "term"              // within how many days, and from when they count
	FactConsequence      Fact = "consequence"       // that costs follow when nothing is paid in the term
	FactCreditorName     Fact = "creditor_name"     //
	FactEnterpriseNumber Fact = "enterprise_number" // the creditor's
	FactDescription      Fact = "description"       // of the goods or service, for each invoice
	FactDueDate          Fact = "due_date"          // of each invoice
	FactVAT              Fact = "vat"               // the costs with VAT, where it is added
)

// facts are all of them.
func facts() []Fact {
	return []Fact{
		FactBalance, FactCosts, FactTerm, FactConsequence, FactCreditorName, FactEnterpriseNumber,
		FactDescription, FactDueDate, FactVAT,
	}
}

// Validate reports a fact that is none.
func (f Fact) Validate() error {
	if slices.Contains(facts(), f) {
		return nil
	}
	return fmt.Errorf("fact %q: want one of %q", string(f), facts())
}
