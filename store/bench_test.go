package store_test

import (
	"fmt"
	"testing"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/store"
)

func benchBoth(b *testing.B, f func(*testing.B, *store.DB)) {
	for name, address := range addresses() {
		b.Run(name, func(b *testing.B) { f(b, begun(b, address(b))) })
	}
}

// BenchmarkDecide is one decision about a customer with twenty open invoices
// and a thousand in the archive.
func BenchmarkDecide(b *testing.B) {
	benchBoth(b, func(b *testing.B, db *store.DB) {
		f := ledgerIn(b, db)
		check(b, f.apply(store.ScopeAll, func(l *voldaan.Ledger) { archive(f, l, 1000) }))
		for i := range 20 {
			f.invoice(voldaan.InvoiceID(fmt.Sprintf("open%d", i)), 1000)
		}
		for b.Loop() {
			check(b, f.apply(store.ScopeOpen, nil, f.event(voldaan.EventNoted, nil)))
		}
	})
}

// archive adds invoices that were paid.
func archive(f *ledger, l *voldaan.Ledger, n int) {
	for i := range n {
		id := fmt.Sprintf("paid%d", i)
		l.Invoices = append(l.Invoices, voldaan.Invoice{
			ID: voldaan.InvoiceID(id), Customer: c1, Number: id, Due: f.day, Currency: voldaan.EUR, Total: 1, Registered: true,
		})
		l.Payments = append(l.Payments, voldaan.Payment{
			ID: voldaan.PaymentID(id), Customer: c1, Kind: voldaan.PaymentTransfer, Reference: id, Day: f.day,
			Currency: voldaan.EUR, Amount: 1, Booked: true,
		})
		l.Allocations = append(l.Allocations, voldaan.Allocation{
			ID: voldaan.EventID(id), Payment: voldaan.PaymentID(id), Invoice: voldaan.InvoiceID(id), Part: voldaan.PartPrincipal,
			Amount: 1, Day: f.day,
		})
	}
}

// BenchmarkStoreMail stores mails of 20 kB, each in a transaction of its own.
func BenchmarkStoreMail(b *testing.B) {
	benchBoth(b, func(b *testing.B, db *store.DB) {
		raw := make([]byte, 20_000)
		b.SetBytes(int64(len(raw)))
		n := 0
		for b.Loop() {
			n++
			copy(raw, fmt.Sprint(n))
			within(b, db, func(tx *store.Tx) {
				if !must(tx.StoreMail(mail(n), raw, place(uint32(n))))(b) {
					b.Fatal("it is not new")
				}
			})
		}
	})
}
