package main

import (
	"math"
	"slices"

	v "github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify"
	"github.com/voldaan/voldaan/classify/corpus"
	"github.com/voldaan/voldaan/classify/model"
)

// dated is the days of a mail, which of them count, and at the end whether none
// does.
type dated struct {
	days  []model.Day
	right []bool
}

// dated reads the replies of each fold but one with heads that have not seen them,
// and gives the days of their promises and of their payments.
func (w *weighing) dated(without int) (out [2][]dated, _ error) {
	for f := range folds {
		if f == without {
			continue
		}
		reader := classify.NewOfflineWith(model.Read(model.AppendFloats(slices.Clone(w.heads[f]), joint(w.others(f, without)))))
		for i := f; i < len(w.replies); i += folds {
			r := w.replies[i]
			m, c, err := r.Mail()
			if err != nil {
				return out, err
			}
			promised, paid := reader.Days(m, c)
			if day, told := promisedOn(r); told {
				out[0] = appendDated(out[0], promised, day)
			}
			if r.Intent == v.IntentAlreadyPaid == r.PaidOn.IsZero() && r.Intent == v.IntentAlreadyPaid {
				continue // the money has left, on a day that nobody knows
			}
			out[1] = appendDated(out[1], paid, r.PaidOn)
		}
	}
	return out, nil
}

// promisedOn is the day that a reply promises, zero for one that promises nothing;
// told is false where it promises without a day, or asks for instalments.
func promisedOn(r corpus.Reply) (_ v.Date, told bool) {
	if r.Promise != nil {
		return r.Promise.Date, !r.Promise.Date.IsZero()
	}
	return 0, r.Intent != v.IntentPaymentPlan
}

// appendDated adds the days of a mail, unless the one that counts is not among them.
func appendDated(to []dated, days []classify.Day, counts v.Date) []dated {
	if len(days) == 0 {
		return to
	}
	d := dated{right: make([]bool, len(days)+1)}
	for i, x := range days {
		d.days, d.right[i] = append(d.days, x.Seen), x.Date == counts
	}
	if d.right[len(days)] = counts.IsZero(); !slices.Contains(d.right, true) {
		return to
	}
	return append(to, d)
}

// The settings of the descent for days, and how strongly weights are held near zero.
const (
	daySteps   = 300
	dayRate    = 0.1
	heldDay    = 0.0002
	heldHashes = 0.0007
)

// counting fits the weights of Counts by gradient descent over all of it.
func counting(all []dated) []float64 {
	w := make([]float64, model.DaySize)
	gradient := make([]float64, len(w))
	squares := make([]float64, len(w))
	for range daySteps {
		for i := range gradient {
			held := heldHashes
			if i < model.DayTraits {
				held = heldDay
			}
			gradient[i] = float64(held * w[i] * float64(len(all)))
		}
		for _, e := range all {
			p := model.Choose(w, e.days)
			sum := 0.0
			for i, right := range e.right {
				if right {
					sum += p[i]
				}
			}
			for i := range e.days {
				g := p[i]
				if e.right[i] {
					g -= p[i] / math.Max(sum, 1e-9)
				}
				e.days[i].Each(func(at int, x float64) { gradient[at] += float64(g * x) })
			}
		}
		for i, g := range gradient {
			squares[i] = float64(0.9*squares[i]) + float64(0.1*g*g)
			w[i] -= float64(dayRate * g / (1 + math.Sqrt(squares[i]) + float64(0.02*float64(len(all)))))
		}
	}
	return w
}
