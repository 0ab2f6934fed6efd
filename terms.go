package voldaan

import (
	"errors"
	"fmt"
	"strings"
)

// Terms are what a customer has agreed to. The zero value is none.
type Terms struct {
	Days          int    // payment term in days; zero: not agreed
	Interest      string // yearly rate in per cent as written in the terms
	DamagesClause string
	// RegularDelivery says that the contract is one of regular deliveries of
	// goods or services, and ReminderFee what a further reminder costs then, in
	// euro (art. XIX.2 WER); zero: none is agreed.
	RegularDelivery bool
	ReminderFee     Amount
	Since           Date
	Evidence        string // where the agreement stands
}

// maxTermDays is the longest payment term that is believed.
const maxTermDays = 365

// Validate reports what terms lack. The form of interest and damages is for
// the law to read. Evidence is not asked of terms that are on record already,
// since it leaves with a customer's personal data.
func (t Terms) Validate() error {
	var errs []error
	if t.Days < 0 || t.Days > maxTermDays {
		errs = append(errs, fmt.Errorf("%d days to pay: want 1 to %d, or 0 where none are agreed", t.Days, maxTermDays))
	}
	if t.Nothing() {
		errs = append(errs, errors.New("nothing is agreed: want days to pay, interest, damages or a fee for a reminder"))
	}
	switch {
	case t.ReminderFee < 0 || t.ReminderFee > MaxAmount:
		errs = append(errs, fmt.Errorf("%s is no fee for a reminder", t.ReminderFee))
	case t.ReminderFee > 0 && !t.RegularDelivery:
		errs = append(errs, errors.New("a reminder costs a fee with regular deliveries only: say so where they are agreed"))
	}
	if t.Since == 0 {
		errs = append(errs, errors.New("the day since which they are agreed is missing: they bind no older invoice"))
	}
	return errors.Join(errs...)
}

// Nothing reports whether the terms say nothing on which a claim could rest.
func (t Terms) Nothing() bool {
	return t.Days == 0 && t.Interest == "" && t.DamagesClause == "" && t.ReminderFee == 0
}

// String tells the terms in a line.
func (t Terms) String() string {
	var parts []string
	if t.Days != 0 {
		parts = append(parts, fmt.Sprintf("%d days", t.Days))
	}
	if t.Interest != "" {
		parts = append(parts, "interest "+t.Interest+" % a year")
	}
	if t.DamagesClause != "" {
		parts = append(parts, "damages "+t.DamagesClause)
	}
	if t.RegularDelivery {
		parts = append(parts, "regular deliveries")
	}
	if t.ReminderFee != 0 {
		parts = append(parts, "a further reminder "+t.ReminderFee.String()+" EUR")
	}
	if parts == nil {
		return "none"
	}
	out := strings.Join(parts, ", ") + ", since " + t.Since.String()
	if t.Evidence != "" {
		out += " (" + t.Evidence + ")"
	}
	return out
}

// GeneralTerms are what customers of a kind have agreed to who have no terms of
// their own.
type GeneralTerms struct {
	For Segment // kinds and countries; empty: everybody
	Terms
}

// Agreement is terms of one customer as they were put on record. An event says
// whether they count.
type Agreement struct {
	ID       EventID // that put them on record
	Customer CustomerID
	Terms
}

// TermsOf are the terms that count for what was invoiced to a customer on a
// day: his own, else general ones, by the first scope that fits him, of which
// the latest that were in force that day; and why. Terms bind nothing that was
// issued before them: then, or where the day is not known, there are none, also
// where terms of a wider scope are older.
func (c *Creditor) TermsOf(x Customer, issued Date) (t Terms, why string) {
	if x.Terms != (Terms{}) {
		if issued < x.Terms.Since {
			return Terms{}, "his own bind nothing that was issued before " + x.Terms.Since.String()
		}
		return x.Terms, "his own"
	}
	f := facts{kind: x.kind(), country: x.country(c.Country)}
	for _, g := range c.Terms {
		fits, by := g.For.fits(f)
		if !fits {
			continue
		}
		if by == nil {
			by = []string{"for everybody"}
		}
		return c.inForce(g.For, issued, strings.Join(by, ", "))
	}
	if len(c.Terms) > 0 {
		return Terms{}, "he has none of his own, and no general terms fit him"
	}
	return Terms{}, "he has none of his own, and there are no general terms"
}

// inForce are the general terms of a scope that were in force on a day.
func (c *Creditor) inForce(scope Segment, day Date, by string) (Terms, string) {
	at := -1
	for i, g := range c.Terms {
		if g.For.SameScope(scope) && g.Since <= day && (at < 0 || g.Since > c.Terms[at].Since) {
			at = i
		}
	}
	if at < 0 {
		return Terms{}, "no general terms were in force that day: " + by
	}
	return c.Terms[at].Terms, fmt.Sprintf("general terms %d of %d: %s", at+1, len(c.Terms), by)
}

// applyTerms lets terms of a customer's own count, or takes them away.
func (l *Ledger) applyTerms(e Event) error {
	if e.Ref == "" {
		if l.Customer.Terms == (Terms{}) {
			return refuse(e, RefusedTwice, "the customer has no terms of his own")
		}
		l.Customer.Terms = Terms{}
		return nil
	}
	a := find(l.Agreements, func(a *Agreement) bool { return a.ID == e.Ref })
	if a == nil {
		return refuse(e, RefusedUnknown, "there is no agreement %s", e.Ref)
	}
	if err := a.Validate(); err != nil {
		return refuse(e, RefusedMalformed, "%v", err)
	}
	l.Customer.Terms = a.Terms
	return nil
}
