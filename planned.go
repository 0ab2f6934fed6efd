package voldaan

import "slices"

// letters drafts the one letter of the day: a demand with a due step, or else
// the courtesy mail. One that was reminded before and has no step due is
// demanded along with the others.
func (pl *planner) letters(cur Currency) {
	var demand, courtesy []verdict
	due := false
	for _, v := range pl.placed {
		switch {
		case v.step == nil:
			demand = append(demand, v)
		case !v.step.Via().Written():
		case v.step.Ahead():
			courtesy = append(courtesy, v)
		default:
			due = true
			demand = append(demand, v)
		}
	}
	if !due {
		demand = courtesy
	}
	if len(demand) == 0 {
		return
	}
	if next := pl.rhythm(cur); next > pl.day {
		for _, v := range demand {
			if v.step != nil {
				pl.again(pl.cal.OnOrAfter(next))
			}
		}
		return
	}
	pl.out.Letter = pl.draft(demand)
}

// draft makes the letter about invoices. The furthest step sets its tone, its
// channel and who signs, also one that was taken before, so that no letter is
// softer than the one before it.
func (pl *planner) draft(all []verdict) *Draft {
	d := &Draft{Channel: ChannelMail}
	best := -1
	for _, v := range all {
		i, due := v.at, v.step != nil
		line := DemandLine{Invoice: v.inv.ID, Amount: v.may, Step: v.last}
		if due {
			i, line.Step = v.policy.index(v.step.Name), v.step.Name
			d.Approve = d.Approve || v.step.Approve
			d.Notice = d.Notice || v.step.Notice
		}
		if i >= 0 {
			line.Claims = v.policy.Steps[i].Claims
		}
		if v.notBefore.After(d.NotBefore) {
			d.NotBefore = v.notBefore
		}
		if v.promise != "" {
			d.Promise = v.promise
		}
		kind := v.policy.tone(i)
		if f := firmness(kind); f > best || f == best && due && d.Channel == ChannelMail {
			best, d.Kind, d.Channel, d.Signer = f, kind, ChannelMail, ""
			if i >= 0 && v.policy.Steps[i].Via().Written() {
				d.Signer = v.policy.Steps[i].Signer
			}
			if due {
				d.Channel = v.step.Via()
			}
		}
		d.Lines = append(d.Lines, line)
	}
	slices.SortStableFunc(d.Lines, pl.byDue)
	return d
}

// Invoices lists what a draft is about.
func (d Draft) Invoices() []InvoiceID {
	var out []InvoiceID
	for _, line := range d.Lines {
		out = append(out, line.Invoice)
	}
	return out
}

// rhythm is the first day on which the account may get its next letter; zero
// where it had none. A courtesy mail keeps no demand away.
func (pl *planner) rhythm(cur Currency) Date {
	var last Date
	for _, d := range pl.l.Demands {
		if d.Currency != cur || d.State != DemandSent || d.Invoice == "" || !d.written() || d.Step == StepCourtesy {
			continue
		}
		if p, i := pl.ps.step(d.Step); i < 0 || !p.Steps[i].Ahead() {
			last = max(last, d.Day)
		}
	}
	return last.Add(pl.p.rhythm())
}

// tasks drafts what colleagues do: calls, hand-overs, and what they are told of
// before it goes to the customer.
func (pl *planner) tasks() {
	call, over, warn := &Draft{Kind: LetterCallTask, Channel: ChannelCall}, &Draft{Kind: LetterCase, Channel: ChannelHandover},
		&Draft{Kind: LetterForewarned}
	for _, v := range pl.placed {
		if v.step == nil || v.step.Via().Written() {
			continue
		}
		d := call
		if v.step.Via() == ChannelHandover {
			d = over
		}
		d.Approve = d.Approve || v.step.Approve
		d.Lines = append(d.Lines, DemandLine{Invoice: v.inv.ID, Amount: v.may, Step: v.step.Name})
		if v.notBefore.After(d.NotBefore) {
			d.NotBefore = v.notBefore
		}
	}
	if len(call.Lines) > 0 {
		pl.join(call)
	}
	if pl.account == "" {
		for _, v := range pl.waiting {
			if v.warn != nil {
				warn.Lines = append(warn.Lines, DemandLine{Invoice: v.inv.ID, Amount: v.may, Step: v.warn.Name})
			}
		}
	}
	for _, x := range []struct {
		at   **Draft
		from *Draft
	}{{&pl.out.Call, call}, {&pl.out.Handover, over}, {&pl.out.Forewarn, warn}} {
		if len(x.from.Lines) > 0 {
			slices.SortStableFunc(x.from.Lines, pl.byDue)
			*x.at = x.from
		}
	}
}

