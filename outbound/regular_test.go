package outbound_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/outbound"
	"github.com/voldaan/voldaan/outbound/law"
	"github.com/voldaan/voldaan/store"
)

// delivers adds a Belgian consumer who gets an invoice of 100.00 every four weeks,
// of which each is four days late on the day of its reminder, by terms of regular
// deliveries in which a further reminder costs a fee.
func (w *world) delivers(fee voldaan.Amount) {
	w.Helper()
	book, faults := law.Load(nil)
	if book == nil {
		w.Fatal(faults)
	}
	w.office.Book = book
	w.office.Policies = voldaan.Shipped(voldaan.DefaultPolicy())
	w.cr.VATRecoverable, w.cr.CompanyNumber = true, "00000000"
	w.within(func(tx *store.Tx) {
		w.check(tx.AddCustomer(voldaan.Customer{
			ID: zon, Creditor: kade, Number: "70001", Name: "Jan Zon", Kind: voldaan.KindConsumer, Country: "BE", Language: "nl",
			Terms: voldaan.Terms{
				Days: 30, DamagesClause: "15 %", RegularDelivery: true, ReminderFee: fee, Since: w.day().Add(-90), Evidence: "contract 7",
			},
		}))
	})
	w.contact(zon, voldaan.Contact{ID: "zon-k1", Address: "jan@zon.example", Name: "Jan Zon", Role: "billing"})
	for n := range 4 {
		w.register(zon, voldaan.Invoice{
			ID: voldaan.InvoiceID(fmt.Sprintf("i%d", n+1)), Number: fmt.Sprintf("2026-%03d", n+1), Subject: "Levering", Total: 10_000,
			Currency: voldaan.EUR, Issued: w.day().Add(28*n - 34), Due: w.day().Add(28*n - 4),
		})
	}
}

// free lets the three free reminders go, each about an invoice that is paid then.
func (w *world) free() {
	w.Helper()
	for n := range 3 {
		w.turns(28 * n)
		l := w.latest(voldaan.LetterReminder1)
		w.want(l.ID, voldaan.LetterSent, "")
		if about := l.Args.About(); len(about) != 1 || len(l.Args.Charges) != 0 || l.Approved != "" {
			w.Fatalf("reminder %d is about %v, claims %+v and waits for %q", n+1, about, l.Args.Charges, l.Approved)
		}
		w.contains(w.says(w.stored(l.ID)), "kosteloze herinnering")
		w.pay(zon, voldaan.PaymentID(fmt.Sprintf("p%d", n+1)), l.Args.About()[0], 10_000)
	}
}

// bounces lets a letter come back.
func (w *world) bounces(id voldaan.LetterID) {
	w.Helper()
	w.within(func(tx *store.Tx) {
		w.check(tx.Decide(kade, zon, store.ScopeAll, w.now, func(l *voldaan.Ledger) ([]voldaan.Event, error) {
			b := voldaan.Bounce{Recipients: []voldaan.BounceRecipient{{Address: "jan@zon.example", Hard: true}}}
			s := w.cr.Stamp(zon, voldaan.AuthorBot, w.now, w.mint())
			events, _ := voldaan.Bounced(w.cr, l, b, id, false, s)
			return events, nil
		}))
	})
}

// claimsOf is what the law says on a day of one thing.
func (w *world) claimsOf(item law.Item) (out outbound.Claim) {
	w.Helper()
	w.within(func(tx *store.Tx) {
		l, err := tx.Ledger(kade, zon, store.ScopeAll, w.now)
		w.check(err)
		book, err := outbound.NewLaw(w.cr, w.office.Book, tx, l, w.day())
		w.check(err)
		all, err := book.Claims(l, voldaan.EUR, w.day())
		w.check(err)
		for _, c := range all {
			if c.Item == item {
				out = c
			}
		}
	})
	return out
}

