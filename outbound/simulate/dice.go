package simulate

import (
	"math"
	"math/rand/v2"
)

// dice are the chance of a simulation: a number that follows from the seed and
// from what it is thrown for, and from nothing else. Two policies therefore
// meet the same customers with the same luck, and differ in what they do.
type dice uint64

// mix is a throw for one thing more (the finalizer of SplitMix64).
func (d dice) mix(v uint64) dice {
	x := uint64(d) + 0x9e3779b97f4a7c15*(v+1)
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return dice(x ^ x>>31)
}

// name is a throw for a text.
func (d dice) name(s string) dice {
	for i := range len(s) {
		d = d.mix(uint64(s[i]))
	}
	return d
}

// unit is a number between 0 and 1, neither of them.
func (d dice) unit() float64 { return (float64(d>>11) + 0.5) / (1 << 53) }

// pick is a whole number from 0 to n-1.
func (d dice) pick(n int) int { return int(d.unit() * float64(n)) }

// wait is an exponential number with mean 1: how much of a rate must pass
// before what has that rate happens.
func (d dice) wait() float64 { return -math.Log(d.unit()) }

// normal is a number of the standard normal distribution.
func (d dice) normal() float64 {
	return math.Sqrt(2*d.mix(1).wait()) * math.Cos(2*math.Pi*d.mix(2).unit())
}

// gamma is a number of a gamma distribution with mean 1 (Marsaglia and Tsang,
// ACM Transactions on Mathematical Software 26, 2000). The shape is at least 1.
func (d dice) gamma(shape float64) float64 {
	r := rand.New(rand.NewPCG(uint64(d), uint64(d.mix(1)))) //nolint:gosec // a simulation, not a secret
	a := shape - 1.0/3
	c := 1 / math.Sqrt(9*a)
	for {
		x := r.NormFloat64()
		v := 1 + c*x
		if v <= 0 {
			continue
		}
		v = v * v * v
		if math.Log(1-r.Float64()) < x*x/2+a-a*v+a*math.Log(v) {
			return a * v / shape
		}
	}
}
