package outbound

import (
	"errors"
	"fmt"
	"strings"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/outbound/law"
	"github.com/voldaan/voldaan/store"
)

// EarlyPayment is what a discount of so many per cent on an invoice comes to
// under the treatment that the invoice names, and the VAT by rate on which that
// rests: as given, or the one rate that net and total fit.
func EarlyPayment(inv voldaan.Invoice, lines []store.VATLine) (voldaan.Amount, []store.VATLine, error) {
	how := law.DiscountVAT(inv.DiscountVAT)
	if how == "" {
		return 0, nil, errors.New("the discount is in per cent, and nothing says what it does to VAT: " +
			"set discount_vat in the configuration, or give the discount as a sum")
	}
	percent, err := law.ParsePercent(inv.DiscountPercent)
	if err != nil {
		return 0, nil, fmt.Errorf("the discount: %w", err)
	}
	switch {
	case len(lines) > 0:
	case inv.Net > 0:
		if lines, err = oneRate(inv, percent, how); err != nil {
			return 0, nil, err
		}
	case how != law.DiscountOnGross:
		return 0, nil, errors.New("the discount is off the net sum, which is not known: give it, or the discount as a sum")
	default: // a share of the whole sum, whatever VAT is in it
		d, err := law.EarlyPayment([]law.VATLine{{Net: inv.Total}}, percent, how)
		return d.Off(), nil, err
	}
	of, err := lawLines(lines)
	if err != nil {
		return 0, nil, err
	}
	d, err := law.EarlyPayment(of, percent, how)
	switch {
	case err != nil:
		return 0, nil, err
	case d.Full != inv.Total:
		return 0, nil, fmt.Errorf("net and VAT come to %s, and the total is %s: give the discount as a sum", d.Full, inv.Total)
	}
	return d.Off(), lines, nil
}

// vatRates are those of which one may be meant where none is given, the
// standard rates of the Netherlands, Belgium, France and Germany first.
func vatRates() []string { return strings.Fields("21 20 19 9 6 12 7 10 5.5 2.1 8.5 17 0") }

// oneRate is the VAT of an invoice of which net and total are known, where just
// one rate gives it.
func oneRate(inv voldaan.Invoice, percent law.Percent, how law.DiscountVAT) ([]store.VATLine, error) {
	for _, rate := range vatRates() {
		line := store.VATLine{Rate: rate, Base: inv.Net, Tax: inv.Total - inv.Net}
		of, err := lawLines([]store.VATLine{line})
		if err != nil {
			return nil, err
		}
		if _, err := law.EarlyPayment(of, percent, how); err == nil {
			return []store.VATLine{line}, nil
		}
	}
	return nil, fmt.Errorf("a net sum of %s and a total of %s fit no one rate of VAT with a discount %s: "+
		"see to discount_vat, or give the discount as a sum", inv.Net, inv.Total, how)
}

func lawLines(lines []store.VATLine) ([]law.VATLine, error) {
	var out []law.VATLine
	for _, l := range lines {
		rate := l.Rate
		if rate == "" {
			rate = "0"
		}
		p, err := law.ParsePercent(rate)
		if err != nil {
			return nil, fmt.Errorf("rate of VAT: %w", err)
		}
		out = append(out, law.VATLine{Rate: p, Net: l.Base, VAT: l.Tax})
	}
	return out, nil
}

// DiscountSplit is what is left of an invoice's net and VAT by rate when a
// discount was taken, for the correction of VAT; nil where the treatment or the
// VAT is not known.
func DiscountSplit(inv voldaan.Invoice, lines []store.VATLine, taken voldaan.Amount) ([]law.VATLine, error) {
	how := law.DiscountVAT(inv.DiscountVAT)
	if how == "" || len(lines) == 0 || taken <= 0 {
		return nil, nil
	}
	of, err := lawLines(lines)
	if err != nil {
		return nil, err
	}
	if inv.DiscountPercent != "" && taken == inv.Discount {
		percent, err := law.ParsePercent(inv.DiscountPercent)
		if err != nil {
			return nil, err
		}
		d, err := law.EarlyPayment(of, percent, how)
		return d.Lines, err
	}
	return law.LessDiscount(of, taken, how)
}
