package templates

import (
	"strings"
	"testing"

	bcp47 "golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

func TestCountryName(t *testing.T) {
	is := func(locale, code, want string) {
		t.Helper()
		if got := CountryName(locale, code); got != want {
			t.Errorf("%s in %q: %q", code, locale, got)
		}
	}
	is("nl-BE", "DE", "Duitsland")
	is("fr", "be", "Belgique")
	is("de", "NL", "Niederlande")
	is("en", "UK", "United Kingdom")
	is("it", "EL", "Greece")
	is("", "FR", "France")
	is("nl", "XX", "XX")
	is("nl", "", "")
	is("nl", "#", "#")
	for text, want := range map[string]bool{"BELGIË": true, " Belgien ": true, "be": true, "Gent": false, "": false} {
		if NamesCountry(text, "BE") != want {
			t.Errorf("%q names Belgium: %t", text, !want)
		}
	}
	if NamesCountry("", "") {
		t.Error("no country has a name")
	}
}

// TestCountries holds the names against those of CLDR as x/text has them, apart
// from the names that have changed since and those too long for an address.
func TestCountries(t *testing.T) {
	ours := strings.NewReplacer("’", "'", " & ", " and ", "Congo - ", "Congo-", "U.S. ", "US ")
	own := " MK SZ HK MO MM "
	n := 0
	for line := range strings.Lines(countries) {
		code, names, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		if code == "#" {
			continue
		}
		all := strings.Split(names, "|")
		if len(all) != len(countryLanguages()) {
			t.Fatalf("%s has %d names", code, len(all))
		}
		for i, l := range countryLanguages() {
			want := ours.Replace(display.Regions(bcp47.MustParse(l)).Name(bcp47.MustParseRegion(code)))
			if all[i] == "" || all[i] != want && !strings.Contains(own, " "+code+" ") {
				t.Errorf("%s in %s: %q, CLDR %q", code, l, all[i], want)
			}
		}
		n++
	}
	if n < 249 {
		t.Errorf("%d countries; ISO 3166-1 has 249", n)
	}
}
