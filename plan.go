package voldaan

import (
	"slices"
	"time"
)

// Rule names what decided that an invoice is not demanded today.
type Rule string

// The rules that hold a demand back.
const (
	RuleNotDue      Rule = "not_due"      // no step of the ladder is due yet
	RuleStanding    Rule = "standing"     // a dispute, hold, promise, claim or plan covers it
	RuleStopped     Rule = "stopped"      // the customer is stopped
	RuleDirectDebit Rule = "direct_debit" // the creditor collects by himself
	RuleNoContact   Rule = "no_contact"   // nobody is known to write to
	RulePending     Rule = "pending"      // a letter of the account is on its way
	RuleClosedDay   Rule = "closed_day"   // no business day
	RuleEntry       Rule = "entry"        // the customer enters the ladder later
	RuleCap         Rule = "cap"          // letters in seven days, or hours apart
	RuleWait        Rule = "wait"         // too soon after the step before
	RuleEnd         Rule = "end"          // the ladder is at its end
	RuleRhythm      Rule = "rhythm"       // too soon after the account's last letter
	RuleForewarn    Rule = "forewarn"     // a colleague is told first
)

// Held is an open invoice that is not demanded today, and why.
type Held struct {
	Invoice InvoiceID
	Rule    Rule
	Status  Status
	Until   Date // the first day on which it may be otherwise; zero: not known
	Amount  Amount
}

// Draft is a letter that is due.
type Draft struct {
	Kind  LetterKind
	Lines []DemandLine
	// Channel is how it goes: by mail or by post for a letter.
	Channel Channel
	// Approve says that it waits for a colleague's yes, and Signer who signs.
	Approve bool
	Signer  string
	// Notice says that it is a legal notice, where the law knows one.
	Notice bool
	// NotBefore is when the 24 hours of its forewarning are over.
	NotBefore time.Time
	// Promise is the one that was broken, for which it is firmer.
	Promise PromiseID
	// Plan, On and Amount are of an instalment that is announced; Since is from
	// when on payments are thanked for.
	Plan      PlanID
	On, Since Date
	Amount    Amount
}

// Sum is what the letter is about in all.
func (d Draft) Sum() Amount {
	sum := d.Amount
	for _, l := range d.Lines {
		sum += l.Amount
	}
	return sum
}

// Planned is what is due for one account, a customer's invoices of one
// currency, on a day.
type Planned struct {
	Customer CustomerID
	Currency Currency
	Policy   string // the name of that by which it was planned, and Why it counts
	Why      string
	Letter   *Draft // at most one demand to the customer
	Note     *Draft // or one letter that demands nothing
	Call     *Draft // at most one call task to a colleague
	Handover *Draft // at most one proposal to hand over
	Forewarn *Draft // what a colleague is told of a day before
	Held     []Held
	// LookOn is the first day after this one on which planning could do
	// anything; zero when only an event can change that.
	LookOn Date
}

// Due lists the drafts that there are.
func (p Planned) Due() []*Draft {
	return deleteIf([]*Draft{p.Letter, p.Note, p.Call, p.Handover, p.Forewarn}, func(d *Draft) bool { return d == nil })
}

// EndedPromises are the events that say how promises ended by a day: kept as
// soon as the money is there, broken when their time with grace is over.
func EndedPromises(l *Ledger, s *Stamp) []Event {
	var out []Event
	for _, p := range l.Promises {
		if p.State != PromiseOpen {
			continue
		}
		var paid Amount
		done, over, any := true, true, false
		for _, st := range l.Standings {
			if st.Promise != p.ID {
				continue
			}
			any = true
			over = over && !st.Active(s.Day)
			done = done && l.Open(st.Invoice) <= 0
			for _, a := range l.Allocations {
				if a.Invoice == st.Invoice && a.Day >= p.Made && a.Part != PartDiscount {
					paid += a.Amount
				}
			}
		}
		kind := EventPromiseKept
		if !any || !done && (p.Amount == 0 || paid < p.Amount) {
			if kind = EventPromiseBroken; !over {
				continue
			}
		}
		e := s.Event(kind)
		e.Promise = p.ID
		out = append(out, e)
	}
	return out
}

