package classify_test

import (
	"strings"
	"testing"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify"
)

// told is the promise, or the parts, that a mail of a Wednesday tells about one
// invoice of 1200: "2026-11-20 700.00".
func told(t *testing.T, language, text string) string {
	t.Helper()
	m := reply(text)
	m.Language = language
	c := voldaan.ReadingContext{Today: today, Invoices: []voldaan.ContextInvoice{
		{Number: "2026-041", Total: 120000, Open: 120000, Currency: voldaan.EUR, Issued: voldaan.MustDate("2026-10-01"), Due: voldaan.MustDate("2026-10-31")},
	}}
	o := classify.Object("", m, read(t, m, c), c)
	var out []string
	if len(o.Installments) > 0 {
		for _, p := range o.Installments {
			out = append(out, p.Date.String()+" "+p.Amount)
		}
	} else if o.Promise != nil {
		out = append(out, strings.TrimSpace(o.Promise.Date.String()+" "+o.Promise.Amount))
	}
	return strings.Join(out, ", ")
}

// facts compares what mails tell with what they mean, a line each: language,
// promise or parts, text.
func facts(t *testing.T, lines string) {
	t.Helper()
	for line := range strings.Lines(lines) {
		f := strings.SplitN(strings.TrimSpace(line), " | ", 3)
		if len(f) < 3 {
			continue
		}
		if got := told(t, f[0], strings.ReplaceAll(f[2], `\n`, "\n")); got != f[1] {
			t.Errorf("%s %q: got %q, want %q", f[0], f[2], got, f[1])
		}
	}
}

// Sums that follow from another sentence.
func TestReckonedSums(t *testing.T) {
	facts(t, `
nl | 2026-11-20 1105.00 | Er staat 95 euro vracht op de factuur, dat was niet afgesproken. Wij betalen vrijdag alles behalve die vracht.
nl | 2026-11-20 800.00 | De kast kostte 400 per stuk en van de drie is er één kapot geleverd. De twee goede betalen wij vrijdag.
nl | 2026-11-20 900.00 | Wij betwisten 300 euro voor uren die niemand heeft gezien. Het onbetwiste deel betalen wij vrijdag.
nl | 2026-11-20 1000.00 | Dank voor de creditnota van € 200. Wat er nu netto overblijft betalen wij vrijdag.
nl | 2026-11-20 1050.00 | Wij betalen vrijdag alles behalve de 150 van de lampen.
nl | 2026-11-20 400.00 | Wij betalen vrijdag 400, de rest volgt na de volgende klus.
nl | 2026-11-20 1200.00 | Aanmaningskosten betalen wij niet. De hoofdsom maken wij vrijdag over.
fr | 2026-11-20 1105.00 | Vous comptez 95 € de port, ce n'était pas convenu. Nous payons vendredi tout sauf le port.
fr | 2026-11-19 1000.00 | Nous payons mille, demain.
fr | 2026-11-20 900.00 | Nous contestons 300 € pour des heures que personne n'a vues. La partie non contestée sera payée vendredi.
fr | 2026-11-20 1176.00 | Nous déduisons 2 % d'escompte comme prévu. Le virement part vendredi.
en | 2026-11-20 1105.00 | You charge 95 euro for freight, which we did not agree. We pay everything but the freight on Friday.
en | 2026-11-20 800.00 | The cabinets are 400 euro each and one of the three came broken. We will pay for the two good ones on Friday.
en | 2026-11-20 900.00 | The bill comes to 900 euro for the paper and 300 euro for the service. The paper will be paid on Friday.
en | 2026-11-20 900.00 | We dispute 300 euro for hours that nobody saw. The undisputed part will be paid on Friday.
de | 2026-11-20 1105.00 | Sie berechnen 95 Euro Fracht, das war nicht vereinbart. Wir zahlen am Freitag alles außer der Fracht.
de | 2026-11-20 1176.00 | Wir nutzen die 2 % Skonto. Die Zahlung erfolgt am Freitag.
de | 2026-11-20 900.00 | Wir bestreiten 300 Euro für Stunden, die niemand gesehen hat. Den unstrittigen Teil zahlen wir am Freitag.
de | 2026-11-20 1200.00 | Die Mahnspesen zahlen wir nicht. Die Hauptforderung überweisen wir am Freitag.
`)
}

