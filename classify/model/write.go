package model

import (
	"encoding/binary"
	"math"
	"slices"
)

// Head is the weights of some labels as they were learnt: for each of
// Buckets >> Shift buckets a number a label, one bucket after another.
type Head struct {
	Labels, Shift int
	Weights       []float64
	Bias          []float64
}

// Append writes a head in the form that Read reads: a byte for each weight.
func (h Head) Append(b []byte) []byte {
	b = binary.LittleEndian.AppendUint32(b, uint32(h.Labels))
	b = binary.LittleEndian.AppendUint32(b, uint32(h.Shift))
	scale := make([]float64, h.Labels)
	for i, w := range h.Weights {
		scale[i%h.Labels] = math.Max(scale[i%h.Labels], math.Abs(w))
	}
	for l := range scale {
		scale[l] = math.Max(scale[l], 1e-9) / 127
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(float32(scale[l])))
	}
	for _, x := range h.Bias {
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(float32(x)))
	}
	for i, w := range h.Weights {
		b = append(b, byte(int8(math.RoundToEven(w/scale[i%h.Labels]))))
	}
	return b
}

// AppendWords writes the words that Knows knows.
func AppendWords(b []byte, words []string) []byte {
	hashes := make([]uint32, len(words))
	for i, w := range words {
		hashes[i] = wordHash(w)
	}
	slices.Sort(hashes)
	hashes = slices.Compact(hashes)
	b = binary.LittleEndian.AppendUint32(b, uint32(len(hashes)))
	for _, h := range hashes {
		b = binary.LittleEndian.AppendUint32(b, h)
	}
	return b
}

// WithDoubt is the model with other weights of Confidence.
func (m *Model) WithDoubt(weights []float64) *Model {
	out := *m
	out.doubt = weights
	return &out
}

// AppendFloats writes the weights of Join, those of the signs before those of
// the traits of each of People, and then those of Confidence.
func AppendFloats(b []byte, weights []float64) []byte {
	for _, w := range weights {
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(float32(w)))
	}
	return b
}
