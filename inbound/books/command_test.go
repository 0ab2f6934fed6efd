package books_test

import (
	"slices"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/inbound/books"
	"github.com/voldaan/voldaan/store"
)

// TestCommandsAndUndo does each command, looks at what became of the invoice,
// and takes it back.
func TestCommandsAndUndo(t *testing.T) {
	onBoth(t, func(o *office) {
		ctx := o.Context()
		o.register(entry("K1", "2026-041", 12100, "2026-04-01", "boek@bakker.example"))
		o.register(entry("K1", "2026-042", 5000, "2026-04-05"))
		check := func(want string, again bool, run func() (books.Outcome, error)) {
			o.Helper()
			before := o.state(o.ledger("K1"))
			out := o.must(run())
			after := o.state(o.ledger("K1"))
			if !slices.Contains(after, want) || out.Event == "" || len(out.Text) == 0 {
				o.Errorf("want %q in %q (%+v)", want, after, out)
			}
			if again {
				n := o.count("K1")
				if twice := o.must(run()); !twice.Again || twice.Event != "" || o.count("K1") != n {
					o.Errorf("the second time: %+v", twice)
				}
			}
			o.must(o.Undo(ctx, string(out.Event), operator, o.now))
			if diff := cmp.Diff(before, o.state(o.ledger("K1"))); diff != "" {
				o.Errorf("after undo of %q: %s", want, diff)
			}
			_, err := o.Undo(ctx, string(out.Event), operator, o.now)
			o.troubled(err, "undone on 2026-03-04 already")
		}
		check("invoice 2026-041 closed open 0.00 demandable 0.00", true, func() (books.Outcome, error) {
			return o.Pay(ctx, "2026-041", 0, 0, "bank-1", operator, o.now)
		})
		check("invoice 2026-041 open open 21.00 demandable 21.00", true, func() (books.Outcome, error) {
			return o.Pay(ctx, "041", 10000, day("2026-03-02"), "bank-1", operator, o.now) // booked and undone above
		})
		check("invoice 2026-041 open open 121.00 demandable 121.00", false, func() (books.Outcome, error) {
			return o.Pay(ctx, "042", 100, 0, "", operator, o.now)
		})
		check("invoice 2026-041 open open 100.00 demandable 100.00", true, func() (books.Outcome, error) {
			return o.Credit(ctx, "2026-041", 2100, "CN-1", operator, o.now)
		})
		check("invoice 2026-041 held open 121.00 demandable 0.00", true, func() (books.Outcome, error) {
			return o.Hold(ctx, "2026-041", 0, day("2026-03-20"), "case", operator, o.now)
		})
		check("invoice 2026-041 held open 121.00 demandable 100.00", true, func() (books.Outcome, error) {
			return o.Hold(ctx, "K1:2026-041", 2100, 0, "", operator, o.now)
		})
		check("invoice 2026-042 held open 50.00 demandable 0.00", true, func() (books.Outcome, error) {
			return o.Hold(ctx, "K1", 0, 0, "", operator, o.now)
		})
		check("invoice 2026-041 disputed open 121.00 demandable 0.00", true, func() (books.Outcome, error) {
			return o.Dispute(ctx, "2026-041", 0, "", operator, o.now)
		})
		check("invoice 2026-041 disputed open 121.00 demandable 71.00", true, func() (books.Outcome, error) {
			return o.Dispute(ctx, "2026-041", 5000, voldaan.ReasonMissingPO, operator, o.now)
		})
		check("invoice 2026-041 closed open 121.00 demandable 0.00", true, func() (books.Outcome, error) {
			return o.Close(ctx, "2026-041", voldaan.ClosedWrittenOff, operator, o.now)
		})
		check("stopped true", true, func() (books.Outcome, error) { return o.Stop(ctx, "K1", operator, o.now) })
	})
}

