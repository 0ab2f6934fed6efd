package language

import "encoding/binary"

// rarest is the cost of two letters that stand together in no list.
const rarest = 9 * 16

// maxShapeRunes is how much of a long word is looked at.
const maxShapeRunes = 24

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

// letters is what the table tells of letters, a byte for each language; nil
// for none.
func (x *index) letters(k uint64) []byte {
	r := x.find(hashKey(k), func(r []byte) bool { return binary.LittleEndian.Uint64(r) == k })
	if r == nil {
		return nil
	}
	return r[8:]
}

// shape is how much less likely a word's letters are in each language of the
// family than in the one that fits best, in natural logarithms.
func (m *tables) shape(w string, family []int) (loss [languages]float64) {
	var sum [languages]int
	triples(w, func(a, b, c rune) {
		row := m.three.letters(key(a, b, c))
		if row == nil {
			row = m.two.letters(key(0, b, c))
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
