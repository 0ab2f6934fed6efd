package outbound

import (
	"strconv"
	"strings"

	"github.com/voldaan/voldaan"
)

// event tells one event. Most kinds have one sentence of their name in
// story.txt, which may fill in {invoice}, {amount}, {day}, {until}, {reason},
// {step}, {address} and {by}; the others are told by one of the methods below.
// Those that are steps between others are not told: a letter that was queued,
// a payment whose parts are told.
func (t *telling) event(e *voldaan.Event) {
	fill := map[string]string{
		"invoice": t.number(e.Invoice), "amount": t.sum(e.Amount, t.currency(e.Invoice)), "day": t.day(e.On),
		"until": t.day(e.Until), "reason": t.word(e.Reason), "step": t.word(string(e.Step)), "start": "",
	}
	switch e.Kind {
	case voldaan.EventInvoiceRegistered:
		t.registered(e, fill)
	case voldaan.EventPaymentBooked, voldaan.EventPaymentReversed, voldaan.EventAllocated, voldaan.EventDiscountTaken:
		t.money(e, fill)
	case voldaan.EventDisputed, voldaan.EventHeld, voldaan.EventPromised, voldaan.EventPaymentClaimed, voldaan.EventPlanned,
		voldaan.EventHandedOver, voldaan.EventClosed:
		t.shut[e.Invoice] = t.shut[e.Invoice] || e.Kind == voldaan.EventClosed
		t.say(e, standingKey(e), fill, t.because(e))
	case voldaan.EventDisputeResolved, voldaan.EventDisputeUpheld, voldaan.EventResumed, voldaan.EventPlanEnded, voldaan.EventRecalled,
		voldaan.EventReopened, voldaan.EventPromiseKept, voldaan.EventPromiseBroken, voldaan.EventPromiseWithdrawn:
		t.ended(e, fill)
	case voldaan.EventDemandSent, voldaan.EventDemandCancelled, voldaan.EventDemandBounced, voldaan.EventForewarned:
		t.letter(e, fill)
	case voldaan.EventContactAdded, voldaan.EventContactBounced, voldaan.EventContactLeft, voldaan.EventContactStopped,
		voldaan.EventContactRestored:
		if c := t.Ledger.Contact(e.Contact); c != nil {
			fill["address"] = c.Address
			t.say(e, string(e.Kind), fill, t.because(e))
		}
	case voldaan.EventMailRead, voldaan.EventAnswered, voldaan.EventCaseOpened, voldaan.EventCaseKept:
		t.talk(e, fill)
	case voldaan.EventPolicySet, voldaan.EventImportanceSet:
		t.chosen(e, fill)
	case voldaan.EventTermsSet:
		key := string(e.Kind)
		if e.Ref == "" {
			key += "_none"
		}
		t.say(e, key, fill)
	case voldaan.EventUndone:
		for i := range t.Events {
			if o := &t.Events[i]; o.ID == e.Ref {
				fill["day"] = t.day(o.Day)
			}
		}
		t.say(e, string(e.Kind), fill)
	case voldaan.EventChargeWaived, voldaan.EventChargeVoided, voldaan.EventNoticeReceived:
		t.claim(e, fill)
	case voldaan.EventDemandQueued, voldaan.EventNoteQueued, voldaan.EventCharged: // told when the letter leaves
	default:
		t.say(e, string(e.Kind), fill, t.because(e))
	}
}

// registered tells how an invoice came in.
func (t *telling) registered(e *voldaan.Event, fill map[string]string) {
	inv := t.Ledger.Invoice(e.Invoice)
	if inv == nil { // taken back since
		return
	}
	t.open[inv.ID] = inv.Total
	key := string(e.Kind)
	if fill["issued"] = t.day(inv.Issued); inv.Issued == 0 {
		key += "_undated"
	}
	fill["day"] = t.day(inv.Due)
	t.say(e, key, fill, t.mailFrom(e))
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
		if e.Part != voldaan.PartPrincipal {
			fill["reason"] = t.word("part_" + string(e.Part))
			t.say(e, "allocated_part", fill)
			return
		}
		t.open[e.Invoice] -= e.Amount
		fill["open"] = t.sum(t.open[e.Invoice], p.Currency)
		if p.Kind == voldaan.PaymentCreditNote {
			key = "credited"
		}
		if t.open[e.Invoice] <= 0 {
			key += "_last"
		}
	case voldaan.EventDiscountTaken:
		t.open[e.Invoice] -= e.Amount
	case voldaan.EventPaymentReversed:
		fill["amount"] = t.sum(p.Amount, p.Currency)
		if p.Kind == voldaan.PaymentCreditNote {
			key = "credit_reversed"
		}
		for i := range t.Events {
			o := &t.Events[i]
			lowered := o.Kind == voldaan.EventAllocated && o.Part == voldaan.PartPrincipal || o.Kind == voldaan.EventDiscountTaken
			if lowered && o.Payment == p.ID && o.Seq < e.Seq {
				t.open[o.Invoice] += o.Amount
			}
		}
	default:
		for i := range t.Events {
			if o := &t.Events[i]; o.Kind == voldaan.EventAllocated && o.Payment == p.ID {
				return // told then
			}
		}
		if p.Kind == voldaan.PaymentCreditNote {
			key = "credit_booked"
		}
	}
	t.say(e, key, fill)
}

