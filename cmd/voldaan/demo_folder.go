package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// demoFolder is where a play leaves its mails, index.html and its ledger.
type demoFolder struct{ path string }

// noFolder says that nothing is to be written.
const noFolder = "-"

// madeBy is the file that tells a folder of the demo from others.
const madeBy = ".made-by-voldaan-demo"

// check refuses a folder that holds something else than an earlier play,
// before the play begins.
func (f demoFolder) check() error {
	if f.path == noFolder {
		return nil
	}
	entries, err := os.ReadDir(f.path)
	switch {
	case errors.Is(err, fs.ErrNotExist) || (err == nil && len(entries) == 0):
		return nil
	case err != nil:
		return fmt.Errorf("look into the folder for the demo's mails: %w", err)
	}
	if _, err := os.Stat(filepath.Join(f.path, madeBy)); err != nil {
		return fmt.Errorf("%s is not empty and no folder of an earlier demo: name another one with --out", f.path)
	}
	return f.checkKept()
}

// write leaves the play's mails, numbered in their order, the files that were
// brought in, index.html, and its database with a configuration. What an
// earlier play left there goes first.
func (f demoFolder) write(p *play) error {
	if f.path == noFolder {
		return nil
	}
	for _, part := range []string{"mails", "files"} {
		dir := filepath.Join(f.path, part)
		if err := os.RemoveAll(dir); err != nil {
			return fmt.Errorf("clear the demo's folder: %w", err)
		}
		if err := os.MkdirAll(dir, 0o755); err != nil { //nolint:gosec // nothing in it is secret
			return fmt.Errorf("make the demo's folder: %w", err)
		}
	}
	files := map[string][]byte{madeBy: []byte("voldaan demo\n")}
	for _, x := range p.files {
		files[filepath.Join("files", x.name)] = x.content
	}
	for _, m := range p.mails {
		files[filepath.Join("mails", m.fileName())] = m.raw
	}
	page, err := p.page()
	if err != nil {
		return err
	}
	files["index.html"] = page
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(f.path, name), content, 0o644); err != nil { //nolint:gosec // nothing in it is secret
			return fmt.Errorf("write the demo's mails: %w", err)
		}
	}
	return f.keep(p)
}

// fileName numbers a mail and says what it is.
func (m *playedMail) fileName() string {
	way, what := "out", string(m.kind)
	if m.incoming {
		way, what = "in", strings.ReplaceAll(m.about, " ", "-")
	}
	what = strings.Map(func(r rune) rune {
		if strings.ContainsRune("abcdefghijklmnopqrstuvwxyz0123456789-_", r) {
			return r
		}
		return -1
	}, strings.ToLower(what))
	return fmt.Sprintf("%04d-%s-%s.eml", m.number, way, what)
}

// sortStates puts the rows in order of their numbers.
func sortStates(rows []stateRow) {
	slices.SortFunc(rows, func(a, b stateRow) int { return strings.Compare(a.Number, b.Number) })
}
