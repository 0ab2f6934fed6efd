// Package wordlist finds the phrases of word lists in a text.
package wordlist

import (
	"strings"
	"sync"
)

// maxGap is how many bytes ".." in a phrase may stand for.
const maxGap = 80

// Phrase is a stretch of words as mail systems write it. In the lists, words
// are in lower case with single blanks; ".." stands for up to maxGap bytes,
// "^" before it for the start of the text, "*" for "also inside a word", and
// "|" behind it for the end of a word.
type Phrase struct {
	parts                   []string
	anchored, inside, whole bool
	grams                   []uint16
}

func parse(s string) Phrase {
	var p Phrase
	if s, p.anchored = strings.CutPrefix(s, "^"); !p.anchored {
		s, p.inside = strings.CutPrefix(s, "*")
	}
	s, p.whole = strings.CutSuffix(s, "|")
	p.parts = strings.Split(s, "..")
	p.grams = grams(p.parts)
	return p
}

// maxStarts bounds how often the start of a phrase is looked for.
const maxStarts = 20

// Find finds the phrase in a folded text: its first byte and the place behind
// it, or -1 twice.
func (p Phrase) Find(text string) (start, end int) {
	if p.anchored {
		if !strings.HasPrefix(text, p.parts[0]) {
			return -1, -1
		}
		if end := p.rest(text, len(p.parts[0])); end >= 0 {
			return 0, end
		}
		return -1, -1
	}
	for from, n := 0, 0; n < maxStarts; n++ {
		i := strings.Index(text[from:], p.parts[0])
		if i < 0 {
			return -1, -1
		}
		start := from + i
		if p.inside || start == 0 || !isWord(text[start-1]) || !isWord(text[start]) {
			if end := p.rest(text, start+len(p.parts[0])); end >= 0 {
				return start, end
			}
		}
		from = start + len(p.parts[0])
	}
	return -1, -1
}

// rest finds the parts behind the first one, which ends at a place of text.
func (p Phrase) rest(text string, end int) int {
	for i, part := range p.parts[1:] {
		if strings.HasSuffix(p.parts[i], " ") && strings.HasPrefix(part, " ") {
			end-- // "a .. b" is "a b" as well
		}
		window := text[end:min(len(text), end+maxGap+len(part))]
		i := strings.Index(window, part)
		if i < 0 {
			return -1
		}
		end += i + len(part)
	}
	if p.whole && end < len(text) && isWord(text[end]) {
		return -1
	}
	return end
}

// isWord reports a byte of a word in ASCII; letters beyond it count as none,
// so that scripts without blanks need no mark in the lists.
func isWord(c byte) bool { return 'a' <= c && c <= 'z' || '0' <= c && c <= '9' }

// List is a list of phrases, made ready when it is first asked. The zero value
// is empty.
type List struct {
	phrases func() []Phrase
}

// newList is the list of the phrases that the lines hold.
func newList(lines []string) List {
	return List{sync.OnceValue(func() []Phrase {
		out := make([]Phrase, len(lines))
		for i, l := range lines {
			out[i] = parse(l)
		}
		return out
	})}
}

// all are the phrases.
func (l List) all() []Phrase {
	if l.phrases == nil {
		return nil
	}
	return l.phrases()
}

// In reports whether any of the phrases stands in a folded text.
func (l List) In(text string) bool { return text != "" && l.InText(Prepare(text)) }

// InText reports the same of a text that is ready.
func (l List) InText(t *Text) bool {
	phrases := l.all()
	for i := range phrases {
		if t.mayHold(&phrases[i]) {
			if start, _ := phrases[i].Find(t.s); start >= 0 {
				return true
			}
		}
	}
	return false
}

// First is the place in a text where the first of the phrases starts, or -1.
func (l List) First(t *Text) int {
	first := -1
	phrases := l.all()
	for i := range phrases {
		if !t.mayHold(&phrases[i]) {
			continue
		}
		if start, _ := phrases[i].Find(t.s); start >= 0 && (first < 0 || start < first) {
			first = start
		}
	}
	return first
}

// Count is how many of the phrases stand in a text.
func (l List) Count(t *Text) int {
	n := 0
	phrases := l.all()
	for i := range phrases {
		if t.mayHold(&phrases[i]) {
			if start, _ := phrases[i].Find(t.s); start >= 0 {
				n++
			}
		}
	}
	return n
}

// Section is a part of a word list under one name.
type Section struct {
	Name  string
	Words List
}

// Read reads a word list: one phrase a line, "#" before a comment, and
// "[name]" before the lines of a section. A name may come more than once.
func Read(file string) []Section {
	var out []Section
	var lines []string
	name := ""
	for line := range strings.Lines(file + "\n[]") {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '[' && line[len(line)-1] == ']':
			if name != "" {
				out = append(out, Section{name, newList(lines)})
			}
			name, lines = line[1:len(line)-1], nil
		default:
			lines = append(lines, line)
		}
	}
	return out
}

// Named is the list of the first section of that name; empty for none.
func Named(list []Section, name string) List {
	for _, s := range list {
		if s.Name == name {
			return s.Words
		}
	}
	return List{}
}
