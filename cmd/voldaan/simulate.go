package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"image/png"
	"io/fs"
	"os"
	"runtime/debug"
	"slices"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/internal/calendar"
	"github.com/voldaan/voldaan/outbound/simulate"
	"github.com/voldaan/voldaan/outbound/simulate/picture"
	"github.com/voldaan/voldaan/store"
)

// simulateCmd plays the ledger, or invented customers, forward.
type simulateCmd struct {
	Policy    string             `help:"A file with other policies, as in the configuration, shown beside the present ones." placeholder:"FILE" type:"path"`
	Days      int                `help:"How many days to play." default:"90"`
	Portfolio int                `help:"Play so many invented customers instead of the ledger." placeholder:"N"`
	Seed      uint64             `help:"Another seed gives other luck; the same one gives the same outcome." default:"1"`
	Runs      int                `help:"How often the days are played." default:"200"`
	PNG       string             `help:"Draw the outcome to this file." name:"png" placeholder:"FILE" type:"path"`
	BackTest  bool               `help:"Say how far off predictions of the past would have been, instead of predicting."`
	Assume    map[string]float64 `help:"Change an assumption, such as letter_effect=1.2; the outcome lists them." placeholder:"NAME=VALUE"`
}

// simulation is what a simulation plays with.
type simulation struct {
	*cliEnv
	cmd      *simulateCmd
	creditor *voldaan.Creditor
	present  ladders
	other    *ladders // nil: none is compared
	assume   simulate.Assumptions
	accounts []simulate.Account
	now      time.Time
}

// simulationView is the outcome as JSON shows it.
type simulationView struct {
	Policies []*simulate.Result `json:"policies,omitempty"` // the present ones first
	// Segments say which policy counts for whom on the first day.
	Segments []segmentPolicies `json:"segments,omitempty"`
	// Difference is by how much the other policy brings more, in the same luck.
	Difference map[voldaan.Currency]simulate.Band `json:"difference,omitempty"`
	BackTest   *simulate.Tested                   `json:"back_test,omitempty"`
	Model      modelView                          `json:"model"`
}

// modelView is what the outcome rests on.
type modelView struct {
	Curves      []simulate.Used    `json:"curves"`
	Spread      float64            `json:"spread"`
	Answers     simulate.Answers   `json:"answers"`
	Assumptions []simulate.Assumed `json:"assumptions"`
}

// gcSimulating is how much the heap may grow while lives are played, which
// leave much behind at once.
const gcSimulating = 400

// Run plays the days under the present policy and, when one is given, under
// another one.
func (c *simulateCmd) Run(env *cliEnv) error {
	s := &simulation{cliEnv: env, cmd: c, assume: simulate.DefaultAssumptions(), now: env.now()}
	if err := c.check(s); err != nil {
		return fmt.Errorf("%w: %w", errUsage, err)
	}
	prepare := s.ledger
	if c.Portfolio != 0 {
		prepare = s.portfolio
	}
	err := prepare()
	if err == nil {
		err = s.play()
	}
	if errors.Is(err, context.Canceled) {
		return errors.New("the simulation was called off; nothing was changed")
	}
	return err
}

// check looks at the flags before anything is read.
func (c *simulateCmd) check(s *simulation) error {
	for _, name := range sortedKeys(c.Assume) {
		if err := s.assume.Set(name, c.Assume[name]); err != nil {
			return fmt.Errorf("--assume: %w", err)
		}
	}
	switch {
	case c.Days < 1 || c.Days > simulate.MaxDays:
		return fmt.Errorf("--days: %d is not between 1 and %d", c.Days, simulate.MaxDays)
	case c.Runs < 1 || c.Runs > simulate.MaxRuns:
		return fmt.Errorf("--runs: %d is not between 1 and %d", c.Runs, simulate.MaxRuns)
	case c.Portfolio < 0 || c.Portfolio > simulate.MaxPortfolio:
		return fmt.Errorf("--portfolio: %d is not between 1 and %d", c.Portfolio, simulate.MaxPortfolio)
	case c.BackTest && (c.Policy != "" || c.PNG != ""):
		return errors.New("--back-test tests the present policy's predictions; it goes with neither --policy nor --png")
	}
	return nil
}

// ledger brings in the configured creditor's books.
func (s *simulation) ledger() error {
	return withLedger(s.cliEnv, func(e *ledgerEnv) error {
		s.now = e.now()
		s.creditor, s.present = &e.cred.Creditor, ladders{base: e.cred.Policy, list: e.cred.Policies}
		if err := s.compared(); err != nil {
			return err
		}
		return s.read(e.db)
	})
}

// compared reads the policies that are shown beside the present ones.
func (s *simulation) compared() error {
	if s.cmd.Policy == "" {
		return nil
	}
	other, err := s.policyFile(s.cmd.Policy, s.present, s.creditor.Colleagues)
	if err != nil {
		return err
	}
	s.other = &other
	return nil
}

// read reads the creditor's customers, each in a transaction of its own, so
// that the bot is not kept waiting.
func (s *simulation) read(db *store.DB) error {
	var customers []voldaan.Customer
	err := db.Tx(s.ctx, func(tx *store.Tx) (err error) {
		customers, err = tx.Customers(s.creditor.ID)
		return err
	})
	if err != nil {
		return err
	}
	p := newProgress(s.cliEnv, len(customers))
	p.what = "customers read"
	defer p.clear()
	for i, c := range customers {
		var a simulate.Account
		err := db.Tx(s.ctx, func(tx *store.Tx) (err error) {
			if a.Ledger, err = tx.Ledger(s.creditor.ID, c.ID, store.ScopeAll, s.now); err == nil {
				a.Log, err = tx.Events(s.creditor.ID, c.ID)
			}
			return err
		})
		if err != nil {
			return fmt.Errorf("read customer %s: %w", c.Number, err)
		}
		s.accounts = append(s.accounts, a)
		p.show(i + 1)
	}
	return nil
}

