package inbound_test

import (
	"testing"

	"github.com/voldaan/voldaan"
)

// demandable is what may be demanded of an invoice today.
func (d *desk) demandable(customer, number string) voldaan.Amount {
	d.Helper()
	l := d.ledger(customer)
	return l.Demandable(l.InvoiceNumbered(number).ID, d.today())
}

// goesOn checks that a mail past a bound became a case, and that letters go on
// after the short pause.
func (d *desk) goesOn(cases int) {
	d.Helper()
	open := d.cases()
	if len(open) != cases || open[cases-1].Reason != "bound" {
		d.Fatalf("cases %+v", open)
	}
	want(d, "letters to customers", d.toCustomers(), []string{})
	want(d, "demandable at once", d.demandable(bakker, invoice), 0)
	d.now = d.now.AddDate(0, 0, 8)
	want(d, "demandable after the short pause", d.demandable(bakker, invoice), 121000)
}

// forget throws away the letters that wait.
func (d *desk) forget() {
	d.Helper()
	for _, l := range d.queued() {
		d.drop(l)
	}
}

// What a customer's word alone can pause is bounded (invariant 5).
func TestBounds(t *testing.T) {
	word := func(d *desk, says string, n int) {
		for range n {
			d.gets(mail{body: says + d.now.AddDate(0, 0, 5).Format(" 2-1-2006") + "."})
			d.now = d.now.AddDate(0, 0, 15)
			d.forget()
		}
	}
	allOnBoth(t, map[string]func(*desk){
		"a third promise": func(d *desk) {
			word(d, "Wij betalen factuur "+invoice+" op", 2)
			want(d, "cases", len(d.cases()), 0)
			d.gets(mail{body: "Wij betalen factuur " + invoice + d.now.AddDate(0, 0, 5).Format(" op 2-1-2006.")})
		},
		"46 days ahead": func(d *desk) {
			d.gets(mail{body: "Wij betalen factuur " + invoice + d.now.AddDate(0, 0, 46).Format(" op 2-1-2006.")})
		},
		"a third payment claim": func(d *desk) {
			for range 3 {
				d.forget()
				d.now = d.now.AddDate(0, 0, 10)
				d.gets(mail{body: "Factuur " + invoice + " is gisteren betaald."})
			}
		},
		"the 61st paused day": func(d *desk) {
			d.gets(mail{body: "Wij betalen factuur " + invoice + d.now.AddDate(0, 0, 45).Format(" op 2-1-2006.")})
			d.forget()
			want(d, "cases", len(d.cases()), 0)
			d.now = d.now.AddDate(0, 0, 55)
			d.gets(mail{body: "Wij betalen factuur " + invoice + d.now.AddDate(0, 0, 20).Format(" op 2-1-2006.")})
		},
	}, func(d *desk, f func(*desk)) {
		f(d)
		d.goesOn(1)
	})
}

// 45 days ahead is within the bound.
func TestWithinBounds(t *testing.T) {
	onBoth(t, func(d *desk) {
		d.gets(mail{body: "Wij betalen factuur " + invoice + d.now.AddDate(0, 0, 45).Format(" op 2-1-2006.")})
		want(d, "status", d.status(bakker, invoice), voldaan.StatusPromised)
		want(d, "letters", d.letters(), []string{"promise_noted to " + an})
	})
}

// Whoever writes something every day that a person must look at, or that
// nobody understands, is reminded all the same in the end.
func TestNobodyPausesForEver(t *testing.T) {
	allOnBoth(t, map[string]string{
		"riddles":     "Hmm, tja, nou, we zien wel.",
		"questions":   "Waarvoor is factuur " + invoice + "?",
		"instalments": "Kunnen wij factuur " + invoice + " in drie termijnen betalen?",
		"copies":      "Kunt u mij een kopie van factuur " + invoice + " sturen?",
		"redirects":   "U heeft de verkeerde persoon, stuur factuur " + invoice + " naar x@elders.example.",
		"strange":     "Wij betalen factuur " + zonsOwn + " op 12 maart 2026.",
	}, func(d *desk, says string) {
		if says == "Hmm, tja, nou, we zien wel." {
			d.Reader = confident(d.Reader, 0.3)
		}
		paused := 0
		for range 24 { // every fifth day for four months
			d.gets(mail{body: says})
			l := d.ledger(bakker)
			for day := range voldaan.Date(5) {
				if l.Demandable(l.InvoiceNumbered(invoice).ID, d.today()+day) == 0 {
					paused++
				}
			}
			d.now = d.now.AddDate(0, 0, 5)
		}
		d.Logf("paused on %d days", paused)
		if paused < 3 || paused > 91 {
			d.Errorf("paused on %d of 120 days", paused)
		}
		want(d, "demandable at the end", d.demandable(bakker, invoice), 121000)
	})
}