// TestReminderFee: with regular deliveries the reminders about three due dates of
// a year are free; the fourth costs what was agreed, on a yes to what nobody
// checked, and is still the notice before damages. When one of the free ones comes
// back, the fee is void, and the notice with it (art. XIX.2 and XIX.4 WER).
func TestReminderFee(t *testing.T) {
	onBoth(t, func(w *world) {
		w.delivers(750)
		w.free()
		second := w.letters(zon, voldaan.LetterReminder1)[1]
		w.turns(84)
		fourth := w.latest(voldaan.LetterReminder1)
		want := []voldaan.ChargeLine{{Invoice: "i4", Kind: voldaan.ChargeReminderFee, Amount: 750}}
		if diff := cmp.Diff(want, fourth.Args.Charges); diff != "" || fourth.Approved != "wanted" || fourth.Args.Notice == nil {
			t.Fatalf("it waits for %q as notice %v and claims\n%s", fourth.Approved, fourth.Args.Notice, diff)
		}
		w.contains(strings.Join(fourth.Args.Risks, "\n"), "Due dates count in the calendar year", "may be the first about its due date", "memory")
		w.approve(fourth.ID)
		w.turn()
		w.want(fourth.ID, voldaan.LetterSent, "")
		// 15 % of 100.00 are 15.00, below the cap of 20.00.
		text := w.says(w.stored(fourth.ID))
		w.contains(text, "Deze herinnering kost € 7,50, zoals is overeengekomen", "herinneringskosten, 2026-004", "Te betalen: € 107,50",
			"schadevergoeding van € 15,00", "binnen veertien kalenderdagen")
		if strings.Contains(text, "Dit is een kosteloze herinnering") {
			t.Errorf("it costs a fee and says that it is free:\n%s", text)
		}
		if l := w.ledger(); l.Charged("i4", voldaan.PartCosts) != 750 {
			t.Errorf("%s of costs are owed, want 7.50", l.Charged("i4", voldaan.PartCosts))
		}
		// Sent on 27 May: the 14 days end on 10 June.
		w.on(98)
		if c := w.claimsOf(law.ItemCosts); c.Verdict != law.No || !slices.ContainsFunc(c.Reasons, func(r law.Reason) bool { return r.Key == "be-reminder-term" && !r.Holds }) {
			t.Errorf("damages on the last day of the term: %s %v", c.Verdict, c.Reasons)
		}
		w.on(99)
		if c := w.claimsOf(law.ItemCosts); c.Verdict != law.Ask || c.Sum != 1_500 {
			t.Errorf("damages after the term: %s %s %v", c.Verdict, c.Sum, c.Reasons)
		}
		if c := w.claimsOf(law.ItemReminderFee); len(c.Lines) != 0 {
			t.Errorf("the fee of a due date is claimed again: %+v", c.Lines)
		}
		w.bounces(second.ID)
		if got := w.ledger().Surcharge("i4"); got != 0 {
			t.Errorf("%s are owed on top after a free reminder came back", got)
		}
		if c := w.claimsOf(law.ItemCosts); c.Verdict != law.No {
			t.Errorf("damages by a notice that cost what it may not: %s %s", c.Verdict, c.Sum)
		}
	})
}

// TestReminderFeeIsNotRendered: no way through the outbox renders a fee to which
// nobody said yes, or that the law does not allow.
func TestReminderFeeIsNotRendered(t *testing.T) {
	onBoth(t, func(w *world) {
		w.delivers(750)
		w.free()
		third := w.letters(zon, voldaan.LetterReminder1)[2]
		w.turns(84)
		fourth := w.latest(voldaan.LetterReminder1)
		forge := func(why string, change func(*store.Letter)) {
			t.Helper()
			row := fourth
			row.Approved, row.Args.Charges = "anna", slices.Clone(fourth.Args.Charges)
			change(&row)
			w.within(func(tx *store.Tx) { w.check(tx.SetLetter(row)) })
			w.read()
			w.deliver()
			if w.rendered(fourth.ID) {
				t.Fatalf("it was rendered: %s", why)
			}
			w.within(func(tx *store.Tx) { w.check(tx.SetLetter(fourth)) })
		}
		forge("nobody said yes", func(l *store.Letter) { l.Approved = "" })
		forge("more than was agreed", func(l *store.Letter) { l.Args.Charges[0].Amount++ })
		forge("as no notice", func(l *store.Letter) { l.Args.Notice = nil })
		forge("without what a notice states", func(l *store.Letter) {
			n := *l.Args.Notice
			n.Stated = n.Stated[1:]
			l.Args.Notice = &n
		})
		w.bounces(third.ID)
		w.approve(fourth.ID)
		w.turn()
		w.want(fourth.ID, voldaan.LetterCancelled, "")
		if w.rendered(fourth.ID) {
			t.Error("it was rendered after a free reminder came back")
		}
	})
}

