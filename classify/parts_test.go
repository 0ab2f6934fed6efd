package classify_test

import "testing"

// Parts of a plan in the manner of each land, and what is none.
func TestPartsAsTheyAreWritten(t *testing.T) {
	facts(t, `
nl | 2026-11-19 300.00, 2026-12-10 900.00 | Morgen vertrekt 25 % van de 1.200 en op 10 december doen we de overige 75 %.
nl | 2026-12-03 250.00, 2027-01-01 950.00 | Op 3 december stort ik 250 euro en wat er dan nog overschiet volgt op 1 januari.
nl | 2026-11-19 300.00 | De dag nadien, morgen dus, vertrekt 25 % van de 1.200.
fr | 2026-12-05 600.00, 2027-01-05 300.00, 2027-02-05 300.00 | Nous sollicitons votre accord sur l'échéancier suivant : 50 % au 5 décembre, 25 % au 5 janvier, le solde au 5 février.
fr | 2026-11-24 400.00, 2026-11-30 800.00 | Un tiers du total mardi, les deux autres tiers le 30 novembre.
fr | 2026-12-01 1000.00, 2026-12-23 200.00 | Vous acceptez 1 000 le 1er décembre et le reste le 23 décembre ?
en | 2026-12-15 400.00, 2027-01-15 400.00, 2027-02-15 400.00 | We ask whether you would agree to three equal portions, on the fifteenth of December, January and February respectively.
en | 2026-12-20 600.00, 2027-01-20 600.00 | Is it possible in two rates of 600, the first on 20 December, the second one month later?
en | 2026-11-20 300.00, 2026-12-04 300.00, 2026-12-18 300.00, 2027-01-01 300.00 | I got laid off on 27 October. Could I pay 300 every two weeks beginning this Friday till the 1200 is cleared, please?
de | 2026-12-09 360.00, 2027-01-07 360.00, 2027-02-04 480.00 | Wäre für euch ok: 30 Prozent am 9. Dezember, 30 Prozent am 7. Januar, 40 Prozent am 4. Februar?
de | 2026-11-20 400.00, 2026-12-04 400.00, 2026-12-18 400.00 | Bitte darf ich jeden zweiten Freitag 400 zahlen, Start 20. November, bis die 1200 fertig sind?
fr | 2026-11-20 300.00, 2026-12-20 300.00, 2027-01-20 300.00, 2027-02-20 300.00 | J'ai obtenu le déblocage d'un quart, exécution ce vendredi. Les trois autres quarts suivront, un par mois, le 20 à chaque fois.
en | 2026-12-05 400.00, 2027-01-05 400.00, 2027-02-05 400.00 | What I can do honestly is four hundred on the fifth of December, January and February, which would finish the twelve hundred.
nl | 2026-11-20 | Vrijdag betalen wij, met 25 % btw dus.
fr | 2026-11-24 1000.00 | J'ai déduit la note de crédit NC-88 de 200 que vous m'avez envoyée le 20 octobre, reste donc mille euros tout rond. Ils partent mardi.
fr | 2026-11-20 | Nous payons vendredi, la TVA est de 21 %.
en | 2026-11-20 | We pay on Friday; there was 10% discount on 5 October.
de | 2026-11-27 1140.00 | Ihr Vertrieb hat uns am 1. Oktober 5 % Nachlass auf die 1.200 zugesagt, mithin 60 Euro. Die Differenz von 1.140 begleichen wir am Freitag nächster Woche.
de | 2026-11-20 | Am Freitag zahlen wir alles. Der Zins steigt auf 8 Prozent.
`)
}
