package classify

import "testing"

func TestHiddenAddress(t *testing.T) {
	for text, want := range map[string]string{
		"Stuur het naar jan (at) firma.example.":                             "jan@firma.example",
		"Schrijf naar els.maes [at] firma [punt] example a.u.b.":             "els.maes@firma.example",
		"Mail beter jan punt maes apenstaartje firma punt example, dank.":    "jan.maes@firma.example",
		"Écrivez à compta arobase societe-dupont point example, merci":       "compta@societe-dupont.example",
		"Adresse : facture(à)societe.example":                                "facture@societe.example",
		"Bitte an Buchhaltung[ät]werk.example":                               "buchhaltung@werk.example",
		"Schreiben Sie rechnung klammeraffe werk punkt example":              "rechnung@werk.example",
		"Ask bills at acme dot example":                                      "bills@acme.example",
		"Write to bills @ acme.example":                                      "bills@acme.example",
		"You find us at acme.example":                                        "", // a place
		"20 boxes @ 4.50 each":                                               "", // a price
		"He works at the dot com firm":                                       "",
		"Nous livrons (a) lundi. Pas avant (b).":                             "",
		"Dat is op dit punt duidelijk.":                                      "",
		"We are at the point where we cannot pay, see you at three. Bye now": "",
	} {
		got := ""
		if all := addressesIn(text); len(all) > 0 {
			got = all[0].email
		}
		if got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}
