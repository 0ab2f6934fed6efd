package law

import (
	"testing"

	"github.com/voldaan/voldaan"
)

const dutchWords = "Wij verzoeken u te betalen binnen veertien dagen vanaf de dag nadat deze brief bij u is bezorgd."

// dutchConsumer is a claim of 300.00 in three invoices after a notice that is
// right in everything; its receipt is proved and its term over.
func dutchConsumer(t *testing.T) Request {
	t.Helper()
	claim := func(number string) Claim { return Claim{number, day("2026-10-01"), day("2026-10-31"), 10_000} }
	return Request{
		Item: ItemCosts, Day: day("2026-12-08"), Kind: voldaan.KindConsumer, Country: "NL", CreditorCountry: "NL",
		VATRecoverable: true,
		Claims:         []Claim{claim("1"), claim("2"), claim("3")},
		Notice: &SentNotice{
			Delivery: Delivery{Channel: ChannelEmail, Sent: day("2026-11-23"), Evidence: EvidenceProved, Received: day("2026-11-23")},
			Claims:   []string{"1", "2", "3"}, Principal: 30_000, Costs: 4_500,
			Stated: []Fact{FactCosts, FactTerm, FactConsequence}, Text: dutchWords,
		},
		Calendar: holidays(t, "NL"),
	}
}

// TestDutchConsumer refuses costs for each thing that can be wrong with the
// notice.
func TestDutchConsumer(t *testing.T) {
	b := shipped(t)
	// What is due after the term was read at a secondary source.
	mustBe(t, b.May(dutchConsumer(t)), Ask, 4_500, "?nl-after-term", "nl-notice", "nl-notice-amount", "nl-notice-one", "nl-notice-term")
	b = loaded(t, []string{"nl-after-term"})
	mustBe(t, b.May(dutchConsumer(t)), Yes, 4_500)

	change := func(verdict Verdict, amount voldaan.Amount, key string, f func(*Request)) {
		t.Helper()
		q := dutchConsumer(t)
		f(&q)
		mustBe(t, b.May(q), verdict, amount, key)
	}
	change(Yes, 4_500, "debtor-unknown", func(q *Request) { q.Kind = voldaan.KindUnknown })
	change(No, 0, "-nl-notice", func(q *Request) { q.Notice = nil })
	change(No, 0, "-nl-notice", func(q *Request) { q.Notice.Delivery.Sent = day("2026-10-31") })     // on the due date
	change(No, 0, "-nl-notice", func(q *Request) { q.Notice.Claims = []string{"1", "2"} })           // one is not in it
	change(No, 0, "-nl-notice-one", func(q *Request) { q.Notice.LeftOut = []string{"4"} })           // dunned apart
	change(No, 0, "-nl-notice-amount", func(q *Request) { q.Notice.Costs = 12_000 })                 // three times 40
	change(No, 0, "-nl-notice-amount", func(q *Request) { q.Notice.Costs = 4_501 })                  //
	change(No, 0, "-nl-notice-amount", func(q *Request) { q.Notice.Costs = 0 })                      //
	change(No, 0, "-nl-notice-amount", func(q *Request) { q.Notice.Stated = []Fact{FactTerm} })      //
	change(No, 0, "-nl-notice-amount", func(q *Request) { q.Notice.Text = "14 dagen na heden" })     //
	change(No, 0, "-nl-notice-amount", func(q *Request) { q.Notice.Text = "" })                      // nobody knows what it said
	change(Yes, 4_000, "nl-notice-amount", func(q *Request) { q.Notice.Costs = 4_000 })              // less than the scale
	change(Yes, 4_000, "nl-notice-amount", func(q *Request) { q.Claims = q.Claims[:1] })             // two paid within the term
	change(No, 0, "-nl-notice-term", func(q *Request) { q.Day = day("2026-12-07") })                 // its last day
	change(No, 0, "-nl-notice-term", func(q *Request) { q.Notice.Delivery.Bounced = true })          //
	change(No, 0, "-nl-notice-term", func(q *Request) { q.Notice.Delivery.Evidence = EvidenceNone }) //
	change(Ask, 4_500, "?presumed", func(q *Request) { q.Notice.Delivery.Evidence = EvidencePresumed })
	change(No, 0, "-nl-vat 2012-10-01 21.00", func(q *Request) { q.VATRecoverable = false })
	change(No, 0, "-reminder-fee", func(q *Request) { q.Item = ItemReminderFee })
	change(No, 0, "-nl-consumer 2026-01-01 4.00", func(q *Request) {
		q.Item, q.Day = ItemInterest, day("2026-06-01")
		q.Claims = []Claim{{"1", day("2026-01-01"), day("2026-01-31"), 100}}
	})
}

