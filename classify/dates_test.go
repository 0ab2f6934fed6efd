package classify

import (
	"testing"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify/phrase"
)

func TestFindDates(t *testing.T) {
	wednesday := voldaan.MustDate("2026-11-18")
	cal := voldaan.Calendar{Country: "NL", Holidays: map[voldaan.Date]string{voldaan.MustDate("2026-12-25"): "Kerst"}}
	find := func(forward bool, text, want string) {
		t.Helper()
		got := ""
		for _, d := range findDates(phrase.Fold(text), wednesday, forward, cal) {
			got += d.value.String()
			if d.vague {
				got += "?"
			}
			got += " "
		}
		if want != "" {
			want += " "
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	ahead := func(text, want string) { t.Helper(); find(true, text, want) }
	back := func(text, want string) { t.Helper(); find(false, text, want) }
	ahead("op 4 december", "2026-12-04")
	ahead("op 4 december 2027", "2027-12-04")
	ahead("le 1er février", "2027-02-01")
	ahead("on December 4th", "2026-12-04")
	ahead("am 4. Dezember", "2026-12-04")
	ahead("am 3. März", "2027-03-03")
	ahead("2026-12-01", "2026-12-01")
	ahead("01-12-2026", "2026-12-01")
	ahead("1/12", "2026-12-01")
	ahead("op 1-12", "2026-12-01")
	ahead("31 februari", "")
	ahead("1/0, 1/13", "")
	ahead("deze week", "2026-11-20")
	ahead("within a week", "2026-11-25")
	ahead("binnen 2 weken", "2026-12-02")
	ahead("binnen enkele dagen", "")
	ahead("factuur 2026-041", "")
	ahead("vrijdag", "2026-11-20")
	ahead("woensdag", "2026-11-25") // strictly after
	ahead("vrijdag 20 november", "2026-11-20")
	ahead("vrijdag 4 december", "2026-12-04")
	ahead("donderdag 4 december", "2026-12-04?") // days that disagree
	ahead("donderdag of vrijdag", "2026-11-20")
	ahead("volgende week vrijdag", "2026-11-27")
	ahead("Tuesday of next week", "2026-11-24")
	ahead("mardi de la semaine prochaine", "2026-11-24")
	ahead("nächste Woche Freitag", "2026-11-27")
	ahead("next Friday", "2026-11-27?")
	ahead("vendredi prochain", "2026-11-27?")
	ahead("volgende week", "2026-11-27")
	ahead("begin volgende week", "2026-11-23")
	ahead("midden volgende week", "2026-11-25")
	ahead("fin de semaine prochaine", "2026-11-27")
	ahead("eind van de week", "2026-11-20")
	ahead("eind van de maand", "2026-11-30")
	ahead("fin du mois", "2026-11-30")
	ahead("Ende des Monats", "2026-11-30")
	ahead("by month end", "2026-11-30")
	ahead("begin volgende maand", "2026-12-05")
	ahead("begin mei", "2027-05-05")
	ahead("halverwege mei", "2027-05-15")
	ahead("eind mei", "2027-05-31")
	ahead("binnen 10 dagen", "2026-11-28")
	ahead("within two weeks", "2026-12-02")
	ahead("sous 10 jours", "2026-11-28")
	ahead("innerhalb von 3 Werktagen", "2026-11-23")
	ahead("vandaag", "2026-11-18")
	ahead("morgen", "2026-11-19")
	ahead("goede morgen", "")
	ahead("übermorgen", "2026-11-20")
	ahead("après-demain", "2026-11-20")
	ahead("1 december en 15 december", "2026-12-01 2026-12-15")
	back("vrijdag", "2026-11-13")
	back("Wednesday", "2026-11-11") // strictly before
	back("on 12 November", "2026-11-12")
	back("op 4 december", "2025-12-04")
	back("gisteren", "2026-11-17")
	back("payé hier", "2026-11-17")
	back("hier in de zaak", "")
	back("3 dagen geleden", "2026-11-15")
	back("vor 3 Tagen", "2026-11-15")
	back("lundi dernier", "2026-11-16")
}

func FuzzFindDates(f *testing.F) {
	f.Add("vrijdag 4 december of 31/02", true)
	f.Add("in 99 weeks, next friday", false)
	f.Fuzz(func(t *testing.T, s string, forward bool) {
		folded := phrase.Fold(s)
		for _, d := range findDates(folded, voldaan.MustDate("2026-11-18"), forward, voldaan.Calendar{}) {
			if d.from < 0 || d.from >= d.to || d.to > len(folded) || d.value.IsZero() {
				t.Fatalf("%q: %+v", s, d)
			}
		}
	})
}
