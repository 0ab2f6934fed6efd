package simulate

import (
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/voldaan/voldaan"
)

// TestCoverage: on pasts that the model itself made, what came lies in the band
// between the 10th and the 90th percentile about four times in five; also where
// every customer has a pace of his own.
func TestCoverage(t *testing.T) {
	for name, v := range map[string]Variety{"alike": VarietyNone, "each his own pace": VarietyFull} {
		var all Tested
		const pasts = 40
		for seed := range uint64(pasts) {
			accounts := invented(t, 50, 100+seed, v)
			s := scenario(t, nil)
			s.Runs, s.Seed = 50, seed
			if err := all.cut(t.Context(), s, accounts, DefaultAssumptions(), today-1-84); err != nil {
				t.Fatal(err)
			}
		}
		all.score()
		covered, cuts := 0.0, 0
		for _, s := range all.Scores {
			t.Logf("%s, %d weeks: %d cuts, mean error %s, %.1f %%, covered %.2f",
				name, s.Weeks, s.Cuts, voldaan.Amount(s.MeanError), s.Percent, s.Covered)
			covered += s.Covered * float64(s.Cuts)
			cuts += s.Cuts
		}
		if covered /= float64(cuts); cuts != 3*pasts || covered < 0.7 || covered > 0.9 {
			t.Errorf("%s: %.2f of %d cuts are covered", name, covered, cuts)
		}
	}
}

// TestBackTest is a whole back-test of an invented past.
func TestBackTest(t *testing.T) {
	accounts := invented(t, 60, 4, VarietyFull)
	s := scenario(t, nil)
	s.Runs = 40
	got, err := BackTest(t.Context(), s, accounts, DefaultAssumptions(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Scores) != 3 {
		t.Fatalf("%+v", got.Scores)
	}
	for i, sc := range got.Scores {
		if sc.Weeks != 4*(i+1) || sc.Cuts < 4 || sc.Percent <= 0 || sc.Percent > 60 || sc.Covered < 0.3 {
			t.Errorf("%+v", sc)
		}
	}
	for _, c := range got.Cuts {
		if c.Actual > c.Open || c.Actual <= 0 {
			t.Errorf("%s, %d weeks: of %d open %d came", c.Day, c.Weeks, c.Open, c.Actual)
		}
	}
}

// TestKnownThen: a prediction knows nothing of what came after its day.
func TestKnownThen(t *testing.T) {
	accounts := invented(t, 40, 2, VarietyFull)
	const day = today - 60
	cutOff := make([]Account, 0, len(accounts))
	for _, a := range accounts {
		i := slices.IndexFunc(a.Log, func(e voldaan.Event) bool { return e.Day > day })
		if i < 0 {
			i = len(a.Log)
		}
		l, err := voldaan.Fold(a.Ledger, a.Log[:i])
		if err != nil {
			t.Fatal(err)
		}
		cutOff = append(cutOff, Account{Ledger: l, Log: a.Log[:i]}) // what a back-test on that day would have had
	}
	predict := func(accounts []Account) *Result {
		known, err := knownAt(accounts, day)
		if err != nil {
			t.Fatal(err)
		}
		s := scenario(t, Learn(known, day, DefaultAssumptions()))
		s.Start = day + 1
		return run(t, s, known)
	}
	if diff := equal(predict(cutOff), predict(accounts)); diff != "" {
		t.Error(diff)
	}
}

// TestArrivals counts what came for invoices that were open, and nothing else.
func TestArrivals(t *testing.T) {
	const day = today - 50
	b := newBook(t, "linde")
	b.invoice("i1", day-60, day-30, day-60, 10_000) // paid in two parts
	b.invoice("i2", day-60, day-30, day-60, 10_000) // paid before
	b.invoice("i3", day-60, day-30, day-60, 10_000) // credited
	b.invoice("i4", day-60, day-30, day-60, 10_000) // gone from the list of open items
	b.invoice("i6", day-60, day-30, day-60, 10_000) // a part of it paid before
	b.day = day - 1
	b.pay("i6", day-1, 2_000, voldaan.PaymentTransfer)
	b.pay("i2", day-1, 10_000, voldaan.PaymentTransfer)
	b.invoice("i5", day+1, day+30, day+1, 10_000) // not known then
	b.day = day + 2
	b.pay("i1", day-1, 4_000, voldaan.PaymentTransfer) // on the bank's day, known two days later
	b.pay("i5", day+2, 10_000, voldaan.PaymentTransfer)
	b.pay("i3", day+2, 10_000, voldaan.PaymentCreditNote)
	b.day = day + 9
	b.pay("i1", day+9, 6_000, voldaan.PaymentTransfer)
	b.do(voldaan.AuthorColleague, voldaan.EventClosed, func(e *voldaan.Event) { e.Invoice, e.Reason = "i4", voldaan.ClosedOutside })
	known, err := knownAt([]Account{b.Account}, day)
	if err != nil {
		t.Fatal(err)
	}
	want := []arrival{{day + 1, voldaan.EUR, 4_000}, {day + 9, voldaan.EUR, 6_000}, {day + 9, voldaan.EUR, 10_000}}
	if diff := cmp.Diff(want, arrivals([]Account{b.Account}, known, day), cmp.AllowUnexported(arrival{})); diff != "" {
		t.Error(diff)
	}
}

func TestCutDays(t *testing.T) {
	past := func(days voldaan.Date) []Account {
		return []Account{{Log: []voldaan.Event{{Day: today - days}}}}
	}
	for days, want := range map[voldaan.Date][2]int{42: {0, 0}, 43: {1, 0}, 57: {3, 7}, 365: {12, 28}, 2000: {13, 154}} {
		got := cutDays(past(days), today)
		if len(got) != want[0] || (len(got) > 1 && int(got[1]-got[0]) != want[1]) {
			t.Errorf("%d days: %v", days, got)
		}
		if len(got) > 0 && (got[0] < today-days+learnDays || got[len(got)-1] != today-1-shortestCut) {
			t.Errorf("%d days: %v", days, got)
		}
	}
	_, err := BackTest(t.Context(), scenario(t, nil), past(20), DefaultAssumptions(), nil)
	if !errors.Is(err, ErrShort) {
		t.Errorf("a short past: %v", err)
	}
	if _, err = BackTest(t.Context(), scenario(t, nil), nil, DefaultAssumptions(), nil); !errors.Is(err, ErrShort) {
		t.Errorf("no past: %v", err)
	}
}
