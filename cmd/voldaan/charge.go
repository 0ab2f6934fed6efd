package main

import (
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/inbound/books"
)

type waiveCmd struct {
	Number string `arg:"" help:"The number of an invoice, or of a customer for all of his."`
	Kind   string `help:"Only this: ${enum}." enum:"interest,fixed,costs,reminder_fee,all" default:"all"`
}

// Run gives up interest and costs that letters claimed.
func (c *waiveCmd) Run(env *cliEnv) error {
	kind := voldaan.ChargeKind(c.Kind)
	if c.Kind == "all" {
		kind = ""
	}
	return command(env, func(e *ledgerEnv, by books.Actor, now time.Time) (books.Outcome, error) {
		return e.books.Waive(e.ctx, c.Number, kind, by, now)
	})
}

type receivedCmd struct {
	Number string  `arg:"" help:"The number of an invoice, or of a customer: the last legal notice about it."`
	On     dateArg `help:"The day on which it was received; today by default." placeholder:"DATE"`
	By     string  `help:"What shows it: ${enum}." enum:"post,colleague" default:"post"`
}

// Run records that a legal notice was received.
func (c *receivedCmd) Run(env *cliEnv) error {
	return command(env, func(e *ledgerEnv, by books.Actor, now time.Time) (books.Outcome, error) {
		on := voldaan.Date(c.On)
		if on == 0 {
			on = e.cred.Creditor.Day(now)
		}
		return e.books.Received(e.ctx, c.Number, on, voldaan.Proof(c.By), by, now)
	})
}
