package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/store"
)

type eraseCmd struct {
	Customer string `help:"Erase what is personal about a customer." xor:"what" required:"" placeholder:"NUMBER"`
	Address  string `help:"Erase what is personal about one address." xor:"what" required:"" placeholder:"ADDRESS"`
	Expired  bool   `help:"Erase what has been kept long enough (keep_days)." xor:"what" required:""`
	Yes      bool   `help:"Do not ask."`
}

// errSending keeps a letter from being erased while it is under way.
var errSending = errors.New("a letter is being sent just now: try again in a minute")

// Run erases personal content and keeps the record: events carry ids, codes,
// days and amounts, and still read whole (GDPR, article 17).
func (c *eraseCmd) Run(env *cliEnv) error {
	return withLedger(env, func(e *ledgerEnv) error {
		task, err := c.task(e)
		if err != nil {
			return err
		}
		for _, line := range task.says {
			fmt.Fprintln(env.stderr, line)
		}
		if !c.Yes && !env.ask("It cannot be taken back. Erase?") {
			return errors.New("nothing was erased")
		}
		var done store.Erased
		err = e.db.Tx(e.ctx, func(tx *store.Tx) (err error) {
			if err := e.bot.cancelFor(tx, task.mine, e); err != nil {
				return err
			}
			done, err = task.erase(tx)
			return err
		})
		if err != nil {
			return err
		}
		if err := e.db.Scrub(e.ctx); err != nil {
			return fmt.Errorf("erased; but %w", err)
		}
		return task.report(e, done)
	})
}

// eraseTask is what is to be erased.
type eraseTask struct {
	says []string // what the operator should know before
	// mine tells which pending letters must not leave any more; nil: none.
	mine  func(store.Letter) bool
	erase func(*store.Tx) (store.Erased, error)
	// address is one of those whose mails still lie in the mailbox.
	address string
}

func (c *eraseCmd) task(e *ledgerEnv) (eraseTask, error) {
	id := e.cred.Creditor.ID
	switch {
	case c.Customer != "":
		customer, err := customerNumbered(e.cliEnv, e.db, id, c.Customer)
		if err != nil {
			return eraseTask{}, err
		}
		return c.customerTask(e, customer)
	case c.Address != "":
		address := strings.ToLower(strings.TrimSpace(c.Address))
		if _, colleague := e.cred.Creditor.Colleague(address); colleague || e.cred.Creditor.IsOwn(address) {
			return eraseTask{}, fmt.Errorf("%s is in the configuration: take it out there first", address)
		}
		return eraseTask{
			says: []string{
				"Mails from " + address + ", letters to it and the address itself will be erased.",
				"Mails of others may still name it; --customer takes those of his company too.",
			},
			mine: func(l store.Letter) bool {
				return slices.ContainsFunc(l.Recipients, func(r voldaan.Recipient) bool { return r.Address == address })
			},
			erase:   func(tx *store.Tx) (store.Erased, error) { return tx.EraseAddress(id, address, e.now()) },
			address: address,
		}, nil
	}
	day := e.cred.Creditor.Day(e.now())
	return eraseTask{
		says:  []string{fmt.Sprintf("Personal content that has been kept for %d days will be erased.", e.cfg.KeepDays)},
		erase: func(tx *store.Tx) (store.Erased, error) { return tx.EraseExpired(id, day, e.now()) },
	}, nil
}

// customerTask erases a customer, after a word about what he still owes: his
// claim stays, but the bot can no longer write to him.
func (c *eraseCmd) customerTask(e *ledgerEnv, customer voldaan.CustomerID) (eraseTask, error) {
	id := e.cred.Creditor.ID
	task := eraseTask{
		says:  []string{"All that is personal about customer " + c.Customer + " will be erased; invoice numbers, days and amounts stay."},
		mine:  func(l store.Letter) bool { return l.Customer == customer },
		erase: func(tx *store.Tx) (store.Erased, error) { return tx.EraseCustomer(id, customer, e.now()) },
	}
	err := e.db.Tx(e.ctx, func(tx *store.Tx) error {
		l, err := tx.Ledger(id, customer, store.ScopeOpen, e.now())
		if err != nil {
			return err
		}
		open := 0
		for _, inv := range l.Invoices {
			if inv.Registered && l.Open(inv.ID) > 0 {
				open++
			}
		}
		if open > 0 {
			task.says = append(task.says, fmt.Sprintf("He has %d open invoices: the bot can write to him no more, and what proves "+
				"them goes. Data that a claim or the books need may be kept (GDPR, article 17(3)(b) and (e)).", open))
		}
		for _, contact := range l.Contacts {
			task.address = contact.Address
		}
		return nil
	})
	return task, err
}

// cancelFor ends the letters that wait to leave and would show what is erased.
// A demand of which nobody knows whether it arrived stays counted as sent.
func (b *bot) cancelFor(tx *store.Tx, mine func(store.Letter) bool, e *ledgerEnv) error {
	if mine == nil {
		return nil
	}
	for _, state := range []voldaan.LetterState{
		voldaan.LetterSending, voldaan.LetterQueued, voldaan.LetterDeferred, voldaan.LetterUncertain,
	} {
		letters, err := tx.LettersIn(e.cred.Creditor.ID, state)
		if err != nil {
			return err
		}
		for _, l := range letters {
			if !mine(l) {
				continue
			}
			if state == voldaan.LetterSending {
				return errSending
			}
			l.State, l.LeasedBy, l.Approved = voldaan.LetterCancelled, "", ""
			if err := tx.SetLetter(l); err != nil {
				return err
			}
			if err := b.demandEvent(tx, l, voldaan.EventDemandCancelled, "erased", e.now()); err != nil {
				return err
			}
		}
	}
	return nil
}

// report tells what was erased, and where copies are that the bot cannot reach.
func (t eraseTask) report(e *ledgerEnv, done store.Erased) error {
	waiting := 0
	if err := e.db.Tx(e.ctx, func(tx *store.Tx) error {
		stored, err := tx.MailsIn(e.cred.Creditor.ID, store.MailStored)
		waiting = len(stored)
		return err
	}); err != nil {
		return err
	}
	if e.json {
		return e.printJSON(done)
	}
	w := e.stdout
	fmt.Fprintf(w, "erased: %d mails, %d letters, %d contacts, %d documents\n", done.Mails, done.Letters, done.Contacts, done.Documents)
	if waiting > 0 {
		fmt.Fprintf(w, "%d mails have not been handled yet and were not looked at: let voldaan run handle them, then erase again\n", waiting)
	}
	where := "the folders of the mailbox"
	if t.address != "" && t.address != store.ErasedWord {
		where += " (search for " + oneLine(t.address) + ")"
	}
	fmt.Fprintf(w, "What the bot cannot erase: %s, backups, and your own books.\n", where)
	return nil
}
