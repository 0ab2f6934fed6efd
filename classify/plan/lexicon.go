package plan

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/voldaan/voldaan/classify/numeral"
)

//go:embed words.txt
var words string

// class is a set of what the words of the lexicon say.
type class uint64

const (
	cAnd class = 1 << iota
	cDay
	cDuring
	cEach
	cEqual
	cEvery
	cFortnightly
	cFourth
	cHalf
	cLastday
	cMoney
	cMonth
	cMonthly
	cMonthlytwo
	cNot
	cNow
	cOf
	cOfmonth
	cOr
	cOther
	cOver
	cPart
	cPiece
	cPrep
	cPrice
	cQuarter
	cQuarterly
	cRest
	cSame
	cSay
	cSince
	cStart
	cThen
	cThird
	cThreefourths
	cTimes
	cUntil
	cVerb
	cWeek
	cWeekly
	cYear
	cLater
	cFollowing
)

// classNames are the names of the classes in words.txt, in their order.
const classNames = "and day during each equal every fortnightly fourth half lastday money month monthly monthlytwo not now of ofmonth or other over part piece prep price quarter quarterly rest same say since start then third threefourths times until verb week weekly year later following"

// lexicon gives the words of a language their classes.
type lexicon struct {
	entries  map[string]*entry // by phrases, their words with one blank between
	weekdays map[string]int    // Monday is 1
	months   map[string]int    // January is 1
}

// entry is a phrase, or the first word of one.
type entry struct {
	class
	order   []class // each of them, as the lexicon has them
	longest int     // how many words the longest phrase has that begins with it
}

// is reports whether a word alone is of one of some classes.
func (e *entry) is(c class) bool { return e != nil && e.class&c != 0 }

// first is the first class of an entry that is one of some; 0 for none.
func (e *entry) first(of class) class {
	if e.is(of) {
		for _, c := range e.order {
			if c&of != 0 {
				return c
			}
		}
	}
	return 0
}

// lexicons are those of the languages, and under "" that of all of them.
var lexicons = sync.OnceValue(func() map[string]*lexicon {
	out := map[string]*lexicon{"": newLexicon()}
	classes := map[string]class{}
	for i, name := range strings.Fields(classNames) {
		classes[name] = 1 << i
	}
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
			language.add(classes[name], list)
			out[""].add(classes[name], list)
		}
	}
	return out
})

func newLexicon() *lexicon {
	return &lexicon{map[string]*entry{}, map[string]int{}, map[string]int{}}
}

func (l *lexicon) add(c class, list string) {
	for phrase := range strings.SplitSeq(list, "|") {
		e := l.entry(phrase)
		e.class |= c
		e.order = append(e.order, c)
		word, _, _ := strings.Cut(phrase, " ")
		first := l.entry(word)
		first.longest = max(first.longest, strings.Count(phrase, " ")+1)
	}
}

func (l *lexicon) entry(phrase string) *entry {
	e := l.entries[phrase]
	if e == nil {
		e = &entry{}
		l.entries[phrase] = e
	}
	return e
}

// number numbers the words of a list from 1.
func number(in map[string]int, list string) {
	for i, w := range strings.Fields(list) {
		in[w] = i + 1
	}
}

// know looks up the tokens, and whether a number can begin with them.
func (s *scan) know() {
	for i := range s.all {
		t := &s.all[i]
		t.entry = s.entries[t.text]
		t.plain = !t.figures && !numeral.Begins(s.language, t.text)
	}
}
