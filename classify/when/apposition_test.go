package when

import (
	"testing"

	"github.com/voldaan/voldaan"
)

// TestApposition: a day that is named twice is one day, and settled.
func TestApposition(t *testing.T) {
	for text, want := range map[string]string{
		"next Friday, 27 November":           "[next Friday, 27 November = 2026-11-27]",
		"next Friday, 20 November":           "[next Friday, 20 November = 2026-11-20]",
		"volgende vrijdag (27/11)":           "[volgende vrijdag (27/11) = 2026-11-27]",
		"morgen, 19 november":                "[morgen, 19 november = 2026-11-19]",
		"vendredi prochain, 4 décembre":      "[vendredi prochain = 2026-11-27? ; 4 décembre = 2026-12-04]",
		"next Friday and Friday 20 November": "[next Friday = 2026-11-27? ; Friday 20 November = 2026-11-20]",
	} {
		got := ""
		for _, e := range Find(text, Options{Today: voldaan.MustDate("2026-11-18")}) {
			if got != "" {
				got += " ; "
			}
			got += e.Text + " = " + e.Value.String()
			if e.End != 0 {
				got += ".." + e.End.String()
			}
			if e.Ambiguous {
				got += "?"
			}
		}
		if got = "[" + got + "]"; got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}
