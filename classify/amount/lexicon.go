package amount

import (
	_ "embed"
	"slices"
	"strings"
)

// class is a set of what a word can be.
type class uint32

const (
	pay class = 1 << iota
	part
	timely
	month
	follow
	before
	label
	of
	sum
	rate
	goods
	unit
	and
	to
	full
	be
	judge
	event
	coin    // begins the name of a currency; not in words.txt
	portion // says something of a share; not in words.txt
)

// classNames are the names of the classes in words.txt, in their order.
const classNames = "pay part time month follow before label of sum rate goods unit and to full be judge event"

//go:embed words.txt
var wordTable string

// lexicon is the classes of the words of a language.
type lexicon struct {
	words map[string]class
	stems [26 * 26][]stem // by their first two letters
}

type stem struct {
	text  string
	class class
}

// languages are the lexicons by language, with that of all under "".
var languages = readLexicons(wordTable)

func readLexicons(table string) map[string]*lexicon {
	out := map[string]*lexicon{"": {words: map[string]class{}}}
	names := strings.Fields(classNames)
	var l *lexicon
	for line := range strings.Lines(table) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "[") {
			l = &lexicon{words: map[string]class{}}
			out[strings.Trim(line, "[]")] = l
			continue
		}
		name, words, ok := strings.Cut(line, ":")
		c := class(1) << max(0, slices.Index(names, name))
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		for _, w := range strings.Fields(words) {
			if l == out["any"] {
				out[""].words[w] &^= c
				continue
			}
			l.add(w, c)
			out[""].add(w, c)
		}
	}
	delete(out, "any")
	for _, l := range out {
		for w := range currencies {
			l.words[w] |= coin
		}
		for w := range adjectives {
			l.words[w] |= coin
		}
		for w := range portions {
			l.words[w] |= portion
		}
	}
	return out
}

func (l *lexicon) add(word string, c class) {
	if text, ok := strings.CutSuffix(word, "*"); ok {
		at := pair(text)
		l.stems[at] = append(l.stems[at], stem{text, c})
		return
	}
	l.words[word] |= c
}

// class is what a folded word can be.
func (l *lexicon) class(word string) class {
	c := l.words[word]
	if len(word) < 3 {
		return c
	}
	if at := pair(word); at >= 0 {
		for _, t := range l.stems[at] {
			if strings.HasPrefix(word, t.text) {
				c |= t.class
			}
		}
	}
	return c
}

// pair numbers the first two letters of a word; -1 when they are not in a to z.
func pair(word string) int {
	a, b := int(word[0])-'a', int(word[1])-'a'
	if a < 0 || a > 25 || b < 0 || b > 25 {
		return -1
	}
	return 26*a + b
}
