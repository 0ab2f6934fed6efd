package outbound

import (
	"strings"

	"github.com/voldaan/voldaan"
)

// event tells one event. Those that are steps between others are not told: a
// letter that was queued, a payment whose parts are told.
func (t *telling) event(e *voldaan.Event) {
	fill := map[string]string{
		"invoice": t.number(e.Invoice), "amount": t.sum(e.Amount, t.currency(e.Invoice)), "day": t.day(e.On),
		"until": t.day(e.Until), "reason": t.word(e.Reason), "start": "",
	}
	switch e.Kind {
	case voldaan.EventInvoiceRegistered:
		t.registered(e, fill)
	case voldaan.EventPaymentBooked, voldaan.EventPaymentReversed, voldaan.EventAllocated:
		t.money(e, fill)
	case voldaan.EventDisputed, voldaan.EventHeld, voldaan.EventPromised, voldaan.EventPaymentClaimed, voldaan.EventPlanned,
		voldaan.EventHandedOver, voldaan.EventClosed:
		t.say(e, standingKey(e), fill, t.because(e))
	case voldaan.EventDisputeResolved, voldaan.EventResumed, voldaan.EventPlanEnded, voldaan.EventRecalled, voldaan.EventReopened,
		voldaan.EventPromiseKept, voldaan.EventPromiseBroken, voldaan.EventPromiseWithdrawn:
		t.ended(e, fill)
	case voldaan.EventDemandSent, voldaan.EventDemandCancelled, voldaan.EventDemandBounced:
		t.demand(e, fill)
	case voldaan.EventContactAdded, voldaan.EventContactBounced, voldaan.EventContactLeft, voldaan.EventContactStopped,
		voldaan.EventContactRestored:
		if c := t.Ledger.Contact(e.Contact); c != nil {
			fill["address"] = c.Address
			t.say(e, string(e.Kind), fill, t.because(e))
		}
	case voldaan.EventMailRead, voldaan.EventAnswered, voldaan.EventCaseOpened, voldaan.EventCaseKept, voldaan.EventCaseClosed:
		t.talk(e, fill)
	case voldaan.EventStopped, voldaan.EventStarted, voldaan.EventNoted:
		t.say(e, string(e.Kind), fill)
	case voldaan.EventUndone:
		for i := range t.Events {
			if o := &t.Events[i]; o.ID == e.Ref {
				fill["day"] = t.day(o.Day)
			}
		}
		t.say(e, string(e.Kind), fill)
	case voldaan.EventDemandQueued:
	}
}

func (t *telling) registered(e *voldaan.Event, fill map[string]string) {
	inv := t.Ledger.Invoice(e.Invoice)
	if inv == nil { // taken back since
		return
	}
	t.open[inv.ID] = inv.Total
	fill["issued"], fill["day"] = t.day(inv.Issued), t.day(inv.Due)
	t.say(e, string(e.Kind), fill)
	if inv.LastStep != "" {
		fill["step"], fill["day"] = t.word(string(inv.LastStep)), t.day(inv.LastContact)
		t.say(e, "imported_step", fill)
	}
}

// money tells where a payment went, and what was open then.
func (t *telling) money(e *voldaan.Event, fill map[string]string) {
	p := t.Ledger.Payment(e.Payment)
	if p == nil { // taken back since
		return
	}
	fill["day"], fill["amount"] = t.day(p.Day), t.sum(e.Amount, p.Currency)
	key := string(e.Kind)
	switch e.Kind {
	case voldaan.EventAllocated:
		t.open[e.Invoice] -= e.Amount
		fill["open"] = t.sum(t.open[e.Invoice], p.Currency)
		if p.Kind == voldaan.PaymentCreditNote {
			key = "credited"
		}
		if t.open[e.Invoice] <= 0 {
			key += "_last"
		}
	case voldaan.EventPaymentReversed:
		fill["amount"] = t.sum(p.Amount, p.Currency)
		for i := range t.Events {
			if o := &t.Events[i]; o.Kind == voldaan.EventAllocated && o.Payment == p.ID && o.Seq < e.Seq {
				t.open[o.Invoice] += o.Amount
			}
		}
	default:
		for i := range t.Events {
			if o := &t.Events[i]; o.Kind == voldaan.EventAllocated && o.Payment == p.ID {
				return // told then
			}
		}
	}
	t.say(e, key, fill)
}

