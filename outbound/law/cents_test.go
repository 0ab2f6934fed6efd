package law

import (
	"math/big"
	"strings"
	"testing"

	"github.com/voldaan/voldaan"
)

func TestRound(t *testing.T) {
	for _, x := range []struct{ num, denom, want int64 }{
		{0, 1, 0},
		{149, 100, 1},
		{3, 2, 2}, // half a cent goes up
		{15007_5, 10, 15008},
		{14999, 10000, 1},
	} {
		if got := round(big.NewRat(x.num, x.denom)); int64(got) != x.want {
			t.Errorf("%d/%d: %d, want %d", x.num, x.denom, got, x.want)
		}
	}
}

// sum reads a sum as people write it in a table.
func sum(s string) voldaan.Amount {
	a, err := voldaan.ParseAmount(strings.ReplaceAll(s, ",", ""))
	if err != nil {
		panic(err)
	}
	return a
}