// Plan says what is due for an account on a day under one policy, as
// Policies.Plan does under several.
func Plan(l *Ledger, cur Currency, p Policy, cal Calendar, now time.Time, day Date) Planned {
	return Policies{List: []Policy{p}}.Plan(l, cur, cal, now, day)
}

// Plan says which letters and tasks are due for an account on a day, and what
// is held by which rule: every open invoice of the account stands in one of
// them. It decides nothing that Apply would refuse. The calendar is that of the
// customer.
func (ps Policies) Plan(l *Ledger, cur Currency, cal Calendar, now time.Time, day Date) Planned {
	choice := ps.Choose(l, cur, day)
	pl := &planner{l: l, ps: ps, p: choice.Policy, cal: cal, now: now, day: day}
	pl.out = Planned{Customer: l.Customer.ID, Currency: cur, Policy: choice.Policy.Name, Why: choice.Why}
	pl.account = pl.accountRule(cur)
	for i := range l.Invoices {
		inv := &l.Invoices[i]
		if inv.Registered && inv.Currency == cur && !l.Closed(inv.ID, day) {
			pl.look(inv)
		}
	}
	pl.letters(cur)
	pl.tasks()
	pl.notes(cur)
	pl.rest()
	if len(pl.out.Due()) > 0 {
		pl.again(day + 1)
	}
	return pl.out
}

// has reports whether a draft is about an invoice.
func (d *Draft) has(id InvoiceID) bool {
	return d != nil && slices.ContainsFunc(d.Lines, func(l DemandLine) bool { return l.Invoice == id })
}

// temporary rules pass by themselves with time.
func temporary(r Rule) bool {
	return r == RulePending || r == RuleClosedDay || r == RuleEntry || r == RuleCap
}

// earlier is the earlier of two days, where zero is none.
func earlier(a, b Date) Date {
	if a == 0 || (b != 0 && b < a) {
		return b
	}
	return a
}

// planner plans one account.
type planner struct {
	l       *Ledger
	ps      Policies
	p       Policy // the account's
	cal     Calendar
	now     time.Time
	day     Date
	account Rule // that holds the whole account; empty: none
	out     Planned
	// placed are the invoices of which something is due, and waiting those that
	// are held.
	placed, waiting []verdict
}

// again says that planning may do something on a day.
func (pl *planner) again(day Date) { pl.out.LookOn = earlier(pl.out.LookOn, day) }

// hold lists an invoice as held by a rule.
func (pl *planner) hold(v verdict, rule Rule, until Date) {
	id := v.inv.ID
	pl.out.Held = append(pl.out.Held, Held{
		Invoice: id, Rule: rule, Status: pl.l.Status(id, pl.day), Until: until, Amount: pl.l.Open(id),
	})
}

// look finds what is due for an invoice.
func (pl *planner) look(inv *Invoice) {
	v := pl.invoice(inv)
	pl.again(v.until)
	if pl.ps.byAmount() && inv.Due >= pl.day {
		pl.again(inv.Due + 1) // from when on it is overdue, and the policy may be another
	}
	switch {
	case v.rule != "" && (pl.account != "" || v.rule != RuleWait || v.spent):
		pl.waiting = append(pl.waiting, v)
	case pl.account != "":
		pl.hold(v, pl.account, v.until)
		if temporary(pl.account) {
			pl.again(pl.day + 1)
		}
	default:
		pl.placed = append(pl.placed, v)
	}
}

// accountRule is the rule that holds the whole account, or none.
func (pl *planner) accountRule(cur Currency) Rule {
	switch {
	case pl.l.Customer.Stopped:
		return RuleStopped
	case pl.l.Customer.DirectDebit:
		return RuleDirectDebit
	case len(pl.l.Receivers()) == 0:
		return RuleNoContact
	case pl.l.Pending(cur) != "":
		return RulePending
	case !pl.cal.IsBusinessDay(pl.day):
		return RuleClosedDay
	case pl.l.Customer.EnteredOn > pl.day:
		return RuleEntry
	case pl.capped():
		return RuleCap
	}
	return ""
}

