package law

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/voldaan/voldaan"
)

func TestAllocate(t *testing.T) {
	owed := []Owed{
		{"1", voldaan.PartPrincipal, 1000},
		{"1", voldaan.PartInterest, 50},
		{"2", voldaan.PartPrincipal, 500},
		{"2", voldaan.PartCosts, 40},
	}
	for _, x := range []struct {
		name    string
		sum     voldaan.Amount
		purpose Purpose
		want    []Owed
		rest    voldaan.Amount
	}{
		{"nothing", 0, Purpose{}, nil, 0},
		{"costs first", 30, Purpose{}, []Owed{{"2", "costs", 30}}, 0},
		{"then interest", 80, Purpose{}, []Owed{{"2", "costs", 40}, {"1", "interest", 40}}, 0},
		{"then the oldest principal", 1100, Purpose{}, []Owed{{"2", "costs", 40}, {"1", "interest", 50}, {"1", "principal", 1000}, {"2", "principal", 10}}, 0},
		{"too much", 2000, Purpose{}, []Owed{{"2", "costs", 40}, {"1", "interest", 50}, {"1", "principal", 1000}, {"2", "principal", 500}}, 410},
		{"a claim is named", 1000, Purpose{Claims: []string{"1"}}, []Owed{{"1", "interest", 50}, {"1", "principal", 950}}, 0},
		{"its principal is named", 1020, Purpose{Claims: []string{"1"}, Parts: []voldaan.Part{voldaan.PartPrincipal}}, []Owed{{"1", "principal", 1000}, {"2", "costs", 20}}, 0},
		{"principal is named", 1600, Purpose{Parts: []voldaan.Part{voldaan.PartPrincipal}}, []Owed{{"1", "principal", 1000}, {"2", "principal", 500}, {"2", "costs", 40}, {"1", "interest", 50}}, 10},
	} {
		paid, rest, err := Allocate(owed, x.sum, x.purpose)
		if err != nil || rest != x.rest {
			t.Errorf("%s: rest %s, %v", x.name, rest, err)
		}
		if diff := cmp.Diff(x.want, paid); diff != "" {
			t.Errorf("%s: %s", x.name, diff)
		}
	}
	for _, bad := range [][]Owed{{{"1", "fine", 1}}, {{"1", "costs", -1}}} {
		if _, _, err := Allocate(bad, 1, Purpose{}); err == nil {
			t.Errorf("%+v is accepted", bad)
		}
	}
	if _, _, err := Allocate(owed, -1, Purpose{}); err == nil {
		t.Error("a payment below zero is accepted")
	}
}
