package templates

import (
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/voldaan/voldaan"
)

func TestFormatAmount(t *testing.T) {
	for _, x := range []struct {
		locale   string
		amount   voldaan.Amount
		currency voldaan.Currency
		want     string // with _ for the no-break space
	}{
		{"nl", 123_456, "EUR", "€_1.234,56"},
		{"nl-BE", 123_456_789, "EUR", "€_1.234.567,89"},
		{"nl", -50, "EUR", "€_-0,50"},
		{"nl", 0, "", "€_0,00"},
		{"nl", 99_999, "USD", "USD_999,99"},
		{"fr", 123_456, "EUR", "1_234,56_€"},
		{"fr-BE", -123_456, "EUR", "-1_234,56_€"},
		{"fr", 100_000_000, "CHF", "1_000_000,00_CHF"},
		{"de", 123_456, "EUR", "1.234,56_€"},
		{"de", 5, "GBP", "0,05_GBP"},
		{"en", 123_456, "EUR", "€1,234.56"},
		{"en-GB", -123_456, "EUR", "-€1,234.56"},
		{"en", 123_456, "GBP", "GBP_1,234.56"},
		{"it", 10_000, "EUR", "€100.00"},
		{"de", math.MinInt64, "EUR", "-92.233.720.368.547.758,08_€"},
	} {
		want := strings.ReplaceAll(x.want, "_", nbsp)
		if got := FormatAmount(x.locale, x.amount, x.currency); got != want {
			t.Errorf("FormatAmount(%q, %d, %q) = %q, want %q", x.locale, x.amount, x.currency, got, want)
		}
	}
}

func TestFormatDates(t *testing.T) {
	for _, x := range []struct{ locale, day, date, weekday, short string }{
		{"nl", "2026-12-04", "4 december 2026", "vrijdag 4 december 2026", "04-12-2026"},
		{"nl-BE", "2026-03-01", "1 maart 2026", "zondag 1 maart 2026", "01-03-2026"},
		{"fr", "2026-12-04", "4 décembre 2026", "vendredi 4 décembre 2026", "04/12/2026"},
		{"fr", "2026-08-01", "1er août 2026", "samedi 1er août 2026", "01/08/2026"},
		{"fr", "2026-08-11", "11 août 2026", "mardi 11 août 2026", "11/08/2026"},
		{"de", "2026-12-04", "4. Dezember 2026", "Freitag, 4. Dezember 2026", "04.12.2026"},
		{"de", "2026-03-01", "1. März 2026", "Sonntag, 1. März 2026", "01.03.2026"},
		{"en", "2026-12-04", "4 December 2026", "Friday 4 December 2026", "4 Dec 2026"},
		{"xx", "2026-12-05", "5 December 2026", "Saturday 5 December 2026", "5 Dec 2026"},
		{"nl", "", "", "", ""},
	} {
		d := voldaan.MustDate(x.day)
		got := []string{FormatDate(x.locale, d), FormatDay(x.locale, d), FormatShort(x.locale, d)}
		if diff := cmp.Diff([]string{x.date, x.weekday, x.short}, got); diff != "" {
			t.Errorf("%s %s: %s", x.locale, x.day, diff)
		}
	}
}

func TestFormatIBAN(t *testing.T) {
	for in, want := range map[string]string{
		"NL91ABNA0417164300":      "NL91 ABNA 0417 1643 00",
		"BE68 5390 0754 7034":     "BE68 5390 0754 7034",
		"":                        "",
		" BE43\u00a0068999999501": "BE43 0689 9999 9501",
	} {
		if got := FormatIBAN(in); got != want {
			t.Errorf("FormatIBAN(%q) = %q, want %q", in, got, want)
		}
	}
}
