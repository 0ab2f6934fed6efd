package main

import (
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/voldaan/voldaan"
)

// readPolicy reads what differs from the policy that ships, and whether the
// ladders by segment that ship count.
func readPolicy(s *tomlTable, people []voldaan.Colleague) (p voldaan.Policy, shipped bool) {
	before := len(s.file.faults)
	p = voldaan.DefaultPolicy()
	shipped = s.oneOf("ladders", "one", "one", "shipped") == "shipped"
	readLimits(s, &p)
	p.OpenFrom = s.hour("open_from", p.OpenFrom, 0, 23)
	p.OpenTo = s.hour("open_to", p.OpenTo, 1, 24)
	if p.OpenFrom >= p.OpenTo {
		s.fault("open_to", "%02d:00 is not after open_from, %02d:00", p.OpenTo, p.OpenFrom)
	}
	p.PromiseGrace = s.number("promise_grace", p.PromiseGrace, 0, 30)
	p.ClaimDays = s.number("claim_days", p.ClaimDays, 0, 30)
	p.DiscountGrace = s.number("discount_grace", p.DiscountGrace, 0, voldaan.MaxDiscountGrace)
	p.UndatedPromise = s.number("undated_promise", p.UndatedPromise, 1, 45)
	p.ShortPause = s.number("short_pause", p.ShortPause, 1, 30)
	p.CaseDeadline = s.duration("case_deadline", p.CaseDeadline, time.Hour)
	p.AnswersPerDay = s.number("answers_per_day", p.AnswersPerDay, 0, 10)
	p.Precision = s.share("precision", p.Precision)
	p.Bounds = readBounds(s.table("bounds"), p.Bounds)
	p.Steps = readSteps(s, p.Steps, people)
	s.done()
	if len(s.file.faults) == before {
		for _, err := range p.Validate() {
			s.fault("", "%v", err)
		}
	}
	return p, shipped
}

// readLimits reads what each policy may have of its own.
func readLimits(s *tomlTable, p *voldaan.Policy) {
	p.PerWeek = s.number("letters_per_week", p.PerWeek, 1, 7)
	p.Apart = s.duration("apart", p.Apart, time.Hour)
	p.Thanks = s.yes("thanks", p.Thanks)
}

// readPolicies reads the policies by segment; none: everybody has the base. The
// ladders that ship come after those of the file.
func readPolicies(s *tomlTable, base voldaan.Policy, shipped bool, people []voldaan.Colleague) []voldaan.Policy {
	tables := s.tables("policies")
	var out []voldaan.Policy
	for _, t := range tables {
		out = append(out, readSegmentPolicy(t, base, people))
	}
	if shipped {
		out = append(out, voldaan.Shipped(base)...)
	}
	for i, t := range tables {
		same := func(o voldaan.Policy) bool { return o.Name == out[i].Name }
		before, after := slices.ContainsFunc(out[:i], same), slices.ContainsFunc(out[len(tables):], same)
		switch {
		case out[i].Name == "":
		case before:
			t.fault("name", "%q is another policy's as well; give each its own", out[i].Name)
		case after:
			t.fault("name", "%q is a ladder that ships; give this one another name", out[i].Name)
		}
		if out[i].For.Everybody() && i < len(out)-1 {
			t.fault("for", "is missing; without it a policy is everybody's, and those after it never count: put it last")
		}
	}
	if n := len(out); n > 0 && !out[n-1].For.Everybody() {
		tables[len(tables)-1].fault("", "a policy for everybody else is missing: add one last, without for, or set ladders = \"shipped\"; "+
			"no customer may be without a ladder")
	}
	return out
}

// readSegmentPolicy reads one policy: who it is for, and what differs from the
// base.
func readSegmentPolicy(t *tomlTable, base voldaan.Policy, people []voldaan.Colleague) voldaan.Policy {
	p := base
	p.Name = t.needed("name", "a short name, such as gentle")
	if p.Name != "" && strings.Trim(p.Name, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
		t.fault("name", "%q has other signs than small letters, digits and hyphens", p.Name)
	}
	p.For = readSegment(t.table("for"))
	readLimits(t, &p)
	p.Steps = readSteps(t, readLike(t, base), people)
	t.done()
	return p
}

// readLike reads which ladder that ships a policy has; without it that of the
// base.
func readLike(t *tomlTable, base voldaan.Policy) []voldaan.Step {
	like := t.text("like", "")
	if like == "" {
		return base.Steps
	}
	var known []string
	for _, p := range voldaan.Shipped(base) {
		if p.Name == like {
			return p.Steps
		}
		known = append(known, p.Name)
	}
	t.fault("like", "%q is no ladder that ships; want one of %s", like, strings.Join(known, ", "))
	return base.Steps
}

