package voldaan_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/voldaan/voldaan"
)

func TestParseAmount(t *testing.T) {
	valid := func(in string, want voldaan.Amount) {
		t.Helper()
		if got, err := voldaan.ParseAmount(in); err != nil || got != want {
			t.Errorf("ParseAmount(%q) = %d, %v; want %d", in, got, err, want)
		}
	}
	bad := func(in string, want error) {
		t.Helper()
		got, err := voldaan.ParseAmount(in)
		if err == nil || got != 0 {
			t.Errorf("ParseAmount(%q) = %d, %v; want an error and zero", in, got, err)
			return
		}
		for _, sentinel := range []error{voldaan.ErrAmountAmbiguous, voldaan.ErrAmountTooLarge} {
			if errors.Is(err, sentinel) != (sentinel == want) {
				t.Errorf("ParseAmount(%q): %v; want sentinel %v", in, err, want)
			}
		}
		if !strings.Contains(err.Error(), "amount ") {
			t.Errorf("ParseAmount(%q): %q does not name the amount", in, err)
		}
	}

	valid("0", 0)
	valid("-0", 0)
	valid("1234", 123400)
	valid("1234.5", 123450)
	valid("1234,5", 123450)
	valid("1234.56", 123456)
	valid("0,05", 5)
	valid("0.5", 50)
	valid("007", 700)
	valid("12,34", 1234)
	valid("-12.50", -1250)
	valid("+12,50", 1250)
	valid("  12.50\n", 1250)
	valid("1.234,56", 123456)
	valid("1,234.56", 123456)
	valid("1 234,56", 123456)
	valid("1 234.5", 123450)
	valid("1'234.56", 123456)
	valid("1\u2019234.56", 123456)            // typographic apostrophe, as Swiss letters have it
	valid("1\u00a0234,56", 123456)            // no-break space
	valid("1\u202f234\u202f567,8", 123456780) // narrow no-break space, as French letters have it
	valid("1.234.567", 123456700)             // twice the same separator: thousands
	valid("1,234,567", 123456700)
	valid("1 234", 123400)
	valid("1'234'567", 123456700)
	valid("1.234.567,89", 123456789)
	valid("1000000000.00", voldaan.MaxAmount)
	valid("-1.000.000.000", -voldaan.MaxAmount)
	valid("0000000000000000000000000000012", 1200)

	ambiguous, large := voldaan.ErrAmountAmbiguous, voldaan.ErrAmountTooLarge
	bad("1.234", ambiguous)
	bad("1,234", ambiguous)
	bad("-12.345", ambiguous)
	bad("123,456", ambiguous)
	bad("1000000000.01", large)
	bad("1000000001", large)
	bad("99999999999999999999999999", large)
	bad("", nil)
	bad("-", nil)
	bad("- 5", nil)
	bad("+-5", nil)
	bad("--5", nil)
	bad(".", nil)
	bad(".50", nil)
	bad("12.", nil)
	bad("12,", nil)
	bad("0.123", nil)
	bad("1.2345", nil)
	bad("1.5x", nil)
	bad("1.abc", nil) // three runes, but no digits
	bad("1.5é", nil)
	bad("1.23.456", nil)
	bad("1.23.45", nil)
	bad("1,23,456.00", nil)
	bad("1234.567,89", nil)
	bad("1.234 567,89", nil) // two kinds of separators of thousands
	bad("1 234.567", nil)
	bad("1  234", nil)
	bad("1,234.567", nil)
	bad("12 34,50", nil)
	bad("€ 12", nil)
	bad("12 EUR", nil)
	bad("1e3", nil)
	bad("0x10", nil)
	bad("١٢", nil) // digits of another script
	bad("NaN", nil)
}

func TestAmountString(t *testing.T) {
	for want, a := range map[string]voldaan.Amount{
		"0.00": 0, "0.05": 5, "-0.05": -5, "1.00": 100, "-12.50": -1250, "1234.56": 123456,
		"1000000000.00":         voldaan.MaxAmount,
		"92233720368547758.07":  math.MaxInt64,
		"-92233720368547758.08": math.MinInt64,
	} {
		if got := a.String(); got != want {
			t.Errorf("Amount(%d).String() = %q, want %q", int64(a), got, want)
		}
	}
	if got := (voldaan.Money{Amount: 123450, Currency: "EUR"}).String(); got != "1234.50 EUR" {
		t.Errorf("Money.String() = %q", got)
	}
}

func TestCurrencyValidate(t *testing.T) {
	for _, c := range []voldaan.Currency{voldaan.EUR, "USD", "GBP", "CHF", "AED", "ZWG"} {
		if err := c.Validate(); err != nil {
			t.Error(err)
		}
	}
	for _, c := range []voldaan.Currency{"", "eur", "EU", "EURO", "E R", "€", "EÜ", "12A", "EUX", "XYZ", "R E"} {
		if c.Validate() == nil {
			t.Errorf("currency %q is accepted", c)
		}
	}
}

// TestAmountText shows that each form that is written is read back as it was.
func TestAmountText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := voldaan.Amount(rapid.Int64Range(-int64(voldaan.MaxAmount), int64(voldaan.MaxAmount)).Draw(t, "amount"))
		plain := a.String()
		whole, cents, _ := strings.Cut(strings.TrimPrefix(plain, "-"), ".")
		for i := len(whole) - 3; i > 0; i -= 3 {
			whole = whole[:i] + " " + whole[i:]
		}
		sign := plain[:len(plain)-len(strings.TrimPrefix(plain, "-"))]
		for _, form := range []string{
			plain, strings.Replace(plain, ".", ",", 1), sign + whole + "," + cents,
			sign + strings.ReplaceAll(whole, " ", ".") + "," + cents,
			sign + strings.ReplaceAll(whole, " ", ",") + "." + cents,
			sign + strings.ReplaceAll(whole, " ", "'") + "." + cents,
		} {
			if got, err := voldaan.ParseAmount(form); err != nil || got != a {
				t.Fatalf("ParseAmount(%q) = %s, %v; want %s", form, got, err, a)
			}
		}
	})
}

func FuzzParseAmount(f *testing.F) {
	for _, s := range []string{"1234", "1.234,56", "1,234.56", "1 234,56", "1'234.56", "-12.5", "1.234", "", "1.abc", "1.5é"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		a, err := voldaan.ParseAmount(s)
		if err != nil {
			if a != 0 {
				t.Errorf("%q: an error and %s", s, a)
			}
			return
		}
		if a > voldaan.MaxAmount || a < -voldaan.MaxAmount {
			t.Errorf("%q is %s, past the bound", s, a)
		}
		if again, err := voldaan.ParseAmount(a.String()); err != nil || again != a {
			t.Errorf("%q is %s, which is read as %s, %v", s, a, again, err)
		}
	})
}
