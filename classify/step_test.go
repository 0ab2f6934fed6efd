package classify_test

import "testing"

// Days that are so many days before or after one that another sentence names.
func TestSteps(t *testing.T) {
	facts(t, `
nl | 2026-11-25 | Vrijdag 27 november zijn we dicht. Twee dagen ervoor maken we de betaling over.
nl | 2026-11-26 | Vrijdag 27 november gaat de zaak dicht. De dag voor de sluiting betalen wij jullie factuur.
nl | 2026-11-27 | Maandag 30 november zijn wij dicht. De laatste werkdag daarvoor betalen wij de factuur.
nl | 2026-11-30 | Op vrijdag 27 november komt het geld binnen. De eerste werkdag erna betalen wij de factuur.
fr | 2026-11-26 | Nous fermons le 27 novembre. La veille, nous payons votre facture.
fr | 2026-11-25 | Nous fermons le 27 novembre. L'avant-veille, nous payons votre facture.
fr | 2026-11-30 | Le vendredi 27 novembre tombe la prime. Le premier jour ouvrable qui suit, je paie votre facture.
en | 2026-11-26 | We close on 27 November. We will pay your invoice the day before that.
en | 2026-11-30 | Our payroll is on Friday 27 November. We pay your invoice the next working day.
en | 2026-12-04 | Stocktaking is on 1 December and the board meeting on 3 December. We pay your invoice the day after the meeting.
de | 2026-11-26 | Am 27. November schließen wir. Wir überweisen den Betrag am Vortag.
de | 2026-11-20 | Am 27. November schließen wir. Eine Woche zuvor überweisen wir den Betrag.
de | 2026-11-30 | Am Freitag, 27. November, ist Betriebsversammlung. Am ersten Werktag danach überweisen wir den Betrag.
nl | 2026-11-27 | Wij betalen de factuur op 27 november, de dag voor onze vakantie.
fr | 2026-12-24 | Le 30 novembre nous fermons. Nous payons votre facture la veille de Noël.
en | 2026-11-20 | We close on 27 November. We will pay your invoice on Friday.
de | 2026-12-23 | Wir überweisen den Betrag am Tag vor Heiligabend, nach dem Markt.
`)
}

// The day on which the creditor gets it counts, not those of what comes first.
func TestDayOnWhichTheyGetIt(t *testing.T) {
	facts(t, `
nl | 2026-11-24 | Maandag tekent de baas en dinsdag heb je je geld.
fr | 2026-11-24 | On signe lundi et mardi vous avez votre argent.
en | 2026-11-24 | The loan comes in on Monday and you get your money on Tuesday.
de | 2026-11-24 | Am Montag kommt das Geld, am Dienstag haben Sie es.
nl | 2026-11-24 | Zodra u maandag de lijst hebt, betalen wij op dinsdag.
de | 2026-11-24 | Wenn Sie die Liste am Montag haben, überweisen wir am Dienstag.
`)
}

// The first of two payments keeps its day.
func TestStepsKeepPayments(t *testing.T) {
	facts(t, `
nl | 2026-11-20 600.00, 2026-12-04 600.00 | Vrijdag betalen wij de helft. Twee weken later volgt de andere helft.
de | 2026-11-20 600.00, 2026-12-04 600.00 | Am Freitag überweisen wir die Hälfte. Zwei Wochen später folgt die andere Hälfte.
`)
}

// Payments that count from another day that is over.
func TestPaidSteps(t *testing.T) {
	paid := func(language, text, want string) {
		t.Helper()
		if got := outcome(t, language, text).PaidOn.String(); got != want {
			t.Errorf("%s %q: paid on %s, want %s", language, text, got, want)
		}
	}
	paid("nl", "Op 6 november heb ik de opdracht gegeven. De dinsdag erna is het van mijn rekening afgegaan.", "2026-11-10")
	paid("fr", "Le 9 novembre j'étais à la banque. Le lendemain, la somme a quitté mon compte.", "2026-11-10")
	paid("en", "I went to the bank on 9 November. The day after, it left my account.", "2026-11-10")
	paid("de", "Am 9. November war ich bei der Bank. Am Tag danach wurde es abgebucht, bezahlt ist es also.", "2026-11-10")
	paid("fr", "Votre rappel est du 12 novembre. Nous avons payé le 10 novembre, soit deux jours avant.", "2026-11-10")
}

// The next payments, of which another sentence tells when they are made.
func TestNextRun(t *testing.T) {
	facts(t, `
nl | 2026-11-24 | Wij betalen elke dinsdag. U zit in de volgende ronde.
nl | 2026-12-01 | Wij draaien tweemaal per maand, de 1e en de 15e. U zit in de eerstvolgende.
fr | 2026-12-01 | Nos virements partent le 1er et le 15, le vôtre est dans le prochain.
en | 2026-12-01 | We run payments on the 1st and the 15th; yours goes in the next one.
de | 2026-12-15 | Zahllauf ist immer am 15., Ihre Rechnung ist dabei.
nl | 2026-11-20 | Wij betalen normaal elke dinsdag, deze keer vrijdag.
de | 2026-11-27 | Wir zahlen sonst immer am 15., Ihre Rechnung aber am 27. November.
`)
}
