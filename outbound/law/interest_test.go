package law

import (
	"errors"
	"math/big"
	"testing"

	"github.com/voldaan/voldaan"
)

// TestWorkedInterest has the worked examples, to the cent and to the day.
func TestWorkedInterest(t *testing.T) {
	b := confirmed(t)
	for _, x := range []struct {
		rate, principal, due, paid, want string
		days                             []int
	}{
		{RateNLBusiness, "1000.00", "2024-06-15", "2025-03-01", "85.22", []int{15, 184, 60}},
		{RateBEBusiness, "1000.00", "2024-06-15", "2025-03-01", "87.05", []int{15, 184, 60}},
		{RateNLBusiness, "2500.00", "2024-09-30", "2024-12-31", "77.19", []int{92}},
		{RateNLBusiness, "1000.00", "2024-06-15", "2024-06-16", "0.34", []int{1}}, // paid a day late
	} {
		rates, err := b.Rates(x.rate, day(x.due)+1, day(x.paid))
		if err != nil {
			t.Fatal(err)
		}
		changes := []Change{{day(x.due), sum(x.principal)}, {day(x.paid), -sum(x.principal)}}
		// A later day of reckoning changes nothing: it was paid.
		for _, to := range []voldaan.Date{day(x.paid), day(x.paid) + 10} {
			got, err := Reckon(day(x.due)+1, to, changes, Basis{Rates: rates, Yearly: x.rate == RateNLBusiness})
			if err != nil || got.Sum != sum(x.want) || len(got.Segments) != len(x.days) {
				t.Fatalf("%+v: %s in %d segments, %v", x, got.Sum, len(got.Segments), err)
			}
			for i, s := range got.Segments {
				if s.Days != x.days[i] || s.Days != int(s.To-s.From)+1 || s.Principal != sum(x.principal) {
					t.Errorf("%+v: segment %d is %+v", x, i, s)
				}
			}
		}
	}
}

// TestExactInterest has the parts of the first worked example.
func TestExactInterest(t *testing.T) {
	rates, err := confirmed(t).Rates(RateNLBusiness, day("2024-06-16"), day("2025-03-01"))
	if err != nil {
		t.Fatal(err)
	}
	got, err := Reckon(day("2024-06-16"), day("2025-03-01"), []Change{{day("2024-06-15"), 100_000}}, Basis{Rates: rates})
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"5.1370", "61.7534", "18.3288"} {
		if euro := new(big.Rat).Quo(got.Segments[i].Interest, big.NewRat(100, 1)); euro.FloatString(4) != want {
			t.Errorf("segment %d: %s, want %s", i, euro.FloatString(4), want)
		}
	}
}

// TestPartPayment lowers the principal from the day after the payment.
func TestPartPayment(t *testing.T) {
	changes := []Change{{day("2025-01-31"), -40_000}, {day("2024-12-31"), 100_000}} // in any order
	got, err := Reckon(day("2025-01-01"), day("2025-02-28"), changes, Basis{Rates: AgreedRate(percent("12"))})
	if err != nil || len(got.Segments) != 2 {
		t.Fatalf("%+v, %v", got, err)
	}
	first, second := got.Segments[0], got.Segments[1]
	if first.To != day("2025-01-31") || first.Days != 31 || second.Principal != 60_000 || second.Days != 28 {
		t.Errorf("%+v", got.Segments)
	}
	// 1000 x 12 % x 31/365 + 600 x 12 % x 28/365 = 10.1918 + 5.5233
	if got.Sum != 1572 {
		t.Errorf("%s, want 15.72", got.Sum)
	}
}

// TestYearly adds a year's interest to what bears interest, on the anniversary.
func TestYearly(t *testing.T) {
	changes := []Change{{day("2021-03-09"), 100_000}}
	for _, x := range []struct {
		to             string
		simple, yearly voldaan.Amount
	}{
		{"2022-03-09", 10_000, 10_000}, // one year
		{"2023-03-09", 20_000, 21_000}, // two
		{"2022-03-10", 10_027, 10_030}, // 1100 x 10 % / 365 = 0.3014 on the first day of the second
	} {
		for yearly, want := range map[bool]voldaan.Amount{false: x.simple, true: x.yearly} {
			got, err := Reckon(day("2021-03-10"), day(x.to), changes, Basis{AgreedRate(percent("10")), yearly})
			if err != nil || got.Sum != want {
				t.Errorf("to %s, yearly %v: %s, %v; want %s", x.to, yearly, got.Sum, err, want)
			}
		}
	}
	// Paid after a year: what was compounded bears nothing without a principal.
	got, err := Reckon(day("2021-03-10"), day("2030-01-01"), append(changes, Change{day("2022-03-09"), -100_000}),
		Basis{AgreedRate(percent("10")), true})
	if err != nil || got.Sum != 10_000 {
		t.Errorf("paid: %s, %v", got.Sum, err)
	}
	// 29 February has its anniversary on 1 March.
	got, err = Reckon(day("2024-02-29"), day("2025-03-01"), []Change{{day("2024-02-28"), 100_000}}, Basis{AgreedRate(percent("10")), true})
	if err != nil || len(got.Segments) != 2 || got.Segments[1].From != day("2025-03-01") {
		t.Errorf("%+v, %v", got.Segments, err)
	}
}

func TestReckonRefuses(t *testing.T) {
	rates := []Rate{{Percent: 1000, From: day("2026-01-01"), Until: day("2026-06-30")}}
	changes := []Change{{day("2026-06-01"), 100}}
	if _, err := Reckon(day("2026-06-02"), day("2026-07-01"), changes, Basis{Rates: rates}); !errors.Is(err, ErrMissing) {
		t.Errorf("a day without a rate: %v", err)
	}
	if got, err := Reckon(day("2026-07-02"), day("2026-07-01"), changes, Basis{}); err != nil || got.Sum != 0 {
		t.Errorf("no days: %+v, %v", got, err)
	}
	// Where nothing is owed no rate is needed.
	if got, err := Reckon(day("2020-01-01"), day("2026-06-01"), changes, Basis{Rates: rates}); err != nil || got.Segments != nil {
		t.Errorf("before the claim: %+v, %v", got, err)
	}
}
