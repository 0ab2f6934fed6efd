package books

import (
	"fmt"
	"slices"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/inbound/ledgerfile"
)

// File is what was read from a file that is brought in.
type File[T any] struct {
	Rows []T
	// Faults are those of reading it.
	Faults []ledgerfile.Fault
	// Partial brings in the rows without a fault; else it is all or none.
	Partial bool
	// AsOf is when the list of payments or open items was made; zero is now.
	AsOf time.Time
}

// asOf is when the list was made, never later than now.
func (f File[T]) asOf(now time.Time) time.Time {
	if f.AsOf.IsZero() || f.AsOf.After(now) {
		return now
	}
	return f.AsOf
}

// Rest is what of a payment went to no invoice.
type Rest struct {
	Row       int
	Customer  string // his number
	Reference string
	Money     voldaan.Money
}

// String tells what is left of which payment.
func (r Rest) String() string {
	return fmt.Sprintf("row %d: %s of payment %s went to no invoice: it stays to the credit of customer %s", r.Row, r.Money, r.Reference, r.Customer)
}

// Report is what became of a file.
type Report struct {
	Added     int // invoices registered, or payments booked
	Again     int // rows that were there already
	Customers int // that are new
	// Faults are everything that is wrong with rows, in their order.
	Faults []ledgerfile.Fault
	// Warnings are what a person should look at, though the row was taken.
	Warnings []string
	// Unallocated is what of payments went nowhere.
	Unallocated []Rest
	// Closed are the invoices that a list of open items closed.
	Closed []Line
	// Event is the group by which undo takes the import back; empty when
	// nothing changed.
	Event voldaan.EventID
}

// Text tells a finance person what happened, a line each.
func (r Report) Text() []string {
	out := []string{fmt.Sprintf("%d added, %d there already, %d closed, %d new customers, %d rows with a fault",
		r.Added, r.Again, len(r.Closed), r.Customers, len(r.Faults))}
	for _, f := range r.Faults {
		out = append(out, f.Error())
	}
	out = append(out, r.Warnings...)
	for _, u := range r.Unallocated {
		out = append(out, u.String())
	}
	for _, l := range r.Closed {
		out = append(out, l.String())
	}
	if r.Event != "" {
		out = append(out, fmt.Sprintf("to take this back: voldaan undo %s", r.Event))
	}
	return out
}

// fault notes what is wrong with a row. A technical error is returned.
func (r *Report) fault(row int, err error) error {
	text, business := Trouble(err)
	if !business {
		return err
	}
	r.Faults = append(r.Faults, ledgerfile.Fault{Row: row, Reason: text})
	return nil
}

// judge puts the faults in order and, unless rows with faults may be left out,
// makes an error of them, so that the transaction takes everything back.
func (r *Report) judge(partial bool) error {
	slices.SortStableFunc(r.Faults, func(a, b ledgerfile.Fault) int { return a.Row - b.Row })
	if partial || len(r.Faults) == 0 {
		return nil
	}
	rows := "1 row has a fault"
	if n := len(r.Faults); n > 1 {
		rows = fmt.Sprintf("%d rows have faults", n)
	}
	*r = Report{Faults: r.Faults}
	return wrong("nothing was brought in: %s (%v); correct the file, or bring in the other rows alone", rows, r.Faults[0])
}

// changed notes the group of events of the import.
func (r *Report) changed(events []voldaan.Event) {
	if len(events) > 0 {
		r.Event = events[0].Group
	}
}
