package voldaan

import (
	"strings"
	"testing"
)

func agreed(days int, interest, damages string) Terms {
	return Terms{Days: days, Interest: interest, DamagesClause: damages, Since: today - 100, Evidence: "offer 12"}
}

func TestTermsValidate(t *testing.T) {
	bad := func(words string, x Terms) {
		t.Helper()
		if err := x.Validate(); err == nil || !strings.Contains(err.Error(), words) {
			t.Errorf("%v: %v, want %q", x, err, words)
		}
	}
	if err := agreed(30, "8", "10 % min 40").Validate(); err != nil {
		t.Error(err)
	}
	bad("-1 days to pay", agreed(-1, "8", ""))
	bad("366 days to pay", agreed(366, "", ""))
	bad("nothing is agreed", agreed(0, "", ""))
	bad("the day since which they are agreed is missing", Terms{Days: 30, Evidence: "offer 12"})
	if got := agreed(30, "8", "10 %").String(); got != "30 days, interest 8 % a year, damages 10 %, since 2025-11-24 (offer 12)" {
		t.Error(got)
	}
}

// TestTermsOf: a customer's own count, else general ones of the first scope that
// fits.
func TestTermsOf(t *testing.T) {
	cr := &Creditor{Country: "NL", Terms: []GeneralTerms{
		{For: Segment{Kinds: []Kind{KindBusiness}, Countries: []string{"BE"}}, Terms: agreed(30, "12", "")},
		{For: Segment{Kinds: []Kind{KindConsumer}}, Terms: agreed(14, "", "15 %")},
		{Terms: agreed(30, "", "")},
	}}
	is := func(c Customer, interest string, days int, why string) {
		t.Helper()
		if got, by := cr.TermsOf(c, today); got.Interest != interest || got.Days != days || by != why {
			t.Errorf("%+v: %v, %s; want %s", c, got, by, why)
		}
	}
	is(Customer{Kind: KindBusiness, Country: "be"}, "12", 30, "general terms 1 of 3: kind business, country BE")
	is(Customer{Kind: KindConsumer, Country: "BE"}, "", 14, "general terms 2 of 3: kind consumer")
	is(Customer{}, "", 14, "general terms 2 of 3: kind unknown") // as a consumer
	is(Customer{Kind: KindBusiness}, "", 30, "general terms 3 of 3: for everybody")
	is(Customer{Kind: KindConsumer, Terms: agreed(0, "5", "")}, "5", 0, "his own")
	cr.Terms = cr.Terms[:1]
	is(Customer{Kind: KindBusiness}, "", 0, "he has none of his own, and no general terms fit him")
	cr.Terms = nil
	is(Customer{}, "", 0, "he has none of his own, and there are no general terms")
}

// TestTermsOfTheDay: of a scope those count that were in force on the day of the
// invoice; for an older one there are none, whatever a wider scope says.
func TestTermsOfTheDay(t *testing.T) {
	since := func(day, interest string) Terms {
		return Terms{Interest: interest, Since: MustDate(day), Evidence: "general terms"}
	}
	belgian := Segment{Kinds: []Kind{KindBusiness, KindAuthority}, Countries: []string{"BE"}}
	same := Segment{Kinds: []Kind{KindAuthority, KindBusiness}, Countries: []string{"BE"}}
	cr := &Creditor{Country: "BE", Terms: []GeneralTerms{
		{For: belgian, Terms: since("2025-01-01", "10")},
		{For: same, Terms: since("2026-07-01", "12")},
		{For: belgian, Terms: since("2026-01-01", "11")},
		{Terms: since("2024-01-01", "5")},
		{Terms: since("2023-01-01", "4")},
	}}
	is := func(c Customer, issued, interest, why string) {
		t.Helper()
		var day Date
		if issued != "" {
			day = MustDate(issued)
		}
		if got, by := cr.TermsOf(c, day); got.Interest != interest || by != why {
			t.Errorf("%s: %v, %s; want %s, %s", issued, got, by, interest, why)
		}
	}
	firm := Customer{Kind: KindBusiness, Country: "BE"}
	const belgianFirm = ": kind business, country BE"
	is(firm, "2025-01-01", "10", "general terms 1 of 5"+belgianFirm)
	is(firm, "2025-12-31", "10", "general terms 1 of 5"+belgianFirm)
	is(firm, "2026-01-01", "11", "general terms 3 of 5"+belgianFirm)
	is(firm, "2026-06-30", "11", "general terms 3 of 5"+belgianFirm)
	is(firm, "2026-07-01", "12", "general terms 2 of 5"+belgianFirm)
	is(firm, "2024-12-31", "", "no general terms were in force that day"+belgianFirm)
	is(firm, "", "", "no general terms were in force that day"+belgianFirm)
	is(Customer{}, "2023-12-31", "4", "general terms 5 of 5: for everybody")
	is(Customer{}, "2024-01-01", "5", "general terms 4 of 5: for everybody")
	firm.Terms = since("2026-02-01", "3")
	is(firm, "2026-02-01", "3", "his own")
	is(firm, "2026-01-31", "", "his own bind nothing that was issued before 2026-02-01")
}

// TestTermsSet: only a colleague agrees, and undo brings back what was before.
func TestTermsSet(t *testing.T) {
	f := newFixture(t)
	f.l.Agreements = []Agreement{
		{ID: "a1", Customer: "c1", Terms: agreed(30, "8", "")},
		{ID: "a2", Customer: "c1", Terms: agreed(14, "", "")},
		{ID: "a3", Customer: "c1", Terms: Terms{Evidence: "a word"}},
	}
	set := func(by AuthorKind, ref EventID) func(*Event) {
		return func(e *Event) { e.By, e.Ref = by, ref }
	}
	f.refused(RefusedTwice, EventTermsSet, set(AuthorColleague, ""))
	f.refused(RefusedAuthor, EventTermsSet, set(AuthorCustomer, "a1"))
	f.refused(RefusedAuthor, EventTermsSet, set(AuthorBot, "a1"))
	f.refused(RefusedUnknown, EventTermsSet, set(AuthorColleague, "a8"))
	f.refused(RefusedMalformed, EventTermsSet, set(AuthorColleague, "a3"))
	f.must(EventTermsSet, set(AuthorOperator, "a1"))
	second := f.must(EventTermsSet, set(AuthorColleague, "a2"))
	if f.l.Customer.Terms.Days != 14 {
		t.Errorf("%v", f.l.Customer.Terms)
	}
	undone := f.event(EventUndone, func(e *Event) { e.Ref = second.Group })
	l, err := Fold(f.l, append(f.log, undone))
	if err != nil || l.Customer.Terms != f.l.Agreements[0].Terms {
		t.Errorf("after undo %v, %v", l, err)
	}
	f.must(EventTermsSet, set(AuthorColleague, ""))
	if f.l.Customer.Terms != (Terms{}) {
		t.Errorf("%v", f.l.Customer.Terms)
	}
}
