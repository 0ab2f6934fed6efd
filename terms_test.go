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

// TestTermsOf: a customer's own count, else the first general ones that fit.
func TestTermsOf(t *testing.T) {
	cr := &Creditor{Country: "NL", Terms: []GeneralTerms{
		{For: Segment{Kinds: []Kind{KindBusiness}, Countries: []string{"BE"}}, Terms: agreed(30, "12", "")},
		{For: Segment{Kinds: []Kind{KindConsumer}}, Terms: agreed(14, "", "15 %")},
		{Terms: agreed(30, "", "")},
	}}
	is := func(c Customer, interest string, days int, why string) {
		t.Helper()
		if got, by := cr.TermsOf(c); got.Interest != interest || got.Days != days || by != why {
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
