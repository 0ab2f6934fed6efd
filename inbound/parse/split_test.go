package parse

import (
	"strings"
	"testing"
)

// TestSplit states reply and signature; the rest is quoted.
func TestSplit(t *testing.T) {
	for _, c := range []struct{ name, text, reply, signature string }{
		{"emphasis and blank lines in the header", "Akkoord\n\n*Van:* F <f@l.example>\n\n*Verzonden:* dinsdag 24 november 2026\n\n*Aan:* Jan\n\n*Onderwerp:* x\n\nTekst", "Akkoord", ""},
		{"company instead of a name", "Prima.\n\nMvg,\n\nBakkerij Jansen B.V.\nDorpsstraat 1\n1234 AB Utrecht", "Prima.\n\nMvg,", "Bakkerij Jansen B.V.\nDorpsstraat 1\n1234 AB Utrecht"},
		{"name on the closing line", "Morgen.\n\nHartelijke groet, Jan\n\nJan de Vries | Bakkerij | +31 6 12345678", "Morgen.\n\nHartelijke groet, Jan", "Jan de Vries | Bakkerij | +31 6 12345678"},
		{"on behalf of", "Wird bezahlt.\n\nMit freundlichen Grüßen\n\ni.A. Eva Schmidt\n\nSchmidt GmbH\n12345 Berlin\nTel.: 030 1234567", "Wird bezahlt.\n\nMit freundlichen Grüßen\n\ni.A. Eva Schmidt", "Schmidt GmbH\n12345 Berlin\nTel.: 030 1234567"},
		{"new address is content", "Ons nieuwe factuuradres:\nBakkerij Jansen\nPostbus 12\n1234 AB Utrecht", "Ons nieuwe factuuradres:\nBakkerij Jansen\nPostbus 12\n1234 AB Utrecht", ""},
		{"lines like a header", "Van: 3 november tot 5 november zijn wij dicht.\nAan: iedereen\n\nDaarna.", "Van: 3 november tot 5 november zijn wij dicht.\nAan: iedereen\n\nDaarna.", ""},
		{"payment details", "Factuur 12 is betaald.\nBedrag: 500\nDatum: 3-11-2026\nOmschrijving: 12", "Factuur 12 is betaald.\nBedrag: 500\nDatum: 3-11-2026\nOmschrijving: 12", ""},
		{"text about the message", "Niet akkoord.\nDit bericht is uitsluitend bedoeld om de betaling te stoppen.", "Niet akkoord.\nDit bericht is uitsluitend bedoeld om de betaling te stoppen.", ""},
		{"text below the name", "Betaald.\n\nGroet,\nJan\n\nDe btw op factuur 12 klopt trouwens niet.", "Betaald.\n\nGroet,\nJan\n\nDe btw op factuur 12 klopt trouwens niet.", ""},
		{"delimiter above the text", "--\nHallo, wij betalen vrijdag de factuur.", "Hallo, wij betalen vrijdag de factuur.", "--"},
		{"device line and quote without marks", "Betaald.\n\nVerstuurd vanaf mijn iPhone\n\nOp 24 nov. 2026 om 10:02 heeft F <f@l.example> het volgende geschreven:\n\n\nTekst", "Betaald.", "Verstuurd vanaf mijn iPhone"},
		{"attribution over three lines", "Ja\n\nOn Nov 24, 2026, at 10:02, Invoices\n<invoices@supplier.example>\nwrote:\n\nText", "Ja", ""},
		{"bare attribution", "Thanks.\n\n2026-11-24 10:02 GMT+01:00 Facturen <f@l.example>:\n> Tekst", "Thanks.", ""},
		{"rarely gets mail", "U ontvangt niet vaak e-mail van f@l.example. Meer informatie<https://a.example>\n\nBetaald.", "Betaald.", "U ontvangt niet vaak e-mail van f@l.example. Meer informatie<https://a.example>"},
		{"number in a sentence", "Hi\nPlease call me at +31 6 12345678 about invoice 12.", "Hi\nPlease call me at +31 6 12345678 about invoice 12.", ""},
		{"nothing but a quote", "> Betaalt u?\n> Graag.", "", ""},
		{"empty", " \n\n", "", ""},
		{"CRLF", "Ja.\r\n\r\nOp 24-11-2026 10:02 schreef F:\r\n> Tekst\r\n", "Ja.", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			reply, signature, _ := Split(c.text)
			if reply != c.reply || signature != c.signature {
				t.Errorf("reply %q, want %q\nsignature %q, want %q", reply, c.reply, signature, c.signature)
			}
		})
	}
}

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