// TestDutchConsumerNow has no rate for the second half of 2026, confirmed or not.
func TestDutchConsumerNow(t *testing.T) {
	q := dutchConsumer(t)
	q.Item = ItemInterest
	mustBe(t, confirmed(t).May(q), No, 0, "-row")
}

// belgianConsumer is a claim of 200.00 after a first reminder that is right.
func belgianConsumer(t *testing.T) Request {
	t.Helper()
	return Request{
		Item: ItemCosts, Day: day("2026-12-10"), Kind: voldaan.KindConsumer, Country: "BE", CreditorCountry: "BE",
		VATRecoverable: true,
		Claims:         []Claim{{"1", day("2026-10-01"), day("2026-10-31"), 20_000}},
		Terms:          Terms{Since: day("2026-01-01"), Evidence: "contract 3", Damages: 5_000},
		Notice: &SentNotice{
			Delivery: Delivery{Channel: ChannelPost, Sent: day("2026-11-23"), Evidence: EvidenceProved, Received: day("2026-11-25")},
			Claims:   []string{"1"}, Principal: 20_000, Costs: 3_500,
			Stated: []Fact{FactBalance, FactCosts, FactTerm, FactCreditorName, FactEnterpriseNumber, FactDescription, FactDueDate},
		},
		Calendar: holidays(t, "BE"),
	}
}

func TestBelgianConsumer(t *testing.T) {
	b := shipped(t)
	mustBe(t, b.May(belgianConsumer(t)), Yes, 3_500, "be-reminder", "be-reminder-states", "be-reminder-term", "be-clause")

	change := func(verdict Verdict, amount voldaan.Amount, key string, f func(*Request)) {
		t.Helper()
		q := belgianConsumer(t)
		f(&q)
		mustBe(t, b.May(q), verdict, amount, key)
	}
	change(Yes, 3_000, "be-clause", func(q *Request) { q.Terms.Damages = 3_000 })       // the clause is lower
	change(Yes, 2_500, "be-clause", func(q *Request) { q.Notice.Costs = 2_500 })        // less was announced
	change(Yes, 2_000, "be-clause", func(q *Request) { q.Claims[0].Principal = 1_000 }) // the cap on what is left
	change(No, 0, "-be-clause", func(q *Request) { q.Terms.Damages = 0 })
	change(No, 0, "-be-clause", func(q *Request) { q.Terms.Since = day("2026-10-02") }) // after the invoice
	change(No, 0, "-be-clause", func(q *Request) { q.Terms.Evidence = "" })
	change(No, 0, "-be-reminder", func(q *Request) { q.Notice = nil })
	change(No, 0, "-be-reminder", func(q *Request) { q.Notice.Fee = 750 })
	change(No, 0, "-be-reminder-term", func(q *Request) { q.Day = day("2026-12-09") })
	change(No, 0, "-be-reminder-term", func(q *Request) { q.Calendar = holidays(t, "NL") })
	change(Ask, 3_500, "?presumed", func(q *Request) { q.Notice.Delivery.Evidence = EvidencePresumed })
	for i, f := range belgianConsumer(t).Notice.Stated {
		q := belgianConsumer(t)
		q.Notice.Stated = append(q.Notice.Stated[:i:i], q.Notice.Stated[i+1:]...)
		if d := b.May(q); d.Verdict != No {
			t.Errorf("without %s: %+v", f, d)
		}
	}
}

