package phrase_test

import (
	"slices"
	"testing"

	"github.com/voldaan/voldaan/classify/phrase"
)

func TestIndex(t *testing.T) {
	var x phrase.Index[string]
	x.Find("betaal", func(e []string) {
		if len(e) > 0 {
			t.Error("an empty index has entries")
		}
	})
	for _, w := range []string{"betaal", "betaal*", "*rekening", "bank*"} {
		if !x.Add(w, w) {
			t.Errorf("%q cannot be looked up", w)
		}
	}
	for _, w := range []string{"", "*", "*reken*"} {
		if x.Add(w, w) {
			t.Errorf("%q can be looked up", w)
		}
	}
	for word, want := range map[string][]string{
		"betaal": {"betaal", "betaal*"}, "betaalden": {"betaal*"}, "bankrekening": {"bank*", "*rekening"}, "reken": nil, "": nil,
	} {
		var got []string
		x.Find(word, func(e []string) { got = append(got, e...) })
		if !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", word, got, want)
		}
	}
}
