package main

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/outbound/simulate"
)

// count writes a mean number: with one decimal while it is small.
func count(v float64) string {
	if v < 9.95 {
		return strconv.FormatFloat(v, 'f', 1, 64)
	}
	return strconv.FormatFloat(v, 'f', 0, 64)
}

// rounded writes a sum in whole units with groups of three digits.
func rounded(a simulate.Sum) string {
	s := strconv.FormatFloat(math.Abs(math.Round(float64(a)/100)), 'f', 0, 64)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	if a <= -50 {
		s = "-" + s
	}
	return s
}

// between writes a band.
func between(b simulate.Band) string { return rounded(b.Low) + " – " + rounded(b.High) }

// printSimulated shows the outcome as tables, the present policy on the left.
func (s *simulation) printSimulated(v *simulationView) {
	first := v.Policies[0]
	fmt.Fprintf(s.stdout, "%d open invoices of %d customers, %d days from %s, %d runs with seed %d\n",
		first.Invoices, first.Customers, first.Days, first.Start, first.Runs, first.Seed)
	s.printSegments(v)
	for _, cur := range first.Currencies() {
		if len(v.Policies) == 2 {
			s.printCompared(v.Policies, cur)
		}
	}
	for _, cur := range first.Currencies() {
		s.printCash(v.Policies, cur)
	}
	s.printWork(v.Policies)
	s.printModel(v.Model)
}

