package law

import "github.com/voldaan/voldaan"

// fixed weighs the fixed sum for late payment, one for each claim.
func (w *weighing) fixed() {
	switch {
	case w.consumer():
		w.need(false, "fixed-consumer", "the debtor counts as a consumer")
		return
	case !inEU(w.Country):
		w.need(false, "outside-eu", "the debtor is in "+w.Country)
		return
	}
	w.holds("eu-fixed")
	if len(w.Claims) > 1 {
		w.holds("eu-fixed-each")
	}
	for _, c := range w.Claims {
		sum, rows, err := w.b.FixedSum(w.Country, w.Kind, c.Due+1)
		if !w.row(err) {
			return
		}
		w.d.Amount += sum
		w.d.Rows = rows
	}
}

// costs weighs costs of collection and clauses of damages.
func (w *weighing) costs() {
	switch {
	case w.consumer() && w.Country == "NL":
		w.dutchConsumerCosts()
	case w.consumer() && w.Country == "BE":
		w.belgianConsumerCosts()
	case w.consumer() && w.Country == "DE":
		w.need(false, "de-consumer-costs", "the program knows of no costs that were made")
	case w.consumer() && w.Country == "FR":
		w.need(false, "fr-consumer-costs", "there is no judgment")
	case w.consumer():
		w.need(false, "consumer-abroad", "the debtor is in "+w.Country)
	case w.Country == "NL":
		w.dutchBusinessCosts()
	case w.Country == "BE":
		w.clause("be-business-clause")
	case inEU(w.Country):
		w.need(false, "actual-costs", "the program knows of no costs that were made")
	default:
		w.clause("outside-eu")
	}
}

func (w *weighing) dutchBusinessCosts() {
	w.holds("nl-business-costs")
	if !w.VATRecoverable {
		w.holds("nl-costs-vat")
	}
	costs, err := w.b.CollectionCosts(w.Day, w.VATRecoverable, w.principal())
	if w.row(err) {
		w.d.Amount, w.d.Rows = costs.Total(), costs.Rows
	}
}

// clause weighs damages that a business has agreed to.
func (w *weighing) clause(key string) {
	w.need(w.agreed() && w.Terms.Damages > 0, "agreed", "no clause that is older than the claims is on record")
	w.holds(key)
	w.d.Amount = w.Terms.Damages
}

// businessStart is the first day of interest on a claim: the day after the last
// day of payment, which without an agreed term is the 30th day after the
// invoice (directive 2011/7/EU, art. 3 (3)). An invoice counts as received on
// the day of its date.
func (w *weighing) businessStart(c Claim) voldaan.Date {
	if w.Terms.Days > 0 && w.agreed() {
		return c.Due + 1
	}
	if c.Issued.IsZero() {
		return 0
	}
	return max(c.Due, c.Issued+30) + 1
}
