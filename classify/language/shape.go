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
	spare                 [][languages]float64 // rows not yet used
}

func newCounts() *counts {
	table := func(n int) map[uint64]*[languages]float64 { return make(map[uint64]*[languages]float64, n) }
	return &counts{three: table(12_000), two: table(2000), pair: table(2000), one: table(200)}
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
		row := t[k]
		if row == nil {
			if len(n.spare) == 0 {
				n.spare = make([][languages]float64, 512)
			}
			row, n.spare = &n.spare[0], n.spare[1:]
			t[k] = row
		}
		row[l]++
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
	s := shapes{make(map[uint64]*[languages]uint8, len(n.three)), make(map[uint64]*[languages]uint8, len(n.two))}
	rows := make([][languages]uint8, len(n.three))
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
	sixteenths := func(p float64) uint8 { return uint8(min(-math.Log(p)*16, 255)) }
	chances := map[uint64]*[languages]float64{} // of a letter after one other
	for k, v := range n.two {
		one, first := n.one[k&0x1fffff], before[rune(k>>21&0x1fffff)]
		chance, row := new([languages]float64), new([languages]uint8)
		for l := range languages {
			chance[l] = smooth(v, first, l, smooth(one, &n.all, l, 1e-4, 5), 4)
			row[l] = sixteenths(chance[l])
		}
		chances[k], s.two[k] = chance, row
	}
	for k, v := range n.three {
		two, pair, row := chances[k&(1<<42-1)], n.pair[k>>21], &rows[len(s.three)]
		for l := range languages {
			row[l] = s.two[k&(1<<42-1)][l]
			if pair != nil && pair[l] > 0 {
				row[l] = sixteenths(smooth(v, pair, l, two[l], 4))
			}
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
