package lazyregexp

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestNeeded(t *testing.T) {
	for expression, want := range map[string]string{
		`\b(?:neef|nicht|broers?)\b`:        "broer neef nicht",
		`^[^a-z]*(?:copy|kopie)? (?:to|an)`: " an  to copy an copy to kopie an kopie to",
		`(?i)frau|Herrn?`:                   "frau herr",
		`(?i)maître`:                        "tre",
		`[ab]c+(?:de)+f`:                    "de",
		`(?:ab|cd)(?:ef|gh)`:                "abef abgh cdef cdgh",
		`in(?:voice){2}`:                    "voice",
		`\bno\w+`:                           "no",
		`Straße`:                            "Straße",
		`x|yes`:                             "", // one letter stands anywhere
		`(?:yes)*`:                          "",
		`yes|\d+`:                           "",
		`a.b`:                               "",
		`$`:                                 "",
	} {
		var got []string
		if n := neededOf(expression); n != nil {
			for _, all := range n.by {
				got = append(got, all...)
			}
		}
		slices.Sort(got)
		if got := strings.Join(got, " "); got != want {
			t.Errorf("%s: needs %q, want %q", expression, got, want)
		}
	}
}

// What matches has what is needed, and every method finds as much as without it.
func FuzzNeeded(f *testing.F) {
	for _, expression := range []string{`\b(?:neef|nicht|broers?)\b`, `(?i)frau|Herrn?`, `(?i)maître (k|s)t`, `[ab]c+(?:de)+f`, `x|yes`, `(?i)[a-c]é?(?:is|ist|ask)`, `é(?:t[eé]|a)`} {
		for _, text := range []string{"", "mijn broer", "HERR", "MAÎTRE \u212at", "a\u017fk", "acdedef", "yes", "été", "\xff neef"} {
			f.Add(expression, text)
		}
	}
	f.Fuzz(func(t *testing.T, expression, text string) {
		plain, err := regexp.Compile(expression)
		if err != nil || len(expression) > 200 {
			return
		}
		r := MustCompile(expression)
		for range worth {
			r.MatchString("")
		}
		if got, want := r.MatchString(text), plain.MatchString(text); got != want {
			t.Errorf("%q in %q: %v, want %v", expression, text, got, want)
		}
		if got, want := r.FindAllString(text, -1), plain.FindAllString(text, -1); !slices.Equal(got, want) {
			t.Errorf("%q in %q: %q, want %q", expression, text, got, want)
		}
		if got, want := r.ReplaceAllString(text, "-"), plain.ReplaceAllString(text, "-"); plain.MatchString(text) && got != want {
			t.Errorf("%q in %q: %q, want %q", expression, text, got, want)
		}
	})
}