// Days that hang on another sentence.
func TestDaysThatFollow(t *testing.T) {
	facts(t, `
nl | 2026-11-26 | Ons loon komt woensdag 25 november. De dag erna betalen wij de factuur.
nl | 2026-11-20 | Vrijdag is onze boekhoudster er weer. Dan betalen wij de factuur.
fr | 2026-11-26 | Mon salaire arrive le 25 novembre. Le lendemain je paie la facture.
fr | 2026-11-20 | Vendredi notre comptable est de retour. Alors il fera le virement de votre facture.
en | 2026-11-26 | My wages come on 25 November. The day after that I will pay the invoice.
en | 2026-11-20 | On Friday our bookkeeper is back. Then we will pay the invoice.
de | 2026-11-26 | Mein Lohn kommt am 25. November. Einen Tag später bezahle ich die Rechnung.
de | 2026-11-20 | Am Freitag ist unsere Buchhalterin wieder da. Dann überweisen wir den Betrag.
`)
}

// Of several days the one that is meant after the others.
func TestDayThatIsMeant(t *testing.T) {
	facts(t, `
nl | 2026-11-24 | Maandag zijn wij gesloten, dus betalen wij de factuur op dinsdag.
fr | 2026-11-24 | Nous payons la facture après le week-end, soit le 24 novembre.
en | 2026-11-24 | We are shut on Monday for the holiday, so we will pay on Tuesday.
de | 2026-11-24 | Am Montag haben wir geschlossen, also zahlen wir am Dienstag.
`)
}

// Parts whose days count from the one before.
func TestPartsThatFollow(t *testing.T) {
	facts(t, `
nl | 2026-11-20 600.00, 2026-12-04 600.00 | Wij betalen de helft op vrijdag en de andere helft twee weken later.
nl | 2026-12-01 400.00, 2026-12-31 400.00, 2027-01-31 400.00 | Kunnen wij in delen betalen? 400 op 1 december, de rest in twee gelijke delen op de laatste dag van de twee volgende maanden.
fr | 2026-11-20 600.00, 2026-12-04 600.00 | Nous payons la moitié vendredi et l'autre moitié deux semaines plus tard.
en | 2026-11-20 600.00, 2026-12-04 600.00 | We will pay half on Friday and the other half two weeks later.
en | 2026-12-01 200.00, 2026-12-15 500.00, 2027-01-15 500.00 | Could we pay in parts? 200 on 1 December, the rest in two equal parts, one on 15 December and the other a month later.
de | 2026-11-20 600.00, 2026-12-04 600.00 | Wir zahlen die Hälfte am Freitag und die andere Hälfte zwei Wochen später.
de | 2026-12-01 600.00, 2026-12-15 300.00, 2026-12-30 300.00 | Dürfen wir in Raten zahlen? 600 Euro am 1. Dezember, den Rest hälftig am 15. und am 30. Dezember.
`)
}

// outcome is what a mail of a Wednesday tells of three invoices.
func outcome(t *testing.T, language, text string) classify.ReadObject {
	t.Helper()
	m := reply(text)
	m.Language = language
	c := voldaan.ReadingContext{Today: today, Invoices: []voldaan.ContextInvoice{
		{Number: "F26-101", Total: 121000, Open: 121000, Issued: voldaan.MustDate("2026-08-03")},
		{Number: "F26-102", Total: 39900, Open: 39900, Issued: voldaan.MustDate("2026-09-07")},
		{Number: "F26-103", Total: 60550, Open: 60550, Issued: voldaan.MustDate("2026-10-05")},
	}}
	return classify.Object("", m, read(t, m, c), c)
}

