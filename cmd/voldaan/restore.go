package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/store"
)

type restoreCmd struct {
	File string `arg:"" optional:"" help:"The backup. Without one: look again for what was sent since." type:"path"`
}

// Run reads a backup into an empty database, finds out from the mailboxes what
// happened since, and lets letters go on a yes.
func (c *restoreCmd) Run(env *cliEnv) (err error) {
	cfg, db, err := env.open()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if c.File != "" {
		if err := db.Restore(env.ctx, c.File); err != nil {
			return err
		}
		fmt.Fprintf(env.stderr, "%s is read. No letter goes to a customer before your yes.\n", c.File)
	}
	waiting, err := awaiting(env.ctx, db)
	if err != nil {
		return err
	}
	if len(waiting) == 0 {
		return fmt.Errorf("%w: this database does not wait for a yes after a restore; name the file of a backup", errUsage)
	}
	var reports []restoreReport
	for i := range cfg.Creditors {
		cred := &cfg.Creditors[i]
		if !waiting[cred.Creditor.ID] {
			continue
		}
		delete(waiting, cred.Creditor.ID)
		r, err := restoreOne(env, cfg, cred, db)
		if err != nil {
			return fmt.Errorf("%w\nThe database is restored, but what went out since is not known for sure. "+
				"Mend this, then run `voldaan restore` without a file, before `voldaan run`", err)
		}
		reports = append(reports, r)
	}
	for id := range waiting {
		fmt.Fprintf(env.stderr, "creditor %s of the backup is not in the configuration: it stays as it is\n", id)
	}
	return finishRestore(env, db, reports)
}

// awaiting are the creditors that wait for a yes after a restore.
func awaiting(ctx context.Context, db *store.DB) (map[voldaan.CreditorID]bool, error) {
	out := map[voldaan.CreditorID]bool{}
	err := db.Tx(ctx, func(tx *store.Tx) error {
		all, err := tx.Creditors()
		for _, c := range all {
			if c.ConfirmRestore {
				out[c.ID] = true
			}
		}
		return err
	})
	return out, err
}

// restoreOne catches up for one creditor.
func restoreOne(env *cliEnv, cfg *Config, cred *CreditorConfig, db *store.DB) (r restoreReport, err error) {
	owner := processName()
	b, err := botFromConfig(cfg, cred, db, owner, "", env.now(), slog.New(slog.DiscardHandler))
	if err != nil {
		return r, err
	}
	if err := db.Tx(env.ctx, func(tx *store.Tx) error { return tx.Beat(owner, env.now()) }); err != nil {
		return r, err
	}
	defer func() {
		for _, box := range b.boxes {
			err = errors.Join(err, box.Conn.Close())
		}
		err = errors.Join(err, db.Tx(env.ctx, func(tx *store.Tx) error { return tx.Release(owner) }))
	}()
	if err := b.ensure(env.ctx, cred.since()); err != nil {
		return r, err
	}
	fmt.Fprintf(env.stderr, "creditor %s: reading the mailboxes …\n", cred.Creditor.ID)
	return b.catchUp(env.ctx, env.now())
}

// finishRestore shows what was found and starts on a yes.
func finishRestore(env *cliEnv, db *store.DB, reports []restoreReport) error {
	if env.json {
		return env.printJSON(reports)
	}
	for _, r := range reports {
		r.print(env)
	}
	if !env.ask("Let letters go to customers again, now?") {
		fmt.Fprintln(env.stdout, "Nothing goes to customers. To let letters go: voldaan start")
		return nil
	}
	return db.Tx(env.ctx, func(tx *store.Tx) error {
		for _, r := range reports {
			c, err := tx.Creditor(r.Creditor)
			if err != nil {
				return err
			}
			c.ConfirmRestore = false
			if err := tx.SetCreditor(c); err != nil {
				return err
			}
		}
		fmt.Fprintln(env.stdout, "Letters go again.")
		return nil
	})
}

// restoreReport is what the mailboxes told about the time since the backup.
type restoreReport struct {
	Creditor voldaan.CreditorID `json:"creditor"`
	// Until is the last moment of which the backup knows.
	Until time.Time `json:"backup_until"`
	// Proven letters of the backup waited there, and were found in Sent.
	Proven []sentLine `json:"found_in_sent"`
	// Unknown letters went out after the backup.
	Unknown []sentLine `json:"sent_since"`
	// Held are the customers to whom something went out since, by number.
	Held []string `json:"held"`
	// Waiting letters go on a yes.
	Waiting []sentLine `json:"waiting"`
	// Dropped answers had been given before the restore.
	Dropped int `json:"answers_dropped"`
	Read    int `json:"mails_read"`
}

// sentLine is a letter as the operator sees it.
type sentLine struct {
	At      time.Time `json:"at"`
	To      string    `json:"to"`
	Subject string    `json:"subject,omitempty"`
	Kind    string    `json:"kind,omitempty"`
	Note    string    `json:"note,omitempty"`
}

func (r restoreReport) print(env *cliEnv) {
	w := env.stdout
	fmt.Fprintf(w, "\nCreditor %s; the backup ends %s.\n", r.Creditor, r.Until.Format("2006-01-02 15:04 MST"))
	list := func(title string, lines []sentLine) {
		if len(lines) == 0 {
			return
		}
		fmt.Fprintf(w, "\n%s\n", title)
		for _, l := range lines {
			fmt.Fprintf(w, "  %s  %-32s %s %s %s\n", l.At.Format("2006-01-02 15:04"), oneLine(l.To), l.Kind, short(l.Subject), oneLine(l.Note))
		}
	}
	list("Waited in the backup, and went out since (found in Sent):", r.Proven)
	list("Went out since, unknown to the backup:", r.Unknown)
	if len(r.Held) > 0 {
		fmt.Fprintf(w, "\nThese customers got something since and are held for %d days; voldaan resume NUMBER ends that: ", restoreHoldDays)
		for i, n := range r.Held {
			fmt.Fprintf(w, "%s%s", map[bool]string{true: "", false: ", "}[i == 0], oneLine(n))
		}
		fmt.Fprintln(w)
	}
	list("Would go now:", r.Waiting)
	fmt.Fprintf(w, "\n%d mails that came since were read; %d answers had been given and are not given again.\n", r.Read, r.Dropped)
	fmt.Fprintln(w, "Payments, imports and commands since then are not in the backup: bring them in again first.")
	fmt.Fprintln(w, "voldaan plan says what else would be sent today.")
}
