package when

import (
	"strings"
	"testing"

	"github.com/voldaan/voldaan"
)

// TestBesideNumbers: the number of an invoice, a sum or a telephone before an
// expression is no part of it and changes nothing.
func TestBesideNumbers(t *testing.T) {
	numbers := []string{"2026-041", "2026/0417", "F2026-12", "41", "0417", "20260041", "INV-118", "€ 1.250,00", "030-1234567", "nr. 7"}
	for language, c := range map[string]struct {
		noun    string
		phrases []string
	}{
		"nl": {"factuur", strings.Split("volgende week|volgende week vrijdag|morgen|vrijdag|eind van de maand|binnen 10 dagen|over twee weken|komende dinsdag|deze week|half december|eind mei|overmorgen|op 4 december|uiterlijk 15/12/2026", "|")},
		"fr": {"facture", strings.Split("la semaine prochaine|vendredi prochain|demain|vendredi|fin du mois|sous huitaine|dans deux semaines|mardi|cette semaine|mi-décembre|fin mai|après-demain|le 4 décembre|au plus tard le 15/12/2026", "|")},
		"en": {"invoice", strings.Split("next week|next Friday|tomorrow|Friday|end of the month|within 10 days|in two weeks|this coming Tuesday|this week|mid-December|end of May|the day after tomorrow|on 4 December|by 15 December 2026", "|")},
		"de": {"Rechnung", strings.Split("nächste Woche|nächsten Freitag|morgen|Freitag|Ende des Monats|innerhalb von 10 Tagen|in zwei Wochen|kommenden Dienstag|diese Woche|Mitte Dezember|Ende Mai|übermorgen|am 4. Dezember|bis zum 15.12.2026", "|")},
	} {
		o := Options{Language: language, Today: voldaan.MustDate("2026-11-18"), Direction: Forward}
		for _, phrase := range c.phrases {
			alone := Find(c.noun+" x "+phrase, o)
			if len(alone) != 1 {
				t.Errorf("%s %q: %s, want one day", language, phrase, show(alone))
				continue
			}
			for _, n := range numbers {
				got := Find(c.noun+" "+n+" "+phrase, o)
				if len(got) != 1 || got[0].Value != alone[0].Value || got[0].End != alone[0].End {
					t.Errorf("%s %q beside %q: %s, want %s", language, phrase, n, show(got), show(alone))
				}
			}
		}
	}
}
