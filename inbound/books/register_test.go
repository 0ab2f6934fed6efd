package books_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/inbound/books"
	"github.com/voldaan/voldaan/store"
)

func TestRegister(t *testing.T) {
	onBoth(t, func(o *office) {
		e := entry("K1", "2026-041", 12100, "2026-04-01", "Boek@bakker.example", "eva@vos.example", "bakker@gmail.com", "facturen+x@vos.example")
		e.CompanyNumber, e.Kind = "0403.170.701", voldaan.KindBusiness
		e.Invoice.PaymentReference = "090933755493"
		e.VAT = []store.VATLine{{Rate: "21", Base: 5000, Tax: 1050}, {Rate: "21", Base: 5000, Tax: 1050}}
		first := o.register(e)
		if !first.New || first.Again || first.Event == "" {
			o.Errorf("got %+v", first)
		}
		l := o.ledger("K1")
		inv := l.InvoiceNumbered("2026-041")
		if inv.PaymentReference != "+++090/9337/55493+++" || l.Customer.CompanyNumber != "0403170701" || l.Customer.EnteredOn != 0 {
			o.Errorf("stored %+v of %+v", inv, l.Customer)
		}
		want := []string{
			"contact bakker@gmail.com active", "contact boek@bakker.example active",
			"invoice 2026-041 open open 121.00 demandable 121.00", "stopped false",
		}
		if diff := cmp.Diff(want, o.state(l)); diff != "" {
			o.Error(diff)
		}
		o.do(func(tx *store.Tx) error {
			domains, err := tx.Domains("cr", l.Customer.ID)
			if diff := cmp.Diff([]string{"bakker.example"}, domains); diff != "" {
				o.Error(diff)
			}
			return err
		})

		events := o.count("K1")
		if again := o.register(e); !again.Again || again.Invoice != first.Invoice || o.count("K1") != events {
			o.Errorf("again: %+v, %d events", again, o.count("K1"))
		}
		e.Invoice.Total, e.Invoice.Due = 13000, day("2026-04-02")
		if other := o.register(e); other.Again || other.Differs == "" || o.count("K1") != events {
			o.Errorf("other: %+v", other)
		}
	})
}

func TestRegisterFindsTheCustomer(t *testing.T) {
	onBoth(t, func(o *office) {
		known := entry("K1", "1001", 1000, "2026-04-01", "boek@bakker.example")
		known.Name, known.CompanyNumber, known.VATNumber = "Bakker NV", "0403170701", "BE0403170701"
		id := o.register(known).Customer
		n := 1001
		same := func(want bool, change func(*books.Entry)) {
			o.Helper()
			n++
			e := books.Entry{Invoice: voldaan.Invoice{Number: fmt.Sprint(n), Total: 1000, Due: day("2026-04-01"), Currency: voldaan.EUR}}
			change(&e)
			if r := o.register(e); (r.Customer == id) != want || r.New == want {
				o.Errorf("%+v: want the same customer %v, got %+v", e, want, r)
			}
		}
		at := func(a string) []voldaan.Address { return []voldaan.Address{{Address: a}} }
		same(true, func(e *books.Entry) { e.Number = "K1" })
		same(true, func(e *books.Entry) { e.CompanyNumber = "BE 403.170.701" })
		same(true, func(e *books.Entry) { e.VATNumber = "be 0403.170.701" })
		same(true, func(e *books.Entry) { e.Name, e.Contacts = "BAKKER", at("BOEK@bakker.example") })
		same(false, func(e *books.Entry) { e.Number, e.CompanyNumber = "K2", "0403170701" })           // a second customer number
		same(false, func(e *books.Entry) { e.Name, e.Contacts = "Slager", at("boek@bakker.example") }) // an accountant's address
		same(false, func(e *books.Entry) { e.Name, e.Contacts = "Bakker", at("info@bakker.example") }) // no known address
		same(false, func(e *books.Entry) { e.Name = "Bakker" })

		e := entry("", "9999", 1000, "2026-04-01")
		e.Name, e.VATNumber = "Bakker", "BE0403170701" // two customers have it now
		_, err := o.tryRegister(e)
		o.troubled(err, "several customers", "K1", "K2")
		e.Contacts = at("boek@bakker.example")
		if r := o.register(e); r.Customer != id {
			o.Errorf("the address decides: %+v", r)
		}
	})
}

