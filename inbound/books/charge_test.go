package books_test

import (
	"strings"
	"testing"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/inbound/books"
	"github.com/voldaan/voldaan/store"
)

// claimed sends a legal notice about an invoice, and then a letter that claims
// 40.00 of costs and 5.00 of interest.
func (o *office) claimed(customer, number string) {
	o.Helper()
	l := o.ledger(customer)
	inv := l.InvoiceNumbered(number)
	o.do(func(tx *store.Tx) error {
		return tx.Decide("cr", l.Customer.ID, store.ScopeAll, o.now, func(l *voldaan.Ledger) ([]voldaan.Event, error) {
			s := voldaan.Stamp{Creditor: "cr", Customer: l.Customer.ID, At: o.now, Day: o.Creditor.Day(o.now), By: voldaan.AuthorBot, New: o.Mint.ID}
			var out []voldaan.Event
			add := func(kind voldaan.EventKind, change func(*voldaan.Event)) error {
				e := s.Event(kind)
				change(&e)
				out = append(out, e)
				return l.Apply(e)
			}
			for _, letter := range []voldaan.LetterID{"n1", "x1"} {
				err := add(voldaan.EventDemandQueued, func(e *voldaan.Event) {
					e.Letter, e.Invoice, e.Step, e.Amount = letter, inv.ID, voldaan.StepFinalDemand, l.Open(inv.ID)
					if letter == "n1" {
						e.Notice = letter
					}
				})
				if err != nil {
					return nil, err
				}
			}
			for kind, sum := range map[voldaan.ChargeKind]voldaan.Amount{voldaan.ChargeCosts: 4000, voldaan.ChargeInterest: 500} {
				if err := add(voldaan.EventCharged, func(e *voldaan.Event) {
					e.Letter, e.Invoice, e.Reason, e.Amount = "x1", inv.ID, string(kind), sum
					if kind == voldaan.ChargeInterest {
						e.On, e.Until = inv.Due+1, inv.Due+9
					}
				}); err != nil {
					return nil, err
				}
			}
			for _, letter := range []voldaan.LetterID{"n1", "x1"} {
				if err := add(voldaan.EventDemandSent, func(e *voldaan.Event) { e.Letter = letter }); err != nil {
					return nil, err
				}
			}
			return out, nil
		})
	})
}

// TestWaive gives up what was claimed, of an invoice or a customer, of one kind
// or all; what was paid on it pays the principal, and undo claims it again.
func TestWaive(t *testing.T) {
	onBoth(t, func(o *office) {
		o.register(entry("K1", "A-101", 12100, "2026-04-01"))
		o.claimed("K1", "A-101")
		id := o.ledger("K1").InvoiceNumbered("A-101").ID
		o.must(o.Pay(o.Context(), "A-101", 5000, o.Creditor.Day(o.now), "", operator, o.now))
		if got := o.open("K1", "A-101"); got != 12100-500 {
			o.Errorf("after 50.00 that paid 45.00 of costs and interest %s are open", got)
		}
		out := o.must(o.Waive(o.Context(), "A-101", voldaan.ChargeInterest, operator, o.now))
		if text := strings.Join(out.Text, "\n"); !strings.Contains(text, "interest of 5.00 EUR given up") {
			o.Errorf("it says %q", text)
		}
		if got := o.open("K1", "A-101"); got != 12100-1000 || o.ledger("K1").Surcharge(id) != 0 {
			o.Errorf("%s are open and %s owed on top", got, o.ledger("K1").Surcharge(id))
		}
		o.must(o.Waive(o.Context(), "K1", "", operator, o.now))
		if got := o.open("K1", "A-101"); got != 12100-5000 {
			o.Errorf("%s are open when all is given up", got)
		}
		o.must(o.Undo(o.Context(), books.Last, operator, o.now))
		if got := o.open("K1", "A-101"); got != 12100-1000 {
			o.Errorf("%s are open after undo", got)
		}
		o.must(o.Waive(o.Context(), "K1", voldaan.ChargeCosts, operator, o.now))
		_, err := o.Waive(o.Context(), "A-101", "", operator, o.now)
		o.troubled(err, "nothing that letters claimed on top of A-101 is owed")
		_, err = o.Waive(o.Context(), "A-101", "fine", operator, o.now)
		o.troubled(err, "fine")
		_, err = o.Waive(o.Context(), "A-999", "", operator, o.now)
		o.troubled(err, "A-999")
	})
}

// TestReceived records what a colleague knows of the receipt of a notice.
func TestReceived(t *testing.T) {
	onBoth(t, func(o *office) {
		o.register(entry("K1", "A-101", 12100, "2026-04-01"))
		day := o.Creditor.Day(o.now)
		_, err := o.Received(o.Context(), "A-101", day, voldaan.ProofPost, operator, o.now)
		o.troubled(err, "no legal notice about A-101 was sent")
		o.claimed("K1", "A-101")
		_, err = o.Received(o.Context(), "A-101", day+1, voldaan.ProofPost, operator, o.now)
		o.troubled(err, "has not come yet")
		_, err = o.Received(o.Context(), "A-101", day-1, voldaan.ProofPost, operator, o.now)
		o.troubled(err, "cannot have been received")
		o.must(o.Received(o.Context(), "K1", day, voldaan.ProofPost, operator, o.now))
		if d := o.ledger("K1").Demands[0]; d.Received != day || d.Proof != voldaan.ProofPost {
			o.Errorf("%+v", d)
		}
		_, err = o.Received(o.Context(), "A-101", day, voldaan.ProofColleague, operator, o.now)
		o.troubled(err, "it is known")
		o.must(o.Undo(o.Context(), books.Last, operator, o.now))
		if d := o.ledger("K1").Demands[0]; d.Received != 0 {
			o.Errorf("after undo %+v", d)
		}
	})
}
