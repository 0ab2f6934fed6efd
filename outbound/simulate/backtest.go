package simulate

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/voldaan/voldaan"
)

// Cut is a prediction that was made of what was known at the end of a past day,
// beside what came.
type Cut struct {
	Day       voldaan.Date     `json:"day"`
	Currency  voldaan.Currency `json:"currency"`
	Weeks     int              `json:"weeks"` // after it
	Open      Sum              `json:"open"`  // then
	Predicted Band             `json:"predicted"`
	Actual    Sum              `json:"actual"`
}

// Score is how far off the predictions for so many weeks were.
type Score struct {
	Currency voldaan.Currency `json:"currency"`
	Weeks    int              `json:"weeks"`
	Cuts     int              `json:"cuts"`
	// MeanError is what was predicted less what came, in the mean: above zero
	// when too much was expected.
	MeanError Sum `json:"mean_error"`
	// Percent is the mean absolute error in percent of what came, over the cuts
	// after which anything came.
	Percent float64 `json:"mean_absolute_percentage_error"`
	// Covered is the share of cuts at which what came lay in the band between
	// the 10th and the 90th percentile; 0.8 would be right.
	Covered float64 `json:"covered"`
}

// Tested is the outcome of a back-test.
type Tested struct {
	Scores []Score `json:"scores"`
	Cuts   []Cut   `json:"cuts"`
}

// What a back-test needs of a past, in days: some of it to learn from before
// the first cut, and the shortest time that it predicts after the last.
const (
	learnDays   = 14
	mostCuts    = 13
	shortestCut = 4 * 7
)

// ErrShort says that the past is too short for a back-test.
var ErrShort = errors.New("the ledger's past is too short for a back-test")

// BackTest cuts the past at several days, predicts the money of the 4, 8 and 12
// weeks after each from what was known then, and compares it with what came, of
// the invoices that were open on the day. The scenario's Start is today; its
// Days and Model are not used.
func BackTest(ctx context.Context, s Scenario, accounts []Account, a Assumptions, progress func(done, of int)) (*Tested, error) {
	cuts := cutDays(accounts, s.Start)
	if len(cuts) == 0 {
		return nil, fmt.Errorf("%w: it needs at least %d days", ErrShort, learnDays+shortestCut)
	}
	out := &Tested{}
	for i, day := range cuts {
		if progress != nil {
			progress(i, len(cuts))
		}
		if err := out.cut(ctx, s, accounts, a, day); err != nil {
			return nil, err
		}
	}
	out.score()
	return out, nil
}

// cutDays are the days of a past on which predictions are made, whole weeks
// apart.
func cutDays(accounts []Account, today voldaan.Date) []voldaan.Date {
	var first voldaan.Date
	for _, a := range accounts {
		if len(a.Log) > 0 && (first == 0 || a.Log[0].Day < first) {
			first = a.Log[0].Day
		}
	}
	first = first.Add(learnDays)
	last := today - 1 - shortestCut
	if first == 0 || last < first {
		return nil
	}
	weeks := int(last-first)/7 + 1
	step := 7 * ((weeks + mostCuts - 1) / mostCuts)
	var out []voldaan.Date
	for d := last; d >= first; d = d.Add(-step) {
		out = append(out, d)
	}
	slices.Reverse(out)
	return out
}

// cut makes the predictions of one day.
func (t *Tested) cut(ctx context.Context, s Scenario, accounts []Account, a Assumptions, day voldaan.Date) error {
	known, err := knownAt(accounts, day)
	if err != nil {
		return err
	}
	s.Model = Learn(known, day, a)
	s.Days = min(12*7, int(s.Start-1-day))
	today := s.Start
	s.Start = day + 1
	r, err := Run(ctx, s, known, nil)
	if err != nil {
		return err
	}
	came := arrivals(accounts, known, day)
	for _, cur := range r.Currencies() {
		for _, weeks := range []int{4, 8, 12} {
			if day.Add(7*weeks) >= today {
				continue
			}
			c := Cut{Day: day, Currency: cur, Weeks: weeks, Open: r.Owed[cur], Predicted: r.Weeks[weeks-1].Cash[cur].SoFar}
			for _, m := range came {
				if m.currency == cur && m.day <= day.Add(7*weeks) {
					c.Actual += Sum(m.amount)
				}
			}
			t.Cuts = append(t.Cuts, c)
		}
	}
	return nil
}

