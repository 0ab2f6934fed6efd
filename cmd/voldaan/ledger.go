package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/inbound/books"
	"github.com/voldaan/voldaan/inbound/ledgerfile"
)

// done prints what a command changed.
func (e *ledgerEnv) done(out books.Outcome, err error) error {
	if err != nil {
		return err
	}
	if e.json {
		return e.printJSON(out)
	}
	for _, line := range out.Text {
		fmt.Fprintln(e.stdout, line)
	}
	for _, i := range out.Invoices {
		fmt.Fprintf(e.stdout, "%s: %s, open %s → %s, open %s %s\n", i.Number, i.Before, i.OpenBefore, i.After, i.OpenAfter, i.Currency)
	}
	if out.Event != "" && !out.Again {
		fmt.Fprintf(e.stdout, "to take it back: voldaan undo %s\n", out.Event)
	}
	return nil
}

// command runs one change of the ledger.
func command(env *cliEnv, f func(*ledgerEnv, books.Actor, time.Time) (books.Outcome, error)) error {
	return withLedger(env, func(e *ledgerEnv) error {
		out, err := f(e, e.operator(), e.now())
		return e.done(out, err)
	})
}

// amountArg and dateArg are values of flags, checked as they are read.
type (
	amountArg voldaan.Amount
	dateArg   voldaan.Date
)

// UnmarshalText reads "1234.56", "1.234,56" and the like.
func (a *amountArg) UnmarshalText(b []byte) error {
	v, err := voldaan.ParseAmount(string(b))
	if err == nil && v <= 0 {
		err = fmt.Errorf("amount %q: want more than zero", b)
	}
	*a = amountArg(v)
	return err
}

// UnmarshalText reads "2026-03-04".
func (d *dateArg) UnmarshalText(b []byte) error { return (*voldaan.Date)(d).UnmarshalText(b) }

type payCmd struct {
	Invoice   string    `arg:"" help:"The invoice's number."`
	Amount    amountArg `arg:"" optional:"" help:"How much; all that is open by default."`
	On        dateArg   `help:"The day on which the money came; today by default." placeholder:"DATE"`
	Reference string    `help:"The bank's reference, so that the same payment is booked once."`
}

// Run books a payment.
func (c *payCmd) Run(env *cliEnv) error {
	return command(env, func(e *ledgerEnv, by books.Actor, now time.Time) (books.Outcome, error) {
		day := voldaan.Date(c.On)
		if day == 0 {
			day = e.cred.Creditor.Day(now)
		}
		return e.books.Pay(e.ctx, c.Invoice, voldaan.Amount(c.Amount), day, c.Reference, by, now)
	})
}

type creditCmd struct {
	Invoice string    `arg:"" help:"The number of the invoice that is credited."`
	Amount  amountArg `arg:"" help:"How much."`
	Note    string    `arg:"" optional:"" help:"The number of the credit note."`
}

// Run books a credit note.
func (c *creditCmd) Run(env *cliEnv) error {
	return command(env, func(e *ledgerEnv, by books.Actor, now time.Time) (books.Outcome, error) {
		return e.books.Credit(e.ctx, c.Invoice, voldaan.Amount(c.Amount), c.Note, by, now)
	})
}

type holdCmd struct {
	What   string    `arg:"" help:"The number of an invoice, or of a customer."`
	Amount amountArg `help:"Only this part."`
	Until  dateArg   `help:"The last day of the hold; until resume by default." placeholder:"DATE"`
	Reason string    `help:"Why." default:"by_hand"`
}

// Run holds an invoice or a customer.
func (c *holdCmd) Run(env *cliEnv) error {
	return command(env, func(e *ledgerEnv, by books.Actor, now time.Time) (books.Outcome, error) {
		return e.books.Hold(e.ctx, c.What, voldaan.Amount(c.Amount), voldaan.Date(c.Until), c.Reason, by, now)
	})
}

type resumeCmd struct {
	What string `arg:"" help:"The number of an invoice, or of a customer."`
}

// Run ends a hold.
func (c *resumeCmd) Run(env *cliEnv) error {
	return command(env, func(e *ledgerEnv, by books.Actor, now time.Time) (books.Outcome, error) {
		return e.books.Resume(e.ctx, c.What, by, now)
	})
}

