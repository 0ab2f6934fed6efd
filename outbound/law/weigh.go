package law

import (
	"errors"
	"fmt"
	"slices"

	"github.com/voldaan/voldaan"
)

// weighing is a decision while it is made.
type weighing struct {
	*Request
	b *Book
	d Decision
}

// May says whether a letter may claim an item from a debtor on a day, how much
// at most, and on what statements that rests. Any that does not hold makes it
// No; one that was not verified, or a presumption, makes it Ask.
func (b *Book) May(q Request) Decision {
	w := &weighing{Request: &q, b: b, d: Decision{Item: q.Item, Verdict: Yes}}
	w.debtor()
	w.late()
	switch q.Item {
	case ItemInterest:
		w.interest()
	case ItemFixed:
		w.fixed()
	case ItemCosts:
		w.costs()
	case ItemReminderFee:
		w.reminderFee()
	default:
		w.refuse(fmt.Sprintf("item %q is not known", string(q.Item)))
	}
	if w.d.Verdict == No {
		w.d.Amount, w.d.Starts, w.d.Basis = 0, nil, Basis{}
	}
	return w.d
}

func (w *weighing) consumer() bool { return w.Kind == voldaan.KindConsumer }

// holds notes a statement on which the claim rests.
func (w *weighing) holds(key string) { w.need(true, key, "") }

// need notes a statement and whether it allows the claim.
func (w *weighing) need(ok bool, key, note string) {
	s, known := w.b.Statement(key)
	if !known {
		w.refuse(fmt.Sprintf("the statement %q is missing from the data", key))
		return
	}
	r := Reason{Statement: s, Holds: ok, ToCheck: !w.b.usable(s.Key, s.Standing)}
	if !ok {
		r.Note = note
	}
	w.add(r)
}

// add notes a reason and lowers the verdict as it says.
func (w *weighing) add(r Reason) {
	w.d.Reasons = append(w.d.Reasons, r)
	switch {
	case !r.Holds:
		w.d.Verdict = No
	case r.ToCheck && w.d.Verdict == Yes:
		w.d.Verdict = Ask
	}
}

// refuse is for what is no statement of the law: a value that is missing.
func (w *weighing) refuse(text string) {
	w.add(Reason{Statement: Statement{Key: "data", Text: text, Standing: Verified}})
}

// row notes a value that cannot be used; it reports whether there is none.
func (w *weighing) row(err error) bool {
	if err == nil {
		return true
	}
	r := Reason{Statement: Statement{Key: "row", Text: err.Error(), Standing: Memory}}
	if e, ok := errors.AsType[*RowError](err); ok && e.Row != nil {
		r.Key, r.Standing, r.Source, r.ToCheck = e.Row.Key(), e.Row.Standing, e.Row.Source, true
	}
	w.add(r)
	return false
}

// late wants claims on which something can be owed.
func (w *weighing) late() {
	if len(w.Claims) == 0 {
		w.refuse("there is no claim")
	}
	for _, c := range w.Claims {
		switch {
		case c.Due.IsZero():
			w.need(false, "late", c.Number+" has no due date")
		case c.Due >= w.Day:
			w.need(false, "late", fmt.Sprintf("%s is due on %s", c.Number, c.Due))
		case c.Principal <= 0:
			w.need(false, "late", c.Number+" has nothing open")
		}
	}
}

// debtor notes what the law takes the debtor for, and whose law that is.
func (w *weighing) debtor() {
	switch w.Kind {
	case voldaan.KindBusiness, voldaan.KindAuthority, voldaan.KindConsumer:
	default:
		w.Kind = voldaan.KindConsumer
		w.holds("debtor-unknown")
	}
	if w.Country != w.CreditorCountry {
		w.holds("debtor-country")
	}
}

// agreed reports whether the terms bind for every claim.
func (w *weighing) agreed() bool {
	t := w.Terms
	if t.Since.IsZero() || t.Evidence == "" {
		return false
	}
	return !slices.ContainsFunc(w.Claims, func(c Claim) bool { return c.Issued < t.Since })
}

func (w *weighing) principal() voldaan.Amount {
	var out voldaan.Amount
	for _, c := range w.Claims {
		out += c.Principal
	}
	return out
}
