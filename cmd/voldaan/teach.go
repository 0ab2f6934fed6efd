package main

import (
	"database/sql"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify"
	"github.com/voldaan/voldaan/inbound"
	"github.com/voldaan/voldaan/store"
)

type teachCmd struct {
	Mail   string                `arg:"" optional:"" help:"A mail: its id, its Message-ID, the id of its case, or a file with its bytes."`
	Intent voldaan.Intent        `arg:"" optional:"" help:"What it means: legal, dispute, wrong_recipient, payment_plan, promise_to_pay, already_paid, document_request, question, acknowledgement or other."`
	Words  string                `help:"The words of the reply that say so; by default those that led the reader astray." placeholder:"WORDS"`
	Reason voldaan.DisputeReason `help:"Why a dispute contests." placeholder:"REASON"`

	List  bool   `help:"List what was taught." xor:"what"`
	Off   string `help:"Switch a correction off." placeholder:"CORRECTION" xor:"what"`
	On    string `help:"Switch a correction on again." placeholder:"CORRECTION" xor:"what"`
	Check bool   `help:"Say whether what was taught is read right, and what it does to the project's own test replies." xor:"what"`
}

// Run teaches the reader, or looks after what it was taught.
func (c *teachCmd) Run(env *cliEnv) error {
	aside := c.List || c.Check || c.Off != "" || c.On != ""
	if aside != (c.Mail == "" && c.Intent == "") || !aside && c.Intent == "" {
		return fmt.Errorf("%w: say which mail and what it means, as in: voldaan teach MAIL dispute; or --list, --off, --on or --check alone", errUsage)
	}
	if err := c.Intent.Validate(); !aside && err != nil {
		return fmt.Errorf("%w: %w", errUsage, err)
	}
	return withLedger(env, func(e *ledgerEnv) error {
		switch {
		case c.List:
			return e.listTaught()
		case c.Check:
			return e.checkTaught()
		case c.Off != "" || c.On != "":
			return e.switchTaught(c.Off+c.On, c.On != "")
		}
		return c.teach(e)
	})
}

func (c *teachCmd) teach(e *ledgerEnv) error {
	id, err := e.mailNamed(c.Mail)
	if err != nil {
		return err
	}
	got, err := e.bot.desk.Teach(e.ctx, id, c.Intent, c.Reason, c.Words, e.operator(), e.now())
	if err != nil {
		return err
	}
	past, err := e.bot.desk.Replay(e.ctx, inbound.Replay{Reader: classify.NewOffline(), Correction: got.ID, Since: e.now().AddDate(0, 0, -lookBack)})
	if err != nil || e.json {
		return errors.Join(err, e.jsonIf(taughtView(got.Correction)))
	}
	p := func(format string, a ...any) { fmt.Fprintf(e.stdout, format+"\n", a...) }
	for _, l := range got.Lessons {
		p("learnt: %q means %s", short(l.Words), l.Says)
	}
	p("the mail was read as %s; it is read as %s now", got.Was, got.Now)
	if got.Now != got.Intent {
		p("that is not %s yet: say with --words which words of the reply mean it", got.Intent)
	}
	if n := len(past.Changed) - 1; n > 0 {
		p("of the mails of the last %d days, %d more would be read otherwise: voldaan replay --correction %s", lookBack, n, got.ID)
	}
	p("no invoice was changed: voldaan dispute, resume and undo do that")
	p("to take it back: voldaan teach --off %s", got.ID)
	return nil
}

// lookBack is over how many days a new correction is tried.
const lookBack = 90

