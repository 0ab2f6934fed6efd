package outbound

import (
	"fmt"
	"slices"
	"strings"

	"github.com/voldaan/voldaan"
)

// Coming is what happens next for an invoice when nothing comes in.
type Coming struct {
	Day     voldaan.Date
	What    string // letter, post, call, handover or forewarn
	Letter  voldaan.LetterKind
	Step    voldaan.StepName
	Amount  voldaan.Amount // of this invoice
	StepDay int            // when the step falls due, in days after the due date
	Policy  string
	Why     string // why that policy counts, for machines
	Promise voldaan.PromiseID
	Approve bool
	why     []string
}

// horizon is how many days ahead a story looks.
const horizon = 400

// Next plays the days from today on as if nothing came in, until something
// happens for an invoice; nil when nothing does by itself.
func (s *Story) Next(inv *voldaan.Invoice) (*Coming, error) {
	l := s.Ledger.Clone()
	today, place := s.today(), s.Office.places().Of(l.Customer)
	n := 0
	fresh := func() string { n++; return fmt.Sprintf("next%d", n) }
	for day := today; day <= today+horizon; {
		at := s.Now
		if day > today {
			at = day.At(s.Office.Policy.OpenFrom, 0, place.Local(s.Now).Location())
		}
		stamp := s.creditor().Stamp(l.Customer.ID, voldaan.AuthorBot, at, fresh)
		stamp.Day = day
		if _, _, err := s.Office.ended(l, stamp); err != nil {
			return nil, err
		}
		l.Customer.ThanksFor = "" // thanks hold nothing back
		p := s.Office.policies().Plan(l, inv.Currency, place.Calendar, at, day)
		for _, d := range p.Due() {
			if i := slices.IndexFunc(d.Lines, func(line voldaan.DemandLine) bool { return line.Invoice == inv.ID }); i >= 0 {
				return s.coming(l, inv, p, d, d.Lines[i], day), nil
			}
		}
		for _, d := range p.Due() {
			if err := s.pass(l, *d, stamp); err != nil {
				return nil, err
			}
		}
		switch {
		case len(p.Due()) > 0 || p.LookOn <= day && p.LookOn != 0:
			day++
		case p.LookOn == 0:
			return nil, nil
		default:
			day = p.LookOn
		}
	}
	return nil, nil
}

// pass does what is due for other invoices.
func (s *Story) pass(l *voldaan.Ledger, d voldaan.Draft, stamp *voldaan.Stamp) error {
	letter := voldaan.LetterID(stamp.New())
	apply := func(kind voldaan.EventKind, change func(*voldaan.Event)) error {
		e := stamp.Event(kind)
		e.Letter = letter
		change(&e)
		return l.Apply(e)
	}
	kind := voldaan.EventDemandQueued
	if d.Kind == voldaan.LetterForewarned {
		kind = voldaan.EventForewarned
	}
	for _, line := range d.Lines {
		err := apply(kind, func(e *voldaan.Event) {
			e.Invoice, e.Step, e.Amount = line.Invoice, line.Step, line.Amount
			if kind == voldaan.EventDemandQueued {
				e.Reason = string(d.Channel)
			}
		})
		if err != nil {
			return err
		}
	}
	if kind == voldaan.EventForewarned {
		return nil
	}
	if len(d.Lines) == 0 {
		err := apply(voldaan.EventNoteQueued, func(e *voldaan.Event) {
			e.Step, e.Plan, e.On, e.Amount = voldaan.StepName(d.Kind), d.Plan, d.On, d.Amount
		})
		if err != nil {
			return err
		}
	}
	return apply(voldaan.EventDemandSent, func(*voldaan.Event) {})
}