// standingKey is the sentence of an event that makes a standing.
func standingKey(e *voldaan.Event) string {
	key := string(e.Kind)
	if e.Kind == voldaan.EventHeld && e.Invoice == "" {
		key += "_all"
	} else if e.Amount != 0 {
		key += "_part"
	}
	switch e.Kind {
	case voldaan.EventHeld, voldaan.EventPlanned:
		if e.Until == 0 {
			key += "_open"
		}
	case voldaan.EventPromised, voldaan.EventPaymentClaimed:
		if e.On == 0 {
			key += "_undated"
		}
	default:
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
	switch {
	case e.Kind == voldaan.EventResumed && e.Invoice == "":
		key += "_all"
	case e.Kind == voldaan.EventReopened:
		delete(t.shut, e.Invoice)
	case e.Kind == voldaan.EventPlanEnded && e.Invoice == "":
		key += "_" + string(voldaan.PlanEnded)
		if e.Reason == string(voldaan.PlanDone) || e.Reason == string(voldaan.PlanLapsed) {
			key = string(e.Kind) + "_" + e.Reason
		}
	}
	t.say(e, key, fill, t.because(e))
}

// chosen tells what the team said of the customer or an invoice.
func (t *telling) chosen(e *voldaan.Event, fill map[string]string) {
	key := string(e.Kind)
	if e.Kind == voldaan.EventPolicySet {
		if fill["reason"] = e.Reason; e.Invoice == "" {
			key += "_all"
		}
	} else {
		fill["reason"] = t.word("importance_" + e.Reason)
	}
	if e.Reason == "" {
		key += "_none"
	}
	t.say(e, key, fill)
}

// talk tells what was read, answered and asked.
func (t *telling) talk(e *voldaan.Event, fill map[string]string) {
	switch e.Kind {
	case voldaan.EventMailRead:
		fill["intent"], fill["percent"] = t.word(e.Reason), percent(e)
		t.say(e, string(e.Kind), fill, t.mailFrom(e))
	case voldaan.EventAnswered:
		fill["step"] = t.word(e.Reason)
		t.say(e, string(e.Kind), fill, t.recipients(e.Letter)...)
	case voldaan.EventCaseOpened:
		fill["name"] = t.name(t.Cases[e.Case].Owner)
		t.say(e, string(e.Kind), fill)
	default:
		words := ""
		if m, ok := t.Mails[e.Mail]; ok && strings.TrimSpace(m.Reply) != "" {
			words = t.sentence("answer_words", map[string]string{"words": quote(m.Reply)})
		}
		t.say(e, string(e.Kind), fill, words)
	}
}

// mailFrom says who wrote the mail of an event, and its subject.
func (t *telling) mailFrom(e *voldaan.Event) string {
	m, ok := t.Mails[e.Mail]
	if !ok {
		return ""
	}
	return t.sentence("mail_from", map[string]string{"address": m.Sender, "subject": quote(m.Subject)})
}

// because quotes the words on which an event rests, and says what read them
// and how sure it was.
func (t *telling) because(e *voldaan.Event) string {
	if e.Mail == "" || e.Evidence.To <= e.Evidence.From {
		return ""
	}
	words, ok := t.words(e)
	if !ok {
		return t.sentence("because_erased", nil)
	}
	if words == "" {
		return ""
	}
	return t.sentence("because", map[string]string{"words": quote(words), "rule": t.reader(e.Evidence.By), "percent": percent(e)})
}

// words are those on which an event rests; false when they were erased.
func (s *Story) words(e *voldaan.Event) (string, bool) {
	m, ok := s.Mails[e.Mail]
	if !ok {
		return "", false
	}
	text := []rune(map[string]string{"reply": m.Reply, "subject": m.Subject, "quoted": m.Quoted}[e.Evidence.Part])
	if e.Evidence.From < 0 || e.Evidence.To > len(text) || e.Evidence.To <= e.Evidence.From {
		return "", true
	}
	return string(text[e.Evidence.From:e.Evidence.To]), true
}

// Quote is the words of a mail on which an event rests; empty where there are
// none or they were erased.
func (s *Story) Quote(e *voldaan.Event) string {
	if e.Mail == "" {
		return ""
	}
	words, _ := s.words(e)
	return words
}

// reader says what read a mail: the rules, the bot's own model, a language
// model or a colleague's correction with its name.
func (s *Story) reader(by string) string {
	what, name, _ := strings.Cut(by, " ")
	switch {
	case what == "model" && name != "":
		what = "language_model"
	case what != "rules" && what != "model" && what != "correction":
		return by
	}
	return s.sentence("read_by_"+what, map[string]string{"name": name})
}

func percent(e *voldaan.Event) string { return strconv.Itoa((e.Confidence + 5) / 10) }
