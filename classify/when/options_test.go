package when

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify/phrase"
)

const wednesday = "2026-11-18"

func find(text, language string, d Direction) string {
	var out []string
	for _, e := range Find(text, Options{Language: language, Today: voldaan.MustDate(wednesday), Direction: d}) {
		out = append(out, e.Last().String())
	}
	return strings.Join(out, " ")
}

// TestDirection shows that a direction turns what fits both ways, and only that.
func TestDirection(t *testing.T) {
	for _, c := range []struct{ language, text, forward, back string }{
		{"nl", "vrijdag", "2026-11-20", "2026-11-13"},
		{"nl", "woensdag", "2026-11-25", "2026-11-11"}, // strictly after and before
		{"nl", "op 4 december", "2026-12-04", "2025-12-04"},
		{"nl", "op 18 november", "2026-11-18", "2026-11-18"},
		{"nl", "4 december 2027", "2027-12-04", "2027-12-04"},
		{"nl", "vorige vrijdag", "2026-11-13", "2026-11-13"},
		{"fr", "le 3", "2026-12-03", "2026-11-03"},
		{"fr", "en mai", "2027-05-31", "2026-05-31"},
		{"en", "Christmas", "2026-12-25", "2025-12-25"},
		{"en", "29 February", "2028-02-29", "2024-02-29"},
		{"de", "KW 48", "2026-11-27", "2025-11-28"},
		{"de", "in drei Tagen", "2026-11-21", "2026-11-21"},
		{"de", "Anfang Mai", "2027-05-05", "2026-05-05"},
	} {
		if got := find(c.text, c.language, Forward); got != c.forward {
			t.Errorf("%q forward: %s, want %s", c.text, got, c.forward)
		}
		if got := find(c.text, c.language, Back); got != c.back {
			t.Errorf("%q back: %s, want %s", c.text, got, c.back)
		}
	}
}

func TestCalendar(t *testing.T) {
	christmas := voldaan.Calendar{Country: "BE", Holidays: map[voldaan.Date]string{voldaan.MustDate("2026-12-25"): "Kerstmis"}}
	for _, c := range []struct{ language, text, want string }{
		{"nl", "binnen 2 werkdagen", "2026-12-28"},
		{"en", "two business days", "2026-12-28"},
		{"fr", "fête nationale", "2027-07-21"},
	} {
		got := Find(c.text, Options{Language: c.language, Today: voldaan.MustDate("2026-12-23"), Calendar: christmas})
		if len(got) != 1 || got[0].Value.String() != c.want {
			t.Errorf("%q: %s, want %s", c.text, show(got), c.want)
		}
	}
}

func TestNothing(t *testing.T) {
	if got := Find("vrijdag", Options{Language: "nl"}); got != nil {
		t.Errorf("without a day of the mail: %s", show(got))
	}
	if got := Find("", Options{Language: "nl", Today: voldaan.MustDate(wednesday)}); got != nil {
		t.Errorf("without a text: %s", show(got))
	}
}

// TestPlaces shows the places of what is found, in bytes and in runes, also far
// into a long text.
func TestPlaces(t *testing.T) {
	line := "Déjà réglé… 👍 lundi dernier.\n\n"
	text := strings.Repeat(line, 2000)
	got := Find(text, Options{Language: "fr", Today: voldaan.MustDate(wednesday)})
	if len(got) != 2000 {
		t.Fatalf("%d expressions, want 2000", len(got))
	}
	for i, e := range got {
		want := i*len([]rune(line)) + len([]rune("Déjà réglé… 👍 "))
		if e.Start != want || e.Text != "lundi dernier" || text[e.From:e.To] != e.Text || e.Value.String() != "2026-11-16" {
			t.Fatalf("%d: %+v, want it at %d", i, e, want)
		}
	}
}

// TestAnyLanguage reads the tables without knowing their language: nearly all
// lines mean the same.
func TestAnyLanguage(t *testing.T) {
	readAgain(t, 97, func(r row, _ string) (row, Options) { return r, Options{Today: r.ref} })
}

// TestFolded reads the tables folded: only names, and what is a day by its
// capital alone, may differ.
func TestFolded(t *testing.T) {
	readAgain(t, 97, func(r row, language string) (row, Options) {
		r.text = phrase.Fold(r.text)
		r.want = append([]Expression{}, r.want...)
		for i := range r.want {
			r.want[i].Text = phrase.Fold(r.want[i].Text)
		}
		return r, Options{Language: language, Today: r.ref}
	})
}

// readAgain reads all tables in another way, in which so many of a hundred
// lines must stay as they are.
func readAgain(t *testing.T, percent int, change func(row, string) (row, Options)) {
	files, err := filepath.Glob("testdata/*.dev.txt")
	if err != nil || len(files) < 4 {
		t.Fatalf("%d tables: %v", len(files), err)
	}
	for _, file := range files {
		rows, bad := readRows(t, file), 0
		for _, r := range rows {
			r, o := change(r, filepath.Base(file)[:2])
			if f := r.fault(Find(r.text, o)); f != "" {
				bad++
				t.Log(f)
			}
		}
		if 100*(len(rows)-bad) < percent*len(rows) {
			t.Errorf("%s: %d of %d lines", file, len(rows)-bad, len(rows))
		}
	}
}

// A Finder that is used again finds what a new one does, whatever it read before.
func TestFinderAgain(t *testing.T) {
	f := NewFinder(Options{})
	texts := []string{"vrijdag", "le 3 décembre ou le 5", "in three weeks", "KW 48 und am Freitag", "niets", "from 1 to 5 May"}
	for range 2 {
		for _, language := range []string{"nl", "de", "", "en", "fr"} {
			o := Options{Language: language, Today: voldaan.MustDate(wednesday)}
			f.Reset(o)
			for _, text := range texts {
				for _, d := range []Direction{Auto, Forward, Back} {
					o.Direction = d
					if got, want := f.Look(text, d), Find(text, o); !slices.Equal(got, want) {
						t.Errorf("%s %q: %v, want %v", language, text, got, want)
					}
				}
			}
		}
	}
}
