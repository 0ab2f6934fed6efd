package ledgerfile

import (
	"fmt"
	"strings"

	"github.com/voldaan/voldaan"
)

// record is one row; reading a cell that is wrong leaves a fault in the table.
type record struct {
	t     *table
	row   int
	cells []string
	bad   bool
}

// checkShape finds what is wrong with the row as a whole.
func (r *record) checkShape() {
	s := r.t.scan
	switch {
	case s.unclosed:
		r.rowFault("a quotation mark is not closed: the rest of the file was taken for one cell")
	case s.tooLong:
		r.rowFault(fmt.Sprintf("a cell is longer than %d bytes: is a quotation mark not closed?", maxField))
	case s.tooMany:
		r.rowFault(fmt.Sprintf("more than %d cells", maxCells))
	case len(r.cells) > len(r.t.titles) && !blank(r.cells[len(r.t.titles):]):
		r.rowFault(fmt.Sprintf("%d cells under %d titles: a cell with a %q in it needs quotation marks",
			len(r.cells), len(r.t.titles), string(s.sep)))
	}
}

func (r *record) rowFault(reason string) {
	r.bad = true
	r.t.faults = append(r.t.faults, Fault{Row: r.row, Reason: reason})
}

// fault notes what is wrong with a cell. A column that the file does not have
// goes by its English name.
func (r *record) fault(name, reason string) {
	r.bad = true
	f := Fault{Row: r.row, Column: name, Reason: reason}
	if i, ok := r.t.at[name]; ok {
		f.Column, f.Value = shown(r.t.titles[i]), shown(r.raw(name))
	}
	r.t.faults = append(r.t.faults, f)
}

// raw is the cell of a column, cleaned; empty where there is none.
func (r *record) raw(name string) string {
	if i, ok := r.t.at[name]; ok && i < len(r.cells) {
		return clean(r.cells[i])
	}
	return ""
}

// text is the cell of a column. What a spreadsheet shows in the place of a
// value is a fault.
func (r *record) text(name string) string {
	s := r.raw(name)
	if reason := spreadsheetError(s); reason != "" {
		r.fault(name, reason)
		return ""
	}
	return s
}

// key is the text of a column whose digits must be whole, such as a number.
func (r *record) key(name string) string {
	s := r.text(name)
	if scientific.MatchString(s) {
		r.fault(name, "the spreadsheet has shortened this number: make the column text and fill it in again")
		return ""
	}
	if len([]rune(s)) > maxKey {
		r.fault(name, fmt.Sprintf("longer than %d characters", maxKey))
		return ""
	}
	return s
}

// maxKey is the longest number or reference, in runes.
const maxKey = 100

// need notes a cell that is empty.
func (r *record) need(name, value string) string {
	if value == "" && r.raw(name) == "" {
		r.fault(name, "empty")
	}
	return value
}

// date reads a day; zero for an empty cell.
func (r *record) date(name string) voldaan.Date {
	s := r.text(name)
	if s == "" {
		return 0
	}
	d, reason := parseDate(s)
	if reason != "" {
		r.fault(name, reason)
	}
	return d
}

// money reads an amount; false for an empty cell or one with a fault.
func (r *record) money(name string, cur voldaan.Currency) (voldaan.Amount, bool) {
	s := r.text(name)
	if s == "" {
		return 0, false
	}
	a, reason := parseMoney(s, cur)
	if reason != "" {
		r.fault(name, reason)
	}
	return a, reason == ""
}

// currency is EUR where nothing is said.
func (r *record) currency() voldaan.Currency {
	s := strings.ToUpper(r.text(colCurrency))
	if s == "" || s == "€" || s == "EURO" {
		return voldaan.EUR
	}
	cur := voldaan.Currency(s)
	if cur.Validate() != nil {
		r.fault(colCurrency, "no currency; want a code of ISO 4217, such as EUR")
		return voldaan.EUR
	}
	return cur
}
