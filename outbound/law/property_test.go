package law

import (
	"errors"
	"math/big"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/voldaan/voldaan"
)

func amounts(most voldaan.Amount) *rapid.Generator[voldaan.Amount] {
	return rapid.Custom(func(t *rapid.T) voldaan.Amount {
		return voldaan.Amount(rapid.Int64Range(1, int64(most)).Draw(t, "cents"))
	})
}

// TestCostsGrow shows that a larger principal never costs less, and that one
// claim never costs more than its parts: exactly by the scale, and but for half
// a cent of rounding for each part in whole cents.
func TestCostsGrow(t *testing.T) {
	b := shipped(t)
	scales := []Row{b.rows[ScaleNLCosts][0], b.rows[ScaleBEDamages][0]}
	rapid.Check(t, func(rt *rapid.T) {
		parts := rapid.SliceOfN(amounts(2_000_000_00), 1, 6).Draw(rt, "parts")
		for _, scale := range scales {
			singles := new(big.Rat)
			rounded := voldaan.Amount(0)
			for _, p := range parts {
				one := scale.exact(p)
				singles.Add(singles, one)
				rounded += round(one)
				if more := scale.exact(p + 1); more.Cmp(one) < 0 {
					rt.Fatalf("%s: %s costs %s, and a cent more %s", scale.Name, p, one, more)
				}
			}
			all := scale.exact(total(parts))
			if all.Cmp(singles) > 0 {
				rt.Fatalf("%s: %v cost %s as one and %s apart", scale.Name, parts, all, singles)
			}
			if slack := voldaan.Amount(len(parts)+1) / 2; round(all) > rounded+slack {
				rt.Fatalf("%s: %v cost %s as one and %s apart", scale.Name, parts, round(all), rounded)
			}
		}
	})
}

// TestInterestAdds shows that simple interest of adjacent periods is that of the
// whole, exactly, however the principal changes.
func TestInterestAdds(t *testing.T) {
	b := confirmed(t)
	start := day("2023-01-01")
	rates, err := b.Rates(RateNLBusiness, start, day("2026-12-31"))
	if err != nil {
		t.Fatal(err)
	}
	days := rapid.IntRange(0, int(day("2026-12-31")-start))
	rapid.Check(t, func(rt *rapid.T) {
		n := []int{days.Draw(rt, "from"), days.Draw(rt, "cut"), days.Draw(rt, "to")}
		slices.Sort(n)
		from, cut, to := start.Add(n[0]), start.Add(n[1]), start.Add(n[2])
		changes := []Change{{start - 1, 1_000_000}}
		for _, a := range rapid.SliceOfN(amounts(300_000), 0, 4).Draw(rt, "payments") {
			changes = append(changes, Change{start.Add(days.Draw(rt, "paid")), -a})
		}
		exact := func(from, to voldaan.Date) *big.Rat {
			got, err := Reckon(from, to, changes, Basis{Rates: rates})
			if err != nil {
				rt.Fatal(err)
			}
			n := 0
			for _, s := range got.Segments {
				n += s.Days
			}
			if n > int(to-from)+1 {
				rt.Fatalf("%d days from %s to %s", n, from, to)
			}
			return got.Exact()
		}
		parts := new(big.Rat).Add(exact(from, cut), exact(cut+1, to))
		if whole := exact(from, to); whole.Cmp(parts) != 0 {
			rt.Fatalf("%s as a whole, %s in parts", whole, parts)
		}
		yearly, err := Reckon(from, to, changes, Basis{Rates: rates, Yearly: true})
		if err != nil || yearly.Exact().Cmp(parts) < 0 {
			rt.Fatalf("compounded %s, simple %s, %v", yearly.Exact(), parts, err)
		}
	})
}

// TestDiscountConserves shows that a discount off the gross is the share of the
// whole, to the cent, and that no line falls below zero.
func TestDiscountConserves(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		var lines []VATLine
		for _, net := range rapid.SliceOfN(amounts(500_000), 1, 5).Draw(rt, "net") {
			rate := rapid.SampledFrom([]Percent{0, 6000, 9000, 21000}).Draw(rt, "rate")
			lines = append(lines, VATLine{rate, net, round(rate.of(net))})
		}
		p := Percent(rapid.Int32Range(0, int32(maxPercent)).Draw(rt, "percent"))
		d, err := EarlyPayment(lines, p, DiscountOnGross)
		if err != nil {
			rt.Fatal(err)
		}
		var split voldaan.Amount
		for i, l := range d.Lines {
			split += l.Net + l.VAT
			if l.Net < 0 || l.VAT < 0 || l.Net > lines[i].Net || l.VAT > lines[i].VAT {
				rt.Fatalf("%+v of %+v", l, lines[i])
			}
		}
		if split != d.Payable || d.Off() != round(p.of(d.Full)) {
			rt.Fatalf("%+v: the lines come to %s", d, split)
		}
	})
}

