package phrase_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/voldaan/voldaan/classify/phrase"
)

func TestFold(t *testing.T) {
	folded := func(in, want string) {
		t.Helper()
		if got := phrase.Fold(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
	folded("Nous réglons la Größe: €5", "nous reglons la grosse: eur 5")
	folded("e\u0301te\u0301 — l’œuvre", "ete - l'oeuvre")
	folded("日本 I\u0307stanbul\u00a0👍", "~~ istanbul  ")
}

func TestSentences(t *testing.T) {
	split := func(in string, want ...string) {
		t.Helper()
		var got []string
		for _, s := range phrase.Sentences("", in) {
			if runes := []rune(in); string(runes[s.From:s.To]) != s.Quote {
				t.Errorf("%q does not stand at %d", s.Quote, s.From)
			}
			got = append(got, s.Quote)
		}
		if len(got) != len(want) {
			t.Fatalf("%q: %q, want %q", in, got, want)
		}
		for i := range got {
			if got[i] != want[i] {
				t.Errorf("%q: %q, want %q", in, got[i], want[i])
			}
		}
	}
	split("Een. Twee! Drie?", "Een.", "Twee!", "Drie?")
	split("Zahlung am 3. Dezember. Gruß", "Zahlung am 3. Dezember.", "Gruß")
	split("Elle est payée. C'est fait après. Voilà. Bien.", "Elle est payée.", "C'est fait après.", "Voilà.", "Bien.")
	split("Il part à 14,30. Mais le 12. Vous verrez.", "Il part à 14,30.", "Mais le 12.", "Vous verrez.")
	split("Factuur nr. 12 klopt.", "Factuur nr. 12 klopt.")
	split("Wij betalen\nvrijdag.", "Wij betalen\nvrijdag.")
	split("Beste Els,\nWij betalen.", "Beste Els,", "Wij betalen.")
	split("> Wanneer betaalt u?\nVrijdag.", "> Wanneer betaalt u?", "Vrijdag.")
	split("Hallo\n\nals afgesproken", "Hallo", "als afgesproken")
	split("")
	// The rows of a table are sentences, and a short line ends one however long it is.
	row := "900118 | 11.200,00 | goedgekeurd, in de betaalronde van 22 januari opgenomen"
	split(row+"\n900125 | 450,00", row, "900125 | 450,00")
	long := "onze betalingen aan u van deze maand staan hieronder, voor zover\nwij ze kennen"
	split(long+"\nVoor 5547 is de levering bevestigd", long, "Voor 5547 is de levering bevestigd")
	split("...\n!?\n—\n\"\n👍", "...", "!?", "—", `"`)
}

func TestWords(t *testing.T) {
	split := func(in string, want ...string) {
		t.Helper()
		var got []string
		for _, w := range phrase.Sentences("", in)[0].Words(phrase.Fold(in)) {
			text := w.Text
			if w.Capital {
				text = "^" + text
			}
			if w.Border {
				text = "," + text
			}
			got = append(got, text)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
	split("Wij betalen e-mail 2026-041.", "^wij", "betalen", "e", "mail", "2026-041")
	split("Beste Els, dank (nogmaals): ja", "^beste", "^els", ",dank", ",nogmaals", ",ja")
	split("l'avoir n'est qu'un don't", "l'", "avoir", "n'", "est", "qu'", "un", "don't")
	split("10% aan @ of & !!", "10", "%", "aan", "@", "of", "&", "!!")
	split("日本 2.500", "~", "~", "2.500")
	split("...")
	split(`"?!" -`)
	if w := phrase.Words(""); len(w) != 0 {
		t.Errorf("no text has the words %v", w)
	}
	if w := phrase.Sentences("", "A")[0].Words("a b c"); len(w) != 3 || !w[0].Capital || w[2].Capital {
		t.Errorf("a longer text: %+v", w)
	}
}

func TestFind(t *testing.T) {
	find := func(phrases, text, want string) {
		t.Helper()
		var l phrase.List[string]
		l.Add(phrases, "x")
		w := phrase.Sentences("", text)[0].Words(phrase.Fold(text))
		var got []string
		l.Find(w, func(_ string, i, j int) {
			var words []string
			for _, x := range w[i:j] {
				words = append(words, x.Text)
			}
			got = append(got, strings.Join(words, " "))
		})
		if g := strings.Join(got, "; "); g != want {
			t.Errorf("%q in %q: %q, want %q", phrases, text, g, want)
		}
	}
	find("te laat", "Dat is te laat.", "te laat")
	find("te laat", "te vroeg laat", "")
	find("te vroeg|laat", "te vroeg, te laat", "te vroeg; te laat")
	find("betaal*", "betaling betaald betaal", "betaald; betaal")
	find("*anwalt|*klage", "rechtsanwalt anwaltlich", "rechtsanwalt")
	find("niet ... geleverd", "niet goed geleverd", "niet goed geleverd")
	find("niet ... geleverd", "niet geleverd", "niet geleverd")
	find("niet ... geleverd", "niet 1 2 3 4 5 6 7 geleverd", "niet 1 2 3 4 5 6 7 geleverd")
	find("niet ... geleverd", "niet 1 2 3 4 5 6 7 8 geleverd", "")
	find("a ... b ... c", "a x b y c", "a x b y c")
	find("niet ...", "niet goed", "niet")
	find("... goed", "niet goed", "")
	find("in # delen", "in 3 delen, in drie delen", "in 3 delen")
	find("# delen", "3 delen", "3 delen")
	find("mevrouw ^", "mevrouw Peeters, mevrouw de", "mevrouw peeters")
	find("^", "Els en Jan", "els; jan")
	find("%, @", "op % aan @", "%; @")
	find("geht, raus", "geht raus", "geht; raus")
	find("", "geht raus", "")
	find(", ,a|,|", "geht a", "a")
	find("a", "...", "")
}

// What a caller writes into a word is what later phrases see.
func TestFindSeesWhatChanged(t *testing.T) {
	var l phrase.List[string]
	l.Add("geen bezwaar", "hide")
	l.Add("bezwaar", "object")
	var got []string
	w := phrase.Words("geen bezwaar, wel bezwaar")
	l.Find(w, func(meaning string, i, j int) {
		got = append(got, meaning)
		for k := i; k < j; k++ {
			w[k].Text = "~"
		}
	})
	if want := []string{"hide", "object"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestNear(t *testing.T) {
	near := func(text, want string) {
		t.Helper()
		w := phrase.Words(text)
		i := slices.IndexFunc(w, phrase.ParseChoice("x").Has)
		var got []string
		for _, n := range phrase.Near(w, i, i+1) {
			got = append(got, n.Text)
		}
		if g := strings.Join(got, " "); g != want {
			t.Errorf("%q: %q, want %q", text, g, want)
		}
	}
	near("x", "x")
	near("a b c d e x f g h i j", "b c d e x f g h i")
	near("a, b x c, d", "b x c")
	near("a, x", "x")
}

func TestBlank(t *testing.T) {
	if got := phrase.Blank("nr 2026-041, x", [][]int{{3, 11}}, '&'); got != "nr &       , x" {
		t.Errorf("%q", got)
	}
	if got := phrase.Blank("nr", nil, '&'); got != "nr" {
		t.Errorf("%q", got)
	}
}

func TestClauseEnd(t *testing.T) {
	end := func(text string, i, j, want int) {
		t.Helper()
		var l phrase.Lists
		l.Add("joining", "en|and")
		w := phrase.Words(text)
		l.Mark(w)
		if got := phrase.ClauseEnd(w, i, j, l.Of("joining")); got != want {
			t.Errorf("%q from %d to %d: %d, want %d", text, i, j, got, want)
		}
	}
	end("a b, c d", 1, 3, 3)
	end("a b en c", 1, 3, 3)
	end("a b c en", 1, 2, 0)
	end("a, b c", 2, 2, 0)
	end("a b", 2, 1, 0)
}

func TestChoice(t *testing.T) {
	c := phrase.ParseChoice("niet|geen|zui*|*n't|#|^")
	has := func(text string, want bool) {
		t.Helper()
		if w := phrase.Sentences("", text)[0]; c.In(w.Words(w.Folded)) != want {
			t.Errorf("%q: has one: %v, want %v", text, !want, want)
		}
	}
	has("wij hebben geen", true)
	has("we don't", true)
	has("de zuivere", true)
	has("de 3", true)
	has("de Maas", true)
	has("wij nieten", false)
	has("we zu", false)
	if c.In(nil) || c.Has(phrase.Word{}) {
		t.Error("no word is one of them")
	}
}

func TestLists(t *testing.T) {
	var l phrase.Lists
	l.Add("negation", "niet|geen|*n't")
	l.Add("adverse", "maar|geen")
	in := func(text string, negation, adverse bool) {
		t.Helper()
		w := phrase.Words(text)
		l.Mark(w)
		if l.Of("negation").In(w) != negation || l.Of("adverse").In(w) != adverse {
			t.Errorf("%q: %+v", text, w)
		}
	}
	in("wij hebben geen", true, true)
	in("but we don't", true, false)
	in("maar wij", false, true)
	in("nieten", false, false)
	in("", false, false)
	if l.Of("firm").In([]phrase.Word{{Text: "geen", Lists: 1}}) {
		t.Error("a list that is not there has words")
	}
}

func FuzzFind(f *testing.F) {
	f.Add("niet ... geleverd, a|b*, *c ^ # %", "Niets is NIET goed geleverd: 3 % Els")
	f.Add(",|, ... a", "...\n> !?\n\n日本 e\u0301te\u0301 ß")
	f.Add("*, **, a||b, \xff", "l'a d'\xffb; I\u0307.")
	f.Fuzz(func(t *testing.T, phrases, text string) {
		if strings.Count(phrases, "...") > 4 {
			return // time grows with each gap
		}
		var l phrase.List[int]
		l.Add(phrases, 1)
		text = strings.ToValidUTF8(text, "?")
		runes := []rune(text)
		for _, s := range phrase.Sentences("part", text) {
			if s.Quote == "" || s.Folded == "" || string(runes[s.From:s.To]) != s.Quote || phrase.Fold(s.Folded) != s.Folded {
				t.Fatalf("%q: %+v", text, s)
			}
			w := s.Words(s.Folded)
			end := 0
			for _, x := range w {
				if x.Text == "" || x.From < end || s.Folded[x.From:x.To] != x.Text {
					t.Fatalf("%q: %+v", s.Folded, x)
				}
				end = x.To
			}
			l.Find(w, func(_, i, j int) {
				if i < 0 || i >= j || j > len(w) {
					t.Fatalf("%q in %q: %d to %d", phrases, s.Folded, i, j)
				}
				if n := phrase.Near(w, i, j); len(n) < j-i || len(n) > j-i+8 {
					t.Fatalf("near %d to %d: %v", i, j, n)
				}
			})
		}
	})
}

// FuzzWords: words are cut as this expression says.
func FuzzWords(f *testing.F) {
	form := regexp.MustCompile(`[a-z0-9]*[0-9](?:[./-]?[a-z0-9]+)*|(?:[bcdfghjklmnpqstvwxz]|[a-z]*qu)'|[a-z]+(?:'[a-z]+)?|[@%&~$]|!!`)
	for _, seed := range []string{"l'invoice, don't qu'il n'y o'clock 2026-041/3. f26-118-", "inv-2291 3,5 a-b c' '' x'y'z quelqu'un r'a", "!!! @ %% a1b2.c3"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		folded := phrase.Fold(text)
		var got []string
		for _, w := range phrase.Words(folded) {
			if folded[w.From:w.To] != w.Text {
				t.Fatalf("%q stands not at %d", w.Text, w.From)
			}
			got = append(got, w.Text)
		}
		if want := form.FindAllString(folded, -1); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", folded, got, want)
		}
	})
}
