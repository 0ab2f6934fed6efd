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
