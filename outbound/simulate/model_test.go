package simulate

import (
	"fmt"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/voldaan/voldaan"
)

// TestPast reads what was observed of an invoice out of its ledger.
func TestPast(t *testing.T) {
	a := DefaultAssumptions()
	const due = today - 100
	for name, c := range map[string]struct {
		play func(*book)
		want string // from the due date: followed from, to, paid
	}{
		"open":                 {func(*book) {}, "-30 to 99"},
		"paid late":            {func(b *book) { b.day = due + 12; b.pay("i1", due+12, 10_000, voldaan.PaymentTransfer) }, "-30 to 12, paid"},
		"booked a day later":   {func(b *book) { b.day = due + 13; b.pay("i1", due+12, 10_000, voldaan.PaymentTransfer) }, "-30 to 12, paid"},
		"in two parts":         {func(b *book) { b.part(due+3, 4_000); b.part(due+20, 6_000) }, "-30 to 20, paid"},
		"a part":               {func(b *book) { b.part(due+3, 4_000) }, "-30 to 99"},
		"credited":             {func(b *book) { b.day = due + 5; b.pay("i1", due+5, 10_000, voldaan.PaymentCreditNote) }, "-30 to 5"},
		"gone from open items": {func(b *book) { b.close(due+9, voldaan.ClosedOutside) }, "-30 to 9, paid"},
		"written off":          {func(b *book) { b.close(due+9, voldaan.ClosedWrittenOff) }, "-30 to 9"},
	} {
		b := newBook(t, "linde")
		b.invoice("i1", due-30, due, due-30, 10_000)
		c.play(b)
		if got := describe(past(b.Ledger, b.Log, completeDays([]Account{b.Account}), today-1, a)); got != c.want {
			t.Errorf("%s: got %s, want %s", name, got, c.want)
		}
	}
}

func (b *book) part(day voldaan.Date, sum voldaan.Amount) {
	b.day = day
	b.pay("i1", day, sum, voldaan.PaymentTransfer)
}

func (b *book) close(day voldaan.Date, reason string) {
	b.day = day
	b.do(voldaan.AuthorColleague, voldaan.EventClosed, func(e *voldaan.Event) { e.Invoice, e.Reason = "i1", reason })
}

func describe(all []seen) string {
	out := ""
	for i, s := range all {
		if i > 0 {
			out += "; "
		}
		out += fmt.Sprintf("%d to %d", s.from-s.due, s.to-s.due)
		if s.paid {
			out += ", paid"
		}
	}
	return out
}

// TestImport: what was imported late is followed from that day, unless the
// import brought in what was paid before as well.
func TestImport(t *testing.T) {
	const due = today - 100
	b := newBook(t, "linde")
	b.invoice("i1", due-30, due, due+40, 10_000)
	look := func() string {
		return describe(past(b.Ledger, b.Log, completeDays([]Account{b.Account}), today-1, DefaultAssumptions()))
	}
	if got, want := look(), "40 to 99"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	b.invoice("i2", due-30, due, due+40, 10_000)
	b.pay("i2", due+4, 10_000, voldaan.PaymentTransfer)
	if got, want := look(), "-30 to 99; -30 to 4, paid"; got != want {
		t.Errorf("a complete import: got %s, want %s", got, want)
	}
}

// TestRate weighs the days that letters, calls and disputes reached into.
func TestRate(t *testing.T) {
	a := DefaultAssumptions()
	const due = today - 100
	b := newBook(t, "linde")
	b.invoice("i1", due-30, due, due-30, 10_000)
	send := func(day voldaan.Date, id voldaan.LetterID, step voldaan.StepName) {
		b.day = day
		b.do(voldaan.AuthorBot, voldaan.EventDemandQueued, func(e *voldaan.Event) {
			e.Letter, e.Invoice, e.Step, e.Amount = id, "i1", step, 10_000
		})
		b.do(voldaan.AuthorBot, voldaan.EventDemandSent, func(e *voldaan.Event) { e.Letter = id })
	}
	send(due+3, "l1", voldaan.StepReminder1)
	send(due+9, "l2", voldaan.StepReminder2)
	send(due+11, "l3", voldaan.StepCall)
	b.do(voldaan.AuthorBot, voldaan.EventDemandBounced, func(e *voldaan.Event) { e.Letter = "l2" })
	b.day = due + 30
	b.do(voldaan.AuthorColleague, voldaan.EventDisputed, func(e *voldaan.Event) { e.Invoice = "i1" })
	b.day = due + 40
	b.do(voldaan.AuthorColleague, voldaan.EventDisputeResolved, func(e *voldaan.Event) { e.Invoice = "i1" })
	s := past(b.Ledger, b.Log, nil, today-1, a)[0]
	for after, want := range map[int]float64{3: 1, 4: 1.5, 13: 2, 11: 1.5, 12: 2, 21: 2, 22: 1, 29: 1, 30: 0, 39: 0, 40: 1} {
		if got := s.rate(due.Add(after), a); got != want {
			t.Errorf("%d days after: %g, want %g", after, got, want)
		}
	}
}

