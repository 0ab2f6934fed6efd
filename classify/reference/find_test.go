package reference_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/voldaan/voldaan/classify/reference"
)

// unquote writes line breaks and unseen signs for their escapes.
var unquote = strings.NewReplacer(`\n`, "\n", `\u00ad`, "\u00ad", `\u200b`, "\u200b", `\u00a0`, "\u00a0")

// knownOf reads "2026-041=REFERENCE 2026-042": the numbers known.
func knownOf(line string) []reference.Known {
	var out []reference.Known
	for _, w := range strings.Fields(line) {
		n, ref, _ := strings.Cut(w, "=")
		out = append(out, reference.Known{Number: n, Reference: ref})
	}
	return out
}

// written shows what was found as the tables do: "~" for last digits, "?" for
// what is unsure.
func written(known []reference.Known, mentions []reference.Mention, unsure []reference.Unsure) string {
	var out []string
	for _, m := range mentions {
		mark := "~"
		if m.Exact {
			mark = ""
		}
		out = append(out, mark+known[m.Index].Number)
	}
	for _, u := range unsure {
		var names []string
		for _, c := range u.Candidates {
			names = append(names, known[c].Number)
		}
		out = append(out, "?"+strings.Join(names, ","))
	}
	return strings.Join(out, " ")
}

func ordered(want string) string {
	var sure, unsure []string
	for _, w := range strings.Fields(want) {
		if w[0] == '?' {
			unsure = append(unsure, w)
		} else {
			sure = append(sure, w)
		}
	}
	return strings.Join(append(sure, unsure...), " ")
}

// TestFind reads each file of testdata: "= " and the numbers known, then a
// text a line, " =>" and what it names. The range of a number is checked by
// its ends.
func TestFind(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) < 6 {
		t.Fatal(files, err)
	}
	for _, name := range files {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var known []reference.Known
		right, all := 0, 0
		for line := range strings.Lines(string(b)) {
			line = strings.TrimSpace(line)
			if k, ok := strings.CutPrefix(line, "= "); ok {
				known = knownOf(k)
				continue
			}
			text, want, ok := strings.Cut(line, " =>")
			if !ok {
				t.Fatalf("%s: %q", name, line)
			}
			text = unquote.Replace(text)
			all++
			mentions, unsure := reference.Find(text, known)
			if got := written(known, mentions, unsure); got != ordered(want) {
				t.Errorf("%s: %q of %v: %q, want %q", name, text, known, got, ordered(want))
			} else {
				right++
			}
		}
		t.Logf("%s: %d of %d", name, right, all)
	}
}

// TestPlaces shows which bytes a mention takes.
func TestPlaces(t *testing.T) {
	known := knownOf("2026-041 2026-042 2026-043 A-1-77 B-1-77")
	place := func(text string, want ...string) {
		t.Helper()
		mentions, unsure := reference.Find(text, known)
		var got []string
		for _, m := range mentions {
			got = append(got, text[m.From:m.To])
		}
		for _, u := range unsure {
			got = append(got, "?"+text[u.From:u.To])
		}
		if fmt.Sprintf("%q", got) != fmt.Sprintf("%q", want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	place("Réglé: ２０２６-041 – merci", "２０２６-041")
	place("factuur 2026-\u00ad041\u00ad.", "2026-\u00ad041")
	place("facturen 041, 042", "041", "042")
	place("041 t/m 043", "041", "041 t/m 043", "043")
	place("INV-2026-\n041 ok", "2026-\n041")
	place("numéro 1-77", "?1-77")
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{
		"factuur 2026-041 en -042", "041 t/m 044", "€ 417,00", "2O26-O41", "２０２６/０４１", "INV-2026-\n041", "1-77", "BE68 5390 0754 7034",
		"RF18 5390 0754 7034", "no№°\u00ad41", "+++090/9337/55493+++", "1/2/3/4/5/6/7/8/9/0/1/2/3/4/5/6", "\xff41",
	} {
		f.Add(s, "INV-2026-041", "+++090/9337/55493+++")
	}
	f.Fuzz(func(t *testing.T, text, number, ref string) {
		known := []reference.Known{{Number: number, Reference: ref}, {Number: "2026-042"}, {Number: "2026-043", Reference: "RF18539007547034"}, {}}
		mentions, unsure := reference.Find(text, known)
		last := 0
		for _, m := range mentions {
			if m.Index < 0 || m.Index >= len(known) || m.From < last || m.To <= m.From || m.To > len(text) {
				t.Fatalf("%q: %+v", text, m)
			}
			if !strings.ContainsFunc(text[m.From:m.To], func(r rune) bool {
				return r >= '0' && r <= '9' || r >= '０' && r <= '９' || strings.ContainsRune("oOlIıİ", r)
			}) {
				t.Errorf("%q names an invoice with %q", text, text[m.From:m.To])
			}
			last = m.From
		}
		for _, u := range unsure {
			if len(u.Candidates) < 2 || u.To <= u.From || u.To > len(text) {
				t.Fatalf("%q: %+v", text, u)
			}
		}
		// What names none of them names none of none.
		if m, u := reference.Find(text, nil); m != nil || u != nil {
			t.Errorf("%q names %v %v of nothing", text, m, u)
		}
	})
}

func BenchmarkFind(b *testing.B) {
	var known []reference.Known
	for i := range 50 {
		known = append(known, reference.Known{Number: fmt.Sprintf("2026-%04d", 400+i)})
	}
	mail := strings.Repeat("Beste, wij hebben de factuur 2026-0417 van 3 mei ontvangen (€ 1.250,00), maar de levering van 12 dozen was niet volledig.\n", 162)
	digits := strings.Repeat("2026 0417 12 345 6-7/8.9 041 ", 690)
	for _, c := range []struct{ name, text string }{{"mail20kB", mail}, {"digits20kB", digits}} {
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(c.text)))
			b.ReportAllocs()
			for b.Loop() {
				reference.Find(c.text, known)
			}
		})
	}
}
