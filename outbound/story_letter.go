package outbound

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/voldaan/voldaan"
)

// letter tells what became of a letter or task: its kind, the sum of the
// invoices that the story is about, the rule that decided it, and each
// recipient.
func (t *telling) letter(e *voldaan.Event, fill map[string]string) {
	l := t.Letters[e.Letter]
	lines := slices.DeleteFunc(slices.Clone(t.Ledger.Demands), func(d voldaan.Demand) bool {
		return d.Letter != e.Letter || d.Invoice == "" || !t.tells(d.Invoice)
	})
	if e.Kind == voldaan.EventForewarned {
		t.say(e, string(e.Kind), fill, t.rules(e, lines)...)
		return
	}
	var numbers []string
	var sum voldaan.Amount
	step, via, cur := l.Args.Step, voldaan.ChannelMail, voldaan.EUR
	if c := l.Kind.Class(); step == "" && (c == voldaan.ClassDemand || c == voldaan.ClassNote) {
		step = voldaan.StepName(l.Kind)
	}
	for _, d := range lines {
		numbers, sum, cur = append(numbers, t.number(d.Invoice)), sum+d.Amount, d.Currency
		if via = (voldaan.Step{Name: d.Step, Channel: d.Channel}).Via(); step == "" || via == voldaan.ChannelHandover {
			step = d.Step
		}
	}
	fill["invoice"], fill["amount"], fill["step"] = strings.Join(numbers, ", "), t.sum(sum, cur), t.word(string(step))
	fill["reason"] = t.reason(e.Reason)
	key := string(e.Kind)
	switch {
	case e.Kind == voldaan.EventDemandBounced:
	case e.Kind == voldaan.EventDemandCancelled:
		if via == voldaan.ChannelCall || via == voldaan.ChannelHandover {
			key = "task_cancelled"
		}
	case len(lines) == 0:
		key = "note_sent"
	case via == voldaan.ChannelCall, via == voldaan.ChannelHandover, via == voldaan.ChannelPost:
		key = string(via) + "_sent"
	case e.Reason == string(voldaan.LetterUncertain):
		key = "demand_uncertain"
	}
	if e.Kind != voldaan.EventDemandSent {
		t.say(e, key, fill, t.voided(e)...)
		return
	}
	more := slices.Concat(t.rules(e, lines), t.claims(e.Letter))
	if e.Reason != "" && e.Reason != string(voldaan.LetterUncertain) {
		more = append(more, t.reason(e.Reason))
	}
	t.say(e, key, fill, append(more, t.recipients(e.Letter)...)...)
}

// rules say of each invoice of a letter by which policy and step it went, what
// was passed over, for which broken promise it is firmer, and who said yes.
func (t *telling) rules(e *voldaan.Event, lines []voldaan.Demand) []string {
	var out []string
	l := t.Letters[e.Letter]
	for _, d := range lines {
		out = append(out, t.rule(e, d, len(lines) > 1)...)
	}
	if p := t.Ledger.Promise(l.Args.Promise); p != nil {
		if i := slices.IndexFunc(lines, func(d voldaan.Demand) bool { return t.promised(p.ID, d.Invoice) }); i >= 0 {
			key := "rule_promise"
			if inv := t.Ledger.Invoice(lines[i].Invoice); inv != nil && inv.Due.Add(t.stepDay(t.policyOf(lines[i]), lines[i].Step)) > e.Day {
				key += "_sooner"
			}
			out = append(out, t.sentence(key, map[string]string{"start": t.day(p.Made)}))
		}
	}
	if p, ok := t.creditor().ColleagueKeyed(l.Approved); ok && l.Approved != "" {
		out = append(out, t.sentence("rule_approved", map[string]string{"name": p.Name}))
	}
	return out
}

// rule says by which policy and step one invoice is in a letter.
func (t *telling) rule(e *voldaan.Event, d voldaan.Demand, many bool) []string {
	policy, before := "", []voldaan.StepName{}
	along, again := false, false
	for i := range t.Events {
		o := &t.Events[i]
		if o.Invoice != d.Invoice || (o.Kind != voldaan.EventDemandQueued && o.Kind != voldaan.EventForewarned) {
			continue
		}
		if o.Letter == d.Letter {
			policy = o.Evidence.By
			break
		}
		if o.Kind == voldaan.EventDemandQueued && t.is(o.Letter, d.Invoice, voldaan.DemandSent) {
			before = append(before, o.Step)
			along = o.Step == d.Step
		}
		again = again || (o.Step == d.Step && t.is(o.Letter, d.Invoice, voldaan.DemandBounced))
	}
	inv := t.Ledger.Invoice(d.Invoice)
	if inv == nil {
		return nil
	}
	if inv.LastStep != "" {
		before = append([]voldaan.StepName{inv.LastStep}, before...)
	}
	key := "rule_step"
	if along {
		key = "rule_along"
	}
	if policy == "" {
		key += "_bare"
	}
	fill := map[string]string{"policy": policy, "step": t.word(string(d.Step)), "when": t.late(e.Day, inv), "invoice": ""}
	text := t.sentence(key, fill)
	if many {
		text = inv.Number + ": " + text
	}
	if along {
		return []string{text}
	}
	if again {
		return []string{text, t.sentence("rule_again", nil)}
	}
	return slices.Concat([]string{text}, t.toned(policy, d), t.passedOver(policy, d, before))
}