// TestReminderFeeWithoutYes: without a yes on three days the reminder goes free.
func TestReminderFeeWithoutYes(t *testing.T) {
	onBoth(t, func(w *world) {
		w.delivers(750)
		w.free()
		for _, day := range []int{84, 85, 86, 89} { // Wednesday to Friday, then Monday
			w.turns(day)
		}
		last := w.latest(voldaan.LetterReminder1)
		w.want(last.ID, voldaan.LetterSent, "")
		w.contains(w.says(w.stored(last.ID)), "Dit is een kosteloze herinnering")
		if got := w.ledger().Surcharge("i4"); got != 0 || len(last.Args.Charges) != 0 {
			t.Errorf("%s are owed, it claims %+v", got, last.Args.Charges)
		}
	})
}

// TestReminderFeeByTheYear counts due dates, not letters, each in its own calendar
// year, and only those of regular deliveries; it claims what was agreed, within
// the cap, and once.
func TestReminderFeeByTheYear(t *testing.T) {
	book, faults := law.Load(nil)
	if book == nil {
		t.Fatal(faults)
	}
	day := voldaan.MustDate
	// Four due dates of one year had reminders; the letter of 23 December is the
	// first about the fifth.
	dues := []string{"2026-01-31", "2026-02-28", "2026-03-31", "2026-11-30", "2026-12-15"}
	type told struct {
		cr    voldaan.Creditor
		l     *voldaan.Ledger
		w     outbound.Law
		lines []voldaan.DemandLine
	}
	fee := func(want voldaan.Amount, why string, change func(*told)) {
		t.Helper()
		x := told{cr: voldaan.Creditor{Country: "BE", VATRecoverable: true}, l: &voldaan.Ledger{Customer: voldaan.Customer{
			ID: "c1", Number: "K1", Kind: voldaan.KindConsumer, Country: "BE",
			Terms: voldaan.Terms{RegularDelivery: true, ReminderFee: 750, Since: day("2025-01-01"), Evidence: "contract 7"},
		}}}
		for i, due := range dues {
			inv := voldaan.Invoice{
				ID: voldaan.InvoiceID(fmt.Sprintf("i%d", i+1)), Number: fmt.Sprint(i + 1), Issued: day(due).Add(-30), Due: day(due),
				Currency: voldaan.EUR, Total: 10_000, Registered: true,
			}
			x.l.Invoices = append(x.l.Invoices, inv)
			if i < 4 {
				x.l.Demands = append(x.l.Demands, voldaan.Demand{
					Letter: voldaan.LetterID(fmt.Sprintf("l%d", i+1)), Invoice: inv.ID, Currency: voldaan.EUR, Step: voldaan.StepReminder1,
					State: voldaan.DemandSent, Notice: true, At: inv.Due.Add(3).Time(), Day: inv.Due.Add(3),
				})
			}
		}
		x.lines = []voldaan.DemandLine{{Invoice: "i5", Amount: 10_000, Claims: voldaan.Claims{ReminderFee: true}}}
		x.w = outbound.Law{Book: book, Own: &outbound.SentNotice{}}
		x.w.Own.Delivery.Sent = day("2026-12-23")
		x.w.Own.Claims = []string{"5"}
		x.w.Own.Stated = []law.Fact{
			law.FactBalance, law.FactCosts, law.FactTerm, law.FactCreditorName, law.FactEnterpriseNumber, law.FactDescription, law.FactDueDate,
		}
		change(&x)
		x.w.Creditor = &x.cr
		claims, err := x.w.ClaimsOn(x.l, voldaan.EUR, day("2026-12-23"), x.lines)
		if err != nil {
			t.Fatal(err)
		}
		var got voldaan.Amount
		n := 0
		for _, c := range claims {
			for _, line := range c.Lines {
				got += line.Amount
				n++
			}
		}
		if got != want || want > 0 && n != 1 {
			t.Errorf("%s: %s in %d lines, want %s: %+v", why, got, n, want, claims)
		}
	}
	without := func(x *told, invoice voldaan.InvoiceID) {
		x.l.Demands = slices.DeleteFunc(x.l.Demands, func(d voldaan.Demand) bool { return d.Invoice == invoice })
	}
	two := func(x *told) { without(x, "i3"); without(x, "i4") }
	fee(750, "after four", func(*told) {})
	fee(750, "after three", func(x *told) { without(x, "i1") })
	fee(0, "after two", two)
	fee(0, "after two, of which one twice", func(x *told) {
		two(x)
		again := x.l.Demands[0]
		again.Letter, again.At, again.Day = "l9", again.At.AddDate(0, 0, 20), again.Day.Add(20)
		x.l.Demands = append(x.l.Demands, again)
	})
	fee(0, "two invoices of one due date", func(x *told) { without(x, "i4"); x.l.Invoices[1].Due = x.l.Invoices[0].Due })
	fee(0, "one of the year before", func(x *told) { without(x, "i4"); x.l.Invoices[0].Due = day("2025-12-31") })
	fee(0, "one came back", func(x *told) { without(x, "i4"); x.l.Demands[2].State = voldaan.DemandBounced })
	fee(0, "one was a call", func(x *told) { without(x, "i4"); x.l.Demands[2].Channel = voldaan.ChannelCall })
	fee(0, "one came before the due date", func(x *told) { without(x, "i4"); x.l.Demands[2].Day = x.l.Invoices[2].Due })
	fee(0, "one is older than the terms", func(x *told) {
		without(x, "i4")
		x.l.Customer.Terms.Since = day("2026-01-02") // the first is of 1 January
	})
	fee(750, "cut to the cap", func(x *told) { x.l.Customer.Terms.ReminderFee = 1_250 })
	fee(500, "less was agreed", func(x *told) { x.l.Customer.Terms.ReminderFee = 500 })
	fee(0, "none was agreed", func(x *told) { x.l.Customer.Terms.ReminderFee = 0 })
	fee(0, "no regular deliveries", func(x *told) { x.l.Customer.Terms.RegularDelivery = false })
	fee(0, "a business", func(x *told) { x.l.Customer.Kind = voldaan.KindBusiness })
	fee(0, "in the Netherlands", func(x *told) { x.l.Customer.Country = "NL" })
	fee(750, "general terms of the day", func(x *told) {
		terms := x.l.Customer.Terms
		x.l.Customer.Terms = voldaan.Terms{}
		x.cr.Terms = []voldaan.GeneralTerms{{Terms: terms}}
	})
	fee(0, "no notice, and none before", func(x *told) { x.w.Own = nil })
	fee(0, "the letter is the first about one that is not of regular deliveries", func(x *told) {
		other := x.l.Invoices[4]
		other.ID, other.Number, other.Issued = "i6", "6", day("2024-12-31")
		x.l.Invoices = append(x.l.Invoices, other)
		x.w.Own.Claims = append(x.w.Own.Claims, "6")
	})
	fee(0, "about the first due date again", func(x *told) { x.lines[0].Invoice = "i1" })
	fee(750, "about two further ones, once", func(x *told) {
		other := x.l.Invoices[4]
		other.ID, other.Number, other.Due = "i6", "6", day("2026-12-16")
		x.l.Invoices = append(x.l.Invoices, other)
		x.w.Own.Claims = append(x.w.Own.Claims, "6")
		x.lines = append(x.lines, voldaan.DemandLine{Invoice: "i6", Amount: 10_000, Claims: voldaan.Claims{ReminderFee: true}})
	})
	charged := func(state voldaan.ChargeState) func(*told) {
		return func(x *told) {
			x.l.Charges = []voldaan.Charge{{ID: "f", Invoice: "i5", Kind: voldaan.ChargeReminderFee, Amount: 750, Letter: "l5", State: state}}
		}
	}
	fee(0, "claimed before", charged(voldaan.ChargeClaimed))
	fee(0, "given up before", charged(voldaan.ChargeWaived))
	fee(750, "void", charged(voldaan.ChargeVoid))
}
