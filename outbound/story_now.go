package outbound

import (
	"slices"
	"strconv"

	"github.com/voldaan/voldaan"
)

// Now says where an invoice stands today: what is open, what stands in the way
// and until when, what is due or which rule holds it, and what a person is
// asked.
func (s *Story) Now(id voldaan.InvoiceID) StoryLine {
	out := StoryLine{Day: s.Today, Text: s.sentence("now", map[string]string{"day": s.day(s.Today)})}
	inv := s.Ledger.Invoice(id)
	if inv == nil {
		return out
	}
	out.More = append(out.More, s.balance(inv))
	if s.Ledger.Closed(id, s.Today) {
		return out
	}
	for _, st := range s.Ledger.Standings {
		if (st.Invoice == id || st.Invoice == "") && st.Active(s.Today) {
			out.More = append(out.More, s.stands(st, inv))
		}
	}
	out.More = append(out.More, s.due(id)...)
	for _, c := range s.openCases(id) {
		out.More = append(out.More, s.sentence("now_case", map[string]string{
			"name": s.name(c.Owner), "day": s.day(s.Creditor.Day(c.Deadline)), "reason": s.word(c.Reason),
		}))
	}
	return out
}

// balance says what is open on an invoice.
func (s *Story) balance(inv *voldaan.Invoice) string {
	open, late := s.Ledger.Open(inv.ID), int(s.Today-inv.Due)
	key := "now_due"
	switch {
	case open <= 0:
		key = "now_closed"
	case s.Ledger.Closed(inv.ID, s.Today):
		key = "now_closed_by_hand"
	case late == 1:
		key = "now_day_late"
	case late > 1:
		key = "now_late"
	}
	return s.sentence(key, map[string]string{
		"invoice": inv.Number, "open": s.sum(open, inv.Currency), "amount": s.sum(inv.Total, inv.Currency),
		"days": strconv.Itoa(late), "day": s.day(inv.Due),
	})
}

// stands says what a standing covers, and until when.
func (s *Story) stands(st voldaan.Standing, inv *voldaan.Invoice) string {
	status := map[voldaan.StandingKind]voldaan.Status{
		voldaan.StandingClosure: voldaan.StatusClosed, voldaan.StandingHandedOver: voldaan.StatusHandedOver,
		voldaan.StandingDispute: voldaan.StatusDisputed, voldaan.StandingHold: voldaan.StatusHeld,
		voldaan.StandingPlan: voldaan.StatusPlanned, voldaan.StandingClaim: voldaan.StatusClaimedPaid,
		voldaan.StandingPromise: voldaan.StatusPromised,
	}[st.Kind]
	key := "now_standing"
	if st.Amount != 0 {
		key += "_part"
	}
	if st.End == 0 {
		key += "_open"
	}
	return s.sentence(key, map[string]string{
		"status": s.word(string(status)), "start": s.day(st.Start), "until": s.day(st.End), "reason": s.word(st.Reason),
		"amount": s.sum(st.Amount, inv.Currency),
	})
}

// due says which letter or call is due for an invoice, or which rule holds it.
func (s *Story) due(id voldaan.InvoiceID) []string {
	var out []string
	has := func(d *voldaan.Draft) bool {
		return d != nil && slices.ContainsFunc(d.Lines, func(l voldaan.DemandLine) bool { return l.Invoice == id })
	}
	for _, p := range s.Planned {
		if has(p.Letter) {
			out = append(out, s.sentence("now_letter", map[string]string{"step": s.word(string(p.Letter.Kind))}))
		}
		if has(p.Call) {
			out = append(out, s.sentence("now_call", nil))
		}
		for _, h := range p.Held {
			if h.Invoice != id || h.Rule == voldaan.RuleStanding { // standings are told
				continue
			}
			key := "now_held"
			if h.Until != 0 && (h.Rule == voldaan.RuleNotDue || h.Rule == voldaan.RuleWait) { // the others end otherwise
				key += "_until"
			}
			out = append(out, s.sentence(key, map[string]string{"reason": s.word(string(h.Rule)), "day": s.day(h.Until)}))
		}
	}
	return out
}

// openCases are those that are about an invoice, or about the customer as a
// whole, oldest first.
func (s *Story) openCases(id voldaan.InvoiceID) []voldaan.Case {
	var out []voldaan.Case
	for _, c := range s.Cases {
		if c.State != voldaan.CaseClosed && (len(c.Invoices) == 0 || slices.Contains(c.Invoices, id)) {
			out = append(out, c)
		}
	}
	slices.SortFunc(out, func(a, b voldaan.Case) int {
		if d := a.Opened.Compare(b.Opened); d != 0 {
			return d
		}
		if a.ID < b.ID {
			return -1
		}
		return 1
	})
	return out
}
