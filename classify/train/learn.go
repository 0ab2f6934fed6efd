package main

import (
	"math"
	"math/rand/v2"

	"github.com/voldaan/voldaan/classify/model"
)

// example is a sentence as its features, and which of the labels of a head it
// has: one of them, or, for flags, any.
type example struct {
	features []model.Feature
	grounds  []model.Feature // the same and those of why it contests something
	label    int
	reason   int // of model.Reasons, -1 for none
	flags    []bool
	words    []string
	weight   float64
}

// weights are those of a head while it learns: a number for each bucket and
// label.
type weights struct {
	labels, shift int
	of            []float64
	bias          []float64
	squares       []float64 // of the gradients (AdaGrad)
	biasSquares   []float64
}

func newWeights(labels, shift int) *weights {
	n := labels * (model.Buckets >> shift)
	return &weights{labels, shift, make([]float64, n), make([]float64, labels), make([]float64, n), make([]float64, labels)}
}

// The settings of AdaGrad. Products are made float64 before they are added, so
// that no machine fuses the two: the weights are the same to the byte on all.
const (
	rate   = 0.08
	decay  = 0.0008 // of the weights of an example's features, at each step
	epochs = 14
	// soft is how much of each example's label is spread over the others: it
	// may be wrong, and a model that is never sure of its examples is less
	// sure of what it never saw.
	soft = 0.04
)

// learn fits a head to examples: a softmax over labels, or, for flags, each on
// its own. The order of the examples and the outcome are always the same.
func learn(examples []example, labels, shift int, flags bool) *weights {
	w := newWeights(labels, shift)
	random := rand.New(rand.NewPCG(7, 11))
	order := make([]int, len(examples))
	for i := range order {
		order[i] = i
	}
	scores := make([]float64, labels)
	for epoch := range epochs {
		random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		step := rate / (1 + 0.15*float64(epoch))
		for _, i := range order {
			e := &examples[i]
			w.scores(e.features, scores)
			if flags {
				for l := range scores {
					scores[l] = 1 / (1 + math.Exp(-scores[l]))
					if e.flags[l] {
						scores[l] = float64(3 * (scores[l] - 1)) // flags are rare
					}
				}
			} else {
				model.Softmax(scores)
				for l := range scores {
					scores[l] -= soft / float64(labels)
				}
				scores[e.label] -= 1 - soft
			}
			w.step(e, scores, step)
		}
	}
	return w
}

func (w *weights) scores(f []model.Feature, out []float64) {
	copy(out, w.bias)
	for _, x := range f {
		at := int(x.Bucket>>w.shift) * w.labels
		for l := range out {
			out[l] += float64(w.of[at+l] * float64(x.Weight))
		}
	}
}

// step moves the weights against the gradient of each label's score.
func (w *weights) step(e *example, gradient []float64, step float64) {
	for l, g := range gradient {
		g *= e.weight
		w.biasSquares[l] += float64(g * g)
		w.bias[l] -= float64(step * g / (1e-3 + math.Sqrt(w.biasSquares[l])) * 0.1)
	}
	for _, x := range e.features {
		at := int(x.Bucket>>w.shift) * w.labels
		for l, g := range gradient {
			if g > -1e-4 && g < 1e-4 {
				continue
			}
			g = float64(g*e.weight*float64(x.Weight)) + float64(decay*w.of[at+l])
			w.squares[at+l] += float64(g * g)
			w.of[at+l] -= float64(step * g / (1e-2 + math.Sqrt(w.squares[at+l])))
		}
	}
}
