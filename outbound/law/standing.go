package law

import (
	"fmt"
	"slices"
)

// Standing says how well a row or a statement is known.
type Standing string

// The standings, from the best.
const (
	// Verified was read at the source that the row names.
	Verified Standing = "verified"
	// Computed follows by a formula of the law from rows that are verified.
	Computed Standing = "computed"
	// Secondary was read at a source that is not the official one.
	Secondary Standing = "secondary"
	// Memory was read nowhere.
	Memory Standing = "memory"
)

// standings are all of them, from the best.
func standings() []Standing { return []Standing{Verified, Computed, Secondary, Memory} }

// Validate reports a standing that is none.
func (s Standing) Validate() error {
	if slices.Contains(standings(), s) {
		return nil
	}
	return fmt.Errorf("standing %q: want one of %q", string(s), standings())
}

// weakest is the worse of two standings.
func weakest(a, b Standing) Standing {
	if slices.Index(standings(), a) > slices.Index(standings(), b) {
		return a
	}
	return b
}
