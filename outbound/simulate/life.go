package simulate

import (
	"slices"

	"github.com/voldaan/voldaan"
)

// life is a customer in one run.
type life struct {
	*customer
	state   []state
	doubts  [bands]float64
	dice    dice
	day     voldaan.Date // up to which money has been looked at
	acts    []act        // to come, in order of their days
	letters uint64       // so far
	lost    bool         // a colleague looks for an address
	watch   watch
}

// watch is told what happens in a run; invoices are told by their place.
type watch interface {
	saw(n *node)
	paid(k int, d voldaan.Date)
	credited(k int, d voldaan.Date)
}

// state is an invoice in one run.
type state struct {
	left             float64 // of the rate that must pass before it is paid
	paid, gone       bool    // gone: nothing more comes of it
	lettered, called voldaan.Date
}

// live plays one run from the start to the last day.
func (c *customer) live(run int, w watch) (*node, error) {
	x := &life{
		customer: c, doubts: c.curve.doubts(c.doubt.mix(uint64(run))), dice: c.dice.mix(uint64(run)), day: c.Start - 1,
		state: make([]state, len(c.invoices)), watch: w, lost: c.root.lost,
	}
	pace := c.pace(c.root.ledger.Customer, x.dice)
	for b := range x.doubts {
		x.doubts[b] *= pace
	}
	for k, inv := range c.invoices {
		x.state[k] = state{left: x.dice.name(string(inv.id)).wait(), lettered: inv.lettered, called: inv.called}
		if inv.from != 0 {
			x.acts = append(x.acts, act{day: inv.from, register: inv.id})
		}
		if c.root.blocked[k] && inv.from == 0 && !c.never(inv.id) {
			x.resolveLater(inv.id, c.Start)
		}
	}
	slices.SortStableFunc(x.acts, func(a, b act) int { return int(a.day - b.day) })
	return x.play()
}

// never reports whether an invoice is blocked by what nobody ends here.
func (c *customer) never(id voldaan.InvoiceID) bool {
	return slices.ContainsFunc(c.root.ledger.Standings, func(s voldaan.Standing) bool {
		return (s.Invoice == id || s.Invoice == "") && blocking(s) && s.Kind != voldaan.StandingDispute && s.Active(c.Start)
	})
}

// play goes from planning to planning until the last day.
func (x *life) play() (*node, error) {
	n := x.root
	last := x.Start.Add(x.Days - 1)
	for {
		m := moment{day: x.nextTurn(n), plan: true}
		if m.day == 0 || m.day > last {
			m.day, m.plan = last, false
		}
		if n.promised { // money may end the promise, and so what it holds back
			if first := x.firstPayment(n, m.day); first != 0 {
				if turn := x.Calendar.OnOrAfter(first); turn <= m.day {
					m.day, m.plan = turn, true
				}
			}
		}
		x.pay(n, &m)
		for len(x.acts) > 0 && x.acts[0].day <= m.day {
			m.acts = append(m.acts, x.acts[0])
			x.acts = x.acts[1:]
		}
		if !m.plan && !x.whole {
			return n, nil // nothing is planned after it
		}
		child, err := x.child(n, m)
		if err != nil {
			return nil, err
		}
		n = child
		x.note(n, m)
		if !m.plan {
			return n, nil
		}
	}
}

// nextTurn is the next business day on which planning could do anything or
// something is known to happen; zero for none.
func (x *life) nextTurn(n *node) voldaan.Date {
	next := n.look
	if len(x.acts) > 0 && (next == 0 || x.acts[0].day < next) {
		next = x.acts[0].day
	}
	if x.everyDay {
		next = n.day + 1
	}
	if next == 0 {
		return 0
	}
	return x.Calendar.OnOrAfter(max(next, n.day+1))
}

// child is what follows from a moment, made once.
func (x *life) child(n *node, m moment) (*node, error) {
	key := m.key(x.byRisk)
	if c := n.next[key]; c != nil {
		return c, nil
	}
	o, err := x.step(n.ledger, m, x.fresh)
	if err != nil {
		return nil, err
	}
	c := x.newNode(o, m.day, m.plan)
	if n.next == nil {
		n.next = map[string]*node{}
	}
	n.next[key] = c
	return c, nil
}

// rate is the daily rate of payment of an invoice on a day.
func (x *life) rate(k int, d voldaan.Date) float64 {
	age := int(d - x.invoices[k].due)
	r := x.curve.Rate(age) * x.doubts[bandOf(age)]
	effect := 1.0
	if d <= x.state[k].lettered {
		effect = x.Assumptions.LetterEffect
	}
	if d <= x.state[k].called {
		effect = max(effect, x.Assumptions.CallEffect)
	}
	return r * effect
}

// waits reports whether money for an invoice may come on a day.
func (x *life) waits(n *node, k int, d voldaan.Date) bool {
	s := &x.state[k]
	return !s.paid && !s.gone && !n.blocked[k] && d > x.invoices[k].from
}

// firstPayment is the first day up to one on which money comes; zero for none.
func (x *life) firstPayment(n *node, to voldaan.Date) voldaan.Date {
	var first voldaan.Date
	for k := range x.state {
		if !x.waits(n, k, to) {
			continue
		}
		if d := x.payday(k, to); d != 0 && (first == 0 || d < first) {
			first = d
		}
	}
	return first
}

// payday is the day on which an invoice is paid if nothing more happens; zero
// when it is later than a day.
func (x *life) payday(k int, to voldaan.Date) voldaan.Date {
	left := x.state[k].left
	for d := max(x.day, x.invoices[k].from) + 1; d <= to; d++ {
		if left -= x.rate(k, d); left <= 0 {
			return d
		}
	}
	return 0
}

// pay lets the days up to a moment pass, and notes the money that they bring.
func (x *life) pay(n *node, m *moment) {
	for k := range x.state {
		s := &x.state[k]
		for d := x.day + 1; d <= m.day; d++ {
			if !x.waits(n, k, d) {
				continue
			}
			if s.left -= x.rate(k, d); s.left <= 0 {
				s.paid = true
				m.paid = append(m.paid, paidInvoice{x.invoices[k].id, d})
				x.watch.paid(k, d)
			}
		}
	}
	slices.SortStableFunc(m.paid, func(a, b paidInvoice) int { return int(a.day - b.day) })
	x.day = m.day
}
