package language

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A language shows in its first words; what follows only costs time.
const (
	maxLetters = 4096
	maxWords   = 400
	maxBytes   = 64 << 10
)

// word is one word of a text in lower case and how it stands there.
type word struct {
	text    string
	capital bool // begins with a capital though it begins no line or sentence
	title   bool // stands in a line of capitalised words
	upper   bool // is all capitals in a text that is not
}

// weight is how much a word tells. Names look like any language, so that a
// capitalised word in no list hardly counts; in a row of capitals ("New York",
// "Grand Hotel") only those count that names are not made of.
func (w word) weight(t tiers) float64 {
	switch {
	case w.upper && len(w.text) == 2: // a country, a currency, a form of company
		return 0
	case t == unlisted && w.upper:
		return 0.1
	case t == unlisted && (w.capital || w.title):
		return 0.2
	case t != unlisted && w.title && !t.has(business):
		return 0.3
	}
	return 1
}

var marks = strings.NewReplacer(
	"\u2019", "'", "\u2018", "'", "\u02bc", "'", "\u00b4", "'", "`", "'", "\u2010", "-", "\u2011", "-",
	"\u00ad", "", "\u200b", "", "\u200c", "", "\u200d", "", "\ufeff", "", "\r\n", "\n", "\r", "\n",
)

// read gives the words of a text that can tell its language, and the letters
// of all that stands in its own lines.
func read(text string) ([]word, *letters) {
	if len(text) > maxBytes {
		text = text[:maxBytes]
	}
	text = norm.NFC.String(marks.Replace(strings.ToValidUTF8(text, " ")))
	r := reader{m: model, letters: new(letters), upper: mostlyUpper(text)}
	rest := text
	for rest != "" && !r.full() {
		var line string
		line, rest, _ = strings.Cut(rest, "\n")
		line = strings.TrimSpace(line)
		if signature(line) {
			break
		}
		if line != "" && !quoted(line) && !attribution(line, rest) {
			r.line(line)
		}
	}
	return r.words, r.letters
}

// signature reports whether a line is the mark above a signature (RFC 3676,
// section 4.3), which many programs send without its blank.
func signature(line string) bool { return line == "--" || line == "\u2014" }

func quoted(line string) bool { return line[0] == '>' || line[0] == '|' }

// attribution reports whether a line introduces the quote under it.
func attribution(line, rest string) bool {
	return strings.HasSuffix(line, ":") && strings.HasPrefix(strings.TrimLeft(rest, " \t\n"), ">")
}

// mostlyUpper reports whether a text is written in capitals, which then tell
// nothing about a word.
func mostlyUpper(text string) bool {
	upper, lower := 0, 0
	for _, r := range text[:min(len(text), 2048)] {
		switch {
		case unicode.IsLower(r):
			lower++
		case unicode.IsUpper(r):
			upper++
		}
	}
	return upper > 6 && upper > 3*lower
}

// reader collects the words of a text line by line.
type reader struct {
	m       *tables
	letters *letters
	words   []word
	upper   bool
}

// full reports whether enough was read.
func (r *reader) full() bool { return len(r.words) >= maxWords || r.letters.all() >= maxLetters }

func (r *reader) line(line string) {
	var fields []string
	numbers := 0
	for f := range strings.FieldsSeq(line) {
		switch {
		case strings.ContainsAny(f, "0123456789"):
			numbers++
		case !address(f):
			fields = append(fields, f)
		}
	}
	if !r.upper && r.m.contact(fields, numbers, line) {
		r.foreign(line)
		return
	}
	title := !r.upper && r.m.titled(fields)
	start := true
	for _, f := range fields {
		for _, part := range strings.FieldsFunc(f, func(c rune) bool { return !inWord(c) }) {
			r.word(part, title, start)
			start = false
		}
		start = start || strings.ContainsAny(f[len(f)-1:], ".!?:")
		if r.full() {
			return
		}
	}
}

// foreign counts the letters of a line that is no more than a name when they
// are of another script, which itself tells the language.
func (r *reader) foreign(line string) {
	for _, c := range line {
		if c >= 0x370 && unicode.IsLetter(c) {
			r.letters.add(c)
		}
	}
}

func inWord(c rune) bool { return unicode.IsLetter(c) || unicode.IsMark(c) || c == '\'' || c == '-' }

// word enters one word, or its parts where the whole is unknown: "aujourd'hui"
// and "e-mail" are words, "l'invoice" and "client-side" are two.
func (r *reader) word(w string, title, start bool) {
	first, _ := utf8.DecodeRuneInString(w)
	capital := unicode.IsUpper(first) && !start && !r.upper
	upper := !r.upper && len(w) > 1 && strings.ToUpper(w) == w && strings.ToLower(w) != w
	w = strings.ToLower(strings.Trim(w, "-"))
	enter := func(s string) {
		s = strings.Trim(s, "-")
		if s == "" || s == "'" || r.m.class(s)&neutral != 0 || (len(s) == 1 && r.m.asWritten(s) == unlisted) {
			return
		}
		r.words = append(r.words, word{s, capital, title, upper})
	}
	for _, c := range w {
		if unicode.IsLetter(c) {
			r.letters.add(c)
		}
	}
	if r.m.lookup(w) != unlisted {
		enter(w)
		return
	}
	for part := range strings.SplitSeq(w, "-") {
		if i := strings.IndexByte(part, '\''); i > 0 && r.m.asWritten(part[:i+1]) != unlisted && r.m.lookup(part) == unlisted {
			enter(part[:i+1])
			part = part[i+1:]
		}
		if r.m.lookup(part) == unlisted {
			part = strings.Trim(part, "'")
		}
		enter(part)
	}
}
