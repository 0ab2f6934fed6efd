package voldaan

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// undo folds the log with a group left out.
func (f *fixture) undo(group EventID) error {
	f.t.Helper()
	log := append(f.log[:len(f.log):len(f.log)], f.event(EventUndone, func(e *Event) { e.Ref = group }))
	l, err := Fold(f.l, log)
	if err == nil {
		f.l, f.log = l, log
	}
	return err
}

// TestFoldKeepsDocuments: what came in as a document is not made by events, and
// the ledger that is folded is left as it is.
func TestFoldKeepsDocuments(t *testing.T) {
	f := newFixture(t)
	f.l.Plans = []InstalmentPlan{{ID: "pl", Customer: "c1", State: "agreed"}}
	f.l.Instalments = []Instalment{{Plan: "pl", Number: 1, Day: today.Add(20), Amount: 50_000}}
	f.l.Bounds = Bounds{PromiseDays: 9, Promises: 1, Claims: 1, PausedDays: 30}
	f.must(EventPlanned, func(e *Event) { e.Invoice, e.Plan, e.Until = "i1", "pl", today.Add(20) })
	f.book()
	before := f.l.Clone()
	f.folds()
	if diff := cmp.Diff(before, f.l); diff != "" {
		t.Errorf("folding changed its argument:\n%s", diff)
	}
}

func TestUndo(t *testing.T) {
	f := newFixture(t)
	before := f.l.Clone()
	s := f.stamp(AuthorColleague)
	for _, e := range []Event{s.Event(EventDisputed), s.Event(EventStopped), s.Event(EventContactLeft)} {
		e.Invoice, e.Contact = "i1", "k1"
		if err := f.apply(e); err != nil {
			t.Fatal(err)
		}
	}
	other := f.must(EventHeld, func(e *Event) { e.Invoice = "i2" })
	if err := f.undo(s.group); err != nil { // the three of one command
		t.Fatal(err)
	}
	f.status("i1", StatusOpen, 100_000)
	f.status("i2", StatusHeld, 0)
	if !f.l.Contact("k1").CanReceive() || f.l.Customer.Stopped {
		t.Error("a part of the group still counts")
	}
	f.folds()
	if err := f.undo(other.Group); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(before, f.l, ledgerOptions); diff != "" {
		t.Errorf("after both are undone:\n%s", diff)
	}
	if err := f.undo("e999"); err != nil { // a group that there is not
		t.Error(err)
	}
	f.folds()
}

// TestUndoRefused: what came later needs what would be undone.
func TestUndoRefused(t *testing.T) {
	f := newFixture(t)
	f.book()
	booked := f.log[len(f.log)-1].Group
	f.must(EventAllocated, func(e *Event) { e.Payment, e.Invoice, e.Part, e.Amount = "p1", "i1", PartPrincipal, 100_000 })
	allocated := f.log[len(f.log)-1].Group
	var r *Refusal
	if err := f.undo(booked); !errors.As(err, &r) || r.Event != EventAllocated {
		t.Errorf("a payment that is allocated is undone: %v", err)
	}
	f.status("i1", StatusClosed, 0)
	if err := f.undo(allocated); err != nil {
		t.Fatal(err)
	}
	if err := f.undo(booked); err != nil {
		t.Fatal(err)
	}
	f.status("i1", StatusOpen, 100_000)
	f.book() // and may be booked again
	f.folds()
}

// TestUndoKeepsLetters: what left the house is not taken back.
func TestUndoKeepsLetters(t *testing.T) {
	f := newFixture(t)
	f.send(&Draft{Lines: []DemandLine{{Invoice: "i1", Step: StepReminder1, Amount: 100_000}}})
	for _, e := range f.log[len(f.log)-2:] {
		if err := f.undo(e.Group); err != nil {
			t.Fatal(err)
		}
	}
	if step, on := f.l.LastStep("i1"); step != StepReminder1 || on != today {
		t.Errorf("the letter is forgotten: %q on %s", step, on)
	}
	for _, kind := range []EventKind{EventDemandQueued, EventDemandSent, EventMailRead, EventAnswered, EventCaseOpened, EventNoted} {
		if kind.Undoable() {
			t.Errorf("%s can be undone", kind)
		}
	}
}
