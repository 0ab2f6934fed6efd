package classify_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify"
)

// outcomes compares what mails of a Wednesday say of three invoices with what they
// mean, a line each: language, the ends of the numbers with the first word of what
// is said of them, text. The invoices are 041 of 1 October over 1200, 052 of 15
// October over 450 and 067 of 2 November over 90.
func outcomes(t *testing.T, lines string) {
	t.Helper()
	c := voldaan.ReadingContext{Today: today, Invoices: []voldaan.ContextInvoice{
		{Number: "2026-041", Total: 1200_00, Open: 1200_00, Currency: voldaan.EUR, Issued: voldaan.MustDate("2026-10-01"), Due: voldaan.MustDate("2026-10-31")},
		{Number: "2026-052", Total: 450_00, Open: 450_00, Currency: voldaan.EUR, Issued: voldaan.MustDate("2026-10-15"), Due: voldaan.MustDate("2026-11-14")},
		{Number: "2026-067", Total: 90_00, Open: 90_00, Currency: voldaan.EUR, Issued: voldaan.MustDate("2026-11-02"), Due: voldaan.MustDate("2026-12-02")},
	}}
	for line := range strings.Lines(lines) {
		f := strings.SplitN(strings.TrimSpace(line), " | ", 3)
		if len(f) < 3 {
			continue
		}
		m := reply(strings.ReplaceAll(f[2], `\n`, "\n"))
		m.Language = f[0]
		said := classify.Object("", m, read(t, m, c), c).PerInvoice
		var out []string
		for _, n := range slices.Sorted(maps.Keys(said)) {
			word, _, _ := strings.Cut(string(said[n]), "_")
			out = append(out, strings.TrimPrefix(n, "2026-")+" "+word)
		}
		if got := strings.Join(out, ", "); got != f[1] {
			t.Errorf("%s %q: got %q, want %q", f[0], f[2], got, f[1])
		}
	}
}

