package inbound

import "testing"

func TestDecide(t *testing.T) {
	for reply, want := range map[string]decision{
		"Ja":                            decidedYes,
		"Akkoord.\n\nGroet,\nEva":       decidedYes,
		"D’accord !":                    decidedYes, // as phones write it
		"d'accord":                      decidedYes,
		"OK":                            decidedYes,
		"Einverstanden.":                decidedYes,
		"Yes, please go ahead":          decidedYes,
		"Ja, doe maar!":                 decidedYes,
		"Ja, doe maar niet":             decidedUnclear,
		"Nee.":                          decidedNo,
		"Nein, warten Sie bitte.":       decidedNo,
		"Non":                           decidedNo,
		"stop!":                         decidedNo,
		"Ja, maar niet alles":           decidedUnclear,
		"Ja, 2026-041":                  decidedUnclear,
		"Ok, als ze vrijdag niet":       decidedUnclear,
		"Oui, si le client est prévenu": decidedUnclear,
		"Yes?":                          decidedUnclear,
		"Ja, ruft ihn zuerst an":        decidedUnclear,
		"Wie is dit?":                   undecided,
		"Ik bel ze morgen, ja.":         undecided,
		"":                              undecided,
	} {
		if got := decide(reply); got != want {
			t.Errorf("%q: %q, want %q", reply, got, want)
		}
	}
}