func TestRegisterWithoutNumbersTwice(t *testing.T) {
	onBoth(t, func(o *office) {
		a := entry("", "1001", 1000, "2026-04-01", "klanten@boekhouder.example")
		b := entry("", "1002", 2000, "2026-04-01", "klanten@boekhouder.example")
		a.Name, b.Name = "Bakker", "Slager"
		one, two := o.register(a), o.register(b)
		if one.Customer == two.Customer {
			o.Error("an accountant's customers became one")
		}
		if r := o.register(a); !r.Again || r.Customer != one.Customer {
			o.Errorf("again: %+v", r)
		}
		if r := o.register(b); !r.Again || r.Customer != two.Customer {
			o.Errorf("again: %+v", r)
		}
	})
}

func TestRegisterOpening(t *testing.T) {
	onBoth(t, func(o *office) {
		e := entry("K1", "7", 10000, "2026-04-01")
		e.Open, e.HasOpen = 2500, true
		o.register(e)
		f := entry("K2", "7", 10000, "2026-04-01") // the same number of another customer
		f.Open, f.HasOpen = 0, true
		o.register(f)
		if got := o.open("K1", "7"); got != 2500 {
			o.Errorf("open %s", got)
		}
		if got := o.status("K2", "7"); got != voldaan.StatusClosed {
			o.Errorf("status %s", got)
		}
		o.must(o.Undo(o.Context(), books.Last, operator, o.now))
		if n := len(o.ledger("K2").Invoices); n != 1 || o.ledger("K2").InvoiceNumbered("7") != nil {
			o.Errorf("%d invoices after undo", n)
		}
		if r := o.register(f); r.Again || o.status("K2", "7") != voldaan.StatusClosed {
			o.Errorf("registered anew: %+v", r)
		}
	})
}

func TestRegisterRefuses(t *testing.T) {
	onBoth(t, func(o *office) {
		bad := func(words string, change func(*books.Entry)) {
			o.Helper()
			e := entry("K1", "41", 1000, "2026-04-01")
			change(&e)
			_, err := o.tryRegister(e)
			o.troubled(err, words)
		}
		bad("no number", func(e *books.Entry) { e.Invoice.Number = " " })
		bad("above zero", func(e *books.Entry) { e.Invoice.Total = 0 })
		bad("above zero", func(e *books.Entry) { e.Invoice.Total = -5 })
		bad("above the most", func(e *books.Entry) { e.Invoice.Total = voldaan.MaxAmount + 1 })
		bad("no due date", func(e *books.Entry) { e.Invoice.Due = 0 })
		bad("before it was issued", func(e *books.Entry) { e.Invoice.Issued = day("2026-05-01") })
		bad("currency", func(e *books.Entry) { e.Invoice.Currency = "eur" })
		bad("kind", func(e *books.Entry) { e.Kind = "firm" })
		bad("said to be open", func(e *books.Entry) { e.HasOpen, e.Open = true, 1001 })
		bad("future", func(e *books.Entry) { e.Invoice.LastContact = day("2026-03-05") })
		o.do(func(tx *store.Tx) error {
			all, err := tx.Customers("cr")
			if len(all) != 0 {
				o.Errorf("%d customers were made", len(all))
			}
			return err
		})
	})
}

func TestGentleFirstDay(t *testing.T) {
	onBoth(t, func(o *office) {
		o.Creditor.StartPerDay = 2
		days := map[voldaan.Date]int{}
		for i := range 5 {
			k := fmt.Sprintf("K%d", i)
			o.register(entry(k, "A"+k, 1000, "2026-01-10"))
			o.register(entry(k, "B"+k, 1000, "2026-01-12"))
			days[o.ledger(k).Customer.EnteredOn]++
		}
		// Wednesday, Thursday, Friday.
		want := map[voldaan.Date]int{day("2026-03-04"): 2, day("2026-03-05"): 2, day("2026-03-06"): 1}
		if diff := cmp.Diff(want, days); diff != "" {
			o.Error(diff)
		}
		e := entry("S", "S1", 1000, "2026-01-10")
		e.Invoice.LastStep, e.Invoice.LastContact = voldaan.StepReminder1, day("2026-02-01")
		o.register(e)
		o.register(entry("S", "S2", 1000, "2026-01-10"))
		o.register(entry("N", "N1", 1000, "2026-03-04"))
		for _, k := range []string{"S", "N"} {
			if on := o.ledger(k).Customer.EnteredOn; on != 0 {
				o.Errorf("customer %s enters on %s", k, on)
			}
		}
		o.now = o.now.AddDate(0, 0, 2) // Friday has one place left, then Monday
		o.register(entry("F", "F1", 1000, "2026-01-10"))
		o.register(entry("G", "G1", 1000, "2026-01-10"))
		if f, g := o.ledger("F").Customer.EnteredOn, o.ledger("G").Customer.EnteredOn; f != day("2026-03-06") || g != day("2026-03-09") {
			o.Errorf("entered on %s and %s", f, g)
		}
	})
}
