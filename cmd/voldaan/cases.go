package main

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/store"
)

type casesCmd struct {
	Close string `help:"Close the case with this id." placeholder:"CASE"`
	onDay
}

// Run lists what waits for a person, or closes a case.
func (c *casesCmd) Run(env *cliEnv) error {
	return withLedger(env, func(e *ledgerEnv) error {
		return e.db.Tx(e.ctx, func(tx *store.Tx) error {
			if c.Close != "" {
				out, err := e.books.CloseCase(tx, voldaan.CaseID(c.Close), e.operator(), e.now())
				if err == nil {
					fmt.Fprintln(e.stdout, strings.Join(out.Text, "\n"))
				}
				return err
			}
			open, err := e.casesAt(tx, e.at(c.onDay))
			if err != nil || e.json {
				return errors.Join(err, e.jsonIf(open))
			}
			for _, cs := range open {
				owner, _ := e.cred.Creditor.ColleagueKeyed(cs.Owner)
				fmt.Fprintf(e.stdout, "%s  %s  %s (%s)  %s  owner %s, due %s\n", cs.ID, cs.State, cs.About(), cs.Reason,
					e.cred.Creditor.Day(cs.Opened), owner.Name, e.cred.Creditor.Day(cs.Deadline))
			}
			if len(open) == 0 {
				fmt.Fprintln(e.stdout, "nothing waits for a person")
			}
			return nil
		})
	})
}

// casesAt lists the cases that wait at an instant. Of a mail that matched nobody
// there is no log: when such a case was closed is not known, and it is left out.
func (e *ledgerEnv) casesAt(tx *store.Tx, at time.Time) ([]voldaan.Case, error) {
	if !at.Before(e.now()) {
		return tx.OpenCases(e.cred.Creditor.ID)
	}
	all, err := tx.CasesOpened(e.cred.Creditor.ID, at)
	if err != nil {
		return nil, err
	}
	var open []voldaan.Case
	for _, cs := range all {
		if cs.Customer != "" {
			log, err := tx.Events(e.cred.Creditor.ID, cs.Customer)
			if err != nil {
				return nil, err
			}
			cs = e.bot.office.CaseThen(cs, log, at)
		}
		if cs.State != voldaan.CaseClosed {
			open = append(open, cs)
		}
	}
	return open, nil
}
