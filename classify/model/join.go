package model

import (
	"math"

	"github.com/voldaan/voldaan"
)

// People are the intents that a person's mail can have, from the most severe
// down; bounces and automatic answers are told before the model is asked.
var People = []voldaan.Intent{
	voldaan.IntentLegal, voldaan.IntentDispute, voldaan.IntentWrongRecipient, voldaan.IntentPaymentPlan, voldaan.IntentPromise,
	voldaan.IntentAlreadyPaid, voldaan.IntentDocumentRequest, voldaan.IntentQuestion, voldaan.IntentAcknowledgement, voldaan.IntentOther,
}

// What is known of a mail before its intent is decided.
const (
	// Signs is how many numbers Evidence has for each of People.
	Signs = 7
	// Traits is how many it has for the mail as a whole.
	Traits = 14
)

// Evidence is what the sentences of a mail tell of it.
type Evidence struct {
	Signs  [][Signs]float64 // for each of People
	Traits [Traits]float64  // the first is 1
}

// joint weighs the evidence of a mail: signs the same for every intent,
// traits for each its own.
type joint struct {
	signs  [Signs]float64
	traits [][Traits]float64
}

// JointSize is how many weights Join takes.
var JointSize = Signs + len(People)*Traits

// Doubts is how many numbers tell how sure the intent of a mail is.
const Doubts = 8

// Doubt is what speaks for and against the intent that Join found likeliest;
// the first is 1.
type Doubt [Doubts]float64

// Confidence is the probability that the intent of a mail is right; 0 for a
// model without weights.
func (m *Model) Confidence(d *Doubt) float64 {
	if m.doubt == nil {
		return 0
	}
	sum := 0.0
	for i, w := range m.doubt {
		sum += float64(w * d[i])
	}
	return 1 / (1 + math.Exp(-sum))
}

func readJoint(r *reader) *joint {
	if len(r.rest) < 4*JointSize {
		return nil
	}
	next := r.float
	j := &joint{traits: make([][Traits]float64, len(People))}
	for i := range j.signs {
		j.signs[i] = next()
	}
	for l := range j.traits {
		for i := range j.traits[l] {
			j.traits[l][i] = next()
		}
	}
	return j
}

// Join gives the probability of each of People for a mail; nil for a model
// without weights.
func (m *Model) Join(e *Evidence) []float64 {
	if m.joint == nil {
		return nil
	}
	out := make([]float64, len(People))
	for l := range out {
		for i, w := range m.joint.signs {
			out[l] += float64(w * e.Signs[l][i])
		}
		for i, w := range m.joint.traits[l] {
			out[l] += float64(w * e.Traits[i])
		}
	}
	Softmax(out)
	return out
}

// Targets are the precisions for which Threshold knows a threshold.
var Targets = [...]float64{0.8, 0.9, 0.95, 0.96, 0.97, 0.98, 0.985, 0.99, 0.995}

// Threshold is the confidence from which on intents are right as often as
// precision demands, measured on replies that the model did not learn from; the
// next higher one of Targets counts. Beyond the last one, and for a model
// without weights, it is above 1: nothing is sure enough.
func (m *Model) Threshold(precision float64) float64 {
	for i, t := range Targets {
		if precision <= t && i < len(m.thresholds) {
			return m.thresholds[i]
		}
	}
	return 1.1
}
