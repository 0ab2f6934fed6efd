package books_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/inbound/books"
	"github.com/voldaan/voldaan/store"
)

// TestCustomerTerms puts a customer's own terms on record, and takes them back.
func TestCustomerTerms(t *testing.T) {
	onBoth(t, func(o *office) {
		o.CheckTerms = func(x voldaan.Terms) error {
			if x.Interest == "much" {
				return errors.New("the agreed interest: much")
			}
			return nil
		}
		o.register(entry("K1", "A-101", 12100, "2026-04-01"))
		one := voldaan.Terms{
			Days: 30, Interest: "8", DamagesClause: "10 % min 40", RegularDelivery: true, ReminderFee: 750,
			Since: day("2025-01-01"), Evidence: "offer 12",
		}
		two := voldaan.Terms{Days: 14, Since: day("2026-01-01"), Evidence: "contract of 2 January"}
		set := func(change books.CustomerChange) (books.Outcome, error) {
			return o.SetCustomer(o.Context(), "K1", change, operator, o.now)
		}
		is := func(want voldaan.Terms) {
			o.Helper()
			if got := o.ledger("K1").Customer.Terms; got != want {
				o.Errorf("terms %v, want %v", got, want)
			}
		}
		out := o.must(set(books.CustomerChange{Terms: one}))
		if len(out.Text) == 0 || !strings.Contains(out.Text[0], "interest 8 % a year, damages 10 % min 40, regular deliveries, a further reminder 7.50 EUR, since 2025-01-01 (offer 12)") {
			o.Errorf("%q", out.Text)
		}
		is(one)
		if again := o.must(set(books.CustomerChange{Terms: one})); !again.Again {
			o.Errorf("again: %+v", again)
		}
		o.must(set(books.CustomerChange{Terms: two, Importance: "key"}))
		is(two)
		o.must(o.Undo(o.Context(), books.Last, operator, o.now))
		is(one)
		o.must(set(books.CustomerChange{NoTerms: true}))
		is(voldaan.Terms{})
		if again := o.must(set(books.CustomerChange{NoTerms: true})); !again.Again {
			o.Errorf("again: %+v", again)
		}
		o.must(set(books.CustomerChange{Terms: one}))
		is(one)

		trouble := func(words string, change books.CustomerChange) {
			o.Helper()
			_, err := set(change)
			o.troubled(err, words)
			is(one)
		}
		bad := func(words string, wrong func(*voldaan.Terms)) {
			o.Helper()
			x := one
			wrong(&x)
			trouble(words, books.CustomerChange{Terms: x})
		}
		bad("the agreed interest", func(x *voldaan.Terms) { x.Interest = "much" })
		bad("want where they stand", func(x *voldaan.Terms) { x.Evidence = "" })
		bad("at most 200", func(x *voldaan.Terms) { x.Evidence = strings.Repeat("x", 201) })
		bad("the day since which they are agreed is missing", func(x *voldaan.Terms) { x.Since = 0 })
		bad("lies in the future", func(x *voldaan.Terms) { x.Since = day("2026-03-05") })
		bad("400 days to pay", func(x *voldaan.Terms) { x.Days = 400 })
		bad("nothing is agreed", func(x *voldaan.Terms) { x.Days, x.Interest, x.DamagesClause, x.ReminderFee = 0, "", "", 0 })
		bad("with regular deliveries only", func(x *voldaan.Terms) { x.RegularDelivery = false })
		bad("is no fee", func(x *voldaan.Terms) { x.ReminderFee = -1 })
		trouble("not both", books.CustomerChange{Terms: two, NoTerms: true})
		o.CheckTerms = nil
		trouble("none are taken here", books.CustomerChange{Terms: two})

		// What was personal leaves, and the log still reads whole.
		id := o.ledger("K1").Customer.ID
		o.do(func(tx *store.Tx) error {
			_, err := tx.EraseCustomer("cr", id, o.now)
			return err
		})
		one.Evidence = ""
		is(one)
	})
}

