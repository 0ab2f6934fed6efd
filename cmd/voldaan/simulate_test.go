package main

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/outbound/simulate"
	"github.com/voldaan/voldaan/store"
)

// demoAccounts are the demo's ledgers after some days.
func demoAccounts(t *testing.T, days int) (*play, []simulate.Account) {
	t.Helper()
	p, _, _ := played(t, 1, days)
	var out []simulate.Account
	ledgers(t, p, func(l *voldaan.Ledger, log []voldaan.Event) {
		out = append(out, simulate.Account{Ledger: l, Log: log})
	})
	return p, out
}

// TestSimulateDemo plays the demo's ledger forward from the middle of the
// demo, and holds a back-test of it against what then came.
func TestSimulateDemo(t *testing.T) {
	p, accounts := demoAccounts(t, 45)
	today := p.start.Add(45)
	s := simulate.Scenario{
		Policy: p.bot.office.Policy, Calendar: p.bot.office.Calendar, Zone: p.creditor.Zone, Start: today, Days: 60, Runs: 100, Seed: 1,
		Model: simulate.Learn(accounts, today-1, simulate.DefaultAssumptions()),
	}
	r, err := simulate.Run(t.Context(), s, accounts, nil)
	if err != nil {
		t.Fatal(err)
	}
	open, sum := 0, simulate.Sum(0)
	for _, a := range accounts {
		for _, inv := range a.Ledger.Invoices {
			if inv.Registered && !a.Ledger.Closed(inv.ID, today) {
				open, sum = open+1, sum+simulate.Sum(a.Ledger.Open(inv.ID))
			}
		}
	}
	if r.Invoices != open || r.Owed[voldaan.EUR] != sum || open < 5 {
		t.Errorf("%d open invoices, %d in all; want %d, %d", r.Invoices, r.Owed[voldaan.EUR], open, sum)
	}
	if c := r.Total.Cash[voldaan.EUR].SoFar; c.Low <= 0 || c.High > sum || c.Mean <= c.Low || c.Mean >= c.High {
		t.Errorf("cash %+v of %d", c, sum)
	}
	if r.Total.AllLetters() < 1 {
		t.Errorf("no letters: %+v", r.Total)
	}
	got, err := simulate.BackTest(t.Context(), s, accounts, simulate.DefaultAssumptions(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Scores) != 1 || got.Scores[0].Weeks != 4 || got.Scores[0].Cuts < 1 || got.Scores[0].Percent > 100 {
		t.Errorf("%+v", got.Scores)
	}
	for _, c := range got.Cuts {
		t.Logf("known on %s: %+v predicted, %s came of %s", c.Day, c.Predicted, voldaan.Amount(c.Actual), voldaan.Amount(c.Open))
		if c.Actual <= 0 || c.Actual > c.Open {
			t.Errorf("%+v", c)
		}
	}
}

// TestSimulateCalledOff: an interrupt ends the command at once, with status 1
// and a word about it.
func TestSimulateCalledOff(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(200*time.Millisecond, cancel)
	var out, trouble bytes.Buffer
	code := program(ctx, []string{"-c", t.TempDir() + "/none", "simulate", "--portfolio", "100000", "--json"}, strings.NewReader(""), &out, &trouble)
	if code != exitFailed || !strings.Contains(trouble.String(), "called off") || out.Len() > 0 {
		t.Errorf("status %d, out %q, trouble %q", code, &out, &trouble)
	}
}

// TestSimulateJSON: the command reads the books of a database, prints JSON, and
// changes nothing.
func TestSimulateJSON(t *testing.T) {
	p, _ := demoAccounts(t, 20)
	state := func() string {
		var all []voldaan.Event
		if err := p.db.Tx(t.Context(), func(tx *store.Tx) (err error) {
			all, err = tx.EventsSince(p.creditor.ID, 1)
			return err
		}); err != nil {
			t.Fatal(err)
		}
		b, err := json.Marshal(all)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	before := state()
	var out bytes.Buffer
	env := &cliEnv{ctx: t.Context(), stdout: &out, stderr: &bytes.Buffer{}, now: p.clock.now, json: true}
	s := &simulation{
		cliEnv: env, cmd: &simulateCmd{Days: 30, Runs: 20}, creditor: p.creditor, present: ladders{base: p.bot.office.Policy},
		assume: simulate.DefaultAssumptions(), now: p.clock.at,
	}
	if err := s.read(p.db); err != nil {
		t.Fatal(err)
	}
	if err := s.play(); err != nil {
		t.Fatal(err)
	}
	var v map[string]any
	if err := json.Unmarshal(out.Bytes(), &v); err != nil || v["policies"] == nil || v["model"] == nil {
		t.Errorf("%v in %.300s", err, &out)
	}
	if state() != before {
		t.Error("the log is another one")
	}
}

// TestSimulateChooses: the simulation chooses policies as the office does, also
// where the team set one.
func TestSimulateChooses(t *testing.T) {
	text := `
[[creditor.policies]]
name = "large"
for = { amount_from = "1000,00" }
[[creditor.policies]]
name = "abroad"
for = { countries = ["NL", "FR", "DE", "GB"] }
[[creditor.policies]]
name = "rest"
like = "be-business"
`
	p, accounts := demoAccounts(t, 20)
	present := ladders{name: "present", base: p.bot.office.Policy}
	other, faults := parsePolicies("set.toml", []byte(text), present, nil)
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	if other.name != "set" || len(other.list) != 3 || len(other.list[2].Steps) == 0 || other.base.OpenTo != present.base.OpenTo {
		t.Fatalf("%+v", other)
	}
	accounts[0].Ledger.Customer.Policy = "rest"
	office := *p.bot.office
	office.Policies = other.list
	s := &simulation{creditor: p.creditor, accounts: accounts}
	day := p.creditor.Day(p.clock.at)
	names := map[string]int{}
	for _, a := range accounts {
		for _, cur := range openCurrencies(a.Ledger, day) {
			names[office.Chosen(a.Ledger, cur, day).Policy.Name]++
		}
	}
	if len(names) != 3 {
		t.Errorf("not every policy is somebody's: %v", names)
	}
	for _, row := range s.segments([]ladders{present, other}, day) {
		if row.Policies[0].Policy != "default" || row.Policies[0].Why != "the only one" {
			t.Errorf("%+v", row)
		}
		names[row.Policies[1].Policy] -= row.Accounts
	}
	for name, n := range names {
		if n != 0 {
			t.Errorf("the office chooses %s for %d accounts more", name, n)
		}
	}
}
