package split

import (
	"slices"
	"strings"
	"testing"

	"github.com/voldaan/voldaan/inbound/fold"
)

// splitCases state reply and signature; the rest is quoted.
var splitCases = []struct{ name, text, reply, signature string }{
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
}

func TestText(t *testing.T) {
	for _, c := range splitCases {
		t.Run(c.name, func(t *testing.T) {
			if p := Text(c.text); p.Reply != c.reply || p.Signature != c.signature {
				t.Errorf("reply %q, want %q\nsignature %q, want %q", p.Reply, c.reply, p.Signature, c.signature)
			}
		})
	}
}

func FuzzText(f *testing.F) {
	for _, c := range splitCases {
		f.Add(c.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		p := Text(text)
		want := sortedWords(fold.Clean(text))
		got := sortedWords(p.Reply + "\n" + p.Signature + "\n" + p.Quoted)
		if !slices.Equal(want, got) {
			t.Errorf("words lost or made:\n%q\n%q", want, got)
		}
	})
}

// sortedWords are the words of a text in order; a line may be broken where an
// attribution begins in it.
func sortedWords(s string) []string {
	out := strings.Fields(s)
	slices.Sort(out)
	return out
}

// TestLinear reads texts that would take long if any step were quadratic.
func TestLinear(t *testing.T) {
	for _, unit := range []string{
		"```a\n", "-- \n", "PS: a\n\n", "> a\n-> b\n", ">>> a 24-11-2026 >>>x\n", "On 24-11-2026 10:02 a\n", "Groet\nJan\nInkoop\n\n", "| a\n", "______\n\n", "a\n24-11-2026\n",
		"Dit bericht is vertrouwelijk voor de geadresseerde.\n\n", "Sent from my iPhone\n\n", "a: wrote:\n> b\n", "From: a@b.example x Date: y\n", ": a\n\n\n", "On Tue Bob wrote:\n| a\n",
		"JD> a\n", "JD> a\nb\n", "Ok. Op 3 nov. 2026 schreef X <x@y.example>:\n", "Ok. Op 3 nov. 2026 schreef X @ ! ? >\n", "Original Message\n\n", "Veuillez agréer\n", "[cid:a.png]\n\n", "Veuillez agréer.\nJan\n\n[cid:a.png]\n\n",
	} {
		text := strings.Repeat(unit, 400_000/len(unit))
		p := Text(text)
		if want, got := sortedWords(text), sortedWords(p.Reply+"\n"+p.Signature+"\n"+p.Quoted); !slices.Equal(want, got) {
			t.Errorf("%q: %d words became %d", unit, len(want), len(got))
		}
	}
}
