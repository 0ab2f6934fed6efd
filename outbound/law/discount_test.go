package law

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestEarlyPayment has the three treatments of 2 % on 1,000 net.
func TestEarlyPayment(t *testing.T) {
	for _, x := range []struct {
		how           DiscountVAT
		vat           string // as the invoice states it
		full, payable string
		net, taxed    string // the split of payable
	}{
		{DiscountBeforeVAT, "205.80", "1205.80", "1185.80", "980.00", "205.80"},
		{DiscountOnGross, "210.00", "1210.00", "1185.80", "980.00", "205.80"},
		{DiscountOnNet, "210.00", "1210.00", "1190.00", "980.00", "210.00"},
	} {
		d, err := EarlyPayment([]VATLine{{percent("21"), sum("1000.00"), sum(x.vat)}}, percent("2"), x.how)
		if err != nil || d.Full != sum(x.full) || d.Payable != sum(x.payable) || d.Off() != d.Full-d.Payable {
			t.Errorf("%s: %+v, %v", x.how, d, err)
			continue
		}
		if diff := cmp.Diff([]VATLine{{percent("21"), sum(x.net), sum(x.taxed)}}, d.Lines); diff != "" {
			t.Errorf("%s: %s", x.how, diff)
		}
	}
}

// TestEarlyPaymentByRate splits by rate of VAT, to the cent.
func TestEarlyPaymentByRate(t *testing.T) {
	lines := []VATLine{{percent("21"), 10_001, 2_100}, {percent("9"), 3_333, 300}, {percent("0"), 1, 0}, {percent("0"), 0, 0}}
	d, err := EarlyPayment(lines, percent("3"), DiscountOnGross)
	if err != nil {
		t.Fatal(err)
	}
	// 157.35 gross, 3 % is 4.7205.
	if d.Full != 15_735 || d.Off() != 472 {
		t.Errorf("%+v", d)
	}
	if lines[0].Net != 10_001 {
		t.Error("the caller's lines are changed")
	}
	want := []VATLine{{percent("21"), 9_701, 2_037}, {percent("9"), 3_233, 291}, {percent("0"), 1, 0}, {percent("0"), 0, 0}}
	if diff := cmp.Diff(want, d.Lines); diff != "" {
		t.Error(diff)
	}
}

// TestLessDiscount takes a sum off, as the treatments have it.
func TestLessDiscount(t *testing.T) {
	lines := []VATLine{{percent("21"), sum("100.00"), sum("21.00")}, {percent("6"), sum("50.00"), sum("3.00")}}
	is := func(how DiscountVAT, off string, want ...VATLine) {
		t.Helper()
		got, err := LessDiscount(lines, sum(off), how)
		if diff := cmp.Diff(want, got); err != nil || diff != "" {
			t.Errorf("%s: %v %s", how, err, diff)
		}
	}
	// 1.74 of 174.00: 1.21 of the first (1.00 and 0.21), 0.53 of the second.
	is(DiscountOnGross, "1.74", VATLine{percent("21"), sum("99.00"), sum("20.79")}, VATLine{percent("6"), sum("49.50"), sum("2.97")})
	is(DiscountOnNet, "3.00", VATLine{percent("21"), sum("98.00"), sum("21.00")}, VATLine{percent("6"), sum("49.00"), sum("3.00")})
	is(DiscountBeforeVAT, "3.00", VATLine{percent("21"), sum("98.00"), sum("21.00")}, VATLine{percent("6"), sum("49.00"), sum("3.00")})
	bad := func(how DiscountVAT, off string) {
		t.Helper()
		if got, err := LessDiscount(lines, sum(off), how); err == nil {
			t.Errorf("%s of %s: %v", how, off, got)
		}
	}
	bad("half", "1.00")
	bad(DiscountOnNet, "150.01")
	bad(DiscountOnGross, "174.01")
	if _, err := LessDiscount([]VATLine{{percent("21"), -1, 0}}, 1, DiscountOnNet); err == nil {
		t.Error("a line below zero is accepted")
	}
}

func TestEarlyPaymentRefuses(t *testing.T) {
	bad := func(l VATLine, p Percent, how DiscountVAT) {
		t.Helper()
		if d, err := EarlyPayment([]VATLine{l}, p, how); err == nil {
			t.Errorf("accepted: %+v", d)
		}
	}
	bad(VATLine{percent("21"), 100_000, 21_000}, percent("2"), DiscountBeforeVAT) // VAT of the whole
	bad(VATLine{percent("21"), 100_000, 20_580}, percent("2"), DiscountOnGross)   // VAT of the discounted sum
	bad(VATLine{percent("21"), 100_000, 20_580}, percent("2"), DiscountOnNet)
	bad(VATLine{percent("21"), 100_000, 21_002}, percent("2"), DiscountOnNet) // two cents off
	bad(VATLine{percent("21"), -100, -21}, percent("2"), DiscountOnNet)
	bad(VATLine{percent("21"), 100_000, 21_000}, percent("2"), "half")
	bad(VATLine{percent("21"), 100_000, 21_000}, maxPercent+1, DiscountOnNet)
	bad(VATLine{percent("21"), 100_000, 21_000}, -1, DiscountOnNet)
	if _, err := EarlyPayment([]VATLine{{percent("21"), 100_000, 21_001}}, percent("2"), DiscountOnNet); err != nil {
		t.Errorf("a cent of rounding: %v", err)
	}
}
