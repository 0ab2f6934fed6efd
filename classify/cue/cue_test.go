package cue

import (
	"slices"
	"strings"
	"testing"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify/concept"
	"github.com/voldaan/voldaan/classify/phrase"
)

func mark(language, text string) Sentence {
	s := Sentence{Words: phrase.Words(phrase.Fold(text)), Question: strings.HasSuffix(text, "?"), Exclaims: strings.HasSuffix(text, "!")}
	concept.Of(language).Find(s.Words, func(id concept.ID, i, j int) { s.Marks = append(s.Marks, Mark{id, i, j}) })
	slices.SortFunc(s.Marks, func(a, b Mark) int { return a.From - b.From })
	return s
}

// Each pattern stands under an intent, a reason, a flag or "not", begins with
// something that can be looked up and names concepts that there are.
func TestListsAreSound(t *testing.T) {
	for _, language := range concept.Languages {
		l := Of(language)
		if len(l.patterns) < 1000 {
			t.Errorf("%s has %d patterns", language, len(l.patterns))
		}
		for _, p := range l.patterns {
			section := l.sections[p.section]
			kind, part, _ := strings.Cut(section, "/")
			if kind != "flag" && kind != "not" && kind != "none" && voldaan.Intent(kind).Validate() != nil || (kind == "dispute") != (part != "" && kind != "flag") {
				t.Errorf("%s: %q stands under %q", language, p.text, section)
			}
			for f := range strings.FieldsFuncSeq(p.text, func(r rune) bool { return r == ' ' || r == '|' }) {
				if name, ok := strings.CutPrefix(f, "<"); ok {
					if _, known := concept.Lookup(strings.TrimSuffix(name, ">")); !known {
						t.Errorf("%s: %q names no concept: %s", language, p.text, name)
					}
				}
			}
		}
	}
}

func TestMatch(t *testing.T) {
	for _, c := range []struct {
		pattern, text string
		want          bool
	}{
		{"wij ... betalen", "Wij zullen vrijdag betalen", true},
		{"wij ... betalen", "betalen wij", false},
		{"wij ... betalen", "wij een twee drie vier vijf zes zeven acht betalen", false},
		{"betaal*", "betaalden", true},
		{"*rekening", "een bankrekening", true},
		{"kapot|stuk", "het is stuk", true},
		{"^ ok .", "ok", true},
		{"^ ok .", "ok dan", false},
		{"^ nu", "en nu", false},
		{"nu ?", "betalen we nu?", true},
		{"nu ?", "betalen we nu", false},
		{"nu !", "nu!", true},
		{"# dagen", "binnen 14 dagen", true},
		{"wij ... betalen %", strings.Repeat("nu ", 60) + "wij zullen u betalen %", true}, // about word 64
		{"wij betalen .", strings.Repeat("nu ", 62) + "wij betalen", true},
		{"^ wij", strings.Repeat("nu ", 64) + "wij", false},
		{"<not> ... <deliver>", "De machine is niet geleverd", true},
		{"<pay>|akkoord % ", "akkoord %", true},
	} {
		l := parse("# note\n[legal]\n" + c.pattern + "\n")
		got := false
		l.Find(mark("nl", c.text), func(p Pattern) { got = p.Section == "legal" })
		if got != c.want {
			t.Errorf("%q in %q: %v", c.pattern, c.text, got)
		}
	}
}

func FuzzPattern(f *testing.F) {
	f.Add("wij ... betalen", "wij betalen niet")
	f.Add("^ * . ", "a")
	f.Add("<pay> ... <not> ?", "betalen we niet?")
	f.Fuzz(func(t *testing.T, pattern, text string) {
		l := parse("[legal]\n" + pattern)
		s := mark("nl", text)
		found := map[string]bool{}
		l.Find(s, func(p Pattern) {
			if found[p.Text] && !strings.Contains(pattern, "\n") {
				t.Errorf("%q was found twice", p.Text)
			}
			found[p.Text] = true
		})
	})
}

func BenchmarkFind(b *testing.B) {
	text := strings.Repeat("Wij hebben uw herinnering goed ontvangen en betalen de factuur van vorige maand vrijdag, de rest volgt later. ", 9)
	s := mark("nl", text)
	l := Of("nl")
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		l.Find(s, func(Pattern) {})
	}
}
