package law

import (
	"errors"
	"strings"
	"testing"
)

// TestCollectionCosts is the worked table of the scale: floor, band edges, cap,
// and the half cent that binary fractions lose.
func TestCollectionCosts(t *testing.T) {
	b := confirmed(t)
	for _, x := range []struct{ principal, net, gross string }{
		{"0.00", "0", "0"},
		{"-10.00", "0", "0"},
		{"1.00", "40.00", "48.40"},
		{"266.66", "40.00", "48.40"},
		{"266.70", "40.01", "48.41"},
		{"300.00", "45.00", "54.45"},
		{"500.00", "75.00", "90.75"},
		{"1,000.00", "150.00", "181.50"},
		{"1,000.50", "150.08", ""},
		{"1,234.56", "185.18", "224.07"},
		{"2,500.00", "375.00", ""},
		{"3,000.00", "425.00", ""},
		{"3,750.00", "500.00", "605.00"},
		{"5,000.00", "625.00", ""},
		{"7,500.00", "750.00", "907.50"},
		{"10,000.00", "875.00", ""},
		{"25,000.00", "1,025.00", "1,240.25"},
		{"100,000.00", "1,775.00", "2,147.75"},
		{"200,000.00", "2,775.00", ""},
		{"500,000.00", "4,275.00", "5,172.75"},
		{"1,000,000.00", "6,775.00", ""},
		{"1,000,000.01", "6,775.00", "8,197.75"},
		{"50,000,000.00", "6,775.00", ""},
	} {
		c, err := b.CollectionCosts(day("2026-11-22"), true, sum(x.principal))
		if err != nil || c.Total() != sum(x.net) {
			t.Errorf("%s: %s, %v; want %s", x.principal, c.Total(), err, x.net)
		}
		c, err = b.CollectionCosts(day("2026-11-22"), false, sum(x.principal))
		if x.gross != "" && (err != nil || c.Total() != sum(x.gross) || c.Net != sum(x.net)) {
			t.Errorf("%s with VAT: %s, %v; want %s", x.principal, c.Total(), err, x.gross)
		}
	}
}

// TestOneClaim adds what is dunned in one letter before the scale.
func TestOneClaim(t *testing.T) {
	b := shipped(t)
	for _, x := range []struct{ each, want string }{{"100.00", "45.00"}, {"1,000.00", "425.00"}} {
		a := sum(x.each)
		if c, err := b.CollectionCosts(day("2026-11-22"), true, a, a, a); err != nil || c.Net != sum(x.want) {
			t.Errorf("3 x %s: %s, %v; want %s", x.each, c.Net, err, x.want)
		}
	}
	if c, err := b.CollectionCosts(day("2026-11-22"), true); err != nil || c.Total() != 0 {
		t.Errorf("no principal: %+v, %v", c, err)
	}
}

// TestCostsRefuse has days and rows that no letter may use.
func TestCostsRefuse(t *testing.T) {
	b := shipped(t)
	if _, err := b.CollectionCosts(day("2012-06-30"), true, 100); !errors.Is(err, ErrMissing) {
		t.Errorf("before the scale: %v", err)
	}
	if _, err := b.CollectionCosts(day("2026-11-22"), false, 100); !errors.Is(err, ErrUnconfirmed) || !strings.Contains(err.Error(), "nl-vat 2012-10-01 21.00") {
		t.Errorf("VAT from memory: %v", err)
	}
	if _, err := b.DamagesCap(day("2023-08-31"), 100); !errors.Is(err, ErrMissing) {
		t.Errorf("before the cap: %v", err)
	}
}

func TestDamagesCap(t *testing.T) {
	b := shipped(t)
	for _, x := range []struct{ balance, want string }{
		{"0.00", "0"},
		{"10.00", "20.00"},
		{"150.00", "20.00"},
		{"150.01", "30.00"},
		{"200.00", "35.00"},
		{"325.00", "47.50"},
		{"500.00", "65.00"},
		{"501.00", "65.05"},
		{"1,000.00", "90.00"},
		{"2,500.00", "165.00"},
		{"10,000.00", "540.00"},
		{"39,199.80", "1,999.99"},
		{"39,200.00", "2,000.00"},
		{"90,000.00", "2,000.00"},
	} {
		if got, err := b.DamagesCap(day("2026-11-22"), sum(x.balance)); err != nil || got != sum(x.want) {
			t.Errorf("%s: %s, %v; want %s", x.balance, got, err, x.want)
		}
	}
}
