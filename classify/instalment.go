package classify

import (
	"slices"
	"strings"
	"sync"

	v "github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify/phrase"
	"github.com/voldaan/voldaan/classify/plan"
	"github.com/voldaan/voldaan/classify/when"
	"github.com/voldaan/voldaan/internal/lazyregexp"
)

// instalments reads the parts of a plan from the stretches that speak of it. A
// mail that gives different invoices their days has no plan.
func (s *scan) instalments() []v.Instalment {
	var some []int
	var named, asked []string
	all := false
	for i := range s.parts {
		p := &s.parts[i]
		all = all || s.speaksOfAll(p.Folded[p.from:p.to], p.mentions.told) || len(p.mentions.sums) > 0 && s.sumOfAll(p.mentions.sums[0])
		if s.wholly(p) {
			return nil
		}
		if !p.ofPlan() {
			continue
		}
		named = append(named, p.mentions.invoices...)
		if label, _ := p.top(); label == v.IntentPaymentPlan {
			asked = append(asked, p.mentions.invoices...)
		}
		some = append(some, i)
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
	open := s.open(invoices)
	if parts := s.partsOf(some, open); parts != nil {
		return parts
	}
	// What is found in other stretches must come to what is open.
	return s.allParts(some, open)
}

// wholly reports whether a stretch promises to pay in one sum, or tells how often
// payments are made: "we pay twice a month".
func (s *scan) wholly(t *stretch) bool {
	if label, _ := t.top(); t.told || t.question || label == v.IntentPaymentPlan {
		return false
	}
	w := bare(s.spare.bare[:0], t.Folded[t.from:t.to])
	s.spare.bare = w
	once := false
	atOnce().Find(w, func(struct{}, int, int) { once = true })
	return once && !slices.ContainsFunc(w, refusing.Has)
}

// atOnce finds the words for one sum, and for what comes again with or without
// an invoice.
var atOnce = sync.OnceValue(func() *phrase.List[struct{}] {
	l := &phrase.List[struct{}]{}
	l.Add(`auf einen schlag, auf einmal, in einem betrag|rutsch, in een keer|klap|bedrag, in one go|sum|payment|lump, all at once, en une fois|seule, d ' un seul coup, en un seul versement|paiement|virement,
		wij|we betalen|draaien twee|tweemaal|2 keer|maal|x per maand, we pay|run twice a month, our|the transfers|payments|runs go|run|leave out|twice, nous payons|virons|reglons deux fois par mois,
		nos virements|paiements|reglements ... deux fois par mois, wir zahlen|uberweisen zweimal im|pro monat`, struct{}{})
	return l
})

// refusing are words beside which a sum is not paid at once.
var refusing = phrase.ParseChoice("niet|geen|not|cannot|can|t|pas|ne|n|nicht|kein*|nie|never|jamais|unable|impossible|onmogelijk|unmoglich|liever|rather|lieber|plutot")

// allParts looks for the parts of a plan in some of the stretches that speak of
// it, or with those round them, where they come to what is open.
func (s *scan) allParts(some []int, open v.Amount) []v.Instalment {
	comes := func(of []int) []v.Instalment {
		var sum v.Amount
		days, sums, rests := 0, 0, 0
		for _, i := range of {
			m := &s.parts[i].mentions
			days += len(m.days)
			if s.inWords(&s.parts[i], open) > 0 {
				sums++
			}
			for _, a := range m.sums {
				if sums++; a.Share.Rest {
					rests++
				}
			}
		}
		if days == 0 || days+sums < 3 || rests > 0 && rests == sums { // the rest of nothing
			return nil
		}
		parts := s.partsOf(of, open)
		for _, p := range parts {
			sum += p.Amount
		}
		if sum != open || open == 0 {
			return nil
		}
		return parts
	}
	for n := len(some) - 1; n > 0 && n >= len(some)-mostTries; n-- { // what does not fit may be of something else
		for from := 0; from+n <= len(some); from++ {
			if parts := comes(some[from : from+n]); parts != nil {
				return parts
			}
		}
	}
	for i := range s.parts { // nothing else looks like a plan
		if p := &s.parts[i]; len(p.mentions.days) > 1 && !p.told && !p.past && p.Part == inReply && p.Folded[0] != '>' {
			if parts := comes([]int{i}); parts != nil {
				return parts
			}
		}
	}
	if len(some) == 0 {
		return nil
	}
	var round []int
	for i := max(0, some[0]-1); i <= min(some[len(some)-1]+1, len(s.parts)-1); i++ {
		if slices.Contains(some, i) || s.parts[i].mayBelong() {
			round = append(round, i)
		}
	}
	if parts := comes(round); parts != nil {
		return parts
	}
	return nil
}

// partsOf reads a plan from stretches.
func (s *scan) partsOf(some []int, open v.Amount) []v.Instalment {
	text := &s.spare.plan
	defer text.Reset()
	for _, i := range some {
		p := &s.parts[i]
		text.Add(p.mentions.rest, s.planDays(p), p.mentions.sums)
	}
	return text.Parts(plan.Options{Language: s.mail.Language, Today: s.ctx.Today, Open: open})
}

// mostTries bounds how many stretches are left out of a plan.
const mostTries = 3

// mayBelong reports whether a stretch beside one of a plan may name its days or
// sums, whatever else it says.
func (t *stretch) mayBelong() bool {
	if t.told || t.Part != inReply || t.Folded[0] == '>' || t.past && !t.ahead {
		return false
	}
	label, sure := t.top()
	return t.intent == nil || label != v.IntentLegal && label != v.IntentAlreadyPaid && (label != v.IntentDispute || sure < plainly)
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
func (t *stretch) ofPlan() bool {
	if t.intent == nil || t.told {
		return false
	}
	switch label, _ := t.top(); label {
	case v.IntentAlreadyPaid:
		return false
	case v.IntentPaymentPlan, v.IntentPromise:
		return true
	}
	return len(t.mentions.days) > 0 && len(t.words) <= 8 && !t.past
}
