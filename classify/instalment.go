package classify

import (
	"slices"
	"strings"

	v "github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify/plan"
	"github.com/voldaan/voldaan/classify/when"
	"github.com/voldaan/voldaan/internal/lazyregexp"
)

// instalments reads the parts of a plan from the stretches that speak of it. A
// mail that gives different invoices their days has no plan.
func (s *scan) instalments(main v.Intent) []v.Instalment {
	text := &s.spare.plan
	defer text.Reset()
	var named, asked []string
	all := false
	for i := range s.parts {
		p := &s.parts[i]
		all = all || s.speaksOfAll(p.Folded[p.from:p.to], p.mentions.told)
		if !p.ofPlan(main) {
			continue
		}
		named = append(named, p.mentions.invoices...)
		if label, _ := p.top(); label == v.IntentPaymentPlan {
			asked = append(asked, p.mentions.invoices...)
		}
		text.Add(p.mentions.rest, s.planDays(p), p.mentions.sums)
	}
	invoices := distinct(named)
	if len(invoices) > 1 {
		if only := distinct(asked); len(only) == 1 {
			invoices = only // "the small one today, the big one in two parts"
		}
	}
	switch {
	case all:
		invoices = nil
	case len(invoices) > 1:
		return nil
	case len(invoices) == 0:
		invoices = s.unsettled()
	}
	return text.Parts(plan.Options{Language: s.mail.Language, Today: s.ctx.Today, Open: s.open(invoices)})
}

// distinct gives each of some texts once, in order.
func distinct(in []string) []string {
	slices.Sort(in)
	return slices.Compact(in)
}

// unsettled are the invoices of which nothing else is said than that they will
// be paid: "the small one left on Friday, the other one in two parts".
func (s *scan) unsettled() []string {
	taken := v.Reading{Findings: s.found}.PerInvoice()
	return slices.DeleteFunc(slices.Clone(s.numbers), func(n string) bool {
		i := taken[n]
		return i != "" && i != v.IntentPaymentPlan && i != v.IntentPromise
	})
}

// planDays are the days of a stretch: those that it names, and those behind
// "à partir du", which as the day of an invoice are none of them.
func (s *scan) planDays(t *stretch) []when.Expression {
	days := t.mentions.days
	if !strings.Contains(t.Folded[t.from:t.to], "r du ") {
		return days
	}
	for _, d := range s.days(when.Forward, t.Plain[t.from:t.to]) {
		if fromThe.MatchString(t.Folded[t.from:t.from+d.From]) && !slices.ContainsFunc(days, func(e when.Expression) bool { return e.From == d.From }) {
			days = append(slices.Clone(days), d)
		}
	}
	slices.SortFunc(days, func(a, b when.Expression) int { return a.From - b.From })
	return days
}

var fromThe = lazyregexp.MustCompile(`\b(?:partir|compter) du $`)

// ofPlan reports whether a stretch speaks of the plan: it asks for one or
// promises, or it is a line that only names a day and a sum.
func (t *stretch) ofPlan(main v.Intent) bool {
	if t.intent == nil || t.told {
		return false
	}
	switch label, _ := t.top(); label {
	case v.IntentAlreadyPaid:
		return false
	case v.IntentPaymentPlan, v.IntentPromise, main:
		return true
	}
	return len(t.mentions.days) > 0 && len(t.words) <= 8
}
