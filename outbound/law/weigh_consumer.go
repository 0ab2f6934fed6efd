package law

import (
	"fmt"
	"slices"

	"github.com/voldaan/voldaan"
)

// notice weighs the legal notice to a consumer: when it was sent, what it said,
// and what shows that it was received. keys name the statements for the
// notice, its contents and its term. It reports whether the clock runs; over
// tells that the term must have passed.
func (w *weighing) notice(keys noticeKeys, over bool) bool {
	n, known := w.noticeLaw()
	if !known {
		return false
	}
	if w.Notice == nil {
		w.need(false, keys.notice, "none was sent")
		return false
	}
	w.sentLate(keys.notice)
	w.holds(keys.notice)
	w.contents(n, keys.states)
	clock, err := n.Clock(w.Notice.Delivery, w.Calendar)
	if err != nil {
		w.need(false, keys.term, err.Error())
		return false
	}
	w.d.Clock = &clock
	w.need(!over || w.Day >= clock.DueFrom, keys.term, fmt.Sprintf("the term ends on %s", clock.Last))
	if clock.Presumed {
		if w.Notice.Delivery.Channel == ChannelPost {
			w.holds(postStatement(w.Country))
		}
		w.add(Reason{Holds: true, ToCheck: true, Statement: Statement{
			Key: "presumed", Text: "Receipt of the notice is presumed: it was sent and did not come back. Somebody says yes first.",
			Standing: Memory, Source: "no proof of receipt is on record",
		}})
	}
	return true
}

// noticeLaw finds what a notice to the consumer must say, and notes where nobody
// verified it.
func (w *weighing) noticeLaw() (Notice, bool) {
	n, known := w.b.Notice(w.Country, voldaan.KindConsumer)
	if !known {
		w.refuse("no notice is known for consumers in " + w.Country)
		return n, false
	}
	if !w.b.usable(n.Key(), n.Standing) {
		w.add(Reason{Holds: true, ToCheck: true, Statement: Statement{
			Key: n.Key(), Text: "What a notice must say.", Law: n.Law, Standing: n.Standing, Source: n.Source,
		}})
	}
	return n, true
}

// postStatement is the key of what is assumed about post in a country.
func postStatement(country string) string {
	switch country {
	case "NL":
		return "nl-post"
	case "BE":
		return "be-post"
	}
	return "other-post"
}

// noticeKeys are the statements about a notice.
type noticeKeys struct{ notice, states, term string }

// sentLate wants every claim in the notice, and late when it was sent.
func (w *weighing) sentLate(key string) {
	for _, c := range w.Claims {
		switch {
		case !slices.Contains(w.Notice.Claims, c.Number):
			w.need(false, key, c.Number+" does not stand in it")
		case w.Notice.Delivery.Sent <= c.Due:
			w.need(false, key, fmt.Sprintf("%s was not late on %s", c.Number, w.Notice.Delivery.Sent))
		}
	}
}

// contents wants what the letter must state, and no wording that voids it.
func (w *weighing) contents(n Notice, key string) {
	missing := n.Missing(w.Notice.Stated)
	w.need(len(missing) == 0, key, fmt.Sprintf("it does not state %q", missing))
	if err := n.CheckWording(w.Notice.Text); err != nil {
		w.need(false, key, err.Error())
	}
}

// dutchConsumerCosts weighs costs by the scale: art. 6:96 (5) to (7) BW.
func (w *weighing) dutchConsumerCosts() {
	if !w.notice(noticeKeys{"nl-notice", "nl-notice-amount", "nl-notice-term"}, true) {
		return
	}
	w.need(len(w.Notice.LeftOut) == 0, "nl-notice-one", fmt.Sprintf("%q were late as well", w.Notice.LeftOut))
	w.holds("nl-after-term")
	if !w.VATRecoverable {
		w.holds("nl-costs-vat")
	}
	told, err := w.b.CollectionCosts(w.Notice.Delivery.Sent, w.VATRecoverable, w.Notice.Principal)
	if !w.row(err) {
		return
	}
	w.need(w.Notice.Costs > 0 && w.Notice.Costs <= told.Total(), "nl-notice-amount",
		fmt.Sprintf("it names %s, and the scale gives %s", w.Notice.Costs, told.Total()))
	now, err := w.b.CollectionCosts(w.Notice.Delivery.Sent, w.VATRecoverable, w.principal())
	if w.row(err) {
		w.d.Amount, w.d.Rows = min(w.Notice.Costs, now.Total()), now.Rows
	}
}

// belgianConsumerCosts weighs an agreed lump sum: art. XIX.2 and XIX.4 WER.
func (w *weighing) belgianConsumerCosts() {
	if !w.belgianReminder() {
		return
	}
	w.need(w.agreed() && w.Terms.Damages > 0, "be-clause", "no clause that is older than the claims is on record")
	most, err := w.b.DamagesCap(w.Day, w.principal())
	if w.row(err) {
		w.d.Amount = min(most, w.Terms.Damages, w.Notice.Costs)
	}
}

// belgianReminder weighs the first reminder to a Belgian consumer, its term
// being over. It was free, or, with regular deliveries, a further one.
func (w *weighing) belgianReminder() bool {
	if !w.notice(noticeKeys{"be-reminder", "be-reminder-states", "be-reminder-term"}, true) {
		return false
	}
	if w.Notice.Fee > 0 && w.RegularDelivery {
		w.further(w.Notice.FreeBefore)
		w.holds("be-regular-notice")
		return true
	}
	w.need(w.Notice.Fee == 0, "be-reminder", fmt.Sprintf("it cost %s", w.Notice.Fee))
	return true
}
