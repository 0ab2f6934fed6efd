package concept

import (
	"slices"
	"strings"
	"testing"

	"github.com/voldaan/voldaan/classify/phrase"
)

// The lists of all languages have the same concepts in the same order, each
// with words that the folding leaves as they are.
func TestListsAgree(t *testing.T) {
	if len(names()) < 100 || len(names()) > 200 {
		t.Fatalf("%d concepts", len(names()))
	}
	for _, language := range Languages {
		var own []string
		for name, words := range lines(language) {
			own = append(own, name)
			for p := range strings.SplitSeq(words, ",") {
				if phrase.Fold(p) != p {
					t.Errorf("%s, %s: %q is not folded", language, name, p)
				}
				first, _, _ := strings.Cut(strings.TrimSpace(p), " ")
				for w := range strings.SplitSeq(first, "|") {
					if x := (phrase.Index[int]{}); !x.Add(w, 0) {
						t.Errorf("%s, %s: %q cannot be looked up", language, name, w)
					}
				}
			}
		}
		if !slices.Equal(own, names()) {
			t.Errorf("%s has other concepts, or another order", language)
		}
	}
}

func TestFind(t *testing.T) {
	has := func(language, text, name string, want bool) {
		t.Helper()
		got := false
		w := phrase.Words(phrase.Fold(text))
		Of(language).Find(w, func(id ID, i, j int) {
			if i < 0 || j <= i || j > len(w) {
				t.Errorf("%q: words %d to %d of %d", text, i, j, len(w))
			}
			got = got || names()[id] == name
		})
		if got != want {
			t.Errorf("%s %q names %s: %v", language, text, name, got)
		}
	}
	has("nl", "Wij betalen vrijdag", "pay", true)
	has("fr", "Nous réglons vendredi", "pay", true)
	has("en", "We settle on Friday", "pay", true)
	has("de", "Wir überweisen am Freitag", "pay", true)
	has("nl", "Wij betalen vrijdag", "court", false)
	has("en", "a payment plan please", "plan", true)
	has("de", "Die Klage liegt beim Amtsgericht", "court", true)
	has("fr", "Merci beaucoup", "thanks", true)
	if Of("xx") != nil {
		t.Error("a lexicon of no language")
	}
	Of("xx").Find(phrase.Words("betaal"), func(ID, int, int) { t.Error("no lexicon found a concept") })
	if _, ok := Lookup("nonsense"); ok {
		t.Error("a concept of no name")
	}
}

func BenchmarkFind(b *testing.B) {
	text := phrase.Fold(strings.Repeat("Wij hebben uw herinnering goed ontvangen en betalen de factuur van vorige maand vrijdag, de rest volgt later. ", 9))
	w := phrase.Words(text)
	l := Of("nl")
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		l.Find(w, func(ID, int, int) {})
	}
}
