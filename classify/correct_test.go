package classify_test

import "testing"

// Days that take the place of others, and those of what is done at once.
func TestDaysThatAreCorrected(t *testing.T) {
	facts(t, `
nl | 2026-11-20 | Donderdag, nee wacht, vrijdag gaat het weg.
nl | 2026-11-20 | Ik doe het donderdag. Of nee, maak er vrijdag van.
nl | 2026-11-24 | De goedkeuring komt maandag en de bank voert het dinsdag uit.
nl | 2026-11-18 | Ik doe het meteen.
nl |  | Wij betalen, ik moet alleen even de code van mijn man hebben.
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
