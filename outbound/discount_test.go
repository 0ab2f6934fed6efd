package outbound_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/outbound"
	"github.com/voldaan/voldaan/store"
)

// TestEarlyPayment has the three treatments of 2 %, with VAT by rate, with net
// and total alone, and with the total alone; and what is left of VAT.
func TestEarlyPayment(t *testing.T) {
	line := func(rate string, base, tax voldaan.Amount) store.VATLine {
		return store.VATLine{Rate: rate, Base: base, Tax: tax}
	}
	is := func(how, percent string, net, total voldaan.Amount, lines []store.VATLine, off voldaan.Amount, split string) {
		t.Helper()
		inv := voldaan.Invoice{Net: net, Total: total, DiscountPercent: percent, DiscountVAT: how}
		got, of, err := outbound.EarlyPayment(inv, lines)
		if err != nil || got != off {
			t.Errorf("%s of %s: %s, %v; want %s", how, total, got, err, off)
			return
		}
		inv.Discount = off
		left, err := outbound.DiscountSplit(inv, of, off)
		var told []string
		var sum voldaan.Amount
		for _, l := range left {
			told = append(told, fmt.Sprintf("%s %s+%s", l.Rate, l.Net, l.VAT))
			sum += l.Net + l.VAT
		}
		if text := strings.Join(told, ", "); err != nil || text != split || text != "" && sum != total-off {
			t.Errorf("%s of %s: %q, %v; want %q", how, total, text, err, split)
		}
	}
	one := []store.VATLine{line("21", 100_000, 21_000)}
	two := []store.VATLine{line("21", 10_000, 2_100), line("6", 5_000, 300)}
	is("on_gross", "2", 100_000, 121_000, one, 2_420, "21.00 980.00+205.80")
	is("on_net", "2", 100_000, 121_000, one, 2_000, "21.00 980.00+210.00")
	is("before_vat", "2", 100_000, 120_580, []store.VATLine{line("21", 100_000, 20_580)}, 2_000, "21.00 980.00+205.80")
	is("on_gross", "2", 15_000, 17_400, two, 348, "21.00 98.00+20.58, 6.00 49.00+2.94")
	is("on_net", "2", 15_000, 17_400, two, 300, "21.00 98.00+21.00, 6.00 49.00+3.00")
	is("on_gross", "2", 100_000, 121_000, nil, 2_420, "21.00 980.00+205.80")
	is("on_gross", "2,5", 100_000, 105_500, nil, 2_638, "5.50 975.00+53.62")
	is("before_vat", "2", 100_000, 120_580, nil, 2_000, "21.00 980.00+205.80")
	is("on_gross", "2", 0, 121_000, nil, 2_420, "")

	bad := func(words, how, percent string, net, total voldaan.Amount, lines []store.VATLine) {
		t.Helper()
		inv := voldaan.Invoice{Net: net, Total: total, DiscountPercent: percent, DiscountVAT: how}
		if off, _, err := outbound.EarlyPayment(inv, lines); err == nil || !strings.Contains(err.Error(), words) {
			t.Errorf("%s %%: %s, %v; want %q", percent, off, err, words)
		}
	}
	bad("set discount_vat", "", "2", 100_000, 121_000, one)
	bad("want a number from 0 to 100", "on_net", "two", 100_000, 121_000, one)
	bad("want a number from 0 to 100", "on_net", "-2", 100_000, 121_000, one)
	bad("want one of", "half", "2", 100_000, 121_000, one)
	bad("off the net sum, which is not known", "on_net", "2", 0, 121_000, nil)
	bad("fit no one rate", "on_net", "2", 100_000, 115_300, nil)
	bad("VAT at 21.00 %", "before_vat", "2", 100_000, 121_000, one) // VAT of the whole
	bad("net and VAT come to 1210.00", "on_net", "2", 100_000, 121_500, one)
}

// TestDiscountSplitOfAPart: who keeps less than he may corrects less.
func TestDiscountSplitOfAPart(t *testing.T) {
	lines := []store.VATLine{{Rate: "21", Base: 10_000, Tax: 2_100}}
	inv := voldaan.Invoice{Total: 12_100, Discount: 242, DiscountPercent: "2", DiscountVAT: "on_gross"}
	left, err := outbound.DiscountSplit(inv, lines, 121)
	if err != nil || len(left) != 1 || left[0].Net != 9_900 || left[0].VAT != 2_079 {
		t.Errorf("%+v, %v", left, err)
	}
	inv.DiscountVAT = ""
	if left, err := outbound.DiscountSplit(inv, lines, 121); err != nil || left != nil {
		t.Errorf("%+v, %v", left, err)
	}
}
