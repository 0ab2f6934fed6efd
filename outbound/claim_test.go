package outbound_test

import (
	"strings"
	"testing"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/internal/calendar"
	"github.com/voldaan/voldaan/outbound"
	"github.com/voldaan/voldaan/outbound/law"
)

// owing is the ledger of a customer with one invoice of 1,000.00 that fell due on
// 15 June 2024, and what was paid of it.
func owing(kind voldaan.Kind, country string, paid ...voldaan.Allocation) *voldaan.Ledger {
	l := &voldaan.Ledger{
		Customer: voldaan.Customer{ID: "c1", Number: "K1", Kind: kind, Country: country},
		Invoices: []voldaan.Invoice{{
			ID: "i1", Customer: "c1", Number: "24-100", Issued: voldaan.MustDate("2024-05-16"), Due: voldaan.MustDate("2024-06-15"),
			Currency: voldaan.EUR, Total: 100000, Registered: true,
		}},
	}
	for _, a := range paid {
		a.Invoice, a.Part = "i1", voldaan.PartPrincipal
		l.Allocations = append(l.Allocations, a)
	}
	return l
}

func claims(t *testing.T, l *voldaan.Ledger, day string, confirmed ...string) map[law.Item]outbound.Claim {
	t.Helper()
	book, faults := law.Load(confirmed)
	if book == nil {
		t.Fatal(faults)
	}
	cal, err := calendar.Statutory(l.Customer.Country, 2023, 2028)
	if err != nil {
		t.Fatal(err)
	}
	w := outbound.Law{Creditor: &voldaan.Creditor{Country: l.Customer.Country, VATRecoverable: true}, Book: book, Calendar: cal}
	all, err := w.Claims(l, voldaan.EUR, voldaan.MustDate(day))
	if err != nil {
		t.Fatal(err)
	}
	out := map[law.Item]outbound.Claim{}
	for _, c := range all {
		out[c.Item] = c
	}
	return out
}

// The worked example of the trade: 1,000.00 due on 15 June 2024, paid on 1 March
// 2025, at the Dutch rates between businesses of three half-years.
func TestClaimInterest(t *testing.T) {
	got := claims(t, owing(voldaan.KindBusiness, "NL"), "2025-03-01")[law.ItemInterest]
	if got.Verdict == law.No || got.Sum.String() != "85.22" || len(got.Interest) != 1 || len(got.Interest[0].Segments) != 3 {
		t.Errorf("%s, %s, %+v", got.Verdict, got.Sum, got.Interest)
	}
	// Half was paid on 30 June: what is left bears interest from 1 July on.
	paid := voldaan.Allocation{Amount: 50000, Day: voldaan.MustDate("2024-06-30")}
	got = claims(t, owing(voldaan.KindBusiness, "NL", paid), "2025-03-01")[law.ItemInterest]
	if want := "45.18"; got.Sum.String() != want { // 15 days of 1,000 at 12.5, then 500: 30.8767 + 9.1644
		t.Errorf("after half was paid: %s, want %s", got.Sum, want)
	}
}

// A consumer's costs need a notice; a day without a rate is never guessed.
func TestClaimRefuses(t *testing.T) {
	costs := claims(t, owing(voldaan.KindConsumer, "NL"), "2025-03-01")[law.ItemCosts]
	if costs.Verdict != law.No || costs.Sum != 0 {
		t.Errorf("costs of a consumer without a notice: %s %s", costs.Verdict, costs.Sum)
	}
	if fixed := claims(t, owing(voldaan.KindUnknown, "NL"), "2025-03-01")[law.ItemFixed]; fixed.Verdict != law.No {
		t.Errorf("an unknown debtor is a consumer, and pays no fixed sum: %s", fixed.Verdict)
	}
	late := claims(t, owing(voldaan.KindBusiness, "NL"), "2027-03-01")[law.ItemInterest]
	var why []string
	for _, r := range late.Reasons {
		if !r.Holds {
			why = append(why, r.String())
		}
	}
	if late.Verdict != law.No || late.Sum != 0 || len(why) == 0 {
		t.Errorf("interest on days without a rate: %s %s %s", late.Verdict, late.Sum, strings.Join(why, "; "))
	}
}

// What may not be demanded bears no claim.
func TestClaimLeavesOut(t *testing.T) {
	l := owing(voldaan.KindBusiness, "NL")
	l.Standings = []voldaan.Standing{{ID: "s1", Invoice: "i1", Kind: voldaan.StandingDispute, Start: voldaan.MustDate("2024-07-01")}}
	if got := claims(t, l, "2025-03-01"); len(got) != 0 {
		t.Errorf("a disputed invoice: %+v", got)
	}
	l = owing(voldaan.KindBusiness, "NL")
	if got := claims(t, l, "2024-06-15"); len(got) != 0 {
		t.Errorf("on its due date: %+v", got)
	}
	book, _ := law.Load(nil)
	w := outbound.Law{Creditor: &voldaan.Creditor{Country: "NL"}, Book: book}
	if _, err := w.Claims(l, "USD", voldaan.MustDate("2025-03-01")); err == nil || !strings.Contains(err.Error(), "euro") {
		t.Errorf("dollars: %v", err)
	}
}

