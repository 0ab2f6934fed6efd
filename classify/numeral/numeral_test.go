package numeral_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/voldaan/voldaan/classify/numeral"
)

// TestSpelled reads back what the spellers write: all numbers that are said
// often, and many of the others.
func TestSpelled(t *testing.T) {
	spellers := []struct {
		language string
		spell    func(int) string
	}{
		{"nl", dutch.spell},
		{"de", german.spell},
		{"en", spellEnglish},
		{"fr", func(n int) string { return spellFrench(n, false) }},
		{"fr", func(n int) string { return spellFrench(n, true) }},
	}
	random := rand.New(rand.NewPCG(1, 2))
	plain := strings.NewReplacer("ë", "e", "ü", "u", "ö", "o", "ß", "ss")
	for _, s := range spellers {
		read := func(n int, text string) {
			words := append(strings.Fields(text), "x")
			if got, used := numeral.Cardinal(s.language, words); got != int64(n) || used != len(words)-1 {
				t.Errorf("%s %q: %d in %d words, want %d", s.language, text, got, used, n)
			}
		}
		for i := 1; i < 30_000; i++ {
			n := i
			if i >= 10_000 {
				n = random.IntN(999_999_999) + 1
			}
			text := s.spell(n)
			read(n, text)
			if s.language != "nl" || !strings.HasSuffix(text, " één") {
				read(n, plain.Replace(text))
			}
			if s.language != "nl" && s.language != "de" {
				read(n, strings.ReplaceAll(text, "-", " "))
			}
		}
	}
}

func TestCardinal(t *testing.T) {
	check := reader(t, numeral.Cardinal)
	check("nl", "tweeduizend driehonderdvijftig euro", 2350, 2)
	check("nl", "twee duizend drie honderd en vijftig euro", 2350, 6)
	check("nl", "vijfendertighonderd", 3500, 1)
	check("nl", "vijf en dertig honderd", 3500, 4)
	check("nl", "twaalfhonderd vijftig euro", 1250, 2)
	check("nl", "tweeëntwintig", 22, 1)
	check("nl", "twee\u0065\u0308ntwintig", 22, 1) // decomposed
	check("nl", "tweentwintig", 22, 1)
	check("nl", "achtien", 18, 1)
	check("nl", "een miljoen tweehonderdduizend", 1_200_000, 3)
	check("nl", "honderd een factuur", 100, 1) // an article
	check("nl", "honderd en een deel", 100, 1)
	check("nl", "honderd één", 101, 2)
	check("nl", "honderdeneen", 101, 1)
	check("nl", "duizend en vijftienhonderd", 1000, 1) // two sums
	check("nl", "honderd en tweehonderd", 100, 1)
	check("nl", "twintig en dertig", 20, 1)
	check("nl", "drie en vier", 3, 1)
	check("nl", "nul", 0, 1)
	check("nl", "en twintig", 0, 0)
	check("nl", "achten", 0, 0) // a verb
	check("nl", "een miljard", 0, 0)
	check("nl", "six", 0, 0)
	check("nl", "twee hundred", 2, 1)
	check("nl", "honderd tweede", 0, 0) // goes on as an ordinal
	check("nl", "", 0, 0)

	check("fr", "quatre-vingt-dix-sept", 97, 1)
	check("fr", "quatre vingt dix sept euros", 97, 4)
	check("fr", "quatre-vingts", 80, 1)
	check("fr", "septante et un", 71, 3)
	check("fr", "huitante-cinq", 85, 1)
	check("fr", "octante", 80, 1)
	check("fr", "nonante neuf", 99, 2)
	check("fr", "soixante et onze", 71, 3)
	check("fr", "mille deux cents euros", 1200, 3)
	check("fr", "douze cents", 1200, 2)
	check("fr", "deux milles", 2000, 2)
	check("fr", "deux millions cinq cent mille", 2_500_000, 5)
	check("fr", "deux millions d'euros", 2_000_000, 2)
	check("fr", "cinquante cents", 50, 1) // coins
	check("fr", "un cent", 1, 1)
	check("fr", "cent et un solde", 100, 1)
	check("fr", "vingt et deux", 20, 1)
	check("fr", "dix deux", 10, 1)
	check("fr", "zéro", 0, 1)
	check("fr", "vingt et unième", 0, 0)

	check("en", "twelve hundred and fifty", 1250, 4)
	check("en", "twenty-five hundred", 2500, 2)
	check("en", "a hundred and one days", 101, 4)
	check("en", "a hundred a month", 100, 2)
	check("en", "two thousand and twenty six", 2026, 5)
	check("en", "two hundred and three hundred", 200, 2)
	check("en", "five thousand three thousand", 5000, 2)
	check("en", "one hundred and", 100, 2)
	check("en", "two and a half", 2, 1)
	check("en", "twenty twenty-six", 20, 1)
	check("en", "seventy\u2011five", 75, 1)
	check("en", "fourty five", 45, 2)
	check("en", "twenty-first", 0, 0)
	check("en", "two thirds", 2, 1)
	check("en", "often", 0, 0)
	check("en", "ninety-", 90, 1)
	check("en", "-ninety", 0, 0)

	check("de", "fünfhundert Euro", 500, 1)
	check("de", "funfhundert", 500, 1)
	check("de", "fuenfhundert", 500, 1)
	check("de", "zweitausendfünfhundert", 2500, 1)
	check("de", "anderthalbtausend", 1500, 1)
	check("de", "zweitausend fünfhundert und fünf und zwanzig", 2525, 6)
	check("de", "fünfzehnhundert", 1500, 1)
	check("de", "eine million zweihunderttausend", 1_200_000, 3)
	check("de", "hundertundeins", 101, 1)
	check("de", "hundert eine", 100, 1)
	check("de", "zwölf", 12, 1)
	check("de", "dreissig", 30, 1)
	check("de", "einheit", 0, 0)
	check("de", "einen", 1, 1)

	check("", "six cent", 600, 2)
	check("", "neuf", 9, 1)
	check("", "vijfentwintig", 25, 1)
	check("", "one hundred", 100, 2)
	check("", "hundertzwanzig", 120, 1)
	check("", "euro", 0, 0)
	check("es", "mil", 0, 0)
}

