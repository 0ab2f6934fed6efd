package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/voldaan/voldaan/store"
)

type backupCmd struct {
	File string `arg:"" help:"The new file. One that exists is not overwritten." type:"path"`
}

// Run copies the whole database into one file while the bot may go on working.
func (c *backupCmd) Run(env *cliEnv) (err error) {
	_, db, err := env.open()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	creditors := 0
	if err := db.Tx(env.ctx, func(tx *store.Tx) error {
		all, err := tx.Creditors()
		creditors = len(all)
		return err
	}); err != nil {
		return err
	}
	if creditors == 0 {
		return errors.New("the database has nothing in it yet; see `database` in the configuration")
	}
	if err := db.Backup(env.ctx, c.File); err != nil {
		return err
	}
	info, err := os.Stat(c.File)
	if err != nil {
		return err
	}
	if env.json {
		return env.printJSON(map[string]any{"file": c.File, "bytes": info.Size(), "from": db.Engine()})
	}
	fmt.Fprintf(env.stdout, "%s: %d kB, read back and whole\n", c.File, (info.Size()+1023)/1024)
	fmt.Fprintln(env.stdout, "It holds the words of customers and is not encrypted: keep it as you keep the database.")
	if db.Engine() == "postgres" {
		fmt.Fprintln(env.stdout, "It is an SQLite file that can be restored into either kind of database; for large ones pg_dump is faster.")
	}
	fmt.Fprintf(env.stdout, "To go back to it: name a new database in the configuration, then voldaan restore %s\n", c.File)
	return nil
}
