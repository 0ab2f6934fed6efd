package parse

import "testing"

// TestReturnDate reads notes that come in on Wednesday 25 November 2026.
func TestReturnDate(t *testing.T) {
	const header = "From: jan@klant.example\nAuto-Submitted: auto-replied\nContent-Type: text/plain; charset=utf-8\nSubject: Re: x\n\n"
	for text, want := range map[string]string{
		"Ik ben van 16 t/m 27 november met verlof.":                            "2026-11-30",
		"Ik ben op 1 december weer bereikbaar.":                                "2026-12-01",
		"Ik ben afwezig tot maandag 30 november.":                              "2026-11-30",
		"Ik ben met vakantie. Vanaf 30-11-2026 ben ik er weer.":                "2026-11-30",
		"Vanaf maandag 30 november ben ik weer aanwezig.":                      "2026-11-30",
		"Ons kantoor is gesloten tot en met 3 januari 2027.":                   "2027-01-04",
		"Ik ben terug op donderdag.":                                           "",
		"I'm out of office until 30/11/2026.":                                  "2026-11-30",
		"I will return on Monday, November 30th, 2026.":                        "2026-11-30",
		"I am on leave from 20 November to 4 December 2026.":                   "2026-12-07",
		"I am away and back in the office on 30 Nov.":                          "2026-11-30",
		"I am away until further notice.":                                      "",
		"I was away until 31 February 2027.":                                   "",
		"Je suis absent du 20 au 27 novembre inclus.":                          "2026-11-30",
		"Je serai de retour le lundi 30 novembre 2026.":                        "2026-11-30",
		"Je suis en congés jusqu'au 29 novembre et de retour le 30 novembre.":  "2026-11-30",
		"Ich bin vom 20.11. bis 27.11.2026 nicht im Büro.":                     "2026-11-30",
		"Ich bin bis einschließlich 27. November im Urlaub.":                   "2026-11-30",
		"Ab dem 30.11.2026 bin ich wieder erreichbar, nicht ab dem 31.11.2026": "2026-11-30",
	} {
		m := Parse([]byte(header+text), noon, Options{}).Mail
		if m.AutoReply == nil || m.AutoReply.ReturnOn.String() != want {
			t.Errorf("%q: %+v, want %s", text, m.AutoReply, want)
		}
	}
}
