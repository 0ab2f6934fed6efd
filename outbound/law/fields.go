package law

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/pelletier/go-toml/v2"

	"github.com/voldaan/voldaan"
)

// fields is one table of a data file while it is read: each reader takes a key,
// notes that it is known, and notes a fault where the value cannot be used.
type fields struct {
	file   *reading
	place  string // as the operator sees it
	values map[string]any
	keys   []string
}

func (f *fields) fault(key, format string, a ...any) {
	where := f.place
	if key != "" {
		where += ": " + key
	}
	f.file.faults = append(f.file.faults, Fault{f.file.name, where, fmt.Sprintf(format, a...)})
}

func (f *fields) has(key string) bool { _, ok := f.values[key]; return ok }

// optional reads a text that may be absent.
func (f *fields) optional(key string) string {
	f.keys = append(f.keys, key)
	v, there := f.values[key]
	s, ok := v.(string)
	if there && !ok {
		f.fault(key, "want a text in quotes")
	}
	return strings.TrimSpace(s)
}

func (f *fields) text(key, want string) string {
	s := f.optional(key)
	if _, ok := f.values[key].(string); s == "" && (ok || !f.has(key)) {
		f.fault(key, "is empty; want %s", want)
	}
	return s
}

func (f *fields) texts(key string) []string {
	f.keys = append(f.keys, key)
	v, there := f.values[key]
	list, ok := v.([]any)
	if there && !ok {
		f.fault(key, "want a list of texts in quotes")
	}
	var out []string
	for _, x := range list {
		s, ok := x.(string)
		if !ok || strings.TrimSpace(s) == "" {
			f.fault(key, "want a list of texts in quotes")
			return nil
		}
		out = append(out, s)
	}
	return out
}

func (f *fields) standing() Standing {
	s := Standing(f.text("standing", "one of verified, computed, secondary, memory"))
	if s != "" {
		if err := s.Validate(); err != nil {
			f.fault("standing", "%v", err)
		}
	}
	return s
}

func (f *fields) percent(key string) Percent {
	s := f.text(key, `a percentage in quotes, such as "10.4"`)
	if s == "" {
		return 0
	}
	p, err := ParsePercent(s)
	if err != nil {
		f.fault(key, "%v", err)
	}
	return p
}

// amount reads a sum that may be absent, which is zero.
func (f *fields) amount(key string) voldaan.Amount {
	s := f.optional(key)
	if s == "" {
		return 0
	}
	a, err := voldaan.ParseAmount(s)
	switch {
	case err != nil:
		f.fault(key, "%v", err)
	case a < 0:
		f.fault(key, "%s is below zero", a)
	}
	return a
}

// day reads a day without quotes, or with; it may be absent.
func (f *fields) day(key string) voldaan.Date {
	switch v := f.values[key].(type) {
	case toml.LocalDate:
		f.keys = append(f.keys, key)
		return voldaan.NewDate(v.Year, time.Month(v.Month), v.Day)
	case nil, string:
		d, err := voldaan.ParseDate(f.optional(key))
		if err != nil {
			f.fault(key, "%v", err)
		}
		return d
	}
	f.keys = append(f.keys, key)
	f.fault(key, "want a day, such as 2026-07-01")
	return 0
}

// done ends the reading: every other key is a fault.
func (f *fields) done() {
	for _, k := range slices.Sorted(maps.Keys(f.values)) {
		if !slices.Contains(f.keys, k) {
			f.fault(k, "is not known here; known are %s", strings.Join(slices.Sorted(slices.Values(f.keys)), ", "))
		}
	}
}