// portfolio invents customers. It needs no configuration; where there is one,
// its creditor's country and policy count.
func (s *simulation) portfolio() error {
	s.present.base = voldaan.DefaultPolicy()
	s.creditor = &voldaan.Creditor{ID: "portfolio", Country: "NL", Zone: time.UTC}
	if _, err := os.Stat(s.configPath); !errors.Is(err, fs.ErrNotExist) {
		c, err := s.config()
		if err != nil {
			return err
		}
		cred, err := s.chosen(c)
		if err != nil {
			return err
		}
		s.creditor, s.present = &cred.Creditor, ladders{base: cred.Policy, list: cred.Policies}
	}
	if err := s.compared(); err != nil {
		return err
	}
	cal, err := s.calendar()
	if err != nil {
		return err
	}
	progress := s.progress("customers invented")
	defer progress.clear()
	s.accounts, err = simulate.Portfolio{
		Creditor: s.creditor.ID, Customers: s.cmd.Portfolio, Seed: s.cmd.Seed, Today: s.creditor.Day(s.now),
		Zone: s.creditor.Zone, Calendar: cal, Policy: s.present.base, Assumptions: s.assume,
	}.Make(s.ctx, progress.show)
	return err
}

// stages is the progress of work whose size its own teller says.
type stages struct {
	env  *cliEnv
	what string
	p    *progress
}

func (s *simulation) progress(what string) *stages { return &stages{env: s.cliEnv, what: what} }

func (p *stages) show(done, of int) {
	if p.p == nil {
		p.p = newProgress(p.env, of)
		p.p.what = p.what
	}
	p.p.show(done)
}

func (p *stages) clear() {
	if p.p != nil {
		p.p.clear()
	}
}

// calendar has the holidays of the whole past and of the days to come.
func (s *simulation) calendar() (voldaan.Calendar, error) {
	from, to := yearsAround(s.now)
	for _, a := range s.accounts {
		if len(a.Log) > 0 {
			from = min(from, a.Log[0].Day.Time().Year())
		}
	}
	to = max(to, s.now.AddDate(0, 0, s.cmd.Days).Year()+1)
	return calendar.New(s.creditor.Country, from, to)
}

// play runs the simulation or the back-test, and shows it.
func (s *simulation) play() error {
	cal, err := s.calendar()
	if err != nil {
		return err
	}
	today := s.creditor.Day(s.now)
	scenario := simulate.Scenario{
		Policy: s.present.base, Policies: s.present.list, Calendar: cal, Zone: s.creditor.Zone, Start: today, Days: s.cmd.Days, Runs: s.cmd.Runs, Seed: s.cmd.Seed,
	}
	model := simulate.Learn(s.accounts, today, s.assume)
	view := simulationView{Model: modelView{
		Curves: model.Uses(s.accounts), Spread: model.Spread, Answers: model.Answers, Assumptions: s.assume.List(),
	}}
	if s.cmd.BackTest {
		progress := s.progress("past days")
		view.BackTest, err = simulate.BackTest(s.ctx, scenario, s.accounts, s.assume, progress.show)
		progress.clear()
		if err != nil {
			return err
		}
		return s.show(&view)
	}
	scenario.Model = model
	s.accounts = simulate.Open(s.accounts, today, s.now)
	debug.FreeOSMemory() // the past
	defer debug.SetGCPercent(debug.SetGCPercent(gcSimulating))
	s.present.name = "present"
	compared := []ladders{s.present}
	if s.other != nil {
		compared = append(compared, *s.other)
	}
	view.Segments = s.segments(compared, today)
	for _, p := range compared {
		scenario.Policy, scenario.Policies = p.base, p.list
		scenario.Policy.Name = p.name
		progress := s.progress("customers, policies " + p.name)
		r, err := simulate.Run(s.ctx, scenario, s.accounts, progress.show)
		progress.clear()
		if err != nil {
			return err
		}
		view.Policies = append(view.Policies, r)
	}
	if len(view.Policies) == 2 {
		view.Difference = map[voldaan.Currency]simulate.Band{}
		for _, cur := range view.Policies[0].Currencies() {
			view.Difference[cur] = simulate.Difference(cur, view.Policies[1], view.Policies[0])
		}
	}
	if s.cmd.PNG != "" {
		if err := draw(s.cmd.PNG, view.Policies); err != nil {
			return err
		}
	}
	return s.show(&view)
}

func (s *simulation) show(v *simulationView) error {
	if s.json {
		return s.printJSON(v)
	}
	if v.BackTest != nil {
		s.printTested(v)
	} else {
		s.printSimulated(v)
	}
	return nil
}

// draw writes the picture of the currency with the most money.
func draw(file string, results []*simulate.Result) error {
	cur := cmp.Or(slices.Concat(results[0].Currencies(), []voldaan.Currency{voldaan.EUR})...)
	img, err := picture.Draw(cur, results...)
	if err != nil {
		return err
	}
	f, err := os.Create(file)
	if err != nil {
		return fmt.Errorf("draw the outcome: %w", err)
	}
	if err := errors.Join(png.Encode(f, img), f.Close()); err != nil {
		return fmt.Errorf("draw the outcome to %s: %w", file, err)
	}
	return nil
}