// claims says what a letter claims on top, and that it is a legal notice.
func (t *telling) claims(id voldaan.LetterID) []string {
	var out []string
	for i := range t.Events {
		e := &t.Events[i]
		if e.Kind != voldaan.EventCharged || e.Letter != id || !t.tells(e.Invoice) {
			continue
		}
		key := "claims"
		fill := map[string]string{
			"invoice": t.number(e.Invoice), "amount": t.sum(e.Amount, t.currency(e.Invoice)), "reason": t.word("charge_" + e.Reason),
			"day": t.day(e.On), "until": t.day(e.Until),
		}
		switch inv := t.Ledger.Invoice(e.Invoice); voldaan.ChargeKind(e.Reason) {
		case voldaan.ChargeInterest:
			key += "_interest"
		case voldaan.ChargeReminderFee:
			key += "_fee"
			fill["number"] = strconv.Itoa(t.creditor().RemindedBefore(t.Ledger, inv))
			fill["year"] = strconv.Itoa(inv.Due.Time().Year())
		}
		out = append(out, t.sentence(key, fill)+t.restsOn(e.Notice))
	}
	if n := t.Letters[id].Args.Notice; n != nil {
		out = append(out, t.sentence("is_notice", map[string]string{"days": strconv.Itoa(n.Days)}))
	}
	return out
}

// restsOn says on which notice a claim rests.
func (t *telling) restsOn(notice voldaan.LetterID) string {
	for i := range t.Events {
		if e := &t.Events[i]; notice != "" && e.Kind == voldaan.EventDemandSent && e.Letter == notice {
			return t.sentence("rests_on", map[string]string{"start": t.day(e.Day)})
		}
	}
	return ""
}

// voided says what is not owed any more since a letter did not leave or came
// back.
func (t *telling) voided(e *voldaan.Event) []string {
	var out []string
	for _, c := range t.Ledger.Charges {
		if c.State != voldaan.ChargeVoid || !t.tells(c.Invoice) || (c.Letter != e.Letter && (c.Notice != e.Letter || e.Kind != voldaan.EventDemandBounced)) {
			continue
		}
		out = append(out, t.sentence("claim_void", map[string]string{
			"invoice": t.number(c.Invoice), "amount": t.sum(c.Amount, t.currency(c.Invoice)), "reason": t.word("charge_" + string(c.Kind)),
		}))
	}
	return out
}

// claim tells that a claim was given up or is void, or that a notice is proved to
// have arrived.
func (t *telling) claim(e *voldaan.Event, fill map[string]string) {
	if e.Kind != voldaan.EventNoticeReceived {
		for _, c := range t.Ledger.Charges {
			if string(c.ID) == string(e.Ref) {
				fill["amount"], fill["reason"] = t.sum(c.Amount, t.currency(c.Invoice)), t.word("charge_"+string(c.Kind))
			}
		}
	} else {
		fill["reason"] = t.sentence("proof_"+e.Reason, nil)
		for i := range t.Events {
			if o := &t.Events[i]; o.Kind == voldaan.EventDemandSent && o.Letter == e.Letter {
				fill["start"] = t.day(o.Day)
			}
		}
	}
	t.say(e, string(e.Kind), fill, t.because(e))
}

// policyOf is the name of the policy that decided a demand; empty where none is
// recorded.
func (t *telling) policyOf(d voldaan.Demand) string {
	for i := range t.Events {
		if o := &t.Events[i]; o.Letter == d.Letter && o.Invoice == d.Invoice && o.Kind == voldaan.EventDemandQueued {
			return o.Evidence.By
		}
	}
	return ""
}

// stepDay is when a step of a policy falls due, in days after the due date;
// long before it where no policy has the step any more.
func (s *Story) stepDay(policy string, name voldaan.StepName) int {
	p, _ := s.Office.policies().Named(policy)
	for _, st := range p.Steps {
		if st.Name == name {
			return st.Day
		}
	}
	return -horizon
}

// toned says that a letter is firmer than an invoice's own step, since another
// of its invoices is further on or a promise was broken.
func (t *telling) toned(policy string, d voldaan.Demand) []string {
	p, _ := t.Office.policies().Named(policy)
	return t.tone(p, d.Step, voldaan.LetterKind(t.Letters[d.Letter].Args.Step))
}

