package main

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/pelletier/go-toml/v2"

	"github.com/voldaan/voldaan"
)

// tomlTable is one table of the file while it is read. Each of its readers takes
// a key and a default, notes that the key is known, and notes a fault where
// the value cannot be used.
type tomlTable struct {
	file   *tomlFile
	path   string // with the numbers of tables: creditor[0].smtp
	key    string // as people see it: creditor.smtp
	values map[string]any
	keys   []string // known so far
}

// fault notes what is wrong with a value, or with the table for an empty key.
func (s *tomlTable) fault(key, format string, a ...any) {
	s.file.faults = append(s.file.faults, Fault{Key: joinKey(s.key, key), Line: s.line(key), Message: fmt.Sprintf(format, a...)})
}

// warn notes something that keeps nobody from using the configuration.
func (s *tomlTable) warn(key, format string, a ...any) {
	s.fault(key, format, a...)
	s.file.faults[len(s.file.faults)-1].Warning = true
}

// line is where a key stands; for one that is absent, where its table begins.
func (s *tomlTable) line(key string) int {
	for path := joinKey(s.path, key); path != ""; {
		if n, ok := s.file.lines[path]; ok {
			return n
		}
		cut := strings.LastIndexAny(path, ".[")
		if cut < 0 {
			break
		}
		path = path[:cut]
	}
	return 0
}

// known notes keys that are read elsewhere or not at all.
func (s *tomlTable) known(keys ...string) { s.keys = append(s.keys, keys...) }

// typed gives a value of one of TOML's types. A key that is absent and one of
// another type give false; the latter is a fault.
func typed[T any](s *tomlTable, key, want string) (T, bool) {
	s.known(key)
	v, there := s.values[key]
	t, ok := v.(T)
	if there && !ok {
		s.fault(key, "is %s; want %s", typeName(v), want)
	}
	return t, there && ok
}

// text reads a text; an empty one is the same as none.
func (s *tomlTable) text(key, otherwise string) string {
	v, _ := typed[string](s, key, `a text in quotes, such as `+key+` = "…"`)
	if v = strings.TrimSpace(v); v != "" {
		return v
	}
	return otherwise
}

// needed reads a text that has no default; want says what it is.
func (s *tomlTable) needed(key, want string) string {
	before := len(s.file.faults)
	v := s.text(key, "")
	if v == "" && len(s.file.faults) == before {
		s.fault(key, "is empty; want %s", want)
	}
	return v
}

func (s *tomlTable) oneOf(key, otherwise string, allowed ...string) string {
	v := s.text(key, otherwise)
	if slices.Contains(allowed, v) {
		return v
	}
	s.fault(key, "%q is not known; want one of %s", v, strings.Join(allowed, ", "))
	return otherwise
}

func (s *tomlTable) yes(key string, otherwise bool) bool {
	if v, ok := typed[bool](s, key, "true or false, without quotes"); ok {
		return v
	}
	return otherwise
}

func (s *tomlTable) number(key string, otherwise, least, most int) int {
	v, ok := typed[int64](s, key, "a whole number, without quotes")
	if !ok {
		return otherwise
	}
	if v < int64(least) || v > int64(most) {
		s.fault(key, "%d is not between %d and %d", v, least, most)
		return otherwise
	}
	return int(v)
}

// share reads a number from 0 to 1.
func (s *tomlTable) share(key string, otherwise float64) float64 {
	v, ok := typed[float64](s, key, "a number between 0.0 and 1.0, with a point and without quotes")
	if !ok {
		return otherwise
	}
	if !(v >= 0 && v <= 1) { // also refuses nan
		s.fault(key, "%v is not between 0.0 and 1.0", v)
		return otherwise
	}
	return v
}

// texts reads a list; empty texts are left out.
func (s *tomlTable) texts(key string) []string {
	want := `a list of texts in quotes, such as ["one", "two"]`
	list, _ := typed[[]any](s, key, want)
	var out []string
	for _, v := range list {
		t, ok := v.(string)
		if !ok {
			s.fault(key, "holds %s; want %s", typeName(v), want)
			return nil
		}
		if t = strings.TrimSpace(t); t != "" {
			out = append(out, t)
		}
	}
	return out
}

// neededTexts reads a list that may not be empty.
func (s *tomlTable) neededTexts(key, want string) []string {
	before := len(s.file.faults)
	out := s.texts(key)
	if len(out) == 0 && len(s.file.faults) == before {
		s.fault(key, "is empty; want %s", want)
	}
	return out
}

