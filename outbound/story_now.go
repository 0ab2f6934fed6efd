package outbound

import (
	"cmp"
	"maps"
	"slices"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/store"
)

// Standing says where an invoice stands today: what is open, what stands in
// the way and until when, which letter is ready, which rule holds the next one,
// what a person is asked, and what would happen next if nothing came in.
type Standing struct {
	StoryLine
	Invoice voldaan.Invoice
	Open    voldaan.Amount
	Status  voldaan.Status
	Held    []voldaan.Held // by which rules, today
	Next    *Coming        // nil: nothing by itself
}

// Stands says where an invoice stands today.
func (s *Story) Stands(inv voldaan.Invoice) (Standing, error) {
	id, today := inv.ID, s.today()
	out := Standing{
		StoryLine: StoryLine{Day: today, Text: s.sentence("now", map[string]string{"day": s.day(today)})},
		Invoice:   inv, Open: s.Ledger.Open(id), Status: s.Ledger.Status(id, today),
	}
	say := func(lines ...string) { out.More = append(out.More, lines...) }
	say(s.balance(&inv))
	say(s.charges(&inv)...)
	if s.Ledger.Closed(id, today) {
		return out, nil
	}
	for _, st := range s.Ledger.Standings {
		if (st.Invoice == id || st.Invoice == "") && st.Active(today) {
			say(s.stands(st, &inv))
		}
	}
	say(s.instalments(id)...)
	say(s.cases(id)...)
	p, err := s.Office.Preview(s.Ledger, inv.Currency, s.Now)
	if err != nil {
		return out, err
	}
	ready := s.ready(id)
	say(ready...)
	for _, h := range p.Held {
		if h.Invoice == id {
			out.Held = append(out.Held, h)
			if h.Rule != voldaan.RuleStanding && h.Rule != voldaan.RulePending { // both are told
				say(s.holds(h))
			}
		}
	}
	say(s.mode()...)
	if len(ready) > 0 {
		return out, nil // what comes after it depends on when it goes
	}
	if out.Next, err = s.Next(&inv); err != nil {
		return out, err
	}
	if out.Next == nil {
		say(s.sentence("next_none", nil))
	} else {
		say(s.tellNext(out.Next, &inv)...)
	}
	return out, nil
}

// balance says what is open on an invoice.
func (s *Story) balance(inv *voldaan.Invoice) string {
	open, late := s.Ledger.Open(inv.ID), int(s.today()-inv.Due)
	key := "now_open"
	switch {
	case open <= 0:
		key = "now_closed"
	case s.Ledger.Closed(inv.ID, s.today()):
		key = "now_closed_by_hand"
	case open == inv.Total:
		key = "now_open_whole"
	}
	return s.sentence(key, map[string]string{
		"invoice": inv.Number, "open": s.sum(open, inv.Currency), "amount": s.sum(inv.Total, inv.Currency), "when": s.days(late),
	})
}

// charges says what was claimed on top of an invoice, and what of it is not
// paid.
func (s *Story) charges(inv *voldaan.Invoice) []string {
	sums := map[voldaan.Part]voldaan.Amount{}
	for _, c := range s.Ledger.Charges {
		if c.Invoice == inv.ID && c.Owed() {
			part := voldaan.PartCosts
			if c.Kind == voldaan.ChargeInterest {
				part = voldaan.PartInterest
			}
			sums[part] += c.Amount
		}
	}
	var out []string
	for _, part := range []voldaan.Part{voldaan.PartCosts, voldaan.PartInterest} {
		if sums[part] != 0 {
			out = append(out, s.sentence("now_charge", map[string]string{
				"amount": s.sum(sums[part], inv.Currency), "open": s.sum(s.Ledger.Charged(inv.ID, part), inv.Currency),
				"reason": s.word("part_" + string(part)),
			}))
		}
	}
	return out
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
	text := s.sentence(key, map[string]string{
		"status": s.word(string(status)), "start": s.day(st.Start), "until": s.day(st.End), "amount": s.sum(st.Amount, inv.Currency),
	})
	if p := s.Ledger.Promise(st.Promise); p != nil && p.Day != 0 {
		return text + " " + s.sentence("now_promised", map[string]string{"day": s.day(p.Day)})
	}
	if st.Reason != "" {
		text += " (" + s.word(st.Reason) + ")"
	}
	return text
}

