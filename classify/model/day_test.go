package model

import (
	"math"
	"testing"

	"github.com/voldaan/voldaan"
)

// Days and none share all of the probability, and a day's words decide.
func TestChoose(t *testing.T) {
	weights := make([]float64, DaySize)
	days := make([]Day, 2)
	for i, word := range []string{"closed", "pays"} {
		days[i].Traits[0] = 1
		days[i].Add("before", word, 1)
		days[i].Add("before", word, 1)
		if len(days[i].Near) != 1 {
			t.Fatalf("%q was noted %d times", word, len(days[i].Near))
		}
	}
	for i, p := range Choose(weights, days) {
		if math.Abs(p-1.0/3) > 1e-9 {
			t.Errorf("without weights the chance of %d is %v", i, p)
		}
	}
	weights[DayTraits+int(days[1].Near[0])] = 8
	p := Choose(weights, days)
	if sum := p[0] + p[1] + p[2]; math.Abs(sum-1) > 1e-9 || p[1] < 0.9 {
		t.Errorf("chances %v, of which the second must be near 1", p)
	}
	var other Day
	other.Add("behind", "pays", 1)
	other.Add("before", "pays", 2)
	if other.Near[0] == days[1].Near[0] || other.Near[1] == days[1].Near[0] {
		t.Error("a word behind, or further off, is the same as the one before")
	}
}

// A model that has not learnt of days does not choose, and one that has does for
// the two intents that have a day.
func TestCountsWithoutWeights(t *testing.T) {
	days := make([]Day, 1)
	if p := Read(nil).Counts(voldaan.IntentPromise, days); p != nil {
		t.Errorf("an empty model gives %v", p)
	}
	for i, want := range map[voldaan.Intent]int{voldaan.IntentPromise: 2, voldaan.IntentAlreadyPaid: 2, voldaan.IntentDispute: 0} {
		if p := Embedded().Counts(i, days); len(p) != want {
			t.Errorf("%s: %d chances, want %d", i, len(p), want)
		}
	}
}
