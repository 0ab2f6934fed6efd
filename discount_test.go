package voldaan

import (
	"math/big"
	"testing"

	"pgregory.net/rapid"
)

// discounted is a customer with invoices of 121.00 (d1, 2.42 off), 60.50 (d2,
// 1.21 off) and 98.00 (d3, none), issued today, due in thirty days, with
// discounts until Saturday, 14 March 2026.
func discounted(t testing.TB) *fixture {
	f := &fixture{t: t, day: today, l: &Ledger{Customer: Customer{ID: "c1", Creditor: "kade", Kind: KindBusiness}}}
	for _, x := range []struct {
		id         InvoiceID
		total, off Amount
	}{{"d1", 12_100, 242}, {"d2", 6_050, 121}, {"d3", 9_800, 0}} {
		inv := invoice(x.id, today.Add(30), x.total, EUR)
		if inv.Discount = x.off; x.off > 0 {
			inv.DiscountUntil = MustDate("2026-03-14")
		}
		f.l.Invoices = append(f.l.Invoices, inv)
		f.register(x.id)
	}
	return f
}

// receive books money that came on a day, and settles it.
func (f *fixture) receive(id PaymentID, kind PaymentKind, on string, sum Amount, how Settling, named ...InvoiceID) Event {
	f.t.Helper()
	p := Payment{ID: id, Customer: "c1", Kind: kind, Currency: EUR, Amount: sum, Day: MustDate(on)}
	f.l.Payments = append(f.l.Payments, p)
	s := f.stamp(AuthorBank)
	e := s.Event(EventPaymentBooked)
	e.Payment, e.Amount = id, sum
	if err := f.apply(e); err != nil {
		f.t.Fatal(err)
	}
	events, err := Settle(f.l, id, named, how, s)
	if err != nil {
		f.t.Fatal(err)
	}
	f.log = append(f.log, events...)
	return e
}

func usual() Settling { return Settling{Order: AllocationOrder("NL"), Bank: weekdays(), Grace: 1} }

// left checks what is open and what was kept.
func (f *fixture) left(id InvoiceID, open, kept Amount) {
	f.t.Helper()
	if o, k := f.l.Open(id), f.l.DiscountTaken(id); o != open || k != kept {
		f.t.Errorf("%s: %s open, %s kept; want %s and %s", id, o, k, open, kept)
	}
}

