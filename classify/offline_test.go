package classify_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify"
)

// BenchmarkReply reads replies of 1 kB in each language, and one whose language
// nobody told.
func BenchmarkReply(b *testing.B) {
	for language, text := range map[string]string{
		"nl": "Wij hebben uw herinnering goed ontvangen. De factuur van vorige maand ligt bij onze directeur ter goedkeuring. Zodra hij terug is betalen wij vrijdag, de rest volgt eind volgende week.\n",
		"fr": "Nous avons bien reçu votre rappel. La facture du mois dernier est chez notre directeur pour accord. Dès son retour nous réglons vendredi, le reste suivra la semaine prochaine.\n",
		"en": "We have received your reminder. The invoice of last month is with our director for approval. As soon as he is back we will pay on Friday, the rest follows next week.\n",
		"de": "Wir haben Ihre Mahnung erhalten. Die Rechnung vom letzten Monat liegt bei unserem Geschäftsführer zur Freigabe. Sobald er zurück ist, zahlen wir am Freitag, der Rest folgt nächste Woche.\n",
		"":   "Wir haben Ihre Mahnung erhalten. La facture est chez notre directeur. We will pay on Friday, de rest volgt eind volgende week.\n",
	} {
		name := language
		if name == "" {
			name = "any"
		}
		b.Run(name, func(b *testing.B) {
			m := reply(strings.Repeat(text, 1024/len(text)+1)[:1024])
			m.Language = language
			r := classify.NewOffline()
			b.SetBytes(int64(len(m.Reply)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := r.Read(b.Context(), m, testContext()); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// What stands in a mail changes what it means only by what it says: blank
// lines, the case of the greeting and a signature change nothing.
func TestLayoutChangesNothing(t *testing.T) {
	for _, text := range []string{"Wij betalen vrijdag.", "Nous avons payé lundi.", "Please send a copy of the invoice.", "Wir bestreiten die Rechnung."} {
		want := read(t, reply(text), testContext()).Intent()
		for _, other := range []string{"\n\n" + text + "\n\n", text + "\n\nEls Janssens", "Hallo,\n\n" + text, text + "\n\nMet vriendelijke groet,\nEls Janssens"} {
			if got := read(t, reply(other), testContext()).Intent(); got != want {
				t.Errorf("%q is %s, want %s", other, got, want)
			}
		}
	}
}

// A mail leaves nothing to the next one, whose reading uses its memory.
func TestMemoryLeavesNothing(t *testing.T) {
	all := slices.Concat(examples(t, "testdata/plain.txt"), examples(t, "testdata/guarded.txt"))
	first := map[string]voldaan.Reading{}
	for _, e := range all {
		first[e.text] = read(t, reply(e.text), testContext())
	}
	slices.Reverse(all)
	for _, e := range all {
		if diff := cmp.Diff(first[e.text], read(t, reply(e.text), testContext())); diff != "" {
			t.Errorf("%q: %s", e.text, diff)
		}
	}
}
