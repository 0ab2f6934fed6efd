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

// Days that take the place of others, and those of what is done at once.
func TestDaysThatAreCorrected(t *testing.T) {
	facts(t, `
nl | 2026-11-20 | Donderdag, nee wacht, vrijdag gaat het weg.
nl | 2026-11-20 | Ik doe het donderdag. Of nee, maak er vrijdag van.
nl | 2026-11-24 | De goedkeuring komt maandag en de bank voert het dinsdag uit.
nl | 2026-11-18 | Ik doe het meteen.
nl | 2026-11-27 | Vrijdag over een week krijgt u het, meteen na de loonronde.
fr | 2026-11-20 | Jeudi, non pardon, vendredi je fais le virement.
fr | 2026-11-24 | Le directeur signe lundi et le virement part mardi.
fr | 2026-11-18 | Je fais le virement dans l'heure.
en | 2026-11-20 | I'll do it Thursday. Actually, let's say Friday.
en | 2026-11-24 | The director signs on Monday and the bank pays on Tuesday.
en | 2026-11-19 600.00, 2026-11-20 600.00 | We pay half of it on Thursday and the other half on Friday.
en | 2026-11-18 | I have the bank app open, it goes in five minutes.
de | 2026-11-20 | Donnerstag, nein Quatsch, Freitag überweise ich.
de | 2026-11-24 | Der Chef unterschreibt am Montag und die Bank bucht am Dienstag.
de | 2026-11-18 | mach ich gleich
de | 2026-11-20 | Sie bekommen am Freitag Ihr Geld.
de | 2026-11-18 49.90, 2026-11-25 189.00 | Die 49,90 überweise ich heute noch, die 189 am Mittwoch nach dem Lohn.
en | 2026-11-20 | ill do it thurs. no wait im at the vet thurs, make it friday
fr | 2026-11-20 | Jeudi. Ah non, jeudi je suis sur chantier, mettez vendredi.
nl | 2026-11-20 | Volgt donderdag. Correctie: vrijdag.
en | 2026-11-20 500.00 | The 500 one: the director signs it on Thursday and it goes out on Friday.
en | 2026-11-20 | You'll have it the day after tomorrow.
`)
}