// TestClocksInOrder shows that a term never ends on or before the day of
// receipt, and that a notice that is sent later never makes costs due earlier.
func TestClocksInOrder(t *testing.T) {
	b := shipped(t)
	calendars := map[string]voldaan.Calendar{}
	for _, c := range []string{"NL", "BE", "DE", "FR"} {
		calendars[c] = holidays(t, c)
	}
	start := day("2023-01-01")
	rapid.Check(t, func(rt *rapid.T) {
		country := rapid.SampledFrom([]string{"NL", "BE", "DE", "FR"}).Draw(rt, "country")
		n, _ := b.Notice(country, voldaan.KindConsumer)
		d := Delivery{
			Channel:  rapid.SampledFrom([]Channel{ChannelEmail, ChannelPost}).Draw(rt, "channel"),
			Sent:     start.Add(rapid.IntRange(0, 9*365).Draw(rt, "sent")),
			Evidence: rapid.SampledFrom([]Evidence{EvidencePresumed, EvidenceProved}).Draw(rt, "evidence"),
		}
		after := rapid.IntRange(0, 20).Draw(rt, "received after")
		later := d
		later.Sent += voldaan.Date(rapid.IntRange(0, 40).Draw(rt, "later"))
		if d.Evidence == EvidenceProved {
			d.Received, later.Received = d.Sent.Add(after), later.Sent.Add(after)
		}
		c := clockOf(rt, n, d, calendars[country])
		if c.Last <= c.Received || c.First < c.Received || c.DueFrom != c.Last+1 || int(c.DueFrom-c.First) != n.Days || c.First <= d.Sent {
			rt.Fatalf("%+v: %+v", d, c)
		}
		if l := clockOf(rt, n, later, calendars[country]); l.DueFrom < c.DueFrom {
			rt.Fatalf("%+v: %+v, and sent on %s: %+v", d, c, later.Sent, l)
		}
		d.Bounced = true
		if _, err := n.Clock(d, calendars[country]); !errors.Is(err, ErrBounced) {
			rt.Fatal(err)
		}
	})
}

func clockOf(rt *rapid.T, n Notice, d Delivery, cal voldaan.Calendar) Clock {
	c, err := n.Clock(d, cal)
	if err != nil {
		rt.Fatal(err)
	}
	return c
}

// TestTermsKeepTheCaps shows that no terms, whatever they say, make a claim on a
// consumer larger than the law's cap, and that terms newer than an invoice are
// as good as none.
func TestTermsKeepTheCaps(t *testing.T) {
	b := confirmed(t)
	dutch, belgian := dutchConsumer(t), belgianConsumer(t)
	dutch.Day = day("2026-06-30") // the last day with a Dutch rate
	rapid.Check(t, func(rt *rapid.T) {
		q, cap := belgian, RateBEConsumerCap
		if rapid.Bool().Draw(rt, "Dutch") {
			q, cap = dutch, RateNLConsumer
		}
		q.Kind = rapid.SampledFrom([]voldaan.Kind{voldaan.KindConsumer, voldaan.KindUnknown, ""}).Draw(rt, "kind")
		principal := amounts(100_000_00).Draw(rt, "principal")
		issued := q.Day.Add(-rapid.IntRange(60, 120).Draw(rt, "age"))
		q.Claims = []Claim{{"1", issued, issued.Add(10), principal}}
		if q.Notice != nil {
			n := *q.Notice
			n.Delivery.Sent, n.Delivery.Received = q.Day.Add(-40), q.Day.Add(-38)
			n.Claims, n.Principal, n.Costs = []string{"1"}, principal, amounts(5_000_00).Draw(rt, "announced")
			q.Notice = &n
		}
		clause := Clause{
			Percent: Percent(rapid.IntRange(0, 100_000).Draw(rt, "share")), Fixed: amounts(100_000_00).Draw(rt, "fixed"),
			Min: amounts(5_000_00).Draw(rt, "min"),
		}
		q.Terms = Terms{
			Since: issued.Add(rapid.IntRange(-9, 9).Draw(rt, "since")), Evidence: rapid.SampledFrom([]string{"", "order 7"}).Draw(rt, "where"),
			Days: rapid.IntRange(0, 60).Draw(rt, "days"), Damages: clause.Of(principal),
			Interest: Percent(rapid.IntRange(0, 100_000).Draw(rt, "interest")), HasInterest: rapid.Bool().Draw(rt, "has interest"),
		}
		without := q
		without.Terms = Terms{}
		binds := q.Terms.Since <= issued && q.Terms.Evidence != ""

		q.Item, without.Item = ItemCosts, ItemCosts
		costs, plain := b.May(q), b.May(without)
		if !binds && costs.Amount != plain.Amount {
			rt.Fatalf("terms that do not bind change the costs from %s to %s", plain.Amount, costs.Amount)
		}
		if q.Country == "BE" {
			most, err := b.DamagesCap(q.Day, principal)
			if err != nil || costs.Amount > most || costs.Amount > q.Notice.Costs {
				rt.Fatalf("%s of damages on %s; the cap is %s (%v)", costs.Amount, principal, most, err)
			}
		} else if costs.Amount != plain.Amount {
			rt.Fatalf("terms change the costs of a Dutch consumer from %s to %s", plain.Amount, costs.Amount)
		}

		q.Item, without.Item = ItemInterest, ItemInterest
		interest, plain := b.May(q), b.May(without)
		if interest.Verdict == No {
			return
		}
		most, err := b.Rates(cap, interest.Starts[0].From, q.Day)
		if err != nil {
			rt.Fatal(err)
		}
		changes := []Change{{issued, principal}}
		got, err := Reckon(interest.Starts[0].From, q.Day, changes, interest.Basis)
		top, other := Reckon(interest.Starts[0].From, q.Day, changes, Basis{Rates: most, Yearly: interest.Basis.Yearly})
		if err != nil || other != nil || got.Exact().Cmp(top.Exact()) > 0 {
			rt.Fatalf("%s of interest on %s; the cap gives %s (%v, %v)", got.Sum, principal, top.Sum, err, other)
		}
		if !binds && !cmp.Equal(interest.Basis, plain.Basis) {
			rt.Fatalf("terms that do not bind change the interest: %v, %v", interest.Basis, plain.Basis)
		}
	})
}
