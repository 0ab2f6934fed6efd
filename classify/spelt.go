package classify

import (
	"strings"
	"unicode"

	"github.com/voldaan/voldaan/classify/phrase"
	"github.com/voldaan/voldaan/internal/lazyregexp"
)

func fold(w string) phrase.Word { return phrase.Word{Text: strings.Trim(phrase.Fold(w), "'-.")} }

// doctors are titles that stand with a whole name alone.
var doctors = phrase.ParseChoice("dr|prof|ing|ir|drs|mag")

// surnameFirst is a first name behind a surname and a comma.
var surnameFirst = lazyregexp.MustCompile(`^, ?(` + nameWord + `)(?:$|[ ,.;:()\n])`)

// surnames begin with a particle.
var surnames = lazyregexp.MustCompile(`^` + particle + ` `)

// turned puts a first name that stands behind its surname and a comma before it.
func turned(words []string, text string, to int, sure bool) ([]string, int) {
	m := surnameFirst.FindStringSubmatchIndex(text[to:])
	if m == nil {
		return words, to
	}
	first, last := text[to+m[2]:to+m[3]], strings.Join(words, " ")
	surname := len(words) == 1 && !isGiven(last) || last == strings.ToUpper(last) || surnames.MatchString(last)
	if surname && !untitled.Has(fold(first)) && (sure && len(words) < 4 || isGiven(first) && (len(words) > 1 || !untitled.Has(fold(last)) && !isOffice(last))) {
		return append([]string{first}, words...), to + m[3]
	}
	return words, to
}

// inLetters writes a name that is in capitals alone with one at each word.
func inLetters(words []string) string {
	out := make([]string, 0, len(words))
	for _, w := range words {
		if len(w) > 1 && w == strings.ToUpper(w) && !strings.Contains(w, ".") {
			parts := strings.Split(strings.ToLower(w), "-")
			for i := range parts {
				parts[i] = titleCase(parts[i])
			}
			w = strings.Join(parts, "-")
		}
		out = append(out, w)
	}
	return strings.Join(out, " ")
}

func titleCase(w string) string {
	for i, r := range w {
		return w[:i] + string(unicode.ToUpper(r)) + w[i+len(string(r)):]
	}
	return w
}
