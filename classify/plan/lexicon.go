package plan

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed words.txt
var words string

// class is what a word of the lexicon says.
type class string

// lexicon gives the words of a language their classes. A phrase is its words
// with one blank between; the first word of a phrase tells how many words the
// longest has that begins with it.
type lexicon struct {
	classes  map[string][]class
	longest  map[string]int
	weekdays map[string]int // Monday is 1
	months   map[string]int // January is 1
}

// lexicons are those of the languages, and under "" that of all of them.
var lexicons = sync.OnceValue(func() map[string]*lexicon {
	out := map[string]*lexicon{"": newLexicon()}
	var language *lexicon
	for line := range strings.Lines(words) {
		line = strings.TrimSpace(line)
		name, list, ok := strings.Cut(line, ": ")
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '[':
			language = newLexicon()
			out[strings.Trim(line, "[]")] = language
		case ok && name == "weekdays":
			number(language.weekdays, list)
			number(out[""].weekdays, list)
		case ok && name == "months":
			number(language.months, list)
			number(out[""].months, list)
		case ok:
			language.add(class(name), list)
			out[""].add(class(name), list)
		}
	}
	return out
})

func newLexicon() *lexicon {
	return &lexicon{map[string][]class{}, map[string]int{}, map[string]int{}, map[string]int{}}
}

func (l *lexicon) add(c class, list string) {
	for phrase := range strings.SplitSeq(list, "|") {
		first, _, _ := strings.Cut(phrase, " ")
		l.classes[phrase] = append(l.classes[phrase], c)
		l.longest[first] = max(l.longest[first], strings.Count(phrase, " ")+1)
	}
}

// number numbers the words of a list from 1.
func number(in map[string]int, list string) {
	for i, w := range strings.Fields(list) {
		in[w] = i + 1
	}
}

// is reports whether a word alone is of a class.
func (l *lexicon) is(word string, c ...class) bool {
	for _, have := range l.classes[word] {
		for _, want := range c {
			if have == want {
				return true
			}
		}
	}
	return false
}
