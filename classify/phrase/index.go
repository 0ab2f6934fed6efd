package phrase

import "strings"

// Index finds entries by a word, written whole or with "*" at its begin or its
// end for any letters. The zero value is empty; once filled, it may be used
// concurrently.
type Index[T any] struct {
	whole, begins, ends map[string][]T
	least               int // bytes of the shortest of begins and ends
}

// Add enters an entry under a word, and reports whether it could: a word with
// "*" at both sides, or of nothing else, cannot be looked up.
func (x *Index[T]) Add(word string, entry T) bool {
	if x.whole == nil {
		x.whole, x.begins, x.ends, x.least = map[string][]T{}, map[string][]T{}, map[string][]T{}, 1<<30
	}
	stem := strings.Trim(word, "*")
	into := x.whole
	switch {
	case stem == "" || len(word)-len(stem) > 1:
		return false
	case word[0] == '*':
		into = x.ends
	case stem != word:
		into = x.begins
	}
	if stem != word {
		x.least = min(x.least, len(stem))
	}
	into[stem] = append(into[stem], entry)
	return true
}

// Find calls found with the entries under a word, those of the word as it is
// first.
func (x *Index[T]) Find(word string, found func([]T)) {
	found(x.whole[word])
	for n := max(x.least, 1); n <= len(word); n++ {
		found(x.begins[word[:n]])
		found(x.ends[word[len(word)-n:]])
	}
}
