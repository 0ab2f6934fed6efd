package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Fault is something in the configuration that is wrong, with what to do.
type Fault struct {
	// Key is the dotted name of the value, such as creditor.zone; empty for
	// the file as a whole.
	Key string
	// Line is where the value stands, or else its table; 0 when it has none.
	Line    int
	Message string
	// Warning says that the configuration can be used all the same.
	Warning bool
}

// String gives one line for the operator.
func (f Fault) String() string {
	var where []string
	if f.Key != "" {
		where = append(where, f.Key)
	}
	if f.Line > 0 {
		where = append(where, fmt.Sprintf("line %d", f.Line))
	}
	if f.Warning {
		where = append(where, "warning")
	}
	if len(where) == 0 {
		return f.Message
	}
	return strings.Join(where, ", ") + ": " + f.Message
}

// broken reports whether a fault among them is more than a warning.
func broken(faults []Fault) bool {
	return slices.ContainsFunc(faults, func(f Fault) bool { return !f.Warning })
}

// byLine orders faults as they stand in the file.
func byLine(a, b Fault) int { return cmp.Compare(a.Line, b.Line) }

// nearest is the known word that is most like one that is not known, or empty
// where none is like it.
func nearest(word string, known []string) string {
	best, least := "", max(1, len(word)/3)+1
	if len(word) > 64 {
		return ""
	}
	for _, k := range known {
		if d := distance(word, k); d < least {
			best, least = k, d
		}
	}
	return best
}

// distance is how many characters must be added, dropped, replaced or swapped
// with their neighbour to turn one word into the other.
func distance(a, b string) int {
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(row[j-1]+1, last[j]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
