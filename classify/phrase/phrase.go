// Package phrase finds the phrases of a list in the sentences of a text.
//
// Texts are folded first, so that phrases are lower-case ASCII without accents.
// A phrase is one or more words between blanks. Each may be one of several,
// "a|b", where "*" stands for any letters at its begin or end, "#" for a number
// and "^" for a word with a capital; "..." stands for up to seven words between
// two others. "@", "%" and "&" are words of one sign: callers write them in the
// place of addresses, days and the like before they look for phrases.
package phrase

import (
	"slices"
	"strings"
)

// List holds phrases, each with what it means. The zero value is empty. Once
// filled, it may be used concurrently.
type List[T any] struct {
	phrases []entry[T]
	second  []Heads      // of each phrase, those of what follows its first word
	first   Index[int32] // phrases by the words with which they can begin
	other   []int32      // those that cannot be looked up by one
}

type entry[T any] struct {
	meaning T
	words   []Step
}

// Step is a word of a phrase, or "...".
type Step struct {
	choice Choice
	gap    bool
}

// ParseStep reads a word of a phrase as it stands on a list.
func ParseStep(written string) Step {
	return Step{choice: ParseChoice(written), gap: written == "..."}
}

// Heads is a set of what words can begin with, or of no word: most phrases that
// do not fit are known by it.
type Heads uint32

const (
	noWord  Heads = 1 << 28
	anyHead Heads = 1<<29 - 1
)

// initial is that of one word by its first byte: each letter has its own, all
// figures one, and the rest one.
func initial(c byte) Heads {
	switch {
	case c >= 'a' && c <= 'z':
		return 1 << (c - 'a')
	case c >= '0' && c <= '9':
		return 1 << 26
	}
	return 1 << 27
}

// HeadOf is that of the first of some words.
func HeadOf(w []Word) Heads {
	if len(w) == 0 {
		return noWord
	}
	return initial(w[0].Text[0])
}

// HeadsOf are those of words with which a phrase can begin.
func HeadsOf(phrase []Step) Heads {
	if len(phrase) == 0 || phrase[0].gap {
		return anyHead
	}
	return phrase[0].choice.heads
}

// Add puts phrases of one meaning on the list; commas stand between them. One
// that begins with "..." is never found.
func (l *List[T]) Add(phrases string, meaning T) {
	for p := range strings.SplitSeq(phrases, ",") {
		e := entry[T]{meaning: meaning}
		for w := range strings.FieldsSeq(p) {
			e.words = append(e.words, ParseStep(w))
		}
		if len(e.words) == 0 || e.words[0].gap {
			continue
		}
		n := int32(len(l.phrases))
		l.phrases, l.second = append(l.phrases, e), append(l.second, HeadsOf(e.words[1:]))
		for _, word := range e.words[0].choice.words {
			if word == "^" || word == "#" || strings.Contains(strings.Trim(word, "*"), "*") || !l.first.Add(word, n) {
				l.other = append(l.other, n)
			}
		}
	}
}

// Find calls found with the meaning of each phrase in w and the words w[i:j]
// that it takes, from the first word to the last, and those that begin with one
// word in the order of the list. Where found changes a Text, later phrases see
// it so.
func (l *List[T]) Find(w []Word, found func(meaning T, i, j int)) {
	var some []int32
	for i := range w {
		some = append(some[:0], l.other...)
		l.first.Find(w[i].Text, func(n []int32) { some = append(some, n...) })
		slices.Sort(some)
		for _, n := range slices.Compact(some) {
			if l.second[n]&HeadOf(w[i+1:]) == 0 {
				continue
			}
			if j := match(l.phrases[n].words, w[i:]); j > 0 {
				found(l.phrases[n].meaning, i, i+j)
			}
		}
	}
}

// Begins reports whether words begin with the steps of a phrase.
func Begins(w []Word, phrase []Step) bool { return match(phrase, w) >= 0 }

// match gives how many words a phrase takes from the first on, -1 for no match.
func match(phrase []Step, w []Word) int {
	for k := range phrase {
		switch s := &phrase[k]; {
		case s.gap:
			for skip := range min(7, len(w)-k) + 1 {
				if n := match(phrase[k+1:], w[k+skip:]); n >= 0 {
					return k + skip + n
				}
			}
			return -1
		case k == len(w) || !s.choice.has(&w[k]):
			return -1
		}
	}
	return len(phrase)
}
