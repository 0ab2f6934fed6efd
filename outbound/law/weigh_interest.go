package law

import (
	"fmt"

	"github.com/voldaan/voldaan"
)

// interest weighs interest for late payment.
func (w *weighing) interest() {
	switch {
	case !w.consumer():
		w.businessInterest()
	case w.Country == "NL":
		w.holds("nl-consumer-interest")
		w.run(RateNLConsumer, w.afterDue)
	case w.Country == "BE":
		w.belgianInterest()
	case w.Country == "DE":
		w.noticedInterest("de-consumer-interest", RateDEConsumer)
	case w.Country == "FR":
		w.noticedInterest("fr-consumer-interest", RateFRLegal)
	default:
		w.need(false, "consumer-abroad", "the debtor is in "+w.Country)
	}
}

func (w *weighing) businessInterest() {
	rates := map[string]struct{ key, rate string }{
		"NL": {"nl-interest", RateNLBusiness},
		"BE": {"be-interest", RateBEBusiness},
		"DE": {"de-interest", RateDEBusiness},
		"FR": {"fr-interest", RateFRBusiness},
	}
	law, known := rates[w.Country]
	switch {
	case known:
		w.holds(law.key)
	case inEU(w.Country):
		law.rate = RateEUBusiness
	default:
		w.need(w.agreed() && w.Terms.HasInterest, "outside-eu", "no agreed interest is on record")
		w.run("", w.afterDue)
		return
	}
	w.holds("eu-interest")
	if w.Terms.Days == 0 || !w.agreed() {
		w.holds("eu-term")
	}
	w.run(law.rate, w.businessStart)
}

// afterDue is the day after the last day of payment.
func (w *weighing) afterDue(c Claim) voldaan.Date { return c.Due + 1 }

// noticedInterest runs from the day after receipt of a notice.
func (w *weighing) noticedInterest(key, rate string) {
	if w.notice(noticeKeys{key, key, key}, false) {
		w.run(rate, func(c Claim) voldaan.Date { return max(c.Due, w.d.Clock.Received) + 1 })
	}
}

// belgianInterest runs from the end of the first reminder's term; for a small
// company from the term's first day (art. XIX.2 WER).
func (w *weighing) belgianInterest() {
	if !w.belgianReminder() {
		return
	}
	from := w.d.Clock.DueFrom
	if w.SmallCompany {
		w.holds("be-small")
		from = w.d.Clock.First
	}
	w.holds("be-consumer-interest")
	rate := RateBEConsumerCap
	if !w.agreed() || !w.Terms.HasInterest {
		w.holds("be-civil-interest")
		rate = RateBECivil
	}
	w.run(rate, func(c Claim) voldaan.Date { return max(c.Due+1, from) })
}

// run notes from when on interest runs, and its rates. Agreed interest stands in
// for the statutory rate between businesses; of a consumer the lower of the two
// is taken. Agreed interest is simple, which is the lower reading.
func (w *weighing) run(rate string, start func(Claim) voldaan.Date) {
	if w.Country == "DE" || w.Country == "FR" {
		w.holds("days-365")
	}
	first := w.Day + 1
	for _, c := range w.Claims {
		from := start(c)
		switch {
		case from.IsZero():
			w.need(false, "eu-term", c.Number+" has neither an agreed term nor the day of the invoice")
			return
		case from > w.Day:
			w.need(false, "late", fmt.Sprintf("interest on %s begins on %s", c.Number, from))
		}
		w.d.Starts = append(w.d.Starts, Start{c.Number, from})
		first = min(first, from)
	}
	if w.d.Verdict == No {
		return
	}
	agreed := w.Terms.HasInterest && w.agreed()
	w.d.Basis = Basis{Rates: AgreedRate(w.Terms.Interest), Yearly: YearlyIn(w.Country) && !agreed}
	if agreed && !w.consumer() {
		w.holds("agreed")
		return
	}
	rates, err := w.b.Rates(rate, first, w.Day)
	if !w.row(err) {
		return
	}
	for i := range rates {
		w.d.Rows = append(w.d.Rows, rates[i].Rows...)
		if agreed {
			rates[i].Percent = min(rates[i].Percent, w.Terms.Interest)
		}
	}
	w.d.Basis.Rates = rates
}