func TestDiscount(t *testing.T) {
	type pay struct {
		kind  PaymentKind
		on    string
		sum   Amount
		named []InvoiceID
	}
	in := func(on string, sum Amount, named ...InvoiceID) pay { return pay{PaymentTransfer, on, sum, named} }
	credit := func(on string, sum Amount, named ...InvoiceID) pay { return pay{PaymentCreditNote, on, sum, named} }
	for name, c := range map[string]struct {
		how   Settling
		pays  []pay
		open  [3]Amount
		kept  [3]Amount
		loose Amount // of the last payment
	}{
		"in time":                {usual(), []pay{in("2026-03-10", 11_858, "d1")}, [3]Amount{0, 6_050, 9_800}, [3]Amount{242, 0, 0}, 0},
		"nothing named":          {usual(), []pay{in("2026-03-10", 11_858)}, [3]Amount{0, 6_050, 9_800}, [3]Amount{242, 0, 0}, 0},
		"on the last day":        {usual(), []pay{in("2026-03-14", 11_858, "d1")}, [3]Amount{0, 6_050, 9_800}, [3]Amount{242, 0, 0}, 0},
		"Saturday is Monday":     {Settling{Order: usual().Order}, []pay{in("2026-03-16", 11_858, "d1")}, [3]Amount{0, 6_050, 9_800}, [3]Amount{242, 0, 0}, 0},
		"no grace, on Tuesday":   {Settling{Order: usual().Order}, []pay{in("2026-03-17", 11_858, "d1")}, [3]Amount{242, 6_050, 9_800}, [3]Amount{}, 0},
		"with grace, on Tuesday": {usual(), []pay{in("2026-03-17", 11_858, "d1")}, [3]Amount{0, 6_050, 9_800}, [3]Amount{242, 0, 0}, 0},
		"late":                   {usual(), []pay{in("2026-03-18", 11_858, "d1")}, [3]Amount{242, 6_050, 9_800}, [3]Amount{}, 0},
		"late, nothing named":    {usual(), []pay{in("2026-03-18", 11_858)}, [3]Amount{12_100, 6_050, 9_800}, [3]Amount{}, 11_858},
		"a cent too little":      {usual(), []pay{in("2026-03-10", 11_857, "d1")}, [3]Amount{243, 6_050, 9_800}, [3]Amount{}, 0},
		"kept only a part":       {usual(), []pay{in("2026-03-10", 12_000, "d1")}, [3]Amount{0, 6_050, 9_800}, [3]Amount{100, 0, 0}, 0},
		"paid in full":           {usual(), []pay{in("2026-03-10", 12_100, "d1")}, [3]Amount{0, 6_050, 9_800}, [3]Amount{}, 0},
		"in two parts":           {usual(), []pay{in("2026-03-09", 6_000, "d1"), in("2026-03-13", 5_858, "d1")}, [3]Amount{0, 6_050, 9_800}, [3]Amount{242, 0, 0}, 0},
		"one part late":          {usual(), []pay{in("2026-03-18", 6_000, "d1"), in("2026-03-13", 5_858, "d1")}, [3]Amount{242, 6_050, 9_800}, [3]Amount{}, 0},
		"the rest comes late":    {usual(), []pay{in("2026-03-18", 11_858, "d1"), in("2026-03-20", 242, "d1")}, [3]Amount{0, 6_050, 9_800}, [3]Amount{}, 0},
		"two invoices":           {usual(), []pay{in("2026-03-10", 17_787, "d1", "d2")}, [3]Amount{0, 0, 9_800}, [3]Amount{242, 121, 0}, 0},
		"all invoices":           {usual(), []pay{in("2026-03-10", 27_587)}, [3]Amount{}, [3]Amount{242, 121, 0}, 0},
		"of two only the second": {usual(), []pay{in("2026-03-10", 18_029, "d1", "d2")}, [3]Amount{0, 0, 9_800}, [3]Amount{0, 121, 0}, 0},
		"three of them, a part":  {usual(), []pay{in("2026-03-10", 17_800, "d1", "d2")}, [3]Amount{0, 0, 9_800}, [3]Amount{242, 108, 0}, 0},
		"half was credited":      {usual(), []pay{credit("2026-03-09", 6_050, "d1"), in("2026-03-10", 5_929, "d1")}, [3]Amount{0, 6_050, 9_800}, [3]Amount{121, 0, 0}, 0},
		"half credited, too low": {usual(), []pay{credit("2026-03-09", 6_050, "d1"), in("2026-03-10", 5_808, "d1")}, [3]Amount{242, 6_050, 9_800}, [3]Amount{}, 0},
		"credited after":         {usual(), []pay{in("2026-03-10", 5_929, "d1"), credit("2026-03-20", 6_050, "d1")}, [3]Amount{0, 6_050, 9_800}, [3]Amount{121, 0, 0}, 0},
		"a credit note alone":    {usual(), []pay{credit("2026-03-09", 11_858, "d1")}, [3]Amount{242, 6_050, 9_800}, [3]Amount{}, 0},
		"a list says it":         {Settling{Order: usual().Order, NoDiscounts: true}, []pay{in("2026-03-10", 11_858, "d1")}, [3]Amount{242, 6_050, 9_800}, [3]Amount{}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			f := discounted(t)
			for i, p := range c.pays {
				f.receive(PaymentID("p"+string(rune('1'+i))), p.kind, p.on, p.sum, c.how, p.named...)
			}
			for i, id := range []InvoiceID{"d1", "d2", "d3"} {
				f.left(id, c.open[i], c.kept[i])
			}
			if loose := f.l.Unallocated(f.l.Payments[len(c.pays)-1].ID); loose != c.loose {
				t.Errorf("%s is left of the payment, want %s", loose, c.loose)
			}
		})
	}
}

// TestDiscountFitsTwo: a sum that fits one invoice, and another less its
// discount, is for a person.
func TestDiscountFitsTwo(t *testing.T) {
	f := discounted(t)
	f.l.Invoices = append(f.l.Invoices, invoice("d4", today.Add(30), 11_858, EUR))
	f.register("d4")
	f.receive("p1", PaymentTransfer, "2026-03-10", 11_858, usual())
	if f.l.Unallocated("p1") != 11_858 {
		t.Errorf("%+v", f.l.Allocations)
	}
}

