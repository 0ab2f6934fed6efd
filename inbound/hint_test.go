package inbound

import (
	"testing"

	"github.com/voldaan/voldaan"
)

// Signs that mean an invoice without naming its number.
func TestHints(t *testing.T) {
	inv := voldaan.Invoice{ID: "i", Number: "2026-0417", Total: 123_456, Issued: voldaan.MustDate("2026-02-05")}
	for text, want := range map[string]bool{
		"de factuur van € 1.234,56 klopt niet": true,
		"the invoice of 1,234.56 EUR":          true,
		"nog € 1 000,00 open":                  true, // what is open
		"van 5-2-2026":                         true,
		"de factuur van 5 februari":            true,
		"dated 2026-02-05":                     true,
		"du 05/02/2026":                        true,
		"betreft factuur 0417":                 true,
		"betreft 417":                          true,
		"factuur 2026/417":                     true,
		"wij betalen 17 maart":                 false,
		"€ 1.234,57":                           false,
		"van 31-02-2026":                       false,
		"bel 0123456789":                       false,
		"":                                     false,
		"artikel 1.234.567.890.123.456.789,00 stuk": false,
	} {
		_, got := numbered(text, []voldaan.Invoice{inv})
		for _, fits := range hints(voldaan.Mail{Reply: text}, voldaan.MustDate("2026-03-10")) {
			got = got || fits(inv, 100_000)
		}
		if got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}
