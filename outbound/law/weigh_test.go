package law

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/voldaan/voldaan"
)

// mustBe compares a decision with a verdict, an amount and the keys of reasons
// that must be among it: those that forbid with a minus, those to be checked
// with a question mark.
func mustBe(t *testing.T, d Decision, verdict Verdict, amount voldaan.Amount, keys ...string) {
	t.Helper()
	if d.Verdict != verdict || d.Amount != amount {
		t.Errorf("%s: %s %s, want %s %s: %v", d.Item, d.Verdict, d.Amount, verdict, amount, d.Reasons)
	}
	for _, key := range keys {
		name := strings.Trim(key, "-?")
		if !slices.ContainsFunc(d.Reasons, func(r Reason) bool {
			return r.Key == name && r.Holds != strings.HasPrefix(key, "-") && (!strings.HasPrefix(key, "?") || r.ToCheck)
		}) {
			t.Errorf("%s: no reason %s in %v", d.Item, key, d.Reasons)
		}
	}
	for _, r := range d.Reasons {
		if strings.Contains(r.Text, "missing from the data") || r.Text == "" {
			t.Errorf("reason %+v", r)
		}
		if verdict == Yes && (!r.Holds || r.ToCheck) {
			t.Errorf("yes with %+v", r)
		}
	}
}

// business is a late claim of 1,000.00 on a business with terms, in a period
// whose Dutch rates are verified.
func business(country string, item Item) Request {
	return Request{
		Item: item, Day: day("2025-03-01"), Kind: voldaan.KindBusiness, Country: country, CreditorCountry: country,
		VATRecoverable: true,
		Claims:         []Claim{{"1", day("2024-05-16"), day("2024-06-15"), 100_000}},
		Terms:          Terms{Since: day("2024-01-01"), Evidence: "order 7", Days: 30},
	}
}

// TestBusinessInterest has the verdicts with nothing confirmed and with all.
func TestBusinessInterest(t *testing.T) {
	some, all := shipped(t), confirmed(t)
	for _, x := range []struct {
		country        string
		before, after  Verdict
		reason, worked string
	}{
		{"NL", Yes, Yes, "nl-interest", "85.22"},
		{"BE", No, Yes, "?be-interest", "87.05"}, // rows of the period are not verified
		{"DE", No, Yes, "?de-interest", ""},
		{"FR", No, Yes, "?fr-interest", ""},
		{"PL", No, Yes, "eu-interest", "85.22"},
		{"US", No, No, "-outside-eu", ""},
	} {
		mustBe(t, some.May(business(x.country, ItemInterest)), x.before, 0, x.reason)
		d := all.May(business(x.country, ItemInterest))
		mustBe(t, d, x.after, 0)
		if x.worked == "" || len(d.Starts) != 1 {
			continue
		}
		got, err := Reckon(d.Starts[0].From, day("2025-03-01"), []Change{{day("2024-06-15"), 100_000}}, d.Basis)
		if err != nil || got.Sum != sum(x.worked) || d.Basis.Yearly != (x.country == "NL") || len(d.Rows) == 0 {
			t.Errorf("%s: %s, %v, yearly %v", x.country, got.Sum, err, d.Basis.Yearly)
		}
	}
}

// TestInterestStart is the 30th day after the invoice where no term is agreed.
func TestInterestStart(t *testing.T) {
	b := confirmed(t)
	q := business("NL", ItemInterest)
	start := func() voldaan.Date {
		if d := b.May(q); len(d.Starts) == 1 {
			return d.Starts[0].From
		}
		return 0
	}
	q.Claims[0].Due = day("2024-05-30") // shorter than the law's
	if got := start(); got != day("2024-05-31") {
		t.Errorf("agreed: %s", got)
	}
	q.Terms.Days = 0
	if got := start(); got != day("2024-06-16") {
		t.Errorf("not agreed: %s", got)
	}
	q.Claims[0].Due = day("2024-07-31") // longer: what the invoice says
	if got := start(); got != day("2024-08-01") {
		t.Errorf("a long term: %s", got)
	}
	q.Day = day("2024-08-01") // its first day
	mustBe(t, b.May(q), Yes, 0)
	q.Claims[0].Due--
	q.Claims[0].Issued = day("2024-07-02") // begins tomorrow
	mustBe(t, b.May(q), No, 0, "-late")
	q.Claims[0].Issued = day("2024-07-01") // begins today
	mustBe(t, b.May(q), Yes, 0)
	q.Claims[0].Issued = 0
	mustBe(t, b.May(q), No, 0, "-eu-term")
}

