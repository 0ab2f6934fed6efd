package outbound_test

import (
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/voldaan/voldaan"
)

// TestDossierCharges tells when a charge was claimed, also of one that was given
// up later, and counts what is owed alone.
func TestDossierCharges(t *testing.T) {
	w := newWorld(t, filepath.Join(t.TempDir(), "v.db"))
	w.zon()
	charge := func(kind voldaan.ChargeKind, a voldaan.Amount) (id voldaan.EventID) {
		w.apply(zon, voldaan.EventCharged, func(_ *voldaan.Ledger, e *voldaan.Event) {
			e.Letter, e.Invoice, e.Reason, e.Amount, id = "final", "i1", string(kind), a, e.ID
		})
		return id
	}
	w.apply(zon, voldaan.EventDemandQueued, func(_ *voldaan.Ledger, e *voldaan.Event) {
		e.Letter, e.Invoice, e.Step, e.Amount = "final", "i1", voldaan.StepFinalDemand, 121_000
	})
	fixed := charge(voldaan.ChargeFixed, 4_000)
	charge(voldaan.ChargeCosts, 14_150)
	w.apply(zon, voldaan.EventDemandSent, func(_ *voldaan.Ledger, e *voldaan.Event) { e.Letter = "final" })
	w.later(48 * time.Hour)
	w.apply(zon, voldaan.EventChargeWaived, func(_ *voldaan.Ledger, e *voldaan.Event) {
		e.Invoice, e.Ref, e.By = "i1", fixed, voldaan.AuthorOperator
	})
	_, d, _, _ := w.dossier(w.handOver("i1"))
	want := []toldCharge{
		{Day: "2026-03-04", Kind: "fixed", Amount: "40.00", Waived: true, WaivedOn: "2026-03-06"},
		{Day: "2026-03-04", Kind: "costs", Amount: "141.50"},
	}
	if diff := cmp.Diff(want, d.Invoices[0].Charges); diff != "" {
		t.Error(diff)
	}
	if d.Totals[0].Charges != "141.50" {
		t.Errorf("charged in all: %s", d.Totals[0].Charges)
	}
}
