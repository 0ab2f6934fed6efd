package outbound

import (
	"slices"
	"strings"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/store"
	"github.com/voldaan/voldaan/templates"
)

// held is what is overdue and not demanded, with the rule that decided.
func (g *digester) held() (templates.Section, error) {
	s := templates.Section{Title: "paused"}
	for _, p := range g.planned {
		for _, h := range p.Held {
			inv, err := g.tx.Invoice(g.o.Creditor.ID, h.Invoice)
			if err != nil {
				return s, err
			}
			if inv.Due >= g.day || h.Rule == voldaan.RuleNotDue || h.Rule == voldaan.RuleWait {
				continue
			}
			why := string(h.Rule)
			if h.Rule == voldaan.RuleStanding {
				why = string(h.Status)
			}
			s.Rows = append(s.Rows, templates.Row{
				Customer: g.names[p.Customer], Text: inv.Number + ": " + g.word(why), Amount: h.Amount,
				Currency: p.Currency, Day: h.Until,
			})
		}
	}
	waited, err := g.waited()
	for _, l := range waited {
		why := strings.TrimPrefix(l.Reason, dayOver+": ")
		s.Rows = append(s.Rows, templates.Row{
			Customer: g.names[l.Customer], Text: g.word(string(l.Kind)) + ": " + why, Amount: l.Args.Amount,
			Currency: l.Args.Currency, Day: g.o.Creditor.Day(l.Made),
		})
	}
	return s, err
}

// waited are the demands that the gate holds, and those that it held until
// their day was over.
func (g *digester) waited() ([]store.Letter, error) {
	queued, err := g.tx.LettersIn(g.o.Creditor.ID, voldaan.LetterQueued)
	if err != nil {
		return nil, err
	}
	out := slices.DeleteFunc(queued, func(l store.Letter) bool {
		return l.Class != voldaan.ClassDemand || l.Reason == "" || l.Reason == listed
	})
	events, err := g.tx.EventsSince(g.o.Creditor.ID, g.o.Creditor.Day(g.since))
	if err != nil {
		return nil, err
	}
	for _, e := range events {
		if e.Kind != voldaan.EventDemandCancelled || e.At.Before(g.since) || e.Reason != dayOver {
			continue
		}
		l, err := g.tx.Letter(g.o.Creditor.ID, e.Letter)
		if err != nil {
			return nil, err
		}
		out = append(out, l)
	}
	return out, nil
}
