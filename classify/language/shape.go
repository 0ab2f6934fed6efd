package language

import "math"

// shapes are how likely each letter is after the two before it, in every
// language, as sixteenths of the negative natural logarithm.
type shapes struct {
	three map[uint64]*[languages]uint8
	two   map[uint64]*[languages]uint8
}

// rarest is the cost of two letters that stand together in no list.
const rarest = 9 * 16

// maxShapeRunes is how much of a long word is looked at.
const maxShapeRunes = 24

type counts struct {
	three, two, pair, one map[uint64]*[languages]float64
	all                   [languages]float64
}

func newCounts() *counts {
	table := func() map[uint64]*[languages]float64 { return map[uint64]*[languages]float64{} }
	return &counts{three: table(), two: table(), pair: table(), one: table()}
}

func key(a, b, c rune) uint64 { return uint64(a)<<42 | uint64(b)<<21 | uint64(c) }

// triples calls f with each letter of a word and the two before it; a blank
// stands before and after the word.
func triples(w string, f func(a, b, c rune)) {
	a, b, n := ' ', ' ', 0
	for _, c := range w {
		if n++; n > maxShapeRunes {
			return
		}
		f(a, b, c)
		a, b = b, c
	}
	f(a, b, ' ')
}

func (n *counts) add(w string, l int) {
	inc := func(t map[uint64]*[languages]float64, k uint64) {
		if t[k] == nil {
			t[k] = new([languages]float64)
		}
		t[k][l]++
	}
	triples(w, func(a, b, c rune) {
		inc(n.three, key(a, b, c))
		inc(n.pair, key(0, a, b))
		inc(n.two, key(0, b, c))
		inc(n.one, key(0, 0, c))
		n.all[l]++
	})
}

// shapes interpolates three letters with two and one.
func (n *counts) shapes() shapes {
	s := shapes{map[uint64]*[languages]uint8{}, map[uint64]*[languages]uint8{}}
	before := map[rune]*[languages]float64{}
	for k, v := range n.two {
		b := rune(k >> 21 & 0x1fffff)
		if before[b] == nil {
			before[b] = new([languages]float64)
		}
		for l := range languages {
			before[b][l] += v[l]
		}
	}
	smooth := func(part, whole *[languages]float64, l int, lower, strength float64) float64 {
		p, w := 0.0, 0.0
		if part != nil {
			p = part[l]
		}
		if whole != nil {
			w = whole[l]
		}
		return (p + strength*lower) / (w + strength)
	}
	chance := func(b, c rune, l int) float64 {
		one := smooth(n.one[key(0, 0, c)], &n.all, l, 1e-4, 5)
		return smooth(n.two[key(0, b, c)], before[b], l, one, 4)
	}
	sixteenths := func(p float64) uint8 { return uint8(min(-math.Log(p)*16, 255)) }
	for k := range n.two {
		row := new([languages]uint8)
		for l := range languages {
			row[l] = sixteenths(chance(rune(k>>21&0x1fffff), rune(k&0x1fffff), l))
		}
		s.two[k] = row
	}
	for k, v := range n.three {
		a, b, c := rune(k>>42), rune(k>>21&0x1fffff), rune(k&0x1fffff)
		row := new([languages]uint8)
		for l := range languages {
			row[l] = sixteenths(smooth(v, n.pair[key(0, a, b)], l, chance(b, c, l), 4))
		}
		s.three[k] = row
	}
	return s
}

// shape is how much less likely a word's letters are in each language of the
// family than in the one that fits best, in natural logarithms.
func (s *shapes) shape(w string, family []int) (loss [languages]float64) {
	var sum [languages]int
	triples(w, func(a, b, c rune) {
		row := s.three[key(a, b, c)]
		if row == nil {
			row = s.two[key(0, b, c)]
		}
		for _, l := range family {
			if row == nil {
				sum[l] += rarest
			} else {
				sum[l] += int(row[l])
			}
		}
	})
	least := sum[family[0]]
	for _, l := range family {
		least = min(least, sum[l])
	}
	for _, l := range family {
		loss[l] = float64(sum[l]-least) / 16
	}
	return loss
}
