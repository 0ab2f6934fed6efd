package main

import (
	"database/sql"
	"errors"
	"fmt"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/outbound"
	"github.com/voldaan/voldaan/store"
	"github.com/voldaan/voldaan/templates"
)

type whyCmd struct {
	Invoice string `arg:"" help:"The number of an invoice, or of a customer."`
}

// Run tells the whole story of an invoice: each event with its author and the
// words on which it rests.
func (c *whyCmd) Run(env *cliEnv) error {
	return withLedger(env, func(e *ledgerEnv) error {
		set, err := templates.Load()
		if err != nil {
			return err
		}
		return e.db.Tx(e.ctx, func(tx *store.Tx) error {
			l, inv, err := e.find(tx, c.Invoice)
			if err != nil {
				return err
			}
			events, err := tx.Events(e.cred.Creditor.ID, l.Customer.ID)
			if err != nil {
				return err
			}
			if e.json {
				return e.printJSON(events)
			}
			return e.tell(tx, set, l, inv, events)
		})
	})
}

func (e *ledgerEnv) tell(tx *store.Tx, set *templates.Set, l *voldaan.Ledger, inv *voldaan.Invoice, events []voldaan.Event) error {
	var about []voldaan.InvoiceID
	if inv != nil {
		about = []voldaan.InvoiceID{inv.ID}
	}
	for _, ev := range events {
		for _, line := range outbound.History(set, "en", l, []voldaan.Event{ev}, about) {
			by := string(ev.By)
			if p, ok := e.cred.Creditor.ColleagueKeyed(ev.Author); ok {
				by = p.Name
			}
			fmt.Fprintf(e.stdout, "%s  %s  by %s\n", line.Day, line.Text, by)
			words, err := evidence(tx, e.cred.Creditor.ID, ev)
			if err != nil {
				return err
			}
			if words != "" {
				fmt.Fprintf(e.stdout, "            because of %q (%s, confidence %.2f)\n", words, ev.Evidence.By,
					float64(ev.Confidence)/1000)
			}
		}
	}
	return nil
}

// evidence is the words on which an event rests, where they were not erased.
func evidence(tx *store.Tx, creditor voldaan.CreditorID, ev voldaan.Event) (string, error) {
	if ev.Mail == "" || ev.Evidence.To <= ev.Evidence.From {
		return "", nil
	}
	t, err := tx.Text(creditor, ev.Mail)
	if errors.Is(err, sql.ErrNoRows) {
		return "(erased)", nil
	}
	if err != nil {
		return "", err
	}
	part := map[string]string{"reply": t.Reply, "subject": t.Subject, "quoted": t.Quoted}[ev.Evidence.Part]
	runes := []rune(part)
	if ev.Evidence.To > len(runes) {
		return "", nil
	}
	return string(runes[ev.Evidence.From:ev.Evidence.To]), nil
}