// TestEnds begins something, ends it, and takes the end back.
func TestEnds(t *testing.T) {
	onBoth(t, func(o *office) {
		ctx := o.Context()
		o.register(entry("K1", "041", 12100, "2026-04-01"))
		check := func(want voldaan.Status, begin, end func() (books.Outcome, error)) {
			o.Helper()
			_, err := end()
			o.troubled(err, "not ")
			o.must(begin())
			o.must(end())
			if got := o.status("K1", "041"); got != voldaan.StatusOpen {
				o.Errorf("ended: %s", got)
			}
			o.must(o.Undo(ctx, books.Last, operator, o.now))
			if got := o.status("K1", "041"); got != want {
				o.Errorf("want %s again, got %s", want, got)
			}
			o.must(end())
		}
		check(voldaan.StatusHeld,
			func() (books.Outcome, error) { return o.Hold(ctx, "041", 0, 0, "", operator, o.now) },
			func() (books.Outcome, error) { return o.Resume(ctx, "041", operator, o.now) })
		check(voldaan.StatusHeld,
			func() (books.Outcome, error) { return o.Hold(ctx, "customer:K1", 0, 0, "", operator, o.now) },
			func() (books.Outcome, error) { return o.Resume(ctx, "K1", operator, o.now) })
		check(voldaan.StatusDisputed,
			func() (books.Outcome, error) { return o.Dispute(ctx, "041", 0, "", operator, o.now) },
			func() (books.Outcome, error) { return o.Resolve(ctx, "041", operator, o.now) })
		check(voldaan.StatusClosed,
			func() (books.Outcome, error) { return o.Close(ctx, "041", voldaan.ClosedCancelled, operator, o.now) },
			func() (books.Outcome, error) { return o.Reopen(ctx, "041", operator, o.now) })

		o.must(o.Hold(ctx, "K1", 0, 0, "", operator, o.now))
		_, err := o.Resume(ctx, "041", operator, o.now)
		o.troubled(err, "whole customer", "resume customer K1")
		o.must(o.Stop(ctx, "K1", operator, o.now))
		o.must(o.Start(ctx, "K1", operator, o.now))
		if o.ledger("K1").Customer.Stopped {
			o.Error("still stopped")
		}
	})
}

func TestCommandsRefuse(t *testing.T) {
	onBoth(t, func(o *office) {
		ctx := o.Context()
		_, err := o.Pay(ctx, "041", 0, 0, "", operator, o.now)
		o.troubled(err, "none is open at all")
		o.register(entry("K1", "2025-041", 12100, "2026-04-01"))
		o.register(entry("K1", "2026-041", 5000, "2026-04-01"))
		o.register(entry("K2", "2026-041", 6000, "2026-04-01"))
		o.register(entry("K2", "K1", 6000, "2026-04-01"))
		o.register(entry("K3", "88", 700, "2026-04-01"))
		before := o.state(o.ledger("K1"))
		pay := func(words string, number string, amount voldaan.Amount, on string) {
			o.Helper()
			d, _ := voldaan.ParseDate(on)
			_, err := o.Pay(ctx, number, amount, d, "r", operator, o.now)
			o.troubled(err, words)
		}
		pay("open are: 2025-041", "77", 0, "")
		pay("K1:2026-041", "77", 0, "")
		pay("3 invoices: 2025-041, K1:2026-041, K2:2026-041", "041", 0, "")
		pay("fits 2 invoices", "2026-041", 0, "")
		pay("only 121.00 EUR is open", "2025-041", 12101, "")
		pay("above zero", "2025-041", -1, "")
		pay("above zero", "2025-041", voldaan.MaxAmount+1, "")
		pay("future", "2025-041", 0, "2026-03-05")
		pay("there is no invoice \"%\"", "%", 0, "")
		pay("there is no invoice \"_1\"", "_1", 0, "")
		pay("there is no invoice \"5\"", "5", 0, "")
		_, err = o.Pay(ctx, "2025-041", 0, 0, "", books.Actor{Kind: voldaan.AuthorCustomer}, o.now)
		o.troubled(err, "only the payment source or a colleague")
		_, err = o.Hold(ctx, "K1", 0, 0, "", operator, o.now)
		o.troubled(err, "an invoice and of a customer", "customer:K1")
		_, err = o.Hold(ctx, "88", 0, day("2026-03-03"), "", operator, o.now)
		o.troubled(err, "is over")
		_, err = o.Hold(ctx, "K2", 5, 0, "", operator, o.now)
		o.troubled(err, "as a whole")
		_, err = o.Hold(ctx, "88", 0, 0, "Jan asked for it", operator, o.now)
		o.troubled(err, "one word")
		_, err = o.Dispute(ctx, "88", 701, "", operator, o.now)
		o.troubled(err, "not a part of the 7.00 open")
		_, err = o.Close(ctx, "88", "gone", operator, o.now)
		o.troubled(err, "written_off")
		_, err = o.Stop(ctx, "K9", operator, o.now)
		o.troubled(err, "there is no customer \"K9\"", "K1 Klant K1")
		_, err = o.Undo(ctx, "nothing", operator, o.now)
		o.troubled(err, "there is no event")
		_, err = o.Undo(ctx, books.Last, books.Actor{Kind: voldaan.AuthorBank}, o.now)
		o.troubled(err, "a colleague must decide")
		if diff := cmp.Diff(before, o.state(o.ledger("K1"))); diff != "" {
			o.Errorf("something changed: %s", diff)
		}
		o.must(o.Pay(ctx, "2025-041", 0, 0, "r", operator, o.now))
		_, err = o.Pay(ctx, "2025-041", 0, 0, "q", operator, o.now)
		o.troubled(err, "nothing is open on invoice 2025-041")
		_, err = o.Pay(ctx, "2025-041", 100, 0, "r", operator, o.now)
		o.troubled(err, "booked already, with 121.00 EUR")
		_, err = o.Pay(ctx, "88", 0, 0, "r", operator, o.now)
		o.troubled(err, "not on invoice 88")
		if out := o.must(o.Pay(ctx, "K1:2026-041", 0, 0, "s", operator, o.now)); out.Invoices[0].OpenBefore != 5000 {
			o.Errorf("got %+v", out)
		}
	})
}

