package law

import (
	"errors"
	"fmt"

	"github.com/voldaan/voldaan"
)

// Sentinels of RowError.
var (
	// ErrMissing says that no row holds on the day.
	ErrMissing = errors.New("no row for the day")
	// ErrUnconfirmed says that the row is not verified and nobody here has
	// confirmed it.
	ErrUnconfirmed = errors.New("row not confirmed")
)

// RowError is a value of the law that cannot be used on a day. It is
// ErrMissing or ErrUnconfirmed.
type RowError struct {
	Name string
	Day  voldaan.Date
	Row  *Row // nil: there is none
}

// Error says which row, which day, its standing and what to do.
func (e *RowError) Error() string {
	if e.Row == nil {
		return fmt.Sprintf("%s: no row for %s; add one to your own file of the law, with its source", e.Name, e.Day)
	}
	return fmt.Sprintf("%s for %s: the row %q is %s (%s); check it at the official source and add its key to rates_confirmed",
		e.Name, e.Day, e.Row.Key(), e.Row.Standing, e.Row.Source)
}

// Unwrap gives the sentinel.
func (e *RowError) Unwrap() error {
	if e.Row == nil {
		return ErrMissing
	}
	return ErrUnconfirmed
}

// Rate is a yearly rate, or one of VAT, with the days on which it holds and the
// rows that it follows from.
type Rate struct {
	Percent     Percent
	From, Until voldaan.Date // Until zero: until further notice
	Rows        []Row
}

// Standing is that of the weakest row; a rate that is a sum of rows is computed
// at best.
func (r Rate) Standing() Standing {
	out := Verified
	if len(r.Rows) > 1 {
		out = Computed
	}
	for _, row := range r.Rows {
		out = weakest(out, row.Standing)
	}
	return out
}

// Rate gives a rate that a letter may use on a day. The error is a *RowError.
func (b *Book) Rate(name string, day voldaan.Date) (Rate, error) {
	r, err := b.LookRate(name, day)
	if err != nil {
		return Rate{}, err
	}
	for _, row := range r.Rows {
		if err := b.check(row, day); err != nil {
			return Rate{}, err
		}
	}
	return r, nil
}

// LookRate gives a rate whatever its standing, to show and to simulate, never
// to claim. The error is a *RowError for a day without a row.
func (b *Book) LookRate(name string, day voldaan.Date) (Rate, error) {
	row, err := b.find(name, day)
	if err != nil {
		return Rate{}, err
	}
	r := Rate{row.Percent, row.From, row.Until, []Row{row}}
	if row.Table != TableMargin {
		return r, nil
	}
	base, err := b.find(row.Base, day)
	if err != nil {
		return Rate{}, err
	}
	r.Percent += base.Percent
	r.From = max(r.From, base.From)
	if r.Until == 0 || base.Until != 0 && base.Until < r.Until {
		r.Until = base.Until
	}
	r.Rows = append(r.Rows, base)
	return r, nil
}

// Rates gives the rates that letters may use on the days from from to to, both
// included, in order and without a gap.
func (b *Book) Rates(name string, from, to voldaan.Date) ([]Rate, error) {
	return collect(b.Rate, name, from, to)
}

// LookRates is Rates whatever the standing.
func (b *Book) LookRates(name string, from, to voldaan.Date) ([]Rate, error) {
	return collect(b.LookRate, name, from, to)
}

func collect(rate func(string, voldaan.Date) (Rate, error), name string, from, to voldaan.Date) ([]Rate, error) {
	var out []Rate
	for day := from; day <= to; {
		r, err := rate(name, day)
		if err != nil {
			return nil, err
		}
		out = append(out, r)
		if r.Until == 0 {
			break
		}
		day = r.Until + 1
	}
	return out, nil
}

// AgreedRate is a rate that terms name, for any day.
func AgreedRate(p Percent) []Rate { return []Rate{{Percent: p, From: 1}} }

// find finds the row of a name for a day, whatever its standing.
func (b *Book) find(name string, day voldaan.Date) (Row, error) {
	for _, row := range b.rows[name] {
		if row.covers(day) {
			return row, nil
		}
	}
	return Row{}, &RowError{Name: name, Day: day}
}

// check reports a row that no letter may use.
func (b *Book) check(row Row, day voldaan.Date) error {
	if b.usable(row.Key(), row.Standing) {
		return nil
	}
	return &RowError{Name: row.Name, Day: day, Row: &row}
}