// TestBelgianConsumerInterest runs from the end of the term, for a small company
// from its beginning, at the lower of what is agreed and the cap.
func TestBelgianConsumerInterest(t *testing.T) {
	b := confirmed(t)
	q := belgianConsumer(t)
	q.Item = ItemInterest
	check := func(from, rate, reason string) {
		t.Helper()
		d := b.May(q)
		mustBe(t, d, Yes, 0, reason)
		if len(d.Starts) != 1 || d.Starts[0].From != day(from) || d.Basis.Rates[0].Percent != percent(rate) || d.Basis.Yearly {
			t.Errorf("%+v", d)
		}
	}
	check("2026-12-10", "4.5", "be-civil-interest")
	q.Terms.Interest, q.Terms.HasInterest = percent("12"), true
	check("2026-12-10", "10.4", "be-consumer-interest")
	q.Terms.Interest = percent("8")
	check("2026-12-10", "8", "be-consumer-interest")
	q.SmallCompany = true
	check("2026-11-26", "8", "be-small")
	q.Day = day("2026-12-09") // it runs, and is not claimed yet
	mustBe(t, b.May(q), No, 0, "-be-reminder-term")
	q.Day, q.SmallCompany = day("2026-12-10"), false
	mustBe(t, shipped(t).May(q), No, 0, "-ecb-refi 2026-07-01 2.40")
}

// TestBelgianReminderFee: with regular deliveries a further reminder costs what
// was agreed, within the cap, after three free ones: in the notice itself, or in
// a letter after its term.
func TestBelgianReminderFee(t *testing.T) {
	b := loaded(t, []string{"be-regular-count", "be-regular-notice"})
	further := func() Request {
		q := belgianConsumer(t)
		q.Item, q.RegularDelivery, q.FreeReminders, q.Terms.ReminderFee = ItemReminderFee, true, 3, 750
		return q
	}
	change := func(verdict Verdict, amount voldaan.Amount, key string, f func(*Request)) {
		t.Helper()
		q := further()
		f(&q)
		mustBe(t, b.May(q), verdict, amount, key)
	}
	change(Yes, 750, "be-regular", func(*Request) {})
	change(Yes, 900, "be-regular", func(q *Request) { q.Postage = 150 })
	change(Yes, 750, "be-regular", func(q *Request) { q.Postage = -5 })
	change(Yes, 750, "be-regular", func(q *Request) { q.Terms.ReminderFee = 1_000 }) // cut to the cap
	change(Yes, 500, "be-regular", func(q *Request) { q.Terms.ReminderFee = 500 })
	change(No, 0, "-agreed", func(q *Request) { q.Terms.ReminderFee = 0 })
	change(No, 0, "-agreed", func(q *Request) { q.Terms.Since = day("2026-10-02") }) // after the invoice
	change(No, 0, "-agreed", func(q *Request) { q.Terms = Terms{} })
	change(No, 0, "-be-regular", func(q *Request) { q.FreeReminders = 2 })
	change(No, 0, "-reminder-fee", func(q *Request) { q.RegularDelivery = false })
	change(No, 0, "-reminder-fee", func(q *Request) { q.Country = "NL" })
	change(No, 0, "-reminder-fee", func(q *Request) { q.Kind = voldaan.KindBusiness })
	change(No, 0, "-be-reminder", func(q *Request) { q.Notice = nil })
	change(No, 0, "-be-reminder-term", func(q *Request) { q.Day = day("2026-12-09") })

	// In the notice itself no term has run; what it must state it states.
	own := func(q *Request) {
		q.InNotice, q.Day = true, day("2026-11-23")
		q.Notice.Delivery = Delivery{Channel: ChannelEmail, Sent: q.Day}
	}
	change(Yes, 750, "be-regular-notice", own)
	change(No, 0, "-be-regular", func(q *Request) { own(q); q.FreeReminders = 0 })
	change(No, 0, "-be-reminder-states", func(q *Request) { own(q); q.Notice.Stated = q.Notice.Stated[1:] })
	change(No, 0, "-be-reminder", func(q *Request) { own(q); q.Notice.Claims = nil })

	// What nobody checked waits for a yes that says so.
	mustBe(t, shipped(t).May(further()), Ask, 750, "?be-regular-count")
	q := further()
	own(&q)
	mustBe(t, shipped(t).May(q), Ask, 750, "?be-regular-count", "?be-regular-notice")
}