// TestSources: 20 paid invoices make a curve of one's own; with fewer the
// segment counts, then all, then the prior.
func TestSources(t *testing.T) {
	customer := func(id, country string, paid int) Account {
		b := newBook(t, id)
		b.Ledger.Customer.Country = country
		for i := range paid {
			b.paid(voldaan.InvoiceID(fmt.Sprint(id, i)), today-200+voldaan.Date(i), 10)
		}
		return b.Account
	}
	source := func(m *Model, a Account) string {
		c := m.Curve(a.Ledger.Customer)
		return fmt.Sprintf("%s %s %d", c.Source, c.Name, c.Paid)
	}
	accounts := []Account{
		customer("a", "NL", 20), customer("b", "NL", 19), customer("c", "NL", 0), customer("d", "BE", 19), customer("e", "FR", 0),
	}
	m := Learn(accounts, today-1, DefaultAssumptions())
	for i, want := range []string{"own a 20", "segment business NL normal 39", "segment business NL normal 39", "all  58", "all  58"} {
		if got := source(m, accounts[i]); got != want {
			t.Errorf("customer %d: got %q, want %q", i, got, want)
		}
	}
	if got, want := source(Learn(accounts[4:], today-1, DefaultAssumptions()), accounts[4]), "prior  0"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	uses := m.Uses(accounts)
	var got []string
	for _, u := range uses {
		got = append(got, fmt.Sprintf("%s %s %d", u.Source, u.Segment, u.Customers))
	}
	if diff := cmp.Diff([]string{"own  1", "segment business NL normal 2", "all  2"}, got); diff != "" {
		t.Error(diff)
	}
	if h := uses[0].Half; h < 9 || h > 10 {
		t.Errorf("half is paid %g days after the due date; all were paid after 10", h)
	}
}

// TestCensored: invoices that are still open count as open for as long as they
// were, no longer and no shorter (Kaplan and Meier's example in our days).
func TestCensored(t *testing.T) {
	// Of ten, four are paid on day 10; three were followed to day 5 only; of the
	// three that are left one is paid on day 20.
	var o observed
	a := DefaultAssumptions()
	add := func(n, to int, paid bool) {
		for range n {
			o.add(seen{due: today, from: today - 1, to: today.Add(to), paid: paid}, a)
		}
	}
	add(4, 10, true)
	add(3, 5, false)
	add(1, 20, true)
	add(2, 30, false)
	for age, want := range map[int]struct{ paid, days float64 }{
		0: {0, 10}, 5: {0, 10}, 6: {0, 7}, 10: {4, 7}, 11: {0, 3}, 20: {1, 3}, 21: {0, 2}, 30: {0, 2}, 31: {0, 0},
	} {
		if o.paid[at(age)] != want.paid || o.days[at(age)] != want.days {
			t.Errorf("age %d: %g paid of %g, want %+v", age, o.paid[at(age)], o.days[at(age)], want)
		}
	}
	nobody := &Curve{}
	c := o.curve(SourceAll, "", nobody)
	if got, want := c.Rate(10), -math.Log(1-4/(7+widerInvoices+0.01)); math.Abs(got-want) > 1e-9 {
		t.Errorf("rate on day 10: %g, want %g", got, want)
	}
	if c.Rate(11) != 0 || o.nPaid != 5 || o.nOther != 5 {
		t.Errorf("rate on day 11: %g; %d paid, %d open", c.Rate(11), o.nPaid, o.nOther)
	}
	if got := o.curve(SourceAll, "", Prior()).Rate(300); math.Abs(got-Prior().Rate(300)) > 1e-9 {
		t.Errorf("where nothing was observed the rate is %g, not the prior's", got)
	}
}

