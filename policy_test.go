package voldaan_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/voldaan/voldaan"
)

func TestPolicyValidate(t *testing.T) {
	if errs := voldaan.DefaultPolicy().Validate(); len(errs) != 0 {
		t.Errorf("the ladder that ships: %v", errs)
	}
	valid := func(change func(*voldaan.Policy)) {
		t.Helper()
		p := voldaan.DefaultPolicy()
		change(&p)
		if errs := p.Validate(); len(errs) != 0 {
			t.Errorf("refused: %v", errs)
		}
	}
	bad := func(key string, change func(*voldaan.Policy)) {
		t.Helper()
		p := voldaan.DefaultPolicy()
		p.Steps = slices.Clone(p.Steps)
		change(&p)
		errs := p.Validate()
		if len(errs) == 0 {
			t.Errorf("%s: accepted", key)
		}
		for _, err := range errs {
			if !strings.HasPrefix(err.Error(), key) {
				t.Errorf("%q does not begin with %q", err, key)
			}
		}
	}
	valid(func(p *voldaan.Policy) { // on the due date itself
		p.Steps = []voldaan.Step{{Name: voldaan.StepReminder1}, {Name: voldaan.StepHandover, Day: 1}}
	})
	valid(func(p *voldaan.Policy) { p.PerWeek, p.OpenFrom, p.OpenTo = 7, 0, 24 })
	bad("steps", func(p *voldaan.Policy) { p.Steps = nil })
	bad("steps", func(p *voldaan.Policy) { p.Steps[1].Name = "ultimatum" })
	bad("steps", func(p *voldaan.Policy) { p.Steps[1].Name = "" })
	bad("steps", func(p *voldaan.Policy) { p.Steps[1].Name = voldaan.StepName(voldaan.LetterStatement) }) // an answer
	bad("steps", func(p *voldaan.Policy) { p.Steps[2].Name = voldaan.StepReminder1 })
	bad("steps", func(p *voldaan.Policy) { p.Steps[2].Day = p.Steps[1].Day })
	bad("steps", func(p *voldaan.Policy) { p.Steps[2].Day = 1 })
	bad("steps", func(p *voldaan.Policy) { p.Steps[1].Day = -1 })
	bad("steps", func(p *voldaan.Policy) { p.Steps[0].Day = 0 })
	bad("steps", func(p *voldaan.Policy) { p.Steps[0].Notice = true })                                         // before the due date
	bad("steps", func(p *voldaan.Policy) { p.Steps[4].Claims = voldaan.AllClaims() })                          // a call
	bad("steps", func(p *voldaan.Policy) { p.Steps[3].Claims, p.Steps[3].Notice = voldaan.AllClaims(), true }) // both at once
	bad("steps: a ladder without an end", func(p *voldaan.Policy) { p.Steps = p.Steps[:4] })
	bad("steps: a ladder without an end", func(p *voldaan.Policy) { p.Steps[4].From = 1 })
	bad("steps: a ladder without an end", func(p *voldaan.Policy) { p.Steps[4].OnlyBusiness = true })
	bad("steps: a ladder without an end", func(p *voldaan.Policy) { p.Steps[4].OnlyWithPhone = true })
	valid(func(p *voldaan.Policy) { p.Steps[2].Notice, p.Steps[3].Claims = true, voldaan.AllClaims() })
	valid(func(p *voldaan.Policy) { p.Steps[2].Notice, p.Steps[2].Claims.ReminderFee = true, true }) // it may cost its fee itself
	bad("letters_per_week", func(p *voldaan.Policy) { p.PerWeek = 0 })
	bad("letters_per_week", func(p *voldaan.Policy) { p.PerWeek = 8 })
	bad("open_from", func(p *voldaan.Policy) { p.OpenFrom = -1 })
	bad("open_from", func(p *voldaan.Policy) { p.OpenTo = 25 })
	bad("open_from", func(p *voldaan.Policy) { p.OpenFrom, p.OpenTo = 12, 12 })

	all := voldaan.Policy{OpenTo: -1}
	if errs := all.Validate(); len(errs) != 3 {
		t.Errorf("want every fault at once, got %v", errs)
	}
}

func TestPolicyHash(t *testing.T) {
	base := voldaan.DefaultPolicy()
	if base.Hash() != voldaan.DefaultPolicy().Hash() {
		t.Error("the same policy has two hashes")
	}
	seen := map[uint64]int{base.Hash(): -1}
	for n, change := range []func(*voldaan.Policy){
		func(p *voldaan.Policy) { p.Steps[1].Day++ },
		func(p *voldaan.Policy) { p.Steps[0].From++ },
		func(p *voldaan.Policy) { p.Steps[2].Wait++ },
		func(p *voldaan.Policy) { p.Steps = p.Steps[:4] },
		func(p *voldaan.Policy) { p.PerWeek++ },
		func(p *voldaan.Policy) { p.Apart += time.Hour },
		func(p *voldaan.Policy) { p.Bounds.PausedDays++ },
	} {
		p := voldaan.DefaultPolicy()
		change(&p)
		if other, ok := seen[p.Hash()]; ok {
			t.Errorf("change %d has the hash of change %d", n, other)
		}
		seen[p.Hash()] = n
	}
}
