package simulate

import (
	"strconv"

	"github.com/voldaan/voldaan"
)

// node is a customer's ledger after a moment. What may follow is kept, so that
// runs in which the same happens share what the bot made of it.
type node struct {
	outcome
	day     voldaan.Date
	planned bool
	// promised says that a promise is open: planning looks again when money comes.
	promised bool
	// blocked are the invoices that cannot be expected to be paid.
	blocked []bool
	// lost says that no address is left.
	lost bool
	next map[string]*node
}

// customer is one customer as the runs play him.
type customer struct {
	*Scenario
	curve    *Curve
	dice     dice
	doubt    dice // shared by all customers of a curve
	invoices []tracked
	root     *node
	count    int    // identifiers so far
	prefix   string // of identifiers
}

// tracked is an invoice in the order of the ledger.
type tracked struct {
	id       voldaan.InvoiceID
	due      voldaan.Date
	amount   voldaan.Amount // open at the start
	currency voldaan.Currency
	from     voldaan.Date // the day on which it is registered; zero: before the start
	// Until when a letter or a call of before the start has an effect.
	lettered, called voldaan.Date
}

// newCustomer prepares an open position for its runs. The ledger is used as it
// is: invoices that are not registered yet have their day in register.
func (s *Scenario) newCustomer(l *voldaan.Ledger, curve *Curve, register map[voldaan.InvoiceID]voldaan.Date) *customer {
	c := &customer{
		Scenario: s, curve: curve, prefix: string(l.Customer.ID) + "/" + strconv.Itoa(int(s.Start)) + "/",
		dice:  dice(s.Seed).name(string(l.Customer.ID)),
		doubt: dice(s.Seed).name("curve " + string(curve.Source) + " " + curve.Name),
	}
	l.Bounds = s.Policy.Bounds
	lettered, called := pushes(l, s.Assumptions)
	last := func(spans []span) (d voldaan.Date) {
		for _, p := range spans {
			d = max(d, p.to)
		}
		return d
	}
	for i := range l.Invoices {
		inv := &l.Invoices[i]
		amount := inv.Total
		if inv.Registered {
			amount = l.Open(inv.ID)
		}
		c.invoices = append(c.invoices, tracked{
			id: inv.ID, due: inv.Due, amount: amount, currency: inv.Currency, from: register[inv.ID],
			lettered: last(lettered[inv.ID]), called: last(called[inv.ID]),
		})
	}
	c.root = c.newNode(outcome{ledger: l, look: s.Start}, s.Start-1, false)
	return c
}

// fresh makes an identifier.
func (c *customer) fresh() string {
	c.count++
	return c.prefix + strconv.Itoa(c.count)
}

// newNode is a ledger after a moment.
func (c *customer) newNode(o outcome, day voldaan.Date, planned bool) *node {
	n := &node{outcome: o, day: day, planned: planned, blocked: make([]bool, len(c.invoices))}
	for _, p := range o.ledger.Promises {
		n.promised = n.promised || p.State == voldaan.PromiseOpen
	}
	n.lost = len(o.ledger.Receivers()) == 0
	for i := range o.ledger.Standings {
		st := &o.ledger.Standings[i]
		if !st.Active(day) || !blocking(*st) {
			continue
		}
		for k, inv := range c.invoices {
			if st.Invoice == "" || st.Invoice == inv.id {
				n.blocked[k] = true
			}
		}
	}
	return n
}
