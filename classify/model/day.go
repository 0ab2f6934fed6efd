package model

import (
	"math"
	"slices"

	"github.com/voldaan/voldaan"
)

// What is known of a day that a mail tells.
const (
	// DayTraits is how many numbers Day has beside hashes; the first is 1.
	DayTraits = 49
	// DaySize is how many weights Counts takes for an intent.
	DaySize = DayTraits + 1<<dayBits

	dayBits = 12
)

// Dated are the intents of which Counts tells the day.
var Dated = []voldaan.Intent{voldaan.IntentPromise, voldaan.IntentAlreadyPaid}

// Day is a day that a mail tells, and what stands near it.
type Day struct {
	Traits [DayTraits]float64
	Near   []uint32 // hashes, each once, of dayBits bits
}

// Add notes a text near a day, of a kind, and at which place it stands.
func (d *Day) Add(kind, text string, place int) {
	h := uint32(start.text(kind).byte(byte(place)).text(text) * 0x9E3779B97F4A7C15 >> (64 - dayBits))
	if !slices.Contains(d.Near, h) {
		d.Near = append(d.Near, h)
	}
}

// Each calls f with each of a day's features and its place among the weights.
// Hashes together weigh the same for many as for few.
func (d *Day) Each(f func(at int, x float64)) {
	for i, x := range d.Traits {
		f(i, x)
	}
	share := 1 / math.Sqrt(math.Max(float64(len(d.Near)), 4))
	for _, h := range d.Near {
		f(DayTraits+int(h), share)
	}
}

// Choose gives the probability of each of the days of a mail that it is the one
// that counts, and behind them that none does.
func Choose(weights []float64, days []Day) []float64 {
	out := make([]float64, len(days)+1)
	for i := range days {
		days[i].Each(func(at int, x float64) { out[i] += float64(weights[at] * x) })
	}
	Softmax(out)
	return out
}

// Counts gives for each of the days of a mail the probability that it is that of
// the promise, or of the payment, that the mail tells, and behind them that none
// is; nil for a model without weights.
func (m *Model) Counts(i voldaan.Intent, days []Day) []float64 {
	n := slices.Index(Dated, i)
	if n < 0 || n >= len(m.days) {
		return nil
	}
	return Choose(m.days[n], days)
}
