package books_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/inbound/books"
	"github.com/voldaan/voldaan/store"
)

const discountHead = "number,invoice date,due date,total,customer number,email,early-payment discount,early-payment discount percent,early-payment discount until\n"

// TestDiscountPaid: a payment in time less the discount settles an invoice from
// a list, a late one does not, and undo takes back payment and discount.
func TestDiscountPaid(t *testing.T) {
	onBoth(t, func(o *office) {
		r, err := o.ImportInvoices(o.Context(), invoiceRows(o.T, discountHead+
			"A-1,2026-02-20,2026-03-22,121.00,K1,a@a.example,2.42,,2026-03-02\n"+
			"A-2,2026-02-20,2026-03-22,242.00,K1,a@a.example,4.84,,2026-03-02\n"), operator, o.now)
		if err != nil || r.Added != 2 {
			o.Fatalf("%+v, %v", r, err)
		}
		open := func(number string, want, kept voldaan.Amount) {
			o.Helper()
			l := o.ledger("K1")
			inv := l.InvoiceNumbered(number)
			if got, k := l.Open(inv.ID), l.DiscountTaken(inv.ID); got != want || k != kept {
				o.Errorf("%s: %s open, %s kept; want %s and %s", number, got, k, want, kept)
			}
		}
		pay := func(number string, sum voldaan.Amount, on string) books.Outcome {
			o.Helper()
			return o.must(o.Pay(o.Context(), number, sum, day(on), "", operator, o.now))
		}
		first := pay("A-1", 11_858, "2026-03-03") // a bank day after the last day
		open("A-1", 0, 242)
		if len(first.Invoices) != 1 || first.Invoices[0].After != voldaan.StatusClosed {
			o.Errorf("%+v", first)
		}
		pay("A-2", 23_716, "2026-03-04")
		open("A-2", 484, 0)
		o.must(o.Undo(o.Context(), books.Last, operator, o.now))
		o.must(o.Undo(o.Context(), string(first.Event), operator, o.now))
		open("A-1", 12_100, 0)
		open("A-2", 24_200, 0)
		o.Books.Policy.DiscountGrace = 0
		pay("A-1", 11_858, "2026-03-03")
		open("A-1", 242, 0)
	})
}

// TestDiscountPercent: a discount in per cent is reckoned by the law's rules, as
// the creditor has them, and kept with what it rests on.
func TestDiscountPercent(t *testing.T) {
	onBoth(t, func(o *office) {
		o.Creditor.DiscountVAT = "on_net"
		o.EarlyPayment = func(inv voldaan.Invoice, _ []store.VATLine) (voldaan.Amount, []store.VATLine, error) {
			if inv.DiscountPercent == "99" || inv.DiscountVAT != "on_net" {
				return 0, nil, errors.New("no such discount")
			}
			return 200, []store.VATLine{{Rate: "21", Base: 10_000, Tax: 2_100}}, nil
		}
		list := func(row string) (books.Report, error) {
			return o.ImportInvoices(o.Context(), invoiceRows(o.T, discountHead+row+"\n"), operator, o.now)
		}
		if _, err := list("A-1,2026-02-20,2026-03-22,121.00,K1,a@a.example,,2 %,2026-03-02"); err != nil {
			o.Fatal(err)
		}
		inv := *o.ledger("K1").InvoiceNumbered("A-1")
		if inv.Discount != 200 || inv.DiscountPercent != "2" || inv.DiscountVAT != "on_net" || inv.DiscountUntil != day("2026-03-02") {
			o.Errorf("%+v", inv)
		}
		o.do(func(tx *store.Tx) error {
			lines, err := tx.VATLines("cr", inv.ID)
			if len(lines) != 1 || lines[0].Rate != "21" {
				o.Errorf("%+v", lines)
			}
			return err
		})
		bad := func(words, cells string) {
			o.Helper()
			_, err := list("A-2,2026-02-20,2026-03-22,121.00,K1,a@a.example," + cells)
			o.troubled(err, words)
		}
		bad("not below the total", "121.00,,2026-03-02")
		bad("want a sum above zero", "0.00,,2026-03-02")
		bad("there is a sum as well", "2.42,2,2026-03-02")
		bad("want the last day of the discount", "2.42,,")
		bad("want its sum or its per cent", ",,2026-03-02")
		bad("before the invoice date, 2026-02-20", "2.42,,2026-02-19")
		bad("after the due date, 2026-03-22", "2.42,,2026-03-23")
		bad("want an amount", "2.42 USD,,2026-03-02")
		bad("no such discount", ",99,2026-03-02")
		o.EarlyPayment = nil
		bad("no discount in per cent is taken here", ",2,2026-03-02")
	})
}

// TestDiscountOfAList: what a list of open items leaves open stays open.
func TestDiscountOfAList(t *testing.T) {
	onBoth(t, func(o *office) {
		if _, err := o.ImportInvoices(o.Context(), invoiceRows(o.T, strings.Replace(discountHead, "total,", "total,open,", 1)+
			"A-1,2026-03-01,2026-03-31,121.00,2.42,K1,a@a.example,2.42,,2026-03-12\n"), operator, o.now); err != nil {
			o.Fatal(err)
		}
		l := o.ledger("K1")
		if inv := l.InvoiceNumbered("A-1"); l.Open(inv.ID) != 242 {
			o.Errorf("%s open", l.Open(inv.ID))
		}
	})
}

// TestDiscountOfADocument: an e-invoice whose discount cannot be reckoned is
// followed without it, and a person is told.
func TestDiscountOfADocument(t *testing.T) {
	onBoth(t, func(o *office) {
		o.EarlyPayment = func(inv voldaan.Invoice, lines []store.VATLine) (voldaan.Amount, []store.VATLine, error) {
			if inv.DiscountVAT == "" {
				return 0, nil, errors.New("set discount_vat")
			}
			return 242, lines, nil
		}
		register := func(number, percent, until, want string, off voldaan.Amount) {
			o.Helper()
			doc := document()
			doc.Number, doc.DiscountPercent, doc.DiscountUntil = number, percent, day(until)
			r, err := o.document(doc, voldaan.Address{Address: "an@bakker.example"})
			if err != nil || !strings.Contains(r.Differs, want) || want == "" && r.Differs != "" {
				o.Errorf("%s: %+v, %v; want %q", number, r, err, want)
			}
			if inv := o.ledger("0403170701").InvoiceNumbered(number); inv == nil || inv.Discount != off || (inv.DiscountUntil != 0) != (off != 0) {
				o.Errorf("%s: %+v", number, inv)
			}
			if again, err := o.document(doc); err != nil || !again.Again || again.Differs != "" {
				o.Errorf("%s again: %+v, %v", number, again, err)
			}
		}
		register("U-1", "2", "2026-03-11", "its discount for early payment is not followed: invoice U-1: set discount_vat", 0)
		o.Creditor.DiscountVAT = "on_gross"
		register("U-2", "2", "2026-03-11", "", 242)
		register("U-3", "2", "2026-04-11", "after it is due on 2026-03-31", 0)
	})
}