// join makes a call about everything that letters did not bring in.
func (pl *planner) join(call *Draft) {
	step := call.Lines[0].Step
	for _, v := range pl.waiting {
		if v.rule == RuleWait {
			call.Lines = append(call.Lines, DemandLine{Invoice: v.inv.ID, Amount: v.may, Step: step})
		}
	}
}

// rest lists as held what stands in no draft: a courtesy mail gives way to the
// one demand of the day, and every letter to the account's rhythm.
func (pl *planner) rest() {
	drafted := func(id InvoiceID) bool {
		return pl.out.Letter.has(id) || pl.out.Call.has(id) || pl.out.Handover.has(id)
	}
	for _, v := range pl.waiting {
		if !drafted(v.inv.ID) {
			pl.hold(v, v.rule, v.until)
		}
	}
	next := pl.rhythm(pl.out.Currency)
	for _, v := range pl.placed {
		switch {
		case drafted(v.inv.ID):
		case v.rule != "":
			pl.hold(v, v.rule, v.until)
		case next > pl.day:
			pl.hold(v, RuleRhythm, pl.cal.OnOrAfter(next))
		default:
			pl.hold(v, RuleCap, v.until)
		}
	}
}

// announced is how many days before an instalment the customer is told of it.
const announced = 3

// thanksFor is for how many days a customer is thanked: later it would puzzle.
const thanksFor = 7

// notes drafts a letter that demands nothing, where no other goes: that an
// instalment falls due, or thanks.
func (pl *planner) notes(cur Currency) {
	pl.again(planLook(pl.l, pl.p, pl.cal, pl.day))
	pl.announce(cur)
	c := pl.l.Customer
	wanted := c.ThanksFor != "" && (c.ThanksFor != ThanksPayment || pl.p.Thanks)
	if !wanted || pl.day > c.Thanks.Add(thanksFor) || pl.overdue() {
		return
	}
	switch {
	case temporary(pl.account), pl.account == "" && (pl.out.Letter != nil || pl.out.Note != nil):
		pl.again(pl.day + 1)
	case pl.account == "":
		pl.out.Note = &Draft{Kind: LetterThanks, Channel: ChannelMail, Since: c.Thanks}
	}
}

// overdue reports whether the customer owes anything that is overdue and not
// covered: thanks would sound odd then.
func (pl *planner) overdue() bool {
	for _, inv := range pl.l.Invoices {
		if inv.Registered && inv.Due < pl.day && pl.l.Demandable(inv.ID, pl.day) > 0 {
			return true
		}
	}
	return false
}

// announce drafts the announcement of the next instalment, once.
func (pl *planner) announce(cur Currency) {
	for _, i := range pl.l.Instalments {
		p := pl.l.Plan(i.Plan)
		if p == nil || p.State != PlanAgreed || i.Letter != "" || i.Day < pl.day || pl.l.planCurrency(p.ID) != cur ||
			pl.l.PlanPaid(p.ID) >= pl.l.planDue(p.ID, i.Number) {
			continue
		}
		from := pl.announceOn(i)
		switch {
		case from > pl.day:
			pl.again(from)
		case temporary(pl.account), pl.account == "" && (pl.out.Letter != nil || pl.out.Note != nil):
			pl.again(pl.day + 1)
		case pl.account == "":
			pl.out.Note = &Draft{
				Kind: LetterInstalment, Channel: ChannelMail, Plan: p.ID, On: i.Day,
				Amount: min(i.Amount, pl.l.planDue(p.ID, i.Number)-pl.l.PlanPaid(p.ID)),
			}
		}
	}
}

// announceOn is the last business day that leaves the customer three days.
func (pl *planner) announceOn(i Instalment) Date {
	return pl.cal.BusinessDayBefore(i.Day.Add(1 - announced))
}

func (pl *planner) byDue(a, b DemandLine) int {
	return int(pl.l.Invoice(a.Invoice).Due - pl.l.Invoice(b.Invoice).Due)
}
