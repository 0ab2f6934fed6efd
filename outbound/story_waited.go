package outbound

import (
	"cmp"
	"slices"

	"github.com/voldaan/voldaan"
)

// waited tells of each stretch of business days on which a step was due for an
// invoice and a limit held it back: the cap, the account's rhythm, the entry of
// an imported customer, or that there was nobody to write to. Planning keeps no
// record of what it did not do; it is done again here, from what was known on
// the evening of each day, by the policies of today. What a standing holds back
// is told where it began.
func (t *telling) waited() []StoryLine {
	var out []StoryLine
	for _, id := range t.about {
		out = append(out, t.waitedFor(id)...)
	}
	slices.SortStableFunc(out, func(a, b StoryLine) int { return cmp.Compare(a.Day, b.Day) })
	return out
}

// limits are the rules that hold a step back that is due.
var limits = []voldaan.Rule{
	voldaan.RuleCap, voldaan.RuleRhythm, voldaan.RuleEntry, voldaan.RuleNoContact, voldaan.RuleDirectDebit,
}

func (t *telling) waitedFor(id voldaan.InvoiceID) []StoryLine {
	inv := t.Ledger.Invoice(id)
	if inv == nil || len(t.Events) == 0 {
		return nil
	}
	var out []StoryLine
	var rule voldaan.Rule
	var from, to voldaan.Date
	end := func() {
		if rule != "" {
			key := "waited"
			if from == to {
				key = "waited_day"
			}
			out = append(out, StoryLine{Day: from, Text: t.sentence(key, map[string]string{
				"invoice": inv.Number, "day": t.day(from), "until": t.day(to), "reason": t.word(string(rule)),
			})})
		}
		rule = ""
	}
	n := 0
	var then *voldaan.Ledger // as it was on the evening of the day
	today := t.today()
	if !t.Known.IsZero() {
		today = t.creditor().Day(t.Known)
	}
	for day := t.Events[0].Day; day < today; day++ {
		for ; n < len(t.Events) && t.Events[n].Day <= day; n++ {
			then = nil
		}
		if then == nil {
			var err error
			if then, err = voldaan.Fold(t.Ledger, t.Events[:n]); err != nil {
				return out // a clock that was put back: the days cannot be told apart
			}
		}
		place := t.Office.places().Of(then.Customer)
		if then.Invoice(id) == nil || then.Closed(id, day) {
			end()
			continue
		}
		if !place.Calendar.IsBusinessDay(day) {
			continue
		}
		held := t.heldBy(then, inv, day)
		if held != rule {
			end()
			rule, from = held, day
		}
		to = day
	}
	end()
	return out
}

// heldBy is the limit that holds an invoice back as the letters' hours of a day
// end; empty: none.
func (t *telling) heldBy(l *voldaan.Ledger, inv *voldaan.Invoice, day voldaan.Date) voldaan.Rule {
	place := t.Office.places().Of(l.Customer)
	evening := day.At(t.Office.Policy.OpenTo-1, 59, place.Local(t.Now).Location())
	for _, h := range t.Office.policies().Plan(l, inv.Currency, place.Calendar, evening, day).Held {
		if h.Invoice == inv.ID && slices.Contains(limits, h.Rule) {
			return h.Rule
		}
	}
	return ""
}
