package einvoice

import (
	"testing"

	"github.com/voldaan/voldaan"
)

func TestDueByTerms(t *testing.T) {
	issued := voldaan.MustDate("2026-03-01")
	is := func(terms string, days int) {
		t.Helper()
		want := voldaan.Date(0)
		if days > 0 {
			want = issued.Add(days)
		}
		if got := dueByTerms(terms, issued); got != want {
			t.Errorf("%q: due %q, want %q", terms, got, want)
		}
	}
	is("30 days", 30)
	is("Payable within 14 calendar days", 14)
	is("Betaling binnen 30 dagen", 30)
	is("30 dagen na factuurdatum, BE68539007547034", 30)
	is("Paiement à 60 jours", 60)
	is("Zahlbar innerhalb von 14 Tagen", 14)
	is("Zahlungsziel: 30 Tage.", 30)
	is("8\n dagen", 8)

	is("", 0)
	is("contant", 0)
	is("30", 0)
	is("2% bij betaling binnen 8 dagen, 30 dagen netto", 0)
	is("binnen 8 dagen of binnen 30 dagen", 0)
	is("30 dagen einde maand", 0)
	is("30 jours fin de mois", 0)
	is("10 jours ouvrables", 0)
	is("10 werkdagen", 0)
	is("10 business days", 0)
	is("30 days after receipt of the goods", 0)
	is("14 Tage nach Erhalt", 0)
	is("#SKONTO#TAGE=14#PROZENT=2.00#", 0)
	is("900 days", 0)
	is("1.30 days", 0)
}

func TestParseDecimal(t *testing.T) {
	valid := func(in string, cur voldaan.Currency, want voldaan.Amount) {
		t.Helper()
		if got, err := parseDecimal(in, cur); err != nil || got != want {
			t.Errorf("parseDecimal(%q, %s) = %d, %v; want %d", in, cur, got, err, want)
		}
	}
	bad := func(in string, cur voldaan.Currency) {
		t.Helper()
		if got, err := parseDecimal(in, cur); err == nil {
			t.Errorf("parseDecimal(%q, %s) = %d; want an error", in, cur, got)
		}
	}
	valid("1", "EUR", 100)
	valid("1.5", "EUR", 150)
	valid("+1.50", "EUR", 150)
	valid(".5", "EUR", 50)
	valid("5.", "EUR", 500)
	valid("1.234", "EUR", 123)
	valid("1.235", "EUR", 124)
	valid("1.2349999", "EUR", 123)
	valid("0.995", "EUR", 100)
	valid("-1.235", "EUR", -124)
	valid("1.2300000", "KWD", 123)
	valid("1500", "JPY", 150000)
	valid("1000000000", "EUR", voldaan.MaxAmount)
	bad("1.234", "KWD")
	bad("1000000000.01", "EUR")
	bad("1,50", "EUR")
	bad("1 000", "EUR")
	bad("1e3", "EUR")
	bad("--1", "EUR")
	bad("-", "EUR")
	bad(".", "EUR")
	bad("", "EUR")
	bad("INF", "EUR")
}
