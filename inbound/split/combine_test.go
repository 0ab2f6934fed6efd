package split

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The building blocks of a mail, from top to bottom. TestCombined puts them
// together in every way in which neighbours can meet.
var (
	bodies = []string{
		"Wij betalen de factuur op vrijdag.", "Ok", "Nous contestons le montant :\n- 2 palettes manquent\n- le prix est faux", "Please resend the invoice, with our PO number.\n\nWhich colleague ordered this?",
		"Hallo Frau Berger,\n\ndie Rechnung wurde am 3.11.2026 bezahlt.", "👍", "Beste,\n\nOp de factuur van 3 november schreef u: 10 dozen.\nWij kregen er 8.",
	}
	ends = []string{
		"", "Jan", "Groet,\nJan", "Met vriendelijke groet,\n\nJan de Vries", "Cordialement\nClaire Dupont", "Mit freundlichen Grüßen\n\ni.A. Eva Schmidt", "Kind regards,\nAnn", "Thanks, Ann",
	}
	contacts = []string{
		"", "Crediteurenadministratie\nBakkerij De Vries B.V.\nT 030-1234567", "Responsable achats\nSociété Dupont SA\n12 rue des Tuileries, 69003 Lyon\nTél. : 04 78 00 00 12", "Schmidt & Söhne GmbH\nHauptstr. 1\n10115 Berlin\nTel.: +49 30 1234567\nwww.schmidt.example",
		"Head of Finance | Smith Ltd\nM: +44 7700 900123 | ann@smith.example", "-- \nAnn Smith\nSmith Ltd",
	}
	footers = []string{
		"", "Verstuurd vanaf mijn iPhone", "Sent from Outlook for Android", "De informatie in dit bericht is vertrouwelijk en uitsluitend bestemd voor de geadresseerde.",
		"Ce message est confidentiel et destiné exclusivement à son destinataire.\n\nPensez à l'environnement avant d'imprimer ce message.", "Disclaimer: this e-mail is for the addressee only.", "Virenfrei. www.avast.example",
	}
	quotes = []string{
		"", "Op di 24 nov. 2026 om 22:12 schreef Facturen <f@l.example>:\n\n> Geachte heer,\n>\n> Betaalt u?", "On Tue, Nov 24, 2026 at 10:02 AM Accounts <\na@s.example> wrote:\n\n> Please pay.",
		"Van: Facturen <f@l.example>\nVerzonden: dinsdag 24 november 2026 10:02\nAan: Jan\nOnderwerp: Factuur\n\nGeachte heer,\n\nBetaalt u?\n\nMet vriendelijke groet,\nFacturen\n030-7654321",
		"-----Message d'origine-----\nDe : Factures\nEnvoyé : mardi\nÀ : Claire\nObjet : Rappel\n\nPayez-vous ?", "________________________________\nVon: R <r@l.example>\nGesendet: Dienstag\nAn: Eva\nBetreff: Rechnung\n\nBitte zahlen.",
		"> Am 24.11.2026 um 10:02 schrieb R <r@l.example>:\n> \n> Bitte zahlen.", "##- Please type your reply above this line -##\n\nYour request was updated.", "Le mardi 24 novembre 2026 à 10:02, F <f@f.example> a écrit :\n\nPayez-vous ?\n\nF",
	}
)

func TestCombined(t *testing.T) {
	count, failed := 0, 0
	check := func(body, end, contact, footer, quote string) {
		if contact != "" && !strings.HasPrefix(contact, "--") && (end == "" || end == "Jan" && !strings.ContainsAny(contact, "0123456789")) {
			return // without a name above, nobody can tell
		}
		if body == "Ok" && end == "" || body == "👍" && end == "Jan" {
			return
		}
		count++
		var parts []string
		for _, p := range []string{body, end, contact, footer, quote} {
			if p != "" {
				parts = append(parts, p)
			}
		}
		p := Text(strings.Join(parts, "\n\n"))
		got := map[string][]string{"reply": filled(p.Reply), "signature": filled(p.Signature), "quoted": filled(p.Quoted)}
		want := map[string][]string{"reply": filled(body + "\n" + end), "signature": filled(contact + "\n" + footer), "quoted": filled(quote)}
		if diff := cmp.Diff(want, got); diff != "" && failed < 15 {
			failed++
			t.Errorf("%s\n(-want +got):\n%s", fmt.Sprintf("%q", parts), diff)
		}
	}
	for _, body := range bodies {
		for _, end := range ends {
			for _, quote := range quotes {
				check(body, end, "", "", quote)
			}
		}
	}
	for _, end := range ends {
		for _, contact := range contacts {
			for _, footer := range footers {
				for i, quote := range quotes {
					check(bodies[i%len(bodies)], end, contact, footer, quote)
				}
			}
		}
	}
	if count < 2000 {
		t.Errorf("%d combinations", count)
	}
}
