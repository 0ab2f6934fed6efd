package simulate

import (
	"math"

	"github.com/voldaan/voldaan"
)

// evidence is what a customer's few invoices say about his pace: how many of
// them were paid, and how many his segment's curve would have had paid.
type evidence struct{ paid, expected float64 }

// evidence sums up a customer's past against the curve that he follows.
func (m *Model) evidence(c voldaan.Customer, all []seen) evidence {
	curve := m.wider(c)
	var e evidence
	for i := range all {
		s := &all[i]
		for d := s.from + 1; d <= s.to; d++ {
			e.expected += curve.Rate(int(d-s.due)) * s.rate(d, m.Assumptions)
		}
		if s.paid {
			e.paid++
		}
	}
	return e
}

// The spread of paces where nothing is known of it: an assumption, which counts
// as much as so many payments that were expected, squared.
const (
	usualSpread  = 0.5
	spreadWeight = 50
)

// spreadOf estimates by how much paces differ: by how much more the numbers of
// payments differ from what was expected than chance alone would make them
// (the moments of a Poisson mixture). The sums run in a fixed order.
func spreadOf(paces map[voldaan.CustomerID]evidence) float64 {
	excess, weight := usualSpread*usualSpread*spreadWeight, float64(spreadWeight)
	for _, id := range sorted(paces) {
		e := paces[id]
		excess += (e.paid-e.expected)*(e.paid-e.expected) - e.expected
		weight += e.expected * e.expected
	}
	return math.Sqrt(max(excess/weight, 0))
}

// pace draws, for one run, by what a customer is quicker than his segment: a
// gamma distribution of mean 1 and the spread of the model, given his own
// evidence. One with a curve of his own has none beside it.
func (m *Model) pace(c voldaan.Customer, d dice) float64 {
	e, ok := m.paces[c.ID]
	const alike = 0.02 // below which customers do not differ
	if !ok || m.Spread < alike {
		return 1
	}
	shape := 1 / (m.Spread * m.Spread)
	mean := (shape + e.paid) / (shape + e.expected)
	return mean * d.name("pace").gamma(max(shape+e.paid, 1))
}
