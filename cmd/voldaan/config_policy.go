package main

import (
	"strings"
	"time"

	"github.com/voldaan/voldaan"
)

// readPolicy reads what differs from the policy that ships.
func readPolicy(s *tomlTable) voldaan.Policy {
	before := len(s.file.faults)
	p := voldaan.DefaultPolicy()
	p.PerWeek = s.number("letters_per_week", p.PerWeek, 1, 7)
	p.Apart = s.duration("apart", p.Apart, time.Hour)
	p.OpenFrom = s.hour("open_from", p.OpenFrom, 0, 23)
	p.OpenTo = s.hour("open_to", p.OpenTo, 1, 24)
	if p.OpenFrom >= p.OpenTo {
		s.fault("open_to", "%02d:00 is not after open_from, %02d:00", p.OpenTo, p.OpenFrom)
	}
	p.PromiseGrace = s.number("promise_grace", p.PromiseGrace, 0, 30)
	p.ClaimDays = s.number("claim_days", p.ClaimDays, 0, 30)
	p.UndatedPromise = s.number("undated_promise", p.UndatedPromise, 1, 45)
	p.ShortPause = s.number("short_pause", p.ShortPause, 1, 30)
	p.CaseDeadline = s.duration("case_deadline", p.CaseDeadline, time.Hour)
	p.AnswersPerDay = s.number("answers_per_day", p.AnswersPerDay, 0, 10)
	p.Precision = s.share("precision", p.Precision)
	p.Bounds = readBounds(s.table("bounds"), p.Bounds)
	p.Steps = readSteps(s, p.Steps)
	s.done()
	if len(s.file.faults) == before {
		for _, err := range p.Validate() {
			s.fault("", "%v", err)
		}
	}
	return p
}

// readBounds reads what a customer's word alone can pause. A bound can be made
// narrower, not wider.
func readBounds(s *tomlTable, b voldaan.Bounds) voldaan.Bounds {
	defer s.done()
	return voldaan.Bounds{
		PromiseDays: s.number("promise_days", b.PromiseDays, 0, b.PromiseDays),
		Promises:    s.number("promises", b.Promises, 0, b.Promises),
		Claims:      s.number("claims", b.Claims, 0, b.Claims),
		PausedDays:  s.number("paused_days", b.PausedDays, 0, b.PausedDays),
	}
}

// readSteps reads a ladder of the creditor's own, which takes the place of the
// whole one that ships.
func readSteps(s *tomlTable, otherwise []voldaan.Step) []voldaan.Step {
	tables := s.tables("step")
	if len(tables) == 0 {
		return otherwise
	}
	var steps []voldaan.Step
	known := 0
	for _, t := range tables {
		steps = append(steps, voldaan.Step{
			Name: voldaan.StepName(t.needed("name", "one of "+strings.Join(stepNames(), ", "))),
			Day:  t.number("day", 0, -60, 365),
			Wait: t.number("wait", 0, 0, 90),
			From: t.amount("from", 0),
		})
		if _, ok := t.values["day"]; !ok {
			t.fault("day", "is missing; want the days after the due date, such as 3")
		}
		t.done()
		errs := stepFaults(steps)
		if steps[len(steps)-1].Name != "" {
			for _, err := range errs[known:] {
				t.fault("", "%s", strings.TrimPrefix(err.Error(), "steps: "))
			}
		}
		known = len(errs)
	}
	return steps
}

// stepFaults are the faults of a ladder alone, in the order of its steps.
func stepFaults(steps []voldaan.Step) []error {
	p := voldaan.DefaultPolicy()
	p.Steps = steps
	return p.Validate()
}

// stepNames lists every step that a ladder can have.
func stepNames() []string {
	var out []string
	for _, k := range voldaan.LetterKinds(voldaan.ClassDemand) {
		out = append(out, string(k))
	}
	return append(out, string(voldaan.StepCall))
}