// knownAt are the accounts as they were at the end of a day.
func knownAt(accounts []Account, day voldaan.Date) ([]Account, error) {
	var out []Account
	for _, a := range accounts {
		n := 0
		for n < len(a.Log) && a.Log[n].Day <= day {
			n++
		}
		if n == 0 {
			continue
		}
		l, err := voldaan.Fold(a.Ledger, a.Log[:n])
		if err != nil {
			return nil, fmt.Errorf("the ledger of customer %s at %s: %w", a.Ledger.Customer.Number, day, err)
		}
		out = append(out, Account{Ledger: l, Log: a.Log[:n]})
	}
	return out, nil
}

// arrival is money that came for an invoice.
type arrival struct {
	day      voldaan.Date
	currency voldaan.Currency
	amount   voldaan.Amount
}

// arrivals are what came after a day for the invoices that were open on it.
func arrivals(accounts, known []Account, day voldaan.Date) []arrival {
	open := map[voldaan.InvoiceID]bool{}
	for _, a := range known {
		for _, inv := range a.Ledger.Invoices {
			if inv.Registered && !a.Ledger.Closed(inv.ID, day+1) {
				open[inv.ID] = true
			}
		}
	}
	var out []arrival
	for _, a := range accounts {
		booked := map[voldaan.PaymentID]voldaan.Date{}
		for i := range a.Log {
			if e := &a.Log[i]; e.Kind == voldaan.EventPaymentBooked {
				booked[e.Payment] = e.Day
			}
		}
		for _, al := range a.Ledger.Allocations {
			p := a.Ledger.Payment(al.Payment)
			if p == nil || !open[al.Invoice] || booked[p.ID] <= day || p.Kind == voldaan.PaymentCreditNote || al.Part == voldaan.PartDiscount {
				continue
			}
			out = append(out, arrival{max(p.Day, day+1), p.Currency, al.Amount})
		}
		for _, st := range a.Ledger.Standings {
			if inv := a.Ledger.Invoice(st.Invoice); inv != nil && open[inv.ID] && st.Kind == voldaan.StandingClosure &&
				st.Reason == voldaan.ClosedOutside && st.EndedBy == "" {
				out = append(out, arrival{st.Start, inv.Currency, a.Ledger.Open(inv.ID)})
			}
		}
	}
	return out
}

// score sums up the cuts.
func (t *Tested) score() {
	var total, share []float64
	for _, c := range t.Cuts {
		i := slices.IndexFunc(t.Scores, func(s Score) bool { return s.Currency == c.Currency && s.Weeks == c.Weeks })
		if i < 0 {
			i = len(t.Scores)
			t.Scores = append(t.Scores, Score{Currency: c.Currency, Weeks: c.Weeks})
			total, share = append(total, 0), append(share, 0)
		}
		s := &t.Scores[i]
		s.Cuts++
		s.MeanError += c.Predicted.Mean - c.Actual
		if c.Actual > 0 {
			share[i]++
			total[i] += math.Abs(float64(c.Predicted.Mean-c.Actual)) / float64(c.Actual)
		}
		if c.Predicted.Has(voldaan.Amount(c.Actual)) {
			s.Covered++
		}
	}
	for i := range t.Scores {
		s := &t.Scores[i]
		s.MeanError = Sum(math.Round(float64(s.MeanError) / float64(s.Cuts)))
		s.Covered /= float64(s.Cuts)
		s.Percent = 100 * total[i] / max(share[i], 1)
	}
	slices.SortStableFunc(t.Scores, func(a, b Score) int {
		if a.Currency != b.Currency {
			return 0
		}
		return a.Weeks - b.Weeks
	})
}