func TestWhichInvoices(t *testing.T) {
	outcomes(t, `
nl | 041 promise, 052 promise, 067 promise | De 041 gaat morgen weg, de andere twee volgende week.
nl | 041 promise, 052 promise, 067 promise | Wij betalen 041 en de twee andere op vrijdag.
nl | 041 promise, 067 promise | De grote betaal ik vrijdag, de kleine maandag.
nl | 041 promise, 067 promise | De oudste gaat vrijdag weg en de nieuwste op 1 december.
nl | 041 promise, 052 promise | De twee oudste betalen wij vrijdag.
nl | 052 promise, 067 promise | De twee kleinste betalen wij vrijdag.
nl | 041 already, 052 promise, 067 promise | De oudste is gisteren betaald. De beide andere volgen vrijdag.
nl | 041 already, 052 promise, 067 promise | Van de drie facturen is de oudste gisteren betaald. De andere twee betalen wij vrijdag.
nl | 041 already, 052 already, 067 already | Alle drie gisteren betaald.
nl | 041 promise, 052 promise, 067 promise | Het totaal van 1.740 euro betalen wij vrijdag.
nl | 041 promise, 067 promise | Alles behalve 052 betalen wij vrijdag.
nl | 052 promise | De factuur van 15 oktober betalen wij vrijdag.
nl | 067 promise | Die van november betalen we vrijdag.
nl | 052 promise | De tweede factuur betalen wij vrijdag.
nl | 041 promise, 052 dispute | 041 betalen we vrijdag. De tweede betwisten wij, die goederen zijn nooit geleverd.
nl | 052 already | Die van 450 is gisteren betaald.
nl | 041 promise, 052 promise | Die van 1.200 en die van 450 betalen wij vrijdag.
nl | 052 promise | Wij betalen 052 op de laatste werkdag van november.
nl | 052 promise | Wij betalen 052 in de eerste week van december.
nl | 041 promise | 041 wordt vrijdag betaald met de laatste run van de maand.
fr | 041 promise, 052 promise, 067 promise | La 041 part demain, les deux autres vendredi.
fr | 041 promise, 067 promise | La plus grosse vendredi, la plus petite lundi, promis.
fr | 041 promise, 052 promise | Les deux plus anciennes seront payées vendredi.
fr | 041 promise, 067 promise | Je paie la plus ancienne vendredi et la dernière le 1er décembre.
fr | 041 already, 052 already, 067 already | Toutes payées hier.
fr | 041 promise, 052 promise, 067 promise | Le total de 1.740 € sera viré vendredi.
fr | 041 promise, 052 promise | Les deux premières factures seront réglées vendredi.
fr | 052 promise | La deuxième facture sera réglée vendredi.
fr | 041 promise, 067 promise | Tout sera payé vendredi sauf la 052.
fr | 041 already, 052 promise, 067 promise | La première a été payée hier. Les deux autres partent vendredi.
fr | 052 promise | Celle de 450 € sera payée vendredi.
fr | 052 promise | Nous payons la 052 le dernier jour ouvrable de novembre.
fr | 041 promise | La 041 sera payée dans les deux semaines.
fr | 041 promise, 052 promise, 067 promise | Les trois factures seront payées vendredi.
fr | 067 promise | Celle de novembre est prévue vendredi, nous la payons.
en | 041 promise, 052 promise, 067 promise | 041 goes tomorrow, the other two on Friday.
en | 041 promise, 067 promise | I'll pay the big one on Friday and the small one on Monday.
en | 041 promise, 052 promise | The two oldest will be paid on Friday.
en | 052 promise, 067 promise | We will pay the two smaller ones on Friday.
en | 041 promise, 052 promise, 067 promise | The two oldest will be paid on Friday, and the newest on Monday.
en | 041 already, 052 already, 067 already | All paid yesterday.
en | 041 already, 052 promise, 067 promise | Of the three invoices the oldest was paid yesterday. The other two will be paid on Friday.
en | 041 promise, 052 promise, 067 promise | We will pay the 1,740.00 on Friday.
en | 041 promise, 052 promise | First invoice we pay Friday, second invoice we pay in two weeks.
en | 041 promise, 052 promise | We'll pay the first two on Friday.
en | 041 promise, 067 promise | We will pay everything on Friday except 052.
en | 052 promise | The one for 450 will be paid on Friday.
en | 052 promise | The invoice of 15 October will be paid on Friday.
en | 052 promise | We pay 052 on the last working day of the month.
en | 052 promise | 052 will be paid in the second week of December.
en | 041 promise | 041 will be paid within the next two weeks.
en | 041 dispute, 052 promise, 067 promise | We dispute 041, nothing was delivered. The others will be paid on Friday.
en | 041 promise, 067 promise | 041 and the smallest one go out on Friday.
de | 041 promise, 052 promise, 067 promise | Die 041 geht morgen raus, die beiden anderen am Freitag.
de | 041 promise, 067 promise | Die große überweise ich am Freitag, die kleine am Montag.
de | 041 promise, 052 promise | Die beiden ältesten überweisen wir am Freitag.
de | 052 promise, 067 promise | Die zwei kleineren überweisen wir am Freitag.
de | 041 promise, 052 promise | Erste Rechnung zahle ich Freitag, zweite Rechnung zahle ich nächste Woche Montag.
de | 041 already, 052 already, 067 already | Alle bezahlt, und zwar gestern.
de | 041 promise, 052 promise, 067 promise | Den Gesamtbetrag überweisen wir am Freitag.
de | 041 promise, 052 promise, 067 promise | Die 1.740 Euro überweisen wir am Freitag.
de | 041 already, 052 promise, 067 promise | Von den drei Rechnungen ist die älteste gestern bezahlt worden. Die beiden anderen zahlen wir am Freitag.
de | 041 promise, 067 promise | Bis auf die 052 zahlen wir alles am Freitag.
de | 052 promise | Die über 450 Euro zahlen wir am Freitag.
de | 052 promise | Die Rechnung vom 15. Oktober zahlen wir am Freitag.
de | 052 promise | Die 052 überweisen wir am letzten Werktag des Monats.
de | 052 promise | Die 052 zahlen wir in der zweiten Dezemberwoche.
de | 041 promise, 052 promise | Wir zahlen die 041 und die zweite am Freitag.
de | 067 promise | Die letzte zahlen wir am Freitag.
de | 041 legal, 052 legal, 067 legal | Über unser Vermögen wurde das Insolvenzverfahren eröffnet.
nl | 041 legal, 052 legal, 067 legal | Onze vennootschap is op 3 november failliet verklaard.
fr | 041 legal, 052 legal, 067 legal | La société a été déclarée en faillite le 3 novembre.
en | 041 legal, 052 legal, 067 legal | The company entered administration on 3 November.
`)
}

