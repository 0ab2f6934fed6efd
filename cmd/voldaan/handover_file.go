package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/outbound"
	"github.com/voldaan/voldaan/store"
)

// path is the dossier's file, which must not be there yet.
func (c *handoverCmd) path(e *ledgerEnv, of voldaan.Customer, day voldaan.Date) (string, error) {
	path := c.Out
	if path == "" {
		path = "dossier" + fileName("", of.Number+"-"+day.String()) + ".zip"
	}
	if _, err := os.Lstat(path); err == nil {
		return "", fmt.Errorf("%s is there already: name another file with --out", path)
	} else if !errors.Is(err, os.ErrNotExist) {
		return "", fmt.Errorf("dossier: %w", err)
	}
	if info, err := os.Stat(filepath.Dir(path)); err != nil || !info.IsDir() {
		return "", fmt.Errorf("%s is no folder: name a file in one that is there with --out", filepath.Dir(path))
	}
	return path, nil
}

// handoverResult is what was written.
type handoverResult struct {
	ID       string   `json:"id"`
	Customer string   `json:"customer"`
	Invoices []string `json:"invoices"`
	File     string   `json:"file"`
	SHA256   string   `json:"sha256"`
	Size     int64    `json:"size"`
	Mails    int      `json:"mails"`
	Erased   int      `json:"erased"`
	LeftOut  int      `json:"mails_about_other_invoices"`
	// First is the hash of the dossier when it was first made, where it was
	// made before.
	First string `json:"first_sha256,omitempty"`
	Event string `json:"event,omitempty"` // by which undo takes it back
}

// write writes the dossier and records its hash, when it is the first.
func (c *handoverCmd) write(e *ledgerEnv, h store.Handover) (r handoverResult, err error) {
	var made outbound.Dossier
	err = newFile(c.Out, func(w io.Writer) (err error) {
		made, err = e.bot.office.WriteDossier(e.ctx, h, e.cfg.Law, w)
		return err
	})
	if err != nil {
		return r, err
	}
	r = handoverResult{
		ID: string(h.ID), Customer: c.Customer, File: c.Out, SHA256: made.SHA256, Size: made.Size, Mails: len(made.Mails),
		Erased: made.Erased, LeftOut: made.LeftOut, First: h.SHA256,
	}
	return r, e.db.Tx(e.ctx, func(tx *store.Tx) error {
		r.Invoices = nil
		for _, id := range h.Invoices {
			inv, err := tx.Invoice(e.cred.Creditor.ID, id)
			if err != nil {
				return err
			}
			r.Invoices = append(r.Invoices, inv.Number)
		}
		return tx.PutHandover(made.KeptWith(h))
	})
}

// newFile writes a file that only its owner may read, and gives it its name
// when it is whole.
func newFile(path string, write func(io.Writer) error) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".voldaan-*")
	if err != nil {
		return err
	}
	err = write(f)
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return nil
}

func (r handoverResult) print(e *ledgerEnv) {
	fmt.Fprintf(e.stdout, "%s: %d mails of %s, SHA-256 %s\n", r.File, r.Mails, strings.Join(r.Invoices, ", "), r.SHA256)
	if r.LeftOut > 0 {
		fmt.Fprintf(e.stdout, "%d mails about other invoices alone are not in it\n", r.LeftOut)
	}
	if r.Erased > 0 {
		fmt.Fprintf(e.stdout, "%d things in it were erased; it says which, and since when\n", r.Erased)
	}
	switch {
	case r.First == r.SHA256 && r.First != "":
		fmt.Fprintln(e.stdout, "it is the same to the last byte as when it was first made")
	case r.First != "":
		fmt.Fprintf(e.stdout, "it differs from the first one (SHA-256 %s): something was erased or became known of a letter since, or the program is another\n", r.First)
	}
	fmt.Fprintln(e.stdout, "Look through it before you send it: it names colleagues and other people too.")
}