// standingKey is the sentence of an event that makes a standing.
func standingKey(e *voldaan.Event) string {
	key := string(e.Kind)
	switch e.Kind {
	case voldaan.EventHeld:
		if e.Invoice == "" {
			key += "_all"
		}
		if e.Until == 0 {
			key += "_open"
		}
	case voldaan.EventPlanned:
		if e.Until == 0 {
			key += "_open"
		}
	case voldaan.EventDisputed:
		if e.Amount != 0 {
			key += "_part"
		}
	case voldaan.EventPromised:
		switch {
		case e.On == 0:
			key += "_undated"
		case e.Amount != 0:
			key += "_part"
		}
	case voldaan.EventPaymentClaimed:
		if e.On == 0 {
			key += "_undated"
		}
	}
	return key
}

// ended tells the end of a standing or promise, and when it had begun.
func (t *telling) ended(e *voldaan.Event, fill map[string]string) {
	for _, s := range t.Ledger.Standings {
		if s.EndedBy == e.ID || (e.Promise != "" && s.Promise == e.Promise) {
			fill["start"] = t.day(s.Start)
			break
		}
	}
	key := string(e.Kind)
	if e.Kind == voldaan.EventResumed && e.Invoice == "" {
		key += "_all"
	}
	t.say(e, key, fill, t.because(e))
}

// demand tells what became of a letter: the step and the sum of the invoices
// that the story is about.
func (t *telling) demand(e *voldaan.Event, fill map[string]string) {
	var numbers []string
	var sum voldaan.Amount
	step, cur := voldaan.StepName(""), voldaan.EUR
	for _, d := range t.Ledger.Demands {
		if d.Letter == e.Letter && t.tells(d.Invoice) {
			numbers, sum, cur = append(numbers, t.number(d.Invoice)), sum+d.Amount, t.currency(d.Invoice)
			step = d.Step
		}
	}
	if kind := t.Letters[e.Letter].Kind; kind != "" {
		step = voldaan.StepName(kind) // the letter's tone may be another than the invoice's step
	}
	fill["invoice"], fill["amount"], fill["step"] = strings.Join(numbers, ", "), t.sum(sum, cur), t.word(string(step))
	switch {
	case e.Kind != voldaan.EventDemandSent:
		t.say(e, string(e.Kind), fill)
	case step == voldaan.StepCall:
		t.say(e, "call_sent", fill, t.recipients(e.Letter)...)
	default:
		t.say(e, string(e.Kind), fill, t.recipients(e.Letter)...)
	}
}

// talk tells what was read, answered and asked.
func (t *telling) talk(e *voldaan.Event, fill map[string]string) {
	switch e.Kind {
	case voldaan.EventMailRead:
		from := ""
		if m, ok := t.Mails[e.Mail]; ok {
			from = t.sentence("mail_from", map[string]string{"address": m.Sender, "subject": m.Subject, "percent": percent(e)})
		}
		fill["intent"] = t.word(e.Reason)
		t.say(e, string(e.Kind), fill, from)
	case voldaan.EventAnswered:
		fill["step"] = t.word(e.Reason)
		t.say(e, string(e.Kind), fill, t.recipients(e.Letter)...)
	case voldaan.EventCaseOpened:
		fill["name"] = t.name(t.Cases[e.Case].Owner)
		t.say(e, string(e.Kind), fill)
	default:
		t.say(e, string(e.Kind), fill)
	}
}

// name is that of a colleague by his code; of one who is none any more, the
// owner's of today.
func (s *Story) name(key string) string {
	if p, ok := s.Creditor.ColleagueKeyed(key); ok {
		return p.Name
	}
	return s.Creditor.Owner().Name
}
