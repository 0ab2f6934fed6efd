package simulate

import (
	"context"
	"errors"
	"fmt"
	"math"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/voldaan/voldaan"
)

// Portfolio describes invented customers with a past: the model itself, played
// from the first invoice to today.
type Portfolio struct {
	Creditor  voldaan.CreditorID
	Customers int
	Months    int // of past; zero means 12
	Seed      uint64
	Today     voldaan.Date // the first day that is not played
	Zone      *time.Location
	Calendar  voldaan.Calendar
	Policy    voldaan.Policy
	// Assumptions are those by which the customers live.
	Assumptions Assumptions
	Variety     Variety
}

// Variety says by what the customers of a portfolio differ in when they pay.
type Variety int

// The varieties. The first is as real customers are: risk makes a difference,
// and beside it each has a pace of his own.
const (
	VarietyFull Variety = iota
	VarietyRisk
	VarietyNone
)

// MaxPortfolio bounds a portfolio.
const MaxPortfolio = 200_000

// spread is by how much customers of a segment differ: the standard deviation
// of the logarithm of their rates.
const spread = 0.5

// Make invents the portfolio. The same description gives the same one.
func (p Portfolio) Make(ctx context.Context, progress func(done, of int)) ([]Account, error) {
	if p.Customers < 1 || p.Customers > MaxPortfolio {
		return nil, fmt.Errorf("%d customers: want 1 to %d", p.Customers, MaxPortfolio)
	}
	if p.Months == 0 {
		p.Months = 12
	}
	s := Scenario{
		Policy: p.Policy, Calendar: p.Calendar, Zone: p.Zone, Days: p.Months*30 + 1, Runs: 1, Seed: p.Seed, whole: true,
		Model: &Model{Assumptions: p.Assumptions, Answers: usualAnswers()},
	}
	s.Start = p.Today.Add(-s.Days)
	if err := s.Validate(); err != nil {
		return nil, err
	}
	s.prepare()
	out := make([]Account, p.Customers)
	errs := make([]error, p.Customers)
	var next, done atomic.Int64
	var mu sync.Mutex
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < p.Customers && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
				out[i], errs[i] = p.customer(&s, i)
				tell(int(done.Add(1)), p.Customers, &mu, progress)
			}
		})
	}
	wg.Wait()
	return out, errors.Join(append(errs, ctx.Err())...)
}

// chance is a value with its weight.
type chance struct {
	value  string
	weight float64
}

func draw(d dice, of ...chance) string {
	left := d.unit()
	for _, c := range of {
		if left -= c.weight; left < 0 {
			return c.value
		}
	}
	return of[len(of)-1].value
}

// customer invents a customer and plays his past.
func (p Portfolio) customer(s *Scenario, i int) (Account, error) {
	number := fmt.Sprintf("P%05d", i+1)
	d := dice(p.Seed).name("portfolio " + number)
	c := voldaan.Customer{
		ID: voldaan.CustomerID(number), Creditor: p.Creditor, Number: number, Name: "Customer " + number,
		Kind:    voldaan.Kind(draw(d.mix(1), chance{string(voldaan.KindBusiness), 0.7}, chance{string(voldaan.KindConsumer), 0.2}, chance{string(voldaan.KindAuthority), 0.1})),
		Country: draw(d.mix(2), chance{"NL", 0.4}, chance{"BE", 0.3}, chance{"FR", 0.15}, chance{"DE", 0.15}),
	}
	pace := draw(d.mix(3), chance{"fast", 0.5}, chance{"usual", 0.35}, chance{"slow", 0.15})
	days := []int{14, 30, 30, 30, 45, 60}[d.mix(5).pick(6)]
	l := &voldaan.Ledger{Customer: c, Contacts: []voldaan.Contact{{
		ID: voldaan.ContactID(number + "-contact"), Customer: c.ID, Address: "billing@" + number + ".example", Role: "billing", Known: true,
	}}}
	register := p.invoices(s, l, days, d.mix(6))
	acc, err := p.live(s, l, p.curve(number, pace, d.mix(7)), register)
	acc.pace = pace
	return acc, err
}

// speeds by which invented customers pay, against the prior.
var speeds = map[string]float64{"fast": 1.6, "usual": 1, "slow": 0.55} //nolint:gochecknoglobals // a table

// curve is when the customer truly pays.
func (p Portfolio) curve(name, pace string, d dice) *Curve {
	speed := 1.0
	switch p.Variety {
	case VarietyFull:
		speed = speeds[pace] * math.Exp(spread*d.normal())
	case VarietyRisk:
		speed = speeds[pace]
	case VarietyNone:
	}
	out := Prior()
	out.Name = name
	for i := range out.rates {
		out.rates[i] *= speed
	}
	for b := range out.known {
		out.known[b] = math.Inf(1) // nothing is doubted: it is so
	}
	return out
}

// invoices writes the documents of the past, each due after so many days, and
// says when each was sent.
func (p Portfolio) invoices(s *Scenario, l *voldaan.Ledger, days int, d dice) map[voldaan.InvoiceID]voldaan.Date {
	c := l.Customer
	median := 80_000.0
	if c.Kind == voldaan.KindConsumer {
		median = 15_000
	}
	size := math.Exp(0.5 * d.mix(1).normal()) // of this customer's invoices
	n := int(9 * float64(s.Days) / 365 * math.Exp(0.8*d.mix(2).normal()))
	register := map[voldaan.InvoiceID]voldaan.Date{}
	for i := range min(max(n, 1), 200) {
		e := d.mix(uint64(100 + i))
		issued := p.Calendar.OnOrAfter(s.Start.Add(e.mix(1).pick(s.Days - 7)))
		id := voldaan.InvoiceID(fmt.Sprintf("%s-%03d", c.Number, i+1))
		total := voldaan.Amount(math.Round(median * size * math.Exp(0.9*e.mix(2).normal())))
		l.Invoices = append(l.Invoices, voldaan.Invoice{
			ID: id, Customer: c.ID, Number: string(id), Issued: issued, Due: issued.Add(days),
			Currency: voldaan.EUR, Total: min(max(total, 1_000), voldaan.MaxAmount),
		})
		register[id] = issued
	}
	slices.SortFunc(l.Invoices, func(a, b voldaan.Invoice) int {
		if a.Due != b.Due {
			return int(a.Due - b.Due)
		}
		return int(a.Total - b.Total)
	})
	return register
}

// live plays the past and keeps its log.
func (p Portfolio) live(s *Scenario, l *voldaan.Ledger, curve *Curve, register map[voldaan.InvoiceID]voldaan.Date) (Account, error) {
	c := s.newCustomer(l, curve, register)
	x := &stepper{Scenario: s, l: l, day: s.Start, at: s.hour(s.Start), fresh: c.fresh, owned: true}
	e := x.stamp(voldaan.AuthorColleague).Event(voldaan.EventContactAdded)
	e.Contact = l.Contacts[0].ID
	if err := x.apply(e); err != nil {
		return Account{}, err
	}
	log := &logbook{events: x.out.events}
	c.root = c.newNode(outcome{ledger: l}, s.Start-1, false)
	end, err := c.live(0, log)
	if err != nil {
		return Account{}, err
	}
	for i := range log.events {
		log.events[i].Seq = int64(i + 1)
	}
	return Account{Ledger: end.ledger, Log: log.events}, nil
}

// logbook keeps the log of a run.
type logbook struct{ events []voldaan.Event }

func (l *logbook) saw(n *node)                { l.events = append(l.events, n.events...) }
func (l *logbook) paid(int, voldaan.Date)     {}
func (l *logbook) credited(int, voldaan.Date) {}
