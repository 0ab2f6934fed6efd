// Package model is the linear model of what a sentence means: a weight for
// every hashed feature and label, made by package train from the corpus.
package model

import (
	_ "embed"
	"encoding/binary"
	"math"
	"sort"

	"github.com/voldaan/voldaan"
)

// None is the label of a sentence that says nothing about an invoice.
const None voldaan.Intent = "none"

// Intents are the labels of a sentence, from the most severe down.
var Intents = append(voldaan.Intents(), None)

// Model is a set of weights. It may be used concurrently.
type Model struct {
	heads []head
	joint *joint
	doubt []float64
	// thresholds are those of Targets.
	thresholds []float64
	days       [][]float64 // of each of Dated
	known      []byte      // hashes of the words of the corpus, in order, four bytes each
}

// The heads of the model: what is told about a sentence.
const (
	headIntent = iota
	headReason
	headFlags
	heads
)

// head is the weights of some labels: for each bucket a byte a label, which
// stands for the label's scale times it.
type head struct {
	labels  int
	shift   int // buckets are taken shifted by it
	scale   []float32
	bias    []float32
	weights []byte
}

//go:embed weights.bin
var file []byte

// Embedded is the model that the program carries.
func Embedded() *Model { return embedded }

var embedded = Read(file)

// reader takes the parts of a file one after another; what is not there is
// zero.
type reader struct{ rest []byte }

func (r *reader) take(n int) []byte {
	part := r.rest[:min(n, len(r.rest))]
	r.rest = r.rest[len(part):]
	return part
}

func (r *reader) number() uint32 {
	var b [4]byte
	copy(b[:], r.take(4))
	return binary.LittleEndian.Uint32(b[:])
}

func (r *reader) float() float64 { return float64(math.Float32frombits(r.number())) }

// Read finds the parts of a model as Head, Words and AppendFloats wrote them:
// the heads, the words, the weights of Join, those of Confidence and the
// thresholds, those of Counts. One that ends
// early lacks the parts that are not there, and an empty one tells nothing.
func Read(b []byte) *Model {
	m, r := &Model{}, &reader{b}
	for len(m.heads) < heads && len(r.rest) > 0 {
		labels, shift := int(r.number()), int(r.number())
		h := head{labels: labels, shift: shift, scale: make([]float32, labels), bias: make([]float32, labels)}
		for i := range h.scale {
			h.scale[i] = float32(r.float())
		}
		for i := range h.bias {
			h.bias[i] = float32(r.float())
		}
		h.weights = r.take(labels * (Buckets >> shift))
		m.heads = append(m.heads, h)
	}
	m.known = r.take(4 * int(r.number()))
	m.joint = readJoint(r)
	if len(r.rest) >= 4*Doubts {
		for range Doubts {
			m.doubt = append(m.doubt, r.float())
		}
	}
	for range min(len(Targets), len(r.rest)/4) {
		m.thresholds = append(m.thresholds, r.float())
	}
	for range Dated {
		if len(r.rest) >= 4*DaySize {
			w := make([]float64, DaySize)
			for i := range w {
				w[i] = r.float()
			}
			m.days = append(m.days, w)
		}
	}
	return m
}

// Knows reports whether a folded word stands in the corpus.
func (m *Model) Knows(word string) bool {
	h := wordHash(word)
	n := len(m.known) / 4
	i := sort.Search(n, func(i int) bool { return binary.LittleEndian.Uint32(m.known[4*i:]) >= h })
	return i < n && binary.LittleEndian.Uint32(m.known[4*i:]) == h
}

// wordHash is FNV-1a of 32 bits.
func wordHash(w string) uint32 {
	h := uint32(2166136261)
	for i := range len(w) {
		h = (h ^ uint32(w[i])) * 16777619
	}
	return h
}

// row is the weights of a feature, one a label.
func (h *head) row(x Feature) []byte { return h.weights[int(x.Bucket>>h.shift)*h.labels:][:h.labels] }

// scores adds up what the features tell of each label of a head.
func (h *head) scores(f []Feature) []float64 {
	var few [16]float32
	sum := append(few[:0], make([]float32, h.labels)...)
	for ; len(f) > 3; f = f[4:] { // four at once, in the same order for each label
		a, b, c, d := h.row(f[0]), h.row(f[1]), h.row(f[2]), h.row(f[3])
		a, b, c, d = a[:len(sum)], b[:len(sum)], c[:len(sum)], d[:len(sum)]
		for l, s := range sum {
			s += float32(int8(a[l])) * f[0].Weight
			s += float32(int8(b[l])) * f[1].Weight
			s += float32(int8(c[l])) * f[2].Weight
			s += float32(int8(d[l])) * f[3].Weight
			sum[l] = s
		}
	}
	for _, x := range f {
		for l, w := range h.row(x) {
			sum[l] += float32(int8(w)) * x.Weight
		}
	}
	out := make([]float64, h.labels)
	for l := range out {
		out[l] = float64(sum[l]*h.scale[l]) + float64(h.bias[l])
	}
	return out
}

// Softmax makes probabilities of scores, in their place.
func Softmax(s []float64) {
	top := math.Inf(-1)
	for _, x := range s {
		top = math.Max(top, x)
	}
	sum := 0.0
	for i, x := range s {
		s[i] = math.Exp(x - top)
		sum += s[i]
	}
	for i := range s {
		s[i] /= sum
	}
}

// Intent gives the probability of each of Intents; nil for a model without
// weights.
func (m *Model) Intent(f []Feature) []float64 {
	if len(m.heads) < heads {
		return nil
	}
	s := m.heads[headIntent].scores(f)
	Softmax(s)
	return s
}

// Reason gives the probability of each of Reasons, given that the sentence
// contests something; it asks for the features of AppendGrounds too.
func (m *Model) Reason(f []Feature) []float64 {
	if len(m.heads) < heads {
		return nil
	}
	s := m.heads[headReason].scores(f)
	Softmax(s)
	return s
}

// Flags gives the probability of each of Flags, and of each of Besides.
func (m *Model) Flags(f []Feature) (flags, besides []float64) {
	if len(m.heads) < heads {
		return nil, nil
	}
	s := m.heads[headFlags].scores(f)
	for i, x := range s {
		s[i] = 1 / (1 + math.Exp(-x))
	}
	return s[:len(Flags)], s[len(Flags):]
}

// Reasons are the labels of why something is contested.
var Reasons = []voldaan.DisputeReason{
	voldaan.ReasonNotDelivered, voldaan.ReasonDefective, voldaan.ReasonWrongAmount, voldaan.ReasonWrongPrice, voldaan.ReasonDuplicate,
	voldaan.ReasonNotOrdered, voldaan.ReasonAlreadyCredited, voldaan.ReasonMissingPO, voldaan.ReasonWrongDetails, voldaan.ReasonContract,
	voldaan.ReasonOther,
}

// Flags are the signs that the model knows.
var Flags = []voldaan.Flag{
	voldaan.FlagAnger, voldaan.FlagThreat, voldaan.FlagHardship, voldaan.FlagInjection, voldaan.FlagPhishing, voldaan.FlagBankDetails, voldaan.FlagCash,
}

// Besides are the intents that a sentence may have beside a more severe one: who
// contests a part may promise the rest.
var Besides = []voldaan.Intent{voldaan.IntentPromise, voldaan.IntentAlreadyPaid}
