// Package cue finds what customers typically write when they pay, contest,
// refuse or ask: patterns over words and concepts, in lists by language and by
// what they speak for. A pattern is a witness, not a judge: the model weighs it.
package cue

import (
	"embed"
	"strings"
	"sync"

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

// Pattern is one that stands in a sentence.
type Pattern struct {
	Section string // an intent, "dispute/reason", "flag/flag" or "not"
	Text    string // as the list has it
}

// List holds the patterns of one language. It may be used concurrently.
//
// Patterns are made of elements, and an element is a choice between atoms: words,
// concepts, numbers. Of a sentence the atoms are found, and of those the patterns
// whose rarest element they are of; few are then left to be followed.
type List struct {
	sections []string
	patterns []pattern
	rows     []int32             // the elements of the patterns, one pattern behind another
	choices  runs                // the atoms of each element
	atoms    int                 // so many
	words    phrase.Index[int32] // atoms by the word
	anchored runs                // the patterns by the atoms of the rarest of their elements
}

// The atoms: concepts by their ID, numbers, and the words from firstWord on.
const (
	anyNumber = 256
	firstWord = 257
)

// runs are lists of numbers, one behind another: that of n ends at until[n], where
// the next one begins.
type runs struct{ all, until []int32 }

func (r *runs) of(n int32) []int32 {
	if n == 0 {
		return r.all[:r.until[0]]
	}
	return r.all[r.until[n-1]:r.until[n]]
}

// pattern is a line of a list.
type pattern struct {
	text    string
	from    int32 // its elements are those of rows from here on
	length  uint8 // so many
	section uint8
	end     byte // '.', '?' or '!', else 0
	atStart bool
}

// gap is the element "...": none to maxGap words.
const (
	gap    = -1
	maxGap = 7
)

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
	var texts []string
	names, _ := files.ReadDir("patterns")
	for _, f := range names {
		if !strings.HasPrefix(f.Name(), language) {
			continue
		}
		b, err := files.ReadFile("patterns/" + f.Name())
		if err != nil {
			continue // the files are part of the program; a test reads each
		}
		texts = append(texts, string(b))
	}
	return parse(texts...)
}

// parse reads the patterns of files: "[section]" before its lines, and comments
// with "#" before the first section.
func parse(texts ...string) *List {
	lines, fields, bars := 1, 1, 0
	for _, text := range texts {
		lines += strings.Count(text, "\n") + 1
		fields += strings.Count(text, " ")
		bars += strings.Count(text, "|")
	}
	l := &List{atoms: firstWord, patterns: make([]pattern, 0, lines), rows: make([]int32, 0, lines+fields)}
	l.choices = runs{make([]int32, 0, lines+bars), make([]int32, 0, lines)}
	known := &known{make(map[string]int32, lines), make(map[string]int32, lines)}
	for _, text := range texts {
		in := false
		for line := range strings.Lines(text) {
			line = strings.TrimSpace(line)
			switch {
			case line == "" || !in && line[0] == '#':
			case line[0] == '[' && line[len(line)-1] == ']':
				l.sections, in = append(l.sections, line[1:len(line)-1]), true
			case in:
				l.add(line, known)
			}
		}
	}
	l.anchor()
	return l
}

// known are the elements and the words of a list that is being read, by how they
// are written.
type known struct{ elements, words map[string]int32 }

// add adds a pattern; one that begins with a gap is never found.
func (l *List) add(text string, known *known) {
	p := pattern{text: text, section: uint8(len(l.sections) - 1), from: int32(len(l.rows))}
	text, p.atStart = strings.CutPrefix(text, "^ ")
	if n := len(text); n > 2 && text[n-2] == ' ' && strings.IndexByte(".?!", text[n-1]) >= 0 {
		p.end, text = text[n-1], text[:n-2]
	}
	for w := range strings.FieldsSeq(text) {
		e, ok := known.elements[w]
		if !ok {
			e = l.element(w, known)
			known.elements[w] = e
		}
		l.rows = append(l.rows, e)
	}
	n := len(l.rows) - int(p.from)
	if p.length = uint8(n); n == 0 || n > 255 || l.rows[p.from] == gap {
		l.rows = l.rows[:p.from]
		return
	}
	l.patterns = append(l.patterns, p)
}

// element adds an element and gives its number.
func (l *List) element(written string, known *known) int32 {
	if written == "..." {
		return gap
	}
	for alternative := range strings.SplitSeq(written, "|") {
		name, is := strings.CutPrefix(alternative, "<")
		id, ok := concept.Lookup(strings.TrimSuffix(name, ">"))
		switch {
		case is && ok:
			l.choices.all = append(l.choices.all, int32(id))
		case alternative == "#":
			l.choices.all = append(l.choices.all, anyNumber)
		case !is:
			l.choices.all = append(l.choices.all, l.word(alternative, known))
		}
	}
	l.choices.until = append(l.choices.until, int32(len(l.choices.all)))
	return int32(len(l.choices.until)) - 1
}

// word is the atom of a word; one that cannot be looked up is never found.
func (l *List) word(written string, known *known) int32 {
	n, ok := known.words[written]
	if !ok {
		n = int32(l.atoms)
		l.atoms++
		known.words[written] = n
		l.words.Add(written, n)
	}
	return n
}

// anchor finds the rarest element of each pattern: the one whose atoms are in the
// fewest elements of patterns.
func (l *List) anchor() {
	uses := make([]int, l.atoms)
	for _, e := range l.rows {
		if e != gap {
			for _, a := range l.choices.of(e) {
				uses[a]++
			}
		}
	}
	common := make([]int, len(l.choices.until))
	for e := range common {
		for _, a := range l.choices.of(int32(e)) {
			common[e] += uses[a]
		}
	}
	rarest := make([]int32, len(l.patterns))
	until := make([]int32, l.atoms+1)
	for n := range l.patterns {
		row := l.row(&l.patterns[n])
		rarest[n] = row[0]
		for _, e := range row {
			if e != gap && common[e] < common[rarest[n]] {
				rarest[n] = e
			}
		}
		for _, a := range l.choices.of(rarest[n]) {
			until[a+1]++
		}
	}
	for a := range l.atoms {
		until[a+1] += until[a]
	}
	l.anchored = runs{make([]int32, until[l.atoms]), until}
	for n, e := range rarest { // until[a] is where the next one of a goes, and so ends up as its end
		for _, a := range l.choices.of(e) {
			l.anchored.all[until[a]] = int32(n)
			until[a]++
		}
	}
}

// row is the elements of a pattern.
func (l *List) row(p *pattern) []int32 { return l.rows[p.from:][:p.length] }
