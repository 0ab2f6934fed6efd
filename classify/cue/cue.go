// Package cue finds what customers typically write when they pay, contest,
// refuse or ask: patterns over words and concepts, in lists by language and by
// what they speak for. A pattern is a witness, not a judge: the model weighs it.
package cue

import (
	"embed"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/voldaan/voldaan/classify/concept"
	"github.com/voldaan/voldaan/classify/phrase"
)

//go:embed patterns/*.txt
var files embed.FS

// Mark is a concept at words w[From:To] of a sentence.
type Mark struct {
	ID       concept.ID
	From, To int
}

// Sentence is what patterns are looked for in.
type Sentence struct {
	Words    []phrase.Word
	Marks    []Mark // by From
	Question bool   // it ends in a question mark
	Exclaims bool
}

// Pattern is one that stands in a sentence at words w[From:To].
type Pattern struct {
	Section  string // an intent, "dispute/reason", "flag/flag" or "not"
	Text     string // as the list has it
	From, To int
}

// List holds the patterns of one language. It may be used concurrently.
type List struct {
	patterns []*pattern
	words    phrase.Index[int32] // by the word that they begin with
	concepts map[concept.ID][]int32
	numbers  []int32 // those that begin with a number
	anywhere []int32 // those that cannot be looked up
}

// pattern is a line of a list. Its elements are read when it is first tried:
// most of a list is never tried on one mail.
type pattern struct {
	section, text string
	atStart       bool
	form          atomic.Pointer[form]
}

// form is a pattern as it was read.
type form struct {
	elements []element
	end      byte // '.', '?' or '!', else 0
}

// element is a place of a pattern: alternatives, or a gap for none.
type element struct {
	choice   phrase.Choice
	concepts []concept.ID
	gap      bool
}

// maxGap is how many words "..." may stand for.
const maxGap = 7

var lists = func() map[string]func() *List {
	out := map[string]func() *List{}
	for _, language := range concept.Languages {
		out[language] = sync.OnceValue(func() *List { return read(language) })
	}
	return out
}()

// Of is the list of a language; nil for one that has none.
func Of(language string) *List {
	if l, ok := lists[language]; ok {
		return l()
	}
	return nil
}

func read(language string) *List {
	l := &List{concepts: map[concept.ID][]int32{}}
	names, _ := files.ReadDir("patterns")
	for _, f := range names {
		if !strings.HasPrefix(f.Name(), language) {
			continue
		}
		b, err := files.ReadFile("patterns/" + f.Name())
		if err != nil {
			continue // the files are part of the program; a test reads each
		}
		l.parse(string(b))
	}
	return l
}

// parse adds the patterns of a file: "[section]" before its lines, and comments
// with "#" before the first section.
func (l *List) parse(text string) {
	section := ""
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || section == "" && line[0] == '#':
		case line[0] == '[' && line[len(line)-1] == ']':
			section = line[1 : len(line)-1]
		default:
			l.add(section, line)
		}
	}
}

func (l *List) add(section, text string) {
	p := &pattern{section: section, text: text}
	rest, atStart := strings.CutPrefix(text, "^ ")
	p.atStart = atStart
	first, _, _ := strings.Cut(strings.TrimSpace(rest), " ")
	e := readElement(first)
	if first == "" || e.gap {
		return
	}
	n := int32(len(l.patterns))
	l.patterns = append(l.patterns, p)
	for _, id := range e.concepts {
		l.concepts[id] = append(l.concepts[id], n)
	}
	for _, w := range e.choice {
		l.index(w, n)
	}
}

// read reads the elements of a pattern, once.
func (p *pattern) read() *form {
	if f := p.form.Load(); f != nil {
		return f
	}
	f := &form{}
	fields := strings.Fields(p.text)
	if p.atStart {
		fields = fields[1:]
	}
	if n := len(fields); n > 1 && (fields[n-1] == "." || fields[n-1] == "?" || fields[n-1] == "!") {
		f.end, fields = fields[n-1][0], fields[:n-1]
	}
	for _, w := range fields {
		f.elements = append(f.elements, readElement(w))
	}
	p.form.Store(f)
	return f
}

func readElement(f string) element {
	e := element{gap: f == "..."}
	if e.gap {
		return e
	}
	for alternative := range strings.SplitSeq(f, "|") {
		name, is := strings.CutPrefix(alternative, "<")
		if id, ok := concept.Lookup(strings.TrimSuffix(name, ">")); is && ok {
			e.concepts = append(e.concepts, id)
		} else if !is {
			e.choice = append(e.choice, alternative)
		}
	}
	return e
}

func (l *List) index(w string, n int32) {
	switch {
	case strings.Trim(w, "*") == "#":
		l.numbers = append(l.numbers, n)
	case !l.words.Add(w, n):
		l.anywhere = append(l.anywhere, n)
	}
}

// Find calls found with each pattern that stands in a sentence, where it does
// so first.
func (l *List) Find(s Sentence, found func(Pattern)) {
	if l == nil || len(s.Words) == 0 {
		return
	}
	seen := make([]uint64, len(l.patterns)/64+1)
	try := func(all []int32, i int) {
		for _, n := range all {
			if seen[n>>6]&(1<<(n&63)) != 0 {
				continue
			}
			p := l.patterns[n]
			if p.atStart && i > 0 {
				continue
			}
			f := p.read()
			if to := s.match(f.end, f.elements, i); to > 0 {
				seen[n>>6] |= 1 << (n & 63)
				found(Pattern{p.section, p.text, i, to})
			}
		}
	}
	at := 0
	for i, w := range s.Words {
		t := w.Text
		l.words.Find(t, func(all []int32) { try(all, i) })
		for ; at < len(s.Marks) && s.Marks[at].From == i; at++ {
			try(l.concepts[s.Marks[at].ID], i)
		}
		if t[0] <= '9' && t[0] >= '0' {
			try(l.numbers, i)
		}
		try(l.anywhere, i)
	}
}

// match gives the word behind a pattern whose first element stands at word i;
// -1 for none.
func (s *Sentence) match(end byte, rest []element, i int) int {
	if len(rest) == 0 {
		switch {
		case end == '.' && i < len(s.Words), end == '?' && !s.Question, end == '!' && !s.Exclaims:
			return -1
		}
		return i
	}
	e := &rest[0]
	if e.gap {
		for k := i; k <= min(i+maxGap, len(s.Words)); k++ {
			if to := s.match(end, rest[1:], k); to >= 0 {
				return to
			}
		}
		return -1
	}
	if i >= len(s.Words) {
		return -1
	}
	if e.choice.Has(s.Words[i]) {
		if to := s.match(end, rest[1:], i+1); to >= 0 {
			return to
		}
	}
	if len(e.concepts) == 0 {
		return -1
	}
	from, _ := slices.BinarySearchFunc(s.Marks, i, func(m Mark, i int) int { return m.From - i })
	for _, m := range s.Marks[from:] {
		if m.From != i {
			break
		}
		if slices.Contains(e.concepts, m.ID) {
			if to := s.match(end, rest[1:], m.To); to >= 0 {
				return to
			}
		}
	}
	return -1
}
