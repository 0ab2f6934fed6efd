package parse

import (
	"strings"
	"testing"
)

func TestLanguage(t *testing.T) {
	for text, want := range map[string]string{
		"Wij hebben de factuur gisteren betaald.": "nl",
		"Betaald":                           "nl",
		"Akkoord, komt in orde":             "nl",
		"Nous avons payé hier, merci.":      "fr",
		"C'est réglé":                       "fr",
		"J'ai fait le virement aujourd'hui": "fr",
		"We have paid this invoice":         "en",
		"Will do":                           "en",
		"Die Rechnung ist bezahlt":          "de",
		"Wir überweisen am Freitag":         "de",
		"Vielen Dank":                       "de",
		"ok":                                "und",
		"2026-041":                          "und",
		"":                                  "und",
		"> We have paid the invoice and you know\nBetaald": "nl",
	} {
		if got := Language(text); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

// TestLinear reads texts that would take long if any step were quadratic.
func TestLinear(t *testing.T) {
	for name, unit := range map[string]string{
		"encoded words": "=?a?q?x", "commas": "\"a@b,", "rules": "_____\nTel: 030-1234567\n\n", "quotes": ">a\nb\n",
		"closings": "Groet\n\nx\n\n", "blanks": "\n \n", "headers": "Van: a\n", "attributions": "Op 3-11-2026 schreef a@b.example\n",
		"html": "<blockquote><div class=gmail_quote>", "addresses": "a@b.example\n",
	} {
		t.Run(name, func(t *testing.T) {
			text := strings.Repeat(unit, 500_000/len(unit))
			flat := strings.ReplaceAll(text, "\n", " ")
			m := Parse([]byte("From: "+flat+"\nSubject: "+flat+"\nContent-Type: text/html\n\n"+text), noon, Options{}).Mail
			checkClean(t, m)
			m = Parse([]byte("From: MAILER-DAEMON@mx.example\nReturn-Path: <>\nSubject: failure notice\n\n"+text), noon, Options{}).Mail
			checkClean(t, m)
		})
	}
}
