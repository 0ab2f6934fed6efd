package law

import (
	"strings"
	"testing"

	"github.com/voldaan/voldaan"
)

func TestClause(t *testing.T) {
	for _, c := range []struct {
		text string
		open voldaan.Amount
		want voldaan.Amount
	}{
		{"10 %", 100_000, 10_000},
		{"10%", 12_345, 1_235},
		{"7,5 % MIN 40", 10_000, 4_000},
		{"10 %  min 40 max 2000", 10_000_000, 200_000},
		{"10 % max 50.50", 100_000, 5_050},
		{"40", 1, 4_000},
		{"10 %", 0, 0},
		{"40", 0, 0},
	} {
		got, err := ParseClause(c.text)
		if err != nil || got.Of(c.open) != c.want {
			t.Errorf("%s of %s is %s (%v), want %s", c.text, c.open, got.Of(c.open), err, c.want)
		}
	}
	for _, bad := range []string{"", "%", "10 percent", "10 % 40", "min 40", "0 %", "101 %", "10 % min 40 max 20", "-5", "0", "10 % min x"} {
		if c, err := ParseClause(bad); err == nil || !strings.Contains(err.Error(), "clause") {
			t.Errorf("%q is read as %+v (%v)", bad, c, err)
		}
	}
}
