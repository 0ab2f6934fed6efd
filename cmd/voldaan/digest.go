package main

import "fmt"

type digestCmd struct{}

// Run prints today's digest as the managers would get it.
func (c *digestCmd) Run(env *cliEnv) error {
	return withLedger(env, func(e *ledgerEnv) error {
		text, err := e.bot.office.PreviewDigest(e.ctx, e.now())
		if err == nil {
			_, err = fmt.Fprintln(e.stdout, text)
		}
		return err
	})
}
