package templates

import (
	_ "embed"
	"slices"
	"strings"
)

//go:embed countries.txt
var countries string

// countryLanguages are the languages in which countries.txt names each country.
func countryLanguages() []string { return []string{"nl", "fr", "en", "de"} }

// CountryName is the name of a country (ISO 3166-1 alpha-2) in the language of a
// locale, in English where it has none; the code itself where it is no country's.
func CountryName(locale, code string) string {
	names := countryNames(code)
	if names == nil {
		return code
	}
	i := slices.Index(countryLanguages(), Language(locale))
	if i < 0 {
		i = slices.Index(countryLanguages(), fallback)
	}
	return names[i]
}

// NamesCountry reports whether a text is the name of a country in any of the
// languages, or its code.
func NamesCountry(text, code string) bool {
	text = strings.TrimSpace(text)
	return code != "" && (strings.EqualFold(text, code) ||
		slices.ContainsFunc(countryNames(code), func(name string) bool { return strings.EqualFold(text, name) }))
}

// countryNames are the names of a country; nil for none. QUIRK: documents have UK
// and, as VAT numbers do, EL.
func countryNames(code string) []string {
	if code = strings.ToUpper(code); len(code) != 2 {
		return nil
	}
	switch code {
	case "UK":
		code = "GB"
	case "EL":
		code = "GR"
	}
	for line := range strings.Lines(countries) {
		if c, names, ok := strings.Cut(strings.TrimSuffix(line, "\n"), " "); ok && c == code {
			return strings.Split(names, "|")
		}
	}
	return nil
}
