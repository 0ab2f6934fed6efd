package calendar

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/de"

	"github.com/voldaan/voldaan"
)

// InRegion is New for a part of a country that has holidays of its own: one of
// the German Länder by its code of ISO 3166-2 without the country ("BY"). No
// region is New. Days that only some municipalities of a Land keep (the
// Assumption in Bavaria, the Peace Festival in Augsburg, Corpus Christi in
// parts of Saxony and Thuringia) are no days off.
func InRegion(country, region string, fromYear, toYear int) (voldaan.Calendar, error) {
	if region == "" {
		return New(country, fromYear, toYear)
	}
	code, part := strings.ToUpper(country), strings.ToUpper(region)
	list, ok := regions()[code][part]
	if !ok {
		known := Regions(code)
		if known == nil {
			return voldaan.Calendar{}, fmt.Errorf("calendar of region %q: %s has no regions with holidays of their own here", region, code)
		}
		return voldaan.Calendar{}, fmt.Errorf("calendar of region %q of %s: not known; want one of %s", region, code, strings.Join(known, ", "))
	}
	out, err := withBank(code, list, fromYear, toYear)
	out.Country = code + "-" + part
	return out, err
}

// Regions lists the regions of a country that InRegion knows, in alphabetical
// order; nil: none.
func Regions(country string) []string {
	return slices.Sorted(maps.Keys(regions()[strings.ToUpper(country)]))
}

// regions are the holidays by country and region.
func regions() map[string]map[string][]*cal.Holiday {
	return map[string]map[string][]*cal.Holiday{"DE": {
		"BW": de.HolidaysBW, "BY": de.HolidaysBY, "BE": de.HolidaysBE, "BB": de.HolidaysBB,
		"HB": de.HolidaysHB, "HH": de.HolidaysHH, "HE": de.HolidaysHE, "MV": mecklenburg(),
		"NI": de.HolidaysNI, "NW": de.HolidaysNW, "RP": de.HolidaysRP, "SL": de.HolidaysSL,
		"SN": de.HolidaysSN, "ST": de.HolidaysST, "SH": de.HolidaysSH, "TH": de.HolidaysTH,
	}}
}

// mecklenburg adds International Women's Day, a holiday there since 2023 (law of
// 6 July 2022), which the list lacks.
func mecklenburg() []*cal.Holiday {
	women := *de.Frauentag
	women.StartYear = 2023
	return append(slices.Clone(de.HolidaysMV), &women)
}
