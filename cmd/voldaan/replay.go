package main

import (
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify"
	"github.com/voldaan/voldaan/inbound"
)

type replayCmd struct {
	Since      dateArg `help:"Only mails handled from this day on." placeholder:"DATE"`
	Correction string  `help:"Compare with and without this correction, not with what was read then." placeholder:"CORRECTION"`
	Ask        bool    `help:"Ask the configured language model too; it costs as much as the mails did."`
}

// Run reads past mails again with this program and what was taught, and says
// which would be read otherwise. Nothing changes.
func (c *replayCmd) Run(env *cliEnv) error {
	return withLedger(env, func(e *ledgerEnv) error {
		how := inbound.Replay{Reader: classify.NewOffline(), Correction: c.Correction}
		if c.Since != 0 {
			how.Since = voldaan.Date(c.Since).At(0, 0, e.cred.Creditor.Zone)
		}
		if c.Ask {
			if !e.cfg.OpenAI.Enabled {
				return fmt.Errorf("%w: --ask: no language model is configured", errUsage)
			}
			how.Reader, how.Asked = e.bot.desk.Reader, true
		}
		var seen *progress
		how.Progress = func(done, all int) {
			if seen == nil {
				seen = newProgress(env, all)
			}
			seen.show(done)
		}
		out, err := e.bot.desk.Replay(e.ctx, how)
		if seen != nil {
			seen.clear()
		}
		if errors.Is(err, sql.ErrNoRows) {
			return fmt.Errorf("there is no correction %s; voldaan teach --list lists them", c.Correction)
		}
		if err != nil {
			return err
		}
		if e.json {
			return e.printJSON(out)
		}
		e.tellReplays(out)
		return nil
	})
}

func (e *ledgerEnv) tellReplays(out inbound.Replays) {
	for _, r := range out.Changed {
		fmt.Fprintf(e.stdout, "%s  mail %s  %s\n", r.Received.In(e.zone()).Format(time.DateOnly), r.Mail, changesIn(r))
		if len(r.Now.Findings) > 0 {
			fmt.Fprintf(e.stdout, "            because of %q (%s)\n", short(r.Now.Findings[0].Quote), r.Now.Findings[0].By)
		}
	}
	fmt.Fprintf(e.stdout, "%d mails read again, %d would be read otherwise", out.Read, len(out.Changed))
	if out.Unseen > 0 {
		fmt.Fprintf(e.stdout, "; %d of them a person would not see any more", out.Unseen)
	}
	fmt.Fprintln(e.stdout)
	if out.Asked > 0 {
		fmt.Fprintf(e.stdout, "%d left out: a language model was asked about them; --ask asks it again\n", out.Asked)
	}
	if out.Erased > 0 {
		fmt.Fprintf(e.stdout, "%d left out: their words were erased\n", out.Erased)
	}
}

// zone is the creditor's.
func (e *ledgerEnv) zone() *time.Location {
	if z := e.cred.Creditor.Zone; z != nil {
		return z
	}
	return time.UTC
}

// changesIn tells what is read otherwise in a few words.
func changesIn(r inbound.Replayed) string {
	var out []string
	for _, field := range r.Changes {
		switch field {
		case "intent":
			out = append(out, fmt.Sprintf("%s → %s", r.Was.Intent, r.Now.Intent))
		case "human":
			out = append(out, map[bool]string{true: "a person looks now", false: "no person looks any more"}[r.Now.Human])
		case "promise":
			out = append(out, fmt.Sprintf("promise %s → %s", dated(r.Was.Promise), dated(r.Now.Promise)))
		case "paid_on":
			out = append(out, fmt.Sprintf("paid on %s → %s", day(r.Was.PaidOn), day(r.Now.PaidOn)))
		default:
			out = append(out, "another "+strings.ReplaceAll(field, "_", " "))
		}
	}
	return strings.Join(out, ", ")
}

func dated(d *classify.DatedAmount) string {
	if d == nil {
		return "none"
	}
	return strings.TrimSpace(day(d.Date) + " " + d.Amount)
}

func day(d voldaan.Date) string {
	if d.IsZero() {
		return "none"
	}
	return d.String()
}
