package voldaan

import (
	"fmt"
	"math"
)

// Risk is how likely a customer is to pay late, from his own history.
type Risk string

// The risks.
const (
	RiskLow    Risk = "low"
	RiskNormal Risk = "normal"
	RiskHigh   Risk = "high"
)

// Validate reports a risk that is none.
func (r Risk) Validate() error { return oneOf("risk", r, RiskLow, RiskNormal, RiskHigh) }

// Record is how a customer has paid: sums over the transfers that were
// allocated to his invoices, so that the archive need not be read.
type Record struct {
	Paid   int    // invoices that transfers have paid in full
	Amount Amount // that transfers paid
	Late   int64  // each amount of these times the days that it came late
}

// count adds an allocation by a transfer, or takes it back for a sign of -1.
func (r *Record) count(a Allocation, sign int64) {
	r.Amount += Amount(sign) * a.Amount
	r.Late += sign * int64(a.Amount) * int64(a.Late)
}

// daysLate is the average of the days late, weighted by the amounts.
func (r Record) daysLate() float64 {
	if r.Amount <= 0 {
		return 0
	}
	return float64(r.Late) / float64(r.Amount)
}

// RiskView is a customer's risk with the reasons for it, in words.
type RiskView struct {
	Level   Risk
	Reasons []string
}

// What makes a risk.
const (
	lateHigh    = 15 // days late on average from which the risk is high
	lateLow     = 3  // days late on average up to which it is low
	historyFrom = 3  // invoices that must have been paid before lateness tells anything
	brokenFrom  = 2  // promises that must have ended before their share does
)

// RiskOf judges a customer by his own history alone: how late he paid, weighted
// by amount, and what became of his promises. Days on which he was right to
// contest an invoice are not counted as late. It changes by events alone, never
// by the day.
func RiskOf(l *Ledger) RiskView {
	kept, broken := 0, 0
	for _, p := range l.Promises {
		switch {
		case p.Day == 0: // he named no day that he could have missed
		case p.State == PromiseKept:
			kept++
		case p.State == PromiseBroken:
			broken++
		}
	}
	record := l.Customer.Record
	late := record.daysLate()
	known := record.Paid >= historyFrom
	breaks := kept+broken >= brokenFrom && 2*broken >= kept+broken
	v := RiskView{Level: RiskNormal}
	switch {
	case known && late >= lateHigh, breaks:
		v.Level = RiskHigh
	case known && late <= lateLow && broken == 0:
		v.Level = RiskLow
	}
	switch days := int(math.Round(late)); {
	case record.Paid == 0:
		v.Reasons = append(v.Reasons, "no invoice has been paid yet")
	case days > 0:
		v.Reasons = append(v.Reasons, fmt.Sprintf("paid %s late on average over %s", counted(days, "day"), counted(record.Paid, "invoice")))
	default:
		v.Reasons = append(v.Reasons, fmt.Sprintf("paid on time on average over %s", counted(record.Paid, "invoice")))
	}
	if kept+broken > 0 {
		v.Reasons = append(v.Reasons, fmt.Sprintf("%d of %s broken", broken, counted(kept+broken, "promise")))
	}
	return v
}

// counted writes a number with what is counted.
func counted(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return fmt.Sprintf("%d %s", n, what)
}
