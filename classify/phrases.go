package classify

import (
	_ "embed"
	"strings"

	v "github.com/voldaan/voldaan"
)

// sign is a section of phrases.txt: its head.
type sign struct {
	intent v.Intent
	reason v.DisputeReason
	flag   v.Flag
	conf   float64
	marks  string
}

func (s sign) is(mark string) bool { return strings.Contains(s.marks, mark) }

// phrase is a sequence of words with their alternatives; none for a gap.
type phrase struct {
	sign
	words [][]string
}

//go:embed phrases.txt
var phraseList string

// NewRules reads the list of phrases, whose form is described at its top.
func NewRules() *Rules {
	r := &Rules{lists: map[string][]string{}, phrases: map[string][]phrase{}}
	var s sign
	for line := range strings.Lines(phraseList) {
		line = strings.TrimSpace(line)
		if name, list, ok := strings.Cut(line, " = "); ok {
			r.lists[name] = strings.Split(list, "|")
		} else if strings.HasPrefix(line, "[") {
			f := strings.Split(strings.Trim(line, "[]"), "/")
			if s = (sign{v.Intent(f[0]), v.DisputeReason(f[1]), v.Flag(f[2]), sure, f[3]}); s.is("weak") {
				s.conf = weak
			}
		} else if line != "" && line[0] != '#' {
			for p := range strings.SplitSeq(line, ",") {
				r.learn(s, strings.Fields(p))
			}
		}
	}
	return r
}

// learn puts a phrase under each word with which it can begin; one with "*"
// under its first letter and "*".
func (r *Rules) learn(s sign, words []string) {
	p := phrase{sign: s}
	for _, w := range words {
		p.words = append(p.words, strings.Split(w, "|"))
	}
	for _, w := range p.words[0] {
		if strings.Contains(w, "*") {
			w = w[:1] + "*"
		}
		r.phrases[w] = append(r.phrases[w], p)
	}
}

// find calls f with each phrase in w and the words w[i:j] that it takes.
func (r *Rules) find(w []word, f func(p phrase, i, j int)) {
	for i := range w {
		for _, key := range []string{w[i].folded, w[i].folded[:1] + "*", "**", "^"} {
			for _, p := range r.phrases[key] {
				if n := match(p.words, w[i:]); n > 0 {
					f(p, i, i+n)
				}
			}
		}
	}
}

// match gives how many words a phrase takes from the first on, -1 for no
// match, and marks those as known that it names.
func match(phrase [][]string, w []word) int {
	switch {
	case len(phrase) == 0:
		return 0
	case phrase[0][0] == "...":
		for skip := range min(7, len(w)) + 1 {
			if n := match(phrase[1:], w[skip:]); n >= 0 {
				return skip + n
			}
		}
	case len(w) > 0 && w[0].is(phrase[0]):
		if n := match(phrase[1:], w[1:]); n >= 0 {
			w[0].known = true
			return n + 1
		}
	}
	return -1
}
