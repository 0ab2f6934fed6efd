package books

import (
	"context"
	"fmt"
	"slices"
	"sort"
	"strings"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/store"
)

// Last stands for the newest thing that can be undone.
const Last = "last"

// Undo takes back a command, import or reading as a whole: ref is its event
// group, one of its events, or Last for the newest by a person or the bank.
// The ledger becomes what it would be without it. When something later rests
// on it, nothing is changed and the error says what.
func (b *Books) Undo(ctx context.Context, ref string, by Actor, now time.Time) (Outcome, error) {
	return within(ctx, b, func(tx *store.Tx) (Outcome, error) { return b.UndoTx(tx, ref, by, now) })
}

// UndoTx is Undo inside a transaction.
func (b *Books) UndoTx(tx *store.Tx, ref string, by Actor, now time.Time) (Outcome, error) {
	if !by.person() {
		return Outcome{}, wrong("a colleague must decide that (author %s)", by.Kind)
	}
	group, err := b.group(tx, ref, b.Creditor.Day(now))
	if err != nil {
		return Outcome{}, err
	}
	var customers []voldaan.CustomerID
	for _, e := range group {
		customers = append(customers, e.Customer)
	}
	slices.Sort(customers)
	customers = slices.Compact(customers)
	if err := tx.Lock(b.Creditor.ID, customers...); err != nil {
		return Outcome{}, err
	}
	s := b.stamp("", by, now)
	out := Outcome{Text: []string{"undone: " + describeGroup(group)}}
	if len(customers) == 1 {
		out.Customer = customers[0]
	}
	for _, id := range customers {
		s.Customer = id
		done, err := b.decide(tx, s, now, nil, func(l *voldaan.Ledger) ([]voldaan.Event, error) {
			return b.without(tx, l, group[0].Group, s)
		})
		if err != nil {
			return Outcome{}, err
		}
		out.Event = done.Event
		out.Invoices = append(out.Invoices, done.Invoices...)
	}
	for _, l := range out.Invoices {
		out.Text = append(out.Text, l.String())
	}
	return out, nil
}

// without makes a ledger what it would be without a group of events.
func (b *Books) without(tx *store.Tx, l *voldaan.Ledger, group voldaan.EventID, s *voldaan.Stamp) ([]voldaan.Event, error) {
	log, err := tx.Events(b.Creditor.ID, l.Customer.ID)
	if err != nil {
		return nil, err
	}
	for _, e := range log {
		if e.Kind == voldaan.EventUndone && e.Ref == group {
			return nil, wrong("that was undone on %s already", e.Day)
		}
	}
	undone := s.Event(voldaan.EventUndone)
	undone.Ref = group
	documents := l.Clone()
	// What was within the bounds of its day stays so.
	documents.Bounds = voldaan.Bounds{PromiseDays: 1 << 20, Promises: 1 << 20, Claims: 1 << 20, PausedDays: 1 << 20}
	folded, err := voldaan.Fold(documents, append(slices.Clone(log), undone))
	if err != nil {
		return nil, inTheWay(documents, log, undone, err)
	}
	folded.Bounds = l.Bounds
	*l = *folded
	return []voldaan.Event{undone}, nil
}

// inTheWay says which later event rests on what is to be undone.
func inTheWay(documents *voldaan.Ledger, log []voldaan.Event, undone voldaan.Event, cause error) error {
	if _, err := voldaan.Fold(documents, log); err != nil {
		// Not %w: a log that cannot be read anew is no colleague's mistake.
		return fmt.Errorf("fold the log of customer %s: %v", documents.Customer.ID, err)
	}
	at := sort.Search(len(log), func(i int) bool {
		_, err := voldaan.Fold(documents, append([]voldaan.Event{undone}, log[:i+1]...))
		return err != nil
	})
	if at == len(log) {
		return cause
	}
	e := log[at]
	what := describe(documents, e)
	if !e.Kind.Undoable() {
		return wrong("it cannot be undone: a letter of %s rests on it (%s); close or credit the invoice instead", e.Day, what)
	}
	return wrong("it cannot be undone: what was recorded on %s rests on it (%s); undo that first with `voldaan undo %s`", e.Day, what, e.Group)
}

// describe tells an event in a few words.
func describe(l *voldaan.Ledger, e voldaan.Event) string {
	out := strings.ReplaceAll(string(e.Kind), "_", " ")
	for _, inv := range l.Invoices {
		if inv.ID == e.Invoice {
			out += ", invoice " + inv.Number
		}
	}
	if e.Amount != 0 {
		out += ", " + e.Amount.String()
	}
	return out
}

// describeGroup tells a group by its first event and size.
func describeGroup(group []voldaan.Event) string {
	out := fmt.Sprintf("%s of %s", strings.ReplaceAll(string(group[0].Kind), "_", " "), group[0].Day)
	if len(group) > 1 {
		out += fmt.Sprintf(" and %d more", len(group)-1)
	}
	return out
}

// group finds the events that undo would take back. It looks back further and
// further, since what is undone is nearly always recent.
func (b *Books) group(tx *store.Tx, ref string, today voldaan.Date) ([]voldaan.Event, error) {
	if ref == "" {
		return nil, wrong("want what to undo: an event's id, or %q", Last)
	}
	for _, from := range []voldaan.Date{today.Add(-7), today.Add(-90), 1} {
		all, err := tx.EventsSince(b.Creditor.ID, from)
		if err != nil {
			return nil, err
		}
		group, found := voldaan.EventID(ref), ref != Last
		if found {
			group, found = groupOf(all, group)
		} else {
			group, found = newest(all)
		}
		if !found {
			continue
		}
		var out []voldaan.Event
		for _, e := range all {
			if e.Group == group && e.Kind.Undoable() {
				out = append(out, e)
			}
		}
		if len(out) == 0 {
			return nil, wrong("%s cannot be undone: a letter that went out, a note, or an undo stays", ref)
		}
		return out, nil
	}
	if ref == Last {
		return nil, wrong("there is nothing to undo")
	}
	return nil, wrong("there is no event %q: `voldaan why INVOICE` lists an invoice's events", ref)
}

// groupOf is the group of an event, named by its own id or that of its group.
func groupOf(all []voldaan.Event, id voldaan.EventID) (voldaan.EventID, bool) {
	for _, e := range all {
		if e.ID == id || e.Group == id {
			return e.Group, true
		}
	}
	return "", false
}

// newest is the last group by a person or the bank that is not undone.
func newest(all []voldaan.Event) (voldaan.EventID, bool) {
	undone := map[voldaan.EventID]bool{}
	for _, e := range all {
		if e.Kind == voldaan.EventUndone {
			undone[e.Ref] = true
		}
	}
	for _, e := range slices.Backward(all) {
		author := e.By == voldaan.AuthorBank || e.By == voldaan.AuthorColleague || e.By == voldaan.AuthorOperator
		if author && e.Kind.Undoable() && !undone[e.Group] {
			return e.Group, true
		}
	}
	return "", false
}
