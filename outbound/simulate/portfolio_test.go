package simulate

import (
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/voldaan/voldaan"
)

// TestPortfolio: the log of an invented customer makes his ledger, which is as
// rich as a portfolio should be.
func TestPortfolio(t *testing.T) {
	accounts := invented(t, 150, 1, VarietyFull)
	kinds := map[voldaan.EventKind]int{}
	open := 0
	segments := map[string]bool{}
	for _, a := range accounts {
		segments[Segment(a.Ledger.Customer)] = true
		l, err := voldaan.Fold(a.Ledger, a.Log)
		if err != nil {
			t.Fatalf("%s: %v", a.Ledger.Customer.Number, err)
		}
		if diff := cmp.Diff(a.Ledger, l, cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("%s: the log makes another ledger: %s", a.Ledger.Customer.Number, diff)
		}
		for i, e := range a.Log {
			kinds[e.Kind]++
			if e.Day >= today || (i > 0 && e.Seq != a.Log[i-1].Seq+1) {
				t.Fatalf("event %d on %s has place %d", i, e.Day, e.Seq)
			}
		}
		for _, inv := range l.Invoices {
			if !l.Closed(inv.ID, today) {
				open++
			}
		}
	}
	for _, k := range []voldaan.EventKind{
		voldaan.EventInvoiceRegistered, voldaan.EventPaymentBooked, voldaan.EventDemandSent, voldaan.EventDisputed,
		voldaan.EventDisputeResolved, voldaan.EventPromised, voldaan.EventPromiseKept, voldaan.EventPromiseBroken,
		voldaan.EventPaymentClaimed, voldaan.EventContactBounced, voldaan.EventContactLeft, voldaan.EventContactAdded,
	} {
		if kinds[k] == 0 {
			t.Errorf("nothing was %s", k)
		}
	}
	if open < 50 || len(segments) < 15 {
		t.Errorf("%d open invoices, %d segments", open, len(segments))
	}
	if again := invented(t, 150, 1, VarietyFull); !reflect.DeepEqual(again, accounts) {
		t.Error("the same seed made another portfolio")
	}
	if other := invented(t, 150, 2, VarietyFull); reflect.DeepEqual(other, accounts) {
		t.Error("another seed made the same portfolio")
	}
	if smaller := invented(t, 10, 1, VarietyFull); !reflect.DeepEqual(smaller, accounts[:10]) {
		t.Error("a smaller portfolio has other customers")
	}
	for _, n := range []int{0, -1, MaxPortfolio + 1} {
		if _, err := (Portfolio{Customers: n, Today: today, Policy: voldaan.DefaultPolicy()}).Make(t.Context(), nil); err == nil {
			t.Errorf("%d customers: no error", n)
		}
	}
}
