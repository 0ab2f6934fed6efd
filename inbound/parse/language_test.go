package parse

import (
	"strings"
	"testing"
)

// TestLanguage: a word that is of every language is read as the thread's.
func TestLanguage(t *testing.T) {
	const quote = "\n\nOn 24 Nov 2026, at 10:02, Invoices <i@leverancier.example> wrote:\n> "
	for text, want := range map[string]string{
		"Wij hebben de factuur gisteren betaald.": "nl",
		"Ok.": "und",
		"Ok." + quote + "De factuur van vorige maand is nog niet betaald.": "nl",
		"Ok." + quote + "La facture du mois dernier reste impayée.":        "fr",
		"We have paid it." + quote + "De factuur is nog niet betaald.":     "en",
		"": "und",
	} {
		if got := Parse([]byte(head+"\n"+text), noon, Options{}).Mail.Language; got != want {
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
