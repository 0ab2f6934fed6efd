package classify

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/voldaan/voldaan/classify/phrase"
	"github.com/voldaan/voldaan/internal/lazyregexp"
)

// givenNames are first names that are common where our customers' customers
// live, folded.
//
//go:embed given.txt
var givenNames string

var given = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{}
	for _, n := range strings.Fields(givenNames) {
		out[n] = true
	}
	return out
})

// isGiven reports whether a word is a first name: "Jean-Luc" too.
func isGiven(word string) bool {
	first, _, _ := strings.Cut(phrase.Fold(word), "-")
	return given()[first]
}

const (
	nameWord = `(?:\p{Lu}(?:['’]\p{Lu})?\p{L}+(?:[-’']\p{L}{2,})*|\p{Lu}\.(?: ?-?\p{Lu}\.)*)`
	// particle may stand before a surname, with a capital in Belgium.
	particle = `(?i:van|de|der|den|von|zu|zum|le|la|du|des|el|al|ten|ter|te|vom|di|da|dos|'t)`
)

// nameRow is a row of words with capitals, as a person is named: "Els
// Janssens", "G. van der Velde", "CORINNE MAILLARD".
var nameRow = lazyregexp.MustCompile(nameWord + `(?: (?:(?:` + particle + ` ){0,3}|d['’])` + nameWord + `){0,3}`)

var particleOnly = lazyregexp.MustCompile(`^` + particle + `$`)

// person is somebody whom a text names.
type person struct {
	name     string // without a title before a first name
	from, to int    // the bytes of the text, from the title on
	titled   bool
	words    int  // of the name, without particles
	given    bool // the first word is a first name
}

// titleBefore is a title that is part of no row, at the end of what stands before it.
var titleBefore = lazyregexp.MustCompile(`(?i)(?:^|[^\pL])((?:herrn?|frau|fr\.|mevrouw|mevr\.?|mw\.?|meneer|mijnheer|dhr\.?|de heer|juffrouw|madame|mme|mademoiselle|mlle|monsieur|maître|maitre|mr\.?|mrs\.?|ms\.?|miss|mister|m\.)(?: (?:dr|prof|ing|ir|mr|drs|mag|dipl\.-ing)\.?)*|(?:dr|prof|ing|ir|drs|mag)\.?) ((?:` + particle + ` ){0,3})$`)

// maxPeople bounds how many rows of words with capitals are looked at.
const maxPeople = 300

// peopleIn finds the people whom a text names, in order.
func peopleIn(text string) (out []person) {
	for _, at := range nameRow.FindAllStringIndex(text, maxPeople) {
		if p, ok := personAt(text, at[0], at[1]); ok {
			out = append(out, p)
		}
	}
	return out
}

// personAt reads a row of words with capitals; not ok where it names nobody.
func personAt(text string, from, to int) (p person, ok bool) {
	if r, _ := utf8.DecodeLastRuneInString(text[:from]); unicode.IsLetter(r) || strings.ContainsRune("@./", r) {
		return p, false
	}
	p = person{from: from, to: to}
	words := strings.Fields(text[from:to])
	title, words := p.title(text, words)
	if len(words) > 0 {
		words, p.to = turned(words, text, p.to, title != "") // "Pfab, Gudrun", "DE JONG, Marieke"
	}
	for title == "" && len(words) > 0 && (!isGiven(words[0]) || words[0] == "An" && len(words) > 2 && isGiven(words[1])) && // "An Ute Sommer"
		(untitled.Has(fold(words[0])) || isOffice(words[0]) && beforeGiven(words[1:]) || isRole(words)) {
		next := 1 + particles(words[1:])
		p.from += len(strings.Join(words[:next], " ")) + 1
		words = words[next:]
	}
	if len(words) == 0 || title == "" && notNamed(words, text, p) {
		return p, false
	}
	p.titled, p.given = title != "", isGiven(words[0])
	for _, w := range words {
		if !particleOnly.MatchString(w) {
			p.words++
		}
	}
	p.name = inLetters(words)
	if p.words == 1 && p.titled && !doctors.Has(fold(title)) {
		if strings.EqualFold(title, "Herrn") {
			title = "Herr"
		}
		p.name = titleCase(title) + " " + p.name
	}
	return p, true
}

// title finds the title of a person, before or in the row of his words, and
// leaves what is behind it: "Beste Frau Maes", "mevrouw de Wit".
func (p *person) title(text string, words []string) (title string, left []string) {
	near := max(0, p.from-30)
	if m := titleBefore.FindStringSubmatch(text[near:p.from]); m != nil {
		title, words = m[1], append(strings.Fields(m[2]), words...)
		p.from = near + strings.LastIndex(text[near:p.from], title)
	}
	for i := 0; i < len(words); i++ {
		if w := fold(words[i]); titles.Has(w) && (w.Text != "m" || words[i] == "M.") {
			title = words[i]
			p.from += strings.Index(text[p.from:p.to], title)
			words, i = words[i+1:], -1
		}
	}
	return title, words
}

// particles counts the words before the first with a capital.
func particles(words []string) (n int) {
	for n < len(words) && !unicode.IsUpper([]rune(words[n])[0]) {
		n++
	}
	return n
}

// beforeGiven reports whether a first name follows: "Kollegin Els Maes".
func beforeGiven(words []string) bool {
	n := particles(words)
	return n < len(words) && isGiven(words[n])
}
