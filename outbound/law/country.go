package law

import "strings"

// members are the states of the European Union (ISO 3166-1 alpha-2).
const members = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"

func inEU(country string) bool {
	return len(country) == 2 && strings.Contains(" "+members+" ", " "+country+" ")
}