// What is said of no invoice that is named is of the one that is left, where there
// is one, and a list is one of them all.
func TestLeftOverInvoices(t *testing.T) {
	outcomes(t, `
nl | 041 already, 052 dispute, 067 promise | 041 is gisteren betaald en 067 gaat vrijdag weg. De pomp is kapot geleverd, die betalen wij niet.
fr | 041 already, 052 dispute, 067 promise | La 041 est payée depuis hier, la 067 sera payée vendredi. La pompe est arrivée cassée, nous ne la payons pas.
en | 041 already, 052 dispute, 067 promise | 041 was paid yesterday and 067 will be paid on Friday. The pump arrived broken, we will not pay for it.
de | 041 already, 052 dispute, 067 promise | Die 041 wurde gestern bezahlt, die 067 zahlen wir am Freitag. Die Pumpe kam defekt an, die bezahlen wir nicht.
en | 041 dispute, 067 promise | 041 is wrong, the pump arrived broken. We will not pay for a broken pump. 067 will be paid on Friday.
en | 041 promise | 041 will be paid on Friday. The pump arrived broken, we will not pay for it.
nl | 041 document, 052 document, 067 document | Stuurt u mij een rekeningoverzicht?
fr | 041 document, 052 document, 067 document | Pouvez-vous m'envoyer un relevé de compte ?
en | 041 document, 052 document, 067 document | Please send me a statement of account.
de | 041 document, 052 document, 067 document | Bitte senden Sie mir eine Saldenliste.
nl | 041 promise, 067 promise | De oudste betaal ik vrijdag, en voor de laatste maak ik maandag geld vrij.
fr | 041 promise, 052 promise | La 041 part lundi, la 52 est prévue mardi.
de | 041 promise, 052 promise | Die 41 geht am Montag raus, die 52 am Dienstag.
de | 041 already, 052 already | -041 und -052 wurden gestern bezahlt.
nl | 041 promise, 052 promise | De grootste betalen we donderdag, die van 450 op de 10e.
nl | 041 already, 052 promise | De eerste is gisteren betaald. De middelste betaal ik vrijdag.
fr | 041 promise, 067 promise | La plus vieille sera payée lundi et la petite dernière vendredi.
en | 041 already, 052 promise | The oldest was paid yesterday and the middle one will be paid on Friday.
de | 052 promise, 067 promise | Die beiden jüngeren überweisen wir am Freitag.
de | 041 promise, 052 promise | Die beiden älteren überweisen wir am Freitag.
de | 041 promise | Die 041 überweisen wir in den nächsten zwei Wochen, an einem der ersten Tage.
en | 041 promise | 041 will be paid on Friday, the last working day of the week.
nl | 041 already, 052 promise, 067 promise | De oudste is gisteren betaald. De beide andere gaan weg op de laatste werkdag van november.
en | 041 already, 052 promise, 067 promise | The oldest was paid yesterday. The other two will be paid on the last working day of November.
`)
}
