package store_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/store"
)

func TestHandovers(t *testing.T) {
	inEach(t, func(t *testing.T, tx *store.Tx) {
		late := store.Handover{ID: "e9", Creditor: cr, Customer: c1, Seq: 9, At: now().Add(time.Hour), Invoices: []voldaan.InvoiceID{"i2"}}
		early := store.Handover{
			ID: "e5", Creditor: cr, Customer: c1, Seq: 6, At: now(), Author: "abc", Invoices: []voldaan.InvoiceID{"i0", "i1"},
		}
		check(t, tx.PutHandover(late))
		check(t, tx.PutHandover(early))
		early.SHA256, early.Size, early.Mails, early.LeftOut = "9f86", 1234, []string{"letter:l1", "mail:m1"}, 3
		check(t, tx.PutHandover(early))
		same(t, "hand-overs by time", must(tx.Handovers(cr, c1))(t), []store.Handover{early, late})
		same(t, "of another customer", len(must(tx.Handovers(cr, "c2"))(t)), 0)
		same(t, "of another creditor", len(must(tx.Handovers(other, c1))(t)), 0)
	})
}

func TestEventsTo(t *testing.T) {
	onBoth(t, func(t *testing.T, at string) {
		db := lived(t, at)
		all := ledgerIn(t, db).log()
		within(t, db, func(tx *store.Tx) {
			for _, n := range []int{0, 1, 4, len(all)} {
				var seq int64
				if n > 0 {
					seq = all[n-1].Seq
				}
				if diff := cmp.Diff(all[:n], append([]voldaan.Event{}, must(tx.EventsTo(cr, c1, seq))(t)...)); diff != "" {
					t.Errorf("to %d: %s", seq, diff)
				}
			}
			same(t, "last place", must(tx.LastSeq(must(tx.Customer(cr, c1))(t)))(t), all[len(all)-1].Seq)
			same(t, "last place of an empty log", must(tx.LastSeq(must(tx.Customer(cr, "c2"))(t)))(t), int64(0))
		})
	})
}

func TestVATLines(t *testing.T) {
	inEach(t, func(t *testing.T, tx *store.Tx) {
		want := []store.VATLine{{Invoice: "i1", Rate: "21", Base: 100, Tax: 21}, {Invoice: "i1", Rate: "9", Base: 200, Tax: 18}}
		for _, v := range []store.VATLine{want[1], want[0], {Invoice: "i2", Rate: "0", Base: 5}} {
			check(t, tx.AddVAT(cr, v))
		}
		same(t, "VAT by rate", must(tx.VATLines(cr, "i1"))(t), want)
		same(t, "of another creditor", len(must(tx.VATLines(other, "i1"))(t)), 0)
	})
}

// TestErasures keeps when the content of each thing was taken away, and only
// the first time.
func TestErasures(t *testing.T) {
	onBoth(t, func(t *testing.T, at string) {
		db := lived(t, at)
		first, later := now().Add(time.Hour), now().Add(48*time.Hour)
		within(t, db, func(tx *store.Tx) {
			same(t, "before", len(must(tx.Erasures(cr, c1))(t)), 0)
			must(tx.EraseAddress(cr, address, first))(t)
		})
		want := []store.Erasure{
			{What: store.ErasedContact, ID: "k1", At: first},
			{What: store.ErasedLetter, ID: "l1", At: first},
			{What: store.ErasedLetter, ID: "l2", At: first},
			{What: store.ErasedMail, ID: "m1", At: first},
		}
		within(t, db, func(tx *store.Tx) {
			same(t, "an address", must(tx.Erasures(cr, c1))(t), want)
			must(tx.EraseCustomer(cr, c1, later))(t)
		})
		want = append(want, store.Erasure{What: store.ErasedCustomer, ID: string(c1), At: later},
			store.Erasure{What: store.ErasedDocument, ID: "i0", At: later})
		within(t, db, func(tx *store.Tx) {
			same(t, "the customer as well", must(tx.Erasures(cr, c1))(t), want)
			same(t, "another customer", len(must(tx.Erasures(cr, "c2"))(t)), 0)
		})
	})
	onBoth(t, func(t *testing.T, at string) {
		db := lived(t, at)
		after := now().AddDate(9, 0, 0)
		var got []store.Erasure
		within(t, db, func(tx *store.Tx) {
			check(t, tx.Decide(cr, c1, store.ScopeAll, now(), func(l *voldaan.Ledger) ([]voldaan.Event, error) {
				e := ledgerIn(t, db).event(voldaan.EventClosed, func(e *voldaan.Event) { e.ID, e.Group, e.Invoice = "closed", "closed", "i0" })
				return []voldaan.Event{e}, l.Apply(e)
			}))
			must(tx.EraseExpired(cr, voldaan.DateOf(after), after))(t)
			got = must(tx.Erasures(cr, c1))(t)
		})
		what := map[string]int{}
		for _, e := range got {
			what[e.What]++
			if !e.At.Equal(after) {
				t.Errorf("%+v", e)
			}
		}
		same(t, "what has expired", what, map[string]int{
			store.ErasedContact: 1, store.ErasedDocument: 1, store.ErasedLetter: 2, store.ErasedMail: 1,
		})
	})
}
