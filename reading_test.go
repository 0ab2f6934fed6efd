package voldaan_test

import (
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/voldaan/voldaan"
)

func TestReading(t *testing.T) {
	contact := &voldaan.ContactFound{Email: "boek@linde.example"}
	for _, c := range []struct {
		name       string
		reading    voldaan.Reading
		intent     voldaan.Intent
		also       []voldaan.Intent
		confidence float64
		human      bool
		per        map[string]voldaan.Intent
	}{
		{name: "nothing was found", intent: voldaan.IntentOther, per: map[string]voldaan.Intent{}},
		{
			name:       "nothing was found, and a threshold is set",
			reading:    voldaan.Reading{Threshold: 0.7},
			intent:     voldaan.IntentOther,
			human:      true,
			confidence: 0,
			per:        map[string]voldaan.Intent{},
		},
		{
			name: "the most severe wins, each invoice has its own",
			reading: voldaan.Reading{Threshold: 0.7, Findings: []voldaan.Finding{
				{Intent: voldaan.IntentQuestion, Confidence: 0.99, Invoices: []string{"1"}},
				{Intent: voldaan.IntentPromise, Confidence: 0.8, Invoices: []string{"1", "2"}},
				{Intent: voldaan.IntentPromise, Confidence: 0.9, Invoices: []string{"3"}},
				{Intent: voldaan.IntentAlreadyPaid, Confidence: 0.5, Invoices: []string{"2", "4"}},
				{Intent: voldaan.IntentQuestion, Confidence: 0.4},
			}},
			intent:     voldaan.IntentPromise,
			also:       []voldaan.Intent{voldaan.IntentAlreadyPaid, voldaan.IntentQuestion},
			confidence: 0.9,
			per: map[string]voldaan.Intent{
				"1": voldaan.IntentPromise, "2": voldaan.IntentPromise, "3": voldaan.IntentPromise, "4": voldaan.IntentAlreadyPaid,
			},
		},
		{
			name: "under the threshold",
			reading: voldaan.Reading{Threshold: 0.7, Findings: []voldaan.Finding{
				{Intent: voldaan.IntentPromise, Confidence: 0.69},
			}},
			intent: voldaan.IntentPromise, confidence: 0.69, human: true, per: map[string]voldaan.Intent{},
		},
		{
			name: "at the threshold",
			reading: voldaan.Reading{Threshold: 0.7, Findings: []voldaan.Finding{
				{Intent: voldaan.IntentPromise, Confidence: 0.7},
			}},
			intent: voldaan.IntentPromise, confidence: 0.7, per: map[string]voldaan.Intent{},
		},
		{
			name: "a flag of the least finding",
			reading: voldaan.Reading{Findings: []voldaan.Finding{
				{Intent: voldaan.IntentAcknowledgement, Confidence: 1},
				{Intent: voldaan.IntentOther, Confidence: 1, Flags: []voldaan.Flag{voldaan.FlagAnger}},
			}},
			intent: voldaan.IntentAcknowledgement, also: []voldaan.Intent{voldaan.IntentOther},
			confidence: 1, human: true, per: map[string]voldaan.Intent{},
		},
		{
			name:       "somebody else, with an address",
			reading:    voldaan.Reading{Findings: []voldaan.Finding{{Intent: voldaan.IntentWrongRecipient, Confidence: 1, Contact: contact}}},
			intent:     voldaan.IntentWrongRecipient,
			confidence: 1,
			per:        map[string]voldaan.Intent{},
		},
		{
			name: "somebody else, by name alone",
			reading: voldaan.Reading{Findings: []voldaan.Finding{
				{Intent: voldaan.IntentWrongRecipient, Confidence: 1, Contact: &voldaan.ContactFound{Name: "Tom"}},
			}},
			intent: voldaan.IntentWrongRecipient, confidence: 1, human: true, per: map[string]voldaan.Intent{},
		},
	} {
		r := c.reading
		if got := r.Intent(); got != c.intent {
			t.Errorf("%s: intent %s, want %s", c.name, got, c.intent)
		}
		if got := r.Also(); !slices.Equal(got, c.also) {
			t.Errorf("%s: also %v, want %v", c.name, got, c.also)
		}
		if got := r.Confidence(); got != c.confidence {
			t.Errorf("%s: confidence %v, want %v", c.name, got, c.confidence)
		}
		if got := r.Human(); got != c.human {
			t.Errorf("%s: human %v, want %v", c.name, got, c.human)
		}
		if got := r.PerInvoice(); !reflect.DeepEqual(got, c.per) {
			t.Errorf("%s: per invoice %v, want %v", c.name, got, c.per)
		}
	}
}

