package main

import (
	"fmt"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/inbound/books"
)

type customerCmd struct {
	Customer   string `arg:"" help:"The customer's number."`
	Importance string `help:"What the customer is to you: key, normal, minor; none takes it away." placeholder:"IMPORTANCE"`
	Policy     string `help:"The policy that counts for the customer; none: that of the segment." placeholder:"NAME"`
	Phone      string `help:"The phone number for calls; none takes it away." placeholder:"NUMBER"`
	Address    string `help:"The postal address, its lines apart by semicolons; none takes it away." placeholder:"LINES"`

	Terms    string  `help:"Where terms of his own stand, with what they say below; none takes them away." placeholder:"WHERE"`
	Since    dateArg `help:"With --terms: since when they are agreed; they bind no older invoice." placeholder:"DATE"`
	Days     int     `help:"With --terms: days to pay." placeholder:"N"`
	Interest string  `help:"With --terms: interest in per cent a year." placeholder:"PERCENT"`
	Damages  string  `help:"With --terms: damages, such as \"10 % min 40 max 2000\"." placeholder:"CLAUSE"`

	RegularDelivery bool      `help:"With --terms: the contract is one of regular deliveries."`
	ReminderFee     amountArg `help:"With --regular-delivery: what a further reminder costs a consumer in Belgium, in euro." placeholder:"AMOUNT"`
}

// Run writes what the team says of a customer.
func (c *customerCmd) Run(env *cliEnv) error {
	change := books.CustomerChange{Importance: c.Importance, Policy: c.Policy, Phone: c.Phone, Address: c.Address}
	said := voldaan.Terms{
		Days: c.Days, Interest: c.Interest, DamagesClause: c.Damages, Since: voldaan.Date(c.Since),
		RegularDelivery: c.RegularDelivery, ReminderFee: voldaan.Amount(c.ReminderFee),
	}
	switch {
	case c.Terms == books.None && said == (voldaan.Terms{}):
		change.NoTerms = true
	case c.Terms == books.None || c.Terms == "" && said != (voldaan.Terms{}):
		return fmt.Errorf("%w: --since and what was agreed go with --terms, which says where it stands", errUsage)
	case c.Terms != "":
		change.Terms, change.Terms.Evidence = said, c.Terms
	}
	return command(env, func(e *ledgerEnv, by books.Actor, now time.Time) (books.Outcome, error) {
		return e.books.SetCustomer(e.ctx, c.Customer, change, by, now)
	})
}

type invoiceCmd struct {
	Invoice string `arg:"" help:"The invoice's number."`
	Policy  string `required:"" help:"The policy by whose ladder the invoice goes; none: that of its account." placeholder:"NAME"`
}

// Run sets an invoice's policy.
func (c *invoiceCmd) Run(env *cliEnv) error {
	return command(env, func(e *ledgerEnv, by books.Actor, now time.Time) (books.Outcome, error) {
		return e.books.SetInvoicePolicy(e.ctx, c.Invoice, c.Policy, by, now)
	})
}

type instalmentsCmd struct {
	Customer string   `arg:"" help:"The customer's number."`
	Invoices []string `help:"The invoices that the plan covers; all that are open by default." placeholder:"NUMBER,..."`
	Parts    string   `help:"Days with amounts, such as \"2026-12-01 500, 2027-01-01 500\"." placeholder:"PARTS"`
	End      bool     `help:"End the plan that runs."`
}

// Run agrees to an instalment plan, or ends it.
func (c *instalmentsCmd) Run(env *cliEnv) error {
	if c.End == (c.Parts != "") {
		return fmt.Errorf("%w: want either --parts or --end", errUsage)
	}
	return command(env, func(e *ledgerEnv, by books.Actor, now time.Time) (books.Outcome, error) {
		if c.End {
			return e.books.EndPlan(e.ctx, c.Customer, by, now)
		}
		parts, err := books.ParseInstalments(c.Parts)
		if err != nil {
			return books.Outcome{}, err
		}
		return e.books.Agree(e.ctx, c.Customer, c.Invoices, parts, by, now)
	})
}
