package amount_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify/amount"
)

// TestTables reads every table of testdata. A line is "text | expression = sum"
// with " ; " between several and "-" for none; the sum is "12.50 EUR" ("?"
// behind it: ambiguous; without a currency, any), a share "1/2", "all" or
// "rest". "open=1000.00 | " before the text says what is open.
func TestTables(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) < 4 {
		t.Fatal(files, err)
	}
	for _, f := range files {
		name := filepath.Base(f)
		t.Run(name, func(t *testing.T) {
			b, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			cases, passed := 0, 0
			for line := range strings.Lines(string(b)) {
				if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
					continue
				}
				cases++
				if checkLine(t, name[:2], line) {
					passed++
				}
			}
			t.Logf("%d of %d", passed, cases)
		})
	}
}

// TestAnyLanguage reads the tables without their language: only the marks of
// what can be read as two sums may differ.
func TestAnyLanguage(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) < 4 {
		t.Fatal(files, err)
	}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(strings.ReplaceAll(string(b), "?\n", "\n")) {
			if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
				checkLine(t, "", line)
			}
		}
	}
}

// checkLine reads a line of a table; without a language it leaves the marks of
// what is ambiguous out.
func checkLine(t *testing.T, language, line string) bool {
	t.Helper()
	o := amount.Options{Language: language}
	if rest, ok := strings.CutPrefix(line, "open="); ok {
		open, rest, _ := strings.Cut(rest, " | ")
		a, err := voldaan.ParseAmount(strings.TrimSpace(open))
		if err != nil {
			t.Fatal(line, err)
		}
		o.Open, line = a, rest
	}
	i := strings.LastIndex(line, " | ")
	if i < 0 {
		t.Fatalf("no table line: %s", line)
	}
	text, want := strings.TrimSpace(line[:i]), strings.TrimSpace(line[i+3:])
	found := amount.Find(text, o)
	var got []string
	for _, e := range found {
		e.Ambiguous = e.Ambiguous && language != ""
		got = append(got, write(e))
	}
	if language == "" {
		want = strings.ReplaceAll(want, "? ;", " ;")
	}
	g := strings.Join(got, " ; ")
	if g == "" {
		g = "-"
	}
	if g != want && plain(g) != plain(want) {
		t.Errorf("%s\n  got  %s\n  want %s", text, g, want)
		return false
	}
	return true
}

// write gives an expression as the tables have it.
func write(e amount.Expression) string {
	var value string
	switch {
	case e.Value == 0 && e.Share.Rest:
		value = "rest"
	case e.Value == 0 && e.Share.Den > 0:
		value = fmt.Sprintf("%d/%d", e.Share.Num, e.Share.Den)
	default:
		value = fmt.Sprintf("%s %s", e.Value, e.Currency)
	}
	if e.Ambiguous {
		value += "?"
	}
	return e.Text + " = " + value
}

// plain takes away the account's currency, which a table may leave out, and
// writes a share of all as the tables do.
func plain(s string) string {
	return strings.NewReplacer(" EUR ;", " ;", " EUR?", "?", "= all", "= 1/1").Replace(strings.TrimSuffix(s, " EUR"))
}

func TestFindKeepsPlaces(t *testing.T) {
	const text = "Beste,\n\nWij betalen € 1.234,56 en de rest, één helft, later: 500\u00a0euro."
	found := amount.Find(text, amount.Options{})
	if len(found) != 4 {
		t.Errorf("%+v", found)
	}
	for _, e := range found {
		if text[e.From:e.To] != e.Text {
			t.Errorf("%+v", e)
		}
	}
}

