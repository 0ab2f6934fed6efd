package classify_test

import "testing"

// Sums as people say them: all but one, one that comes off, the principal, a share.
func TestPlainSums(t *testing.T) {
	facts(t, `
nl | 2026-11-20 1000.00 | Op 200 euro na betalen we vrijdag alles.
nl | 2026-11-20 1000.00 | Alles op die 200 na gaat vrijdag de deur uit.
nl | 2026-11-20 1160.00 | De 40 euro administratiekosten trek ik eraf, en dan heb je vrijdag je geld.
nl | 2026-11-20 450.00 | Komt in orde: 450 nu vrijdag, over de overige 750 bel ik je nog.
nl | 2026-11-20 950.00 | De hoofdsom van 950 betaal ik vrijdag, de incassokosten niet.
nl | 2026-11-20 1200.00 | De hoofdsom van 1200 euro maak ik vrijdag over, voorlopig dus nog zonder de veertig euro aanmaankosten.
nl | 2026-11-20 1103.20 | Ronald heeft gisteren de 96,80 geschrapt. Al het overige schrijven we vrijdag over.
nl | 2026-11-20 500.00 | De boekhouding houdt zich vrijdag aan de afgesproken 500 euro.
fr | 2026-11-20 1000.00 | À 200 euros près, tout part vendredi.
fr | 2026-11-20 1160.00 | Je retire les 40 € de frais administratifs et vous avez votre argent vendredi.
fr | 2026-11-20 450.00 | C'est bon : 450 ce vendredi, pour les 750 restants je vous rappelle.
fr | 2026-11-20 850.00 | Il y a les 350 d'arrhes que je vous ai donnés ; les 1200 moins ça, vous les avez vendredi.
en | 2026-11-20 1000.00 | All but 200 goes out Friday.
en | 2026-11-20 1160.00 | I'm knocking off the 40 admin fee and you'll have your money Friday.
en | 2026-11-20 950.00 | The principal of 950 will be paid on Friday, the collection costs will not.
en | 2026-11-20 1000.00 | We put down a deposit of €200 back in February so we'll send the total minus that on Friday.
nl | 2026-11-20 1000.00 | De aanbetaling was 200 euro. Het totaal min dat maken we vrijdag over.
de | 2026-11-20 1000.00 | Angezahlt hatte ich 200 Euro, den Betrag abzüglich dieser Anzahlung zahle ich am Freitag.
de | 2026-11-20 1000.00 | Bis auf 200 Euro geht am Freitag alles raus.
de | 2026-11-20 1160.00 | Die 40 Euro Verwaltungsgebühr ziehe ich ab, und am Freitag haben Sie Ihr Geld.
de | 2026-11-20 1104.00 | Wie vereinbart behalten wir 8 % ein, der Rest wird am Freitag bezahlt.
de | 2026-11-20 700.00 | Die zweiten siebenhundert überweist meine Tochter am Freitag.
de | 2026-11-20 700.00 | Siebenhundert Euro sind am Freitag bei Ihnen.
`)
}

// A time of the day is of today, unless a day stands beside it.
func TestTimesOfTheDay(t *testing.T) {
	facts(t, `
nl | 2026-11-18 | Net voor de middag maak ik het over.
nl | 2026-11-20 | Vrijdag voor de middag maak ik het over.
nl | 2026-11-20 | Nu vrijdag staat het op uw rekening.
fr | 2026-11-18 | Je fais le virement avant midi.
fr | 2026-11-20 | Je fais le virement vendredi avant midi.
en | 2026-11-18 | I'll pay it before lunch.
en | 2026-11-20 | I'll pay it on Friday before noon.
de | 2026-11-18 | Überweise ich noch vor der Mittagspause.
de | 2026-11-20 | Am Freitag überweise ich es noch vor Mittag.
`)
}

// Days as one region says them, and days that are denied.
func TestDaysOfOneRegion(t *testing.T) {
	facts(t, `
nl | 2026-11-20 | vrijdag en geen dag later
fr | 2026-11-20 | C'est dans le lot du 20.
fr | 2026-11-20 1150.00 | Vendredi 1150, les 50 euros d'escompte étant déduits.
en | 2026-11-25 | Will sort it this day week.
en | 2026-11-20 | Friday, not a day later.
de | 2026-11-20 | Freitag, keinen Tag später.
de | 2026-11-25 | Heut über acht Tage haben Sie das Geld.
de | 2026-11-27 | Freitag über acht Tage zahle ich.
`)
}
