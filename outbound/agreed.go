package outbound

import (
	"fmt"
	"slices"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/outbound/law"
)

// agreement is what was agreed for an invoice, as the law reads it; the zero
// value is nothing.
type agreement struct {
	law.Terms
	clause  law.Clause
	regular bool // of regular deliveries
}

// agreedOn reads the terms that count for what was invoiced to a customer on a
// day.
func agreedOn(cr *voldaan.Creditor, c voldaan.Customer, issued voldaan.Date) (agreement, error) {
	counts, why := cr.TermsOf(c, issued)
	a, err := readTerms(counts)
	if err != nil {
		return a, fmt.Errorf("the terms of customer %s (%s): %w", c.Number, why, err)
	}
	return a, nil
}

// CheckTerms refuses terms whose interest or damages the law cannot read.
func CheckTerms(t voldaan.Terms) error {
	_, err := readTerms(t)
	return err
}

// readTerms reads what a customer has agreed to.
func readTerms(t voldaan.Terms) (agreement, error) {
	var err error
	out := agreement{regular: t.RegularDelivery, Terms: law.Terms{
		Since: t.Since, Evidence: t.Evidence, Days: t.Days, ReminderFee: t.ReminderFee,
	}}
	if t.Interest != "" {
		if out.Interest, err = law.ParsePercent(t.Interest); err != nil {
			return out, fmt.Errorf("the agreed interest: %w", err)
		}
		out.HasInterest = true
	}
	if t.DamagesClause != "" {
		if out.clause, err = law.ParseClause(t.DamagesClause); err != nil {
			return out, fmt.Errorf("the agreed damages: %w", err)
		}
	}
	return out, nil
}

// hasClause reports whether damages were agreed that can be shown.
func (a agreement) hasClause() bool {
	return a.clause != law.Clause{} && !a.Since.IsZero() && a.Evidence != ""
}

// owing is what is open of an invoice with what was agreed for it.
type owing struct {
	agreement
	open voldaan.Amount
}

// damages is what the clauses of invoices come to, each on the sum of those for
// which it was agreed, so that its bounds count once; and that sum in all.
// Invoices without a clause add nothing.
func damages(all []owing) (sum, open voldaan.Amount) {
	var clauses []law.Clause
	var of []voldaan.Amount
	for _, x := range all {
		if !x.hasClause() {
			continue
		}
		i := slices.Index(clauses, x.clause)
		if i < 0 {
			clauses, of = append(clauses, x.clause), append(of, 0)
			i = len(of) - 1
		}
		of[i] += x.open
		open += x.open
	}
	for i, c := range clauses {
		sum += c.Of(of[i])
	}
	return sum, open
}
