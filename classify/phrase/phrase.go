// Package phrase finds the phrases of a list in the sentences of a text.
//
// Texts are folded first, so that phrases are lower-case ASCII without accents.
// A phrase is one or more words between blanks. Each may be one of several,
// "a|b", where "*" stands for any letters at its begin or end, "#" for a number
// and "^" for a word with a capital; "..." stands for up to seven words between
// two others. "@", "%" and "&" are words of one sign: callers write them in the
// place of addresses, days and the like before they look for phrases.
package phrase

import "strings"

// List holds phrases, each with what it means. The zero value is empty. Once
// filled, it may be used concurrently.
type List[T any] struct {
	phrases map[string][]entry[T] // by the words with which they can begin; "a*" for those of one letter
}

type entry[T any] struct {
	meaning T
	words   []Choice
}

// Add puts phrases of one meaning on the list; commas stand between them. One
// that begins with "..." is never found.
func (l *List[T]) Add(phrases string, meaning T) {
	if l.phrases == nil {
		l.phrases = map[string][]entry[T]{}
	}
	for p := range strings.SplitSeq(phrases, ",") {
		e := entry[T]{meaning: meaning}
		for w := range strings.FieldsSeq(p) {
			e.words = append(e.words, ParseChoice(w))
		}
		if len(e.words) == 0 {
			continue
		}
		keys := map[string]bool{}
		for _, key := range e.words[0] {
			if strings.Contains(key, "*") {
				key = key[:1] + "*"
			}
			if !keys[key] {
				l.phrases[key] = append(l.phrases[key], e)
			}
			keys[key] = true
		}
	}
}

// Find calls found with the meaning of each phrase in w and the words w[i:j]
// that it takes, from the first word to the last, and marks the words that the
// phrases name as known. Where found changes a Text, later phrases see it so.
func (l *List[T]) Find(w []Word, found func(meaning T, i, j int)) {
	for i := range w {
		for _, key := range []string{w[i].Text, w[i].Text[:1] + "*", "**", "^", "#"} {
			for _, e := range l.phrases[key] {
				if n := match(e.words, w[i:]); n > 0 {
					found(e.meaning, i, i+n)
				}
			}
		}
	}
}

// match gives how many words a phrase takes from the first on, -1 for no
// match, and marks those as known that it names.
func match(phrase []Choice, w []Word) int {
	switch {
	case len(phrase) == 0:
		return 0
	case phrase[0][0] == "...":
		for skip := range min(7, len(w)) + 1 {
			if n := match(phrase[1:], w[skip:]); n >= 0 {
				return skip + n
			}
		}
	case len(w) > 0 && phrase[0].Has(w[0]):
		if n := match(phrase[1:], w[1:]); n >= 0 {
			w[0].Known = true
			return n + 1
		}
	}
	return -1
}