// TestAgreedInterest stands in for the statutory rate between businesses; of a
// consumer the lower one is taken.
func TestAgreedInterest(t *testing.T) {
	b := confirmed(t)
	q := business("NL", ItemInterest)
	q.Terms.Interest, q.Terms.HasInterest = percent("14"), true
	d := b.May(q)
	mustBe(t, d, Yes, 0, "agreed")
	if len(d.Basis.Rates) != 1 || d.Basis.Rates[0].Percent != percent("14") || d.Basis.Yearly {
		t.Errorf("%+v", d.Basis)
	}
	q.Terms.Since = q.Claims[0].Issued // on the same day
	mustBe(t, b.May(q), Yes, 0, "agreed")
	q.Terms.Since = q.Claims[0].Issued + 1 // agreed after the invoice
	if d := b.May(q); len(d.Basis.Rates) != 3 || d.Basis.Rates[0].Percent != percent("12.5") {
		t.Errorf("agreed too late: %+v", d.Basis)
	}

	q = business("NL", ItemInterest)
	q.Kind = voldaan.KindUnknown
	for agreed, want := range map[string]string{"14": "7.00", "2": "2.00"} {
		q.Terms.Interest, q.Terms.HasInterest = percent(agreed), true
		d := b.May(q)
		mustBe(t, d, Yes, 0, "debtor-unknown", "nl-consumer-interest")
		if d.Basis.Rates[0].Percent != percent(want) {
			t.Errorf("agreed %s: %+v", agreed, d.Basis.Rates[0])
		}
	}

	q = business("US", ItemInterest)
	q.Terms.Interest, q.Terms.HasInterest = percent("5"), true
	mustBe(t, shipped(t).May(q), Ask, 0, "?outside-eu", "agreed")
}

// TestNotLate claims nothing on what is not late, paid, or empty.
func TestNotLate(t *testing.T) {
	b := confirmed(t)
	for _, item := range []Item{ItemInterest, ItemFixed, ItemCosts} {
		q := business("NL", item)
		q.Claims = append(q.Claims, Claim{"2", day("2025-02-01"), q.Day, 100}) // due today
		mustBe(t, b.May(q), No, 0, "-late")
		q.Claims[1].Due = 0
		mustBe(t, b.May(q), No, 0, "-late")
		q.Claims = []Claim{{"1", day("2024-05-16"), day("2024-06-15"), 0}} // paid
		mustBe(t, b.May(q), No, 0, "-late")
		q.Claims = nil
		mustBe(t, b.May(q), No, 0, "-data")
	}
	mustBe(t, b.May(business("NL", "fine")), No, 0, "-data")
}

func TestFixed(t *testing.T) {
	b := shipped(t)
	q := business("PL", ItemFixed)
	mustBe(t, b.May(q), Yes, 4000, "eu-fixed")
	q.Claims = append(q.Claims, Claim{"2", day("2024-05-16"), day("2024-06-15"), 5000})
	mustBe(t, b.May(q), Ask, 8000, "?eu-fixed-each")
	mustBe(t, confirmed(t).May(q), Yes, 8000)
	mustBe(t, b.May(business("NL", ItemFixed)), No, 0, "-nl-fixed 2013-03-16 40.00")
	mustBe(t, confirmed(t).May(business("US", ItemFixed)), No, 0, "-outside-eu")
	q = business("NL", ItemFixed)
	q.Kind = voldaan.KindAuthority
	mustBe(t, confirmed(t).May(q), Yes, 4000)
	for _, kind := range []voldaan.Kind{voldaan.KindConsumer, voldaan.KindUnknown, ""} {
		q.Kind = kind
		mustBe(t, confirmed(t).May(q), No, 0, "-fixed-consumer")
	}
}

// TestAbroad asks where the debtor is in another country than the creditor.
func TestAbroad(t *testing.T) {
	q := business("NL", ItemInterest)
	q.CreditorCountry = "BE"
	mustBe(t, shipped(t).May(q), Ask, 0, "?debtor-country")
}

func TestBusinessCosts(t *testing.T) {
	some, all := shipped(t), confirmed(t)
	mustBe(t, some.May(business("NL", ItemCosts)), Ask, 15_000, "?nl-business-costs")
	q := business("NL", ItemCosts)
	q.VATRecoverable = false
	mustBe(t, some.May(q), No, 0, "-nl-vat 2012-10-01 21.00")
	mustBe(t, all.May(q), Yes, 18_150, "nl-costs-vat")
	for country, reason := range map[string]string{"BE": "-agreed", "DE": "-actual-costs", "PL": "-actual-costs", "US": "-agreed"} {
		mustBe(t, all.May(business(country, ItemCosts)), No, 0, reason)
	}
	for _, country := range []string{"BE", "US"} {
		q := business(country, ItemCosts)
		q.Terms.Damages = 10_000
		mustBe(t, some.May(q), Ask, 10_000, "agreed")
		q.Terms.Evidence = ""
		mustBe(t, all.May(q), No, 0, "-agreed")
	}
	mustBe(t, all.May(business("BE", ItemReminderFee)), No, 0, "-reminder-fee")
}

// TestReason is the line that a colleague reads.
func TestReason(t *testing.T) {
	d := shipped(t).May(business("BE", ItemCosts))
	want := []string{
		"Agreed interest, damages or fees need an agreement that is older than the claim, with evidence. (general law of contracts) Here: no clause that is older than the claims is on record.",
		"Between businesses a damages clause is owed as agreed, unless a judge lowers it. (law of 2 August 2002, art. 6; art. 5.88 civil code) To be checked: memory, memory; check at ejustice.just.fgov.be.",
	}
	var got []string
	for _, r := range d.Reasons {
		got = append(got, r.String())
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
