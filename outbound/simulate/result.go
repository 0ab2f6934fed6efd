package simulate

import (
	"math"
	"slices"

	"github.com/voldaan/voldaan"
)

// Result is what a policy would do and bring, in the mean of all runs.
type Result struct {
	Policy    string                   `json:"policy"`
	Start     voldaan.Date             `json:"start"`
	Days      int                      `json:"days"`
	Runs      int                      `json:"runs"`
	Seed      uint64                   `json:"seed"`
	Customers int                      `json:"customers"` // with an open invoice
	Invoices  int                      `json:"invoices"`  // open at the start
	Owed      map[voldaan.Currency]Sum `json:"owed"`
	Weeks     []Week                   `json:"weeks"`
	Total     Week                     `json:"total"`

	money map[voldaan.Currency][]voldaan.Amount // of each run
}

// Week is what happens in seven days.
type Week struct {
	From    voldaan.Date                   `json:"from"`
	To      voldaan.Date                   `json:"to"` // the last day
	Letters map[voldaan.LetterKind]float64 `json:"letters"`
	Calls   float64                        `json:"calls"`
	Answers map[voldaan.LetterKind]float64 `json:"answers"` // of the bot, to customers
	Cases   float64                        `json:"cases"`
	Open    float64                        `json:"open"` // invoices still open at the end
	Cash    map[voldaan.Currency]Cash      `json:"cash"`
}

// Cash is money of a week, and of all weeks up to its end.
type Cash struct {
	Week  Band `json:"week"`
	SoFar Band `json:"so_far"`
}

// Sum is an amount that JSON shows with two decimals, such as "1234.50".
type Sum voldaan.Amount

// MarshalText gives the amount as Amount.String does.
func (s Sum) MarshalText() ([]byte, error) { return []byte(voldaan.Amount(s).String()), nil }

// Band is an amount as the runs have it: their mean, and the 10th and the 90th
// percentile, between which four fifths of the runs lie.
type Band struct {
	Mean Sum `json:"mean"`
	Low  Sum `json:"p10"`
	High Sum `json:"p90"`
}

// Has reports whether an amount lies in the band.
func (b Band) Has(a voldaan.Amount) bool { return b.Low <= Sum(a) && Sum(a) <= b.High }

// bandOver sums up one amount of each run. It sorts them.
func bandOver(all []voldaan.Amount) Band {
	if len(all) == 0 {
		return Band{}
	}
	slices.Sort(all)
	sum := 0.0
	for _, a := range all {
		sum += float64(a)
	}
	return Band{Mean: Sum(math.Round(sum / float64(len(all)))), Low: percentile(all, 0.1), High: percentile(all, 0.9)}
}

// percentile of sorted amounts, between two of them where it falls there. A
// next run is below it with just that chance (rank p(n+1)).
func percentile(sorted []voldaan.Amount, p float64) Sum {
	at := min(max(p*float64(len(sorted)+1)-1, 0), float64(len(sorted)-1))
	i := int(at)
	if i+1 >= len(sorted) {
		return Sum(sorted[i])
	}
	rest := at - float64(i)
	return Sum(math.Round(float64(sorted[i])*(1-rest) + float64(sorted[i+1])*rest))
}

// AllLetters is how many letters of all kinds go.
func (w Week) AllLetters() float64 { return sumOf(w.Letters) }

// AllAnswers is how many answers of all kinds go.
func (w Week) AllAnswers() float64 { return sumOf(w.Answers) }

func sumOf(m map[voldaan.LetterKind]float64) float64 {
	keys := make([]voldaan.LetterKind, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys) // floating point sums depend on the order
	sum := 0.0
	for _, k := range keys {
		sum += m[k]
	}
	return sum
}

// Currencies lists the currencies of a result, the one with the most money
// first. Amounts of different currencies are never added.
func (r *Result) Currencies() []voldaan.Currency {
	var out []voldaan.Currency
	for cur := range r.Owed {
		out = append(out, cur)
	}
	slices.SortFunc(out, func(a, b voldaan.Currency) int {
		switch x, y := r.Owed[a], r.Owed[b]; {
		case x != y && x > y, x == y && a < b:
			return -1
		}
		return 1
	})
	return out
}

// result makes means of what all runs did.
func (t *tally) result(s *Scenario) *Result {
	out := &Result{
		Policy: s.Policy.Name, Start: s.Start, Days: s.Days, Runs: s.Runs, Seed: s.Seed,
		Customers: t.customers, Invoices: int(t.open), Owed: map[voldaan.Currency]Sum{},
		money: map[voldaan.Currency][]voldaan.Amount{},
	}
	for cur, sum := range t.owed {
		out.Owed[cur] = Sum(sum)
	}
	last := s.Start.Add(s.Days - 1)
	ended := int64(0)
	for w := range t.weeks {
		ended += t.ended[w]
		from := s.Start.Add(7 * w)
		week := t.week(from, min(from.Add(6), last), w, w+1)
		week.Open = float64(t.open) - t.mean(ended)
		out.Weeks = append(out.Weeks, week)
	}
	for cur := range t.owed {
		out.money[cur] = t.sums(cur, 0, t.weeks)
	}
	out.Total = t.week(s.Start, last, 0, t.weeks)
	out.Total.Open = float64(t.open) - t.mean(ended)
	return out
}

// mean of a count over all runs.
func (t *tally) mean(n int64) float64 { return float64(n) / float64(t.runs) }

// week sums up the weeks from one to before another.
func (t *tally) week(from, to voldaan.Date, first, end int) Week {
	w := Week{
		From: from, To: to, Letters: map[voldaan.LetterKind]float64{}, Answers: map[voldaan.LetterKind]float64{},
		Cash: map[voldaan.Currency]Cash{},
	}
	span := func(of []int64) float64 {
		n := int64(0)
		for _, v := range of[first:end] {
			n += v
		}
		return t.mean(n)
	}
	for kind, of := range t.letters {
		if n := span(of); kind == voldaan.LetterCallTask {
			w.Calls = n
		} else {
			w.Letters[kind] = n
		}
	}
	for kind, of := range t.answers {
		w.Answers[kind] = span(of)
	}
	w.Cases = span(t.cases)
	for cur := range t.owed {
		w.Cash[cur] = Cash{Week: t.cashOver(cur, first, end), SoFar: t.cashOver(cur, 0, end)}
	}
	return w
}

// cashOver is the money of the weeks from one to before another.
func (t *tally) cashOver(cur voldaan.Currency, first, end int) Band {
	return bandOver(t.sums(cur, first, end))
}

// sums is the same of each run.
func (t *tally) sums(cur voldaan.Currency, first, end int) []voldaan.Amount {
	out := make([]voldaan.Amount, t.runs)
	for run := range out {
		for _, a := range t.cash[cur][run*t.weeks+first : run*t.weeks+end] {
			out[run] += a
		}
	}
	return out
}

// Difference is by how much the first of two results brings more money than
// the second, run by run: in each run both met the same luck, so that the band
// is narrower than those of the two.
func Difference(cur voldaan.Currency, a, b *Result) Band {
	var out []voldaan.Amount
	for run := range min(len(a.money[cur]), len(b.money[cur])) {
		out = append(out, a.money[cur][run]-b.money[cur][run])
	}
	return bandOver(out)
}
