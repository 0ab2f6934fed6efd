package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/voldaan/voldaan/outbound/law"
)

type lawCmd struct {
	All bool   `help:"Also what is verified."`
	For string `help:"Only what has this word in its key, such as nl or interest." placeholder:"WORD"`
}

// Run lists the rates and legal statements that letters may rest on, and how well
// each is known: what is to be checked, or all.
func (c *lawCmd) Run(env *cliEnv) error {
	book, err := env.law()
	if err != nil {
		return err
	}
	entries := []law.Entry{}
	for _, e := range book.Entries() {
		if (c.All || e.Standing != law.Verified) && strings.Contains(e.Key, c.For) {
			entries = append(entries, e)
		}
	}
	if env.json {
		return env.printJSON(entries)
	}
	open := 0
	for _, e := range entries {
		state := "to be checked"
		switch {
		case e.Standing == law.Verified:
			state = "verified"
		case e.Usable:
			state = "confirmed here"
		default:
			open++
		}
		if e.Amended {
			state += ", yours"
		}
		fmt.Fprintf(env.stdout, "%s  (%s; %s)\n    %s\n    %s\n", e.Key, state, e.Standing, e.What, e.Source)
	}
	if open > 0 {
		fmt.Fprintf(env.stdout, "%d to be checked: no letter rests on them. Read the official source, then name the key in rates_confirmed under [law].\n", open)
	}
	if len(entries) == 0 {
		fmt.Fprintln(env.stdout, "nothing of that kind; voldaan law --all lists everything")
	}
	return nil
}

// law is the book of the configuration, or the one that ships where there is no
// configuration file yet.
func (e *cliEnv) law() (*law.Book, error) {
	if _, err := os.Stat(e.configPath); errors.Is(err, fs.ErrNotExist) {
		book, faults := law.Load(nil)
		if book == nil {
			return nil, fmt.Errorf("the law that ships: %s", faults[0])
		}
		return book, nil
	}
	cfg, err := e.config()
	if err != nil {
		return nil, err
	}
	return cfg.Law, nil
}
