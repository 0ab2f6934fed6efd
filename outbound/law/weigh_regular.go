package law

import (
	"fmt"

	"github.com/voldaan/voldaan"
)

// reminderFee weighs what a further reminder to a Belgian consumer with regular
// deliveries may cost: art. XIX.2 WER. It may be the notice about its due date
// itself; a later one waits for the term of the notice, like all else that is
// claimed.
func (w *weighing) reminderFee() {
	if !w.consumer() || w.Country != "BE" || !w.RegularDelivery {
		w.need(false, "reminder-fee", "the debtor is none of these")
		return
	}
	w.further(w.FreeReminders)
	w.need(w.agreed() && w.Terms.ReminderFee > 0, "agreed", "no fee for a reminder that is older than the claims is on record")
	switch {
	case w.InNotice:
		w.inNotice()
	case !w.belgianReminder():
		return
	}
	most, err := w.b.usableRow(SumBEReminder, w.Day)
	if w.row(err) {
		w.d.Amount = min(most.Amount, w.Terms.ReminderFee) + max(w.Postage, 0)
		w.d.Rows = []Row{most}
	}
}

// further wants three due dates before that had free reminders.
func (w *weighing) further(free int) {
	w.need(free >= voldaan.FreeReminders, "be-regular",
		fmt.Sprintf("%d of %d due dates of this year have had theirs", free, voldaan.FreeReminders))
	w.holds("be-regular-count")
}

// inNotice weighs the notice that the letter itself is: what it states, not its
// term, which it begins.
func (w *weighing) inNotice() {
	n, known := w.noticeLaw()
	switch {
	case !known:
		return
	case w.Notice == nil:
		w.refuse("what the notice states is not known")
		return
	}
	w.sentLate("be-reminder")
	w.contents(n, "be-reminder-states")
	w.holds("be-regular-notice")
}
