package ledgerfile

import (
	"fmt"
	"strings"
)

// Fault is one thing that is wrong with a row. A row with a fault is not among
// those that were read.
type Fault struct {
	Row    int    // as the spreadsheet counts: 1 is the first
	Column string // as the file names it; empty for the row as a whole
	Value  string // of the cell, clipped
	Reason string
}

// Error says where and why: row 7, column "due date", "31/02/2026": no such day.
func (f Fault) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "row %d", f.Row)
	if f.Column != "" {
		fmt.Fprintf(&b, ", column %q", f.Column)
	}
	if f.Value != "" {
		fmt.Fprintf(&b, ", %q", f.Value)
	}
	return b.String() + ": " + f.Reason
}

// maxShown is how many runes of a cell a fault shows.
const maxShown = 80

func shown(s string) string {
	if r := []rune(s); len(r) > maxShown {
		return string(r[:maxShown]) + "…"
	}
	return s
}
