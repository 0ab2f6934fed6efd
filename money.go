package voldaan

import (
	"errors"
	"fmt"
	"strings"
)

// Amount is a sum of money in the minor unit (cents for the euro) of a
// currency that stands beside it: in the account, the invoice or the payment.
// Within one account there is one currency, so amounts add without conversion.
type Amount int64

// MaxAmount is the largest sum that is accepted from outside: a thousand
// million of the major unit. Sums of a whole ledger stay far from overflow.
const MaxAmount Amount = 100_000_000_000

// Currency is an ISO 4217 code in capitals, such as EUR.
type Currency string

// EUR is the euro, the currency of the product's first users.
const EUR Currency = "EUR"

// currencies are the codes of ISO 4217 in which money is owed, and those that
// ended of late, in which invoices may still be open: ANG in 2025, BGN in 2026.
const currencies = "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD " +
	"CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD " +
	"HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD " +
	"MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG " +
	"QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS " +
	"UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG"

// Validate reports whether c is a currency of ISO 4217 in which money is owed.
func (c Currency) Validate() error {
	if len(c) != 3 || strings.Contains(string(c), " ") || !strings.Contains(currencies, string(c)) {
		return fmt.Errorf("currency %q: want a code of ISO 4217, such as EUR", string(c))
	}
	return nil
}

// Money is an amount with its currency, for the edges where the currency is
// not given by what stands around it.
type Money struct {
	Amount   Amount
	Currency Currency
}

// String gives "1234.50 EUR", for logs and evidence; letters format by locale.
func (m Money) String() string { return m.Amount.String() + " " + string(m.Currency) }

// String gives the amount with two decimals and a point, such as "-12.50":
// the form of the JSON interface.
func (a Amount) String() string {
	sign := ""
	u := uint64(a)
	if a < 0 {
		sign, u = "-", -u
	}
	return fmt.Sprintf("%s%d.%02d", sign, u/100, u%100)
}

// Sentinels of ParseAmount.
var (
	// ErrAmountAmbiguous says that "1.234" or "1,234" can be read both as one
	// thousand and as one with three decimals.
	ErrAmountAmbiguous = errors.New("ambiguous amount: write it with two decimals")
	// ErrAmountTooLarge says that the amount passes MaxAmount.
	ErrAmountTooLarge = errors.New("amount too large")
)

// plainSeparators writes typographic blanks and apostrophes as those of ASCII.
var plainSeparators = strings.NewReplacer("\u00a0", " ", "\u202f", " ", "\u2019", "'")

// ParseAmount reads a written amount of a currency with two decimals:
// "1234", "1234.5", "1.234,56", "1,234.56", "1 234,56", "1'234.56", each with
// an optional sign. The last separator decides; one separator that is followed
// by exactly three digits is ambiguous and refused with ErrAmountAmbiguous.
func ParseAmount(s string) (Amount, error) {
	bad := func(err error) (Amount, error) { return 0, fmt.Errorf("amount %q: %w", s, err) }
	errShape := errors.New("want digits with at most two decimals, such as 1234.56 or 1.234,56")
	t := strings.TrimSpace(s)
	neg := false
	if rest, ok := strings.CutPrefix(t, "-"); ok {
		neg, t = true, rest
	} else {
		t = strings.TrimPrefix(t, "+")
	}
	t = plainSeparators.Replace(t)
	whole, frac := t, ""
	if i := strings.LastIndexAny(t, ".,"); i >= 0 {
		whole, frac = t[:i], t[i+1:]
		sep := t[i : i+1]
		switch {
		case strings.Contains(whole, sep) && len(frac) == 3: // 1.234.567
			whole, frac = t, ""
		case len(frac) == 3 && !strings.ContainsAny(whole, ".,' "):
			if digits(whole) && digits(frac) && whole != "0" {
				return bad(ErrAmountAmbiguous)
			}
			return bad(errShape)
		case len(frac) == 3 || len(frac) > 3 || strings.Contains(whole, sep) || frac == "":
			return bad(errShape)
		}
	}
	plain, ok := ungroup(whole)
	if !ok || (frac != "" && !digits(frac)) {
		return bad(errShape)
	}
	var a Amount
	for _, r := range plain + (frac + "00")[:2] {
		a = a*10 + Amount(r-'0')
		if a > MaxAmount {
			return bad(ErrAmountTooLarge)
		}
	}
	if neg {
		a = -a
	}
	return a, nil
}

// ungroup removes the separators of thousands, which must stand before groups
// of three digits and be of one kind.
func ungroup(s string) (string, bool) {
	i := strings.IndexAny(s, ".,' ")
	if i < 0 {
		return s, digits(s)
	}
	groups := strings.Split(s, s[i:i+1])
	for n, g := range groups {
		if !digits(g) || (n > 0 && len(g) != 3) || (n == 0 && len(g) > 3) {
			return "", false
		}
	}
	return strings.Join(groups, ""), true
}

func digits(s string) bool {
	for _, r := range s {
		if r < '0' || r > '9' {
			return false
		}
	}
	return s != ""
}
