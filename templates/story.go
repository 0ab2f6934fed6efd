package templates

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// blank is a place of a sentence that is filled in.
var blank = regexp.MustCompile(`\{[a-z]+\}`)

// Sentence is a sentence of a story in the language of a locale, with its
// blanks filled in: a blank {day} gets the value of "day". A key that is none
// is given back as it is.
func (s *Set) Sentence(locale, key string, fill map[string]string) string {
	text := s.language(locale).story[key]
	if text == "" {
		return key
	}
	return blank.ReplaceAllStringFunc(text, func(b string) string { return fill[b[1:len(b)-1]] })
}

// blanks lists the blanks of a sentence, each once, in order.
func blanks(text string) []string {
	all := blank.FindAllString(text, -1)
	slices.Sort(all)
	return slices.Compact(all)
}

// checkStory compares a language's sentences with those of English.
func (s *Set) checkStory(name string) error {
	want, got := s.languages[fallback].story, s.languages[name].story
	for _, key := range slices.Sorted(maps.Keys(want)) {
		if got[key] == "" {
			return fmt.Errorf("lacks %q", key)
		}
		if a, b := blanks(want[key]), blanks(got[key]); !slices.Equal(a, b) {
			return fmt.Errorf("%q has %s, want %s", key, strings.Join(b, " "), strings.Join(a, " "))
		}
	}
	for _, key := range slices.Sorted(maps.Keys(got)) {
		if want[key] == "" {
			return fmt.Errorf("has %q, which English lacks", key)
		}
	}
	return nil
}