// instalments says which instalment of a plan is the next.
func (s *Story) instalments(id voldaan.InvoiceID) []string {
	for _, st := range s.Ledger.Standings {
		p := s.Ledger.Plan(st.Plan)
		if st.Invoice != id || st.Plan == "" || !st.Active(s.today()) || p == nil {
			continue
		}
		for _, i := range s.Ledger.Instalments {
			if i.Plan == p.ID && i.Day >= s.today() {
				return []string{s.sentence("now_instalment", map[string]string{
					"day": s.day(i.Day), "amount": s.sum(i.Amount, s.currency(id)), "open": s.sum(s.Ledger.PlanPaid(p.ID), s.currency(id)),
				})}
			}
		}
	}
	return nil
}

// ready says which letters about an invoice are made and wait, and for what.
func (s *Story) ready(id voldaan.InvoiceID) []string {
	var out []string
	for _, l := range s.lettersByAge() {
		waits := l.State == voldaan.LetterQueued || l.State == voldaan.LetterDeferred || l.State == voldaan.LetterSending
		if !waits || l.Kind.Class() != voldaan.ClassDemand || !slices.ContainsFunc(l.Args.Demands, func(d voldaan.DemandLine) bool { return d.Invoice == id }) {
			continue
		}
		reason := l.Reason
		if l.Approved == waitsForYes {
			reason = waitsForYes
		}
		key := "now_ready"
		if reason == "" {
			key = "now_ready_soon"
		}
		out = append(out, s.sentence(key, map[string]string{"step": s.word(string(l.Kind)), "reason": s.reason(reason)}))
	}
	return out
}

// lettersByAge are the customer's letters, the oldest first.
func (s *Story) lettersByAge() []store.Letter {
	out := slices.Collect(maps.Values(s.Letters))
	slices.SortFunc(out, func(a, b store.Letter) int {
		return cmp.Or(a.Made.Compare(b.Made), cmp.Compare(a.ID, b.ID))
	})
	return out
}

// holds says which rule holds an invoice back, and until when.
func (s *Story) holds(h voldaan.Held) string {
	key := "now_held"
	if h.Until > s.today() && (h.Rule == voldaan.RuleNotDue || h.Rule == voldaan.RuleWait || h.Rule == voldaan.RuleRhythm) {
		key += "_until" // the others end otherwise
	}
	return s.sentence(key, map[string]string{"reason": s.word(string(h.Rule)), "day": s.day(h.Until)})
}

// mode says what holds back or delays everything.
func (s *Story) mode() []string {
	switch {
	case s.Stopped:
		return []string{s.sentence("now_stopped", nil)}
	case s.creditor().Mode == voldaan.ModeWatch:
		return []string{s.sentence("now_watch", nil)}
	}
	return nil
}

// cases says what a person is asked about an invoice, or about the customer as
// a whole, the oldest first.
func (s *Story) cases(id voldaan.InvoiceID) []string {
	var open []voldaan.Case
	for _, c := range s.Cases {
		if c.State != voldaan.CaseClosed && (len(c.Invoices) == 0 || slices.Contains(c.Invoices, id)) {
			open = append(open, c)
		}
	}
	slices.SortFunc(open, func(a, b voldaan.Case) int {
		return cmp.Or(a.Opened.Compare(b.Opened), cmp.Compare(a.ID, b.ID))
	})
	var out []string
	for _, c := range open {
		key := "now_case"
		switch {
		case c.State == voldaan.CaseAnswered:
			key = "now_case_answered"
		case c.Deadline.Before(s.Now):
			key = "now_case_late"
		}
		out = append(out, s.sentence(key, map[string]string{
			"name": s.name(c.Owner), "day": s.day(s.creditor().Day(c.Deadline)), "reason": s.word(c.Reason),
		}))
	}
	return out
}
