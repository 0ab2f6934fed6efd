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
// Patterns share their elements: what a sentence shows is found once for each
// element, and a pattern is followed only where all its elements are shown.
type List struct {
	sections []string
	patterns []pattern
	rows     []int32 // the elements of the patterns, one pattern behind another
	elements int
	words    phrase.Index[int32]    // elements by their words
	concepts map[concept.ID][]int32 // by their concepts
	numbers  []int32                // those that a number is one of
	// anchored are the patterns by the rarest of their elements: those of the
	// element e end at until[e], where those of the next begin.
	anchored, until []int32
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
	lines, fields := 1, 1
	for _, text := range texts {
		lines += strings.Count(text, "\n") + 1
		fields += strings.Count(text, " ")
	}
	l := &List{concepts: map[concept.ID][]int32{}, patterns: make([]pattern, 0, lines), rows: make([]int32, 0, lines+fields)}
	known := make(map[string]int32, lines)
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

// add adds a pattern, with the elements that are known by how they are written;
// one that begins with a gap is never found.
func (l *List) add(text string, known map[string]int32) {
	p := pattern{text: text, section: uint8(len(l.sections) - 1), from: int32(len(l.rows))}
	text, p.atStart = strings.CutPrefix(text, "^ ")
	if n := len(text); n > 2 && text[n-2] == ' ' && strings.IndexByte(".?!", text[n-1]) >= 0 {
		p.end, text = text[n-1], text[:n-2]
	}
	for w := range strings.FieldsSeq(text) {
		e, ok := known[w]
		if !ok {
			e = l.element(w)
			known[w] = e
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
func (l *List) element(written string) int32 {
	if written == "..." {
		return gap
	}
	n := int32(l.elements)
	l.elements++
	for alternative := range strings.SplitSeq(written, "|") {
		name, is := strings.CutPrefix(alternative, "<")
		id, ok := concept.Lookup(strings.TrimSuffix(name, ">"))
		switch {
		case is && ok:
			l.concepts[id] = append(l.concepts[id], n)
		case alternative == "#":
			l.numbers = append(l.numbers, n)
		case !is:
			l.words.Add(alternative, n) // one that cannot be looked up is never found
		}
	}
	return n
}

// anchor finds the rarest element of each pattern.
func (l *List) anchor() {
	uses := make([]int32, l.elements)
	for _, e := range l.rows {
		if e != gap {
			uses[e]++
		}
	}
	rarest := make([]int32, len(l.patterns))
	l.until = make([]int32, l.elements+1)
	for n := range l.patterns {
		row := l.row(&l.patterns[n])
		rarest[n] = row[0]
		for _, e := range row {
			if e != gap && uses[e] < uses[rarest[n]] {
				rarest[n] = e
			}
		}
		l.until[rarest[n]+1]++
	}
	for e := range l.elements {
		l.until[e+1] += l.until[e]
	}
	l.anchored = make([]int32, len(l.patterns))
	for n, e := range rarest { // until[e] is where the next one of e goes, and so ends up as its end
		l.anchored[l.until[e]] = int32(n)
		l.until[e]++
	}
}

// row is the elements of a pattern.
func (l *List) row(p *pattern) []int32 { return l.rows[p.from:][:p.length] }

// of is the patterns whose rarest element that is.
func (l *List) of(e int32) []int32 {
	if e == 0 {
		return l.anchored[:l.until[0]]
	}
	return l.anchored[l.until[e-1]:l.until[e]]
}
