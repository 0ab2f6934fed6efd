package law

import (
	"math/big"

	"github.com/voldaan/voldaan"
)

// fraction is the share itself: 0.104 for 10.4 %.
func (p Percent) fraction() *big.Rat { return big.NewRat(int64(p), int64(maxPercent)) }

// of is that share of a sum, in cents and exact.
func (p Percent) of(a voldaan.Amount) *big.Rat {
	return new(big.Rat).Mul(p.fraction(), cents(a))
}

// cents is a sum as an exact number of cents.
func cents(a voldaan.Amount) *big.Rat { return big.NewRat(int64(a), 1) }

// round makes whole cents of an exact number that is not below zero: half a
// cent goes up.
func round(r *big.Rat) voldaan.Amount {
	twice := new(big.Int).Lsh(r.Num(), 1)
	twice.Add(twice, r.Denom())
	return voldaan.Amount(twice.Div(twice, new(big.Int).Lsh(r.Denom(), 1)).Int64())
}
