package law

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/voldaan/voldaan"
)

// TestVerified holds the list of rates that were read at a source: none may join
// it by accident.
func TestVerified(t *testing.T) {
	want := []string{
		"be-b2b 2023-01-01 10.50", "be-b2b 2024-01-01 12.50", "be-b2b 2026-01-01 10.50", "be-civil 2026-01-01 4.50",
		"be-consumer-cap 2023-09-01 ecb-refi+8.00", "be-damages-cap 2023-09-01 0.00..2000.00/0.00>0.00+20.00/10.00>150.00+30.00/5.00>500.00+65.00",
		"be-reminder-fee 2023-09-01 7.50", "eu-b2b 2013-03-16 ecb-refi+8.00", "eu-fixed 2013-03-16 40.00",
		"nl-b2b 2023-01-01 10.50", "nl-b2b 2024-01-01 12.50", "nl-b2b 2024-07-01 12.25", "nl-b2b 2025-01-01 11.15",
		"nl-bik 2012-07-01 40.00..6775.00/15.00>0.00/10.00>2500.00/5.00>5000.00/1.00>10000.00/0.50>200000.00",
		"nl-consumer 2023-01-01 4.00", "nl-consumer 2023-07-01 6.00", "nl-consumer 2024-01-01 7.00",
		"nl-consumer 2024-07-01 7.00", "nl-consumer 2025-01-01 6.00",
	}
	b := shipped(t)
	var got []string
	for _, name := range sortedNames(b.rows) {
		for _, r := range b.rows[name] {
			if r.Standing == Verified {
				got = append(got, r.Key())
			}
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestFormulas compares the rows that ship with the formulas of the law.
func TestFormulas(t *testing.T) {
	b := shipped(t)
	rate := func(name string, d voldaan.Date) Percent {
		r, err := b.LookRate(name, d)
		if err != nil {
			t.Error(err)
		}
		return r.Percent
	}
	for _, row := range b.rows[RateECB] {
		margin := row.Percent + 8*wholePercent
		if got := rate(RateNLBusiness, row.From); got != margin {
			t.Errorf("%s on %s: %s, want %s", RateNLBusiness, row.From, got, margin)
		}
		halves := (margin + 499) / 500 * 500
		if got := rate(RateBEBusiness, row.From); got != halves {
			t.Errorf("%s on %s: %s, want %s", RateBEBusiness, row.From, got, halves)
		}
	}
	for i, row := range b.rows[RateDEBase][1:] {
		before := b.rows[RateDEBase][i]
		if got, want := row.Percent-before.Percent, rate(RateECB, row.From)-rate(RateECB, before.From); got != want {
			t.Errorf("%s on %s moves by %s, and that of the bank by %s", row.Name, row.From, got, want)
		}
	}
}

// TestUnknownDays are days for which nothing was found: they stay errors.
func TestUnknownDays(t *testing.T) {
	b := confirmed(t)
	for name, d := range map[string]string{
		RateNLConsumer: "2026-07-01", RateDEBase: "2026-07-01", RateDEBusiness: "2026-11-22", RateFRLegal: "2026-12-31",
		RateECB: "2027-01-01", RateNLBusiness: "2022-12-31", RateEUBusiness: "2027-01-01", "no such name": "2026-01-01",
	} {
		_, err := b.Rate(name, day(d))
		var e *RowError
		if !errors.Is(err, ErrMissing) || !errors.As(err, &e) || e.Row != nil || !strings.Contains(err.Error(), d) {
			t.Errorf("%s on %s: %v", name, d, err)
		}
	}
}

func TestUnverified(t *testing.T) {
	list := shipped(t).Unverified()
	for _, want := range []string{"nl-b2b 2026-07-01 10.40", "nl-fixed 2013-03-16 40.00", "nl-business-costs", "notice de consumer"} {
		if !slices.ContainsFunc(list, func(e Entry) bool { return e.Key == want && !e.Usable && e.Source != "" && e.What != "" }) {
			t.Errorf("%s is not on the list", want)
		}
	}
	for _, e := range list {
		if e.Standing == Verified {
			t.Errorf("%s is verified", e.Key)
		}
	}
	for _, e := range confirmed(t).Unverified() {
		if !e.Usable {
			t.Errorf("%s is confirmed and not usable", e.Key)
		}
	}
}

func TestRate(t *testing.T) {
	b := shipped(t)
	r, err := b.Rate(RateNLBusiness, day("2024-08-01"))
	if err != nil || r.Percent != percent("12.25") || r.Until != day("2024-12-31") || r.Standing() != Verified {
		t.Errorf("%+v, %v", r, err)
	}
	_, err = b.Rate(RateNLBusiness, day("2026-11-22"))
	want := `nl-b2b for 2026-11-22: the row "nl-b2b 2026-07-01 10.40" is secondary (a comment in the code of a public repository; check at rijksoverheid.nl); check it at the official source and add its key to rates_confirmed`
	if !errors.Is(err, ErrUnconfirmed) || err.Error() != want {
		t.Errorf("error %q, want %q", err, want)
	}
	b = loaded(t, []string{"nl-b2b 2026-07-01 10.40"})
	if r, err := b.Rate(RateNLBusiness, day("2026-11-22")); err != nil || r.Percent != percent("10.4") || r.Standing() != Secondary {
		t.Errorf("confirmed: %+v, %v", r, err)
	}
}

// TestMargin shows that a rate with a margin needs both of its rows, and is
// computed at best.
func TestMargin(t *testing.T) {
	b := shipped(t)
	r, err := b.LookRate(RateEUBusiness, day("2024-08-01"))
	if err != nil || r.Percent != percent("12.25") || r.From != day("2024-07-01") || r.Until != day("2024-12-31") || r.Standing() != Computed {
		t.Errorf("%+v, %v", r, err)
	}
	if _, err := b.Rate(RateEUBusiness, day("2024-08-01")); !errors.Is(err, ErrUnconfirmed) {
		t.Errorf("a computed row is used: %v", err)
	}
	b = loaded(t, []string{"ecb-refi 2024-07-01 4.25"})
	if _, err := b.Rate(RateEUBusiness, day("2024-08-01")); err != nil {
		t.Error(err)
	}
	ends := shipped(t, File{"own.toml", []byte(`[[margin]]
name = "eu-b2b"
from = 2013-03-16
until = 2024-08-31
base = "ecb-refi"
points = "8"
standing = "verified"
source = "x"`)})
	for d, until := range map[string]string{"2024-06-01": "2024-06-30", "2024-08-01": "2024-08-31"} {
		if r, err := ends.LookRate(RateEUBusiness, day(d)); err != nil || r.Until != day(until) {
			t.Errorf("%s: %+v, %v; want until %s", d, r, err, until)
		}
	}
	if _, err := b.Rate(RateFRBusiness, day("2024-08-01")); !errors.Is(err, ErrUnconfirmed) {
		t.Errorf("a margin from memory is used: %v", err)
	}
}

func TestRates(t *testing.T) {
	b := confirmed(t)
	rates, err := b.Rates(RateNLBusiness, day("2024-06-16"), day("2025-03-01"))
	if err != nil || len(rates) != 3 {
		t.Fatalf("%+v, %v", rates, err)
	}
	if rates, err := b.Rates(VATNL, day("2020-01-01"), day("2030-01-01")); err != nil || len(rates) != 1 {
		t.Errorf("%+v, %v", rates, err)
	}
	if _, err := b.LookRates(RateNLConsumer, day("2026-06-01"), day("2026-07-01")); !errors.Is(err, ErrMissing) {
		t.Error(err)
	}
}
