package store_test

import (
	"database/sql"
	"errors"
	"testing"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/store"
)

func fullCase() voldaan.Case {
	return voldaan.Case{
		ID: "s1", Creditor: cr, Customer: c1, Mail: "m1", Intent: voldaan.IntentDispute, Reason: "defective",
		Invoices: []voldaan.InvoiceID{"i1", "i2"}, Owner: "0011", Opened: now(), Deadline: now().Add(time.Hour),
		Escalated: 2, State: voldaan.CaseAnswered, Kind: voldaan.CaseMail,
	}
}

func TestCases(t *testing.T) {
	inEach(t, func(t *testing.T, tx *store.Tx) {
		want := fullCase()
		check(t, tx.PutCase(want))
		same(t, "case", must(tx.Case(cr, "s1"))(t), want)
		first := voldaan.Case{ID: "s0", Creditor: cr, Opened: now().Add(-time.Hour), State: voldaan.CaseOpen}
		check(t, tx.PutCase(first))
		first.Kind = voldaan.CaseMail // what it is when nobody says
		proposal := want
		proposal.ID, proposal.Kind = "s3", voldaan.CaseHandover
		check(t, tx.PutCase(proposal))
		same(t, "proposal", must(tx.Case(cr, "s3"))(t), proposal)
		proposal.State = voldaan.CaseClosed
		check(t, tx.PutCase(proposal))
		proposal.Kind = "hand-over"
		if tx.PutCase(proposal) == nil {
			t.Error("a kind that there is not was taken")
		}
		closed := voldaan.Case{ID: "s2", Creditor: cr, State: voldaan.CaseClosed}
		check(t, tx.PutCase(closed))
		same(t, "open", must(tx.OpenCases(cr))(t), []voldaan.Case{first, want})
		want.State, want.Invoices = voldaan.CaseClosed, nil
		check(t, tx.PutCase(want))
		same(t, "open after one closed", must(tx.OpenCases(cr))(t), []voldaan.Case{first})
		closed.Kind = voldaan.CaseMail
		same(t, "opened by the first's hour", must(tx.CasesOpened(cr, first.Opened))(t), []voldaan.Case{closed, first})
		same(t, "another's", must(tx.OpenCases(other))(t), []voldaan.Case(nil))
		if _, err := tx.Case(other, "s1"); !errors.Is(err, sql.ErrNoRows) {
			t.Errorf("another creditor's case: %v", err)
		}
		want.State = "lost"
		failed(t, tx.PutCase(want), "lost")
	})
}

func TestCaseAnswers(t *testing.T) {
	inEach(t, func(t *testing.T, tx *store.Tx) {
		late := store.CaseAnswer{Case: "s1", Mail: "m1", At: now().Add(time.Hour)}
		early := store.CaseAnswer{Case: "s1", Mail: "m2", At: now()}
		for _, a := range []store.CaseAnswer{late, early, late, {Case: "s2", Mail: "m3"}} {
			check(t, tx.KeepAnswer(cr, a))
		}
		same(t, "answers", must(tx.CaseAnswers(cr, "s1"))(t), []store.CaseAnswer{early, late})
		same(t, "another's", must(tx.CaseAnswers(other, "s1"))(t), []store.CaseAnswer(nil))
	})
}
