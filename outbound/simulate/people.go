package simulate

import (
	"cmp"
	"slices"

	"github.com/voldaan/voldaan"
)

// note draws what follows from what the bot did, and what people do about it.
func (x *life) note(n *node, m moment) {
	x.watch.saw(n)
	for _, l := range n.letters {
		if l.kind == voldaan.LetterCallTask {
			x.push(l, func(s *state) *voldaan.Date { return &s.called })
			continue
		}
		x.letters++
		x.receive(n, l, x.dice.name("letter").mix(x.letters))
	}
	for _, a := range m.acts {
		switch {
		case a.answer != nil && a.answer.intent == voldaan.IntentDispute:
			for _, id := range a.answer.invoices {
				x.resolveLater(id, m.day)
			}
		case a.resolve != "" && a.credited:
			if s := &x.state[x.index(a.resolve)]; !s.paid && !s.gone {
				s.gone = true
				x.watch.credited(x.index(a.resolve), m.day)
			}
		case a.found:
			x.lost = false
		}
	}
	if n.lost && !x.lost {
		x.lost = true
		x.later(act{day: x.Calendar.AddBusinessDays(m.day, max(x.Assumptions.PersonDays, 1)), found: true})
	}
}

// push is the effect of a letter or call on what it demands.
func (x *life) push(l left, of func(*state) *voldaan.Date) {
	for _, id := range l.invoices {
		until := of(&x.state[x.index(id)])
		*until = max(*until, x.day.Add(x.Assumptions.EffectDays))
	}
}

func (x *life) index(id voldaan.InvoiceID) int {
	return slices.IndexFunc(x.invoices, func(t tracked) bool { return t.id == id })
}

// later notes something that will happen, after what happens on the same day.
func (x *life) later(a act) {
	i, _ := slices.BinarySearchFunc(x.acts, a, func(b, a act) int { return cmp.Or(cmp.Compare(b.day, a.day), -1) })
	x.acts = slices.Insert(slices.Clone(x.acts), i, a)
}

// resolveLater notes the end of a dispute.
func (x *life) resolveLater(id voldaan.InvoiceID, from voldaan.Date) {
	credited := x.dice.name("credited "+string(id)).unit() < x.Assumptions.Credited
	x.later(act{day: from.Add(max(x.Assumptions.DisputeDays, 1)), resolve: id, credited: credited})
}

// receive draws what a customer does with a letter.
func (x *life) receive(n *node, l left, d dice) {
	next := x.Calendar.AddBusinessDays(x.day, 1)
	if d.mix(1).unit() < x.Answers.Bounced {
		x.later(act{day: next, bounced: true, letter: l.id, contact: l.contact})
		return
	}
	x.push(l, func(s *state) *voldaan.Date { return &s.lettered })
	intent, any := x.Answers.sort(d.mix(2))
	if !any {
		return
	}
	when := x.Calendar.AddBusinessDays(x.day, 1+d.mix(3).pick(3))
	a := answer{intent: intent, invoices: l.invoices, unsure: d.mix(4).unit() < x.Assumptions.Unsure}
	switch intent {
	case voldaan.IntentPromise:
		a.on = x.promised(l, when, d)
	case voldaan.IntentAlreadyPaid:
		a.on = when - voldaan.Date(d.mix(5).pick(3))
	case voldaan.IntentAutoReply:
		when, a.on, a.unsure = next, x.Calendar.OnOrAfter(next.Add(1+d.mix(6).pick(14))), false
	case voldaan.IntentDispute:
		a.invoices = []voldaan.InvoiceID{l.invoices[d.mix(7).pick(len(l.invoices))]}
	}
	x.later(act{day: when, answer: &a, letter: l.id, contact: l.contact})
}

// promised is the day that a customer names. One who means it names the day on
// which his money will come, as far as he can know; one who does not names one
// before it. A fifth names none.
func (x *life) promised(l left, when voldaan.Date, d dice) voldaan.Date {
	const ahead = 30
	if d.mix(8).unit() < 0.2 {
		return 0
	}
	var will voldaan.Date
	for _, id := range l.invoices {
		k := x.index(id)
		if x.state[k].paid || x.state[k].gone {
			continue
		}
		day := x.payday(k, when.Add(ahead))
		if day == 0 {
			will = 0
			break
		}
		will = max(will, day, when)
	}
	if will != 0 && d.mix(9).unit() < x.Assumptions.PromiseKept {
		return will
	}
	return when.Add(2 + d.mix(10).pick(12))
}