func TestOrdinal(t *testing.T) {
	check := reader(t, numeral.Ordinal)
	check("nl", "eerste", 1, 1)
	check("nl", "twintigste", 20, 1)
	check("nl", "eenentwintigste december", 21, 1)
	check("nl", "een en twintigste", 21, 3)
	check("nl", "honderdste", 100, 1)
	check("nl", "twintig", 0, 0)
	check("fr", "premier", 1, 1)
	check("fr", "première", 1, 1)
	check("fr", "vingt et unième jour", 21, 3)
	check("fr", "vingt-et-unieme", 21, 1)
	check("fr", "quatre-vingt-dixième", 90, 1)
	check("fr", "deux-centième", 200, 1)
	check("en", "twenty-first", 21, 1)
	check("en", "twenty first of may", 21, 2)
	check("en", "one hundred and second", 102, 4)
	check("en", "thirtieth", 30, 1)
	check("en", "two thirds", 0, 0)
	check("de", "einundzwanzigsten", 21, 1)
	check("de", "ersten", 1, 1)
	check("de", "achter", 8, 1)
	check("de", "acht", 0, 0)
	check("de", "fünfter", 5, 1)
	check("de", "erst", 0, 0) // only now
	check("", "eerste", 1, 1)
	check("", "third", 3, 1)
}

func reader(t *testing.T, read func(string, []string) (int64, int)) func(language, text string, n int64, used int) {
	return func(language, text string, n int64, used int) {
		t.Helper()
		if gotN, gotUsed := read(language, strings.Fields(text)); gotN != n || gotUsed != used {
			t.Errorf("%s %q: %d in %d words, want %d in %d", language, text, gotN, gotUsed, n, used)
		}
	}
}

func FuzzNumeral(f *testing.F) {
	f.Add("nl", "tweeduizend driehonderdvijfenveertig en een eerste")
	f.Add("fr", "quatre vingt dix sept mille et une centième")
	f.Add("en", "a hundred and twenty-first thousand million billion")
	f.Add("de", "ein und zwanzig hundert tausend f\u00fcnf e\u0301")
	f.Add("", "zeventienzeventienzeventienzeventienzeventien -- \xff")
	f.Fuzz(func(t *testing.T, language, text string) {
		words := strings.Fields(text)
		n, used := numeral.Cardinal(language, words)
		o, usedO := numeral.Ordinal(language, words)
		for _, r := range [][2]int64{{n, int64(used)}, {o, int64(usedO)}} {
			if r[0] < 0 || r[0] > 999_999_999 || r[1] < 0 || r[1] > int64(len(words)) || r[1] == 0 && r[0] != 0 {
				t.Fatalf("%q: %d in %d words", text, r[0], r[1])
			}
		}
		if again, usedAgain := numeral.Cardinal(language, words[:used]); again != n || usedAgain != used {
			t.Fatalf("%q: the words taken are %d, not %d", words[:used], again, n)
		}
	})
}

func BenchmarkCardinal(b *testing.B) {
	const text = "wij zullen de factuur van tweeduizend driehonderdvijftig euro betalen zodra onze klant de vijfendertighonderd heeft overgemaakt"
	words := strings.Fields(text)
	for _, language := range []string{"nl", ""} {
		b.Run("language="+language, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				for i := range words {
					numeral.Cardinal(language, words[i:])
				}
			}
		})
	}
}
