package voldaan

import "time"

// FreeReminders is for how many due dates of a calendar year the reminders to a
// Belgian consumer with regular deliveries are free (art. XIX.2 WER).
const FreeReminders = 3

// RemindedBefore counts the due dates, of the same calendar year as that of an
// invoice of regular deliveries, about which a reminder had gone before the
// first about this one; all that had one, where none has gone about this one.
// What came back was none, nor was what went before the due date. Only invoices
// count whose terms say that they are of regular deliveries, and only letters
// of the bot's own.
func (c *Creditor) RemindedBefore(l *Ledger, of *Invoice) int {
	first := map[Date]time.Time{} // when the first reminder about a due date went
	for _, d := range l.Demands {
		inv := l.Invoice(d.Invoice)
		if inv == nil || d.State != DemandSent || !d.written() || d.Day <= inv.Due ||
			inv.Due.Time().Year() != of.Due.Time().Year() || !c.Regular(l, inv) {
			continue
		}
		if at, ok := first[inv.Due]; !ok || d.At.Before(at) {
			first[inv.Due] = d.At
		}
	}
	own, reminded := first[of.Due]
	n := 0
	for due, at := range first {
		if due != of.Due && (!reminded || at.Before(own)) {
			n++
		}
	}
	return n
}

// Regular reports whether an invoice is of regular deliveries, by the terms that
// count for it.
func (c *Creditor) Regular(l *Ledger, inv *Invoice) bool {
	t, _ := c.TermsOf(l.Customer, inv.Issued)
	return t.RegularDelivery
}
