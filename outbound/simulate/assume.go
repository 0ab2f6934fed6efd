package simulate

import (
	"fmt"
	"strings"
)

// Assumptions are the parts of the model that no ledger tells. They are shown
// with every result. docs/simulation.md has the reasons.
type Assumptions struct {
	// LetterEffect and CallEffect multiply the daily rate at which an invoice is
	// paid, for EffectDays days after a letter or call that demands it. Where
	// several reach into a day, the strongest counts.
	LetterEffect, CallEffect float64
	EffectDays               int
	// DisputeDays is how many days pass until a person has resolved a dispute;
	// a share Credited of them ends with a credit note for the whole.
	DisputeDays int
	Credited    float64
	// PersonDays is how many business days a colleague needs to find an address
	// where none is left.
	PersonDays int
	// Unsure is the share of answers that the bot cannot read surely.
	Unsure float64
	// PromiseKept is how often a customer who names a day means the one on which
	// he will pay.
	PromiseKept float64
}

// DefaultAssumptions rest on no measurement.
func DefaultAssumptions() Assumptions {
	return Assumptions{
		LetterEffect: 1.5, CallEffect: 2, EffectDays: 10,
		DisputeDays: 14, Credited: 0.25, PersonDays: 3, Unsure: 0.15, PromiseKept: 0.7,
	}
}

// Assumed is one assumption as it is shown and set.
type Assumed struct {
	Name    string  `json:"name"`
	Value   float64 `json:"value"`
	Meaning string  `json:"meaning"`
}

// List tells every assumption in words.
func (a Assumptions) List() []Assumed {
	var out []Assumed
	for _, f := range a.fields() {
		out = append(out, Assumed{f.name, f.get(), f.meaning})
	}
	return out
}

// Set changes an assumption by its name.
func (a *Assumptions) Set(name string, value float64) error {
	var names []string
	for _, f := range a.fields() {
		if f.name != name {
			names = append(names, f.name)
			continue
		}
		if !(value >= f.least && value <= f.most) {
			return fmt.Errorf("%s: %g is not between %g and %g", name, value, f.least, f.most)
		}
		f.set(value)
		return nil
	}
	return fmt.Errorf("there is no assumption %q; want one of %s", name, strings.Join(names, ", "))
}

// field is an assumption with its name and its bounds.
type field struct {
	name        string
	meaning     string
	least, most float64
	get         func() float64
	set         func(float64)
}

func (a *Assumptions) fields() []field {
	number := func(name string, p *float64, least, most float64, meaning string) field {
		return field{name, meaning, least, most, func() float64 { return *p }, func(v float64) { *p = v }}
	}
	days := func(name string, p *int, most float64, meaning string) field {
		return field{name, meaning, 0, most, func() float64 { return float64(*p) }, func(v float64) { *p = int(v) }}
	}
	return []field{
		number("letter_effect", &a.LetterEffect, 1, 10, "a letter multiplies the daily rate of payment by this"),
		number("call_effect", &a.CallEffect, 1, 10, "a call multiplies the daily rate of payment by this"),
		days("effect_days", &a.EffectDays, 60, "for so many days after it"),
		days("dispute_days", &a.DisputeDays, 365, "days until a person has resolved a dispute"),
		number("credited", &a.Credited, 0, 1, "share of disputes that end with a credit note for the whole"),
		days("person_days", &a.PersonDays, 60, "business days until a person has found another address"),
		number("unsure", &a.Unsure, 0, 1, "share of answers that the bot cannot read surely"),
		number("promise_kept", &a.PromiseKept, 0, 1, "share of promises that name the day on which the money will come"),
	}
}
