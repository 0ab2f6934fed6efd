package model

import "math"

// Cosine is how like two sentences are by their features: 1 for the same ones,
// 0 for none in common. The features of each are as Features gives them.
func Cosine(a, b []Feature) float64 {
	weights := make(map[uint32]float64, len(a))
	var ab, aa, bb float64
	for _, x := range a {
		weights[x.Bucket] += float64(x.Weight)
	}
	for _, w := range weights {
		aa += w * w
	}
	seen := make(map[uint32]float64, len(b))
	for _, x := range b {
		seen[x.Bucket] += float64(x.Weight)
	}
	for bucket, w := range seen {
		bb += w * w
		ab += w * weights[bucket]
	}
	if ab == 0 {
		return 0
	}
	return ab / math.Sqrt(aa*bb)
}
