package classify_test

import "testing"

// What is left without a cost, beside a tax, of several, and of numbers in words.
func TestSumsBesideOthers(t *testing.T) {
	facts(t, `
nl | 2026-11-20 1000.00 | Onder verrekening van creditnota CN-77 ad € 200,00 wordt uw vordering van € 1.200,00 vrijdag voldaan.
nl | 2026-11-20 1080.00 | Van de 1.200 gaat jullie creditnota van 120 nog af; het verschil zit in de betaalrun van vrijdag.
nl | 2026-11-20 1200.00 | Vrijdag gaat de 1.200 eruit, zonder de 40 euro aanmaningskosten.
nl | 2026-11-20 1105.00 | Vrijdag betalen we, maar zonder de 95 euro verzendkosten.
nl | 2026-11-20 | Vrijdag betalen wij alles, incl. 208,26 btw.
nl | 2026-11-20 500.00 | Vrijdag betalen we zonder uitstel 500 euro.
fr | 2026-11-20 1105.00 | Vendredi nous réglons la facture hors frais de port (95 €).
fr | 2026-11-20 450.00 | 300 pour la salle, 150 pour le nettoyage : le tout part vendredi.
fr | 2026-11-20 | Nous payons vendredi, communication 850.
fr | 2026-11-20 500.00 | Vendredi sans faute 500 €.
en | 2026-11-20 1100.00 | The invoice goes on Friday excluding the packaging fee of 100.
en | 2026-11-20 750.00 | Seven hundred and fifty leaves us this Friday.
en | 2026-11-20 | On Friday you'll have it all, 208.26 VAT included.
en | 2026-11-20 500.00 | Without fail 500 euro on Friday.
de | 2026-11-20 1105.00 | Am Freitag zahlen wir die Rechnung ohne die Frachtkosten von 95 Euro.
de | 2026-11-20 1100.00 | Die Rechnung ist im Zahlungslauf vom kommenden Freitag enthalten, allerdings ohne die Verpackungspauschale von CHF 100.00, die laut Vertrag entfällt.
de | 2026-11-20 300.00 | Ein Viertel der 1.200 bekommen Sie am Freitag.
de | 2026-11-20 | Am Freitag zahlen wir, Bestellung 640, Kostenstelle 1100.
de | 2026-11-20 500.00 | Ohne Gewähr: am Freitag 500 Euro.
`)
}
