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

// scores adds up what the features tell of each label of a head: of those that
// weigh the same, whole numbers.
func (h *head) scores(f []Feature) []float64 {
	out := make([]float64, h.labels)
	for len(f) > 0 {
		n := 1
		for n < len(f) && n < mostLanes && f[n].Weight == f[0].Weight {
			n++
		}
		h.add(out, f[:n])
		f = f[n:]
	}
	for l := range out {
		out[l] = out[l]*float64(h.scale[l]) + float64(h.bias[l])
	}
	return out
}

// Eight labels are added up at once, in lanes of 16 bits: those of the bytes at
// even and at odd places of a word. So many bytes fit into a lane.
const (
	lanes     = 0x00FF00FF00FF00FF
	mostLanes = 1<<16/256 - 1
)

// add adds the weights of features that weigh the same.
func (h *head) add(out []float64, f []Feature) {
	if h.labels < 8 || h.labels > 16 {
		for _, x := range f {
			for l, w := range h.row(x) {
				out[l] += float64(int8(w)) * float64(x.Weight)
			}
		}
		return
	}
	var even, odd, lastEven, lastOdd uint64 // of the first eight labels, and of the last eight
	for _, x := range f {
		row := h.row(x)
		a := binary.LittleEndian.Uint64(row) ^ unsigned
		b := binary.LittleEndian.Uint64(row[len(row)-8:]) ^ unsigned
		even, odd = even+a&lanes, odd+a>>8&lanes
		lastEven, lastOdd = lastEven+b&lanes, lastOdd+b>>8&lanes
	}
	weight, less := float64(f[0].Weight), 128*len(f)
	for l := range 8 {
		by := l / 2 * 16
		first, last := even, lastEven
		if l%2 == 1 {
			first, last = odd, lastOdd
		}
		out[l] += float64(int(first>>by&0xFFFF)-less) * weight
		if k := h.labels - 8 + l; k >= 8 {
			out[k] += float64(int(last>>by&0xFFFF)-less) * weight
		}
	}
}

// unsigned makes eight signed bytes 128 more than they are.
const unsigned = 0x8080808080808080

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