// TestReadingHuman goes through the column "a person" of the intents' table.
func TestReadingHuman(t *testing.T) {
	always := []voldaan.Intent{
		voldaan.IntentLegal, voldaan.IntentDispute, voldaan.IntentPaymentPlan, voldaan.IntentWrongRecipient,
	}
	for _, i := range voldaan.Intents() {
		r := voldaan.Reading{Threshold: 0.7, Findings: []voldaan.Finding{{Intent: i, Confidence: 0.95}}}
		if got, want := r.Human(), slices.Contains(always, i); got != want {
			t.Errorf("%s: human %v, want %v", i, got, want)
		}
	}
}

func TestReadingLists(t *testing.T) {
	r := voldaan.Reading{Findings: []voldaan.Finding{
		{Intent: voldaan.IntentQuestion, Quote: "a", Flags: []voldaan.Flag{voldaan.FlagShort, voldaan.FlagAnger}},
		{Intent: voldaan.IntentLegal, Quote: "b", Flags: []voldaan.Flag{voldaan.FlagAnger, voldaan.FlagThreat}},
		{Intent: voldaan.IntentQuestion, Quote: "c"},
	}}
	if got := r.Flags(); !slices.Equal(got, []voldaan.Flag{voldaan.FlagShort, voldaan.FlagAnger, voldaan.FlagThreat}) {
		t.Errorf("flags %v", got)
	}
	quotes := func(fs []voldaan.Finding) (s string) {
		for _, f := range fs {
			s += f.Quote
		}
		return s
	}
	if got := quotes(r.Sorted()); got != "bac" {
		t.Errorf("sorted %q", got)
	}
	if got := quotes(r.Findings); got != "abc" {
		t.Errorf("sorting changed the reading: %q", got)
	}
	if got := quotes(r.Of(voldaan.IntentQuestion)); got != "ac" {
		t.Errorf("questions %q", got)
	}
	if got := r.Of(voldaan.IntentDispute); got != nil {
		t.Errorf("disputes %v", got)
	}
}

// TestReadingDerived shows that what is derived holds for any findings.
func TestReadingDerived(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		finding := rapid.Custom(func(t *rapid.T) voldaan.Finding {
			return voldaan.Finding{
				Intent:     rapid.SampledFrom(voldaan.Intents()).Draw(t, "intent"),
				Confidence: rapid.Float64Range(0, 1).Draw(t, "confidence"),
				Invoices:   rapid.SliceOfN(rapid.SampledFrom([]string{"1", "2", "3"}), 0, 3).Draw(t, "invoices"),
			}
		})
		r := voldaan.Reading{Findings: rapid.SliceOfN(finding, 1, 6).Draw(t, "findings")}
		all := append([]voldaan.Intent{r.Intent()}, r.Also()...)
		if !slices.IsSortedFunc(all, func(a, b voldaan.Intent) int { return a.Severity() - b.Severity() }) {
			t.Fatalf("not by severity: %v", all)
		}
		if distinct := slices.Compact(slices.Clone(all)); len(distinct) != len(all) {
			t.Fatalf("an intent stands twice: %v", all)
		}
		for _, f := range r.Findings {
			if !slices.Contains(all, f.Intent) {
				t.Fatalf("%s is lost in %v", f.Intent, all)
			}
			for _, n := range f.Invoices {
				if got := r.PerInvoice()[n]; got.Severity() > f.Intent.Severity() {
					t.Fatalf("invoice %s is %s, though the mail says %s", n, got, f.Intent)
				}
			}
		}
		if len(r.Of(r.Intent())) == 0 {
			t.Fatalf("no finding has the intent %s", r.Intent())
		}
	})
}
