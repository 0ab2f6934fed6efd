package law

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"

	"github.com/voldaan/voldaan"
)

// File is a data file in TOML: the name that faults bear, and the text.
type File struct {
	Name string
	Text []byte
}

// reading is a data file while it is read, with the faults so far.
type reading struct {
	name       string
	own        bool // the administrator's
	rows       []Row
	statements []Statement
	notices    []Notice
	faults     []Fault
}

// readFile reads one file, with every fault that it has by itself.
func readFile(f File, own bool) *reading {
	r := &reading{name: f.Name, own: own}
	values := map[string]any{}
	if err := toml.Unmarshal(f.Text, &values); err != nil {
		r.faults = []Fault{{f.Name, "", "is no TOML: " + strings.TrimPrefix(err.Error(), "toml: ")}}
		return r
	}
	readers := map[string]func(*fields){
		string(TableRate): r.rate, string(TableMargin): r.margin, string(TableScale): r.scale, string(TableSum): r.sum,
		"statement": r.statement, "notice": r.notice,
	}
	for _, table := range slices.Sorted(maps.Keys(values)) {
		read, known := readers[table]
		list, ok := values[table].([]any)
		if !known || !ok {
			r.faults = append(r.faults, Fault{f.Name, table, "is not known; want tables: each a line such as [[rate]], of " +
				strings.Join(slices.Sorted(maps.Keys(readers)), ", ")})
			continue
		}
		for i, v := range list {
			t, ok := v.(map[string]any)
			if !ok {
				r.faults = append(r.faults, Fault{f.Name, table, "want tables: each a line [[" + table + "]] with its values below"})
				break
			}
			x := &fields{file: r, values: t, place: fmt.Sprintf("%s %d", table, i+1)}
			read(x)
			x.done()
		}
	}
	r.checkOrder()
	return r
}

// begin reads what every dated row has.
func (r *reading) begin(x *fields, t Table) Row {
	row := Row{Table: t, Amended: r.own, File: r.name}
	row.Name = x.text("name", "the name of a row, as in the files that ship")
	row.From, row.Until = x.day("from"), x.day("until")
	x.place += fmt.Sprintf(" (%s)", row.place())
	s, known := subjects()[row.Name]
	switch {
	case row.Name != "" && (!known || s.table != t):
		x.fault("name", "%q is not known; known are %s", row.Name, strings.Join(namesOf(t), ", "))
	case row.From.IsZero() && !x.has("from"):
		x.fault("from", "is absent; want the first day on which the row holds")
	case !row.Until.IsZero() && row.Until < row.From:
		x.fault("until", "%s is before the first day %s", row.Until, row.From)
	case known && !row.From.IsZero():
		r.endPeriod(x, s, &row)
	}
	row.Standing = x.standing()
	row.Source = x.text("source", "where the value was read")
	return row
}

// endPeriod bounds a row by the period for which its value is set.
func (r *reading) endPeriod(x *fields, s subject, row *Row) {
	end, ok := s.periodEnd(row.From)
	switch {
	case !ok:
		x.fault("from", "%s begins no period of %d months; want such as 2026-01-01", row.From, s.months)
	case end != 0 && row.Until > end:
		x.fault("until", "%s is past the end of the period, %s", row.Until, end)
	case row.Until == 0:
		row.Until = end
	}
}

// keep takes a row that can be placed; others have their fault already.
func (r *reading) keep(row Row) {
	if row.Name != "" && row.From != 0 {
		r.rows = append(r.rows, row)
	}
}

func (r *reading) rate(x *fields) {
	row := r.begin(x, TableRate)
	row.Percent = x.percent("percent")
	r.keep(row)
}

func (r *reading) margin(x *fields) {
	row := r.begin(x, TableMargin)
	row.Base = x.text("base", "the name of a rate")
	if want := subjects()[row.Name].base; want != "" && row.Base != "" && row.Base != want {
		x.fault("base", "%q is not the rate of this margin; want %s", row.Base, want)
	}
	row.Percent = x.percent("points")
	r.keep(row)
}

func (r *reading) sum(x *fields) {
	row := r.begin(x, TableSum)
	x.text("amount", `a sum in quotes, such as "40.00"`)
	row.Amount = x.amount("amount")
	r.keep(row)
}

func (r *reading) scale(x *fields) {
	row := r.begin(x, TableScale)
	row.Least, row.Most = x.amount("least"), x.amount("most")
	if row.Most != 0 && row.Most < row.Least {
		x.fault("most", "%s is below the least, %s", row.Most, row.Least)
	}
	x.keys = append(x.keys, "bands")
	list, _ := x.values["bands"].([]any)
	if len(list) == 0 {
		x.fault("bands", `is empty; want a list such as [{ above = "0", percent = "15" }]`)
	}
	for i, v := range list {
		t, _ := v.(map[string]any)
		b := &fields{file: r, values: t, place: fmt.Sprintf("%s, band %d", x.place, i+1)}
		b.text("above", `where the band begins, such as "0"`)
		band := Band{Above: b.amount("above"), Percent: b.percent("percent"), Plus: b.amount("plus"), HasPlus: b.has("plus")}
		b.done()
		switch {
		case i == 0 && band.Above != 0:
			b.fault("above", "%s: the first band begins at 0", band.Above)
		case i > 0 && band.Above <= row.Bands[i-1].Above:
			b.fault("above", "%s is not above the band before, %s", band.Above, row.Bands[i-1].Above)
		}
		row.Bands = append(row.Bands, band)
	}
	r.keep(row)
}

// checkOrder wants the rows of a name in order of their first days.
func (r *reading) checkOrder() {
	last := map[string]voldaan.Date{}
	for _, row := range r.rows {
		if before := last[row.Name]; row.From < before {
			r.faults = append(r.faults, Fault{r.name, row.place(), fmt.Sprintf("is out of order: it stands behind the row of %s", before)})
		}
		last[row.Name] = max(last[row.Name], row.From)
	}
}

// namesOf lists the names of a table.
func namesOf(t Table) []string {
	var out []string
	for name, s := range subjects() {
		if s.table == t {
			out = append(out, name)
		}
	}
	return slices.Sorted(slices.Values(out))
}

// byFrom orders rows by their first day.
func byFrom(a, b Row) int { return cmp.Compare(a.From, b.From) }
