package simulate

import (
	"context"
	"slices"

	"github.com/voldaan/voldaan"
)

// tally sums up what happens, in whole numbers, so that the order does not
// matter.
type tally struct {
	weeks   int
	runs    int
	letters map[voldaan.LetterKind][]int64 // by week, over all runs
	answers map[voldaan.LetterKind][]int64
	cases   []int64
	ended   []int64 // invoices that were paid or credited in a week, over all runs
	open    int64   // invoices at the start

	customers int // with an open invoice
	cash      map[voldaan.Currency][]voldaan.Amount
	owed      map[voldaan.Currency]voldaan.Amount
}

func newTally(s *Scenario) *tally {
	return &tally{
		weeks: s.Weeks(), runs: s.Runs,
		letters: map[voldaan.LetterKind][]int64{}, answers: map[voldaan.LetterKind][]int64{},
		cases: make([]int64, s.Weeks()), ended: make([]int64, s.Weeks()),
		cash: map[voldaan.Currency][]voldaan.Amount{}, owed: map[voldaan.Currency]voldaan.Amount{},
	}
}

func (t *tally) add(o *tally) {
	sum := func(to, from map[voldaan.LetterKind][]int64) {
		for k, v := range from {
			if to[k] == nil {
				to[k] = make([]int64, t.weeks)
			}
			for i := range v {
				to[k][i] += v[i]
			}
		}
	}
	sum(t.letters, o.letters)
	sum(t.answers, o.answers)
	for i := range t.weeks {
		t.cases[i] += o.cases[i]
		t.ended[i] += o.ended[i]
	}
	t.open += o.open
	t.customers += o.customers
	for cur, v := range o.cash {
		to := t.of(cur)
		for i := range v {
			to[i] += v[i]
		}
	}
	for cur, v := range o.owed {
		t.owed[cur] += v
	}
}

// of is the money of a currency, by run and week.
func (t *tally) of(cur voldaan.Currency) []voldaan.Amount {
	if t.cash[cur] == nil {
		t.cash[cur] = make([]voldaan.Amount, t.runs*t.weeks)
	}
	return t.cash[cur]
}

// customer plays all runs of one account.
func (t *tally) customer(ctx context.Context, s *Scenario, a Account) error {
	l := position(a.Ledger, s.Start, s.hour(s.Start))
	if len(l.Invoices) == 0 {
		return nil
	}
	c := s.newCustomer(l, s.Curve(l.Customer), nil)
	if err := c.send(); err != nil {
		return err
	}
	t.customers++
	t.open += int64(len(c.invoices))
	for _, inv := range c.invoices {
		t.owed[inv.currency] += inv.amount
		t.of(inv.currency)
	}
	w := &watcher{tally: t, start: s.Start, customer: c}
	for w.run = range s.Runs {
		if ctx.Err() != nil {
			return nil // Run tells
		}
		if _, err := c.live(w.run, w); err != nil {
			return err
		}
	}
	return nil
}

// watcher counts what happens in the runs of one customer.
type watcher struct {
	*tally
	start    voldaan.Date
	customer *customer
	run      int
}

func (w *watcher) weekOf(d voldaan.Date) int { return int(d-w.start) / 7 }

// paid counts the money of an invoice.
func (w *watcher) paid(k int, d voldaan.Date) {
	inv := &w.customer.invoices[k]
	w.cash[inv.currency][w.run*w.weeks+w.weekOf(d)] += inv.amount
	w.ended[w.weekOf(d)]++
}

// credited counts an invoice that ended without money.
func (w *watcher) credited(_ int, d voldaan.Date) { w.ended[w.weekOf(d)]++ }

// saw counts what the bot did at a moment.
func (w *watcher) saw(n *node) {
	week := w.weekOf(n.day)
	count := func(to map[voldaan.LetterKind][]int64, k voldaan.LetterKind) {
		if to[k] == nil {
			to[k] = make([]int64, w.weeks)
		}
		to[k][week]++
	}
	for _, l := range n.letters {
		count(w.letters, l.kind)
	}
	for _, k := range n.answers {
		count(w.answers, k)
	}
	w.cases[week] += int64(n.cases)
}

// send lets letters leave that were on their way when the simulation begins.
func (c *customer) send() error {
	l := c.root.ledger
	var ids []voldaan.LetterID
	for _, d := range l.Demands {
		if d.State == voldaan.DemandQueued && !slices.Contains(ids, d.Letter) {
			ids = append(ids, d.Letter)
		}
	}
	x := &stepper{Scenario: c.Scenario, l: l, day: c.Start - 1, at: c.hour(c.Start - 1), fresh: c.fresh, owned: true}
	for _, id := range ids {
		e := x.stamp(voldaan.AuthorBot).Event(voldaan.EventDemandSent)
		e.Letter = id
		if err := x.apply(e); err != nil {
			return err
		}
	}
	return nil
}