func TestOptions(t *testing.T) {
	find := func(text string, o amount.Options, want ...amount.Expression) {
		t.Helper()
		got := amount.Find(text, o)
		if len(got) != len(want) {
			t.Fatalf("%q: %+v", text, got)
		}
		for i, w := range want {
			w.Text, w.From, w.To = got[i].Text, got[i].From, got[i].To
			if got[i] != w {
				t.Errorf("%q: %+v, want %+v", text, got[i], w)
			}
		}
	}
	find("ik betaal 500", amount.Options{Language: "nl", Currency: "CHF"}, amount.Expression{Value: 50_000, Currency: "CHF", Bare: true})
	find("je paie 500 vendredi", amount.Options{}, amount.Expression{Value: 50_000, Currency: "EUR", Bare: true})
	find("€ 1,500", amount.Options{}, amount.Expression{Value: 150_000, Currency: "EUR", Ambiguous: true})
	find("€ 1.500 - € 12.345,60", amount.Options{}, amount.Expression{Value: 150_000, Currency: "EUR"}, amount.Expression{Value: 1_234_560, Currency: "EUR"})
	find("€ 1,500 and € 12,345.60", amount.Options{}, amount.Expression{Value: 150_000, Currency: "EUR"}, amount.Expression{Value: 1_234_560, Currency: "EUR"})
	find("€ 1.500", amount.Options{}, amount.Expression{Value: 150_000, Currency: "EUR", Ambiguous: true})
	find("1\u202f234,56\u00a0€, \u20ac\u20091\u2019234.50", amount.Options{}, amount.Expression{Value: 123_456, Currency: "EUR"}, amount.Expression{Value: 123_450, Currency: "EUR"})
	find("wij betalen de helft nu, de rest in mei", amount.Options{Language: "nl", Open: 10_001},
		amount.Expression{Value: 5_001, Currency: "EUR", Share: amount.Share{Num: 1, Den: 2}},
		amount.Expression{Value: 5_000, Currency: "EUR", Share: amount.Share{Rest: true}})
	find("van de € 100,00 betaal ik 40 euro nu en de rest in mei", amount.Options{Language: "nl", Open: 10_000},
		amount.Expression{Value: 10_000, Currency: "EUR"},
		amount.Expression{Value: 4_000, Currency: "EUR"},
		amount.Expression{Value: 6_000, Currency: "EUR", Share: amount.Share{Rest: true}})
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{
		"€ 1.234,56 en 12 euro 50, de rest 2k", "-€500-€600; 500-600 euro; 12.11.2026 3/4 50 %", "deux millions d'euros et demi, la moitié",
		"two and a half thousand US-Dollar, half a million", "Fr. 1'450.50 TEUR 5 k€ 3 1,2 Mio. €uro 12€50", "drei- bis vierhundert Euro, 2-3k €, € 3 à 4 duizend, half of the €500, 25 % de 1.000 €, 50,00- EUR, ,50 euro, $.05",
		"openstaan: 250, 300 en 415; eerst 500, dan 300; 1000 nu, 500 op 15 mei; le solde est donc de 500, 2 pond kaas", "NL91 ABNA 0417 1643 00 EUR 500, a third today \xff ½ −5,-- 1 2 3 456 789 euro e\u0301",
	} {
		f.Add(s, "nl", int64(100_001))
		f.Add(s, "", int64(0))
	}
	f.Fuzz(func(t *testing.T, text, language string, open int64) {
		end := 0
		for _, e := range amount.Find(text, amount.Options{Language: language, Open: voldaan.Amount(open)}) {
			if e.From < end || e.To <= e.From || e.To > len(text) || e.Text != text[e.From:e.To] {
				t.Fatalf("%q: %+v behind byte %d", text, e, end)
			}
			end = e.To
			if utf8.ValidString(text) && !utf8.ValidString(e.Text) {
				t.Fatalf("%q: %q is cut in a character", text, e.Text)
			}
			if e.Value > voldaan.MaxAmount || e.Value < -voldaan.MaxAmount || e.Currency.Validate() != nil {
				t.Fatalf("%q: %+v", text, e)
			}
			if open <= 0 && (e.Share.Rest || e.Share.Den > 0) && e.Value != 0 {
				t.Fatalf("%q: a share of nothing known: %+v", text, e)
			}
		}
	})
}

func BenchmarkFind(b *testing.B) {
	const mail = `Geachte heer, op 12 november 2026 hebben wij factuur 2026-0417 van € 1.234,56 ontvangen. Wij betalen
vandaag vijfhonderd euro en de rest volgende maand; bel mij op 06-12345678 als dat niet kan. De levering van 12 dozen
was niet compleet, en op pagina 3 staat 21% btw over 1.020,30. Met vriendelijke groet, de administratie

`
	texts := []struct{ name, text, language string }{
		{"mail/nl", mail, "nl"},
		{"mail/any", mail, ""},
		{"hard/any", "1 234 cent de helft 1/2 vingt et un 50% ", ""},
	}
	for _, c := range texts {
		b.Run(c.name, func(b *testing.B) {
			text := strings.Repeat(c.text, 20_000/len(c.text))
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				amount.Find(text, amount.Options{Language: c.language, Open: 100_000})
			}
		})
	}
}
