package law

import (
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

//go:embed data/*.toml
var dataFiles embed.FS

// Book is the law as data: the rows that ship, amended by the administrator's,
// and what this installation has confirmed. It does not change once loaded and
// may be used concurrently.
type Book struct {
	rows       map[string][]Row // by name, in order of the first day
	statements []Statement      // in order of the files
	notices    []Notice
	confirmed  map[string]bool
}

// Load reads the files that ship and the administrator's own, whose rows replace
// those of the same name and first day and are added otherwise. confirmed are
// the keys of rows and statements that somebody here has checked at the
// official source (rates_confirmed). It reports every fault at once; the book
// is nil when there is one.
func Load(confirmed []string, own ...File) (*Book, []Fault) {
	shipped, err := shippedFiles()
	if err != nil {
		return nil, []Fault{{File: "data", Message: err.Error()}}
	}
	return load(confirmed, shipped, own)
}

func shippedFiles() ([]File, error) {
	names, err := fs.Glob(dataFiles, "data/*.toml")
	if err != nil {
		return nil, err
	}
	var out []File
	for _, name := range names {
		text, err := dataFiles.ReadFile(name)
		if err != nil {
			return nil, err
		}
		out = append(out, File{name, text})
	}
	return out, nil
}

func load(confirmed []string, shipped, own []File) (*Book, []Fault) {
	b := &Book{rows: map[string][]Row{}, confirmed: map[string]bool{}}
	var faults []Fault
	for i, f := range slices.Concat(shipped, own) {
		r := readFile(f, i >= len(shipped))
		faults = append(faults, r.faults...)
		faults = append(faults, b.take(r)...)
	}
	for _, name := range sortedNames(b.rows) {
		slices.SortFunc(b.rows[name], byFrom)
		faults = append(faults, join(b.rows[name])...)
	}
	faults = append(faults, b.confirm(confirmed)...)
	if len(faults) > 0 {
		return nil, faults
	}
	return b, nil
}

func sortedNames(rows map[string][]Row) []string {
	var out []string
	for name := range rows {
		out = append(out, name)
	}
	return slices.Sorted(slices.Values(out))
}

// take adds what a file holds; the administrator's replaces what ships.
func (b *Book) take(r *reading) []Fault {
	var faults []Fault
	twice := func(key string) {
		faults = append(faults, Fault{r.name, key, "stands in another file as well; leave one"})
	}
	for _, row := range r.rows {
		list := b.rows[row.Name]
		if i := slices.IndexFunc(list, func(o Row) bool { return o.From == row.From && o.Amended != r.own }); i >= 0 {
			list[i] = row
			continue
		}
		b.rows[row.Name] = append(list, row)
	}
	for _, s := range r.statements {
		i := slices.IndexFunc(b.statements, func(o Statement) bool { return o.Key == s.Key })
		switch {
		case i < 0 && r.own:
			faults = append(faults, Fault{r.name, s.Key, "is no statement that the program knows; see docs/law.md"})
		case i < 0:
			b.statements = append(b.statements, s)
		case r.own && b.statements[i].Amended:
			twice(s.Key)
		default:
			b.statements[i] = s
		}
	}
	for _, n := range r.notices {
		i := slices.IndexFunc(b.notices, func(o Notice) bool { return o.Country == n.Country && o.Kind == n.Kind })
		switch {
		case i < 0:
			b.notices = append(b.notices, n)
		case b.notices[i].Amended == r.own:
			twice(n.Key())
		default:
			b.notices[i] = n
		}
	}
	return faults
}

// join ends each row of a name where the next begins, and refuses gaps and
// overlaps: a gap is a day that somebody forgot.
func join(rows []Row) []Fault {
	var faults []Fault
	for i := 1; i < len(rows); i++ {
		before, row := &rows[i-1], rows[i]
		bad := func(format string, a ...any) {
			faults = append(faults, Fault{row.File, row.place(), fmt.Sprintf(format, a...)})
		}
		switch {
		case before.From == row.From:
			bad("stands twice; leave one")
		case before.Until == 0:
			before.Until = row.From - 1
		case before.Until >= row.From:
			bad("overlaps the row of %s, which holds until %s", before.From, before.Until)
		case before.Until < row.From-1:
			bad("leaves a gap: no row holds from %s to %s", before.Until+1, row.From-1)
		}
	}
	return faults
}

// confirm notes the keys that were checked here. One that fits no row is a
// fault: the value that somebody checked is no longer the one in the file.
func (b *Book) confirm(keys []string) []Fault {
	var faults []Fault
	all := b.Entries()
	for _, k := range keys {
		if !slices.ContainsFunc(all, func(e Entry) bool { return e.Key == k }) {
			faults = append(faults, Fault{"configuration", "rates_confirmed", fmt.Sprintf("%q is the key of nothing%s", k, b.nearKeys(k))})
		}
		b.confirmed[k] = true
	}
	return faults
}

// nearKeys says which keys the rows of the same name have.
func (b *Book) nearKeys(key string) string {
	name, _, _ := strings.Cut(key, " ")
	var out []string
	for _, row := range b.rows[name] {
		out = append(out, fmt.Sprintf("%q", row.Key()))
	}
	if out == nil {
		return "; voldaan check lists the keys"
	}
	return "; the rows of that name are " + strings.Join(out, ", ")
}
