package law

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/voldaan/voldaan"
)

// Clause is a clause of damages as terms have it: a share of what is open, or a
// fixed sum, between bounds.
type Clause struct {
	Percent  Percent
	Fixed    voldaan.Amount // on its own, where Percent is zero
	Min, Max voldaan.Amount // zero: no bound
}

// clauseForm is "10 %", "10 % min 40", "10 % min 40 max 2000" or "40".
var clauseForm = regexp.MustCompile(`^(?:([0-9.,]+) ?%(?: min ([0-9.,]+))?(?: max ([0-9.,]+))?|([0-9.,]+))$`)

// ParseClause reads a clause such as "10 %", "10 % min 40 max 2000" (sums in
// euro) or "40".
func ParseClause(s string) (Clause, error) {
	bad := func() (Clause, error) {
		return Clause{}, fmt.Errorf("clause %q: want a share such as %q, with %q and %q if need be, or a sum such as %q",
			s, "10 %", "min 40", "max 2000", "40")
	}
	m := clauseForm.FindStringSubmatch(strings.ToLower(strings.Join(strings.Fields(s), " ")))
	if m == nil {
		return bad()
	}
	var c Clause
	var err error
	if m[1] != "" {
		if c.Percent, err = ParsePercent(m[1]); err != nil || c.Percent == 0 {
			return bad()
		}
	}
	for i, sum := range map[int]*voldaan.Amount{2: &c.Min, 3: &c.Max, 4: &c.Fixed} {
		if m[i] == "" {
			continue
		}
		if *sum, err = voldaan.ParseAmount(m[i]); err != nil || *sum <= 0 {
			return bad()
		}
	}
	if c.Max != 0 && c.Max < c.Min {
		return Clause{}, fmt.Errorf("clause %q: max is below min", s)
	}
	return c, nil
}

// Of is what the clause comes to on a sum that is open; nothing on nothing.
func (c Clause) Of(open voldaan.Amount) voldaan.Amount {
	if open <= 0 {
		return 0
	}
	if c.Percent == 0 {
		return c.Fixed
	}
	out := max(round(c.Percent.of(open)), c.Min)
	if c.Max != 0 {
		out = min(out, c.Max)
	}
	return out
}
