package main

import (
	"fmt"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/store"
)

// onDay is the flag of the commands that look: how things stood on a day of the
// past, or how they stand on a day to come if nothing happens until then.
type onDay struct {
	On dateArg `help:"As it stood that morning, or will stand if nothing happens until then; as it stands now by default." placeholder:"DATE"`
}

// at is the instant that a command looks at: of another day than today the hour
// from which letters may leave.
func (e *ledgerEnv) at(c onDay) time.Time {
	now, day := e.now(), voldaan.Date(c.On)
	if day == 0 || day == e.cred.Creditor.Day(now) {
		return now
	}
	return day.At(e.cred.Policy.OpenFrom, 0, e.cred.Creditor.Zone)
}

// ledgerAt is a customer's ledger at an instant, made anew from his log where
// that is past; it is nil where nothing was known of him then.
func (e *ledgerEnv) ledgerAt(tx *store.Tx, id voldaan.CustomerID, scope store.Scope, at time.Time) (*voldaan.Ledger, error) {
	past := at.Before(e.now())
	l, err := tx.Ledger(e.cred.Creditor.ID, id, store.Scope(bool(scope) || past), at)
	if err != nil || !past {
		return l, err
	}
	log, err := tx.Events(e.cred.Creditor.ID, id)
	if err != nil {
		return nil, err
	}
	log = voldaan.Until(log, at)
	if len(log) == 0 {
		return nil, nil //nolint:nilnil // as the comment says
	}
	if l, err = voldaan.Fold(l, log); err != nil {
		return nil, fmt.Errorf("the ledger at %s: %w", at.Format(time.DateOnly), err)
	}
	return l, nil
}

// findAt is find with the ledger at an instant.
func (e *ledgerEnv) findAt(tx *store.Tx, what string, at time.Time) (*voldaan.Ledger, *voldaan.Invoice, error) {
	l, inv, err := e.find(tx, what)
	if err != nil || !at.Before(e.now()) {
		return l, inv, err
	}
	then, err := e.ledgerAt(tx, l.Customer.ID, store.ScopeAll, at)
	if err != nil {
		return nil, nil, err
	}
	if then == nil {
		return nil, nil, e.unknown(what, at)
	}
	if inv == nil {
		return then, nil, nil
	}
	if inv = then.Invoice(inv.ID); inv == nil {
		return nil, nil, e.unknown(what, at)
	}
	return then, inv, nil
}

func (e *ledgerEnv) unknown(what string, at time.Time) error {
	return fmt.Errorf("%q was not known yet on the morning of %s", what, e.cred.Creditor.Day(at))
}

// ahead says what a look at a day to come takes for granted.
func (e *ledgerEnv) ahead(at time.Time) {
	if at.After(e.now()) {
		fmt.Fprintf(e.stderr, "%s has not come: this is how it stands then if nothing happens, neither mail nor letter\n", e.cred.Creditor.Day(at))
	}
}
