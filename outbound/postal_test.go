package outbound

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/voldaan/voldaan"
)

// TestPostal puts the country below an address where it is another, in the
// sender's language, once.
func TestPostal(t *testing.T) {
	is := func(locale, home, country string, lines []string, want ...string) {
		t.Helper()
		before := append([]string{}, lines...)
		got := postal(&voldaan.Creditor{Language: locale, Country: home}, voldaan.Customer{Country: country, Address: lines})
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("from %s to %s: %s", home, country, diff)
		}
		if diff := cmp.Diff(before, append([]string{}, lines...)); diff != "" {
			t.Errorf("the address itself changed: %s", diff)
		}
	}
	gent := []string{"Laan 7", "9000 Gent"}
	is("nl", "BE", "BE", gent, "Laan 7", "9000 Gent")
	is("nl", "BE", "", gent, "Laan 7", "9000 Gent") // not known: his own
	is("nl", "NL", "be", gent, "Laan 7", "9000 Gent", "BELGIË")
	is("de-AT", "AT", "BE", gent, "Laan 7", "9000 Gent", "BELGIEN")
	is("fr", "FR", "BE", append(gent, "Belgium"), "Laan 7", "9000 Gent", "BELGIQUE")
	is("fr", "BE", "BE", append(gent, "België"), "Laan 7", "9000 Gent")
	is("nl", "NL", "BE", nil)
}
