// Package numeral reads numbers that are spelled in Dutch, French, English and
// German.
package numeral

// Bounds of what is looked at: the longest number of a language has some
// twenty words, the longest word some sixty letters.
const (
	maxWords = 32
	maxParts = 64
	maxBytes = 80
)

// Cardinal reads the number, 0 to 999 999 999, that starts at words[0]. Words
// are in lower case, with or without diacritics ("fünf", "funf", "fuenf"); a
// word may be a compound and have hyphens ("quatre-vingt-dix"). The language is
// "nl", "fr", "en" or "de"; with "" the one that takes most words, in that
// order. No number mixes languages. used is how many words it took, 0 for none
// and for a beginning that goes on as an ordinal or past the largest number.
//
// A word that is a number in one of its senses is one here ("een", "a",
// "neuf"); but an article that stands apart behind hundreds or thousands
// ("honderd een", "cent et un", "a hundred a month") is no part of the number,
// but for the French "cent un".
func Cardinal(language string, words []string) (n int64, used int) {
	return longest(language, words, false)
}

// Ordinal reads the ordinal ("twenty-first", "vingt et unième",
// "einundzwanzigsten") that starts at words[0], as Cardinal does. Fractions
// ("thirds") are none, but "third" is one.
func Ordinal(language string, words []string) (n int64, used int) {
	return longest(language, words, true)
}

// Begins reports whether a number may begin with a word; most words begin none.
func Begins(language, word string) bool {
	for i := range tongues {
		if t := &tongues[i]; (language == "" || language == t.name) && t.begins(word) {
			return true
		}
	}
	return false
}

// longest is the reading that takes most words, by the language or by any.
func longest(language string, words []string, ordinal bool) (n int64, used int) {
	if len(words) == 0 {
		return 0, 0
	}
	for i := range tongues {
		t := &tongues[i]
		if language != "" && language != t.name {
			continue
		}
		if e := t.read(words[:min(len(words), maxWords)]); e.used > used && e.ordinal == ordinal {
			n, used = e.value, e.used
		}
	}
	return n, used
}

// end is a place at which the words so far are a number.
type end struct {
	value   int64
	used    int
	ordinal bool
	whole   bool // its last part is a hundred, a thousand or a million
}

// read is the longest number at the beginning of the words. Most words begin
// none, and are known by their first letters.
func (t *tongue) read(words []string) end {
	if !t.begins(words[0]) {
		return end{}
	}
	return t.count(words)
}

// count is what read gives, for words of which the first may begin a number.
func (t *tongue) count(words []string) end {
	var (
		parts [maxParts]part
		ends  [maxWords]end
		n     = newNumber(t.name)
		found = ends[:0]
	)
	for i, w := range words {
		pieces, ok := t.split(w, parts[:0])
		if !ok {
			break
		}
		for _, p := range pieces {
			switch n.add(p, len(pieces) > 1 || p.article && accented(w)) {
			case fits:
			case tooLarge:
				return end{}
			case otherNumber:
				return lastWhole(found)
			default:
				return last(found)
			}
		}
		if n.complete() {
			found = append(found, end{n.value(), i + 1, n.ordinal, n.last >= 100})
		}
		if n.ordinal {
			break
		}
	}
	return last(found)
}

func last(ends []end) end {
	if len(ends) == 0 {
		return end{}
	}
	return ends[len(ends)-1]
}

// lastWhole leaves the words to a number that begins in them: "two hundred and
// three hundred" is 200 and 300, not 203.
func lastWhole(ends []end) end {
	for i := len(ends) - 1; i >= 0; i-- {
		if ends[i].whole {
			return ends[i]
		}
	}
	return end{}
}