type disputeCmd struct {
	Invoice string    `arg:"" help:"The invoice's number."`
	Amount  amountArg `help:"Only this part is contested."`
	Reason  string    `help:"Why: ${enum}." enum:"not_delivered,defective,wrong_amount,wrong_price,duplicate,not_ordered,already_credited,missing_po,wrong_details,contract,other" default:"other"`
}

// Run records a dispute.
func (c *disputeCmd) Run(env *cliEnv) error {
	return command(env, func(e *ledgerEnv, by books.Actor, now time.Time) (books.Outcome, error) {
		return e.books.Dispute(e.ctx, c.Invoice, voldaan.Amount(c.Amount), voldaan.DisputeReason(c.Reason), by, now)
	})
}

type resolveCmd struct {
	Invoice string `arg:"" help:"The invoice's number."`
	Upheld  bool   `help:"The customer was right: the days of the dispute do not count as late."`
}

// Run ends a dispute.
func (c *resolveCmd) Run(env *cliEnv) error {
	return command(env, func(e *ledgerEnv, by books.Actor, now time.Time) (books.Outcome, error) {
		if c.Upheld {
			return e.books.Uphold(e.ctx, c.Invoice, by, now)
		}
		return e.books.Resolve(e.ctx, c.Invoice, by, now)
	})
}

type closeCmd struct {
	Invoice string `arg:"" help:"The invoice's number."`
	Reason  string `help:"Why: ${enum}." enum:"settled_outside,written_off,cancelled" default:"settled_outside"`
}

// Run closes an invoice.
func (c *closeCmd) Run(env *cliEnv) error {
	return command(env, func(e *ledgerEnv, by books.Actor, now time.Time) (books.Outcome, error) {
		return e.books.Close(e.ctx, c.Invoice, c.Reason, by, now)
	})
}

type reopenCmd struct {
	Invoice string `arg:"" help:"The invoice's number."`
}

// Run reopens an invoice that was closed.
func (c *reopenCmd) Run(env *cliEnv) error {
	return command(env, func(e *ledgerEnv, by books.Actor, now time.Time) (books.Outcome, error) {
		return e.books.Reopen(e.ctx, c.Invoice, by, now)
	})
}

type recallCmd struct {
	Invoice string `arg:"" help:"The invoice's number."`
}

// Run takes an invoice back that was handed over.
func (c *recallCmd) Run(env *cliEnv) error {
	return command(env, func(e *ledgerEnv, by books.Actor, now time.Time) (books.Outcome, error) {
		return e.books.Recall(e.ctx, c.Invoice, by, now)
	})
}

type stopCmd struct {
	Customer string `arg:"" optional:"" help:"The customer's number; everybody by default."`
}

// Run stops letters, before the next one leaves.
func (c *stopCmd) Run(env *cliEnv) error {
	return command(env, func(e *ledgerEnv, by books.Actor, now time.Time) (books.Outcome, error) {
		return e.books.Stop(e.ctx, c.Customer, by, now)
	})
}

type startCmd struct {
	Customer string `arg:"" optional:"" help:"The customer's number; everybody by default."`
}

// Run lets letters go again.
func (c *startCmd) Run(env *cliEnv) error {
	return command(env, func(e *ledgerEnv, by books.Actor, now time.Time) (books.Outcome, error) {
		return e.books.Start(e.ctx, c.Customer, by, now)
	})
}

type undoCmd struct {
	What string `arg:"" optional:"" default:"last" help:"What a command said to take back; the last one by default."`
}

// Run takes a command back.
func (c *undoCmd) Run(env *cliEnv) error {
	return command(env, func(e *ledgerEnv, by books.Actor, now time.Time) (books.Outcome, error) {
		return e.books.Undo(e.ctx, c.What, by, now)
	})
}

type approveCmd struct {
	Letters []string `arg:"" optional:"" help:"The letters' ids; all that wait by default."`
	Refuse  bool     `help:"Say no instead: the letters are cancelled."`
	Day     bool     `help:"Confirm that the payments known today are complete (payment source by hand)."`
}

// Run says yes or no to letters that wait for it.
func (c *approveCmd) Run(env *cliEnv) error {
	return command(env, func(e *ledgerEnv, by books.Actor, now time.Time) (books.Outcome, error) {
		if c.Day {
			return e.books.ConfirmDay(e.ctx, by, now)
		}
		var ids []voldaan.LetterID
		for _, id := range c.Letters {
			ids = append(ids, voldaan.LetterID(id))
		}
		if c.Refuse {
			return e.books.RefuseLetters(e.ctx, ids, by, now)
		}
		return e.books.ApproveLetters(e.ctx, ids, by, now)
	})
}