// capped reports whether a letter that the bot starts would pass a cap. One of
// another account that is on its way counts as sent now. A letter that left
// after now, by a clock that was put back since, has just left.
func (pl *planner) capped() bool {
	if pl.l.onTheWay() {
		return true
	}
	week := 0
	for _, at := range pl.l.touches() {
		if pl.now.Sub(at) < pl.p.Apart {
			return true
		}
		if pl.now.Sub(at) < 7*24*time.Hour {
			week++
		}
	}
	return week >= pl.p.PerWeek
}

// verdict is what is due for one invoice.
type verdict struct {
	inv    *Invoice
	policy Policy // by whose ladder it goes
	may    Amount
	step   *Step // due today; nil: none
	warn   *Step // that a colleague is told of today
	at     int   // the step that went out last, in the ladder; -1: none
	last   StepName
	rule   Rule // why it is not demanded
	// spent says that its last letter has gone: it is a matter for a call, and
	// letters about other invoices list it apart.
	spent     bool
	until     Date
	promise   PromiseID // that was broken since its last letter
	notBefore time.Time
}

// invoice finds the step that is due for an invoice. The furthest step that
// its age allows is due, but a first reminder is never skipped.
func (pl *planner) invoice(inv *Invoice) verdict {
	v := verdict{inv: inv, policy: pl.ps.ofInvoice(inv, pl.p), may: pl.l.Demandable(inv.ID, pl.day)}
	last, on := pl.l.LastStep(inv.ID)
	v.last, v.at = last, pl.ps.reached(v.policy, last)
	if pl.l.Customer.Stopped {
		v.rule = RuleStopped
		return v
	}
	v.until = pl.standingEnd(inv.ID)
	if v.may <= 0 {
		v.rule = RuleStanding
		return v
	}
	pl.climb(&v, on)
	return v
}

// climb looks at the steps of an invoice's ladder that it has not taken.
func (pl *planner) climb(v *verdict, on Date) {
	late := int(pl.day - v.inv.Due)
	first := v.at < 0 || v.policy.Steps[v.at].Ahead()
	broken, brokenOn := pl.broken(v.inv.ID)
	v.promise = broken
	ahead, next, reminded := false, false, false
	v.spent = v.at >= 0
	for i := range v.policy.Steps {
		s := &v.policy.Steps[i]
		if i <= v.at || !s.fits(pl.l.Customer, v.may) || (s.Ahead() && late >= 0) {
			continue
		}
		ahead = true
		letter := s.Via().Written()
		v.spent = v.spent && !letter
		when := v.inv.Due.Add(s.Day)
		if broken != "" && letter && !s.Ahead() && !next {
			next, when = true, min(when, brokenOn) // one step firmer, at once
		}
		when = pl.notBefore(*s, when, on, first)
		if s.Forewarn && (when <= pl.day || pl.cal.BusinessDayBefore(pl.cal.OnOrAfter(when)) <= pl.day) {
			at, ok := pl.forewarned(v.inv.ID, s.Name)
			if !ok {
				if first && reminded {
					continue
				}
				v.warn = s
				pl.later(v, pl.day+1)
				continue
			}
			when = max(when, pl.cal.OnOrAfter(DateOf(at).Add(1)))
			if when <= pl.day {
				v.notBefore = at.Add(forewarning)
			}
		}
		if when > pl.day {
			at := pl.cal.OnOrAfter(when)
			if s.Forewarn {
				if warn := pl.cal.BusinessDayBefore(at); warn > pl.day {
					at = warn
				}
			}
			pl.later(v, at)
			continue
		}
		if v.step != nil && first && !v.step.Ahead() {
			continue
		}
		reminded = !s.Ahead()
		v.step, v.warn = s, nil
	}
	switch {
	case v.step != nil:
		if !v.step.Forewarn {
			v.notBefore = time.Time{}
		}
	case v.warn != nil:
		v.rule = RuleForewarn
	case !ahead:
		v.rule = RuleEnd
	case !first && late >= 0:
		v.rule = RuleWait
	default:
		v.rule = RuleNotDue
	}
}