// TestBelgianReminderThatCosts: a notice that cost its fee counts for damages and
// interest only where it was a further reminder of regular deliveries, and its 14
// days are waited for as ever.
func TestBelgianReminderThatCosts(t *testing.T) {
	b := confirmed(t)
	for _, item := range []Item{ItemCosts, ItemInterest} {
		q := belgianConsumer(t)
		q.Item = item
		q.Notice.Fee, q.Notice.FreeBefore = 750, 3
		mustBe(t, b.May(q), No, 0, "-be-reminder") // no regular deliveries
		q.RegularDelivery = true
		sum := map[Item]voldaan.Amount{ItemCosts: 3_500}[item]
		mustBe(t, b.May(q), Yes, sum, "be-regular", "be-regular-count", "be-regular-notice")
		mustBe(t, loaded(t, []string{"be-regular-count", "ecb-refi 2026-07-01 2.40", "be-civil-interest"}).May(q), Ask, sum, "?be-regular-notice")
		q.Notice.FreeBefore = 2
		mustBe(t, b.May(q), No, 0, "-be-regular")
		q.Notice.FreeBefore, q.Day = 3, day("2026-12-09")
		mustBe(t, b.May(q), No, 0, "-be-reminder-term")
	}
}

// TestOtherConsumers has Germany and France, where interest needs a notice and
// costs are a person's matter, and countries of which nothing is known.
func TestOtherConsumers(t *testing.T) {
	b := confirmed(t)
	for country, x := range map[string]struct{ interest, costs, rate string }{
		"DE": {"de-consumer-interest", "-de-consumer-costs", "6.27"},
		"FR": {"fr-consumer-interest", "-fr-consumer-costs", "2.62"},
	} {
		q := Request{
			Item: ItemInterest, Day: day("2026-05-01"), Kind: voldaan.KindConsumer, Country: country, CreditorCountry: country,
			Claims: []Claim{{"1", day("2026-02-01"), day("2026-03-01"), 10_000}},
			Notice: &SentNotice{
				Delivery: Delivery{Channel: ChannelEmail, Sent: day("2026-03-10"), Evidence: EvidenceProved, Received: day("2026-03-11")},
				Claims:   []string{"1"}, Principal: 10_000, Stated: []Fact{FactBalance, FactTerm, FactDueDate},
			},
			Calendar: holidays(t, country),
		}
		d := b.May(q)
		mustBe(t, d, Yes, 0, x.interest)
		if len(d.Starts) != 1 || d.Starts[0].From != day("2026-03-12") || d.Basis.Rates[0].Percent != percent(x.rate) {
			t.Errorf("%s: %+v", country, d)
		}
		mustBe(t, loaded(t, nil).May(q), No, 0, "?"+x.interest)
		q.Item = ItemCosts
		mustBe(t, b.May(q), No, 0, x.costs)
		q.Item, q.Notice = ItemInterest, nil
		mustBe(t, b.May(q), No, 0, "-"+x.interest)
	}
	for _, item := range []Item{ItemInterest, ItemCosts} {
		q := business("PL", item)
		q.Kind = voldaan.KindConsumer
		mustBe(t, b.May(q), No, 0, "-consumer-abroad")
	}
}
