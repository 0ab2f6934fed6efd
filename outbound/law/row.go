package law

import (
	"fmt"
	"strings"

	"github.com/voldaan/voldaan"
)

// Table is a kind of dated row.
type Table string

// The tables. Each name of a row belongs to one of them.
const (
	TableRate   Table = "rate"   // Percent
	TableMargin Table = "margin" // Percent in points on top of the rate Base
	TableScale  Table = "scale"  // Bands, Least, Most
	TableSum    Table = "sum"    // Amount
)

// Row is a dated value of the law. It holds on every day from From to Until.
type Row struct {
	Table    Table
	Name     string
	From     voldaan.Date
	Until    voldaan.Date // the last day; zero: until further notice
	Standing Standing
	Source   string
	// Amended says that the row stands in a file of the administrator.
	Amended bool
	File    string

	Percent Percent        // of a rate or a margin
	Base    string         // of a margin: the name of its rate
	Amount  voldaan.Amount // of a sum
	Least   voldaan.Amount // of a scale: the smallest result; zero: none
	Most    voldaan.Amount // of a scale: the largest result; zero: none
	Bands   []Band         // of a scale, in order of Above
}

// Band is one band of a scale: for the part of a sum above Above, Percent of
// it. Plus is the result at the band's beginning; without HasPlus it is what
// the band before gives there.
type Band struct {
	Above   voldaan.Amount
	Percent Percent
	Plus    voldaan.Amount
	HasPlus bool
}

// Key names the row with its value, such as "nl-b2b 2026-07-01 10.40". A
// confirmation names this key, so that it lapses when the value changes.
func (r Row) Key() string { return r.place() + " " + r.value() }

// place names the row without its value.
func (r Row) place() string { return r.Name + " " + r.From.String() }

func (r Row) value() string {
	switch r.Table {
	case TableMargin:
		return r.Base + "+" + r.Percent.String()
	case TableScale:
		return r.bands()
	case TableSum:
		return r.Amount.String()
	}
	return r.Percent.String()
}

func (r Row) bands() string {
	parts := []string{fmt.Sprintf("%s..%s", r.Least, r.Most)}
	for _, b := range r.Bands {
		s := fmt.Sprintf("%s>%s", b.Percent, b.Above)
		if b.HasPlus {
			s += "+" + b.Plus.String()
		}
		parts = append(parts, s)
	}
	return strings.Join(parts, "/")
}

// covers reports whether the row holds on a day.
func (r Row) covers(day voldaan.Date) bool {
	return r.From <= day && (r.Until == 0 || day <= r.Until)
}