// duration reads such as "15m", "48h" or "4d", not below the least.
func (s *tomlTable) duration(key string, otherwise, least time.Duration) time.Duration {
	v := s.text(key, "")
	if v == "" {
		return otherwise
	}
	d, ok := parseDuration(v)
	switch {
	case !ok:
		s.fault(key, "%q is no duration; want a number with its unit: s, m, h or d, such as 90s, 15m, 48h or 4d", v)
	case d < least:
		s.fault(key, "%q is too short; want at least %s", v, showDuration(least))
	default:
		return d
	}
	return otherwise
}

// hour reads a whole hour such as "08:00" between two others.
func (s *tomlTable) hour(key string, otherwise, least, most int) int {
	v := s.text(key, fmt.Sprintf("%02d:00", otherwise))
	h, ok := parseHour(v)
	if ok && h >= least && h <= most {
		return h
	}
	s.fault(key, "%q is no hour that can be used; want a whole one from %02d:00 to %02d:00, such as %02d:00", v, least, most, otherwise)
	return otherwise
}

// amount reads a sum in decimal text, not below zero.
func (s *tomlTable) amount(key string, otherwise voldaan.Amount) voldaan.Amount {
	a, err := voldaan.ParseAmount(s.text(key, otherwise.String()))
	switch {
	case err != nil:
		s.fault(key, "%v", err)
	case a < 0:
		s.fault(key, "%s is below zero", a)
	default:
		return a
	}
	return otherwise
}

// day reads a day, in quotes or without.
func (s *tomlTable) day(key string) voldaan.Date {
	if v, ok := s.values[key].(toml.LocalDate); ok {
		s.known(key)
		return voldaan.NewDate(v.Year, time.Month(v.Month), v.Day)
	}
	d, err := voldaan.ParseDate(s.text(key, ""))
	if err != nil {
		s.fault(key, "%v", err)
	}
	return d
}

// resolve gives the path of a file whose relative name counts from the folder
// of the configuration.
func (s *tomlTable) resolve(path string) string {
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(s.file.dir, path)
}

// table opens a table below this one; one that is absent is empty.
func (s *tomlTable) table(key string) *tomlTable {
	v, _ := typed[map[string]any](s, key, fmt.Sprintf("a table: a line [%s] with its values below", joinKey(s.key, key)))
	return &tomlTable{file: s.file, path: joinKey(s.path, key), key: joinKey(s.key, key), values: v}
}

// tables opens the tables of a kind that may stand several times.
func (s *tomlTable) tables(key string) []*tomlTable {
	s.known(key)
	name := joinKey(s.key, key)
	var list []any
	switch v := s.values[key].(type) {
	case nil:
		return nil
	case []any:
		list = v
	case map[string]any:
		s.fault(key, "has single brackets; write [[%s]], since there may be several", name)
		return []*tomlTable{{file: s.file, path: joinKey(s.path, key), key: name, values: v}}
	default:
		s.fault(key, "is %s; want tables: each a line [[%s]] with its values below", typeName(v), name)
	}
	var out []*tomlTable
	for i, v := range list {
		table, ok := v.(map[string]any)
		if !ok {
			s.fault(key, "holds %s; want tables: each a line [[%s]] with its values below", typeName(v), name)
			continue
		}
		out = append(out, &tomlTable{file: s.file, path: fmt.Sprintf("%s[%d]", joinKey(s.path, key), i), key: name, values: table})
	}
	return out
}

// secretWords are keys that people write a secret behind.
func secretWords() []string { return []string{"password", "key", "token", "secret", "api_key"} }

// done ends the reading of a table: every other key in it is a fault.
func (s *tomlTable) done() {
	for _, key := range slices.Sorted(maps.Keys(s.values)) {
		if slices.Contains(s.keys, key) {
			continue
		}
		if slices.Contains(secretWords(), key) && slices.ContainsFunc(s.keys, isSecretKey) {
			s.fault(quoteKey(key), "a secret does not stand in this file; write it into a file of its own and name that with %s",
				s.keys[slices.IndexFunc(s.keys, isSecretKey)])
			continue
		}
		if like := nearest(key, s.keys); like != "" {
			s.fault(quoteKey(key), "is not known here; did you mean %s?", like)
			continue
		}
		s.fault(quoteKey(key), "is not known here; known are %s", strings.Join(slices.Sorted(slices.Values(s.keys)), ", "))
	}
}

func isSecretKey(key string) bool { return key == "password_file" || key == "key_file" }

// typeName is how people call a value of TOML.
func typeName(v any) string {
	switch v.(type) {
	case string:
		return "a text"
	case bool:
		return "true or false"
	case int64:
		return "a whole number"
	case float64:
		return "a number with decimals"
	case []any:
		return "a list"
	case map[string]any:
		return "a table"
	}
	return "a day or a time"
}
