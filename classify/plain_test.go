package classify_test

import (
	"strings"
	"testing"
)

// Everyday answers come out sure, with their day.
func TestPlainReplies(t *testing.T) {
	seen := map[string]int{}
	for _, e := range examples(t, "testdata/plain.txt") {
		r := read(t, reply(e.text), testContext())
		e.check(t, r)
		if r.Human() {
			t.Errorf("%s %q: a person looks: %+v", e.lang, e.text, r.Findings)
		}
		seen[e.lang]++
	}
	for _, lang := range []string{"nl", "fr", "en", "de"} {
		if seen[lang] < 15 {
			t.Errorf("%d plain replies in %s, want 15", seen[lang], lang)
		}
	}
}

// A clear sign beside words that are not understood is not sure.
func TestGuardedReplies(t *testing.T) {
	for _, e := range examples(t, "testdata/guarded.txt") {
		e.check(t, read(t, reply(e.text), testContext()))
	}
}

func BenchmarkRead(b *testing.B) {
	m := reply("Beste mevrouw Peeters,\n\nHartelijk dank voor uw herinnering van 12 november. Wij hebben uw factuur 2026-041 ontvangen en " +
		"doorgestuurd naar onze boekhouding.\nDe betaling van € 1.210,00 volgt uiterlijk op vrijdag 4 december 2026.\n" +
		"Factuur 2026-044 is vorige week maandag al betaald. Wij zijn niet tevreden over de late levering van de stoelen.\n\nMet vriendelijke groet,\nEls Janssens")
	m.Quoted = "Op 16 november schreef facturen@leverancier.example:\n> Onze factuur 2026-041 van 1 oktober staat nog open.\n> Kunt u laten weten wanneer u betaalt?\n"
	c := testContext()
	for b.Loop() {
		if _, err := rules.Read(b.Context(), m, c); err != nil {
			b.Fatal(err)
		}
	}
}

// A long mail, or one above a long thread, takes no more than its length.
func BenchmarkReadLong(b *testing.B) {
	m := reply(strings.Repeat("Wij betalen vrijdag de factuur van oktober en de rest komt later.\n", 100))
	m.Quoted = strings.Repeat("> Onze factuur van 12 oktober staat nog open, wij vragen u vriendelijk te betalen.\n", 1500)
	for b.Loop() {
		if _, err := rules.Read(b.Context(), m, testContext()); err != nil {
			b.Fatal(err)
		}
	}
}
