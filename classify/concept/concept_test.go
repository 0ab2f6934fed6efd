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
	for _, s := range []*set{words, grounds} {
		if n := len(s.names()); n < 20 || n > 200 {
			t.Errorf("%s: %d concepts", s.folder, n)
		}
		for _, language := range Languages {
			var own []string
			for name, words := range s.lines(language) {
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
			if !slices.Equal(own, s.names()) {
				t.Errorf("%s, %s: other concepts, or another order", s.folder, language)
			}
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
			got = got || words.names()[id] == name
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

func TestGrounds(t *testing.T) {
	has := func(language, text, name string, want bool) {
		t.Helper()
		got := false
		Grounds(language).Find(phrase.Words(phrase.Fold(text)), func(id ID, _, _ int) { got = got || grounds.names()[id] == name })
		if got != want {
			t.Errorf("%s %q names %s: %v", language, text, name, got)
		}
	}
	has("nl", "De weegbrug gaf negen ton aan", "measured", true)
	has("fr", "Le compteur n'affiche pas ce chiffre", "measured", true)
	has("en", "Our weighbridge read nine tonnes", "measured", true)
	has("de", "Laut Stundenzettel war er eher weg", "measured", true)
	has("nl", "Die twee bonnen zijn identiek", "twin", true)
	has("fr", "Les deux pages sont identiques", "twin", true)
	has("en", "The two pages are identical", "twin", true)
	has("de", "Beide Seiten sind identisch", "twin", true)
	has("nl", "Wij wegen dat af", "measured", false)
	has("en", "Thanks for the measured tone", "twin", false)
	has("fr", "Sa facture est en route", "entity", false) // "sa" is a word too
	has("de", "Wir nehmen zwei kg mehr", "entity", false)
	if Grounds("xx") != nil {
		t.Error("a lexicon of no language")
	}
	if _, ok := Lookup("twin"); ok {
		t.Error("a ground is taken for a concept")
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
