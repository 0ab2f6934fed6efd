// Package concept groups the words of four languages by what they mean for the
// reader of a reply: "betaal", "règle", "settle" and "überweise" are all "pay".
// What the reader learns of a concept in one language holds in the others.
package concept

import (
	"embed"
	"strings"
	"sync"

	"github.com/voldaan/voldaan/classify/phrase"
)

//go:embed words/*.txt grounds/*.txt
var files embed.FS

// Languages are those with a list.
var Languages = []string{"nl", "fr", "en", "de"}

// ID is the number of a concept among its set, from 0 on, in the order of the
// lists.
type ID uint8

// set is the concepts of a folder, which has a list for each language.
type set struct {
	folder   string
	ids      func() map[string]ID
	lexicons map[string]func() *Lexicon
}

var (
	words   = newSet("words")
	grounds = newSet("grounds")
)

func newSet(folder string) *set {
	s := &set{folder: folder, lexicons: map[string]func() *Lexicon{}}
	s.ids = sync.OnceValue(func() map[string]ID {
		out := map[string]ID{}
		for i, n := range s.names() {
			out[n] = ID(i)
		}
		return out
	})
	for _, language := range Languages {
		s.lexicons[language] = sync.OnceValue(func() *Lexicon { return s.read(language) })
	}
	return s
}

// names reads the names of the concepts, those of the English list; an ID is a
// place in it.
func (s *set) names() []string {
	var out []string
	for name := range s.lines("en") {
		out = append(out, name)
	}
	return out
}

// lines gives the concepts of a language, each with its words.
func (s *set) lines(language string) func(func(name, words string) bool) {
	return func(yield func(string, string) bool) {
		b, err := files.ReadFile(s.folder + "/" + language + ".txt")
		if err != nil {
			return // a test proves that each is there
		}
		for line := range strings.Lines(string(b)) {
			name, words, ok := strings.Cut(strings.TrimSpace(line), ": ")
			if ok && name[0] != '#' && !yield(name, words) {
				return
			}
		}
	}
}

func (s *set) read(language string) *Lexicon {
	l := &Lexicon{}
	for name, words := range s.lines(language) {
		for p := range strings.SplitSeq(words, ",") {
			l.add(s.ids()[name], strings.Fields(p))
		}
	}
	return l
}

func (s *set) of(language string) *Lexicon {
	if l, ok := s.lexicons[language]; ok {
		return l()
	}
	return nil
}

// Lookup is the concept of that name.
func Lookup(name string) (ID, bool) {
	id, ok := words.ids()[name]
	return id, ok
}

// Of is the lexicon of a language; nil for one that has none.
func Of(language string) *Lexicon { return words.of(language) }

// Grounds is the lexicon of what an invoice is contested for, with IDs of its
// own: words that tell why, and nothing of whether; nil for a language that has
// none.
func Grounds(language string) *Lexicon { return grounds.of(language) }

// Lexicon knows the words of one language. It may be used concurrently.
type Lexicon struct {
	entries phrase.Index[entry] // by the first word
}

// entry is a phrase behind its first word.
type entry struct {
	id   ID
	next phrase.Heads // of what follows
	rest []phrase.Step
}

func (l *Lexicon) add(id ID, words []string) {
	if len(words) == 0 {
		return
	}
	e := entry{id: id, rest: make([]phrase.Step, 0, len(words)-1)}
	for _, w := range words[1:] {
		e.rest = append(e.rest, phrase.ParseStep(w))
	}
	e.next = phrase.HeadsOf(e.rest)
	for first := range strings.SplitSeq(words[0], "|") {
		l.entries.Add(first, e) // a test proves that it can
	}
}

// Find calls found with each concept that words w[i:j] name, from the first
// word to the last.
func (l *Lexicon) Find(w []phrase.Word, found func(id ID, i, j int)) {
	if l == nil {
		return
	}
	for i := range w {
		l.entries.Find(w[i].Text, func(entries []entry) { l.try(entries, w, i, found) })
	}
}

func (l *Lexicon) try(entries []entry, w []phrase.Word, i int, found func(id ID, i, j int)) {
	head := phrase.HeadOf(w[i+1:])
	for k := range entries {
		e := &entries[k]
		if e.next&head != 0 && phrase.Begins(w[i+1:], e.rest) {
			found(e.id, i, i+1+len(e.rest))
		}
	}
}
