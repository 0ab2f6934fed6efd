package calendar

import (
	"fmt"
	"time"

	"github.com/voldaan/voldaan"
)

// Places are the business days and clocks by which a creditor's letters go:
// his own, with his region's holidays, and those of each country that New
// knows, for customers there. A country with one clock has its own; the zone
// must be in the time zone database of the machine or of the program.
func Places(country, region string, zone *time.Location, fromYear, toYear int) (voldaan.Places, error) {
	home, err := InRegion(country, region, fromYear, toYear)
	if err != nil {
		return voldaan.Places{}, err
	}
	out := voldaan.Places{
		Country: country, Home: voldaan.Place{Calendar: home, Zone: zone}, Abroad: map[string]voldaan.Place{},
	}
	for _, code := range Countries() {
		if code == country {
			continue
		}
		c, err := New(code, fromYear, toYear)
		if err != nil {
			return voldaan.Places{}, err
		}
		clock, err := time.LoadLocation(zones()[code])
		if err != nil {
			return voldaan.Places{}, fmt.Errorf("clock of country %s: %w", code, err)
		}
		out.Abroad[code] = voldaan.Place{Calendar: c, Zone: clock}
	}
	return out, nil
}

// zones are the clocks of the countries that New knows; each has one.
func zones() map[string]string {
	return map[string]string{
		"BE": "Europe/Brussels", "DE": "Europe/Berlin", "FR": "Europe/Paris", "GB": "Europe/London", "NL": "Europe/Amsterdam",
	}
}
