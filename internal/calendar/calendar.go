// Package calendar fills the business-day calendars of the countries where
// creditors are, from the holiday lists of rickar/cal.
package calendar

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/be"
	"github.com/rickar/cal/v2/de"
	"github.com/rickar/cal/v2/ecb"
	"github.com/rickar/cal/v2/fr"
	"github.com/rickar/cal/v2/gb"
	"github.com/rickar/cal/v2/nl"

	"github.com/voldaan/voldaan"
)

// New lists the days off of a country (ISO 3166-1 alpha-2, in either case) in
// the years from fromYear to toYear, both included. A holiday that a country
// moves off a weekend stands on the day to which it moves.
//
// Two lists take a side. In the Netherlands Good Friday is no day off, since
// most offices work, and Liberation Day (5 May) is one only every fifth year
// (2025, 2030), as most collective agreements have it. Germany has its federal
// holidays without those of the Länder, for which see InRegion, and the United
// Kingdom the bank holidays of England and Wales.
//
// The calendar's bank days are those of TARGET. A country that is not in
// Countries is an error: its holidays are not guessed.
func New(country string, fromYear, toYear int) (voldaan.Calendar, error) {
	code := strings.ToUpper(country)
	list, ok := lists()[code]
	if !ok {
		return voldaan.Calendar{}, fmt.Errorf("calendar of country %q: not known; want one of %s", country, strings.Join(Countries(), ", "))
	}
	return withBank(code, list, fromYear, toYear)
}

// withBank builds a calendar that knows the days of TARGET too.
func withBank(code string, list []*cal.Holiday, fromYear, toYear int) (voldaan.Calendar, error) {
	out, err := build(code, list, fromYear, toYear)
	if err != nil {
		return out, err
	}
	bank, err := TARGET(fromYear, toYear)
	out.Bank = bank.Holidays
	return out, err
}

// Countries lists the countries that New knows, in alphabetical order.
func Countries() []string { return slices.Sorted(maps.Keys(lists())) }

// Statutory lists the days that the law of a country counts as public holidays,
// for the terms of legal notices. It is New, but for the Netherlands, where the
// Algemene termijnenwet (art. 3) counts Good Friday and each 5 May as well.
func Statutory(country string, fromYear, toYear int) (voldaan.Calendar, error) {
	code := strings.ToUpper(country)
	if code != "NL" {
		return New(code, fromYear, toYear)
	}
	return withBank(code, nl.Holidays, fromYear, toYear)
}

// TARGET lists the days on which euro transfers between banks stand still
// besides weekends: the closing days of the European Central Bank's TARGET.
func TARGET(fromYear, toYear int) (voldaan.Calendar, error) {
	return build("TARGET", ecb.Holidays, fromYear, toYear)
}

// lists are the holidays by country.
func lists() map[string][]*cal.Holiday {
	return map[string][]*cal.Holiday{
		"BE": be.Holidays,
		"DE": de.Holidays,
		"FR": fr.Holidays,
		"GB": gb.Holidays,
		"NL": dutch(),
	}
}

// dutch is the Dutch list with the choices that New documents.
func dutch() []*cal.Holiday {
	out := slices.DeleteFunc(slices.Clone(nl.Holidays), func(h *cal.Holiday) bool {
		return h == nl.GoedeVrijdag || h == nl.BevrijdingsDag
	})
	lustrum := *nl.BevrijdingsDag
	lustrum.Func = func(h *cal.Holiday, year int) time.Time {
		if year%5 != 0 {
			return time.Time{}
		}
		return nl.BevrijdingsDag.Func(h, year)
	}
	return append(out, &lustrum)
}

func build(name string, list []*cal.Holiday, fromYear, toYear int) (voldaan.Calendar, error) {
	if fromYear < 1583 || toYear < fromYear || toYear > 9999 { // Easter is reckoned in the Gregorian calendar
		return voldaan.Calendar{}, fmt.Errorf("calendar of %s: no years from %d to %d", name, fromYear, toYear)
	}
	out := voldaan.Calendar{Country: name, Holidays: map[voldaan.Date]string{}}
	for year := fromYear; year <= toYear; year++ {
		for _, h := range list {
			_, observed := h.Calc(year)
			if observed.IsZero() {
				continue
			}
			day := voldaan.DateOf(observed)
			if other := out.Holidays[day]; other != "" && other != h.Name {
				out.Holidays[day] = other + ", " + h.Name
				continue
			}
			out.Holidays[day] = h.Name
		}
	}
	return out, nil
}