// coming describes what is due.
func (s *Story) coming(l *voldaan.Ledger, inv *voldaan.Invoice, p voldaan.Planned, d *voldaan.Draft, line voldaan.DemandLine, day voldaan.Date) *Coming {
	c := &Coming{
		Day: day, What: "letter", Letter: d.Kind, Step: line.Step, Amount: line.Amount, Policy: p.Policy, Why: p.Why,
		Approve: d.Approve || (s.creditor().Mode == voldaan.ModeAsk && (d == p.Letter || d == p.Note)),
	}
	if d.Promise != "" && slices.ContainsFunc(l.Standings, func(st voldaan.Standing) bool { return st.Promise == d.Promise && st.Invoice == inv.ID }) {
		c.Promise = d.Promise
	}
	switch d {
	case p.Call, p.Handover:
		c.What, c.Letter = string(d.Channel), ""
	case p.Forewarn:
		c.What, c.Letter = "forewarn", ""
	default:
		if d.Channel == voldaan.ChannelPost {
			c.What = string(d.Channel)
		}
	}
	ps := s.Office.policies()
	policy := ps.Choose(l, inv.Currency, day).Policy
	c.why = s.segment(l, inv.Currency, policy, day)
	if own, ok := ps.Named(inv.Policy); ok && inv.Policy != "" {
		policy, c.Policy, c.Why, c.why = own, own.Name, "set for the invoice", []string{s.sentence("why_set_invoice", nil)}
	}
	for _, st := range policy.Steps {
		if st.Name == line.Step {
			c.StepDay = st.Day
		}
	}
	return c
}

// segment says in words why a policy counts for an account.
func (s *Story) segment(l *voldaan.Ledger, cur voldaan.Currency, p voldaan.Policy, day voldaan.Date) []string {
	ps := s.Office.policies()
	switch {
	case l.Customer.Policy == p.Name && p.Name != "":
		return []string{s.sentence("why_set", nil)}
	case len(ps.List) == 1:
		return []string{s.sentence("why_only", nil)}
	case p.For.Everybody():
		return []string{s.sentence("why_rest", nil)}
	}
	var out []string
	c := l.Customer
	if len(p.For.Kinds) > 0 {
		kind := c.Kind
		if kind == "" {
			kind = voldaan.KindUnknown
		}
		out = append(out, s.word("kind_"+string(kind)))
	}
	if len(p.For.Countries) > 0 {
		country := c.Country
		if country == "" {
			country = ps.Country
		}
		out = append(out, s.word("country")+" "+strings.ToUpper(country))
	}
	if len(p.For.Risks) > 0 {
		out = append(out, s.word("risk_"+string(voldaan.RiskOf(l).Level)))
	}
	if len(p.For.Importances) > 0 {
		importance := c.Importance
		if importance == "" {
			importance = voldaan.ImportanceNormal
		}
		out = append(out, s.word("importance_"+string(importance)))
	}
	if p.For.AmountFrom > 0 {
		out = append(out, s.sentence("why_amount", map[string]string{"amount": s.sum(p.For.AmountFrom, cur)}))
	}
	return out
}

// tellNext says what is coming in sentences: what and when, by which rule.
func (s *Story) tellNext(c *Coming, inv *voldaan.Invoice) []string {
	fill := map[string]string{
		"day": s.day(c.Day), "amount": s.sum(c.Amount, inv.Currency), "step": s.word(string(c.Letter)), "policy": c.Policy,
		"reason": strings.Join(c.why, ", "), "when": s.days(c.StepDay),
	}
	if c.Letter == "" {
		fill["step"] = s.word(string(c.Step))
	}
	key := "next_" + c.What
	if c.Day == s.today() {
		key = "today_" + c.What
	}
	out := []string{s.sentence(key, fill)}
	fill["step"] = s.word(string(c.Step))
	out = append(out, s.sentence("next_rule", fill))
	policy, _ := s.Office.policies().Named(c.Policy)
	out = append(out, s.tone(policy, c.Step, c.Letter)...)
	if p := s.Ledger.Promise(c.Promise); p != nil {
		key := "next_promise"
		if p.State == voldaan.PromiseBroken {
			key = "rule_promise"
		}
		if inv.Due.Add(c.StepDay) > c.Day {
			key += "_sooner"
		}
		out = append(out, s.sentence(key, map[string]string{"start": s.day(p.Made)}))
	}
	if c.Approve {
		out = append(out, s.sentence("next_approve", nil))
	}
	return out
}
