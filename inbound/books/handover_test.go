package books_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/inbound/books"
	"github.com/voldaan/voldaan/store"
)

// toHandOver is what a hand-over would take and leave, by number.
func (o *office) toHandOver(customer string, named ...string) (p books.Proposal, take, left []string, err error) {
	o.Helper()
	err = o.DB.Tx(o.Context(), func(tx *store.Tx) (err error) {
		p, err = o.ToHandOver(tx, customer, named, o.now)
		return err
	})
	for _, l := range p.Take {
		take = append(take, l.Number)
	}
	for _, l := range p.Left {
		left = append(left, l.Number+" "+string(l.After))
	}
	return p, take, left, err
}

// handovers are those of a customer as the store has them.
func (o *office) handovers(customer string) (out []store.Handover) {
	o.Helper()
	id := o.ledger(customer).Customer.ID
	o.do(func(tx *store.Tx) (err error) {
		out, err = tx.Handovers("cr", id)
		return err
	})
	return out
}

func TestHandOver(t *testing.T) {
	onBoth(t, func(o *office) {
		ctx := o.Context()
		o.register(entry("K1", "041", 12100, "2026-02-01"))
		o.register(entry("K1", "042", 5000, "2026-02-05"))
		o.register(entry("K1", "043", 700, "2026-02-06"))
		o.register(entry("K1", "044", 900, "2026-09-06")) // not due
		o.register(entry("K2", "051", 900, "2026-02-06"))
		o.must(o.Dispute(ctx, "042", 0, "", operator, o.now))
		o.must(o.Pay(ctx, "043", 0, 0, "", operator, o.now))

		p, take, left, err := o.toHandOver("K1")
		if err != nil || !slices.Equal(take, []string{"041"}) || !slices.Equal(left, []string{"042 disputed"}) {
			t.Fatalf("take %q, leave %q, %v", take, left, err)
		}
		for name, want := range map[string]string{"044": "is overdue", "043": "is overdue", "051": "not one of customer K1", "77": "there is no invoice"} {
			_, _, _, err := o.toHandOver("K1", "041", name)
			o.troubled(err, want)
		}
		if _, take, _, err := o.toHandOver("K1", "042", "041", "042"); err != nil || !slices.Equal(take, []string{"042", "041"}) {
			t.Errorf("named: %q, %v", take, err)
		}

		// What a person saw has changed: nothing is handed over.
		o.must(o.Pay(ctx, "041", 100, 0, "", operator, o.now))
		before := o.count("K1")
		_, _, err = o.HandOver(ctx, p, operator, o.now)
		o.troubled(err, "no longer as you saw it")
		if o.count("K1") != before || len(o.handovers("K1")) != 0 {
			t.Error("something was changed")
		}

		p, _, _, _ = o.toHandOver("K1")
		_, _, err = o.HandOver(ctx, p, books.Actor{Kind: voldaan.AuthorBot}, o.now)
		o.troubled(err, "a colleague must decide that")
		id := o.ledger("K1").Customer.ID
		o.do(func(tx *store.Tx) error { // a proposal, and a case about a mail
			for _, c := range []voldaan.Case{{ID: "s1", Kind: voldaan.CaseHandover}, {ID: "s2"}} {
				c.Creditor, c.Customer, c.State = "cr", id, voldaan.CaseOpen
				if err := tx.PutCase(c); err != nil {
					return err
				}
			}
			return nil
		})
		out, h, err := o.HandOver(ctx, p, operator, o.now)
		out = o.must(out, err)
		if got := o.status("K1", "041"); got != voldaan.StatusHandedOver || len(out.Invoices) != 1 {
			t.Errorf("%s, %+v", got, out)
		}
		if diff := cmp.Diff([]store.Handover{h}, o.handovers("K1")); diff != "" || h.ID != out.Event || h.Seq != int64(o.count("K1")) {
			t.Errorf("%s\n%+v", diff, h)
		}
		o.do(func(tx *store.Tx) error {
			open, err := tx.OpenCases("cr")
			if len(open) != 1 || open[0].ID != "s2" {
				t.Errorf("open cases: %+v", open)
			}
			return err
		})
		p, take, left, err = o.toHandOver("K1")
		if err != nil || take != nil || len(left) != 1 {
			t.Errorf("after it: take %q, leave %q, %v", take, left, err)
		}
		_, _, err = o.HandOver(ctx, p, operator, o.now)
		o.troubled(err, "042 (disputed); name one with --invoice")
		p, _, _, _ = o.toHandOver("K2")
		p.Take = nil
		_, _, err = o.HandOver(ctx, p, operator, o.now)
		o.troubled(err, "no overdue invoice that is not handed over yet")

		back := o.must(o.Recall(ctx, "041", operator, o.now))
		if got := o.status("K1", "041"); got != voldaan.StatusOpen {
			t.Errorf("recalled: %s", got)
		}
		_, err = o.Recall(ctx, "041", operator, o.now)
		o.troubled(err, "is not handed over, but open")
		o.must(o.Undo(ctx, string(back.Event), operator, o.now))
		o.must(o.Undo(ctx, string(h.ID), operator, o.now))
		if got := o.status("K1", "041"); got != voldaan.StatusOpen {
			t.Errorf("undone: %s", got)
		}
	})
}
