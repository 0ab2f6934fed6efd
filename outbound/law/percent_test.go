package law

import "testing"

func TestParsePercent(t *testing.T) {
	valid := func(in, want string) {
		t.Helper()
		if p, err := ParsePercent(in); err != nil || p.String() != want {
			t.Errorf("%q: %s, %v; want %s", in, p, err, want)
		}
	}
	bad := func(in string) {
		t.Helper()
		if p, err := ParsePercent(in); err == nil {
			t.Errorf("%q is read as %s", in, p)
		}
	}
	valid("0", "0.00")
	valid("10.4", "10.40")
	valid(" 2,25 ", "2.25")
	valid("0.125", "0.125")
	valid("100", "100.00")
	bad("")
	bad("-1")
	bad("+1")
	bad("100.001")
	bad("999999999999999999999")
	bad("1.2345") // four decimals
	bad("1.")
	bad(".5")
	bad("1,2,3")
	bad("8 %")
}
