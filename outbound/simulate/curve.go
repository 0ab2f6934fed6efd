package simulate

import (
	"math"

	"github.com/voldaan/voldaan"
)

// The ages that a curve tells apart: days from the due date. What is older or
// younger is as the last or the first of them.
const (
	firstAge = -120
	lastAge  = 400
	ages     = lastAge - firstAge + 1
)

// bands are ages of which a curve is equally sure: until the due date, the
// first week, the first month, the first three, and later.
const bands = 5

// bandOf is the band of an age.
func bandOf(age int) int {
	switch {
	case age < 0:
		return 0
	case age <= 7:
		return 1
	case age <= 30:
		return 2
	case age <= 90:
		return 3
	}
	return 4
}

// Curve is how likely an open invoice is paid on each day of its age, if
// nobody writes or calls: a daily rate, of which the chance is 1-exp(-rate).
type Curve struct {
	// Source says whose invoices it comes from.
	Source Source
	// Name is the segment, or the customer's number.
	Name string
	// Paid and Open count the invoices behind it, those that were paid and those
	// of which is only known how long they were not.
	Paid, Open int
	rates      [ages]float64
	// known is how many payments stand behind each band; without end where
	// nothing is doubted.
	known [bands]float64
}

// Source says whose invoices a curve comes from.
type Source string

// The sources of curves, from the nearest.
const (
	SourceOwn     Source = "own"     // the customer's own
	SourceSegment Source = "segment" // of customers of his kind, country and risk
	SourceAll     Source = "all"     // of all customers
	SourcePrior   Source = "prior"   // nobody's: an assumption
)

// enough is how many paid invoices a customer or a segment needs for a curve of
// its own.
const enough = 20

// at is the place of an age in a curve.
func at(age int) int { return min(max(age, firstAge), lastAge) - firstAge }

// Rate is the daily rate at an age.
func (c *Curve) Rate(age int) float64 { return c.rates[at(age)] }

// Quantile is the age by which a share of invoices would be paid, of those
// that are issued 30 days before they are due; lastAge where it is more.
func (c *Curve) Quantile(share float64) int {
	sum := 0.0
	for age := -30; age < lastAge; age++ {
		if sum += c.Rate(age); 1-math.Exp(-sum) >= share {
			return age
		}
	}
	return lastAge
}

// Prior is the curve of a creditor of whom nothing is known. Its rates are an
// assumption of ours: a quarter is paid before the due date, half by a week
// after it, four fifths within a month, and six in a hundred are open after three.
func Prior() *Curve {
	c := &Curve{Source: SourcePrior}
	left := 1.0
	for age := firstAge; age <= lastAge; age++ {
		r := 0.0
		switch {
		case age < -30:
			r = 0.002
		case age < 0:
			r = 0.01
		case age <= 7:
			r = 0.05
		case age <= 30:
			r = 0.04
		case age <= 90:
			r = 0.02
		default:
			r = 0.007
		}
		c.rates[at(age)] = r
		if age >= -30 {
			c.known[bandOf(age)] += priorInvoices * left * r
			left *= math.Exp(-r)
		}
	}
	return c
}

// As how many invoices the prior counts when it is doubted, and as how many a
// wider curve counts beside what was observed, so that a day on which nobody
// happened to pay is not taken for one on which nobody ever does.
const (
	priorInvoices = 20
	widerInvoices = 10
)

// observed sums up invoices by age.
type observed struct {
	paid   [ages]float64
	risk   [ages]float64 // invoices that might have been paid
	days   [ages]float64 // the same, each weighed by what letters made of the day
	nPaid  int
	nOther int
}

// add counts an invoice.
func (o *observed) add(s seen, a Assumptions) {
	for d := s.from + 1; d <= s.to; d++ {
		if r := s.rate(d, a); r > 0 {
			o.risk[at(int(d-s.due))]++
			o.days[at(int(d-s.due))] += r
		}
	}
	if !s.paid {
		o.nOther++
		return
	}
	o.nPaid++
	age := at(int(s.to - s.due))
	o.paid[age]++
	if s.to <= s.from || s.rate(s.to, a) == 0 { // paid on the first day, or in the middle of a dispute
		o.risk[age]++
		o.days[age]++
	}
}

// curve is what was observed, beside a wider curve that counts as a few
// invoices. The share that was paid of those at risk is that of Kaplan and
// Meier; divided by what letters made of the day on average, its rate is the
// one without letters.
func (o *observed) curve(source Source, name string, wider *Curve) *Curve {
	c := &Curve{Source: source, Name: name, Paid: o.nPaid, Open: o.nOther}
	left := 1.0
	for i := range c.rates {
		weight := widerInvoices*left + 0.01
		paid := weight*(1-math.Exp(-wider.rates[i])) + o.paid[i]
		risk := weight + o.risk[i]
		c.rates[i] = -math.Log(1-min(paid/risk, mostPaid)) * risk / (weight + o.days[i])
		c.known[bandOf(i+firstAge)] += paid
		if i+firstAge >= -30 {
			left *= math.Exp(-wider.rates[i])
		}
	}
	return c
}

// mostPaid is the largest share that is believed to be paid on one day.
const mostPaid = 0.99

// doubts draws, for one run, by what each band of a curve differs from its
// mean: little where many payments are known, much where few are. Half a
// payment more than is known (Jeffreys' prior of a rate) makes up for the
// share that is paid being less than twice as much at twice the rate.
func (c *Curve) doubts(d dice) (out [bands]float64) {
	for b := range out {
		out[b] = 1
		if k := max(c.known[b], 1); !math.IsInf(k, 1) {
			out[b] = d.mix(uint64(b)).gamma(k+0.5) * (k + 0.5) / k
		}
	}
	return out
}

// Segment names the customers that a customer is like: of his kind, country and
// record of payment.
func Segment(c voldaan.Customer) string {
	kind, country, risk := string(c.Kind), c.Country, string(voldaan.RiskOf(&voldaan.Ledger{Customer: c}).Level)
	if kind == "" {
		kind = string(voldaan.KindUnknown)
	}
	if country == "" {
		country = "??"
	}
	return kind + " " + country + " " + risk
}