// TestClaimByTerms: interest that was agreed counts, by general terms or by the
// customer's own, but not for an invoice that is older.
func TestClaimByTerms(t *testing.T) {
	book, faults := law.Load(nil)
	if book == nil {
		t.Fatal(faults)
	}
	terms := func(interest, since string) voldaan.Terms {
		return voldaan.Terms{Days: 30, Interest: interest, Since: voldaan.MustDate(since), Evidence: "general terms"}
	}
	is := func(general []voldaan.GeneralTerms, own voldaan.Terms, want string) {
		t.Helper()
		l := owing(voldaan.KindBusiness, "NL")
		l.Customer.Terms = own
		w := outbound.Law{Creditor: &voldaan.Creditor{Country: "NL", VATRecoverable: true, Terms: general}, Book: book}
		all, err := w.Claims(l, voldaan.EUR, voldaan.MustDate("2025-03-01"))
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range all {
			if c.Item == law.ItemInterest && c.Sum.String() != want {
				t.Errorf("%v, %v: %s, want %s", general, own, c.Sum, want)
			}
		}
	}
	ten := []voldaan.GeneralTerms{
		{For: voldaan.Segment{Kinds: []voldaan.Kind{voldaan.KindConsumer}}, Terms: terms("1", "2024-01-01")},
		{Terms: terms("10", "2024-01-01")},
	}
	is(nil, voldaan.Terms{}, "85.22")
	is(ten, voldaan.Terms{}, "70.96")                                                        // 259 days of 1,000.00 at 10 %, simple
	is(ten, terms("5", "2024-05-16"), "35.48")                                               // his own, of the day of the invoice
	is(ten, terms("5", "2024-05-17"), "85.22")                                               // his own, and newer: neither counts
	is([]voldaan.GeneralTerms{{Terms: terms("10", "2024-06-01")}}, voldaan.Terms{}, "85.22") // newer
}

// TestClaimByTermsOfTheDay: each invoice bears the terms that were in force on its
// day: interest at their rate, damages by their clause, and one that is older
// than all what the law gives.
func TestClaimByTermsOfTheDay(t *testing.T) {
	book, faults := law.Load([]string{"be-b2b 2024-07-01 12.50", "be-b2b 2025-01-01 11.50"})
	if book == nil {
		t.Fatal(faults)
	}
	terms := func(interest, damages, since string) voldaan.GeneralTerms {
		return voldaan.GeneralTerms{Terms: voldaan.Terms{
			Days: 30, Interest: interest, DamagesClause: damages, Since: voldaan.MustDate(since), Evidence: "general terms of " + since,
		}}
	}
	w := outbound.Law{Book: book, Creditor: &voldaan.Creditor{Country: "BE", VATRecoverable: true, Terms: []voldaan.GeneralTerms{
		terms("10", "10 % min 40", "2024-01-01"), terms("12", "12 % min 50", "2024-07-01"),
	}}}
	l := owing(voldaan.KindBusiness, "BE")
	add := func(number, issued, due string, total voldaan.Amount) {
		inv := l.Invoices[0]
		inv.ID, inv.Number, inv.Total = voldaan.InvoiceID("i"+number), number, total
		inv.Issued, inv.Due = voldaan.MustDate(issued), voldaan.MustDate(due)
		l.Invoices = append(l.Invoices, inv)
	}
	add("24-101", "2024-06-30", "2024-08-31", 10_000)
	add("24-102", "2024-07-01", "2024-08-31", 20_000)
	add("23-900", "2023-12-31", "2024-01-31", 100_000)
	all, err := w.Claims(l, voldaan.EUR, voldaan.MustDate("2025-03-01"))
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, c := range all {
		for _, line := range c.Lines {
			for _, inv := range l.Invoices {
				if inv.ID == line.Invoice {
					got[inv.Number+" "+string(line.Kind)] = line.Amount.String()
				}
			}
		}
		if c.Item == law.ItemCosts && c.Numbers[0] == "23-900" && c.Verdict != law.No {
			t.Errorf("damages without a clause: %s %s", c.Verdict, c.Sum)
		}
	}
	for what, want := range map[string]string{
		"24-100 interest": "70.96",  // 259 days of 1,000.00 at 10 %
		"24-101 interest": "4.99",   // 182 days of 100.00 at 10 %
		"24-102 interest": "11.97",  // 182 days of 200.00 at 12 %
		"23-900 interest": "133.63", // 335 days of 1,000.00 at 12.50 %, 60 at 11.50 %: 114.7260 and 18.9041
		"24-100 costs":    "100.00", // 10 % of 1,100.00 together
		"24-101 costs":    "10.00",
		"24-102 costs":    "50.00", // 12 % would be 24.00
		"23-900 costs":    "",
	} {
		if got[what] != want {
			t.Errorf("%s: %q, want %q", what, got[what], want)
		}
	}
}