func TestConcurrentPays(t *testing.T) {
	onBoth(t, func(o *office) {
		o.register(entry("K1", "041", 10000, "2026-04-01"))
		var wg sync.WaitGroup
		results := make([]error, 12)
		for i := range results {
			wg.Go(func() { _, results[i] = o.Pay(o.Context(), "041", 3000, 0, "", operator, o.now) })
		}
		wg.Wait()
		booked := 0
		for _, err := range results {
			if err == nil {
				booked++
				continue
			}
			o.troubled(err, "10.00 EUR is open")
		}
		if open := o.open("K1", "041"); booked != 3 || open != 1000 {
			o.Errorf("%d booked, %s open", booked, open)
		}
	})
}

func TestUndoInTheWay(t *testing.T) {
	onBoth(t, func(o *office) {
		ctx := o.Context()
		reg := o.register(entry("K1", "041", 10000, "2026-04-01"))
		pay := o.must(o.Pay(ctx, "041", 10000, 0, "x", operator, o.now))
		_, err := o.Undo(ctx, string(reg.Event), operator, o.now)
		o.troubled(err, "allocated, invoice 041, 100.00", "voldaan undo "+string(pay.Event))
		if o.status("K1", "041") != voldaan.StatusClosed {
			o.Error("the refused undo changed something")
		}
		// Last first, then the one before: newest to oldest.
		o.must(o.Undo(ctx, books.Last, operator, o.now))
		o.must(o.Undo(ctx, books.Last, operator, o.now))
		if len(o.state(o.ledger("K1"))) != 1 {
			o.Errorf("left: %q", o.state(o.ledger("K1")))
		}
		_, err = o.Undo(ctx, books.Last, operator, o.now)
		o.troubled(err, "nothing to undo")
	})
}

func TestUndoPassesOverLetters(t *testing.T) {
	onBoth(t, func(o *office) {
		ctx := o.Context()
		reg := o.register(entry("K1", "041", 10000, "2026-02-01", "boek@bakker.example"))
		held := o.must(o.Hold(ctx, "041", 4000, 0, "", operator, o.now))
		end := o.must(o.Resume(ctx, "041", operator, o.now))
		o.queue("K1", "041", 10000)
		_, err := o.Undo(ctx, string(end.Event), operator, o.now)
		o.troubled(err, "a letter of 2026-03-04", "demand queued")
		_, err = o.Undo(ctx, string(reg.Event), operator, o.now)
		o.troubled(err, "it cannot be undone")
		_, err = o.Undo(ctx, string(held.Event), operator, o.now)
		o.troubled(err, "resumed")
		o.must(o.Close(ctx, "041", voldaan.ClosedCancelled, operator, o.now))
		o.must(o.Undo(ctx, books.Last, operator, o.now))
		if got := o.status("K1", "041"); got != voldaan.StatusOpen {
			o.Errorf("status %s", got)
		}
	})
}

func TestStopAll(t *testing.T) {
	onBoth(t, func(o *office) {
		state := func() (c store.CreditorState) {
			o.do(func(tx *store.Tx) (err error) { c, err = tx.Creditor("cr"); return err })
			return c
		}
		eva := books.Actor{Kind: voldaan.AuthorColleague, Key: o.Creditor.Colleagues[0].Key()}
		o.must(o.Stop(o.Context(), "", eva, o.now))
		if c := state(); !c.Stopped || c.StoppedBy != eva.Key {
			o.Errorf("got %+v", c)
		}
		if out := o.must(o.Stop(o.Context(), "", operator, o.now)); !out.Again || state().StoppedBy != eva.Key {
			o.Errorf("again: %+v", out)
		}
		o.must(o.Start(o.Context(), "", operator, o.now))
		if c := state(); c.Stopped || c.StoppedBy != "" {
			o.Errorf("got %+v", c)
		}
		_, err := o.Start(o.Context(), "", books.Actor{Kind: voldaan.AuthorBot}, o.now)
		o.troubled(err, "a colleague")

		o.must(o.ConfirmDay(o.Context(), eva, o.now))
		if at := state().PaymentsAt; !at.Equal(o.now) {
			o.Errorf("payments as of %s", at)
		}
		o.Creditor.PaymentSource = voldaan.SourceBank
		_, err = o.ConfirmDay(o.Context(), eva, o.now)
		o.troubled(err, "import payments")
	})
}
