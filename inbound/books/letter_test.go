package books_test

import (
	"testing"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/inbound/books"
	"github.com/voldaan/voldaan/store"
)

// queue puts a letter that waits for a yes into the outbox, with its demand.
func (o *office) queue(customer, number string, amount voldaan.Amount) voldaan.LetterID {
	o.Helper()
	l := o.ledger(customer)
	inv := l.InvoiceNumbered(number)
	letter := o.Creditor.NewLetter(voldaan.LetterReminder1, o.now, o.Mint, voldaan.Recipient{Address: "boek@bakker.example"})
	letter.Customer, letter.Approved = l.Customer.ID, "wanted"
	letter.Args = voldaan.LetterArgs{Currency: voldaan.EUR, Demands: []voldaan.DemandLine{
		{Invoice: inv.ID, Step: voldaan.StepReminder1, Amount: amount},
	}}
	o.do(func(tx *store.Tx) error {
		if _, err := tx.AddLetter(letter, ""); err != nil {
			return err
		}
		return tx.Decide("cr", l.Customer.ID, store.ScopeAll, o.now, func(l *voldaan.Ledger) ([]voldaan.Event, error) {
			s := voldaan.Stamp{Creditor: "cr", Customer: l.Customer.ID, At: o.now, Day: o.Creditor.Day(o.now), By: voldaan.AuthorBot, New: o.Mint.ID}
			e := s.Event(voldaan.EventDemandQueued)
			e.Letter, e.Invoice, e.Step, e.Amount = letter.ID, inv.ID, voldaan.StepReminder1, amount
			return []voldaan.Event{e}, l.Apply(e)
		})
	})
	return letter.ID
}

func (o *office) letter(id voldaan.LetterID) (l store.Letter) {
	o.Helper()
	o.do(func(tx *store.Tx) (err error) { l, err = tx.Letter("cr", id); return err })
	return l
}

func (o *office) demand(customer string, id voldaan.LetterID) voldaan.DemandState {
	o.Helper()
	for _, d := range o.ledger(customer).Demands {
		if d.Letter == id {
			return d.State
		}
	}
	return ""
}

func TestApproveAndRefuse(t *testing.T) {
	onBoth(t, func(o *office) {
		for _, k := range []string{"K1", "K2", "K3"} {
			o.register(entry(k, "A"+k, 1000, "2026-02-01", "boek@"+k+".example"))
		}
		one, two, three := o.queue("K1", "AK1", 1000), o.queue("K2", "AK2", 1000), o.queue("K3", "AK3", 1000)
		eva := books.Actor{Kind: voldaan.AuthorColleague, Key: "eva"}
		o.do(func(tx *store.Tx) error { return o.Refuse(tx, []voldaan.LetterID{two}, eva, o.now) })
		o.do(func(tx *store.Tx) error { return o.Approve(tx, []voldaan.LetterID{one, two}, eva, o.now) })
		if l := o.letter(one); l.Approved != "eva" || l.State != voldaan.LetterQueued {
			o.Errorf("approved: %+v", l)
		}
		if l := o.letter(two); l.State != voldaan.LetterCancelled || o.demand("K2", two) != voldaan.DemandCancelled {
			o.Errorf("refused: %+v", l)
		}
		refused := o.letter(two).Customer
		o.do(func(tx *store.Tx) error {
			due, err := tx.DueAccounts("cr", o.Creditor.Day(o.now), "h")
			for _, a := range due {
				if a.Customer == refused {
					o.Error("what was refused would be planned again today")
				}
			}
			return err
		})
		out := o.must(o.ApproveLetters(o.Context(), nil, operator, o.now))
		if l := o.letter(three); l.Approved != "operator" || out.Text[0] != "1 letter approved" {
			o.Errorf("all: %+v, %+v", l, out)
		}
		if out := o.must(o.RefuseLetters(o.Context(), nil, operator, o.now)); !out.Again || o.letter(one).State != voldaan.LetterQueued {
			o.Errorf("none waits: %+v", out)
		}
		_, err := o.ApproveLetters(o.Context(), []voldaan.LetterID{"x"}, operator, o.now)
		o.troubled(err, "no letter")
		_, err = o.ApproveLetters(o.Context(), nil, books.Actor{Kind: voldaan.AuthorCustomer}, o.now)
		o.troubled(err, "a colleague must decide")
	})
}

func TestResolveUncertain(t *testing.T) {
	onBoth(t, func(o *office) {
		o.register(entry("K1", "A1", 1000, "2026-02-01", "boek@k1.example"))
		o.register(entry("K2", "A2", 1000, "2026-02-01", "boek@k2.example"))
		again, left := o.queue("K1", "A1", 1000), o.queue("K2", "A2", 1000)
		_, err := o.ResolveUncertain(o.Context(), again, books.Resend, operator, o.now)
		o.troubled(err, "nothing to decide")
		for _, id := range []voldaan.LetterID{again, left} {
			l := o.letter(id)
			l.State, l.Approved, l.NextAt = voldaan.LetterUncertain, "", o.now.AddDate(0, 0, 1)
			o.do(func(tx *store.Tx) error { return tx.SetLetter(l) })
		}
		o.must(o.ResolveUncertain(o.Context(), again, books.Resend, operator, o.now))
		o.do(func(tx *store.Tx) error {
			ready, err := tx.ReadyLetters("cr", "me", o.now)
			if len(ready) != 1 || ready[0] != again {
				o.Errorf("ready: %v", ready)
			}
			return err
		})
		o.must(o.ResolveUncertain(o.Context(), left, books.Leave, operator, o.now))
		if l := o.letter(left); l.State != voldaan.LetterSent || l.Reason != "left as sent by operator" || o.demand("K2", left) != voldaan.DemandSent {
			o.Errorf("left: %+v, demand %s", l, o.demand("K2", left))
		}
		_, err = o.ResolveUncertain(o.Context(), again, "maybe", operator, o.now)
		o.troubled(err, "resend or leave")
	})
}