// mailNamed finds the stored mail that somebody means.
func (e *ledgerEnv) mailNamed(what string) (voldaan.MailID, error) {
	raw, err := os.ReadFile(what)
	if err != nil {
		raw = nil // no file of that name
	}
	var id voldaan.MailID
	return id, e.db.Tx(e.ctx, func(tx *store.Tx) error {
		creditor := e.cred.Creditor.ID
		if m, err := tx.Mail(creditor, voldaan.MailID(what)); err == nil {
			id = m.ID
			return nil
		} else if !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		if c, err := tx.Case(creditor, voldaan.CaseID(what)); err == nil && c.Mail != "" {
			id = c.Mail
			return nil
		}
		found, err := tx.MailsByMessageID(creditor, strings.Trim(what, "<> "))
		if err == nil && len(found) == 0 && raw != nil {
			found, err = tx.MailsOfBytes(creditor, raw)
		}
		if err != nil {
			return err
		}
		for _, m := range found {
			if m.State == store.MailHandled {
				id = m.ID
				return nil
			}
		}
		if raw != nil {
			return fmt.Errorf("the mail in %s is not among those that the bot has handled; voldaan run fetches it", what)
		}
		return fmt.Errorf("there is no mail %q; say its id or Message-ID, the id of its case (voldaan cases), or a file with its bytes", what)
	})
}

// taughtObject is a correction in JSON.
type taughtObject struct {
	ID      string                `json:"id"`
	Mail    voldaan.MailID        `json:"mail"`
	Intent  voldaan.Intent        `json:"intent"`
	Was     voldaan.Intent        `json:"was"`
	Reason  voldaan.DisputeReason `json:"reason,omitempty"`
	Author  string                `json:"author"`
	At      time.Time             `json:"at"`
	Active  bool                  `json:"active"`
	Lessons []voldaan.Lesson      `json:"lessons"`
}

func taughtView(c store.Correction) taughtObject {
	return taughtObject{c.ID, c.Mail, c.Intent, c.Was, c.Reason, c.Author, c.At, c.Active, c.Lessons}
}

func (e *ledgerEnv) corrections() ([]store.Correction, error) {
	var all []store.Correction
	return all, e.db.Tx(e.ctx, func(tx *store.Tx) (err error) {
		all, err = tx.Corrections(e.cred.Creditor.ID)
		return err
	})
}

func (e *ledgerEnv) listTaught() error {
	all, err := e.corrections()
	if err != nil {
		return err
	}
	if e.json {
		views := []taughtObject{}
		for _, c := range all {
			views = append(views, taughtView(c))
		}
		return e.printJSON(views)
	}
	for _, c := range all {
		state := "on "
		if !c.Active {
			state = "off"
		}
		author := c.Author
		if p, ok := e.cred.Creditor.ColleagueKeyed(c.Author); ok {
			author = p.Name
		}
		fmt.Fprintf(e.stdout, "%s  %s  %s  mail %s: %s, was read as %s (%s)\n", c.ID, state, e.cred.Creditor.Day(c.At), c.Mail, c.Intent, c.Was, author)
		for _, l := range c.Lessons {
			fmt.Fprintf(e.stdout, "    %q means %s\n", short(l.Words), l.Says)
		}
		if len(c.Lessons) == 0 {
			fmt.Fprintln(e.stdout, "    its words were erased: it teaches nothing any more")
		}
	}
	if len(all) == 0 {
		fmt.Fprintln(e.stdout, "nothing was taught yet: voldaan teach MAIL INTENT")
	}
	return nil
}

func (e *ledgerEnv) switchTaught(id string, on bool) error {
	return e.db.Tx(e.ctx, func(tx *store.Tx) error {
		c, err := tx.Correction(e.cred.Creditor.ID, id)
		if errors.Is(err, sql.ErrNoRows) {
			return fmt.Errorf("there is no correction %s; voldaan teach --list lists them", id)
		}
		if err != nil {
			return err
		}
		c.Active = on
		if err := tx.PutCorrection(e.cred.Creditor.ID, c); err != nil || e.json {
			return errors.Join(err, e.jsonIf(taughtView(c)))
		}
		state := map[bool]string{true: "on", false: "off"}[on]
		_, err = fmt.Fprintf(e.stdout, "correction %s is %s; voldaan replay says which past mails that changes\n", id, state)
		return err
	})
}