// table begins a table whose columns are set to the right, with a head for
// each policy.
func (s *simulation) table(title string) (*tabwriter.Writer, func(cells ...string)) {
	fmt.Fprintf(s.stdout, "\n%s\n", title)
	w := tabwriter.NewWriter(s.stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	return w, func(cells ...string) { fmt.Fprintln(w, strings.Join(cells, "\t")+"\t") }
}

// heads names the policies over the first of their columns.
func heads(policies []*simulate.Result, columns int) []string {
	out := []string{""}
	for _, r := range policies {
		out = append(append(out, "|", r.Policy), make([]string, columns-1)...)
	}
	return out
}

// printCash shows the money of a currency week by week.
func (s *simulation) printCash(policies []*simulate.Result, cur voldaan.Currency) {
	w, row := s.table(fmt.Sprintf("expected cash in %s: the mean, and between which sums four of five runs lie; open at the start: %s",
		cur, rounded(policies[0].Owed[cur])))
	head, columns := []string{"week from"}, []string{"|", "in the week", "10 % – 90 %", "so far", "10 % – 90 %", "invoices open"}
	for range policies {
		head = append(head, columns...)
	}
	row(heads(policies, len(columns)-1)...)
	row(head...)
	for i := range policies[0].Weeks {
		cells := []string{policies[0].Weeks[i].From.String()}
		for _, r := range policies {
			c := r.Weeks[i].Cash[cur]
			cells = append(cells, "|", rounded(c.Week.Mean), between(c.Week), rounded(c.SoFar.Mean), between(c.SoFar), count(r.Weeks[i].Open))
		}
		row(cells...)
	}
	_ = w.Flush()
	if len(policies) == 2 {
		d, word := simulate.Difference(cur, policies[1], policies[0]), "more"
		if d.Mean < 0 {
			d, word = simulate.Difference(cur, policies[0], policies[1]), "less"
		}
		fmt.Fprintf(s.stdout, "by the end %s brings %s %s %s than %s, in the same luck (10 %% – 90 %%: %s)\n",
			policies[1].Policy, rounded(d.Mean), cur, word, policies[0].Policy, between(d))
	}
}

// printWork shows letters by kind, calls, answers and cases week by week.
func (s *simulation) printWork(policies []*simulate.Result) {
	w, row := s.table("letters by kind, calls, answers and cases: the mean of all runs")
	var kinds []voldaan.LetterKind
	for _, k := range voldaan.LetterKinds(voldaan.ClassDemand) {
		if slices.ContainsFunc(policies, func(r *simulate.Result) bool { return r.Total.Letters[k] > 0 }) {
			kinds = append(kinds, k)
		}
	}
	head := []string{"week from"}
	for range policies {
		head = append(head, "|")
		for _, k := range kinds {
			head = append(head, strings.ReplaceAll(string(k), "_", " "))
		}
		head = append(head, "calls", "answers", "cases")
	}
	row(heads(policies, len(kinds)+3)...)
	row(head...)
	line := func(first string, week func(*simulate.Result) simulate.Week) {
		cells := []string{first}
		for _, r := range policies {
			wk := week(r)
			cells = append(cells, "|")
			for _, k := range kinds {
				cells = append(cells, count(wk.Letters[k]))
			}
			cells = append(cells, count(wk.Calls), count(wk.AllAnswers()), count(wk.Cases))
		}
		row(cells...)
	}
	for i := range policies[0].Weeks {
		line(policies[0].Weeks[i].From.String(), func(r *simulate.Result) simulate.Week { return r.Weeks[i] })
	}
	line("in all", func(r *simulate.Result) simulate.Week { return r.Total })
	_ = w.Flush()
}

// printModel says what the outcome rests on.
func (s *simulation) printModel(m modelView) {
	fmt.Fprintln(s.stdout, "\nwhen customers pay was learnt from")
	segments, customers := 0, 0
	for _, u := range m.Curves {
		switch u.Source {
		case simulate.SourceOwn:
			fmt.Fprintf(s.stdout, "  their own %d paid invoices for %s\n", u.Paid, numbered(u.Customers, "customer"))
		case simulate.SourceSegment:
			segments++
			customers += u.Customers
		case simulate.SourceAll:
			s.printLearnt(&segments, &customers)
			fmt.Fprintf(s.stdout, "  all %d paid invoices for %s\n", u.Paid, numbered(u.Customers, "customer"))
		case simulate.SourcePrior:
			s.printLearnt(&segments, &customers)
			fmt.Fprintf(s.stdout, "  nothing but an assumption for %s\n", numbered(u.Customers, "customer"))
		}
	}
	s.printLearnt(&segments, &customers)
	fmt.Fprintf(s.stdout, "what they answer was learnt from %s beside an assumption\n", numbered(m.Answers.Letters, "letter"))
	fmt.Fprintln(s.stdout, "assumed, not measured (--assume NAME=VALUE changes one; docs/simulation.md has the reasons):")
	w := tabwriter.NewWriter(s.stdout, 0, 0, 2, ' ', 0)
	for _, a := range m.Assumptions {
		fmt.Fprintf(w, "  %s\t%g\t%s\n", a.Name, a.Value, a.Meaning)
	}
	_ = w.Flush()
}

func (s *simulation) printLearnt(segments, customers *int) {
	if *segments > 0 {
		fmt.Fprintf(s.stdout, "  those of their segment (kind, country, risk) for %s in %s\n",
			numbered(*customers, "customer"), numbered(*segments, "segment"))
		*segments = 0
	}
}

// numbered writes a number with its noun.
func numbered(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// printTested shows how far off predictions of the past would have been.
func (s *simulation) printTested(v *simulationView) {
	t := v.BackTest
	fmt.Fprintf(s.stdout, "predictions made from what was known on past days, of the invoices that were open then, under the present policy\n")
	w, row := s.table("how far off")
	row("weeks after", "days tried", "mean error", "", "mean absolute error", "in the 80 % band")
	for _, c := range t.Scores {
		percent := "–"
		if !math.IsNaN(c.Percent) && c.Percent > 0 {
			percent = strconv.FormatFloat(c.Percent, 'f', 1, 64) + " %"
		}
		row(strconv.Itoa(c.Weeks), strconv.Itoa(c.Cuts), rounded(c.MeanError), string(c.Currency), percent,
			strconv.FormatFloat(100*c.Covered, 'f', 0, 64)+" %")
	}
	_ = w.Flush()
	w, row = s.table("each day")
	row("known on", "weeks after", "open then", "predicted", "10 % – 90 %", "came", "")
	for _, c := range t.Cuts {
		row(c.Day.String(), strconv.Itoa(c.Weeks), rounded(c.Open), rounded(c.Predicted.Mean), between(c.Predicted), rounded(c.Actual), string(c.Currency))
	}
	_ = w.Flush()
	if len(t.Cuts) < 20 {
		fmt.Fprintln(s.stdout, "\nfew days were tried: the shares above may be luck")
	}
	s.printModel(v.Model)
}
