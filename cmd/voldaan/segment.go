package main

import (
	"fmt"
	"time"

	"github.com/voldaan/voldaan/inbound/books"
)

type customerCmd struct {
	Customer   string `arg:"" help:"The customer's number."`
	Importance string `help:"What the customer is to you: key, normal, minor; none takes it away." placeholder:"IMPORTANCE"`
	Policy     string `help:"The policy that counts for the customer; none: that of the segment." placeholder:"NAME"`
	Phone      string `help:"The phone number for calls; none takes it away." placeholder:"NUMBER"`
}

// Run writes what the team says of a customer.
func (c *customerCmd) Run(env *cliEnv) error {
	return command(env, func(e *ledgerEnv, by books.Actor, now time.Time) (books.Outcome, error) {
		change := books.CustomerChange{Importance: c.Importance, Policy: c.Policy, Phone: c.Phone}
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
