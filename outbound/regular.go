package outbound

import (
	"slices"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/outbound/law"
	"github.com/voldaan/voldaan/store"
)

// regular reports whether an invoice is of regular deliveries.
func (k *reckoning) regular(c law.Claim) bool { return k.agreed[c.Number].regular }

// past is the ledger of which free reminders are counted.
func (w Law) past(l *voldaan.Ledger) *voldaan.Ledger {
	if w.Past != nil {
		return w.Past
	}
	return l
}

// fee claims what the letter costs as a further reminder (art. XIX.2 WER): once,
// on the oldest invoice of regular deliveries on which it may be claimed. Where
// it may not, each says why.
func (k *reckoning) fee(of []law.Claim) ([]Claim, error) {
	var out []Claim
	for _, c := range of {
		if !k.regular(c) {
			continue
		}
		claim, err := k.one(voldaan.ChargeReminderFee, group{[]law.Claim{c}, k.basisOf(voldaan.ChargeReminderFee, c.Number)})
		if err != nil {
			return nil, err
		}
		if len(claim.Lines) > 0 {
			return []Claim{claim}, nil
		}
		out = append(out, claim)
	}
	return out, nil
}

// further completes what the law is asked about a fee: how many reminders were
// free before, and whether the letter is itself the first about the invoice. A
// letter that is the first about another one as well must be free for that.
func (k *reckoning) further(r *law.Request) {
	numbers := []string{r.Claims[0].Number}
	if k.Own != nil {
		for _, n := range k.Own.Claims {
			if k.naming(n) == nil {
				numbers = append(numbers, n)
			}
		}
	}
	past := k.past(k.l)
	for i, n := range numbers {
		inv, free := k.l.InvoiceNumbered(n), 0
		if k.Creditor.Regular(k.l, inv) {
			free = k.Creditor.RemindedBefore(past, inv)
		}
		if i == 0 || free < r.FreeReminders {
			r.FreeReminders = free
		}
	}
	if r.Notice == nil && k.Own != nil {
		r.Notice, r.InNotice = &k.Own.SentNotice, true
	}
}

// feeLine claims the fee where no letter has about the same due date, whatever
// became of it: what was waived is not claimed again.
func (k *reckoning) feeLine(c *Claim, g group) {
	inv := k.l.InvoiceNumbered(g.claims[0].Number)
	past := k.past(k.l)
	for _, x := range past.Charges {
		other := past.Invoice(x.Invoice)
		if x.Kind == voldaan.ChargeReminderFee && x.State != voldaan.ChargeVoid && x.Letter != k.Letter && other != nil && other.Due == inv.Due {
			return
		}
	}
	c.Lines = []voldaan.ChargeLine{{Invoice: inv.ID, Amount: c.Amount}}
}

// wholePast reads the customer's whole ledger up to a day where free reminders
// are to be counted: of invoices that were paid since, the open ones know
// nothing. It is nil where no invoice is of regular deliveries.
func wholePast(cr *voldaan.Creditor, tx *store.Tx, l *voldaan.Ledger, day voldaan.Date) (*voldaan.Ledger, error) {
	if !slices.ContainsFunc(l.Invoices, func(inv voldaan.Invoice) bool { return inv.Registered && cr.Regular(l, &inv) }) {
		return nil, nil
	}
	past, err := tx.Ledger(cr.ID, l.Customer.ID, store.ScopeAll, day.Time())
	if err != nil {
		return nil, err
	}
	past.Customer.Terms = l.Customer.Terms
	past.Demands = slices.DeleteFunc(past.Demands, func(d voldaan.Demand) bool { return d.Day > day })
	return past, nil
}

// cost says what a notice itself cost the debtor, and after how many free ones.
func (w Law) cost(l *voldaan.Ledger, n *SentNotice) {
	past := w.past(l)
	for _, c := range past.Charges {
		inv := past.Invoice(c.Invoice)
		if c.Letter != n.Letter || c.Kind != voldaan.ChargeReminderFee || inv == nil {
			continue
		}
		free := w.Creditor.RemindedBefore(past, inv)
		if n.Fee == 0 || free < n.FreeBefore {
			n.FreeBefore = free
		}
		n.Fee += c.Amount
	}
}

// ownNotice is the letter itself as the notice that it is to be.
func ownNotice(l *voldaan.Ledger, terms *voldaan.NoticeTerms, lines []voldaan.DemandLine, day voldaan.Date) *SentNotice {
	if terms == nil {
		return nil
	}
	var n SentNotice
	n.Delivery = law.Delivery{Channel: law.ChannelEmail, Sent: day}
	if terms.Post {
		n.Delivery.Channel = law.ChannelPost
	}
	n.Costs = terms.Costs
	for _, s := range terms.Stated {
		n.Stated = append(n.Stated, law.Fact(s))
	}
	for _, line := range lines {
		if inv := l.Invoice(line.Invoice); inv != nil {
			n.Claims = append(n.Claims, inv.Number)
			n.Principal += line.Amount
		}
	}
	return &n
}

// withoutFee takes the reminder's fee out of what lines claim that are not of
// regular deliveries, so that most letters ask the law nothing.
func (o *Office) withoutFee(l *voldaan.Ledger, lines []voldaan.DemandLine) []voldaan.DemandLine {
	out := slices.Clone(lines)
	for i := range out {
		inv := l.Invoice(out[i].Invoice)
		if inv == nil || !o.Creditor.Regular(l, inv) {
			out[i].Claims.ReminderFee = false
		}
	}
	return out
}