type letterCmd struct {
	What string `arg:"" enum:"resend,leave" help:"resend: it goes again; leave: it counts as sent."`
	ID   string `arg:"" help:"The letter's id, as the notice names it."`
}

// Run decides about an uncertain letter.
func (c *letterCmd) Run(env *cliEnv) error {
	return command(env, func(e *ledgerEnv, by books.Actor, now time.Time) (books.Outcome, error) {
		return e.books.ResolveUncertain(e.ctx, voldaan.LetterID(c.ID), c.What, by, now)
	})
}

type importCmd struct {
	What    string  `arg:"" enum:"invoices,payments,open-items" help:"invoices, payments or open-items."`
	File    string  `arg:"" help:"The CSV file; - for standard input."`
	Partial bool    `help:"Import the good rows although others are bad."`
	Yes     bool    `help:"Close without asking what is gone from the list of open items."`
	AsOf    dateArg `help:"The day up to which the file is complete; today by default." placeholder:"DATE"`
	Example string  `help:"Print an example file in this language instead." enum:",nl,fr,en,de" default:""`
}

// Run brings in a file: all of its rows, or none.
func (c *importCmd) Run(env *cliEnv) error {
	if c.Example != "" {
		_, err := env.stdout.Write(ledgerfile.Template(c.What, c.Example))
		return err
	}
	return withLedger(env, func(e *ledgerEnv) (err error) {
		in := io.Reader(e.stdin)
		if c.File != "-" {
			f, err := os.Open(c.File)
			if err != nil {
				return fmt.Errorf("import %s: %w", c.What, err)
			}
			defer f.Close() //nolint:errcheck // only read
			in = f
		}
		report, err := c.bring(e, in)
		if err != nil {
			for _, f := range report.Faults {
				fmt.Fprintln(e.stderr, f.Error())
			}
			return fmt.Errorf("import %s from %s: %w", c.What, c.File, err)
		}
		if e.json {
			return e.printJSON(report)
		}
		_, err = fmt.Fprintln(e.stdout, strings.Join(report.Text(), "\n"))
		return err
	})
}

// asOf is up to when the file is complete: the end of a day in the past, or
// now.
func (c *importCmd) asOf(e *ledgerEnv) time.Time {
	now := e.now()
	if day := voldaan.Date(c.AsOf); day != 0 && day < e.cred.Creditor.Day(now) {
		return (day + 1).At(0, 0, e.cred.Creditor.Zone)
	}
	return now
}

func (c *importCmd) bring(e *ledgerEnv, in io.Reader) (books.Report, error) {
	switch c.What {
	case ledgerfile.KindInvoices:
		rows, faults, err := ledgerfile.ReadInvoices(in)
		if err != nil {
			return books.Report{}, err
		}
		return e.books.ImportInvoices(e.ctx, fileOf(c, e, rows, faults), e.operator(), e.now())
	case ledgerfile.KindPayments:
		rows, faults, err := ledgerfile.ReadPayments(in)
		if err != nil {
			return books.Report{}, err
		}
		return e.books.ImportPayments(e.ctx, fileOf(c, e, rows, faults), books.Actor{Kind: voldaan.AuthorBank}, e.now())
	}
	rows, faults, err := ledgerfile.ReadOpenItems(in)
	if err != nil {
		return books.Report{}, err
	}
	confirm := func(closing []books.Line) bool {
		for _, l := range closing {
			fmt.Fprintf(e.stderr, "%s of %s, due %s: %s %s is open here and gone from the list\n", l.Number, l.Customer, l.Due, l.OpenBefore, l.Currency)
		}
		return c.Yes || e.ask(fmt.Sprintf("close these %d invoices as settled outside?", len(closing)))
	}
	return e.books.ImportOpenItems(e.ctx, fileOf(c, e, rows, faults), confirm, e.operator(), e.now())
}

// fileOf is a file that was read, as the books take it.
func fileOf[T any](c *importCmd, e *ledgerEnv, rows []T, faults []ledgerfile.Fault) books.File[T] {
	return books.File[T]{Rows: rows, Faults: faults, Partial: c.Partial, AsOf: c.asOf(e)}
}
