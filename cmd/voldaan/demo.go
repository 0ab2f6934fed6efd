package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/voldaan/voldaan"
)

// demoCmd plays the bot against built-in mail servers and invented customers.
// It needs no configuration and no service; the same seed gives the same
// output, to the byte.
type demoCmd struct {
	Out   string `help:"The folder for all mails, index.html and the ledger; \"-\" writes none." default:"voldaan-demo" placeholder:"DIR"`
	Seed  uint64 `help:"Another seed gives other tokens and other minutes." default:"1"`
	Days  int    `help:"How many days to play." default:"45"`
	Start string `help:"The first day." default:"2026-03-02" placeholder:"YYYY-MM-DD"`
}

// maxDays bounds a play: the demo knows the holidays of some years only.
const maxDays = 366

// Run plays the demo.
func (c *demoCmd) Run(env *cliEnv) error {
	start, err := voldaan.ParseDate(c.Start)
	switch {
	case err != nil:
		return fmt.Errorf("%w: --start: %w", errUsage, err)
	case start < voldaan.MustDate("2000-01-01") || start > voldaan.MustDate("2090-01-01"):
		return fmt.Errorf("%w: --start: want a day between 2000 and 2090", errUsage)
	case c.Days < 1 || c.Days > maxDays:
		return fmt.Errorf("%w: --days: %d is not between 1 and %d", errUsage, c.Days, maxDays)
	}
	folder := demoFolder{path: c.Out}
	if err := folder.check(); err != nil {
		return err
	}
	p, err := newPlay(env.ctx, playOptions{
		seed: c.Seed, start: start, days: c.Days, out: env.stdout, trouble: env.stderr, progress: progressOn(env.stderr),
	})
	if err != nil {
		return err
	}
	err = errors.Join(p.perform(), folder.write(p))
	if err == nil && folder.path != noFolder {
		var next string
		if next, err = p.next(folder.path); err == nil {
			fmt.Fprintf(env.stderr, "\nAll mails, and index.html to read them with, are in %s\n%s", folder.path, next)
		}
	}
	return errors.Join(err, p.close())
}

// progressOn gives a line that tells how far the play is, where somebody sits
// at a terminal to read it.
func progressOn(w io.Writer) func(day, of int) {
	f, ok := w.(*os.File)
	if !ok {
		return func(int, int) {}
	}
	if info, err := f.Stat(); err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return func(int, int) {}
	}
	return func(day, of int) {
		end := "\r"
		if day == of {
			end = "\x1b[2K"
		}
		fmt.Fprintf(f, "\r\x1b[2Kday %d of %d …%s", day, of, end)
	}
}

// playOptions are what a play depends on.
type playOptions struct {
	seed     uint64
	start    voldaan.Date
	days     int
	out      io.Writer // the timeline
	trouble  io.Writer // what the bot logs as an error
	progress func(day, of int)
	// servers and database replace the demo's own; by default it has mail servers
	// in the process and an SQLite file.
	servers  mailServers
	database string
}

// play is one run of the demo.
type play struct {
	*world
	playOptions
	ctx     context.Context //nolint:containedctx // of the one run
	agenda  agenda
	actors  []actor
	got     map[string]int // how often an actor got a letter of a kind
	mails   []*playedMail  // in the order in which they were sent
	seen    int            // how many of the outgoing ones are in mails
	tale    tale
	tally   tally
	bank    []transfer
	cases   map[voldaan.CaseID]bool // that the colleague was told about
	rulings []ruling                // that are not used yet
	files   []playedFile            // that were brought in
	rows    []stateRow              // of the last day
}