// TestLearnt: what is learnt from an invented past is how its customers were
// made, although letters sped them up and disputes held them back.
func TestLearnt(t *testing.T) {
	accounts := invented(t, 2000, 11, VarietyRisk)
	a := DefaultAssumptions()
	for risk, speed := range speeds {
		var o observed
		for _, acc := range accounts {
			if acc.pace != risk {
				continue
			}
			for _, s := range past(acc.Ledger, acc.Log, nil, today-1, a) {
				o.add(s, a)
			}
		}
		c := o.curve(SourceSegment, risk, Prior())
		for _, b := range [][2]int{{-14, -1}, {0, 7}, {8, 30}, {31, 75}} {
			got, want, n := 0.0, 0.0, 0.0
			for age := b[0]; age <= b[1]; age++ {
				got, want, n = got+c.Rate(age), want+speed*Prior().Rate(age), n+o.paid[at(age)]
			}
			if math.Abs(got/want-1) > 2.5/math.Sqrt(n) {
				t.Errorf("%s, age %d to %d: rate %.3f from %.0f payments, in truth %.3f", risk, b[0], b[1], got, n, want)
			}
		}
	}
	got := learnAnswers(accounts, today-1)
	if got.Letters < 1000 || math.Abs(got.Bounced-usualAnswers().Bounced) > 0.005 {
		t.Errorf("answers: %+v", got)
	}
	for i, r := range got.Rates {
		if want := usualAnswers().Rates[i].Share; math.Abs(r.Share-want) > 0.3*want+0.003 {
			t.Errorf("%s: %.4f of letters, in truth %.4f", r.Intent, r.Share, want)
		}
	}
}

// TestPrior has the shares that its comment and the documentation state.
func TestPrior(t *testing.T) {
	c := Prior()
	for share, want := range map[float64]int{0.25: -2, 0.5: 7, 0.8: 30, 0.94: 90} {
		if got := c.Quantile(share); got < want-3 || got > want+3 {
			t.Errorf("%g is paid by day %d, want about %d", share, got, want)
		}
	}
}

func TestAssumptions(t *testing.T) {
	a := DefaultAssumptions()
	for _, f := range a.List() {
		if f.Meaning == "" {
			t.Errorf("%s has no meaning", f.Name)
		}
		if err := a.Set(f.Name, f.Value); err != nil {
			t.Errorf("the default of %s is refused: %v", f.Name, err)
		}
		for _, bad := range []float64{-1, 1e6, math.NaN(), math.Inf(1)} {
			if err := a.Set(f.Name, bad); err == nil {
				t.Errorf("%s: %g was taken", f.Name, bad)
			}
		}
	}
	if a != DefaultAssumptions() {
		t.Errorf("changed: %+v", a)
	}
	if err := a.Set("letter_effect", 1.25); err != nil || a.LetterEffect != 1.25 {
		t.Errorf("%+v: %v", a, err)
	}
	if err := a.Set("speed", 1); err == nil {
		t.Error("an unknown assumption was taken")
	}
}

// TestPace: who paid less of his invoices than his segment would have is
// expected to stay slow; where customers are alike, nobody is.
func TestPace(t *testing.T) {
	m := silent()
	m.Spread = 0.5
	for name, c := range map[string]struct {
		e    evidence
		want float64
	}{
		"unknown": {evidence{}, 1},
		"slow":    {evidence{1, 6}, 0.5},
		"quick":   {evidence{11, 6}, 1.5},
		"as all":  {evidence{6, 6}, 1},
	} {
		m.paces = map[voldaan.CustomerID]evidence{"c": c.e}
		mean := func() (sum float64) {
			for i := range uint64(5000) {
				sum += m.pace(voldaan.Customer{ID: "c"}, dice(1).mix(i)) / 5000
			}
			return sum
		}
		if got := mean(); math.Abs(got-c.want) > 0.03 {
			t.Errorf("%s: %.3f, want %.3f", name, got, c.want)
		}
	}
	if got := m.pace(voldaan.Customer{ID: "with a curve of his own"}, 1); got != 1 {
		t.Errorf("a curve of one's own has a pace: %g", got)
	}
	if got := Learn(nil, today, DefaultAssumptions()).Spread; got != usualSpread {
		t.Errorf("spread of nobody: %g", got)
	}
	full := Learn(invented(t, 500, 3, VarietyFull), today-1, DefaultAssumptions()).Spread
	none := Learn(invented(t, 500, 3, VarietyNone), today-1, DefaultAssumptions()).Spread
	if full < 0.2 || full > 0.6 || none > 0.1 { // it shows less of a spread than there is, since all pay in the end
		t.Errorf("spread of customers who differ by %.1f: %.2f; of customers who are alike: %.2f", spread, full, none)
	}
}

// TestGamma: the mean is 1 and the variance one over the shape.
func TestGamma(t *testing.T) {
	for _, shape := range []float64{1, 1.5, 7, 80} {
		sum, squares := 0.0, 0.0
		const n = 20_000
		for i := range uint64(n) {
			x := dice(3).mix(i).gamma(shape)
			sum, squares = sum+x, squares+x*x
		}
		mean := sum / n
		if v := squares/n - mean*mean; math.Abs(mean-1) > 0.03 || math.Abs(v*shape-1) > 0.08 {
			t.Errorf("shape %g: mean %.3f, variance %.4f", shape, mean, v)
		}
	}
}
