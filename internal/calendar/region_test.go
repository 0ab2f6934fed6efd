package calendar

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/voldaan/voldaan"
)

// TestInRegion has the days of 2026 that each Land keeps beside the federal
// ones, from the laws on holidays of the Länder.
func TestInRegion(t *testing.T) {
	const (
		kings  = "2026-01-06"
		women  = "2026-03-08"
		corpus = "2026-06-04"
		mary   = "2026-08-15"
		child  = "2026-09-20"
		reform = "2026-10-31"
		saints = "2026-11-01"
		prayer = "2026-11-18"
	)
	federal, err := New("DE", 2026, 2026)
	if err != nil {
		t.Fatal(err)
	}
	for land, want := range map[string][]string{
		"BW": {kings, corpus, saints},
		"BY": {kings, corpus, saints}, // the Assumption in some municipalities only
		"BE": {women},
		"BB": {reform},
		"HB": {reform},
		"HH": {reform},
		"HE": {corpus},
		"MV": {women, reform},
		"NI": {reform},
		"NW": {corpus, saints},
		"RP": {corpus, saints},
		"SL": {corpus, mary, saints},
		"SN": {reform, prayer},
		"ST": {kings, reform},
		"SH": {reform},
		"TH": {child, reform},
	} {
		c, err := InRegion("de", strings.ToLower(land), 2026, 2026)
		if err != nil {
			t.Fatal(err)
		}
		if c.Country != "DE-"+land {
			t.Errorf("%s calls itself %q", land, c.Country)
		}
		var more []string
		for d := range c.Holidays {
			// Easter and Pentecost Sunday, which Brandenburg and Hesse name, are Sundays anyway.
			if _, ok := federal.Holidays[d]; !ok && d != voldaan.MustDate("2026-04-05") && d != voldaan.MustDate("2026-05-24") {
				more = append(more, d.String())
			}
		}
		slices.Sort(more)
		if !slices.Equal(more, want) {
			t.Errorf("%s keeps %v beside the federal days, want %v", land, more, want)
		}
		for d := range federal.Holidays {
			if c.IsBusinessDay(d) {
				t.Errorf("%s works on %s", land, d)
			}
		}
	}
	if got := Regions("DE"); len(got) != 16 || Regions("NL") != nil {
		t.Errorf("Germany has the regions %v", got)
	}
	for _, x := range [][2]string{{"DE", "XX"}, {"NL", "NH"}, {"ZZ", "BY"}} {
		if _, err := InRegion(x[0], x[1], 2026, 2026); err == nil {
			t.Errorf("region %s of %s is known", x[1], x[0])
		}
	}
}

// TestPlaces sends letters by the days and the clock of the customer's country.
func TestPlaces(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	p, err := Places("DE", "BY", berlin, 2026, 2027)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct {
		country, at string
		open        bool
	}{
		{"", "2026-06-04T10:00:00+02:00", false}, // Corpus Christi in Bavaria
		{"DE", "2026-06-04T10:00:00+02:00", false},
		{"NL", "2026-06-04T10:00:00+02:00", true},
		{"nl", "2026-04-27T10:00:00+02:00", false}, // King's Day
		{"DE", "2026-04-27T10:00:00+02:00", true},
		{"GB", "2026-03-04T09:30:00+01:00", false}, // half past eight in London
		{"GB", "2026-03-04T17:30:00+01:00", true},
		{"DE", "2026-03-04T09:30:00+01:00", true},
		{"US", "2026-06-04T10:00:00+02:00", true}, // no calendar: Monday to Friday
		{"US", "2026-06-06T10:00:00+02:00", false},
	} {
		at, err := time.Parse(time.RFC3339, x.at)
		if err != nil {
			t.Fatal(err)
		}
		place := p.Of(voldaan.Customer{Country: x.country})
		if got := place.Open(at, 9, 17); got != x.open {
			t.Errorf("%q at %s is open: %v, want %v", x.country, x.at, got, x.open)
		}
		next := place.Opens(at, 9, 17)
		if !place.Open(next, 9, 17) || next.Before(at) || (x.open && !next.Equal(at)) {
			t.Errorf("%q at %s opens at %s", x.country, x.at, next)
		}
	}
	if !p.Known("gb") || !p.Known("") || p.Known("US") {
		t.Error("it knows other countries than it has calendars of")
	}
	other, err := Places("DE", "NW", berlin, 2026, 2027)
	if err != nil {
		t.Fatal(err)
	}
	if p.Hash() == other.Hash() {
		t.Error("two regions have one hash")
	}
	if _, err := Places("ZZ", "", berlin, 2026, 2027); err == nil {
		t.Error("a creditor may be anywhere")
	}
}

// TestBankDays covers the days on which banks rest and offices do not, and the
// other way round.
func TestBankDays(t *testing.T) {
	c, err := New("NL", 2026, 2027)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct {
		from string
		n    int
		want string
	}{
		{"2026-04-02", 1, "2026-04-07"}, // Good Friday and Easter Monday
		{"2026-04-30", 1, "2026-05-04"}, // 1 May
		{"2026-05-01", 0, "2026-05-04"},
		{"2026-04-24", 1, "2026-04-27"}, // King's Day is a bank day
		{"2026-05-13", 1, "2026-05-14"}, // so is Ascension Day
		{"2026-12-24", 2, "2026-12-29"},
	} {
		if got := c.AddBankDays(voldaan.MustDate(x.from), x.n); got != voldaan.MustDate(x.want) {
			t.Errorf("%s + %d bank days = %s, want %s", x.from, x.n, got, x.want)
		}
	}
	if got, want := c.BusinessDayBefore(voldaan.MustDate("2026-04-28")), voldaan.MustDate("2026-04-24"); got != want {
		t.Errorf("before 28 April comes %s, want %s", got, want)
	}
}
