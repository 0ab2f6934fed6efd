package voldaan

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestAllocate(t *testing.T) {
	owed := []Owed{
		{"1", PartPrincipal, 1000},
		{"1", PartInterest, 50},
		{"2", PartPrincipal, 500},
		{"2", PartCosts, 40},
	}
	for _, x := range []struct {
		name    string
		sum     Amount
		purpose Purpose
		want    []Owed
		rest    Amount
	}{
		{"nothing", 0, Purpose{}, nil, 0},
		{"costs first", 30, Purpose{}, []Owed{{"2", "costs", 30}}, 0},
		{"then interest", 80, Purpose{}, []Owed{{"2", "costs", 40}, {"1", "interest", 40}}, 0},
		{"then the oldest principal", 1100, Purpose{}, []Owed{{"2", "costs", 40}, {"1", "interest", 50}, {"1", "principal", 1000}, {"2", "principal", 10}}, 0},
		{"too much", 2000, Purpose{}, []Owed{{"2", "costs", 40}, {"1", "interest", 50}, {"1", "principal", 1000}, {"2", "principal", 500}}, 410},
		{"a claim is named", 1000, Purpose{Claims: []string{"1"}}, []Owed{{"1", "interest", 50}, {"1", "principal", 950}}, 0},
		{"its principal is named", 1020, Purpose{Claims: []string{"1"}, Parts: []Part{PartPrincipal}}, []Owed{{"1", "principal", 1000}, {"2", "costs", 20}}, 0},
		{"principal is named", 1600, Purpose{Parts: []Part{PartPrincipal}}, []Owed{{"1", "principal", 1000}, {"2", "principal", 500}, {"2", "costs", 40}, {"1", "interest", 50}}, 10},
	} {
		paid, rest, err := Allocate(AllocationOrder("NL"), owed, x.sum, x.purpose)
		if err != nil || rest != x.rest {
			t.Errorf("%s: rest %s, %v", x.name, rest, err)
		}
		if diff := cmp.Diff(x.want, paid); diff != "" {
			t.Errorf("%s: %s", x.name, diff)
		}
	}
	for _, bad := range [][]Owed{{{"1", "fine", 1}}, {{"1", "costs", -1}}} {
		if _, _, err := Allocate(AllocationOrder("NL"), bad, 1, Purpose{}); err == nil {
			t.Errorf("%+v is accepted", bad)
		}
	}
	if _, _, err := Allocate(AllocationOrder("NL"), owed, -1, Purpose{}); err == nil {
		t.Error("a payment below zero is accepted")
	}
}

// TestAllocateConserves shows that every cent goes somewhere and no part gets
// more than is owed.
func TestAllocateConserves(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		var owed []Owed
		open := map[Owed]Amount{}
		for _, a := range rapid.SliceOfN(rapid.Int64Range(0, 10_000), 0, 8).Draw(rt, "owed") {
			o := Owed{rapid.SampledFrom([]string{"1", "2", "3"}).Draw(rt, "claim"), rapid.SampledFrom(AllocationOrder("BE")).Draw(rt, "part"), Amount(a)}
			owed = append(owed, o)
			open[Owed{Claim: o.Claim, Part: o.Part}] += Amount(a)
		}
		sum := Amount(rapid.Int64Range(0, 60_000).Draw(rt, "sum"))
		purpose := Purpose{Claims: rapid.SliceOfN(rapid.SampledFrom([]string{"1", "2"}), 0, 2).Draw(rt, "named")}
		paid, rest, err := Allocate(AllocationOrder(rapid.SampledFrom([]string{"BE", "US"}).Draw(rt, "country")), owed, sum, purpose)
		if err != nil {
			rt.Fatal(err)
		}
		got := rest
		for _, p := range paid {
			got += p.Amount
			key := Owed{Claim: p.Claim, Part: p.Part}
			if open[key] -= p.Amount; p.Amount <= 0 || open[key] < 0 {
				rt.Fatalf("%+v of %+v", p, owed)
			}
		}
		if got != sum || rest < 0 {
			rt.Fatalf("%s in, %s out, %s of it left over", sum, got, rest)
		}
		if left := open; rest > 0 {
			for k, a := range left {
				if a != 0 {
					rt.Fatalf("%s is left over and %s of %+v open", rest, a, k)
				}
			}
		}
	})
}
