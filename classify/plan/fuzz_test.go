package plan

import (
	"strconv"
	"testing"

	v "github.com/voldaan/voldaan"
)

// FuzzParts shows that parts are in order, none before the mail's day, and not
// more than what is open.
func FuzzParts(f *testing.F) {
	for _, s := range []string{
		"je 700 am 5. März und 5. April, der Rest Ende Mai", "75 a month, first on the 1st of September, till the 300 is gone",
		"vier stukken van 240, om de twee weken vanaf 2 november", "120 € tous les quinze jours à partir du 1er février",
		"half now, half in a month", "in three equal parts on 10 June, 10 July and 10 August", "1. Rate 400,00 € 15.06.2026\n2. Rate 400,00 € 15.07.2026",
		"36 x 1 every 31st from 31 January until 29 February", "de rest de rest op 1 mei, elke 0e, elke 32e", "50 % on 1 May, 50 % on 1 June, 50 % on 1 July",
	} {
		for l := range uint8(5) {
			f.Add(s, l, int32(739938), int64(90_000))
		}
	}
	f.Fuzz(func(t *testing.T, s string, l uint8, today int32, open int64) {
		if len(s) > 4000 {
			return
		}
		o := Options{Language: []string{"nl", "fr", "en", "de", ""}[l%5], Today: v.Date(today), Open: v.Amount(open)}
		parts := read(s, o)
		sum := v.Amount(0)
		for i, p := range parts {
			if p.Number != i+1 || p.Day < o.Today || i > 0 && p.Day <= parts[i-1].Day || p.Amount <= 0 {
				t.Fatalf("%q: %v", s, parts)
			}
			sum += p.Amount
		}
		if len(parts) == 1 || len(parts) > MaxParts || o.Open > 0 && sum > o.Open {
			t.Fatalf("%q: %v of %v", s, parts, o.Open)
		}
	})
}

// long is a text of so many clauses of a plan.
func long(n int) *Text {
	var t Text
	one := parse("je 70 am 5. März und 5. April, monatlich 10, der Rest Ende Mai, drei gleiche Raten.", german)
	for range n {
		t.Add(string(one.folded), one.days, one.sums)
	}
	return &t
}

var german = Options{Language: "de", Today: v.MustDate("2026-03-02"), Open: 900_00}

// BenchmarkPartsLong shows that the time for a clause stays the same in longer
// texts.
func BenchmarkPartsLong(b *testing.B) {
	for _, n := range []int{200, 2000} {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			text := long(n)
			for b.Loop() {
				text.Parts(german)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n), "ns/clause")
		})
	}
}

func BenchmarkParts(b *testing.B) {
	text := parse("Ich zahle 300 Euro am 15. März, 300 Euro am 15. April und den Rest am 15. Mai.", german)
	b.ReportAllocs()
	for b.Loop() {
		text.Parts(german)
	}
}
