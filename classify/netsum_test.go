package classify_test

import "testing"

// What is left where a sum or a percentage is taken off.
func TestNetSums(t *testing.T) {
	facts(t, `
nl | 2026-11-20 1080.00 | Vrijdag betaal ik het bedrag min de 120 euro voor de kapotte lamp.
nl | 2026-11-20 1164.00 | Met aftrek van 3% korting betalen wij vrijdag.
nl | 2026-11-20 1000.00 | Na verrekening van de creditnota van 200 euro betalen wij vrijdag.
nl | 2026-11-20 1050.00 | Wij betalen vrijdag 1.050 euro, dat is met aftrek van uw creditnota van 150.
nl | 2026-11-20 1070.00 | 1200 min 130 is 1070, dat maak ik vrijdag over.
fr | 2026-11-20 1080.00 | Vendredi je paie le montant moins les 120 € de la lampe cassée.
fr | 2026-11-20 500.00 | Je vous verse au moins 500 € vendredi.
fr | 2026-11-20 1070.00 | 1200 moins 130 font 1070, que je vire vendredi.
en | 2026-11-20 1080.00 | On Friday I pay the amount minus the 120 for the broken lamp.
en | 2026-11-20 1164.00 | We pay on Friday less 3% discount.
en | 2026-11-20 1000.00 | Net of your credit note of 200 we pay on Friday.
en | 2026-11-20 1080.00 | The 120 for the lamp comes off, the rest goes on Friday.
en | 2026-11-20 500.00 | We will pay no less than 500 on Friday.
de | 2026-11-20 1080.00 | Am Freitag zahle ich den Betrag abzüglich der 120 für die kaputte Lampe.
de | 2026-11-20 1000.00 | Nach Verrechnung der Gutschrift über 200 Euro zahlen wir am Freitag.
de | 2026-11-20 500.00 | Die Gutschrift brauchen wir nicht. Am Freitag überweisen wir 500 Euro.
`)
}

// What several sums come to, where the mail says it.
func TestSumsComeTo(t *testing.T) {
	facts(t, `
nl | 2026-11-20 1080.00 | 1200 min de 120 voor de lamp maakt 1080, die u vrijdag krijgt.
nl | 2026-11-20 300.00, 2027-01-31 900.00 | Vrijdag 300 en de rest, dus 900, in januari.
fr | 2026-11-20 1000.00 | Vendredi je fais le versement : 1.200 moins les 200 de vidanges, ça nous fait 1.000 pile.
fr | 2026-11-20 1080.00 | 1 200 € moins l'acompte de 120, soit 1 080, vendredi.
en | 2026-11-20 1080.00 | It is 1200 less 120, leaves 1080, and that goes on Friday.
en | 2026-11-20 300.00, 2027-01-31 900.00 | 300 on Friday and the rest, so 900, in January.
de | 2026-11-20 1080.00 | 1200 weniger 120 ergibt 1080, die gehen am Freitag raus.
`)
}
