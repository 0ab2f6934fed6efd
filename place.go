package voldaan

import (
	"maps"
	"slices"
	"strings"
	"time"
)

// Place is where somebody works: his business days and his clock.
type Place struct {
	Calendar Calendar
	Zone     *time.Location // nil: UTC
}

// Local is an instant on the place's clock.
func (p Place) Local(t time.Time) time.Time {
	if p.Zone == nil {
		return t.UTC()
	}
	return t.In(p.Zone)
}

// Open reports whether an instant lies in the hours from one to another of a
// business day.
func (p Place) Open(t time.Time, from, to int) bool {
	local := p.Local(t)
	return p.Calendar.IsBusinessDay(DateOf(local)) && local.Hour() >= from && local.Hour() < to
}

// Opens is the first instant at or after t at which Open holds.
func (p Place) Opens(t time.Time, from, to int) time.Time {
	if p.Open(t, from, to) {
		return t
	}
	local := p.Local(t)
	day := DateOf(local)
	if local.Hour() >= from {
		day++
	}
	return p.Calendar.OnOrAfter(day).At(from, 0, local.Location())
}

// Places are the business days and clocks by which a creditor's letters go.
type Places struct {
	Country string // the creditor's
	Home    Place
	// Abroad are the places of other countries, by ISO 3166-1 alpha-2.
	Abroad map[string]Place
}

// Of is where a customer works: in his own country, or in the creditor's where
// his is not known or no country but the creditor's is. Of a country without a calendar weekends are known, and
// nothing else; the creditor's clock counts for it.
func (p Places) Of(c Customer) Place {
	code := strings.ToUpper(c.Country)
	if code == "" || code == strings.ToUpper(p.Country) || len(p.Abroad) == 0 {
		return p.Home
	}
	if at, ok := p.Abroad[code]; ok {
		return at
	}
	return Place{Calendar: Calendar{Country: code, Bank: p.Home.Calendar.Bank}, Zone: p.Home.Zone}
}

// Known reports whether the holidays of a country are known; no country is the
// creditor's.
func (p Places) Known(country string) bool {
	code := strings.ToUpper(country)
	_, abroad := p.Abroad[code]
	return abroad || code == "" || code == strings.ToUpper(p.Country)
}

// All lists the places, the creditor's first.
func (p Places) All() []Place {
	out := []Place{p.Home}
	for _, code := range slices.Sorted(maps.Keys(p.Abroad)) {
		out = append(out, p.Abroad[code])
	}
	return out
}

// Hash identifies the days off of all places, so that a stored plan can tell
// that it was made under others.
func (p Places) Hash() uint64 {
	h := fnv(0, p.Country)
	for _, at := range p.All() {
		h = h*1099511628211 ^ at.Calendar.Hash()
	}
	return h
}
