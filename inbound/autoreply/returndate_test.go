package autoreply

import (
	"testing"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/inbound/fold"
)

// TestReturnDate reads notes that come in on Wednesday 25 November 2026.
func TestReturnDate(t *testing.T) {
	for text, want := range map[string]string{
		"nl Ik ben van 16 t/m 27 november met verlof.":                                           "2026-11-30",
		"nl Ik ben op 1 december weer bereikbaar.":                                               "2026-12-01",
		"nl Ik ben afwezig tot maandag 30 november.":                                             "2026-11-30",
		"nl Ik ben met vakantie. Vanaf 30-11-2026 ben ik er weer.":                               "2026-11-30",
		"nl Vanaf maandag 30 november ben ik weer aanwezig.":                                     "2026-11-30",
		"nl Ons kantoor is gesloten tot en met 3 januari 2027.":                                  "2027-01-04",
		"nl Ik ben terug op donderdag.":                                                          "2026-11-26",
		"nl Ik ben met vakantie van 23 november tot 3 december.":                                 "2026-12-03",
		"nl Ik ben van 23 november tot en met 3 december afwezig.":                               "2026-12-04",
		"nl Ik ben volgende week maandag weer terug.":                                            "2026-11-30",
		"nl Ik ben met vakantie en na 27 november weer bereikbaar.":                              "2026-11-30",
		"nl Wij zijn gesloten van 24 december 2026 t/m 1 januari 2027.":                          "2027-01-04",
		"nl Ik ben vanaf 20 november niet bereikbaar.":                                           "",
		"nl Ik ben afwezig. Uw factuur van 3 november ligt klaar.":                               "",
		"nl Op 1 december ben ik terug.":                                                         "2026-12-01",
		"en I'm out of office until 30/11/2026.":                                                 "2026-11-30",
		"en I will return on Monday, November 30th, 2026.":                                       "2026-11-30",
		"en I am on leave from 20 November to 4 December 2026.":                                  "2026-12-07",
		"en I am away and back in the office on 30 Nov.":                                         "2026-11-30",
		"en I am away until further notice.":                                                     "",
		"en I was away until 31 February 2027.":                                                  "",
		"en I'm out through Friday, November 27.":                                                "2026-11-30",
		"en I will not be available from 30 November.":                                           "",
		"en I'll be back Monday.":                                                                "2026-11-30",
		"en I am out of the office today and will be back tomorrow.":                             "2026-11-26",
		"fr Je suis absent du 20 au 27 novembre inclus.":                                         "2026-11-30",
		"fr Je serai de retour le lundi 30 novembre 2026.":                                       "2026-11-30",
		"fr Je suis en congés jusqu'au 29 novembre et de retour le 30 novembre.":                 "2026-11-30",
		"fr Je suis absente jusqu'au 27 novembre inclus.":                                        "2026-11-30",
		"fr Je reprendrai le travail le 1er décembre.":                                           "2026-12-01",
		"fr Je suis absent jusqu'au 30 novembre.":                                                "2026-11-30",
		"de Ich bin vom 20.11. bis 27.11.2026 nicht im Büro.":                                    "2026-11-30",
		"de Ich bin bis einschließlich 27. November im Urlaub.":                                  "2026-11-30",
		"de Ab dem 30.11.2026 bin ich wieder erreichbar, nicht ab dem 31.11.2026":                "2026-11-30",
		"de Ich bin bis 4. Dezember nicht im Büro. Ab dem 7. Dezember bin ich wieder für Sie da": "2026-12-07",
		"de Ich bin ab Montag wieder im Büro.":                                                   "2026-11-30",
		"de Ich bin bis zum 27.11. (einschließlich) im Urlaub.":                                  "2026-11-30",
	} {
		got := returnDate(fold.Line(text[3:]), text[:2], voldaan.MustDate("2026-11-25"))
		if got.String() != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}
