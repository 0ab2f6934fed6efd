package simulate

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/voldaan/voldaan"
)

// Scenario is what is played.
type Scenario struct {
	Policy voldaan.Policy
	// Policies are the ladders by segment; none: everybody has that of Policy.
	// What a colleague must approve or be forewarned of counts as approved.
	Policies []voldaan.Policy
	Calendar voldaan.Calendar
	Zone     *time.Location // nil: UTC
	Start    voldaan.Date   // the first day; the ledgers are as they were before it
	Days     int
	Runs     int
	Seed     uint64
	*Model

	whole    bool // the end of a run is worked into the ledger
	everyDay bool // planning looks at every customer on every business day
	now      []time.Time
	ladders  voldaan.Policies
	byRisk   bool // some ladder is for a risk
}

// MaxDays and MaxRuns bound a simulation.
const (
	MaxDays = 3 * 366
	MaxRuns = 10_000
)

// Validate reports what is wrong with a scenario.
func (s *Scenario) Validate() error {
	switch {
	case s.Days < 1 || s.Days > MaxDays:
		return fmt.Errorf("%d days: want 1 to %d", s.Days, MaxDays)
	case s.Runs < 1 || s.Runs > MaxRuns:
		return fmt.Errorf("%d runs: want 1 to %d", s.Runs, MaxRuns)
	case s.Start == 0:
		return errors.New("there is no first day")
	case s.Model == nil:
		return errors.New("there is no model")
	}
	return errors.Join(s.Policy.Validate()...)
}

// prepare works out the hours at which the bot plans, and its ladders.
func (s *Scenario) prepare() {
	s.ladders = voldaan.Policies{Country: s.Calendar.Country, List: []voldaan.Policy{s.Policy}}
	if len(s.Policies) > 0 {
		s.ladders.List = slices.Clone(s.Policies)
	}
	for i := range s.ladders.List {
		steps := slices.Clone(s.ladders.List[i].Steps)
		for k := range steps {
			steps[k].Approve, steps[k].Forewarn = false, false
		}
		s.ladders.List[i].Steps = steps
		s.byRisk = s.byRisk || len(s.ladders.List[i].For.Risks) > 0
	}
	if s.Zone == nil {
		s.Zone = time.UTC
	}
	s.now = make([]time.Time, s.Days+60)
	for i := range s.now {
		s.now[i] = s.Start.Add(i).At(s.Policy.OpenFrom, 0, s.Zone)
	}
}

// hour is when the bot plans on a day.
func (s *Scenario) hour(d voldaan.Date) time.Time {
	if i := int(d - s.Start); i >= 0 && i < len(s.now) {
		return s.now[i]
	}
	return d.At(s.Policy.OpenFrom, 0, s.Zone)
}

// Weeks is how many weeks the days make; the last may be shorter.
func (s *Scenario) Weeks() int { return (s.Days + 6) / 7 }

// Run plays every account in every run. The result does not depend on how many
// processors share the work. progress is told now and then how many accounts
// are done; it may be nil.
func Run(ctx context.Context, s Scenario, accounts []Account, progress func(done, of int)) (*Result, error) {
	if err := s.Validate(); err != nil {
		return nil, err
	}
	s.prepare()
	var next, done atomic.Int64
	var mu sync.Mutex
	var errs []error
	total := newTally(&s)
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), max(len(accounts), 1)) {
		wg.Go(func() {
			t := newTally(&s)
			for {
				i := int(next.Add(1)) - 1
				if i >= len(accounts) || ctx.Err() != nil {
					break
				}
				if err := t.customer(ctx, &s, accounts[i]); err != nil {
					mu.Lock()
					errs = append(errs, err)
					mu.Unlock()
					next.Store(int64(len(accounts)))
					break
				}
				tell(int(done.Add(1)), len(accounts), &mu, progress)
			}
			mu.Lock()
			total.add(t)
			mu.Unlock()
		})
	}
	wg.Wait()
	if err := errors.Join(append(errs, ctx.Err())...); err != nil {
		return nil, err
	}
	return total.result(&s), nil
}

// tell tells of progress, about every hundredth of the way.
func tell(done, of int, mu *sync.Mutex, progress func(done, of int)) {
	if progress != nil && (done*100/of != (done-1)*100/of || done == of) {
		mu.Lock()
		progress(done, of)
		mu.Unlock()
	}
}
