package main

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/voldaan/voldaan/classify"
	"github.com/voldaan/voldaan/classify/corpus"
	"github.com/voldaan/voldaan/classify/model"
)

// seen is the evidence of a reply and its intent among model.People.
type seen struct {
	*model.Evidence
	label int
}

// evidence reads replies with a model of sentences.
func evidence(heads []byte, replies []corpus.Reply) ([]seen, error) {
	reader := classify.NewOfflineWith(model.Read(heads))
	var out []seen
	for _, r := range replies {
		m, c, err := r.Mail()
		if err != nil {
			return nil, err
		}
		l := slices.Index(model.People, r.Intent)
		if l < 0 {
			return nil, fmt.Errorf("%s: the intent %s is no person's", r.Place, r.Intent)
		}
		out = append(out, seen{reader.Evidence(m, c), l})
	}
	return out, nil
}

// The settings of the descent, and how strongly weights are held near zero.
const (
	jointSteps = 1500
	jointRate  = 0.15
	heldSigns  = 0.002
	heldTraits = 0.02
)

// joint fits the weights of evidence by gradient descent over all of it.
func joint(all []seen) []float64 {
	w := make([]float64, model.JointSize)
	w[0], w[1] = 0.5, 0.5
	gradient := make([]float64, len(w))
	squares := make([]float64, len(w))
	scores := make([]float64, len(model.People))
	for range jointSteps {
		for i := range gradient {
			held := heldTraits
			if i < model.Signs {
				held = heldSigns
			}
			gradient[i] = float64(held * w[i] * float64(len(all)))
		}
		for _, e := range all {
			for l := range scores {
				scores[l] = 0
				for i, x := range e.Signs[l] {
					scores[l] += float64(w[i] * x)
				}
				for i, x := range e.Traits {
					scores[l] += float64(w[model.Signs+l*model.Traits+i] * x)
				}
			}
			model.Softmax(scores)
			scores[e.label]--
			for l, g := range scores {
				for i, x := range e.Signs[l] {
					gradient[i] += float64(g * x)
				}
				for i, x := range e.Traits {
					gradient[model.Signs+l*model.Traits+i] += float64(g * x)
				}
			}
		}
		for i, g := range gradient {
			squares[i] = float64(0.9*squares[i]) + float64(0.1*g*g)
			w[i] -= float64(jointRate * g / (1 + math.Sqrt(squares[i]) + float64(0.02*float64(len(all)))))
		}
	}
	return w
}

// certain is how sure the reader should have been of a reply.
type certain struct {
	*model.Doubt
	right bool
}

// doubts reads replies with models that have not seen their writers' others:
// the evidence of each fifth is judged by weights learnt from the rest.
func doubts(heads []byte, all []seen, replies []corpus.Reply) ([]certain, error) {
	out := make([]certain, len(replies))
	for f := range folds {
		var learnt []seen
		for i, e := range all {
			if i%folds != f {
				learnt = append(learnt, e)
			}
		}
		reader := classify.NewOfflineWith(model.Read(model.AppendFloats(slices.Clone(heads), joint(learnt))))
		for i := f; i < len(replies); i += folds {
			m, c, err := replies[i].Mail()
			if err != nil {
				return nil, err
			}
			intent, d := reader.Doubt(m, c)
			out[i] = certain{d, intent == replies[i].Intent}
		}
	}
	return out, nil
}

const folds = 5

// sure fits the weights of Confidence: a logistic regression.
func sure(all []certain) []float64 {
	w := make([]float64, model.Doubts)
	w[1] = 0.5
	for range 3000 {
		gradient := make([]float64, len(w))
		for _, e := range all {
			sum := 0.0
			for i, x := range e.Doubt {
				sum += float64(w[i] * x)
			}
			g := 1 / (1 + math.Exp(-sum))
			if e.right {
				g--
			}
			for i, x := range e.Doubt {
				gradient[i] += float64(g * x)
			}
		}
		for i, g := range gradient {
			w[i] -= 0.1 * (float64(g/float64(len(all))) + float64(0.01*w[i]))
		}
	}
	return w
}

// finish adds the weights of whole mails to those of sentences.
func finish(heads []byte, replies []corpus.Reply) ([]byte, error) {
	all, err := evidence(heads, replies)
	if err != nil {
		return nil, err
	}
	d, err := doubts(heads, all, replies)
	if err != nil {
		return nil, err
	}
	w := sure(d)
	return model.AppendFloats(model.AppendFloats(model.AppendFloats(slices.Clone(heads), joint(all)), w), thresholds(d, w)), nil
}

// thresholds are the lowest confidences from which on so many replies are right
// as each of model.Targets demands, with one more that is not: the replies are
// few.
func thresholds(all []certain, w []float64) []float64 {
	m := model.Read(nil).WithDoubt(w)
	slices.SortStableFunc(all, func(a, b certain) int { return cmp.Compare(m.Confidence(b.Doubt), m.Confidence(a.Doubt)) })
	out := make([]float64, len(model.Targets))
	for t, target := range model.Targets {
		out[t] = 1.1
		right := 0.0
		for n, e := range all {
			if e.right {
				right++
			}
			if right/float64(n+2) >= target { // as if one more were wrong
				out[t] = max(m.Confidence(e.Doubt), 0.5)
			}
		}
	}
	return out
}