// Invoices that are named by their sum, by their months, or as the others.
func TestOutcomes(t *testing.T) {
	is := func(language, text, want string) {
		t.Helper()
		o := outcome(t, language, text)
		var got []string
		for _, n := range []string{"F26-101", "F26-102", "F26-103"} {
			got = append(got, string(o.PerInvoice[n]))
		}
		if g := strings.Join(got, " "); g != want {
			t.Errorf("%s %q: got %q, want %q", language, text, g, want)
		}
	}
	const paid, promised, contested = "already_paid", "promise_to_pay", "dispute"
	is("nl", "Factuur 101 is gisteren betaald. De andere twee betalen wij vrijdag.", paid+" "+promised+" "+promised)
	is("nl", "Die van 605,50 betalen wij vrijdag.", "  "+promised)
	is("nl", "Van augustus en september betalen wij de facturen vrijdag.", promised+" "+promised+" ")
	is("fr", "La 101 a été payée hier. Les deux autres seront payées vendredi.", paid+" "+promised+" "+promised)
	is("fr", "Nous allons payer tout cela vendredi.", promised+" "+promised+" "+promised)
	is("en", "Invoice 101 was paid yesterday. The other two will be paid on Friday.", paid+" "+promised+" "+promised)
	is("en", "102 is a duplicate of 101, the same work is billed twice. We paid 101 yesterday.", paid+" "+contested+" ")
	is("de", "Die 101 haben wir gestern bezahlt. Die anderen beiden zahlen wir am Freitag.", paid+" "+promised+" "+promised)
	is("de", "Die 102 ist doppelt, dieselbe Leistung wie 101. Die 101 haben wir gestern bezahlt.", paid+" "+contested+" ")
}

// The day of a payment, and who is to be written to.
func TestPaymentsAndContacts(t *testing.T) {
	paid := func(language, text, want string) {
		t.Helper()
		if got := outcome(t, language, text).PaidOn.String(); got != want {
			t.Errorf("%s %q: paid on %s, want %s", language, text, got, want)
		}
	}
	paid("nl", "Factuur 101 is vorige week goedgekeurd en maandag betaald.", "2026-11-16")
	paid("en", "We have paid invoice 101 in cash to your driver. That was on Monday.", "2026-11-16")
	paid("de", "Die Rechnung 101 haben wir bereits bar bezahlt. Das war am Montag.", "2026-11-16")
	paid("fr", "La facture 101 a été payée en espèces. C'était lundi.", "2026-11-16")
	named := func(language, text, want string) {
		t.Helper()
		if o := outcome(t, language, text); o.Contact == nil || o.Contact.Name != want {
			t.Errorf("%s %q: contact %+v, want %s", language, text, o.Contact, want)
		}
	}
	named("nl", "Ik werk hier niet meer. Stuur uw facturen voortaan naar:\nMevrouw Bakker\nboekhouding@bakkerij.example", "Mevrouw Bakker")
	named("fr", "Je ne travaille plus ici. Adressez vos factures à M. Brun, compta@boulangerie.example.", "M. Brun")
	named("en", "I no longer work here. Please send your invoices to accounts@bakery.example, where Ms Ilse Baan is in charge.", "Ilse Baan")
	named("de", "Ich arbeite nicht mehr hier. Zuständig ist der Kassenwart Herr Zollner, kasse@verein.example.", "Herr Zollner")
}

// TestPlainSubject: a subject that only names the invoice makes nobody doubt what
// the mail says.
func TestPlainSubject(t *testing.T) {
	for language, x := range map[string][2]string{
		"nl": {"Factuur 2026-044", "Kunt u mij een kopie van factuur 2026-044 sturen?"},
		"fr": {"Facture 2026-044", "Pouvez-vous m'envoyer une copie de la facture 2026-044 ?"},
		"en": {"Invoice 2026-044", "Could you send me a copy of invoice 2026-044, please?"},
		"de": {"Rechnung 2026-044", "Können Sie mir bitte eine Kopie der Rechnung 2026-044 schicken?"},
	} {
		m := voldaan.Mail{Kind: voldaan.MailCustomer, Language: language, Subject: x[0], Reply: x[1], From: voldaan.Address{Address: "an@zon.example"}}
		r := read(t, m, voldaan.ReadingContext{
			Today: voldaan.MustDate("2026-03-12"), Domains: []string{"zon.example"},
			Invoices: []voldaan.ContextInvoice{{Number: "2026-044", Total: 100_000, Open: 100_000, Currency: voldaan.EUR}},
		})
		if r.Intent() != voldaan.IntentDocumentRequest || r.Human() {
			t.Errorf("%s: %s, human %v, %.2f sure", language, r.Intent(), r.Human(), r.Confidence())
		}
	}
}
