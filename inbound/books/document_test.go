package books_test

import (
	"context"
	"database/sql"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/inbound/books"
	"github.com/voldaan/voldaan/inbound/einvoice"
	"github.com/voldaan/voldaan/store"
)

func document() einvoice.Document {
	return einvoice.Document{
		Kind: einvoice.KindInvoice, Number: "2026-041", Issued: day("2026-03-01"), Due: day("2026-03-31"),
		Currency: voldaan.EUR, Total: 12100, Net: 10000, Payable: 12100, OrderReference: "PO-7",
		PaymentReference: "090933755493", Subject: "Drukwerk",
		Supplier: einvoice.Party{Name: "Vos", VATNumber: "NL001234567B01"},
		Buyer:    einvoice.Party{Name: "Bakker NV", CompanyNumber: "0403.170.701", Country: "BE", Email: "boek@bakker.example"},
		VAT:      []einvoice.VATLine{{Rate: "21", Base: 10000, Tax: 2100}},
	}
}

func (o *office) document(doc einvoice.Document, to ...voldaan.Address) (r books.Registered, err error) {
	err = o.DB.Tx(o.Context(), func(tx *store.Tx) (err error) {
		eva := books.Actor{Kind: voldaan.AuthorColleague, Key: "eva", Mail: "m1"}
		r, err = o.RegisterDocument(tx, doc, []byte("<Invoice/>"), to, eva, o.now)
		return err
	})
	return r, err
}

func TestRegisterDocument(t *testing.T) {
	onBoth(t, func(o *office) {
		r, err := o.document(document(), voldaan.Address{Name: "An", Address: "an@bakker.example"})
		if err != nil || r.Differs != "" || !r.New {
			o.Fatalf("got %+v, %v", r, err)
		}
		l := o.ledger("0403170701")
		inv := l.Invoice(r.Invoice)
		want := voldaan.Invoice{
			ID: r.Invoice, Customer: l.Customer.ID, Number: "2026-041", Subject: "Drukwerk", Issued: day("2026-03-01"),
			Due: day("2026-03-31"), Currency: voldaan.EUR, Total: 12100, Net: 10000, BuyerReference: "PO-7",
			PaymentReference: "+++090/9337/55493+++", Document: inv.Document, Registered: true,
		}
		if diff := cmp.Diff(want, *inv); diff != "" {
			o.Error(diff)
		}
		if l.Customer.Kind != voldaan.KindBusiness || len(l.Contacts) != 1 || l.Contacts[0].Address != "an@bakker.example" {
			o.Errorf("customer %+v, contacts %+v", l.Customer, l.Contacts)
		}
		o.do(func(tx *store.Tx) error {
			raw, err := tx.Bytes("cr", inv.Document)
			if string(raw) != "<Invoice/>" {
				o.Errorf("kept %q", raw)
			}
			return err
		})
		if r, err = o.document(document()); err != nil || !r.Again {
			o.Errorf("again: %+v, %v", r, err)
		}
		if got := o.ledger("0403170701").Contacts; len(got) != 2 {
			o.Errorf("without recipients the buyer's own address counts: %+v", got)
		}
	})
}

func TestRegisterDocumentTroubles(t *testing.T) {
	onBoth(t, func(o *office) {
		bad := func(words string, change func(*einvoice.Document)) {
			o.Helper()
			d := document()
			change(&d)
			_, err := o.document(d)
			o.troubled(err, words)
		}
		bad("only your own invoices", func(d *einvoice.Document) { d.Supplier.VATNumber = "NL999999999B01" })
		bad("only your own invoices", func(d *einvoice.Document) { d.Supplier = einvoice.Party{CompanyNumber: "87654321"} })
		bad("no due date", func(d *einvoice.Document) { d.Due = 0 })
		bad("names no invoice that is registered (2025-1)", func(d *einvoice.Document) {
			d.Kind, d.Credits = einvoice.KindCreditNote, []string{"2025-1"}
		})
		d := document()
		d.Buyer.Email, d.Payable, d.Supplier = "", 2100, einvoice.Party{CompanyNumber: "1234 5678", VATNumber: "NL999999999B01"}
		r, err := o.document(d)
		if err != nil || r.Differs == "" {
			o.Fatalf("nobody to write to: %+v, %v", r, err)
		}
		if got := o.open("0403170701", "2026-041"); got != 2100 {
			o.Errorf("prepaid: %s open", got)
		}
		for _, err := range []error{nil, sql.ErrNoRows, context.Canceled} {
			if text, business := books.Trouble(err); business {
				o.Errorf("%v became %q", err, text)
			}
		}
	})
}

func TestCreditDocument(t *testing.T) {
	onBoth(t, func(o *office) {
		o.register(entry("K1", "2026-041", 12100, "2026-03-31"))
		o.register(entry("K1", "2026-042", 5000, "2026-03-31"))
		d := document()
		d.Kind, d.Number, d.Due, d.Total, d.Credits = einvoice.KindCreditNote, "CN-1", 0, 13000, []string{"2026-041", "2026-042"}
		r, err := o.document(d)
		if err != nil || r.Again || r.Event == "" || r.Differs != "" {
			o.Fatalf("got %+v, %v", r, err)
		}
		if a, b := o.open("K1", "2026-041"), o.open("K1", "2026-042"); a+b != 4100 {
			o.Errorf("open %s and %s", a, b)
		}
		n := o.count("K1")
		if r, err = o.document(d); err != nil || !r.Again || o.count("K1") != n {
			o.Errorf("again: %+v, %v", r, err)
		}
		d.Total = 1
		_, err = o.document(d)
		o.troubled(err, "booked already, with 130.00 EUR")
		d.Number, d.Total = "CN-2", 5000
		if r, err = o.document(d); err != nil || r.Differs == "" {
			o.Errorf("more than is open: %+v, %v", r, err)
		}
		d.Number, d.Currency = "CN-3", "USD"
		_, err = o.document(d)
		o.troubled(err, "in USD, invoice 2026-041 in EUR")
	})
}