// readSegment reads for whom a policy is.
func readSegment(t *tomlTable) voldaan.Segment {
	defer t.done()
	s := voldaan.Segment{
		Kinds:       listed[voldaan.Kind](t, "kinds"),
		Risks:       listed[voldaan.Risk](t, "risks"),
		Importances: listed[voldaan.Importance](t, "importances"),
		AmountFrom:  t.amount("amount_from", 0),
	}
	for _, c := range t.texts("countries") {
		s.Countries = append(s.Countries, strings.ToUpper(c))
	}
	for _, err := range s.Validate() {
		key, text, _ := strings.Cut(strings.TrimPrefix(err.Error(), "for."), ": ")
		t.fault(key, "%s", text)
	}
	return s
}

// listed reads a list of one sort of word.
func listed[T ~string](t *tomlTable, key string) []T {
	var out []T
	for _, v := range t.texts(key) {
		out = append(out, T(v))
	}
	return out
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
// whole one that would count otherwise.
func readSteps(s *tomlTable, otherwise []voldaan.Step, people []voldaan.Colleague) []voldaan.Step {
	tables := s.tables("step")
	if len(tables) == 0 {
		return otherwise
	}
	var steps []voldaan.Step
	known := 0
	for _, t := range tables {
		steps = append(steps, readStep(t, people))
		errs := stepFaults(steps)
		if steps[len(steps)-1].Name != "" {
			for _, err := range errs[known:] {
				t.fault("", "%s", strings.TrimPrefix(err.Error(), "steps: "))
			}
		}
		known = len(errs)
	}
	for _, err := range ladder(steps).Validate() {
		if errors.Is(err, voldaan.ErrNoEnd) {
			tables[len(tables)-1].fault("", "%s", strings.TrimPrefix(err.Error(), "steps: "))
		}
	}
	return steps
}

// readStep reads one rung.
func readStep(t *tomlTable, people []voldaan.Colleague) voldaan.Step {
	defer t.done()
	out := voldaan.Step{
		Name:          voldaan.StepName(t.needed("name", "one of "+strings.Join(stepNames(), ", ")+", or a name of your own")),
		Day:           t.number("day", 0, -60, 365),
		Wait:          t.number("wait", 0, 0, voldaan.MaxWait),
		From:          t.amount("from", 0),
		Channel:       voldaan.Channel(t.text("channel", "")),
		Letter:        voldaan.LetterKind(t.text("template", "")),
		Tone:          voldaan.Tone(t.text("tone", "")),
		OnlyBusiness:  t.yes("only_business", false),
		OnlyWithPhone: t.yes("only_with_phone", false),
		Approve:       t.yes("approve", false),
		Forewarn:      t.yes("forewarn", false),
		Notice:        t.yes("notice", false),
		Claims:        readClaims(t),
	}
	if _, ok := t.values["day"]; !ok {
		t.fault("day", "is missing; want the days after the due date, such as 3")
	}
	if signer := t.text("signer", ""); signer != "" {
		i := slices.IndexFunc(people, func(p voldaan.Colleague) bool { return p.Address == strings.ToLower(signer) })
		if i < 0 {
			t.fault("signer", "%q is no colleague's address; want one that a [[creditor.colleague]] has", signer)
		} else {
			out.Signer = people[i].Key()
		}
	}
	return out
}

// readClaims reads what a letter claims on top, as far as the law lets it.
func readClaims(t *tomlTable) voldaan.Claims {
	var out voldaan.Claims
	for _, kind := range t.texts("claims") {
		switch voldaan.ChargeKind(kind) {
		case voldaan.ChargeInterest:
			out.Interest = true
		case voldaan.ChargeFixed:
			out.Fixed = true
		case voldaan.ChargeCosts:
			out.Costs = true
		case voldaan.ChargeReminderFee:
			out.ReminderFee = true
		default:
			t.fault("claims", "%q is nothing that a letter claims; want some of %q", kind, voldaan.ChargeKinds())
		}
	}
	return out
}

// stepFaults are the faults of the first steps of a ladder alone, in their order.
func stepFaults(steps []voldaan.Step) []error {
	return slices.DeleteFunc(ladder(steps).Validate(), func(err error) bool { return errors.Is(err, voldaan.ErrNoEnd) })
}

// ladder is the policy that ships with other steps.
func ladder(steps []voldaan.Step) voldaan.Policy {
	p := voldaan.DefaultPolicy()
	p.Steps = steps
	return p
}

// stepNames lists every step that a ladder can have.
func stepNames() []string {
	var out []string
	for _, k := range voldaan.LetterKinds(voldaan.ClassDemand) {
		out = append(out, string(k))
	}
	return append(out, string(voldaan.StepCall), string(voldaan.StepHandover))
}
