package store_test

import (
	"database/sql"
	"errors"
	"testing"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/store"
)

func TestInvoices(t *testing.T) {
	onEach(t, func(t *testing.T, db *store.DB) {
		f := ledgerIn(t, db)
		check(t, f.apply(store.ScopeOpen, documents, f.story()...))
		f.invoice("A_10%", 100)
		f.invoice(`A\10x`, 100)
		f.payment("p9", 100)
		check(t, f.apply(store.ScopeOpen, func(l *voldaan.Ledger) {
			l.Invoices = append(l.Invoices, voldaan.Invoice{ID: "raw", Customer: c1, Number: "raw-1"})
		}, f.allocation("p9", "A_10%", 100)))
		within(t, db, func(tx *store.Tx) {
			is := func(what string, got []voldaan.Invoice, want string) {
				t.Helper()
				if s := ids(got, func(i voldaan.Invoice) voldaan.InvoiceID { return i.ID }); s != want {
					t.Errorf("%s: %q, want %q", what, s, want)
				}
			}
			var l voldaan.Ledger
			documents(&l)
			l.Invoices[0].Registered = true
			same(t, "invoice", must(tx.Invoice(cr, "i1"))(t), l.Invoices[0])
			if _, err := tx.Invoice(other, "i1"); !errors.Is(err, sql.ErrNoRows) {
				t.Errorf("another creditor's: %v", err)
			}
			is("numbered", must(tx.InvoicesNumbered(cr, "2026-1"))(t), "i1")
			is("numbered, not registered", must(tx.InvoicesNumbered(cr, "raw-1"))(t), "raw")
			is("another's number", must(tx.InvoicesNumbered(other, "2026-1"))(t), "")
			is("referenced", must(tx.InvoicesReferenced(cr, "RF18539007547034"))(t), "i1")
			is("no reference", must(tx.InvoicesReferenced(cr, ""))(t), "")
			is("open", must(tx.OpenInvoices(cr))(t), `i1 A\10x i2`)
			is("all", must(tx.Invoices(cr))(t), `i1 i2 A\10x A_10%`)
			for tail, want := range map[string]string{
				"6-1": "i1", "-2": "i2", "2026-1": "i1", "02026-1": "", "raw-1": "", "%": "A_10%", "_10%": "A_10%",
				"_": "", `\10x`: `A\10x`, `\`: "", "10X": `A\10x`, "a_10%": "A_10%", "zzzzzzzzzzzzzzzzzzzzzzzz": "",
			} {
				is("like "+tail, must(tx.InvoicesLike(cr, tail))(t), want)
			}
		})
	})
}

func TestPaymentWith(t *testing.T) {
	onEach(t, func(t *testing.T, db *store.DB) {
		f := ledgerIn(t, db)
		check(t, f.apply(store.ScopeOpen, documents, f.story()...))
		within(t, db, func(tx *store.Tx) {
			with := func(kind voldaan.PaymentKind, account, ref string) string {
				return ids(must(tx.PaymentWith(cr, kind, account, ref))(t), func(p voldaan.Payment) voldaan.PaymentID { return p.ID })
			}
			if got := with(voldaan.PaymentTransfer, "NL91ABNA0417164300", "B1"); got != "p1" {
				t.Errorf("got %q", got)
			}
			for _, got := range []string{
				with(voldaan.PaymentCreditNote, "NL91ABNA0417164300", "B1"), with(voldaan.PaymentTransfer, "", "B1"),
				with(voldaan.PaymentTransfer, "NL91ABNA0417164300", "B2"),
			} {
				if got != "" {
					t.Errorf("another identity finds %q", got)
				}
			}
		})
		twin := func(l *voldaan.Ledger) {
			l.Payments = append(l.Payments, voldaan.Payment{
				ID: "p2", Customer: c1, Kind: voldaan.PaymentTransfer, Account: "NL91ABNA0417164300", Reference: "B1",
				Currency: voldaan.EUR, Amount: 1,
			})
		}
		failed(t, f.apply(store.ScopeOpen, twin, f.event(voldaan.EventPaymentBooked, func(e *voldaan.Event) {
			e.Payment, e.Amount = "p2", 1
		})), "c1")
		if n := len(f.read(store.ScopeAll).Payments); n != 1 {
			t.Errorf("%d payments of one identity", n)
		}
	})
}

func TestVAT(t *testing.T) {
	onEach(t, func(t *testing.T, db *store.DB) {
		within(t, db, func(tx *store.Tx) {
			check(t, tx.AddVAT(cr, store.VATLine{Invoice: "i1", Rate: "21", Base: 10000, Tax: 2100}))
			check(t, tx.AddVAT(cr, store.VATLine{Invoice: "i1", Rate: "21", Base: 1, Tax: 1}))
			check(t, tx.AddVAT(cr, store.VATLine{Invoice: "i1", Rate: "9", Base: 100, Tax: 9}))
		})
		var sum, n int
		row := db.SQL().QueryRowContext(t.Context(), "SELECT SUM(base + tax), COUNT(*) FROM vat_lines WHERE invoice_id = 'i1'")
		check(t, row.Scan(&sum, &n))
		if sum != 12209 || n != 2 {
			t.Errorf("%d lines, %d in all", n, sum)
		}
	})
}

func TestEventsSince(t *testing.T) {
	onEach(t, func(t *testing.T, db *store.DB) {
		f := ledgerIn(t, db)
		noted := func(day voldaan.Date) { f.day = day; f.must(voldaan.EventNoted, nil) }
		for _, day := range []voldaan.Date{today() - 2, today(), today() - 1, today() + 400} {
			noted(day)
		}
		within(t, db, func(tx *store.Tx) {
			id := func(e voldaan.Event) voldaan.EventID { return e.ID }
			for from, want := range map[voldaan.Date]string{
				today() - 9: "e1 e3 e2 e4", today() - 1: "e3 e2 e4", today(): "e2 e4", today() + 1: "e4", today() + 401: "",
			} {
				if got := ids(must(tx.EventsSince(cr, from))(t), id); got != want {
					t.Errorf("since %s: %q, want %q", from, got, want)
				}
			}
			if got := ids(must(tx.Events(cr, c1))(t), id); got != "e1 e2 e3 e4" {
				t.Errorf("the log: %s", got)
			}
			if n := len(must(tx.EventsSince(other, 1))(t)) + len(must(tx.Events(other, c1))(t)); n != 0 {
				t.Errorf("another creditor sees %d events", n)
			}
		})
	})
}
