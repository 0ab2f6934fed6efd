package calendar

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/voldaan/voldaan"
)

// days writes a calendar as lines of "day name", in order.
func days(c voldaan.Calendar) string {
	var out []string
	for d, name := range c.Holidays {
		out = append(out, fmt.Sprintf("%s %s", d, name))
	}
	slices.Sort(out)
	return strings.Join(out, "\n")
}

// TestNew compares whole lists with those that the countries publish.
func TestNew(t *testing.T) {
	for country, want := range map[string]string{
		"NL": `2026-01-01 Nieuwjaarsdag
2026-04-06 Tweede Paasdag
2026-04-27 Koningsdag
2026-05-14 Hemelvaartsdag
2026-05-25 Tweede Pinksterdag
2026-12-25 Eerste Kerstdag
2026-12-26 Tweede Kerstdag
2027-01-01 Nieuwjaarsdag
2027-03-29 Tweede Paasdag
2027-04-27 Koningsdag
2027-05-06 Hemelvaartsdag
2027-05-17 Tweede Pinksterdag
2027-12-25 Eerste Kerstdag
2027-12-26 Tweede Kerstdag`,
		"BE": `2026-01-01 Nieuwjaarsdag
2026-04-06 Paasmaandag
2026-05-01 Dag van de Arbeid
2026-05-14 Onze Lieve Heer Hemelvaart
2026-05-25 Pinkstermaandag
2026-07-21 Nationale Feestdag
2026-08-15 Onze Lieve Vrouw Hemelvaart
2026-11-01 Allerheiligen
2026-11-11 Wapenstilstand
2026-12-25 Kerstmis
2027-01-01 Nieuwjaarsdag
2027-03-29 Paasmaandag
2027-05-01 Dag van de Arbeid
2027-05-06 Onze Lieve Heer Hemelvaart
2027-05-17 Pinkstermaandag
2027-07-21 Nationale Feestdag
2027-08-15 Onze Lieve Vrouw Hemelvaart
2027-11-01 Allerheiligen
2027-11-11 Wapenstilstand
2027-12-25 Kerstmis`,
		"FR": `2026-01-01 Nouvel an
2026-04-06 Lundi de Pâques
2026-05-01 Fête du Travail
2026-05-08 Fête de la Victoire
2026-05-14 Ascension
2026-05-25 Lundi de Pentecôte
2026-07-14 Fête Nationale
2026-08-15 Assomption
2026-11-01 Toussaint
2026-11-11 Armistice de 1918
2026-12-25 Noël
2027-01-01 Nouvel an
2027-03-29 Lundi de Pâques
2027-05-01 Fête du Travail
2027-05-06 Ascension
2027-05-08 Fête de la Victoire
2027-05-17 Lundi de Pentecôte
2027-07-14 Fête Nationale
2027-08-15 Assomption
2027-11-01 Toussaint
2027-11-11 Armistice de 1918
2027-12-25 Noël`,
		"DE": `2026-01-01 Neujahrstag
2026-04-03 Karfreitag
2026-04-06 Ostermontag
2026-05-01 Tag der Arbeit
2026-05-14 Christi Himmelfahrt
2026-05-25 Pfingstmontag
2026-10-03 Tag der Deutschen Einheit
2026-12-25 Weihnachtstag
2026-12-26 Zweiter Weihnachtsfeiertag
2027-01-01 Neujahrstag
2027-03-26 Karfreitag
2027-03-29 Ostermontag
2027-05-01 Tag der Arbeit
2027-05-06 Christi Himmelfahrt
2027-05-17 Pfingstmontag
2027-10-03 Tag der Deutschen Einheit
2027-12-25 Weihnachtstag
2027-12-26 Zweiter Weihnachtsfeiertag`,
		// 26 December 2026 is a Saturday; in 2027 Christmas is one.
		"GB": `2026-01-01 New Year's Day
2026-04-03 Good Friday
2026-04-06 Easter Monday
2026-05-04 Early May
2026-05-25 Spring Bank Holiday
2026-08-31 Summer Bank Holiday
2026-12-25 Christmas Day
2026-12-28 Boxing Day
2027-01-01 New Year's Day
2027-03-26 Good Friday
2027-03-29 Easter Monday
2027-05-03 Early May
2027-05-31 Spring Bank Holiday
2027-08-30 Summer Bank Holiday
2027-12-27 Christmas Day
2027-12-28 Boxing Day`,
	} {
		t.Run(country, func(t *testing.T) {
			c, err := New(strings.ToLower(country), 2026, 2027)
			if err != nil {
				t.Fatal(err)
			}
			if c.Country != country {
				t.Errorf("country %q, want %q", c.Country, country)
			}
			if diff := cmp.Diff(want, days(c)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestTARGET(t *testing.T) {
	c, err := TARGET(2026, 2026)
	if err != nil {
		t.Fatal(err)
	}
	want := `2026-01-01 New Year's Day
2026-04-03 Good Friday
2026-04-06 Easter Monday
2026-05-01 Labour Day
2026-12-25 Christmas Day
2026-12-26 Christmas Holiday`
	if diff := cmp.Diff(want, days(c)); diff != "" {
		t.Error(diff)
	}
}

// TestStatutory has the days on which post is late in law while offices work.
func TestStatutory(t *testing.T) {
	office, err := New("NL", 2026, 2028)
	if err != nil {
		t.Fatal(err)
	}
	law, err := Statutory("nl", 2026, 2028)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range []string{"2026-04-03", "2026-05-05", "2027-03-26", "2027-05-05", "2028-04-14", "2028-05-05"} {
		day := voldaan.MustDate(d)
		if law.Holidays[day] == "" {
			t.Errorf("%s is no public holiday", d)
		}
		delete(law.Holidays, day)
	}
	if diff := cmp.Diff(days(office), days(law)); diff != "" {
		t.Errorf("besides these: %s", diff)
	}
	if _, err := Statutory("XX", 2026, 2026); err == nil {
		t.Error("a country without a list has public holidays")
	}
}

// TestChoices are the days on which lists differ.
func TestChoices(t *testing.T) {
	c, err := New("NL", 2024, 2036)
	if err != nil {
		t.Fatal(err)
	}
	for day, business := range map[string]bool{
		"2024-05-06": true,  // Liberation Day is no day off, and moves nowhere
		"2025-05-05": false, // a lustrum
		"2026-05-05": true,
		"2027-05-05": true,
		"2030-05-05": false, // a Sunday, and listed
		"2035-05-05": false, // a Saturday, and listed
		"2026-04-03": true,  // Good Friday
		"2026-04-27": false, // King's Day
		"2025-04-26": false, // King's Day 2025 falls on Sunday 27 and moves to Saturday 26
		"2025-04-28": true,
		"2026-04-05": false, // Easter Sunday
	} {
		if got := c.IsBusinessDay(voldaan.MustDate(day)); got != business {
			t.Errorf("%s: business day %v, want %v", day, got, business)
		}
	}
	for day, listed := range map[string]bool{"2030-05-05": true, "2035-05-05": true, "2034-05-05": false, "2025-04-26": true, "2025-04-27": false} {
		if _, got := c.Holidays[voldaan.MustDate(day)]; got != listed {
			t.Errorf("%s: listed %v, want %v", day, got, listed)
		}
	}
}

// TestSameDay keeps both names when two holidays meet.
func TestSameDay(t *testing.T) {
	c, err := New("BE", 2008, 2008)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := c.Holidays[voldaan.NewDate(2008, time.May, 1)], "Dag van de Arbeid, Onze Lieve Heer Hemelvaart"; got != want {
		t.Errorf("1 May 2008: %q, want %q", got, want)
	}
}

func TestBusinessDays(t *testing.T) {
	c, err := New("BE", 2026, 2027)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct {
		from string
		n    int
		want string
	}{
		{"2026-12-24", 1, "2026-12-28"},
		{"2026-12-31", 1, "2027-01-04"},
		{"2026-07-20", 1, "2026-07-22"},
		{"2026-04-02", 3, "2026-04-08"}, // Good Friday is a business day
		{"2026-11-10", 0, "2026-11-10"},
	} {
		if got := c.AddBusinessDays(voldaan.MustDate(x.from), x.n); got != voldaan.MustDate(x.want) {
			t.Errorf("%s + %d business days = %s, want %s", x.from, x.n, got, x.want)
		}
	}
}

func TestUnknown(t *testing.T) {
	_, err := New("XX", 2026, 2027)
	if err == nil || !strings.Contains(err.Error(), "BE, DE, FR, GB, NL") {
		t.Errorf("unknown country: error %v, want one that lists the known ones", err)
	}
	for _, years := range [][2]int{{2027, 2026}, {0, 2026}, {2026, 10000}} {
		if _, err := New("NL", years[0], years[1]); err == nil {
			t.Errorf("years %v: no error", years)
		}
	}
}
