package einvoice

import (
	"errors"
	"fmt"
	"strings"

	"github.com/voldaan/voldaan"
)

// notTwoDecimals lists the currencies of ISO 4217 whose minor unit is not a
// hundredth.
const notTwoDecimals = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF " +
	"BHD IQD JOD KWD LYD OMR TND CLF UYW"

// parseDecimal reads an amount as XML writes it (XML Schema decimal: an
// optional sign, digits, a point, digits). More than two decimals are rounded
// half up, away from zero, where the currency has two decimals; in another
// currency they are refused, since hundredths cannot hold them. Zeros at the
// end do not count.
func parseDecimal(s string, cur voldaan.Currency) (voldaan.Amount, error) {
	t, neg := strings.CutPrefix(s, "-")
	if !neg {
		t = strings.TrimPrefix(t, "+")
	}
	whole, frac, _ := strings.Cut(t, ".")
	if whole+frac == "" || strings.Trim(whole+frac, "0123456789") != "" {
		return 0, fmt.Errorf("%q is no amount such as 1234.56", s)
	}
	frac = strings.TrimRight(frac, "0")
	if len(frac) > 2 && strings.Contains(notTwoDecimals, string(cur)) {
		return 0, fmt.Errorf("%q has more decimals than can be kept for %s", s, cur)
	}
	up := len(frac) > 2 && frac[2] >= '5'
	var a voldaan.Amount
	for _, r := range whole + (frac + "00")[:2] {
		if a = a*10 + voldaan.Amount(r-'0'); a > voldaan.MaxAmount {
			return 0, fmt.Errorf("%q: %w", s, voldaan.ErrAmountTooLarge)
		}
	}
	if up {
		a++
	}
	if neg {
		a = -a
	}
	return a, nil
}

// parseRate brings a percentage into its shortest form.
func parseRate(s string) (string, error) {
	whole, frac, _ := strings.Cut(s, ".")
	if whole == "" || len(whole) > 3 || strings.Trim(whole+frac, "0123456789") != "" {
		return "", fmt.Errorf("%q is no percentage such as 21", s)
	}
	if whole = strings.TrimLeft(whole, "0"); whole == "" {
		whole = "0"
	}
	if frac = strings.TrimRight(frac, "0"); frac != "" {
		return whole + "." + frac, nil
	}
	return whole, nil
}

// parseDay reads an XML Schema date; the zone that may follow it says nothing
// about an invoice's day.
func parseDay(s string) (voldaan.Date, error) {
	if len(s) > 10 && strings.ContainsAny(s[10:11], "Z+-T") {
		s = s[:10]
	}
	d, err := voldaan.ParseDate(s)
	if err != nil {
		return 0, err
	}
	if y := d.Time().Year(); y < 1990 || y > 2200 {
		return 0, errors.New(s + " is no day of an invoice")
	}
	return d, nil
}