// later notes a day on which an invoice may be looked at again.
func (pl *planner) later(v *verdict, day Date) { v.until = earlier(v.until, day) }

// notBefore is the first day of a step that falls due on a day: after the wait
// since the step before, and for a call after the last call.
func (pl *planner) notBefore(s Step, when, on Date, first bool) Date {
	if on != 0 && !first {
		when = max(when, on.Add(s.Wait))
	}
	if called := pl.called(); s.Via() == ChannelCall && called != 0 {
		when = max(when, called.Add(callsApart))
	}
	return when
}

// callsApart is how many days lie between two calls about an account.
const callsApart = 14

// called is the day of the account's last call task; zero when there was none.
func (pl *planner) called() Date {
	var on Date
	for _, d := range pl.l.Demands {
		if (Step{Name: d.Step, Channel: d.Channel}).Via() == ChannelCall && d.State != DemandCancelled && d.State != DemandForewarned {
			on = max(on, d.Day)
		}
	}
	return on
}

// How long before a letter a colleague is told of it, and for how many days
// that counts: after a pause he is told again.
const (
	forewarning     = 24 * time.Hour
	forewarnedCount = 14
)

// forewarned is when a colleague was told of a step of an invoice.
func (pl *planner) forewarned(id InvoiceID, step StepName) (at time.Time, ok bool) {
	for _, d := range pl.l.Demands {
		if d.Invoice == id && d.Step == step && d.State == DemandForewarned && d.Day.Add(forewarnedCount) >= pl.day {
			at, ok = d.At, true
		}
	}
	return at, ok
}

// broken is the promise for an invoice that was broken since its last letter,
// and the day from which on it was.
func (pl *planner) broken(id InvoiceID) (PromiseID, Date) {
	var wrote Date
	for _, d := range pl.l.Demands {
		if d.Invoice == id && d.State == DemandSent && d.written() {
			wrote = max(wrote, d.Day)
		}
	}
	var out PromiseID
	var on Date
	for _, s := range pl.l.Standings {
		p := pl.l.Promise(s.Promise)
		if s.Invoice != id || p == nil || p.State != PromiseBroken || p.Day == 0 || s.End < wrote || s.End < on {
			continue
		}
		out, on = p.ID, s.End+1
	}
	return out, on
}

// standingEnd is the first day on which some standing that covers an invoice or
// a part of it has ended; zero when only a person ends them.
func (pl *planner) standingEnd(id InvoiceID) Date {
	var until Date
	pl.l.active(id, pl.day, func(s *Standing) {
		if s.End != 0 {
			until = earlier(until, s.End+1)
		}
	})
	return until
}

// reached is the place in a ladder that an invoice has come to by its last
// step, which may be another ladder's: the furthest step that is not firmer.
// A step that no ladder has any more was a reminder.
func (ps Policies) reached(p Policy, last StepName) int {
	if last == "" {
		return -1
	}
	if i := p.index(last); i >= 0 {
		return i
	}
	rank := 2 * max(firmness(LetterKind(last)), 1)
	switch other, i := ps.step(last); {
	case i >= 0:
		rank = other.rank(i)
	case last == StepCourtesy:
		rank = 0
	case last == StepCall:
		rank = 2*firmness(LetterLastReminder) + 1
	case last == StepHandover:
		rank = handedRank
	}
	at := -1
	for i := range p.Steps {
		if p.rank(i) > rank {
			break
		}
		at = i
	}
	return at
}

// handedRank is the rank of a hand-over, above all others.
const handedRank = 100

// rank is how firm a step of the ladder is; a call is firmer than the letter
// before it.
func (p Policy) rank(i int) int {
	switch s := p.Steps[i]; s.Via() {
	case ChannelHandover:
		return handedRank
	case ChannelCall:
		return 2*max(firmness(p.tone(i)), 0) + 1
	default:
		return 2 * firmness(s.Template())
	}
}

// tone is the letter that speaks for a step: its own, or that before a call.
func (p Policy) tone(i int) LetterKind {
	for ; i >= 0; i-- {
		if s := p.Steps[i]; s.Via().Written() {
			return s.Template()
		}
	}
	return ""
}
