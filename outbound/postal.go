package outbound

import (
	"slices"
	"strings"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/templates"
)

// postal is a customer's address as a letter bears it below his name; nil where
// none is known. The country stands in the last line where it is another than
// the creditor's: in capitals and in the language of the country of dispatch,
// whose post must read it, as the Universal Postal Union advises.
func postal(cr *voldaan.Creditor, c voldaan.Customer) []string {
	lines := slices.Clone(c.Address)
	if len(lines) == 0 {
		return nil
	}
	country := strings.ToUpper(c.Country)
	if country == "" {
		return lines
	}
	if n := len(lines) - 1; n > 0 && templates.NamesCountry(lines[n], country) { // as somebody entered it
		lines = lines[:n]
	}
	if country != strings.ToUpper(cr.Country) {
		lines = append(lines, strings.ToUpper(templates.CountryName(cr.Language, country)))
	}
	return lines
}
