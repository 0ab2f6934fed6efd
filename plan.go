package voldaan

import (
	"cmp"
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
}

// Sum is what the letter demands in all.
func (d Draft) Sum() Amount {
	var sum Amount
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
	Letter   *Draft // at most one letter to the customer
	Call     *Draft // at most one call task to a colleague
	Held     []Held
	// LookOn is the first day after this one on which planning could do
	// anything; zero when only an event can change that.
	LookOn Date
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
				if a.Invoice == st.Invoice && a.Day >= p.Made {
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

// Plan says which letter and which call are due for an account on a day, and
// what is held by which rule: every open invoice of the account stands in one
// of them. It decides nothing that Apply would refuse.
func Plan(l *Ledger, cur Currency, p Policy, cal Calendar, now time.Time, day Date) Planned {
	pl := planner{l: l, p: p, cal: cal, now: now, day: day}
	out := Planned{Customer: l.Customer.ID, Currency: cur}
	account := pl.accountRule(cur)
	var letter, call, courtesy Draft
	var placed, waiting []verdict
	for i := range l.Invoices {
		inv := &l.Invoices[i]
		if !inv.Registered || inv.Currency != cur || l.Closed(inv.ID, day) {
			continue
		}
		v := pl.invoice(inv)
		out.LookOn = earlier(out.LookOn, v.until)
		switch {
		case v.rule != "" && (account != "" || v.rule != RuleWait || v.spent):
			waiting = append(waiting, v)
			out.Held = append(out.Held, pl.held(v, v.rule))
		case account != "":
			out.Held = append(out.Held, pl.held(v, account))
			if temporary(account) {
				out.LookOn = earlier(out.LookOn, day+1)
			}
		default:
			placed = append(placed, v)
			pl.place(v, &letter, &call, &courtesy)
		}
	}
	out.Letter = pl.choose(letter, courtesy)
	if len(call.Lines) > 0 {
		call.Kind = LetterCallTask
		for _, v := range waiting { // one call is about everything that letters did not bring in
			if v.rule == RuleWait {
				call.Lines = append(call.Lines, DemandLine{Invoice: v.inv.ID, Amount: v.may, Step: StepCall})
				out.Held = deleteIf(out.Held, func(h Held) bool { return h.Invoice == v.inv.ID })
			}
		}
		slices.SortStableFunc(call.Lines, pl.byDue)
		out.Call = &call
	}
	for _, v := range placed {
		if !out.Letter.has(v.inv.ID) && !out.Call.has(v.inv.ID) {
			// A courtesy mail gives way to the one demand of the day.
			out.Held = append(out.Held, pl.held(v, cmp.Or(v.rule, RuleCap)))
		}
	}
	if out.Letter != nil || out.Call != nil {
		out.LookOn = earlier(out.LookOn, day+1)
	}
	return out
}

// has reports whether a draft demands an invoice.
func (d *Draft) has(id InvoiceID) bool {
	return d != nil && slices.ContainsFunc(d.Lines, func(l DemandLine) bool { return l.Invoice == id })
}

// held tells which rule holds an invoice.
func (pl planner) held(v verdict, rule Rule) Held {
	id := v.inv.ID
	return Held{Invoice: id, Rule: rule, Status: pl.l.Status(id, pl.day), Until: v.until, Amount: pl.l.Open(id)}
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

type planner struct {
	l   *Ledger
	p   Policy
	cal Calendar
	now time.Time
	day Date
}

// accountRule is the rule that holds the whole account, or none.
func (pl planner) accountRule(cur Currency) Rule {
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
// another account that is on its way counts as sent now.
func (pl planner) capped() bool {
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
	inv  *Invoice
	may  Amount
	step *Step    // due today; nil: none
	last StepName // that went out
	rule Rule     // why it is not demanded
	// spent says that its last letter has gone: it is a matter for a call, and
	// letters about other invoices list it apart.
	spent bool
	until Date
}

// invoice finds the step that is due for an invoice. The furthest step that
// its age allows is due, but a first reminder is never skipped.
func (pl planner) invoice(inv *Invoice) verdict {
	v := verdict{inv: inv, may: pl.l.Demandable(inv.ID, pl.day)}
	last, on := pl.l.LastStep(inv.ID)
	v.last = last
	if pl.l.Customer.Stopped {
		v.rule = RuleStopped
		return v
	}
	v.until = pl.standingEnd(inv.ID)
	if v.may <= 0 {
		v.rule = RuleStanding
		return v
	}
	at, late := pl.p.index(last), int(pl.day-inv.Due)
	first := at < 0 || last == StepCourtesy
	ahead := false
	v.spent = at >= 0
	for i := range pl.p.Steps {
		s := &pl.p.Steps[i]
		if i <= at || v.may < s.From || (s.Day < 0 && late >= 0) {
			continue
		}
		ahead = true
		v.spent = v.spent && s.Name == StepCall
		when := inv.Due.Add(s.Day)
		if on != 0 && last != StepCourtesy {
			when = max(when, on.Add(s.Wait))
		}
		if called := pl.called(); s.Name == StepCall && called != 0 {
			when = max(when, called.Add(callsApart))
		}
		if when > pl.day {
			v.until = earlier(v.until, pl.cal.OnOrAfter(when))
			continue
		}
		if v.step != nil && first && v.step.Day >= 0 {
			continue
		}
		v.step = s
	}
	switch {
	case v.step != nil:
	case !ahead:
		v.rule = RuleEnd
	case last != "" && last != StepCourtesy && late >= 0:
		v.rule = RuleWait
	default:
		v.rule = RuleNotDue
	}
	return v
}

// callsApart is how many days lie between two calls about an account.
const callsApart = 14

// called is the day of the account's last call task; zero when there was none.
func (pl planner) called() Date {
	var on Date
	for _, d := range pl.l.Demands {
		if d.Step == StepCall && d.State != DemandCancelled {
			on = max(on, d.Day)
		}
	}
	return on
}

// standingEnd is the first day on which some standing that covers an invoice or
// a part of it has ended; zero when only a person ends them.
func (pl planner) standingEnd(id InvoiceID) Date {
	var until Date
	pl.l.active(id, pl.day, func(s *Standing) {
		if s.End != 0 {
			until = earlier(until, s.End+1)
		}
	})
	return until
}

// place puts an invoice into the letter it belongs to. One that was reminded
// before and has no step due is demanded along with the others.
func (pl planner) place(v verdict, letter, call, courtesy *Draft) {
	line := DemandLine{Invoice: v.inv.ID, Amount: v.may, Step: v.last}
	if v.step != nil {
		line.Step = v.step.Name
	}
	switch {
	case v.step != nil && v.step.Name == StepCourtesy:
		courtesy.Lines = append(courtesy.Lines, line)
	case v.step != nil && v.step.Name == StepCall:
		call.Lines = append(call.Lines, line)
	default:
		if v.step != nil {
			letter.Kind = LetterKind(v.step.Name) // a letter is due; choose sets its tone
		}
		letter.Lines = append(letter.Lines, line)
	}
}

// tone is the letter that speaks for a step: the furthest step of a letter's
// invoices sets its tone, also one that was taken before, so that no letter is
// softer than the one before it.
func (pl planner) tone(step StepName) LetterKind {
	for i := pl.p.index(step); i >= 0; i-- {
		if k := LetterKind(pl.p.Steps[i].Name); k.Class() == ClassDemand {
			return k
		}
	}
	return ""
}

// choose is the one letter of the day: a demand with a due step, or else the
// courtesy mail.
func (pl planner) choose(letter, courtesy Draft) *Draft {
	if letter.Kind != "" {
		for _, line := range letter.Lines {
			if tone := pl.tone(line.Step); pl.p.index(StepName(tone)) > pl.p.index(StepName(letter.Kind)) {
				letter.Kind = tone
			}
		}
		slices.SortStableFunc(letter.Lines, pl.byDue)
		return &letter
	}
	if len(courtesy.Lines) > 0 {
		courtesy.Kind = LetterCourtesy
		slices.SortStableFunc(courtesy.Lines, pl.byDue)
		return &courtesy
	}
	return nil
}

func (pl planner) byDue(a, b DemandLine) int {
	return int(pl.l.Invoice(a.Invoice).Due - pl.l.Invoice(b.Invoice).Due)
}