// TestDiscountIsTakenBack: with its payment, with one of its payments, and by
// undo with its group.
func TestDiscountIsTakenBack(t *testing.T) {
	f := discounted(t)
	f.receive("p1", PaymentTransfer, "2026-03-09", 6_000, usual(), "d1")
	second := f.receive("p2", PaymentTransfer, "2026-03-13", 5_858, usual(), "d1")
	if f.l.Customer.Record.Paid != 1 || f.l.Status("d1", f.day) != StatusClosed {
		t.Errorf("%+v is %s", f.l.Customer.Record, f.l.Status("d1", f.day))
	}
	undone := f.event(EventUndone, func(e *Event) { e.Ref = second.Group })
	l, err := Fold(f.l, append(f.log, undone))
	if err != nil || l.Open("d1") != 6_100 || l.DiscountTaken("d1") != 0 || l.Customer.Record.Paid != 0 {
		t.Errorf("after undo %v, %v", l, err)
	}
	f.must(EventPaymentReversed, func(e *Event) { e.Payment = "p1" }) // not the one that the event names
	f.left("d1", 6_242, 0)
	if f.l.Customer.Record.Paid != 0 {
		t.Errorf("%+v", f.l.Customer.Record)
	}
	f.receive("p3", PaymentTransfer, "2026-03-16", 6_000, usual(), "d1")
	f.left("d1", 0, 242)
	f.must(EventPaymentReversed, func(e *Event) { e.Payment = "p3" })
	f.left("d1", 6_242, 0)
}

// TestDiscountRefused: only a payment in time causes a discount, and no more
// than it left open.
func TestDiscountRefused(t *testing.T) {
	f := discounted(t)
	none := usual()
	none.NoDiscounts = true
	f.receive("p1", PaymentTransfer, "2026-03-10", 11_858, none, "d1")
	f.receive("p2", PaymentTransfer, "2026-03-18", 5_929, none, "d2")
	good := func(e *Event) {
		e.By, e.Payment, e.Invoice, e.Amount, e.Until = AuthorBank, "p1", "d1", 242, MustDate("2026-03-17")
	}
	bad := func(code RefusalCode, change func(*Event)) {
		t.Helper()
		f.refused(code, EventDiscountTaken, func(e *Event) { good(e); change(e) })
	}
	bad(RefusedAuthor, func(e *Event) { e.By = AuthorCustomer })
	bad(RefusedUnknown, func(e *Event) { e.Payment = "p8" })
	bad(RefusedUnknown, func(e *Event) { e.Invoice = "d8" })
	bad(RefusedNothing, func(e *Event) { e.Payment = "p2" })
	bad(RefusedNothing, func(e *Event) { e.Invoice = "d3" })
	bad(RefusedNothing, func(e *Event) { e.Invoice, e.Payment, e.Amount = "d2", "p2", 121 }) // late
	bad(RefusedMalformed, func(e *Event) { e.Until = MustDate("2026-03-13") })
	bad(RefusedMalformed, func(e *Event) { e.Until = MustDate("2026-04-04") })
	bad(RefusedAmount, func(e *Event) { e.Amount = 241 })
	bad(RefusedAmount, func(e *Event) { e.Amount = 0 })
	f.must(EventDiscountTaken, good)
	bad(RefusedNothing, func(*Event) {})
}

// TestDiscountRegistered: an invoice whose discount cannot be is refused.
func TestDiscountRegistered(t *testing.T) {
	f := discounted(t)
	bad := func(off Amount, until Date) {
		t.Helper()
		inv := invoice("x1", today.Add(30), 10_000, EUR)
		inv.Discount, inv.DiscountUntil = off, until
		f.l.Invoices = append(f.l.Invoices[:3], inv)
		f.refused(RefusedMalformed, EventInvoiceRegistered, func(e *Event) { e.Invoice, e.Amount, e.Until = "x1", 10_000, inv.Due })
	}
	bad(0, today)
	bad(-1, today)
	bad(200, 0)
	bad(10_000, today.Add(5))
	bad(200, today.Add(-1))
	bad(200, today.Add(31))
}

func TestShare(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		whole := rapid.Int64Range(1, int64(MaxAmount)).Draw(rt, "whole")
		sum, part := rapid.Int64Range(0, whole).Draw(rt, "sum"), rapid.Int64Range(0, whole).Draw(rt, "part")
		x := new(big.Int).Mul(big.NewInt(sum), big.NewInt(part))
		x.Mul(x, big.NewInt(2)).Add(x, big.NewInt(whole)).Quo(x, big.NewInt(2*whole))
		if got := share(Amount(sum), Amount(part), Amount(whole)); int64(got) != x.Int64() {
			rt.Fatalf("%d, want %d", got, x)
		}
	})
}
