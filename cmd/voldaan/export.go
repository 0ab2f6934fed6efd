package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/outbound"
	"github.com/voldaan/voldaan/store"
)

type exportCmd struct {
	Customer string `help:"The customer's number; all customers by default." placeholder:"NUMBER"`
	Out      string `help:"A new folder, or - for JSON lines on standard output." required:"" placeholder:"DIR|-"`
}

// Run writes everything that is kept, or what is kept about one customer, such
// as for a request under article 15 of the GDPR: a file of JSON lines for each
// table, and the mails, letters and documents as they came and went.
func (c *exportCmd) Run(env *cliEnv) (err error) {
	cfg, db, err := env.open()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	cred, err := env.chosen(cfg)
	if err != nil {
		return err
	}
	e := store.Export{Creditor: cred.Creditor.ID}
	if c.Customer != "" {
		if e.Customer, err = customerNumbered(env, db, e.Creditor, c.Customer); err != nil {
			return err
		}
	}
	if c.Out == "-" {
		return exportLines(env, db, e)
	}
	x := &exportFolder{dir: c.Out, tables: map[string]*tableFile{}}
	if err := x.begin(); err != nil {
		return err
	}
	e.Row, e.Bytes = x.row, x.bytes
	if err := errors.Join(db.Export(env.ctx, e), exportDiscounts(env, db, e), x.close()); err != nil {
		return err
	}
	if env.json {
		return env.printJSON(map[string]any{"out": c.Out, "rows": x.rows, "files": x.files})
	}
	fmt.Fprintf(env.stdout, "%s: %d rows in %d tables, %d mails, letters and documents\n", c.Out, x.rows, len(x.tables), x.files)
	fmt.Fprintln(env.stdout, "Look through it before you hand it over: colleagues and other people are named in it too.")
	return nil
}

// discountTable is the name under which early-payment discounts that were taken
// are exported, with what they did to VAT by rate.
const discountTable = "discounts_taken"

// exportDiscounts adds them, one row each.
func exportDiscounts(env *cliEnv, db *store.DB, e store.Export) error {
	return db.Tx(env.ctx, func(tx *store.Tx) error {
		all, err := tx.Customers(e.Creditor)
		if err != nil {
			return err
		}
		for _, c := range all {
			if e.Customer != "" && c.ID != e.Customer {
				continue
			}
			l, err := tx.Ledger(e.Creditor, c.ID, store.ScopeAll, env.now())
			if err != nil {
				return err
			}
			taken, err := outbound.TakenDiscounts(tx, l)
			if err != nil {
				return err
			}
			for _, d := range taken {
				row, err := json.Marshal(d)
				if err != nil {
					return err
				}
				if err := e.Row(discountTable, row); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// customerNumbered finds a customer by his number.
func customerNumbered(env *cliEnv, db *store.DB, creditor voldaan.CreditorID, number string) (id voldaan.CustomerID, err error) {
	err = db.Tx(env.ctx, func(tx *store.Tx) error {
		all, err := tx.FindCustomers(creditor, number, "", "")
		switch {
		case err != nil:
			return err
		case len(all) == 0:
			return fmt.Errorf("there is no customer with the number %q; voldaan invoices shows who there is", number)
		case len(all) > 1:
			return fmt.Errorf("%d customers have the number %q: give each its own first", len(all), number)
		}
		id = all[0].ID
		return nil
	})
	return id, err
}

// exportLines writes everything to standard output, one JSON object a line;
// bytes are in base64.
func exportLines(env *cliEnv, db *store.DB, e store.Export) error {
	w := bufio.NewWriter(env.stdout)
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	e.Row = func(table string, object json.RawMessage) error {
		return enc.Encode(struct {
			Table string          `json:"table"`
			Row   json.RawMessage `json:"row"`
		}{table, object})
	}
	e.Bytes = func(kind, id, at string, b []byte) error {
		return enc.Encode(struct {
			Kind  string `json:"kind"`
			ID    string `json:"id"`
			At    string `json:"at"`
			Bytes []byte `json:"bytes"`
		}{kind, id, at, b})
	}
	return errors.Join(db.Export(env.ctx, e), exportDiscounts(env, db, e), w.Flush())
}

// exportFolder is a folder that an export fills.
type exportFolder struct {
	dir         string
	tables      map[string]*tableFile
	rows, files int
}

// tableFile is the file of one table.
type tableFile struct {
	file   *os.File
	buffer *bufio.Writer
}

// begin makes the folder. One that has something in it is left alone.
func (x *exportFolder) begin() error {
	if entries, err := os.ReadDir(x.dir); err == nil && len(entries) > 0 {
		return fmt.Errorf("%s is not empty: name a new folder", x.dir)
	}
	if err := os.MkdirAll(x.dir, 0o700); err != nil {
		return fmt.Errorf("export: %w", err)
	}
	return nil
}

func (x *exportFolder) row(table string, object json.RawMessage) error {
	t := x.tables[table]
	if t == nil {
		f, err := os.OpenFile(filepath.Join(x.dir, table+".jsonl"), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
		if err != nil {
			return err
		}
		t = &tableFile{f, bufio.NewWriter(f)}
		x.tables[table] = t
	}
	x.rows++
	if _, err := t.buffer.Write(object); err != nil {
		return err
	}
	return t.buffer.WriteByte('\n')
}

func (x *exportFolder) bytes(kind, id, at string, b []byte) error {
	dir := filepath.Join(x.dir, kind+"s")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	x.files++
	return os.WriteFile(filepath.Join(dir, fileName(at, id)+ending(kind, b)), b, 0o600)
}

// fileName makes a name of a time and an id that sorts by time and is a file's
// name on any system.
func fileName(at, id string) string {
	return strings.Map(func(r rune) rune {
		if (r >= 'a' && r <= 'z') || (r >= 'A' && r <= 'Z') || (r >= '0' && r <= '9') || r == '-' {
			return r
		}
		return '-'
	}, at[:min(len(at), len("2006-01-02T15:04:05"))]+"-"+id)
}

// ending tells programs what a file is.
func ending(kind string, b []byte) string {
	switch {
	case kind != "document":
		return ".eml"
	case strings.HasPrefix(string(b), "%PDF-"):
		return ".pdf"
	}
	return ".xml"
}

// close brings everything to the disk.
func (x *exportFolder) close() error {
	var errs []error
	for _, t := range x.tables {
		errs = append(errs, t.buffer.Flush(), t.file.Close())
	}
	return errors.Join(errs...)
}
