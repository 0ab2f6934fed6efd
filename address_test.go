package voldaan

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestPostalLines(t *testing.T) {
	lines := func(p Postal, want ...string) {
		t.Helper()
		if diff := cmp.Diff(want, p.Lines()); diff != "" {
			t.Errorf("%+v: %s", p, diff)
		}
	}
	lines(Postal{Street: []string{"Laan 7", "bus 3"}, Postcode: "9000", City: "Gent", Region: "Oost-Vlaanderen", Country: "BE"},
		"Laan 7", "bus 3", "9000 Gent")
	lines(Postal{Street: []string{" Kade\t1 ", "", "Kade 1"}, Postcode: "1011\u00a0AB", City: "Amsterdam"}, "Kade 1", "1011 AB Amsterdam")
	lines(Postal{Street: []string{"Kade 1"}, Postcode: "9000", City: "9000 Gent"}, "Kade 1", "9000 Gent")
	lines(Postal{Street: []string{"1 High Street"}, Postcode: "AB1 2CD", City: "Sampleton", Region: "Kent", Country: "GB"},
		"1 High Street", "Sampleton", "AB1 2CD")
	lines(Postal{Street: []string{"1 Main Street"}, Postcode: "A65 F4E2", City: "Sampletown", Region: "Co. Cavan", Country: "IE"},
		"1 Main Street", "Sampletown", "Co. Cavan", "A65 F4E2")
	lines(Postal{Street: []string{"1 Main Street"}, Postcode: "00000", City: "Sampleton", Region: "CA", Country: "us"},
		"1 Main Street", "Sampleton CA 00000")
	lines(Postal{Street: []string{"Via Roma 1"}, Postcode: "20100", City: "Milano", Region: "MI", Country: "IT"}, "Via Roma 1", "20100 Milano MI")
	lines(Postal{Street: []string{"-", "."}, City: "Gent"})                              // a place alone
	lines(Postal{Street: []string{"Laan 7"}})                                            // a street alone
	lines(Postal{Street: []string{"an@bakker.example"}, Postcode: "9000", City: "Gent"}) // another sort of address
	lines(Postal{})
}

func TestParseAddress(t *testing.T) {
	valid := func(text string, want ...string) {
		t.Helper()
		got, err := ParseAddress(text)
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("%q: %v, %s", text, err, diff)
		}
	}
	bad := func(text, words string) {
		t.Helper()
		if got, err := ParseAddress(text); err == nil || got != nil || !strings.Contains(err.Error(), words) {
			t.Errorf("%q: %q, %v", text, got, err)
		}
	}
	valid("Laan 7; 9000 Gent", "Laan 7", "9000 Gent")
	valid("t.a.v. An, inkoop;Laan 7;9000 Gent;", "t.a.v. An, inkoop", "Laan 7", "9000 Gent")
	valid("Laan 7\r\n9000 Gent\r\n", "Laan 7", "9000 Gent")
	valid("Laan 7, 9000 Gent", "Laan 7", "9000 Gent")
	valid("Laan 7, bus 3, 9000, Gent", "Laan 7 bus 3", "9000 Gent")
	valid("Kade 1, 1011 AB, Amsterdam", "Kade 1", "1011 AB Amsterdam")
	valid("12, rue de la Paix, 75002 Paris", "12 rue de la Paix", "75002 Paris")
	valid("Via Roma, 12 bis, 20100 Milano", "Via Roma 12 bis", "20100 Milano")
	valid("7-9, Chaussée d'Anvers, bte 4, 1000 Bruxelles", "7-9 Chaussée d'Anvers bte 4", "1000 Bruxelles")
	valid("Postbus 12, 1000 AA Amsterdam", "Postbus 12", "1000 AA Amsterdam")
	bad("", "no postal address")
	bad("Laan 7", "Laan 7; 9000 Gent")
	bad("boek@bakker.example; 9000 Gent", "boek@bakker.example")
	bad("a;b;c;d;e;f;g", "7 lines, more than the 6")
	bad("Laan 7;"+strings.Repeat("x", 81), "longer than 80")
}

func TestSameAddress(t *testing.T) {
	if !SameAddress([]string{"Laan 7", "9000 GENT"}, []string{"laan 7, 9000 Gent"}) || SameAddress([]string{"Laan 7"}, []string{"Laan 17"}) {
		t.Error("it goes by signs, or not by numbers")
	}
}

// TestAnyAddress takes any text without failing, and what it takes for an
// address it takes again as it is.
func TestAnyAddress(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.StringMatching(`[0-9A-c,; \n]{0,40}`)).Draw(rt, "text")
		lines, err := ParseAddress(text)
		if err != nil {
			return
		}
		again, err := PostalLines(lines)
		if diff := cmp.Diff(lines, again); diff != "" || err != nil {
			rt.Fatalf("%q: %v, %s", text, err, diff)
		}
	})
}
