package when

import (
	"strings"
	"testing"

	"github.com/voldaan/voldaan"
)

// mailText is a text of about 20 kB as mails have it, mostly without days.
func mailText(language string) string {
	line := map[string]string{
		"nl": "Beste mevrouw,\n\nWij hebben uw factuur 2026-041 van 3 november ontvangen, maar het bedrag van € 1.234,56 klopt volgens onze administratie niet helemaal. De laatste levering was beschadigd en wij wachten al drie weken op een creditnota. Zodra die er is, betalen wij vrijdag 4 december het restant.\nBel ons gerust op 03 555 01 23 als er nog vragen zijn.\n\n",
		"fr": "Madame,\n\nNous avons bien reçu votre facture 2026-041 du 3 novembre, mais le montant de 1.234,56 € ne correspond pas à notre commande. La dernière livraison était endommagée et nous attendons toujours une note de crédit. Dès réception, nous paierons le solde vendredi 4 décembre.\nN'hésitez pas à nous appeler au 02 555 01 23 pour toute question.\n\n",
		"en": "Dear madam,\n\nWe have received your invoice 2026-041 of 3 November, but the amount of 1,234.56 EUR does not agree with our books. The last delivery was damaged and we have been waiting for a credit note ever since. As soon as it is here we will pay the rest on Friday 4 December.\nPlease call us at 020 7946 0912 if there are any questions.\n\n",
		"de": "Sehr geehrte Frau Kern,\n\nwir haben Ihre Rechnung 2026-041 vom 3. November erhalten, aber der Betrag von 1.234,56 EUR stimmt mit unserer Bestellung nicht überein. Die letzte Lieferung war beschädigt, und wir warten noch auf eine Gutschrift. Sobald sie da ist, zahlen wir am Freitag, den 4. Dezember, den Rest.\nRufen Sie uns unter 030 5550123 an, wenn Sie Fragen haben.\n\n",
	}[language]
	return strings.Repeat(line, 20_000/len(line)+1)
}

func BenchmarkFind(b *testing.B) {
	for _, language := range []string{"nl", "fr", "en", "de", "any"} {
		b.Run(language, func(b *testing.B) {
			text := mailText(strings.Replace(language, "any", "nl", 1))
			o := Options{Language: language, Today: voldaan.MustDate("2026-11-18")}
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				if len(Find(text, o)) < 40 {
					b.Fatal("days are missing")
				}
			}
		})
	}
}

// BenchmarkQuiet reads a text in which nothing can be a day.
func BenchmarkQuiet(b *testing.B) {
	text := strings.Repeat("Wij begrijpen uw vraag, maar wachten nog altijd op een antwoord van onze directie.\n\n", 240)
	o := Options{Language: "nl", Today: voldaan.MustDate("2026-11-18")}
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if got := Find(text, o); len(got) != 0 {
			b.Fatal("a day was found")
		}
	}
}
