package when

import (
	"embed"
	"strconv"
	"strings"
	"sync"
)

//go:embed lexicon/*.txt
var lexiconFiles embed.FS

// languages are the four that are read, by the places of their lexicons.
var languages = [...]string{"nl", "fr", "en", "de"}

// lexicon is what is known of the words of one language.
type lexicon struct {
	language string
	entries  map[string]*entry
	holidays []holiday
	names    []name // months and weekdays of five letters or more, for typos
	grammar  *grammar
}

// entry is what a word can be, alone or as the first of several.
type entry struct {
	terms   []term
	phrases []term // those of more than one word
	mask    set    // the classes of the word alone
}

// term is one meaning: a class and its value.
type term struct {
	class class
	value int
	rest  []string // the words after the first
}

// lexiconOf reads the word list of a language and makes its grammar, once each;
// they never change afterwards.
var lexiconOf = func() (out [len(languages)]func() *lexicon) {
	for i, language := range languages {
		out[i] = sync.OnceValue(func() *lexicon {
			text, err := lexiconFiles.ReadFile("lexicon/" + language + ".txt")
			if err != nil {
				panic(err) // the files are part of the program; a test reads each
			}
			l := readLexicon(language, string(text))
			l.grammar = newGrammar(l)
			return l
		})
	}
	return out
}()

func readLexicon(language, text string) *lexicon {
	l := &lexicon{language: language, entries: map[string]*entry{}}
	var parts []string
	for line := range strings.Lines(text) {
		head, words, ok := strings.Cut(strings.TrimSpace(line), ": ")
		if !ok || head[0] == '#' {
			continue
		}
		if head == "glue" {
			parts = strings.Fields(words)
			continue
		}
		name, value, _ := strings.Cut(head, " ")
		c, ok := classOf(name)
		if !ok {
			continue
		}
		n := l.value(c, value)
		for phrase := range strings.SplitSeq(words, ", ") {
			for _, p := range expand(phrase) {
				l.add(c, n, p)
			}
		}
	}
	l.glue(parts)
	return l
}

// value reads what stands behind a class: a number, a unit or a holiday.
func (l *lexicon) value(c class, s string) int {
	if c == cHoliday {
		l.holidays = append(l.holidays, readHoliday(s))
		return len(l.holidays) - 1
	}
	if u, ok := unitOf(s); ok {
		return int(u)
	}
	n, _ := strconv.Atoi(s)
	return n
}

// add enters a phrase, and with "ae" for "ä" as it is written without umlauts.
func (l *lexicon) add(c class, value int, phrase string) {
	l.enter(c, value, phrase)
	if plain := umlauts.Replace(phrase); l.language == "de" && plain != phrase {
		l.enter(c, value, plain)
	}
}

var umlauts = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue")

func (l *lexicon) enter(c class, value int, phrase string) {
	var z tokenizer
	var words []string
	for _, t := range z.cut(phrase, 0, len(phrase)) {
		words = append(words, t.text)
	}
	if len(words) == 0 {
		return
	}
	e := l.entries[words[0]]
	if e == nil {
		e = &entry{}
		l.entries[words[0]] = e
	}
	e.terms = append(e.terms, term{c, value, words[1:]})
	if len(words) > 1 {
		e.phrases = append(e.phrases, e.terms[len(e.terms)-1])
	} else {
		e.mask.add(c)
	}
	near := contains(" feber janner jaenner juill ", words[0]) // to "Feder", "Männer" and "Jill"
	if (c == cMonth || c == cWeekday) && len(words) == 1 && len(words[0]) >= 5 && !near {
		l.names = append(l.names, name{words[0], e})
	}
}

// glue enters "vrijdagmiddag" for the weekdays of Dutch and German.
func (l *lexicon) glue(parts []string) {
	names := l.names
	for _, n := range names {
		for _, t := range n.entry.terms {
			if t.class == cWeekday {
				for _, p := range parts {
					l.add(cWeekday, t.value, n.text+p)
				}
			}
		}
	}
	l.names = names // a typo in a word of two parts is not looked for
}

// expand writes out "erst{e,en}" as "erste" and "ersten".
func expand(s string) []string {
	head, rest, ok := strings.Cut(s, "{")
	if !ok {
		return []string{s}
	}
	inner, tail, _ := strings.Cut(rest, "}")
	var out []string
	for end := range strings.SplitSeq(inner, ",") {
		out = append(out, head+end+tail)
	}
	return out
}
