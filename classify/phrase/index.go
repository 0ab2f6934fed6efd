package phrase

import "strings"

// Index finds entries by a word, written whole or with "*" at its begin or its
// end for any letters. The zero value is empty; once filled, it may be used
// concurrently.
type Index[T any] struct {
	whole        map[string][]T
	some         filter // of whole
	begins, ends stems[T]
}

// Add enters an entry under a word, and reports whether it could: a word with
// "*" at both sides, or of nothing else, cannot be looked up.
func (x *Index[T]) Add(word string, entry T) bool {
	stem := strings.Trim(word, "*")
	switch {
	case stem == "" || len(word)-len(stem) > 1:
		return false
	case word[0] == '*':
		x.ends.add(stem, tail(stem), entry)
	case stem != word:
		x.begins.add(stem, head(stem), entry)
	default:
		if x.whole == nil {
			x.whole = map[string][]T{}
		}
		x.whole[word] = append(x.whole[word], entry)
		x.some.add(sketch(word, head(word), tail(word)))
	}
	return true
}

// Find calls found with the entries under a word, those of the word as it is
// first.
func (x *Index[T]) Find(word string, found func([]T)) {
	first, last := head(word), tail(word)
	if x.some.has(sketch(word, first, last)) {
		if all := x.whole[word]; len(all) > 0 {
			found(all)
		}
	}
	for n := min(len(word), edge); n > 0; n-- {
		for _, s := range x.begins.at(first) {
			if (n == edge || len(s.text) == n) && strings.HasPrefix(word, s.text) {
				found(s.entries)
			}
		}
		for _, s := range x.ends.at(last) {
			if (n == edge || len(s.text) == n) && strings.HasSuffix(word, s.text) {
				found(s.entries)
			}
		}
		first, last = first>>8, last&(1<<(8*(n-1))-1) // a letter less
	}
}

// filter is a bit for each hash of what is in a map: most words are not.
type filter [64]uint64

func (f *filter) add(key uint32) {
	h := uint64(key) * 0x9E3779B97F4A7C15 >> 52
	f[h>>6] |= 1 << (h & 63)
}

func (f *filter) has(key uint32) bool {
	h := uint64(key) * 0x9E3779B97F4A7C15 >> 52
	return f[h>>6]>>(h&63)&1 == 1
}

// stems are words without their "*", by the edge of them that is looked up.
type stems[T any] struct {
	by   map[uint32][]stem[T]
	some filter
}

type stem[T any] struct {
	text    string
	entries []T
}

// edge is how many bytes of a stem are looked up; shorter ones count whole.
const edge = 3

func (s *stems[T]) add(text string, key uint32, entry T) {
	if s.by == nil {
		s.by = map[uint32][]stem[T]{}
	}
	s.some.add(key)
	all := s.by[key]
	for i := range all {
		if all[i].text == text {
			all[i].entries = append(all[i].entries, entry)
			return
		}
	}
	s.by[key] = append(all, stem[T]{text, []T{entry}})
}

func (s *stems[T]) at(key uint32) []stem[T] {
	if !s.some.has(key) {
		return nil
	}
	return s.by[key]
}

// sketch tells most words apart by their edges and length.
func sketch(word string, first, last uint32) uint32 {
	return first ^ last<<8 ^ last>>16 ^ uint32(len(word))<<25
}

// head packs the first bytes of a stem.
func head(s string) (key uint32) {
	for i := range min(len(s), edge) {
		key = key<<8 | uint32(s[i])
	}
	return key
}

// tail packs the last bytes of a stem.
func tail(s string) uint32 { return head(s[max(0, len(s)-edge):]) }
