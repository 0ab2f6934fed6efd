package law

import (
	"cmp"
	"fmt"
	"math/big"
	"slices"

	"github.com/voldaan/voldaan"
)

// daysOfYear divides a yearly rate, in leap years too: the worked examples of
// Dutch and Belgian practice do so. For Germany and France it is assumed.
const daysOfYear = 365

// Change raises or lowers the principal at the end of a day: an invoice on its
// due date, a payment on the day on which it was made. So interest runs from
// the day after the due date (directive 2011/7/EU, art. 3 (3)) to and including
// the day of payment.
type Change struct {
	Day    voldaan.Date
	Amount voldaan.Amount // below zero for a payment
}

// Basis is how interest is reckoned.
type Basis struct {
	Rates []Rate // in order, without a gap: Book.Rates or AgreedRate
	// Yearly adds the interest of each year to what bears interest: art. 6:119
	// (2) and 6:119a (3) BW. Belgium, France and Germany have simple interest.
	Yearly bool
}

// YearlyIn reports whether interest is compounded each year by the law of a
// country.
func YearlyIn(country string) bool { return country == "NL" }

// Segment is a run of days with one rate and one base.
type Segment struct {
	From, To  voldaan.Date // both included
	Days      int
	Rate      Rate
	Principal voldaan.Amount
	// Compounded is earlier interest that bears interest, in cents.
	Compounded *big.Rat
	// Interest is exact, in cents.
	Interest *big.Rat
}

// Interest is what runs over a period.
type Interest struct {
	Segments []Segment // days on which nothing is owed have none
	// Sum is in whole cents, rounded once, half a cent up.
	Sum voldaan.Amount
}

// Exact is the sum before rounding, in cents.
func (i Interest) Exact() *big.Rat {
	out := new(big.Rat)
	for _, s := range i.Segments {
		out.Add(out, s.Interest)
	}
	return out
}

// Reckon gives the interest on the days from from to to, both included; no days
// give none. Days are reckoned by 365. With yearly compounding, from is the
// first day of the claim, and each anniversary of it adds the interest of the
// year before; where no principal is left, nothing bears interest any more. A
// day without a rate is an error, which is ErrMissing.
func Reckon(from, to voldaan.Date, changes []Change, basis Basis) (Interest, error) {
	sorted := slices.Clone(changes)
	slices.SortStableFunc(sorted, func(a, b Change) int { return cmp.Compare(a.Day, b.Day) })
	run := accrual{compounded: new(big.Rat), year: new(big.Rat)}
	anniversary := voldaan.Date(0)
	if basis.Yearly {
		anniversary = yearAfter(from, 1)
	}
	years := 1
	for day := from; day <= to; {
		if day == anniversary {
			run.compound()
			years++
			anniversary = yearAfter(from, years)
		}
		sorted = run.apply(sorted, day)
		var rate Rate
		if run.principal > 0 {
			var err error
			if rate, err = rateOn(basis.Rates, day); err != nil {
				return Interest{}, err
			}
		}
		end := to
		for _, next := range []voldaan.Date{rate.Until + 1, anniversary} {
			if next > day {
				end = min(end, next-1)
			}
		}
		if len(sorted) > 0 {
			end = min(end, sorted[0].Day)
		}
		run.add(day, end, rate)
		day = end + 1
	}
	out := Interest{Segments: run.segments}
	out.Sum = round(out.Exact())
	return out, nil
}

// accrual is the state of a reckoning.
type accrual struct {
	principal  voldaan.Amount
	compounded *big.Rat // interest that bears interest
	year       *big.Rat // interest since the last anniversary
	segments   []Segment
}

// apply makes the changes of the days before day and gives those left.
func (a *accrual) apply(changes []Change, day voldaan.Date) []Change {
	for len(changes) > 0 && changes[0].Day < day {
		a.principal += changes[0].Amount
		changes = changes[1:]
	}
	return changes
}

func (a *accrual) compound() {
	a.compounded = new(big.Rat).Add(a.compounded, a.year)
	a.year = new(big.Rat)
}

func (a *accrual) add(from, to voldaan.Date, rate Rate) {
	if a.principal <= 0 {
		return
	}
	days := int(to-from) + 1
	interest := new(big.Rat).Add(cents(a.principal), a.compounded)
	interest.Mul(interest, rate.Percent.fraction())
	interest.Mul(interest, big.NewRat(int64(days), daysOfYear))
	a.year = new(big.Rat).Add(a.year, interest)
	a.segments = append(a.segments, Segment{from, to, days, rate, a.principal, a.compounded, interest})
}

func rateOn(rates []Rate, day voldaan.Date) (Rate, error) {
	for _, r := range rates {
		if r.From <= day && (r.Until == 0 || day <= r.Until) {
			return r, nil
		}
	}
	return Rate{}, fmt.Errorf("interest on %s: %w", day, ErrMissing)
}

// yearAfter is the same day n years later; 29 February becomes 1 March where
// there is none.
func yearAfter(d voldaan.Date, n int) voldaan.Date {
	y, m, day := d.Time().Date()
	return voldaan.NewDate(y+n, m, day)
}
