package language

import (
	"embed"
	"strings"
	"sync"
	"unicode"
)

// The tiers of words in the lists of data: "=" function words, "+" words of
// business mail, the rest running text and other words.
const (
	absent = iota
	common
	business
	other
)

//go:embed data/*.txt
var data embed.FS

// codes are the languages with a list, those in Latin letters first.
var codes = [...]string{
	"nl", "fr", "en", "de", "af", "es", "it", "pt", "pl", "sv", "da", "no", "fi", "ro", "cs", "sk", "hu", "tr", "ca", "hr", "et", "lt", "lv", "sl",
	"ru", "uk", "bg",
}

const languages = len(codes)

// latinLanguages is how many of codes are written in Latin letters.
const latinLanguages = 24

type tiers [languages]uint8

// tables are the words and letters of each language, and the words of names.
type tables struct {
	words map[string]*tiers
	plain map[string]*tiers // the same without accents
	shapes
	names map[string]uint8 // classes as bits
}

// model reads the lists once, when the first text is read.
var model = sync.OnceValue(buildModel)

func buildModel() *tables {
	m := &tables{words: map[string]*tiers{}, plain: map[string]*tiers{}}
	counts := newCounts()
	for l, code := range codes {
		text, err := data.ReadFile("data/" + code + ".txt")
		if err != nil {
			continue // the list of codes and the files are one; a test proves it
		}
		for line := range strings.Lines(string(text)) {
			tier := uint8(other)
			switch line[0] {
			case '=':
				tier = common
			case '+':
				tier = business
			}
			for w := range strings.FieldsFuncSeq(strings.ToLower(line), notInWord) {
				m.add(w, l, tier)
				counts.add(w, l)
			}
		}
	}
	m.borrow()
	m.shapes = counts.shapes()
	m.names = nameWords()
	return m
}

// borrow enters the English words of business that Dutch, French and German
// mails are full of. They say nothing of how the words of these languages look.
func (m *tables) borrow() {
	text, err := data.ReadFile("data/loan.txt")
	if err != nil {
		return // as above
	}
	for w := range strings.FieldsSeq(string(text)) {
		for l, code := range codes {
			if code == "nl" || code == "fr" || code == "de" {
				m.add(w, l, other)
			}
		}
	}
}

func notInWord(r rune) bool {
	return !unicode.IsLetter(r) && r != '\'' && r != '-'
}

// add enters a word, and as a rarer one what is left of it without accents. The
// most frequent tier counts.
func (m *tables) add(w string, l int, tier uint8) {
	enter := func(index map[string]*tiers, key string, tier uint8) {
		t := index[key]
		if t == nil {
			t = new(tiers)
			index[key] = t
		}
		if t[l] == absent || tier < t[l] {
			t[l] = tier
		}
	}
	enter(m.words, w, tier)
	enter(m.plain, w, tier)
	if ascii(w) {
		return
	}
	for _, s := range [...]string{accents.Replace(w), withE.Replace(w)} {
		if s != w {
			enter(m.plain, s, min(tier+1, other))
		}
	}
}

// lookup finds a word as written; one without any accent also as the words
// that lose theirs on a foreign keyboard.
func (m *tables) lookup(w string) *tiers {
	if !ascii(w) {
		return m.words[w]
	}
	return m.plain[w]
}

func ascii(w string) bool {
	for i := range len(w) {
		if w[i] >= 0x80 {
			return false
		}
	}
	return true
}

// withE is how German writes its letters on a foreign keyboard, and Danish and
// Norwegian theirs.
var withE = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss", "æ", "ae", "ø", "oe", "å", "aa")

var accents = strings.NewReplacer(
	"à", "a", "á", "a", "â", "a", "ã", "a", "ä", "a", "å", "a", "ą", "a", "ă", "a", "æ", "ae",
	"ç", "c", "ć", "c", "č", "c", "ď", "d", "đ", "d", "è", "e", "é", "e", "ê", "e", "ë", "e", "ę", "e", "ě", "e",
	"ğ", "g", "ì", "i", "í", "i", "î", "i", "ï", "i", "ı", "i", "ł", "l", "ľ", "l", "ĺ", "l", "ñ", "n", "ń", "n", "ň", "n",
	"ò", "o", "ó", "o", "ô", "o", "õ", "o", "ö", "o", "ø", "o", "ő", "o", "œ", "oe", "ŕ", "r", "ř", "r",
	"ś", "s", "š", "s", "ş", "s", "ș", "s", "ß", "ss", "ť", "t", "ț", "t", "ţ", "t",
	"ù", "u", "ú", "u", "û", "u", "ü", "u", "ů", "u", "ű", "u", "ý", "y", "ÿ", "y", "ź", "z", "ż", "z", "ž", "z",
)
