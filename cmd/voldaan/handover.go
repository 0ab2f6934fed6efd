package main

import (
	"errors"
	"fmt"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/inbound/books"
	"github.com/voldaan/voldaan/store"
)

type handoverCmd struct {
	Customer string   `arg:"" help:"The customer's number."`
	Invoice  []string `help:"Only this invoice, also one that something stands against; may be given several times." placeholder:"NUMBER"`
	Out      string   `help:"The dossier's file; by default one named after customer and day." placeholder:"FILE.zip" type:"path"`
	Propose  bool     `help:"Only propose it to a colleague, as a case." xor:"what"`
	Again    bool     `help:"Make the dossier of the last hand-over again; nothing is handed over." xor:"what"`
	Yes      bool     `help:"Do not ask."`
}

// Run hands over what a customer has left unpaid, on a yes, and writes the
// dossier; or it proposes that to a colleague, or writes a dossier again.
func (c *handoverCmd) Run(env *cliEnv) error {
	if c.Propose && (c.Out != "" || len(c.Invoice) > 0 || c.Yes) {
		return fmt.Errorf("%w: --propose goes without --out, --invoice and --yes: the colleague decides on these", errUsage)
	}
	if c.Again && len(c.Invoice) > 0 {
		return fmt.Errorf("%w: --again goes without --invoice: it is about what was handed over", errUsage)
	}
	return withLedger(env, func(e *ledgerEnv) error {
		switch {
		case c.Propose:
			return c.propose(e)
		case c.Again:
			return c.again(e)
		}
		return c.handOver(e)
	})
}

// propose opens a case for the owner.
func (c *handoverCmd) propose(e *ledgerEnv) error {
	id, err := customerNumbered(e.cliEnv, e.db, e.cred.Creditor.ID, c.Customer)
	if err != nil {
		return err
	}
	var proposed voldaan.Case
	again := false
	err = e.db.Tx(e.ctx, func(tx *store.Tx) (err error) {
		proposed, again, err = e.bot.office.ProposeHandover(tx, id, e.now())
		return err
	})
	if err != nil || e.json {
		return errors.Join(err, e.jsonIf(proposed))
	}
	owner, _ := e.cred.Creditor.ColleagueKeyed(proposed.Owner)
	if again {
		fmt.Fprintf(e.stdout, "it is proposed already: case %s waits for %s since %s\n", proposed.ID, owner.Name,
			e.cred.Creditor.Day(proposed.Opened))
		return nil
	}
	fmt.Fprintf(e.stdout, "proposed to %s: case %s, due %s; nothing was handed over\n", owner.Name, proposed.ID,
		e.cred.Creditor.Day(proposed.Deadline))
	return nil
}

// handOver shows what would be handed over, asks, does it, and writes the
// dossier. A file that cannot be written is found out before anything changes,
// as far as that can be.
func (c *handoverCmd) handOver(e *ledgerEnv) error {
	var p books.Proposal
	waiting := 0
	err := e.db.Tx(e.ctx, func(tx *store.Tx) (err error) {
		if p, err = e.books.ToHandOver(tx, c.Customer, c.Invoice, e.now()); err != nil {
			return err
		}
		stored, err := tx.MailsIn(e.cred.Creditor.ID, store.MailStored)
		waiting = len(stored)
		return err
	})
	if err != nil {
		return err
	}
	if len(p.Take) > 0 {
		c.tell(e, p, waiting)
		path, err := c.path(e, p.Customer, e.cred.Creditor.Day(e.now()))
		if err != nil {
			return err
		}
		c.Out = path
		if !c.Yes && !e.ask(fmt.Sprintf("hand these %d invoices over?", len(p.Take))) {
			return errors.New("nothing was handed over")
		}
	}
	out, h, err := e.books.HandOver(e.ctx, p, e.operator(), e.now())
	if err != nil {
		return err
	}
	r, err := c.write(e, h)
	if err != nil {
		return fmt.Errorf("the invoices are handed over, but there is no dossier: %w; make it with `voldaan handover %s --again`",
			err, p.Customer.Number)
	}
	if e.json {
		r.Event = string(out.Event)
		return e.printJSON(r)
	}
	if err := e.done(out, nil); err != nil {
		return err
	}
	r.print(e)
	return nil
}

// tell says what would be handed over.
func (c *handoverCmd) tell(e *ledgerEnv, p books.Proposal, waiting int) {
	w := e.stderr
	fmt.Fprintf(w, "%s  %s\n", p.Customer.Number, oneLine(p.Customer.Name))
	for _, l := range p.Take {
		fmt.Fprintf(w, "  %s  due %s  open %s %s  %s\n", l.Number, l.Due, l.OpenBefore, l.Currency, l.Before)
	}
	for _, l := range p.Left {
		fmt.Fprintf(w, "  %s is left out: it is %s; --invoice %s hands it over all the same\n", l.Number, l.Before, l.Number)
	}
	if waiting > 0 {
		fmt.Fprintf(w, "  %d mails have not been handled yet, some may be his: let voldaan run handle them first\n", waiting)
	}
}

// again writes the dossier of the last hand-over that counts.
func (c *handoverCmd) again(e *ledgerEnv) error {
	id := e.cred.Creditor.ID
	customer, err := customerNumbered(e.cliEnv, e.db, id, c.Customer)
	if err != nil {
		return err
	}
	var h store.Handover
	var of voldaan.Customer
	err = e.db.Tx(e.ctx, func(tx *store.Tx) (err error) {
		if of, err = tx.Customer(id, customer); err != nil {
			return err
		}
		h, err = lastHandover(tx, id, customer)
		return err
	})
	if err != nil {
		return err
	}
	if h.ID == "" {
		return fmt.Errorf("nothing of customer %s is handed over: voldaan handover %s does that", c.Customer, c.Customer)
	}
	if c.Out, err = c.path(e, of, e.cred.Creditor.Day(h.At)); err != nil {
		return err
	}
	r, err := c.write(e, h)
	if err != nil {
		return err
	}
	if e.json {
		return e.printJSON(r)
	}
	r.print(e)
	return nil
}

// lastHandover finds the newest hand-over that was not taken back by undo.
func lastHandover(tx *store.Tx, creditor voldaan.CreditorID, id voldaan.CustomerID) (last store.Handover, err error) {
	all, err := tx.Handovers(creditor, id)
	if err != nil {
		return last, err
	}
	events, err := tx.Events(creditor, id)
	if err != nil {
		return last, err
	}
	undone := map[voldaan.EventID]bool{}
	for _, e := range events {
		if e.Kind == voldaan.EventUndone {
			undone[e.Ref] = true
		}
	}
	for _, h := range all {
		if !undone[h.ID] {
			last = h
		}
	}
	return last, nil
}
