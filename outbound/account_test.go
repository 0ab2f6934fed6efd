package outbound

import (
	"strings"
	"testing"
)

func TestNamesAccount(t *testing.T) {
	for text, want := range map[string]bool{
		"NL20INGB0001234567":                         true,
		"Nieuwe rekening: NL20 INGB 0001 2345 67.":   true,
		"be68-5390-0754-7034":                        true,
		"op BE68\u00a05390\u00a00754\u00a07034":      true,
		"(BE71096123456769)":                         true,
		"IBAN NL91ABNA0417164300 is gewijzigd":       true,
		"":                                           false,
		"Re: Factuur 2026-041 van 12 maart 2026":     false,
		"Factuur 202600001234567890":                 false,
		"NL20INGB0001234568":                         false, // the check digits do not fit
		"order NL2026 0412 3456":                     false,
		"+++090/9337/55493+++":                       false,
		"tel. +31 20 123 45 67, KvK 12345678":        false,
		"XNL20INGB0001234567":                        false, // part of a longer word
		strings.Repeat("AB12 ", 50):                  false,
		"Klacht over de levering van Ångström\u00e9": false,
	} {
		if got := namesAccount(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

// FuzzNamesAccount finds an account that stands by itself in any text.
func FuzzNamesAccount(f *testing.F) {
	for _, s := range []string{"", "Factuur 2026-041", "NL20 INGB", "\xff\u00a0é", "AB12 34.56-78"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		namesAccount(text)
		if !namesAccount(text + " \n NL20INGB0001234567") {
			t.Errorf("not found behind %q", text)
		}
	})
}
