package when

import (
	"testing"
	"unicode/utf8"

	"github.com/voldaan/voldaan"
)

// FuzzFind shows that what is found stands in the text, in order and apart, and
// that a paragraph means the same behind another one.
func FuzzFind(f *testing.F) {
	for _, s := range []string{
		"Wij betalen vrijdag 4 december of uiterlijk eind januari.", "van 3 t/m 5 mei, binnen 10 dagen na factuurdatum",
		"du 3 au 5 mai, vendredi en huit, l'année prochaine", "3 days before the day after the day after Christmas",
		"zwischen dem 3. und 5. Mai, Freitag in acht Tagen", "31/02/2026 24/7 1/2 12.11.10.9 2026-11-18T10:00Z",
		"e\u0301te\u0301 1er août\x00 \xff 3\u00adm\u00adei", "in 999 jaar\n\nen 400 years ago", "week 53 Q1 KW 48 S52",
		"vijfentwintig december tweeduizend zesentwintig", "every every every Friday and Friday or Friday to Friday",
	} {
		for l := range uint8(5) {
			f.Add(s, l, int8(0), int32(739938))
		}
	}
	f.Fuzz(func(t *testing.T, s string, l uint8, direction int8, today int32) {
		o := Options{Language: append(languages[:], "")[l%5], Today: voldaan.Date(today%3_000_000 + 1), Direction: Direction(direction % 3)}
		got := Find(s, o)
		end := 0
		for _, e := range got {
			switch {
			case e.From < end || e.To <= e.From || e.To > len(s) || s[e.From:e.To] != e.Text:
				t.Fatalf("%q: %+v does not stand there", s, e)
			case e.Start != utf8.RuneCountInString(s[:e.From]):
				t.Fatalf("%q: %+v starts elsewhere", s, e)
			case e.Value <= 0 || e.End != 0 && e.End <= e.Value || e.Last() < e.Value || e.Rule == "":
				t.Fatalf("%q: %+v is no day", s, e)
			}
			end = e.To
		}
		if len(s) > pieceMin {
			return
		}
		a, b := Find("zz\n\n"+s, o), Find("zzzz zz\n\n"+s, o)
		if len(a) != len(b) {
			t.Fatalf("%q: %v behind one paragraph, %v behind another", s, a, b)
		}
		for i := range a {
			if a[i].Value != b[i].Value || a[i].End != b[i].End || a[i].Text != b[i].Text {
				t.Fatalf("%q: %v behind one paragraph, %v behind another", s, a[i], b[i])
			}
		}
	})
}
