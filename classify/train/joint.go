package main

import (
	"cmp"
	"context"
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

// weighing is the replies as they look to heads that have not seen their
// sentences.
type weighing struct {
	replies []corpus.Reply
	heads   [folds][]byte
	seen    []seen
}

// weigh reads each reply with the heads of its fold.
func (l *learner) weigh() (*weighing, error) {
	w := &weighing{replies: l.replies, heads: l.foldHeads(), seen: make([]seen, len(l.replies))}
	for f := range folds {
		reader := classify.NewOfflineWith(model.Read(w.heads[f]))
		for i := f; i < len(w.replies); i += folds {
			m, c, err := w.replies[i].Mail()
			if err != nil {
				return nil, err
			}
			label := slices.Index(model.People, w.replies[i].Intent)
			if label < 0 {
				return nil, fmt.Errorf("%s: the intent %s is no person's", w.replies[i].Place, w.replies[i].Intent)
			}
			w.seen[i] = seen{reader.Evidence(m, c), label}
		}
	}
	return w, nil
}

// others are the replies of the folds that are not left out.
func (w *weighing) others(without ...int) []seen {
	var out []seen
	for i, e := range w.seen {
		if !slices.Contains(without, i%folds) {
			out = append(out, e)
		}
	}
	return out
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
	// alone says that nothing but doubt would bring the reply to a person.
	alone bool
}

// doubts judges the replies of each fold but one by weights learnt from the
// others.
func (w *weighing) doubts(without int) ([]certain, error) {
	var out []certain
	for f := range folds {
		if f == without {
			continue
		}
		reader := classify.NewOfflineWith(model.Read(model.AppendFloats(slices.Clone(w.heads[f]), joint(w.others(f, without)))))
		for i := f; i < len(w.replies); i += folds {
			m, c, err := w.replies[i].Mail()
			if err != nil {
				return nil, err
			}
			intent, d := reader.Doubt(m, c)
			r, err := reader.Read(context.Background(), m, c)
			if err != nil {
				return nil, err
			}
			r.Threshold = 0
			out = append(out, certain{d, intent == w.replies[i].Intent, !r.Human()})
		}
	}
	return out, nil
}

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

// model adds the weights of whole mails to heads, without those of one fold; -1
// leaves none out.
func (w *weighing) model(heads []byte, without int) ([]byte, error) {
	d, err := w.doubts(without)
	if err != nil {
		return nil, err
	}
	days, err := w.dated(without)
	if err != nil {
		return nil, err
	}
	s := sure(d)
	b := model.AppendFloats(slices.Clone(heads), joint(w.others(without)))
	b = model.AppendFloats(b, s)
	b = model.AppendFloats(b, thresholds(d, s))
	for _, of := range days {
		b = model.AppendFloats(b, counting(of))
	}
	return b, nil
}

// thresholds are the lowest confidences from which on so many replies are right
// as each of model.Targets demands, with one more that is not: the replies are
// few. Those that a person sees whatever the confidence do not count.
func thresholds(all []certain, w []float64) []float64 {
	m := model.Read(nil).WithDoubt(w)
	all = slices.DeleteFunc(slices.Clone(all), func(e certain) bool { return !e.alone })
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