// TestImportTerms: a list says what customers agreed to; what they have stays.
func TestImportTerms(t *testing.T) {
	onBoth(t, func(o *office) {
		o.CheckTerms = func(voldaan.Terms) error { return nil }
		list := func(rows ...string) (books.Report, error) {
			head := "number,due date,total,customer number,email,terms source,terms since,agreed days,agreed interest,damages clause,regular deliveries,reminder fee\n"
			return o.ImportInvoices(o.Context(), invoiceRows(o.T, head+strings.Join(rows, "\n")+"\n"), operator, o.now)
		}
		own := func(number string) voldaan.Terms {
			o.Helper()
			return o.ledger(number).Customer.Terms
		}
		first, err := list(
			`A-1,2026-04-01,100.00,K1,a@a.example,"offer 12, art. 3",2025-01-01,30,"8,5 %",10 % min 40`,
			`A-2,2026-04-01,100.00,K2,b@b.example,"offer 12, art. 3",,,,`, // says nothing of what
		)
		if err != nil || first.Added != 2 || len(first.Warnings) != 0 {
			o.Fatalf("%+v, %v", first, err)
		}
		want := voldaan.Terms{Days: 30, Interest: "8,5", DamagesClause: "10 % min 40", Since: day("2025-01-01"), Evidence: "offer 12, art. 3"}
		if own("K1") != want || own("K2") != (voldaan.Terms{}) {
			o.Errorf("%v, %v", own("K1"), own("K2"))
		}
		third, err := list(`A-9,2026-04-01,100.00,K9,i@i.example,"contract 9",2025-01-01,,,,yes,"7,50"`)
		regular := voldaan.Terms{RegularDelivery: true, ReminderFee: 750, Since: day("2025-01-01"), Evidence: "contract 9"}
		if err != nil || third.Added != 1 || own("K9") != regular {
			o.Errorf("%+v, %v: %v", third, err, own("K9"))
		}
		o.must(o.Undo(o.Context(), string(third.Event), operator, o.now))
		// Other terms: the customer keeps what he has, and a person is told.
		second, err := list(`A-3,2026-04-01,100.00,K1,a@a.example,offer 13,2026-01-01,14,,`)
		if err != nil || second.Added != 1 || len(second.Warnings) != 1 || !strings.Contains(second.Warnings[0], "K1 keeps the terms that he has") {
			o.Errorf("%+v, %v", second, err)
		}
		if own("K1") != want {
			o.Errorf("%v", own("K1"))
		}
		o.must(o.Undo(o.Context(), string(second.Event), operator, o.now))
		o.must(o.Undo(o.Context(), string(first.Event), operator, o.now))
		if own("K1") != (voldaan.Terms{}) {
			o.Errorf("after undo %v", own("K1"))
		}
		bad := func(row, words string) {
			o.Helper()
			r, err := list(row)
			o.troubled(err, words)
			if len(r.Faults) == 0 {
				o.Errorf("%q: no fault", row)
			}
		}
		bad(`A-4,2026-04-01,100.00,K1,a@a.example,offer,,30,,`, `column "terms since": empty`)
		bad(`A-4,2026-04-01,100.00,K1,a@a.example,,2025-01-01,30,,`, `column "terms source": empty`)
		bad(`A-4,2026-04-01,100.00,K1,a@a.example,offer,2025-01-01,soon,,`, "want a number of days")
		bad(`A-4,2026-04-01,100.00,K1,a@a.example,offer,2025-01-01,,,,,7.50`, `column "regular deliveries": empty`)
		bad(`A-4,2026-04-01,100.00,K1,a@a.example,offer,2025-01-01,,,,yes,much`, `column "reminder fee"`)
		bad(`A-4,2026-04-01,100.00,K1,a@a.example,offer,2099-01-01,30,,`, "lies in the future")
	})
}
