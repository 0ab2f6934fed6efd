package main

import (
	"fmt"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/store"
	"github.com/voldaan/voldaan/templates"
)

// stateRow is an invoice at the end of the play.
type stateRow struct {
	Number, Customer string
	Total, Open      string
	Status           string
	LastStep         string
	customer         string // his number
	open             voldaan.Amount
}

// states lists every invoice in order of its number.
func (p *play) states() ([]stateRow, error) {
	var out []stateRow
	err := p.db.Tx(p.ctx, func(tx *store.Tx) error {
		out = nil
		all, err := tx.Invoices(p.creditor.ID)
		if err != nil {
			return err
		}
		ledgers := map[voldaan.CustomerID]*voldaan.Ledger{}
		for _, inv := range all {
			if ledgers[inv.Customer] == nil {
				if ledgers[inv.Customer], err = tx.Ledger(p.creditor.ID, inv.Customer, store.ScopeAll, p.clock.at); err != nil {
					return err
				}
			}
			out = append(out, p.stateOf(ledgers[inv.Customer], inv))
		}
		return nil
	})
	sortStates(out)
	return out, err
}

// stateOf is one invoice's row.
func (p *play) stateOf(l *voldaan.Ledger, inv voldaan.Invoice) stateRow {
	last := "–"
	if step, on := l.LastStep(inv.ID); step != "" {
		last = plainWord(string(step)) + ", " + templates.FormatShort("en", on)
	}
	open := l.Open(inv.ID)
	return stateRow{
		Number: inv.Number, Customer: l.Customer.Name, Total: money(inv.Total), Open: money(open), open: open,
		Status: string(l.Status(inv.ID, p.creditor.Day(p.clock.at))), LastStep: last, customer: l.Customer.Number,
	}
}

// finish ends the timeline with the state of every invoice and the sums.
func (p *play) finish() error {
	rows, err := p.states()
	if err != nil {
		return err
	}
	p.rows = rows
	fmt.Fprintf(p.tale.out, "\nAfter %s\n\n  %s  %s  %14s  %14s  %s  %s\n", counted(p.days, "day", "days"),
		padded("number", 9), padded("customer", 26), "total", "open", padded("status", 12), "last step")
	var open voldaan.Amount
	for _, r := range rows {
		open += r.open
		fmt.Fprintf(p.tale.out, "  %s  %s  %14s  %14s  %s  %s\n",
			padded(r.Number, 9), padded(r.Customer, 26), r.Total, r.Open, padded(r.Status, 12), r.LastStep)
	}
	for _, s := range p.summary(open) {
		fmt.Fprintf(p.tale.out, "%s\n", s)
	}
	return nil
}

// summary is what the play comes down to.
func (p *play) summary(open voldaan.Amount) []string {
	t := p.tally
	alone := t.customerMails - len(t.byHand)
	return []string{
		"",
		fmt.Sprintf("  Mails            %d came in, %d went out", t.in, t.out),
		fmt.Sprintf("  To customers     %s that the bot started, %s", counted(t.letters, "letter", "letters"), counted(t.answers, "answer", "answers")),
		fmt.Sprintf("  From customers   %s: %d settled by the bot alone, %d with a person", counted(t.customerMails, "mail", "mails"), alone, len(t.byHand)),
		fmt.Sprintf("  For a person     %s, %s, %s", counted(t.cases, "case", "cases"), counted(t.calls, "call", "calls"), counted(t.commands, "command", "commands")),
		fmt.Sprintf("  Not believed     %s in the colleague's name: no state changed, no answer", counted(t.forged, "mail", "mails")),
		fmt.Sprintf("  Money            %s came in, %s is open", money(t.money), money(open)),
	}
}
