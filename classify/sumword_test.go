package classify_test

import "testing"

// Sums that are joined, or written in words, and numbers that are none.
func TestSumsInSentences(t *testing.T) {
	facts(t, `
nl | 2026-11-20 800.00 | Wij zetten vrijdag de driehonderd voor de zaal en de vijfhonderd voor het eten over.
nl | 2026-11-20 900.00 | De negenhonderd exclusief btw zetten we vrijdag over.
fr | 2026-11-20 850.00 | Les 310 et les 540 euros partent vendredi.
en | 2026-11-20 850.00 | We will transfer 310 and 540 on Friday.
en | 2026-11-20 400.00 | The remaining four hundred goes to you on Friday.
de | 2026-11-20 850.00 | Die 310 und die 540 Euro überweisen wir am Freitag.
de | 2026-11-20 700.00 | Ich überweise am Freitag schon mal siebenhundert.
nl | 2026-11-23 | Op maandag (23.11.) betalen wij de factuur.
nl | 2026-11-20 | De factuur van 09:42 wordt vrijdag betaald in batch 0712.
de | 2026-11-20 | Zahlung läuft im Lauf 712 am Freitag um 10.30 Uhr.
en | 2026-11-20 | A thousand apologies, we will pay the invoice on Friday.
fr | 2026-11-20 | Le 041 sera payé vendredi.
`)
}

// Since when the money is gone, which of two payments was the last, and words
// for today that tell of no payment.
func TestDaysOfPayments(t *testing.T) {
	paid := func(language, text, want string) {
		t.Helper()
		if got := outcome(t, language, text).PaidOn.String(); got != want {
			t.Errorf("%s %q: paid on %s, want %s", language, text, got, want)
		}
	}
	paid("nl", "De 1210 is sinds 6 november van mijn rekening.", "2026-11-06")
	paid("fr", "La facture 101 est soldée depuis le 6 novembre.", "2026-11-06")
	paid("en", "The 1,210 has been gone from our account since the 6th.", "2026-11-06")
	paid("de", "Die Summe ist seit dem 6. November weg.", "2026-11-06")
	paid("nl", "De ene helft is op 6 november betaald en de andere helft afgelopen vrijdag.", "2026-11-13")
	paid("en", "We paid one half on 6 November and the other half last Friday.", "2026-11-13")
	paid("de", "Die eine haben wir am 6. November bezahlt, die andere am Freitag.", "2026-11-13")
	paid("en", "On 6 November it went off to your old account, and I only now see that.", "2026-11-06")
	paid("fr", "La facture 101 a été payée le 6 novembre, votre seconde livraison date d'octobre.", "2026-11-06")
	paid("en", "The money for invoice 101 went on the 6th of November. I told you so on the 13th.", "2026-11-06")
	paid("de", "Die Rechnung 101 haben wir am 6. November bezahlt. Ich sagte es Ihnen am 13. schon.", "2026-11-06")
	paid("de", "Die Lieferung kam am 6. November, bezahlt haben wir heute.", "2026-11-18")
}

// A sum that another sentence tells of the payment whose day is named.
func TestSumsBesideTheDay(t *testing.T) {
	facts(t, `
nl | 2026-11-20 500.00 | Wij betalen vrijdag. Er komt 500 euro uw kant op.
fr | 2026-11-20 700.00 | Notre série de virements part vendredi. Vous recevrez 700 euros.
en | 2026-11-20 700.00 | Our payment run is on Friday. You will get 700 euro.
de | 2026-11-20 900.00 | Der Lauf ist am 20. November. Sie bekommen 900 Euro.
nl | 2026-11-20 | Vrijdag betalen wij. De andere 500 betalen wij zodra de klant betaalt.
en | 2026-11-20 | We pay on Friday. The other 500 we will pay later.
de | 2026-11-20 | Wir zahlen am Freitag. Der Rest von 300 Euro folgt.
`)
}

// A clause tells that a day without a month is over.
func TestDaysThatTheClauseTells(t *testing.T) {
	is := func(language, text, paid, promised string) {
		t.Helper()
		o := outcome(t, language, text)
		var day string
		if o.Promise != nil {
			day = o.Promise.Date.String()
		}
		if o.PaidOn.String() != paid || day != promised {
			t.Errorf("%s %q: paid on %s, promised for %q, want %s, %q", language, text, o.PaidOn, day, paid, promised)
		}
	}
	is("en", "The sum left the Treasury on the 10th.", "2026-11-10", "")
	is("fr", "Payée le 3.", "2026-11-03", "")
	is("de", "Die Summe hat am 10. unser Konto verlassen.", "2026-11-10", "")
	is("nl", "Het is op de 10e van onze rekening gegaan.", "2026-11-10", "")
	is("en", "The invoice has been signed and goes out on the 24th.", "", "2026-11-24")
	is("de", "Die Rechnung ist freigegeben und geht am 24. raus.", "", "2026-11-24")
}

// What is paid where a sentence first takes a sum off.
func TestSumsLessWhatIsTakenOff(t *testing.T) {
	facts(t, `
nl | 2026-11-20 1080.00 | Wij houden 10 procent in tot de reparatie, de rest betalen wij vrijdag.
fr | 2026-11-20 800.00 | Nous déduisons 400 € et payons le solde vendredi.
en | 2026-11-20 1080.00 | We keep back ten percent and pay the other 90 % on Friday.
de | 2026-11-20 800.00 | Wir ziehen 400 Euro ab und überweisen am Freitag 800.
nl | 2026-11-27 | Nadine is maandag terug, het geld staat gepland voor de vrijdag van die week.
de | 2026-11-20 400.00 | Wir überweisen am Freitag 400 Euro, der Rest folgt.
en | 2026-11-20 500.00 | Take it easy, you get 500 euro on Friday.
`)
}