// tone says that a letter is firmer than a step of a policy asks.
func (s *Story) tone(p voldaan.Policy, name voldaan.StepName, kind voldaan.LetterKind) []string {
	own := voldaan.LetterKind(name)
	if i := slices.IndexFunc(p.Steps, func(st voldaan.Step) bool { return st.Name == name }); i >= 0 {
		own = p.Steps[i].Template()
	}
	if own == kind || own.Class() != voldaan.ClassDemand || kind.Class() != voldaan.ClassDemand {
		return nil
	}
	return []string{s.sentence("rule_tone", map[string]string{"step": s.word(string(kind))})}
}

// promised reports whether a promise was about an invoice.
func (t *telling) promised(p voldaan.PromiseID, id voldaan.InvoiceID) bool {
	return slices.ContainsFunc(t.Ledger.Standings, func(s voldaan.Standing) bool { return s.Promise == p && s.Invoice == id })
}

// is reports whether the demand of an invoice by a letter is in a state.
func (t *telling) is(id voldaan.LetterID, invoice voldaan.InvoiceID, state voldaan.DemandState) bool {
	return slices.ContainsFunc(t.Ledger.Demands, func(d voldaan.Demand) bool {
		return d.Letter == id && d.Invoice == invoice && d.State == state
	})
}

// passedOver says which steps of the policy lie between the last one that went
// and this one, and why they were left out.
func (t *telling) passedOver(policy string, d voldaan.Demand, before []voldaan.StepName) []string {
	p, ok := t.Office.policies().Named(policy)
	at := slices.IndexFunc(p.Steps, func(s voldaan.Step) bool { return s.Name == d.Step })
	if !ok || at < 0 {
		return nil
	}
	var out []string
	for i := at - 1; i >= 0 && !slices.Contains(before, p.Steps[i].Name); i-- {
		s := p.Steps[i]
		key, fill := "passed_later", map[string]string{"step": t.word(string(s.Name)), "amount": t.sum(s.From, d.Currency)}
		switch kind := t.Ledger.Customer.Kind; {
		case s.Ahead():
			continue // no step before the due date is caught up
		case d.Amount < s.From:
			key = "passed_amount"
		case s.OnlyBusiness && kind != voldaan.KindBusiness && kind != voldaan.KindAuthority:
			key = "passed_business"
		case s.OnlyWithPhone && t.Ledger.Customer.Phone == "":
			key = "passed_phone"
		}
		out = append([]string{t.sentence(key, fill)}, out...)
	}
	return out
}

// late says how a day lies to an invoice's due date.
func (s *Story) late(day voldaan.Date, inv *voldaan.Invoice) string {
	return s.days(int(day - inv.Due))
}

// days says how many days after the due date, or before it.
func (s *Story) days(n int) string {
	key := "due_today"
	switch {
	case n == 1:
		key = "due_day_ago"
	case n > 1:
		key = "due_days_ago"
	case n == -1:
		key = "due_in_a_day"
	case n < -1:
		key = "due_in_days"
	}
	return s.sentence(key, map[string]string{"days": strconv.Itoa(max(n, -n))})
}

// recipients says of each recipient of a letter what became of it.
func (s *Story) recipients(id voldaan.LetterID) []string {
	var out []string
	for _, r := range s.Letters[id].Recipients {
		text := strings.Join(strings.Fields(strings.Join([]string{r.Status, r.Text}, " ")), " ")
		if text == "" && r.Code != 0 {
			text = strconv.Itoa(r.Code)
		}
		out = append(out, s.sentence("result_"+string(cmp.Or(r.State, voldaan.LetterQueued)), map[string]string{
			"address": cmp.Or(r.Address, s.sentence("erased", nil)), "text": cmp.Or(text, "–"),
		}))
	}
	return out
}

// reason is why a letter waits, was cancelled or counts as sent, in words. What
// has no sentence of its own is told as it was written for the operator.
func (s *Story) reason(text string) string {
	for _, r := range []struct{ begins, key string }{
		{waitsForYes, "why_yes"},
		{listed, "why_yes"},
		{"no yes on the day", "why_no_yes"},
		{dayOver, "why_day_over"},
		{"the claim changed", "why_changed"},
		{"no recipient may be", "why_nobody"},
		{"the plan has ended", "why_plan_ended"},
		{"refused by the server", "why_server"},
		{"refused", "why_refused"},
		{"erased", "why_erased"},
		{"the customer's affairs", "why_legal"},
		{"out of hours", "why_hours"},
		{"stopped", "why_stopped"},
		{"the customer is stopped", "why_customer_stopped"},
		{"mode is watch", "why_watch"},
		{"restored", "why_restored"},
		{"the payment source", "why_payments"},
		{"no mailbox has", "why_reading"},
		{"mailbox ", "why_reading"},
		{"mail ", "why_mail"},
		{"the mail server is", "why_no_server"},
		{"found in Sent", "why_found"},
	} {
		if text != "" && strings.HasPrefix(text, r.begins) {
			return s.sentence(r.key, nil)
		}
	}
	return s.word(text)
}
