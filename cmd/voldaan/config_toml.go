package main

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"
)

// tomlFile is a TOML file while it is read: its values, the line of each, and
// the faults so far.
type tomlFile struct {
	dir    string
	env    func(string) string
	values map[string]any
	lines  map[string]int // by path, such as creditor[0].zone
	faults []Fault
}

// parseTOML reads the text twice: once for the values, which also finds
// keys that stand twice, and once for their lines.
func parseTOML(text []byte) (*tomlFile, *Fault) {
	d := &tomlFile{values: map[string]any{}, lines: map[string]int{}}
	if err := toml.Unmarshal(text, &d.values); err != nil {
		f := &Fault{Message: "is no TOML: " + strings.TrimPrefix(err.Error(), "toml: ")}
		if at, ok := errors.AsType[*toml.DecodeError](err); ok {
			f.Line, _ = at.Position()
			f.Key = strings.Join(at.Key(), ".")
		}
		return nil, f
	}
	w := lineWalker{lines: d.lines, count: map[string]int{}, breaks: lineBreaks(text)}
	w.walk(text)
	return d, nil
}

func (d *tomlFile) root() *tomlTable { return &tomlTable{file: d, values: d.values} }

// sorted gives the faults in the order of the file.
func (d *tomlFile) sorted() []Fault {
	slices.SortStableFunc(d.faults, byLine)
	return d.faults
}

// lineWalker notes where each key of a file stands.
type lineWalker struct {
	lines  map[string]int
	count  map[string]int // tables so far of each kind that may stand several times
	breaks []int          // offsets of the line feeds
}

func lineBreaks(text []byte) []int {
	var out []int
	for i, b := range text {
		if b == '\n' {
			out = append(out, i)
		}
	}
	return out
}

func (w *lineWalker) walk(text []byte) {
	var p unstable.Parser
	p.Reset(text)
	table := ""
	for p.NextExpression() {
		switch e := p.Expression(); e.Kind {
		case unstable.Table:
			table = w.place("", e.Key(), false)
		case unstable.ArrayTable:
			table = w.place("", e.Key(), true)
		case unstable.KeyValue:
			w.keyValue(table, e)
		}
	}
}

// place notes a dotted key and gives its path. Where a part of it names tables
// that may stand several times, the last of them is meant.
func (w *lineWalker) place(path string, key unstable.Iterator, another bool) string {
	for key.Next() {
		n := key.Node()
		path = joinKey(path, quoteKey(string(n.Data)))
		line, _ := slices.BinarySearch(w.breaks, int(n.Raw.Offset))
		if another && key.IsLast() {
			w.note(path, line+1)
			w.count[path]++
		}
		if c := w.count[path]; c > 0 {
			path += "[" + strconv.Itoa(c-1) + "]"
		}
		w.note(path, line+1)
	}
	return path
}

// note keeps the first line at which a path stands.
func (w *lineWalker) note(path string, line int) {
	if _, ok := w.lines[path]; !ok {
		w.lines[path] = line
	}
}

func (w *lineWalker) keyValue(table string, e *unstable.Node) {
	w.value(w.place(table, e.Key(), false), e.Value())
}

// value notes what stands in braces behind a key.
func (w *lineWalker) value(path string, v *unstable.Node) {
	children := v.Children()
	switch v.Kind {
	case unstable.InlineTable:
		for children.Next() {
			if n := children.Node(); n.Kind == unstable.KeyValue {
				w.keyValue(path, n)
			}
		}
	case unstable.Array:
		for i := 0; children.Next(); {
			if n := children.Node(); n.Kind != unstable.Comment {
				w.value(path+"["+strconv.Itoa(i)+"]", n)
				i++
			}
		}
	}
}

// joinKey puts a key behind the path of its table.
func joinKey(path, key string) string {
	switch {
	case path == "":
		return key
	case key == "":
		return path
	}
	return path + "." + key
}

// quoteKey writes a key as TOML would: bare, or else in quotes.
func quoteKey(key string) string {
	bare := strings.Trim(key, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") == ""
	if bare && key != "" {
		return key
	}
	return strconv.Quote(key)
}
